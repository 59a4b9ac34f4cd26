//! The running service into which the story is played.

use std::{error::Error as _, fmt::Write as _, time::Duration};

use prost_reflect::{DescriptorPool, DynamicMessage, SerializeOptions};
use serde_json::{Value, json};
use tonic::{
    Code, Request, Status,
    transport::{Channel, Endpoint},
};

use super::{
    dynamic,
    ledger::Recorded,
    story::{self, Call},
};

/// The metadata in which a caller says who is calling.
const ACTOR: &str = "x-depositary-actor";

/// How long a connection may take to come about, and an answer to come.
const CONNECT_TIME: Duration = Duration::from_secs(5);
const ANSWER_TIME: Duration = Duration::from_secs(30);

/// Events on a page.
const PAGE: u64 = 100;

/// A connection to the service at an address like `http://127.0.0.1:50051`.
///
/// # Errors
/// Why there is none, in words.
pub async fn connect(address: &str) -> Result<Channel, String> {
    let endpoint = Endpoint::from_shared(address.to_owned()).map_err(|error| error.to_string())?;
    let endpoint = endpoint.connect_timeout(CONNECT_TIME).timeout(ANSWER_TIME).tcp_nodelay(true);
    endpoint.connect().await.map_err(|error| {
        let mut said = error.to_string();
        let mut source = error.source();
        while let Some(error) = source {
            // Writing to a string does not fail.
            let _ = write!(said, ": {error}");
            source = error.source();
        }
        said
    })
}

/// The service, asked in the words of the story.
pub(super) struct Service<'a> {
    pool: &'a DescriptorPool,
    agreement: &'a str,
    channel: Channel,
}

impl<'a> Service<'a> {
    pub(super) fn new(pool: &'a DescriptorPool, agreement: &'a str, channel: Channel) -> Self {
        Self { pool, agreement, channel }
    }

    /// Makes a call for `actor`, and gives the answer as JSON with the names of the protos and all defaults.
    pub(super) async fn call(&self, call: &Call, actor: &str) -> Result<Value, Status> {
        self.send(call, call.request.clone(), actor).await
    }

    /// The same with another request than the story's.
    pub(super) async fn send(
        &self,
        call: &Call,
        request: DynamicMessage,
        actor: &str,
    ) -> Result<Value, Status> {
        let mut request = Request::new(request);
        if let Ok(actor) = actor.parse() {
            request.metadata_mut().insert(ACTOR, actor);
        }
        let answer = dynamic::call(self.channel.clone(), &call.method, request).await?;
        let options = SerializeOptions::new()
            .use_proto_field_name(true)
            .stringify_64_bit_integers(false)
            .skip_default_fields(false);
        let answer = answer.serialize_with_options(serde_json::value::Serializer, &options);
        answer.map_err(|error| Status::internal(error.to_string()))
    }

    /// A question of the player's own.
    pub(super) async fn ask(&self, method: &str, request: &Value) -> Result<Value, Status> {
        let unknown = || Status::unimplemented(format!("there is no {method}"));
        let method = story::method(self.pool, method).ok_or_else(unknown)?;
        let request = story::message(method.input(), request).map_err(Status::internal)?;
        self.call(&Call { method, request }, "").await
    }

    /// Whether the agreement was drafted as one whose past is entered; none when it is not there.
    pub(super) async fn drafted_for_backfill(&self) -> Result<Option<bool>, Status> {
        match self.agreement().await {
            Ok(_) => {}
            Err(status) if status.code() == Code::NotFound => return Ok(None),
            Err(status) => return Err(status),
        }
        let filter = json!({"agreements": [self.agreement], "types": ["EVENT_TYPE_AGREEMENT_DRAFTED"]});
        let listed = self.ask("EventService/ListEvents", &json!({"filter": filter})).await?;
        let backfill = listed.pointer("/events/0/agreement_drafted/backfill");
        Ok(backfill.map(|backfill| backfill == &json!(true)))
    }

    /// The agreement as it stands, with everything.
    pub(super) async fn agreement(&self) -> Result<Value, Status> {
        let request = json!({"name": self.agreement, "view": "AGREEMENT_VIEW_FULL"});
        self.ask("AgreementService/GetAgreement", &request).await
    }

    /// The events of the agreement that were recorded after a position, in order.
    pub(super) async fn events_after(&self, position: u64) -> Result<Vec<Recorded>, Status> {
        let mut events = Vec::new();
        let mut page = String::new();
        loop {
            let request = json!({
                "filter": {"agreements": [self.agreement]},
                "after_position": position, "page_size": PAGE, "page_token": page,
            });
            let listed = self.ask("EventService/ListEvents", &request).await?;
            let listed_events = listed.get("events").and_then(Value::as_array);
            events.extend(listed_events.into_iter().flatten().filter_map(Recorded::read));
            match listed.get("next_page_token").and_then(Value::as_str) {
                Some(next) if !next.is_empty() => next.clone_into(&mut page),
                Some(_) | None => return Ok(events),
            }
        }
    }
}
