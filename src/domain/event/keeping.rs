//! What happens to the record itself.

use std::sync::Arc;

use crate::domain::{correction::Correction, header::Classification, record::Communication};

/// The past was entered; from here on what is due happens (D7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackfillCompleted;

/// What an earlier event said is known better; the event itself stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordCorrected {
    /// What was wrong, and what is right.
    pub correction: Arc<Correction>,
}

/// Somebody has said something about the agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommunicationRecorded {
    /// What was said.
    pub communication: Arc<Communication>,
}

/// Others may read the agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassificationChanged {
    /// Who may from now on.
    pub classification: Classification,
}
