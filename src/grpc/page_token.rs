//! The token that stands for where a page ended. Opaque to clients; here it is the text of four facts.

use std::{fmt, str::FromStr};

use uuid::Uuid;

use crate::journal::{Identity, Position};

/// Where the next page begins, and what it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PageToken {
    /// The journal that is listed.
    pub(super) journal: Identity,
    /// Digest of the filter: a token is of no use with another one.
    pub(super) filter_digest: [u8; 32],
    /// After this record.
    pub(super) after: Position,
    /// Up to this record: all pages of a listing see the same end.
    pub(super) until: Position,
}

/// The text is not a token of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BadPageToken;

impl fmt::Display for PageToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let filter = hex::encode(self.filter_digest);
        write!(f, "{}.{filter}.{}.{}", self.journal.as_uuid().simple(), self.after, self.until)
    }
}

impl FromStr for PageToken {
    type Err = BadPageToken;

    fn from_str(text: &str) -> Result<Self, BadPageToken> {
        let mut parts = text.split('.');
        let mut part = || parts.next().ok_or(BadPageToken);
        let journal = Uuid::parse_str(part()?).map_err(|_| BadPageToken)?;
        let mut filter_digest = [0; 32];
        hex::decode_to_slice(part()?, &mut filter_digest).map_err(|_| BadPageToken)?;
        let after = part()?.parse().map(Position::new).map_err(|_| BadPageToken)?;
        let until = part()?.parse().map(Position::new).map_err(|_| BadPageToken)?;
        let token = Self { journal: journal.into(), filter_digest, after, until };
        if parts.next().is_some() { Err(BadPageToken) } else { Ok(token) }
    }
}
