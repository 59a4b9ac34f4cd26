//! Sessions of a commission: what was planned, who was there, and what became of it.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    agenda::AdoptedAgenda,
    ids::Identifier,
    minutes::SubmittedMinutes,
    officer::OfficerRole,
    values::{Invalid, Personal, Place},
};

/// A session as it was planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionSpec {
    /// The id, unique in the agreement.
    pub session_id: Identifier,
    /// Of which commission.
    pub commission_id: Identifier,
    /// Whether it is one of the row.
    pub kind: SessionKind,
    /// The number of an ordinary one; left out in a command, the next. In an event it is there, but never for an
    /// extraordinary one.
    pub ordinal: Option<u64>,
    /// When it shall be held.
    pub planned: Days,
    /// Where; left out in a command, where the host always invites to.
    pub place: Option<Place>,
    /// Who invites; left out in a command, whose turn it is. None without a rotation.
    pub host: Option<Identifier>,
    /// How one takes part.
    pub mode: SessionMode,
    /// Why somebody is host out of turn.
    pub override_reason: Option<Personal>,
}

/// Whether a session is one of the row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SessionKind {
    /// It is: it has a number, and the next one is counted from it.
    #[default]
    Ordinary,
    /// It is not.
    Extraordinary,
}

/// How one takes part in a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SessionMode {
    /// In the room.
    #[default]
    InPerson,
    /// From afar.
    Virtual,
    /// Either way.
    Hybrid,
}

/// Some days in a row, by the first and the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    first: Date,
    last: Date,
}

impl Days {
    /// The last day, left out, is the first.
    pub fn new(first: Date, last: Option<Date>) -> Result<Self, Invalid> {
        let last = last.unwrap_or(first);
        if first <= last { Ok(Self { first, last }) } else { Err(Invalid::BadDays) }
    }

    /// The first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// The last day.
    pub fn last(self) -> Date {
        self.last
    }
}

/// Somebody who was there, or some who need no names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// The officer, if one.
    pub officer_id: Option<Identifier>,
    /// The person.
    pub name: Option<Personal>,
    /// For which participant.
    pub participant_id: Identifier,
    /// As what.
    pub capacity: OfficerRole,
    /// The officer whose deputy it was.
    pub acting_for: Option<Identifier>,
    /// How many.
    pub count: u32,
}

/// A session as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// As it was planned first.
    pub spec: Arc<SessionSpec>,
    /// When it shall be held, after all changes.
    pub planned: Days,
    /// Where, after all changes.
    pub place: Option<Place>,
    /// How far it has come.
    pub status: SessionStatus,
    /// The day on which it was scheduled, as far as it is known.
    pub scheduled_on: Date,
    /// The first day on which it was held.
    pub held_from: Option<Date>,
    /// The last day on which it was held.
    pub held_to: Option<Date>,
    /// What it is about, as adopted last.
    pub agenda: Option<AdoptedAgenda>,
    /// The sections of its commission when it was convened: those that agree its minutes.
    pub(super) sections: Box<[Identifier]>,
    /// Who was there, in the order of the record.
    pub attendance: Vec<Attendee>,
    /// Its minutes, as submitted last.
    pub minutes: Option<SubmittedMinutes>,
}

impl Session {
    /// The id.
    pub fn id(&self) -> &Identifier {
        &self.spec.session_id
    }

    /// The first day on which it was held; before that, on which it shall be.
    pub fn day(&self) -> Date {
        self.held_from.unwrap_or(self.planned.first())
    }

    /// Whether it has a number in the row.
    pub fn is_ordinary(&self) -> bool {
        match self.spec.kind {
            SessionKind::Ordinary => true,
            SessionKind::Extraordinary => false,
        }
    }
}

/// How far a session has come (domain §5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionStatus {
    /// It is planned.
    Scheduled,
    /// It is held.
    Convened,
    /// It was held, and its minutes are not agreed.
    Concluded,
    /// Its minutes are agreed; an end.
    Closed,
    /// It will not be held; an end.
    Cancelled,
}

impl SessionStatus {
    /// Whether it is held, or was.
    pub fn is_held(self) -> bool {
        match self {
            Self::Convened | Self::Concluded | Self::Closed => true,
            Self::Scheduled | Self::Cancelled => false,
        }
    }
}
