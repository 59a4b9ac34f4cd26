//! The journal in a file: what stays when it is opened again, and what is refused then.

mod reading;

use std::{
    fs::{self, OpenOptions},
    os::unix::{fs::FileExt, net::UnixListener},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use bytes::Bytes;
use depositary::journal::{
    Error, Identity, Journal, Label, Limits, OpenError, Outcome, Position, Record, Sqlite,
};
use futures_util::FutureExt;
use rusqlite::Connection;
use tempfile::TempDir;
use uuid::Uuid;

const ALL: Limits = Limits { records: usize::MAX, bytes: usize::MAX };

/// The size of a slot of the head.
const SLOT: u64 = 4096;

/// A folder with a journal in it.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With a journal of so many records, each appended by itself.
    fn with(records: u64) -> Self {
        let place = Self::new();
        fill(&place.open(), records);
        place
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("journal.db")
    }

    fn beside(&self, suffix: &str) -> PathBuf {
        self.folder.path().join(format!("journal.db{suffix}"))
    }

    fn open(&self) -> Sqlite {
        self.try_open().unwrap()
    }

    fn try_open(&self) -> Result<Sqlite, OpenError> {
        Sqlite::open(&self.path(), identity(7), |_| None)
    }

    /// Every file with its bytes.
    fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|file| file.unwrap().path())
            .map(|path| (path.clone(), fs::read(path).unwrap()))
            .collect();
        files.sort();
        files
    }

    /// What SQLite lets others do in the database of a journal that nobody has open.
    fn shell(&self, sql: &str) {
        let triggers = "DROP TRIGGER nothing_is_changed; DROP TRIGGER nothing_is_removed;";
        let connection = Connection::open(self.path()).unwrap();
        connection.execute_batch(&format!("{triggers} {sql}")).unwrap();
    }

    fn flip(&self, suffix: &str, at: u64) {
        let file = OpenOptions::new().read(true).write(true).open(self.beside(suffix)).unwrap();
        let mut byte = [0];
        file.read_exact_at(&mut byte, at).unwrap();
        file.write_all_at(&[byte[0] ^ 1], at).unwrap();
    }
}

fn identity(number: u128) -> Identity {
    Identity::from(Uuid::from_u128(number))
}

fn at(number: u64) -> Position {
    Position::new(number)
}

fn append(journal: &Sqlite, after: u64, text: &str) -> Outcome {
    let mut batch = journal.batch();
    batch.push(Bytes::copy_from_slice(text.as_bytes())).unwrap();
    wait(journal.append(at(after), &batch))
}

fn wait<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}

fn fill(journal: &Sqlite, records: u64) {
    for number in 0..records {
        assert_eq!(append(journal, number, &format!("record-{:03}", number + 1)), Outcome::Appended);
    }
}

fn read(journal: &Sqlite) -> Result<Vec<Record>, Error> {
    journal.read(at(1), ALL).now_or_never().unwrap()
}

#[test]
fn what_was_appended_is_there_when_it_is_opened_again() {
    let place = Place::new();
    let first = place.open();
    fill(&first, 5);
    let written = read(&first).unwrap();
    drop(first);
    // Another id would only be for a journal that is created.
    let again = Sqlite::open(&place.path(), identity(8), |_| None).unwrap();
    assert_eq!(again.identity(), identity(7));
    assert_eq!(read(&again).unwrap(), written);
    assert_eq!(append(&again, 5, "record-006"), Outcome::Appended);
    drop(again);
    assert_eq!(read(&place.open()).unwrap().len(), 6);
}

#[test]
fn the_file_alone_is_whole_after_a_clean_close() {
    let place = Place::with(3);
    let left: Vec<_> = ["-wal", "-shm", "-journal", "-making"]
        .into_iter()
        .filter(|suffix| place.beside(suffix).exists())
        .collect();
    assert!(left.is_empty(), "{left:?}");
    let copy = Place::new();
    fs::copy(place.path(), copy.path()).unwrap();
    // Without a head, as a copy has none; it gets one.
    assert_eq!(read(&copy.open()).unwrap(), read(&place.open()).unwrap());
    assert!(copy.beside("-head").exists());
}

#[test]
fn the_wal_is_emptied_before_the_journal_is_open() {
    let place = Place::with(2);
    let journal = place.open();
    fill_from(&journal, 2, 9);
    let crashed = Place::new();
    for suffix in ["", "-wal", "-head"] {
        fs::copy(place.beside(suffix), crashed.beside(suffix)).unwrap();
    }
    assert!(fs::metadata(crashed.beside("-wal")).unwrap().len() > 0);
    let reopened = crashed.open();
    assert_eq!(fs::metadata(crashed.beside("-wal")).map_or(0, |found| found.len()), 0);
    assert_eq!(read(&reopened).unwrap(), read(&journal).unwrap());
}

