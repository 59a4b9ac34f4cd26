//! Watchers that note what they get, and resume after it.

use std::time::Duration;

use depositary::proto::v1::{
    EventFilter, RecordedEvents, WatchEventsRequest, WatchEventsResponse,
    event_service_client::EventServiceClient, watch_events_response::Message,
};
use tokio::time::timeout;
use tonic::{Status, Streaming, transport::Channel};

use super::{client::SHARED_PREFIX, ledger::Stored};

/// The longest that a delivery may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a watcher wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wants {
    /// Everything from the first record.
    All,
    /// Everything from where it first came.
    FromNow,
    /// The records of the first shared agreement.
    Shared,
}

/// One that follows the journal through all its processes.
#[derive(Debug)]
pub(super) struct Watcher {
    wants: Wants,
    /// Where it began, once it knows.
    began: Option<i64>,
    /// The journal, as soon as it knows.
    journal_id: String,
    /// How far it is, also by what was only progress.
    position: i64,
    seen: Vec<(i64, RecordedEvents)>,
}

impl Watcher {
    /// One of each kind.
    pub(super) fn all() -> Vec<Self> {
        [Wants::All, Wants::FromNow, Wants::Shared].into_iter().map(Self::new).collect()
    }

    const fn new(wants: Wants) -> Self {
        let began = if matches!(wants, Wants::FromNow) { None } else { Some(0) };
        Self { wants, began, journal_id: String::new(), position: 0, seen: Vec::new() }
    }

    /// How many records it was shown.
    pub(super) fn shown(&self) -> usize {
        self.seen.len()
    }

    /// Follows until the process is gone.
    pub(super) async fn follow(mut self, address: String) -> Self {
        let Ok(mut stream) = self.resume(&address).await else { return self };
        while let Ok(Some(response)) = stream.message().await {
            self.take(response);
        }
        self
    }

    /// Resumes, and follows up to this record, behind which there are no more.
    pub(super) async fn catch_up(mut self, address: &str, end: usize) -> Self {
        let mut stream = self.resume(address).await.unwrap();
        let end = i64::try_from(end).unwrap();
        // The first message comes however far it is, if only to say so.
        loop {
            let response = timeout(PATIENCE, stream.message()).await.expect("no delivery");
            self.take(response.unwrap().expect("the watch has ended"));
            if self.position >= end {
                return self;
            }
        }
    }

    async fn resume(&self, address: &str) -> Result<Streaming<WatchEventsResponse>, Status> {
        let channel = Channel::from_shared(address.to_owned()).unwrap().connect().await;
        let channel = channel.map_err(|error| Status::unavailable(error.to_string()))?;
        let agreements = match self.wants {
            Wants::All | Wants::FromNow => Vec::new(),
            Wants::Shared => vec![format!("agreements/{SHARED_PREFIX}0")],
        };
        let last = self.seen.last().filter(|(position, _)| *position == self.position);
        let request = WatchEventsRequest {
            filter: Some(EventFilter { agreements, ..EventFilter::default() }),
            after_position: self.began.map(|_| self.position),
            journal_id: self.journal_id.clone(),
            record_digest: last.map(|(_, recorded)| recorded.record_digest.clone()).unwrap_or_default(),
        };
        Ok(EventServiceClient::new(channel).watch_events(request).await?.into_inner())
    }

    fn take(&mut self, response: WatchEventsResponse) {
        let WatchEventsResponse { journal_id, position, message } = response;
        assert!(position >= self.position, "{:?} goes back from {} to {position}", self.wants, self.position);
        self.began.get_or_insert(position);
        (self.journal_id, self.position) = (journal_id, position);
        if let Some(Message::Recorded(recorded)) = message {
            self.seen.push((position, recorded));
        }
    }

    /// Whatever it was shown is there, as it was shown.
    pub(super) fn compare(&self, stored: &[Stored]) {
        let end = i64::try_from(stored.len()).unwrap();
        assert!(self.position <= end, "{:?} is at {}, and the end is {end}", self.wants, self.position);
        for (position, recorded) in &self.seen {
            let Stored { record, receipt } = &stored[usize::try_from(*position).unwrap() - 1];
            assert_eq!(recorded.record_digest, receipt.record_digest, "{:?} at {position}", self.wants);
            assert_eq!(recorded.recorded_at, receipt.recorded_at);
            let names = recorded.events.iter().map(|event| &event.name);
            assert!(names.eq(receipt.events.iter().map(|event| &event.name)));
            assert!(recorded.events.iter().all(|event| event.request_id == record.request_id));
        }
    }

    /// All that it wants has come, in order and once.
    pub(super) fn has_everything(&self, stored: &[Stored]) {
        let began = self.began.unwrap();
        let shared = format!("{SHARED_PREFIX}0");
        let wanted = stored.iter().filter(|Stored { record, receipt }| {
            receipt.position > began && (self.wants != Wants::Shared || record.agreement_id == shared)
        });
        let wanted: Vec<i64> = wanted.map(|stored| stored.receipt.position).collect();
        let seen: Vec<i64> = self.seen.iter().map(|(position, _)| *position).collect();
        assert_eq!(seen, wanted, "{:?}", self.wants);
    }
}
