//! Which agreements have a property, and which ever had it, so that a list need not look at all of them.
//!
//! What it gives are candidates: an agreement that has a property no more had it at some position that a list may be about.
//! So nothing is ever taken out of the sets of those that ever had it; beside them stand those that have it now, for what
//! changes again and again. Whoever asks looks at each candidate as of the position.

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

    /// Whether agreements that have this property lose it as their life goes on.
    fn passes(&self) -> bool {
        match self {
            Self::Status(_) | Self::Stage(_) => true,
            Self::Any | Self::Party(_) | Self::Area(_) => false,
        }
    }
}

/// Which state of the register a list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Era {
    /// The present, or one so near that whoever asks knows what has changed since.
    Present,
    /// Any.
    Any,
}

/// The agreements of each property, in the order of their ids.
#[derive(Debug, Default)]
pub(super) struct Index {
    ever: HashMap<Key, BTreeSet<AgreementId>>,
    /// Those that are in a status or a stage now.
    now: HashMap<Key, BTreeSet<AgreementId>>,
}

impl Index {
    /// Takes in what is new about an agreement, and takes out what is no more.
    pub(super) fn add(&mut self, keys: Vec<Key>, before: Option<&Agreement>, id: &AgreementId) {
        for key in keys {
            let gone = match &key {
                Key::Status(_) => before.map(|before| Key::Status(before.status())),
                Key::Stage(_) => before.map(|before| Key::Stage(before.stage())),
                Key::Any | Key::Party(_) | Key::Area(_) => None,
            };
            if let Some(ids) = gone.and_then(|gone| self.now.get_mut(&gone)) {
                ids.remove(id);
            }
            if key.passes() {
                self.now.entry(key.clone()).or_default().insert(id.clone());
            }
            self.ever.entry(key).or_default().insert(id.clone());
        }
    }

    /// How many candidates a property has.
    pub(super) fn count(&self, key: &Key, era: Era) -> usize {
        self.ids(key, era).map_or(0, BTreeSet::len)
    }

    /// Up to `count` of the candidates of these properties, in the order of their ids, after `after`.
    pub(super) fn after(
        &self,
        keys: &[Key],
        era: Era,
        after: Option<&AgreementId>,
        count: usize,
    ) -> BTreeSet<AgreementId> {
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let of_key = |key: &Key| {
            let ids = self.ids(key, era).into_iter();
            ids.flat_map(move |ids| ids.range((from.cloned(), Bound::Unbounded)).take(count))
        };
        let all: BTreeSet<AgreementId> = keys.iter().flat_map(of_key).cloned().collect();
        all.into_iter().take(count).collect()
    }

    fn ids(&self, key: &Key, era: Era) -> Option<&BTreeSet<AgreementId>> {
        match era {
            Era::Present if key.passes() => self.now.get(key),
            Era::Present | Era::Any => self.ever.get(key),
        }
    }
}
