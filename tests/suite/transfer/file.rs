//! A journal that is made in a file: it is there whole or not at all.

use std::{
    fs,
    io::Cursor,
    path::{Path, PathBuf},
    thread,
    time::Instant,
};

use depositary::{
    journal::{Journal, OpenError, Position, Sqlite},
    registry::transfer::{Import, ImportError},
};
use tempfile::TempDir;

use super::{drafts, exported, identity, story};
use crate::{
    registry_support::{foreign_drafts, memory, records},
    settings::depositary,
};

/// A folder for a journal in a file.
pub(super) struct Place {
    folder: TempDir,
}

impl Place {
    pub(super) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().join("journal.db")
    }

    fn beside(&self, suffix: &str) -> PathBuf {
        self.folder.path().join(format!("journal.db{suffix}"))
    }

    /// As the command does it.
    pub(super) async fn import(&self, text: &[u8]) -> Result<Position, ImportError> {
        let import = Import::begin(Cursor::new(text))?;
        let making = Sqlite::making(&self.path(), identity(9), |_| None).unwrap();
        let end = import.append_to(making.journal(), |_| Ok(()), |_, _| {}).await?;
        making.finish().unwrap();
        Ok(end)
    }

    pub(super) fn open(&self) -> Sqlite {
        Sqlite::open(&self.path(), identity(1), |_| None).unwrap()
    }

    /// All files with their bytes.
    pub(super) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        files(self.folder.path())
    }

    fn names(&self) -> Vec<String> {
        let name = |(path, _): (PathBuf, _)| path.file_name().unwrap().to_str().unwrap().to_owned();
        self.files().into_iter().map(name).collect()
    }
}

fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths.map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    files.sort();
    files
}

const WHOLE: [&str; 3] = ["journal.db", "journal.db-head", "journal.db-lock"];

#[tokio::test]
async fn an_import_makes_a_file_that_alone_is_whole() {
    let (journal, _) = story().await;
    let text = exported(&journal).await;
    for is_there in [false, true] {
        let place = Place::new();
        if is_there {
            drop(Sqlite::open(&place.path(), identity(3), |_| None).unwrap());
        }
        place.import(text.as_bytes()).await.unwrap();
        assert_eq!(place.names(), WHOLE);
        let copy = place.open();
        assert_eq!(copy.identity(), identity(9));
        assert_eq!(records(&copy).await, records(&journal).await);
        // The head has come with it: a journal without its last record is one that has lost it.
        drop(copy);
        let shell = rusqlite::Connection::open(place.path()).unwrap();
        let last = "(SELECT max(position) FROM record)";
        shell
            .execute_batch(&format!(
                "DROP TRIGGER nothing_is_removed; DELETE FROM record WHERE position = {last}"
            ))
            .unwrap();
        drop(shell);
        let error = Sqlite::open(&place.path(), identity(1), |_| None).unwrap_err();
        assert!(matches!(error, OpenError::Short { .. }), "{error}");
    }
}

#[tokio::test]
async fn a_journal_with_records_and_one_in_use_are_not_replaced() {
    let text = exported(&drafts(&["first"]).await).await;
    let place = Place::new();
    let journal = place.open();
    let error = Sqlite::making(&place.path(), identity(9), |_| None).unwrap_err();
    assert!(matches!(error, OpenError::InUse { .. }), "{error}");
    drop(journal);

    // Nor may it be opened while another one is made in its place.
    let making = Sqlite::making(&place.path(), identity(9), |_| None).unwrap();
    for again in [
        Sqlite::making(&place.path(), identity(9), |_| None).map(|_| ()),
        Sqlite::open(&place.path(), identity(9), |_| None).map(|_| ()),
    ] {
        let error = again.unwrap_err();
        assert!(matches!(error, OpenError::InUse { .. }), "{error}");
    }
    drop(making);

    // Somebody who only reads has the old file open, and would go on with it.
    let making = Sqlite::making(&place.path(), identity(9), |_| None).unwrap();
    let shell = rusqlite::Connection::open(place.path()).unwrap();
    shell.query_row("SELECT count(*) FROM record", [], |row| row.get::<_, i64>(0)).unwrap();
    let error = making.finish().unwrap_err();
    assert!(matches!(error, OpenError::Busy { .. }), "{error}");
    drop(shell);

    place.import(text.as_bytes()).await.unwrap();
    let before = place.files();
    let error = Sqlite::making(&place.path(), identity(8), |_| None).unwrap_err();
    assert!(matches!(error, OpenError::NotEmpty { end, .. } if end == Position::new(1)), "{error}");
    assert_eq!(place.files(), before);

    let foreign = Place::new();
    fs::write(foreign.path(), "Dear diary").unwrap();
    let error = Sqlite::making(&foreign.path(), identity(8), |_| None).unwrap_err();
    assert!(matches!(error, OpenError::Foreign { .. }), "{error}");
    assert_eq!(fs::read(foreign.path()).unwrap(), b"Dear diary");
    let left = Place::new();
    fs::copy(place.beside("-head"), left.beside("-head")).unwrap();
    let error = Sqlite::making(&left.path(), identity(8), |_| None).unwrap_err();
    assert!(matches!(error, OpenError::Gone { .. }), "{error}");
    assert_eq!(left.names(), ["journal.db-head"]);
}

