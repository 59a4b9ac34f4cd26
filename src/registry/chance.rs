//! The one place that throws dice.

use jiff::Timestamp;
use uuid::Uuid;

use crate::journal::Identity;

/// An id for a journal that is being created.
#[must_use]
pub fn journal_identity() -> Identity {
    Identity::from(random())
}

/// An id for this run of the process: the first half of every `append_id` it writes.
#[must_use]
pub(super) fn run_id() -> [u8; 16] {
    random().into_bytes()
}

/// A number that tells this run of the process from every other, in what it writes into its log.
#[must_use]
pub fn run_number() -> u64 {
    random().as_u64_pair().0
}

/// An id for an agreement that nobody named: a UUIDv7, so that names sort by the time of drafting.
///
/// `now` is the time on the service's clock.
#[must_use]
pub fn agreement_id(now: Timestamp) -> Uuid {
    let milliseconds = u64::try_from(now.as_millisecond()).unwrap_or_default();
    let (_, low) = random().as_u64_pair();
    let (high, _) = random().as_u64_pair();
    let mut bytes = [0; 10];
    for (to, from) in bytes.iter_mut().zip(low.to_be_bytes().into_iter().chain(high.to_be_bytes())) {
        *to = from;
    }
    uuid::Builder::from_unix_timestamp_millis(milliseconds, &bytes).into_uuid()
}

#[expect(clippy::disallowed_methods, reason = "this is the file that throws dice")]
fn random() -> Uuid {
    Uuid::new_v4()
}
