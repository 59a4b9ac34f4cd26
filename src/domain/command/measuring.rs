//! Evaluating how an agreement is performed, and measuring it.

use std::sync::Arc;

use crate::domain::{
    decimal::Decimal,
    evaluation::Evaluation,
    ids::Identifier,
    indicator::{Indicator, Reading, ReadingRevision, Target},
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

/// Say that a reading is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContestReading {
    /// Which.
    pub reading_id: Identifier,
    /// Who says so.
    pub by: Identifier,
    /// Why.
    pub reason: Option<Personal>,
    /// What it holds to be right.
    pub counter_value: Option<Decimal>,
}

/// Say something else than in an earlier reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviseReading {
    /// What is said instead.
    pub revision: Arc<ReadingRevision>,
}

/// Agree on a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreeReading {
    /// Which.
    pub reading_id: Identifier,
}
