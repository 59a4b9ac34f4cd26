//! Events as records keep them.

mod action;
mod body;
mod commission;
mod drafting;
mod ending;
mod keeping;
mod kind;
mod measuring;
mod session;
mod signing;

use self::{body::body, kind::kind};
use super::{
    Field, Size, evidence, occurred_at, optional_full_date, optional_text, partial_date, personal, source,
};
use crate::{
    domain::Event,
    proto::v1::{self, ErrorReason, EventType, event::Payload},
};

/// An event; what stands in the header of its record is not looked at.
pub(in super::super) fn event(message: v1::Event, mut at: Field<'_>) -> Option<Event> {
    if message.occurred_on.is_none() {
        at.field("occurred_on").refuse(ErrorReason::FieldRequired, "An event has a date.");
    }
    let occurred_on = partial_date(message.occurred_on, at.field("occurred_on"));
    let occurred_at = occurred_at(message.occurred_at, at.field("occurred_at"));
    let effective_on = optional_full_date(message.effective_on, at.field("effective_on"));
    let source = source(message.source, at.field("source"));
    let evidence = evidence(message.evidence, at.field("evidence"));
    let on_behalf_of = optional_text(message.on_behalf_of, Size::Name, at.field("on_behalf_of"));
    let note = personal(message.note, Size::Free, at.field("note"));
    let body = typed(message.r#type, message.payload, &mut at).and_then(|payload| body(payload, at));
    Some(Event {
        occurred_on: occurred_on?,
        occurred_at,
        effective_on,
        source,
        evidence,
        on_behalf_of,
        note,
        body: body?,
    })
}

/// The payload, if it is of the type that the event says. An unknown type has a payload that was not read.
fn typed(number: i32, payload: Option<Payload>, at: &mut Field<'_>) -> Option<Payload> {
    let Ok(expected) = EventType::try_from(number) else {
        let description = format!("{number} is no type of event that this version knows.");
        at.field("type").refuse(ErrorReason::BadValue, description);
        return None;
    };
    let found = payload.as_ref().and_then(kind);
    if found == Some(expected) {
        return payload;
    }
    let expected = expected.as_str_name();
    let description = match (found, payload) {
        (Some(found), _) => format!("The type is {expected}, the content that of {}.", found.as_str_name()),
        (None, Some(_)) => format!("The content of {expected} is withheld."),
        (None, None) => format!("There is no content of {expected} that this version knows."),
    };
    at.field("payload").refuse(ErrorReason::BadValue, description);
    None
}

/// A message that has to be there.
fn required<M>(message: Option<M>, mut at: Field<'_>) -> Option<M> {
    if message.is_none() {
        at.refuse(ErrorReason::FieldRequired, "Required.");
    }
    message
}
