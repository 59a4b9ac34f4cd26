//! Drawing an agreement up.

use std::sync::Arc;

use crate::domain::{
    header::Header,
    ids::Identifier,
    participant::ParticipantSpec,
    record::{Document, Relation},
    terms::Terms,
    text::{FreezeMethod, Texts},
    values::{Digest, Personal, Place},
};

/// Begin an agreement, with as much of it as there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftAgreement {
    /// What the agreement is.
    pub header: Arc<Header>,
    /// The first participants.
    pub participants: Box<[Arc<ParticipantSpec>]>,
    /// The terms, if something was said about them.
    pub terms: Option<Arc<Terms>>,
    /// The text as version 2; version 1 is always empty (D8).
    pub texts: Texts,
    /// Whether its past is entered act by act, so that nothing falls due beyond what was entered (D7).
    pub backfill: bool,
}

/// Put a participant on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InviteParticipant {
    /// Who it is.
    pub participant: Arc<ParticipantSpec>,
}

/// Take a participant off the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoveParticipant {
    /// Whom.
    pub participant_id: Identifier,
    /// Why.
    pub reason: Option<Personal>,
}

/// Replace the terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetTerms {
    /// The new terms, complete.
    pub terms: Arc<Terms>,
}

/// Replace the working text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviseDraft {
    /// The number of the new version: one more than the current, so that nobody overwrites what he has not read.
    pub version: u64,
    /// The new text.
    pub texts: Texts,
}

/// Adopt and authenticate the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreezeText {
    /// How it was done.
    pub method: FreezeMethod,
    /// By which participants.
    pub by: Box<[Identifier]>,
    /// Where.
    pub place: Option<Place>,
    /// The text meant; left out, the current one.
    pub text_digest: Option<Digest>,
}

/// Go back from a frozen text to a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReopenText {
    /// Why.
    pub reason: Option<Personal>,
}

/// Give an agreement up before it is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbandonAgreement {
    /// Why.
    pub reason: Option<Personal>,
    /// The participants that agree to it.
    pub consents: Box<[Identifier]>,
}

/// Add a document to the file of the agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachDocument {
    /// The document.
    pub document: Arc<Document>,
}

/// Say how the agreement is related to another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRelation {
    /// The relation.
    pub relation: Arc<Relation>,
}
