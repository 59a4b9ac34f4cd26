//! The token that stands for where a page ended. Opaque to clients; here it is the text of four facts.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use uuid::Uuid;

use super::convert;
use crate::{
    domain::AgreementId,
    journal::{Identity, Position},
    registry::{PlaceCursor, Problems, codec::named_agreement},
};

/// Where the next page of a list begins, and what it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PageToken<C> {
    /// The journal that is listed.
    pub(super) journal: Identity,
    /// Digest of what the request asks for: a token is of no use with another one.
    pub(super) request_digest: [u8; 32],
    /// After this one.
    pub(super) cursor: C,
    /// Up to this record: all pages of a list see the same end.
    pub(super) until: Position,
}

/// What the order of a list goes by, as text without a point.
///
/// No two lists have cursors that read alike, or a token of one would be taken for one of the other.
pub(super) trait Cursor: Sized {
    /// The cursor as text.
    fn text(&self) -> String;

    /// Reads that text.
    fn read(text: &str) -> Option<Self>;
}

impl Cursor for Position {
    fn text(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        text.parse().ok().map(Self::new)
    }
}

impl Cursor for AgreementId {
    fn text(&self) -> String {
        convert::agreement_name(self)
    }

    fn read(text: &str) -> Option<Self> {
        named_agreement(text)
    }
}

impl Cursor for PlaceCursor {
    fn text(&self) -> String {
        format!("{}~{}~{}~{}~{}", self.at.as_microsecond(), self.on, self.rank, self.number, self.id)
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('~');
        let mut part = || parts.next();
        let cursor = Self {
            at: Timestamp::from_microsecond(part()?.parse().ok()?).ok()?,
            on: part()?.parse().ok()?,
            rank: part()?.parse().ok()?,
            number: part()?.parse().ok()?,
            id: AgreementId::parse(part()?).ok()?,
        };
        parts.next().is_none().then_some(cursor)
    }
}

impl<C: Cursor> PageToken<C> {
    /// Reads the token of a request; none asks for the first page. One that was made for another journal or another
    /// request is refused.
    pub(super) fn of_request(
        text: &str,
        journal: Identity,
        request_digest: [u8; 32],
        problems: &mut Problems,
    ) -> Option<Self> {
        if text.is_empty() {
            return None;
        }
        let ours = |token: &Self| token.journal == journal && token.request_digest == request_digest;
        let token = text.parse().ok().filter(ours);
        if token.is_none() {
            convert::bad_page_token(problems);
        }
        token
    }
}

/// The text is not a token of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BadPageToken;

impl<C: Cursor> fmt::Display for PageToken<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digest = hex::encode(self.request_digest);
        write!(f, "{}.{digest}.{}.{}", self.journal.as_uuid().simple(), self.cursor.text(), self.until)
    }
}

impl<C: Cursor> FromStr for PageToken<C> {
    type Err = BadPageToken;

    fn from_str(text: &str) -> Result<Self, BadPageToken> {
        let mut parts = text.split('.');
        let mut part = || parts.next().ok_or(BadPageToken);
        let journal = Uuid::parse_str(part()?).map_err(|_| BadPageToken)?;
        let mut request_digest = [0; 32];
        hex::decode_to_slice(part()?, &mut request_digest).map_err(|_| BadPageToken)?;
        let cursor = C::read(part()?).ok_or(BadPageToken)?;
        let until = Position::read(part()?).ok_or(BadPageToken)?;
        let token = Self { journal: journal.into(), request_digest, cursor, until };
        if parts.next().is_some() { Err(BadPageToken) } else { Ok(token) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{grpc::Limits, proto::v1::ErrorReason};

    fn token<C>(cursor: C) -> PageToken<C> {
        PageToken {
            journal: Identity::from(Uuid::from_u128(7)),
            request_digest: [3; 32],
            cursor,
            until: Position::new(9),
        }
    }

    fn agreement() -> AgreementId {
        AgreementId::parse("5").unwrap()
    }

    /// The token that a request has, and whether it was refused.
    fn read<C: Cursor>(text: &str, journal: u128, digest: u8) -> (Option<PageToken<C>>, bool) {
        let mut problems = Limits::default().problems();
        let journal = Identity::from(Uuid::from_u128(journal));
        let token = PageToken::of_request(text, journal, [digest; 32], &mut problems);
        let problems = problems.into_vec();
        assert!(problems.iter().all(|problem| problem.reason == ErrorReason::BadPageToken));
        (token, !problems.is_empty())
    }

    #[test]
    fn a_token_is_read_back_where_it_was_made() {
        let (of_events, of_agreements) = (token(Position::new(5)), token(agreement()));
        assert_eq!(read(&of_events.to_string(), 7, 3), (Some(of_events), false));
        assert_eq!(read(&of_agreements.to_string(), 7, 3), (Some(of_agreements), false));
        assert_eq!(read::<Position>("", 7, 3), (None, false));
    }

    #[test]
    fn a_token_of_something_else_is_refused() {
        let text = token(Position::new(5)).to_string();
        assert_eq!(read::<Position>(&text, 8, 3), (None, true), "another journal");
        assert_eq!(read::<Position>(&text, 7, 4), (None, true), "another request");
        assert_eq!(read::<AgreementId>(&text, 7, 3), (None, true), "another list");
        assert_eq!(read::<Position>(&token(agreement()).to_string(), 7, 3), (None, true), "another list");
        assert_eq!(read::<Position>(&format!("{text}.1"), 7, 3), (None, true), "something more");
        for end in 1..text.rfind('.').unwrap() {
            assert_eq!(read::<Position>(&text[..end], 7, 3), (None, true), "{end}");
        }
    }
}
