//! What was known at another time, and what held on another day.

use std::time;

use depositary::{
    proto::v1::{
        Act, AdvanceClockRequest, AgreementStatus, CalendarSpan, CorrectRecordRequest, DraftAgreementRequest,
        EventType, FieldValue, GetAgreementRequest, InviteParticipantRequest, KnownAt, ListEventsRequest,
        LocalizedTextValue, OpenForSignatureRequest, SignAgreementRequest, Term, Terms,
        advance_clock_request::Step, field_value, known_at::Point, term,
    },
    registry::Settings,
};
use prost_types::{Duration, Timestamp};

use super::{Reader, at, draft, participant, reason};
use crate::support::{Service, Setup, date, english};

const NAME: &str = "agreements/a";

#[tokio::test]
async fn events_are_listed_up_to_what_was_known() {
    let service = impatient().await;
    let mut reader = Reader::of(&service).await;
    let drafted_at = reader.draft(draft(NAME, &[("A", ""), ("B", "")])).await.1.recorded_at;
    advance(&service).await;
    invite(&mut reader, "C").await;
    advance(&service).await;
    invite(&mut reader, "D").await;

    let a_bit_later = drafted_at.map(|at| Timestamp { nanos: at.nanos + 1_000, ..at });
    let never = Some(Timestamp { seconds: 7_258_118_400, nanos: 0 });
    let before = drafted_at.map(|at| Timestamp { seconds: at.seconds - 1, ..at });
    // Each with the position of the last record that counts.
    let cases = [
        (at(0), 0),
        (at(1), 1),
        (at(2), 2),
        (at(3), 3),
        (by(before), 0),
        (by(drafted_at), 1),
        (by(a_bit_later), 1),
        (by(never), 3),
    ];
    let all = reader.list_events(ListEventsRequest::default()).await.unwrap().events;
    assert_eq!(all.last().unwrap().position, 3);
    for (known_at, last) in cases {
        let request = ListEventsRequest { known_at, ..ListEventsRequest::default() };
        let page = reader.list_events(request).await.unwrap();
        let wanted: Vec<_> = all.iter().filter(|event| event.position <= last).cloned().collect();
        assert_eq!(page.events, wanted, "{known_at:?}");
        assert_eq!((page.position, page.next_page_token.as_str()), (last, ""), "{known_at:?}");
    }
    let beyond = ListEventsRequest { known_at: at(4), ..ListEventsRequest::default() };
    let wanted = ("POSITION_IN_FUTURE".to_owned(), vec!["known_at.position".to_owned()]);
    assert_eq!(reason(reader.list_events(beyond).await), wanted);

    // Its pages end there too.
    let mut page = ListEventsRequest { known_at: at(2), page_size: 1, ..ListEventsRequest::default() };
    let mut listed = Vec::new();
    loop {
        let answer = reader.list_events(page.clone()).await.unwrap();
        assert_eq!(answer.position, 2);
        listed.extend(answer.events.iter().map(|event| event.position));
        page.page_token = answer.next_page_token;
        if page.page_token.is_empty() {
            break;
        }
    }
    listed.dedup();
    assert_eq!(listed, [1, 2]);
    service.stop().await;
}

#[tokio::test]
async fn an_agreement_is_read_as_it_was_known() {
    let service = impatient().await;
    let mut reader = Reader::of(&service).await;
    let drafted = reader.draft(draft(NAME, &[("A", ""), ("B", "")])).await.1;
    advance(&service).await;
    invite(&mut reader, "C").await;
    correct_title(&mut reader).await;

    let get = |known_at| GetAgreementRequest { name: NAME.into(), known_at, ..Default::default() };
    for known_at in [at(1), by(drafted.recorded_at)] {
        let known = reader.get(get(known_at)).await.unwrap();
        assert_eq!((known.revision, known.participant_count), (drafted.revision, 2), "{known_at:?}");
        assert_eq!(known.title["en"], "An agreement");
    }
    let invited = reader.get(get(at(2))).await.unwrap();
    assert_eq!((invited.participant_count, invited.title["en"].as_str()), (3, "An agreement"));
    let now = reader.get(get(None)).await.unwrap();
    assert_eq!((now.participant_count, now.title["en"].as_str()), (3, "A pact"));
    assert_eq!(reader.get(get(at(3))).await.unwrap(), now);

    let unknown = ("AGREEMENT_NOT_FOUND".to_owned(), vec![]);
    assert_eq!(reason(reader.get(get(at(0))).await), unknown);
    let beyond = ("POSITION_IN_FUTURE".to_owned(), vec!["known_at.position".to_owned()]);
    assert_eq!(reason(reader.get(get(at(4))).await), beyond);
    service.stop().await;
}

