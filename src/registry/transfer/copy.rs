//! From one journal into another.

use super::{
    export::PIECE,
    filling::{FillError, Filling},
};
use crate::journal::{self, Journal, Position};

/// Why a journal could not be copied.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The journal cannot be read.
    #[error(transparent)]
    Read(#[from] journal::Error),
    /// The journal ends before the end that it has told of.
    #[error("the journal ends before the record at position {position}, which it had")]
    Ended {
        /// The first record that is missing.
        position: Position,
    },
    /// The copy did not take the records.
    #[error("the copy cannot be written: {0}")]
    Fill(#[from] FillError),
}

/// Appends all records of a journal, up to its end as it is now, to `target`, which has to be empty. Gives back that end.
///
/// # Errors
/// [`CopyError`]: `target` then has some of the records, and is to be thrown away.
pub async fn copy(
    journal: &dyn Journal,
    target: &dyn Journal,
    mut progress: impl FnMut(Position, Position),
) -> Result<Position, CopyError> {
    let end = journal.end().await?;
    let mut filling = Filling::begin(target).await?;
    let mut done = Position::ZERO;
    while done < end {
        let piece = journal.read(done.next(), PIECE).await?;
        if piece.is_empty() {
            return Err(CopyError::Ended { position: done.next() });
        }
        // What came after the end that was told of belongs into another copy.
        for record in piece.into_iter().take_while(|record| record.position <= end) {
            done = record.position;
            filling.add(record.bytes).await?;
        }
        progress(done, end);
    }
    Ok(filling.finish().await?)
}
