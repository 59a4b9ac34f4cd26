//! A journal that is used until the power goes, over and over, and what must be there each time.

use std::{env, path::Path};

use bytes::Bytes;
use depositary::journal::{Batch, Identity, Journal, Limits, Outcome, Position, Record, Sqlite};
use futures_util::FutureExt;
use tempfile::TempDir;
use uuid::Uuid;

use crate::{
    chance::Chance,
    disk::Disk,
    log::{Entry, Hasty, Log, Promise, Syncs},
};

const ALL: Limits = Limits { records: usize::MAX, bytes: usize::MAX };

/// What a history came to.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// How often the power was cut.
    pub(crate) cuts: usize,
    /// How many of them broke a promise, and the first ones.
    pub(crate) broken: Vec<String>,
    /// Cuts in the middle of an append of which all records were there, or none.
    pub(crate) unanswered: [usize; 2],
}

/// A journal with all that was ever put into it.
struct History {
    chance: Chance,
    syncs: Syncs,
    folder: TempDir,
    /// The records that are there, or that may be.
    records: Vec<Bytes>,
    /// What must be there whatever happens in the life that begins.
    promised: Promised,
    findings: Findings,
}

#[derive(Clone, Copy, Debug, Default)]
struct Promised {
    /// Which journal it is, once somebody had it open.
    is_open: bool,
    /// So many records are there.
    at_least: usize,
    /// So many were ever given to it.
    at_most: usize,
}

impl Promised {
    fn follow(&mut self, entry: &Entry) {
        match entry {
            Entry::Promised(Promise::Open(end)) => {
                self.is_open = true;
                self.at_least = *end;
            }
            Entry::Promised(Promise::Begun(end)) => self.at_most = *end,
            Entry::Promised(Promise::Appended(end)) => self.at_least = *end,
            Entry::Opened { .. }
            | Entry::Written { .. }
            | Entry::LenSet { .. }
            | Entry::Synced { .. }
            | Entry::SyncFailed { .. }
            | Entry::FolderSynced
            | Entry::Renamed { .. }
            | Entry::Removed { .. } => {}
        }
    }
}

/// How many lives a journal has in a history.
const LIVES: usize = 4;

/// How often the power is cut in one life, without a break of what is rare and of what is not.
const CUTS: usize = 32;

/// How many histories a test goes through: `DEPOSITARY_HISTORIES`, or so many.
pub(crate) fn histories(by_default: u64) -> u64 {
    env::var("DEPOSITARY_HISTORIES").map_or(by_default, |many| many.parse().unwrap())
}

/// Goes through the history that belongs to a seed.
pub(crate) fn live(seed: u64, syncs: Syncs) -> Findings {
    let mut history = History::new(seed, syncs);
    for _ in 0..LIVES {
        let mut disk = Disk::of(history.folder.path());
        let entries = history.life();
        let cuts = history.cuts(&entries);
        let last = cuts[history.chance.below(cuts.len())];
        let (mut promised, mut next) = (history.promised, None);
        for (number, entry) in entries.iter().enumerate() {
            if cuts.contains(&number) {
                let folder = tempfile::tempdir().unwrap();
                disk.lose_power(&mut history.chance, folder.path());
                if number == last {
                    let copy = tempfile::tempdir().unwrap();
                    copy_all(folder.path(), copy.path());
                    next = Some((copy, promised));
                }
                history.check(folder.path(), promised, &format!("seed {seed}, before {number}"));
            }
            promised.follow(entry);
            disk.follow(entry, &mut history.chance);
        }
        let (folder, promised) = next.unwrap();
        if !history.goes_on(folder, promised) {
            break;
        }
    }
    history.findings
}

