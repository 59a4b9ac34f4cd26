//! The questions about the register: one order by date, pages that all show one state of it, and from the indexes the same
//! answers as from the agreements themselves.

use std::{collections::BTreeSet, sync::Arc};

use depositary::{
    domain::{self, AgreementId, CommandBody, DueItem, DueKind, Header, Participant, Reference, Status},
    registry::{
        AgreementFilter, AgreementQuery, ClockStep, DueQuery, Freshness, KnownAt, Look, Registry, Submission,
        Version,
    },
};
use jiff::{SignedDuration, civil::Date, tz::TimeZone};
use proptest::prelude::*;
use tokio::runtime::Runtime;

use crate::{
    domain::random::{Step, histories, sessions},
    registry_support::{memory, open, submission},
};

/// The agreements, each with a history of its own.
const AGREEMENTS: [&str; 3] = ["first", "second", "third"];

const STATUSES: [Status; 4] = [Status::Draft, Status::Open, Status::InForce, Status::Terminated];

/// Something due, as far as lists tell: its day, its rank, the reference, the agreement, and what it is.
type Row = (Date, u8, String, AgreementId, usize, DueKind);

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn what_is_due_is_the_same_from_the_indexes_and_from_the_agreements(
        first in histories().boxed(),
        second in sessions().boxed(),
        third in prop_oneof![histories().boxed(), sessions().boxed()],
        page_size in 1..4_usize,
        asked_at in 0..40_usize,
    ) {
        let runtime = Runtime::new().unwrap();
        runtime.block_on(is_due_the_same([first, second, third], page_size, asked_at));
    }
}

async fn is_due_the_same(histories: [Vec<Step>; 3], page_size: usize, asked_at: usize) {
    let registry = open(memory()).await;
    let (mut begun, mut were) = (Vec::new(), Vec::new());
    for number in 0..histories.iter().map(Vec::len).max().unwrap_or_default() {
        for (id, history) in AGREEMENTS.into_iter().zip(&histories) {
            let Some(step) = history.get(number) else { continue };
            let now = registry.clock().now() + SignedDuration::from_hours(24 * step.days_later);
            registry.advance_clock(ClockStep::To(now)).await.unwrap();
            // What is refused is as good as what is not.
            let _ = registry.submit(sending(id, number, step)).await;
        }
        if number == asked_at {
            // Lists of which the first page is taken now, and the rest at the end.
            for query in queries(page_size) {
                let (first, next) = page(&registry, query.clone()).await;
                begun.push((query.clone(), whole(&registry, &query).await, first, next));
            }
            for status in STATUSES {
                were.push((status, registry.position(), with_status(&registry, status).await));
            }
        }
    }
    for query in queries(page_size) {
        let (mut rows, next) = page(&registry, query.clone()).await;
        rows.extend(rest(&registry, next).await);
        assert_eq!(rows, whole(&registry, &query).await, "{query:?}");
        // Named one by one, the agreements are looked at themselves.
        let named = AGREEMENTS.map(|id| AgreementId::parse(id).unwrap()).into();
        let named = DueQuery { agreements: named, items_max: 1000, ..query.clone() };
        assert_eq!(page(&registry, named).await.0, rows, "{query:?}");
    }
    for (query, whole, mut rows, next) in begun {
        rows.extend(rest(&registry, next).await);
        assert_eq!(rows, whole, "as it was at the first page: {query:?}");
    }
    for (status, position, whole) in were {
        let then = listed(&registry, status, Some(KnownAt::Position(position))).await;
        assert_eq!(then, whole, "as it was then: {status:?}");
        assert_eq!(listed(&registry, status, None).await, with_status(&registry, status).await);
    }
    registry.close().await;
}

fn sending(id: &str, number: usize, step: &Step) -> Submission {
    let mut body = step.body.clone();
    if let CommandBody::DraftAgreement(draft) = &mut body {
        // References are unique in the register, and decide the order of one day.
        let reference = Reference::parse(&id.to_uppercase()).unwrap();
        draft.header = Arc::new(Header { reference, ..Header::clone(&draft.header) });
    }
    submission(id, &format!("request-{number}"), body)
}

