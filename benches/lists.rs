//! How long the first page of a list takes in registers of 1 000, 10 000 and 100 000 agreements: `cargo bench --bench lists`.
//!
//! Every agreement is the one of `depositary demo` on the day on which its second session was planned: with a commission, two
//! sessions, three actions and two indicators. One party, a hub, takes part in all of them; every other in fifty.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a benchmark that cannot be set up has nothing to measure"
)]

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock},
};

use bytes::Bytes;
use depositary::{
    demo::{self, Story},
    domain::Status,
    grpc,
    journal::{Batch, Journal, Limits, Memory, Outcome, Position},
    proto::v1::{EventType, Record},
    registry::{
        AgreementFilter, AgreementQuery, Clock, DueQuery, Freshness, Registry, Settings, journal_identity,
    },
};
use prost::Message;
use tokio::runtime::{Builder, Runtime};
use tokio_util::sync::CancellationToken;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// As many as a page has when nobody says.
const PAGE: usize = 100;

/// The day after which the story is cut off, at nine in the morning.
const PLANNED_AT: &str = "2023-11-27T09:00:00Z";

/// Names of the story that every copy has another one for, of the same length, so that the stored messages stay whole.
const AGREEMENT: &str = "irn-uzb-2022-sec";
const REFERENCE: &str = "IRN-UZB-2022-SEC";
const PARTY: &str = "UZ-SC";

/// Who takes part in all agreements, and who in the first fifty.
const HUB: &str = "IR-SNSC";
const ONE: &str = "P0000";
const AGREEMENTS_OF_ONE: usize = 50;

fn main() {
    divan::main();
}

#[divan::bench(args = SIZES)]
fn due_for_a_party_of_fifty_agreements(bencher: divan::Bencher<'_, '_>, size: usize) {
    bench_due(bencher, size, ONE);
}

#[divan::bench(args = SIZES)]
fn due_for_a_party_of_all_agreements(bencher: divan::Bencher<'_, '_>, size: usize) {
    bench_due(bencher, size, HUB);
}

#[divan::bench(args = SIZES)]
fn agreements_in_force(bencher: divan::Bencher<'_, '_>, size: usize) {
    bench_agreements(bencher, size, Status::InForce, PAGE);
}

/// All of them have been open once, and none is any more.
#[divan::bench(args = SIZES)]
fn agreements_open_for_signature(bencher: divan::Bencher<'_, '_>, size: usize) {
    bench_agreements(bencher, size, Status::Open, 0);
}

fn bench_due(bencher: divan::Bencher<'_, '_>, size: usize, party: &str) {
    let (registry, runtime) = (register(size), runtime());
    let query =
        DueQuery { party: Some(party.into()), days_ahead: Some(90), items_max: PAGE, ..DueQuery::default() };
    let page = || runtime.block_on(registry.due(&query, Freshness::default())).expect("the register answers");
    assert_eq!(page().entries.len(), PAGE, "a full page");
    bencher.bench_local(page);
}

fn bench_agreements(bencher: divan::Bencher<'_, '_>, size: usize, status: Status, listed: usize) {
    let (registry, runtime) = (register(size), runtime());
    let filter = AgreementFilter { statuses: vec![status], ..AgreementFilter::default() };
    let query = AgreementQuery { filter, after: None, known_at: None, agreements_max: PAGE };
    let page = || {
        let page = runtime.block_on(registry.agreements(&query, Freshness::default()));
        page.expect("the register answers")
    };
    assert_eq!(page().versions.len(), listed);
    bencher.bench_local(page);
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("there is a runtime")
}

/// A register with so many agreements, filled once.
fn register(size: usize) -> Registry {
    static REGISTERS: Mutex<Option<HashMap<usize, Registry>>> = Mutex::new(None);
    let mut registers = REGISTERS.lock().expect("nobody has panicked");
    let registers = registers.get_or_insert_default();
    registers.entry(size).or_insert_with(|| runtime().block_on(filled(size))).clone()
}

async fn filled(size: usize) -> Registry {
    static TEMPLATE: OnceLock<Vec<Bytes>> = OnceLock::new();
    let template = match TEMPLATE.get() {
        Some(template) => template,
        None => {
            let recorded = template().await;
            TEMPLATE.get_or_init(|| recorded)
        }
    };
    let journal = Memory::new(journal_identity());
    for number in 0..size {
        let (id, party) = (format!("a{number:015}"), format!("P{:04}", number / AGREEMENTS_OF_ONE));
        let names = [(AGREEMENT, &*id), (REFERENCE, &*id.to_uppercase()), (PARTY, &*party)];
        let records = template.iter().map(|record| renamed(record, &names)).collect();
        append(&journal, records).await;
    }
    let clock = Clock::simulated(PLANNED_AT.parse().expect("a time"));
    Registry::open(Arc::new(journal), clock, Settings::default()).await.expect("the journal is whole")
}

async fn append(journal: &Memory, records: Vec<Bytes>) {
    let end = journal.end().await.expect("the journal is there");
    let mut batch = Batch::new(journal.limits());
    records.into_iter().for_each(|record| batch.push(record).expect("the batch is small"));
    assert_eq!(journal.append(end, &batch).await, Outcome::Appended);
}

/// A stored message with other names of the same length.
fn renamed(record: &Bytes, names: &[(&str, &str)]) -> Bytes {
    let mut bytes = record.to_vec();
    for (from, to) in names {
        assert_eq!(from.len(), to.len());
        let mut start = 0;
        while let Some(found) =
            bytes[start..].windows(from.len()).position(|window| window == from.as_bytes())
        {
            let at = start + found;
            bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
            start = at + to.len();
        }
    }
    bytes.into()
}

/// The records of the story, up to the planning of its second session.
async fn template() -> Vec<Bytes> {
    let story = Story::read(Story::TEXT).expect("the story is whole");
    let journal = Memory::new(journal_identity());
    let clock = Clock::simulated(story.begins_at());
    let registry = Registry::open(Arc::new(journal.clone()), clock, Settings::default()).await;
    let registry = registry.expect("an empty journal opens");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let address = listener.local_addr().expect("it has an address");
    let stop = CancellationToken::new();
    let served = tokio::spawn(grpc::serve(listener, registry, grpc::Settings::default(), stop.clone()));
    let channel = demo::connect(&format!("http://{address}")).await.expect("the service is there");
    demo::play(&story, channel, &mut std::io::sink()).await.expect("the story is as it is told");
    stop.cancel();
    served.await.expect("the service has not panicked").expect("the service has ended well");

    let all = Limits { records: usize::MAX, bytes: usize::MAX };
    let records = journal.read(Position::ZERO, all).await.expect("the journal is there");
    let mut sessions = 0;
    let mut taken = Vec::new();
    for record in records {
        let message = Record::decode(record.bytes.clone()).expect("a record");
        let scheduled = message.events.iter().filter(|event| event.r#type() == EventType::SessionScheduled);
        sessions += scheduled.count();
        taken.push(record.bytes);
        if sessions == 2 {
            break;
        }
    }
    taken
}
