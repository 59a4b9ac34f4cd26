//! Journals as released versions have written them are read for ever: by every later version, with the same content.
//!
//! `tests/journals/<version>` has such a journal, its export, and every agreement in it as that version showed it; and
//! beside it records with every kind of event, and the proto as it was, which `buf breaking` compares with. What a later
//! version adds is welcome; what it shows otherwise, or no more, is not.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
};

use bytes::Bytes;
use depositary::{
    demo::{Story, play},
    domain::{AgreementId, CommandBody, Header, Reference},
    journal::{Journal, Sqlite},
    proto::{
        self,
        v1::{self, AgreementView, EventType, GetAgreementRequest, ListAgreementsRequest},
    },
    registry::{
        self, Clock, ClockStep, Registry, codec, journal_identity,
        transfer::{Import, export},
        verify,
    },
};
use jiff::SignedDuration;
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use prost::Message;
use prost_reflect::{DescriptorPool, DynamicMessage};
use serde_json::Value;

use crate::{
    codec::{self as stored, strategies::event},
    domain::random::{Step, histories},
    registry_support::{impatient, memory, open, records},
    replay::sending,
    support::Setup,
};

const FOLDER: &str = "tests/journals";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_journal_that_was_kept_is_still_read_as_it_was_written() {
    for kept in kept() {
        // A copy: reading it as one's own writes its head.
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        fs::copy(kept.join("journal.db"), &path).unwrap();
        fs::copy(kept.join("journal.db-head"), folder.path().join("journal.db-head")).unwrap();
        let journal = Sqlite::open(&path, journal_identity(), registry::label).unwrap();
        let text = fs::read(kept.join("export.jsonl")).unwrap();
        let imported = memory();
        let import = Import::begin(text.as_slice()).unwrap();
        import.append_to(&imported, |_| Ok(()), |_, _| {}).await.unwrap();
        assert_eq!(records(&imported).await, records(&journal).await, "{}", kept.display());
        // Else it could be neither verified nor imported any more.
        let mut found = Vec::new();
        verify(&journal, |_, _| {}, |finding| found.push(finding.to_string())).await.unwrap();
        assert_eq!(found, [""; 0], "{}", kept.display());
        let shown = agreements(&journal).await;
        let expected = lines(&kept.join("agreements.jsonl"));
        assert_eq!(shown.len(), expected.len(), "{}", kept.display());
        for (expected, shown) in expected.iter().zip(&shown) {
            holds(expected, shown, &format!("{}: {}", kept.display(), expected["name"]));
        }
    }
}

#[test]
fn every_kind_of_event_that_was_kept_is_still_read_with_all_it_says() {
    for kept in kept() {
        let mut kinds = BTreeSet::new();
        for line in fs::read_to_string(kept.join("records.hex")).unwrap().lines() {
            let bytes = Bytes::from(hex::decode(line).unwrap());
            let decoded = codec::decode(&bytes).unwrap();
            let (again, _) = stored::record(None, &decoded.events, None);
            kinds.extend(decoded.events.iter().map(|event| registry::event_type(&event.body)));
            let [stored, again] = [bytes, again].map(|bytes| {
                json("depositary.v1.Record", &v1::Record::decode(bytes).unwrap())["events"].clone()
            });
            holds(&stored, &again, &format!("{}: {line}", kept.display()));
        }
        assert!(kinds.len() >= 67, "{}", kinds.len());
    }
}

/// The folders of all versions.
fn kept() -> Vec<PathBuf> {
    let found = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    let folders: Vec<_> = found.filter(|path| path.is_dir()).collect();
    assert!(!folders.is_empty());
    folders
}

/// Whether all that is in `expected` is in `shown`, too.
fn holds(expected: &Value, shown: &Value, place: &str) {
    match (expected, shown) {
        (Value::Object(expected), Value::Object(shown)) => {
            for (key, value) in expected {
                let place = format!("{place}.{key}");
                holds(value, shown.get(key).unwrap_or(&Value::Null), &place);
            }
        }
        (Value::Array(expected), Value::Array(shown)) => {
            assert_eq!(expected.len(), shown.len(), "{place}");
            for (number, (expected, shown)) in expected.iter().zip(shown).enumerate() {
                holds(expected, shown, &format!("{place}[{number}]"));
            }
        }
        (expected, shown) => assert_eq!(expected, shown, "{place}"),
    }
}

/// Every agreement of a journal as the service shows it at the time of the last record, in the order of their names.
async fn agreements(journal: &Sqlite) -> Vec<Value> {
    let last = records(journal).await.pop().unwrap();
    let clock = Clock::simulated(codec::decode(&last.bytes).unwrap().recorded_at);
    let setup = Setup { journal: Arc::new(journal.clone()), clock, ..Setup::default() };
    let service = setup.start().await;
    let mut client = service.agreements().await;
    let mut shown = Vec::new();
    let mut page = ListAgreementsRequest::default();
    loop {
        let answer = client.list_agreements(page.clone()).await.unwrap().into_inner();
        for agreement in answer.agreements {
            let view = AgreementView::Full.into();
            let request =
                GetAgreementRequest { name: agreement.name, view, ..GetAgreementRequest::default() };
            let agreement = client.get_agreement(request).await.unwrap().into_inner().agreement.unwrap();
            shown.push(json("depositary.v1.Agreement", &agreement));
        }
        if answer.next_page_token.is_empty() {
            break;
        }
        page.page_token = answer.next_page_token;
    }
    service.stop().await;
    shown.sort_by_key(|agreement| agreement["name"].to_string());
    shown
}

