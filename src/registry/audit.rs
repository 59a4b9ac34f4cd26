//! An audit of records: whether each may stand where it stands, judged one by one in their order.
//!
//! It folds as the registry does at its start, and asks of each record what the pipeline asks before it makes one: that it
//! is the next one, later than the last, and continues its agreement; that what it names of other agreements was there;
//! that no request was answered twice; and the invariants of the agreement ([`domain::violations`]). Where the records
//! come from, it does not know: a journal, or somebody who offers them.
//!
//! It goes on after what is wrong, so that the extent can be seen. An agreement that cannot be folded any further, or whose
//! invariants do not hold, is set aside with that: what follows in it would only say the same again.

mod finding;

use std::collections::{HashMap, hash_map::Entry};

use jiff::Timestamp;

use super::{
    StoredRecord,
    codec::{self, Decoded, Examined},
    view::Version,
};
use crate::{
    domain::{
        self, Agreement, AgreementId, Event, EventBody, Identifier, OtherAgreement, Recorded, RecordedBy,
        Reference, RelationTarget,
    },
    journal::{self, Identity, Position, Record},
};

pub use self::finding::{Fault, Finding};

/// What was there, as far as it could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The journal.
    pub identity: Identity,
    /// How many records there are.
    pub records: u64,
    /// How many events are in them.
    pub events: u64,
    /// How many agreements they are about.
    pub agreements: u64,
    /// The position of the last record.
    pub end: Position,
    /// SHA-256 of the stored bytes of the last record; none if there is none, or if it cannot be read.
    pub digest: Option<[u8; 32]>,
}

/// An audit that is under way.
#[derive(Debug)]
pub struct Audit {
    identity: Identity,
    agreements: HashMap<AgreementId, Kept>,
    references: HashMap<Reference, AgreementId>,
    records: u64,
    events: u64,
    /// Up to where something was found, or found missing.
    end: Position,
    /// The last record, if it stands at the end.
    last: Option<Record>,
    recorded_at: Option<Timestamp>,
}

/// What is kept of an agreement.
#[derive(Debug, Default)]
struct Kept {
    /// None once it is set aside.
    version: Option<Version>,
    /// The requests answered so far, in the order of their ids.
    requests: Vec<(Identifier, Position)>,
}

impl Audit {
    /// An audit of the records of this journal, before the first.
    #[must_use]
    pub fn new(identity: Identity) -> Self {
        Self {
            identity,
            agreements: HashMap::new(),
            references: HashMap::new(),
            records: 0,
            events: 0,
            end: Position::ZERO,
            last: None,
            recorded_at: None,
        }
    }

    /// Judges the next record, and says what is wrong with it; nothing if it may stand there.
    pub fn add(&mut self, record: &Record) -> Vec<Finding> {
        let mut found = Vec::new();
        let position = record.position;
        if position <= self.end {
            found.push(Finding::at(position, None, Fault::OutOfOrder { end: self.end }));
            return found;
        }
        if position > self.end.next() {
            let until = Position::new(position.get() - 1);
            found.push(self.missing(until));
        }
        self.end = position;
        self.last = Some(record.clone());
        self.records += 1;
        match codec::examine(&record.bytes) {
            Ok(examined) => {
                let mut faults = Vec::new();
                let id = examined.decoded.agreement.clone();
                self.judge(position, examined, &mut faults);
                found.extend(faults.into_iter().map(|fault| Finding::at(position, Some(id.clone()), fault)));
            }
            Err(error) => {
                let id = codec::agreement_of(&record.bytes);
                if let Some(id) = &id {
                    self.agreements.entry(id.clone()).or_default().version = None;
                }
                found.push(Finding::at(position, id, Fault::Undecodable(error)));
            }
        }
        found
    }

    /// The next record cannot be read: it is taken as there, and what continues it will not fit.
    #[must_use]
    pub fn unreadable(&mut self, error: journal::Error) -> Finding {
        self.end = self.end.next();
        self.last = None;
        Finding::at(self.end, None, Fault::Unreadable(error))
    }

    /// There are no more records up to `until`, where there should be.
    #[must_use]
    pub fn missing(&mut self, until: Position) -> Finding {
        let first = self.end.next();
        self.end = self.end.max(until);
        self.last = None;
        Finding::at(first, None, Fault::Missing { until })
    }

    /// Up to where records were judged, or said to be missing.
    #[must_use]
    pub fn end(&self) -> Position {
        self.end
    }

    /// What was there in all.
    #[must_use]
    pub fn finish(self) -> Summary {
        Summary {
            identity: self.identity,
            records: self.records,
            events: self.events,
            agreements: self.agreements.len() as u64,
            end: self.end,
            digest: self.last.map(|record| StoredRecord::from(record).digest()),
        }
    }

