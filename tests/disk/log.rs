//! What was done to the files of a folder, in order, with what was promised meanwhile.

use std::{
    mem,
    sync::{Arc, Mutex, MutexGuard},
};

use disk_calls::{Call, Verdict, Watcher};

/// Something that was done to a file, or promised to whoever uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    Opened {
        name: String,
        creates: bool,
        empties: bool,
    },
    Written {
        name: String,
        at: u64,
        bytes: Vec<u8>,
    },
    LenSet {
        name: String,
        len: u64,
    },
    Synced {
        name: String,
    },
    /// What was written is still there for whoever reads, but the disk has of it what chance wants, and does not try again.
    SyncFailed {
        name: String,
    },
    FolderSynced,
    Renamed {
        from: String,
        to: String,
    },
    Removed {
        name: String,
    },
    Promised(Promise),
}

/// What the journal has told its user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Promise {
    /// The journal is open, and shows so many records.
    Open(usize),
    /// Nothing yet: an append was begun, and the journal reaches so far if all of it is written.
    Begun(usize),
    /// The journal reaches so far.
    Appended(usize),
}

/// Which of SQLite's syncs reach the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syncs {
    /// All that it makes.
    All,
    /// Those that it makes under `synchronous = NORMAL`: not the one of a commit.
    Normal,
    /// Those that it makes under `synchronous = OFF`: none.
    Off,
}

/// A log that is being written.
#[derive(Debug)]
pub(crate) struct Log {
    syncs: Syncs,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    entries: Vec<Entry>,
    // The next sync of a file whose name ends so fails.
    fails: Option<&'static str>,
    // The last thing done to the `-wal` file was to write something else than its header.
    has_frames: bool,
    // The append that is under way was written, and its end too: from now on it may be answered at any moment.
    answered: Option<usize>,
    begun: Option<usize>,
    // The last thing done at all was a sync that did not reach the disk; SQLite then syncs the folder too, if need be.
    is_lost: bool,
}

/// The length of what a `-wal` file begins with.
const WAL_HEADER: u64 = 32;

impl Log {
    pub(crate) fn new(syncs: Syncs) -> Arc<Self> {
        Arc::new(Self { syncs, kept: Mutex::default() })
    }

    pub(crate) fn promise(&self, promise: Promise) {
        let mut kept = self.kept();
        match promise {
            Promise::Begun(end) => kept.begun = Some(end),
            // It may be there already.
            Promise::Appended(_) if kept.begun.take().is_none() => return,
            Promise::Appended(_) | Promise::Open(_) => (kept.begun, kept.answered) = (None, None),
        }
        kept.entries.push(Entry::Promised(promise));
    }

    /// An append is answered by another thread than the one that writes: the promise stands where it may first be made, so
    /// that it stands there whenever this history is gone through.
    fn answers(kept: &mut Kept, call: &Call<'_>) {
        if let Some(end) = kept.answered.take() {
            kept.begun = None;
            kept.entries.push(Entry::Promised(Promise::Appended(end)));
        }
        if matches!(call, Call::Write { name, .. } if name.ends_with("-head")) {
            kept.answered = kept.begun;
        }
    }

    /// Lets the next sync of a file fail whose name ends so.
    pub(crate) fn fail_sync(&self, of: &'static str) {
        self.kept().fails = Some(of);
    }

    /// What is there up to now; the log is empty then.
    pub(crate) fn take(&self) -> Vec<Entry> {
        mem::take(&mut self.kept().entries)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap()
    }

    fn loses(&self, kept: &mut Kept, call: &Call<'_>) -> bool {
        let was_lost = mem::take(&mut kept.is_lost);
        let had_frames = kept.has_frames;
        let lost = match *call {
            Call::Write { name, at, .. } if name.ends_with("-wal") => {
                kept.has_frames = at >= WAL_HEADER;
                false
            }
            Call::Sync { name } if name.ends_with("-wal") => {
                kept.has_frames = false;
                self.syncs == Syncs::Off || self.syncs == Syncs::Normal && had_frames
            }
            // The database that is just made is SQLite's affair too, but `synchronous` is not set there.
            Call::Sync { name } if name.ends_with(".db") => self.syncs == Syncs::Off,
            Call::SyncFolder => was_lost,
            Call::Open { name: "", .. } => {
                kept.is_lost = was_lost;
                return false;
            }
            Call::Open { .. }
            | Call::Read { .. }
            | Call::Write { .. }
            | Call::SetLen { .. }
            | Call::Sync { .. }
            | Call::Rename { .. }
            | Call::Remove { .. } => false,
        };
        kept.is_lost = lost;
        lost
    }
}

impl Watcher for Log {
    fn on(&self, call: &Call<'_>) -> Verdict {
        let is_sync = matches!(call, Call::Sync { .. } | Call::SyncFolder);
        let mut kept = self.kept();
        Self::answers(&mut kept, call);
        if let Call::Sync { name } = *call
            && kept.fails.take_if(|of| name.ends_with(*of)).is_some()
        {
            kept.entries.push(Entry::SyncFailed { name: name.to_owned() });
            return Verdict::Fail(disk_calls::EIO);
        }
        if !self.loses(&mut kept, call) {
            kept.entries.extend(entry(call));
        }
        // No power is cut in truth.
        if is_sync { Verdict::Skip } else { Verdict::Do }
    }
}

/// A folder whose syncs are not needed, so that a test does not wait for the disk.
#[derive(Debug)]
pub(crate) struct Hasty;

impl Watcher for Hasty {
    fn on(&self, call: &Call<'_>) -> Verdict {
        if matches!(call, Call::Sync { .. } | Call::SyncFolder) { Verdict::Skip } else { Verdict::Do }
    }
}

/// What stays of a call in the log. Nobody needs the lock and the shared memory after the power was gone.
fn entry(call: &Call<'_>) -> Option<Entry> {
    let stays = |name: &str| (!name.ends_with("-shm") && !name.ends_with("-lock")).then(|| name.to_owned());
    Some(match *call {
        Call::Read { .. } | Call::Open { name: "", .. } => return None,
        Call::Open { name, creates, empties } => Entry::Opened { name: stays(name)?, creates, empties },
        Call::Write { name, at, bytes } => Entry::Written { name: stays(name)?, at, bytes: bytes.to_vec() },
        Call::SetLen { name, len } => Entry::LenSet { name: stays(name)?, len },
        Call::Sync { name } => Entry::Synced { name: stays(name)? },
        Call::SyncFolder => Entry::FolderSynced,
        Call::Rename { from, to } => Entry::Renamed { from: stays(from)?, to: stays(to)? },
        Call::Remove { name } => Entry::Removed { name: stays(name)? },
    })
}
