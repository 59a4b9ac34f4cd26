//! Which agreements ever had a property, so that a list need not look at all of them.
//!
//! The index only ever grows: what it gives are candidates, because an agreement that has a property no more had it at some
//! position that a page of a list may be about. Whoever asks looks at each candidate as of that position.

use std::{
    collections::{BTreeSet, HashMap},
    ops::Bound,
    sync::Arc,
};

use crate::domain::{Agreement, AgreementId, Identifier, Stage, Status};

/// A property that agreements are listed by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// Every agreement has this one.
    Any,
    /// Where in its life it is.
    Status(Status),
    /// Its life in one word.
    Stage(Stage),
    /// A participant's id, or the code of its state.
    Party(Box<str>),
    /// The code of an area of its terms.
    Area(Identifier),
}

impl Key {
    /// The properties that an agreement has, and did not have before: after most events there are none.
    pub(super) fn new(before: Option<&Agreement>, after: &Agreement) -> Vec<Self> {
        let mut keys = Vec::new();
        if before.is_none() {
            keys.push(Self::Any);
        }
        if before.is_none_or(|before| before.status() != after.status()) {
            keys.push(Self::Status(after.status()));
        }
        if before.is_none_or(|before| before.stage() != after.stage()) {
            keys.push(Self::Stage(after.stage()));
        }
        // Participants come and go one at a time, so that another list has another length.
        if before.map_or(0, |before| before.participants().len()) != after.participants().len() {
            for participant in after.participants() {
                keys.push(Self::Party(participant.spec.participant_id.as_str().into()));
                keys.extend(participant.spec.state.map(|state| Self::Party(state.as_str().into())));
            }
        }
        let terms_before = before.and_then(Agreement::terms);
        if let Some(terms) = after.terms()
            && !terms_before.is_some_and(|before| Arc::ptr_eq(before, terms))
        {
            keys.extend(terms.areas.iter().map(|area| Self::Area(area.code.clone())));
        }
        keys
    }
}

/// The agreements of each property, in the order of their ids.
#[derive(Debug, Default)]
pub(super) struct Index(HashMap<Key, BTreeSet<AgreementId>>);

impl Index {
    /// Takes in what is new about an agreement.
    pub(super) fn add(&mut self, keys: Vec<Key>, id: &AgreementId) {
        for key in keys {
            self.0.entry(key).or_default().insert(id.clone());
        }
    }

    /// How many agreements ever had a property.
    pub(super) fn count(&self, key: &Key) -> usize {
        self.0.get(key).map_or(0, BTreeSet::len)
    }

    /// Up to `count` of the agreements that ever had one of these properties, in the order of their ids, after `after`.
    pub(super) fn after(
        &self,
        keys: &[Key],
        after: Option<&AgreementId>,
        count: usize,
    ) -> BTreeSet<AgreementId> {
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let of_key = |key: &Key| {
            let ids = self.0.get(key).into_iter();
            ids.flat_map(move |ids| ids.range((from.cloned(), Bound::Unbounded)).take(count))
        };
        let all: BTreeSet<AgreementId> = keys.iter().flat_map(of_key).cloned().collect();
        all.into_iter().take(count).collect()
    }
}