    fn judge(&mut self, position: Position, examined: Examined, found: &mut Vec<Fault>) {
        let decoded = &examined.decoded;
        self.events += decoded.events.len() as u64;
        found.extend(self.not_later(decoded.recorded_at));
        let known = self.agreements.get(&decoded.agreement);
        let before = known.and_then(|kept| kept.version.as_ref());
        if known.is_some() && before.is_none() {
            return;
        }
        found.extend(self.foreign(decoded));
        match judge_alone(before, position, &examined) {
            Ok((version, faults)) => {
                found.extend(faults);
                if decoded.first_revision == 1 {
                    found.extend(self.reference_taken(&version.agreement));
                }
                let Decoded { agreement, request, .. } = examined.decoded;
                let kept = self.agreements.entry(agreement).or_default();
                found.extend(request.and_then(|request| kept.answered(request.id, position)));
                kept.version = Some(version);
            }
            Err(faults) => {
                found.extend(faults);
                self.agreements.entry(examined.decoded.agreement).or_default().version = None;
            }
        }
    }

    /// Each is compared with the one before it only, so that one wrong time is found once.
    fn not_later(&mut self, recorded_at: Timestamp) -> Option<Fault> {
        let last = self.recorded_at.replace(recorded_at)?;
        (recorded_at <= last).then_some(Fault::NotLater { recorded_at, last })
    }

    /// What it says of other agreements, which have to be as it needs them.
    fn foreign(&self, decoded: &Decoded) -> Option<Fault> {
        decoded.events.iter().find_map(|event| {
            let named = names(event)?.clone();
            if named == decoded.agreement {
                return Some(Fault::NamesItself);
            }
            let Some(other) = self.agreements.get(&named) else {
                return Some(Fault::NoSuchAgreement { named });
            };
            let EventBody::AgreementSuperseded(_) = &event.body else { return None };
            // What is set aside cannot be asked.
            let other = OtherAgreement::at(&other.version.as_ref()?.agreement, decoded.recorded_at);
            let on = event.effective_on.unwrap_or(event.occurred_on.first_day());
            (!other.in_force_on(on)).then_some(Fault::SuccessorNotInForce { successor: named, on })
        })
    }

    /// The first one that has a reference keeps it.
    fn reference_taken(&mut self, agreement: &Agreement) -> Option<Fault> {
        let reference = agreement.reference()?;
        match self.references.entry(reference.clone()) {
            Entry::Vacant(free) => {
                free.insert(agreement.id().clone());
                None
            }
            Entry::Occupied(taken) => {
                Some(Fault::ReferenceTaken { reference: reference.clone(), by: taken.get().clone() })
            }
        }
    }
}

impl Kept {
    fn answered(&mut self, request: Identifier, position: Position) -> Option<Fault> {
        match self.requests.binary_search_by(|(known, _)| known.cmp(&request)) {
            Ok(at) => {
                let first = self.requests.get(at).map(|(_, first)| *first)?;
                Some(Fault::AnsweredTwice { request, first })
            }
            Err(at) => {
                self.requests.insert(at, (request, position));
                None
            }
        }
    }
}

/// What can be judged with nothing but the agreement: the version that follows, with what is wrong beside it; or why none
/// follows that anything could be built on.
fn judge_alone(
    before: Option<&Version>,
    position: Position,
    examined: &Examined,
) -> Result<(Version, Vec<Fault>), Vec<Fault>> {
    let decoded = &examined.decoded;
    let expected = Version::next_revision(before);
    let version = Version::following(before, position, decoded)
        .map_err(|_| vec![Fault::NotNext { first_revision: decoded.first_revision, expected }])?;
    let is_draft = |event: &Event| matches!(event.body, EventBody::AgreementDrafted(_));
    let mut events = decoded.events.iter();
    let begins = before.is_some() || events.next().is_some_and(is_draft);
    if !begins || events.any(is_draft) {
        return Err(vec![Fault::Beginning]);
    }
    let undrafted = Agreement::undrafted(decoded.agreement.clone());
    let violations = domain::violations(&Recorded {
        before: before.map_or(&undrafted, |before| &before.agreement),
        events: &decoded.events,
        after: &version.agreement,
        recorded_at: decoded.recorded_at,
        by: if examined.by_timekeeper { RecordedBy::Timekeeper } else { RecordedBy::Caller },
    });
    if !violations.is_empty() {
        return Err(violations.into_iter().map(Fault::Violation).collect());
    }
    let names_all = examined.names_the_concerned(before.map(|before| &before.agreement), &version.agreement);
    let faults = if names_all { Vec::new() } else { vec![Fault::OthersConcerned] };
    Ok((version, faults))
}

/// The other agreement that an event needs.
fn names(event: &Event) -> Option<&AgreementId> {
    if let EventBody::AgreementSuperseded(superseded) = &event.body {
        return Some(&superseded.successor);
    }
    let EventBody::RelationRecorded(recorded) = &event.body else { return None };
    match &recorded.relation.target {
        RelationTarget::Agreement(target) => Some(target),
        RelationTarget::Citation(_) => None,
    }
}
