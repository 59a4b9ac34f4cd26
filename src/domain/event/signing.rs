//! What happens from the opening for signature to the entry into force.

use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::{
    dates::{self, DateOffset},
    ids::Identifier,
    instrument::Instrument,
    signature::{Signature, SignatureWindow},
    terms::Trigger,
    values::Personal,
};

/// The text was opened for signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedForSignature {
    /// When and where one signs.
    pub window: Arc<SignatureWindow>,
}

/// A participant signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementSigned {
    /// Who.
    pub participant_id: Identifier,
    /// How.
    pub signature: Arc<Signature>,
}

/// The signature rule is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureCompleted {
    /// By whom, in the order of signature.
    pub satisfied_by: Arc<[Identifier]>,
}

/// A participant has said that it will not sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureDeclined {
    /// Who.
    pub participant_id: Identifier,
    /// Why.
    pub reason: Option<Personal>,
}

/// The time for signature ends later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignatureDeadlineExtended {
    /// The new last day.
    pub closes_on: Date,
}

/// The time for signature is over, and the signature rule is met or the agreement in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureWindowClosed {
    /// Those on the list who have not signed.
    pub missing: Arc<[Identifier]>,
}

/// The time for signature is over, and the signature rule is not met: the agreement is given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureLapsed {
    /// Those on the list who have not signed.
    pub missing: Arc<[Identifier]>,
}

/// A participant has consented to be bound by an instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstrumentDeposited {
    /// The instrument.
    pub instrument: Arc<Instrument>,
}

/// The day of entry into force is known: it is the effective date of the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryIntoForceScheduled {
    /// Why it is that day.
    pub rule: EntryIntoForceRule,
    /// Whose acts met the rule, in their order.
    pub satisfied_by: Arc<[Identifier]>,
}

/// Why an agreement enters into force on its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryIntoForceRule {
    /// The day on which the trigger was met.
    pub trigger_date: Date,
    /// What had to happen.
    pub trigger: Trigger,
    /// How long after that.
    pub offset: Option<DateOffset>,
    /// The day before which it does not happen.
    pub not_before: Option<Date>,
}

impl EntryIntoForceRule {
    /// The day.
    pub fn effective_on(&self) -> Date {
        dates::effective_on(self.trigger_date, self.offset, self.not_before)
    }
}

/// The agreement is in force since the effective date of the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementEnteredIntoForce {
    /// Why it is that day.
    pub rule: EntryIntoForceRule,
    /// Whose acts met the rule, in their order.
    pub satisfied_by: Arc<[Identifier]>,
}

/// The agreement is in force for a participant since the effective date of the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnteredIntoForceForParticipant {
    /// For whom.
    pub participant_id: Identifier,
}
