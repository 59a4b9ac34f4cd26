//! What happens while an agreement is drawn up.

use std::sync::Arc;

use super::{
    super::{
        Field, Size, digest, document, enumeration_or, header, identifier, identifiers, number,
        optional_digest, participant_spec, personal, place, relation, terms, texts,
    },
    required,
};
use crate::{
    domain::{
        AgreementAbandoned, AgreementDrafted, DocumentAttached, DraftRevised, FreezeMethod,
        ParticipantInvited, ParticipantRemoved, RelationRecorded, TermsSet, TextFrozen, TextReopened,
    },
    proto::v1,
};

pub(super) fn agreement_drafted(message: v1::AgreementDrafted, at: Field<'_>) -> Option<AgreementDrafted> {
    let backfill = message.backfill;
    let header = Arc::new(header(message, at)?);
    Some(AgreementDrafted { header, backfill })
}

pub(super) fn draft_revised(message: v1::DraftRevised, mut at: Field<'_>) -> Option<DraftRevised> {
    let version = number(message.version, at.field("version"));
    let texts = texts(message.texts, at.field("texts"));
    let text_digest = optional_digest(&message.text_digest, at.field("text_digest"));
    Some(DraftRevised { version: version?, texts, text_digest })
}

pub(super) fn terms_set(message: v1::TermsSet, mut at: Field<'_>) -> Option<TermsSet> {
    let message = required(message.terms, at.field("terms"))?;
    Some(TermsSet { terms: Arc::new(terms(message, at.field("terms"))) })
}

pub(super) fn participant_invited(
    message: v1::ParticipantInvited,
    mut at: Field<'_>,
) -> Option<ParticipantInvited> {
    let message = required(message.participant, at.field("participant"))?;
    Some(ParticipantInvited { participant: participant_spec(message, at.field("participant"))? })
}

pub(super) fn participant_removed(
    message: v1::ParticipantRemoved,
    mut at: Field<'_>,
) -> Option<ParticipantRemoved> {
    let participant_id = identifier(&message.participant_id, at.field("participant_id"));
    let reason = personal(message.reason, Size::Free, at.field("reason"));
    Some(ParticipantRemoved { participant_id: participant_id?, reason })
}

pub(super) fn text_frozen(message: v1::TextFrozen, mut at: Field<'_>) -> Option<TextFrozen> {
    let method = enumeration_or(message.method, FreezeMethod::ConsentOfAll, at.field("method"));
    let by = identifiers(message.by, at.field("by")).into();
    let place = place(message.place, at.field("place"));
    let version = number(message.version, at.field("version"));
    let text_digest = digest(&message.text_digest, at.field("text_digest"));
    let terms_revision = number(message.terms_revision, at.field("terms_revision"));
    Some(TextFrozen {
        method,
        by,
        place,
        version: version?,
        text_digest: text_digest?,
        terms_revision: terms_revision?,
    })
}

pub(super) fn text_reopened(message: v1::TextReopened, mut at: Field<'_>) -> Option<TextReopened> {
    let reason = personal(message.reason, Size::Free, at.field("reason"));
    let version = number(message.version, at.field("version"))?;
    Some(TextReopened { reason, version })
}

pub(super) fn agreement_abandoned(
    message: v1::AgreementAbandoned,
    mut at: Field<'_>,
) -> Option<AgreementAbandoned> {
    let reason = personal(message.reason, Size::Free, at.field("reason"));
    let consents = identifiers(message.consents, at.field("consents")).into();
    Some(AgreementAbandoned { reason, consents })
}

pub(super) fn document_attached(
    message: v1::DocumentAttached,
    mut at: Field<'_>,
) -> Option<DocumentAttached> {
    let message = required(message.document, at.field("document"))?;
    Some(DocumentAttached { document: document(message, at.field("document"))? })
}

pub(super) fn relation_recorded(
    message: v1::RelationRecorded,
    mut at: Field<'_>,
) -> Option<RelationRecorded> {
    let message = required(message.relation, at.field("relation"))?;
    Some(RelationRecorded { relation: relation(message, at.field("relation"))? })
}
