//! Evaluating how an agreement is performed, and measuring it.

use std::sync::Arc;

use crate::domain::{
    evaluation::Evaluation,
    ids::Identifier,
    indicator::{Indicator, Reading, Target},
    values::Personal,
};

/// Evaluate how the agreement is performed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluateAgreement {
    /// What the evaluation says.
    pub evaluation: Arc<Evaluation>,
}

/// Say what will be measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefineIndicator {
    /// The indicator.
    pub indicator: Arc<Indicator>,
}

/// Set no more targets for an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetireIndicator {
    /// Which.
    pub indicator_id: Identifier,
    /// Why.
    pub reason: Option<Personal>,
}

/// Say which value an indicator shall reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetTarget {
    /// The target.
    pub target: Arc<Target>,
}

/// Record a value that was measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordReading {
    /// The reading.
    pub reading: Arc<Reading>,
}
