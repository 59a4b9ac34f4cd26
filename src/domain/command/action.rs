//! Doing what a session has given one to do.

use jiff::civil::Date;

use crate::domain::{action::Percent, ids::Identifier, values::Personal};

/// Say how far an action has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportActionProgress {
    /// Which.
    pub action_id: Identifier,
    /// How far.
    pub percent: Percent,
    /// What there is to say about it.
    pub note: Option<Personal>,
}

/// Say that an action is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompleteAction {
    /// Which.
    pub action_id: Identifier,
}

/// Agree that an action is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyAction {
    /// Which.
    pub action_id: Identifier,
    /// The session in which it was looked at, if in one.
    pub session_id: Option<Identifier>,
    /// The participants that agree.
    pub concurring: Box<[Identifier]>,
}

/// Give more time for an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeferAction {
    /// Which.
    pub action_id: Identifier,
    /// The new last day, later than the one before.
    pub due_on: Date,
    /// Why.
    pub reason: Option<Personal>,
    /// The participants that agree.
    pub consents: Box<[Identifier]>,
}

/// Say that an action is to be done after all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReopenAction {
    /// Which.
    pub action_id: Identifier,
    /// Why.
    pub reason: Option<Personal>,
}

/// Say that nobody has to do an action any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CancelAction {
    /// Which.
    pub action_id: Identifier,
    /// Why.
    pub reason: Option<Personal>,
}
