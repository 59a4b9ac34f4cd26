//! Instruments by which a participant consents to be bound, beside a signature (VCLT articles 11 to 16).

use jiff::civil::Date;

use super::{dates::PartialDate, ids::Identifier, signature::Signatory};

/// An instrument as it was deposited. The day of receipt is its legal date (VCLT article 16(b)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    /// The id, unique in the agreement.
    pub instrument_id: Identifier,
    /// Whose consent it is.
    pub participant_id: Identifier,
    /// What kind of instrument it is.
    pub kind: InstrumentKind,
    /// The date that it bears.
    pub dated_on: Option<PartialDate>,
    /// The day on which it was received.
    pub received_on: Date,
    /// With whom it was deposited; empty if nobody said.
    pub deposited_with: Box<str>,
    /// Who signed it.
    pub signatory: Option<Signatory>,
    /// The document that holds it.
    pub document_id: Option<Box<str>>,
}

/// The kinds of instruments. Only the notice of completion has its rules so far (D9); the others are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstrumentKind {
    /// Ratification.
    Ratification,
    /// Acceptance.
    Acceptance,
    /// Approval.
    Approval,
    /// Formal confirmation, by an organisation.
    FormalConfirmation,
    /// Accession, without a signature before (VCLT article 15).
    Accession,
    /// Succession of a new state.
    Succession,
    /// A notice that what the participant needs at home is complete.
    CompletionNotice,
    /// A note (VCLT article 13).
    Note,
    /// A note in reply.
    ReplyNote,
}
