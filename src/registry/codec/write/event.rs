//! Events as records keep them.

use super::{
    super::Enumeration, count, date, date_offset, evaluation, evidence, header, identifiers, occurred_at,
    partial_date, participant_spec, personal, place, signature, signature_window, source, terms, texts,
    trigger, values::text,
};
use crate::{
    domain::{EntryIntoForceRule, Event, EventBody, TextFrozen},
    proto::v1::{self, EventType, event::Payload},
};

/// The type of an event.
pub fn event_type(body: &EventBody) -> EventType {
    match body {
        EventBody::AgreementDrafted(_) => EventType::AgreementDrafted,
        EventBody::DraftRevised(_) => EventType::DraftRevised,
        EventBody::TermsSet(_) => EventType::TermsSet,
        EventBody::ParticipantInvited(_) => EventType::ParticipantInvited,
        EventBody::ParticipantRemoved(_) => EventType::ParticipantRemoved,
        EventBody::TextFrozen(_) => EventType::TextFrozen,
        EventBody::AgreementAbandoned(_) => EventType::AgreementAbandoned,
        EventBody::OpenedForSignature(_) => EventType::OpenedForSignature,
        EventBody::AgreementSigned(_) => EventType::AgreementSigned,
        EventBody::SignatureCompleted(_) => EventType::SignatureCompleted,
        EventBody::EntryIntoForceScheduled(_) => EventType::EntryIntoForceScheduled,
        EventBody::AgreementEnteredIntoForce(_) => EventType::AgreementEnteredIntoForce,
        EventBody::EnteredIntoForceForParticipant(_) => EventType::EnteredIntoForceForParticipant,
        EventBody::AgreementEvaluated(_) => EventType::AgreementEvaluated,
    }
}

/// An event without what stands in the header of its record.
pub(in super::super) fn event(event: &Event) -> v1::Event {
    v1::Event {
        r#type: event_type(&event.body).into(),
        occurred_on: Some(partial_date(event.occurred_on)),
        occurred_at: event.occurred_at.map(occurred_at),
        effective_on: event.effective_on.map(date),
        source: event.source.as_ref().map(source),
        evidence: evidence(&event.evidence),
        on_behalf_of: text(event.on_behalf_of.as_deref()),
        note: event.note.as_ref().map(personal),
        payload: Some(payload(&event.body)),
        name: String::new(),
        revision: 0,
        position: 0,
        recorded_at: None,
        actor: None,
        request_id: String::new(),
    }
}

fn payload(body: &EventBody) -> Payload {
    match body {
        EventBody::AgreementDrafted(drafted) => Payload::AgreementDrafted(header(&drafted.header)),
        EventBody::DraftRevised(revised) => Payload::DraftRevised(v1::DraftRevised {
            version: count(revised.version),
            texts: texts(&revised.texts),
            text_digest: revised.text_digest.map(|digest| digest.to_string()).unwrap_or_default(),
        }),
        EventBody::TermsSet(set) => Payload::TermsSet(v1::TermsSet { terms: Some(terms(&set.terms)) }),
        EventBody::ParticipantInvited(invited) => Payload::ParticipantInvited(v1::ParticipantInvited {
            participant: Some(participant_spec(&invited.participant)),
        }),
        EventBody::ParticipantRemoved(removed) => Payload::ParticipantRemoved(v1::ParticipantRemoved {
            participant_id: removed.participant_id.to_string(),
            reason: removed.reason.as_ref().map(personal),
        }),
        EventBody::TextFrozen(frozen) => Payload::TextFrozen(text_frozen(frozen)),
        EventBody::AgreementAbandoned(abandoned) => Payload::AgreementAbandoned(v1::AgreementAbandoned {
            reason: abandoned.reason.as_ref().map(personal),
            consents: identifiers(&abandoned.consents),
        }),
        EventBody::OpenedForSignature(opened) => Payload::OpenedForSignature(v1::OpenedForSignature {
            window: Some(signature_window(&opened.window)),
        }),
        EventBody::AgreementSigned(signed) => Payload::AgreementSigned(v1::AgreementSigned {
            participant_id: signed.participant_id.to_string(),
            signature: Some(signature(&signed.signature)),
        }),
        EventBody::SignatureCompleted(completed) => Payload::SignatureCompleted(v1::SignatureCompleted {
            satisfied_by: identifiers(&completed.satisfied_by),
        }),
        EventBody::EntryIntoForceScheduled(scheduled) => {
            Payload::EntryIntoForceScheduled(v1::EntryIntoForceScheduled {
                rule: Some(rule(&scheduled.rule)),
                satisfied_by: identifiers(&scheduled.satisfied_by),
            })
        }
        EventBody::AgreementEnteredIntoForce(entered) => {
            Payload::AgreementEnteredIntoForce(v1::AgreementEnteredIntoForce {
                rule: Some(rule(&entered.rule)),
                satisfied_by: identifiers(&entered.satisfied_by),
            })
        }
        EventBody::EnteredIntoForceForParticipant(entered) => {
            Payload::EnteredIntoForceForParticipant(v1::EnteredIntoForceForParticipant {
                participant_id: entered.participant_id.to_string(),
            })
        }
        EventBody::AgreementEvaluated(evaluated) => {
            Payload::AgreementEvaluated(evaluation(&evaluated.evaluation))
        }
    }
}

fn text_frozen(frozen: &TextFrozen) -> v1::TextFrozen {
    v1::TextFrozen {
        method: frozen.method.number(),
        by: identifiers(&frozen.by),
        place: frozen.place.as_ref().map(place),
        version: count(frozen.version),
        text_digest: frozen.text_digest.to_string(),
        terms_revision: count(frozen.terms_revision),
    }
}

fn rule(rule: &EntryIntoForceRule) -> v1::EntryIntoForceRule {
    v1::EntryIntoForceRule {
        trigger_date: Some(date(rule.trigger_date)),
        trigger: Some(trigger(rule.trigger)),
        offset: rule.offset.map(date_offset),
        not_before: rule.not_before.map(date),
    }
}
