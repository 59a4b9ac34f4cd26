//! The port: what the rest of the service asks of a journal. The contract as a whole stands in the front file.

use std::fmt;
use std::sync::Arc;

use futures_util::future::BoxFuture;

use super::{Batch, Identity, Limits, Position, Record};

/// A gapless sequence of records that is only ever added to.
///
/// The trait is used as `Arc<dyn Journal>`, from any number of threads and runtimes at once.
pub trait Journal: fmt::Debug + Send + Sync + 'static {
    /// Which journal this is. Always the same answer, in every process that has this journal open.
    fn identity(&self) -> Identity;

    /// The most that one append takes. Always the same answer as long as the journal is open.
    ///
    /// A record longer than `bytes` can never be appended, so whoever makes records stays below it.
    fn limits(&self) -> Limits;

    /// A batch without records that takes as much as one append to this journal.
    fn batch(&self) -> Batch {
        Batch::new(self.limits())
    }

    /// Writes the records of `batch` at `after + 1`, `after + 2` and so on, if and only if the journal ends at
    /// `after`.
    ///
    /// What each answer means, and what the caller does next, stands at [`Outcome`]. Among appends with the
    /// same `after` that are under way at once, in one process or in several, at most one writes.
    ///
    /// A batch without records writes nothing and is answered like any other: `Appended` if the journal ends
    /// at `after`. A batch larger than [`limits`](Journal::limits) is a mistake in the program; which outcome
    /// it gets is not promised.
    ///
    /// A future that is dropped before it is done leaves the outcome unknown, as [`Outcome::Unknown`] does.
    fn append<'a>(&'a self, after: Position, batch: &'a Batch) -> BoxFuture<'a, Outcome>;

    /// The records from `from` on, in order and without a gap, within `limits`.
    ///
    /// There is at least one record in the answer if there is one in the journal at `from` or later, even if
    /// it alone is over `limits.bytes`, and even if `limits.records` is zero. The answer is empty only when
    /// `from` is past the end. It may have fewer records than `limits` allow while there are more in the
    /// journal, so whoever wants all reads on until it is empty or until he knows to have reached the end.
    /// `Position::ZERO` reads from the first record.
    fn read(&self, from: Position, limits: Limits) -> BoxFuture<'_, Result<Vec<Record>, Error>>;

    /// The records at these positions, one for each, in the order in which they were asked for.
    ///
    /// The positions may be in any order, and the same one may come twice. There is no limit but the caller's:
    /// he asks for no more positions than he can hold records. If there is no record at one of them, the whole
    /// call answers [`Error::NotThere`] with the first such position.
    fn get<'a>(&'a self, positions: &'a [Position]) -> BoxFuture<'a, Result<Vec<Record>, Error>>;

    /// The position of the last durable record; [`Position::ZERO`] when there is none.
    ///
    /// It covers every append that had been answered to anybody, in any process, before the call.
    fn end(&self) -> BoxFuture<'_, Result<Position, Error>>;

    /// Waits for a record at `from` or later, and answers with the end of the journal.
    ///
    /// It is done at once when such a record is there already, and as soon as one is there otherwise, whoever
    /// appended it. `Position::ZERO` waits for the first record. A closed journal does not end the wait, since
    /// another process may go on appending; whoever wants to stop waiting drops the future.
    fn tail(&self, from: Position) -> BoxFuture<'_, Result<Position, Error>>;
}

/// How an append ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "only the outcome says whether anything was written"]
pub enum Outcome {
    /// All records of the batch are durable, in order, right after `after`.
    Appended,

    /// The journal does not end at `after`, and this call has written nothing.
    ///
    /// The caller reads from `after + 1`, decides again on what he finds, and appends again. If an earlier
    /// attempt of the same append ended as `Unknown`, some or all of the records found may be his own; he
    /// recognises them by what they say, and must not append those once more.
    Moved {
        /// Where the journal ended when the append was refused. It may have moved on since.
        end: Position,
    },

    /// Nobody can say whether the records were written: all of them, a prefix, or none, now or a moment later.
    ///
    /// The caller repeats the same append, with the same `after` and the same records, until the answer is
    /// another one, and appends nothing else meanwhile. Reading alone decides nothing, since the attempt may
    /// still be under way. Then `Appended` says that no earlier attempt had written anything, and this one
    /// has written everything. `Moved` says that something stands after `after`, which may be one's own: by
    /// contract the adapter does not recognise a repeated append, and answers `Moved` to one whose records are
    /// there already. The caller finds out by reading. No earlier attempt can write any more after either.
    Unknown,

    /// The journal is closed for good, as far as this process is concerned. It never takes an append again.
    ///
    /// The first append that is answered so may have written all of its records, a prefix, or none (a sync
    /// failed in the middle of it); later ones write nothing. The caller stops appending and goes on reading.
    /// What has become of the records is seen by reading, at the latest when the journal is opened again.
    Closed,
}

/// Why a read gave no records.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// There is no record at this position: it is zero, or past the end.
    #[error("there is no record at position {position}")]
    NotThere {
        /// The first of the positions asked for that has no record.
        position: Position,
    },

    /// The medium did not give what is stored on it. The call may be made again; whether that helps depends on
    /// the cause.
    #[error("{source}")]
    Unreadable {
        /// What the medium said.
        source: Arc<dyn std::error::Error + Send + Sync>,
    },
}

impl Error {
    /// The journal cannot be read, for this reason.
    pub fn unreadable(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        Error::Unreadable { source: Arc::from(cause.into()) }
    }
}
