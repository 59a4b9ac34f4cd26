//! I14: what follows without anybody doing it, against what the rules give for the agreement before it.

use std::{collections::VecDeque, mem::discriminant};

use jiff::Timestamp;

use super::{AgainstRule, Cause, Violation};
use crate::domain::{
    agreement::Agreement,
    cadence, decide,
    due::next,
    event::{Event, EventBody, NextSessionDueSet, WithdrawalNotified},
    force,
};

/// Judges the events of a record one by one.
pub(super) struct ByRule {
    recorded_at: Timestamp,
    /// What has to come next, because it happens together with what came last.
    owed: VecDeque<Event>,
}

impl ByRule {
    pub(super) fn new(recorded_at: Timestamp) -> Self {
        Self { recorded_at, owed: VecDeque::new() }
    }

    pub(super) fn judge(&mut self, before: &Agreement, event: &Event, found: &mut Vec<Violation>) {
        if let Some(owed) = self.owed.pop_front() {
            if discriminant(&owed.body) != discriminant(&event.body) {
                found.push(omitted(before, &owed));
                self.owed.clear();
            } else {
                found.extend(compared(before, event, Some(&owed)));
            }
            return;
        }
        match Cause::of(&event.body) {
            Cause::Act => found.extend(noticed(before, event)),
            Cause::Signatures => {
                found.extend(compared(before, event, force::completion(before).as_ref()));
            }
            Cause::Consents => found.extend(compared(before, event, force::scheduling(before).as_ref())),
            Cause::Minutes => found.extend(compared(before, event, agreed(before, event).as_ref())),
            Cause::Cadence => found.extend(counted(before, event)),
            Cause::Time => found.extend(self.happened(before, event)),
        }
    }

    /// What was owed to the last.
    pub(super) fn finish(mut self, after: &Agreement, found: &mut Vec<Violation>) {
        found.extend(self.owed.pop_front().map(|owed| omitted(after, &owed)));
    }

    /// What happens by the passing of time is what falls due next, and is not recorded before its day.
    fn happened(&mut self, before: &Agreement, event: &Event) -> Option<Violation> {
        let Some(due) = next(before) else { return Some(against(before, event, AgainstRule::Nothing)) };
        let mut events = VecDeque::from(due.events);
        let expected = events.pop_front();
        let violation = compared(before, event, expected.as_ref());
        if violation.is_some() {
            return violation;
        }
        self.owed = events;
        let is_early = due.on > before.reckoning_zone().today(self.recorded_at);
        is_early.then(|| against(before, event, AgainstRule::NotYet(due.on)))
    }
}

fn against(before: &Agreement, event: &Event, rule: AgainstRule) -> Violation {
    Violation::AgainstRule { revision: before.revision + 1, on: event.effect(), rule }
}

/// What is different from what the rules give. Its source is not compared: no rule depends on it.
fn compared(before: &Agreement, event: &Event, expected: Option<&Event>) -> Option<Violation> {
    let rule = match expected {
        None => AgainstRule::Nothing,
        Some(expected) if discriminant(&expected.body) != discriminant(&event.body) => AgainstRule::Nothing,
        Some(expected) if expected.effect() != event.effect() => AgainstRule::OnDay(expected.effect()),
        Some(expected)
            if (&expected.body, expected.occurred_on, expected.effective_on)
                != (&event.body, event.occurred_on, event.effective_on) =>
        {
            AgainstRule::Otherwise
        }
        Some(_) => return None,
    };
    Some(against(before, event, rule))
}

/// The agreement goes on where it should have ended, or something else is missing.
fn omitted(agreement: &Agreement, owed: &Event) -> Violation {
    let revision = agreement.revision;
    if let EventBody::AgreementTerminated(_) = &owed.body {
        Violation::TooFewRemain { revision, remaining: agreement.party_count() }
    } else {
        Violation::Omitted { revision }
    }
}

fn agreed(before: &Agreement, event: &Event) -> Option<Event> {
    let EventBody::MinutesAgreed(agreed) = &event.body else { return None };
    decide::minutes_agreed(before, &agreed.session_id)
}

/// The session that is due next; the day on which that became known is the day of what came before.
fn counted(before: &Agreement, event: &Event) -> Option<Violation> {
    let EventBody::NextSessionDueSet(set) = &event.body else { return None };
    let NextSessionDueSet { commission_id, due_by, host, ordinal } = set;
    let due = before.commission(commission_id).and_then(|one| cadence::session_due(before, one));
    let rule = match due {
        None => AgainstRule::Nothing,
        Some(due) if due.due_by != *due_by => AgainstRule::OnDay(due.due_by),
        Some(due) if (&due.host, due.ordinal) != (host, *ordinal) => AgainstRule::Otherwise,
        Some(_) => return None,
    };
    Some(Violation::AgainstRule { revision: before.revision + 1, on: *due_by, rule })
}

/// A notice is an act, but the day of its effect follows from the terms.
fn noticed(before: &Agreement, event: &Event) -> Option<Violation> {
    let EventBody::WithdrawalNotified(WithdrawalNotified { notice }) = &event.body else { return None };
    let effective_on = before.terms.as_ref()?.withdrawal.effective_on(notice);
    let differs = event.effective_on != Some(effective_on);
    differs.then(|| against(before, event, AgainstRule::OnDay(effective_on)))
}
