//! Commands that evaluate and measure.

use std::sync::Arc;

use super::required;
use crate::{
    domain::{
        Act, AgreeReading, CommandBody, ContestReading, DefineIndicator, EvaluateAgreement, RecordReading,
        RetireIndicator, ReviseReading, SetTarget,
    },
    proto::v1,
    registry::codec::{Field, parse, parse::Size},
};

pub(super) fn evaluate(request: v1::EvaluateAgreementRequest, _: &Act, at: Field<'_>) -> Option<CommandBody> {
    let evaluation = v1::AgreementEvaluated {
        evaluation_id: request.evaluation_id,
        basis: request.basis,
        kind: request.kind,
        period: request.period,
        areas: request.areas,
        overall: request.overall,
        concurring: request.concurring,
        session_id: request.session_id,
        commission_id: request.commission_id,
    };
    let evaluation = Arc::new(parse::evaluation(evaluation, at)?);
    Some(CommandBody::EvaluateAgreement(EvaluateAgreement { evaluation }))
}

pub(super) fn define_indicator(
    request: v1::DefineIndicatorRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let message = required(request.indicator, at.field("indicator"), "the indicator")?;
    let indicator = parse::indicator(message, at.field("indicator"))?;
    Some(CommandBody::DefineIndicator(DefineIndicator { indicator }))
}

pub(super) fn retire_indicator(
    request: v1::RetireIndicatorRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let indicator_id = parse::identifier(&request.indicator_id, at.field("indicator_id"));
    let reason = parse::personal(request.reason, Size::Free, at.field("reason"));
    Some(CommandBody::RetireIndicator(RetireIndicator { indicator_id: indicator_id?, reason }))
}

pub(super) fn set_target(request: v1::SetTargetRequest, _: &Act, mut at: Field<'_>) -> Option<CommandBody> {
    let message = required(request.target, at.field("target"), "the target")?;
    let target = parse::target(message, at.field("target"))?;
    Some(CommandBody::SetTarget(SetTarget { target }))
}

pub(super) fn record_reading(
    request: v1::RecordReadingRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let message = required(request.reading, at.field("reading"), "the reading")?;
    let reading = parse::reading(message, at.field("reading"))?;
    Some(CommandBody::RecordReading(RecordReading { reading }))
}

pub(super) fn contest_reading(
    request: v1::ContestReadingRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let reading_id = parse::identifier(&request.reading_id, at.field("reading_id"));
    let by = parse::identifier(&request.by, at.field("by"));
    let reason = parse::personal(request.reason, Size::Free, at.field("reason"));
    let counter_value = parse::optional_decimal(&request.counter_value, at.field("counter_value"));
    Some(CommandBody::ContestReading(ContestReading {
        reading_id: reading_id?,
        by: by?,
        reason,
        counter_value,
    }))
}

pub(super) fn revise_reading(
    request: v1::ReviseReadingRequest,
    _: &Act,
    at: Field<'_>,
) -> Option<CommandBody> {
    let message = v1::ReadingRevised {
        reading_id: request.reading_id,
        revised_reading_id: request.revised_reading_id,
        value: request.value,
        qualifier: request.qualifier,
        provisional: request.provisional,
        method: request.method,
        reason: request.reason,
    };
    let revision = parse::reading_revision(message, at)?;
    Some(CommandBody::ReviseReading(ReviseReading { revision }))
}

pub(super) fn agree_reading(
    request: v1::AgreeReadingRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let reading_id = parse::identifier(&request.reading_id, at.field("reading_id"))?;
    Some(CommandBody::AgreeReading(AgreeReading { reading_id }))
}
