//! The rules of agreements: given what has happened, when something is asked, then this follows or is refused.

mod action;
mod backfill;
mod child_matrix;
mod commission;
mod consent;
mod correction;
mod dates;
mod decision;
mod drafting;
mod due_items;
mod ending;
mod evaluation;
mod example;
mod force;
mod given;
mod history;
mod indicator;
mod invariants;
mod late;
mod matrix;
mod minutes;
mod officer;
mod overdue;
mod personal;
mod planning;
mod properties;
pub(crate) mod random;
mod reading;
mod record;
mod reopening;
mod series;
mod session;
mod signature;
mod term;
mod terms;
mod time;
mod values;
mod window;
mod withdrawal;

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
        EventBody::TextReopened(_) => "TextReopened",
        EventBody::DocumentAttached(_) => "DocumentAttached",
        EventBody::RelationRecorded(_) => "RelationRecorded",
        EventBody::SignatureDeclined(_) => "SignatureDeclined",
        EventBody::SignatureDeadlineExtended(_) => "SignatureDeadlineExtended",
        EventBody::SignatureWindowClosed(_) => "SignatureWindowClosed",
        EventBody::SignatureLapsed(_) => "SignatureLapsed",
        EventBody::BackfillCompleted(_) => "BackfillCompleted",
        EventBody::RecordCorrected(_) => "RecordCorrected",
        EventBody::CommunicationRecorded(_) => "CommunicationRecorded",
        EventBody::ClassificationChanged(_) => "ClassificationChanged",
        EventBody::InstrumentDeposited(_) => "InstrumentDeposited",
        EventBody::WithdrawalNotified(_) => "WithdrawalNotified",
        EventBody::WithdrawalRevoked(_) => "WithdrawalRevoked",
        EventBody::ParticipantWithdrew(_) => "ParticipantWithdrew",
        EventBody::NonRenewalNotified(_) => "NonRenewalNotified",
        EventBody::TermTacitlyRenewed(_) => "TermTacitlyRenewed",
        EventBody::AgreementExpired(_) => "AgreementExpired",
        EventBody::AgreementTerminated(_) => "AgreementTerminated",
        EventBody::AgreementSuperseded(_) => "AgreementSuperseded",
        EventBody::IndicatorDefined(_) => "IndicatorDefined",
        EventBody::IndicatorRetired(_) => "IndicatorRetired",
        EventBody::TargetSet(_) => "TargetSet",
        EventBody::ReadingRecorded(_) => "ReadingRecorded",
        EventBody::CommissionEstablished(_) => "CommissionEstablished",
        EventBody::CommissionRulesAmended(_) => "CommissionRulesAmended",
        EventBody::CommissionDissolved(_) => "CommissionDissolved",
        EventBody::OfficerAppointed(_) => "OfficerAppointed",
        EventBody::SessionScheduled(_) => "SessionScheduled",
        EventBody::SessionRescheduled(_) => "SessionRescheduled",
        EventBody::SessionCancelled(_) => "SessionCancelled",
        EventBody::AgendaAdopted(_) => "AgendaAdopted",
        EventBody::SessionConvened(_) => "SessionConvened",
        EventBody::AttendanceRecorded(_) => "AttendanceRecorded",
        EventBody::DecisionAdopted(_) => "DecisionAdopted",
        EventBody::DecisionConfirmed(_) => "DecisionConfirmed",
        EventBody::ActionAssigned(_) => "ActionAssigned",
        EventBody::SessionConcluded(_) => "SessionConcluded",
        EventBody::MinutesSubmitted(_) => "MinutesSubmitted",
        EventBody::MinutesSigned(_) => "MinutesSigned",
        EventBody::MinutesAgreed(_) => "MinutesAgreed",
        EventBody::NextSessionDueSet(_) => "NextSessionDueSet",
        EventBody::SessionOverdueFlagged(_) => "SessionOverdueFlagged",
        EventBody::ActionProgressReported(_) => "ActionProgressReported",
        EventBody::ActionCompleted(_) => "ActionCompleted",
        EventBody::ActionVerified(_) => "ActionVerified",
        EventBody::ActionDeferred(_) => "ActionDeferred",
        EventBody::ActionReopened(_) => "ActionReopened",
        EventBody::ActionCancelled(_) => "ActionCancelled",
        EventBody::ActionOverdueFlagged(_) => "ActionOverdueFlagged",
        EventBody::ReadingContested(_) => "ReadingContested",
        EventBody::ReadingRevised(_) => "ReadingRevised",
        EventBody::ReadingAgreed(_) => "ReadingAgreed",
    }
}

/// The reason of a refusal in the spelling of the tables: the name of its variant.
fn reason(rejection: &Rejection) -> String {
    let debug = format!("{rejection:?}");
    let name = debug.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let mut reason = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !reason.is_empty() {
            reason.push('_');
        }
        reason.push(c.to_ascii_uppercase());
    }
    // Two variants tell apart what one reason stands for: whoever has consented, and the id that is taken.
    if reason == "ALREADY_CONSENTED" { "INSTRUMENT_EXISTS".to_owned() } else { reason }
}
