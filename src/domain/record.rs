//! What lies beside the acts: documents, relations to other agreements, what was said about this one.

use std::sync::Arc;

use super::{
    dates::PartialDate,
    ids::{AgreementId, Identifier},
    values::{Digest, LanguageTag, Personal},
};

/// A document in the file of an agreement, known by digest and address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The id, unique in the agreement.
    pub document_id: Identifier,
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// The digest of its bytes.
    pub digest: Digest,
    /// The language it is in, if in one.
    pub language: Option<LanguageTag>,
    /// Where it is kept; empty if nobody said.
    pub uri: Box<str>,
}

/// The kinds of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// The original.
    Original,
    /// A copy certified by whoever keeps the original (VCLT article 77(1)(b)).
    CertifiedCopy,
    /// A translation.
    Translation,
    /// Full powers (VCLT article 2(1)(c)).
    FullPowers,
    /// An instrument of consent.
    Instrument,
    /// A note.
    Note,
    /// Minutes.
    Minutes,
    /// A photograph.
    Photo,
    /// Anything else.
    Other,
}

/// How an agreement is related to another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// How.
    pub kind: RelationKind,
    /// To which.
    pub target: RelationTarget,
}

/// The ways in which an agreement can be related to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationKind {
    /// It replaces the other.
    Supersedes,
    /// It changes the other.
    Amends,
    /// It is a protocol to the other.
    ProtocolTo,
    /// It carries the other out.
    Implements,
    /// The other is the frame it stands in.
    UnderFrameworkOf,
    /// It changes the other between some of its parties (VCLT article 41).
    ModifiesInterSe,
    /// In another way.
    Related,
}

/// The other end of a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RelationTarget {
    /// An agreement of this register.
    Agreement(AgreementId),
    /// One that is kept elsewhere, as it is cited.
    Citation(Box<str>),
}

/// What somebody has said about an agreement. It is kept as a note and changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Communication {
    /// What kind of statement it is.
    pub kind: CommunicationKind,
    /// Who said it: the id of a participant, or words.
    pub from: Box<str>,
    /// The event that it is about, if about one.
    pub concerning_revision: Option<u64>,
    /// What was said.
    pub text: Option<Personal>,
}

/// The kinds of statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommunicationKind {
    /// An objection.
    Objection,
    /// A protest.
    Protest,
    /// Something about the territory to which the agreement applies.
    Territorial,
    /// A fact.
    Fact,
    /// Anything else.
    Other,
}

/// What somebody has said, where it stands in the record, and when it was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedCommunication {
    /// The revision of the event that keeps it.
    pub revision: u64,
    /// The day.
    pub communicated_on: PartialDate,
    /// What was said.
    pub communication: Arc<Communication>,
}
