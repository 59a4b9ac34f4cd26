//! The reading of the journal, on a thread of its own: nothing that waits for a disk runs where connections are served.

use std::{sync::Arc, thread};

use tokio::{
    runtime,
    sync::{mpsc, oneshot},
};

use crate::journal::{self, Journal, Limits, Position, Record};

/// A handle onto the reading thread. The thread ends when the last handle is dropped.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    journal: Arc<dyn Journal>,
    runtime: runtime::Handle,
    _alive: Arc<oneshot::Sender<()>>,
}

impl Reading {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system gives no thread or no runtime.
    pub(super) fn start(journal: Arc<dyn Journal>) -> std::io::Result<Self> {
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (alive, ended) = oneshot::channel::<()>();
        thread::Builder::new().name("journal-reading".into()).spawn(move || {
            // Completes with an error as soon as every handle is gone.
            let _ = runtime.block_on(ended);
            runtime.shutdown_background();
        })?;
        Ok(Self { journal, runtime: handle, _alive: Arc::new(alive) })
    }

    /// Records from `from` on, as [`Journal::read`] gives them.
    pub(super) async fn read(&self, from: Position, limits: Limits) -> Result<Vec<Record>, journal::Error> {
        let journal = Arc::clone(&self.journal);
        self.on_thread(async move { journal.read(from, limits).await }).await
    }

    /// All records up to `end`, a chunk after the other: while one is folded, the next is read. What has no more records, or
    /// fails, ends early.
    pub(super) fn chunks(
        &self,
        end: Position,
        limits: Limits,
    ) -> mpsc::Receiver<Result<Vec<Record>, journal::Error>> {
        let (sender, chunks) = mpsc::channel(1);
        let journal = Arc::clone(&self.journal);
        self.spawn(async move {
            let mut read = Position::ZERO;
            while read < end {
                let records = journal.read(read.next(), limits).await;
                let last = records.as_ref().ok().and_then(|records| records.last());
                let last = last.map(|record| record.position);
                // Nobody takes what comes after an error, or after the end.
                if sender.send(records).await.is_err() {
                    return;
                }
                let Some(last) = last else { return };
                read = last;
            }
        });
        chunks
    }

    /// The records at `positions`, in this order.
    pub(super) async fn get(&self, positions: Vec<Position>) -> Result<Vec<Record>, journal::Error> {
        let journal = Arc::clone(&self.journal);
        self.on_thread(async move { journal.get(&positions).await }).await
    }

    /// Runs something beside the readings for as long as the thread lives.
    pub(super) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.runtime.spawn(work);
    }

    async fn on_thread<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, journal::Error>> + Send + 'static,
    ) -> Result<T, journal::Error> {
        // A task that was dropped or that panicked has read nothing.
        self.runtime.spawn(work).await.unwrap_or_else(|error| Err(journal::Error::unreadable(error)))
    }
}