fn queries(items_max: usize) -> Vec<DueQuery> {
    let all = DueQuery { days_ahead: Some(400), items_max, ..DueQuery::default() };
    vec![
        DueQuery { outstanding: true, ..all.clone() },
        DueQuery { party: Some("A".into()), ..all.clone() },
        DueQuery { party: Some("A".into()), overdue_only: true, ..all.clone() },
        DueQuery { kinds: vec![DueKind::ActionDue, DueKind::SessionDue], outstanding: true, ..all.clone() },
        DueQuery { days_ahead: None, ..all },
    ]
}

/// A page, and what asks for the next one.
async fn page(registry: &Registry, query: DueQuery) -> (Vec<Row>, Option<DueQuery>) {
    let page = registry.due(&query, Freshness::default()).await.unwrap();
    let rows = page.entries.iter().map(|entry| row(&entry.version, &entry.item));
    let next = page.next.clone().map(|next| DueQuery {
        after: Some(next),
        known_at: Some(KnownAt::Position(page.until)),
        ..query
    });
    (rows.collect(), next)
}

async fn rest(registry: &Registry, mut next: Option<DueQuery>) -> Vec<Row> {
    let mut rows = Vec::new();
    while let Some(query) = next {
        let (more, following) = page(registry, query).await;
        rows.extend(more);
        next = following;
    }
    rows
}

/// The whole list, from the agreements themselves.
async fn whole(registry: &Registry, query: &DueQuery) -> Vec<Row> {
    let day = registry.clock().now().to_zoned_datetime(TimeZone::UTC).date();
    let mut rows = Vec::new();
    for id in AGREEMENTS {
        let id = AgreementId::parse(id).unwrap();
        let found = registry.agreement(&id, Look::default(), Freshness::default()).await.unwrap();
        let Some(found) = found else { continue };
        let agreement = &found.version.agreement;
        for item in &domain::due_items(agreement) {
            let concerns = |participant: &Participant| {
                item.concerns(participant)
                    && query.party.as_ref().is_none_or(|party| {
                        let spec = &participant.spec;
                        spec.participant_id.as_str() == &**party
                    })
            };
            let last = query.days_ahead.map_or(Date::MAX, |days| domain::days_after(day, days));
            let is_late = item.is_overdue(day);
            let is_in_time = if query.overdue_only {
                is_late
            } else if query.outstanding {
                (item.overdue_from.is_some() || item.on >= day) && item.on <= last
            } else {
                item.on >= day && item.on <= last
            };
            let is_asked = query.party.is_none() || agreement.participants().iter().any(|of| concerns(of));
            if is_in_time && is_asked && (query.kinds.is_empty() || query.kinds.contains(&item.kind)) {
                rows.push(row(&found.version, item));
            }
        }
    }
    rows.sort();
    rows
}

fn row(version: &Version, item: &DueItem) -> Row {
    let items = domain::due_items(&version.agreement);
    let number = items.iter().position(|one| one == item).unwrap();
    let reference = version.agreement.reference().unwrap().to_string();
    (item.on, item.kind.rank(), reference, version.agreement.id().clone(), number, item.kind)
}

/// The agreements in a status, as the list has them.
async fn listed(registry: &Registry, status: Status, known_at: Option<KnownAt>) -> BTreeSet<AgreementId> {
    let filter = AgreementFilter { statuses: vec![status], ..AgreementFilter::default() };
    let query = AgreementQuery { filter, after: None, known_at, agreements_max: 10 };
    let page = registry.agreements(&query, Freshness::default()).await.unwrap();
    page.versions.iter().map(|version| version.agreement.id().clone()).collect()
}

/// The agreements in a status, each looked at.
async fn with_status(registry: &Registry, status: Status) -> BTreeSet<AgreementId> {
    let mut found = BTreeSet::new();
    for id in AGREEMENTS {
        let id = AgreementId::parse(id).unwrap();
        let version = crate::registry_support::version(registry, &id, Freshness::default()).await;
        found.extend(version.filter(|version| version.agreement.status() == status).map(|_| id));
    }
    found
}
