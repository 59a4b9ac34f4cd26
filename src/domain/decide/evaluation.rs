//! Evaluating how an agreement is performed.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Case, Rules};
use crate::domain::{
    agreement::{Agreement, Status},
    command::EvaluateAgreement,
    dates::{PartialDate, day_after},
    evaluation::{Evaluation, EvaluationKind},
    event::{AgreementEvaluated, Event, EventBody},
    ids::Identifier,
    rejection::{CommandField, Rejection},
    terms::Area,
};

impl Rules for EvaluateAgreement {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let known = areas(case.agreement);
        let listed = self.evaluation.areas.as_slice();
        match listed.iter().find(|listed| !known.iter().any(|area| area.code == listed.code)) {
            Some(unknown) => Err(Rejection::AreaNotFound { code: unknown.code.clone() }),
            None => case.participants_exist(&self.evaluation.concurring),
        }
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let evaluation_id = &self.evaluation.evaluation_id;
        if case.agreement.evaluations.iter().any(|past| past.evaluation.evaluation_id == *evaluation_id) {
            Err(Rejection::EvaluationExists { evaluation_id: evaluation_id.clone() })
        } else {
            Ok(())
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        case.agreement.entered_into_force_on
    }

    /// Before the entry into force only what the agreement prepares can be evaluated (domain §5.2, mark b), after the
    /// end only the whole (mark f).
    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        const IN_FORCE: &[Status] = &[Status::InForce];
        const PREPARED: &[Status] = &[Status::Open, Status::Signed, Status::InForce];
        let prepared = case.agreement.terms.as_ref().is_some_and(|terms| terms.preparatory_body_allowed);
        let allowed = if prepared { PREPARED } else { IN_FORCE };
        let is_final = self.evaluation.kind == EvaluationKind::Final;
        match case.agreement.status {
            Status::Undrafted => Err(Rejection::AgreementNotFound),
            Status::Open | Status::Signed if prepared => Ok(()),
            Status::Draft | Status::Frozen | Status::Open | Status::Signed => {
                Err(Rejection::NotInForce(case.by_state(allowed)))
            }
            Status::InForce => Ok(()),
            Status::Terminated | Status::Expired | Status::Superseded if is_final => Ok(()),
            Status::Abandoned | Status::Terminated | Status::Expired | Status::Superseded => {
                Err(Rejection::AgreementClosed(case.by_state(allowed)))
            }
        }
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        every_area_listed(&self.evaluation, case.agreement)?;
        no_overlap(&self.evaluation, case.agreement)?;
        period_is_over(&self.evaluation, case.occurred_on)?;
        let evaluation = Arc::clone(&self.evaluation);
        Ok(vec![case.event(EventBody::AgreementEvaluated(AgreementEvaluated { evaluation }))])
    }
}

fn areas(agreement: &Agreement) -> &[Area] {
    agreement.terms.as_ref().map(|terms| &*terms.areas).unwrap_or_default()
}

fn every_area_listed(evaluation: &Evaluation, agreement: &Agreement) -> Result<(), Rejection> {
    let listed = evaluation.areas.as_slice();
    let missing: Box<[Identifier]> = areas(agreement)
        .iter()
        .filter(|area| !listed.iter().any(|listed| listed.code == area.code))
        .map(|area| area.code.clone())
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(Rejection::AreasIncomplete { missing }) }
}

/// Evaluations of a row look at each time once (invariant I11).
fn no_overlap(evaluation: &Evaluation, agreement: &Agreement) -> Result<(), Rejection> {
    if evaluation.kind != EvaluationKind::Regular {
        return Ok(());
    }
    let mut past = agreement.evaluations.iter().map(|past| &past.evaluation);
    let same =
        past.find(|past| past.kind == EvaluationKind::Regular && past.period.overlaps(evaluation.period));
    match same {
        None => Ok(()),
        Some(other) => Err(Rejection::PeriodOverlap { evaluation_id: other.evaluation_id.clone() }),
    }
}

/// A report looks back: at most to the end of the day on which it is made.
fn period_is_over(evaluation: &Evaluation, evaluated_on: PartialDate) -> Result<(), Rejection> {
    let latest = day_after(evaluated_on.last_day());
    let period_to = evaluation.period.to();
    if period_to <= latest {
        Ok(())
    } else {
        Err(Rejection::PeriodInFuture { field: CommandField::PeriodTo, period_to, latest })
    }
}
