//! What happens when a party leaves, a term runs out, or an agreement ends.

use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::{
    ending::{SupersessionScope, TerminationGround},
    ids::{AgreementId, Identifier},
    withdrawal::WithdrawalNotice,
};

/// A party has given notice that it leaves: on the effective date of the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithdrawalNotified {
    /// The notice.
    pub notice: Arc<WithdrawalNotice>,
}

/// A party has taken that notice back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithdrawalRevoked {
    /// Who stays.
    pub participant_id: Identifier,
    /// The day on which the revocation was received.
    pub received_on: Date,
}

/// A party has left: since the effective date of the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantWithdrew {
    /// Who.
    pub participant_id: Identifier,
}

/// A party has given notice that the term shall not be renewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NonRenewalNotified {
    /// Whose notice it is.
    pub participant_id: Identifier,
    /// The day on which it was received.
    pub received_on: Date,
}

/// A term was over, nobody had given notice, and another one began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermTacitlyRenewed {
    /// The first day of the new term: the day on which the old one ended.
    pub from: Date,
    /// The first day after the new term.
    pub to: Date,
}

/// The term was over: since the effective date of the event the agreement is no longer in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgreementExpired;

/// The agreement was ended: since the effective date of the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementTerminated {
    /// Why.
    pub ground: TerminationGround,
    /// The participants that consented.
    pub consents: Box<[Identifier]>,
}

/// A later agreement replaces this one, or part of it: since the effective date of the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementSuperseded {
    /// The later one.
    pub successor: AgreementId,
    /// Whether it replaces the whole.
    pub scope: SupersessionScope,
}
