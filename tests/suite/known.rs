//! What was known stays known, and the pages of a list show one state of the register.

use std::sync::Arc;

use depositary::{
    domain::{AgreementId, Status},
    journal::Position,
    registry::{AgreementFilter, AgreementQuery, ClockStep, Freshness, KnownAt, Look, Registry, Version},
};
use jiff::{SignedDuration, ToSpan, civil::Date};
use proptest::prelude::*;
use tokio::runtime::Runtime;

use crate::{
    domain::random::{Step, histories},
    registry_support::{draft, invite, memory, open, submission},
    replay::{AGREEMENTS, sending},
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// P8: for a fixed state of knowledge, the answer for any day never changes.
    #[test]
    fn what_was_known_stays_known(steps in histories(), days in prop::collection::vec(-30..900_i64, 1..6)) {
        Runtime::new().unwrap().block_on(stays_known(steps, days));
    }
}

async fn stays_known(steps: Vec<Step>, days: Vec<i64>) {
    let registry = open(memory()).await;
    let start = registry.clock().now();
    let today = start.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    let days: Vec<Date> = days.into_iter().map(|days| today.saturating_add(days.days())).collect();
    let half = steps.len() / 2;
    let mut known = Vec::new();
    for (number, step) in steps.into_iter().enumerate() {
        if number == half {
            known = answers(&registry, &days, &looks(&registry)).await;
        }
        let now = registry.clock().now() + SignedDuration::from_hours(24 * step.days_later);
        registry.advance_clock(ClockStep::To(now)).await.unwrap();
        // What the rules refuse adds nothing to what is known.
        let _ = registry.submit(sending(number, &step, now)).await;
    }
    let looks: Vec<_> = known.iter().map(|(known_at, ..)| *known_at).collect();
    assert_eq!(answers(&registry, &days, &looks).await, known);
    registry.close().await;
}

/// Every state of knowledge so far: by position, and by time. The present instant is not over: something may yet be recorded
/// in it, so that the last that is past is the one before.
fn looks(registry: &Registry) -> Vec<KnownAt> {
    let positions = (0..=registry.position().get()).map(|number| KnownAt::Position(Position::new(number)));
    let past = registry.clock().now() - SignedDuration::from_micros(1);
    positions.chain([KnownAt::Time(past)]).collect()
}

/// What is answered for each of them, on each of the days.
async fn answers(
    registry: &Registry,
    days: &[Date],
    looks: &[KnownAt],
) -> Vec<(KnownAt, AgreementId, Date, Option<Arc<Version>>)> {
    let mut answers = Vec::new();
    for known_at in looks {
        for id in AGREEMENTS {
            let id = AgreementId::parse(id).unwrap();
            for day in days {
                let look = Look { known_at: Some(*known_at), as_of: Some(*day) };
                let found = registry.agreement(&id, look, Freshness::default()).await.unwrap();
                answers.push((*known_at, id.clone(), *day, found.map(|found| found.version)));
            }
        }
    }
    answers.sort_by_key(|(_, id, day, _)| (id.clone(), *day));
    answers.sort_by_key(|(known_at, ..)| match known_at {
        KnownAt::Position(position) => (0, position.get()),
        KnownAt::Time(_) => (1, 0),
    });
    answers.dedup_by(|one, other| one.0 == other.0 && one.1 == other.1 && one.2 == other.2);
    answers
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_pages_of_a_list_show_one_state_while_a_writer_is_at_work() {
    let registry = open(memory()).await;
    for number in 0..100 {
        let id = format!("a{number:03}");
        registry.submit(submission(&id, "draft", draft(&id))).await.unwrap();
    }
    let writer = tokio::spawn({
        let registry = registry.clone();
        async move {
            for number in 0..200 {
                let id = format!("a{:03}", number % 100);
                let participant = format!("P{number}");
                registry.submit(submission(&id, &participant, invite(&participant))).await.unwrap();
                let id = format!("b{number:03}");
                registry.submit(submission(&id, "draft", draft(&id))).await.unwrap();
            }
        }
    });
    let filter = AgreementFilter { statuses: vec![Status::Draft], ..AgreementFilter::default() };
    for _ in 0..20 {
        let mut query =
            AgreementQuery { filter: filter.clone(), after: None, known_at: None, agreements_max: 7 };
        let mut listed = Vec::new();
        let until = loop {
            let page = registry.agreements(&query, Freshness::default()).await.unwrap();
            assert!(page.versions.len() <= 7);
            listed.extend(page.versions);
            query.known_at = Some(KnownAt::Position(page.until));
            match page.next {
                Some(next) => query.after = Some(next),
                None => break page.until,
            }
        };
        let mut ids: Vec<_> = listed.iter().map(|version| version.agreement.id().clone()).collect();
        let length = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), length, "nothing is listed twice");
        assert!(ids.is_sorted());
        for version in &listed {
            assert!(version.position <= until);
            let id = version.agreement.id();
            let look = Look { known_at: Some(KnownAt::Position(until)), as_of: None };
            let found = registry.agreement(id, look, Freshness::default()).await.unwrap().unwrap();
            assert_eq!(found.version.agreement, version.agreement);
        }
        // Every record of this test but the invitations drafts another agreement.
        let last = listed.iter().map(|version| version.position).max().unwrap();
        assert!(last <= until && length >= 100);
    }
    writer.await.unwrap();
    registry.close().await;
}

#[tokio::test]
async fn agreements_are_listed_by_party_and_reference() {
    let registry = open(memory()).await;
    for number in 0..50 {
        let id = format!("a{number:02}");
        registry.submit(submission(&id, "draft", draft(&id))).await.unwrap();
        if number % 10 == 3 {
            registry.submit(submission(&id, "invite", invite("P"))).await.unwrap();
        }
    }
    let by_party = AgreementFilter { parties: ["P".into()].into(), ..AgreementFilter::default() };
    assert_eq!(ids(&registry, by_party).await, ["a03", "a13", "a23", "a33", "a43"]);
    let references =
        ["A07", "A21", "NONE"].map(|reference| depositary::domain::Reference::parse(reference).unwrap());
    let by_reference = AgreementFilter { references: references.into(), ..AgreementFilter::default() };
    assert_eq!(ids(&registry, by_reference).await, ["a07", "a21"]);
    let signed = AgreementFilter { statuses: vec![Status::Signed], ..AgreementFilter::default() };
    assert!(ids(&registry, signed).await.is_empty());
    registry.close().await;
}

async fn ids(registry: &Registry, filter: AgreementFilter) -> Vec<String> {
    let query = AgreementQuery { filter, after: None, known_at: None, agreements_max: 100 };
    let page = registry.agreements(&query, Freshness::default()).await.unwrap();
    page.versions.iter().map(|version| version.agreement.id().to_string()).collect()
}
