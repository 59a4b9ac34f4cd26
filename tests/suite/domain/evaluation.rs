//! Evaluating how an agreement is performed.

use depositary::domain::*;

use super::{check, check_in, given::*};

const EVALUATED: Result<&[&str], Rejection> = Ok(&["AgreementEvaluated"]);

fn prepared(terms: Terms) -> Terms {
    Terms { preparatory_body_allowed: true, ..terms }
}

fn with_areas() -> Terms {
    Terms { areas: [area("X"), area("Y")].into(), ..Terms::default() }
}

#[test]
fn an_evaluation_leaves_it_in_force() {
    let after = check(&in_force(), ("2023-01-01", evaluate("E1", "2022-03-02", "2023-01-01")), EVALUATED);
    assert_eq!((after.status(), after.stage()), (Status::InForce, Stage::Evaluated));
    let [past] = after.evaluations() else { panic!("{:?}", after.evaluations()) };
    assert_eq!(past.evaluated_on.full(), Some(day("2023-01-01")));
    assert_eq!(past.evaluation.evaluation_id, id("E1"));
}

#[test]
fn an_evaluation_has_an_id_of_its_own() {
    let given = check(&in_force(), ("2023-01-01", evaluate("E1", "2022-03-02", "2023-01-01")), EVALUATED);
    let then = Err(Rejection::EvaluationExists { evaluation_id: id("E1") });
    check(&given, ("2024-01-01", evaluate("E1", "2023-01-01", "2024-01-01")), then);
}

#[test]
fn every_area_is_listed_and_no_other() {
    let given = fully_signed(with_areas());
    let listed = |areas: &[&str]| evaluate_as(evaluation("E1", "2022-03-02", "2023-01-01", areas));
    let incomplete = |missing: &[&str]| {
        Err(Rejection::AreasIncomplete { missing: missing.iter().map(|code| id(code)).collect() })
    };
    check(&given, ("2023-01-01", listed(&["X", "Y"])), EVALUATED);
    check(&given, ("2023-01-01", listed(&["Y"])), incomplete(&["X"]));
    check(&given, ("2023-01-01", listed(&[])), incomplete(&["X", "Y"]));
    let unknown = || Err(Rejection::AreaNotFound { code: id("Z") });
    check(&given, ("2023-01-01", listed(&["X", "Y", "Z"])), unknown());
    // Without areas in the terms there is nothing to list.
    check(&in_force(), ("2023-01-01", listed(&["Z"])), unknown());
    check(&drafted_as(bare_draft(header())), ("2023-01-01", listed(&["Z"])), unknown());
}

#[test]
fn only_participants_concur() {
    let mut concurring = evaluation("E1", "2022-03-02", "2023-01-01", &[]);
    concurring.concurring = [id("A"), id("C")].into();
    let then = Err(Rejection::ParticipantNotFound { participant_id: id("C") });
    check(&in_force(), ("2023-01-01", evaluate_as(concurring)), then);
}

#[test]
fn regular_evaluations_do_not_overlap() {
    let given = check(&in_force(), ("2023-01-01", evaluate("E1", "2022-03-02", "2023-01-01")), EVALUATED);
    let then = || Err(Rejection::PeriodOverlap { evaluation_id: id("E1") });
    check(&given, ("2023-06-01", evaluate("E2", "2022-12-31", "2023-02-01")), then());
    check(&given, ("2023-06-01", evaluate("E2", "2022-01-01", "2022-03-03")), then());
    check(&given, ("2023-06-01", evaluate("E2", "2023-01-01", "2023-02-01")), EVALUATED);
    check(&given, ("2023-06-01", evaluate("E2", "2022-01-01", "2022-03-02")), EVALUATED);
}

#[test]
fn a_final_evaluation_looks_back_on_everything() {
    let given = check(&in_force(), ("2023-01-01", evaluate("E1", "2022-03-02", "2023-01-01")), EVALUATED);
    let mut all = evaluation("E2", "2022-03-02", "2023-06-01", &[]);
    all.kind = EvaluationKind::Final;
    let given = check(&given, ("2023-06-01", evaluate_as(all)), EVALUATED);
    check(&given, ("2023-06-01", evaluate("E3", "2023-01-01", "2023-06-01")), EVALUATED);
}

