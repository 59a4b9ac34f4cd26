//! Evaluations.

use super::{
    Field, Size, each_once, enumeration, enumeration_or, identifier, identifiers, localized,
    optional_identifier, period, values::valid,
};
use crate::{
    domain::{AreaAssessment, Assessments, Evaluation, EvaluationBasis, EvaluationKind},
    proto::v1::{self, ErrorReason},
};

/// What an evaluation says.
pub fn evaluation(message: v1::AgreementEvaluated, mut at: Field<'_>) -> Option<Evaluation> {
    let evaluation_id = identifier(&message.evaluation_id, at.field("evaluation_id"));
    let kind = enumeration_or(message.kind, EvaluationKind::Regular, at.field("kind"));
    let period = period(message.period, at.field("period"));
    let areas = assessments(message.areas, at.field("areas"));
    let overall = enumeration(message.overall, at.field("overall"));
    let concurring = identifiers(message.concurring, at.field("concurring")).into();
    let basis = basis(message.basis, &message.session_id, &mut at);
    let commission_id = optional_identifier(&message.commission_id, at.field("commission_id"));
    let is_of_session = !message.session_id.is_empty();
    if is_of_session && !message.commission_id.is_empty() && !at.is_stored() {
        let description = "The session says which commission it is; leave it out.";
        at.field("commission_id").refuse(ErrorReason::BadValue, description);
    }
    Some(Evaluation {
        evaluation_id: evaluation_id?,
        basis: basis?,
        commission_id,
        kind,
        period: period?,
        areas,
        overall: overall?,
        concurring,
    })
}

/// On what it rests; a session goes with that basis only.
fn basis(number: i32, session_id: &str, at: &mut Field<'_>) -> Option<EvaluationBasis> {
    let read = match v1::EvaluationBasis::try_from(number) {
        Ok(v1::EvaluationBasis::Session) => {
            return identifier(session_id, at.field("session_id")).map(EvaluationBasis::Session);
        }
        Ok(v1::EvaluationBasis::JointReview) => Some(EvaluationBasis::JointReview),
        Ok(v1::EvaluationBasis::Report) => Some(EvaluationBasis::Report),
        Ok(v1::EvaluationBasis::Unspecified) => {
            at.field("basis").left_to_default();
            Some(EvaluationBasis::Report)
        }
        Err(_) => {
            let description =
                format!("{number} is no value here; allowed are REPORT, SESSION and JOINT_REVIEW.");
            at.field("basis").refuse(ErrorReason::BadValue, description);
            None
        }
    };
    if read.is_some() && !session_id.is_empty() {
        let description = "A session goes with the basis SESSION only.";
        at.field("session_id").refuse(ErrorReason::BadValue, description);
    }
    read
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
    let reading_ids = identifiers(message.reading_ids, at.field("reading_ids")).into();
    Some(AreaAssessment { code: code?, rating: rating?, findings, reading_ids })
}
