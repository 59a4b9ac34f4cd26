//! Looking at every agreement that a question can concern, as it stood.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::place::{Moment, Place};
use crate::{
    domain::AgreementId,
    journal::{self, Position},
    registry::{
        ReadError, Registry, Version, codec,
        index::{Era, Key},
        read::CHUNK as RECORDS,
    },
};

/// Which state of the agreements is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Looking {
    /// When.
    pub(super) moment: Moment,
    /// From the records up to here.
    pub(super) until: Position,
    /// So many of what is found are wanted, the first ones.
    pub(super) items_max: usize,
}

/// So many records may have come since the state that a list shows, for it to be answered from what the register is now.
const RECENT_RECORDS_MAX: u64 = 10_000;

/// How many candidates are taken in one go.
const CHUNK: usize = 256;

impl Registry {
    /// The first of what `entries` finds in each agreement that may have a property of each of the sets, or in the named ones
    /// if there are any.
    pub(super) async fn gather<T>(
        &self,
        named: &BTreeSet<AgreementId>,
        sets: &[Vec<Key>],
        looking: Looking,
        entries: impl Fn(&Arc<Version>) -> Vec<(Place, T)>,
    ) -> Result<BTreeMap<Place, T>, ReadError> {
        let mut found = BTreeMap::new();
        let mut after = None;
        loop {
            let candidates = if named.is_empty() {
                self.inner.view.candidates(sets, Era::Any, after.as_ref(), CHUNK)
            } else {
                named.clone()
            };
            let is_last = !named.is_empty() || candidates.len() < CHUNK;
            for id in candidates {
                if let Some(version) = self.version_looked_at(&id, looking).await? {
                    found.extend(entries(&version));
                    // One more than is wanted tells that there is more.
                    while found.len() > looking.items_max.saturating_add(1) {
                        found.pop_last();
                    }
                }
                after = Some(id);
            }
            if is_last {
                return Ok(found);
            }
            tokio::task::yield_now().await;
        }
    }

    /// An agreement as it stood; `None` if there was none.
    async fn version_looked_at(
        &self,
        id: &AgreementId,
        looking: Looking,
    ) -> Result<Option<Arc<Version>>, ReadError> {
        let Looking { moment, until, .. } = looking;
        if moment.is_of_a_day {
            return Ok(self.version_on(id, until, Some(moment.day)).await?.map(Arc::new));
        }
        Ok(self.version_at(id, until).await?.map(|version| self.shown_at(version, moment.at)))
    }

    /// Adds the agreements with records after a position, and goes on to the last record that the view can show.
    pub(in crate::registry) async fn recorded_since(
        &self,
        position: &mut Position,
        recorded: &mut BTreeSet<AgreementId>,
    ) -> Result<(), ReadError> {
        // The view never shows what the journal does not have.
        let end = self.inner.journal.end().await?;
        while *position < end {
            let records = self.inner.reading.read(position.next(), RECORDS).await?;
            let Some(last) = records.last() else { break };
            *position = last.position;
            for record in &records {
                let decoded = codec::decode(&record.bytes);
                let decoded =
                    decoded.map_err(|error| journal::Error::unreadable(error.at(record.position)))?;
                recorded.insert(decoded.agreement);
            }
            tokio::task::yield_now().await;
        }
        Ok(())
    }

    /// Whether so few records have come after a position that one can look at what each of them has changed.
    pub(in crate::registry) fn is_recent(&self, until: Position) -> bool {
        self.position().get().saturating_sub(until.get()) <= RECENT_RECORDS_MAX
    }
}

/// As much as a page holds, and the place after which the next one begins, if more follows.
pub(super) fn cut<T>(found: BTreeMap<Place, T>, items_max: usize) -> (Vec<T>, Option<Place>) {
    let more = found.len() > items_max;
    let last = found.keys().nth(items_max.saturating_sub(1)).filter(|_| more).cloned();
    (found.into_values().take(items_max).collect(), last)
}
