//! Commands and records for tests that go to the registry without gRPC.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use depositary::{
    domain::{
        Act, AgreementForm, AgreementId, AgreementLevel, Binding, Classification, Command, CommandBody,
        DraftAgreement, Header, Identifier, InviteParticipant, LanguageTag, LocalizedText, ParticipantKind,
        ParticipantSpec, Reference, Texts, Zone,
    },
    journal::{Journal, Limits, Memory, Position, Record},
    registry::{
        Actor, Clock, Freshness, Look, Registry, RequestKey, Settings, Submission, Version, journal_identity,
    },
};

/// The morning on which the stories of the tests begin.
pub(crate) const MORNING: &str = "2022-02-14T09:00:00Z";

/// A clock that stands at [`MORNING`].
pub(crate) fn morning() -> Clock {
    Clock::simulated(MORNING.parse().unwrap())
}

/// An empty journal in memory.
pub(crate) fn memory() -> Memory {
    Memory::new(journal_identity())
}

/// Settings under which a test does not wait long for anything.
pub(crate) fn impatient() -> Settings {
    Settings {
        outcome_limit: Duration::from_millis(200),
        retry_pause: Duration::from_micros(200),
        read_limit: Duration::from_millis(500),
        ..Settings::default()
    }
}

/// A registry over a journal, on a clock that stands at [`MORNING`].
pub(crate) async fn open(journal: impl Journal) -> Registry {
    Registry::open(Arc::new(journal), morning(), impatient()).await.unwrap()
}

/// The draft of an agreement whose reference is its id in capitals.
pub(crate) fn draft(id: &str) -> CommandBody {
    let title = [(LanguageTag::parse("en").unwrap(), "An agreement".into())];
    let header = Header {
        reference: Reference::parse(&id.to_uppercase()).unwrap(),
        title: LocalizedText::new(title).unwrap(),
        short_title: LocalizedText::default(),
        form: AgreementForm::Agreement,
        level: AgreementLevel::Interagency,
        binding: Binding::Unstated,
        languages: Box::default(),
        custodian: None,
        reckoning_zone: Zone::UTC,
        classification: Classification::Public,
    };
    CommandBody::DraftAgreement(DraftAgreement {
        header: Arc::new(header),
        participants: Box::default(),
        terms: None,
        texts: Texts::default(),
        backfill: false,
    })
}

/// The invitation of an agency.
pub(crate) fn invite(participant: &str) -> CommandBody {
    let name = [(LanguageTag::parse("en").unwrap(), participant.into())];
    let participant = ParticipantSpec {
        participant_id: Identifier::parse(participant).unwrap(),
        kind: ParticipantKind::Agency,
        name: LocalizedText::new(name).unwrap(),
        state: None,
        on_behalf_of: None,
        groups: Box::default(),
        counts: true,
    };
    CommandBody::InviteParticipant(InviteParticipant { participant: Arc::new(participant) })
}

/// A command about an agreement, by nobody in particular, on the day on which it is recorded. The digest stands for the
/// request: it is made from the request id alone.
pub(crate) fn submission(agreement: &str, request_id: &str, body: CommandBody) -> Submission {
    let mut digest = [0; 32];
    for (to, from) in digest.iter_mut().zip(request_id.bytes()) {
        *to = from;
    }
    Submission {
        agreement: AgreementId::parse(agreement).unwrap(),
        command: Command { act: Act::default(), body },
        request: Some(RequestKey { id: Identifier::parse(request_id).unwrap(), digest }),
        expected_revision: None,
        validate_only: false,
        actor: Actor::Unverified("tester".into()),
        trace_parent: None,
        deadline: None,
    }
}

/// The present version of an agreement.
pub(crate) async fn version(
    registry: &Registry,
    id: &AgreementId,
    freshness: Freshness,
) -> Option<Arc<Version>> {
    registry.agreement(id, Look::default(), freshness).await.unwrap().map(|found| found.version)
}

/// All records of a journal.
pub(crate) async fn records(journal: &dyn Journal) -> Vec<Record> {
    let all = Limits { records: usize::MAX, bytes: usize::MAX };
    journal.read(Position::ZERO, all).await.unwrap()
}

/// Records as another process would write them: the drafts of these agreements.
pub(crate) async fn foreign_drafts(ids: impl IntoIterator<Item = String>) -> Vec<Bytes> {
    let journal = memory();
    let registry = open(journal.clone()).await;
    for id in ids {
        registry.submit(submission(&id, &format!("foreign-{id}"), draft(&id))).await.unwrap();
    }
    registry.close().await;
    records(&journal).await.into_iter().map(|record| record.bytes).collect()
}
