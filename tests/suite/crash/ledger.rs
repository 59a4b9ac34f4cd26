//! What the clients know of a journal, and whether the journal agrees.

use std::{
    collections::{HashMap, HashSet},
    path::PathBuf,
};

use depositary::proto::v1::{EventReference, Receipt, Record};
use futures_util::{StreamExt, stream};
use prost::Message;
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};
use tonic::transport::Channel;

use super::{
    client::Noted,
    command::{Answer, Command},
};

/// A record as it stands in the file, and the receipt of its command by the public definition.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) record: Record,
    pub(super) receipt: Receipt,
}

/// All that the clients have noted.
pub(super) struct Ledger {
    path: PathBuf,
    commands: HashMap<String, Command>,
    answered: HashMap<String, Receipt>,
    refused: HashMap<String, String>,
    /// Commands that were not repeated since they were sent, or whose outcome is unknown.
    to_repeat: HashSet<String>,
    /// The digest of each record that was in the file before.
    there_before: Vec<String>,
    /// How many commands without an answer were not done, and how many were.
    unanswered: [u64; 2],
}

impl Ledger {
    pub(super) fn new(path: PathBuf) -> Self {
        Self {
            path,
            commands: HashMap::new(),
            answered: HashMap::new(),
            refused: HashMap::new(),
            to_repeat: HashSet::new(),
            there_before: Vec::new(),
            unanswered: [0; 2],
        }
    }

    pub(super) fn unanswered(&self) -> [u64; 2] {
        self.unanswered
    }

    pub(super) fn note(&mut self, noted: Vec<Noted>) {
        for (command, answer) in noted {
            let id = command.request_id().to_owned();
            match answer {
                Answer::Done(receipt) => {
                    assert!(!receipt.replayed, "{id} was new");
                    self.answered.insert(id.clone(), receipt);
                    self.to_repeat.insert(id.clone());
                }
                Answer::Refused { reason, .. } => {
                    self.refused.insert(id.clone(), reason);
                }
                Answer::Unknown => {
                    self.to_repeat.insert(id.clone());
                }
            }
            assert!(self.commands.insert(id, command).is_none());
        }
    }

    /// From now on every command that was done is repeated once more.
    pub(super) fn forget_what_was_repeated(&mut self) {
        self.to_repeat.extend(self.answered.keys().cloned());
    }

    /// Reads the file as an auditor does. Every answered command is there once, as its receipt says; what was refused is not
    /// there, and nothing that nobody sent; what was there before has not changed.
    pub(super) fn compare_with_the_file(&mut self) -> Vec<Stored> {
        let stored = self.stored();
        let mut by_request = HashMap::new();
        for (index, Stored { record, receipt }) in stored.iter().enumerate() {
            let id = record.request_id.as_str();
            assert!(by_request.insert(id, receipt).is_none(), "{id} is there twice");
            assert!(self.commands.contains_key(id), "nobody has sent {id}");
            assert_eq!(self.refused.get(id), None, "{id} was refused and is there");
            if let Some(before) = self.there_before.get(index) {
                assert_eq!(&receipt.record_digest, before, "record {} has changed", receipt.position);
            }
        }
        assert!(self.there_before.len() <= stored.len(), "records are gone that were there");
        for (id, receipt) in &self.answered {
            assert_eq!(by_request.get(id.as_str()), Some(&receipt), "{id}");
        }
        self.there_before = stored.iter().map(|stored| stored.receipt.record_digest.clone()).collect();
        stored
    }

    fn stored(&self) -> Vec<Stored> {
        let connection = Connection::open_with_flags(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        let journal_id: String =
            connection.query_row("SELECT id FROM journal", [], |row| row.get(0)).unwrap();
        let mut select = connection.prepare("SELECT position, bytes FROM record ORDER BY position").unwrap();
        let rows =
            select.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))).unwrap();
        let mut stored = Vec::new();
        for row in rows {
            let (position, bytes) = row.unwrap();
            assert_eq!(position, stored.len() as i64 + 1, "there is a gap");
            let record = Record::decode(bytes.as_slice()).unwrap();
            let revisions = record.first_revision..;
            let events = revisions.zip(&record.events).map(|(revision, event)| EventReference {
                name: format!("agreements/{}/events/{revision}", record.agreement_id),
                r#type: event.r#type,
                effective_on: event.effective_on,
            });
            let receipt = Receipt {
                journal_id: journal_id.clone(),
                position,
                record_digest: hex::encode(Sha256::digest(&bytes)),
                revision: record.first_revision + record.events.len() as i64 - 1,
                recorded_at: record.recorded_at,
                replayed: false,
                events: events.collect(),
            };
            stored.push(Stored { record, receipt });
        }
        stored
    }

    /// Sends again what is to be repeated, much at once. What is in the file is answered as before; what is not is done now,
    /// or refused.
    pub(super) async fn repeat(&mut self, stored: &[Stored], channels: &[Channel]) {
        let there: HashMap<&str, &Receipt> =
            stored.iter().map(|stored| (stored.record.request_id.as_str(), &stored.receipt)).collect();
        let sending = std::mem::take(&mut self.to_repeat).into_iter().enumerate().map(|(number, id)| {
            let (command, channel) = (&self.commands[&id], &channels[number % channels.len()]);
            async move { (id, command.send(channel).await) }
        });
        let answers: Vec<_> = stream::iter(sending).buffer_unordered(64).collect().await;
        for (id, answer) in answers {
            match (answer, there.get(id.as_str())) {
                (Answer::Done(receipt), Some(&first)) => {
                    assert!(receipt.replayed, "{id} was done twice");
                    assert_eq!(Receipt { replayed: false, ..receipt }, *first, "{id}");
                    let is_answered = self.answered.insert(id, first.clone()).is_some();
                    self.unanswered[1] += u64::from(!is_answered);
                }
                (Answer::Done(receipt), None) => {
                    assert!(!receipt.replayed, "{id} is not there, and answered as if it were");
                    assert!(receipt.position > stored.len() as i64, "{id}: {receipt:?}");
                    self.answered.insert(id, receipt);
                    self.unanswered[0] += 1;
                }
                (Answer::Refused { reason, .. }, None) => {
                    self.refused.insert(id, reason);
                }
                (answer, there) => panic!("{id}: {answer:?}, and in the file: {there:?}"),
            }
        }
    }
}
