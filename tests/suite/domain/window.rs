//! The time for signature: how long it lasts, what becomes of those who miss it.

use depositary::domain::*;

use super::{given::*, names, reason};

fn opened_until(closes_on: &str, terms: Terms) -> Agreement {
    on(&frozen(terms), "2022-02-20", open_from(None, Some(closes_on)))
}

fn at_least(signatures: u32) -> Terms {
    let signature_rule = minimum(signatures);
    Terms { signature_rule, ..entering(Trigger::Date(day("2030-01-01"))) }
}

fn status_of(agreement: &Agreement, participant_id: &str) -> ParticipantStatus {
    agreement.participant(&id(participant_id)).unwrap().status
}

#[test]
fn what_the_list_does_not_sign_in_time_is_given_up() {
    let given = on(&opened_until("2022-03-31", Terms::default()), "2022-03-01", sign("A"));
    assert!(catch_up(&given, noon("2022-03-31")).is_empty());
    let events = catch_up(&given, noon("2022-04-01"));
    assert_eq!(names(&events), ["SignatureLapsed"]);
    assert_eq!(events[0].effective_on, Some(day("2022-04-01")));
    let EventBody::SignatureLapsed(lapsed) = &events[0].body else { panic!("{events:?}") };
    assert_eq!(*lapsed.missing, [id("B")]);
    let after = caught_up(&given, "2022-04-01");
    assert_eq!((after.status(), after.stage(), after.ended_on()), (Status::Abandoned, Stage::Drafted, None));
    assert_eq!(due_at(&after), None);
}

#[test]
fn a_window_closes_at_the_end_of_its_last_day_where_its_days_are_reckoned() {
    for (zone, closes_at) in [
        ("UTC", "2022-04-01T00:00:00Z"),
        ("Asia/Tashkent", "2022-03-31T19:00:00Z"),
        ("America/New_York", "2022-04-01T04:00:00Z"),
        ("Pacific/Kiritimati", "2022-03-31T10:00:00Z"),
    ] {
        let header = Header { reckoning_zone: Zone::parse(zone).unwrap(), ..header() };
        let drafted = drafted_as(draft_of(header, Terms::default()));
        let opened = on(&drafted, "2022-02-20", open_from(None, Some("2022-03-31")));
        let closes_at = instant(closes_at);
        assert_eq!(due_at(&opened), Some(closes_at), "{zone}");
        assert!(catch_up(&opened, closes_at - std::time::Duration::from_micros(1)).is_empty(), "{zone}");
        assert_eq!(names(&catch_up(&opened, closes_at)), ["SignatureLapsed"], "{zone}");
    }
}

#[test]
fn the_last_signature_ends_the_window() {
    let given = on(&opened_until("2022-03-31", Terms::default()), "2022-03-01", sign("A"));
    let after = on(&given, "2022-03-31", sign("B"));
    assert_eq!((after.status(), due_at(&after)), (Status::InForce, None));
    assert_eq!(reason(&refused(&after, "2022-03-31", extend("2022-05-01"))), "SIGNATURE_WINDOW_CLOSED");
}

#[test]
fn where_some_signatures_are_enough_the_window_stays_open_to_its_end() {
    let given = opened_until("2022-03-31", at_least(1));
    let given = on(&given, "2022-03-01", sign("A"));
    assert_eq!((given.status(), given.signature_completed_on()), (Status::Open, None));
    let events = catch_up(&given, noon("2022-04-01"));
    let EventBody::SignatureWindowClosed(closed) = &events[0].body else { panic!("{events:?}") };
    assert_eq!(*closed.missing, [id("B")]);
    let after = caught_up(&given, "2022-04-01");
    assert_eq!((after.status(), after.stage()), (Status::Signed, Stage::Signed));
    let then = Rejection::SignatureWindowClosed { state: Status::Signed, closed_on: Some(day("2022-03-31")) };
    assert_eq!(refused(&after, "2022-04-01", sign("B")), then);
}

#[test]
fn with_fewer_signatures_it_is_given_up() {
    let given = on(&opened_until("2022-03-31", at_least(2)), "2022-03-01", sign("A"));
    assert_eq!(caught_up(&given, "2022-04-01").status(), Status::Abandoned);
}

#[test]
fn a_signature_that_waits_for_confirmation_does_not_count() {
    let given =
        on(&opened_until("2022-03-31", at_least(1)), "2022-03-01", sign_as("A", SignatureKind::AdReferendum));
    assert_eq!(caught_up(&given, "2022-04-01").status(), Status::Abandoned);
}

