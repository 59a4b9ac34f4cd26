//! Decisions of a session, and their approval at home.

use depositary::domain::*;

use super::{check, given::*, reason};

const ADOPTED: Result<&[&str], Rejection> = Ok(&["DecisionAdopted"]);
const CONFIRMED: Result<&[&str], Rejection> = Ok(&["DecisionConfirmed"]);

fn effective_on(agreement: &Agreement) -> Option<String> {
    agreement.decision(&id("D")).unwrap().effective_on.map(|date| date.to_string())
}

#[test]
fn a_decision_has_effect_when_nobody_has_to_approve_it_any_more() {
    let at_once = check(&convened(), ("2022-04-10", adopt("D", "S")), ADOPTED);
    assert_eq!(effective_on(&at_once).as_deref(), Some("2022-04-10"));
    let pending = check(&convened(), ("2022-04-10", adopt_as("D", "S", 1, &["A", "B"])), ADOPTED);
    assert_eq!(effective_on(&pending), None);
    let half = check(&pending, ("2022-06-01", confirm("D", "A", Some("2022-05-20"))), CONFIRMED);
    assert_eq!(effective_on(&half), None);
    assert_eq!(half.decision(&id("D")).unwrap().pending, [id("B")]);
    // The last approval came earlier than the one before was received.
    let all = check(&half, ("2022-06-01", confirm("D", "B", Some("2022-05-01"))), CONFIRMED);
    assert_eq!(effective_on(&all).as_deref(), Some("2022-05-20"));
    assert!(!all.decision(&id("D")).unwrap().agreed);
}

#[test]
fn only_what_is_pending_is_approved_and_once() {
    let nothing = |participant_id: &str| {
        let (decision_id, participant_id) = (id("D"), id(participant_id));
        Err(Rejection::NothingPending { decision_id, participant_id })
    };
    let pending = on(&convened(), "2022-04-10", adopt_as("D", "S", 1, &["A", "A"]));
    check(&pending, ("2022-06-01", confirm("D", "B", None)), nothing("B"));
    let done = check(&pending, ("2022-06-01", confirm("D", "A", None)), CONFIRMED);
    assert_eq!(effective_on(&done).as_deref(), Some("2022-06-01"));
    check(&done, ("2022-06-01", confirm("D", "A", None)), nothing("A"));
    let then = Err(Rejection::DecisionNotFound { decision_id: id("X") });
    check(&pending, ("2022-06-01", confirm("X", "A", None)), then);
    let then = Err(Rejection::ParticipantNotFound { participant_id: id("X") });
    check(&pending, ("2022-06-01", confirm("D", "X", None)), then);
    let early = refused(&pending, "2022-06-01", confirm("D", "A", Some("2022-04-09")));
    assert_eq!(reason(&early), "OUT_OF_SEQUENCE");
    // An approval counts from its receipt, and was given on that day unless said otherwise.
    let events = try_on(&pending, "2022-06-01", confirm("D", "A", Some("2022-05-20"))).unwrap();
    assert_eq!(events[0].occurred_on.full(), Some(day("2022-05-20")));
    let ahead = refused(&pending, "2022-06-01", confirm("D", "A", Some("2022-06-03")));
    assert_eq!(reason(&ahead), "OCCURRED_IN_FUTURE");
}

#[test]
fn a_decision_stands_under_an_item_of_the_agenda() {
    let no_item = |item| Err(Rejection::AgendaItemNotFound { session_id: id("S"), item });
    check(&convened(), ("2022-04-10", adopt_as("D", "S", 3, &[])), no_item(3));
    let without = on(&with_commission(), "2022-03-11", schedule("S", "2022-04-10"));
    let without = on(&without, "2022-04-10", convene("S"));
    check(&without, ("2022-04-10", adopt("D", "S")), no_item(1));
    let then = Err(Rejection::ParticipantNotFound { participant_id: id("X") });
    check(&convened(), ("2022-04-10", adopt_as("D", "S", 1, &["X"])), then);
    let given = on(&convened(), "2022-04-10", adopt("D", "S"));
    let then = Err(Rejection::DecisionExists { decision_id: id("D") });
    check(&given, ("2022-04-10", adopt("D", "S")), then);
    let early = refused_for(&convened(), "2022-04-10", "2022-04-09", adopt("D", "S"));
    assert_eq!(reason(&early), "OUT_OF_SEQUENCE");
}
