//! Corrections of the record.

use std::sync::Arc;

use super::{Field, Size, localized, number, personal, place, required_text, text};
use crate::{
    domain::{Correction, FieldValue},
    proto::v1::{self, field_value::Kind},
};

/// What an event said, and what is right.
pub fn correction(message: v1::RecordCorrected, mut at: Field<'_>) -> Option<Arc<Correction>> {
    let target_revision = number(message.target_revision, at.field("target_revision"));
    let field = required_text(message.field, Size::Name, at.field("field"));
    let old_value = field_value(message.old_value, at.field("old_value"));
    let new_value = field_value(message.new_value, at.field("new_value"));
    let reason = personal(message.reason, Size::Free, at.field("reason"));
    let target_revision = target_revision?;
    Some(Arc::new(Correction { target_revision, field, old_value, new_value, reason }))
}

/// The value of a field; in a request, one that says nothing is none. All fields that can be corrected are names or
/// titles, or a place.
fn field_value(message: Option<v1::FieldValue>, mut at: Field<'_>) -> Option<FieldValue> {
    match message?.kind? {
        Kind::Text(words) if words.is_empty() && !at.is_stored() => None,
        Kind::Text(words) => Some(FieldValue::Text(text(words, Size::Name, at.field("text")))),
        Kind::Place(message) => place(Some(message), at.field("place")).map(FieldValue::Place),
        Kind::Personal(message) => {
            personal(Some(message), Size::Name, at.field("personal")).map(FieldValue::Personal)
        }
        Kind::Localized(message) => {
            let words = localized(message.values, Size::Name, at.field("localized").field("values"));
            let is_said = at.is_stored() || !words.is_empty();
            is_said.then_some(FieldValue::Localized(words))
        }
    }
}