/// A sync fails and the journal is closed for good; it is opened again, and then the power goes at each moment.
pub(crate) fn live_after_a_failed_sync(seed: u64) -> Findings {
    let mut history = History::new(seed, Syncs::All);
    let log = Log::new(history.syncs);
    let watching = disk_calls::watch(history.folder.path(), log.clone()).unwrap();
    let journal = open(history.folder.path(), 1).unwrap();
    log.promise(Promise::Open(0));
    for _ in 0..=history.chance.below(12) {
        history.append(&journal, &log, false);
    }
    match seed % 3 {
        0 => {
            let (after, batch) = (history.records.len(), history.batch(&journal, false));
            log.fail_sync("-wal");
            log.promise(Promise::Begun(history.records.len()));
            assert_eq!(append(&journal, after, &batch), Outcome::Closed);
            drop(journal);
        }
        1 => {
            log.fail_sync(".db");
            drop(journal);
        }
        _ => {
            drop(journal);
            log.fail_sync("-head");
            open(history.folder.path(), 1).unwrap_err();
        }
    }
    let before = log.take();
    history.records.truncate(read(&open(history.folder.path(), 1).unwrap()).unwrap().len());
    log.promise(Promise::Open(history.records.len()));
    drop(watching);

    let (mut disk, mut promised) = (Disk::default(), Promised::default());
    for entry in before {
        promised.follow(&entry);
        disk.follow(&entry, &mut history.chance);
    }
    for (number, entry) in log.take().iter().enumerate() {
        disk.follow(entry, &mut history.chance);
        promised.follow(entry);
        for _ in 0..2 {
            let folder = tempfile::tempdir().unwrap();
            disk.lose_power(&mut history.chance, folder.path());
            history.check(folder.path(), promised, &format!("seed {seed}, after {number}"));
        }
    }
    history.findings
}

impl History {
    fn new(seed: u64, syncs: Syncs) -> Self {
        Self {
            chance: Chance::new(seed),
            syncs,
            folder: tempfile::tempdir().unwrap(),
            records: Vec::new(),
            promised: Promised::default(),
            findings: Findings::default(),
        }
    }

    /// One life of the journal: opened, written to, sometimes closed and opened again.
    fn life(&mut self) -> Vec<Entry> {
        let log = Log::new(self.syncs);
        let watching = disk_calls::watch(self.folder.path(), log.clone()).unwrap();
        for _ in 0..=self.chance.below(2) {
            let journal = open(self.folder.path(), 1).unwrap();
            // What is shown is there to stay, also if nobody was answered when it was appended.
            log.promise(Promise::Open(self.records.len()));
            assert_eq!(end(&journal), at(self.records.len()));
            // Some are long enough for a checkpoint on the way.
            let long = if self.chance.percent(25) { 345 } else { 0 };
            for _ in 0..long + self.chance.below(30) {
                self.append(&journal, &log, long > 0);
            }
            if self.chance.percent(70) {
                journal.close();
            }
        }
        drop(watching);
        log.take()
    }

    /// Records that are put into a journal next.
    fn batch(&mut self, journal: &Sqlite, is_small: bool) -> Batch {
        let mut batch = journal.batch();
        let records = if is_small { 1 } else { 1 + self.chance.below(12) };
        for _ in 0..records {
            let longest = if is_small || self.chance.percent(90) { 150 } else { 9_000 };
            let len = self.chance.below(longest);
            batch.push(self.chance.bytes(len).into()).unwrap();
        }
        self.records.extend_from_slice(batch.records());
        batch
    }

    fn append(&mut self, journal: &Sqlite, log: &Log, is_small: bool) {
        let after = self.records.len();
        let batch = self.batch(journal, is_small);
        let end = self.records.len();
        log.promise(Promise::Begun(end));
        assert_eq!(append(journal, after, &batch), Outcome::Appended);
        log.promise(Promise::Appended(end));
        // Waits until the thread that writes has also done what it does after its answer.
        assert_eq!(append(journal, end, &journal.batch()), Outcome::Appended);
        if self.chance.percent(1) {
            let found = read(journal).unwrap();
            assert!(found.iter().map(|record| &record.bytes).eq(&self.records));
        }
    }

    /// Where the power is cut: half of the cuts are at what does not belong to an append.
    fn cuts(&mut self, entries: &[Entry]) -> Vec<usize> {
        let (common, rare): (Vec<usize>, Vec<usize>) = (0..=entries.len() - 1).partition(|&number| {
            let name = match &entries[number] {
                Entry::Written { name, .. } | Entry::Synced { name } => name,
                Entry::Promised(_) => return true,
                Entry::Opened { .. }
                | Entry::LenSet { .. }
                | Entry::SyncFailed { .. }
                | Entry::FolderSynced
                | Entry::Renamed { .. }
                | Entry::Removed { .. } => return false,
            };
            name.ends_with("-wal") || name.ends_with("-head")
        });
        let mut cuts = Vec::new();
        for numbers in [common, rare] {
            cuts.extend(
                (0..CUTS).filter(|_| !numbers.is_empty()).map(|_| numbers[self.chance.below(numbers.len())]),
            );
        }
        cuts.sort_unstable();
        cuts.dedup();
        cuts
    }

