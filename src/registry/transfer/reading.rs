//! The records of a journal that is carried elsewhere, one after the other.

use crate::journal::{self, Journal, Limits, Position, Record};

/// How much is read at once.
const PIECE: Limits = Limits { records: 256, bytes: 1 << 20 };

/// Why a journal could not be read to its end.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] journal::Error),
    /// It ends before the end that it has told of.
    #[error("the journal ends before the record at position {position}, which it had")]
    Ended {
        /// The first record that is missing.
        position: Position,
    },
}

/// Gives every record up to `end` to `take`. What comes after that is for another time.
pub(super) async fn each<E: From<SourceError>>(
    journal: &dyn Journal,
    end: Position,
    mut progress: impl FnMut(Position, Position),
    mut take: impl AsyncFnMut(Record) -> Result<(), E>,
) -> Result<(), E> {
    let mut done = Position::ZERO;
    while done < end {
        let piece = journal.read(done.next(), PIECE).await.map_err(SourceError::from)?;
        if piece.is_empty() {
            return Err(SourceError::Ended { position: done.next() }.into());
        }
        for record in piece.into_iter().take_while(|record| record.position <= end) {
            done = record.position;
            take(record).await?;
        }
        progress(done, end);
    }
    Ok(())
}
