//! How the story is written down: the form of `story.json`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StoryFile {
    /// The name of the agreement that the story is about.
    pub(super) agreement: String,
    /// What the reader is told first, a paragraph each.
    pub(super) about: Vec<String>,
    /// What happens, in order.
    pub(super) steps: Vec<StepFile>,
}

/// One step. With `call` somebody acts, with `ask` somebody asks, and with neither nothing but time passes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepFile {
    /// The row of the worked example. What has none comes before the next row, or after the last.
    pub(super) row: Option<u32>,
    /// The day on which it happens.
    pub(super) on: String,
    /// Who acts.
    pub(super) actor: Option<String>,
    /// What happens in a sentence; with `ask` the question.
    pub(super) says: String,
    /// The method that records it.
    pub(super) call: Option<String>,
    /// The method that answers the question.
    pub(super) ask: Option<String>,
    /// The request, in protobuf JSON. For an act `name`, `request_id` and `act.occurred_on` are filled in.
    #[serde(default)]
    pub(super) request: Map<String, Value>,
    /// The types of the events that are recorded, in order, without `EVENT_TYPE_`.
    #[serde(default)]
    pub(super) events: Vec<String>,
    /// The status of the agreement after it, without `AGREEMENT_STATUS_`.
    pub(super) status: Option<String>,
    /// The status after it of commissions, sessions and actions, by their ids and without the prefix.
    #[serde(default)]
    pub(super) after: BTreeMap<String, String>,
    /// How the service refuses it.
    pub(super) refused: Option<RefusalFile>,
    /// What the answer holds, in protobuf JSON with the names of the protos: objects at least these fields, lists these
    /// elements and no others, and nothing where it says null.
    #[serde(default)]
    pub(super) answer: Map<String, Value>,
    /// The answer to the question in a sentence.
    pub(super) told: Option<String>,
    /// Whether it belongs to the story only where the story was entered as a thing of the past.
    #[serde(default)]
    pub(super) only_backfill: bool,
}

/// How the service refuses an act.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RefusalFile {
    /// The code, as gRPC writes it: `FAILED_PRECONDITION`.
    pub(super) code: String,
    /// The reason, without `ERROR_REASON_`.
    pub(super) reason: String,
    /// Metadata that it has at least.
    #[serde(default)]
    pub(super) metadata: BTreeMap<String, String>,
}
