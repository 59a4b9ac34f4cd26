//! An empty journal that is filled with records, a batch at a time.

use std::mem;

use bytes::Bytes;

use crate::journal::{self, Batch, Journal, Outcome, Position};

/// A journal that is being filled.
pub(super) struct Filling<'a> {
    target: &'a dyn Journal,
    batch: Batch,
    appended: Position,
}

/// Why a journal could not be filled. What was appended until then is of no use.
#[derive(Debug, thiserror::Error)]
pub enum FillError {
    /// The journal cannot be read.
    #[error(transparent)]
    Target(#[from] journal::Error),
    /// The journal has records of its own.
    #[error("the journal has {end} records already, and only an empty one can be filled")]
    NotEmpty {
        /// Where that journal ends.
        end: Position,
    },
    /// A record is larger than the journal takes it.
    #[error("the record has {bytes} bytes, and the journal takes {limit} at once")]
    TooLarge {
        /// The length of the record.
        bytes: usize,
        /// What the journal takes.
        limit: usize,
    },
    /// The journal did not take the records.
    #[error("the journal did not take the records after position {after} ({outcome:?})")]
    Append {
        /// The last record that it has taken.
        after: Position,
        /// How the append ended.
        outcome: Outcome,
    },
}

impl<'a> Filling<'a> {
    /// Begins with an empty journal.
    pub(super) async fn begin(target: &'a dyn Journal) -> Result<Self, FillError> {
        let end = target.end().await?;
        if end > Position::ZERO {
            return Err(FillError::NotEmpty { end });
        }
        Ok(Self { target, batch: target.batch(), appended: end })
    }

    /// Adds a record. Gives back the last position that is appended.
    pub(super) async fn add(&mut self, record: Bytes) -> Result<Position, FillError> {
        if let Err(record) = self.batch.push(record) {
            self.append().await?;
            let limit = self.target.limits().bytes;
            self.batch.push(record).map_err(|record| FillError::TooLarge { bytes: record.len(), limit })?;
        }
        Ok(self.appended)
    }

    /// Appends what is left. Gives back the end.
    pub(super) async fn finish(mut self) -> Result<Position, FillError> {
        self.append().await?;
        Ok(self.appended)
    }

    async fn append(&mut self) -> Result<(), FillError> {
        if self.batch.is_empty() {
            return Ok(());
        }
        let batch = mem::replace(&mut self.batch, self.target.batch());
        match self.target.append(self.appended, &batch).await {
            Outcome::Appended => self.appended = self.appended.plus(batch.len() as u64),
            // Even one that nobody knows is not tried again: the whole filling can be.
            outcome @ (Outcome::Moved { .. } | Outcome::Unknown | Outcome::Closed) => {
                return Err(FillError::Append { after: self.appended, outcome });
            }
        }
        Ok(())
    }
}
