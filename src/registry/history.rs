//! The records of one agreement, from the first on, read in pieces and never all at once.

use std::ops::ControlFlow;

use super::{Registry, Version, codec};
use crate::{
    domain::AgreementId,
    journal::{self, Position},
};

/// How many records of an agreement are read at once. A record can have megabytes, and these are not counted before.
pub(super) const PIECE: usize = 32;

impl Registry {
    /// Shows the records of an agreement up to `until` to `look`, the oldest first, until it breaks off.
    ///
    /// # Errors
    /// When the journal cannot be read, or not be decoded any more.
    pub(super) async fn history<B>(
        &self,
        id: &AgreementId,
        until: Position,
        mut look: impl FnMut(journal::Record, codec::Decoded) -> ControlFlow<B>,
    ) -> Result<Option<B>, journal::Error> {
        let mut after = Position::ZERO;
        loop {
            let positions = self.inner.view.positions(id, after, until, PIECE);
            let Some(last) = positions.last().copied() else { return Ok(None) };
            for record in self.inner.reading.get(positions).await? {
                let decoded = codec::decode(&record.bytes)
                    .map_err(|error| journal::Error::unreadable(error.at(record.position)))?;
                if let ControlFlow::Break(found) = look(record, decoded) {
                    return Ok(Some(found));
                }
            }
            after = last;
            // Others get their turn between the pieces of a long history.
            tokio::task::yield_now().await;
        }
    }

    /// An agreement as it stood at a position; `None` if there was none yet.
    pub(super) async fn version_then(
        &self,
        id: &AgreementId,
        until: Position,
    ) -> Result<Option<Version>, journal::Error> {
        let mut version: Option<Version> = None;
        let fold = |record: journal::Record, decoded: codec::Decoded| {
            let at = (record.position, decoded.recorded_at);
            version = Some(Version::after(version.as_ref(), id, at, &decoded.events));
            ControlFlow::<()>::Continue(())
        };
        self.history(id, until, fold).await?;
        Ok(version)
    }
}
