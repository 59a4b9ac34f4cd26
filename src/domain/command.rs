//! What can be asked of an agreement.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    act::Act,
    evaluation::Evaluation,
    header::Header,
    ids::Identifier,
    participant::ParticipantSpec,
    signature::{ElectronicSignature, Signatory, SignatureKind, SignatureMode, SigningAuthority},
    terms::Terms,
    text::{FreezeMethod, Texts},
    values::{Digest, Personal, Place},
};

/// An act that somebody wants to have recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The circumstances of the act.
    pub act: Act,
    /// The act itself.
    pub body: CommandBody,
}

/// The acts that can be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandBody {
    /// Begin an agreement.
    DraftAgreement(DraftAgreement),
    /// Put a participant on the list.
    InviteParticipant(InviteParticipant),
    /// Take a participant off the list.
    RemoveParticipant(RemoveParticipant),
    /// Replace the terms.
    SetTerms(SetTerms),
    /// Replace the working text.
    ReviseDraft(ReviseDraft),
    /// Adopt and authenticate the text (VCLT articles 9 and 10).
    FreezeText(FreezeText),
    /// Open the text for signature.
    OpenForSignature(OpenForSignature),
    /// Sign for a participant.
    SignAgreement(Box<SignAgreement>),
    /// Evaluate how the agreement is performed.
    EvaluateAgreement(EvaluateAgreement),
    /// Give it up before it is in force.
    AbandonAgreement(AbandonAgreement),
}

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

/// Open the text for signature; a complete draft is frozen by it (D8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenForSignature {
    /// What it is opened for.
    pub mode: SignatureMode,
    /// The first day; left out, the day of the act.
    pub opens_on: Option<Date>,
    /// The last day; left out, there is none.
    pub closes_on: Option<Date>,
    /// Where one signs.
    pub places: Box<[Place]>,
}

/// Sign for a participant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignAgreement {
    /// For whom.
    pub participant_id: Identifier,
    /// Whose hand it is.
    pub signatory: Signatory,
    /// What the signature means.
    pub kind: SignatureKind,
    /// What entitles that hand.
    pub authority: SigningAuthority,
    /// Where.
    pub place: Option<Place>,
    /// Over which text.
    pub text_digest: Digest,
    /// The electronic signature, if it is one.
    pub electronic_signature: Option<ElectronicSignature>,
}

/// Evaluate how the agreement is performed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluateAgreement {
    /// What the evaluation says.
    pub evaluation: Arc<Evaluation>,
}

/// Give an agreement up before it is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbandonAgreement {
    /// Why.
    pub reason: Option<Personal>,
    /// The participants that agree to it.
    pub consents: Box<[Identifier]>,
}
