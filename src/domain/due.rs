//! What happens by the passing of time, and the agreement as it is on a day.

use std::cmp::{max, min};

use jiff::{Timestamp, civil::Date};

use super::{
    agreement::Agreement,
    event::{CountsFrom, Event, EventBody},
    evolve::evolve,
    force,
    ids::AgreementId,
    overdue, term, window, withdrawal,
};

/// Every time-driven event that is due by today in the reckoning zone, in the order of the due dates; empty if none.
///
/// Commands catch up first (check 7), so that no answer depends on how far the timekeeper has come. While the past is
/// being entered, time goes only as far as it was entered (D7).
pub fn catch_up(agreement: &Agreement, now: Timestamp) -> Vec<Event> {
    due_by(agreement, horizon(agreement, agreement.reckoning_zone().today(now)))
}

/// The instant at which the next time-driven event falls due: the start of its day in the reckoning zone.
pub fn due_at(agreement: &Agreement) -> Option<Timestamp> {
    let next = next(agreement)?;
    let reached = horizon(agreement, next.on) == next.on;
    agreement.reckoning_zone().start_of(next.on).filter(|_| reached)
}

/// The agreement on a day, as far as these events tell: they are those of its history, from the first, in order.
///
/// What was done later does not count, and what fell due by that day does, whether or not it was recorded (domain §6,
/// as-of query). Effects count from their own day, even where that lies before the act (domain §0, finding 5), but
/// never before the draft. What is no act in its life counts always: corrections, documents, relations, who may read
/// it. The revision is that of the last event.
pub fn as_of<'a>(events: impl IntoIterator<Item = &'a Event>, id: AgreementId, day: Date) -> Agreement {
    let recorded: Vec<&Event> = events.into_iter().collect();
    let whole =
        recorded.iter().fold(Agreement::undrafted(id.clone()), |agreement, event| evolve(agreement, event));
    let undrafted = Agreement::undrafted(id);
    if whole.drafted_on().is_none_or(|drafted_on| drafted_on.first_day() > day) {
        return Agreement { revision: whole.revision, ..undrafted };
    }
    let due = due_by(&whole, horizon(&whole, day));
    let all = || recorded.iter().copied().chain(&due);
    let bound_from = all().filter_map(bound_from).min();
    let then = all().fold(undrafted, |agreement, event| match event.counts_from() {
        CountsFrom::Day(from) if waits_for(event, bound_from, from) > day => {
            Agreement { revision: agreement.revision + 1, ..agreement }
        }
        CountsFrom::Day(_) | CountsFrom::Always => evolve(agreement, event),
    });
    Agreement { revision: whole.revision, ..then }
}

/// The day since which an event makes the agreement binding for a participant.
fn bound_from(event: &Event) -> Option<Date> {
    matches!(event.body, EventBody::EnteredIntoForceForParticipant(_)).then(|| event.effect())
}

/// The day of an event; the general entry into force waits for the first party (invariant I5).
fn waits_for(event: &Event, bound_from: Option<Date>, from: Date) -> Date {
    let waits = matches!(event.body, EventBody::AgreementEnteredIntoForce(_));
    bound_from.filter(|_| waits).map_or(from, |bound_from| max(bound_from, from))
}

/// The agreement with what is due by today, whether or not the timekeeper has recorded it yet. The revision stays
/// that of the record.
pub fn shown_on(agreement: &Agreement, today: Date) -> Agreement {
    let due = due_by(agreement, horizon(agreement, today));
    Agreement { revision: agreement.revision, ..due.iter().fold(agreement.clone(), evolve) }
}

/// Events that happen together by the passing of time, and the day from which they may be recorded.
pub(super) struct Due {
    pub(super) on: Date,
    pub(super) events: Vec<Event>,
}

/// What is due by a day. Each event may open the next, so one looks again after each.
pub(super) fn due_by(agreement: &Agreement, until: Date) -> Vec<Event> {
    let mut events = Vec::new();
    let mut after = None;
    while let Some(due) = next(after.as_ref().unwrap_or(agreement)).filter(|due| due.on <= until) {
        let before = after.take().unwrap_or_else(|| agreement.clone());
        after = Some(due.events.iter().fold(before, evolve));
        events.extend(due.events);
    }
    events
}

/// What falls due next. On one day signature ends first, then entry into force, withdrawal, and the end of the term;
/// then what bodies have to do is counted, and what they have not done is noticed.
pub(super) fn next(agreement: &Agreement) -> Option<Due> {
    let sources = [
        window::due,
        force::due,
        withdrawal::due,
        term::due,
        overdue::counted,
        overdue::session,
        overdue::action,
    ];
    let due = sources.into_iter();
    due.filter_map(|due| due(agreement)).min_by_key(|due| due.on)
}

/// How far time goes: to the day itself, but while the past is being entered no farther than it was (D7).
pub(super) fn horizon(agreement: &Agreement, day: Date) -> Date {
    match agreement.entered_until {
        Some(entered_until) if agreement.backfill => min(entered_until, day),
        Some(_) | None => day,
    }
}
