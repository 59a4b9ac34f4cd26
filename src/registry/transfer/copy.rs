//! From one journal into another.

use super::{
    filling::{FillError, Filling},
    reading::{self, SourceError},
};
use crate::journal::{Journal, Position, Record};

/// Why a journal could not be copied.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The journal cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
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
    progress: impl FnMut(Position, Position),
) -> Result<Position, CopyError> {
    let end = journal.end().await.map_err(SourceError::from)?;
    let mut filling = Filling::begin(target).await?;
    reading::each(journal, end, progress, async |record: Record| {
        filling.add(record.bytes).await?;
        Ok::<_, CopyError>(())
    })
    .await?;
    Ok(filling.finish().await?)
}
