//! The state of every agreement, held in memory: a fold of the journal up to its durable end.
//!
//! Agreements by id in shards of locks, each version replaced whole, with the indexes that the queries need. One
//! writer, many readers; a reader never waits for more than the exchange of a pointer, and never sees a version that
//! is not durable.

use std::{
    collections::{BTreeSet, HashMap},
    hash::{BuildHasher, RandomState},
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use jiff::{Timestamp, civil::Date};
use tokio::sync::watch;

use super::{
    codec::{DecodeError, Decoded},
    due_index::{DueChange, DueDay, DueFrom, DueIndex},
    index::{Era, Index, Key},
};
use crate::{
    domain::{self, Agreement, AgreementId, Identifier, Reference, RelationKind, RelationTarget},
    journal::Position,
};

/// An agreement as it stood after one of its records.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// The agreement.
    pub agreement: Agreement,
    /// When its first event was recorded.
    pub drafted_at: Timestamp,
    /// When its last event was recorded.
    pub changed_at: Timestamp,
    /// The record that its last event is in.
    pub position: Position,
}

impl Version {
    /// The version that follows when `events` are recorded at `position` and `recorded_at`; without one before them they
    /// are the first.
    #[must_use]
    pub fn after(
        before: Option<&Self>,
        id: &AgreementId,
        (position, recorded_at): (Position, Timestamp),
        events: &[domain::Event],
    ) -> Self {
        let start =
            before.map_or_else(|| Agreement::undrafted(id.clone()), |before| before.agreement.clone());
        Self {
            agreement: events.iter().fold(start, domain::evolve),
            drafted_at: before.map_or(recorded_at, |before| before.drafted_at),
            changed_at: recorded_at,
            position,
        }
    }
}

impl Version {
    /// The version that follows with a record, which has to continue what is there.
    ///
    /// # Errors
    /// [`DecodeError::OutOfPlace`] when an event is missing between the two, or stands there twice.
    pub(super) fn following(
        before: Option<&Self>,
        position: Position,
        decoded: &Decoded,
    ) -> Result<Self, DecodeError> {
        if decoded.first_revision != Self::next_revision(before) {
            return Err(DecodeError::OutOfPlace);
        }
        Ok(Self::after(before, &decoded.agreement, (position, decoded.recorded_at), &decoded.events))
    }

    /// The revision that the next event has.
    pub(super) fn next_revision(before: Option<&Self>) -> u64 {
        before.map_or(0, |before| before.agreement.revision()) + 1
    }
}

/// A relation to an agreement that another one has recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The record in which it was recorded.
    pub position: Position,
    /// The agreement that has recorded it.
    pub from: AgreementId,
    /// What the relation is, seen from there.
    pub kind: RelationKind,
}

/// What was answered under a request id: enough to tell a retry from another request, and to find the first answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Answered {
    pub(super) digest: [u8; 32],
    pub(super) position: Position,
}

/// One record, folded: what the view takes over when the record is durable.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) position: Position,
    pub(super) id: AgreementId,
    pub(super) version: Arc<Version>,
    pub(super) request: Option<(Identifier, Answered)>,
}

/// What is kept of one agreement.
#[derive(Debug)]
struct Entry {
    version: Arc<Version>,
    positions: Vec<Position>,
    /// Sorted by request id, for ever: a retry may come years later.
    requests: Vec<(Identifier, Answered)>,
}

type Shard = RwLock<HashMap<AgreementId, Entry>>;

const SHARDS: usize = 64;

/// The view. Shared by all; changed only by the writer.
#[derive(Debug)]
pub(super) struct View {
    shards: Box<[Shard]>,
    hasher: RandomState,
    references: RwLock<HashMap<Reference, AgreementId>>,
    index: RwLock<Index>,
    incoming: RwLock<HashMap<AgreementId, Vec<Incoming>>>,
    due: RwLock<BTreeSet<(Timestamp, AgreementId)>>,
    due_days: RwLock<DueIndex>,
    first_due: watch::Sender<Option<Timestamp>>,
    durable: watch::Sender<Position>,
}

impl View {
    pub(super) fn new() -> Self {
        Self {
            shards: (0..SHARDS).map(|_| Shard::default()).collect(),
            hasher: RandomState::new(),
            references: RwLock::default(),
            index: RwLock::default(),
            incoming: RwLock::default(),
            due: RwLock::default(),
            due_days: RwLock::default(),
            first_due: watch::Sender::new(None),
            durable: watch::Sender::new(Position::ZERO),
        }
    }

    /// The present version of an agreement.
    pub(super) fn version(&self, id: &AgreementId) -> Option<Arc<Version>> {
        self.entry(id, |entry| Arc::clone(&entry.version))
    }

    /// What was answered under `request` of an agreement.
    pub(super) fn answered(&self, id: &AgreementId, request: &Identifier) -> Option<Answered> {
        self.entry(id, |entry| {
            let at = entry.requests.binary_search_by(|(known, _)| known.cmp(request)).ok()?;
            entry.requests.get(at).map(|(_, answered)| *answered)
        })
        .flatten()
    }

    /// The positions of an agreement's records, from after `after` up to `until`, `count` of them at most.
    pub(super) fn positions(
        &self,
        id: &AgreementId,
        after: Position,
        until: Position,
        count: usize,
    ) -> Vec<Position> {
        self.entry(id, |entry| {
            let from = entry.positions.partition_point(|position| *position <= after);
            let to = entry.positions.partition_point(|position| *position <= until);
            entry.positions.get(from..to).unwrap_or_default().iter().take(count).copied().collect()
        })
        .unwrap_or_default()
    }

