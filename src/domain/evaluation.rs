//! What was found when the performance of an agreement was looked at.

use std::sync::Arc;

use super::{
    dates::{PartialDate, Period},
    ids::Identifier,
    values::{Invalid, LocalizedText, ordered},
};

/// What an evaluation says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// The id, unique in the agreement.
    pub evaluation_id: Identifier,
    /// How it was made.
    pub basis: EvaluationBasis,
    /// The commission that it comes from, if it comes from one without a session.
    pub commission_id: Option<Identifier>,
    /// Whether it is one of a row.
    pub kind: EvaluationKind,
    /// The time that it looks at.
    pub period: Period,
    /// What it says about each area.
    pub areas: Assessments,
    /// What it says on the whole.
    pub overall: Rating,
    /// The participants that agree with it.
    pub concurring: Box<[Identifier]>,
}

impl Evaluation {
    /// The session in which it was made, if in one.
    pub fn session_id(&self) -> Option<&Identifier> {
        match &self.basis {
            EvaluationBasis::Session(session_id) => Some(session_id),
            EvaluationBasis::JointReview | EvaluationBasis::Report => None,
        }
    }
}

/// An evaluation and the day on which it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedEvaluation {
    /// The day.
    pub evaluated_on: PartialDate,
    /// Whether those who met have agreed on it.
    pub status: EvaluationStatus,
    /// What it says.
    pub evaluation: Arc<Evaluation>,
}

/// Whether those who met have agreed on an evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvaluationStatus {
    /// It stands in the record.
    Recorded,
    /// The minutes of its session are agreed, and it with them.
    Agreed,
}

/// How an evaluation was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum EvaluationBasis {
    /// In this session.
    Session(Identifier),
    /// By teams outside a commission.
    JointReview,
    /// By a report.
    #[default]
    Report,
}

/// Whether an evaluation is one of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EvaluationKind {
    /// One of a row, each with a period of its own.
    #[default]
    Regular,
    /// One that looks back on the whole.
    Final,
}

/// The assessments of an evaluation: one an area, in the order of the codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assessments(Arc<[AreaAssessment]>);

impl Assessments {
    /// Takes one assessment an area.
    pub fn new(areas: impl IntoIterator<Item = AreaAssessment>) -> Result<Self, Invalid> {
        ordered(areas.into_iter().collect(), |area| &area.code).map(Self)
    }

    /// The assessments in the order of their codes.
    pub fn as_slice(&self) -> &[AreaAssessment] {
        &self.0
    }
}

/// What an evaluation says about one area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaAssessment {
    /// The code of the area in the terms.
    pub code: Identifier,
    /// How well it goes.
    pub rating: Rating,
    /// What was found.
    pub findings: LocalizedText,
    /// The readings that it rests on.
    pub reading_ids: Box<[Identifier]>,
}

/// How well a thing goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rating {
    /// Nobody has looked.
    NotAssessed,
    /// Nothing has been done.
    NotStarted,
    /// It will not be reached like this.
    OffTrack,
    /// Part of it goes well.
    Partial,
    /// It will be reached like this.
    OnTrack,
    /// It is reached.
    Achieved,
}
