//! `EventService`: events in pages, and as they are recorded.

use std::pin::Pin;

use tokio_stream::Stream;
use tonic::{Request, Response, Status};

use super::{Limits, convert, page_token::PageToken, status};
use crate::{
    proto::v1::{
        ListEventsRequest, ListEventsResponse, Progress, RecordedEvents, WatchEventsRequest,
        WatchEventsResponse, event_service_server::EventService, watch_events_response::Message,
    },
    registry::{Delivery, EventQuery, Freshness, KnownAt, Registry, StoredRecord, Watch},
};

/// The service over a registry.
#[derive(Debug)]
pub(super) struct Events {
    pub(super) registry: Registry,
    pub(super) limits: Limits,
}

#[tonic::async_trait]
impl EventService for Events {
    async fn list_events(
        &self,
        request: Request<ListEventsRequest>,
    ) -> Result<Response<ListEventsResponse>, Status> {
        let Listing { query, freshness, known_at, request_digest } = self.listing(request.into_inner())?;
        let page = self.registry.events(&query, freshness).await;
        let page = page.map_err(|error| status::read_known(&error, known_at))?;
        let mut events = Vec::new();
        for record in &page.records {
            events.extend(convert::events(record)?);
        }
        let journal = self.registry.journal_id();
        let next = page.next.map(|cursor| PageToken { journal, request_digest, cursor, until: page.until });
        Ok(Response::new(ListEventsResponse {
            events,
            next_page_token: next.map(|token| token.to_string()).unwrap_or_default(),
            journal_id: journal.to_string(),
            position: convert::position(page.until),
        }))
    }

    type WatchEventsStream = Pin<Box<dyn Stream<Item = Result<WatchEventsResponse, Status>> + Send>>;

    async fn watch_events(
        &self,
        request: Request<WatchEventsRequest>,
    ) -> Result<Response<Self::WatchEventsStream>, Status> {
        let mut problems = self.limits.problems();
        let (filter, start) = convert::watch(request.into_inner(), &mut problems);
        convert::finish(problems)?;
        let journal_id = self.registry.journal_id().to_string();
        let watch = self.registry.watch(filter, start).await;
        let watch = watch.map_err(|error| status::watch(&error, &journal_id))?;
        Ok(Response::new(Box::pin(deliveries(watch, journal_id))))
    }
}

/// Which events are asked for, and how.
struct Listing {
    query: EventQuery,
    freshness: Freshness,
    /// Up to where the request itself asks to read.
    known_at: Option<KnownAt>,
    request_digest: [u8; 32],
}

impl Events {
    /// What a request asks for; a page token stands for where the page before ended.
    fn listing(&self, request: ListEventsRequest) -> Result<Listing, Status> {
        // A token is of no use with another filter, another beginning or another end.
        let request_digest = convert::digest(&ListEventsRequest {
            // An empty filter asks for the same as none.
            filter: Some(request.filter.clone().unwrap_or_default()),
            after_position: request.after_position,
            known_at: request.known_at,
            from_revision: request.from_revision,
            occurred_from: request.occurred_from,
            occurred_to: request.occurred_to,
            ..ListEventsRequest::default()
        });
        let mut problems = self.limits.problems();
        let events_max = convert::page_size(request.page_size, self.limits.page_events_max, &mut problems);
        let freshness = convert::freshness(request.at_least_position, request.allow_stale, &mut problems);
        let after = convert::parse_position(request.after_position, "after_position", &mut problems);
        let filter = convert::filter(request.filter, &mut problems);
        let days = (request.occurred_from, request.occurred_to);
        let history = convert::history_filter(request.from_revision, days, &filter, &mut problems);
        let known_at = convert::known_at(request.known_at, &mut problems);
        let journal = self.registry.journal_id();
        let token = PageToken::of_request(&request.page_token, journal, request_digest, &mut problems);
        convert::finish(problems)?;
        let query = EventQuery {
            filter,
            history,
            after: token.as_ref().map_or(after, |token| token.cursor),
            known_at: token.map(|token| KnownAt::Position(token.until)).or(known_at),
            events_max,
        };
        Ok(Listing { query, freshness, known_at, request_digest })
    }
}

/// The answers of a watch, one for each delivery; an error ends them.
fn deliveries(
    watch: Watch,
    journal_id: String,
) -> impl Stream<Item = Result<WatchEventsResponse, Status>> + Send {
    futures_util::stream::unfold(Some((watch, journal_id)), |state| async move {
        let (mut watch, journal_id) = state?;
        let answer = match watch.next().await {
            Ok(delivery) => response(&delivery, &journal_id),
            Err(error) => Err(status::watch(&error, &journal_id)),
        };
        let state = answer.is_ok().then_some((watch, journal_id));
        Some((answer, state))
    })
}

fn response(delivery: &Delivery, journal_id: &str) -> Result<WatchEventsResponse, Status> {
    let (position, message) = match delivery {
        Delivery::Record(record) => (record.position(), Message::Recorded(recorded(record)?)),
        Delivery::Progress { position, caught_up } => {
            (*position, Message::Progress(Progress { caught_up: *caught_up }))
        }
    };
    Ok(WatchEventsResponse {
        journal_id: journal_id.to_owned(),
        position: convert::position(position),
        message: Some(message),
    })
}

fn recorded(record: &StoredRecord) -> Result<RecordedEvents, Status> {
    let events = convert::events(record)?;
    Ok(RecordedEvents {
        record_digest: hex::encode(record.digest()),
        recorded_at: events.first().and_then(|event| event.recorded_at),
        events,
    })
}
