//! Commands that begin an agreement, settle who takes part on which terms, and lay something beside it.

use std::sync::Arc;

use super::{another, required};
use crate::{
    domain::{
        Act, AttachDocument, CommandBody, DraftAgreement, InviteParticipant, ParticipantSpec, RecordRelation,
        RemoveParticipant, SetTerms,
    },
    proto::v1::{self, relation::Target},
    registry::codec::{Field, parse, parse::Size},
};

pub(super) fn draft(request: v1::DraftAgreementRequest, _: &Act, mut at: Field<'_>) -> Option<CommandBody> {
    let header = v1::AgreementDrafted {
        reference: request.reference,
        title: request.title,
        short_title: request.short_title,
        form: request.form,
        level: request.level,
        binding: request.binding,
        languages: request.languages,
        custodian: request.custodian,
        reckoning_zone: request.reckoning_zone,
        classification: request.classification,
        backfill: request.backfill,
    };
    let header = parse::header(header, at.again());
    let participants = participants(request.participants, at.field("participants"));
    let terms = request.terms.map(|terms| Arc::new(parse::terms(terms, at.field("terms"))));
    let texts = parse::texts(request.texts, at.field("texts"));
    Some(CommandBody::DraftAgreement(DraftAgreement {
        header: Arc::new(header?),
        participants,
        terms,
        texts,
        backfill: request.backfill,
    }))
}

fn participants(messages: Vec<v1::ParticipantSpec>, at: Field<'_>) -> Box<[Arc<ParticipantSpec>]> {
    parse::each_once(messages, at, parse::participant_spec, Some("participant_id"), |spec| {
        &spec.participant_id
    })
    .into()
}

pub(super) fn invite(
    request: v1::InviteParticipantRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let message = required(request.participant, at.field("participant"), "whom to put on the list")?;
    let participant = parse::participant_spec(message, at.field("participant"))?;
    Some(CommandBody::InviteParticipant(InviteParticipant { participant }))
}

pub(super) fn remove(
    request: v1::RemoveParticipantRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let participant_id = parse::identifier(&request.participant_id, at.field("participant_id"));
    let reason = parse::personal(request.reason, Size::Free, at.field("reason"));
    Some(CommandBody::RemoveParticipant(RemoveParticipant { participant_id: participant_id?, reason }))
}

pub(super) fn set_terms(request: v1::SetTermsRequest, _: &Act, mut at: Field<'_>) -> Option<CommandBody> {
    let what = "the terms; an empty message stands for all defaults";
    let message = required(request.terms, at.field("terms"), what)?;
    Some(CommandBody::SetTerms(SetTerms { terms: Arc::new(parse::terms(message, at.field("terms"))) }))
}

pub(super) fn attach(request: v1::AttachDocumentRequest, _: &Act, mut at: Field<'_>) -> Option<CommandBody> {
    let message = required(request.document, at.field("document"), "the document")?;
    let document = parse::document(message, at.field("document"))?;
    Some(CommandBody::AttachDocument(AttachDocument { document }))
}

pub(super) fn relate(request: v1::RecordRelationRequest, _: &Act, mut at: Field<'_>) -> Option<CommandBody> {
    let message = required(request.relation, at.field("relation"), "the relation")?;
    let mut at = at.field("relation");
    if let Some(Target::Agreement(other)) = &message.target {
        another(&request.name, other, at.field("agreement"));
    }
    let relation = parse::relation(message, at)?;
    Some(CommandBody::RecordRelation(RecordRelation { relation }))
}
