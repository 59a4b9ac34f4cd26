//! Why a journal in a file could not be opened.

use std::io;
use std::path::{Path, PathBuf};

use super::database::ReadError;
use crate::journal::{Identity, Position};

/// Why a journal in a file could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The system does not let one of the files be used.
    #[error("{}: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// Another process writes this journal.
    #[error(
        "{}: another process has this journal open, and only one at a time may write it ({} is locked)",
        path.display(),
        lock.display()
    )]
    InUse {
        /// The database.
        path: PathBuf,
        /// The file that is locked.
        lock: PathBuf,
    },
    /// Other processes read this journal while nobody writes it, and count on that.
    #[error(
        "{}: another process is reading this journal (verify, backup or export): wait until it has ended",
        path.display()
    )]
    BeingRead {
        /// The database.
        path: PathBuf,
    },
    /// The file is something else than a journal.
    #[error("{}: this file is not a journal of depositary", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The database has several names, each of which would have a lock of its own.
    #[error(
        "{}: the file has {names} names (hard links), so that two processes could write it: leave it one",
        path.display()
    )]
    SeveralNames {
        /// The database.
        path: PathBuf,
        /// How many names it has.
        names: u64,
    },
    /// There is no journal to read.
    #[error("{}: there is no journal here", path.display())]
    Missing {
        /// Where it should be.
        path: PathBuf,
    },
    /// A later version of depositary wrote the file.
    #[error(
        "{}: this journal has the form {version}, which a later version of depositary wrote; this one knows the forms up \
         to {known}",
        path.display()
    )]
    Newer {
        /// The database.
        path: PathBuf,
        /// The form that it has.
        version: i64,
        /// The last form that this version knows.
        known: i64,
    },
    /// There is no database, but a file that belongs to one.
    #[error(
        "{}: there is no journal here, but {} belongs to one: put the journal back, or move that file away to begin a \
         new one",
        path.display(),
        beside.display()
    )]
    Gone {
        /// Where the database should be.
        path: PathBuf,
        /// The file that is still there.
        beside: PathBuf,
    },
    /// The journal ends before a record that was written once.
    #[error(
        "{}: the journal ends at record {end}, but {} says that it once reached record {reached}: records are lost; \
         restore a copy, or move the head file away to go on without them",
        path.display(),
        head.display()
    )]
    Short {
        /// The database.
        path: PathBuf,
        /// The head file.
        head: PathBuf,
        /// Where the journal ends.
        end: Position,
        /// Where it ended once.
        reached: Position,
    },
    /// The head belongs to another journal.
    #[error(
        "{}: the journal is {identity}, but {} belongs to the journal {other}",
        path.display(),
        head.display()
    )]
    OtherHead {
        /// The database.
        path: PathBuf,
        /// The head file.
        head: PathBuf,
        /// Which journal the database is.
        identity: Identity,
        /// Which journal the head belongs to.
        other: Identity,
    },
    /// The journal has another record than the one that was written once.
    #[error(
        "{}: record {position} is not the one that {} knows: the journal was replaced by one that went another way",
        path.display(),
        head.display()
    )]
    OtherRecord {
        /// The database.
        path: PathBuf,
        /// The head file.
        head: PathBuf,
        /// Where the record stands.
        position: Position,
    },
    /// Neither half of the head can be read.
    #[error(
        "{}: the head file is damaged and cannot say how far the journal must reach; move it away to take the journal as \
         it is",
        path.display()
    )]
    HeadDamaged {
        /// The head file.
        path: PathBuf,
    },
    /// A journal with records is there already, where one should be made.
    #[error("{}: there is a journal with {end} records here already", path.display())]
    NotEmpty {
        /// The database.
        path: PathBuf,
        /// Where the journal ends.
        end: Position,
    },
    /// Somebody reads in the database and does not end.
    #[error(
        "{}: somebody else is reading in the database, so that its -wal file cannot be emptied: end that first",
        path.display()
    )]
    Busy {
        /// The database.
        path: PathBuf,
    },
    /// The database does not give what is stored in it.
    #[error("{}: {error}", path.display())]
    Unreadable {
        /// The database.
        path: PathBuf,
        /// What is wrong.
        error: ReadError,
    },
}

impl OpenError {
    pub(super) fn file(path: &Path, error: io::Error) -> OpenError {
        OpenError::File { path: path.to_owned(), error }
    }

    pub(super) fn unreadable(path: &Path, error: impl Into<ReadError>) -> OpenError {
        OpenError::Unreadable { path: path.to_owned(), error: error.into() }
    }
}
