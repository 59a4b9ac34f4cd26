//! The contract of the journal (`src/journal.rs`), case by case, the same for every adapter.
//!
//! An adapter is added at the end of this file: one function that opens an empty journal of its kind, and one
//! line with `contract!`.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use bytes::Bytes;
use depositary::journal::{Batch, Identity, Journal, Limits, Memory, Outcome, Position, Record, Sqlite};
use uuid::Uuid;

mod cases;

/// An empty journal of the adapter under test.
struct Subject {
    journal: Arc<dyn Journal>,
    /// A second handle onto the same journal, such as another process would have.
    other: Arc<dyn Journal>,
    /// Closes `journal` for good. Owns what has to be there as long as the journal is.
    close: Box<dyn Fn()>,
}

/// How long a future that must not be done is watched, and how late "another process" appends.
const A_WHILE: Duration = Duration::from_millis(50);

/// A case that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(30);

const ALL: Limits = Limits { records: usize::MAX, bytes: usize::MAX };

fn at(number: u64) -> Position {
    Position::new(number)
}

fn batch(journal: &dyn Journal, records: &[&str]) -> Batch {
    let mut batch = journal.batch();
    for record in records {
        batch.push(Bytes::copy_from_slice(record.as_bytes())).unwrap();
    }
    batch
}

async fn append(journal: &dyn Journal, after: u64, records: &[&str]) -> Outcome {
    journal.append(at(after), &batch(journal, records)).await
}

/// Everything in the journal. It takes as many reads as the adapter wants.
async fn all(journal: &dyn Journal) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    loop {
        let from = records.last().map_or(at(1), |record| record.position.next());
        let more = journal.read(from, ALL).await.unwrap();
        if more.is_empty() {
            return records;
        }
        records.extend(more);
    }
}

/// The records that `texts` make when they stand at `from` and after it.
fn records(from: u64, texts: &[&str]) -> Vec<Record> {
    (from..).zip(texts).map(|(number, text)| record(number, text)).collect()
}

fn record(number: u64, text: &str) -> Record {
    Record { position: at(number), bytes: Bytes::copy_from_slice(text.as_bytes()) }
}

/// Does the work on a thread with a runtime of its own.
fn elsewhere<T: Send + 'static>(work: impl AsyncFnOnce() -> T + Send + 'static) -> thread::JoinHandle<T> {
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(work())
    })
}

/// Runs every case over one adapter. A case that is missing in the list is dead code, which the build refuses.
macro_rules! contract {
    ($adapter:ident, $open:ident) => {
        contract! { $adapter, $open:
            records_are_numbered_from_one_without_a_gap,
            an_append_after_another_position_writes_nothing_and_names_the_end,
            an_append_that_is_repeated_is_refused_like_any_other,
            of_appends_that_race_after_one_position_exactly_one_wins,
            bytes_come_back_identical,
            a_read_keeps_to_its_limit_of_records,
            a_read_keeps_to_its_limit_of_bytes,
            a_read_has_at_least_one_record_if_there_is_one,
            a_read_past_the_end_is_empty,
            a_read_from_zero_begins_with_the_first_record,
            records_at_scattered_positions_come_in_the_order_asked,
            the_first_position_without_a_record_is_named,
            the_end_covers_every_append_that_was_answered,
            a_tail_is_done_at_once_for_what_is_there,
            a_tail_wakes_when_another_runtime_appends,
            a_tail_does_not_wake_before_its_position,
            an_append_as_large_as_the_limits_is_taken,
            an_append_without_records_is_answered_and_writes_nothing,
            a_closed_journal_takes_no_append_and_can_still_be_read,
            the_identity_stays,
        }
    };
    ($adapter:ident, $open:ident: $($case:ident,)*) => {
        mod $adapter {
            $(
                #[tokio::test]
                async fn $case() {
                    let case = super::cases::$case(super::$open());
                    tokio::time::timeout(super::PATIENCE, case).await.expect("the case hangs");
                }
            )*
        }
    };
}

fn open_memory() -> Subject {
    let memory = Memory::new(Identity::from(Uuid::from_u128(7)));
    let (other, closing) = (memory.clone(), memory.clone());
    Subject { journal: Arc::new(memory), other: Arc::new(other), close: Box::new(move || closing.close()) }
}

fn open_sqlite() -> Subject {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = Sqlite::open(&path, Identity::from(Uuid::from_u128(9)), |_| None).unwrap();
    let (other, closing) = (journal.clone(), journal.clone());
    let close = move || {
        closing.close();
        assert!(folder.path().exists());
    };
    Subject { journal: Arc::new(journal), other: Arc::new(other), close: Box::new(close) }
}

/// Nothing that comes back depends on what is scripted once the script is over.
fn open_scripted() -> Subject {
    let memory = Memory::new(Identity::from(Uuid::from_u128(8)));
    let foreign = |_, _| Bytes::from_static(b"never");
    let scripted = crate::scripted::Scripted::new(memory.clone(), [], foreign);
    let closing = memory.clone();
    Subject { journal: Arc::new(scripted), other: Arc::new(memory), close: Box::new(move || closing.close()) }
}

contract!(memory, open_memory);
contract!(sqlite, open_sqlite);
contract!(scripted_without_a_script, open_scripted);