    /// Opens what the disk has kept, as whoever starts the service again does.
    fn check(&mut self, folder: &Path, promised: Promised, when: &str) {
        self.findings.cuts += 1;
        let watching = disk_calls::watch(folder, std::sync::Arc::new(Hasty)).unwrap();
        match self.find(folder, promised) {
            Ok(found) if promised.at_least < promised.at_most => {
                self.findings.unanswered[usize::from(found == promised.at_most)] += 1;
            }
            Ok(_) => {}
            Err(broken) => self.findings.broken.push(format!("{when}, {promised:?}: {broken}")),
        }
        drop(watching);
    }

    fn find(&mut self, folder: &Path, promised: Promised) -> Result<usize, String> {
        let journal = open(folder, 2)?;
        if promised.is_open && journal.identity() != identity(1) {
            return Err("another journal is there".into());
        }
        let found = self.compare(&journal, promised)?;
        // It can be used as if nothing had been.
        let mut batch = journal.batch();
        batch.push(Bytes::from_static(b"after the power came back")).unwrap();
        let outcome = append(&journal, found, &batch);
        if outcome != Outcome::Appended {
            return Err(format!("cannot go on: {outcome:?}"));
        }
        drop(journal);
        let journal = open(folder, 3)?;
        let last =
            journal.get(&[at(found + 1)]).now_or_never().unwrap().map_err(|error| error.to_string())?;
        if end(&journal) != at(found + 1) || last[0].bytes != batch.records()[0] {
            return Err("another end when it was opened once more".into());
        }
        Ok(found)
    }

    fn compare(&self, journal: &Sqlite, promised: Promised) -> Result<usize, String> {
        let found = read(journal).map_err(|error| error.to_string())?;
        if found.len() < promised.at_least || found.len() > promised.at_most {
            return Err(format!("{} records", found.len()));
        }
        for (number, record) in found.iter().enumerate() {
            if record.position != at(number + 1) || record.bytes != self.records[number] {
                return Err(format!("another record at {}", record.position));
            }
        }
        if end(journal) != at(found.len()) {
            return Err("the end is elsewhere".into());
        }
        Ok(found.len())
    }

    /// The next life begins with what the disk has kept. Says whether there is one.
    fn goes_on(&mut self, folder: TempDir, promised: Promised) -> bool {
        // Looked at in a copy: the next life begins with the repair.
        let looked_at = tempfile::tempdir().unwrap();
        copy_all(folder.path(), looked_at.path());
        let watching = disk_calls::watch(looked_at.path(), std::sync::Arc::new(Hasty)).unwrap();
        let found = open(looked_at.path(), 1).and_then(|journal| self.compare(&journal, promised));
        drop(watching);
        let Ok(found) = found else { return false };
        self.records.truncate(found);
        self.promised = Promised { at_most: found, ..promised };
        self.folder = folder;
        true
    }
}

pub(crate) fn open(folder: &Path, created_as: u128) -> Result<Sqlite, String> {
    Sqlite::open(&folder.join("journal.db"), identity(created_as), |_| None)
        .map_err(|error| error.to_string())
}

fn identity(number: u128) -> Identity {
    Identity::from(Uuid::from_u128(number))
}

pub(crate) fn at(number: usize) -> Position {
    Position::new(number as u64)
}

pub(crate) fn append(journal: &Sqlite, after: usize, batch: &Batch) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(journal.append(at(after), batch))
}

pub(crate) fn read(journal: &Sqlite) -> Result<Vec<Record>, depositary::journal::Error> {
    journal.read(at(1), ALL).now_or_never().unwrap()
}

pub(crate) fn end(journal: &Sqlite) -> Position {
    journal.end().now_or_never().unwrap().unwrap()
}

pub(crate) fn copy_all(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}
