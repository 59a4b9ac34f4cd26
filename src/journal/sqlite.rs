//! The journal in a file: an SQLite database that ordinary tools can read, copy and inspect.
//!
//! | file | what it is |
//! |---|---|
//! | `PATH` | the database: a row for each record, with a checksum of ours; whole by itself after a clean stop |
//! | `PATH-wal`, `PATH-shm` | what SQLite has not yet moved into the database; empty or gone after a clean stop |
//! | `PATH-head` | how far the journal reaches, since SQLite takes a damaged `-wal` for an honest end |
//! | `PATH-lock` | held by the one process that writes |
//! | `PATH-importing` and with these endings | a journal that is [in the making](Sqlite::making), or was when the process ended |
//!
//! Appends are done by a thread of the journal's own, so that whoever waits for one can go on meanwhile. Reads are done
//! where they are asked for; the registry asks on a thread that is there for that.

mod database;
mod error;
mod files;
mod head;
mod making;
mod writer;

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

use futures_util::future::BoxFuture;
use rusqlite::Connection;
use tokio::sync::{oneshot, watch};

use self::files::{Files, Lock, Unwritten};
use self::head::{Head, Mark};
use self::writer::{Job, Writer};
use super::{Batch, Error, Identity, Journal, Limits, Outcome, Position, Record};

pub use self::error::OpenError;
pub use self::making::Making;

/// A journal in an SQLite database.
///
/// A clone is another handle onto the same journal. The journal is closed by [`close`](Sqlite::close), or when the last
/// handle is dropped.
#[derive(Clone)]
pub struct Sqlite {
    shared: Arc<Shared>,
}

/// What people see of a record in the database beside its bytes, which mean nothing to them, nor to this room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What the record is about.
    pub subject: String,
    /// When it was recorded.
    pub recorded_at: String,
}

/// Reads the label out of the bytes of a record; none where there is none.
pub type Labeller = fn(&[u8]) -> Option<Label>;

struct Shared {
    files: Files,
    identity: Identity,
    jobs: mpsc::Sender<Job>,
    // Nothing that was not synced is ever shown: reads go no further than this, whatever the database has.
    end: watch::Receiver<Position>,
    // None when there is no thread that writes, or none any more.
    writing: Mutex<Option<thread::JoinHandle<()>>>,
    // None after a read that failed, and after the journal is closed.
    reading: Mutex<Option<Connection>>,
    // The last of all that is dropped.
    hold: Hold,
}

/// What keeps others from writing.
enum Hold {
    /// This process writes: unlocked when it is dropped.
    Writes { _lock: Lock },
    /// Nobody writes.
    Nobody { _lock: Unwritten },
    /// Somebody else may write.
    Others,
}

impl Sqlite {
    /// The limits of an append: 1024 records and 4 MiB.
    pub const LIMITS: Limits = Limits { records: 1024, bytes: 4 * 1024 * 1024 };

    /// Opens the journal at `path`, or creates one that is known by `created_as` if there is no file yet. New records get
    /// the labels that `label` reads out of them.
    ///
    /// What SQLite had not yet moved into the database is moved before this is done. The end of the journal is checked
    /// against the head, and whether all pages of the database fit together; the records themselves are checked whenever
    /// they are read.
    ///
    /// # Errors
    /// [`OpenError`]: whoever looks for the cause finds everything. Neither the records nor the `-wal` file nor the head
    /// of a journal that was there have been changed, unless the disk fails after all was moved into the database.
    pub fn open(path: &Path, created_as: Identity, label: Labeller) -> Result<Sqlite, OpenError> {
        let files = Files::at(path)?;
        let lock = files.lock()?;
        files.has_one_name()?;
        let head = Head::open(&files)?;
        if files.is_new(head.as_ref().map(Head::mark))? {
            database::create(&files, created_as)?;
        }
        let (connection, last) = checked(&files, head.as_ref().map(Head::mark))?;
        let identity = last.identity;
        let head = match head {
            Some(mut head) => head.write(last).and_then(|()| head.sync()).map(|()| head),
            None => Head::create(&files, last),
        };
        let head = head.map_err(|error| OpenError::file(files.head(), error))?;
        // Now, since reads go on when the process can open no file any more.
        let reading = database::open_for_reading(&files, false)
            .map_err(|error| OpenError::unreadable(files.database(), error))?;

        let (jobs, to_do) = mpsc::channel();
        let (moved, end) = watch::channel(last.position);
        let writer = Writer::new(connection, head, identity, label, moved);
        let writing = thread::Builder::new()
            .name("journal-writing".into())
            .spawn(move || writer.run(&to_do))
            .map_err(|error| OpenError::file(files.database(), error))?;
        let (writing, reading) = (Mutex::new(Some(writing)), Mutex::new(Some(reading)));
        let hold = Hold::Writes { _lock: lock };
        Ok(Sqlite { shared: Arc::new(Shared { files, identity, jobs, end, writing, reading, hold }) })
    }

