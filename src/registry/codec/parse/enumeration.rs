//! Enums, by the numbers of their values.

use super::{
    super::{Enumeration, Read},
    Field,
};
use crate::proto::v1::ErrorReason;

/// A value that has to be there.
pub fn enumeration<E: Enumeration>(number: i32, mut at: Field<'_>) -> Option<E> {
    if number == 0 {
        at.refuse(ErrorReason::FieldRequired, format!("Required: one of {}.", E::names().join(", ")));
    }
    optional_enumeration(number, at)
}

/// A value that may be left out.
pub fn optional_enumeration<E: Enumeration>(number: i32, mut at: Field<'_>) -> Option<E> {
    match E::read(number) {
        Read::Unspecified => None,
        Read::Known(value) => Some(value),
        Read::NotSupported(name) => {
            let names = E::names().join(", ");
            at.refuse(
                ErrorReason::TermsNotSupported,
                format!("This version has no rules for {name} yet; it has them for {names}."),
            );
            None
        }
        Read::Unknown => {
            let names = E::names().join(", ");
            at.refuse(ErrorReason::BadValue, format!("{number} is no value here; allowed are {names}."));
            None
        }
    }
}

/// A value that is `default` when a request leaves it out.
pub fn enumeration_or<E: Enumeration>(number: i32, default: E, mut at: Field<'_>) -> E {
    if number == 0 {
        at.left_to_default();
    }
    optional_enumeration(number, at).unwrap_or(default)
}
