//! What happens to sessions, and in them.

use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::{
    action::Action,
    agenda::Agenda,
    decision::Decision,
    ids::Identifier,
    minutes::Minutes,
    session::{Attendee, Days, SessionSpec},
    values::{Digest, Personal, Place},
};

/// A session was scheduled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionScheduled {
    /// The session; number, place and host are given where there are any.
    pub session: Arc<SessionSpec>,
}

/// A session will be held at another time, or elsewhere. The day by which it is due does not move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRescheduled {
    /// Which.
    pub session_id: Identifier,
    /// When it shall be held.
    pub planned: Days,
    /// Where; none: where it was to be held.
    pub place: Option<Place>,
    /// Why.
    pub reason: Option<Personal>,
}

/// A session was given up; its number is free again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionCancelled {
    /// Which.
    pub session_id: Identifier,
    /// Why.
    pub reason: Option<Personal>,
}

/// It was said what a session is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaAdopted {
    /// Which session.
    pub session_id: Identifier,
    /// What it is about, complete.
    pub agenda: Agenda,
    /// Whether that was later than the rules of the commission want.
    pub late: bool,
}

/// A session was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionConvened {
    /// Which.
    pub session_id: Identifier,
    /// The first day.
    pub held_from: Date,
    /// Who was there.
    pub attendance: Arc<[Attendee]>,
}

/// It was said who else was at a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttendanceRecorded {
    /// Which session.
    pub session_id: Identifier,
    /// Who else was there.
    pub attendance: Arc<[Attendee]>,
}

/// A decision was adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionAdopted {
    /// The decision.
    pub decision: Arc<Decision>,
}

/// A participant has approved a decision at home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionConfirmed {
    /// Which.
    pub decision_id: Identifier,
    /// Who approves.
    pub participant_id: Identifier,
    /// The day on which that was received; none: the day of the act.
    pub received_on: Option<Date>,
}

/// Somebody was given something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionAssigned {
    /// The action.
    pub action: Arc<Action>,
}

/// The last day of a session was over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionConcluded {
    /// Which.
    pub session_id: Identifier,
    /// The last day.
    pub held_to: Date,
}

/// Minutes were submitted for signature; signatures under earlier ones are void.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutesSubmitted {
    /// Of which session.
    pub session_id: Identifier,
    /// The minutes; who may read them is always given.
    pub minutes: Arc<Minutes>,
}

/// Minutes were signed for a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutesSigned {
    /// Of which session.
    pub session_id: Identifier,
    /// For which section.
    pub participant_id: Identifier,
    /// Whose hand it was; none for a deputy who is no officer.
    pub officer_id: Option<Identifier>,
    /// The officer whose deputy signed.
    pub acting_for: Option<Identifier>,
    /// Over which minutes.
    pub digest: Digest,
}

/// All sections have signed the minutes: the session is closed, and what was said in it agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutesAgreed {
    /// Of which session.
    pub session_id: Identifier,
    /// The minutes.
    pub digest: Digest,
}