#[tokio::test]
async fn what_a_crash_has_left_of_an_import_is_removed_by_the_next() {
    let (journal, _) = story().await;
    let text = exported(&journal).await;
    let (place, crashed) = (Place::new(), Place::new());
    let making = Sqlite::making(&place.path(), identity(9), |_| None).unwrap();
    let import = Import::begin(text.as_bytes()).unwrap();
    import.append_to(making.journal(), |_| Ok(()), |_, _| {}).await.unwrap();
    for (path, bytes) in place.files() {
        fs::write(crashed.folder.path().join(path.file_name().unwrap()), bytes).unwrap();
    }
    drop(making);
    assert!(place.names().is_empty());
    assert!(crashed.names().contains(&"journal.db-importing-wal".to_owned()), "{:?}", crashed.names());
    let small = exported(&drafts(&["first"]).await).await;
    crashed.import(small.as_bytes()).await.unwrap();
    assert_eq!(crashed.names(), WHOLE);
    assert_eq!(records(&crashed.open()).await.len(), 1);
}

#[tokio::test]
async fn a_crash_while_it_is_put_into_place_leaves_one_journal() {
    let small = exported(&drafts(&["first"]).await).await;
    let whole = Place::new();
    whole.import(small.as_bytes()).await.unwrap();

    // The old head is gone, the new journal not yet there.
    let place = Place::new();
    drop(Sqlite::open(&place.path(), identity(3), |_| None).unwrap());
    fs::remove_file(place.beside("-head")).unwrap();
    for (from, to) in [("", "-importing"), ("-head", "-importing-head")] {
        fs::copy(whole.beside(from), place.beside(to)).unwrap();
    }
    assert_eq!(records(&place.open()).await.len(), 0);
    place.import(small.as_bytes()).await.unwrap();
    assert_eq!(place.names(), WHOLE);

    // The new journal is there, its head not yet.
    let place = Place::new();
    for (from, to) in [("", ""), ("-head", "-importing-head")] {
        fs::copy(whole.beside(from), place.beside(to)).unwrap();
    }
    assert_eq!(records(&place.open()).await.len(), 1);
    let error = Sqlite::making(&place.path(), identity(9), |_| None).unwrap_err();
    assert!(matches!(error, OpenError::NotEmpty { .. }), "{error}");
    assert_eq!(place.names(), WHOLE);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_that_is_killed_leaves_nothing_or_the_whole_journal() {
    const RECORDS: usize = 150;
    let journal = memory();
    let ids = (0..RECORDS).map(|number| format!("draft-{number}"));
    let mut batch = journal.batch();
    for record in foreign_drafts(ids).await {
        batch.push(record).unwrap();
    }
    let _ = journal.append(Position::ZERO, &batch).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("export.jsonl");
    fs::write(&file, exported(&journal).await).unwrap();

    let place = Place::new();
    let begin = || {
        let address = format!("sqlite:{}", place.path().display());
        depositary(&["import", file.to_str().unwrap(), &address]).spawn().unwrap()
    };
    let clear = || files(place.folder.path()).iter().for_each(|(path, _)| fs::remove_file(path).unwrap());
    let began = Instant::now();
    assert!(begin().wait().unwrap().success());
    let takes = began.elapsed();
    assert_eq!(records(&place.open()).await, records(&journal).await);
    clear();
    let mut broken_off = 0;
    for step in 1..25_u32 {
        let mut import = begin();
        thread::sleep(takes.mul_f64(f64::from(step) / 24.0));
        import.kill().unwrap();
        import.wait().unwrap();
        if place.path().exists() {
            assert_eq!(records(&place.open()).await.len(), RECORDS, "step {step}");
            clear();
        } else {
            broken_off += 1;
        }
    }
    assert!(broken_off > 0, "no import was broken off");
    // Over what the last one may have left.
    assert!(begin().wait().unwrap().success());
    assert_eq!(place.names(), WHOLE);
}
