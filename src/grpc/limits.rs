//! How large things in requests and answers may be.

use crate::registry::{FieldLimits, Problems};

/// How large things in requests and answers may be. Each has a default, and each refusal names its limit.
#[derive(Clone, Debug)]
pub struct Limits {
    /// A request, in bytes.
    pub request_bytes_max: usize,
    /// A free text, in characters.
    pub field_characters_max: usize,
    /// A name, title or label, in characters.
    pub name_characters_max: usize,
    /// An address of a document, in characters.
    pub uri_characters_max: usize,
    /// A list, in items.
    pub list_items_max: usize,
    /// A page, in events.
    pub page_events_max: usize,
    /// A page, in agreements.
    pub page_agreements_max: usize,
    /// A page, in other things.
    pub page_items_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            request_bytes_max: 1 << 20,
            field_characters_max: 2000,
            name_characters_max: 500,
            uri_characters_max: 2000,
            list_items_max: 1000,
            page_events_max: 1000,
            page_agreements_max: 1000,
            page_items_max: 1000,
        }
    }
}

impl Limits {
    /// No problem yet with a request that is read within these limits.
    pub(super) fn problems(&self) -> Problems {
        Problems::new(FieldLimits {
            field_characters_max: self.field_characters_max,
            name_characters_max: self.name_characters_max,
            uri_characters_max: self.uri_characters_max,
            list_items_max: self.list_items_max,
        })
    }
}