fn fill_from(journal: &Sqlite, first: u64, end: u64) {
    for number in first..end {
        assert_eq!(append(journal, number, "later"), Outcome::Appended);
    }
}

#[test]
fn the_wal_does_not_grow_without_end() {
    let place = Place::new();
    let journal = place.open();
    let large = Bytes::from(vec![7; 1 << 20]);
    for after in 0..24 {
        let mut batch = journal.batch();
        batch.push(large.clone()).unwrap();
        assert_eq!(wait(journal.append(at(after), &batch)), Outcome::Appended);
    }
    let wal = fs::metadata(place.beside("-wal")).unwrap().len();
    assert!(wal < 8 << 20, "{wal} bytes");
}

#[test]
fn a_shell_reads_the_rows_while_the_journal_is_open() {
    let place = Place::with(2);
    let journal = place.open();
    assert_eq!(append(&journal, 2, "record-003"), Outcome::Appended);
    let shell = Connection::open(place.path()).unwrap();
    let rows: Vec<(i64, String)> = shell
        .prepare("SELECT position, cast(bytes AS TEXT) FROM record ORDER BY position")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let texts = ["record-001", "record-002", "record-003"].map(str::to_owned);
    assert_eq!(rows, (1..).zip(texts).collect::<Vec<_>>());
    let refused = shell.execute_batch("DELETE FROM record").unwrap_err();
    assert!(refused.to_string().contains("only ever added"), "{refused}");
}

#[test]
fn a_shell_that_writes_for_a_moment_is_waited_for() {
    let place = Place::with(1);
    let journal = place.open();
    let shell = Connection::open(place.path()).unwrap();
    shell.execute_batch("BEGIN IMMEDIATE").unwrap();
    let ends = thread::spawn(move || {
        thread::sleep(Duration::from_millis(50));
        shell.execute_batch("ROLLBACK").unwrap();
    });
    assert_eq!(append(&journal, 1, "record-002"), Outcome::Appended);
    ends.join().unwrap();
}

#[test]
fn a_journal_that_somebody_else_has_written_is_closed_for_good() {
    let place = Place::with(1);
    let journal = place.open();
    let shell = Connection::open(place.path()).unwrap();
    shell.execute_batch("INSERT INTO record (position, bytes, checksum) VALUES (2, x'00', x'00')").unwrap();
    for _ in 0..2 {
        assert_eq!(append(&journal, 1, "record-002"), Outcome::Closed);
    }
    assert_eq!(journal.end().now_or_never().unwrap().unwrap(), at(1));
    assert_eq!(read(&journal).unwrap().len(), 1);
}

#[test]
fn a_second_one_is_told_that_the_journal_is_open() {
    let place = Place::with(1);
    let journal = place.open();
    let link = place.folder.path().join("link.db");
    std::os::unix::fs::symlink(place.path(), &link).unwrap();
    for path in [place.path(), link] {
        let error = Sqlite::open(&path, identity(7), |_| None).unwrap_err();
        assert!(matches!(error, OpenError::InUse { .. }), "{error}");
        assert!(error.to_string().contains("journal.db-lock is locked"), "{error}");
    }
    assert_eq!(append(&journal, 1, "record-002"), Outcome::Appended);
    drop(journal);
    place.open();
}

#[test]
fn a_journal_that_ends_before_its_head_is_refused_and_left_as_it_is() {
    let place = Place::with(5);
    place.shell("DELETE FROM record WHERE position > 3");
    let before = fs::read(place.path()).unwrap();
    for _ in 0..2 {
        let error = place.try_open().unwrap_err();
        let OpenError::Short { end, reached, .. } = &error else { panic!("{error}") };
        assert_eq!((*end, *reached), (at(3), at(5)));
        assert!(error.to_string().contains("journal.db-head"), "{error}");
    }
    assert_eq!(fs::read(place.path()).unwrap(), before);
    // As the message says.
    fs::remove_file(place.beside("-head")).unwrap();
    assert_eq!(read(&place.open()).unwrap().len(), 3);
}

