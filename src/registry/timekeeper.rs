//! The timekeeper: records what happens by the passing of time, as soon as it is due.
//!
//! It finds what is due in the view and submits through the same pipeline as everybody. A fact that is recorded is not due
//! any more, so that it may run at any time, any number of times, and in several processes at once.

use std::{sync::Weak, time::Duration};

use futures_util::future::join_all;

use super::{Refusal, Registry, handle::Inner};

/// How long the timekeeper waits when the pipeline has not taken what is due.
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// So many agreements are caught up at once, so that they share appends.
const AT_ONCE: usize = 256;

/// Keeps time until the service stops, or until nobody has a handle onto the registry any more.
pub(super) async fn keep_time(registry: Weak<Inner>) {
    let Some(inner) = registry.upgrade() else { return };
    let (clock, stopping) = (inner.clock.clone(), inner.stopping.clone());
    let mut first_due = inner.view.first_due();
    drop(inner);
    loop {
        let next = *first_due.borrow_and_update();
        let due = async {
            match next {
                Some(time) => clock.wait_until(time).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = stopping.cancelled() => return,
            changed = first_due.changed() => if changed.is_err() { return } else { continue },
            () = due => {}
        }
        let Some(inner) = registry.upgrade() else { return };
        match (Registry { inner }).record_due().await {
            Ok(()) if *first_due.borrow() != next => {}
            Err(Refusal::JournalClosed | Refusal::ShuttingDown) => return,
            result => {
                tracing::warn!(?result, "what has fallen due is not recorded yet");
                tokio::time::sleep(RETRY_AFTER).await;
            }
        }
    }
}

impl Registry {
    /// Records everything that is due now, in all agreements, and waits until it is durable.
    ///
    /// # Errors
    /// Why the pipeline did not take one of them; what is due stays due. The others are recorded all the same.
    pub(super) async fn record_due(&self) -> Result<(), Refusal> {
        let mut result = Ok(());
        for agreements in self.inner.view.due(self.inner.clock.now()).chunks(AT_ONCE) {
            let recorded =
                join_all(agreements.iter().map(|agreement| self.catch_up(agreement.clone()))).await;
            match recorded.into_iter().find_map(Result::err) {
                None => {}
                Some(closed @ (Refusal::JournalClosed | Refusal::ShuttingDown)) => return Err(closed),
                Some(refusal) => result = Err(refusal),
            }
        }
        result
    }
}
