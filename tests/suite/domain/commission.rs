//! Commissions: how they are established, and by which rules they work.

use depositary::domain::*;

use super::{check, check_in, given::*, reason};

const ESTABLISHED: Result<&[&str], Rejection> = Ok(&["CommissionEstablished", "NextSessionDueSet"]);
const AMENDED: Result<&[&str], Rejection> = Ok(&["CommissionRulesAmended"]);
const AMENDED_AND_DUE: Result<&[&str], Rejection> = Ok(&["CommissionRulesAmended", "NextSessionDueSet"]);

fn due(agreement: &Agreement) -> Option<SessionDue> {
    agreement.commission(&id("C")).unwrap().due.clone()
}

fn due_by(agreement: &Agreement) -> Option<String> {
    due(agreement).map(|due| due.due_by.to_string())
}

fn established_by(rules: CommissionRules) -> Agreement {
    on(&in_force(), "2022-03-10", establish_as("C", 1, rules))
}

fn prepared(trigger: Trigger) -> Terms {
    Terms { preparatory_body_allowed: true, ..entering(trigger) }
}

#[test]
fn its_first_session_is_due_with_its_establishment() {
    let after = check(&in_force(), ("2022-03-10", establish("C")), ESTABLISHED);
    let commission = after.commission(&id("C")).unwrap();
    assert_eq!(commission.status, CommissionStatus::Active);
    assert_eq!(commission.established_on, day("2022-03-10"));
    let due = SessionDue { due_by: day("2023-03-02"), host: Some(id("A")), ordinal: 1 };
    assert_eq!(commission.due, Some(due));
    // Thirty days of grace: until 1 April.
    assert_eq!(commission.overdue_from(), Some(day("2023-04-02")));
    assert_eq!(commission.due_place(), Some(&place("City of A")));
    assert_eq!(after.commissions().len(), 1);
}

#[test]
fn the_first_session_is_counted_from_the_anchor() {
    let anchored = |anchor| due_by(&established_by(CommissionRules { anchor, ..rules() }));
    assert_eq!(anchored(CommissionAnchor::EntryIntoForce).as_deref(), Some("2023-03-02"));
    assert_eq!(anchored(CommissionAnchor::Establishment).as_deref(), Some("2023-03-10"));
    assert_eq!(anchored(CommissionAnchor::Date(day("2021-08-31"))).as_deref(), Some("2022-08-31"));
    let in_months = |months| {
        let cadence = Cadence::rolling_months(months).unwrap();
        let anchor = CommissionAnchor::Date(day("2021-08-31"));
        due_by(&established_by(CommissionRules { cadence, anchor, ..rules() }))
    };
    // The end of a month is clamped (D6); no day is too far away.
    assert_eq!(in_months(6).as_deref(), Some("2022-02-28"));
    assert_eq!(in_months(1_200).as_deref(), Some("2121-08-31"));
    let anchor = CommissionAnchor::Date(day("9999-12-01"));
    let last = established_by(CommissionRules { anchor, ..rules() });
    assert_eq!(due_by(&last).as_deref(), Some("9999-12-31"));
    assert_eq!(last.commission(&id("C")).unwrap().overdue_from(), Some(day("9999-12-31")));
}

#[test]
fn a_session_of_a_year_is_due_by_its_end() {
    let yearly =
        |sessions| CommissionRules { cadence: Cadence::sessions_per_year(sessions).unwrap(), ..rules() };
    // Two in a year: one was held in 2022, so another one is due in it, and then one in 2023.
    let first = with_session(&with_commission_as(&in_force(), "2022-03-10", yearly(2)));
    assert_eq!(due_by(&first).as_deref(), Some("2022-12-31"));
    let held = |given: &Agreement, session_id: &str, date: &str| {
        let steps = [convene(session_id), conclude(session_id), submit(session_id)];
        let signed = [sign_minutes(session_id, "A"), sign_minutes(session_id, "B")];
        steps.into_iter().chain(signed).fold(given.clone(), |given, body| on(&given, date, body))
    };
    let once = held(&first, "S", "2022-04-10");
    assert_eq!(due_by(&once).as_deref(), Some("2022-12-31"));
    let twice = held(&on(&once, "2022-09-01", schedule("S2", "2022-10-01")), "S2", "2022-10-01");
    assert_eq!(due_by(&twice).as_deref(), Some("2023-12-31"));
    // One in a year: held, so the next one is due in the next year.
    let first = with_session(&with_commission_as(&in_force(), "2022-03-10", yearly(1)));
    assert_eq!(due_by(&held(&first, "S", "2022-04-10")).as_deref(), Some("2023-12-31"));
}

#[test]
fn a_cadence_is_neither_nothing_nor_endless() {
    for months in [i64::MIN, -1, 0, 1_201, i64::MAX] {
        assert_eq!(Cadence::rolling_months(months), Err(Invalid::BadCadence));
    }
    for sessions in [i64::MIN, -1, 0, 367, i64::MAX] {
        assert_eq!(Cadence::sessions_per_year(sessions), Err(Invalid::BadCadence));
    }
}

