//! The commands from the planning of a session to what becomes of its actions.

use super::{accepted, date, digits, personal, refused, words};
use crate::{
    domain::{CommandBody, OfficerRole, SessionKind, SessionMode},
    proto::{
        self,
        v1::{self, ErrorReason::*},
    },
};

fn schedule() -> v1::ScheduleSessionRequest {
    v1::ScheduleSessionRequest {
        session_id: "s1".into(),
        commission_id: "jc".into(),
        planned_from: date(2026, 9, 9),
        ..Default::default()
    }
}

fn item(number: i64) -> v1::AgendaItem {
    v1::AgendaItem { number, title: words([("en", "Trade")]), ..Default::default() }
}

fn adopt(items: Vec<v1::AgendaItem>) -> v1::AdoptAgendaRequest {
    v1::AdoptAgendaRequest { session_id: "s1".into(), items, ..Default::default() }
}

fn present(participant_id: &str) -> v1::Attendance {
    v1::Attendance { participant_id: participant_id.into(), ..Default::default() }
}

fn decide() -> v1::AdoptDecisionRequest {
    v1::AdoptDecisionRequest {
        decision_id: "d1".into(),
        session_id: "s1".into(),
        item: 1,
        text: words([("en", "Trade more.")]),
        ..Default::default()
    }
}

fn assign() -> v1::AssignActionRequest {
    v1::AssignActionRequest {
        action_id: "a1".into(),
        session_id: "s1".into(),
        title: words([("en", "Open a post")]),
        owner: "uz".into(),
        due_on: date(2027, 1, 1),
        ..Default::default()
    }
}

fn submit() -> v1::SubmitMinutesRequest {
    v1::SubmitMinutesRequest { session_id: "s1".into(), digest: digits("b"), ..Default::default() }
}

/// An act of a month.
fn coarse() -> Option<v1::Act> {
    Some(v1::Act { occurred_on: date(2026, 3, 0), ..Default::default() })
}

#[test]
fn a_session_needs_a_commission_and_a_day() {
    let CommandBody::ScheduleSession(bare) = accepted(schedule()).body else { panic!("another command") };
    let bare = bare.session;
    assert_eq!((bare.kind, bare.mode), (SessionKind::Ordinary, SessionMode::InPerson));
    assert_eq!((bare.ordinal, &bare.place, &bare.host), (None, &None, &None));
    assert_eq!(bare.planned.first(), bare.planned.last());

    refused(
        v1::ScheduleSessionRequest::default(),
        [("session_id", FieldRequired), ("commission_id", FieldRequired), ("planned_from", FieldRequired)],
    );
    refused(
        v1::ScheduleSessionRequest {
            kind: 9,
            ordinal: -1,
            planned_to: date(2026, 9, 8),
            host: "?".into(),
            mode: 9,
            override_reason: personal(&"x".repeat(2001)),
            ..schedule()
        },
        [
            ("kind", BadValue),
            ("ordinal", BadValue),
            ("planned_to", BadPeriod),
            ("host", BadId),
            ("mode", BadValue),
            ("override_reason.text", FieldTooLong),
        ],
    );
    refused(
        v1::ScheduleSessionRequest { kind: v1::SessionKind::Extraordinary.into(), ordinal: 3, ..schedule() },
        [("ordinal", BadValue)],
    );
}

#[test]
fn a_session_is_moved_or_given_up() {
    let reschedule = |planned_from: Option<proto::Date>, planned_to| v1::RescheduleSessionRequest {
        session_id: "s1".into(),
        planned_from,
        planned_to,
        ..Default::default()
    };
    accepted(reschedule(date(2026, 9, 9), None));
    accepted(reschedule(date(2026, 9, 9), date(2026, 9, 10)));
    refused(reschedule(None, date(2026, 9, 10)), [("planned_from", FieldRequired)]);
    refused(
        reschedule(date(2026, 9, 0), date(2026, 9, 0)),
        [("planned_from", BadDate), ("planned_to", BadDate)],
    );
    refused(reschedule(date(2026, 9, 9), date(2026, 9, 0)), [("planned_to", BadDate)]);
    refused(v1::CancelSessionRequest::default(), [("session_id", FieldRequired)]);
    accepted(v1::CancelSessionRequest { session_id: "s1".into(), ..Default::default() });
}

