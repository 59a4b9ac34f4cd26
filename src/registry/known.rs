//! What was known when: any past state of knowledge is a position in the journal, and a short fold up to it.

use std::{ops::ControlFlow, sync::Arc};

use jiff::{Timestamp, civil::Date};

use super::{Freshness, ReadError, Registry, Version, codec, view::Incoming};
use crate::{
    domain::{self, AgreementId, Status},
    journal::{self, Position},
};

/// A past state of knowledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownAt {
    /// What the records up to this position say.
    Position(Position),
    /// What had been recorded by this time.
    Time(Timestamp),
}

/// Which state of an agreement to show; the default is what is known now, as of today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// What was known; without it, all that is known now.
    pub known_at: Option<KnownAt>,
    /// On which day; without it, today in the agreement's reckoning zone.
    pub as_of: Option<Date>,
}

/// An agreement that was looked for.
#[derive(Clone, Debug)]
pub struct Found {
    /// The agreement on the day, with what had fallen due by then even if it is not recorded yet.
    pub version: Arc<Version>,
    /// The relations to it that others have recorded, as far as was known.
    pub incoming: Vec<Incoming>,
    /// The last record that counts.
    pub position: Position,
    /// The day that was asked about.
    pub day: Date,
}

impl Registry {
    /// An agreement, now or in the past; `None` if there was none, as far as was known on that day.
    ///
    /// # Errors
    /// [`ReadError`].
    pub async fn agreement(
        &self,
        id: &AgreementId,
        look: Look,
        freshness: Freshness,
    ) -> Result<Option<Found>, ReadError> {
        let position = self.known(look.known_at, freshness).await?;
        let version = if look == Look::default() {
            self.inner.view.version(id).map(|version| self.shown(version))
        } else {
            self.version_on(id, position, look.as_of).await?.map(Arc::new)
        };
        let now = self.inner.clock.now();
        Ok(version.map(|version| {
            let day = look.as_of.unwrap_or_else(|| version.agreement.reckoning_zone().today(now));
            Found { version, incoming: self.incoming(id, position), position, day }
        }))
    }

    /// The relations to an agreement that others had recorded up to a position.
    #[must_use]
    pub fn incoming(&self, id: &AgreementId, until: Position) -> Vec<Incoming> {
        let mut incoming = self.inner.view.incoming(id);
        incoming.retain(|relation| relation.position <= until);
        incoming
    }

    /// The position up to which records count.
    ///
    /// # Errors
    /// [`ReadError`].
    pub(super) async fn known(
        &self,
        known_at: Option<KnownAt>,
        freshness: Freshness,
    ) -> Result<Position, ReadError> {
        match known_at {
            None => self.covered(freshness).await,
            Some(KnownAt::Position(position)) => {
                let at_least = freshness.at_least.max(position);
                self.covered(Freshness { at_least, ..freshness }).await.map(|_| position)
            }
            Some(KnownAt::Time(time)) => {
                let end = self.covered(freshness).await?;
                Ok(self.last_recorded_by(time, end).await?)
            }
        }
    }

    /// The last record up to `end` that was made at `time` or before: their times strictly increase.
    async fn last_recorded_by(&self, time: Timestamp, end: Position) -> Result<Position, journal::Error> {
        let (mut low, mut high) = (0, end.get());
        while low < high {
            let middle = Position::new(low + (high - low).div_ceil(2));
            let record = self.inner.reading.get(vec![middle]).await?.into_iter().next();
            let record = record.ok_or(journal::Error::NotThere { position: middle })?;
            let decoded =
                codec::decode(&record.bytes).map_err(|error| journal::Error::unreadable(error.at(middle)))?;
            if decoded.recorded_at <= time {
                low = middle.get();
            } else {
                high = middle.get() - 1;
            }
        }
        Ok(Position::new(low))
    }

    /// A version with what has fallen due by now, should the timekeeper be behind.
    pub(super) fn shown(&self, version: Arc<Version>) -> Arc<Version> {
        self.shown_at(version, self.inner.clock.now())
    }

    /// A version with what had fallen due by a time.
    pub(super) fn shown_at(&self, version: Arc<Version>, now: Timestamp) -> Arc<Version> {
        if domain::due_at(&version.agreement).is_none_or(|due| due > now) {
            return version;
        }
        let today = version.agreement.reckoning_zone().today(now);
        let agreement = domain::shown_on(&version.agreement, today);
        Arc::new(Version { agreement, ..Version::clone(&version) })
    }

    /// An agreement on a day, from the records up to a position.
    pub(super) async fn version_on(
        &self,
        id: &AgreementId,
        until: Position,
        as_of: Option<Date>,
    ) -> Result<Option<Version>, ReadError> {
        let mut events = Vec::new();
        let mut last: Option<Version> = None;
        let gather = |record: journal::Record, decoded: codec::Decoded| {
            let at = (record.position, decoded.recorded_at);
            last = Some(Version::after(last.as_ref(), id, at, &decoded.events));
            events.extend(decoded.events);
            ControlFlow::<()>::Continue(())
        };
        self.history(id, until, gather).await?;
        let Some(last) = last else { return Ok(None) };
        let today = || last.agreement.reckoning_zone().today(self.inner.clock.now());
        let agreement = domain::as_of(&events, id.clone(), as_of.unwrap_or_else(today));
        Ok((agreement.status() != Status::Undrafted).then_some(Version { agreement, ..last }))
    }
}
