//! The life of one agreement as a journal has it, told by commands; then something is recorded that no command leads to.

use bytes::Bytes;
use depositary::{
    domain::*,
    journal::{Position, Record},
    registry::{Actor, Finding, codec},
};
use jiff::Timestamp;

use crate::{
    audit,
    domain::{fold, given::*},
};

/// A journal with one agreement.
#[derive(Clone)]
pub(super) struct Story {
    pub(super) agreement: Agreement,
    pub(super) events: Vec<Event>,
    records: Vec<Record>,
}

impl Story {
    /// A draft between A and B under these terms.
    pub(super) fn of(terms: Terms) -> Self {
        let story = Self { agreement: undrafted(), events: Vec::new(), records: Vec::new() };
        story.on("2022-02-01", CommandBody::DraftAgreement(draft_of(header(), terms)))
    }

    /// Opened, and signed by A on 1 March and by B on the next day.
    pub(super) fn signed(terms: Terms) -> Self {
        let story = Self::of(terms).on("2022-02-20", open());
        story.on("2022-03-01", sign("A")).on("2022-03-02", sign("B"))
    }

    /// In force since 2 March 2022.
    pub(super) fn in_force() -> Self {
        Self::signed(Terms::default())
    }

    /// With the commission C and its session S, which has been convened on 10 April 2022.
    pub(super) fn convened() -> Self {
        let day = "2022-03-10";
        let story = Self::in_force().on(day, establish("C"));
        let story = story.on(day, appoint("AC", OfficerRole::CoChair, "A"));
        let story = story.on(day, appoint("BC", OfficerRole::CoChair, "B"));
        story.on("2022-03-11", schedule("S", "2022-04-10")).on("2022-04-10", convene("S"))
    }

    /// The session is over, and its minutes are submitted.
    pub(super) fn submitted() -> Self {
        Self::convened().on("2022-04-11", conclude("S")).on("2022-04-12", submit("S"))
    }

    /// Time passes until a day, then a command is accepted on it.
    pub(super) fn on(self, date: &str, body: CommandBody) -> Self {
        let story = self.caught_up(date);
        let events = story.decided(date, body);
        story.records(date, &Actor::Unverified("tester".into()), events)
    }

    /// Time passes until a day.
    pub(super) fn caught_up(self, date: &str) -> Self {
        let events = self.due(date);
        if events.is_empty() { self } else { self.records(date, &Actor::Timekeeper, events) }
    }

    /// What a command would lead to.
    pub(super) fn decided(&self, date: &str, body: CommandBody) -> Vec<Event> {
        decide(&self.agreement, &Command { act: Act::default(), body }, &knowing(date)).unwrap()
    }

    /// What is due.
    pub(super) fn due(&self, date: &str) -> Vec<Event> {
        catch_up(&self.agreement, noon(date))
    }

    /// Records what somebody might have done.
    pub(super) fn forged(self, date: &str, events: impl IntoIterator<Item = Event>) -> Self {
        self.records(date, &Actor::Unverified("forger".into()), events)
    }

    /// Records what might have fallen due.
    pub(super) fn forged_by_time(self, date: &str, events: impl IntoIterator<Item = Event>) -> Self {
        self.records(date, &Actor::Timekeeper, events)
    }

    /// The last event of a kind.
    pub(super) fn last(&self, is: fn(&EventBody) -> bool) -> Event {
        self.events.iter().rev().find(|event| is(&event.body)).unwrap().clone()
    }

    pub(super) fn end(&self) -> Position {
        Position::new(self.records.len() as u64)
    }

    /// What an audit finds in the journal.
    pub(super) fn findings(&self) -> Vec<Finding> {
        audit::findings(&self.records)
    }

    fn records(mut self, date: &str, actor: &Actor, events: impl IntoIterator<Item = Event>) -> Self {
        let events: Vec<Event> = events.into_iter().collect();
        let (before, position) = (self.agreement.clone(), self.end().next());
        let after = fold(&before, &events);
        let header = codec::Header {
            run: [7; 16],
            counter: position.get(),
            recorded_at: self.recorded_at(date),
            agreement: before.id(),
            first_revision: before.revision() + 1,
            before: Some(&before).filter(|before| before.revision() > 0),
            after: &after,
            actor,
            request: None,
            trace_parent: None,
        };
        let bytes: Bytes = codec::encode(&header, &events);
        self.records.push(Record { position, bytes });
        self.events.extend(events);
        self.agreement = after;
        self
    }

    /// A little later with each record, so that those of one day follow one another.
    fn recorded_at(&self, date: &str) -> Timestamp {
        noon(date) + jiff::SignedDuration::from_micros(self.records.len() as i64)
    }
}
