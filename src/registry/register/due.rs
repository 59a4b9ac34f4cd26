//! What is due, for whom, in the order of the days.
//!
//! The usual question, how things stand now, is answered from an index by day; what has changed since the state that the list
//! shows is looked at as it was then. Questions about a day that is named, or about what was known long ago, are answered by
//! looking at every agreement that they can concern, as it stood.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::{Timestamp, civil::Date};

use super::{
    gather::Looking,
    place::{Moment, Place, PlaceCursor},
};
use crate::{
    domain::{self, Agreement, AgreementId, DueItem, DueKind, DueSubject, Identifier},
    journal::Position,
    registry::{
        Freshness, KnownAt, ReadError, Registry, Version,
        due_index::{DueDay, DueFrom},
        index::Key,
    },
};

/// Which due things to list.
#[derive(Clone, Debug, Default)]
pub struct DueQuery {
    /// Only what concerns this one: a participant's id, or the ISO 3166-1 code of its state.
    pub party: Option<Box<str>>,
    /// Only in these agreements; in all if there are none.
    pub agreements: BTreeSet<AgreementId>,
    /// Only in agreements with this area in their terms.
    pub area: Option<Identifier>,
    /// Only what belongs to a commission with this id; only actions can be asked for by it.
    pub commission: Option<Identifier>,
    /// Only these kinds; all if there are none.
    pub kinds: Vec<DueKind>,
    /// Only what is late on the day.
    pub overdue_only: bool,
    /// Also what was due before the day and is not done.
    pub outstanding: bool,
    /// How many days are looked ahead, from the day on; without it, all that is known.
    pub days_ahead: Option<u32>,
    /// The day that is asked about; without it, how things stand when the first page is made.
    pub as_of: Option<Date>,
    /// What was known; without it, all that is known now.
    pub known_at: Option<KnownAt>,
    /// After this place.
    pub after: Option<PlaceCursor>,
    /// So many at most.
    pub items_max: usize,
}

/// Something due, and the agreement that it stands in.
#[derive(Clone, Debug)]
pub struct DueEntry {
    /// The agreement as it stood.
    pub version: Arc<Version>,
    /// What is due.
    pub item: DueItem,
    /// Where it stands in the list.
    pub place: PlaceCursor,
}

/// A page of what is due.
#[derive(Clone, Debug)]
pub struct DuePage {
    /// What is due, by date.
    pub entries: Vec<DueEntry>,
    /// The day that the list is about.
    pub day: Date,
    /// The position that the list is about.
    pub until: Position,
    /// After which place the next page begins; `None` when this was the last one.
    pub next: Option<PlaceCursor>,
}

/// How many days are taken from the index in one go, and how many for one page, even if it stays empty.
const CHUNK: usize = 256;
const LOOKED_AT_MAX: usize = 10_000;

impl Registry {
    /// A page of what is due.
    ///
    /// # Errors
    /// [`ReadError`].
    pub async fn due(&self, query: &DueQuery, freshness: Freshness) -> Result<DuePage, ReadError> {
        let until = self.known(query.known_at, freshness).await?;
        let moment = self.moment(query.as_of, query.after.as_ref());
        let day = moment.day;
        let list = List { query, moment, after: query.after.as_ref().and_then(|after| self.place(after)) };
        if query.after.is_some() && list.after.is_none() {
            // Nothing comes after an agreement that nobody has.
            return Ok(DuePage { entries: Vec::new(), day, until, next: None });
        }
        let by_index = !moment.is_of_a_day && query.agreements.is_empty() && self.is_recent(until);
        let (entries, more) = if by_index {
            self.due_by_index(&list, until).await?
        } else {
            let looking = Looking { moment, until, items_max: query.items_max };
            let sets = list.keys();
            let found = self.gather(&query.agreements, &sets, looking, |version| list.entries(version));
            list.cut(found.await?)
        };
        let next = more.map(|place| PlaceCursor::of(moment.at, &place));
        Ok(DuePage { entries, day, until, next })
    }

    /// What is due by the index, up to a state that few records have come after, and after which place more may follow.
    async fn due_by_index(
        &self,
        list: &List<'_>,
        until: Position,
    ) -> Result<(Vec<DueEntry>, Option<Place>), ReadError> {
        let key = list.query.party.clone().map_or(Key::Any, Key::Party);
        let mut found = BTreeMap::new();
        let mut last = list.after.as_ref().map(DueDay::from);
        // The entry of the place before is looked at again: not all of it may have been on the page.
        let mut from = last.clone().map_or(DueFrom::Date(list.first_day()), DueFrom::At);
        let mut looked_at = 0;
        let is_whole = loop {
            let days = self.inner.view.due_days(&key, &from, list.last_day(), CHUNK);
            let is_last = days.len() < CHUNK;
            for day in days {
                looked_at += 1;
                if let Some(version) = self.inner.view.version(&day.id)
                    && version.position <= until
                {
                    let of_day = list.entries(&version).into_iter();
                    found.extend(of_day.filter(|(place, _)| place.on == day.on && place.rank == day.rank));
                }
                last = Some(day);
            }
            if is_last {
                break true;
            }
            if found.len() > list.query.items_max || looked_at >= LOOKED_AT_MAX {
                break false;
            }
            from = last.clone().map_or(from, DueFrom::After);
            tokio::task::yield_now().await;
        };
        // What the index no longer shows as it was, or does not show yet.
        let at = list.moment.at;
        for id in self.changed_after(until, at).await? {
            tokio::task::yield_now().await;
            found.retain(|place: &Place, _| place.id != id);
            if let Some(version) = self.version_at(&id, until).await? {
                let version = self.shown_at(version, at);
                let is_within = |place: &Place| is_whole || last.as_ref() >= Some(&DueDay::from(place));
                found.extend(list.entries(&version).into_iter().filter(|(place, _)| is_within(place)));
            }
        }
        let more_after = last.filter(|_| !is_whole).map(DueDay::end);
        let (entries, next) = list.cut(found);
        Ok((entries, next.or(more_after)))
    }

