//! The life of a session, from its planning to its minutes.

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

/// Schedule a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduleSession {
    /// The session.
    pub session: Arc<SessionSpec>,
}

/// Hold a session at another time, or elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RescheduleSession {
    /// Which.
    pub session_id: Identifier,
    /// When it shall be held.
    pub planned: Days,
    /// Where; left out, where it was to be held.
    pub place: Option<Place>,
    /// Why.
    pub reason: Option<Personal>,
}

/// Give a session up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CancelSession {
    /// Which.
    pub session_id: Identifier,
    /// Why.
    pub reason: Option<Personal>,
}

/// Say what a session is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdoptAgenda {
    /// Which session.
    pub session_id: Identifier,
    /// What it is about, complete.
    pub agenda: Agenda,
}

/// Open a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConveneSession {
    /// Which.
    pub session_id: Identifier,
    /// The first day; left out, the day of the act.
    pub held_from: Option<Date>,
    /// Who is there.
    pub attendance: Arc<[Attendee]>,
}

/// Say who else was at a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordAttendance {
    /// Which session.
    pub session_id: Identifier,
    /// Who else was there.
    pub attendance: Arc<[Attendee]>,
}

/// Adopt a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdoptDecision {
    /// The decision.
    pub decision: Arc<Decision>,
}

/// Approve a decision at home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmDecision {
    /// Which.
    pub decision_id: Identifier,
    /// Who approves.
    pub participant_id: Identifier,
    /// The day on which that was received; left out, the day of the act.
    pub received_on: Option<Date>,
}

/// Give somebody something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignAction {
    /// The action.
    pub action: Arc<Action>,
}

/// Close the last day of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConcludeSession {
    /// Which.
    pub session_id: Identifier,
    /// The last day; left out, the day of the act.
    pub held_to: Option<Date>,
}

/// Submit the minutes of a session for signature; signatures under earlier ones are void.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmitMinutes {
    /// Of which session.
    pub session_id: Identifier,
    /// The minutes.
    pub minutes: Arc<Minutes>,
}

/// Sign the minutes of a session for a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignMinutes {
    /// Of which session.
    pub session_id: Identifier,
    /// For which section.
    pub participant_id: Identifier,
    /// Whose hand it is; left out, that of the co-chair of the section.
    pub officer_id: Option<Identifier>,
    /// The officer whose deputy signs.
    pub acting_for: Option<Identifier>,
    /// Over which minutes.
    pub digest: Digest,
}
