//! Keeping the record itself: what was entered late, wrongly, or beside the acts.

use std::sync::Arc;

use crate::domain::{correction::Correction, header::Classification, record::Communication};

/// End the entry of the past; from now on what is due happens (D7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompleteBackfill;

/// Correct what was recorded wrongly, without touching the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectRecord {
    /// What was wrong, and what is right.
    pub correction: Arc<Correction>,
}

/// Keep what somebody has said about the agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordCommunication {
    /// What was said.
    pub communication: Arc<Communication>,
}

/// Change who may read the agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeClassification {
    /// Who may from now on.
    pub classification: Classification,
}
