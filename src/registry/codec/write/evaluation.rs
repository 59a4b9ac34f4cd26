//! Evaluations.

use super::{super::Enumeration, identifiers, localized, period};
use crate::{
    domain::{AreaAssessment, Evaluation},
    proto::v1,
};

/// What an evaluation says.
pub fn evaluation(evaluation: &Evaluation) -> v1::AgreementEvaluated {
    v1::AgreementEvaluated {
        evaluation_id: evaluation.evaluation_id.to_string(),
        basis: evaluation.basis.number(),
        kind: evaluation.kind.number(),
        period: Some(period(evaluation.period)),
        areas: evaluation.areas.as_slice().iter().map(assessment).collect(),
        overall: evaluation.overall.number(),
        concurring: identifiers(&evaluation.concurring),
    }
}

fn assessment(area: &AreaAssessment) -> v1::AreaAssessment {
    v1::AreaAssessment {
        code: area.code.to_string(),
        rating: area.rating.number(),
        findings: localized(&area.findings),
    }
}