#[test]
fn a_period_ends_at_most_with_the_day_of_the_evaluation() {
    check(&in_force(), ("2023-01-01", evaluate("E1", "2022-03-02", "2023-01-02")), EVALUATED);
    let then = Err(Rejection::PeriodInFuture {
        field: CommandField::PeriodTo,
        period_to: day("2023-01-03"),
        latest: day("2023-01-02"),
    });
    check(&in_force(), ("2023-01-01", evaluate("E1", "2022-03-02", "2023-01-03")), then);
    let in_2022 = dated("2022", evaluate("E1", "2022-03-02", "2023-01-01"));
    check_in(&in_force(), (&at_noon("2023-02-01"), &in_2022), EVALUATED);
}

#[test]
fn what_is_in_force_is_not_evaluated_before_that() {
    let command = dated("2022-03-01", evaluate("E1", "2022-02-01", "2022-03-01"));
    let occurred_on = day("2022-03-01").into();
    let then = Err(Rejection::OutOfSequence { occurred_on, not_before: day("2022-03-02") });
    check_in(&in_force(), (&at_noon("2022-04-01"), &command), then);
}

#[test]
fn before_it_is_in_force_only_preparations_are_evaluated() {
    let later = || entering(Trigger::Date(day("2030-01-01")));
    let evaluate = || evaluate("E1", "2022-01-01", "2022-02-01");
    for given in [opened(prepared(later())), fully_signed(prepared(later()))] {
        let after = check(&given, ("2022-04-01", evaluate()), EVALUATED);
        assert_eq!(after.status(), given.status());
        assert_ne!(after.stage(), Stage::Evaluated);
    }
    for (given, state) in [
        (drafted(later()), Status::Draft),
        (frozen(later()), Status::Frozen),
        (opened(later()), Status::Open),
        (fully_signed(later()), Status::Signed),
    ] {
        let allowed_states = &[Status::InForce];
        let then = Err(Rejection::NotInForce(ByState { state, allowed_states }));
        check(&given, ("2022-04-01", evaluate()), then);
    }
    let allowed_states = &[Status::Open, Status::Signed, Status::InForce];
    let then = Err(Rejection::NotInForce(ByState { state: Status::Frozen, allowed_states }));
    check(&frozen(prepared(later())), ("2022-04-01", evaluate()), then);
}

#[test]
fn a_session_is_evaluated_once_in_the_row() {
    let given = on(&convened(), "2022-04-10", evaluate_in("S", "E1", "2022-03-02", "2022-04-10"));
    assert_eq!(given.evaluations()[0].status, EvaluationStatus::Recorded);
    let then = Err(Rejection::EvaluationExists { evaluation_id: id("E1") });
    check(&given, ("2022-04-10", evaluate_in("S", "E2", "2022-01-01", "2022-03-02")), then);
    // What looks back on the whole is none of the row.
    let basis = EvaluationBasis::Session(id("S"));
    let all = Evaluation {
        basis,
        kind: EvaluationKind::Final,
        ..evaluation("E2", "2022-03-02", "2022-04-10", &[])
    };
    check(&given, ("2022-04-10", evaluate_as(all)), EVALUATED);
    let early = dated("2022-04-09", evaluate_in("S", "E1", "2022-03-02", "2022-04-09"));
    let then = Err(Rejection::OutOfSequence {
        occurred_on: day("2022-04-09").into(),
        not_before: day("2022-04-10"),
    });
    check_in(&convened(), (&at_noon("2022-04-10"), &early), then);
}

#[test]
fn a_session_is_evaluated_up_to_the_day_that_follows_its_last() {
    let until = |to: &str| evaluate_in("S", "E1", "2022-03-02", to);
    let ahead = |period_to: &str, latest: &str| {
        let (period_to, latest) = (day(period_to), day(latest));
        Err(Rejection::PeriodInFuture { field: CommandField::PeriodTo, period_to, latest })
    };
    check(&convened(), ("2022-04-10", until("2022-04-11")), EVALUATED);
    check(&convened(), ("2022-04-10", until("2022-04-12")), ahead("2022-04-12", "2022-04-11"));
    check(&concluded(), ("2022-06-01", until("2022-04-12")), EVALUATED);
    check(&concluded(), ("2022-06-01", until("2022-04-13")), ahead("2022-04-13", "2022-04-12"));
}

