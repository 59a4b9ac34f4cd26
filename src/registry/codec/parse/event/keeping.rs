//! What happens to the record itself.

use super::super::{Field, communication, correction, enumeration};
use crate::{
    domain::{ClassificationChanged, CommunicationRecorded, RecordCorrected},
    proto::v1,
};

pub(super) fn record_corrected(message: v1::RecordCorrected, at: Field<'_>) -> Option<RecordCorrected> {
    Some(RecordCorrected { correction: correction(message, at)? })
}

pub(super) fn communication_recorded(
    message: v1::CommunicationRecorded,
    at: Field<'_>,
) -> Option<CommunicationRecorded> {
    Some(CommunicationRecorded { communication: communication(message, at)? })
}

pub(super) fn classification_changed(
    message: v1::ClassificationChanged,
    mut at: Field<'_>,
) -> Option<ClassificationChanged> {
    let classification = enumeration(message.classification, at.field("classification"))?;
    Some(ClassificationChanged { classification })
}