#[test]
fn a_larger_part_is_more_than_half_and_at_most_all() {
    for (numerator, denominator) in [(2, 3), (3, 5), (1, 1), (501, 1_000)] {
        let part = Supermajority::new(numerator, denominator).unwrap();
        assert_eq!((i64::from(part.numerator()), i64::from(part.denominator())), (numerator, denominator));
    }
    for (numerator, denominator) in [(1, 2), (0, 0), (0, 3), (4, 3), (-2, -3), (2, 0), (999, 1_001)] {
        assert_eq!(Supermajority::new(numerator, denominator), Err(Invalid::BadValue));
    }
}

#[test]
fn everybody_has_one_turn_as_host() {
    let turn = || RotationTurn { participant_id: id("A"), place: None };
    assert_eq!(Rotation::new([turn(), turn()]), Err(Invalid::Duplicate));
}

#[test]
fn hosts_are_participants_and_ids_are_taken_once() {
    let strangers = CommissionRules { rotation: rotation(&["A", "X"]), ..rules() };
    let unknown = || Err(Rejection::ParticipantNotFound { participant_id: id("X") });
    check(&in_force(), ("2022-03-10", establish_as("C", 1, strangers.clone())), unknown());
    check(&with_commission(), ("2022-03-10", amend_rules("C", strangers)), unknown());
    let then = Err(Rejection::CommissionExists { commission_id: id("C") });
    check(&with_commission(), ("2022-03-10", establish("C")), then);
    let missing = || Err(Rejection::CommissionNotFound { commission_id: id("X") });
    check(&with_commission(), ("2022-03-10", amend_rules("X", rules())), missing());
    check(&with_commission(), ("2022-03-10", dissolve("X")), missing());
}

#[test]
fn nothing_is_established_before_it_is_in_force_unless_it_is_prepared() {
    let early = dated("2022-03-01", establish("C"));
    let out_of_sequence = |not_before| {
        let occurred_on = day("2022-03-01").into();
        Err(Rejection::OutOfSequence { occurred_on, not_before: day(not_before) })
    };
    check_in(&in_force(), (&at_noon("2022-03-10"), &early), out_of_sequence("2022-03-02"));
    let given = fully_signed(prepared(Trigger::AllSigned));
    check_in(&given, (&at_noon("2022-03-10"), &early), Ok(&["CommissionEstablished", "NextSessionDueSet"]));
    let given = on(&drafted(prepared(Trigger::AllSigned)), "2022-03-05", open());
    check_in(&given, (&at_noon("2022-03-10"), &early), out_of_sequence("2022-03-05"));
    // Nor is anything done in it before it was established.
    for body in [amend_rules("C", rules()), dissolve("C"), schedule("S", "2022-04-01")] {
        let refused = refused_for(&with_commission(), "2022-04-01", "2022-03-09", body);
        assert_eq!(reason(&refused), "OUT_OF_SEQUENCE");
    }
}

#[test]
fn a_session_counted_from_the_establishment_needs_its_day() {
    let anchored = CommissionRules { anchor: CommissionAnchor::Establishment, ..rules() };
    let command = dated("2022-03", establish_as("C", 1, anchored));
    let date = PartialDate::new(2022, 3, 0).unwrap();
    let then = Err(Rejection::BadDate { field: CommandField::OccurredOn, date });
    check_in(&in_force(), (&at_noon("2022-04-10"), &command), then);
    check_in(&in_force(), (&at_noon("2022-04-10"), &dated("2022-03", establish("C"))), ESTABLISHED);
}

#[test]
fn a_body_that_is_prepared_owes_its_first_session_after_the_entry_into_force() {
    let given = opened(prepared(Trigger::Date(day("2022-06-01"))));
    let given = check(&given, ("2022-02-21", establish("C")), Ok(&["CommissionEstablished"]));
    assert_eq!(due(&given), None);
    let signed = on(&on(&given, "2022-03-01", sign("A")), "2022-03-02", sign("B"));
    assert_eq!(due(&signed), None);
    let events = catch_up(&signed, noon("2022-06-01"));
    let [.., last] = events.as_slice() else { panic!("{events:?}") };
    assert!(matches!(last.body, EventBody::NextSessionDueSet(_)));
    assert_eq!((last.occurred_on.full(), last.effective_on), (Some(day("2022-06-01")), None));
    assert_eq!(due_by(&caught_up(&signed, "2022-06-01")).as_deref(), Some("2023-06-01"));
    // Where it is counted from another day, it is due at once; but what is not in force owes nothing.
    let anchor = CommissionAnchor::Date(day("2020-01-01"));
    let given = opened(prepared(Trigger::Date(day("2022-06-01"))));
    let given = on(&given, "2022-02-21", establish_as("C", 1, CommissionRules { anchor, ..rules() }));
    assert_eq!(due_by(&given).as_deref(), Some("2021-01-01"));
    assert_eq!(due_at(&given), None);
}

