//! Events as records keep them.

use std::sync::Arc;

use super::{
    Field, Size, date_offset, digest, enumeration_or, evaluation, evidence, full_date, header, identifier,
    identifiers, number, occurred_at, optional_digest, optional_full_date, optional_text, partial_date,
    participant_spec, personal, place,
    signature::{signature, signature_window},
    source, terms,
    terms::trigger,
    texts,
};
use crate::{
    domain::{
        AgreementAbandoned, AgreementDrafted, AgreementEnteredIntoForce, AgreementEvaluated, AgreementSigned,
        DraftRevised, EnteredIntoForceForParticipant, EntryIntoForceRule, EntryIntoForceScheduled, Event,
        EventBody, FreezeMethod, Identifier, OpenedForSignature, ParticipantInvited, ParticipantRemoved,
        SignatureCompleted, TermsSet, TextFrozen,
    },
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
    }
}

fn body(payload: Payload, mut at: Field<'_>) -> Option<EventBody> {
    match payload {
        // It has no type, so that it does not get here.
        Payload::Withheld(v1::Withheld {}) => None,
        Payload::AgreementDrafted(message) => {
            let header = Arc::new(header(message, at.field("agreement_drafted"))?);
            Some(EventBody::AgreementDrafted(AgreementDrafted { header }))
        }
        Payload::DraftRevised(message) => draft_revised(message, at.field("draft_revised")),
        Payload::TermsSet(message) => {
            let message = required(message.terms, at.field("terms_set").field("terms"))?;
            let terms = Arc::new(terms(message, at.field("terms_set").field("terms")));
            Some(EventBody::TermsSet(TermsSet { terms }))
        }
        Payload::ParticipantInvited(message) => {
            let mut at = at.field("participant_invited");
            let message = required(message.participant, at.field("participant"))?;
            let participant = participant_spec(message, at.field("participant"))?;
            Some(EventBody::ParticipantInvited(ParticipantInvited { participant }))
        }
        Payload::ParticipantRemoved(message) => {
            let mut at = at.field("participant_removed");
            let participant_id = identifier(&message.participant_id, at.field("participant_id"));
            let reason = personal(message.reason, Size::Free, at.field("reason"));
            Some(EventBody::ParticipantRemoved(ParticipantRemoved {
                participant_id: participant_id?,
                reason,
            }))
        }
        Payload::TextFrozen(message) => text_frozen(message, at.field("text_frozen")),
        Payload::AgreementAbandoned(message) => {
            let mut at = at.field("agreement_abandoned");
            let reason = personal(message.reason, Size::Free, at.field("reason"));
            let consents = identifiers(message.consents, at.field("consents")).into();
            Some(EventBody::AgreementAbandoned(AgreementAbandoned { reason, consents }))
        }
        Payload::OpenedForSignature(message) => {
            let mut at = at.field("opened_for_signature");
            let message = required(message.window, at.field("window"))?;
            let window = Arc::new(signature_window(message, at.field("window"))?);
            Some(EventBody::OpenedForSignature(OpenedForSignature { window }))
        }
        Payload::AgreementSigned(message) => {
            let mut at = at.field("agreement_signed");
            let participant_id = identifier(&message.participant_id, at.field("participant_id"));
            let message = required(message.signature, at.field("signature"))?;
            let signature = Arc::new(signature(message, at.field("signature"))?);
            Some(EventBody::AgreementSigned(AgreementSigned { participant_id: participant_id?, signature }))
        }
        Payload::SignatureCompleted(message) => {
            let satisfied_by = satisfied_by(message.satisfied_by, at.field("signature_completed"));
            Some(EventBody::SignatureCompleted(SignatureCompleted { satisfied_by }))
        }
        Payload::EntryIntoForceScheduled(message) => {
            let mut at = at.field("entry_into_force_scheduled");
            let rule = rule(message.rule, at.field("rule"));
            let satisfied_by = satisfied_by(message.satisfied_by, at);
            Some(EventBody::EntryIntoForceScheduled(EntryIntoForceScheduled { rule: rule?, satisfied_by }))
        }
        Payload::AgreementEnteredIntoForce(message) => {
            let mut at = at.field("agreement_entered_into_force");
            let rule = rule(message.rule, at.field("rule"));
            let satisfied_by = satisfied_by(message.satisfied_by, at);
            Some(EventBody::AgreementEnteredIntoForce(AgreementEnteredIntoForce {
                rule: rule?,
                satisfied_by,
            }))
        }
        Payload::EnteredIntoForceForParticipant(message) => {
            let mut at = at.field("entered_into_force_for_participant");
            let participant_id = identifier(&message.participant_id, at.field("participant_id"))?;
            Some(EventBody::EnteredIntoForceForParticipant(EnteredIntoForceForParticipant { participant_id }))
        }
        Payload::AgreementEvaluated(message) => {
            let evaluation = Arc::new(evaluation(message, at.field("agreement_evaluated"))?);
            Some(EventBody::AgreementEvaluated(AgreementEvaluated { evaluation }))
        }
    }
}

fn draft_revised(message: v1::DraftRevised, mut at: Field<'_>) -> Option<EventBody> {
    let version = number(message.version, at.field("version"));
    let texts = texts(message.texts, at.field("texts"));
    let text_digest = optional_digest(&message.text_digest, at.field("text_digest"));
    Some(EventBody::DraftRevised(DraftRevised { version: version?, texts, text_digest }))
}

fn text_frozen(message: v1::TextFrozen, mut at: Field<'_>) -> Option<EventBody> {
    let method = enumeration_or(message.method, FreezeMethod::ConsentOfAll, at.field("method"));
    let by = identifiers(message.by, at.field("by")).into();
    let place = place(message.place, at.field("place"));
    let version = number(message.version, at.field("version"));
    let text_digest = digest(&message.text_digest, at.field("text_digest"));
    let terms_revision = number(message.terms_revision, at.field("terms_revision"));
    Some(EventBody::TextFrozen(Box::new(TextFrozen {
        method,
        by,
        place,
        version: version?,
        text_digest: text_digest?,
        terms_revision: terms_revision?,
    })))
}

fn rule(message: Option<v1::EntryIntoForceRule>, mut at: Field<'_>) -> Option<EntryIntoForceRule> {
    let message = required(message, at.again())?;
    let trigger_date = full_date(message.trigger_date, at.field("trigger_date"));
    let trigger = trigger(message.trigger, at.field("trigger"));
    let offset = date_offset(message.offset, at.field("offset"));
    let not_before = optional_full_date(message.not_before, at.field("not_before"));
    Some(EntryIntoForceRule { trigger_date: trigger_date?, trigger, offset, not_before })
}

fn satisfied_by(ids: Vec<String>, mut at: Field<'_>) -> Arc<[Identifier]> {
    identifiers(ids, at.field("satisfied_by")).into()
}

/// A message that has to be there.
fn required<M>(message: Option<M>, mut at: Field<'_>) -> Option<M> {
    if message.is_none() {
        at.refuse(ErrorReason::FieldRequired, "Required.");
    }
    message
}