    /// Opens the journal at `path` only to read what is in it now: another process may be writing it, and it may be a copy
    /// somewhere else. Every append is answered [`Outcome::Closed`], and the end does not move.
    ///
    /// # Errors
    /// [`OpenError`], as for [`open`](Sqlite::open), if it ends before its head for example.
    pub fn open_to_read(path: &Path) -> Result<Sqlite, OpenError> {
        let files = Files::at(path)?;
        // First, since it is never ahead of the journal.
        let head = Head::look(&files)?;
        if files.is_new(head.as_ref())? {
            return Err(OpenError::Missing { path: path.to_owned() });
        }
        let hold = files.nobody_writes()?.map_or(Hold::Others, |lock| Hold::Nobody { _lock: lock });
        let connection = database::open_to_read(&files, hold.nobody_writes())?;
        let last = look(&files, &connection, head.as_ref())?;
        let identity = last.identity;
        // Nobody takes a job, and nobody moves the end.
        let (jobs, (_, end)) = (mpsc::channel().0, watch::channel(last.position));
        let (writing, reading) = (Mutex::new(None), Mutex::new(Some(connection)));
        Ok(Sqlite { shared: Arc::new(Shared { files, identity, jobs, end, writing, reading, hold }) })
    }

    /// What SQLite finds wrong in how the database is built, in its own words; nothing when all is well. Reads all of it,
    /// and blocks as long as that takes.
    ///
    /// # Errors
    /// [`Error::Unreadable`], when it finds so much that it gives up.
    pub fn faults(&self) -> Result<Vec<String>, Error> {
        self.shared.with_reading(|connection| Ok(database::faults(connection)?))
    }

    /// Begins to make a journal at `path` that is there whole or not at all. It is known by `identity`.
    ///
    /// # Errors
    /// [`OpenError`]: another process has the journal at `path` open, or that has records; one without any is replaced when
    /// the new one is finished, and not before.
    pub fn making(path: &Path, identity: Identity, label: Labeller) -> Result<Making, OpenError> {
        Making::begin(path, identity, label)
    }

    /// Closes the journal for good, for every handle: appends are answered [`Outcome::Closed`] from now on, and reads go
    /// on. Waits until the database is whole without its `-wal`.
    pub fn close(&self) {
        self.shared.close();
    }

    fn end_now(&self) -> Position {
        *self.shared.end.borrow()
    }

    fn read_now(&self, from: Position, limits: Limits) -> Result<Vec<Record>, Error> {
        let (from, end) = (from.max(Position::ZERO.next()), self.end_now());
        if from > end {
            return Ok(Vec::new());
        }
        self.shared.with_reading(|connection| {
            database::read(connection, self.shared.identity, from..=end, |taken, bytes, next| {
                limits.allow_another(taken, bytes, next)
            })
        })
    }

    fn get_now(&self, positions: &[Position]) -> Result<Vec<Record>, Error> {
        let there = Position::ZERO.next()..=self.end_now();
        if let Some(&position) = positions.iter().find(|position| !there.contains(position)) {
            return Err(Error::NotThere { position });
        }
        self.shared.with_reading(|connection| database::get(connection, self.shared.identity, positions))
    }
}