#[tokio::test]
async fn an_agreement_is_read_as_it_stood_on_a_day() {
    let service = Service::start().await;
    let mut reader = Reader::of(&service).await;
    history(&mut reader).await;
    correct_title(&mut reader).await;

    let get = |year, month, day| GetAgreementRequest {
        name: NAME.into(),
        as_of: date(year, month, day),
        ..Default::default()
    };
    let unknown = ("AGREEMENT_NOT_FOUND".to_owned(), vec![]);
    assert_eq!(reason(reader.get(get(2021, 2, 28)).await), unknown);
    let stories = [
        ((2021, 3, 1), AgreementStatus::Draft, 0),
        ((2021, 4, 1), AgreementStatus::Open, 0),
        ((2021, 4, 30), AgreementStatus::Open, 0),
        ((2021, 5, 1), AgreementStatus::Open, 1),
        ((2021, 6, 1), AgreementStatus::InForce, 2),
        ((2022, 5, 31), AgreementStatus::InForce, 2),
        // A day ahead: what follows if nothing more is done.
        ((2022, 6, 1), AgreementStatus::Expired, 2),
    ];
    let present = reader.full(NAME).await;
    for ((year, month, day), status, signatures) in stories {
        let then = reader.get(get(year, month, day)).await.unwrap();
        assert_eq!(then.status(), status, "{year}-{month}-{day}");
        assert_eq!(then.signature_count, signatures, "{year}-{month}-{day}");
        // What was corrected is known for all days.
        assert_eq!(then.title["en"], "A pact");
        assert_eq!(then.revision, present.revision);
    }
    // Both at once: what was known of that day before the correction.
    let last = i64::try_from(service.registry.position().get()).unwrap();
    let before = GetAgreementRequest { known_at: at(last - 1), ..get(2021, 6, 1) };
    let before = reader.get(before).await.unwrap();
    assert_eq!((before.status(), before.title["en"].as_str()), (AgreementStatus::InForce, "An agreement"));
    let events = reader.list_events(ListEventsRequest::default()).await.unwrap().events;
    assert!(events.iter().all(|event| event.r#type() != EventType::AgreementExpired));
    service.stop().await;
}

/// A service that does not wait long for a position that may still come.
async fn impatient() -> Service {
    let registry = Settings { read_limit: time::Duration::from_millis(50), ..Settings::default() };
    Setup { registry, ..Setup::default() }.start().await
}

/// Drafted in March 2021, open since April, signed in May and June, for a year.
async fn history(reader: &mut Reader) {
    let act = |month| Some(Act { occurred_on: date(2021, month, 1), ..Act::default() });
    let length = CalendarSpan { years: 1, ..CalendarSpan::default() };
    let term = Some(Term { duration: Some(term::Duration::Fixed(length)) });
    let terms = Some(Terms { term, ..Terms::default() });
    let draft = DraftAgreementRequest { act: act(3), terms, ..draft(NAME, &[("A", ""), ("B", "")]) };
    let text_digest = reader.draft(draft).await.0.text_digest;
    let open =
        OpenForSignatureRequest { name: NAME.into(), act: act(4), ..OpenForSignatureRequest::default() };
    reader.agreements.open_for_signature(open).await.unwrap();
    for (participant, month) in [("A", 5), ("B", 6)] {
        let sign = SignAgreementRequest {
            name: NAME.into(),
            act: act(month),
            participant_id: participant.into(),
            text_digest: text_digest.clone(),
            ..SignAgreementRequest::default()
        };
        reader.agreements.sign_agreement(sign).await.unwrap();
    }
}

async fn invite(reader: &mut Reader, id: &str) {
    let participant = Some(participant(id, ""));
    let invite =
        InviteParticipantRequest { name: NAME.into(), participant, ..InviteParticipantRequest::default() };
    reader.agreements.invite_participant(invite).await.unwrap();
}

async fn correct_title(reader: &mut Reader) {
    let value = |words| {
        let values = LocalizedTextValue { values: english(words) };
        Some(FieldValue { kind: Some(field_value::Kind::Localized(values)) })
    };
    let correct = CorrectRecordRequest {
        name: NAME.into(),
        target_revision: 1,
        field: "title".into(),
        old_value: value("An agreement"),
        new_value: value("A pact"),
        ..CorrectRecordRequest::default()
    };
    reader.agreements.correct_record(correct).await.unwrap();
}

/// Some time goes by, less than a day.
async fn advance(service: &Service) {
    let step = Some(Step::By(Duration { seconds: 60, nanos: 0 }));
    service.clock().await.advance_clock(AdvanceClockRequest { step }).await.unwrap();
}

/// As it was known at this time.
fn by(time: Option<Timestamp>) -> Option<KnownAt> {
    Some(KnownAt { point: time.map(Point::Time) })
}
