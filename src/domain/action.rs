//! What somebody has to do after a session.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    ids::Identifier,
    values::{Invalid, LocalizedText, Personal},
};

/// An action as it was assigned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The id, unique in the agreement.
    pub action_id: Identifier,
    /// In which session.
    pub session_id: Identifier,
    /// The decision that it carries out, if one.
    pub decision_id: Option<Identifier>,
    /// What has to be done.
    pub title: LocalizedText,
    /// Who has to do it.
    pub owner: Identifier,
    /// The last day for it.
    pub due_on: Date,
}

/// An action and what has become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAction {
    /// As it was assigned; its day is the original one.
    pub action: Arc<Action>,
    /// The day on which it was assigned, as far as it is known.
    pub assigned_on: Date,
    /// The last day for it, after all deferrals.
    pub due_on: Date,
    /// How often it was deferred.
    pub times_deferred: u32,
    /// How far it had come by the last report.
    pub reported: Percent,
    /// What that report said.
    pub last_report: Option<Personal>,
    /// How far it has come.
    pub status: ActionStatus,
    /// The day on which it was done.
    pub completed_on: Option<Date>,
    /// The day on which others agreed that it was.
    pub verified_on: Option<Date>,
    /// The latest day on which its status changed.
    pub(super) changed_on: Date,
    /// The due date for which it was last said that it is overdue.
    pub(super) flagged_for: Option<Date>,
}

impl KeptAction {
    /// The id.
    pub fn id(&self) -> &Identifier {
        &self.action.action_id
    }

    /// How far it has come: as reported last, and all of it once it is done.
    pub fn percent(&self) -> Percent {
        match self.status {
            ActionStatus::Completed | ActionStatus::Verified => Percent::ALL,
            ActionStatus::Open | ActionStatus::Cancelled => self.reported,
        }
    }

    /// Whether it should have been done by a day (domain §5.4).
    pub fn is_overdue_on(&self, day: Date) -> bool {
        self.status == ActionStatus::Open && self.due_on < day
    }
}

/// How far an action has come (domain §5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionStatus {
    /// It has to be done.
    Open,
    /// Its owner says that it is done.
    Completed,
    /// Others agree.
    Verified,
    /// Nobody has to do it any more.
    Cancelled,
}

/// A part of a hundred, from 0 to 100.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u8);

impl Percent {
    /// The whole.
    pub const ALL: Self = Self(100);

    /// Reads a part.
    pub fn new(percent: i64) -> Result<Self, Invalid> {
        u8::try_from(percent).ok().map(Self).filter(|part| *part <= Self::ALL).ok_or(Invalid::BadPercent)
    }

    /// The number.
    pub fn get(self) -> u8 {
        self.0
    }
}
