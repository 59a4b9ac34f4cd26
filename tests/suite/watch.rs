//! Watching: every matching record, in order, exactly once, whole, from any position; and nobody is held up by the slow.

use std::{collections::HashMap, sync::Arc, time::Duration};

use depositary::{
    journal::{Journal, Memory},
    proto::v1::{
        EventFilter, EventType, ListEventsRequest, Progress, Record, RecordedEvents, WatchEventsRequest,
        WatchEventsResponse, event_service_client::EventServiceClient, watch_events_response::Message,
    },
    registry::{Registry, Settings, StoredRecord},
};
use prost::Message as _;
use tokio::time::{Instant, sleep, timeout};
use tonic::{Code, Streaming, transport::Channel};

use crate::{
    registry_support::{draft, invite, memory, records, submission},
    support::{Setup, refused},
};

/// The longest that a test waits for a delivery.
const PATIENCE: Duration = Duration::from_secs(120);

/// The agreements that the writer drafts; into each of them it invites the same participants.
const AGREEMENTS: usize = 40;
const PARTICIPANTS: usize = 50;

/// A service that keeps so little in memory for watchers that a slow one has to read the journal.
async fn start(journal: &Memory) -> crate::support::Service {
    let registry = Settings {
        live_bytes_max: 8 << 10,
        progress_interval: Duration::from_millis(50),
        ..Settings::default()
    };
    Setup { registry, ..Setup::over(journal) }.start().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn each_watcher_gets_exactly_its_records_while_a_writer_is_at_full_speed() {
    let journal = memory();
    let service = start(&journal).await;
    let writing = tokio::spawn(write(service.registry.clone()));
    let everything = EventFilter::default();
    let filter = EventFilter { parties: vec!["P7".into()], ..EventFilter::default() };
    let last = AGREEMENTS * (PARTICIPANTS + 1);

    let fast = tokio::spawn(collect(service.events().await, everything.clone(), last, no_pause()));
    let slow = tokio::spawn(collect(service.events().await, everything.clone(), last, one_a_second()));
    let resuming = tokio::spawn(collect_with_breaks(service.events().await, everything.clone(), last));
    let filtered = tokio::spawn(collect(service.events().await, filter, last, no_pause()));
    writing.await.unwrap();

    let all = digests(&journal, |_| true).await;
    assert_eq!(all.len(), last);
    assert_eq!(timeout(PATIENCE, fast).await.unwrap().unwrap(), all, "the fast one");
    assert_eq!(timeout(PATIENCE, slow).await.unwrap().unwrap(), all, "the slow one");
    assert_eq!(timeout(PATIENCE, resuming).await.unwrap().unwrap(), all, "the one that breaks off");
    let concerned = |record: &Record| record.concerns.iter().any(|concern| concern.participant_id == "P7");
    let matching = digests(&journal, concerned).await;
    assert!(matching.len() < all.len() && matching.len() >= AGREEMENTS);
    assert_eq!(timeout(PATIENCE, filtered).await.unwrap().unwrap(), matching, "the one with a filter");
    service.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_list_and_a_watch_from_its_position_miss_nothing() {
    let journal = memory();
    let service = start(&journal).await;
    let writing = tokio::spawn(write(service.registry.clone()));
    let mut events = service.events().await;
    let last = AGREEMENTS * (PARTICIPANTS + 1);

    let mut listed = Vec::new();
    let mut request = ListEventsRequest { page_size: 37, ..ListEventsRequest::default() };
    let position = loop {
        let page = events.list_events(request.clone()).await.unwrap().into_inner();
        listed.extend(page.events.into_iter().map(|event| event.position));
        if page.next_page_token.is_empty() {
            break page.position;
        }
        request.page_token = page.next_page_token;
    };
    let listed_to = listed.last().copied().unwrap_or_default();
    assert!(listed_to >= position, "listed to {listed_to} of {position}");
    let mut stream = watch(&mut events, EventFilter::default(), Some(listed_to), None).await;
    let mut position = listed_to;
    while position < i64::try_from(last).unwrap() {
        let response = timeout(PATIENCE, stream.message()).await.unwrap().unwrap().unwrap();
        if let Some(Message::Recorded(recorded)) = response.message {
            listed.extend(recorded.events.iter().map(|event| event.position));
            position = response.position;
        }
    }
    writing.await.unwrap();
    // Every record of this test holds one event.
    assert_eq!(listed, (1..=i64::try_from(last).unwrap()).collect::<Vec<_>>());
    service.stop().await;
}

#[tokio::test]
async fn a_filter_that_lets_nothing_through_still_says_how_far_the_watch_is() {
    let journal = memory();
    let service = start(&journal).await;
    let filter = EventFilter { types: vec![EventType::AgreementEvaluated.into()], ..EventFilter::default() };
    let mut stream = watch(&mut service.events().await, filter, Some(0), None).await;
    let first = timeout(PATIENCE, stream.message()).await.unwrap().unwrap().unwrap();
    assert!(matches!(first.message, Some(Message::Progress(Progress { caught_up: true }))), "{first:?}");
    for number in 0..5 {
        let id = format!("a{number}");
        service.registry.submit(submission(&id, "one", draft(&id))).await.unwrap();
    }
    let deadline = Instant::now() + PATIENCE;
    loop {
        let response = timeout(PATIENCE, stream.message()).await.unwrap().unwrap().unwrap();
        assert!(matches!(response.message, Some(Message::Progress(_))), "{response:?}");
        if response.position == 5 {
            break;
        }
        assert!(Instant::now() < deadline, "the watch never came to the end");
    }
    service.stop().await;
}

#[tokio::test]
async fn a_watch_without_a_start_begins_now() {
    let journal = memory();
    let service = start(&journal).await;
    service.registry.submit(submission("before", "one", draft("before"))).await.unwrap();
    let mut stream = watch(&mut service.events().await, EventFilter::default(), None, None).await;
    let first = timeout(PATIENCE, stream.message()).await.unwrap().unwrap().unwrap();
    assert_eq!(first.position, 1);
    assert!(matches!(first.message, Some(Message::Progress(Progress { caught_up: true }))));
    service.registry.submit(submission("after", "one", draft("after"))).await.unwrap();
    let (position, recorded) = next_recorded(&mut stream).await;
    assert_eq!((position, recorded.events[0].name.as_str()), (2, "agreements/after/events/1"));
    service.stop().await;
}

#[tokio::test]
async fn a_resume_at_another_journal_is_refused() {
    let journal = memory();
    let service = start(&journal).await;
    service.registry.submit(submission("a", "one", draft("a"))).await.unwrap();
    let mut events = service.events().await;
    let other = WatchEventsRequest {
        after_position: Some(1),
        journal_id: "00000000-0000-4000-8000-000000000000".into(),
        ..WatchEventsRequest::default()
    };
    let refusal = refused(&events.watch_events(other).await.unwrap_err());
    assert_eq!((refusal.code, refusal.reason.as_str()), (Code::FailedPrecondition, "OTHER_JOURNAL"));
    let went_another_way = WatchEventsRequest {
        after_position: Some(1),
        journal_id: journal.identity().to_string(),
        record_digest: "0".repeat(64),
        ..WatchEventsRequest::default()
    };
    let refusal = refused(&events.watch_events(went_another_way).await.unwrap_err());
    assert_eq!((refusal.code, refusal.reason.as_str()), (Code::FailedPrecondition, "OTHER_JOURNAL"));
    let future = WatchEventsRequest { after_position: Some(2), ..WatchEventsRequest::default() };
    let refusal = refused(&events.watch_events(future).await.unwrap_err());
    assert_eq!((refusal.code, refusal.reason.as_str()), (Code::OutOfRange, "POSITION_IN_FUTURE"));
    service.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn watchers_that_stop_reading_take_no_memory_for_what_they_miss() {
    const WATCHERS: usize = 50;
    const RECORD_BYTES: usize = 8 << 10;
    const RECORDS: usize = 2000;
    let journal = memory();
    let service = start(&journal).await;
    let mut stopped = Vec::new();
    for _ in 0..WATCHERS {
        stopped.push(watch(&mut service.events().await, EventFilter::default(), Some(0), None).await);
    }
    let before = resident_bytes();
    for number in 0..RECORDS {
        let id = format!("large-{number}");
        let mut large = submission(&id, "one", draft(&id));
        large.actor = depositary::registry::Actor::Unverified("x".repeat(RECORD_BYTES).into());
        service.registry.submit(large).await.unwrap();
    }
    let grown = resident_bytes().saturating_sub(before);
    // The journal itself, and a window of HTTP/2 for each watcher on both sides; far from a copy for each of them.
    let once = RECORDS * RECORD_BYTES;
    assert!(grown < once * WATCHERS / 4, "{grown} bytes for {WATCHERS} watchers of {once} bytes");
    drop(stopped);
    service.stop().await;
}

/// Drafts the agreements and invites into all of them, from several tasks at once.
async fn write(registry: Registry) {
    let tasks = (0..AGREEMENTS).map(|number| {
        let registry = registry.clone();
        tokio::spawn(async move {
            let id = format!("written-{number}");
            registry.submit(submission(&id, "draft", draft(&id))).await.unwrap();
            for participant in 0..PARTICIPANTS {
                let name = format!("P{participant}");
                registry.submit(submission(&id, &name, invite(&name))).await.unwrap();
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
}

/// How long to wait after the n-th record.
type Pause = Box<dyn Fn(usize) -> Duration + Send>;

fn no_pause() -> Pause {
    Box::new(|_| Duration::ZERO)
}

/// One message a second, for so long that it falls far behind; then as fast as it can, so that the test ends.
fn one_a_second() -> Pause {
    Box::new(|number| if number < 5 { Duration::from_secs(1) } else { Duration::ZERO })
}

/// The digests of all records that a watch delivers, up to the last position.
async fn collect(
    mut events: EventServiceClient<Channel>,
    filter: EventFilter,
    last: usize,
    pause: Pause,
) -> Vec<(i64, String)> {
    let mut stream = watch(&mut events, filter, Some(0), None).await;
    let mut collected = Vec::new();
    loop {
        let response = timeout(PATIENCE, stream.message()).await.unwrap().unwrap().unwrap();
        if take(&response, &mut collected) {
            sleep(pause(collected.len())).await;
        }
        if response.position == i64::try_from(last).unwrap() {
            return collected;
        }
    }
}

/// The same, by 200 streams one after the other: each breaks off after a few records, and the next resumes there.
async fn collect_with_breaks(
    mut events: EventServiceClient<Channel>,
    filter: EventFilter,
    last: usize,
) -> Vec<(i64, String)> {
    let mut collected: Vec<(i64, String)> = Vec::new();
    // A fixed seed, so that a failure can be repeated.
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut breaks = 0;
    loop {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let before = collected.last().cloned();
        let after = before.as_ref().map_or(0, |(position, _)| *position);
        let digest = before.map(|(_, digest)| digest);
        let mut stream = watch(&mut events, filter.clone(), Some(after), digest).await;
        let mut left = if breaks < 200 { seed % 12 } else { u64::MAX };
        while left > 0 {
            let response = timeout(PATIENCE, stream.message()).await.unwrap().unwrap().unwrap();
            take(&response, &mut collected);
            left -= 1;
            if response.position == i64::try_from(last).unwrap() {
                assert!(breaks >= 200, "all was read after {breaks} breaks");
                return collected;
            }
        }
        breaks += 1;
    }
}

/// Keeps the record of a response, if it has one; the record must be whole.
fn take(response: &WatchEventsResponse, collected: &mut Vec<(i64, String)>) -> bool {
    let Some(Message::Recorded(recorded)) = &response.message else { return false };
    for event in &recorded.events {
        assert_eq!(event.position, response.position);
        assert!(event.payload.is_some());
    }
    collected.push((response.position, recorded.record_digest.clone()));
    true
}

async fn next_recorded(stream: &mut Streaming<WatchEventsResponse>) -> (i64, RecordedEvents) {
    loop {
        let response = timeout(PATIENCE, stream.message()).await.unwrap().unwrap().unwrap();
        if let Some(Message::Recorded(recorded)) = response.message {
            return (response.position, recorded);
        }
    }
}

async fn watch(
    events: &mut EventServiceClient<Channel>,
    filter: EventFilter,
    after_position: Option<i64>,
    record_digest: Option<String>,
) -> Streaming<WatchEventsResponse> {
    let request = WatchEventsRequest {
        filter: Some(filter),
        after_position,
        record_digest: record_digest.unwrap_or_default(),
        ..WatchEventsRequest::default()
    };
    events.watch_events(request).await.unwrap().into_inner()
}

/// Position and digest of the journal's records that match.
async fn digests(journal: &Memory, matches: impl Fn(&Record) -> bool) -> Vec<(i64, String)> {
    let journal: Arc<dyn Journal> = Arc::new(journal.clone());
    let mut seen = HashMap::new();
    let mut found = Vec::new();
    for record in records(&*journal).await {
        let message = Record::decode(record.bytes.clone()).unwrap();
        assert!(seen.insert(message.append_id.clone().unwrap().counter, record.position).is_none());
        if matches(&message) {
            let record = StoredRecord::from(record);
            found.push((i64::try_from(record.position().get()).unwrap(), hex::encode(record.digest())));
        }
    }
    found
}

/// What this process holds in memory, as the system counts it.
fn resident_bytes() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    let pages: usize = statm.split_whitespace().nth(1).unwrap().parse().unwrap();
    pages * 4096
}
