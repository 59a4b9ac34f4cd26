//! Small values: texts, ids, codes, digests, places.

use std::collections::BTreeMap;

use super::{super::named_agreement, Field, each_once, lists::is_too_long};
use crate::{
    domain::{
        AgreementId, CountryCode, Digest, Identifier, Invalid, LanguageTag, LocalizedText, Personal,
        Reference,
    },
    proto::v1::{self, ErrorReason, personal::Content},
};

/// Which limit a text has in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// That of a name, a title or a label.
    Name,
    /// That of a free text, which may have several lines.
    Free,
    /// That of an address.
    Uri,
}

/// A text, which may be empty.
pub fn text(text: String, size: Size, mut at: Field<'_>) -> Box<str> {
    check_text(&text, size, &mut at);
    text.into()
}

/// A text; an empty one is none.
pub fn optional_text(words: String, size: Size, at: Field<'_>) -> Option<Box<str>> {
    if words.is_empty() { None } else { Some(text(words, size, at)) }
}

/// A text that has to be there.
pub fn required_text(words: String, size: Size, mut at: Field<'_>) -> Box<str> {
    if words.is_empty() && !at.is_stored() {
        at.refuse(ErrorReason::FieldRequired, "Required.");
    }
    text(words, size, at)
}

/// A name in a list, where an empty one makes no sense.
pub fn named(name: String, mut at: Field<'_>) -> Option<Box<str>> {
    if name.is_empty() && !at.is_stored() {
        at.refuse(ErrorReason::FieldRequired, "Empty; leave it out or write a name.");
    }
    Some(text(name, Size::Name, at))
}

fn check_text(text: &str, size: Size, at: &mut Field<'_>) {
    let Some(limits) = at.limits() else { return };
    let characters_max = match size {
        Size::Name => limits.name_characters_max,
        Size::Free => limits.field_characters_max,
        Size::Uri => limits.uri_characters_max,
    };
    // A character has at least one byte, so most texts need no counting.
    if text.len() > characters_max {
        let characters = text.chars().count();
        if characters > characters_max {
            let description = format!("{characters} characters; at most {characters_max} are allowed.");
            at.refuse(ErrorReason::FieldTooLong, description);
        }
    }
    let is_layout = |c| size == Size::Free && matches!(c, '\n' | '\r' | '\t');
    if text.chars().any(|c| c.is_control() && !is_layout(c)) {
        let description = match size {
            Size::Name | Size::Uri => "Control characters are not allowed here.",
            Size::Free => "No control characters are allowed here but line breaks and tabs.",
        };
        at.refuse(ErrorReason::BadValue, description);
    }
}

/// Notes what is wrong with a value that the domain does not take.
pub(super) fn valid<T>(value: Result<T, Invalid>, at: &mut Field<'_>) -> Option<T> {
    let invalid = match value {
        Ok(value) => return Some(value),
        Err(invalid) => invalid,
    };
    let (reason, description) = match invalid {
        Invalid::Empty => (ErrorReason::FieldRequired, "Required."),
        Invalid::TooLong { length, length_max } => {
            let description = format!("{length} characters; at most {length_max} are allowed.");
            at.refuse(ErrorReason::FieldTooLong, description);
            return None;
        }
        Invalid::BadId => (
            ErrorReason::BadId,
            "Not an id; it is a letter or a digit, then up to 62 letters, digits, `_` or `-`.",
        ),
        Invalid::BadLanguageTag => {
            (ErrorReason::BadLanguageTag, "Not a language tag of BCP 47, such as `en` or `uz-Latn`.")
        }
        Invalid::BadCountryCode => {
            (ErrorReason::BadCountryCode, "Not an alpha-2 code of ISO 3166-1 in capitals, such as `UZ`.")
        }
        Invalid::BadTimeZone => {
            (ErrorReason::BadTimeZone, "Not the name of a time zone at IANA, such as `Asia/Tashkent`.")
        }
        Invalid::BadDate => {
            (ErrorReason::BadDate, "Not a date of the Gregorian calendar from the year 1 to 9999.")
        }
        Invalid::BadPeriod => (ErrorReason::BadPeriod, "A period ends after the day on which it begins."),
        Invalid::BadDays => (ErrorReason::BadPeriod, "The last day is before the first."),
        Invalid::BadCadence => (ErrorReason::BadCadence, "Not a cadence that is allowed."),
        Invalid::BadPercent => (ErrorReason::BadPercent, "Out of range; 0 to 100 are allowed."),
        Invalid::BadDigest => {
            (ErrorReason::BadDigest, "Not a digest; it is 64 hexadecimal digits in lower case.")
        }
        Invalid::BadUnit => (
            ErrorReason::BadUnit,
            "Not a unit; it is a code of 1 to 20 printable ASCII characters without spaces, such as `EUR`, `%` or `1`.",
        ),
        Invalid::BadValue => (ErrorReason::BadValue, "Not an allowed value."),
        Invalid::Duplicate => (ErrorReason::BadValue, "The same twice; each may be given once."),
    };
    at.refuse(reason, description);
    None
}

/// Reads a text that has to be there.
pub(super) fn required<T>(
    text: &str,
    parse: impl Fn(&str) -> Result<T, Invalid>,
    mut at: Field<'_>,
) -> Option<T> {
    let value = if text.is_empty() { Err(Invalid::Empty) } else { parse(text) };
    valid(value, &mut at)
}

