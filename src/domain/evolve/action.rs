//! How actions change.

use std::{cmp::max, sync::Arc};

use jiff::civil::Date;

use crate::domain::{
    action::{Action, ActionStatus, KeptAction, Percent},
    agreement::Agreement,
    dates::PartialDate,
    event::{ActionDeferred, ActionOverdueFlagged, ActionProgressReported},
    ids::Identifier,
};

impl Agreement {
    fn change_action(&mut self, action_id: &Identifier, change: impl FnOnce(&mut KeptAction)) {
        let mut actions = self.bodies_mut().actions.iter_mut();
        if let Some(action) = actions.find(|action| action.id() == action_id) {
            change(Arc::make_mut(action));
        }
    }

    pub(super) fn assign(&mut self, action: &Arc<Action>, on: PartialDate) {
        if self.action(&action.action_id).is_some() {
            return;
        }
        self.bodies_mut().actions.push(Arc::new(KeptAction {
            action: Arc::clone(action),
            assigned_on: on.first_day(),
            due_on: action.due_on,
            times_deferred: 0,
            reported: Percent::default(),
            last_report: None,
            status: ActionStatus::Open,
            completed_on: None,
            verified_on: None,
            changed_on: on.first_day(),
            flagged_for: None,
        }));
    }

    pub(super) fn report(&mut self, reported: &ActionProgressReported) {
        self.change_action(&reported.action_id, |action| {
            action.reported = reported.percent;
            action.last_report = reported.note.clone();
        });
    }

    pub(super) fn complete(&mut self, action_id: &Identifier, on: PartialDate) {
        self.turn_action(action_id, ActionStatus::Completed, on, |action, day| {
            action.completed_on = Some(day);
        });
    }

    pub(super) fn verify(&mut self, action_id: &Identifier, on: PartialDate) {
        self.turn_action(action_id, ActionStatus::Verified, on, |action, day| {
            action.verified_on = Some(day);
        });
    }

    pub(super) fn defer(&mut self, deferred: &ActionDeferred) {
        self.change_action(&deferred.action_id, |action| {
            action.due_on = deferred.due_on;
            action.times_deferred = action.times_deferred.saturating_add(1);
        });
    }

    pub(super) fn reopen_action(&mut self, action_id: &Identifier, on: PartialDate) {
        self.turn_action(action_id, ActionStatus::Open, on, |action, _| {
            action.completed_on = None;
            action.verified_on = None;
        });
    }

    pub(super) fn cancel_action(&mut self, action_id: &Identifier, on: PartialDate) {
        self.turn_action(action_id, ActionStatus::Cancelled, on, |_, _| {});
    }

    fn turn_action(
        &mut self,
        action_id: &Identifier,
        status: ActionStatus,
        on: PartialDate,
        change: impl FnOnce(&mut KeptAction, Date),
    ) {
        self.change_action(action_id, |action| {
            action.status = status;
            action.changed_on = max(action.changed_on, on.first_day());
            change(action, on.first_day());
        });
    }

    pub(super) fn flag_action(&mut self, flagged: &ActionOverdueFlagged) {
        self.change_action(&flagged.action_id, |action| action.flagged_for = Some(flagged.due_on));
    }
}
