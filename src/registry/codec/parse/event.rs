//! Events as records keep them.

mod drafting;
mod ending;
mod keeping;
mod measuring;
mod signing;

use super::{
    Field, Size, evidence, occurred_at, optional_full_date, optional_text, partial_date, personal, source,
};
use crate::{
    domain::{AgreementExpired, BackfillCompleted, Event, EventBody},
    proto::v1::{self, ErrorReason, EventType, event::Payload},
};

/// An event; what stands in the header of its record is not looked at.
pub(in super::super) fn event(message: v1::Event, mut at: Field<'_>) -> Option<Event> {
    if message.occurred_on.is_none() {
        at.field("occurred_on").refuse(ErrorReason::FieldRequired, "An event has a date.");
    }
    let occurred_on = partial_date(message.occurred_on, at.field("occurred_on"));
    let occurred_at = occurred_at(message.occurred_at, at.field("occurred_at"));
    let effective_on = optional_full_date(message.effective_on, at.field("effective_on"));
    let source = source(message.source, at.field("source"));
    let evidence = evidence(message.evidence, at.field("evidence"));
    let on_behalf_of = optional_text(message.on_behalf_of, Size::Name, at.field("on_behalf_of"));
    let note = personal(message.note, Size::Free, at.field("note"));
    let body = typed(message.r#type, message.payload, &mut at).and_then(|payload| body(payload, at));
    Some(Event {
        occurred_on: occurred_on?,
        occurred_at,
        effective_on,
        source,
        evidence,
        on_behalf_of,
        note,
        body: body?,
    })
}

/// The payload, if it is of the type that the event says. An unknown type has a payload that was not read.
fn typed(number: i32, payload: Option<Payload>, at: &mut Field<'_>) -> Option<Payload> {
    let Ok(expected) = EventType::try_from(number) else {
        let description = format!("{number} is no type of event that this version knows.");
        at.field("type").refuse(ErrorReason::BadValue, description);
        return None;
    };
    let found = payload.as_ref().and_then(payload_type);
    if found == Some(expected) {
        return payload;
    }
    let expected = expected.as_str_name();
    let description = match (found, payload) {
        (Some(found), _) => format!("The type is {expected}, the content that of {}.", found.as_str_name()),
        (None, Some(_)) => format!("The content of {expected} is withheld."),
        (None, None) => format!("There is no content of {expected} that this version knows."),
    };
    at.field("payload").refuse(ErrorReason::BadValue, description);
    None
}

fn payload_type(payload: &Payload) -> Option<EventType> {
    match payload {
        Payload::Withheld(_) => None,
        Payload::AgreementDrafted(_) => Some(EventType::AgreementDrafted),
        Payload::DraftRevised(_) => Some(EventType::DraftRevised),
        Payload::TermsSet(_) => Some(EventType::TermsSet),
        Payload::ParticipantInvited(_) => Some(EventType::ParticipantInvited),
        Payload::ParticipantRemoved(_) => Some(EventType::ParticipantRemoved),
        Payload::TextFrozen(_) => Some(EventType::TextFrozen),
        Payload::AgreementAbandoned(_) => Some(EventType::AgreementAbandoned),
        Payload::OpenedForSignature(_) => Some(EventType::OpenedForSignature),
        Payload::AgreementSigned(_) => Some(EventType::AgreementSigned),
        Payload::SignatureCompleted(_) => Some(EventType::SignatureCompleted),
        Payload::EntryIntoForceScheduled(_) => Some(EventType::EntryIntoForceScheduled),
        Payload::AgreementEnteredIntoForce(_) => Some(EventType::AgreementEnteredIntoForce),
        Payload::EnteredIntoForceForParticipant(_) => Some(EventType::EnteredIntoForceForParticipant),
        Payload::AgreementEvaluated(_) => Some(EventType::AgreementEvaluated),
        Payload::TextReopened(_) => Some(EventType::TextReopened),
        Payload::DocumentAttached(_) => Some(EventType::DocumentAttached),
        Payload::RelationRecorded(_) => Some(EventType::RelationRecorded),
        Payload::SignatureDeclined(_) => Some(EventType::SignatureDeclined),
        Payload::SignatureDeadlineExtended(_) => Some(EventType::SignatureDeadlineExtended),
        Payload::SignatureWindowClosed(_) => Some(EventType::SignatureWindowClosed),
        Payload::SignatureLapsed(_) => Some(EventType::SignatureLapsed),
        Payload::BackfillCompleted(_) => Some(EventType::BackfillCompleted),
        Payload::RecordCorrected(_) => Some(EventType::RecordCorrected),
        Payload::CommunicationRecorded(_) => Some(EventType::CommunicationRecorded),
        Payload::ClassificationChanged(_) => Some(EventType::ClassificationChanged),
        Payload::InstrumentDeposited(_) => Some(EventType::InstrumentDeposited),
        Payload::WithdrawalNotified(_) => Some(EventType::WithdrawalNotified),
        Payload::WithdrawalRevoked(_) => Some(EventType::WithdrawalRevoked),
        Payload::ParticipantWithdrew(_) => Some(EventType::ParticipantWithdrew),
        Payload::NonRenewalNotified(_) => Some(EventType::NonRenewalNotified),
        Payload::TermTacitlyRenewed(_) => Some(EventType::TermTacitlyRenewed),
        Payload::AgreementExpired(_) => Some(EventType::AgreementExpired),
        Payload::AgreementTerminated(_) => Some(EventType::AgreementTerminated),
        Payload::AgreementSuperseded(_) => Some(EventType::AgreementSuperseded),
        Payload::IndicatorDefined(_) => Some(EventType::IndicatorDefined),
        Payload::IndicatorRetired(_) => Some(EventType::IndicatorRetired),
        Payload::TargetSet(_) => Some(EventType::TargetSet),
        Payload::ReadingRecorded(_) => Some(EventType::ReadingRecorded),
    }
}

fn body(payload: Payload, mut at: Field<'_>) -> Option<EventBody> {
    Some(match payload {
        // It has no type, so that it does not get here.
        Payload::Withheld(v1::Withheld {}) => return None,
        Payload::AgreementDrafted(message) => {
            EventBody::AgreementDrafted(drafting::agreement_drafted(message, at.field("agreement_drafted"))?)
        }
        Payload::DraftRevised(message) => {
            EventBody::DraftRevised(drafting::draft_revised(message, at.field("draft_revised"))?)
        }
        Payload::TermsSet(message) => {
            EventBody::TermsSet(drafting::terms_set(message, at.field("terms_set"))?)
        }
        Payload::ParticipantInvited(message) => EventBody::ParticipantInvited(drafting::participant_invited(
            message,
            at.field("participant_invited"),
        )?),
        Payload::ParticipantRemoved(message) => EventBody::ParticipantRemoved(drafting::participant_removed(
            message,
            at.field("participant_removed"),
        )?),
        Payload::TextFrozen(message) => {
            EventBody::TextFrozen(Box::new(drafting::text_frozen(message, at.field("text_frozen"))?))
        }
        Payload::AgreementAbandoned(message) => EventBody::AgreementAbandoned(drafting::agreement_abandoned(
            message,
            at.field("agreement_abandoned"),
        )?),
        Payload::OpenedForSignature(message) => EventBody::OpenedForSignature(signing::opened_for_signature(
            message,
            at.field("opened_for_signature"),
        )?),
        Payload::AgreementSigned(message) => {
            EventBody::AgreementSigned(signing::agreement_signed(message, at.field("agreement_signed"))?)
        }
        Payload::SignatureCompleted(message) => EventBody::SignatureCompleted(signing::signature_completed(
            message,
            at.field("signature_completed"),
        )?),
        Payload::EntryIntoForceScheduled(message) => EventBody::EntryIntoForceScheduled(
            signing::entry_into_force_scheduled(message, at.field("entry_into_force_scheduled"))?,
        ),
        Payload::AgreementEnteredIntoForce(message) => EventBody::AgreementEnteredIntoForce(
            signing::agreement_entered_into_force(message, at.field("agreement_entered_into_force"))?,
        ),
        Payload::EnteredIntoForceForParticipant(message) => {
            EventBody::EnteredIntoForceForParticipant(signing::entered_into_force_for_participant(
                message,
                at.field("entered_into_force_for_participant"),
            )?)
        }
        Payload::AgreementEvaluated(message) => EventBody::AgreementEvaluated(
            measuring::agreement_evaluated(message, at.field("agreement_evaluated"))?,
        ),
        Payload::TextReopened(message) => {
            EventBody::TextReopened(drafting::text_reopened(message, at.field("text_reopened"))?)
        }
        Payload::DocumentAttached(message) => {
            EventBody::DocumentAttached(drafting::document_attached(message, at.field("document_attached"))?)
        }
        Payload::RelationRecorded(message) => {
            EventBody::RelationRecorded(drafting::relation_recorded(message, at.field("relation_recorded"))?)
        }
        Payload::SignatureDeclined(message) => EventBody::SignatureDeclined(signing::signature_declined(
            message,
            at.field("signature_declined"),
        )?),
        Payload::SignatureDeadlineExtended(message) => EventBody::SignatureDeadlineExtended(
            signing::signature_deadline_extended(message, at.field("signature_deadline_extended"))?,
        ),
        Payload::SignatureWindowClosed(message) => EventBody::SignatureWindowClosed(
            signing::signature_window_closed(message, at.field("signature_window_closed"))?,
        ),
        Payload::SignatureLapsed(message) => {
            EventBody::SignatureLapsed(signing::signature_lapsed(message, at.field("signature_lapsed"))?)
        }
        Payload::BackfillCompleted(v1::BackfillCompleted {}) => {
            EventBody::BackfillCompleted(BackfillCompleted)
        }
        Payload::RecordCorrected(message) => {
            EventBody::RecordCorrected(keeping::record_corrected(message, at.field("record_corrected"))?)
        }
        Payload::CommunicationRecorded(message) => EventBody::CommunicationRecorded(
            keeping::communication_recorded(message, at.field("communication_recorded"))?,
        ),
        Payload::ClassificationChanged(message) => EventBody::ClassificationChanged(
            keeping::classification_changed(message, at.field("classification_changed"))?,
        ),
        Payload::InstrumentDeposited(message) => EventBody::InstrumentDeposited(
            signing::instrument_deposited(message, at.field("instrument_deposited"))?,
        ),
        Payload::WithdrawalNotified(message) => EventBody::WithdrawalNotified(ending::withdrawal_notified(
            message,
            at.field("withdrawal_notified"),
        )?),
        Payload::WithdrawalRevoked(message) => {
            EventBody::WithdrawalRevoked(ending::withdrawal_revoked(message, at.field("withdrawal_revoked"))?)
        }
        Payload::ParticipantWithdrew(message) => EventBody::ParticipantWithdrew(
            ending::participant_withdrew(message, at.field("participant_withdrew"))?,
        ),
        Payload::NonRenewalNotified(message) => EventBody::NonRenewalNotified(ending::non_renewal_notified(
            message,
            at.field("non_renewal_notified"),
        )?),
        Payload::TermTacitlyRenewed(message) => EventBody::TermTacitlyRenewed(ending::term_tacitly_renewed(
            message,
            at.field("term_tacitly_renewed"),
        )?),
        Payload::AgreementExpired(v1::AgreementExpired {}) => EventBody::AgreementExpired(AgreementExpired),
        Payload::AgreementTerminated(message) => EventBody::AgreementTerminated(
            ending::agreement_terminated(message, at.field("agreement_terminated"))?,
        ),
        Payload::AgreementSuperseded(message) => EventBody::AgreementSuperseded(
            ending::agreement_superseded(message, at.field("agreement_superseded"))?,
        ),
        Payload::IndicatorDefined(message) => {
            EventBody::IndicatorDefined(measuring::indicator_defined(message, at.field("indicator_defined"))?)
        }
        Payload::IndicatorRetired(message) => {
            EventBody::IndicatorRetired(measuring::indicator_retired(message, at.field("indicator_retired"))?)
        }
        Payload::TargetSet(message) => {
            EventBody::TargetSet(measuring::target_set(message, at.field("target_set"))?)
        }
        Payload::ReadingRecorded(message) => {
            EventBody::ReadingRecorded(measuring::reading_recorded(message, at.field("reading_recorded"))?)
        }
    })
}

/// A message that has to be there.
fn required<M>(message: Option<M>, mut at: Field<'_>) -> Option<M> {
    if message.is_none() {
        at.refuse(ErrorReason::FieldRequired, "Required.");
    }
    message
}
