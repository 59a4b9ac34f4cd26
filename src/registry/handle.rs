//! The registry as the rest of the service holds it: opened over a journal, cloned freely, closed once.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use tokio::sync::{Semaphore, mpsc, watch};
use tokio_util::sync::CancellationToken;

use super::{
    Clock, ClockMovesForward, ClockStep, Refusal, chance,
    codec::Unfoldable,
    live::Live,
    pipeline::{self, Pipeline},
    reading::Reading,
    submit::Queued,
    timekeeper::keep_time,
    view::View,
    writer::Writer,
};
use crate::journal::{self, Identity, Journal, Limits, Position};

/// What the registry may use, and how long it waits.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Commands that may wait for the writer; one more is refused.
    pub queue_commands_max: usize,
    /// How long callers wait for an outcome that the journal does not know.
    pub outcome_limit: Duration,
    /// How long it waits before it asks a journal again that did not know; doubled each time, up to a second.
    pub retry_pause: Duration,
    /// How long a read waits for a position that the view has not reached.
    pub read_limit: Duration,
    /// Watches that may be open at once.
    pub watchers_max: usize,
    /// Bytes of the newest records that are kept in memory for watchers.
    pub live_bytes_max: usize,
    /// How often a watch whose filter lets nothing through says how far it is.
    pub progress_interval: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            queue_commands_max: 8192,
            outcome_limit: Duration::from_secs(10),
            retry_pause: Duration::from_millis(10),
            read_limit: Duration::from_secs(5),
            watchers_max: 1000,
            live_bytes_max: 16 << 20,
            progress_interval: Duration::from_secs(10),
        }
    }
}

/// Whether commands are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Commands are accepted.
    Serving,
    /// The journal takes nothing any more; reads go on.
    Closed,
}

