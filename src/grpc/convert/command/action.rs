//! Commands about what somebody has to do.

use super::at_least_one;
use crate::{
    domain::{
        Act, CancelAction, CommandBody, CompleteAction, DeferAction, ReopenAction, ReportActionProgress,
        VerifyAction,
    },
    proto::v1,
    registry::codec::{Field, parse, parse::Size},
};

pub(super) fn report_progress(
    request: v1::ReportActionProgressRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let action_id = parse::identifier(&request.action_id, at.field("action_id"));
    let percent = parse::percent(request.percent, at.field("percent"));
    let note = parse::personal(request.note, Size::Free, at.field("note"));
    Some(CommandBody::ReportActionProgress(ReportActionProgress {
        action_id: action_id?,
        percent: percent?,
        note,
    }))
}

pub(super) fn complete(
    request: v1::CompleteActionRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let action_id = parse::identifier(&request.action_id, at.field("action_id"))?;
    Some(CommandBody::CompleteAction(CompleteAction { action_id }))
}

pub(super) fn verify(request: v1::VerifyActionRequest, _: &Act, mut at: Field<'_>) -> Option<CommandBody> {
    let action_id = parse::identifier(&request.action_id, at.field("action_id"));
    let session_id = parse::optional_identifier(&request.session_id, at.field("session_id"));
    at_least_one(&request.concurring, at.field("concurring"));
    let concurring = parse::identifiers(request.concurring, at.field("concurring")).into();
    Some(CommandBody::VerifyAction(VerifyAction { action_id: action_id?, session_id, concurring }))
}

pub(super) fn defer(request: v1::DeferActionRequest, _: &Act, mut at: Field<'_>) -> Option<CommandBody> {
    let action_id = parse::identifier(&request.action_id, at.field("action_id"));
    let due_on = parse::full_date(request.due_on, at.field("due_on"));
    let reason = parse::personal(request.reason, Size::Free, at.field("reason"));
    let consents = parse::identifiers(request.consents, at.field("consents")).into();
    Some(CommandBody::DeferAction(DeferAction { action_id: action_id?, due_on: due_on?, reason, consents }))
}

pub(super) fn reopen(request: v1::ReopenActionRequest, _: &Act, mut at: Field<'_>) -> Option<CommandBody> {
    let action_id = parse::identifier(&request.action_id, at.field("action_id"));
    let reason = parse::personal(request.reason, Size::Free, at.field("reason"));
    Some(CommandBody::ReopenAction(ReopenAction { action_id: action_id?, reason }))
}

pub(super) fn cancel(request: v1::CancelActionRequest, _: &Act, mut at: Field<'_>) -> Option<CommandBody> {
    let action_id = parse::identifier(&request.action_id, at.field("action_id"));
    let reason = parse::personal(request.reason, Size::Free, at.field("reason"));
    Some(CommandBody::CancelAction(CancelAction { action_id: action_id?, reason }))
}
