//! What happens to actions.

use super::super::{Field, Size, full_date, identifier, identifiers, optional_identifier, percent, personal};
use crate::{
    domain::{
        ActionCancelled, ActionCompleted, ActionDeferred, ActionOverdueFlagged, ActionProgressReported,
        ActionReopened, ActionVerified,
    },
    proto::v1,
};

pub(super) fn action_progress_reported(
    message: v1::ActionProgressReported,
    mut at: Field<'_>,
) -> Option<ActionProgressReported> {
    let action_id = identifier(&message.action_id, at.field("action_id"));
    let percent = percent(message.percent, at.field("percent"));
    let note = personal(message.note, Size::Free, at.field("note"));
    Some(ActionProgressReported { action_id: action_id?, percent: percent?, note })
}

pub(super) fn action_completed(message: v1::ActionCompleted, mut at: Field<'_>) -> Option<ActionCompleted> {
    let action_id = identifier(&message.action_id, at.field("action_id"))?;
    Some(ActionCompleted { action_id })
}

pub(super) fn action_verified(message: v1::ActionVerified, mut at: Field<'_>) -> Option<ActionVerified> {
    let action_id = identifier(&message.action_id, at.field("action_id"));
    let session_id = optional_identifier(&message.session_id, at.field("session_id"));
    let concurring = identifiers(message.concurring, at.field("concurring")).into();
    Some(ActionVerified { action_id: action_id?, session_id, concurring })
}

pub(super) fn action_deferred(message: v1::ActionDeferred, mut at: Field<'_>) -> Option<ActionDeferred> {
    let action_id = identifier(&message.action_id, at.field("action_id"));
    let due_on = full_date(message.due_on, at.field("due_on"));
    let reason = personal(message.reason, Size::Free, at.field("reason"));
    let consents = identifiers(message.consents, at.field("consents")).into();
    Some(ActionDeferred { action_id: action_id?, due_on: due_on?, reason, consents })
}

pub(super) fn action_reopened(message: v1::ActionReopened, mut at: Field<'_>) -> Option<ActionReopened> {
    let action_id = identifier(&message.action_id, at.field("action_id"));
    let reason = personal(message.reason, Size::Free, at.field("reason"));
    Some(ActionReopened { action_id: action_id?, reason })
}

pub(super) fn action_cancelled(message: v1::ActionCancelled, mut at: Field<'_>) -> Option<ActionCancelled> {
    let action_id = identifier(&message.action_id, at.field("action_id"));
    let reason = personal(message.reason, Size::Free, at.field("reason"));
    Some(ActionCancelled { action_id: action_id?, reason })
}

pub(super) fn action_overdue_flagged(
    message: v1::ActionOverdueFlagged,
    mut at: Field<'_>,
) -> Option<ActionOverdueFlagged> {
    let action_id = identifier(&message.action_id, at.field("action_id"));
    let due_on = full_date(message.due_on, at.field("due_on"));
    Some(ActionOverdueFlagged { action_id: action_id?, due_on: due_on? })
}
