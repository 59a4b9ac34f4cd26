//! Plays the story, step by step, and compares.

use std::io::Write;

use jiff::tz::TimeZone;
use prost_reflect::Value as FieldValue;
use serde_json::{Value, json};
use tonic::{Status, transport::Channel};

use super::{
    clock::Clock,
    expected::{difference, state},
    ledger::{Ledger, Recorded},
    refusal::Refusal,
    service::Service,
    story::{Call, Outcome, Step, Story, What},
    teller::{Teller, listed},
    trouble::{Error, Trouble, refused},
};

/// The field of a draft that says that the past is entered.
const BACKFILL: &str = "backfill";

/// Who is asking, in the place of who acts.
const ASKING: &str = "?";

/// Who acts when nobody does.
const NOBODY: &str = "TK";

/// How much of the story was played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Played {
    /// Acts that were recorded, by this playing or by an earlier one.
    pub acts: usize,
    /// Refusals, each the one that the story says.
    pub refusals: usize,
    /// Times that something fell due without an act.
    pub times: usize,
    /// Questions that were answered as the story says.
    pub questions: usize,
    /// Mistakes and questions that were left out, because they make sense only where the story is played for the first
    /// time, or at its own time.
    pub left_out: usize,
}

/// Plays a story into the service at the other end of `channel`, tells it to `listener`, and stops at the first difference.
///
/// # Errors
/// What differs from the story, or that it could not be told.
pub async fn play(story: &Story, channel: Channel, listener: &mut dyn Write) -> Result<Played, Error> {
    let service = Service::new(&story.pool, &story.agreement, channel);
    let beginning = |status: Status| Error::at("the beginning", refused(&status));
    let clock = Clock::of(&service).await.map_err(beginning)?;
    let drafted_for_backfill = service.drafted_for_backfill().await.map_err(beginning)?;
    let is_told_again = drafted_for_backfill.is_some();
    let is_backfill = drafted_for_backfill.unwrap_or_else(|| is_past(story, &clock));
    let mut teller = Teller(listener);
    for paragraph in &story.about {
        teller.paragraph(paragraph)?;
        teller.pause()?;
    }
    teller.paragraph(match (is_told_again, is_backfill) {
        (true, _) => "The service knows the story: it answers each act as it did the first time.",
        (false, true) => "For this service all of it is past: it is entered act by act, as a backfill.",
        (false, false) => "The clock of the service is simulated, and moved to each day of the story.",
    })?;
    teller.pause()?;
    let ledger = Ledger::default();
    let (is_replay, played) = (is_told_again, Played::default());
    let mut player = Player { service, clock, teller, ledger, is_backfill, is_replay, played };
    for step in &story.steps {
        player.step(step).await.map_err(|trouble| trouble.at(step))?;
    }
    player.end().await
}

/// Whether the story cannot be played at its own time: the clock is the real one, or past the first day.
fn is_past(story: &Story, clock: &Clock) -> bool {
    match clock {
        Clock::Real => true,
        Clock::Simulated(now) => {
            let today = TimeZone::UTC.to_datetime(*now).date();
            story.steps.first().is_none_or(|first| today > first.on)
        }
    }
}

struct Player<'a> {
    service: Service<'a>,
    clock: Clock,
    teller: Teller<'a>,
    ledger: Ledger,
    /// Whether the past is entered, instead of the clock being moved.
    is_backfill: bool,
    /// Whether the service has answered the acts so far in an earlier playing.
    is_replay: bool,
    played: Played,
}

