//! Sessions as they are planned: when, where, by whom, and about what.

use depositary::domain::*;

use super::{check, given::*, reason};

const SCHEDULED: Result<&[&str], Rejection> = Ok(&["SessionScheduled"]);

/// The session after the next, on a day after the first one was held and its minutes agreed.
fn hosted(session_id: &str, host: &str) -> SessionSpec {
    SessionSpec { host: Some(id(host)), ..session(session_id, "2023-04-01") }
}

fn spec(agreement: &Agreement, session_id: &str) -> SessionSpec {
    SessionSpec::clone(&agreement.session(&id(session_id)).unwrap().spec)
}

#[test]
fn what_is_left_out_is_left_to_the_rules() {
    let given = check(&with_commission(), ("2022-03-11", schedule("S", "2022-04-10")), SCHEDULED);
    let first = spec(&given, "S");
    assert_eq!((first.ordinal, first.host, first.place), (Some(1), Some(id("A")), Some(place("City of A"))));
    let elsewhere = SessionSpec { place: Some(place("Elsewhere")), ..session("S", "2022-04-10") };
    let given = check(&with_commission(), ("2022-03-11", schedule_as(elsewhere)), SCHEDULED);
    assert_eq!(spec(&given, "S").place, Some(place("Elsewhere")));
    let second = spec(&on(&closed(), "2022-05-01", schedule("S2", "2023-04-01")), "S2");
    assert_eq!(
        (second.ordinal, second.host, second.place),
        (Some(2), Some(id("B")), Some(place("City of B")))
    );
    // Without a rotation nobody is host, unless somebody is named.
    let rules = CommissionRules { rotation: Rotation::default(), ..rules() };
    let given = with_commission_as(&in_force(), "2022-03-10", rules);
    let alone = spec(&on(&given, "2022-03-11", schedule("S", "2022-04-10")), "S");
    assert_eq!((alone.host, alone.place), (None, None));
    let named = spec(&on(&given, "2022-03-11", schedule_as(hosted("S", "B"))), "S");
    assert_eq!((named.host, named.place), (Some(id("B")), None));
}

#[test]
fn ordinary_sessions_are_counted_without_a_gap() {
    let numbered = |ordinal| SessionSpec { ordinal: Some(ordinal), ..session("S", "2022-04-10") };
    let given = with_commission();
    check(&given, ("2022-03-11", schedule_as(numbered(1))), SCHEDULED);
    for ordinal in [0, 2, u64::MAX] {
        let then = Err(Rejection::OrdinalOutOfSequence { given: ordinal, expected: 1 });
        check(&given, ("2022-03-11", schedule_as(numbered(ordinal))), then);
    }
    // What is not kept here was counted too.
    let imported = on(&in_force(), "2022-03-10", establish_as("C", 14, rules()));
    assert_eq!(imported.commission(&id("C")).unwrap().due.as_ref().unwrap().ordinal, 14);
    let after = on(&imported, "2022-03-11", schedule("S", "2022-04-10"));
    assert_eq!(spec(&after, "S").ordinal, Some(14));
    // The number of a session that is given up is free again.
    let cancelled = on(&after, "2022-03-12", cancel_session("S"));
    let again = on(&cancelled, "2022-03-12", schedule("S2", "2022-04-12"));
    assert_eq!(spec(&again, "S2").ordinal, Some(14));
    let last = on(&in_force(), "2022-03-10", establish_as("C", u32::MAX, rules()));
    let last = on(&last, "2022-03-11", schedule("S", "2022-04-10"));
    assert_eq!(spec(&last, "S").ordinal, Some(u64::from(u32::MAX)));
}

#[test]
fn an_extraordinary_session_has_no_number_and_turns_nothing() {
    let then = Err(Rejection::BadValue { field: CommandField::Ordinal });
    let numbered = SessionSpec { ordinal: Some(1), ..extraordinary("X", "2022-04-10") };
    check(&with_commission(), ("2022-03-11", schedule_as(numbered)), then);
    // It is held beside an ordinary one, by any host.
    let beside = SessionSpec { host: Some(id("B")), ..extraordinary("X", "2022-04-10") };
    let given = check(&scheduled(), ("2022-03-11", schedule_as(beside)), SCHEDULED);
    assert_eq!(spec(&given, "X").ordinal, None);
    let steps = [convene("X"), conclude("X"), submit("X"), sign_minutes("X", "A")];
    let given = steps.into_iter().fold(given, |given, body| on(&given, "2022-04-10", body));
    let after =
        check(&given, ("2022-04-10", sign_minutes("X", "B")), Ok(&["MinutesSigned", "MinutesAgreed"]));
    let due = SessionDue { due_by: day("2023-03-02"), host: Some(id("A")), ordinal: 1 };
    assert_eq!(after.commission(&id("C")).unwrap().due, Some(due));
}

