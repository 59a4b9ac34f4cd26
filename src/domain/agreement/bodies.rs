//! The commissions of an agreement, and what they have done.

use std::sync::Arc;

use super::Agreement;
use crate::domain::{
    action::KeptAction, commission::Commission, decision::KeptDecision, ids::Identifier, session::Session,
};

/// The commissions and what they have done. Most agreements have none, so it is shared as one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::domain) struct Bodies {
    pub(in crate::domain) commissions: Vec<Arc<Commission>>,
    pub(in crate::domain) sessions: Vec<Arc<Session>>,
    pub(in crate::domain) decisions: Vec<Arc<KeptDecision>>,
    pub(in crate::domain) actions: Vec<Arc<KeptAction>>,
}

impl Agreement {
    /// Its commissions, in the order of the record.
    pub fn commissions(&self) -> &[Arc<Commission>] {
        &self.bodies.commissions
    }

    /// The commission with this id.
    pub fn commission(&self, commission_id: &Identifier) -> Option<&Arc<Commission>> {
        self.bodies.commissions.iter().find(|commission| commission.id() == commission_id)
    }

    /// The sessions of all its commissions, in the order of the record.
    pub fn sessions(&self) -> &[Arc<Session>] {
        &self.bodies.sessions
    }

    /// The session with this id.
    pub fn session(&self, session_id: &Identifier) -> Option<&Arc<Session>> {
        self.bodies.sessions.iter().find(|session| session.id() == session_id)
    }

    /// The decisions of all its commissions, in the order of the record.
    pub fn decisions(&self) -> &[Arc<KeptDecision>] {
        &self.bodies.decisions
    }

    /// The decision with this id.
    pub fn decision(&self, decision_id: &Identifier) -> Option<&Arc<KeptDecision>> {
        self.bodies.decisions.iter().find(|kept| kept.decision.decision_id == *decision_id)
    }

    /// The actions of all its commissions, in the order of the record.
    pub fn actions(&self) -> &[Arc<KeptAction>] {
        &self.bodies.actions
    }

    /// The action with this id.
    pub fn action(&self, action_id: &Identifier) -> Option<&Arc<KeptAction>> {
        self.bodies.actions.iter().find(|action| action.id() == action_id)
    }
}
