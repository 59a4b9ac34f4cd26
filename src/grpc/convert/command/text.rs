//! Commands about the text, and the one that gives it up.

use crate::{
    domain::{AbandonAgreement, Act, CommandBody, FreezeMethod, FreezeText, ReopenText, ReviseDraft},
    proto::v1::{self, ErrorReason},
    registry::codec::{Field, parse, parse::Size},
};

pub(super) fn revise(request: v1::ReviseDraftRequest, _: &Act, mut at: Field<'_>) -> Option<CommandBody> {
    let version = parse::number(request.version, at.field("version"));
    if request.texts.is_empty() {
        at.field("texts").refuse(ErrorReason::FieldRequired, "Required: at least one text.");
    }
    let texts = parse::texts(request.texts, at.field("texts"));
    Some(CommandBody::ReviseDraft(ReviseDraft { version: version?, texts }))
}

pub(super) fn freeze(request: v1::FreezeTextRequest, _: &Act, mut at: Field<'_>) -> Option<CommandBody> {
    Some(CommandBody::FreezeText(FreezeText {
        method: parse::enumeration_or(request.method, FreezeMethod::ConsentOfAll, at.field("method")),
        by: parse::identifiers(request.by, at.field("by")).into(),
        place: parse::place(request.place, at.field("place")),
        text_digest: parse::optional_digest(&request.text_digest, at.field("text_digest")),
    }))
}

pub(super) fn reopen(request: v1::ReopenTextRequest, _: &Act, mut at: Field<'_>) -> Option<CommandBody> {
    let reason = parse::personal(request.reason, Size::Free, at.field("reason"));
    Some(CommandBody::ReopenText(ReopenText { reason }))
}

pub(super) fn abandon(
    request: v1::AbandonAgreementRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    Some(CommandBody::AbandonAgreement(AbandonAgreement {
        reason: parse::personal(request.reason, Size::Free, at.field("reason")),
        consents: parse::identifiers(request.consents, at.field("consents")).into(),
    }))
}
