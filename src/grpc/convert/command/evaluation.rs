//! The command that evaluates.

use std::sync::Arc;

use crate::{
    domain::{Act, CommandBody, EvaluateAgreement},
    proto::v1,
    registry::codec::{Field, parse},
};

pub(super) fn evaluate(request: v1::EvaluateAgreementRequest, _: &Act, at: Field<'_>) -> Option<CommandBody> {
    let evaluation = v1::AgreementEvaluated {
        evaluation_id: request.evaluation_id,
        basis: request.basis,
        kind: request.kind,
        period: request.period,
        areas: request.areas,
        overall: request.overall,
        concurring: request.concurring,
    };
    let evaluation = Arc::new(parse::evaluation(evaluation, at)?);
    Some(CommandBody::EvaluateAgreement(EvaluateAgreement { evaluation }))
}
