//! What the acts of commissions have in common: in which states of the agreement they are possible, and what they name.

use jiff::civil::Date;

use super::Case;
use crate::domain::{
    action::KeptAction,
    agreement::{Agreement, Status},
    commission::{Commission, CommissionStatus},
    decision::KeptDecision,
    ids::Identifier,
    rejection::{BySession, Rejection},
    session::{Session, SessionStatus},
};

const WORKS: &[Status] = &[Status::InForce];
const WORKS_PREPARED: &[Status] = &[Status::Open, Status::Signed, Status::InForce];
const OUTLIVES: &[Status] = &[Status::InForce, Status::Terminated, Status::Expired, Status::Superseded];
const OUTLIVES_PREPARED: &[Status] =
    &[Status::Open, Status::Signed, Status::InForce, Status::Terminated, Status::Expired, Status::Superseded];

/// Whether the bodies that the agreement creates may work before it is in force (domain §5.2, mark b).
pub(super) fn is_prepared(agreement: &Agreement) -> bool {
    agreement.terms.as_ref().is_some_and(|terms| terms.preparatory_body_allowed)
}

/// The first day on which a body of the agreement can be there.
pub(super) fn possible_since(agreement: &Agreement) -> Option<Date> {
    if is_prepared(agreement) { agreement.opened_on } else { agreement.entered_into_force_on }
}

/// Check 12 for what bodies do only while the agreement lives.
pub(super) fn works(case: &Case<'_>) -> Result<(), Rejection> {
    let prepared = is_prepared(case.agreement);
    let allowed = if prepared { WORKS_PREPARED } else { WORKS };
    match case.agreement.status {
        Status::Undrafted => Err(Rejection::AgreementNotFound),
        Status::Open | Status::Signed if prepared => Ok(()),
        Status::Draft | Status::Frozen | Status::Open | Status::Signed => {
            Err(Rejection::NotInForce(case.by_state(allowed)))
        }
        Status::InForce => Ok(()),
        Status::Abandoned | Status::Terminated | Status::Expired | Status::Superseded => {
            Err(Rejection::AgreementClosed(case.by_state(allowed)))
        }
    }
}

/// Check 12 for what remains possible after the end: duties that had arisen, and the record of them.
pub(super) fn outlives(case: &Case<'_>) -> Result<(), Rejection> {
    let prepared = is_prepared(case.agreement);
    let allowed = if prepared { OUTLIVES_PREPARED } else { OUTLIVES };
    match case.agreement.status {
        Status::Undrafted => Err(Rejection::AgreementNotFound),
        Status::Open | Status::Signed if prepared => Ok(()),
        Status::Draft | Status::Frozen | Status::Open | Status::Signed => {
            Err(Rejection::NotInForce(case.by_state(allowed)))
        }
        Status::InForce | Status::Terminated | Status::Expired | Status::Superseded => Ok(()),
        Status::Abandoned => Err(Rejection::AgreementClosed(case.by_state(allowed))),
    }
}

impl<'a> Case<'a> {
    /// Check 8 for commissions.
    pub(super) fn commission(&self, commission_id: &Identifier) -> Result<&'a Commission, Rejection> {
        let found = self.agreement.commission(commission_id).map(|commission| &**commission);
        found.ok_or_else(|| Rejection::CommissionNotFound { commission_id: commission_id.clone() })
    }

    /// Check 8 for sessions.
    pub(super) fn session(&self, session_id: &Identifier) -> Result<&'a Session, Rejection> {
        let found = self.agreement.session(session_id).map(|session| &**session);
        found.ok_or_else(|| Rejection::SessionNotFound { session_id: session_id.clone() })
    }

    /// Check 8 for decisions.
    pub(super) fn decision(&self, decision_id: &Identifier) -> Result<&'a KeptDecision, Rejection> {
        let found = self.agreement.decision(decision_id).map(|kept| &**kept);
        found.ok_or_else(|| Rejection::DecisionNotFound { decision_id: decision_id.clone() })
    }

    /// Check 8 for actions.
    pub(super) fn action(&self, action_id: &Identifier) -> Result<&'a KeptAction, Rejection> {
        let found = self.agreement.action(action_id).map(|action| &**action);
        found.ok_or_else(|| Rejection::ActionNotFound { action_id: action_id.clone() })
    }

    /// Check 8 for the sections of a commission at the time of a session.
    pub(super) fn section_exists(
        &self,
        session: &Session,
        participant_id: &Identifier,
    ) -> Result<(), Rejection> {
        if self.agreement.sections_of(session).contains(&participant_id) {
            Ok(())
        } else {
            Err(Rejection::ParticipantNotFound { participant_id: participant_id.clone() })
        }
    }
}

/// Check 8 for officers of a commission.
pub(super) fn officer_exists(commission: &Commission, officer_id: &Identifier) -> Result<(), Rejection> {
    match commission.officer(officer_id) {
        Some(_) => Ok(()),
        None => Err(Rejection::OfficerNotFound { officer_id: officer_id.clone() }),
    }
}

/// Check 13 for commissions.
pub(super) fn is_active(commission: &Commission) -> Result<(), Rejection> {
    match commission.status {
        CommissionStatus::Active => Ok(()),
        CommissionStatus::Dissolved => {
            Err(Rejection::CommissionDissolved { commission_id: commission.id().clone() })
        }
    }
}

/// Check 13 for what is done only while a session is held.
pub(super) fn is_convened(session: &Session) -> Result<(), Rejection> {
    match session.status {
        SessionStatus::Convened => Ok(()),
        SessionStatus::Scheduled | SessionStatus::Concluded => {
            Err(Rejection::SessionNotConvened(by_session(session)))
        }
        SessionStatus::Closed => Err(Rejection::SessionClosed(by_session(session))),
        SessionStatus::Cancelled => Err(Rejection::SessionCancelled(by_session(session))),
    }
}

/// Check 13 for minutes: they are written when a session is over.
pub(super) fn is_concluded(session: &Session) -> Result<(), Rejection> {
    match session.status {
        SessionStatus::Concluded => Ok(()),
        SessionStatus::Scheduled | SessionStatus::Convened => {
            Err(Rejection::SessionNotConcluded(by_session(session)))
        }
        SessionStatus::Closed => Err(Rejection::SessionClosed(by_session(session))),
        SessionStatus::Cancelled => Err(Rejection::SessionCancelled(by_session(session))),
    }
}

/// How far a session has come, as the reason of a refusal.
pub(super) fn by_session(session: &Session) -> BySession {
    BySession { session_id: session.id().clone(), status: session.status }
}