/// Reads a text; an empty one is none.
pub(super) fn optional<T>(
    text: &str,
    parse: impl Fn(&str) -> Result<T, Invalid>,
    mut at: Field<'_>,
) -> Option<T> {
    if text.is_empty() { None } else { valid(parse(text), &mut at) }
}

/// The id of something in an agreement, or of a request.
pub fn identifier(id: &str, at: Field<'_>) -> Option<Identifier> {
    required(id, Identifier::parse, at)
}

/// The same, when it may be left out.
pub fn optional_identifier(id: &str, at: Field<'_>) -> Option<Identifier> {
    optional(id, Identifier::parse, at)
}

/// Ids, each once.
pub fn identifiers(ids: Vec<String>, at: Field<'_>) -> Vec<Identifier> {
    each_once(ids, at, |id, at| identifier(&id, at), None, |id| id)
}

/// The id of an agreement, without the rest of its name.
pub fn agreement_id(id: &str, mut at: Field<'_>) -> Option<AgreementId> {
    if id.is_empty() {
        at.refuse(ErrorReason::FieldRequired, "Required.");
        return None;
    }
    let parsed = AgreementId::parse(id).ok();
    if parsed.is_none() {
        let description = "Not the id of an agreement; it is a lower-case letter or a digit, then up to 62 \
                           lower-case letters, digits or `-`.";
        at.refuse(ErrorReason::BadId, description);
    }
    parsed
}

/// The name of an agreement.
pub fn agreement_name(name: &str, mut at: Field<'_>) -> Option<AgreementId> {
    if name.is_empty() {
        at.refuse(ErrorReason::FieldRequired, "Required: `agreements/` and the id of the agreement.");
        return None;
    }
    let id = named_agreement(name);
    if id.is_none() {
        let description = "Not the name of an agreement; it is `agreements/` and an id: a lower-case letter or a \
                           digit, then up to 62 lower-case letters, digits or `-`.";
        at.refuse(ErrorReason::BadId, description);
    }
    id
}

/// The mark under which people file an agreement.
pub(super) fn reference(reference: &str, mut at: Field<'_>) -> Option<Reference> {
    if !at.is_stored() && reference.chars().any(char::is_control) {
        at.refuse(ErrorReason::BadValue, "Control characters are not allowed here.");
    }
    valid(Reference::parse(reference), &mut at)
}

/// A language.
pub(super) fn language(tag: &str, at: Field<'_>) -> Option<LanguageTag> {
    required(tag, LanguageTag::parse, at)
}

/// The same, when it may be left out.
pub(super) fn optional_language(tag: &str, at: Field<'_>) -> Option<LanguageTag> {
    optional(tag, LanguageTag::parse, at)
}

/// Languages, each once.
pub(super) fn languages(tags: Vec<String>, at: Field<'_>) -> Box<[LanguageTag]> {
    each_once(tags, at, |tag, at| language(&tag, at), None, |tag| tag).into()
}

/// A state; it may be left out.
pub(super) fn country(code: &str, at: Field<'_>) -> Option<CountryCode> {
    optional(code, CountryCode::parse, at)
}

/// A digest.
pub fn digest(digits: &str, at: Field<'_>) -> Option<Digest> {
    required(digits, Digest::parse, at)
}

/// The same, when it may be left out.
pub fn optional_digest(digits: &str, at: Field<'_>) -> Option<Digest> {
    optional(digits, Digest::parse, at)
}

/// Words by language; may be empty.
pub fn localized(words: BTreeMap<String, String>, size: Size, mut at: Field<'_>) -> LocalizedText {
    if is_too_long(words.len(), &mut at) {
        return LocalizedText::default();
    }
    let mut wordings = Vec::with_capacity(words.len());
    for (tag, words) in words {
        let mut at = at.key(&tag);
        let language = valid(LanguageTag::parse(&tag), &mut at);
        if words.is_empty() {
            at.refuse(ErrorReason::FieldRequired, "Empty; leave the language out or write a text.");
        } else {
            let words = text(words, size, at);
            wordings.extend(language.map(|language| (language, words)));
        }
    }
    // Tags that differ only in their letters are the same language.
    valid(LocalizedText::new(wordings), &mut at).unwrap_or_default()
}

/// The same, with a text in at least one language.
pub(super) fn localized_required(
    words: BTreeMap<String, String>,
    size: Size,
    mut at: Field<'_>,
) -> LocalizedText {
    if words.is_empty() && !at.is_stored() {
        at.refuse(ErrorReason::FieldRequired, "Required in at least one language.");
    }
    localized(words, size, at)
}

/// What identifies a person; none when it was erased or never given.
pub fn personal(message: Option<v1::Personal>, size: Size, mut at: Field<'_>) -> Option<Personal> {
    match message?.content? {
        // Sealing is up to the service, and an empty text says nothing.
        Content::Sealed(_) if !at.is_stored() => {
            at.field("sealed").refuse(ErrorReason::BadValue, "Only the service seals; give `text`.");
            None
        }
        Content::Text(words) if words.is_empty() && !at.is_stored() => None,
        Content::Text(words) => Some(Personal::Text(text(words, size, at.field("text")))),
        Content::Sealed(bytes) => Some(Personal::Sealed(bytes.as_ref().into())),
    }
}
