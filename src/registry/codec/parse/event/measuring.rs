//! What happens when the performance of an agreement is looked at.

use std::sync::Arc;

use super::{
    super::{
        Field, Size, evaluation, identifier, indicator, optional_decimal, personal, reading,
        reading_revision, target,
    },
    required,
};
use crate::{
    domain::{
        AgreementEvaluated, IndicatorDefined, IndicatorRetired, ReadingAgreed, ReadingContested,
        ReadingRecorded, ReadingRevised, TargetSet,
    },
    proto::v1,
};

pub(super) fn agreement_evaluated(
    message: v1::AgreementEvaluated,
    at: Field<'_>,
) -> Option<AgreementEvaluated> {
    Some(AgreementEvaluated { evaluation: Arc::new(evaluation(message, at)?) })
}

pub(super) fn indicator_defined(
    message: v1::IndicatorDefined,
    mut at: Field<'_>,
) -> Option<IndicatorDefined> {
    let message = required(message.indicator, at.field("indicator"))?;
    Some(IndicatorDefined { indicator: indicator(message, at.field("indicator"))? })
}

pub(super) fn indicator_retired(
    message: v1::IndicatorRetired,
    mut at: Field<'_>,
) -> Option<IndicatorRetired> {
    let indicator_id = identifier(&message.indicator_id, at.field("indicator_id"));
    let reason = personal(message.reason, Size::Free, at.field("reason"));
    Some(IndicatorRetired { indicator_id: indicator_id?, reason })
}

pub(super) fn target_set(message: v1::TargetSet, mut at: Field<'_>) -> Option<TargetSet> {
    let message = required(message.target, at.field("target"))?;
    Some(TargetSet { target: target(message, at.field("target"))? })
}

pub(super) fn reading_recorded(message: v1::ReadingRecorded, mut at: Field<'_>) -> Option<ReadingRecorded> {
    let message = required(message.reading, at.field("reading"))?;
    Some(ReadingRecorded { reading: reading(message, at.field("reading"))? })
}

pub(super) fn reading_contested(
    message: v1::ReadingContested,
    mut at: Field<'_>,
) -> Option<ReadingContested> {
    let reading_id = identifier(&message.reading_id, at.field("reading_id"));
    let by = identifier(&message.by, at.field("by"));
    let reason = personal(message.reason, Size::Free, at.field("reason"));
    let counter_value = optional_decimal(&message.counter_value, at.field("counter_value"));
    Some(ReadingContested { reading_id: reading_id?, by: by?, reason, counter_value })
}

pub(super) fn reading_revised(message: v1::ReadingRevised, at: Field<'_>) -> Option<ReadingRevised> {
    Some(ReadingRevised { revision: reading_revision(message, at)? })
}

pub(super) fn reading_agreed(message: v1::ReadingAgreed, mut at: Field<'_>) -> Option<ReadingAgreed> {
    let reading_id = identifier(&message.reading_id, at.field("reading_id"))?;
    Some(ReadingAgreed { reading_id })
}
