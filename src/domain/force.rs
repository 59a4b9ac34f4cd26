//! Entry into force: what completes the signatures, which dates follow, and what falls due with them.

use std::{cmp::max, sync::Arc};

use jiff::{Timestamp, civil::Date};

use super::{
    agreement::{Agreement, Schedule, Status},
    dates,
    event::{
        AgreementEnteredIntoForce, EnteredIntoForceForParticipant, EntryIntoForceRule,
        EntryIntoForceScheduled, Event, EventBody, SignatureCompleted,
    },
    ids::Identifier,
    participant::{Participant, ParticipantStatus},
    terms::{SignatureRule, Terms, Trigger},
};

/// Every time-driven event that is due by today in the reckoning zone, in the order of the due dates; empty if none.
///
/// Commands catch up first (check 7), so that no answer depends on how far the timekeeper has come.
pub fn catch_up(agreement: &Agreement, now: Timestamp) -> Vec<Event> {
    let today = agreement.reckoning_zone().today(now);
    due(agreement).into_iter().filter(|due| due.on <= today).map(|due| due.event).collect()
}

/// The instant at which the next time-driven event falls due: the start of its day in the reckoning zone.
pub fn due_at(agreement: &Agreement) -> Option<Timestamp> {
    let next = due(agreement).into_iter().next()?;
    agreement.reckoning_zone().start_of(next.on)
}

/// What follows at once from a signature that completes the signature rule; nothing if it does not.
pub(super) fn completion(agreement: &Agreement) -> Vec<Event> {
    let Some(terms) = agreement.terms.as_ref().filter(|terms| signature_rule_met(agreement, terms)) else {
        return Vec::new();
    };
    let signatures = in_order_of_signature(agreement);
    let satisfied_by: Arc<[Identifier]> = signatures.iter().map(|(_, _, id)| (*id).clone()).collect();
    let Some((last_signed_on, _, _)) = signatures.last().copied() else {
        return Vec::new();
    };
    let entry = &terms.entry_into_force;
    let trigger_date = match entry.trigger {
        Trigger::AllSigned => last_signed_on,
        Trigger::Date(date) => date,
    };
    let rule = EntryIntoForceRule {
        trigger_date,
        trigger: entry.trigger,
        offset: entry.offset,
        not_before: entry.not_before,
    };
    let completed =
        EventBody::SignatureCompleted(SignatureCompleted { satisfied_by: Arc::clone(&satisfied_by) });
    let scheduled = EventBody::EntryIntoForceScheduled(EntryIntoForceScheduled { rule, satisfied_by });
    vec![
        Event::of_system(last_signed_on, None, completed),
        Event::of_system(last_signed_on, Some(rule.effective_on()), scheduled),
    ]
}

/// An event that happens by the passing of time, and the day from which it may be recorded.
struct Due {
    on: Date,
    event: Event,
}

/// What is still to come, in the order of the due dates.
fn due(agreement: &Agreement) -> Vec<Due> {
    let Some(schedule) = agreement.schedule.as_deref() else {
        return Vec::new();
    };
    let mut parties = parties_to_be(agreement, schedule);
    // A stable order: those of one day keep the order of the list.
    parties.sort_by_key(|(on, _)| *on);
    let general = parties.first().and_then(|(first_on, _)| general(agreement, schedule, *first_on));
    let parties = parties.into_iter().map(|(on, participant_id)| {
        let body = EnteredIntoForceForParticipant { participant_id: participant_id.clone() };
        Due { on, event: Event::of_system(on, Some(on), EventBody::EnteredIntoForceForParticipant(body)) }
    });
    general.into_iter().chain(parties).collect()
}

/// The general entry into force, if it has not happened. It waits for the first participant, so that an agreement
/// in force never lacks a party (invariant I5); its date remains the one that the rule gives.
fn general(agreement: &Agreement, schedule: &Schedule, first_on: Date) -> Option<Due> {
    match agreement.status {
        Status::Signed => {}
        Status::Undrafted
        | Status::Draft
        | Status::Frozen
        | Status::Open
        | Status::InForce
        | Status::Abandoned => return None,
    }
    let EntryIntoForceScheduled { rule, satisfied_by } = &schedule.because;
    let entered = AgreementEnteredIntoForce { rule: *rule, satisfied_by: Arc::clone(satisfied_by) };
    let on = schedule.general_on;
    let event = Event::of_system(on, Some(on), EventBody::AgreementEnteredIntoForce(entered));
    Some(Due { on: max(on, first_on), event })
}

/// The participants that have consented and are not yet parties, each with its day.
fn parties_to_be<'a>(agreement: &'a Agreement, schedule: &Schedule) -> Vec<(Date, &'a Identifier)> {
    let later_offset = agreement.terms.as_ref().and_then(|terms| terms.entry_into_force.later_offset);
    let day = |participant: &'a Arc<Participant>| {
        let consented_on = match participant.status {
            ParticipantStatus::Contracting => participant.consented_on?,
            ParticipantStatus::Eligible
            | ParticipantStatus::SignedAdReferendum
            | ParticipantStatus::Party => {
                return None;
            }
        };
        let on = if consented_on <= schedule.because.rule.trigger_date {
            schedule.general_on
        } else {
            dates::effective_on(consented_on, later_offset, Some(schedule.general_on))
        };
        Some((on, &participant.spec.participant_id))
    };
    agreement.participants.iter().filter_map(day).collect()
}

fn signature_rule_met(agreement: &Agreement, terms: &Terms) -> bool {
    let has_signed = |participant: &Arc<Participant>| match participant.status {
        ParticipantStatus::Contracting | ParticipantStatus::Party => true,
        ParticipantStatus::Eligible | ParticipantStatus::SignedAdReferendum => false,
    };
    match terms.signature_rule {
        // One participant alone, which an open participation makes possible, agrees with nobody.
        SignatureRule::AllListed => {
            agreement.participants.len() >= PARTICIPANTS_MIN && agreement.participants.iter().all(has_signed)
        }
    }
}

/// An agreement is between at least two.
pub(super) const PARTICIPANTS_MIN: usize = 2;

/// The day, the revision and the signatory of each signature, by day and then as they were recorded.
fn in_order_of_signature(agreement: &Agreement) -> Vec<(Date, Option<u64>, &Identifier)> {
    let mut signatures: Vec<_> = agreement
        .participants
        .iter()
        .filter_map(|participant| {
            let signed_on = participant.signature.as_ref()?.signed_on;
            Some((signed_on, participant.signed_at_revision, &participant.spec.participant_id))
        })
        .collect();
    signatures.sort_by_key(|(signed_on, revision, _)| (*signed_on, *revision));
    signatures
}
