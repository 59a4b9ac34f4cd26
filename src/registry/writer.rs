//! The writer: one thread that drives the [`Pipeline`]. At most one append is in flight; the next batch is gathered and
//! decided meanwhile.

use std::{pin::Pin, sync::Arc, thread, time::Duration};

use tokio::{
    runtime,
    sync::{mpsc, watch},
    time::{Instant, sleep, sleep_until},
};
use tokio_util::sync::CancellationToken;

use super::{
    Condition,
    pipeline::Pipeline,
    reading::Reading,
    submit::{Queued, Refusal},
};
use crate::journal::{Batch, Journal, Limits, Outcome, Position};

/// How much of the tail is read at once.
const CHUNK: Limits = Limits { records: 1024, bytes: 1 << 20 };

/// The longest pause before an append or a read is tried again.
const PAUSE_MAX: Duration = Duration::from_secs(1);

/// The writer, ready to run on its thread.
pub(super) struct Writer {
    pub(super) journal: Arc<dyn Journal>,
    pub(super) reading: Reading,
    pub(super) pipeline: Pipeline,
    pub(super) queue: mpsc::Receiver<Queued>,
    /// Where the journal ends, as the follower has seen it.
    pub(super) end: watch::Receiver<Position>,
    pub(super) condition: watch::Sender<Condition>,
    /// Cancelled when no more commands are to be taken.
    pub(super) stopping: CancellationToken,
    /// How long an unknown outcome is waited for before the callers are told.
    pub(super) outcome_limit: Duration,
    /// The first pause before an append or a read is tried again; it doubles each time.
    pub(super) retry_pause: Duration,
}

type Appending = Pin<Box<dyn Future<Output = Outcome> + Send>>;

impl Writer {
    /// Runs on a thread of its own. What is given back is cancelled when the last command is answered.
    ///
    /// # Errors
    /// When the system gives no thread or no runtime.
    pub(super) fn start(self) -> std::io::Result<CancellationToken> {
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        let ended = CancellationToken::new();
        let done = ended.clone().drop_guard();
        thread::Builder::new().name("depositary-writer".into()).spawn(move || {
            // Also when the thread panics, health must say that nothing is written any more.
            let _closed = CloseOnDrop(self.condition.clone());
            let _done = done;
            runtime.block_on(self.run());
        })?;
        Ok(ended)
    }

    async fn run(mut self) {
        if let Err(stopped) = self.write().await {
            self.condition.send_replace(Condition::Closed);
            self.pipeline.close();
            self.read_on(stopped).await;
        }
    }

    /// Refuses whoever still comes, and goes on folding what the journal has: reads go on, also of what the last append
    /// has written after all, and of what other processes append.
    async fn read_on(&mut self, mut stopped: Stopped) {
        loop {
            if stopped == Stopped::Closed
                && let Err(unfoldable) = self.follow().await
            {
                stopped = unfoldable;
            }
            tokio::select! {
                biased;
                () = self.stopping.cancelled(), if !self.queue.is_closed() => self.queue.close(),
                queued = self.queue.recv() => match queued {
                    Some(queued) => queued.answer(Err(Refusal::JournalClosed)),
                    None => return,
                },
                () = moved(&mut self.end), if stopped == Stopped::Closed => {}
            }
        }
    }

    /// Takes commands and appends what they come to, until the service stops and all of them are answered.
    async fn write(&mut self) -> Result<(), Stopped> {
        let mut appending: Option<Appending> = None;
        let mut give_up_at = Instant::now();
        let mut draining = false;
        loop {
            if appending.is_none() {
                self.follow().await?;
                if let Some((after, batch)) = self.pipeline.start() {
                    appending =
                        Some(Box::pin(append(Arc::clone(&self.journal), after, batch, self.retry_pause)));
                    give_up_at = Instant::now() + self.outcome_limit;
                } else if draining && self.pipeline.is_idle() {
                    return Ok(());
                }
            }
            let (idle, has_room) = (appending.is_none(), self.pipeline.has_room());
            tokio::select! {
                biased;
                outcome = outcome_of(&mut appending) => {
                    appending = None;
                    self.settle(outcome).await?;
                }
                () = sleep_until(give_up_at), if !idle => {
                    tracing::warn!("the journal does not say whether it has written");
                    self.pipeline.give_up();
                    give_up_at = Instant::now() + self.outcome_limit;
                }
                queued = self.queue.recv(), if has_room && !draining => match queued {
                    Some(first) => self.gather(first),
                    None => draining = true,
                },
                () = self.stopping.cancelled(), if !self.queue.is_closed() => self.queue.close(),
                () = moved(&mut self.end), if idle => {}
            }
        }
    }

