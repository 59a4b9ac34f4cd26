//! What one append takes.

use std::fmt;

use bytes::Bytes;

use super::Limits;

/// The records of one append, in order, never more than the journal takes at once.
///
/// A batch is made with the limits of the journal that it is for ([`Journal::batch`](super::Journal::batch)
/// does it), and refuses what would go over them. So an append is never too large, and no adapter needs an
/// answer for that. A clone shares the bytes.
#[derive(Clone)]
pub struct Batch {
    limits: Limits,
    records: Vec<Bytes>,
    // INVARIANT: the sum of the lengths of `records`.
    bytes: usize,
}

impl Batch {
    /// A batch without records that takes as much as `limits` say.
    pub const fn new(limits: Limits) -> Batch {
        Batch { limits, records: Vec::new(), bytes: 0 }
    }

    /// Adds a record at the end.
    ///
    /// # Errors
    ///
    /// The record is given back when the batch would go over a limit with it; it then belongs into the next
    /// batch. The first record is refused only when it alone is over the limit in bytes: such a record fits
    /// into no batch of this journal, and trying again is of no use.
    pub fn push(&mut self, record: Bytes) -> Result<(), Bytes> {
        let bytes = self.bytes.saturating_add(record.len());
        let is_full = !self.is_empty() && self.len() >= self.limits.records;
        if is_full || bytes > self.limits.bytes {
            return Err(record);
        }
        self.records.push(record);
        self.bytes = bytes;
        Ok(())
    }

    /// Keeps the first `len` records and drops the others; does nothing when there are no more than that.
    pub fn truncate(&mut self, len: usize) {
        self.records.truncate(len);
        self.bytes = self.records.iter().map(Bytes::len).sum();
    }

    /// The records, in the order in which they will stand in the journal.
    pub fn records(&self) -> &[Bytes] {
        &self.records
    }

    /// The number of records.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no record in it.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The sum of the lengths of the records.
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

/// Says how much there is and not what: a batch may be megabytes, and its bytes are nobody's but the caller's.
impl fmt::Debug for Batch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Batch")
            .field("records", &self.len())
            .field("bytes", &self.bytes)
            .field("limits", &self.limits)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(len: usize) -> Bytes {
        Bytes::from(vec![7; len])
    }

    #[test]
    fn a_batch_gives_back_the_record_that_is_one_too_many() {
        let mut batch = Batch::new(Limits { records: 2, bytes: 100 });
        assert!(batch.is_empty());
        assert_eq!(batch.push(record(1)), Ok(()));
        assert_eq!(batch.push(record(0)), Ok(()));
        assert_eq!(batch.push(record(3)), Err(record(3)));
        assert_eq!((batch.len(), batch.bytes()), (2, 1));
    }

    #[test]
    fn a_batch_gives_back_the_record_that_is_too_many_bytes() {
        let mut batch = Batch::new(Limits { records: 9, bytes: 10 });
        assert_eq!(batch.push(record(6)), Ok(()));
        assert_eq!(batch.push(record(5)), Err(record(5)));
        assert_eq!(batch.push(record(4)), Ok(()));
        assert_eq!(batch.push(record(1)), Err(record(1)));
        assert_eq!((batch.len(), batch.bytes()), (2, 10));
    }

    #[test]
    fn the_first_record_is_refused_only_for_its_own_size() {
        let mut batch = Batch::new(Limits { records: 0, bytes: 10 });
        assert_eq!(batch.push(record(11)), Err(record(11)));
        assert_eq!(batch.push(record(10)), Ok(()));
        assert_eq!(batch.push(record(0)), Err(record(0)));
    }

    #[test]
    fn a_truncated_batch_takes_records_again() {
        let mut batch = Batch::new(Limits { records: 3, bytes: 10 });
        assert_eq!(batch.push(record(4)), Ok(()));
        assert_eq!(batch.push(record(6)), Ok(()));
        batch.truncate(5);
        assert_eq!((batch.len(), batch.bytes()), (2, 10));
        batch.truncate(1);
        assert_eq!((batch.len(), batch.bytes()), (1, 4));
        assert_eq!(batch.push(record(5)), Ok(()));
        assert_eq!(batch.records(), [record(4), record(5)]);
    }

    #[test]
    fn a_batch_does_not_show_its_bytes() {
        let mut batch = Batch::new(Limits { records: 3, bytes: 10 });
        assert_eq!(batch.push(Bytes::from_static(b"secret")), Ok(()));
        let shown = format!("{batch:?}");
        assert!(shown.contains("bytes: 6") && !shown.contains("secret"), "{shown}");
    }
}
