//! What happens while an agreement is drawn up.

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

/// The agreement was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementDrafted {
    /// What the agreement is.
    pub header: Arc<Header>,
    /// Whether its past is entered act by act (D7).
    pub backfill: bool,
}

/// The working text was replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRevised {
    /// The number of the new version.
    pub version: u64,
    /// The new text.
    pub texts: Texts,
    /// The digest that will be signed, if some text is authentic.
    pub text_digest: Option<Digest>,
}

/// The terms were replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermsSet {
    /// The new terms, complete.
    pub terms: Arc<Terms>,
}

/// A participant came onto the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantInvited {
    /// Who it is.
    pub participant: Arc<ParticipantSpec>,
}

/// A participant was taken off the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantRemoved {
    /// Who.
    pub participant_id: Identifier,
    /// Why.
    pub reason: Option<Personal>,
}

/// Text and terms were adopted and authenticated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFrozen {
    /// How it was done.
    pub method: FreezeMethod,
    /// By which participants.
    pub by: Box<[Identifier]>,
    /// Where.
    pub place: Option<Place>,
    /// The version of the text.
    pub version: u64,
    /// The digest that will be signed.
    pub text_digest: Digest,
    /// The revision of the terms.
    pub terms_revision: u64,
}

/// The text is a draft again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextReopened {
    /// Why.
    pub reason: Option<Personal>,
    /// The number of the new version, which begins with the texts of the frozen one.
    pub version: u64,
}

/// The agreement was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementAbandoned {
    /// Why.
    pub reason: Option<Personal>,
    /// The participants that agreed to it.
    pub consents: Box<[Identifier]>,
}

/// A document was added to the file of the agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentAttached {
    /// The document.
    pub document: Arc<Document>,
}

/// The agreement is related to another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationRecorded {
    /// The relation.
    pub relation: Arc<Relation>,
}
