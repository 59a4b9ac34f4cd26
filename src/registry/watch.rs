//! Following the journal, record by record, without missing one.
//!
//! A watch keeps a position and nothing else. What is new it takes from the newest records in memory; what is older it reads
//! from the journal, at the speed at which it is asked.

use std::{collections::VecDeque, sync::Arc};

use tokio::{
    sync::{OwnedSemaphorePermit, watch},
    time::{Instant, sleep_until},
};

use super::{Filter, Freshness, ReadError, Registry, StoredRecord};
use crate::journal::{self, Identity, Limits, Position};

/// Where a watch begins.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// After this record; without it, after the last one that there is now.
    pub after: Option<Position>,
    /// The journal that the position is of.
    pub journal: Option<Identity>,
    /// The digest of the record at `after`.
    pub digest: Option<[u8; 32]>,
}

/// Why a watch does not begin, or ends.
#[derive(Clone, Debug, thiserror::Error)]
pub enum WatchError {
    /// The position is of another journal, or of one that went another way.
    #[error("the position is of another journal")]
    OtherJournal,
    /// The position lies after the end of the journal.
    #[error("position {after} lies after the end, {end}")]
    InFuture {
        /// Where the watch was to begin.
        after: Position,
        /// Where the journal ends.
        end: Position,
    },
    /// As many watches are open as may be.
    #[error("{limit} watches are open")]
    TooMany {
        /// How many may be open.
        limit: usize,
    },
    /// The view has not reached the end of the journal in time.
    #[error("the view stands at {position}, the journal ends at {end}")]
    Behind {
        /// Where the view is.
        position: Position,
        /// Where the journal ends.
        end: Position,
    },
    /// The journal cannot be read.
    #[error("the journal cannot be read: {0}")]
    Unreadable(#[from] journal::Error),
    /// The service is stopping.
    #[error("the service is stopping")]
    ShuttingDown,
}

impl From<ReadError> for WatchError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::InFuture { position, end } | ReadError::StartInFuture { after: position, end } => {
                Self::InFuture { after: position, end }
            }
            ReadError::Behind { position, end } => Self::Behind { position, end },
            ReadError::Unreadable(error) => Self::Unreadable(error),
        }
    }
}

/// What a watch delivers.
#[derive(Clone, Debug)]
pub enum Delivery {
    /// A record that the filter lets through.
    Record(Arc<StoredRecord>),
    /// Everything up to here that the filter lets through has been delivered.
    Progress {
        /// Up to where.
        position: Position,
        /// Whether this was the end of the journal.
        caught_up: bool,
    },
}

/// How many records are taken from memory or from the journal at once.
const CHUNK: Limits = Limits { records: 256, bytes: 256 << 10 };

/// How many records a filter may pass over before it is said how far the watch is.
const PASSED_OVER_MAX: u64 = 10_000;

/// An open watch.
#[derive(Debug)]
pub struct Watch {
    registry: Registry,
    filter: Filter,
    durable: watch::Receiver<Position>,
    position: Position,
    told: Position,
    told_at: Instant,
    caught_up: bool,
    chunk: VecDeque<Arc<StoredRecord>>,
    _permit: OwnedSemaphorePermit,
}

impl Registry {
    /// Opens a watch.
    ///
    /// # Errors
    /// [`WatchError`]: the start is not in this journal, or there are too many watches.
    pub async fn watch(&self, filter: Filter, start: Start) -> Result<Watch, WatchError> {
        let limit = self.inner.settings.watchers_max;
        let permit = Arc::clone(&self.inner.watchers).try_acquire_owned();
        let permit = permit.map_err(|_| WatchError::TooMany { limit })?;
        if start.journal.is_some_and(|journal| journal != self.journal_id()) {
            return Err(WatchError::OtherJournal);
        }
        let after = match start.after {
            // Another process may have given out a position that this one has not come to yet.
            Some(after) if after > self.position() => {
                let freshness = Freshness { at_least: after, allow_stale: false };
                self.covered(freshness).await.map(|_| after)?
            }
            Some(after) => after,
            None => self.position(),
        };
        if let Some(digest) = start.digest {
            let is_same = after != Position::ZERO && {
                let found = self.inner.reading.get(vec![after]).await?;
                found.into_iter().next().is_some_and(|record| StoredRecord::from(record).digest() == digest)
            };
            if !is_same {
                return Err(WatchError::OtherJournal);
            }
        }
        Ok(Watch {
            registry: self.clone(),
            filter,
            durable: self.inner.view.durable(),
            position: after,
            told: after,
            told_at: Instant::now(),
            caught_up: false,
            chunk: VecDeque::new(),
            _permit: permit,
        })
    }
}

impl Watch {
    /// The next delivery. Nothing is lost when the future is dropped before it completes.
    ///
    /// # Errors
    /// Why the watch ends; it can be resumed from the last position that it gave out.
    pub async fn next(&mut self) -> Result<Delivery, WatchError> {
        loop {
            while let Some(record) = self.chunk.pop_front() {
                self.position = record.position();
                if self.filter.lets_through(&record)? {
                    self.told(record.position());
                    return Ok(Delivery::Record(record));
                }
            }
            if self.registry.inner.stopping.is_cancelled() {
                return Err(WatchError::ShuttingDown);
            }
            if self.position.get() - self.told.get() >= PASSED_OVER_MAX {
                return Ok(self.progress());
            }
            let end = *self.durable.borrow_and_update();
            if self.position < end {
                self.fetch(end).await?;
            } else if !self.caught_up {
                self.caught_up = true;
                return Ok(self.progress());
            } else if let Some(progress) = self.wait().await? {
                return Ok(progress);
            }
        }
    }

    /// Takes the next records, up to `end`, from memory or from the journal.
    async fn fetch(&mut self, end: Position) -> Result<(), WatchError> {
        let inner = &self.registry.inner;
        let records = match inner.live.after(self.position, CHUNK.records) {
            Some(records) => records,
            None => {
                self.caught_up = false;
                let past = self.registry.chunk(&self.filter, self.position, end).await?;
                if past.is_empty() {
                    // The agreements that are watched have no more records up to here.
                    self.position = end;
                }
                past
            }
        };
        // The journal may already have more than the view has taken over: that is for later.
        self.chunk = records.into_iter().take_while(|record| record.position() <= end).collect();
        // Filtering a chunk takes no more than part of a millisecond; others get their turn between two.
        tokio::task::yield_now().await;
        Ok(())
    }

    /// Waits for the journal to move, or until it is time to say how far the watch is.
    async fn wait(&mut self) -> Result<Option<Delivery>, WatchError> {
        let tell_at = self.told_at + self.registry.inner.settings.progress_interval;
        tokio::select! {
            () = self.registry.inner.stopping.cancelled() => Err(WatchError::ShuttingDown),
            changed = self.durable.changed() => changed.map(|()| None).map_err(|_| WatchError::ShuttingDown),
            () = sleep_until(tell_at) => Ok(Some(self.progress())),
        }
    }

    fn progress(&mut self) -> Delivery {
        self.told(self.position);
        Delivery::Progress { position: self.position, caught_up: self.caught_up }
    }

    fn told(&mut self, position: Position) {
        self.told = position;
        self.told_at = Instant::now();
    }
}
