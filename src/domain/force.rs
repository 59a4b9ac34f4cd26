//! Entry into force: what completes the signatures, which dates follow, and what falls due with them.

use std::{cmp::max, sync::Arc};

use jiff::civil::Date;

use super::{
    agreement::{Agreement, Schedule, Status},
    dates,
    due::Due,
    event::{
        AgreementEnteredIntoForce, EnteredIntoForceForParticipant, EntryIntoForceRule,
        EntryIntoForceScheduled, Event, EventBody, SignatureCompleted,
    },
    evolve::evolve,
    ids::Identifier,
    participant::{Participant, ParticipantStatus},
    terms::{SignatureRule, Terms, Trigger},
};

/// An agreement is between at least two.
pub(super) const PARTICIPANTS_MIN: usize = 2;

/// An act of signature or consent, with what it completes.
pub(super) fn with_completion(agreement: &Agreement, act: Event) -> Vec<Event> {
    let after = evolve(agreement.clone(), &act);
    let completed = completion(&after);
    let after = completed.iter().fold(after, evolve);
    let scheduled = scheduling(&after);
    [act].into_iter().chain(completed).chain(scheduled).collect()
}

/// The completion of the signatures, if everybody has signed. Where a smaller number would do, the window stays open
/// to its end, so that later signers are not shut out (domain §5.2).
pub(super) fn completion(agreement: &Agreement) -> Option<Event> {
    match agreement.terms.as_ref()?.signature_rule {
        SignatureRule::AllListed => {}
        SignatureRule::Minimum(_) => return None,
    }
    if agreement.status != Status::Open || !signature_rule_met(agreement) {
        return None;
    }
    let signed = |participant: &Participant| {
        let signed_on = participant.signature.as_ref()?.signed_on;
        Some((signed_on, participant.signed_at_revision))
    };
    let (last_signed_on, satisfied_by) = in_order(agreement, signed)?;
    let completed = SignatureCompleted { satisfied_by };
    Some(Event::of_system(last_signed_on, None, EventBody::SignatureCompleted(completed)))
}

/// The date of entry into force, if an act, or the end of the time for signature, has just met the trigger.
pub(super) fn scheduling(agreement: &Agreement) -> Option<Event> {
    let terms = agreement.terms.as_deref().filter(|_| agreement.schedule.is_none())?;
    let consented = |participant: &Participant| {
        let consented_on = participant.consented_on.filter(|_| participant.status.has_consented())?;
        Some((consented_on, participant.consented_at_revision))
    };
    let (last_consented_on, satisfied_by) = in_order(agreement, consented)?;
    let entry = &terms.entry_into_force;
    // Whoever consents alone agrees with nobody, and without the signatures there is nothing to consent to.
    if satisfied_by.len() < PARTICIPANTS_MIN || !signature_rule_met(agreement) {
        return None;
    }
    let trigger_date = match entry.trigger {
        Trigger::AllSigned | Trigger::LastNotice if satisfied_by.len() < expected(agreement) => return None,
        Trigger::AllSigned | Trigger::LastNotice => last_consented_on,
        Trigger::Date(date) => date,
    };
    let rule = EntryIntoForceRule {
        trigger_date,
        trigger: entry.trigger,
        offset: entry.offset,
        not_before: entry.not_before,
    };
    let on = last_signed_on(agreement).max(Some(last_consented_on))?;
    let scheduled = EventBody::EntryIntoForceScheduled(EntryIntoForceScheduled { rule, satisfied_by });
    Some(Event::of_system(on, Some(rule.effective_on()), scheduled))
}

/// How many consents the triggers wait for: those of all on the list, but once the time for signature is over not of those who
/// have not signed, because they cannot sign any more.
fn expected(agreement: &Agreement) -> usize {
    let is_asked = |participant: &&Arc<Participant>| {
        agreement.signature_completed_on.is_none() || participant.signature.is_some()
    };
    agreement.participants.iter().filter(is_asked).count()
}

