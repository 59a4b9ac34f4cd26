//! The cases. Each gets an empty journal, and is named by the sentence that it holds.

use std::sync::{Arc, Barrier};

use bytes::Bytes;
use depositary::journal::{Error, Limits, Outcome, Position, Record};
use futures_util::future::join_all;

use super::{A_WHILE, ALL, Subject, all, append, at, batch, elsewhere, record, records};

pub(super) async fn records_are_numbered_from_one_without_a_gap(subject: Subject) {
    let journal = subject.journal.as_ref();
    assert_eq!(journal.end().await.unwrap(), Position::ZERO);
    assert_eq!(append(journal, 0, &["a"]).await, Outcome::Appended);
    assert_eq!(append(journal, 1, &["b", "c", "d"]).await, Outcome::Appended);
    assert_eq!(append(journal, 4, &["e", "f"]).await, Outcome::Appended);
    assert_eq!(all(journal).await, records(1, &["a", "b", "c", "d", "e", "f"]));
    assert_eq!(journal.end().await.unwrap(), at(6));
}

pub(super) async fn an_append_after_another_position_writes_nothing_and_names_the_end(subject: Subject) {
    let journal = subject.journal.as_ref();
    assert_eq!(append(journal, 0, &["a", "b"]).await, Outcome::Appended);
    for after in [0, 1, 3, u64::MAX - 1, u64::MAX] {
        assert_eq!(append(journal, after, &["x", "y"]).await, Outcome::Moved { end: at(2) });
    }
    assert_eq!(all(journal).await, records(1, &["a", "b"]));
    assert_eq!(append(journal, 2, &["c"]).await, Outcome::Appended);
}

pub(super) async fn an_append_that_is_repeated_is_refused_like_any_other(subject: Subject) {
    let journal = subject.journal.as_ref();
    let batch = batch(journal, &["a", "b"]);
    assert_eq!(journal.append(at(0), &batch).await, Outcome::Appended);
    assert_eq!(journal.append(at(0), &batch).await, Outcome::Moved { end: at(2) });
    assert_eq!(all(journal).await, records(1, &["a", "b"]));
}

pub(super) async fn of_appends_that_race_after_one_position_exactly_one_wins(subject: Subject) {
    const RACERS: usize = 4;
    const ROUNDS: u64 = 25;
    let barrier = Arc::new(Barrier::new(RACERS));
    let racers: Vec<_> = (0..RACERS)
        .map(|racer| {
            let journal = Arc::clone(if racer % 2 == 0 { &subject.journal } else { &subject.other });
            let barrier = Arc::clone(&barrier);
            elsewhere(async move || {
                let text = racer.to_string();
                let mut outcomes = Vec::new();
                for round in 0..ROUNDS {
                    barrier.wait();
                    outcomes.push(append(journal.as_ref(), round * 2, &[&text, &text]).await);
                    // Nobody may begin the next round while somebody is still in this one.
                    barrier.wait();
                }
                outcomes
            })
        })
        .collect();
    let outcomes: Vec<Vec<Outcome>> = racers.into_iter().map(|racer| racer.join().unwrap()).collect();

    let written = all(subject.journal.as_ref()).await;
    assert_eq!(written.len() as u64, ROUNDS * 2);
    for (round, pair) in written.chunks(2).enumerate() {
        let winner: usize = std::str::from_utf8(&pair[0].bytes).unwrap().parse().unwrap();
        assert_eq!(pair[0].bytes, pair[1].bytes, "nothing comes between the records of an append");
        for (racer, outcomes) in outcomes.iter().enumerate() {
            let end = pair[1].position;
            let expected = if racer == winner { Outcome::Appended } else { Outcome::Moved { end } };
            assert_eq!(outcomes[round], expected, "racer {racer} in round {round}");
        }
    }
}

pub(super) async fn bytes_come_back_identical(subject: Subject) {
    let journal = subject.journal.as_ref();
    let every_byte: Vec<u8> = (0..=255).collect();
    let long: Vec<u8> = (0..100_000_u32).map(|number| (number % 251) as u8).collect();
    let written = [Bytes::new(), Bytes::from_static(b"\0"), Bytes::from(every_byte), Bytes::from(long)];
    let mut batch = journal.batch();
    for bytes in &written {
        batch.push(bytes.clone()).unwrap();
    }
    assert_eq!(journal.append(at(0), &batch).await, Outcome::Appended);
    for _ in 0..2 {
        let read: Vec<Bytes> = all(journal).await.into_iter().map(|record| record.bytes).collect();
        assert_eq!(read, written);
    }
    let got = journal.get(&[at(4), at(1)]).await.unwrap();
    assert_eq!(
        got,
        [
            Record { position: at(4), bytes: written[3].clone() },
            Record { position: at(1), bytes: written[0].clone() },
        ]
    );
}

