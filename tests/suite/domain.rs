//! The rules of agreements: given what has happened, when something is asked, then this follows or is refused.

mod dates;
mod drafting;
mod ending;
mod evaluation;
mod example;
mod force;
mod given;
mod matrix;
pub(crate) mod random;
mod signature;
mod time;
mod values;

use depositary::domain::{
    Agreement, Command, CommandBody, Context, Event, EventBody, Rejection, decide, evolve,
};

/// Given an agreement, when a command comes on a day (at noon in universal time), then these events follow, or it
/// is refused for this reason. Answers the agreement after it.
fn check(given: &Agreement, when: (&str, CommandBody), then: Result<&[&str], Rejection>) -> Agreement {
    let (today, body) = when;
    let command = Command { act: depositary::domain::Act::default(), body };
    check_in(given, (&given::at_noon(today), &command), then)
}

/// [`check`] for a whole command in a context of its own.
fn check_in(given: &Agreement, when: (&Context, &Command), then: Result<&[&str], Rejection>) -> Agreement {
    let (context, command) = when;
    match (decide(given, command, context), then) {
        (Ok(events), Ok(expected)) => {
            assert_eq!(names(&events), expected);
            fold(given, &events)
        }
        (Err(rejection), Err(expected)) => {
            assert_eq!(rejection, expected);
            given.clone()
        }
        (outcome, expected) => panic!("expected {expected:?}, got {outcome:#?}"),
    }
}

fn fold(agreement: &Agreement, events: &[Event]) -> Agreement {
    events.iter().fold(agreement.clone(), evolve)
}

fn names(events: &[Event]) -> Vec<&'static str> {
    events.iter().map(|event| name(&event.body)).collect()
}

fn name(body: &EventBody) -> &'static str {
    match body {
        EventBody::AgreementDrafted(_) => "AgreementDrafted",
        EventBody::DraftRevised(_) => "DraftRevised",
        EventBody::TermsSet(_) => "TermsSet",
        EventBody::ParticipantInvited(_) => "ParticipantInvited",
        EventBody::ParticipantRemoved(_) => "ParticipantRemoved",
        EventBody::TextFrozen(_) => "TextFrozen",
        EventBody::AgreementAbandoned(_) => "AgreementAbandoned",
        EventBody::OpenedForSignature(_) => "OpenedForSignature",
        EventBody::AgreementSigned(_) => "AgreementSigned",
        EventBody::SignatureCompleted(_) => "SignatureCompleted",
        EventBody::EntryIntoForceScheduled(_) => "EntryIntoForceScheduled",
        EventBody::AgreementEnteredIntoForce(_) => "AgreementEnteredIntoForce",
        EventBody::EnteredIntoForceForParticipant(_) => "EnteredIntoForceForParticipant",
        EventBody::AgreementEvaluated(_) => "AgreementEvaluated",
    }
}
