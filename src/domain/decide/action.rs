//! Giving somebody something to do, and doing it.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Case, Rules,
    body::{is_convened, outlives, works},
    session::held_from,
};
use crate::domain::{
    action::{ActionStatus, KeptAction},
    command::{
        AssignAction, CancelAction, CompleteAction, DeferAction, ReopenAction, ReportActionProgress,
        VerifyAction,
    },
    event::{
        ActionAssigned, ActionCancelled, ActionCompleted, ActionDeferred, ActionProgressReported,
        ActionReopened, ActionVerified, Event, EventBody,
    },
    ids::Identifier,
    rejection::{ByAction, CommandField, Rejection},
};

impl Rules for AssignAction {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let session = case.session(&self.action.session_id)?;
        if let Some(decision_id) = &self.action.decision_id {
            case.decision(decision_id)?;
        }
        case.section_exists(session, &self.action.owner)
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let action_id = &self.action.action_id;
        match case.agreement.action(action_id) {
            None => Ok(()),
            Some(_) => Err(Rejection::ActionExists { action_id: action_id.clone() }),
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        held_from(case, &self.action.session_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        works(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let session = case.session(&self.action.session_id)?;
        is_convened(session)?;
        if self.action.due_on < session.day() {
            return Err(Rejection::BadDate { field: CommandField::DueOn, date: self.action.due_on.into() });
        }
        let action = Arc::clone(&self.action);
        Ok(vec![case.event(EventBody::ActionAssigned(ActionAssigned { action }))])
    }
}

/// Nothing is said about an action before it was assigned.
fn assigned_on(case: &Case<'_>, action_id: &Identifier) -> Option<Date> {
    case.agreement.action(action_id).map(|action| action.assigned_on)
}

/// What changes how far an action has come follows what changed it before.
fn changed_on(case: &Case<'_>, action_id: &Identifier) -> Option<Date> {
    case.agreement.action(action_id).map(|action| action.changed_on)
}

fn by_action(action: &KeptAction) -> ByAction {
    ByAction { action_id: action.id().clone(), status: action.status }
}

/// Check 13 for what concerns only an action that is to be done.
fn is_open(action: &KeptAction) -> Result<(), Rejection> {
    match action.status {
        ActionStatus::Open => Ok(()),
        ActionStatus::Completed | ActionStatus::Verified => Err(Rejection::ActionNotOpen(by_action(action))),
        ActionStatus::Cancelled => Err(Rejection::ActionCancelled(by_action(action))),
    }
}

impl Rules for ReportActionProgress {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.action(&self.action_id).map(|_| ())
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        assigned_on(case, &self.action_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        outlives(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        is_open(case.action(&self.action_id)?)?;
        let Self { action_id, percent, note } = self.clone();
        let reported = ActionProgressReported { action_id, percent, note };
        Ok(vec![case.event(EventBody::ActionProgressReported(reported))])
    }
}

impl Rules for CompleteAction {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.action(&self.action_id).map(|_| ())
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let action = case.action(&self.action_id)?;
        match action.status {
            ActionStatus::Completed | ActionStatus::Verified => {
                Err(Rejection::ActionAlreadyCompleted(by_action(action)))
            }
            ActionStatus::Open | ActionStatus::Cancelled => Ok(()),
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        changed_on(case, &self.action_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        outlives(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        is_open(case.action(&self.action_id)?)?;
        let action_id = self.action_id.clone();
        Ok(vec![case.event(EventBody::ActionCompleted(ActionCompleted { action_id }))])
    }
}

impl Rules for VerifyAction {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.action(&self.action_id)?;
        if let Some(session_id) = &self.session_id {
            case.session(session_id)?;
        }
        case.participants_exist(&self.concurring)
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let action = case.action(&self.action_id)?;
        match action.status {
            ActionStatus::Verified => Err(Rejection::ActionAlreadyVerified(by_action(action))),
            ActionStatus::Open | ActionStatus::Completed | ActionStatus::Cancelled => Ok(()),
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        changed_on(case, &self.action_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        outlives(case)
    }

    /// Nobody says alone that it has done what it had to do.
    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let action = case.action(&self.action_id)?;
        match action.status {
            ActionStatus::Open => return Err(Rejection::ActionNotCompleted(by_action(action))),
            ActionStatus::Cancelled => return Err(Rejection::ActionCancelled(by_action(action))),
            // Check 9 has refused what is verified.
            ActionStatus::Completed | ActionStatus::Verified => {}
        }
        let owner = &action.action.owner;
        let Self { action_id, session_id, concurring } = self.clone();
        if concurring.iter().all(|participant_id| participant_id == owner) {
            return Err(Rejection::SelfVerification { action_id, owner: owner.clone() });
        }
        let verified = ActionVerified { action_id, session_id, concurring };
        Ok(vec![case.event(EventBody::ActionVerified(verified))])
    }
}

impl Rules for DeferAction {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.action(&self.action_id)?;
        case.participants_exist(&self.consents)
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        assigned_on(case, &self.action_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        outlives(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let action = case.action(&self.action_id)?;
        is_open(action)?;
        if self.due_on <= action.due_on {
            return Err(Rejection::BadDate { field: CommandField::DueOn, date: self.due_on.into() });
        }
        let Self { action_id, due_on, reason, consents } = self.clone();
        let deferred = ActionDeferred { action_id, due_on, reason, consents };
        Ok(vec![case.event(EventBody::ActionDeferred(deferred))])
    }
}

impl Rules for ReopenAction {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.action(&self.action_id).map(|_| ())
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        changed_on(case, &self.action_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        outlives(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let action = case.action(&self.action_id)?;
        match action.status {
            ActionStatus::Open => return Err(Rejection::ActionAlreadyOpen(by_action(action))),
            ActionStatus::Completed | ActionStatus::Verified | ActionStatus::Cancelled => {}
        }
        let Self { action_id, reason } = self.clone();
        Ok(vec![case.event(EventBody::ActionReopened(ActionReopened { action_id, reason }))])
    }
}

impl Rules for CancelAction {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.action(&self.action_id).map(|_| ())
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let action = case.action(&self.action_id)?;
        match action.status {
            ActionStatus::Cancelled => Err(Rejection::ActionAlreadyCancelled(by_action(action))),
            ActionStatus::Open | ActionStatus::Completed | ActionStatus::Verified => Ok(()),
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        changed_on(case, &self.action_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        outlives(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        is_open(case.action(&self.action_id)?)?;
        let Self { action_id, reason } = self.clone();
        Ok(vec![case.event(EventBody::ActionCancelled(ActionCancelled { action_id, reason }))])
    }
}