fn json(name: &str, message: &impl Message) -> Value {
    static POOL: LazyLock<DescriptorPool> =
        LazyLock::new(|| DescriptorPool::decode(proto::DESCRIPTORS).unwrap());
    let kind = POOL.get_message_by_name(name).unwrap();
    let message = DynamicMessage::decode(kind, message.encode_to_vec().as_slice()).unwrap();
    serde_json::to_value(message).unwrap()
}

fn lines(path: &Path) -> Vec<Value> {
    fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Among how many random histories those are looked for that have a kind of event which the others lack.
const HISTORIES: usize = 1500;

/// Kept when a version is released: `cargo test --test suite -- --ignored the_journal_of_this_version`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "writes into the sources, once for each version"]
async fn the_journal_of_this_version_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = Sqlite::open(&path, journal_identity(), registry::label).unwrap();
    let service = Setup { journal: Arc::new(journal.clone()), ..Setup::default() }.start().await;
    let story = Story::read(Story::TEXT).unwrap();
    play(&story, service.channel().await, &mut Vec::new()).await.unwrap();
    service.stop().await;
    add_histories(&journal).await;

    let kept = Path::new(FOLDER).join(env!("CARGO_PKG_VERSION"));
    fs::create_dir_all(&kept).unwrap();
    fs::write(kept.join("records.hex"), sample_records().concat()).unwrap();
    let mut text = Vec::new();
    export(&journal, &mut text, |_, _| {}).await.unwrap();
    fs::write(kept.join("export.jsonl"), text).unwrap();
    let agreements: Vec<_> =
        agreements(&journal).await.iter().map(|agreement| format!("{agreement}\n")).collect();
    fs::write(kept.join("agreements.jsonl"), agreements.concat()).unwrap();
    journal.close();
    for suffix in ["", "-head"] {
        let name = format!("journal.db{suffix}");
        fs::copy(folder.path().join(&name), kept.join(&name)).unwrap();
    }
}

/// Some records of each kind of event, each in a line.
fn sample_records() -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    let mut found: BTreeMap<EventType, Vec<String>> = BTreeMap::new();
    for _ in 0..8000 {
        let event = event().new_tree(&mut runner).unwrap().current();
        let lines = found.entry(registry::event_type(&event.body)).or_default();
        if lines.len() < 3 {
            let (bytes, _) = stored::record(None, &[event], None);
            lines.push(format!("{}\n", hex::encode(bytes)));
        }
    }
    found.into_values().flatten().collect()
}

/// Adds random histories that have what is lacking yet, each with agreements of its own.
async fn add_histories(journal: &Sqlite) {
    let mut kinds = kinds(journal).await;
    let last = records(journal).await.pop().unwrap();
    let clock = Clock::simulated(codec::decode(&last.bytes).unwrap().recorded_at);
    let registry = Registry::open(Arc::new(journal.clone()), clock, impatient()).await.unwrap();
    let mut runner = TestRunner::deterministic();
    for number in 0..HISTORIES {
        let steps = histories().new_tree(&mut runner).unwrap().current();
        let rehearsal = memory();
        let rehearsing = open(rehearsal.clone()).await;
        add(&rehearsing, number, &steps).await;
        rehearsing.close().await;
        let found = self::kinds(&rehearsal).await;
        if !found.is_subset(&kinds) {
            kinds.extend(found);
            add(&registry, number, &steps).await;
        }
    }
    registry.close().await;
}

async fn add(registry: &Registry, history: usize, steps: &[Step]) {
    for (number, step) in steps.iter().enumerate() {
        let now = registry.clock().now() + SignedDuration::from_hours(24 * step.days_later);
        registry.advance_clock(ClockStep::To(now)).await.unwrap();
        let mut sent = sending(number, step, now);
        sent.agreement = AgreementId::parse(&format!("{}-{history}", sent.agreement)).unwrap();
        if let CommandBody::DraftAgreement(draft) = &mut sent.command.body {
            let reference = Reference::parse(&format!("REFERENCE-{history}")).unwrap();
            draft.header = Arc::new(Header { reference, ..Header::clone(&draft.header) });
        }
        // Whatever is refused is not in the journal.
        let _ = registry.submit(sent).await;
    }
}

async fn kinds(journal: &dyn Journal) -> BTreeSet<EventType> {
    let records = records(journal).await;
    let events = records.iter().flat_map(|record| codec::decode(&record.bytes).unwrap().events);
    events.map(|event| registry::event_type(&event.body)).collect()
}
