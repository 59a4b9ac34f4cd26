//! The one place that asks what time it is.
//!
//! A clock is a value, made in `main` and handed to the registry. A simulated one stands still until somebody
//! advances it, so that a renewal or an expiry can be tried in a second instead of a year.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

/// Tells the time, and waits for a time to come.
#[derive(Clone, Debug)]
pub struct Clock(Kind);

#[derive(Clone, Debug)]
enum Kind {
    System,
    Simulated(watch::Sender<Timestamp>),
}

/// How far a simulated clock is to be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockStep {
    /// To this time.
    To(Timestamp),
    /// So far from where it stands; at most to the end of time.
    By(SignedDuration),
}

impl ClockStep {
    fn from(self, now: Timestamp) -> Timestamp {
        match self {
            Self::To(to) => to,
            Self::By(by) if by.is_negative() => now.checked_add(by).unwrap_or(Timestamp::MIN),
            Self::By(by) => now.checked_add(by).unwrap_or(Timestamp::MAX),
        }
    }
}

/// The clock was asked to go back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the clock stands at {now} and only moves forward, not to {to}")]
pub struct ClockMovesForward {
    /// Where the clock stands.
    pub now: Timestamp,
    /// Where it was told to go.
    pub to: Timestamp,
}

/// How long a wait on the system's clock may sleep before it looks again: the clock may be set meanwhile.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

impl Clock {
    /// The clock of the machine.
    #[must_use]
    pub fn system() -> Self {
        Self(Kind::System)
    }

    /// A clock that stands at `now` until [`Clock::advance`] moves it.
    #[must_use]
    pub fn simulated(now: Timestamp) -> Self {
        Self(Kind::Simulated(watch::Sender::new(now)))
    }

    /// Whether the clock moves only when it is told to.
    #[must_use]
    pub fn is_simulated(&self) -> bool {
        matches!(self.0, Kind::Simulated(_))
    }

    /// The time now, in whole microseconds: the precision of `recorded_at`.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let now = match &self.0 {
            Kind::System =>
            {
                #[expect(clippy::disallowed_methods, reason = "this is the file that asks the clock")]
                Timestamp::now()
            }
            Kind::Simulated(time) => *time.borrow(),
        };
        // Truncation cannot leave the range of timestamps.
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }

    /// Moves a simulated clock forward, and tells where it stands then; the system's clock is left alone.
    ///
    /// # Errors
    /// [`ClockMovesForward`] when the step would lead back.
    pub fn advance(&self, step: ClockStep) -> Result<Timestamp, ClockMovesForward> {
        if let Kind::Simulated(time) = &self.0 {
            let now = self.now();
            let mut result = Ok(now);
            // Under the lock of the value, so that of two steps at once both count.
            time.send_if_modified(|now| {
                let to = step.from(*now);
                result = Ok(to);
                if to < *now {
                    result = Err(ClockMovesForward { now: *now, to });
                    return false;
                }
                *now = to;
                true
            });
            result
        } else {
            Ok(self.now())
        }
    }

    /// Completes when the clock shows `time` or later. May be dropped at any point.
    pub async fn wait_until(&self, time: Timestamp) {
        match &self.0 {
            Kind::System => loop {
                let left = time.duration_since(self.now());
                match Duration::try_from(left) {
                    Ok(left) if !left.is_zero() => tokio::time::sleep(left.min(LOOK_AGAIN)).await,
                    Ok(_) | Err(_) => return,
                }
            },
            Kind::Simulated(now) => {
                // The sender lives in this very value, so the wait cannot fail.
                let _ = now.subscribe().wait_for(|now| *now >= time).await;
            }
        }
    }
}
