//! The scripted journal does what its script says: whoever tests with it has to be able to rely on that.

use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

use super::*;

fn scripted(script: impl IntoIterator<Item = Step>) -> Scripted {
    let memory = Memory::new(Identity::from(Uuid::from_u128(9)));
    Scripted::new(memory, script, |position, counter| Bytes::from(format!("foreign {counter} at {position}")))
}

fn own(records: &[&'static str]) -> Batch {
    let mut batch = Batch::new(UNLIMITED);
    for record in records {
        batch.push(Bytes::from_static(record.as_bytes())).unwrap();
    }
    batch
}

fn texts(journal: &Scripted) -> Vec<String> {
    let text = |record: Record| String::from_utf8(record.bytes.to_vec()).unwrap();
    journal.records_now().into_iter().map(text).collect()
}

fn at(number: u64) -> Position {
    Position::new(number)
}

#[tokio::test]
async fn a_journal_whose_script_is_over_behaves_as_memory() {
    let journal = scripted([Step::Append]);
    assert_eq!(journal.append(at(0), &own(&["a"])).await, Outcome::Appended);
    assert_eq!(journal.steps_left(), 0);
    assert_eq!(journal.append(at(1), &own(&["b", "c"])).await, Outcome::Appended);
    assert_eq!(journal.append(at(1), &own(&["d"])).await, Outcome::Moved { end: at(3) });
    assert_eq!(texts(&journal), ["a", "b", "c"]);
    let call = |after, records| Call { after: at(after), records };
    assert_eq!(journal.calls(), [call(0, 1), call(1, 2), call(1, 1)]);
}

#[tokio::test]
async fn another_process_comes_first() {
    let journal = scripted([Step::MovedByOther, Step::MovedByOther]);
    assert_eq!(journal.append(at(0), &own(&["a"])).await, Outcome::Moved { end: at(1) });
    assert_eq!(journal.append(at(1), &own(&["a"])).await, Outcome::Moved { end: at(3) });
    journal.append_by_other(1);
    assert_eq!(journal.append(at(4), &own(&["a"])).await, Outcome::Appended);
    let expected = ["foreign 0 at 1", "foreign 1 at 2", "foreign 2 at 3", "foreign 3 at 4", "a"];
    assert_eq!(texts(&journal), expected);
}

#[tokio::test]
async fn an_unknown_append_is_there_wholly_in_part_or_not_at_all() {
    let script = [Step::UnknownNotWritten, Step::UnknownPrefix, Step::UnknownWritten, Step::UnknownWritten];
    let journal = scripted(script);
    assert_eq!(journal.append(at(0), &own(&["a", "b"])).await, Outcome::Unknown);
    assert_eq!(journal.end_now(), at(0));
    assert_eq!(journal.append(at(0), &own(&["a", "b"])).await, Outcome::Unknown);
    assert_eq!(texts(&journal), ["a"]);
    assert_eq!(journal.append(at(1), &own(&["b", "c"])).await, Outcome::Unknown);
    assert_eq!(texts(&journal), ["a", "b", "c"]);
    // Repeated, it is still compared.
    assert_eq!(journal.append(at(1), &own(&["b", "c"])).await, Outcome::Unknown);
    assert_eq!(texts(&journal), ["a", "b", "c"]);
    assert_eq!(journal.append(at(1), &own(&["b", "c"])).await, Outcome::Moved { end: at(3) });
}

#[tokio::test]
async fn a_prefix_is_never_the_whole() {
    for earlier in 0..5 {
        for len in 0..4 {
            let journal = scripted([]);
            for _ in 0..earlier {
                assert_eq!(journal.append(at(0), &own(&[])).await, Outcome::Appended);
            }
            journal.then([Step::UnknownPrefix]);
            assert_eq!(journal.append(at(0), &own(&["a", "b", "c"][..len])).await, Outcome::Unknown);
            assert!(journal.end_now().get() < len.max(1) as u64);
        }
    }
}

#[tokio::test]
async fn an_append_that_was_not_answered_is_found_before_what_others_wrote() {
    let journal = scripted([Step::UnknownWritten, Step::MovedByOther]);
    let batch = own(&["a", "b"]);
    assert_eq!(journal.append(at(0), &batch).await, Outcome::Unknown);
    assert_eq!(journal.append(at(0), &batch).await, Outcome::Moved { end: at(3) });
    assert_eq!(texts(&journal), ["a", "b", "foreign 0 at 3"]);
}

#[tokio::test]
async fn a_closed_journal_stays_closed_and_the_memory_behind_it_open() {
    for (step, written) in [
        (Step::ClosedWritten, vec!["a", "b", "c", "d"]),
        (Step::ClosedPrefix, vec!["a", "b"]),
        (Step::ClosedNotWritten, vec!["a"]),
    ] {
        let journal = scripted([Step::Append, step, Step::Append]);
        assert_eq!(journal.append(at(0), &own(&["a"])).await, Outcome::Appended);
        assert_eq!(journal.append(at(1), &own(&["b", "c", "d"])).await, Outcome::Closed);
        assert_eq!(journal.append(journal.end_now(), &own(&["e"])).await, Outcome::Closed);
        assert_eq!(texts(&journal), written, "{step:?}");
        let read = journal.read(at(1), UNLIMITED).await.unwrap();
        assert_eq!(read, journal.records_now());
        let next = scripted_over(&journal);
        assert_eq!(next.append(next.end_now(), &own(&["e"])).await, Outcome::Appended);
    }
}

/// A process that is started on the same journal after the first one has closed it.
fn scripted_over(first: &Scripted) -> Scripted {
    Scripted::new(first.memory.clone(), [], |_, _| Bytes::new())
}

#[tokio::test]
async fn every_step_answers_something_to_an_empty_append_and_to_a_late_one() {
    for step in Step::ALL {
        for after in [0, 7, u64::MAX] {
            let journal = scripted([step]);
            let outcome = journal.append(at(after), &own(&[])).await;
            let is_own = |text: &String| !text.starts_with("foreign");
            assert!(!texts(&journal).iter().any(is_own), "{step:?} {outcome:?}");
            assert_eq!(journal.steps_left(), 0);
        }
    }
}

#[tokio::test]
async fn reads_fail_while_they_are_told_to() {
    let journal = scripted([]);
    assert_eq!(journal.append(at(0), &own(&["a"])).await, Outcome::Appended);
    journal.fail_reads(true);
    let failed = [journal.read(at(1), UNLIMITED).await, journal.get(&[at(1)]).await];
    for error in failed.map(Result::unwrap_err) {
        let Error::Unreadable { source } = error else { panic!("{error:?}") };
        assert_eq!(source.to_string(), "the script lets reads fail");
    }
    assert_eq!(texts(&journal), ["a"]);
    journal.fail_reads(false);
    assert_eq!(journal.get(&[at(1)]).await.unwrap(), journal.records_now());
}

#[tokio::test(start_paused = true)]
async fn an_answer_can_be_held_back_after_the_records_are_there() {
    for delay in [Delay::Yields(50), Delay::Sleep(Duration::from_secs(60))] {
        let journal = Arc::new(scripted([]));
        journal.delay_answers(delay);
        let appending = tokio::spawn({
            let journal = Arc::clone(&journal);
            async move { journal.append(at(0), &own(&["a"])).await }
        });
        assert_eq!(journal.tail(at(1)).await.unwrap(), at(1));
        assert!(!appending.is_finished(), "{delay:?}");
        assert_eq!(appending.await.unwrap(), Outcome::Appended);
    }
    let journal = scripted([]);
    journal.delay_answers(Delay::None);
    assert_eq!(now(journal.append(at(0), &own(&["a"]))), Outcome::Appended);
}
