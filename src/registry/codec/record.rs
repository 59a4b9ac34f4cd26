//! The stored form of a record.

use std::collections::BTreeMap;

use bytes::Bytes;
use jiff::Timestamp;
use prost::Message;

use super::{DecodeError, Problems, parse, write};
use crate::{
    domain::{self, Agreement, AgreementId, Identifier, Personal},
    proto::v1,
    registry::RequestKey,
};

/// The version of the fold: raised when a record means something that an older reader would miss.
///
/// * 1: a draft, its signing, its entry into force, its evaluations.
/// * 2: drafts whose past is still entered, terms that end and are renewed, and all that followed with them.
/// * 3: commissions, their sessions and what comes of them, and readings that are contested, revised and agreed.
pub const FOLD: i64 = 3;

/// Who is behind a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who says that this is his name; nothing proved it.
    Unverified(Box<str>),
    /// The service itself, because something had fallen due.
    Timekeeper,
}

/// What a record says beside its events.
#[derive(Clone, Copy, Debug)]
pub struct Header<'a> {
    /// The run of the process that appends it.
    pub run: [u8; 16],
    /// The number of the append in the run.
    pub counter: u64,
    /// The time on which the decision was made.
    pub recorded_at: Timestamp,
    /// The agreement.
    pub agreement: &'a AgreementId,
    /// The revision of the first event.
    pub first_revision: u64,
    /// The agreement before the events; none before its first.
    pub before: Option<&'a Agreement>,
    /// The agreement after them.
    pub after: &'a Agreement,
    /// Who is behind it.
    pub actor: &'a Actor,
    /// The request that it answers.
    pub request: Option<&'a RequestKey>,
    /// The trace in which it was sent.
    pub trace_parent: Option<&'a str>,
}

/// What the fold needs of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The time on which the decision was made.
    pub recorded_at: Timestamp,
    /// The agreement.
    pub agreement: AgreementId,
    /// The revision of the first event.
    pub first_revision: u64,
    /// The request that it answers.
    pub request: Option<RequestKey>,
    /// The events, at least one.
    pub events: Vec<domain::Event>,
}

/// All that can be judged in a record: what the fold needs, and what stands beside it.
#[derive(Clone, Debug)]
pub struct Examined {
    /// What the fold needs.
    pub decoded: Decoded,
    /// Whether the service has recorded it by itself, because something had fallen due.
    pub by_timekeeper: bool,
    concerns: Vec<v1::Concern>,
}

impl Examined {
    /// Whether it names those whom it concerns, the participants before and after it, in their order.
    pub fn names_the_concerned(&self, before: Option<&Agreement>, after: &Agreement) -> bool {
        self.concerns == concerns(before, after)
    }
}

/// Makes the stored form of what happened to an agreement.
pub fn encode(header: &Header<'_>, events: &[domain::Event]) -> Bytes {
    let request = header.request;
    let record = v1::Record {
        min_reader: FOLD,
        append_id: Some(v1::AppendId {
            run: Bytes::copy_from_slice(&header.run),
            counter: write::count(header.counter),
        }),
        recorded_at: Some(write::timestamp(header.recorded_at)),
        agreement_id: header.agreement.to_string(),
        first_revision: write::count(header.first_revision),
        concerns: concerns(header.before, header.after),
        actor: Some(actor(header.actor)),
        request_id: request.map(|request| request.id.to_string()).unwrap_or_default(),
        request_digest: request.map(|request| Bytes::copy_from_slice(&request.digest)).unwrap_or_default(),
        trace_parent: header.trace_parent.unwrap_or_default().to_owned(),
        events: events.iter().map(write::event).collect(),
    };
    record.encode_to_vec().into()
}

/// Reads the stored form of a record.
///
/// # Errors
/// [`DecodeError`]: what is not understood as a whole is not read at all.
pub fn decode(bytes: &Bytes) -> Result<Decoded, DecodeError> {
    examine(bytes).map(|examined| examined.decoded)
}

