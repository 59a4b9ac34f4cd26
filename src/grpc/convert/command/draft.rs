//! Commands that begin an agreement and settle who takes part on which terms.

use std::sync::Arc;

use crate::{
    domain::{
        Act, CommandBody, DraftAgreement, InviteParticipant, ParticipantSpec, RemoveParticipant, SetTerms,
    },
    proto::v1::{self, ErrorReason},
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
    let mut at = at.field("participant");
    let Some(message) = request.participant else {
        at.refuse(ErrorReason::FieldRequired, "Required: whom to put on the list.");
        return None;
    };
    let participant = parse::participant_spec(message, at)?;
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
    let mut at = at.field("terms");
    let Some(message) = request.terms else {
        at.refuse(ErrorReason::FieldRequired, "Required; an empty message stands for all defaults.");
        return None;
    };
    Some(CommandBody::SetTerms(SetTerms { terms: Arc::new(parse::terms(message, at)) }))
}
