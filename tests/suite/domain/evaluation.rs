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
