//! Lists, item by item.

use std::collections::BTreeSet;

use super::Field;
use crate::proto::v1::ErrorReason;

/// Reads each item with `read`. Nothing of a list that is too long is read.
pub fn each<M, T>(items: Vec<M>, mut at: Field<'_>, read: impl Fn(M, Field<'_>) -> Option<T>) -> Vec<T> {
    if is_too_long(items.len(), &mut at) {
        return Vec::new();
    }
    items.into_iter().enumerate().filter_map(|(index, item)| read(item, at.index(index))).collect()
}

/// Reads each item with `read`, and refuses one whose key came before; the key stands in `key_field` of the item, or is
/// the item.
///
/// A record may repeat one: where that makes no sense, the type of the whole list does not hold it.
pub fn each_once<M, T, K: Clone + Ord>(
    items: Vec<M>,
    mut at: Field<'_>,
    read: impl Fn(M, Field<'_>) -> Option<T>,
    key_field: Option<&'static str>,
    key: impl Fn(&T) -> &K,
) -> Vec<T> {
    if is_too_long(items.len(), &mut at) {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let mut values = Vec::with_capacity(items.len());
    for (index, item) in items.into_iter().enumerate() {
        if let Some(value) = read(item, at.index(index)) {
            if !at.is_stored() && !seen.insert(key(&value).clone()) {
                let mut at = at.index(index);
                let description = "Given before; each may be given once.";
                match key_field {
                    Some(key_field) => at.field(key_field).refuse(ErrorReason::BadValue, description),
                    None => at.refuse(ErrorReason::BadValue, description),
                }
            }
            values.push(value);
        }
    }
    values
}

/// Refuses a list or map with more items than a request may have.
pub(super) fn is_too_long(items: usize, at: &mut Field<'_>) -> bool {
    let Some(limits) = at.limits() else { return false };
    let is_too_long = items > limits.list_items_max;
    if is_too_long {
        let description = format!("{items} items; at most {} are allowed.", limits.list_items_max);
        at.refuse(ErrorReason::TooManyItems, description);
    }
    is_too_long
}