#[test]
fn each_commission_has_a_row_of_its_own() {
    let of = |evaluation_id: &str, commission_id: Option<&str>| {
        let commission_id = commission_id.map(id);
        evaluate_as(Evaluation {
            basis: EvaluationBasis::JointReview,
            commission_id,
            ..evaluation(evaluation_id, "2022-03-02", "2022-04-01", &[])
        })
    };
    let given = on(&convened(), "2022-04-10", establish("OTHER"));
    let given = on(&given, "2022-04-10", evaluate_in("S", "E1", "2022-03-02", "2022-04-10"));
    let overlaps = |evaluation_id: &str| Err(Rejection::PeriodOverlap { evaluation_id: id(evaluation_id) });
    check(&given, ("2022-04-10", of("E2", Some("C"))), overlaps("E1"));
    let given = check(&given, ("2022-04-10", of("E2", Some("OTHER"))), EVALUATED);
    let given = check(&given, ("2022-04-10", of("E3", None)), EVALUATED);
    check(&given, ("2022-04-10", of("E4", None)), overlaps("E3"));
    let then = Err(Rejection::CommissionNotFound { commission_id: id("X") });
    check(&given, ("2022-04-10", of("E4", Some("X"))), then);
    // That of a session is known by the session.
    let both = Evaluation {
        basis: EvaluationBasis::Session(id("S")),
        commission_id: Some(id("C")),
        ..evaluation("E4", "2020-03-02", "2020-04-01", &[])
    };
    let then = Err(Rejection::BadValue { field: CommandField::EvaluationCommission });
    check(&given, ("2022-04-10", evaluate_as(both)), then);
}

#[test]
fn an_evaluation_rests_on_readings_that_there_are() {
    let assessed = AreaAssessment {
        code: id("X"),
        rating: Rating::Partial,
        findings: LocalizedText::default(),
        reading_ids: ids(&["R", "N"]),
    };
    let given = fully_signed(Terms { areas: [area("X")].into(), ..Terms::default() });
    let given = on(
        &on(&given, "2022-04-01", define("IND")),
        "2022-04-01",
        read("R", "IND", "2022-01-01", "2022-02-01"),
    );
    let areas = |assessed: AreaAssessment| Evaluation {
        areas: Assessments::new([assessed]).unwrap(),
        ..evaluation("E1", "2022-03-02", "2022-04-01", &[])
    };
    let then = Err(Rejection::ReadingNotFound { reading_id: id("N") });
    check(&given, ("2022-04-01", evaluate_as(areas(assessed.clone()))), then);
    let found = AreaAssessment { reading_ids: ids(&["R"]), ..assessed };
    check(&given, ("2022-04-01", evaluate_as(areas(found))), EVALUATED);
}

/// In force, with areas, two commissions C and D, and the session S of C convened on 10 April.
fn in_session() -> Agreement {
    let given = with_commission_as(&fully_signed(with_areas()), "2022-03-10", rules());
    let given = on(&given, "2022-03-10", establish("D"));
    on(&with_session(&given), "2022-04-10", convene("S"))
}

fn of_session(evaluation_id: &str, from: &str, to: &str) -> Evaluation {
    let basis = EvaluationBasis::Session(id("S"));
    Evaluation { basis, ..evaluation(evaluation_id, from, to, &["X", "Y"]) }
}

#[test]
fn an_evaluation_in_a_session_is_agreed_with_its_minutes() {
    let evaluated = check(
        &in_session(),
        ("2022-04-10", evaluate_as(of_session("E1", "2022-03-02", "2022-04-11"))),
        EVALUATED,
    );
    let statuses = |given: &Agreement| -> Vec<EvaluationStatus> {
        given.evaluations().iter().map(|past| past.status).collect()
    };
    let report = evaluate_as(evaluation("E2", "2022-03-02", "2022-04-10", &["X", "Y"]));
    let given = on(&on(&evaluated, "2022-04-10", report), "2022-04-11", conclude("S"));
    let given = on(&on(&given, "2022-04-12", submit("S")), "2022-04-12", sign_minutes("S", "A"));
    assert_eq!(statuses(&given), [EvaluationStatus::Recorded; 2]);
    let given = on(&given, "2022-04-13", sign_minutes("S", "B"));
    assert_eq!(statuses(&given), [EvaluationStatus::Agreed, EvaluationStatus::Recorded]);
    let commissions: Vec<_> =
        given.evaluations().iter().map(|past| given.commission_of(&past.evaluation).cloned()).collect();
    assert_eq!(commissions, [Some(id("C")), None]);
}

#[test]
fn an_evaluation_names_its_session_or_its_commission() {
    let both = Evaluation { commission_id: Some(id("C")), ..of_session("E1", "2022-03-02", "2022-04-10") };
    let then = Err(Rejection::BadValue { field: CommandField::EvaluationCommission });
    check(&in_session(), ("2022-04-10", evaluate_as(both)), then);
    for basis in [EvaluationBasis::JointReview, EvaluationBasis::Report] {
        let plain = Evaluation { basis, ..evaluation("E1", "2022-03-02", "2022-04-10", &["X", "Y"]) };
        let of_commission = Evaluation { commission_id: Some(id("C")), ..plain.clone() };
        check(&in_session(), ("2022-04-10", evaluate_as(plain)), EVALUATED);
        check(&in_session(), ("2022-04-10", evaluate_as(of_commission)), EVALUATED);
    }
}

