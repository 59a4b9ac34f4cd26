//! The invariants of an agreement (domain §3.7), judged record by record: whether what was recorded may stand where it
//! stands.
//!
//! [`decide()`](super::decide()) keeps them when a record is made. This judges records as they are found, also those that
//! somebody else has made or changed. It never looks further back than to the agreement before the record, because what
//! the invariants say of a whole history follows from each of its steps.
//!
//! | # | judged | how |
//! |--:|---|---|
//! | I1 | by construction | [`evolve()`](super::evolve()) is a pure function of state and event |
//! | I2 | over the record | the timekeeper does nothing that somebody has to do, and a request has an act of its own |
//! | I3 | on the step | status and end stay when the status was an end |
//! | I4 | on the step | a signature is over the text as it was frozen, and that text stays |
//! | I5 | on the state | in force for somebody; the day since which it is comes with the status |
//! | I6 | on the step | nothing is scheduled that is scheduled or in force, nothing enters into force twice |
//! | I7 | on the state | no party is bound before the agreement is in force |
//! | I8 | on the step | an end for want of parties comes when, and only when, too few remain |
//! | I9 | on the state | the numbers of each commission that has changed, and what of it is convened |
//! | I10 | on both | signatures are over the minutes submitted, and a closed session has one of each section |
//! | I11 | on the state | a regular evaluation against all those of its commission |
//! | I12 | on the step | a target is new, and of an indicator that there is; each says since when it holds, and of those of one day the one set last does |
//! | I13 | on the step | each action is open before it is done or cancelled, and not before it is reopened |
//! | I14 | on the step | what happens by time, and what completes an act, is what the rules give for the state before it |
//! | I15 | on the step | a correction is of an earlier event, and of a field that can be corrected; that nothing is lost or changed is for whoever reads the records |
//!
//! That something was due and is not recorded is no violation: it is recorded with the next command. What completes an act is
//! judged where it is recorded; a record that ends before it is not found.

mod by_rule;
mod cause;
mod state;
mod step;
mod violation;

use std::borrow::Cow;

use jiff::Timestamp;

use self::{by_rule::ByRule, cause::Cause, step::Step};
use super::{agreement::Agreement, event::Event, evolve::evolve};

pub use self::violation::{AgainstRule, Violation};

/// What was recorded together, and where.
#[derive(Clone, Copy, Debug)]
pub struct Recorded<'a> {
    /// The agreement before the events.
    pub before: &'a Agreement,
    /// The events, in order.
    pub events: &'a [Event],
    /// The agreement after them.
    pub after: &'a Agreement,
    /// When they were recorded.
    pub recorded_at: Timestamp,
    /// Who has recorded them.
    pub by: RecordedBy,
}

/// Who has recorded something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordedBy {
    /// Somebody who asked for it.
    Caller,
    /// Nobody: it had fallen due.
    Timekeeper,
}

/// The invariants that a record violates, in the order of its events; empty if it may stand.
///
/// A broken rule shows in more than one place. So what is recorded against the rules of dates is named only where no other
/// invariant says what is wrong.
pub fn violations(recorded: &Recorded<'_>) -> Vec<Violation> {
    let mut found = Vec::new();
    found.extend(done_by_nobody(recorded));
    let mut by_rule = ByRule::new(recorded.recorded_at);
    let mut before = Cow::Borrowed(recorded.before);
    let last = recorded.events.len().saturating_sub(1);
    for (index, event) in recorded.events.iter().enumerate() {
        let after = if index == last {
            Cow::Borrowed(recorded.after)
        } else {
            Cow::Owned(evolve(before.clone().into_owned(), event))
        };
        step::judge(&Step { before: &before, event, after: &after }, &mut found);
        by_rule.judge(&before, event, &mut found);
        before = after;
    }
    by_rule.finish(recorded.after, &mut found);
    state::judge(recorded.before, recorded.after, &mut found);
    if found.iter().any(|violation| !violation.is_by_rule()) {
        found.retain(|violation| !violation.is_by_rule());
    }
    found
}

/// I2, as far as a record shows it.
fn done_by_nobody(recorded: &Recorded<'_>) -> Option<Violation> {
    let mut acts = recorded.events.iter().zip(recorded.before.revision + 1..);
    let act = acts.find(|(event, _)| Cause::of(&event.body) == Cause::Act);
    match (recorded.by, act) {
        (RecordedBy::Timekeeper, Some((_, revision))) => Some(Violation::DoneByNobody { revision }),
        (RecordedBy::Caller, None) => Some(Violation::NothingDone),
        (RecordedBy::Timekeeper, None) | (RecordedBy::Caller, Some(_)) => None,
    }
}