/// Reads the stored form of a record with what stands in it beside the events.
///
/// # Errors
/// As [`decode`].
pub fn examine(bytes: &Bytes) -> Result<Examined, DecodeError> {
    let mut record = v1::Record::decode(bytes.clone())?;
    // Before anything else: what follows may look wrong only because it is new.
    if record.min_reader > FOLD {
        return Err(DecodeError::TooNew { min_reader: record.min_reader });
    }
    let concerns = std::mem::take(&mut record.concerns);
    let by_timekeeper = record
        .actor
        .as_ref()
        .is_some_and(|actor| actor.authentication == i32::from(v1::Authentication::System));
    let mut problems = Problems::of_stored();
    let decoded = read(record, &mut problems);
    match (decoded, DecodeError::first_of(problems)) {
        (Some(decoded), None) => Ok(Examined { decoded, by_timekeeper, concerns }),
        (_, Some(error)) => Err(error),
        // INVARIANT: whatever is left out has a problem that says why.
        (None, None) => Err(DecodeError::Field { field: String::new(), description: String::new() }),
    }
}

/// The agreement that a record is about, even if the record cannot be read as a whole.
pub fn agreement_of(bytes: &Bytes) -> Option<AgreementId> {
    let record = v1::Record::decode(bytes.clone()).ok()?;
    AgreementId::parse(&record.agreement_id).ok()
}

fn read(record: v1::Record, problems: &mut Problems) -> Option<Decoded> {
    let required = v1::ErrorReason::FieldRequired;
    if record.min_reader < 1 {
        problems.at("min_reader").refuse(required, "A record says which reader it needs.");
    }
    let recorded_at = parse::timestamp(record.recorded_at, problems.at("recorded_at"));
    let agreement = parse::agreement_id(&record.agreement_id, problems.at("agreement_id"));
    let first_revision = parse::number(record.first_revision, problems.at("first_revision"));
    let request = request(&record.request_id, &record.request_digest, problems);
    if record.events.is_empty() {
        problems.at("events").refuse(required, "A record has at least one event.");
    }
    let events = parse::each(record.events, problems.at("events"), parse::event);
    Some(Decoded {
        recorded_at: recorded_at?,
        agreement: agreement?,
        first_revision: first_revision?,
        request,
        events,
    })
}

fn request(id: &str, digest: &Bytes, problems: &mut Problems) -> Option<RequestKey> {
    if id.is_empty() && digest.is_empty() {
        return None;
    }
    let id: Option<Identifier> = parse::identifier(id, problems.at("request_id"));
    let digest = <[u8; 32]>::try_from(&**digest).ok();
    if digest.is_none() {
        problems.at("request_digest").refuse(v1::ErrorReason::BadDigest, "A digest has 32 bytes.");
    }
    Some(RequestKey { id: id?, digest: digest? })
}

/// The participants before and after, because whoever is taken off the list is concerned by that.
fn concerns(before: Option<&Agreement>, after: &Agreement) -> Vec<v1::Concern> {
    let before = before.map(Agreement::participants).unwrap_or_default();
    let participants: BTreeMap<_, _> = before
        .iter()
        .chain(after.participants())
        .map(|participant| (&participant.spec.participant_id, participant.spec.state))
        .collect();
    participants
        .into_iter()
        .map(|(id, state)| v1::Concern {
            participant_id: id.to_string(),
            state: state.map(|state| state.to_string()).unwrap_or_default(),
        })
        .collect()
}

fn actor(actor: &Actor) -> v1::Actor {
    let (principal, authentication) = match actor {
        Actor::Unverified(name) => (name.clone(), v1::Authentication::Unverified),
        Actor::Timekeeper => ("system:timekeeper".into(), v1::Authentication::System),
    };
    let principal = Some(write::personal(&Personal::Text(principal)));
    v1::Actor { principal, authentication: authentication.into() }
}