#[test]
fn an_agenda_has_items_each_with_a_number_of_its_own() {
    let CommandBody::AdoptAgenda(adopted) = accepted(adopt(vec![item(7), item(2)])).body else {
        panic!("another command")
    };
    let numbers: Vec<_> = adopted.agenda.as_slice().iter().map(|item| item.number).collect();
    assert_eq!(numbers, [2, 7]);
    refused(adopt(Vec::new()), [("items", FieldRequired)]);
    refused(adopt(vec![item(1), item(2), item(1)]), [("items[2].number", BadValue)]);
    refused(
        adopt(vec![
            v1::AgendaItem { area: "?".into(), lead: "?".into(), ..Default::default() },
            item(-1),
            item(1_000_001),
        ]),
        [
            ("items[0].number", FieldRequired),
            ("items[0].title", FieldRequired),
            ("items[0].area", BadId),
            ("items[0].lead", BadId),
            ("items[1].number", BadValue),
            ("items[2].number", BadValue),
        ],
    );
    refused(adopt((1..=1001).map(item).collect()), [("items", TooManyItems)]);
}

#[test]
fn a_session_is_convened_on_a_full_date() {
    let convene = v1::ConveneSessionRequest {
        session_id: "s1".into(),
        attendance: vec![present("uz")],
        ..Default::default()
    };
    let CommandBody::ConveneSession(convened) = accepted(convene.clone()).body else {
        panic!("another command")
    };
    let [present] = &*convened.attendance else { panic!("another attendance") };
    assert_eq!((present.capacity, present.count), (OfficerRole::Member, 1));
    assert_eq!(convened.held_from, None);

    let of_a_month = v1::ConveneSessionRequest { act: coarse(), ..convene };
    accepted(v1::ConveneSessionRequest { held_from: date(2026, 3, 9), ..of_a_month.clone() });
    refused(of_a_month, [("act.occurred_on", BadDate)]);
    let bad = v1::Attendance {
        officer_id: "?".into(),
        name: personal(&"x".repeat(501)),
        capacity: 9,
        acting_for: "?".into(),
        count: -1,
        ..Default::default()
    };
    refused(
        v1::ConveneSessionRequest {
            held_from: date(2026, 3, 0),
            attendance: vec![bad],
            ..Default::default()
        },
        [
            ("session_id", FieldRequired),
            ("held_from", BadDate),
            ("attendance[0].officer_id", BadId),
            ("attendance[0].name.text", FieldTooLong),
            ("attendance[0].participant_id", FieldRequired),
            ("attendance[0].capacity", BadValue),
            ("attendance[0].acting_for", BadId),
            ("attendance[0].count", BadValue),
        ],
    );
}

#[test]
fn attendance_is_of_somebody() {
    let record = |attendance| v1::RecordAttendanceRequest {
        session_id: "s1".into(),
        attendance,
        ..Default::default()
    };
    accepted(record(vec![v1::Attendance { count: 12, ..present("uz") }]));
    refused(record(Vec::new()), [("attendance", FieldRequired)]);
}

