//! The files of a journal: their names, the lock, and whether there is a journal yet.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::OpenError;
use super::head::Mark;

/// That nobody writes, as long as this is kept.
pub(super) struct Unwritten {
    // No other process can begin to write while it is locked for reading.
    _lock: Option<File>,
}

/// Where the files of a journal are.
pub(super) struct Files {
    folder: PathBuf,
    database: PathBuf,
    head: PathBuf,
}

impl Files {
    /// The files of the journal at `path`. Links are followed, so that there is one lock whatever the path is.
    pub(super) fn at(path: &Path) -> Result<Files, OpenError> {
        let told = |error| OpenError::file(path, error);
        let database = match fs::canonicalize(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let name =
                    path.file_name().ok_or_else(|| told(io::Error::from(ErrorKind::InvalidFilename)))?;
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                let folder = folder.unwrap_or(Path::new("."));
                fs::canonicalize(folder).map_err(|error| OpenError::file(folder, error))?.join(name)
            }
            resolved => resolved.map_err(told)?,
        };
        let folder = database.parent().unwrap_or(Path::new("/")).to_owned();
        let head = beside(&database, "-head");
        Ok(Files { folder, database, head })
    }

    pub(super) fn database(&self) -> &Path {
        &self.database
    }

    pub(super) fn head(&self) -> &Path {
        &self.head
    }

    /// The database as an address, with a parameter of SQLite.
    pub(super) fn uri(&self, parameter: &str) -> PathBuf {
        let mut uri = OsString::from("file:");
        for byte in self.database.as_os_str().as_bytes() {
            match byte {
                b'%' | b'?' | b'#' => uri.push(format!("%{byte:02x}")),
                other => uri.push(OsStr::from_bytes(&[*other])),
            }
        }
        uri.push(format!("?{parameter}"));
        PathBuf::from(uri)
    }

    /// Makes sure that nobody writes as long as the answer is kept. `None`: somebody writes, or the `-wal` file has
    /// something that only SQLite itself can read.
    pub(super) fn nobody_writes(&self) -> Result<Option<Unwritten>, OpenError> {
        let wal = beside(&self.database, "-wal");
        if fs::metadata(wal).is_ok_and(|found| found.len() > 0) {
            return Ok(None);
        }
        let path = beside(&self.database, "-lock");
        let told = |error| OpenError::file(&path, error);
        let lock = match File::open(&path) {
            // A copy has no lock.
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Some(Unwritten { _lock: None })),
            opened => opened.map_err(told)?,
        };
        match lock.try_lock_shared() {
            Ok(()) => Ok(Some(Unwritten { _lock: Some(lock) })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(told(error)),
        }
    }

    /// A file that is there only while another one is made.
    pub(super) fn making(path: &Path) -> PathBuf {
        beside(path, "-making")
    }

    /// Locks the journal for this process, until the file is closed. The file stays: to remove it would let two
    /// processes lock two files of one name.
    pub(super) fn lock(&self) -> Result<File, OpenError> {
        let path = beside(&self.database, "-lock");
        let told = |error| OpenError::file(&path, error);
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(told)?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => {
                Err(OpenError::InUse { path: self.database.clone(), lock: path })
            }
            Err(TryLockError::Error(error)) => Err(told(error)),
        }
    }

    /// Whether there is no journal yet. An empty file counts as none.
    ///
    /// What is left of a journal without its database is refused: SQLite would delete the one file, or play the other
    /// into a new database, without a word.
    pub(super) fn is_new(&self, head: Option<&Mark>) -> Result<bool, OpenError> {
        match fs::metadata(&self.database) {
            Ok(found) if found.len() > 0 => return Ok(false),
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(OpenError::file(&self.database, error)),
        }
        let left = ["-wal", "-journal"].map(|suffix| beside(&self.database, suffix));
        let left = left.into_iter().find(|path| path.exists());
        match left.or_else(|| head.map(|_| self.head.clone())) {
            Some(left) => Err(OpenError::Gone { path: self.database.clone(), beside: left }),
            None => Ok(true),
        }
    }

    /// Puts a file that was made beside it into its place, so that it is there whole or not at all.
    pub(super) fn put(&self, path: &Path) -> io::Result<()> {
        let made = Files::making(path);
        File::open(&made)?.sync_all()?;
        fs::rename(&made, path)?;
        // The name itself is durable only with the folder.
        File::open(&self.folder)?.sync_all()
    }
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}
