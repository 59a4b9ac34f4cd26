//! Small values that are valid once they exist.
//!
//! Each is read by one constructor that says what is wrong with it. A constructor sees one value; the edge knows
//! in which field it stood and gathers what is wrong with all of them.

use std::{collections::BTreeSet, fmt, sync::Arc};

use sha2::{Digest as _, Sha256};

/// Why a value cannot be what it claims to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// There is nothing where something is needed.
    #[error("empty")]
    Empty,
    /// Longer than it may be.
    #[error("{length} characters, at most {length_max} are allowed")]
    TooLong {
        /// The length found.
        length: usize,
        /// The longest length allowed.
        length_max: usize,
    },
    /// Not an id.
    #[error("not an id")]
    BadId,
    /// Not a language tag of BCP 47.
    #[error("not a language tag")]
    BadLanguageTag,
    /// Not an alpha-2 code of ISO 3166-1.
    #[error("not a country code")]
    BadCountryCode,
    /// Not the name of a zone in the time zone database of IANA.
    #[error("not a time zone")]
    BadTimeZone,
    /// Not a date between the years 1 and 9999, or coarser or finer than needed.
    #[error("not a date")]
    BadDate,
    /// A period that does not end after it begins.
    #[error("not a period")]
    BadPeriod,
    /// Days of which the last lies before the first.
    #[error("ends before it begins")]
    BadDays,
    /// Not a time between two sessions, nor a number of sessions in a year.
    #[error("not a cadence")]
    BadCadence,
    /// Not a part of a hundred.
    #[error("not a part of a hundred")]
    BadPercent,
    /// Not 64 hexadecimal digits in lower case.
    #[error("not a digest")]
    BadDigest,
    /// Not a code of a unit.
    #[error("not a unit")]
    BadUnit,
    /// Outside the values allowed here.
    #[error("not an allowed value")]
    BadValue,
    /// The same key twice in a list where each stands once.
    #[error("listed twice")]
    Duplicate,
}

/// A language tag of BCP 47 in its usual letters, so that `EN-gb` and `en-GB` are one language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag(Arc<str>);

impl LanguageTag {
    /// Reads a tag.
    pub fn parse(tag: &str) -> Result<Self, Invalid> {
        oxilangtag::LanguageTag::parse_and_normalize(tag)
            .map(|tag| Self(tag.into_inner().into()))
            .map_err(|_| Invalid::BadLanguageTag)
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A state by its alpha-2 code of ISO 3166-1, in capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// Reads a code.
    pub fn parse(code: &str) -> Result<Self, Invalid> {
        let bytes = <[u8; 2]>::try_from(code.as_bytes()).map_err(|_| Invalid::BadCountryCode)?;
        rust_iso3166::from_alpha2(code).map(|_| Self(bytes)).ok_or(Invalid::BadCountryCode)
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        // INVARIANT: the bytes were read from a string.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A SHA-256, written as 64 hexadecimal digits in lower case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Reads the digits.
    pub fn parse(digits: &str) -> Result<Self, Invalid> {
        if digits.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(Invalid::BadDigest);
        }
        let mut bytes = [0; 32];
        hex::decode_to_slice(digits, &mut bytes).map_err(|_| Invalid::BadDigest)?;
        Ok(Self(bytes))
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl From<[u8; 32]> for Digest {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

/// The same words in several languages, in the order of the tags; may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalizedText(Arc<[(LanguageTag, Box<str>)]>);

impl LocalizedText {
    /// Takes one wording a language. Tags that differ only in their letters are the same language.
    pub fn new(wordings: impl IntoIterator<Item = (LanguageTag, Box<str>)>) -> Result<Self, Invalid> {
        let wordings: Vec<_> = wordings.into_iter().collect();
        if wordings.iter().any(|(_, words)| words.is_empty()) {
            return Err(Invalid::Empty);
        }
        ordered(wordings, |(language, _)| language).map(Self)
    }

    /// The wordings in the order of the tags.
    pub fn iter(&self) -> impl Iterator<Item = (&LanguageTag, &str)> {
        self.0.iter().map(|(language, words)| (language, &**words))
    }

    /// Whether there is no wording at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Where an act was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The city or spot.
    pub name: Box<str>,
    /// The state it lies in, if in one.
    pub country: Option<CountryCode>,
    /// Its code in UN/LOCODE.
    pub un_locode: Option<UnLocode>,
    /// What kind of place it is.
    pub kind: Option<PlaceKind>,
}

/// What kind of place it is, seen from the parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// The territory of a participant.
    Territory,
    /// The border between participants.
    Border,
    /// Neither's territory.
    ThirdCountry,
    /// No place: by wire.
    Virtual,
}

/// A place in the code of the UN for trade and transport locations: a state's two letters and three characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnLocode([u8; 5]);

impl UnLocode {
    /// Reads a code. Whether such a place is listed is not looked up: the list changes twice a year.
    pub fn parse(code: &str) -> Result<Self, Invalid> {
        let bytes = <[u8; 5]>::try_from(code.as_bytes()).map_err(|_| Invalid::BadValue)?;
        let [first, second, rest @ ..] = bytes;
        let in_state = first.is_ascii_uppercase() && second.is_ascii_uppercase();
        // The digits 0 and 1 are not used: they look like letters.
        let placed = rest.iter().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b'2'..=b'9'));
        if in_state && placed { Ok(Self(bytes)) } else { Err(Invalid::BadValue) }
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        // INVARIANT: the bytes were read from a string.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// What identifies a person. No rule depends on what is in it, so it can be sealed or erased one day.
#[derive(Clone, PartialEq, Eq)]
pub enum Personal {
    /// Readable.
    Text(Box<str>),
    /// Only for whoever holds the key.
    Sealed(Box<[u8]>),
}

impl fmt::Debug for Personal {
    // Names of people do not belong in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(_) => f.write_str("Text(..)"),
            Self::Sealed(_) => f.write_str("Sealed(..)"),
        }
    }
}

/// Puts items in the order of their keys; each key may stand once.
pub(super) fn ordered<T, K: Ord>(mut items: Vec<T>, key: impl Fn(&T) -> &K) -> Result<Arc<[T]>, Invalid> {
    items.sort_by(|a, b| key(a).cmp(key(b)));
    let twice = items.iter().zip(items.iter().skip(1)).any(|(a, b)| key(a) == key(b));
    if twice { Err(Invalid::Duplicate) } else { Ok(items.into()) }
}

/// Takes items in the order in which they stand; each key may stand once.
pub(super) fn once_each<T, K: Ord>(items: Vec<T>, key: impl Fn(&T) -> &K) -> Result<Arc<[T]>, Invalid> {
    let keys: BTreeSet<&K> = items.iter().map(key).collect();
    if keys.len() < items.len() { Err(Invalid::Duplicate) } else { Ok(items.into()) }
}
