//! Commands about the record itself.

use crate::{
    domain::{Act, ChangeClassification, CommandBody, CompleteBackfill, CorrectRecord, RecordCommunication},
    proto::v1,
    registry::codec::{Field, parse},
};

pub(super) fn communicate(
    request: v1::RecordCommunicationRequest,
    _: &Act,
    at: Field<'_>,
) -> Option<CommandBody> {
    let message = v1::CommunicationRecorded {
        communication_kind: request.communication_kind,
        from: request.from,
        concerning_revision: request.concerning_revision,
        text: request.text,
    };
    let communication = parse::communication(message, at)?;
    Some(CommandBody::RecordCommunication(RecordCommunication { communication }))
}

pub(super) fn classify(
    request: v1::ChangeClassificationRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let classification = parse::enumeration(request.classification, at.field("classification"))?;
    Some(CommandBody::ChangeClassification(ChangeClassification { classification }))
}

pub(super) fn correct(request: v1::CorrectRecordRequest, _: &Act, at: Field<'_>) -> Option<CommandBody> {
    let message = v1::RecordCorrected {
        target_revision: request.target_revision,
        field: request.field,
        old_value: request.old_value,
        new_value: request.new_value,
        reason: request.reason,
    };
    let correction = parse::correction(message, at)?;
    Some(CommandBody::CorrectRecord(CorrectRecord { correction }))
}

#[expect(clippy::unnecessary_wraps, reason = "the parsers of all commands have one form")]
pub(super) fn complete_backfill(
    _: v1::CompleteBackfillRequest,
    _: &Act,
    _: Field<'_>,
) -> Option<CommandBody> {
    Some(CommandBody::CompleteBackfill(CompleteBackfill))
}
