//! A disk that fails: nothing is answered that is not there, and what cannot be opened says why.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use bytes::Bytes;
use depositary::journal::{Journal, Outcome, Sqlite};
use tempfile::TempDir;

use crate::{
    faults::{Fault, Faulty, KINDS, Kind, panics},
    history::{append, at, copy_all, end, open, read},
    tell,
};

/// A folder on a disk that fails.
struct Place {
    // Before the folder, which is removed by a healthy disk.
    _watching: disk_calls::Watching,
    folder: TempDir,
    disk: Arc<Faulty>,
}

impl Place {
    fn new() -> Self {
        let (folder, disk) = (tempfile::tempdir().unwrap(), Faulty::new());
        let watching = disk_calls::watch(folder.path(), disk.clone()).unwrap();
        Self { _watching: watching, folder, disk }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// With what a process left that ended without closing a journal of four records.
    fn left() -> Self {
        let (first, place) = (Self::new(), Self::new());
        let journal = open(first.path(), 1).unwrap();
        for after in 0..4 {
            assert_eq!(put(&journal, after), Outcome::Appended);
        }
        copy_all(first.path(), place.path());
        place
    }
}

fn record(number: usize) -> Bytes {
    format!("record {number} {}", "x".repeat(number * 300)).into()
}

fn put(journal: &Sqlite, after: usize) -> Outcome {
    let mut batch = journal.batch();
    batch.push(record(after + 1)).unwrap();
    append(journal, after, &batch)
}

/// The journal shows these records, and no other one.
fn shows(journal: &Sqlite, records: usize) {
    let found = read(journal).unwrap();
    let wanted: Vec<Bytes> = (1..=records).map(record).collect();
    assert!(found.iter().map(|record| &record.bytes).eq(&wanted), "{} of {records}", found.len());
    assert_eq!(end(journal), at(records));
}

/// Makes each call of each kind fail in turn, once and for ever, while `work` is done; it gets the disk with the fault
/// and says how many records the journal shall have at least and at most.
fn each_fault(
    begin: impl Fn() -> Place,
    work: impl Fn(&Place, Fault) -> (usize, usize),
) -> BTreeMap<String, usize> {
    panics();
    let mut faults = BTreeMap::new();
    for kind in KINDS {
        for for_ever in [false, true] {
            for after in 0.. {
                assert!(after < 1000);
                let fault = Fault { kind, after, for_ever, on: "" };
                let place = begin();
                place.disk.fail(fault);
                let (at_least, at_most) = work(&place, fault);
                if !place.disk.heal() {
                    break;
                }
                *faults.entry(format!("{kind:?}")).or_default() += 1;
                let journal = open(place.path(), 1).unwrap_or_else(|error| panic!("{fault:?}: {error}"));
                let found = read(&journal).unwrap().len();
                assert!((at_least..=at_most).contains(&found), "{fault:?}: {found} records of {at_least}");
                shows(&journal, found);
                assert_eq!(put(&journal, found), Outcome::Appended, "{fault:?}");
            }
        }
    }
    assert_eq!(panics(), [""; 0]);
    tell(&format!("{faults:?}"));
    faults
}

/// Uses a journal from its opening to its close, and says how many records were answered, and how many were given.
fn use_it(place: &Place, fault: Fault, there: usize) -> (usize, usize) {
    let journal = match open(place.path(), 1) {
        Ok(journal) => journal,
        Err(error) => {
            assert!(place.disk.has_failed(), "{fault:?}: {error}");
            let (folder, causes) = (place.path().display().to_string(), error.rsplit(": ").next());
            assert!(
                error.starts_with(&folder) && causes.is_some_and(|cause| cause.len() > 5),
                "{fault:?}: {error}"
            );
            return (there, there);
        }
    };
    assert_eq!(end(&journal), at(there));
    let (mut answered, mut given) = (there, there);
    for _ in 0..4 {
        given = answered + 1;
        match put(&journal, answered) {
            Outcome::Appended => answered = given,
            Outcome::Closed => {
                assert!(place.disk.has_failed(), "{fault:?}");
                for _ in 0..2 {
                    assert_eq!(put(&journal, answered), Outcome::Closed, "{fault:?}");
                }
                break;
            }
            other @ (Outcome::Moved { .. } | Outcome::Unknown) => panic!("{fault:?}: {other:?}"),
        }
        if answered == there + 2 && fault.kind != Kind::Read {
            shows(&journal, answered);
        }
    }
    match read(&journal) {
        Ok(_) => shows(&journal, answered),
        // Reads go on, unless it is they that fail.
        Err(error) => assert_eq!(fault.kind, Kind::Read, "{fault:?}: {error}"),
    }
    assert_eq!(end(&journal), at(answered));
    journal.close();
    if place.disk.has_failed() && !fault.for_ever {
        // What could not be read once can be read later.
        shows(&journal, answered);
    }
    (answered, given)
}

#[test]
fn whatever_fails_while_a_journal_is_made_and_used_nothing_answered_is_lost() {
    let faults = each_fault(Place::new, |place, fault| use_it(place, fault, 0));
    for kind in KINDS {
        assert!(faults[&format!("{kind:?}")] > 0, "{kind:?}: {faults:?}");
    }
}

#[test]
fn whatever_fails_while_a_journal_is_repaired_and_used_nothing_answered_is_lost() {
    let faults = each_fault(Place::left, |place, fault| use_it(place, fault, 4));
    for kind in [Kind::Open, Kind::Read, Kind::Write, Kind::Full, Kind::SetLen, Kind::Sync] {
        assert!(faults[&format!("{kind:?}")] > 0, "{kind:?}: {faults:?}");
    }
}

#[test]
fn a_failing_checkpoint_closes_the_journal_and_loses_nothing() {
    panics();
    let cases = [
        Fault { on: "journal.db", ..Fault::once(Kind::Write, 0) },
        Fault { on: "journal.db", ..Fault::for_ever(Kind::Full, 500) },
        Fault { on: "journal.db", ..Fault::once(Kind::Sync, 0) },
        // The first one is that of the commit.
        Fault { on: "journal.db-wal", ..Fault::for_ever(Kind::Sync, 1) },
    ];
    for fault in cases {
        let place = Place::new();
        let journal = open(place.path(), 1).unwrap();
        assert_eq!(put(&journal, 0), Outcome::Appended);
        place.disk.fail(fault);
        let mut batch = journal.batch();
        batch.push(vec![7; Sqlite::LIMITS.bytes].into()).unwrap();
        assert_eq!(append(&journal, 1, &batch), Outcome::Appended, "{fault:?}");
        assert_eq!(put(&journal, 2), Outcome::Closed, "{fault:?}");
        assert!(place.disk.heal(), "{fault:?}");
        assert_eq!(put(&journal, 2), Outcome::Closed, "{fault:?}");
        assert_eq!(read(&journal).unwrap().len(), 2);
        drop(journal);
        let found = read(&open(place.path(), 1).unwrap()).unwrap();
        assert_eq!((found[0].bytes.clone(), found[1].bytes.clone()), (record(1), batch.records()[0].clone()));
        assert_eq!(found.len(), 2);
    }
    assert_eq!(panics(), [""; 0]);
}

#[test]
fn a_journal_that_cannot_be_opened_is_left_as_it_is() {
    for kind in [Kind::Open, Kind::Read, Kind::Sync] {
        let mut refusals = 0;
        for after in 0..60 {
            let place = Place::left();
            let files = ["journal.db-wal", "journal.db-head"];
            let before = files.map(|name| fs::read(place.path().join(name)).unwrap());
            place.disk.fail(Fault::for_ever(kind, after));
            let opened = open(place.path(), 1);
            let has_failed = place.disk.heal();
            if !has_failed {
                break;
            }
            let Err(_) = opened else { continue };
            refusals += 1;
            let left = files.map(|name| fs::read(place.path().join(name)).unwrap());
            // Or all of it has been moved into the database.
            assert!(left == before || left[0].is_empty(), "{kind:?} {after}");
            shows(&open(place.path(), 2).unwrap(), 4);
        }
        tell(&format!("{kind:?}: {refusals}"));
        assert!(refusals > 0, "{kind:?}");
    }
}