    /// Decides one command and all that wait behind it, as far as the batch has room.
    fn gather(&mut self, first: Queued) {
        self.pipeline.take(first);
        while self.pipeline.has_room()
            && let Ok(queued) = self.queue.try_recv()
        {
            self.pipeline.take(queued);
        }
    }

    /// Does what the outcome of an append asks for.
    async fn settle(&mut self, outcome: Outcome) -> Result<(), Stopped> {
        match outcome {
            Outcome::Appended => {
                self.pipeline.appended();
                Ok(())
            }
            Outcome::Moved { end } => {
                self.follow_to(end).await?;
                self.pipeline.followed();
                Ok(())
            }
            // `append` does not give this back.
            Outcome::Unknown => Ok(()),
            Outcome::Closed => {
                tracing::error!("the journal is closed: no command is accepted any more, reads go on");
                Err(Stopped::Closed)
            }
        }
    }

    /// Folds what other processes have appended since.
    async fn follow(&mut self) -> Result<(), Stopped> {
        let end = *self.end.borrow_and_update();
        if end > self.pipeline.durable() {
            self.follow_to(end).await?;
            self.pipeline.followed();
        }
        Ok(())
    }

    /// Folds what the journal has after the durable end, at least up to `end`. The reading is done elsewhere; here it is
    /// waited for, and repeated until it succeeds: without the tail nothing can be decided.
    async fn follow_to(&mut self, end: Position) -> Result<(), Stopped> {
        let mut pause = self.retry_pause;
        let mut give_up_at = Instant::now() + self.outcome_limit;
        while self.pipeline.durable() < end {
            match self.reading.read(self.pipeline.durable().next(), CHUNK).await {
                Ok(records) if !records.is_empty() => {
                    if let Err(unfoldable) = self.pipeline.follow(records) {
                        tracing::error!(%unfoldable, "the journal has a record that this version cannot fold");
                        return Err(Stopped::Unfoldable);
                    }
                    pause = self.retry_pause;
                }
                // A journal that has moved and shows nothing new is as good as one that cannot be read.
                result => {
                    tracing::warn!(?result, "the end of the journal cannot be read");
                    if Instant::now() >= give_up_at {
                        self.pipeline.give_up();
                        give_up_at = Instant::now() + self.outcome_limit;
                    }
                    tokio::select! {
                        () = sleep(pause) => pause = (pause * 2).min(PAUSE_MAX),
                        // Without the tail nothing more can be decided, and nobody waits for it any longer.
                        () = self.stopping.cancelled() => return Err(Stopped::Unfoldable),
                    }
                }
            }
        }
        Ok(())
    }
}

/// Why the writing cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stopped {
    /// The journal takes nothing any more.
    Closed,
    /// The journal has a record that this version cannot fold; nothing after it can be shown either.
    Unfoldable,
}

/// Waits until the follower has seen the journal move; for ever, when there is no follower any more.
async fn moved(end: &mut watch::Receiver<Position>) {
    if end.changed().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// The outcome of the append in flight; never, when there is none.
async fn outcome_of(appending: &mut Option<Appending>) -> Outcome {
    match appending {
        Some(appending) => appending.await,
        None => std::future::pending().await,
    }
}

/// Appends, and repeats the same append for as long as its outcome is unknown.
async fn append(journal: Arc<dyn Journal>, after: Position, batch: Batch, mut pause: Duration) -> Outcome {
    loop {
        match journal.append(after, &batch).await {
            Outcome::Unknown => {
                sleep(pause).await;
                pause = (pause * 2).min(PAUSE_MAX);
            }
            outcome @ (Outcome::Appended | Outcome::Moved { .. } | Outcome::Closed) => return outcome,
        }
    }
}

struct CloseOnDrop(watch::Sender<Condition>);

impl Drop for CloseOnDrop {
    fn drop(&mut self) {
        self.0.send_replace(Condition::Closed);
    }
}