#[test]
fn one_flipped_bit_in_the_wal_is_not_taken_for_an_honest_end() {
    let place = Place::new();
    let journal = place.open();
    fill(&journal, 20);
    let files = ["", "-wal", "-head"].map(|suffix| (suffix, fs::read(place.beside(suffix)).unwrap()));
    let mut refused = 0;
    for step in 1..40 {
        let crashed = Place::new();
        for (suffix, bytes) in &files {
            fs::write(crashed.beside(suffix), bytes).unwrap();
        }
        crashed.flip("-wal", files[1].1.len() as u64 * step / 40);
        let damaged = fs::read(crashed.beside("-wal")).unwrap();
        match crashed.try_open() {
            Ok(journal) => assert_eq!(read(&journal).unwrap().len(), 20),
            Err(OpenError::Short { reached, .. }) => {
                assert_eq!(reached, at(20));
                // Whoever looks for the records still finds the file.
                assert_eq!(fs::read(crashed.beside("-wal")).unwrap(), damaged);
                refused += 1;
            }
            Err(error) => panic!("{error}"),
        }
    }
    assert!(refused > 20, "{refused}");
}

#[test]
fn a_flipped_byte_in_a_row_is_named_by_its_position() {
    let place = Place::with(9);
    let bytes = fs::read(place.path()).unwrap();
    let found = bytes.windows(10).position(|window| window == b"record-004").unwrap();
    place.flip("", found as u64 + 3);
    let journal = place.open();
    assert_eq!(read(&journal).unwrap_err().to_string(), "record 4 is damaged: its checksum does not fit");
    let got = |position| journal.get(&[at(position)]).now_or_never().unwrap();
    assert!(got(4).is_err());
    assert_eq!(got(5).unwrap()[0].bytes, "record-005");
}

#[test]
fn a_damaged_last_record_is_refused_at_once() {
    let place = Place::with(3);
    place.shell("UPDATE record SET bytes = x'00' WHERE position = 3");
    let error = place.try_open().unwrap_err().to_string();
    assert!(error.contains("record 3 is damaged"), "{error}");
}

#[test]
fn records_that_changed_places_and_a_gap_are_named() {
    let place = Place::with(5);
    place.shell(
        "UPDATE record SET position = 9 WHERE position = 2; UPDATE record SET position = 2 WHERE position = 3;
         UPDATE record SET position = 3 WHERE position = 9",
    );
    assert!(read(&place.open()).unwrap_err().to_string().contains("record 2 is damaged"));
    let place = Place::with(5);
    place.shell("DELETE FROM record WHERE position = 2");
    assert_eq!(read(&place.open()).unwrap_err().to_string(), "record 2 is missing");
}

#[test]
fn a_damaged_half_of_the_head_is_made_good_by_the_other() {
    for slot in [0, 1] {
        let place = Place::with(4);
        place.flip("-head", slot * SLOT + 60);
        assert_eq!(read(&place.open()).unwrap().len(), 4);
        // It was written anew.
        place.flip("-head", (1 - slot) * SLOT + 60);
        assert_eq!(read(&place.open()).unwrap().len(), 4);
    }
    let place = Place::with(4);
    place.flip("-head", 3);
    place.flip("-head", SLOT + 3);
    let error = place.try_open().unwrap_err();
    assert!(matches!(error, OpenError::HeadDamaged { .. }), "{error}");
}

#[test]
fn the_newer_half_of_the_head_counts() {
    // An older one was kept, as after a loss of power.
    let place = Place::with(4);
    let old = fs::read(place.beside("-head")).unwrap();
    let journal = place.open();
    fill_from(&journal, 4, 7);
    drop(journal);
    fs::write(place.beside("-head"), &old).unwrap();
    assert_eq!(read(&place.open()).unwrap().len(), 7);
    // Now one half says 7, and the other one 4.
    place.shell("DELETE FROM record WHERE position > 6");
    assert!(matches!(place.try_open(), Err(OpenError::Short { .. })));
}

#[test]
fn a_head_of_another_journal_or_another_history_is_refused() {
    let (one, other) = (Place::with(2), Place::new());
    drop(Sqlite::open(&other.path(), identity(8), |_| None).unwrap());
    fs::copy(other.beside("-head"), one.beside("-head")).unwrap();
    let error = one.try_open().unwrap_err();
    assert!(matches!(error, OpenError::OtherHead { .. }), "{error}");

    let (one, copy) = (Place::with(2), Place::new());
    fs::copy(one.path(), copy.path()).unwrap();
    fill_from(&one.open(), 2, 3);
    let journal = copy.open();
    assert_eq!(append(&journal, 2, "another"), Outcome::Appended);
    drop(journal);
    fs::copy(one.beside("-head"), copy.beside("-head")).unwrap();
    let error = copy.try_open().unwrap_err();
    assert!(matches!(error, OpenError::OtherRecord { position, .. } if position == at(3)), "{error}");
}