#[test]
fn a_decision_belongs_to_an_item_and_says_something() {
    accepted(decide());
    accepted(v1::AdoptDecisionRequest { text: words([("en", &"x".repeat(2000))]), ..decide() });
    refused(
        v1::AdoptDecisionRequest::default(),
        [
            ("decision_id", FieldRequired),
            ("session_id", FieldRequired),
            ("item", FieldRequired),
            ("text", FieldRequired),
        ],
    );
    refused(
        v1::AdoptDecisionRequest {
            item: -1,
            text: words([("en", &"x".repeat(2001))]),
            pending_approval_of: vec!["uz".into(), "uz".into(), "?".into()],
            ..decide()
        },
        [
            ("item", BadValue),
            (r#"text["en"]"#, FieldTooLong),
            ("pending_approval_of[1]", BadValue),
            ("pending_approval_of[2]", BadId),
        ],
    );
    refused(
        v1::ConfirmDecisionRequest { received_on: date(2026, 3, 0), ..Default::default() },
        [("decision_id", FieldRequired), ("participant_id", FieldRequired), ("received_on", BadDate)],
    );
    accepted(v1::ConfirmDecisionRequest {
        decision_id: "d1".into(),
        participant_id: "uz".into(),
        ..Default::default()
    });
}

#[test]
fn an_action_has_an_owner_and_a_last_day() {
    accepted(assign());
    refused(
        v1::AssignActionRequest { decision_id: "?".into(), ..Default::default() },
        [
            ("action_id", FieldRequired),
            ("session_id", FieldRequired),
            ("decision_id", BadId),
            ("title", FieldRequired),
            ("owner", FieldRequired),
            ("due_on", FieldRequired),
        ],
    );
    refused(v1::AssignActionRequest { due_on: date(2027, 1, 0), ..assign() }, [("due_on", BadDate)]);
}

#[test]
fn a_session_is_concluded_on_a_full_date() {
    let conclude = v1::ConcludeSessionRequest { session_id: "s1".into(), ..Default::default() };
    accepted(conclude.clone());
    let of_a_month = v1::ConcludeSessionRequest { act: coarse(), ..conclude };
    accepted(v1::ConcludeSessionRequest { held_to: date(2026, 3, 9), ..of_a_month.clone() });
    refused(of_a_month, [("act.occurred_on", BadDate)]);
    refused(
        v1::ConcludeSessionRequest { held_to: date(2026, 3, 0), ..Default::default() },
        [("session_id", FieldRequired), ("held_to", BadDate)],
    );
}

#[test]
fn minutes_are_known_by_their_digest() {
    let CommandBody::SubmitMinutes(submitted) = accepted(submit()).body else { panic!("another command") };
    assert_eq!((submitted.minutes.originals, submitted.minutes.classification), (1, None));
    refused(
        v1::SubmitMinutesRequest {
            digest: "B".repeat(64),
            originals: -1,
            languages: vec!["en".into(), "en".into()],
            classification: 9,
            ..submit()
        },
        [
            ("digest", BadDigest),
            ("originals", BadValue),
            ("languages[1]", BadValue),
            ("classification", BadValue),
        ],
    );
    refused(
        v1::SignMinutesRequest { officer_id: "?".into(), acting_for: "?".into(), ..Default::default() },
        [
            ("session_id", FieldRequired),
            ("participant_id", FieldRequired),
            ("officer_id", BadId),
            ("acting_for", BadId),
            ("digest", FieldRequired),
        ],
    );
    accepted(v1::SignMinutesRequest {
        session_id: "s1".into(),
        participant_id: "uz".into(),
        digest: digits("b"),
        ..Default::default()
    });
}

#[test]
fn progress_is_a_part_of_a_hundred() {
    let report =
        |percent| v1::ReportActionProgressRequest { action_id: "a1".into(), percent, ..Default::default() };
    for percent in [0, 100] {
        let CommandBody::ReportActionProgress(reported) = accepted(report(percent)).body else {
            panic!("another command")
        };
        assert_eq!(i64::from(reported.percent.get()), percent);
    }
    for percent in [-1, 101, i64::MAX] {
        refused(report(percent), [("percent", BadPercent)]);
    }
}

#[test]
fn an_action_is_completed_verified_deferred_reopened_and_cancelled() {
    let action_id = || "a1".to_owned();
    accepted(v1::CompleteActionRequest { action_id: action_id(), ..Default::default() });
    accepted(v1::ReopenActionRequest { action_id: action_id(), ..Default::default() });
    accepted(v1::CancelActionRequest { action_id: action_id(), ..Default::default() });
    accepted(v1::VerifyActionRequest {
        action_id: action_id(),
        concurring: vec!["tj".into()],
        ..Default::default()
    });
    accepted(v1::DeferActionRequest {
        action_id: action_id(),
        due_on: date(2027, 6, 1),
        ..Default::default()
    });
    refused(v1::CompleteActionRequest::default(), [("action_id", FieldRequired)]);
    refused(v1::ReopenActionRequest::default(), [("action_id", FieldRequired)]);
    refused(v1::CancelActionRequest::default(), [("action_id", FieldRequired)]);
    refused(
        v1::VerifyActionRequest { session_id: "?".into(), ..Default::default() },
        [("action_id", FieldRequired), ("session_id", BadId), ("concurring", FieldRequired)],
    );
    refused(
        v1::DeferActionRequest { consents: vec!["tj".into(), "tj".into()], ..Default::default() },
        [("action_id", FieldRequired), ("due_on", FieldRequired), ("consents[1]", BadValue)],
    );
}
