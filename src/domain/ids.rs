//! The names that clients choose.

use std::{fmt, sync::Arc};

use super::values::Invalid;

/// The longest identifier, in characters: what fits into one label of a host name.
const LENGTH_MAX: usize = 63;

/// The id of an agreement: `[a-z0-9][a-z0-9-]{0,62}` (D2).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgreementId(Arc<str>);

impl AgreementId {
    /// Reads an id as a client wrote it.
    pub fn parse(id: &str) -> Result<Self, Invalid> {
        let first = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        identifier(id, first, |c| first(c) || c == '-').map(Self)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AgreementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The id of something inside an agreement, or of a request: `[A-Za-z0-9][A-Za-z0-9_-]{0,62}` (D2).
///
/// Codes of areas have the same form, so that they can be part of a name one day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier(Arc<str>);

impl Identifier {
    /// Reads an id as a client wrote it.
    pub fn parse(id: &str) -> Result<Self, Invalid> {
        let first = |c: char| c.is_ascii_alphanumeric();
        identifier(id, first, |c| first(c) || c == '-' || c == '_').map(Self)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The reference that people use for an agreement: 1 to 64 characters, unique in a register.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference(Arc<str>);

impl Reference {
    /// The longest reference, in characters.
    pub const LENGTH_MAX: usize = 64;

    /// Reads a reference as a client wrote it.
    pub fn parse(reference: &str) -> Result<Self, Invalid> {
        match reference.chars().count() {
            0 => Err(Invalid::Empty),
            length if length > Self::LENGTH_MAX => {
                Err(Invalid::TooLong { length, length_max: Self::LENGTH_MAX })
            }
            _ => Ok(Self(reference.into())),
        }
    }

    /// The reference as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn identifier(
    id: &str,
    first: impl Fn(char) -> bool,
    rest: impl Fn(char) -> bool,
) -> Result<Arc<str>, Invalid> {
    let mut chars = id.chars();
    let well_formed = chars.next().is_some_and(first) && chars.all(rest);
    if well_formed && id.len() <= LENGTH_MAX { Ok(id.into()) } else { Err(Invalid::BadId) }
}
