//! The thread that writes: one append after the other, until the journal is closed or something fails.

use std::sync::mpsc;

use rusqlite::Connection;
use sha2::{Digest, Sha256};
use tokio::sync::{oneshot, watch};

use super::database::{self, Checkpoint, WriteError};
use super::{Head, Labeller, Mark};
use crate::journal::{Batch, Identity, Outcome, Position};

/// What the thread is asked to do.
pub(super) enum Job {
    /// Append the batch, and answer how it ended.
    Append { after: Position, batch: Batch, answer: oneshot::Sender<Outcome> },
    /// Empty the `-wal` file and end.
    Close,
}

/// What the thread has.
pub(super) struct Writer {
    connection: Connection,
    head: Head,
    identity: Identity,
    label: Labeller,
    end: watch::Sender<Position>,
    // About how many bytes were written into the `-wal` file since the last checkpoint.
    in_wal: usize,
}

/// After so many bytes the `-wal` file is moved into the database, as SQLite does it by itself (1000 pages).
const CHECKPOINT_BYTES: usize = 4 << 20;

/// What a commit takes at least: the pages from the root of the table to its last leaf.
const COMMIT_BYTES: usize = 3 * 4096;

impl Writer {
    pub(super) const fn new(
        connection: Connection,
        head: Head,
        identity: Identity,
        label: Labeller,
        end: watch::Sender<Position>,
    ) -> Writer {
        Writer { connection, head, identity, label, end, in_wal: 0 }
    }

    /// Works until the journal is closed. Whoever asks later finds nobody, which means that it is closed.
    ///
    /// The connection is kept until then, also when nothing is written any more: SQLite's shared memory goes with the last
    /// one, and a disk that is full does not give it to those who still read.
    pub(super) fn run(mut self, jobs: &mpsc::Receiver<Job>) {
        while let Ok(Job::Append { after, batch, answer }) = jobs.recv() {
            let outcome = self.append(after, &batch);
            // Whoever has dropped the future does not want to know.
            let _ = answer.send(outcome);
            if outcome == Outcome::Closed || !self.checkpoint() {
                // Nothing more is written, synced or moved: what failed once is not tried again.
                refuse(jobs);
                return;
            }
        }
        if let Err(error) = database::close(self.connection) {
            tracing::error!(%error, "the -wal file of the journal could not be emptied, and is still needed");
        }
    }

    fn append(&mut self, after: Position, batch: &Batch) -> Outcome {
        let end = *self.end.borrow();
        if after != end {
            return Outcome::Moved { end };
        }
        let Some(last) = batch.records().last() else { return Outcome::Appended };
        match database::append(&mut self.connection, self.identity, self.label, after, batch) {
            Ok(()) => {}
            Err(error @ WriteError::Busy) => {
                // Nothing was written. It is asked again for as long as the other one stays.
                tracing::warn!(%error, "the journal cannot be written at the moment");
                return Outcome::Unknown;
            }
            Err(error @ (WriteError::Database(_) | WriteError::Changed { .. })) => {
                tracing::error!(%error, "the journal could not be written: it is closed for good");
                return Outcome::Closed;
            }
        }
        let position = after.plus(batch.len() as u64);
        let mark = Mark { identity: self.identity, position, digest: Sha256::digest(last).into() };
        if let Err(error) = self.head.write(mark) {
            // What the head does not cover could be lost without a word, so it is not promised to anybody.
            tracing::error!(%error, "the head of the journal could not be written: it is closed for good");
            return Outcome::Closed;
        }
        self.in_wal = self.in_wal.saturating_add(batch.bytes()).saturating_add(COMMIT_BYTES);
        self.end.send_replace(position);
        Outcome::Appended
    }

    /// Moves the `-wal` file into the database when it has grown. Says whether nothing has failed.
    fn checkpoint(&mut self) -> bool {
        if self.in_wal < CHECKPOINT_BYTES {
            return true;
        }
        self.in_wal = 0;
        match database::checkpoint(&self.connection, Checkpoint::Quick) {
            Ok(_) => true,
            Err(error) => {
                tracing::error!(%error, "the -wal file could not be moved into the journal: it is closed for good");
                false
            }
        }
    }
}

/// Answers that the journal is closed, until it is.
fn refuse(jobs: &mpsc::Receiver<Job>) {
    while let Ok(Job::Append { answer, .. }) = jobs.recv() {
        let _ = answer.send(Outcome::Closed);
    }
}
