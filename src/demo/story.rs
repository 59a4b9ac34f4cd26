//! The story, read and checked: its methods exist, its requests and answers have the form of their messages.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use prost_reflect::{DescriptorPool, DynamicMessage, MessageDescriptor, MethodDescriptor};
use serde_json::{Map, Value, json};

use super::{
    dynamic,
    file::{RefusalFile, StepFile, StoryFile},
    refusal::Refusal,
};
use crate::proto::v1::{AgreementStatus, ErrorReason, EventType};

/// The package of the services that the story names.
const PACKAGE: &str = "depositary.v1";

/// The hour, in UTC, at which the clock stands on a day of the story.
const HOUR: i8 = 9;

/// A story that can be played.
#[derive(Debug)]
pub struct Story {
    pub(super) pool: DescriptorPool,
    /// The name of the agreement.
    pub(super) agreement: String,
    /// What the reader is told first.
    pub(super) about: Vec<String>,
    pub(super) steps: Vec<Step>,
}

/// Why a story cannot be played: it is not written as it should be.
#[derive(Debug, thiserror::Error)]
#[error("the story cannot be read: {place}: {problem}")]
pub struct BadStory {
    place: String,
    problem: String,
}

/// Something that happens on a day.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) row: Option<u32>,
    pub(super) on: Date,
    /// When the clock is moved to, before it happens.
    pub(super) at: Timestamp,
    pub(super) says: String,
    pub(super) what: What,
}

/// What happens.
#[derive(Debug)]
pub(super) enum What {
    /// Somebody does something, which is recorded.
    Act { actor: String, call: Call, outcome: Outcome, only_backfill: bool },
    /// Somebody tries something that the rules do not allow.
    Mistake { actor: String, call: Call, refusal: Refusal },
    /// Nobody does anything, and something falls due.
    Time { outcome: Outcome },
    /// Somebody asks.
    Question { call: Call, answer: Value, told: String },
}

/// A request, ready to be sent.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) method: MethodDescriptor,
    pub(super) request: DynamicMessage,
}

/// What an act, or time, leads to.
#[derive(Debug)]
pub(super) struct Outcome {
    /// The types of the events, in order and without their prefix.
    pub(super) events: Vec<String>,
    /// The status of the agreement after it, without its prefix.
    pub(super) status: String,
    /// The status of commissions, sessions and actions after it, by their ids.
    pub(super) after: BTreeMap<String, String>,
    /// What else the answer holds.
    pub(super) answer: Value,
}

impl Story {
    /// The worked example, as it is written in `story.json`.
    pub const TEXT: &str = include_str!("story.json");

    /// Reads a story written as [`Story::TEXT`] is.
    ///
    /// # Errors
    /// Where it is not well written.
    pub fn read(text: &str) -> Result<Self, BadStory> {
        let file: StoryFile = serde_json::from_str(text).map_err(bad("the file"))?;
        let pool = dynamic::descriptors().map_err(bad("the descriptors"))?;
        let mut reader = Reader { pool: &pool, agreement: &file.agreement, acts: 0 };
        let mut steps = Vec::with_capacity(file.steps.len());
        for (index, step) in file.steps.into_iter().enumerate() {
            let place = format!("step {}: {}", index + 1, step.says);
            steps.push(reader.step(step).map_err(|problem| BadStory { place, problem })?);
        }
        if steps.is_empty() {
            return Err(bad("the file")("nothing happens"));
        }
        Ok(Self { agreement: file.agreement, about: file.about, steps, pool })
    }

    /// Where a simulated clock has to stand for the story to begin.
    #[must_use]
    pub fn begins_at(&self) -> Timestamp {
        self.steps.first().map_or(Timestamp::UNIX_EPOCH, |step| step.at)
    }

    /// The rows of the worked example that are told, in order; one that takes several commands is there several times.
    pub fn rows(&self) -> impl Iterator<Item = u32> {
        self.steps.iter().filter_map(|step| step.row)
    }
}

/// Reads steps one after the other.
struct Reader<'a> {
    pool: &'a DescriptorPool,
    agreement: &'a str,
    acts: usize,
}

