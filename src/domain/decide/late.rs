//! Acts that come too late: what they would have prevented has happened (D7).

use std::cmp::max;

use jiff::civil::Date;

use super::{Case, Rules, before_state, by_state};
use crate::domain::{
    agreement::Status,
    due,
    event::Event,
    evolve::evolve,
    rejection::Rejection,
    turns::{Consequence, Turn},
};

/// An act is tried on the agreement as it was before each later turn of time. Where it would have been accepted, and
/// time would then not have turned as it did, it comes too late. While the past is being entered, nothing is late.
pub(super) fn check(rules: &dyn Rules, case: &Case<'_>) -> Result<(), Rejection> {
    if case.agreement.backfill || !rules.is_act() {
        return Ok(());
    }
    let acted_on = rules.received_on().unwrap_or(case.occurred_on.last_day());
    // What was agreed earlier to have effect later does not touch what time has done in between.
    let from = rules.effective_on().map_or(acted_on, |effective_on| max(acted_on, effective_on));
    let later = case.agreement.turns.iter().filter(|turn| from < turn.on);
    match later.filter_map(|turn| prevented(rules, case, turn)).next() {
        None => Ok(()),
        Some(blocking_revision) => {
            Err(Rejection::LateAct { blocking_revision, occurred_on: case.occurred_on })
        }
    }
}

/// The revision of the first consequence that the act would have prevented, if it would have been accepted.
fn prevented(rules: &dyn Rules, case: &Case<'_>, turn: &Turn) -> Option<u64> {
    let tried = Case { agreement: &turn.before, ..*case };
    before_state(rules, &tried).ok()?;
    let mut events = by_state(rules, &tried).ok()?;
    let after = events.iter().fold((*turn.before).clone(), evolve);
    // Entry into force can wait for a party beyond its own date.
    let until = due::next(&turn.before).map_or(turn.on, |due| due.on.max(turn.on));
    events.extend(due::due_by(&after, until));
    let happens = |consequence: &Consequence| events.iter().any(|event| is(event, consequence, turn.on));
    turn.consequences.iter().find(|(_, consequence)| !happens(consequence)).map(|(revision, _)| *revision)
}

/// Whether an event is that consequence of that day, whatever else it says.
fn is(event: &Event, consequence: &Consequence, on: Date) -> bool {
    event.effect() == on && Consequence::of(&event.body, Status::Open).as_ref() == Some(consequence)
}