pub(super) async fn a_read_keeps_to_its_limit_of_records(subject: Subject) {
    let journal = subject.journal.as_ref();
    let texts = ["a", "b", "c", "d", "e", "f"];
    assert_eq!(append(journal, 0, &texts).await, Outcome::Appended);
    for limit in 1..=7 {
        let read = journal.read(at(2), Limits { records: limit, ..ALL }).await.unwrap();
        assert!((1..=limit).contains(&read.len()), "{limit}: {read:?}");
        assert_eq!(read, records(2, &texts[1..=read.len()]));
    }
}

pub(super) async fn a_read_keeps_to_its_limit_of_bytes(subject: Subject) {
    let journal = subject.journal.as_ref();
    let texts = ["12345", "12345", "12", "", "12345678"];
    assert_eq!(append(journal, 0, &texts).await, Outcome::Appended);
    for limit in 5..=30 {
        let read = journal.read(at(1), Limits { bytes: limit, ..ALL }).await.unwrap();
        let bytes: usize = read.iter().map(|record| record.bytes.len()).sum();
        assert!(!read.is_empty() && bytes <= limit, "{limit}: {read:?}");
        assert_eq!(read, records(1, &texts[..read.len()]));
    }
}

pub(super) async fn a_read_has_at_least_one_record_if_there_is_one(subject: Subject) {
    let journal = subject.journal.as_ref();
    assert_eq!(append(journal, 0, &["long", "longer", "longest"]).await, Outcome::Appended);
    for limits in [Limits { bytes: 3, ..ALL }, Limits { records: 0, bytes: 0 }] {
        assert_eq!(journal.read(at(1), limits).await.unwrap(), records(1, &["long"]));
        assert_eq!(journal.read(at(3), limits).await.unwrap(), records(3, &["longest"]));
    }
}

pub(super) async fn a_read_past_the_end_is_empty(subject: Subject) {
    let journal = subject.journal.as_ref();
    assert!(journal.read(at(1), ALL).await.unwrap().is_empty());
    assert_eq!(append(journal, 0, &["a", "b"]).await, Outcome::Appended);
    for from in [3, 4, u64::MAX - 1, u64::MAX] {
        assert!(journal.read(at(from), ALL).await.unwrap().is_empty());
    }
}

pub(super) async fn a_read_from_zero_begins_with_the_first_record(subject: Subject) {
    let journal = subject.journal.as_ref();
    assert!(journal.read(Position::ZERO, ALL).await.unwrap().is_empty());
    assert_eq!(append(journal, 0, &["a", "b"]).await, Outcome::Appended);
    let first = Limits { records: 1, ..ALL };
    assert_eq!(journal.read(Position::ZERO, first).await.unwrap(), records(1, &["a"]));
}

pub(super) async fn records_at_scattered_positions_come_in_the_order_asked(subject: Subject) {
    let journal = subject.journal.as_ref();
    let texts: Vec<String> = (1..=900).map(|number| number.to_string()).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    for (index, some) in texts.chunks(100).enumerate() {
        assert_eq!(append(journal, index as u64 * 100, some).await, Outcome::Appended);
    }
    assert!(journal.get(&[]).await.unwrap().is_empty());
    let asked = [at(700), at(1), at(900), at(1), at(101), at(100)];
    let expected: Vec<Record> =
        asked.iter().map(|position| record(position.get(), &position.to_string())).collect();
    assert_eq!(journal.get(&asked).await.unwrap(), expected);
}

pub(super) async fn the_first_position_without_a_record_is_named(subject: Subject) {
    let journal = subject.journal.as_ref();
    assert_eq!(append(journal, 0, &["a", "b"]).await, Outcome::Appended);
    for missing in [0, 3, u64::MAX - 1, u64::MAX] {
        let error = journal.get(&[at(2), at(missing), at(77), at(1)]).await.unwrap_err();
        let Error::NotThere { position } = error else { panic!("{error:?}") };
        assert_eq!(position, at(missing));
    }
}

pub(super) async fn the_end_covers_every_append_that_was_answered(subject: Subject) {
    let (journal, other) = (subject.journal.as_ref(), subject.other.as_ref());
    for number in 0..20 {
        let (writer, reader) = if number % 2 == 0 { (journal, other) } else { (other, journal) };
        assert_eq!(append(writer, number, &["a"]).await, Outcome::Appended);
        assert_eq!(reader.end().await.unwrap(), at(number + 1));
        assert_eq!(reader.get(&[at(number + 1)]).await.unwrap(), records(number + 1, &["a"]));
    }
}

