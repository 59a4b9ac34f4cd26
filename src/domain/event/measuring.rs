//! What happens when the performance of an agreement is looked at.

use std::sync::Arc;

use crate::domain::{
    evaluation::Evaluation,
    ids::Identifier,
    indicator::{Indicator, Reading, Target},
    values::Personal,
};

/// The agreement was evaluated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementEvaluated {
    /// What the evaluation says.
    pub evaluation: Arc<Evaluation>,
}

/// It was said what will be measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorDefined {
    /// The indicator.
    pub indicator: Arc<Indicator>,
}

/// No more targets will be set for an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorRetired {
    /// Which.
    pub indicator_id: Identifier,
    /// Why.
    pub reason: Option<Personal>,
}

/// It was said which value an indicator shall reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetSet {
    /// The target; the day since which it holds is always given.
    pub target: Arc<Target>,
}

/// A value was measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingRecorded {
    /// The reading; its unit is always given.
    pub reading: Arc<Reading>,
}
