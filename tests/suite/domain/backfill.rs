//! Entering the past act by act (D7).

use depositary::domain::*;

use super::{fold, given::*, names, reason};

const TODAY: &str = "2022-04-01";

/// A draft of 1990 whose past is entered today.
fn drafted_long_ago(terms: Terms) -> Agreement {
    let draft = DraftAgreement { backfill: true, ..draft_of(header(), terms) };
    enter(&undrafted(), "1990-01-01", CommandBody::DraftAgreement(draft)).1
}

/// Enters an act today, after time was looked at.
fn enter(given: &Agreement, date: &str, body: CommandBody) -> (Vec<&'static str>, Agreement) {
    assert_eq!(names(&catch_up(given, noon(TODAY))), [""; 0], "nothing was left to happen");
    let events = decide(given, &dated(date, body), &knowing(TODAY)).unwrap();
    (names(&events), fold(given, &events))
}

fn yearly() -> Terms {
    for_a_term(Term::Fixed(years(1)), tacit(years(1), DateOffset::Months(1)))
}

#[test]
fn nothing_happens_beyond_what_was_entered() {
    let given = drafted_long_ago(yearly());
    assert!(given.is_backfilling());
    let (_, given) = enter(&given, "1990-02-01", open_from(None, Some("1990-12-31")));
    let (_, given) = enter(&given, "1990-03-01", sign("A"));
    let (_, given) = enter(&given, "1990-04-01", sign("B"));
    assert_eq!((given.status(), given.term_ends_on()), (Status::InForce, Some(day("1991-04-01"))));
    assert_eq!(due_at(&given), None);
}

#[test]
fn what_fell_due_by_the_day_of_an_act_comes_with_it() {
    let given = drafted_long_ago(yearly());
    let (_, given) = enter(&given, "1990-02-01", open());
    let (_, given) = enter(&given, "1990-03-01", sign("A"));
    let (_, given) = enter(&given, "1990-04-01", sign("B"));
    let (events, given) = enter(&given, "1992-04-01", communicate(None));
    assert_eq!(events, ["TermTacitlyRenewed", "TermTacitlyRenewed", "CommunicationRecorded"]);
    let (events, given) = enter(&given, "1993-01-01", refuse_renewal("A", "1993-01-01"));
    assert_eq!(events, ["NonRenewalNotified"]);
    let (events, after) = enter(&given, "1993-04-02", communicate(None));
    assert_eq!(events, ["AgreementExpired", "CommunicationRecorded"]);
    assert_eq!(after.ended_on(), Some(day("1993-04-01")));
}

#[test]
fn an_act_finds_the_state_of_its_day() {
    let given = drafted_long_ago(Terms::default());
    let (_, given) = enter(&given, "1990-02-01", open_from(None, Some("1990-03-31")));
    let (_, given) = enter(&given, "1990-03-01", sign("A"));
    let command = dated("1990-04-01", sign("B"));
    assert_eq!(reason(&decide(&given, &command, &knowing(TODAY)).unwrap_err()), "AGREEMENT_CLOSED");
    // A refused act lets no time pass.
    let (_, given) = enter(&given, "1990-03-31", sign("B"));
    assert_eq!(given.entered_into_force_on(), Some(day("1990-03-31")));
}

#[test]
fn what_keeps_the_record_lets_no_time_pass() {
    let given = drafted_long_ago(Terms::default());
    let (_, given) = enter(&given, "1990-02-01", open_from(None, Some("1990-03-31")));
    let given = on(&given, TODAY, attach("D1"));
    let given = on(&given, TODAY, correct(1, "custodian", None, Some(FieldValue::Text("x".into()))));
    let given = on(&given, TODAY, classify(Classification::Restricted));
    assert_eq!((given.status(), due_at(&given)), (Status::Open, None));
}

#[test]
fn completing_it_lets_time_go_on_to_today() {
    let given = drafted_long_ago(yearly());
    let (_, given) = enter(&given, "2019-02-01", open());
    let (_, given) = enter(&given, "2019-03-01", sign("A"));
    let (_, given) = enter(&given, "2019-04-02", sign("B"));
    let events = try_on(&given, TODAY, complete_backfill()).unwrap();
    assert_eq!(names(&events), ["BackfillCompleted", "TermTacitlyRenewed", "TermTacitlyRenewed"]);
    let after = fold(&given, &events);
    assert!(!after.is_backfilling());
    assert_eq!(due_at(&after), Some(instant("2022-04-02T00:00:00Z")));
    assert_eq!(refused(&after, TODAY, complete_backfill()), Rejection::NotBackfilling);
    // From now on an act can come too late.
    let late = refused_for(&after, TODAY, "2020-01-01", refuse_renewal("A", "2020-01-01"));
    assert_eq!(reason(&late), "LATE_ACT");
}

#[test]
fn while_the_past_is_entered_nothing_is_too_late() {
    let given = drafted_long_ago(yearly());
    let (_, given) = enter(&given, "1990-02-01", open());
    let (_, given) = enter(&given, "1990-03-01", sign("A"));
    let (_, given) = enter(&given, "1990-04-01", sign("B"));
    let (_, given) = enter(&given, "1991-06-01", communicate(None));
    // It is taken as a notice against the next renewal, for which it is in time.
    let (events, _) = enter(&given, "1991-01-01", refuse_renewal("A", "1991-01-01"));
    assert_eq!(events, ["NonRenewalNotified"]);
}

#[test]
fn an_act_needs_its_day_or_time_would_go_on_to_today() {
    let given = drafted_long_ago(Terms::default());
    let command = Command { act: Act::default(), body: communicate(None) };
    assert_eq!(decide(&given, &command, &knowing(TODAY)), Err(Rejection::OccurredOnRequired));
    // What only keeps the record lets no time pass.
    let command = Command { act: Act::default(), body: attach("D") };
    assert!(decide(&given, &command, &knowing(TODAY)).is_ok());
}

#[test]
fn a_notice_counts_from_its_receipt_whenever_it_was_done() {
    let given = drafted_long_ago(yearly());
    let (_, given) = enter(&given, "1990-02-01", open());
    let (_, given) = enter(&given, "1990-03-01", sign("A"));
    let (_, given) = enter(&given, "1990-04-01", sign("B"));
    // Entered as of after the end of the term, but received in time.
    let (names, after) = enter(&given, "1991-04-02", refuse_renewal("A", "1991-02-01"));
    assert_eq!(names, ["NonRenewalNotified", "AgreementExpired"]);
    assert_eq!((after.status(), after.ended_on()), (Status::Expired, Some(day("1991-04-01"))));
}
