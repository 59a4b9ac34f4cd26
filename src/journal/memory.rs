//! The journal in memory: fast, and gone when the last handle is.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use bytes::Bytes;
use futures_util::future::BoxFuture;
use tokio::sync::watch;

use super::{Batch, Error, Identity, Journal, Limits, Outcome, Position, Record};

/// A journal in memory.
///
/// A clone is another handle onto the same journal, which is there as long as one handle is; so a journal can
/// outlive the service that wrote it, and the next service can be started upon it. "Durable" means here: as
/// long as a handle is kept.
#[derive(Clone)]
pub struct Memory {
    shared: Arc<Shared>,
}

struct Shared {
    identity: Identity,
    limits: Limits,
    state: RwLock<State>,
    // INVARIANT: changes only while `state` is locked for writing, so that it never goes backwards and never
    // says more than `state` has.
    end: watch::Sender<Position>,
}

#[derive(Default)]
struct State {
    records: Chunks,
    closed: bool,
}

impl Memory {
    /// The limits of an append unless others are given: 1024 records and 4 MiB.
    ///
    /// Memory itself needs none. These are of the size that a medium with a sync takes well, so that a service
    /// behaves alike on both.
    pub const LIMITS: Limits = Limits { records: 1024, bytes: 4 * 1024 * 1024 };

    /// An empty journal that is known by `identity`.
    pub fn new(identity: Identity) -> Memory {
        Memory::with_limits(identity, Memory::LIMITS)
    }

    /// An empty journal whose appends take no more than `limits`.
    pub fn with_limits(identity: Identity, limits: Limits) -> Memory {
        let end = watch::Sender::new(Position::ZERO);
        Memory { shared: Arc::new(Shared { identity, limits, state: RwLock::default(), end }) }
    }

    /// Closes the journal for good, for every handle: appends are answered [`Outcome::Closed`] from now on, and
    /// reads go on.
    pub fn close(&self) {
        self.state_mut().closed = true;
    }

    // A lock is poisoned by a panic, and nothing that happens under these can leave the state half changed in
    // a way that matters: the records are counted by what is there.
    fn state(&self) -> RwLockReadGuard<'_, State> {
        self.shared.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn state_mut(&self) -> RwLockWriteGuard<'_, State> {
        self.shared.state.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn append_now(&self, after: Position, batch: &Batch) -> Outcome {
        let mut state = self.state_mut();
        if state.closed {
            return Outcome::Closed;
        }
        let end = state.records.end();
        if end != after {
            return Outcome::Moved { end };
        }
        for record in batch.records() {
            state.records.push(record.clone());
        }
        if !batch.is_empty() {
            self.shared.end.send_replace(state.records.end());
        }
        Outcome::Appended
    }

    fn read_now(&self, from: Position, limits: Limits) -> Vec<Record> {
        let state = self.state();
        let mut taken = Vec::new();
        let mut bytes_taken: usize = 0;
        for record in state.records.from(from) {
            if !limits.allow_another(taken.len(), bytes_taken, record.bytes.len()) {
                break;
            }
            bytes_taken = bytes_taken.saturating_add(record.bytes.len());
            taken.push(record);
        }
        taken
    }

    fn get_now(&self, positions: &[Position]) -> Result<Vec<Record>, Error> {
        let state = self.state();
        let record = |&position| state.records.get(position).ok_or(Error::NotThere { position });
        positions.iter().map(record).collect()
    }
}

impl Journal for Memory {
    fn identity(&self) -> Identity {
        self.shared.identity
    }

    fn limits(&self) -> Limits {
        self.shared.limits
    }

    fn append<'a>(&'a self, after: Position, batch: &'a Batch) -> BoxFuture<'a, Outcome> {
        Box::pin(async move { self.append_now(after, batch) })
    }

