//! What happens when the performance of an agreement is looked at.

use std::sync::Arc;

use crate::domain::{
    decimal::Decimal,
    evaluation::Evaluation,
    ids::Identifier,
    indicator::{Indicator, Reading, ReadingRevision, Target},
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

/// A participant has said that a reading is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingContested {
    /// Which.
    pub reading_id: Identifier,
    /// Who said so.
    pub by: Identifier,
    /// Why.
    pub reason: Option<Personal>,
    /// What it holds to be right.
    pub counter_value: Option<Decimal>,
}

/// The reporter of a reading has said something else; both stay in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingRevised {
    /// What is said instead.
    pub revision: Arc<ReadingRevision>,
}

/// A reading was agreed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingAgreed {
    /// Which.
    pub reading_id: Identifier,
}
