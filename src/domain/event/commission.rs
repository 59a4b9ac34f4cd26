//! What happens to commissions.

use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::{
    commission::{CommissionRules, CommissionSpec},
    ids::Identifier,
    officer::OfficerSpec,
    values::Personal,
};

/// A commission was established.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommissionEstablished {
    /// What it is.
    pub commission: Arc<CommissionSpec>,
    /// By which rules it works.
    pub rules: Arc<CommissionRules>,
}

/// The rules of a commission were replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommissionRulesAmended {
    /// Which commission.
    pub commission_id: Identifier,
    /// The new rules, complete.
    pub rules: Arc<CommissionRules>,
}

/// A commission was dissolved; its sessions that were only planned are given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommissionDissolved {
    /// Which.
    pub commission_id: Identifier,
    /// Why.
    pub reason: Option<Personal>,
}

/// An officer was appointed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficerAppointed {
    /// Of which commission.
    pub commission_id: Identifier,
    /// Who was appointed to what; the first day is always given.
    pub officer: Arc<OfficerSpec>,
    /// The officer whose place it takes.
    pub replaces: Option<Identifier>,
}

/// It is known by when the next ordinary session has to be held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextSessionDueSet {
    /// Of which commission.
    pub commission_id: Identifier,
    /// The last day on which it is in time.
    pub due_by: Date,
    /// Whose turn it is to be host; none without a rotation.
    pub host: Option<Identifier>,
    /// Its number.
    pub ordinal: u64,
}

/// The ordinary session that was due has not been held, also in the days of grace: since the effective date of the
/// event. It is a notice and changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionOverdueFlagged {
    /// Of which commission.
    pub commission_id: Identifier,
    /// The last day on which it would have been in time.
    pub due_by: Date,
    /// The first day on which it was overdue.
    pub overdue_from: Date,
}