#[test]
fn one_ordinary_session_is_pending_at_a_time() {
    let pending = || Err(Rejection::SessionPending { session_id: id("S") });
    check(&scheduled(), ("2022-04-10", schedule("S2", "2022-05-10")), pending());
    check(&convened(), ("2022-04-10", schedule("S2", "2022-05-10")), pending());
    check(&concluded(), ("2022-04-11", schedule("S2", "2022-05-10")), SCHEDULED);
    let then = Err(Rejection::SessionExists { session_id: id("S") });
    check(&concluded(), ("2022-04-11", schedule("S", "2022-05-10")), then);
    // Another commission has sessions of its own.
    let two = on(&scheduled(), "2022-03-11", establish("OTHER"));
    let other = SessionSpec { commission_id: id("OTHER"), ..session("O", "2022-05-10") };
    check(&two, ("2022-03-11", schedule_as(other)), SCHEDULED);
    let nowhere = SessionSpec { commission_id: id("X"), ..session("O", "2022-05-10") };
    let then = Err(Rejection::CommissionNotFound { commission_id: id("X") });
    check(&two, ("2022-03-11", schedule_as(nowhere)), then);
}

#[test]
fn hosts_follow_one_another_in_turn() {
    let out_of_rotation = |given: &str, expected: &str| {
        Err(Rejection::HostOutOfRotation { given: id(given), expected: id(expected) })
    };
    check(&with_commission(), ("2022-03-11", schedule_as(hosted("S", "B"))), out_of_rotation("B", "A"));
    check(&with_commission(), ("2022-03-11", schedule_as(hosted("S", "A"))), SCHEDULED);
    check(&closed(), ("2022-05-01", schedule_as(hosted("S2", "A"))), out_of_rotation("A", "B"));
    let then = Err(Rejection::ParticipantNotFound { participant_id: id("X") });
    check(&closed(), ("2022-05-01", schedule_as(hosted("S2", "X"))), then);
    // With a reason anybody is host; then it goes on after that one.
    let reason = Some(Personal::Text("a reason".into()));
    let again = SessionSpec { override_reason: reason, ..hosted("S2", "A") };
    let given = check(&closed(), ("2022-05-01", schedule_as(again)), SCHEDULED);
    let held = on(&on(&given, "2023-04-01", convene("S2")), "2023-04-01", conclude("S2"));
    check(&held, ("2023-05-01", schedule_as(hosted("S3", "A"))), out_of_rotation("A", "B"));
    // The number comes before the host.
    let both = SessionSpec { ordinal: Some(9), ..hosted("S", "B") };
    let refused = refused(&with_commission(), "2022-03-11", schedule_as(both));
    assert_eq!(super::reason(&refused), "ORDINAL_OUT_OF_SEQUENCE");
}

#[test]
fn a_host_beside_the_rotation_turns_nothing() {
    let open_list = Terms { participation: Participation::Open, ..Terms::default() };
    let three = on(&fully_signed(open_list), "2022-03-05", invite("D"));
    let given = with_commission_as(&three, "2022-03-10", rules());
    let reason = Some(Personal::Text("a reason".into()));
    let guest = SessionSpec { override_reason: reason, ..hosted("S", "D") };
    let given = on(&given, "2022-03-11", schedule_as(guest));
    let held = on(&on(&given, "2022-04-10", convene("S")), "2022-04-10", conclude("S"));
    let second = on(&held, "2022-04-10", schedule("S2", "2023-04-01"));
    assert_eq!(spec(&second, "S2").host, Some(id("A")));
}

