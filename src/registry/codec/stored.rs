//! A record as the journal has it, for those who show it to others.

use std::sync::OnceLock;

use bytes::Bytes;
use prost::Message;
use sha2::{Digest, Sha256};

use crate::{
    journal::{self, Position, Record},
    proto::v1,
};

/// A record as the journal has it, decoded when somebody first looks.
#[derive(Debug)]
pub struct StoredRecord {
    position: Position,
    bytes: Bytes,
    message: OnceLock<Result<v1::Record, journal::Error>>,
    digest: OnceLock<[u8; 32]>,
}

impl StoredRecord {
    /// Where the record stands in the journal.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }

    /// SHA-256 of the stored bytes.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        *self.digest.get_or_init(|| Sha256::digest(&self.bytes).into())
    }

    /// The record as a message.
    ///
    /// # Errors
    /// When the stored bytes are not a record. The fold has read them before, so this means that memory or disk changed
    /// since.
    pub fn message(&self) -> Result<&v1::Record, journal::Error> {
        let decode = || v1::Record::decode(self.bytes.clone()).map_err(journal::Error::unreadable);
        self.message.get_or_init(decode).as_ref().map_err(Clone::clone)
    }

    /// How many events the record holds.
    ///
    /// # Errors
    /// As [`StoredRecord::message`].
    pub fn event_count(&self) -> Result<usize, journal::Error> {
        self.message().map(|message| message.events.len())
    }

    /// The length of the stored bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.bytes.len()
    }
}

impl From<Record> for StoredRecord {
    fn from(record: Record) -> Self {
        Self {
            position: record.position,
            bytes: record.bytes,
            message: OnceLock::new(),
            digest: OnceLock::new(),
        }
    }
}
