//! A journal in a file of which something was flipped, cut off or removed: either all acknowledged records are there as they
//! were written, or it is refused with a line that says where.

use std::{
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    thread,
};

use bytes::Bytes;
use depositary::journal::{Identity, Journal, Limits, Outcome, Position, Record, Sqlite};
use futures_util::FutureExt;
use rusqlite::Connection;
use tempfile::TempDir;
use uuid::Uuid;

use crate::dice::{self, Dice};

/// Small, so that every byte can have its turn, and a few records make a tree of some depth.
const PAGE: usize = 512;

/// The size of a slot of the head.
const SLOT: usize = 4096;

/// The part of a slot with something in it.
const LINE: usize = 208;

/// What the pages are full of that a long one of the last records goes on in.
const LONG: &str = "cccccccccccccccccccccccccccccc";

/// The seed of the damage by chance.
const SEED: &str = "DEPOSITARY_DAMAGE_SEED";

/// Bytes of the files of a journal, in the order of [`Part`].
type Files = [Option<Vec<u8>>; 3];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Database,
    Wal,
    Head,
}

const PARTS: [Part; 3] = [Part::Database, Part::Wal, Part::Head];

impl Part {
    const fn suffix(self) -> &'static str {
        match self {
            Self::Database => "",
            Self::Wal => "-wal",
            Self::Head => "-head",
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Damage {
    Flip { part: Part, at: usize, bit: u8 },
    Cut { part: Part, at: usize },
    Remove { part: Part },
}

impl Damage {
    /// Another bit at each byte.
    fn flip(part: Part, at: usize) -> Self {
        Self::Flip { part, at, bit: u8::try_from(at * 5 % 8).unwrap() }
    }

    fn at_chance(files: &Files, dice: &mut Dice) -> Self {
        let there: Vec<Part> = PARTS.into_iter().filter(|&part| len(files, part) > 0).collect();
        let part = there[dice.index(there.len())];
        let at = dice.index(len(files, part));
        if dice.one_in(3) {
            Self::Cut { part, at }
        } else {
            Self::Flip { part, at, bit: u8::try_from(dice.below(8)).unwrap() }
        }
    }

    const fn part(self) -> Part {
        match self {
            Self::Flip { part, .. } | Self::Cut { part, .. } | Self::Remove { part } => part,
        }
    }

    fn done_to(self, files: &mut Files) {
        let file = &mut files[self.part() as usize];
        let bytes = file.as_mut().unwrap();
        match self {
            Self::Flip { at, bit, .. } => bytes[at] ^= 1 << bit,
            Self::Cut { at, .. } => bytes.truncate(at),
            Self::Remove { .. } => *file = None,
        }
    }
}

fn len(files: &Files, part: Part) -> usize {
    files[part as usize].as_ref().map_or(0, Vec::len)
}

/// What a start makes of files.
#[derive(Debug)]
enum Found {
    /// All that was acknowledged, and what the log says.
    Whole { log: String },
    /// The one line of the refusal.
    Refused(String),
}

/// A journal as a process has left it, and what it had acknowledged.
struct Left {
    files: Files,
    acknowledged: Vec<Record>,
}

impl Left {
    /// After a stop in good order: there is no `-wal`.
    fn clean() -> Self {
        let desk = Desk::new();
        desk.create();
        let journal = desk.open();
        append(&journal, 0, 60);
        let acknowledged = everything(&journal).unwrap();
        journal.close();
        let left = Self { files: desk.files(), acknowledged };
        assert_eq!(len(&left.files, Part::Wal), 0);
        left
    }

    /// After a crash: the last records are in the `-wal` alone.
    fn crashed() -> Self {
        let desk = Desk::new();
        desk.create();
        let journal = desk.open();
        append(&journal, 0, 56);
        drop(journal);
        let journal = desk.open();
        append(&journal, 56, 60);
        Self { files: desk.files(), acknowledged: everything(&journal).unwrap() }
    }

    /// Everything at which damage of one kind is to be done to a part: each of these bytes.
    fn each(&self, part: Part, bytes: impl IntoIterator<Item = usize>) -> Vec<Damage> {
        let end = len(&self.files, part);
        bytes
            .into_iter()
            .filter(|&at| at < end)
            .flat_map(|at| [Damage::flip(part, at), Damage::Cut { part, at }])
            .collect()
    }

    /// Does each damage to a copy of the files, and says what a start makes of it.
    fn under(&self, damages: &[Damage]) -> Vec<(Damage, Found)> {
        let half = damages.len().div_ceil(2).max(1);
        thread::scope(|scope| {
            let halves: Vec<_> =
                damages.chunks(half).map(|half| scope.spawn(|| self.each_under(half))).collect();
            halves.into_iter().flat_map(|half| half.join().expect("what is said above")).collect()
        })
    }

    fn each_under(&self, damages: &[Damage]) -> Vec<(Damage, Found)> {
        let (desk, log) = (Desk::new(), Log::default());
        let (writer, damages) = (log.clone(), damages.iter());
        let subscriber =
            tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
        tracing::subscriber::with_default(subscriber, || {
            damages.map(|&damage| (damage, self.one_under(damage, &desk, &log))).collect()
        })
    }

    fn one_under(&self, damage: Damage, desk: &Desk, log: &Log) -> Found {
        let _named = Named(damage);
        let mut files = self.files.clone();
        damage.done_to(&mut files);
        desk.put(&files);
        let verified = read_as_verify_does(&desk.path());
        let verify_log = log.taken();
        let read = read_as_a_start_does(&desk.path());
        let log = log.taken();
        match &verified {
            // Whoever only reads can do without some of what a start needs, but not without a record.
            Ok(records) => assert!(*records == self.acknowledged, "other records, without a word"),
            Err(found) => assert!(read.is_err(), "only verify finds: {found}"),
        }
        assert_eq!(verify_log.contains("half of the head"), log.contains("half of the head"), "{verify_log}");
        assert!(!log.contains("panicked"), "{log}");
        match read {
            Ok(records) => {
                assert!(records == self.acknowledged, "other records, without a word");
                if damage.part() == Part::Database {
                    self.stays_whole(desk);
                }
                Found::Whole { log }
            }
            Err(line) => {
                assert!(line.contains("journal.db") || line.contains("record "), "{line}");
                assert_eq!(line.lines().count(), 1, "{line}");
                Found::Refused(line)
            }
        }
    }

    /// Damage that does no harm must do none either when records are added.
    fn stays_whole(&self, desk: &Desk) {
        let journal = desk.open();
        let end = self.acknowledged.len() as u64;
        let mut batch = journal.batch();
        for text in ["a".repeat(3 * PAGE), "b".to_owned(), "c".to_owned()] {
            batch.push(Bytes::from(text)).unwrap();
        }
        assert_eq!(wait(journal.append(Position::new(end), &batch)), Outcome::Appended);
        drop(journal);
        let records = read_as_a_start_does(&desk.path()).unwrap();
        assert!(records[..self.acknowledged.len()] == self.acknowledged, "an append changed other records");
        assert_eq!(records.len() as u64, end + 3);
    }

    /// The pages of the database in which something of the last records is, and those that lead to them.
    fn last_pages(&self) -> Vec<usize> {
        let database = self.files[Part::Database as usize].as_ref().unwrap();
        let last = database.chunks(PAGE).enumerate().filter(|(number, page)| {
            // The kinds of pages of a table: inner, leaf. The first page has the header before that.
            let inner = page[0] == 5 && *number > 0;
            let holds = |text: &str| page.windows(text.len()).any(|window| window == text.as_bytes());
            inner || ["record-055;", "record-056;", "record-059;", "record-060;", LONG].into_iter().any(holds)
        });
        last.flat_map(|(number, _)| number * PAGE..(number + 1) * PAGE).collect()
    }
}

/// Says at a panic under which damage it was.
struct Named(Damage);

impl Drop for Named {
    #[expect(clippy::print_stderr, reason = "the harness shows it with the failure")]
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("under {:?}", self.0);
        }
    }
}

