//! The newest records, kept in memory for those who watch.
//!
//! A watcher that keeps up is served from here, one copy for all of them; one that falls behind reads the journal at its
//! own speed. So nobody holds a buffer of his own, and nothing is ever dropped for a slow reader.

use std::{
    collections::VecDeque,
    sync::{Arc, PoisonError, RwLock},
};

use super::codec::StoredRecord;
use crate::journal::{Position, Record};

/// The newest records, bounded in bytes.
#[derive(Debug)]
pub(super) struct Live {
    bytes_max: usize,
    records: RwLock<Newest>,
}

#[derive(Debug, Default)]
struct Newest {
    records: VecDeque<Arc<StoredRecord>>,
    bytes: usize,
}

impl Live {
    pub(super) fn new(bytes_max: usize) -> Self {
        Self { bytes_max, records: RwLock::default() }
    }

    /// Adds durable records, in order and without a gap, and lets the oldest go.
    pub(super) fn extend(&self, records: impl IntoIterator<Item = Record>) {
        let mut newest = self.records.write().unwrap_or_else(PoisonError::into_inner);
        for record in records {
            newest.bytes += record.bytes.len();
            newest.records.push_back(Arc::new(record.into()));
        }
        while newest.bytes > self.bytes_max
            && let Some(oldest) = newest.records.pop_front()
        {
            newest.bytes -= oldest.size();
        }
    }

    /// Up to `count` records after `after`; `None` when the first of them is no longer (or not yet) here.
    pub(super) fn after(&self, after: Position, count: usize) -> Option<Vec<Arc<StoredRecord>>> {
        let newest = self.records.read().unwrap_or_else(PoisonError::into_inner);
        let first = newest.records.front()?.position();
        let skip = usize::try_from(after.next().get().checked_sub(first.get())?).ok()?;
        let found: Vec<_> = newest.records.iter().skip(skip).take(count).cloned().collect();
        (!found.is_empty()).then_some(found)
    }
}
