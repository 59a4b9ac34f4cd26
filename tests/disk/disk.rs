//! A disk that keeps what was synced when the power goes, and of the rest whatever chance wants.

use std::{collections::BTreeMap, fs, path::Path};

use crate::{chance::Chance, log::Entry};

/// What a disk writes as one. SQLite and the head both rely on that.
const SECTOR: u64 = 512;

/// A folder of files, each known by a number: a name may come to stand for another one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disk {
    files: Vec<File>,
    names: BTreeMap<String, usize>,
    durable_names: BTreeMap<String, usize>,
    pending_names: Vec<Naming>,
}

#[derive(Clone, Debug, Default)]
struct File {
    durable: Vec<u8>,
    pending: Vec<Change>,
}

#[derive(Clone, Debug)]
enum Change {
    Written { at: u64, bytes: Vec<u8> },
    LenSet { len: u64 },
}

#[derive(Clone, Debug)]
enum Naming {
    Made { name: String, file: usize },
    Renamed { from: String, to: String, file: usize },
    Removed { name: String },
}

/// What becomes of changes that were not synced.
#[derive(Clone, Copy, Debug)]
enum Fate {
    /// All are lost.
    Lost,
    /// All are there, as after the end of a process.
    There,
    /// Those up to a moment are there; the last of them in part.
    UpTo,
    /// Each sector and each change is there, or not, so many times in a hundred.
    Each(usize),
}

impl Disk {
    /// A disk with these files, which are all durable.
    pub(crate) fn of(folder: &Path) -> Self {
        let mut disk = Self::default();
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            disk.names.insert(name, disk.files.len());
            disk.files.push(File { durable: fs::read(entry.path()).unwrap(), pending: Vec::new() });
        }
        disk.durable_names = disk.names.clone();
        disk
    }

    /// What is done to it.
    pub(crate) fn follow(&mut self, entry: &Entry, chance: &mut Chance) {
        match entry {
            Entry::Opened { name, creates, empties } => {
                if !self.names.contains_key(name) && *creates {
                    let file = self.files.len();
                    self.files.push(File::default());
                    self.names.insert(name.clone(), file);
                    self.pending_names.push(Naming::Made { name: name.clone(), file });
                } else if *empties && let Some(file) = self.named(name) {
                    file.pending.push(Change::LenSet { len: 0 });
                }
            }
            Entry::Written { name, at, bytes } => {
                let written = Change::Written { at: *at, bytes: bytes.clone() };
                self.named(name).unwrap().pending.push(written);
            }
            Entry::LenSet { name, len } => {
                self.named(name).unwrap().pending.push(Change::LenSet { len: *len });
            }
            Entry::Synced { name } => {
                let file = self.named(name).unwrap();
                for change in std::mem::take(&mut file.pending) {
                    change.apply(&mut file.durable);
                }
            }
            Entry::SyncFailed { name } => {
                let file = self.named(name).unwrap();
                file.durable = file.left(chance);
                file.pending.clear();
            }
            Entry::FolderSynced => {
                self.durable_names = self.names.clone();
                self.pending_names.clear();
            }
            Entry::Renamed { from, to } => {
                let file = self.names.remove(from).unwrap();
                self.names.insert(to.clone(), file);
                let (from, to) = (from.clone(), to.clone());
                self.pending_names.push(Naming::Renamed { from, to, file });
            }
            Entry::Removed { name } => {
                // Some are removed without being there.
                if self.names.remove(name).is_some() {
                    self.pending_names.push(Naming::Removed { name: name.clone() });
                }
            }
            Entry::Promised(_) => {}
        }
    }

    fn named(&mut self, name: &str) -> Option<&mut File> {
        self.names.get(name).map(|&file| &mut self.files[file])
    }

    /// Puts into an empty folder what is there when the power is gone now.
    pub(crate) fn lose_power(&self, chance: &mut Chance, folder: &Path) {
        let fate = fate(chance);
        let mut names = self.durable_names.clone();
        for naming in kept(&self.pending_names, fate, chance) {
            naming.apply(&mut names);
        }
        if chance.percent(20) && names.contains_key("journal.db") {
            // The memory that processes share is in a file too, which nobody syncs.
            fs::write(folder.join("journal.db-shm"), chance.bytes(32 * 1024)).unwrap();
        }
        for (name, file) in names {
            fs::write(folder.join(name), self.files[file].left(chance)).unwrap();
        }
    }
}

