//! Reads: the present version of an agreement, and pages of events. None of them goes near the writer.

use std::sync::Arc;

use tokio::time::timeout;

use super::{Filter, HistoryFilter, KnownAt, Registry, StoredRecord, history::PIECE};
use crate::journal::{self, Limits, Position};

/// How new the answer to a read must be.
#[derive(Clone, Copy, Debug, Default)]
pub struct Freshness {
    /// It must cover this position, and is waited for.
    pub at_least: Position,
    /// It need not cover what others have been answered before the read; what this process has answered it always covers.
    pub allow_stale: bool,
}

/// Why a read is not answered.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ReadError {
    /// The position has not been reached in time.
    #[error("position {position} has not been reached, the end is {end}")]
    InFuture {
        /// What the read was to cover.
        position: Position,
        /// Where the view is.
        end: Position,
    },
    /// The list was to begin after a position that the journal has not reached.
    #[error("position {after} has not been reached, the end is {end}")]
    StartInFuture {
        /// Where the list was to begin.
        after: Position,
        /// Where the view is.
        end: Position,
    },
    /// The view has not reached the end of the journal in time, because something hinders it from being folded.
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
}

/// Which events to list.
#[derive(Clone, Debug, Default)]
pub struct EventQuery {
    /// Which records.
    pub filter: Filter,
    /// Of those only records with such an event.
    pub history: HistoryFilter,
    /// Those after this position.
    pub after: Position,
    /// Those that were known then; without it, all up to the present end.
    pub known_at: Option<KnownAt>,
    /// The page ends with the record that brings it to so many events.
    pub events_max: usize,
}

/// A page of events: whole records, in order.
#[derive(Clone, Debug)]
pub struct EventPage {
    /// The records.
    pub records: Vec<Arc<StoredRecord>>,
    /// Up to where the listing goes in all.
    pub until: Position,
    /// After which position the next page begins; `None` when this was the last one.
    pub next: Option<Position>,
}

/// How much is read at once, and how many records a page may look through before it is given out, even if it is empty.
pub(super) const CHUNK: Limits = Limits { records: 512, bytes: 512 << 10 };
const LOOKED_THROUGH_MAX: usize = 20_000;

/// A page ends with the record that brings it to so many bytes.
const PAGE_BYTES_MAX: usize = 1 << 20;

impl Registry {
    /// A page of events, and a position that the listing covers.
    ///
    /// # Errors
    /// [`ReadError`].
    pub async fn events(&self, query: &EventQuery, freshness: Freshness) -> Result<EventPage, ReadError> {
        // All pages of a listing have one end, also when this process is behind the one that began it.
        let until = self.known(query.known_at, freshness).await?;
        let end = self.position();
        if query.after > end {
            return Err(ReadError::StartInFuture { after: query.after, end });
        }
        let mut page = EventPage { records: Vec::new(), until, next: None };
        let (mut events, mut bytes, mut looked_through) = (0, 0, 0);
        let mut after = query.after;
        while after < until {
            let chunk = self.chunk(&query.filter, after, until).await?;
            if chunk.is_empty() {
                return Ok(page);
            }
            for record in chunk {
                if record.position() > until {
                    return Ok(page);
                }
                after = record.position();
                looked_through += 1;
                if query.filter.lets_through(&record)? && query.history.lets_through(&record)? {
                    events += record.event_count()?;
                    bytes += record.size();
                    page.records.push(record);
                }
                let is_full = events >= query.events_max || bytes >= PAGE_BYTES_MAX;
                if (is_full || looked_through >= LOOKED_THROUGH_MAX) && after < until {
                    page.next = Some(after);
                    return Ok(page);
                }
            }
            tokio::task::yield_now().await;
        }
        Ok(page)
    }

    /// The next candidates after `after`: by the positions of the agreements that are asked for, or all. Empty only when
    /// there are no more up to `until`.
    pub(super) async fn chunk(
        &self,
        filter: &Filter,
        after: Position,
        until: Position,
    ) -> Result<Vec<Arc<StoredRecord>>, journal::Error> {
        let records = if filter.agreements.is_empty() {
            self.inner.reading.read(after.next(), CHUNK).await?
        } else {
            let of = |id| self.inner.view.positions(id, after, until, PIECE);
            let mut positions: Vec<_> = filter.agreements.iter().flat_map(of).collect();
            positions.sort_unstable();
            positions.truncate(PIECE);
            self.inner.reading.get(positions).await?
        };
        Ok(records.into_iter().map(|record| Arc::new(record.into())).collect())
    }

    /// Waits until the view covers what the read must cover; gives back the position that it covers.
    pub(super) async fn covered(&self, freshness: Freshness) -> Result<Position, ReadError> {
        let end = if freshness.allow_stale { Position::ZERO } else { self.inner.journal.end().await? };
        let wanted = freshness.at_least.max(end);
        let mut durable = self.inner.view.durable();
        let reached = timeout(self.inner.settings.read_limit, durable.wait_for(|durable| *durable >= wanted));
        if let Ok(Ok(position)) = reached.await {
            return Ok(*position);
        }
        let position = self.position();
        if freshness.at_least > end.max(position) {
            return Err(ReadError::InFuture { position: freshness.at_least, end: end.max(position) });
        }
        Err(ReadError::Behind { position, end })
    }
}
