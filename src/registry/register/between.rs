//! What is in force between two.

use std::{collections::BTreeSet, sync::Arc};

use jiff::civil::Date;

use super::{
    gather::{Looking, cut},
    place::{Moment, Place, PlaceCursor},
};
use crate::{
    domain::{self, Binding},
    journal::Position,
    registry::{Freshness, KnownAt, ReadError, Registry, Version, index::Key},
};

/// Which agreements to list: those in force between two.
#[derive(Clone, Debug)]
pub struct BetweenQuery {
    /// The two: each a participant's id, or the ISO 3166-1 code of its state.
    pub parties: [Box<str>; 2],
    /// Only those that bind like this; all if there are none.
    pub bindings: Vec<Binding>,
    /// The day that is asked about; without it, how things stand when the first page is made.
    pub as_of: Option<Date>,
    /// What was known; without it, all that is known now.
    pub known_at: Option<KnownAt>,
    /// After this place.
    pub after: Option<PlaceCursor>,
    /// So many at most.
    pub agreements_max: usize,
}

/// An agreement that is in force between two.
#[derive(Clone, Debug)]
pub struct InForceBetween {
    /// The agreement.
    pub version: Arc<Version>,
    /// Since and until when.
    pub force: domain::ForceBetween,
    /// Where it stands in the list.
    pub place: PlaceCursor,
}

/// A page of the agreements in force between two, by the day since which they are.
#[derive(Clone, Debug)]
pub struct BetweenPage {
    /// The agreements.
    pub agreements: Vec<InForceBetween>,
    /// The day that the list is about.
    pub day: Date,
    /// The position that the list is about.
    pub until: Position,
    /// After which place the next page begins; `None` when this was the last one.
    pub next: Option<PlaceCursor>,
}

impl Registry {
    /// A page of the agreements that are in force between two.
    ///
    /// # Errors
    /// [`ReadError`].
    pub async fn in_force_between(
        &self,
        query: &BetweenQuery,
        freshness: Freshness,
    ) -> Result<BetweenPage, ReadError> {
        let until = self.known(query.known_at, freshness).await?;
        let moment = self.moment(query.as_of, query.after.as_ref());
        let day = moment.day;
        let after = query.after.as_ref().and_then(|after| self.place(after));
        if query.after.is_some() && after.is_none() {
            // Nothing comes after an agreement that nobody has.
            return Ok(BetweenPage { agreements: Vec::new(), day, until, next: None });
        }
        let sets = query.parties.iter().map(|party| vec![Key::Party(party.clone())]).collect::<Vec<_>>();
        let looking = Looking { moment, until, items_max: query.agreements_max };
        let entries = |version: &Arc<Version>| {
            let entry = query.entry(version, moment);
            entry.filter(|(place, _)| after.as_ref().is_none_or(|after| place > after)).into_iter().collect()
        };
        let found = self.gather(&BTreeSet::new(), &sets, looking, entries).await?;
        let (agreements, next) = cut(found, query.agreements_max);
        Ok(BetweenPage { agreements, day, until, next: next.map(|place| PlaceCursor::of(moment.at, &place)) })
    }
}

impl BetweenQuery {
    fn entry(&self, version: &Arc<Version>, moment: Moment) -> Option<(Place, InForceBetween)> {
        let agreement = &version.agreement;
        let header = agreement.header()?;
        if !self.bindings.is_empty() && !self.bindings.contains(&header.binding) {
            return None;
        }
        let [one, other] = &self.parties;
        let force = domain::force_between(agreement, one, other, moment.day)?;
        let place = Place {
            on: force.from,
            rank: 0,
            reference: header.reference.clone(),
            id: agreement.id().clone(),
            number: 0,
        };
        let cursor = PlaceCursor::of(moment.at, &place);
        Some((place, InForceBetween { version: Arc::clone(version), force, place: cursor }))
    }
}
