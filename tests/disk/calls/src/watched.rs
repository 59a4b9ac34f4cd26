//! The folders that are watched, and the open files in them.

use std::collections::BTreeMap;
use std::ffi::{CStr, OsStr};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use crate::Watcher;

type Folder = (PathBuf, Arc<dyn Watcher>);

static FOLDERS: RwLock<Vec<Folder>> = RwLock::new(Vec::new());

/// The open files of watched folders by their descriptors.
static FILES: RwLock<BTreeMap<i32, File>> = RwLock::new(BTreeMap::new());

/// How many files there are in `FILES`, to be asked without waiting.
static OPEN: AtomicUsize = AtomicUsize::new(0);

/// A file of a watched folder.
#[derive(Clone)]
pub(crate) struct File {
    pub(crate) watcher: Arc<dyn Watcher>,
    /// Empty for the folder itself.
    pub(crate) name: Arc<str>,
}

/// A folder is watched until this is dropped.
#[must_use = "nothing is watched any more when this is dropped"]
pub struct Watching {
    folder: PathBuf,
}

/// Watches what this process does to the files of `folder`, which are opened from now on. The folder is there already;
/// what is in folders in it is not watched.
pub fn watch(folder: &Path, watcher: Arc<dyn Watcher>) -> std::io::Result<Watching> {
    crate::functions::link();
    let folder = std::fs::canonicalize(folder)?;
    FOLDERS.write().unwrap_or_else(PoisonError::into_inner).push((folder.clone(), watcher));
    Ok(Watching { folder })
}

impl Drop for Watching {
    fn drop(&mut self) {
        FOLDERS.write().unwrap_or_else(PoisonError::into_inner).retain(|(folder, _)| *folder != self.folder);
    }
}

/// The file of a watched folder that is at `path`.
pub(crate) fn at(path: &CStr) -> Option<File> {
    let path = Path::new(OsStr::from_bytes(path.to_bytes()));
    let folders = FOLDERS.read().unwrap_or_else(PoisonError::into_inner);
    folders.iter().find_map(|(folder, watcher)| {
        let name = path.strip_prefix(folder).ok()?.to_str()?;
        (!name.contains('/')).then(|| File { watcher: watcher.clone(), name: name.into() })
    })
}

/// The watched file behind a descriptor.
pub(crate) fn behind(descriptor: i32) -> Option<File> {
    if OPEN.load(Ordering::Relaxed) == 0 {
        return None;
    }
    FILES.read().unwrap_or_else(PoisonError::into_inner).get(&descriptor).cloned()
}

/// Keeps which file is behind a descriptor.
pub(crate) fn opened(descriptor: i32, file: File) {
    let mut files = FILES.write().unwrap_or_else(PoisonError::into_inner);
    files.insert(descriptor, file);
    OPEN.store(files.len(), Ordering::Relaxed);
}

/// The descriptor is about to be closed.
pub(crate) fn closing(descriptor: i32) {
    if OPEN.load(Ordering::Relaxed) > 0 {
        let mut files = FILES.write().unwrap_or_else(PoisonError::into_inner);
        files.remove(&descriptor);
        OPEN.store(files.len(), Ordering::Relaxed);
    }
}