fn fate(chance: &mut Chance) -> Fate {
    match chance.below(8) {
        0 => Fate::Lost,
        1 => Fate::There,
        2 | 3 => Fate::UpTo,
        4 => Fate::Each(10),
        5 => Fate::Each(90),
        _ => Fate::Each(50),
    }
}

/// The changes that are there after all.
fn kept<'a, T>(pending: &'a [T], fate: Fate, chance: &mut Chance) -> Vec<&'a T> {
    match fate {
        Fate::Lost => Vec::new(),
        Fate::There => pending.iter().collect(),
        Fate::UpTo => pending[..chance.below(pending.len() + 1)].iter().collect(),
        Fate::Each(percent) => pending.iter().filter(|_| chance.percent(percent)).collect(),
    }
}

impl Naming {
    fn apply(&self, names: &mut BTreeMap<String, usize>) {
        match self {
            Self::Made { name, file } => {
                names.insert(name.clone(), *file);
            }
            Self::Renamed { from, to, file } => {
                names.remove(from);
                names.insert(to.clone(), *file);
            }
            Self::Removed { name } => {
                names.remove(name);
            }
        }
    }
}

impl File {
    /// What is left of it. Each file has a fate of its own, since the disk may write them in any order.
    fn left(&self, chance: &mut Chance) -> Vec<u8> {
        let mut left = self.durable.clone();
        match fate(chance) {
            Fate::Each(percent) => {
                for change in &self.pending {
                    change.apply_in_part(&mut left, |chance| chance.percent(percent), chance);
                }
            }
            whole @ (Fate::Lost | Fate::There | Fate::UpTo) => {
                let kept = kept(&self.pending, whole, chance).len();
                for change in &self.pending[..kept] {
                    change.apply(&mut left);
                }
                if matches!(whole, Fate::UpTo)
                    && let Some(torn) = self.pending.get(kept)
                {
                    torn.apply_in_part(&mut left, |chance| chance.percent(50), chance);
                }
            }
        }
        left
    }
}

impl Change {
    fn apply(&self, content: &mut Vec<u8>) {
        match self {
            Self::Written { at, bytes } => put(content, *at, bytes),
            Self::LenSet { len } => content.resize(usize::try_from(*len).unwrap(), 0),
        }
    }

    /// Writes the sectors that chance wants. One that is not written though the file grew over it has what was on the
    /// disk before.
    fn apply_in_part(
        &self,
        content: &mut Vec<u8>,
        is_kept: impl Fn(&mut Chance) -> bool,
        chance: &mut Chance,
    ) {
        match self {
            Self::Written { at, bytes } => {
                let (mut from, mut rest) = (*at, bytes.as_slice());
                while !rest.is_empty() {
                    let (sector, others) = rest.split_at(rest.len().min(sector_end(from)));
                    if is_kept(chance) {
                        put(content, from, sector);
                    } else if from >= content.len() as u64 && chance.percent(20) {
                        put(content, from, &chance.bytes(sector.len()));
                    }
                    from += sector.len() as u64;
                    rest = others;
                }
            }
            Self::LenSet { .. } => {
                if is_kept(chance) {
                    self.apply(content);
                }
            }
        }
    }
}

/// How many bytes there are from here to the end of the sector.
fn sector_end(from: u64) -> usize {
    usize::try_from(SECTOR - from % SECTOR).unwrap()
}

fn put(content: &mut Vec<u8>, at: u64, bytes: &[u8]) {
    let at = usize::try_from(at).unwrap();
    if content.len() < at + bytes.len() {
        content.resize(at + bytes.len(), 0);
    }
    content[at..at + bytes.len()].copy_from_slice(bytes);
}
