//! A journal that is there whole or not at all.

use std::path::Path;

use super::files::{Files, Lock};
use super::head::Head;
use super::{Labeller, OpenError, Sqlite, checked, database};
use crate::journal::{Identity, Position};

/// A journal in the making: nobody finds it under its name before it is [finished](Making::finish). Dropped without that,
/// it is removed.
///
/// It is made in files beside those that it will have, under the lock of the journal that it will be. What is left of one
/// that was being made when a process ended is removed by the next one at the same place.
#[derive(Debug)]
pub struct Making {
    journal: Sqlite,
    // After the journal, so that it is closed when its files are removed.
    files: MakingFiles,
}

impl Making {
    pub(super) fn begin(path: &Path, identity: Identity, label: Labeller) -> Result<Making, OpenError> {
        let files = MakingFiles::begin(path)?;
        let journal = Sqlite::open(files.made.database(), identity, label)?;
        Ok(Making { journal, files })
    }

    /// The journal, to append to.
    pub const fn journal(&self) -> &Sqlite {
        &self.journal
    }

    /// Closes the journal for every handle and puts it into its place, durably. A process that ends in the middle of this
    /// leaves what was there before, or the whole journal.
    ///
    /// # Errors
    /// [`OpenError`]: something has failed, or somebody has one of the databases open. What was there is there unchanged,
    /// unless it was the last step that has failed: then the journal is there without its head file, and opens.
    pub fn finish(self) -> Result<(), OpenError> {
        let MakingFiles { place, made, .. } = &self.files;
        self.journal.close();
        // As it will be opened: a close that went wrong is not told of otherwise.
        end(made)?;
        for files in [made, place] {
            // SQLite would play what is left of one database into the other.
            if files.is_kept_open() {
                return Err(OpenError::Busy { path: files.database().to_owned() });
            }
        }
        place.put_journal(made).map_err(|error| OpenError::file(place.database(), error))
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        // Also for the handles that others have.
        self.journal.close();
    }
}

/// The files of a journal in the making, which are gone when this is dropped.
#[derive(Debug)]
struct MakingFiles {
    place: Files,
    made: Files,
    // Unlocks when it is dropped, as the last of all.
    _lock: Lock,
}

impl MakingFiles {
    fn begin(path: &Path) -> Result<MakingFiles, OpenError> {
        let place = Files::at(path)?;
        let lock = place.lock()?;
        let files = MakingFiles { made: place.importing(), place, _lock: lock };
        files.made.remove_all()?;
        let end = if files.place.is_new(Head::look(&files.place)?.as_ref())? {
            Position::ZERO
        } else {
            end(&files.place)?
        };
        if end > Position::ZERO {
            return Err(OpenError::NotEmpty { path: files.place.database().to_owned(), end });
        }
        Ok(files)
    }
}

impl Drop for MakingFiles {
    fn drop(&mut self) {
        if let Err(error) = self.made.remove_all() {
            tracing::warn!(%error, "what was left of an import cannot be removed");
        }
        if !self.place.database().exists()
            && let Err(error) = self.place.remove_lock()
        {
            tracing::warn!(%error, "the lock of a journal that is not there cannot be removed");
        }
    }
}

/// Opens a journal to see where it ends, and closes it.
fn end(files: &Files) -> Result<Position, OpenError> {
    let (connection, last) = checked(files, Head::look(files)?.as_ref())?;
    database::close(connection).map_err(|error| OpenError::unreadable(files.database(), error))?;
    Ok(last.position)
}