#[test]
fn what_is_left_of_a_journal_is_not_taken_for_a_new_one() {
    for left in ["-head", "-wal"] {
        let place = Place::new();
        let journal = place.open();
        fill(&journal, 2);
        let crashed = Place::new();
        fs::copy(place.beside(left), crashed.beside(left)).unwrap();
        let error = crashed.try_open().unwrap_err();
        assert!(matches!(error, OpenError::Gone { .. }), "{error}");
        assert!(!crashed.path().exists());
    }
}

#[test]
fn foreign_files_and_later_forms_are_refused_and_left_as_they_are() {
    let text = Place::new();
    fs::write(text.path(), "Dear diary").unwrap();
    let database = Place::new();
    Connection::open(database.path()).unwrap().execute_batch("CREATE TABLE diary (day TEXT)").unwrap();
    for place in [text, database] {
        let before = fs::read(place.path()).unwrap();
        let error = place.try_open().unwrap_err();
        assert!(matches!(error, OpenError::Foreign { .. }), "{error}");
        assert_eq!(fs::read(place.path()).unwrap(), before);
    }
    let place = Place::with(1);
    place.shell("PRAGMA user_version = 2");
    let error = place.try_open().unwrap_err();
    assert!(matches!(error, OpenError::Newer { version: 2, known: 1, .. }), "{error}");
}

#[test]
fn a_place_where_nothing_can_be_written_is_named() {
    let place = Place::new();
    let nowhere = place.folder.path().join("nowhere/journal.db");
    // Not even the superuser writes there.
    for path in [nowhere.as_path(), Path::new("/sys/journal.db")] {
        let error = Sqlite::open(path, identity(7), |_| None).unwrap_err();
        assert!(matches!(error, OpenError::File { .. }), "{error}");
        let folder = path.parent().unwrap().display().to_string();
        assert!(error.to_string().contains(&folder), "{error}");
    }
    // Beside which the lock stays.
    let folder = place.folder.path().join("folder");
    fs::create_dir(&folder).unwrap();
    let error = Sqlite::open(&folder, identity(7), |_| None).unwrap_err();
    assert!(error.to_string().contains("directory"), "{error}");
}

#[test]
fn no_new_journal_takes_the_place_of_a_link_or_a_socket() {
    let place = Place::new();
    std::os::unix::fs::symlink("not-mounted/journal.db", place.path()).unwrap();
    let attempts = || {
        [
            place.try_open().map(|_| ()),
            Sqlite::making(&place.path(), identity(7), |_| None).map(|_| ()),
            Sqlite::open_to_read(&place.path()).map(|_| ()),
        ]
    };
    for attempt in attempts() {
        let error = attempt.unwrap_err();
        assert!(error.to_string().contains("leads to nothing"), "{error}");
    }
    assert!(fs::symlink_metadata(place.path()).unwrap().is_symlink());
    fs::remove_file(place.path()).unwrap();

    // It has no bytes, as an empty file has none.
    let _socket = UnixListener::bind(place.path()).unwrap();
    for attempt in attempts() {
        let error = attempt.unwrap_err();
        assert!(error.to_string().contains("a journal is a file"), "{error}");
    }
    let names: Vec<_> =
        fs::read_dir(place.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["journal.db"]);
}

#[test]
fn whoever_looks_into_the_database_sees_what_a_record_is_about() {
    let place = Place::new();
    let journal = Sqlite::open(&place.path(), identity(7), |bytes| {
        let subject = String::from_utf8(bytes.to_vec()).ok()?;
        Some(Label { subject, recorded_at: "2022-03-09T10:00:00.000000Z".to_owned() })
    })
    .unwrap();
    fill(&journal, 2);
    drop(journal);
    let shell = Connection::open(place.path()).unwrap();
    let seen: (String, String) = shell
        .query_row("SELECT subject, recorded_at FROM record WHERE position = 2", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!((seen.0.as_str(), seen.1.as_str()), ("record-002", "2022-03-09T10:00:00.000000Z"));
    drop(shell);
    // A label that says something else would lead people astray.
    place.shell("UPDATE record SET subject = 'record-001' WHERE position = 2");
    let error = place.try_open().unwrap_err();
    assert!(error.to_string().contains("record 2 is damaged"), "{error}");
}
