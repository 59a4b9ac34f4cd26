//! The database: its form, and what is asked of it.

use std::fs::{self, File};
use std::io::Read;
use std::ops::RangeInclusive;
use std::path::Path;
use std::time::Duration;

use bytes::Bytes;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, TransactionBehavior};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::files::Files;
use super::head::Mark;
use super::{Labeller, OpenError};
use crate::journal::{Batch, Identity, Position, Record};

/// "Depo": by this `file` and we ourselves know a journal.
const APPLICATION_ID: u32 = 0x4465_706f;

/// The form of the tables.
const VERSION: i64 = 1;

/// How long another process may hold what is needed here, such as a shell that reads.
const PATIENCE: Duration = Duration::from_secs(5);

const SCHEMA: &str = "
    CREATE TABLE journal (id TEXT NOT NULL) STRICT;
    CREATE TABLE record (
        position INTEGER PRIMARY KEY CHECK (position > 0),
        -- What the record is about, and when it was recorded: for people, the service reads the bytes.
        subject TEXT,
        recorded_at TEXT,
        bytes BLOB NOT NULL,
        -- SHA-256 of the id (16 bytes), the position and the length of the bytes (8 bytes each, the highest first), the
        -- bytes, the subject, a line feed, and the time.
        checksum BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER nothing_is_changed BEFORE UPDATE ON record
        BEGIN SELECT raise(ABORT, 'records are only ever added'); END;
    CREATE TRIGGER nothing_is_removed BEFORE DELETE ON record
        BEGIN SELECT raise(ABORT, 'records are only ever added'); END;";

/// Why the database does not give what was stored in it.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// SQLite cannot read it.
    #[error("{}", in_one_line(.0))]
    Database(#[from] rusqlite::Error),
    /// SQLite cannot read one of the records.
    #[error("record {position} cannot be read: {}", in_one_line(.error))]
    Unreadable {
        /// Where the record stands.
        position: Position,
        /// What SQLite says.
        error: rusqlite::Error,
    },
    /// A record is there, but not as it was written.
    #[error("record {position} is damaged: its checksum does not fit")]
    Damaged {
        /// Where the record stands.
        position: Position,
    },
    /// A record is not there, although a later one is.
    #[error("record {position} is missing")]
    Missing {
        /// Where the record should stand.
        position: Position,
    },
    /// The pages of the database do not fit together.
    #[error("the database is damaged: {}", in_one_line(.found))]
    Structure {
        /// The first thing that SQLite has found.
        found: String,
    },
}

/// What SQLite says, which can have a part of a damaged table in it.
fn in_one_line(said: &impl ToString) -> String {
    let said = said.to_string();
    let words = said.split(|found: char| found.is_whitespace() || found.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Makes an empty journal, which is there whole or not at all.
pub(super) fn create(files: &Files, identity: Identity) -> Result<(), OpenError> {
    let path = files.database();
    let made = Files::making(path);
    for left in ["", "-journal", "-wal", "-shm"] {
        let mut name = made.clone().into_os_string();
        name.push(left);
        // What a process left that ended in the middle of this; there is none, as a rule.
        let _ = fs::remove_file(name);
    }
    make(&made, identity).map_err(|error| OpenError::unreadable(path, error))?;
    files.put(path).map_err(|error| OpenError::file(path, error))
}

fn make(path: &Path, identity: Identity) -> rusqlite::Result<()> {
    let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", VERSION)?;
    let transaction = connection.transaction()?;
    transaction.execute_batch(SCHEMA)?;
    transaction.execute("INSERT INTO journal (id) VALUES (?1)", [identity.to_string()])?;
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)
}

/// Opens the database for the one who writes.
pub(super) fn open(files: &Files) -> Result<Connection, OpenError> {
    let path = files.database();
    let told = |error| OpenError::unreadable(path, error);
    let connection = open_ours(files, || connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE))?;
    // A failed checkpoint must be seen, and SQLite's own does not say so: the writer makes them.
    let pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;
         PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;";
    connection.execute_batch(pragmas).map_err(told)?;
    let modes = ("PRAGMA journal_mode", "PRAGMA synchronous");
    let mode: String = connection.query_row(modes.0, [], |row| row.get(0)).map_err(told)?;
    let sync: i64 = connection.query_row(modes.1, [], |row| row.get(0)).map_err(told)?;
    if mode != "wal" || sync != 2 {
        // Some file systems cannot share memory between processes.
        let error = std::io::Error::other(format!("no write-ahead log can be kept here (mode {mode})"));
        return Err(OpenError::file(path, error));
    }
    // SQLite says so at the first append otherwise, when it is not allowed to write, or when the file forbids it.
    if connection.is_readonly(rusqlite::MAIN_DB).map_err(told)? {
        return Err(OpenError::file(path, std::io::Error::other("the database can only be read")));
    }
    Ok(connection)
}

/// Opens the database for somebody who never writes, and who may be the only one.
pub(super) fn open_to_read(files: &Files, nobody_writes: bool) -> Result<Connection, OpenError> {
    open_ours(files, || open_for_reading(files, nobody_writes))
}

/// Opens the database for those who read, with all the files that are needed for it. When nobody writes meanwhile, no file
/// is made beside it, and its medium may be one that cannot be written.
pub(super) fn open_for_reading(files: &Files, nobody_writes: bool) -> rusqlite::Result<Connection> {
    let connection = if nobody_writes {
        let uri = files.uri("immutable=1");
        connect(&uri, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)?
    } else {
        connect(files.database(), OpenFlags::SQLITE_OPEN_READ_ONLY)?
    };
    // SQLite opens its own files only when something is read.
    end(&connection)?;
    Ok(connection)
}

/// Opens what says that it is a journal, in a form that is known here.
fn open_ours(
    files: &Files,
    open: impl FnOnce() -> rusqlite::Result<Connection>,
) -> Result<Connection, OpenError> {
    let path = files.database();
    if !is_ours(path).map_err(|error| OpenError::file(path, error))? {
        return Err(OpenError::Foreign { path: path.to_owned() });
    }
    let told = |error| OpenError::unreadable(path, error);
    let connection = open().map_err(told)?;
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(told)?;
    if version > VERSION {
        return Err(OpenError::Newer { path: path.to_owned(), version, known: VERSION });
    }
    Ok(connection)
}

/// What SQLite finds wrong in how the database is built, in its own words; nothing when all is well.
pub(super) fn faults(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut check = connection.prepare("PRAGMA integrity_check")?;
    let found = check.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    Ok(found.iter().filter(|fault| *fault != "ok").map(in_one_line).collect())
}

fn connect(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    // SQLITE_OPEN_URI is not among the flags, so that a path is a path, unless it was asked for.
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    // What is to be moved is moved by `empty_wal`. After a failure the files stay as they are.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")?;
    Ok(connection)
}

/// Whether the file says that it is a journal. It is looked at before SQLite is, which would begin to repair it.
fn is_ours(path: &Path) -> std::io::Result<bool> {
    let mut header = Vec::with_capacity(100);
    File::open(path)?.take(100).read_to_end(&mut header)?;
    let has_magic = header.starts_with(b"SQLite format 3\0");
    Ok(has_magic && header.get(68..72) == Some(APPLICATION_ID.to_be_bytes().as_slice()))
}

/// Which journal it is.
pub(super) fn identity(files: &Files, connection: &Connection) -> Result<Identity, OpenError> {
    let id: String = connection
        .query_row("SELECT id FROM journal", [], |row| row.get(0))
        .map_err(|error| OpenError::unreadable(files.database(), error))?;
    let foreign = |_| OpenError::Foreign { path: files.database().to_owned() };
    Uuid::try_parse(&id).map(Identity::from).map_err(foreign)
}

/// The last record.
pub(super) fn last(files: &Files, connection: &Connection, identity: Identity) -> Result<Mark, OpenError> {
    let position = end(connection).map_err(|error| OpenError::unreadable(files.database(), error))?;
    mark(files, connection, identity, position)
}

fn mark(
    files: &Files,
    connection: &Connection,
    identity: Identity,
    position: Position,
) -> Result<Mark, OpenError> {
    let mut mark = Mark { identity, position, digest: [0; 32] };
    if position > Position::ZERO {
        let records = get(connection, identity, &[position])
            .map_err(|error| OpenError::unreadable(files.database(), error))?;
        for record in records {
            mark.digest = Sha256::digest(&record.bytes).into();
        }
    }
    Ok(mark)
}

/// Refuses a journal that is not the one of the head, or ends before it.
pub(super) fn reaches(
    files: &Files,
    connection: &Connection,
    identity: Identity,
    last: Mark,
    head: &Mark,
) -> Result<(), OpenError> {
    let (path, head_path) = (files.database().to_owned(), files.head().to_owned());
    if head.identity != identity {
        return Err(OpenError::OtherHead { path, head: head_path, identity, other: head.identity });
    }
    if head.position > last.position {
        let (end, reached) = (last.position, head.position);
        return Err(OpenError::Short { path, head: head_path, end, reached });
    }
    if mark(files, connection, identity, head.position)? != *head {
        return Err(OpenError::OtherRecord { path, head: head_path, position: head.position });
    }
    Ok(())
}

/// Refuses a database whose pages do not fit together. Reading in order does not meet all of that: a record can be there
/// and not be found by its position, and an append can be put over records where the room on a page is stated wrongly.
pub(super) fn is_sound(files: &Files, connection: &Connection) -> Result<(), OpenError> {
    let found: String = connection
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(|error| OpenError::unreadable(files.database(), error))?;
    if found == "ok" {
        return Ok(());
    }
    Err(OpenError::unreadable(files.database(), ReadError::Structure { found }))
}

/// Moves everything into the database, so that the file alone is whole.
pub(super) fn empty_wal(files: &Files, connection: &mut Connection) -> Result<(), OpenError> {
    // Nobody else writes into the file meanwhile.
    match connection.transaction_with_behavior(TransactionBehavior::Immediate) {
        Ok(_nothing) => files.renew_wal()?,
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {
            return Err(OpenError::Busy { path: files.database().to_owned() });
        }
        Err(error) => return Err(OpenError::unreadable(files.database(), error)),
    }
    match checkpoint(connection, Checkpoint::Empty) {
        Ok(true) => Ok(()),
        Ok(false) => Err(OpenError::Busy { path: files.database().to_owned() }),
        Err(error) => Err(OpenError::unreadable(files.database(), error)),
    }
}

/// How a checkpoint goes about it.
#[derive(Clone, Copy)]
pub(super) enum Checkpoint {
    /// Waits for nobody, and moves what it can.
    Quick,
    /// Waits until nobody else reads, moves all, and empties the file.
    Empty,
}

/// Moves records from the `-wal` file into the database. Says whether nobody was in the way.
pub(super) fn checkpoint(connection: &Connection, how: Checkpoint) -> rusqlite::Result<bool> {
    let statement = match how {
        Checkpoint::Quick => "PRAGMA wal_checkpoint(PASSIVE)",
        Checkpoint::Empty => "PRAGMA wal_checkpoint(TRUNCATE)",
    };
    let busy: i64 = connection.query_row(statement, [], |row| row.get(0))?;
    Ok(busy == 0)
}

/// Closes the connection of the one who writes, after everything was moved. SQLite then removes its own files, if
/// nobody else has the database open.
pub(super) fn close(connection: Connection) -> rusqlite::Result<()> {
    let done = checkpoint(&connection, Checkpoint::Empty)?;
    if !done {
        tracing::warn!("somebody else is reading in the database: its -wal file is still needed");
        return Ok(());
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    connection.close().map_err(|(_, error)| error)
}

/// Why a batch was not written.
#[derive(Debug, thiserror::Error)]
pub(super) enum WriteError {
    /// Somebody else is writing in the database. Nothing was begun.
    #[error("somebody else has locked the database")]
    Busy,
    #[error(transparent)]
    Database(#[from] rusqlite::Error),
    #[error("somebody else has changed the journal, which now ends at {found} and not at {end}")]
    Changed { end: Position, found: Position },
}

/// Writes the batch after `end`, in one transaction and with one sync.
pub(super) fn append(
    connection: &mut Connection,
    identity: Identity,
    label: Labeller,
    after: Position,
    batch: &Batch,
) -> Result<(), WriteError> {
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(|error| match error
            .sqlite_error_code()
        {
            Some(rusqlite::ErrorCode::DatabaseBusy) => WriteError::Busy,
            Some(_) | None => WriteError::Database(error),
        })?;
    let found = end(&transaction)?;
    if found != after {
        return Err(WriteError::Changed { end: after, found });
    }
    let mut insert = transaction.prepare(
        "INSERT INTO record (position, subject, recorded_at, bytes, checksum) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let mut position = after;
    for bytes in batch.records() {
        position = position.next();
        let label = label(bytes);
        let (subject, recorded_at) =
            label.as_ref().map(|label| (label.subject.as_str(), label.recorded_at.as_str())).unzip();
        let checksum = checksum(
            identity,
            position,
            bytes,
            [subject, recorded_at].map(|text| text.unwrap_or_default().as_bytes()),
        );
        insert.execute((stored(position), subject, recorded_at, bytes.as_ref(), checksum.as_slice()))?;
    }
    insert.finalize()?;
    Ok(transaction.commit()?)
}

fn end(connection: &Connection) -> rusqlite::Result<Position> {
    let end: i64 =
        connection.query_row("SELECT coalesce(max(position), 0) FROM record", [], |row| row.get(0))?;
    Ok(Position::new(u64::try_from(end).unwrap_or(0)))
}

/// The records at these positions, which all are there, up to the first one that `allow_another` does not allow. It is
/// told how many there are already, their bytes, and the bytes of the next.
pub(super) fn read(
    connection: &Connection,
    identity: Identity,
    positions: RangeInclusive<Position>,
    allow_another: impl Fn(usize, usize, usize) -> bool,
) -> Result<Vec<Record>, ReadError> {
    let mut select = connection.prepare(
        "SELECT bytes, checksum, subject, recorded_at, position FROM record
         WHERE position BETWEEN ?1 AND ?2 ORDER BY position",
    )?;
    let mut rows = select.query((stored(*positions.start()), stored(*positions.end())))?;
    let (mut taken, mut bytes, mut position) = (Vec::new(), 0_usize, *positions.start());
    while position <= *positions.end() {
        let next = rows.next().map_err(|error| ReadError::Unreadable { position, error })?;
        let row = next.ok_or(ReadError::Missing { position })?;
        if row.get::<_, i64>(4)? != stored(position) {
            return Err(ReadError::Missing { position });
        }
        let len = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?.len();
        if !allow_another(taken.len(), bytes, len) {
            break;
        }
        taken.push(record(row, identity, position)?);
        bytes = bytes.saturating_add(len);
        position = position.next();
    }
    Ok(taken)
}

/// The records at these positions, which all are there.
pub(super) fn get(
    connection: &Connection,
    identity: Identity,
    positions: &[Position],
) -> Result<Vec<Record>, ReadError> {
    let mut select =
        connection.prepare("SELECT bytes, checksum, subject, recorded_at FROM record WHERE position = ?1")?;
    let mut records = Vec::with_capacity(positions.len());
    for &position in positions {
        let found = select
            .query_row([stored(position)], |row| Ok(record(row, identity, position)))
            .optional()
            .map_err(|error| ReadError::Unreadable { position, error })?
            .ok_or(ReadError::Missing { position })?;
        records.push(found?);
    }
    Ok(records)
}

/// The record in a row that begins with its bytes, its checksum and its label.
fn record(row: &Row<'_>, identity: Identity, position: Position) -> Result<Record, ReadError> {
    let damaged = |_| ReadError::Damaged { position };
    let bytes = row.get_ref(0)?.as_blob().map_err(damaged)?;
    let found = row.get_ref(1)?.as_blob().map_err(damaged)?;
    let text = |column| -> Result<&[u8], ReadError> {
        Ok(row.get_ref(column)?.as_bytes_or_null().map_err(damaged)?.unwrap_or_default())
    };
    if checksum(identity, position, bytes, [text(2)?, text(3)?]).as_slice() != found {
        return Err(ReadError::Damaged { position });
    }
    Ok(Record { position, bytes: Bytes::copy_from_slice(bytes) })
}

/// Over the journal and the position too, so that no record is taken for another.
fn checksum(identity: Identity, position: Position, bytes: &[u8], label: [&[u8]; 2]) -> [u8; 32] {
    let [subject, recorded_at] = label;
    let digest = Sha256::new()
        .chain_update(identity.as_uuid())
        .chain_update(position.get().to_be_bytes())
        .chain_update((bytes.len() as u64).to_be_bytes())
        .chain_update(bytes)
        .chain_update(subject)
        .chain_update(b"\n")
        .chain_update(recorded_at);
    digest.finalize().into()
}

/// As SQLite keeps it. The last positions cannot be told apart, which no journal ever reaches.
fn stored(position: Position) -> i64 {
    i64::try_from(position.get()).unwrap_or(i64::MAX)
}
