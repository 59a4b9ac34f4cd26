//! What answers show.

use jiff::Timestamp;

use super::{date, digits, personal, problems, words};
use crate::{
    domain::{AgreementId, Command, Context, Event, Facts, Identifier, OtherAgreement, RelationKind, decide},
    grpc::convert::{CommandRequest, agreement, events, known_status, receipt, status},
    journal::{self, Identity, Position},
    proto::v1::{self, AgreementView, EventType},
    registry::{
        Incoming, Receipt, RecordRef, RequestKey, StoredRecord, Version,
        codec::{Actor, Header, encode},
    },
};

pub(super) fn now() -> Timestamp {
    "2026-03-09T10:00:00Z".parse().unwrap()
}

pub(super) fn id() -> AgreementId {
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
    (Version::after(None, &id(), (Position::ZERO.next(), now()), &events), events)
}

#[test]
fn the_basic_view_leaves_out_what_may_be_long() {
    let (version, _) = drafted();
    let full = agreement(&version, &[], AgreementView::Full);
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

    let basic = agreement(&version, &[], AgreementView::Basic);
    let stripped = v1::Agreement { terms: None, texts: Vec::new(), participants: Vec::new(), ..full };
    assert_eq!(basic, stripped);
}

/// The agreement after the commands, each of which is accepted.
pub(super) fn after(version: &Version, commands: impl IntoIterator<Item = Command>) -> Version {
    let named = Some(OtherAgreement::default());
    let context = Context { now: now(), facts: Facts { named, ..Facts::default() } };
    commands.into_iter().fold(version.clone(), |version, command| {
        let events = decide(&version.agreement, &command, &context).unwrap();
        Version::after(Some(&version), &id(), (version.position.next(), now()), &events)
    })
}

pub(super) fn read(request: impl CommandRequest) -> Command {
    request.parse(&mut problems()).unwrap()
}

#[test]
fn the_full_view_has_everything_that_lies_beside_the_acts() {
    let (version, _) = drafted();
    let document = v1::Document {
        document_id: "original".into(),
        kind: v1::DocumentKind::Original.into(),
        digest: digits("a"),
        language: "en".into(),
        uri: "https://example.org/original".into(),
    };
    let relation = v1::Relation {
        kind: v1::RelationKind::Amends.into(),
        target: Some(v1::relation::Target::Agreement("agreements/uz-3".into())),
        incoming: false,
    };
    let indicator = v1::Indicator {
        indicator_id: "trade".into(),
        label: words([("en", "Trade")]),
        measure: v1::Measure::Level.into(),
        unit: "USD".into(),
        ..Default::default()
    };
    let reading = v1::Reading {
        reading_id: "r1".into(),
        indicator_id: "trade".into(),
        time: Some(v1::reading::Time::AsOf(date(2025, 12, 31).unwrap())),
        value: "12.50".into(),
        ..Default::default()
    };
    let target = v1::Target {
        target_id: "t1".into(),
        indicator_id: "trade".into(),
        comparator: v1::TargetComparator::AtLeast.into(),
        value: "100".into(),
        base: "r1".into(),
        ..Default::default()
    };
    let relate = v1::RecordRelationRequest { relation: Some(relation.clone()), ..Default::default() };
    let commands = [
        read(v1::AttachDocumentRequest { document: Some(document.clone()), ..Default::default() }),
        read(relate.clone()),
        read(relate),
        read(v1::DefineIndicatorRequest { indicator: Some(indicator.clone()), ..Default::default() }),
        read(v1::RecordReadingRequest { reading: Some(reading.clone()), ..Default::default() }),
        read(v1::SetTargetRequest { target: Some(target.clone()), ..Default::default() }),
        read(v1::RecordCommunicationRequest {
            communication_kind: v1::CommunicationKind::Fact.into(),
            from: "uz".into(),
            concerning_revision: 1,
            text: personal("It rained."),
            ..Default::default()
        }),
    ];
    let version = after(&version, commands);
    let from = |id: &str, position| Incoming {
        position: Position::new(position),
        from: AgreementId::parse(id).unwrap(),
        kind: RelationKind::Implements,
    };
    let incoming = [from("uz-9", 2), from("uz-8", 3), from("uz-9", 4)];
    let full = agreement(&version, &incoming, AgreementView::Full);

    assert_eq!(full.documents, [document]);
    let implements = |name: &str| v1::Relation {
        kind: v1::RelationKind::Implements.into(),
        target: Some(v1::relation::Target::Agreement(name.into())),
        incoming: true,
    };
    assert_eq!(full.relations, [relation, implements("agreements/uz-9"), implements("agreements/uz-8")]);
    let defined = v1::Indicator {
        scope: v1::IndicatorScope::Joint.into(),
        defined_by: v1::DefinedBy::Commission.into(),
        status: v1::IndicatorStatus::Active.into(),
        ..indicator
    };
    assert_eq!(full.indicators, [defined]);
    let kind = v1::TargetKind::Level.into();
    assert_eq!(full.targets, [v1::Target { kind, valid_from: date(2026, 3, 9), ..target }]);
    let taken = v1::Reading {
        qualifier: v1::ReadingQualifier::Exact.into(),
        unit: "USD".into(),
        status: v1::ReadingStatus::Recorded.into(),
        revision: 1,
        ..reading
    };
    assert_eq!(full.readings, [taken]);
    let said = v1::Communication {
        revision: full.revision,
        occurred_on: date(2026, 3, 9),
        communication_kind: v1::CommunicationKind::Fact.into(),
        from: "uz".into(),
        concerning_revision: 1,
        text: personal("It rained."),
    };
    assert_eq!(full.communications, [said]);
    assert_eq!((full.ended_on, full.term_ends_on, full.backfill), (None, None, false));

    let basic = agreement(&version, &incoming, AgreementView::Basic);
    let beside = (basic.documents, basic.relations, basic.indicators, basic.targets, basic.readings);
    assert_eq!(beside, (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new()));
    assert_eq!((basic.communications, basic.instruments), (Vec::new(), Vec::new()));
}

#[test]
fn every_status_has_a_word_and_back() {
    for number in 1.. {
        let Ok(word) = v1::AgreementStatus::try_from(number) else { break };
        let known = known_status(word).unwrap();
        assert_eq!(status(known), word);
    }
    assert_eq!(known_status(v1::AgreementStatus::Unspecified), None);
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
