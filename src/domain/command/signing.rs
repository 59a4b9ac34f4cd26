//! Signing an agreement, and consenting to it in other ways.

use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::{
    ids::Identifier,
    instrument::Instrument,
    signature::{ElectronicSignature, Signatory, SignatureKind, SignatureMode, SigningAuthority},
    values::{Digest, Personal, Place},
};

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

/// Say that a participant will not sign; it may still change its mind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclineSignature {
    /// Who.
    pub participant_id: Identifier,
    /// Why.
    pub reason: Option<Personal>,
}

/// Let the time for signature end later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtendSignatureDeadline {
    /// The new last day.
    pub closes_on: Date,
}

/// Deposit an instrument by which a participant consents to be bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepositInstrument {
    /// The instrument.
    pub instrument: Arc<Instrument>,
}
