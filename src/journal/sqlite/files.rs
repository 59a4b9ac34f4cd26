//! The files of a journal: their names, the lock, and whether there is a journal yet.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};

use super::OpenError;
use super::head::Mark;

/// That nobody writes, as long as this is kept.
pub(super) struct Unwritten {
    // No other process can begin to write while it is locked for reading.
    _lock: Option<Lock>,
}

/// How many bytes of a file are written once more at a time.
const RENEWED_AT_ONCE: usize = 1 << 20;

/// Where the files of a journal are.
#[derive(Debug)]
pub(super) struct Files {
    folder: PathBuf,
    database: PathBuf,
    head: PathBuf,
}

impl Files {
    /// The files of the journal at `path`. Links are followed, so that there is one lock whatever the path is. What is
    /// there and can never be a journal is refused before a file is made beside it.
    pub(super) fn at(path: &Path) -> Result<Files, OpenError> {
        let told = |error| OpenError::file(path, error);
        let database = match fs::canonicalize(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                // A new journal would replace the link, whose journal may only be out of reach now.
                if fs::symlink_metadata(path).is_ok() {
                    return Err(told(io::Error::other(
                        "this link leads to nothing: put back what it leads to",
                    )));
                }
                let name =
                    path.file_name().ok_or_else(|| told(io::Error::from(ErrorKind::InvalidFilename)))?;
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                let folder = folder.unwrap_or(Path::new("."));
                fs::canonicalize(folder).map_err(|error| OpenError::file(folder, error))?.join(name)
            }
            resolved => resolved.map_err(told)?,
        };
        // A device looks empty, and a new journal would replace it.
        if fs::metadata(&database).is_ok_and(|found| !found.is_file()) {
            return Err(told(io::Error::other("this is a directory or a device, and a journal is a file")));
        }
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
        let path = self.lock_path();
        let told = |error| OpenError::file(&path, error);
        let lock = match File::open(&path) {
            // A copy has no lock.
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Some(Unwritten { _lock: None })),
            opened => opened.map_err(told)?,
        };
        match lock.try_lock_shared() {
            Ok(()) => Ok(Some(Unwritten { _lock: Some(Lock(lock)) })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(told(error)),
        }
    }

    /// A file that is there only while another one is made.
    pub(super) fn making(path: &Path) -> PathBuf {
        beside(path, "-making")
    }

    /// The files of a journal that is made beside this one, and will be put into its place.
    pub(super) fn importing(&self) -> Files {
        let database = beside(&self.database, "-importing");
        let head = beside(&database, "-head");
        Files { folder: self.folder.clone(), database, head }
    }

    /// Locks the journal for this process, until it is dropped.
    ///
    /// Whoever removes the file has it locked. One that was removed between opening it and locking it is not the one that
    /// others find, and not the lock any more.
    pub(super) fn lock(&self) -> Result<Lock, OpenError> {
        let path = self.lock_path();
        let told = |error| OpenError::file(&path, error);
        loop {
            let file =
                OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(told)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let database = self.database.clone();
                    // One who writes would be in the way of this, too.
                    return Err(match file.try_lock_shared() {
                        Ok(()) => {
                            drop(Lock(file));
                            OpenError::BeingRead { path: database }
                        }
                        Err(_) => OpenError::InUse { path: database, lock: path },
                    });
                }
                Err(TryLockError::Error(error)) => return Err(told(error)),
            }
            match fs::metadata(&path) {
                Ok(found) if found.ino() == file.metadata().map_err(told)?.ino() => return Ok(Lock(file)),
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(told(error)),
            }
        }
    }

    /// Refuses a database with several names, since each would have its own lock.
    pub(super) fn has_one_name(&self) -> Result<(), OpenError> {
        match fs::metadata(&self.database) {
            Ok(found) if found.nlink() > 1 && found.is_file() => {
                let path = self.database.clone();
                Err(OpenError::SeveralNames { path, names: found.nlink() })
            }
            // What else is wrong shows when it is opened.
            Ok(_) | Err(_) => Ok(()),
        }
    }

    fn lock_path(&self) -> PathBuf {
        beside(&self.database, "-lock")
    }

    /// Removes the lock, which is held, of a journal that is not there.
    pub(super) fn remove_lock(&self) -> io::Result<()> {
        remove(&self.lock_path())
    }

    /// Removes a journal, of which the caller has the lock or that of the one beside which it is made.
    pub(super) fn remove_all(&self) -> Result<(), OpenError> {
        let making = Files::making(&self.database);
        let names = ["-wal", "-shm", "-journal"].map(|suffix| beside(&self.database, suffix));
        let made = ["-wal", "-shm", "-journal"].map(|suffix| beside(&making, suffix));
        let others = [self.database.clone(), self.head.clone(), Files::making(&self.head), making];
        for path in others.into_iter().chain(names).chain(made).chain([self.lock_path()]) {
            remove(&path).map_err(|error| OpenError::file(&path, error))?;
        }
        Ok(())
    }

    /// Whether there is what SQLite keeps beside the database as long as somebody has it open.
    pub(super) fn is_kept_open(&self) -> bool {
        ["-wal", "-shm", "-journal"].iter().any(|suffix| beside(&self.database, suffix).exists())
    }

    /// Puts the whole journal that was made beside this one into its place, durably.
    ///
    /// Whenever it is broken off, there is either what was there, or the new journal: a database without a head opens, while
    /// a head without its database does not. So the old head goes first, and the new one comes last.
    pub(super) fn put_journal(&self, made: &Files) -> io::Result<()> {
        File::open(&made.database)?.sync_all()?;
        File::open(&made.head)?.sync_all()?;
        let folder = File::open(&self.folder)?;
        remove(&self.head)?;
        folder.sync_all()?;
        fs::rename(&made.database, &self.database)?;
        folder.sync_all()?;
        fs::rename(&made.head, &self.head)?;
        folder.sync_all()
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

    /// Writes all that is in the `-wal` file once more, as it is, and makes it durable.
    ///
    /// A process that ended because a sync failed has left bytes that the system still shows, but that may never have
    /// reached the disk, and no later sync makes up for that. If such bytes were moved into the database and the power
    /// went, older ones would be played over newer ones.
    pub(super) fn renew_wal(&self) -> Result<(), OpenError> {
        let path = beside(&self.database, "-wal");
        let told = |error| OpenError::file(&path, error);
        let file = match OpenOptions::new().read(true).write(true).open(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            opened => opened.map_err(told)?,
        };
        let mut bytes = vec![0; RENEWED_AT_ONCE];
        let mut at = 0;
        loop {
            let len = file.read_at(&mut bytes, at).map_err(told)?;
            let Some(read) = bytes.get(..len).filter(|read| !read.is_empty()) else { break };
            file.write_all_at(read, at).map_err(told)?;
            at = at.saturating_add(len as u64);
        }
        if at > 0 { file.sync_all().map_err(told) } else { Ok(()) }
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

/// Keeps other processes out, as long as it is there and its process lives.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // To close the file is not enough: a process that another thread is starting at this moment has it open, too.
        let _ = self.0.unlock();
    }
}

/// Removes a file, if it is there.
fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}
