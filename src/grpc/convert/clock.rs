//! How far a simulated clock is to be moved.

use jiff::SignedDuration;

use crate::{
    proto::v1::{ErrorReason, advance_clock_request::Step},
    registry::{ClockStep, Problems, codec::parse},
};

/// Reads the step.
pub(in super::super) fn clock_step(step: Option<Step>, problems: &mut Problems) -> Option<ClockStep> {
    match step {
        None => {
            problems.at("step").refuse(ErrorReason::FieldRequired, "Required: `to` or `by`.");
            None
        }
        Some(Step::To(to)) => {
            let to = parse::time(to).map(ClockStep::To);
            if to.is_none() {
                let description = "Not a time between the years 1 and 9999.";
                problems.at("to").refuse(ErrorReason::BadValue, description);
            }
            to
        }
        Some(Step::By(by)) => {
            let by = duration(by).map(ClockStep::By);
            if by.is_none() {
                let description = "Not a duration: seconds and nanoseconds have one sign, and nanoseconds are less than a second.";
                problems.at("by").refuse(ErrorReason::BadValue, description);
            }
            by
        }
    }
}

fn duration(by: prost_types::Duration) -> Option<SignedDuration> {
    let one_sign = by.seconds == 0 || by.nanos == 0 || (by.seconds < 0) == (by.nanos < 0);
    let is_normal = one_sign && by.nanos.unsigned_abs() < 1_000_000_000;
    is_normal.then(|| SignedDuration::new(by.seconds, by.nanos))
}
