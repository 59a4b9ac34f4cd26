//! What becomes of actions.

use depositary::domain::{
    ActionCancelled, ActionCompleted, ActionDeferred, ActionOverdueFlagged, ActionProgressReported,
    ActionReopened, ActionVerified, EventBody, Percent,
};
use proptest::{option, prelude::*};

use super::values::{boxed, day, identifier, personal};

/// What happens to actions, of any kind.
pub(super) fn event_body() -> impl Strategy<Value = EventBody> {
    let percent = (0..=100_i64).prop_map(|percent| Percent::new(percent).unwrap());
    let reported = (identifier(), percent, option::of(personal())).prop_map(|(action_id, percent, note)| {
        EventBody::ActionProgressReported(ActionProgressReported { action_id, percent, note })
    });
    let completed =
        identifier().prop_map(|action_id| EventBody::ActionCompleted(ActionCompleted { action_id }));
    let verified = (identifier(), option::of(identifier()), boxed(identifier())).prop_map(
        |(action_id, session_id, concurring)| {
            EventBody::ActionVerified(ActionVerified { action_id, session_id, concurring })
        },
    );
    let deferred = (identifier(), day(), option::of(personal()), boxed(identifier())).prop_map(
        |(action_id, due_on, reason, consents)| {
            EventBody::ActionDeferred(ActionDeferred { action_id, due_on, reason, consents })
        },
    );
    let reopened = (identifier(), option::of(personal()))
        .prop_map(|(action_id, reason)| EventBody::ActionReopened(ActionReopened { action_id, reason }));
    let cancelled = (identifier(), option::of(personal()))
        .prop_map(|(action_id, reason)| EventBody::ActionCancelled(ActionCancelled { action_id, reason }));
    let overdue = (identifier(), day()).prop_map(|(action_id, due_on)| {
        EventBody::ActionOverdueFlagged(ActionOverdueFlagged { action_id, due_on })
    });
    prop_oneof![
        reported.boxed(),
        completed.boxed(),
        verified.boxed(),
        deferred.boxed(),
        reopened.boxed(),
        cancelled.boxed(),
        overdue.boxed(),
    ]
}