pub(super) async fn a_tail_is_done_at_once_for_what_is_there(subject: Subject) {
    let journal = subject.journal.as_ref();
    assert_eq!(append(journal, 0, &["a", "b", "c"]).await, Outcome::Appended);
    for from in 0..=3 {
        assert_eq!(journal.tail(at(from)).await.unwrap(), at(3));
    }
}

pub(super) async fn a_tail_wakes_when_another_runtime_appends(subject: Subject) {
    let other = Arc::clone(&subject.other);
    let appender = elsewhere(async move || {
        tokio::time::sleep(A_WHILE).await;
        append(other.as_ref(), 0, &["a", "b"]).await
    });
    let tails = [0, 1, 2].map(|from| subject.journal.tail(at(from)));
    for end in join_all(tails).await {
        assert_eq!(end.unwrap(), at(2));
    }
    assert_eq!(appender.join().unwrap(), Outcome::Appended);
    assert_eq!(all(subject.journal.as_ref()).await, records(1, &["a", "b"]));
}

pub(super) async fn a_tail_does_not_wake_before_its_position(subject: Subject) {
    let journal = subject.journal.as_ref();
    for from in [0, 1, u64::MAX] {
        assert!(tokio::time::timeout(A_WHILE, journal.tail(at(from))).await.is_err(), "{from}");
    }
    assert_eq!(append(journal, 0, &["a"]).await, Outcome::Appended);
    let mut tail = journal.tail(at(3));
    assert!(tokio::time::timeout(A_WHILE, &mut tail).await.is_err());
    assert_eq!(append(journal, 1, &["b"]).await, Outcome::Appended);
    assert!(tokio::time::timeout(A_WHILE, &mut tail).await.is_err());
    assert_eq!(append(journal, 2, &["c"]).await, Outcome::Appended);
    assert_eq!(tail.await.unwrap(), at(3));
}

pub(super) async fn an_append_as_large_as_the_limits_is_taken(subject: Subject) {
    let journal = subject.journal.as_ref();
    let limits = journal.limits();
    assert!(limits.records >= 1 && limits.bytes >= 1);

    let mut many = journal.batch();
    while many.push(Bytes::new()).is_ok() {}
    assert_eq!(many.len(), limits.records);
    assert_eq!(journal.append(at(0), &many).await, Outcome::Appended);

    let mut large = journal.batch();
    let too_large = Bytes::from(vec![1; limits.bytes + 1]);
    assert_eq!(large.push(too_large.clone()).unwrap_err(), too_large);
    large.push(too_large.slice(1..)).unwrap();
    assert!(large.push(Bytes::from_static(b"1")).is_err());
    assert_eq!(journal.append(at(limits.records as u64), &large).await, Outcome::Appended);
    assert_eq!(journal.end().await.unwrap(), at(limits.records as u64 + 1));
}

pub(super) async fn an_append_without_records_is_answered_and_writes_nothing(subject: Subject) {
    let journal = subject.journal.as_ref();
    assert_eq!(append(journal, 0, &[]).await, Outcome::Appended);
    assert_eq!(append(journal, 1, &[]).await, Outcome::Moved { end: at(0) });
    assert_eq!(append(journal, 0, &["a"]).await, Outcome::Appended);
    assert_eq!(append(journal, 1, &[]).await, Outcome::Appended);
    assert_eq!(append(journal, 0, &[]).await, Outcome::Moved { end: at(1) });
    assert_eq!(all(journal).await, records(1, &["a"]));
}

pub(super) async fn a_closed_journal_takes_no_append_and_can_still_be_read(subject: Subject) {
    let journal = subject.journal.as_ref();
    assert_eq!(append(journal, 0, &["a", "b"]).await, Outcome::Appended);
    (subject.close)();
    for after in [2, 0, 9] {
        assert_eq!(append(journal, after, &["c"]).await, Outcome::Closed);
        assert_eq!(append(journal, after, &[]).await, Outcome::Closed);
    }
    assert_eq!(all(journal).await, records(1, &["a", "b"]));
    assert_eq!(journal.get(&[at(2)]).await.unwrap(), records(2, &["b"]));
    assert_eq!(journal.end().await.unwrap(), at(2));
    assert_eq!(journal.tail(at(2)).await.unwrap(), at(2));
    assert!(tokio::time::timeout(A_WHILE, journal.tail(at(3))).await.is_err());
}

pub(super) async fn the_identity_stays(subject: Subject) {
    let journal = subject.journal.as_ref();
    let identity = journal.identity();
    assert_eq!(append(journal, 0, &["a"]).await, Outcome::Appended);
    assert_eq!(journal.identity(), identity);
    assert_eq!(subject.other.identity(), identity);
    (subject.close)();
    assert_eq!(journal.identity(), identity);
}
