//! Evaluations.

use super::{super::Enumeration, identifiers, localized, optional_identifier, period};
use crate::{
    domain::{AreaAssessment, Evaluation, EvaluationBasis},
    proto::v1,
};

/// What an evaluation says.
pub fn evaluation(evaluation: &Evaluation) -> v1::AgreementEvaluated {
    let basis = match evaluation.basis {
        EvaluationBasis::Session(_) => v1::EvaluationBasis::Session,
        EvaluationBasis::JointReview => v1::EvaluationBasis::JointReview,
        EvaluationBasis::Report => v1::EvaluationBasis::Report,
    };
    v1::AgreementEvaluated {
        evaluation_id: evaluation.evaluation_id.to_string(),
        basis: basis.into(),
        kind: evaluation.kind.number(),
        period: Some(period(evaluation.period)),
        areas: evaluation.areas.as_slice().iter().map(assessment).collect(),
        overall: evaluation.overall.number(),
        concurring: identifiers(&evaluation.concurring),
        session_id: optional_identifier(evaluation.session_id()),
        commission_id: optional_identifier(evaluation.commission_id.as_ref()),
    }
}

fn assessment(area: &AreaAssessment) -> v1::AreaAssessment {
    v1::AreaAssessment {
        code: area.code.to_string(),
        rating: area.rating.number(),
        findings: localized(&area.findings),
        reading_ids: identifiers(&area.reading_ids),
    }
}
