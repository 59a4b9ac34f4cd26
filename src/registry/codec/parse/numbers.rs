//! Numbers.

use std::fmt::Display;

use super::{Field, values::valid};
use crate::{
    domain::{Decimal, Percent},
    proto::v1::ErrorReason,
};

/// The most that a request may count of anything: people, originals, items of an agenda.
pub(super) const COUNT_MAX: u32 = 1_000_000;

/// A number that counts from 1.
pub fn number(number: i64, mut at: Field<'_>) -> Option<u64> {
    if number == 0 {
        at.refuse(ErrorReason::FieldRequired, "Required, counted from 1.");
        return None;
    }
    let read = u64::try_from(number).ok();
    if read.is_none() {
        at.refuse(ErrorReason::BadValue, "Negative; it is counted from 1.");
    }
    read
}

/// The same, when it may be left out; then it is 0.
pub fn optional_number(number: i64, mut at: Field<'_>) -> Option<u64> {
    let read = u64::try_from(number).ok();
    if read.is_none() {
        at.refuse(ErrorReason::BadValue, "Negative; it is counted from 1, and 0 stands for none.");
    }
    read.filter(|number| *number > 0)
}

/// A number from `min` to `max`, if it stands in a request; a record may have any for which there is room.
pub(super) fn within<N>(number: i64, min: N, max: N, mut at: Field<'_>) -> Option<N>
where
    N: Copy + Display + Into<i64> + TryFrom<i64>,
{
    let is_allowed = at.is_stored() || (min.into()..=max.into()).contains(&number);
    let read = N::try_from(number).ok().filter(|_| is_allowed);
    if read.is_none() {
        at.refuse(ErrorReason::BadValue, format!("Out of range; {min} to {max} are allowed."));
    }
    read
}

/// How many there are; one, where a request does not say.
pub(super) fn how_many(number: i64, mut at: Field<'_>) -> Option<u32> {
    if number == 0 {
        at.left_to_default();
        return Some(1);
    }
    within(number, 1, COUNT_MAX, at)
}

/// The number of an item in a list.
pub(super) fn item_number(number: i64, mut at: Field<'_>) -> Option<u32> {
    if number == 0 {
        at.refuse(ErrorReason::FieldRequired, "Required, counted from 1.");
        return None;
    }
    within(number, 1, COUNT_MAX, at)
}

/// A part of a hundred.
pub fn percent(percent: i64, mut at: Field<'_>) -> Option<Percent> {
    valid(Percent::new(percent), &mut at)
}

/// A number with digits behind the point.
pub(super) fn decimal(number: &str, mut at: Field<'_>) -> Option<Decimal> {
    if number.is_empty() {
        at.refuse(ErrorReason::FieldRequired, "Required: a decimal.");
        return None;
    }
    let read = Decimal::parse(number).ok();
    if read.is_none() {
        let description = "Not a decimal; it is an optional `-`, digits, and perhaps a point and more digits, with at \
                           most 30 digits in all.";
        at.refuse(ErrorReason::BadDecimal, description);
    }
    read
}

/// The same, when it may be left out.
pub fn optional_decimal(number: &str, at: Field<'_>) -> Option<Decimal> {
    if number.is_empty() { None } else { decimal(number, at) }
}
