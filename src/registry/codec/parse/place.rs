//! Places.

use super::{Field, Size, each, optional_enumeration, text, values::country};
use crate::{
    domain::{Place, UnLocode},
    proto::v1::{self, ErrorReason},
};

/// A place; a request that says nothing about it names none.
pub fn place(message: Option<v1::Place>, mut at: Field<'_>) -> Option<Place> {
    let message = message?;
    if message == v1::Place::default() && !at.is_stored() {
        return None;
    }
    Some(Place {
        name: text(message.name, Size::Name, at.field("name")),
        country: country(&message.country, at.field("country")),
        un_locode: un_locode(&message.un_locode, at.field("un_locode")),
        kind: optional_enumeration(message.kind, at.field("kind")),
    })
}

/// Several places.
pub fn places(messages: Vec<v1::Place>, at: Field<'_>) -> Box<[Place]> {
    let read = |message, mut at: Field<'_>| {
        if message == v1::Place::default() && !at.is_stored() {
            at.field("name").refuse(ErrorReason::FieldRequired, "Empty; leave the place out or name it.");
        }
        place(Some(message), at)
    };
    each(messages, at, read).into()
}

fn un_locode(code: &str, mut at: Field<'_>) -> Option<UnLocode> {
    if code.is_empty() {
        return None;
    }
    let parsed = UnLocode::parse(code).ok();
    if parsed.is_none() {
        let description =
            "Not a code of UN/LOCODE; it is five capitals and digits without a space, such as `UZTAS`.";
        at.refuse(ErrorReason::BadValue, description);
    }
    parsed
}
