//! Evaluations.

use super::{
    Field, Size, each_once, enumeration, enumeration_or, identifier, identifiers, localized, period,
    values::valid,
};
use crate::{
    domain::{AreaAssessment, Assessments, Evaluation, EvaluationBasis, EvaluationKind},
    proto::v1,
};

/// What an evaluation says.
pub fn evaluation(message: v1::AgreementEvaluated, mut at: Field<'_>) -> Option<Evaluation> {
    let evaluation_id = identifier(&message.evaluation_id, at.field("evaluation_id"));
    let basis = enumeration_or(message.basis, EvaluationBasis::Report, at.field("basis"));
    let kind = enumeration_or(message.kind, EvaluationKind::Regular, at.field("kind"));
    let period = period(message.period, at.field("period"));
    let areas = assessments(message.areas, at.field("areas"));
    let overall = enumeration(message.overall, at.field("overall"));
    let concurring = identifiers(message.concurring, at.field("concurring")).into();
    Some(Evaluation {
        evaluation_id: evaluation_id?,
        basis,
        kind,
        period: period?,
        areas,
        overall: overall?,
        concurring,
    })
}

fn assessments(messages: Vec<v1::AreaAssessment>, mut at: Field<'_>) -> Assessments {
    let areas = each_once(messages, at.again(), assessment, Some("code"), |area| &area.code);
    if at.is_stored() {
        return valid(Assessments::new(areas), &mut at).unwrap_or_default();
    }
    // In a request an area that comes twice was refused item by item.
    Assessments::new(areas).unwrap_or_default()
}

fn assessment(message: v1::AreaAssessment, mut at: Field<'_>) -> Option<AreaAssessment> {
    let code = identifier(&message.code, at.field("code"));
    let rating = enumeration(message.rating, at.field("rating"));
    let findings = localized(message.findings, Size::Free, at.field("findings"));
    Some(AreaAssessment { code: code?, rating: rating?, findings })
}
