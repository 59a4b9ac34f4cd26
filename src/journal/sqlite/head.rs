//! The head: how far the journal reaches, in a file beside it.
//!
//! SQLite takes a damaged `-wal` file for an honest end: one flipped bit there drops any number of records without a
//! word. The head is written after each sync of the database and never synced itself, so it is never ahead of the
//! journal: a journal that ends before its head has lost records. There are two slots that take turns, each a line with a
//! checksum, in blocks of their own; a write that is torn leaves the other.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::FileExt;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::OpenError;
use super::files::Files;
use crate::journal::{Identity, Position};

/// A place in a journal: which record stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) identity: Identity,
    pub(super) position: Position,
    /// SHA-256 of the record there; zeros before the first one.
    pub(super) digest: [u8; 32],
}

/// The open file.
pub(super) struct Head {
    file: File,
    mark: Mark,
    // The slot that `mark` is not in.
    next: usize,
}

/// A block of a disk, so that no two slots are ever written as one.
const SLOT: usize = 4096;

/// What a slot begins with: what it is, and the version of its form.
const TITLE: &str = "depositary-head 1";

impl Head {
    /// Opens the head for the one who writes, if there is one.
    pub(super) fn open(files: &Files) -> Result<Option<Head>, OpenError> {
        Head::read(files, OpenOptions::new().read(true).write(true))
    }

    /// What the head says, if there is one.
    pub(super) fn look(files: &Files) -> Result<Option<Mark>, OpenError> {
        Ok(Head::read(files, OpenOptions::new().read(true))?.map(|head| head.mark))
    }

    fn read(files: &Files, how: &OpenOptions) -> Result<Option<Head>, OpenError> {
        let path = files.head();
        let file = match how.open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened.map_err(|error| OpenError::file(path, error))?,
        };
        let mut bytes = Vec::with_capacity(2 * SLOT);
        let mut beginning = (&file).take(2 * SLOT as u64);
        beginning.read_to_end(&mut bytes).map_err(|error| OpenError::file(path, error))?;
        let mut slots = bytes.chunks(SLOT).map(parse);
        let (mark, next) = match (slots.next().flatten(), slots.next().flatten()) {
            (Some(first), Some(second)) if first.position >= second.position => (first, 1),
            (Some(_), Some(second)) => (second, 0),
            (one, other) => {
                let next = usize::from(one.is_some());
                let mark = one.or(other).ok_or_else(|| OpenError::HeadDamaged { path: path.to_owned() })?;
                tracing::warn!(
                    path = %path.display(),
                    position = %mark.position,
                    "one half of the head file is damaged; the other is used"
                );
                (mark, next)
            }
        };
        Ok(Some(Head { file, mark, next }))
    }

    /// Makes a new head, durable at once.
    pub(super) fn create(files: &Files, mark: Mark) -> io::Result<Head> {
        fs::write(Files::making(files.head()), [slot(&mark), slot(&mark)].concat())?;
        files.put(files.head())?;
        let file = OpenOptions::new().read(true).write(true).open(files.head())?;
        Ok(Head { file, mark, next: 0 })
    }

    /// What was written last.
    pub(super) const fn mark(&self) -> &Mark {
        &self.mark
    }

    /// Writes over the older slot.
    pub(super) fn write(&mut self, mark: Mark) -> io::Result<()> {
        self.file.write_all_at(&slot(&mark), (self.next * SLOT) as u64)?;
        self.mark = mark;
        self.next = 1 - self.next;
        Ok(())
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }
}

fn slot(mark: &Mark) -> Vec<u8> {
    let Mark { identity, position, digest } = mark;
    let told = format!("{TITLE} {identity} {:020} {} ", position.get(), hex::encode(digest));
    let mut slot = format!("{told}{}\n", hex::encode(Sha256::digest(&told))).into_bytes();
    slot.resize(SLOT - 1, b' ');
    slot.push(b'\n');
    slot
}

/// The mark in a slot, unless it is damaged.
fn parse(bytes: &[u8]) -> Option<Mark> {
    let line = std::str::from_utf8(bytes).ok()?.lines().next()?;
    let words: Vec<&str> = line.strip_prefix(TITLE)?.strip_prefix(' ')?.split(' ').collect();
    let &[identity, position, digest, _] = words.as_slice() else { return None };
    let mut mark = Mark {
        identity: Identity::from(Uuid::try_parse(identity).ok()?),
        position: Position::new(position.parse().ok()?),
        digest: [0; 32],
    };
    hex::decode_to_slice(digest, &mut mark.digest).ok()?;
    // With the checksum and with all that is filled up.
    (slot(&mark) == bytes).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark() -> Mark {
        Mark { identity: Identity::from(Uuid::from_u128(7)), position: Position::new(42), digest: [0xab; 32] }
    }

    #[test]
    fn a_slot_is_a_line_that_comes_back() {
        let written = slot(&mark());
        assert_eq!(written.len(), SLOT);
        assert!(written.starts_with(
            b"depositary-head 1 00000000-0000-0000-0000-000000000007 00000000000000000042 abab"
        ));
        assert_eq!(parse(&written), Some(mark()));
    }

    #[test]
    fn no_flipped_bit_and_no_missing_end_goes_unseen() {
        let written = slot(&mark());
        for at in 0..SLOT {
            let mut damaged = written.clone();
            damaged[at] ^= 1 << (at % 8);
            assert_eq!(parse(&damaged), None, "byte {at}");
            assert_eq!(parse(&written[..at]), None, "cut at {at}");
        }
    }
}