/// Why a registry could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The journal cannot be read.
    #[error("the journal cannot be read: {0}")]
    Unreadable(#[from] journal::Error),
    /// A record cannot be folded, for example because a newer version wrote it.
    #[error(transparent)]
    Unfoldable(#[from] Unfoldable),
    /// The journal says that it ends later than its records do.
    #[error("the journal should end at {end}, but no record comes after {found}")]
    Short {
        /// Where it says that it ends.
        end: Position,
        /// The last record that there is.
        found: Position,
    },
    /// The system gives no thread or no runtime.
    #[error("no thread could be started: {0}")]
    Thread(#[from] std::io::Error),
}

/// A register of agreements over one journal. A clone is another handle onto the same one.
#[derive(Clone, Debug)]
pub struct Registry {
    pub(super) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(super) struct Inner {
    pub(super) journal: Arc<dyn Journal>,
    pub(super) reading: Reading,
    pub(super) view: Arc<View>,
    pub(super) live: Arc<Live>,
    pub(super) clock: Clock,
    pub(super) queue: mpsc::Sender<Queued>,
    pub(super) watchers: Arc<Semaphore>,
    pub(super) settings: Settings,
    /// Cancelled when the service stops taking commands.
    pub(super) stopping: CancellationToken,
    condition: watch::Receiver<Condition>,
    /// Cancelled when the writer has ended.
    written: CancellationToken,
}

impl Drop for Inner {
    fn drop(&mut self) {
        // Whoever drops the last handle without closing it wants no threads to stay behind.
        self.stopping.cancel();
    }
}

/// How much of the journal is read at once at the start.
const CHUNK: Limits = Limits { records: 1024, bytes: 1 << 20 };

impl Registry {
    /// Reads the journal from its first record, folds it, and starts the writer and the timekeeper.
    ///
    /// # Errors
    /// [`OpenError`]: nothing has been written then.
    pub async fn open(
        journal: Arc<dyn Journal>,
        clock: Clock,
        settings: Settings,
    ) -> Result<Self, OpenError> {
        Self::open_and_tell(journal, clock, settings, |_, _| {}).await
    }

    /// As [`open`](Registry::open), and tells again and again how far it is: the last position that is folded, and the
    /// position at which it will be done.
    ///
    /// # Errors
    /// [`OpenError`]: nothing has been written then.
    pub async fn open_and_tell(
        journal: Arc<dyn Journal>,
        clock: Clock,
        settings: Settings,
        mut told: impl FnMut(Position, Position),
    ) -> Result<Self, OpenError> {
        let reading = Reading::start(Arc::clone(&journal))?;
        let view = Arc::new(View::new());
        let live = Arc::new(Live::new(settings.live_bytes_max));
        let mut pipeline = Pipeline::new(
            Arc::clone(&view),
            Arc::clone(&live),
            clock.clone(),
            pipeline::Limits { journal: journal.limits(), waiting_max: settings.queue_commands_max.max(1) },
            chance::run_id(),
        );
        let end = journal.end().await?;
        let mut chunks = reading.chunks(end, CHUNK);
        while pipeline.durable() < end {
            let records = chunks.recv().await.transpose()?.unwrap_or_default();
            if records.is_empty() {
                return Err(OpenError::Short { end, found: pipeline.durable() });
            }
            pipeline.follow(records)?;
            told(pipeline.durable(), end);
            // So that others have their turn on this thread, too.
            tokio::task::yield_now().await;
        }

        let (queue, commands) = mpsc::channel(settings.queue_commands_max.clamp(1, Semaphore::MAX_PERMITS));
        let (condition_sender, condition) = watch::channel(Condition::Serving);
        let stopping = CancellationToken::new();
        let (end_sender, end) = watch::channel(end);
        reading.spawn(follow(Arc::clone(&journal), view.durable(), end_sender));
        let written = Writer {
            journal: Arc::clone(&journal),
            reading: reading.clone(),
            pipeline,
            queue: commands,
            end,
            condition: condition_sender,
            stopping: stopping.clone(),
            outcome_limit: settings.outcome_limit,
            retry_pause: settings.retry_pause,
        }
        .start()?;

        let watchers = Arc::new(Semaphore::new(settings.watchers_max.min(Semaphore::MAX_PERMITS)));
        let inner = Inner {
            journal,
            reading,
            view,
            live,
            clock,
            queue,
            watchers,
            settings,
            stopping,
            condition,
            written,
        };
        let registry = Self { inner: Arc::new(inner) };
        registry.inner.reading.spawn(keep_time(Arc::downgrade(&registry.inner)));
        Ok(registry)
    }

    /// The journal's id.
    #[must_use]
    pub fn journal_id(&self) -> Identity {
        self.inner.journal.identity()
    }

    /// The position up to which everything is folded and visible.
    #[must_use]
    pub fn position(&self) -> Position {
        *self.inner.view.durable().borrow()
    }

    /// The clock that the registry goes by.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// Whether commands are accepted; changes wake whoever waits.
    #[must_use]
    pub fn condition(&self) -> watch::Receiver<Condition> {
        self.inner.condition.clone()
    }

    /// Moves a simulated clock, and waits until everything that has fallen due is recorded.
    ///
    /// # Errors
    /// [`AdvanceError`].
    pub async fn advance_clock(&self, step: ClockStep) -> Result<Timestamp, AdvanceError> {
        let now = self.inner.clock.advance(step)?;
        self.record_due().await?;
        Ok(now)
    }

    /// Stops taking commands and ends all watches; commands that come now are refused with [`Refusal::ShuttingDown`].
    pub fn stop(&self) {
        self.inner.stopping.cancel();
    }

    /// Stops, and waits until every command that was taken is answered.
    pub async fn close(&self) {
        self.stop();
        self.inner.written.cancelled().await;
    }
}

/// Why the clock was not advanced, or what fell due was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum AdvanceError {
    /// The clock does not go there.
    #[error(transparent)]
    MovesForward(#[from] ClockMovesForward),
    /// The clock has moved, but what fell due could not be recorded yet.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// Tells the writer when the journal has moved, also when another process has moved it.
async fn follow(
    journal: Arc<dyn Journal>,
    mut durable: watch::Receiver<Position>,
    end: watch::Sender<Position>,
) {
    loop {
        let from = durable.borrow_and_update().next();
        match journal.tail(from).await {
            Ok(moved) => {
                end.send_replace(moved);
                if durable.wait_for(|durable| *durable >= moved).await.is_err() {
                    return;
                }
            }
            Err(error) => {
                tracing::warn!(%error, "the end of the journal cannot be followed");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}
