//! Which agreements have something due on which day, for each party and for all, so that a list by date need not look at the
//! agreements that have not.
//!
//! It shows the present: an agreement stands in it as its last durable version says. Lists about the past look elsewhere.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    ops::Bound,
};

use jiff::civil::Date;

use super::{index::Key, register::Place};
use crate::domain::{Agreement, AgreementId, DueItem, Reference, due_items};

/// A day on which an agreement has something due, in the order of the lists.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct DueDay {
    pub(super) on: Date,
    pub(super) rank: u8,
    pub(super) reference: Reference,
    pub(super) id: AgreementId,
}

impl From<&Place> for DueDay {
    fn from(place: &Place) -> Self {
        Self { on: place.on, rank: place.rank, reference: place.reference.clone(), id: place.id.clone() }
    }
}

/// The days of every party and of all.
#[derive(Debug, Default)]
pub(super) struct DueIndex(HashMap<Key, BTreeMap<Date, BTreeSet<DueDay>>>);

/// From where on an index is read.
#[derive(Clone, Debug)]
pub(super) enum DueFrom {
    /// From a date on; without one, from the first.
    Date(Option<Date>),
    /// From an entry on, which is read again.
    At(DueDay),
    /// After an entry.
    After(DueDay),
}

/// What changes in the index with a new version of an agreement.
#[derive(Debug, Default)]
pub(super) struct DueChange {
    gone: Vec<(Key, DueDay)>,
    new: Vec<(Key, DueDay)>,
}

impl DueChange {
    /// From one version of an agreement to the next; most commands change no day.
    pub(super) fn between(before: Option<&Agreement>, after: &Agreement) -> Self {
        let before = before.map(days).unwrap_or_default();
        let after = days(after);
        Self {
            gone: before.difference(&after).cloned().collect(),
            new: after.difference(&before).cloned().collect(),
        }
    }

    /// Whether nothing changes.
    pub(super) fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.new.is_empty()
    }
}

impl DueIndex {
    /// Takes over a change.
    pub(super) fn apply(&mut self, change: DueChange) {
        for (key, day) in change.gone {
            let Some(dates) = self.0.get_mut(&key) else { continue };
            if let Some(days) = dates.get_mut(&day.on) {
                days.remove(&day);
                if days.is_empty() {
                    dates.remove(&day.on);
                }
            }
            if dates.is_empty() {
                self.0.remove(&key);
            }
        }
        for (key, day) in change.new {
            self.0.entry(key).or_default().entry(day.on).or_default().insert(day);
        }
    }

    /// Up to `count` days of a key, in order, none after `until`.
    pub(super) fn days(&self, key: &Key, from: &DueFrom, until: Date, count: usize) -> Vec<DueDay> {
        let (first, bound) = match from {
            DueFrom::Date(date) => (date.unwrap_or(Date::MIN), Bound::Unbounded),
            DueFrom::At(day) => (day.on, Bound::Included(day)),
            DueFrom::After(day) => (day.on, Bound::Excluded(day)),
        };
        let Some(dates) = self.0.get(key).filter(|_| first <= until) else { return Vec::new() };
        let days = dates.range(first..=until).flat_map(|(on, days)| {
            // Only on its first date does a list begin in the middle.
            let bound = if *on == first { bound } else { Bound::Unbounded };
            days.range((bound, Bound::Unbounded))
        });
        days.take(count).cloned().collect()
    }
}

/// The days on which an agreement has something due, under each key.
fn days(agreement: &Agreement) -> HashSet<(Key, DueDay)> {
    let Some(reference) = agreement.reference() else { return HashSet::new() };
    let mut days = HashSet::new();
    for item in due_items(agreement) {
        let day = DueDay {
            on: item.on,
            rank: item.kind.rank(),
            reference: reference.clone(),
            id: agreement.id().clone(),
        };
        for key in keys(agreement, &item) {
            days.insert((key, day.clone()));
        }
        days.insert((Key::Any, day));
    }
    days
}

/// Under which parties something stands: those that it concerns, and their states.
fn keys(agreement: &Agreement, item: &DueItem) -> Vec<Key> {
    let concerned = agreement.participants().iter().filter(|participant| item.concerns(participant));
    concerned
        .flat_map(|participant| {
            let spec = &participant.spec;
            let id = Key::Party(spec.participant_id.as_str().into());
            [Some(id), spec.state.map(|state| Key::Party(state.as_str().into()))].into_iter().flatten()
        })
        .collect()
}