/// Whether enough of those on the list have signed.
pub(super) fn signature_rule_met(agreement: &Agreement) -> bool {
    if agreement.signature_completed_on.is_some() {
        return true;
    }
    let signed = agreement.participants.iter().filter(|participant| participant.status.has_signed()).count();
    match agreement.terms.as_deref().map(|terms: &Terms| terms.signature_rule) {
        // One participant alone, which an open participation makes possible, agrees with nobody.
        Some(SignatureRule::AllListed) => {
            agreement.participants.len() >= PARTICIPANTS_MIN && signed == agreement.participants.len()
        }
        Some(SignatureRule::Minimum(minimum)) => {
            u32::try_from(signed).is_ok_and(|signed| signed >= minimum.get())
        }
        None => false,
    }
}

/// What is still to come of the entry into force: first the general one, then that for each participant.
pub(super) fn due(agreement: &Agreement) -> Option<Due> {
    let schedule = agreement.schedule.as_deref()?;
    // The first of those of one day, in the order of the list.
    let (first_on, participant_id) = parties_to_be(agreement, schedule).min_by_key(|(on, _)| *on)?;
    match agreement.status {
        Status::Open | Status::Signed => Some(general(schedule, first_on)),
        Status::InForce => {
            let body = EnteredIntoForceForParticipant { participant_id: participant_id.clone() };
            let body = EventBody::EnteredIntoForceForParticipant(body);
            let events = vec![Event::of_system(first_on, Some(first_on), body)];
            Some(Due { on: first_on, events })
        }
        Status::Undrafted
        | Status::Draft
        | Status::Frozen
        | Status::Abandoned
        | Status::Terminated
        | Status::Expired
        | Status::Superseded => None,
    }
}

/// The general entry into force. It waits for the first participant, so that an agreement in force never lacks a party
/// (invariant I5); its date remains the one that the rule gives.
fn general(schedule: &Schedule, first_on: Date) -> Due {
    let EntryIntoForceScheduled { rule, satisfied_by } = &schedule.because;
    let entered = AgreementEnteredIntoForce { rule: *rule, satisfied_by: Arc::clone(satisfied_by) };
    let on = schedule.general_on;
    let event = Event::of_system(on, Some(on), EventBody::AgreementEnteredIntoForce(entered));
    Due { on: max(on, first_on), events: vec![event] }
}

/// The participants that have consented and are not yet parties, each with its day.
pub(super) fn parties_to_be<'a>(
    agreement: &'a Agreement,
    schedule: &Schedule,
) -> impl Iterator<Item = (Date, &'a Identifier)> {
    let later_offset = agreement.terms.as_ref().and_then(|terms| terms.entry_into_force.later_offset);
    let (general_on, trigger_date) = (schedule.general_on, schedule.because.rule.trigger_date);
    agreement.participants.iter().filter_map(move |participant| {
        let consented_on = match participant.status {
            ParticipantStatus::Contracting => participant.consented_on?,
            ParticipantStatus::Eligible
            | ParticipantStatus::SignedAdReferendum
            | ParticipantStatus::Signatory
            | ParticipantStatus::Party
            | ParticipantStatus::Withdrawing
            | ParticipantStatus::Withdrawn
            | ParticipantStatus::Declined => return None,
        };
        let on = if consented_on <= trigger_date {
            general_on
        } else {
            dates::effective_on(consented_on, later_offset, Some(general_on))
        };
        Some((on, &participant.spec.participant_id))
    })
}

/// The last day of some acts of participants, and the participants by day and then as the acts were recorded.
fn in_order(
    agreement: &Agreement,
    act: impl Fn(&Participant) -> Option<(Date, Option<u64>)>,
) -> Option<(Date, Arc<[Identifier]>)> {
    let mut acts: Vec<_> = agreement
        .participants
        .iter()
        .filter_map(|participant| Some((act(participant)?, &participant.spec.participant_id)))
        .collect();
    acts.sort_by_key(|(when, _)| *when);
    let ((last_on, _), _) = acts.last().copied()?;
    Some((last_on, acts.into_iter().map(|(_, participant_id)| participant_id.clone()).collect()))
}

fn last_signed_on(agreement: &Agreement) -> Option<Date> {
    let signed = agreement.participants.iter().filter(|participant| participant.status.has_signed());
    signed.filter_map(|participant| participant.signature.as_ref()).map(|signature| signature.signed_on).max()
}