#[test]
fn the_last_in_turn_is_followed_by_the_first() {
    let mut given = closed();
    for (number, host) in [(2, "B"), (3, "A"), (4, "B")] {
        let (session_id, date) = (format!("S{number}"), format!("{}-04-01", 2021 + number));
        given = on(&given, &date, schedule(&session_id, &date));
        assert_eq!(spec(&given, &session_id).host, Some(id(host)));
        given = on(&on(&given, &date, convene(&session_id)), &date, conclude(&session_id));
    }
    // What was only planned turns nothing.
    let planned = on(&given, "2025-05-01", schedule("S5", "2026-04-01"));
    let cancelled = on(&planned, "2025-05-02", cancel_session("S5"));
    let after = on(&cancelled, "2025-05-03", schedule("S6", "2026-04-01"));
    assert_eq!((spec(&after, "S6").host, spec(&after, "S6").ordinal), (Some(id("A")), Some(5)));
}

#[test]
fn a_session_is_moved_until_it_is_held() {
    let moved = on(&scheduled(), "2022-04-01", reschedule("S", "2022-05-20", "2022-05-21"));
    let session = moved.session(&id("S")).unwrap();
    assert_eq!(session.planned, planned("2022-05-20", "2022-05-21"));
    assert_eq!(session.place, Some(place("City of A")));
    // The day by which it is due does not move.
    assert_eq!(moved.commission(&id("C")), scheduled().commission(&id("C")));
    let elsewhere = CommandBody::RescheduleSession(RescheduleSession {
        session_id: id("S"),
        planned: planned("2022-05-20", "2022-05-20"),
        place: Some(place("Elsewhere")),
        reason: None,
    });
    let moved = on(&scheduled(), "2022-04-01", elsewhere);
    assert_eq!(moved.session(&id("S")).unwrap().place, Some(place("Elsewhere")));
    let early = refused_for(&scheduled(), "2022-04-01", "2022-03-10", cancel_session("S"));
    assert_eq!(reason(&early), "OUT_OF_SEQUENCE");
    assert_eq!(Days::new(day("2022-05-20"), Some(day("2022-05-19"))), Err(Invalid::BadDays));
}

#[test]
fn an_agenda_may_come_late() {
    let adopted = |date: &str| {
        let given = on(&with_commission(), "2022-03-11", schedule("S", "2022-06-10"));
        let after = check(&given, (date, adopt_agenda("S")), Ok(&["AgendaAdopted"]));
        let session = after.session(&id("S")).unwrap();
        assert_eq!(after.agenda_deadline(session), day("2022-05-11"));
        session.agenda.clone().unwrap().late
    };
    assert!(!adopted("2022-05-11"));
    assert!(adopted("2022-05-12"));
    // One that is known only to the month is late if all of it is.
    let given = on(&with_commission(), "2022-03-11", schedule("S", "2022-06-10"));
    let after = on_for(&given, "2022-06-01", "2022-05", adopt_agenda("S"));
    assert!(!after.session(&id("S")).unwrap().agenda.as_ref().unwrap().late);
}

#[test]
fn an_agenda_is_replaced_as_a_whole_until_the_session_is_over() {
    let items = vec![item(3), item(1)];
    let after = on(&convened(), "2022-04-10", adopt_agenda_as("S", items));
    let agenda = &after.session(&id("S")).unwrap().agenda.as_ref().unwrap().agenda;
    assert_eq!(agenda.as_slice().iter().map(|item| item.number).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(Agenda::new([]), Err(Invalid::Empty));
    assert_eq!(Agenda::new([item(1), item(1)]), Err(Invalid::Duplicate));
    let with_lead = |lead: &str| vec![AgendaItem { lead: Some(id(lead)), ..item(1) }];
    let with_area = |area: &str| vec![AgendaItem { area: Some(id(area)), ..item(1) }];
    let given = with_session(&with_commission_as(
        &fully_signed(Terms { areas: [area("X")].into(), ..Terms::default() }),
        "2022-03-10",
        rules(),
    ));
    on(&given, "2022-04-01", adopt_agenda_as("S", with_lead("A")));
    on(&given, "2022-04-01", adopt_agenda_as("S", with_area("X")));
    let then = Err(Rejection::ParticipantNotFound { participant_id: id("X") });
    check(&given, ("2022-04-01", adopt_agenda_as("S", with_lead("X"))), then);
    let then = Err(Rejection::AreaNotFound { code: id("Y") });
    check(&given, ("2022-04-01", adopt_agenda_as("S", with_area("Y"))), then);
}
