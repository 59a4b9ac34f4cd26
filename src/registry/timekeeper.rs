//! The timekeeper: records what happens by the passing of time, as soon as it is due.
//!
//! It finds what is due in the view and submits through the same pipeline as everybody. A fact that is recorded is not due
//! any more, so that it may run at any time, any number of times, and in several processes at once.

use std::time::Duration;

use super::{Refusal, Registry};

/// How long the timekeeper waits when the pipeline has not taken what is due.
const RETRY_AFTER: Duration = Duration::from_secs(1);

impl Registry {
    /// Keeps time until the service stops.
    pub(super) async fn keep_time(self) {
        let mut first_due = self.inner.view.first_due();
        loop {
            let next = *first_due.borrow_and_update();
            let due = async {
                match next {
                    Some(time) => self.inner.clock.wait_until(time).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = self.inner.stopping.cancelled() => return,
                changed = first_due.changed() => if changed.is_err() { return },
                () = due => match self.record_due().await {
                    Ok(()) if *first_due.borrow() != next => {}
                    Err(Refusal::JournalClosed | Refusal::ShuttingDown) => return,
                    result => {
                        tracing::warn!(?result, "what has fallen due is not recorded yet");
                        tokio::time::sleep(RETRY_AFTER).await;
                    }
                },
            }
        }
    }

    /// Records everything that is due now, in all agreements, and waits until it is durable.
    ///
    /// # Errors
    /// Why the pipeline did not take it; what is due stays due.
    pub(super) async fn record_due(&self) -> Result<(), Refusal> {
        for agreement in self.inner.view.due(self.inner.clock.now()) {
            self.catch_up(agreement).await?;
        }
        Ok(())
    }
}
