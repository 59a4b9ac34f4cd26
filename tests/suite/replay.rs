//! Random histories through the whole pipeline: what the journal replays to is what the live view shows, a refusal changes
//! nothing, and a repeated request is done once.

use std::sync::Arc;

use depositary::{
    domain::{Act, AgreementId, Command},
    journal::Journal,
    registry::{ClockStep, Freshness, Refusal, Registry, Submission, Version},
};
use jiff::{SignedDuration, ToSpan};
use proptest::prelude::*;
use tokio::runtime::Runtime;

use crate::{
    domain::random::{Step, histories},
    registry_support::{draft, memory, open, records, submission},
};

/// The agreements to which the steps of a history go in turn. They want the same reference, so that a fact of one decides on
/// the other.
pub(crate) const AGREEMENTS: [&str; 2] = ["first", "second"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn the_journal_replays_to_the_live_view(
        steps in histories(),
        repeats in prop::collection::vec(any::<bool>(), 40),
    ) {
        let runtime = Runtime::new().unwrap();
        runtime.block_on(replays(steps, repeats));
    }
}

async fn replays(steps: Vec<Step>, repeats: Vec<bool>) {
    let journal = memory();
    let registry = open(journal.clone()).await;
    for (number, (step, repeat)) in steps.into_iter().zip(repeats).enumerate() {
        let later = SignedDuration::from_hours(24 * step.days_later);
        let now = registry.clock().now() + later;
        registry.advance_clock(ClockStep::To(now)).await.unwrap();
        let sending = sending(number, &step, now);
        let id = sending.agreement.clone();
        let before = version(&registry, &id).await;
        let outcome = registry.submit(sending.clone()).await;
        let after = version(&registry, &id).await;
        match &outcome {
            Ok(answer) => {
                // P2: the answer is what everybody sees from then on.
                assert_eq!(Some(&answer.version), after.as_ref());
                let appended = answer.receipt.events.len() as u64;
                let revision = before.map_or(0, |version| version.agreement.revision());
                assert_eq!(answer.receipt.first_revision, revision + 1);
                assert_eq!(answer.version.agreement.revision(), revision + appended);
            }
            // P3: what was due has been recorded when the clock was advanced, so nothing at all has changed.
            Err(Refusal::Rejected(_)) => assert_eq!(before, after),
            Err(refusal) => panic!("{refusal:?}"),
        }
        if repeat {
            repeats_once(&registry, &journal, sending, outcome).await;
        }
    }

    // P2: a registry that folds the journal from its first record holds the same.
    let successor = open(journal.clone()).await;
    for id in AGREEMENTS {
        let id = AgreementId::parse(id).unwrap();
        assert_eq!(version(&registry, &id).await, version(&successor, &id).await);
    }
    registry.close().await;
    successor.close().await;
}

/// P5: the same request again is answered the same, and appends nothing.
async fn repeats_once(
    registry: &Registry,
    journal: &dyn Journal,
    sending: Submission,
    first: Result<depositary::registry::Answer, Refusal>,
) {
    let length = records(journal).await.len();
    let again = registry.submit(sending).await;
    assert_eq!(records(journal).await.len(), length);
    match (first, again) {
        (Ok(first), Ok(again)) => {
            assert!(again.receipt.replayed);
            assert_eq!(again.version, first.version);
            assert_eq!(again.receipt.record, first.receipt.record);
            assert_eq!(again.receipt.events, first.receipt.events);
        }
        (Err(Refusal::Rejected(first)), Err(Refusal::Rejected(again))) => assert_eq!(first, again),
        (first, again) => panic!("{first:?} and then {again:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_commands_on_one_revision_one_succeeds() {
    let registry = open(memory()).await;
    registry.submit(submission("first", "draft", draft("first"))).await.unwrap();
    for round in 0..200_u64 {
        let sending = |side: &str| {
            let name = format!("{side}{round}");
            let invitation = crate::registry_support::invite(&name);
            Submission { expected_revision: Some(round + 1), ..submission("first", &name, invitation) }
        };
        let sent = tokio::join!(registry.submit(sending("A")), registry.submit(sending("B")));
        match sent {
            (Ok(_), Err(refusal)) | (Err(refusal), Ok(_)) => assert!(
                matches!(refusal, Refusal::RevisionMismatch { expected, actual }
                    if expected == round + 1 && actual == round + 2),
                "{refusal:?}"
            ),
            sent => panic!("P6: {sent:?}"),
        }
    }
    registry.close().await;
}

pub(crate) fn sending(number: usize, step: &Step, now: jiff::Timestamp) -> Submission {
    let today = now.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    let occurred_on = step.days_back.map(|back| today.saturating_sub(back.days()).into());
    let act = Act { occurred_on, ..Act::default() };
    let agreement = AGREEMENTS[usize::from(number % 7 == 6)];
    let request = format!("request-{number}");
    let command = Command { act, body: step.body.clone() };
    Submission { command, ..submission(agreement, &request, step.body.clone()) }
}

async fn version(registry: &Registry, id: &AgreementId) -> Option<Arc<Version>> {
    crate::registry_support::version(registry, id, Freshness::default()).await
}
