//! An audit finds nothing in what the service has written, and whatever is wrong with what somebody else has.

mod damaged;
mod tampered;

use std::sync::Arc;

use depositary::{
    journal::{Journal, Memory, Position, Record},
    registry::{Audit, ClockStep, Finding, Refusal, StoredRecord, Summary, journal_identity, verify},
};
use jiff::SignedDuration;
use proptest::prelude::*;
use tokio::runtime::Runtime;

use crate::{
    domain::random::{Step, histories, sessions},
    registry_support::{memory, open, records},
    replay::sending,
    support::Setup,
    worked_example::{AFTER, simulated, story, tell},
};

/// What an audit finds in records.
pub(crate) fn findings(records: &[Record]) -> Vec<Finding> {
    let mut audit = Audit::new(journal_identity());
    records.iter().flat_map(|record| audit.add(record)).collect()
}

/// What is found in a journal, and where it said to be on the way.
async fn verified(journal: &dyn Journal) -> (Summary, Vec<String>, Vec<Position>) {
    let (mut found, mut reached) = (Vec::new(), Vec::new());
    let progress = |position, _| reached.push(position);
    let summary = verify(journal, progress, |finding| found.push(finding.to_string())).await.unwrap();
    (summary, found, reached)
}

/// Nothing is found, and everything was looked at.
async fn assert_sound(journal: &Memory) {
    let (summary, found, reached) = verified(journal).await;
    assert_eq!(found, [] as [&str; 0]);
    let records = records(journal).await;
    let count = records.len() as u64;
    assert_eq!((summary.records, summary.end), (count, Position::new(count)));
    assert_eq!(summary.identity, journal.identity());
    let digest = records.last().map(|last| StoredRecord::from(last.clone()).digest());
    assert_eq!(summary.digest, digest);
    assert_eq!(reached.last().copied().unwrap_or_default(), summary.end);
    let events = records.into_iter().map(|record| StoredRecord::from(record).event_count().unwrap() as u64);
    assert_eq!(summary.events, events.sum::<u64>());
}

#[tokio::test]
async fn the_worked_example_is_sound() {
    for clock in [crate::registry_support::morning(), simulated(AFTER)] {
        let journal = memory();
        let service = Setup { journal: Arc::new(journal.clone()), clock, ..Setup::default() }.start().await;
        tell(&story(), &service).await;
        service.stop().await;
        assert!(records(&journal).await.len() > 60);
        assert_sound(&journal).await;
    }
}

#[tokio::test]
async fn an_empty_journal_is_sound() {
    let (summary, found, reached) = verified(&memory()).await;
    assert_eq!((summary.records, summary.agreements, summary.digest), (0, 0, None));
    assert!(found.is_empty() && reached.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn any_history_is_sound(steps in prop_oneof![histories(), sessions()]) {
        Runtime::new().unwrap().block_on(is_sound(steps));
    }
}

async fn is_sound(steps: Vec<Step>) {
    let journal = memory();
    let registry = open(journal.clone()).await;
    for (number, step) in steps.into_iter().enumerate() {
        let now = registry.clock().now() + SignedDuration::from_hours(24 * step.days_later);
        // What is due is recorded now by the timekeeper, and else before the command.
        if number % 2 == 0 {
            registry.advance_clock(ClockStep::To(now)).await.unwrap();
        } else {
            registry.clock().advance(ClockStep::To(now)).unwrap();
        }
        match registry.submit(sending(number, &step, now)).await {
            Ok(_) | Err(Refusal::Rejected(_)) => {}
            Err(refusal) => panic!("{refusal:?}"),
        }
    }
    registry.close().await;
    assert_sound(&journal).await;
}
