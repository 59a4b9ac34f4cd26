//! What happens to actions.

use super::super::{date, identifiers, optional_identifier, personal};
use crate::{
    domain::{
        ActionCancelled, ActionCompleted, ActionDeferred, ActionOverdueFlagged, ActionProgressReported,
        ActionReopened, ActionVerified,
    },
    proto::v1,
};

pub(super) fn progress_reported(reported: &ActionProgressReported) -> v1::ActionProgressReported {
    v1::ActionProgressReported {
        action_id: reported.action_id.to_string(),
        percent: reported.percent.get().into(),
        note: reported.note.as_ref().map(personal),
    }
}

pub(super) fn completed(completed: &ActionCompleted) -> v1::ActionCompleted {
    v1::ActionCompleted { action_id: completed.action_id.to_string() }
}

pub(super) fn verified(verified: &ActionVerified) -> v1::ActionVerified {
    v1::ActionVerified {
        action_id: verified.action_id.to_string(),
        session_id: optional_identifier(verified.session_id.as_ref()),
        concurring: identifiers(&verified.concurring),
    }
}

pub(super) fn deferred(deferred: &ActionDeferred) -> v1::ActionDeferred {
    v1::ActionDeferred {
        action_id: deferred.action_id.to_string(),
        due_on: Some(date(deferred.due_on)),
        reason: deferred.reason.as_ref().map(personal),
        consents: identifiers(&deferred.consents),
    }
}

pub(super) fn reopened(reopened: &ActionReopened) -> v1::ActionReopened {
    v1::ActionReopened {
        action_id: reopened.action_id.to_string(),
        reason: reopened.reason.as_ref().map(personal),
    }
}

pub(super) fn cancelled(cancelled: &ActionCancelled) -> v1::ActionCancelled {
    v1::ActionCancelled {
        action_id: cancelled.action_id.to_string(),
        reason: cancelled.reason.as_ref().map(personal),
    }
}

pub(super) fn overdue_flagged(flagged: &ActionOverdueFlagged) -> v1::ActionOverdueFlagged {
    v1::ActionOverdueFlagged { action_id: flagged.action_id.to_string(), due_on: Some(date(flagged.due_on)) }
}
