//! The small types of the port: where a record is, which journal it is in, and how much at a time.

use std::fmt;

use bytes::Bytes;
use uuid::Uuid;

/// Where a record stands in its journal. Records are numbered from 1 without a gap.
///
/// A position says nothing about the journal that it belongs to; whoever keeps one beyond the life of a
/// process keeps the [`Identity`] beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(u64);

impl Position {
    /// Before the first record: where an empty journal ends. No record ever stands here.
    pub const ZERO: Position = Position(0);

    /// The position with this number.
    pub const fn new(number: u64) -> Position {
        Position(number)
    }

    /// The number of the position.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The position right after this one.
    pub const fn next(self) -> Position {
        self.plus(1)
    }

    /// The position `count` records after this one.
    ///
    /// The last number stays the last number: a position that a client made up must not wrap around to the
    /// beginning of the journal, and no journal ever gets so far.
    pub const fn plus(self, count: u64) -> Position {
        Position(self.0.saturating_add(count))
    }
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

/// Which journal this is: made once, when the journal is created, and never changed.
///
/// It is shown in the hyphenated form of a UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Identity(Uuid);

impl Identity {
    /// The UUID behind it, for those who store it in a form of their own.
    pub const fn as_uuid(&self) -> &Uuid {
        &self.0
    }
}

impl From<Uuid> for Identity {
    fn from(uuid: Uuid) -> Identity {
        Identity(uuid)
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.0.as_hyphenated(), formatter)
    }
}

/// One record: its number, and the bytes exactly as they were appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Where the record stands.
    pub position: Position,
    /// What was appended there. May be empty.
    pub bytes: Bytes,
}

/// How much at a time: the most that one append takes, or the most that one read shall give.
///
/// Both hold at once. Zero records are as good as one, so that nobody can ask for so little that he never gets
/// on; what a first record that is over `bytes` means stands at [`Batch::push`](super::Batch::push) and at
/// [`Journal::read`](super::Journal::read).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The number of records.
    pub records: usize,
    /// The sum of the lengths of the records.
    pub bytes: usize,
}

impl Limits {
    /// Whether a read that has taken so many records, and so many bytes, may take another one of `next_bytes`.
    ///
    /// The first record may always be taken, or a reader could not get past a large one.
    pub(super) const fn allow_another(self, records: usize, bytes: usize, next_bytes: usize) -> bool {
        records == 0 || (records < self.records && bytes.saturating_add(next_bytes) <= self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_position_has_no_other_after_it() {
        let last = Position::new(u64::MAX);
        assert_eq!(last.next(), last);
        assert_eq!(Position::new(u64::MAX - 1).plus(7), last);
        assert_eq!(Position::ZERO.next(), Position::new(1));
    }

    #[test]
    fn positions_and_identities_show_as_plain_text() {
        assert_eq!(format!("{:>4}", Position::new(42)), "  42");
        let identity = Identity::from(Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0001));
        assert_eq!(identity.to_string(), "01980000-0000-7000-8000-000000000001");
    }
}