    /// The agreements of which the index may show another state than that at a position: those with later records, and those
    /// in which something has fallen due that is not recorded yet.
    async fn changed_after(
        &self,
        mut until: Position,
        at: Timestamp,
    ) -> Result<BTreeSet<AgreementId>, ReadError> {
        let mut changed: BTreeSet<_> = self.inner.view.due(at).into_iter().collect();
        self.recorded_since(&mut until, &mut changed).await?;
        Ok(changed)
    }
}

/// A list of what is due.
struct List<'a> {
    query: &'a DueQuery,
    moment: Moment,
    after: Option<Place>,
}

impl List<'_> {
    /// The first day that is listed; none if all that is outstanding is.
    fn first_day(&self) -> Option<Date> {
        (!self.query.outstanding && !self.query.overdue_only).then_some(self.moment.day)
    }

    fn last_day(&self) -> Date {
        match self.query.days_ahead {
            _ if self.query.overdue_only => self.moment.day,
            Some(days) => domain::days_after(self.moment.day, days),
            None => Date::MAX,
        }
    }

    /// For each condition of the query, the properties of which an agreement needs one.
    fn keys(&self) -> Vec<Vec<Key>> {
        let party = self.query.party.iter().map(|party| vec![Key::Party(party.clone())]);
        let area = self.query.area.iter().map(|area| vec![Key::Area(area.clone())]);
        party.chain(area).collect()
    }

    /// What of an agreement belongs into the list, with its place.
    fn entries(&self, version: &Arc<Version>) -> Vec<(Place, DueEntry)> {
        let agreement = &version.agreement;
        let Some(reference) = agreement.reference().filter(|_| self.has_area(agreement)) else {
            return Vec::new();
        };
        let days = self.first_day().unwrap_or(Date::MIN)..=self.last_day();
        let numbered = (0..).zip(domain::due_items(agreement));
        let listed =
            numbered.filter(|(_, item)| days.contains(&item.on) && self.lets_through(agreement, item));
        let placed = listed.map(|(number, item)| {
            let place = Place {
                on: item.on,
                rank: item.kind.rank(),
                reference: reference.clone(),
                id: agreement.id().clone(),
                number,
            };
            let cursor = PlaceCursor::of(self.moment.at, &place);
            (place, DueEntry { version: Arc::clone(version), item, place: cursor })
        });
        placed.filter(|(place, _)| self.after.as_ref().is_none_or(|after| place > after)).collect()
    }

    /// By its day: of what lies behind only what can still be done, such as a session in its days of grace.
    fn is_asked_for(&self, item: &DueItem) -> bool {
        let day = self.moment.day;
        if self.query.overdue_only {
            return item.is_overdue(day);
        }
        item.on >= day || item.overdue_from.is_some()
    }

    fn has_area(&self, agreement: &Agreement) -> bool {
        self.query.area.as_ref().is_none_or(|code| {
            agreement.terms().is_some_and(|terms| terms.areas.iter().any(|area| area.code == *code))
        })
    }

    fn lets_through(&self, agreement: &Agreement, item: &DueItem) -> bool {
        let query = self.query;
        let concerns = |party: &str| {
            let mut concerned =
                agreement.participants().iter().filter(|participant| item.concerns(participant));
            concerned.any(|participant| participant.spec.is_called(party))
        };
        (query.kinds.is_empty() || query.kinds.contains(&item.kind))
            && self.is_asked_for(item)
            && query.party.as_deref().is_none_or(concerns)
            && query.commission.as_ref().is_none_or(|commission| belongs_to(agreement, item, commission))
    }

    /// As much as a page holds, and after which place the next one begins.
    fn cut(&self, found: BTreeMap<Place, DueEntry>) -> (Vec<DueEntry>, Option<Place>) {
        super::gather::cut(found, self.query.items_max)
    }
}

/// Whether something due is an action of a commission.
fn belongs_to(agreement: &Agreement, item: &DueItem, commission_id: &Identifier) -> bool {
    let DueSubject::Action(action_id) = &item.subject else { return false };
    let session = agreement.action(action_id).and_then(|kept| agreement.session(&kept.action.session_id));
    session.is_some_and(|session| session.spec.commission_id == *commission_id)
}

impl DueDay {
    /// The place after everything of the day.
    fn end(self) -> Place {
        Place { on: self.on, rank: self.rank, reference: self.reference, id: self.id, number: u32::MAX }
    }
}
