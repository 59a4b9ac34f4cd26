//! What answers show.

use jiff::Timestamp;

use super::{date, digits, problems, words};
use crate::{
    domain::{AgreementId, Context, Event, Facts, Identifier, decide},
    grpc::convert::{CommandRequest, agreement, events, receipt},
    journal::{self, Identity, Position},
    proto::v1::{self, AgreementView, EventType},
    registry::{
        Receipt, RecordRef, RequestKey, StoredRecord, Version,
        codec::{Actor, Header, encode},
    },
};

fn now() -> Timestamp {
    "2026-03-09T10:00:00Z".parse().unwrap()
}

fn id() -> AgreementId {
    AgreementId::parse("uz-4").unwrap()
}

/// An agreement in the draft with a participant, terms and a text, and the events that led there.
fn drafted() -> (Version, Vec<Event>) {
    let request = v1::DraftAgreementRequest {
        reference: "UZ-TJ 2026/4".into(),
        title: words([("en", "Agreement on water")]),
        form: v1::AgreementForm::Agreement.into(),
        level: v1::AgreementLevel::Intergovernmental.into(),
        participants: vec![v1::ParticipantSpec {
            participant_id: "uz".into(),
            kind: v1::ParticipantKind::State.into(),
            name: words([("en", "Uzbekistan")]),
            ..Default::default()
        }],
        terms: Some(v1::Terms::default()),
        texts: vec![v1::Text {
            language: "en".into(),
            authentic: true,
            digest: digits("a"),
            ..Default::default()
        }],
        ..Default::default()
    };
    let command = request.parse(&mut problems()).unwrap();
    let context = Context { now: now(), facts: Facts::default() };
    let undrafted = crate::domain::Agreement::undrafted(id());
    let events = decide(&undrafted, &command, &context).unwrap();
    (Version::after(None, &id(), now(), &events), events)
}

#[test]
fn the_basic_view_leaves_out_what_may_be_long() {
    let (version, _) = drafted();
    let full = agreement(&version, AgreementView::Full);
    assert_eq!(full.name, "agreements/uz-4");
    assert_eq!((full.revision, full.text_version, full.participant_count), (4, 2, 1));
    assert_eq!(full.status(), v1::AgreementStatus::Draft);
    assert_eq!(full.stage(), v1::Stage::Drafted);
    assert_eq!(full.binding(), v1::Binding::Unstated);
    assert_eq!(full.reckoning_zone, "UTC");
    assert_eq!(full.text_digest.len(), 64);
    assert_eq!(full.drafted_at, full.changed_at);
    assert_eq!(full.terms.as_ref().unwrap().survives, Some(true));
    assert_eq!(full.texts.len(), 1);
    let participant = full.participants.first().unwrap();
    assert_eq!(participant.name, "agreements/uz-4/participants/uz");
    assert_eq!(participant.status(), v1::ParticipantStatus::Eligible);
    assert_eq!(participant.spec.as_ref().unwrap().counts, Some(true));

    let basic = agreement(&version, AgreementView::Basic);
    let stripped = v1::Agreement {
        terms: None,
        texts: Vec::new(),
        participants: Vec::new(),
        evaluations: Vec::new(),
        ..full
    };
    assert_eq!(basic, stripped);
}

#[test]
fn each_event_of_a_record_says_what_its_header_says() {
    let (version, drafted) = drafted();
    let request = RequestKey { id: Identifier::parse("r1").unwrap(), digest: [3; 32] };
    let header = Header {
        run: [1; 16],
        counter: 1,
        recorded_at: now(),
        agreement: &id(),
        first_revision: 1,
        before: None,
        after: &version.agreement,
        actor: &Actor::Unverified("desk-4".into()),
        request: Some(&request),
        trace_parent: None,
    };
    let bytes = encode(&header, &drafted);
    let record = StoredRecord::from(journal::Record { position: Position::new(9), bytes });
    let shown = events(&record).unwrap();
    let types: Vec<_> = shown.iter().map(v1::Event::r#type).collect();
    assert_eq!(
        types,
        [
            EventType::AgreementDrafted,
            EventType::ParticipantInvited,
            EventType::TermsSet,
            EventType::DraftRevised
        ]
    );
    let last = shown.last().unwrap();
    assert_eq!((last.name.as_str(), last.revision, last.position), ("agreements/uz-4/events/4", 4, 9));
    assert_eq!(last.request_id, "r1");
    assert_eq!(last.recorded_at.unwrap().seconds, now().as_second());
    assert_eq!(last.actor.as_ref().unwrap().authentication(), v1::Authentication::Unverified);
    assert_eq!(last.occurred_on, date(2026, 3, 9));

    let broken = journal::Record { position: Position::new(9), bytes: vec![0xff].into() };
    assert!(events(&broken.into()).is_err());
}

#[test]
fn a_receipt_of_what_was_only_validated_has_no_place_in_the_journal() {
    let journal_id = Identity::from(uuid::Uuid::nil());
    let (_, events) = drafted();
    let record = RecordRef { position: Position::new(9), digest: [0xab; 32] };
    let mut recorded =
        Receipt { record: Some(record), recorded_at: now(), replayed: true, first_revision: 1, events };
    let shown = receipt(&journal_id, &id(), &recorded);
    assert_eq!((shown.position, shown.revision, shown.replayed), (9, 4, true));
    assert_eq!(shown.record_digest, "ab".repeat(32));
    assert_eq!(shown.events.first().unwrap().name, "agreements/uz-4/events/1");
    assert_eq!(shown.events.first().unwrap().r#type(), EventType::AgreementDrafted);

    recorded.record = None;
    let validated = receipt(&journal_id, &id(), &recorded);
    assert_eq!((validated.position, validated.record_digest.as_str()), (0, ""));
    assert_eq!((validated.recorded_at, validated.revision), (None, 4));
    assert_eq!(validated.events, shown.events);
}
