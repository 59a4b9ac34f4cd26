//! How far a simulated clock is to be moved.

use jiff::{SignedDuration, Timestamp};

use crate::{
    proto::v1::{ErrorReason, advance_clock_request::Step},
    registry::{Problems, codec::parse},
};

/// Reads the time to which the clock is to be moved from `now`.
pub(in super::super) fn clock_step(
    step: Option<Step>,
    now: Timestamp,
    problems: &mut Problems,
) -> Option<Timestamp> {
    let (field, to) = match step {
        None => {
            problems.at("step").refuse(ErrorReason::FieldRequired, "Required: `to` or `by`.");
            return None;
        }
        Some(Step::To(to)) => ("to", parse::time(to)),
        Some(Step::By(by)) => ("by", later(now, by)),
    };
    if to.is_none() {
        let description = "Not a time that the clock can show; the years go from 1 to 9999.";
        problems.at(field).refuse(ErrorReason::BadDate, description);
    }
    to
}

fn later(now: Timestamp, by: prost_types::Duration) -> Option<Timestamp> {
    // What is a second or more of nanoseconds is no duration of the protocol.
    let is_normal = by.nanos.unsigned_abs() < 1_000_000_000
        && (by.seconds == 0 || by.nanos == 0 || (by.seconds < 0) == (by.nanos < 0));
    is_normal.then(|| now.checked_add(SignedDuration::new(by.seconds, by.nanos)).ok()).flatten()
}
