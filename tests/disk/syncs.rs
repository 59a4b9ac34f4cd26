//! The controls of `power` leave out the syncs that SQLite itself leaves out under the settings that they stand for.

use rusqlite::Connection;

use crate::log::{Entry, Log, Syncs};

/// What SQLite does to the files of a journal, under a setting of `synchronous`.
fn done(synchronous: &str, syncs: Syncs) -> Vec<Entry> {
    let folder = tempfile::tempdir().unwrap();
    let log = Log::new(syncs);
    let watching = disk_calls::watch(folder.path(), log.clone()).unwrap();
    let connection = Connection::open(folder.path().canonicalize().unwrap().join("journal.db")).unwrap();
    let table =
        "PRAGMA journal_mode = WAL; CREATE TABLE record (position INTEGER PRIMARY KEY, bytes BLOB) STRICT;";
    connection.execute_batch(table).unwrap();
    drop(connection);
    log.take();
    let connection = Connection::open(folder.path().canonicalize().unwrap().join("journal.db")).unwrap();
    let modes = format!("PRAGMA synchronous = {synchronous}; PRAGMA wal_autocheckpoint = 0;");
    connection.execute_batch(&modes).unwrap();
    for number in 1..40 {
        connection.execute("INSERT INTO record VALUES (?1, zeroblob(?1 * 100))", [number]).unwrap();
        match number {
            13 => connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())).unwrap(),
            26 => connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap(),
            _ => {}
        }
    }
    connection.close().unwrap();
    drop(watching);
    log.take().into_iter().map(shape).collect()
}

/// The `-wal` file begins with numbers that are chosen by chance, and its checksums follow from them.
fn shape(mut entry: Entry) -> Entry {
    if let Entry::Written { name, bytes, .. } = &mut entry
        && name.ends_with("-wal")
    {
        bytes.fill(0);
    }
    entry
}

fn synced(entries: &[Entry]) -> usize {
    entries.iter().filter(|entry| matches!(entry, Entry::Synced { .. } | Entry::FolderSynced)).count()
}

#[test]
fn the_syncs_left_out_are_those_that_sqlite_leaves_out() {
    let full = done("FULL", Syncs::All);
    assert!(synced(&full) > 39, "{}", synced(&full));

    let normal = done("NORMAL", Syncs::All);
    assert_eq!(done("FULL", Syncs::Normal), normal);
    assert!((4..12).contains(&synced(&normal)), "{}", synced(&normal));

    let off = done("OFF", Syncs::All);
    assert_eq!(done("FULL", Syncs::Off), off);
    assert_eq!(synced(&off), 0);
}