#[test]
fn one_evaluates_in_a_session_while_it_is_held_or_its_minutes_are_written() {
    let by = |status| BySession { session_id: id("S"), status };
    let evaluate = || evaluate_as(of_session("E1", "2022-03-02", "2022-04-10"));
    let planned = with_session(&with_commission_as(&fully_signed(with_areas()), "2022-03-10", rules()));
    let then = Err(Rejection::SessionNotConvened(by(SessionStatus::Scheduled)));
    check(&planned, ("2022-04-10", evaluate()), then);
    let cancelled = on(&planned, "2022-04-01", cancel_session("S"));
    let then = Err(Rejection::SessionCancelled(by(SessionStatus::Cancelled)));
    check(&cancelled, ("2022-04-10", evaluate()), then);
    check(&in_session(), ("2022-04-10", evaluate()), EVALUATED);
    let concluded = on(&in_session(), "2022-04-11", conclude("S"));
    check(&concluded, ("2022-04-20", evaluate()), EVALUATED);
    let submitted = on(&concluded, "2022-04-12", submit("S"));
    let closed =
        on(&on(&submitted, "2022-04-12", sign_minutes("S", "A")), "2022-04-13", sign_minutes("S", "B"));
    let then = Err(Rejection::SessionClosed(by(SessionStatus::Closed)));
    check(&closed, ("2022-04-20", evaluate()), then);
    // How far the session has come is said before what is wrong with the evaluation.
    let incomplete =
        Evaluation { areas: Assessments::default(), ..of_session("E1", "2022-03-02", "2022-04-10") };
    let then = Err(Rejection::SessionClosed(by(SessionStatus::Closed)));
    check(&closed, ("2022-04-20", evaluate_as(incomplete)), then);
}

#[test]
fn a_session_has_one_evaluation_of_the_row() {
    let given = check(
        &in_session(),
        ("2022-04-10", evaluate_as(of_session("E1", "2022-03-02", "2022-04-01"))),
        EVALUATED,
    );
    let then = || Err(Rejection::EvaluationExists { evaluation_id: id("E1") });
    let second = of_session("E2", "2022-04-01", "2022-04-10");
    check(&given, ("2022-04-10", evaluate_as(second.clone())), then());
    // That is said before an area is missed.
    let incomplete = Evaluation { areas: Assessments::default(), ..second.clone() };
    check(&given, ("2022-04-10", evaluate_as(incomplete)), then());
    let look_back = Evaluation { kind: EvaluationKind::Final, ..second.clone() };
    let given = check(&given, ("2022-04-10", evaluate_as(look_back)), EVALUATED);
    // Another session has one of its own.
    let given = on(&given, "2022-04-10", schedule_as(extraordinary("T", "2022-05-10")));
    let given = on(&given, "2022-05-10", convene("T"));
    let of_other = Evaluation { evaluation_id: id("E3"), basis: EvaluationBasis::Session(id("T")), ..second };
    check(&given, ("2022-05-10", evaluate_as(of_other)), EVALUATED);
}

#[test]
fn a_coarse_day_of_an_evaluation_does_not_reach_into_the_future() {
    let command = |to| dated("2023", evaluate("E1", "2022-03-02", to));
    check_in(&in_force(), (&at_noon("2023-02-01"), &command("2023-02-02")), EVALUATED);
    let (period_to, latest) = (day("2023-02-03"), day("2023-02-02"));
    let then = Err(Rejection::PeriodInFuture { field: CommandField::PeriodTo, period_to, latest });
    check_in(&in_force(), (&at_noon("2023-02-01"), &command("2023-02-03")), then);
}

#[test]
fn after_the_end_one_looks_back_in_a_session_that_was_held() {
    let concluded = on(&in_session(), "2022-04-11", conclude("S"));
    let ended = on(&concluded, "2022-05-01", terminate(&["A", "B"]));
    let regular = of_session("E1", "2022-03-02", "2022-04-10");
    let look_back = Evaluation { kind: EvaluationKind::Final, ..regular.clone() };
    let (state, allowed_states): (_, &[_]) = (Status::Terminated, &[Status::InForce]);
    let then = Err(Rejection::AgreementClosed(ByState { state, allowed_states }));
    check(&ended, ("2022-06-01", evaluate_as(regular)), then);
    let after = check(&ended, ("2022-06-01", evaluate_as(look_back)), EVALUATED);
    assert_eq!(after.status(), Status::Terminated);
}