/// What the journal says in the log.
#[derive(Clone, Debug, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn taken(&self) -> String {
        String::from_utf8(std::mem::take(&mut *self.0.lock().unwrap())).unwrap()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A folder in which files are put that a journal is to be opened from.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        // What counts is the damage and not the disk: in memory it is done sooner.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        Self { folder: folder.unwrap() }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("journal.db")
    }

    fn beside(&self, suffix: &str) -> PathBuf {
        self.folder.path().join(format!("journal.db{suffix}"))
    }

    /// An empty journal with small pages.
    fn create(&self) {
        self.open().close();
        let connection = Connection::open(self.path()).unwrap();
        let pages = format!("PRAGMA journal_mode = DELETE; PRAGMA page_size = {PAGE}; VACUUM;");
        connection.execute_batch(&pages).unwrap();
    }

    fn open(&self) -> Sqlite {
        Sqlite::open(&self.path(), identity(7), |_| None).unwrap()
    }

    fn files(&self) -> Files {
        PARTS.map(|part| fs::read(self.beside(part.suffix())).ok())
    }

    fn put(&self, files: &Files) {
        for suffix in ["-shm", "-journal", "-making", "-head-making"] {
            removed(&self.beside(suffix));
        }
        for (part, bytes) in PARTS.into_iter().zip(files) {
            let path = self.beside(part.suffix());
            match bytes {
                Some(bytes) => fs::write(path, bytes).unwrap(),
                None => removed(&path),
            }
        }
    }
}