    /// The agreement that has a reference.
    pub(super) fn by_reference(&self, reference: &Reference) -> Option<AgreementId> {
        read(&self.references).get(reference).cloned()
    }

    /// The relations to an agreement that others have ever recorded, in the order of their records.
    pub(super) fn incoming(&self, id: &AgreementId) -> Vec<Incoming> {
        read(&self.incoming).get(id).cloned().unwrap_or_default()
    }

    /// Candidates for a list: agreements that have, or ever had, one of the properties of each of the sets, in the order of
    /// their ids, after `after`. Taken from the set with the fewest; the others are for whoever looks at the candidates.
    pub(super) fn candidates(
        &self,
        sets: &[Vec<Key>],
        era: Era,
        after: Option<&AgreementId>,
        count: usize,
    ) -> BTreeSet<AgreementId> {
        let index = read(&self.index);
        let any = vec![Key::Any];
        let size = |keys: &&Vec<Key>| keys.iter().map(|key| index.count(key, era)).sum::<usize>();
        let fewest = sets.iter().min_by_key(size).unwrap_or(&any);
        index.after(fewest, era, after, count)
    }

    /// Agreements with an event that is due at `now`, the longest due first.
    pub(super) fn due(&self, now: Timestamp) -> Vec<AgreementId> {
        read(&self.due).iter().take_while(|(at, _)| *at <= now).map(|(_, id)| id.clone()).collect()
    }

    /// Up to `count` days on which an agreement of a key has something due, in order, none after `until`.
    pub(super) fn due_days(&self, key: &Key, from: &DueFrom, until: Date, count: usize) -> Vec<DueDay> {
        read(&self.due_days).days(key, from, until, count)
    }

    /// When the next event falls due; changes wake whoever waits.
    pub(super) fn first_due(&self) -> watch::Receiver<Option<Timestamp>> {
        self.first_due.subscribe()
    }

    /// The position up to which the view is folded; changes wake whoever waits.
    pub(super) fn durable(&self) -> watch::Receiver<Position> {
        self.durable.subscribe()
    }

    /// Takes over records that have become durable, in order.
    pub(super) fn apply(&self, changes: &[Change]) {
        for change in changes {
            self.replace(change);
        }
        if !changes.is_empty() {
            let first = read(&self.due).first().map(|(at, _)| *at);
            self.first_due.send_if_modified(|known| std::mem::replace(known, first) != first);
        }
    }

    /// Tells everybody that the view is folded up to `end`.
    pub(super) fn advance(&self, end: Position) {
        self.durable.send_replace(end);
    }

    fn replace(&self, change: &Change) {
        let agreement = &change.version.agreement;
        let due = domain::due_at(agreement);
        let mut shard = write(self.shard(&change.id));
        let before = shard.get(&change.id).map(|entry| Arc::clone(&entry.version));
        let (new_keys, known_relations);
        let due_before = match shard.get_mut(&change.id) {
            Some(entry) => {
                let due_before = domain::due_at(&entry.version.agreement);
                new_keys = Key::new(Some(&entry.version.agreement), agreement);
                known_relations = entry.version.agreement.relations().len();
                entry.version = Arc::clone(&change.version);
                entry.positions.push(change.position);
                entry.remember(change.request.as_ref());
                due_before
            }
            None => {
                let mut entry = Entry {
                    version: Arc::clone(&change.version),
                    positions: vec![change.position],
                    requests: Vec::new(),
                };
                entry.remember(change.request.as_ref());
                shard.insert(change.id.clone(), entry);
                (new_keys, known_relations) = (Key::new(None, agreement), 0);
                if let Some(reference) = agreement.reference() {
                    write(&self.references).insert(reference.clone(), change.id.clone());
                }
                None
            }
        };
        drop(shard);
        // Relations are only ever added, at the end.
        for relation in agreement.relations().iter().skip(known_relations) {
            if let RelationTarget::Agreement(target) = &relation.target {
                let incoming =
                    Incoming { position: change.position, from: change.id.clone(), kind: relation.kind };
                write(&self.incoming).entry(target.clone()).or_default().push(incoming);
            }
        }
        if !new_keys.is_empty() {
            write(&self.index).add(new_keys, before.as_deref().map(|before| &before.agreement), &change.id);
        }
        let due_days = DueChange::between(before.as_deref().map(|before| &before.agreement), agreement);
        if !due_days.is_empty() {
            write(&self.due_days).apply(due_days);
        }
        if due != due_before {
            let mut by_time = write(&self.due);
            if let Some(before) = due_before {
                by_time.remove(&(before, change.id.clone()));
            }
            if let Some(due) = due {
                by_time.insert((due, change.id.clone()));
            }
        }
    }

    fn entry<T>(&self, id: &AgreementId, look: impl FnOnce(&Entry) -> T) -> Option<T> {
        read(self.shard(id)).get(id).map(look)
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "the remainder of a division by the number of shards is below it"
    )]
    fn shard(&self, id: &AgreementId) -> &Shard {
        let hash = self.hasher.hash_one(id);
        &self.shards[usize::try_from(hash % self.shards.len() as u64).unwrap_or_default()]
    }
}

impl Entry {
    fn remember(&mut self, request: Option<&(Identifier, Answered)>) {
        if let Some((id, answered)) = request
            && let Err(at) = self.requests.binary_search_by(|(known, _)| known.cmp(id))
        {
            self.requests.insert(at, (id.clone(), *answered));
        }
    }
}

/// A poisoned lock still holds whole entries: a version is replaced by one move.
fn read<T>(lock: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

fn write<T>(lock: &RwLock<T>) -> RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}