/// Opens a journal that is there for the one who writes, with its last record, after what the head says was compared with it.
fn checked(files: &Files, head: Option<&Mark>) -> Result<(Connection, Mark), OpenError> {
    let mut connection = database::open(files)?;
    let last = look(files, &connection, head)?;
    database::is_sound(files, &connection)?;
    database::empty_wal(files, &mut connection)?;
    Ok((connection, last))
}

impl Shared {
    /// Reads, on a connection that is opened when there is none, and given up when it fails.
    fn with_reading<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, database::ReadError>,
    ) -> Result<T, Error> {
        let mut reading = locked(&self.reading);
        let connection = match reading.take() {
            Some(connection) => connection,
            None => database::open_for_reading(&self.files, self.hold.nobody_writes())
                .map_err(Error::unreadable)?,
        };
        let done = read(&connection).map_err(Error::unreadable)?;
        *reading = Some(connection);
        Ok(done)
    }

    fn close(&self) {
        // The writer's connection has to be the last one: only then SQLite removes its files.
        drop(locked(&self.reading).take());
        // A writer that has closed itself is not there any more, which is as good.
        let _ = self.jobs.send(Job::Close);
        if let Some(writing) = locked(&self.writing).take()
            && writing.join().is_err()
        {
            tracing::error!("the thread that writes the journal has panicked");
        }
    }
}

impl Hold {
    const fn nobody_writes(&self) -> bool {
        matches!(self, Hold::Nobody { .. })
    }
}

/// The last record, after what the head says was compared with it.
fn look(files: &Files, connection: &Connection, head: Option<&Mark>) -> Result<Mark, OpenError> {
    let identity = database::identity(files, connection)?;
    let last = database::last(files, connection, identity)?;
    match head {
        Some(head) => database::reaches(files, connection, identity, last, head)?,
        None if last.position > Position::ZERO => tracing::warn!(
            path = %files.head().display(),
            end = %last.position,
            "the journal has no head file: whether records are missing at its end cannot be seen"
        ),
        None => {}
    }
    Ok(last)
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.close();
    }
}

// A panic under one of these locks leaves nothing half changed.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Journal for Sqlite {
    fn identity(&self) -> Identity {
        self.shared.identity
    }

    fn limits(&self) -> Limits {
        Sqlite::LIMITS
    }

    fn append<'a>(&'a self, after: Position, batch: &'a Batch) -> BoxFuture<'a, Outcome> {
        Box::pin(async move {
            let (answer, outcome) = oneshot::channel();
            // Who is not there any more takes nothing any more.
            match self.shared.jobs.send(Job::Append { after, batch: batch.clone(), answer }) {
                Ok(()) => outcome.await.unwrap_or(Outcome::Closed),
                Err(_) => Outcome::Closed,
            }
        })
    }

    fn read(&self, from: Position, limits: Limits) -> BoxFuture<'_, Result<Vec<Record>, Error>> {
        Box::pin(async move { self.read_now(from, limits) })
    }

    fn get<'a>(&'a self, positions: &'a [Position]) -> BoxFuture<'a, Result<Vec<Record>, Error>> {
        Box::pin(async move { self.get_now(positions) })
    }

    fn end(&self) -> BoxFuture<'_, Result<Position, Error>> {
        Box::pin(async move { Ok(self.end_now()) })
    }

    fn tail(&self, from: Position) -> BoxFuture<'_, Result<Position, Error>> {
        let from = from.max(Position::ZERO.next());
        Box::pin(async move {
            let mut end = self.shared.end.clone();
            let reached = end.wait_for(|end| *end >= from).await.map(|end| *end);
            match reached {
                Ok(end) => Ok(end),
                // The writer is gone, and nobody else writes: what is not there does not come any more.
                Err(_) => std::future::pending().await,
            }
        })
    }
}

impl fmt::Debug for Sqlite {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Sqlite")
            .field("path", &self.shared.files.database())
            .field("identity", &self.shared.identity)
            .field("end", &self.end_now())
            .finish()
    }
}
