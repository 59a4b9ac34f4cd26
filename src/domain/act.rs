//! What the law needs to know of any act: when it was done, how we know, and for whom.

use jiff::Timestamp;

use super::{
    dates::PartialDate,
    values::{Digest, Invalid, Personal},
};

/// The circumstances of an act, as whoever records it states them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Act {
    /// The legal date of the act; if left out, the day of receipt of what was received, else today in the reckoning zone.
    pub occurred_on: Option<PartialDate>,
    /// The instant of the act, when the hour matters.
    pub occurred_at: Option<OccurredAt>,
    /// How it became known.
    pub source: Option<Source>,
    /// What proves it.
    pub evidence: Box<[Evidence]>,
    /// For whom it was done.
    pub on_behalf_of: Option<Box<str>>,
    /// A remark.
    pub note: Option<Personal>,
}

/// An instant together with the wall clock of the place where the act was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OccurredAt {
    time: Timestamp,
    utc_offset_minutes: i16,
}

impl OccurredAt {
    /// Farther from universal time than this no clock on Earth is set, with some room.
    const UTC_OFFSET_MINUTES_MAX: i16 = 18 * 60;

    /// Reads an instant and how far the clock of the place was ahead of universal time.
    pub fn new(time: Timestamp, utc_offset_minutes: i32) -> Result<Self, Invalid> {
        let range = -Self::UTC_OFFSET_MINUTES_MAX..=Self::UTC_OFFSET_MINUTES_MAX;
        match i16::try_from(utc_offset_minutes) {
            Ok(minutes) if range.contains(&minutes) => Ok(Self { time, utc_offset_minutes: minutes }),
            Ok(_) | Err(_) => Err(Invalid::BadValue),
        }
    }

    /// The instant.
    pub fn time(self) -> Timestamp {
        self.time
    }

    /// How far the clock of the place was ahead of universal time.
    pub fn utc_offset_minutes(self) -> i16 {
        self.utc_offset_minutes
    }
}

/// How an act became known, and how sure that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    kind: SourceKind,
    uri: Box<str>,
    confidence: Option<Confidence>,
}

impl Source {
    /// A source that a person states. The press is never sure, and nobody but the service speaks for the service
    /// (domain §3.3).
    pub fn stated(kind: SourceKind, uri: &str, confidence: Option<Confidence>) -> Result<Self, Invalid> {
        let allowed = match kind {
            SourceKind::Official | SourceKind::Notified | SourceKind::Document | SourceKind::Import => true,
            SourceKind::Press => confidence != Some(Confidence::High),
            SourceKind::System => false,
        };
        if allowed { Ok(Self { kind, uri: uri.into(), confidence }) } else { Err(Invalid::BadValue) }
    }

    /// The source of what follows from an act without anybody doing it.
    pub fn system() -> Self {
        Self { kind: SourceKind::System, uri: Box::default(), confidence: None }
    }

    /// What kind of source it is.
    pub fn kind(&self) -> SourceKind {
        self.kind
    }

    /// Where it can be read; empty if nowhere.
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// How sure it is.
    pub fn confidence(&self) -> Option<Confidence> {
        self.confidence
    }
}

/// The kinds of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// Published by an authority.
    Official,
    /// Told by a party or the depositary.
    Notified,
    /// Seen in a document.
    Document,
    /// Reported by the press.
    Press,
    /// Taken over from another register.
    Import,
    /// Computed by the service.
    System,
}

/// How sure a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Doubtful.
    Low,
    /// Likely.
    Medium,
    /// Certain.
    High,
}

/// A document that proves an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// How the document is called.
    pub document_id: Box<str>,
    /// The digest of its bytes, if known.
    pub digest: Option<Digest>,
}