fn removed(path: &Path) {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => panic!("{error}"),
        _ => {}
    }
}

fn identity(number: u128) -> Identity {
    Identity::from(Uuid::from_u128(number))
}

/// Adds records up to this position, each with a commit of its own. Some are longer than a page.
fn append(journal: &Sqlite, after: u64, end: u64) {
    for position in after..end {
        let length = if position % 20 == 18 { 3 * PAGE } else { 20 };
        let filling = char::from(b'a' + u8::try_from(position / 20).unwrap());
        let text = format!("record-{:03};{}", position + 1, filling.to_string().repeat(length));
        let mut batch = journal.batch();
        batch.push(Bytes::from(text)).unwrap();
        let appended = journal.append(Position::new(position), &batch);
        assert_eq!(wait(appended), Outcome::Appended);
    }
}

fn wait<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}

/// Opens a journal and reads everything. What it says when it refuses is one line.
fn read_as_a_start_does(path: &Path) -> Result<Vec<Record>, String> {
    // The id would be that of a journal that was made anew.
    let journal = Sqlite::open(path, identity(8), |_| None).map_err(|error| error.to_string())?;
    let read = everything(&journal);
    journal.close();
    read
}

/// Opens a journal to read and looks at everything, as the command `verify` does. What it finds is one line or more.
fn read_as_verify_does(path: &Path) -> Result<Vec<Record>, String> {
    let journal = Sqlite::open_to_read(path).map_err(|error| error.to_string())?;
    let faults = journal.faults().map_err(|error| error.to_string())?;
    if let Some(fault) = faults.into_iter().next() {
        return Err(fault);
    }
    everything(&journal)
}

/// All records, in order as a start reads them. Then every one has to be found alone, too.
fn everything(journal: &Sqlite) -> Result<Vec<Record>, String> {
    let end = journal.end().now_or_never().unwrap().unwrap();
    let mut records: Vec<Record> = Vec::new();
    while (records.len() as u64) < end.get() {
        let next = Position::new(records.len() as u64 + 1);
        let limits = Limits { records: 40, bytes: usize::MAX };
        records
            .extend(journal.read(next, limits).now_or_never().unwrap().map_err(|error| error.to_string())?);
    }
    let positions: Vec<Position> = records.iter().map(|record| record.position).collect();
    let found = journal.get(&positions).now_or_never().unwrap().expect("what was read is found");
    assert!(found == records, "found alone, it is another one");
    Ok(records)
}

#[test]
fn damage_to_the_last_pages_of_the_database_is_seen_or_does_no_harm() {
    for left in [Left::clean(), Left::crashed()] {
        let (pages, header) = (left.last_pages(), 0..100);
        assert!(pages.len() >= 2 * PAGE, "{}", pages.len());
        let found = left.under(&left.each(Part::Database, header.chain(pages)));
        // The rest is of no meaning, or stands in the `-wal` file once more.
        let refused = refused(&found);
        assert!(refused * 10 > found.len() * 3, "{refused} of {}", found.len());
    }
}

