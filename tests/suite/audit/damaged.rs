//! Journals that do not give all of what they should have: each record that is not there is found, and all others are
//! looked at.

use std::sync::Arc;

use depositary::{
    journal::{Batch, Error, Identity, Journal, Limits, Memory, Outcome, Position, Record, Sqlite},
    registry::{OpenError, Registry, journal_identity},
};
use futures_util::{FutureExt, future::BoxFuture};
use rusqlite::Connection;

use super::verified;
use crate::registry_support::{draft, foreign_drafts, impatient, memory, morning, open, submission};

/// More than what is read at once.
const DRAFTS: u64 = 2_500;

/// A journal in which some records are damaged, some are missing, and which says to end later than it does.
#[derive(Debug)]
struct Damaged {
    inner: Memory,
    unreadable: &'static [u64],
    missing: &'static [u64],
    end: u64,
}

impl Damaged {
    fn checked(&self, record: &Record) -> Result<(), Error> {
        let position = record.position;
        if self.missing.contains(&position.get()) {
            Err(Error::NotThere { position })
        } else if self.unreadable.contains(&position.get()) {
            Err(Error::unreadable(format!("the record at position {position} is damaged")))
        } else {
            Ok(())
        }
    }
}

impl Journal for Damaged {
    fn identity(&self) -> Identity {
        self.inner.identity()
    }

    fn limits(&self) -> Limits {
        self.inner.limits()
    }

    fn append<'a>(&'a self, after: Position, batch: &'a Batch) -> BoxFuture<'a, Outcome> {
        self.inner.append(after, batch)
    }

    fn read(&self, from: Position, limits: Limits) -> BoxFuture<'_, Result<Vec<Record>, Error>> {
        let inner = self.inner.read(from, limits);
        Box::pin(async move {
            let records = inner.await?;
            let checked = records.iter().try_for_each(|record| self.checked(record));
            checked.map_err(Error::unreadable).map(|()| records)
        })
    }

    fn get<'a>(&'a self, positions: &'a [Position]) -> BoxFuture<'a, Result<Vec<Record>, Error>> {
        Box::pin(async move {
            let records = self.inner.get(positions).await?;
            records.iter().try_for_each(|record| self.checked(record)).map(|()| records)
        })
    }

    fn end(&self) -> BoxFuture<'_, Result<Position, Error>> {
        async { Ok(Position::new(self.end)) }.boxed()
    }

    fn tail(&self, from: Position) -> BoxFuture<'_, Result<Position, Error>> {
        self.inner.tail(from)
    }
}

async fn drafts() -> Memory {
    let journal = memory();
    fill(&journal, DRAFTS).await;
    journal
}

/// So many drafts, each of an agreement of its own.
async fn fill(journal: &dyn Journal, drafts: u64) {
    let records = foreign_drafts((0..drafts).map(|number| format!("agreement-{number}"))).await;
    for (after, record) in (0..).map(Position::new).zip(records) {
        let mut batch = journal.batch();
        batch.push(record).unwrap();
        assert_eq!(journal.append(after, &batch).await, Outcome::Appended);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_record_that_is_not_there_is_found() {
    let unreadable = &[1, 2, 700, 2_048];
    let journal = Damaged { inner: drafts().await, unreadable, missing: &[1_500, 1_501], end: 2_503 };
    let (summary, found, reached) = verified(&journal).await;
    let damaged = |position| {
        format!(
            "position {position}: the record cannot be read: the record at position {position} is damaged"
        )
    };
    let missing =
        |from, until| format!("position {from}: there is no record from here up to position {until}");
    let expected = [
        damaged(1),
        damaged(2),
        damaged(700),
        missing(1_500, 1_500),
        missing(1_501, 1_501),
        damaged(2_048),
        missing(2_501, 2_503),
    ];
    assert_eq!(found, expected);
    assert_eq!((summary.records, summary.agreements), (DRAFTS - 6, DRAFTS - 6));
    assert_eq!((summary.end, summary.digest), (Position::new(2_503), None));
    assert!(reached.is_sorted() && reached.last() == Some(&summary.end), "{reached:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_appended_meanwhile_is_not_looked_at() {
    let inner = memory();
    let registry = open(inner.clone()).await;
    for agreement in ["first", "second", "third"] {
        registry.submit(submission(agreement, "draft", draft(agreement))).await.unwrap();
    }
    registry.close().await;
    // As a journal in use, that has moved on since it was asked for its end.
    let journal = Damaged { inner, unreadable: &[], missing: &[], end: 2 };
    let (summary, found, reached) = verified(&journal).await;
    assert_eq!(found, [] as [&str; 0]);
    assert_eq!((summary.records, summary.end), (2, Position::new(2)));
    assert_eq!(reached, [Position::new(2)]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_says_how_far_it_is_and_does_without_no_record() {
    let inner = drafts().await;
    let start = async |unreadable, end| {
        let journal = Damaged { inner: inner.clone(), unreadable, missing: &[], end };
        let mut told = Vec::new();
        let tell = |reached: Position, end: Position| told.push((reached.get(), end.get()));
        let opened = Registry::open_and_tell(Arc::new(journal), morning(), impatient(), tell).await;
        (opened, told)
    };
    let (opened, told) = start(&[], DRAFTS).await;
    opened.unwrap().close().await;
    assert!(told.len() > 1 && told.is_sorted(), "{told:?}");
    assert_eq!(told.last(), Some(&(DRAFTS, DRAFTS)));

    let (opened, told) = start(&[2_400], DRAFTS).await;
    let OpenError::Unreadable(error) = opened.unwrap_err() else { panic!("another one") };
    assert!(error.to_string().contains("the record at position 2400 is damaged"), "{error}");
    assert!(told.last().is_some_and(|(reached, _)| (1..2_400).contains(reached)), "{told:?}");

    let (opened, told) = start(&[], DRAFTS + 3).await;
    let OpenError::Short { end, found } = opened.unwrap_err() else { panic!("another one") };
    assert_eq!((found.get(), end.get()), (DRAFTS, DRAFTS + 3));
    assert_eq!(told.last(), Some(&(DRAFTS, DRAFTS + 3)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn damaged_rows_of_a_file_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = Sqlite::open(&path, journal_identity(), depositary::registry::label).unwrap();
    fill(&journal, 6).await;
    let (summary, found, _) = verified(&journal).await;
    assert_eq!((summary.records, found), (6, Vec::new()));
    journal.close();
    drop(journal);
    Connection::open(&path)
        .unwrap()
        .execute_batch(
            "DROP TRIGGER nothing_is_changed; DROP TRIGGER nothing_is_removed;
             UPDATE record SET bytes = x'00' WHERE position = 2;
             DELETE FROM record WHERE position = 4;",
        )
        .unwrap();
    let journal = Sqlite::open(&path, journal_identity(), depositary::registry::label).unwrap();
    let (summary, found, _) = verified(&journal).await;
    let expected = [
        "position 2: the record cannot be read: record 2 is damaged: its checksum does not fit",
        "position 4: the record cannot be read: record 4 is missing",
    ];
    assert_eq!((summary.records, summary.end), (4, Position::new(6)));
    assert_eq!(found, expected);
}
