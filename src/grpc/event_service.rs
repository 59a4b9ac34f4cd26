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
    registry::{Delivery, EventQuery, Freshness, Registry, StoredRecord, Watch},
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
        let (query, freshness, filter_digest) = self.query(request.into_inner())?;
        let page = self.registry.events(&query, freshness).await.map_err(|error| status::read(&error))?;
        let mut events = Vec::new();
        for record in &page.records {
            events.extend(convert::events(record)?);
        }
        let journal = self.registry.journal_id();
        let next = page.next.map(|after| PageToken { journal, filter_digest, after, until: page.until });
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

impl Events {
    /// What a request asks for; a page token stands for where the page before ended.
    fn query(&self, request: ListEventsRequest) -> Result<(EventQuery, Freshness, [u8; 32]), Status> {
        // A token is of no use with another filter, or with another beginning.
        let listing = ListEventsRequest {
            filter: request.filter.clone(),
            after_position: request.after_position,
            ..ListEventsRequest::default()
        };
        let filter_digest = convert::digest(&listing);
        let mut problems = self.limits.problems();
        let events_max = convert::page_size(request.page_size, &self.limits, &mut problems);
        let freshness = convert::freshness(request.at_least_position, request.allow_stale, &mut problems);
        let after = convert::parse_position(request.after_position, "after_position", &mut problems);
        let filter = convert::filter(request.filter, &mut problems);
        let token = match request.page_token.as_str() {
            "" => None,
            text => {
                let journal = self.registry.journal_id();
                let ours =
                    |token: &PageToken| token.journal == journal && token.filter_digest == filter_digest;
                let token = text.parse().ok().filter(ours);
                if token.is_none() {
                    convert::bad_page_token(&mut problems);
                }
                token
            }
        };
        convert::finish(problems)?;
        let query = EventQuery {
            filter,
            after: token.as_ref().map_or(after, |token| token.after),
            until: token.as_ref().map(|token| token.until),
            events_max,
        };
        Ok((query, freshness, filter_digest))
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
