//! What lies beside the acts: documents, relations, communications, corrections.

use super::{
    super::{Enumeration, agreement_name},
    count, localized, personal, place,
    values::text,
};
use crate::{
    domain::{Communication, Correction, Document, FieldValue, Relation, RelationTarget},
    proto::v1::{self, field_value::Kind, relation::Target},
};

/// A document in the file of an agreement.
pub fn document(document: &Document) -> v1::Document {
    v1::Document {
        document_id: document.document_id.to_string(),
        kind: document.kind.number(),
        digest: document.digest.to_string(),
        language: document.language.as_ref().map(ToString::to_string).unwrap_or_default(),
        uri: document.uri.to_string(),
    }
}

/// How an agreement is related to another one.
pub fn relation(relation: &Relation) -> v1::Relation {
    let target = match &relation.target {
        RelationTarget::Agreement(id) => Target::Agreement(agreement_name(id)),
        RelationTarget::Citation(words) => Target::Citation(words.to_string()),
    };
    v1::Relation { kind: relation.kind.number(), target: Some(target), incoming: false }
}

/// What somebody has said about an agreement.
pub fn communication(communication: &Communication) -> v1::CommunicationRecorded {
    v1::CommunicationRecorded {
        communication_kind: communication.kind.number(),
        from: communication.from.to_string(),
        concerning_revision: count(communication.concerning_revision.unwrap_or_default()),
        text: communication.text.as_ref().map(personal),
    }
}

/// What an event said, and what is right.
pub fn correction(correction: &Correction) -> v1::RecordCorrected {
    v1::RecordCorrected {
        target_revision: count(correction.target_revision),
        field: correction.field.to_string(),
        old_value: correction.old_value.as_ref().map(field_value),
        new_value: correction.new_value.as_ref().map(field_value),
        reason: correction.reason.as_ref().map(personal),
    }
}

fn field_value(value: &FieldValue) -> v1::FieldValue {
    let kind = match value {
        FieldValue::Text(words) => Kind::Text(text(Some(words))),
        FieldValue::Place(of) => Kind::Place(place(of)),
        FieldValue::Personal(of) => Kind::Personal(personal(of)),
        FieldValue::Localized(words) => Kind::Localized(v1::LocalizedTextValue { values: localized(words) }),
    };
    v1::FieldValue { kind: Some(kind) }
}