#[test]
fn one_can_sign_what_is_in_force_while_the_window_is_open() {
    let entry_into_force = EntryIntoForce {
        trigger: Trigger::Date(day("2022-03-05")),
        later_offset: Some(DateOffset::Days(10)),
        ..EntryIntoForce::default()
    };
    let terms = Terms {
        signature_rule: minimum(2),
        participation: Participation::Open,
        entry_into_force,
        ..Terms::default()
    };
    let given = on(&opened_until("2022-03-31", terms), "2022-02-21", invite("C"));
    let given = on(&on(&given, "2022-03-01", sign("A")), "2022-03-02", sign("B"));
    assert_eq!((given.status(), given.stage()), (Status::Open, Stage::Drafted));
    assert_eq!(given.entry_into_force_scheduled_on(), Some(day("2022-03-05")));
    let given = caught_up(&given, "2022-03-05");
    assert_eq!((given.status(), given.stage(), given.party_count()), (Status::InForce, Stage::Signed, 2));
    let signed = on(&given, "2022-03-20", sign("C"));
    assert_eq!((signed.status(), status_of(&signed, "C")), (Status::InForce, ParticipantStatus::Contracting));
    let bound = caught_up(&signed, "2022-03-30");
    assert_eq!(bound.participant(&id("C")).unwrap().in_force_from, Some(day("2022-03-30")));
    // Its end is a mark, no change of state.
    assert_eq!(names(&catch_up(&given, noon("2022-04-01"))), ["SignatureWindowClosed"]);
    let closed = caught_up(&given, "2022-04-01");
    let then =
        Rejection::SignatureWindowClosed { state: Status::InForce, closed_on: Some(day("2022-03-31")) };
    assert_eq!((closed.status(), refused(&closed, "2022-04-01", sign("C"))), (Status::InForce, then));
}

#[test]
fn one_who_declines_may_change_its_mind() {
    let given = on(&opened(Terms::default()), "2022-03-01", decline("B"));
    assert_eq!(status_of(&given, "B"), ParticipantStatus::Declined);
    let then = Rejection::AlreadyDeclined { participant_id: id("B") };
    assert_eq!(refused(&given, "2022-03-02", decline("B")), then);
    let given = on(&on(&given, "2022-03-02", sign("A")), "2022-03-03", sign("B"));
    assert_eq!((given.status(), status_of(&given, "B")), (Status::InForce, ParticipantStatus::Party));
}

#[test]
fn a_signature_that_waits_for_confirmation_can_be_declined() {
    let given = on(&opened(Terms::default()), "2022-03-01", sign_as("B", SignatureKind::AdReferendum));
    let given = on(&given, "2022-03-02", decline("B"));
    assert_eq!(status_of(&given, "B"), ParticipantStatus::Declined);
    let then = Rejection::AlreadySignedOrBound { participant_id: id("A") };
    assert_eq!(refused(&half_signed(Terms::default()), "2022-03-02", decline("A")), then);
}

#[test]
fn nobody_declines_before_it_is_open() {
    let occurred_on = day("2022-02-19").into();
    let then = Rejection::OutOfSequence { occurred_on, not_before: day("2022-02-20") };
    assert_eq!(refused_for(&opened(Terms::default()), "2022-03-01", "2022-02-19", decline("A")), then);
}

#[test]
fn the_window_can_be_made_longer_but_not_shorter() {
    let given = opened_until("2022-03-31", Terms::default());
    let bad = |date| Rejection::BadDate { field: CommandField::ClosesOn, date: day(date).into() };
    assert_eq!(refused(&given, "2022-03-01", extend("2022-03-30")), bad("2022-03-30"));
    assert_eq!(refused(&given, "2022-03-01", extend("2022-03-31")), bad("2022-03-31"));
    let longer = on(&given, "2022-03-31", extend("2022-04-30"));
    assert_eq!(due_at(&longer), Some(instant("2022-05-01T00:00:00Z")));
    let signed = on(&on(&longer, "2022-04-15", sign("A")), "2022-04-30", sign("B"));
    assert_eq!(signed.status(), Status::InForce);
    // What has no end cannot end later.
    assert_eq!(refused(&opened(Terms::default()), "2022-03-01", extend("2022-04-30")), bad("2022-04-30"));
}

#[test]
fn where_a_smaller_number_will_do_the_end_of_the_window_brings_it_into_force() {
    let terms = Terms { signature_rule: minimum(2), ..Terms::default() };
    let drafted = on(&drafted(terms), "2022-02-10", invite("C"));
    let opened = on(&drafted, "2022-02-20", open_from(None, Some("2022-03-31")));
    let given = on(&on(&opened, "2022-03-01", sign("A")), "2022-03-02", sign("B"));
    assert_eq!(given.status(), Status::Open);
    let events = catch_up(&given, noon("2022-04-01"));
    let entered =
        ["AgreementEnteredIntoForce", "EnteredIntoForceForParticipant", "EnteredIntoForceForParticipant"];
    assert_eq!(
        names(&events),
        [&["SignatureWindowClosed", "EntryIntoForceScheduled"][..], &entered].concat()
    );
    assert_eq!(caught_up(&given, "2022-04-01").entered_into_force_on(), Some(day("2022-03-02")));
}