impl Player<'_> {
    async fn step(&mut self, step: &Step) -> Result<(), Trouble> {
        if self.leaves_out(&step.what) {
            self.played.left_out += usize::from(!matches!(step.what, What::Act { .. }));
            return Ok(());
        }
        self.clock.advance(step.at, &self.service).await?;
        match &step.what {
            What::Act { actor, call, outcome, only_backfill } => {
                self.teller.act(step.on, actor, &step.says)?;
                self.act(actor, call, outcome).await?;
                if !only_backfill {
                    // The end of a backfill brings all that has fallen due since, of which the story still has to tell.
                    self.ledger.nothing_more()?;
                }
                self.played.acts += 1;
            }
            What::Mistake { actor, call, refusal } => {
                self.teller.act(step.on, actor, &step.says)?;
                self.mistake(actor, call, refusal).await?;
                self.played.refusals += 1;
            }
            What::Time { outcome } => {
                self.teller.act(step.on, NOBODY, &step.says)?;
                self.time(outcome).await?;
                self.played.times += 1;
            }
            What::Question { call, answer, told } => {
                self.teller.act(step.on, ASKING, &step.says)?;
                let actual = self.service.call(call, "").await?;
                difference(answer, &actual).map_or(Ok(()), Err)?;
                self.teller.answered(told)?;
                self.played.questions += 1;
            }
        }
        Ok(())
    }

    /// What makes no sense in this playing: mistakes and suppositions of a state that is long gone, when the story is told
    /// again; what was known at a time, when all of it was recorded later; and the end of a backfill that there is not.
    fn leaves_out(&self, what: &What) -> bool {
        match what {
            What::Act { only_backfill, .. } => *only_backfill && !self.is_backfill,
            What::Mistake { .. } => self.is_replay,
            What::Time { .. } => false,
            What::Question { call, .. } => {
                let has = |field| call.request.has_field_by_name(field);
                (self.is_backfill && has("known_at")) || (self.is_replay && has("validate_only"))
            }
        }
    }

    async fn act(&mut self, actor: &str, call: &Call, outcome: &Outcome) -> Result<(), Trouble> {
        let mut request = call.request.clone();
        if self.is_backfill && call.method.input().get_field_by_name(BACKFILL).is_some() {
            request.set_field_by_name(BACKFILL, FieldValue::Bool(true));
        }
        let answer = self.service.send(call, request, actor).await?;
        let receipt = answer.get("receipt").ok_or_else(|| "it has no receipt".to_owned())?;
        self.is_replay &= receipt.get("replayed") == Some(&json!(true));
        let events = receipt.get("events").and_then(Value::as_array);
        let events: Vec<Recorded> = events.into_iter().flatten().filter_map(Recorded::read).collect();
        // What fell due before the act is in a record before.
        let first = events.first().map_or(0, |event| event.revision);
        if first > self.ledger.revision() + 1 {
            let before = self.service.events_after(self.ledger.position()).await?;
            self.ledger.record(before.into_iter().take_while(|event| event.revision < first));
        }
        self.ledger.record(events);
        self.ledger.reach(receipt.get("position").and_then(Value::as_u64).unwrap_or(0));
        self.ledger.expect(&outcome.events);
        let recorded = self.ledger.balance()?;
        self.ledger.nothing_missing()?;
        let agreement = answer.get("agreement").unwrap_or(&Value::Null);
        let state = state(outcome, agreement)?;
        difference(&outcome.answer, &answer).map_or(Ok(()), Err)?;
        self.teller.follows(&format!("{}; {state}", listed(&recorded)))?;
        Ok(())
    }

    async fn mistake(&mut self, actor: &str, call: &Call, refusal: &Refusal) -> Result<(), Trouble> {
        match self.service.call(call, actor).await {
            Ok(_) => Err(Trouble::Differs(format!("it is recorded, and not refused with {refusal}"))),
            Err(status) => {
                refusal.difference(&Refusal::of(&status)).map_or(Ok(()), Err)?;
                self.teller.refused(&refused(&status))?;
                Ok(())
            }
        }
    }

    /// What falls due is recorded as soon as the clock was moved. While the past is entered, it comes with the next act at
    /// the latest.
    async fn time(&mut self, outcome: &Outcome) -> Result<(), Trouble> {
        self.ledger.expect(&outcome.events);
        let is_now = !self.is_backfill && !self.is_replay;
        if is_now || self.is_replay {
            let events = self.service.events_after(self.ledger.position()).await?;
            // Earlier playings have gone further.
            let count = if is_now { events.len() } else { outcome.events.len() };
            let known = self.ledger.revision();
            self.ledger.record(events.into_iter().filter(|event| event.revision > known).take(count));
        }
        let recorded = self.ledger.balance()?;
        if is_now {
            self.ledger.nothing_missing()?;
            self.ledger.nothing_more()?;
            let answer = self.service.agreement().await?;
            let state = state(outcome, answer.get("agreement").unwrap_or(&Value::Null))?;
            self.teller.follows(&format!("{}; {state}", listed(&recorded)))?;
        } else if recorded.is_empty() {
            self.teller.follows(&format!("{}, recorded with the next act", listed(&outcome.events)))?;
        } else {
            self.teller.follows(&listed(&recorded))?;
        }
        Ok(())
    }

    /// What is still to come has come, and whatever else has happened since is no part of the story.
    async fn end(mut self) -> Result<Played, Error> {
        let end = |problem| Error::at("the end", problem);
        let events = self.service.events_after(self.ledger.position()).await;
        self.ledger.record(events.map_err(|status| end(refused(&status)))?);
        self.ledger.balance().map_err(end)?;
        self.ledger.nothing_missing().map_err(end)?;
        let Played { acts, refusals, times, questions, left_out } = self.played;
        self.teller.pause()?;
        self.teller.paragraph(&format!(
            "The end: {acts} acts, {refusals} refusals, {times} times that something fell due by itself, {questions} \
             questions; all as the story says.",
        ))?;
        if left_out > 0 {
            let why = "Left out, because it makes sense only the first time, or at its own time";
            self.teller.paragraph(&format!("{why}: {left_out} refusals and questions."))?;
        }
        let since = self.ledger.rest();
        if !since.is_empty() {
            self.teller.paragraph(&format!("Since then: {}.", listed(&since)))?;
        }
        Ok(self.played)
    }
}