impl Reader<'_> {
    fn step(&mut self, step: StepFile) -> Result<Step, String> {
        let on: Date = step.on.parse().map_err(|error| format!("{}: {error}", step.on))?;
        let at = TimeZone::UTC.to_timestamp(on.at(HOUR, 0, 0, 0)).map_err(|error| error.to_string())?;
        let (row, says) = (step.row, step.says.clone());
        Ok(Step { row, on, at, says, what: self.what(step, on)? })
    }

    fn what(&mut self, step: StepFile, on: Date) -> Result<What, String> {
        let StepFile { actor, call, ask, request, refused, .. } = &step;
        match (call, ask, refused) {
            (Some(method), None, None) => {
                let (actor, call) = self.act(method, actor.as_ref(), request, on)?;
                let only_backfill = step.only_backfill;
                let outcome = outcome(Some(&call), step)?;
                Ok(What::Act { actor, call, outcome, only_backfill })
            }
            (Some(method), None, Some(refused)) => {
                let (actor, call) = self.act(method, actor.as_ref(), request, on)?;
                Ok(What::Mistake { actor, call, refusal: refusal(refused)? })
            }
            (None, Some(method), None) => {
                let call = self.call(method, request)?;
                if step.answer.is_empty() {
                    return Err("a question without an `answer`".to_owned());
                }
                let answer = answer(&call, step.answer)?;
                let told = step.told.ok_or("a question without `told`")?;
                Ok(What::Question { call, answer, told })
            }
            (None, None, None) => Ok(What::Time { outcome: outcome(None, step)? }),
            (Some(_) | None, Some(_), _) | (None, None, Some(_)) => {
                Err("`call`, `ask` and `refused` do not fit together".to_owned())
            }
        }
    }

    /// Somebody's command, with what every command of the story has.
    fn act(
        &mut self,
        method: &str,
        actor: Option<&String>,
        request: &Map<String, Value>,
        on: Date,
    ) -> Result<(String, Call), String> {
        let actor = actor.cloned().ok_or("an act without an `actor`")?;
        self.acts += 1;
        let mut request = request.clone();
        request.insert("name".to_owned(), json!(self.agreement));
        request.insert("request_id".to_owned(), json!(format!("story-{}", self.acts)));
        // The whole agreement, so that it can be compared.
        request.insert("view".to_owned(), json!("AGREEMENT_VIEW_FULL"));
        let act = request.entry("act").or_insert_with(|| json!({}));
        let act = act.as_object_mut().ok_or("`act` is no object")?;
        act.insert("occurred_on".to_owned(), date(on));
        Ok((actor, self.call(method, &request)?))
    }

    fn call(&self, method: &str, request: &Map<String, Value>) -> Result<Call, String> {
        let method = self::method(self.pool, method).ok_or_else(|| format!("there is no {method}"))?;
        let request = self::message(method.input(), &Value::Object(request.clone()))?;
        Ok(Call { method, request })
    }
}

/// A method by the names of its service and its own: `AgreementService/SignAgreement`.
pub(super) fn method(pool: &DescriptorPool, name: &str) -> Option<MethodDescriptor> {
    let (service, name) = name.split_once('/')?;
    let service = pool.get_service_by_name(&format!("{PACKAGE}.{service}"))?;
    service.methods().find(|method| method.name() == name)
}

/// A message of this form from JSON.
pub(super) fn message(descriptor: MessageDescriptor, json: &Value) -> Result<DynamicMessage, String> {
    let name = descriptor.name().to_owned();
    DynamicMessage::deserialize(descriptor, json).map_err(|error| format!("not a {name}: {error}"))
}

/// A date as protobuf JSON has it.
fn date(date: Date) -> Value {
    json!({"year": date.year(), "month": date.month(), "day": date.day()})
}

/// An answer that is one of the method.
fn answer(call: &Call, answer: Map<String, Value>) -> Result<Value, String> {
    let answer = Value::Object(answer);
    message(call.method.output(), &answer)?;
    Ok(answer)
}

/// What an act leads to, or time where there is no act.
fn outcome(act: Option<&Call>, step: StepFile) -> Result<Outcome, String> {
    let StepFile { events, status, after, answer, .. } = step;
    let answer = match act {
        Some(call) => self::answer(call, answer)?,
        None if answer.is_empty() => Value::Object(answer),
        None => return Err("time does not answer".to_owned()),
    };
    let unknown =
        events.iter().find(|name| EventType::from_str_name(&format!("EVENT_TYPE_{name}")).is_none());
    if let Some(unknown) = unknown {
        return Err(format!("there is no event {unknown}"));
    }
    let status = status.ok_or("an act, or time that passes, without the `status` after it")?;
    if AgreementStatus::from_str_name(&format!("AGREEMENT_STATUS_{status}")).is_none() {
        return Err(format!("there is no status {status}"));
    }
    Ok(Outcome { events, status, after, answer })
}

fn refusal(refused: &RefusalFile) -> Result<Refusal, String> {
    let reason = &refused.reason;
    if ErrorReason::from_str_name(&format!("ERROR_REASON_{reason}")).is_none() {
        return Err(format!("there is no reason {reason}"));
    }
    Ok(Refusal::from(refused))
}

fn bad<E: ToString>(place: &str) -> impl FnOnce(E) -> BadStory {
    move |error| BadStory { place: place.to_owned(), problem: error.to_string() }
}