    fn read(&self, from: Position, limits: Limits) -> BoxFuture<'_, Result<Vec<Record>, Error>> {
        Box::pin(async move { Ok(self.read_now(from, limits)) })
    }

    fn get<'a>(&'a self, positions: &'a [Position]) -> BoxFuture<'a, Result<Vec<Record>, Error>> {
        Box::pin(async move { self.get_now(positions) })
    }

    fn end(&self) -> BoxFuture<'_, Result<Position, Error>> {
        Box::pin(async move { Ok(self.state().records.end()) })
    }

    fn tail(&self, from: Position) -> BoxFuture<'_, Result<Position, Error>> {
        // Without this an empty journal, which ends at zero, would seem to have a record there.
        let from = from.max(Position::ZERO.next());
        Box::pin(async move {
            let mut end = self.shared.end.subscribe();
            let reached = end.wait_for(|end| *end >= from).await.map(|end| *end);
            // The sender lives as long as `self`, so this error is never seen.
            reached.map_err(Error::unreadable)
        })
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (end, closed) = {
            let state = self.state();
            (state.records.end(), state.closed)
        };
        formatter
            .debug_struct("Memory")
            .field("identity", &self.shared.identity)
            .field("limits", &self.shared.limits)
            .field("end", &end)
            .field("closed", &closed)
            .finish()
    }
}

/// The records in pieces of one size, so that growth never moves the records that are there: a single vector
/// of millions would be copied while everybody waits.
#[derive(Default)]
struct Chunks {
    // INVARIANT: all but the last are full; none is empty.
    chunks: Vec<Vec<Bytes>>,
}

impl Chunks {
    const RECORDS_PER_CHUNK: usize = 1024;

    fn end(&self) -> Position {
        let full = self.chunks.len().saturating_sub(1);
        let last = self.chunks.last().map_or(0, Vec::len);
        Position::new((full * Self::RECORDS_PER_CHUNK + last) as u64)
    }

    fn push(&mut self, bytes: Bytes) {
        match self.chunks.last_mut() {
            Some(chunk) if chunk.len() < Self::RECORDS_PER_CHUNK => chunk.push(bytes),
            Some(_) | None => {
                let mut chunk = Vec::with_capacity(Self::RECORDS_PER_CHUNK);
                chunk.push(bytes);
                self.chunks.push(chunk);
            }
        }
    }

    fn get(&self, position: Position) -> Option<Record> {
        let index = usize::try_from(position.get().checked_sub(1)?).ok()?;
        let chunk = self.chunks.get(index / Self::RECORDS_PER_CHUNK)?;
        let bytes = chunk.get(index % Self::RECORDS_PER_CHUNK)?;
        Some(Record { position, bytes: bytes.clone() })
    }

    fn from(&self, from: Position) -> impl Iterator<Item = Record> {
        let first = from.max(Position::ZERO.next());
        (first.get()..=self.end().get()).map_while(|number| self.get(Position::new(number)))
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use uuid::Uuid;

    use super::*;

    const ALL: Limits = Limits { records: usize::MAX, bytes: usize::MAX };

    fn filled(records: u64) -> Memory {
        let journal = Memory::new(Identity::from(Uuid::nil()));
        for number in 1..=records {
            let mut batch = journal.batch();
            batch.push(Bytes::from(number.to_string())).unwrap();
            assert_eq!(journal.append_now(Position::new(number - 1), &batch), Outcome::Appended);
        }
        journal
    }

    #[test]
    fn records_stay_in_order_over_the_borders_of_chunks() {
        let journal = filled(2_500);
        for from in [0, 1, 2, 1_023, 1_024, 1_025, 2_048, 2_049, 2_500] {
            let records = journal.read_now(Position::new(from), ALL);
            let numbers: Vec<u64> = records.iter().map(|record| record.position.get()).collect();
            assert_eq!(numbers, (from.max(1)..=2_500).collect::<Vec<u64>>());
            assert!(records.iter().all(|record| record.bytes == record.position.to_string()));
        }
        assert!(journal.read_now(Position::new(2_501), ALL).is_empty());
        assert!(journal.read_now(Position::new(u64::MAX), ALL).is_empty());
    }

    #[test]
    fn a_read_takes_as_much_as_its_limits_allow() {
        let journal = filled(120);
        let read =
            |from, records, bytes| journal.read_now(Position::new(from), Limits { records, bytes }).len();
        assert_eq!(read(1, 7, usize::MAX), 7);
        assert_eq!(read(100, usize::MAX, 9), 3);
        assert_eq!(read(100, usize::MAX, 8), 2);
        assert_eq!(read(100, 0, 0), 1);
    }

    #[test]
    fn a_clone_is_another_handle_onto_the_same_journal() {
        let first = filled(3);
        let second = first.clone();
        first.close();
        assert_eq!(second.append_now(Position::new(3), &second.batch()), Outcome::Closed);
        drop(first);
        assert_eq!(second.end().now_or_never().unwrap().unwrap(), Position::new(3));
    }
}
