//! What is in the way of a command: how far the agreement, or something in it, has come.

use crate::domain::{
    action::ActionStatus, agreement::Status, ids::Identifier, indicator::ReadingStatus,
    participant::ParticipantStatus, session::SessionStatus,
};

/// A refusal because of how far a participant has come (domain §5.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByParticipant {
    /// Who.
    pub participant_id: Identifier,
    /// How far it has come.
    pub status: ParticipantStatus,
}

/// A refusal because of the state alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByState {
    /// The state that the agreement is in.
    pub state: Status,
    /// The states in which the command is possible.
    pub allowed_states: &'static [Status],
}

/// A refusal because of how far a session has come (domain §5.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BySession {
    /// Which.
    pub session_id: Identifier,
    /// How far it has come.
    pub status: SessionStatus,
}

/// A refusal because of how far an action has come (domain §5.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByAction {
    /// Which.
    pub action_id: Identifier,
    /// How far it has come.
    pub status: ActionStatus,
}

/// A refusal because of how far a reading has come (domain §5.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByReading {
    /// Which.
    pub reading_id: Identifier,
    /// How far it has come.
    pub status: ReadingStatus,
}
