//! What happens to actions.

use jiff::civil::Date;

use crate::domain::{action::Percent, ids::Identifier, values::Personal};

/// It was said how far an action has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionProgressReported {
    /// Which.
    pub action_id: Identifier,
    /// How far.
    pub percent: Percent,
    /// What there was to say about it.
    pub note: Option<Personal>,
}

/// An action is done, as its owner says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionCompleted {
    /// Which.
    pub action_id: Identifier,
}

/// Others agree that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionVerified {
    /// Which.
    pub action_id: Identifier,
    /// The session in which it was looked at, if in one.
    pub session_id: Option<Identifier>,
    /// The participants that agree.
    pub concurring: Box<[Identifier]>,
}

/// There is more time for an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionDeferred {
    /// Which.
    pub action_id: Identifier,
    /// The new last day.
    pub due_on: Date,
    /// Why.
    pub reason: Option<Personal>,
    /// The participants that agree.
    pub consents: Box<[Identifier]>,
}

/// An action is to be done after all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionReopened {
    /// Which.
    pub action_id: Identifier,
    /// Why.
    pub reason: Option<Personal>,
}

/// Nobody has to do an action any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionCancelled {
    /// Which.
    pub action_id: Identifier,
    /// Why.
    pub reason: Option<Personal>,
}

/// An action was not done in time: since the effective date of the event. It is a notice and changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionOverdueFlagged {
    /// Which.
    pub action_id: Identifier,
    /// The last day on which it would have been in time.
    pub due_on: Date,
}