#[test]
fn every_byte_of_the_last_records_counts() {
    let left = Left::clean();
    for number in [59, 60] {
        let Record { bytes, .. } = &left.acknowledged[number - 1];
        let database = left.files[Part::Database as usize].as_ref().unwrap();
        // A long record goes on elsewhere, after so much of it.
        let beginning = &bytes[..bytes.len().min(20)];
        let at = database.windows(beginning.len()).position(|window| window == beginning).unwrap();
        for (damage, found) in left.under(&left.each(Part::Database, at..at + beginning.len())) {
            match (damage, found) {
                (Damage::Flip { .. }, Found::Refused(line)) => {
                    assert!(line.contains(&format!("record {number} is damaged")), "{damage:?}: {line}");
                }
                (Damage::Cut { .. }, Found::Refused(_)) => {}
                (damage, found) => panic!("{damage:?}: {found:?}"),
            }
        }
    }
}

#[test]
fn no_damage_to_a_wal_file_goes_unseen() {
    let left = Left::crashed();
    // A record is at least one page of it.
    let end = len(&left.files, Part::Wal);
    let found = left.under(&left.each(Part::Wal, 0..end));
    assert!(end > 4 * PAGE, "{end}");
    for (damage, found) in found {
        let Found::Refused(line) = found else { panic!("{damage:?}") };
        assert!(line.contains("records are lost") || line.contains("damaged"), "{damage:?}: {line}");
    }
}

#[test]
fn damage_to_the_head_is_said_to_be_so() {
    for left in [Left::clean(), Left::crashed()] {
        let lines = (0..LINE).chain(SLOT - 8..SLOT + LINE).chain(2 * SLOT - 8..2 * SLOT);
        for (damage, found) in left.under(&left.each(Part::Head, lines)) {
            match (damage, found) {
                (Damage::Cut { at, .. }, Found::Refused(line)) if at < SLOT => {
                    assert!(line.contains("the head file is damaged"), "{damage:?}: {line}");
                }
                (Damage::Flip { .. } | Damage::Cut { at: SLOT.., .. }, Found::Whole { log }) => {
                    assert!(log.contains("one half of the head file is damaged"), "{damage:?}: {log}");
                }
                (damage, found) => panic!("{damage:?}: {found:?}"),
            }
        }
        let mut both = Left { files: left.files.clone(), acknowledged: left.acknowledged };
        Damage::flip(Part::Head, 3).done_to(&mut both.files);
        for (damage, found) in both.under(&both.each(Part::Head, SLOT..SLOT + LINE)) {
            let Found::Refused(line) = found else { panic!("{damage:?}") };
            assert!(line.contains("the head file is damaged"), "{damage:?}: {line}");
        }
    }
}

#[test]
fn damage_by_chance_is_seen_or_does_no_harm() {
    let seed = dice::seed(SEED);
    let _seeded = Seeded(seed);
    let mut dice = Dice::new(seed);
    for left in [Left::clean(), Left::crashed()] {
        let damages: Vec<_> = (0..1000).map(|_| Damage::at_chance(&left.files, &mut dice)).collect();
        let refused = refused(&left.under(&damages));
        assert!(refused > 200, "{refused}");
    }
}

/// Says at a panic how the same comes again.
struct Seeded(u64);

impl Drop for Seeded {
    #[expect(clippy::print_stderr, reason = "the harness shows it with the failure")]
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("again with {SEED}={}", self.0);
        }
    }
}

#[test]
fn a_file_that_is_not_there_is_missed() {
    let clean = Left::clean();
    let crashed = Left::crashed();
    let of = |left: &Left, part| left.under(&[Damage::Remove { part }]).remove(0).1;
    for left in [&clean, &crashed] {
        let Found::Refused(line) = of(left, Part::Database) else { panic!("a journal was made anew") };
        assert!(line.contains("there is no journal here"), "{line}");
        let Found::Whole { log } = of(left, Part::Head) else { panic!("the head alone is not needed") };
        assert!(log.contains("the journal has no head file"), "{log}");
    }
    let Found::Refused(line) = of(&crashed, Part::Wal) else { panic!("records were lost without a word") };
    assert!(line.contains("ends at record 56") && line.contains("reached record 60"), "{line}");
}

fn refused(found: &[(Damage, Found)]) -> usize {
    found.iter().filter(|(_, found)| matches!(found, Found::Refused(_))).count()
}
