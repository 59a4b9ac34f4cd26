//! Commissions, their officers, and the planning of their sessions.

use std::sync::Arc;

use crate::domain::{
    commission::{CommissionRules, CommissionSpec},
    ids::Identifier,
    officer::OfficerSpec,
    values::Personal,
};

/// Establish a commission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EstablishCommission {
    /// What it is.
    pub commission: Arc<CommissionSpec>,
    /// By which rules it works.
    pub rules: Arc<CommissionRules>,
}

/// Replace the rules of a commission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmendCommissionRules {
    /// Which commission.
    pub commission_id: Identifier,
    /// The new rules, complete.
    pub rules: Arc<CommissionRules>,
}

/// Dissolve a commission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DissolveCommission {
    /// Which.
    pub commission_id: Identifier,
    /// Why.
    pub reason: Option<Personal>,
}

/// Appoint an officer of a commission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppointOfficer {
    /// Of which commission.
    pub commission_id: Identifier,
    /// Who is appointed to what.
    pub officer: Arc<OfficerSpec>,
    /// The officer whose place it takes.
    pub replaces: Option<Identifier>,
}