#[test]
fn amended_rules_count_the_next_session_anew() {
    let given = established_by(rules());
    let cadence = Cadence::rolling_months(6).unwrap();
    let sooner = amend_rules("C", CommissionRules { cadence, ..rules() });
    assert_eq!(
        due_by(&check(&given, ("2022-04-01", sooner), AMENDED_AND_DUE)).as_deref(),
        Some("2022-09-02")
    );
    let turned = amend_rules("C", CommissionRules { rotation: rotation(&["B", "A"]), ..rules() });
    let turned = check(&given, ("2022-04-01", turned), AMENDED_AND_DUE);
    assert_eq!(due(&turned).and_then(|due| due.host), Some(id("B")));
    // What moves neither day nor host says nothing about the next session, even if it is overdue later.
    let later = amend_rules("C", CommissionRules { grace_days: 60, ..rules() });
    let later = check(&given, ("2022-04-01", later), AMENDED);
    assert_eq!(later.commission(&id("C")).unwrap().overdue_from(), Some(day("2023-05-02")));
}

#[test]
fn amended_rules_count_from_the_session_whose_minutes_were_agreed() {
    // S is over, but its minutes are not agreed: it is still the one that is due.
    let longer = || {
        let cadence = Cadence::rolling_months(24).unwrap();
        amend_rules("C", CommissionRules { cadence, ..rules() })
    };
    let after = check(&concluded(), ("2022-04-11", longer()), AMENDED_AND_DUE);
    let expected = SessionDue { due_by: day("2024-03-02"), host: Some(id("A")), ordinal: 1 };
    assert_eq!(due(&after), Some(expected));
    let after = check(&closed(), ("2022-05-01", longer()), AMENDED_AND_DUE);
    let expected = SessionDue { due_by: day("2024-04-10"), host: Some(id("B")), ordinal: 2 };
    assert_eq!(due(&after), Some(expected));
}

#[test]
fn rules_that_count_from_what_lies_ahead_leave_no_session_due() {
    let anchor = CommissionAnchor::Date(day("2022-01-01"));
    let given = opened(prepared(Trigger::Date(day("2030-01-01"))));
    let given = on(&given, "2022-02-21", establish_as("C", 1, CommissionRules { anchor, ..rules() }));
    assert!(due(&given).is_some());
    let after = check(&given, ("2022-02-22", amend_rules("C", rules())), AMENDED);
    assert_eq!(due(&after), None);
}

#[test]
fn a_commission_that_meets_is_not_dissolved() {
    let in_progress = BySession { session_id: id("S"), status: SessionStatus::Convened };
    check(&convened(), ("2022-04-10", dissolve("C")), Err(Rejection::SessionInProgress(in_progress)));
    let after = check(&scheduled(), ("2022-04-01", dissolve("C")), Ok(&["CommissionDissolved"]));
    assert_eq!(after.session(&id("S")).unwrap().status, SessionStatus::Cancelled);
    let dissolved = || Err(Rejection::CommissionDissolved { commission_id: id("C") });
    check(&after, ("2022-04-01", dissolve("C")), dissolved());
    check(&after, ("2022-04-01", schedule("S2", "2022-05-01")), dissolved());
    // Only its own sessions are cancelled.
    let two = on(&scheduled(), "2022-04-01", establish("OTHER"));
    let after = on(&two, "2022-04-01", dissolve("OTHER"));
    assert_eq!(after.session(&id("S")).unwrap().status, SessionStatus::Scheduled);
}

#[test]
fn the_minutes_of_a_dissolved_commission_are_still_signed() {
    let dissolved = on(&submitted(), "2022-04-12", dissolve("C"));
    let half = check(&dissolved, ("2022-04-12", sign_minutes("S", "A")), Ok(&["MinutesSigned"]));
    // It owes no other session.
    check(&half, ("2022-04-13", sign_minutes("S", "B")), Ok(&["MinutesSigned", "MinutesAgreed"]));
}

#[test]
fn the_end_of_the_agreement_is_that_of_its_commissions() {
    let ended = on(&scheduled(), "2022-04-01", terminate(&["A", "B"]));
    assert_eq!(ended.commission(&id("C")).unwrap().status, CommissionStatus::Dissolved);
    assert_eq!(ended.session(&id("S")).unwrap().status, SessionStatus::Cancelled);
    // What has met remains, and its minutes are signed after the end.
    let ended = on(&submitted(), "2022-05-01", terminate(&["A", "B"]));
    let half = on(&ended, "2022-05-02", sign_minutes("S", "A"));
    let after = check(&half, ("2022-05-03", sign_minutes("S", "B")), Ok(&["MinutesSigned", "MinutesAgreed"]));
    assert_eq!(after.session(&id("S")).unwrap().status, SessionStatus::Closed);
}
