//! Leaving an agreement, letting it run out, and ending it.

use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::{
    ending::{SupersessionScope, TerminationGround},
    ids::{AgreementId, Identifier},
    withdrawal::WithdrawalNotice,
};

/// Give notice that a party leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotifyWithdrawal {
    /// The notice.
    pub notice: Arc<WithdrawalNotice>,
}

/// Take such a notice back before it has effect (VCLT article 68).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevokeWithdrawal {
    /// Who stays.
    pub participant_id: Identifier,
    /// The day on which the revocation was received.
    pub received_on: Date,
}

/// Give notice that the term shall not be renewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotifyNonRenewal {
    /// Whose notice it is.
    pub participant_id: Identifier,
    /// The day on which it was received.
    pub received_on: Date,
}

/// End an agreement with the consent of all its parties (VCLT article 54).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TerminateByConsent {
    /// Why.
    pub ground: TerminationGround,
    /// The first day on which it is no longer in force; left out, the day of the act.
    pub effective_on: Option<Date>,
    /// The participants that consent.
    pub consents: Box<[Identifier]>,
}

/// Replace an agreement by a later one (VCLT article 59).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupersedeAgreement {
    /// The later one.
    pub successor: AgreementId,
    /// Whether it replaces the whole.
    pub scope: SupersessionScope,
    /// The first day on which it does; left out, the day of the act.
    pub effective_on: Option<Date>,
}
