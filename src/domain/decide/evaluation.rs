//! Evaluating how an agreement is performed.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Case, Rules,
    body::{is_convened, works},
    indicator::last_day_of_act,
    reading::reading,
    session::held_from,
};
use crate::domain::{
    agreement::{Agreement, Status},
    command::EvaluateAgreement,
    dates::day_after,
    evaluation::{Evaluation, EvaluationKind},
    event::{AgreementEvaluated, Event, EventBody},
    ids::Identifier,
    rejection::{CommandField, Rejection},
    session::{Session, SessionStatus},
    terms::Area,
};

impl Rules for EvaluateAgreement {
    /// The commission of a session is known by the session.
    fn well_formed(&self, _: &Case<'_>) -> Result<(), Rejection> {
        match (self.evaluation.session_id(), &self.evaluation.commission_id) {
            (Some(_), Some(_)) => Err(Rejection::BadValue { field: CommandField::EvaluationCommission }),
            (Some(_), None) | (None, Some(_) | None) => Ok(()),
        }
    }

    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        if let Some(session_id) = self.evaluation.session_id() {
            case.session(session_id)?;
        }
        if let Some(commission_id) = &self.evaluation.commission_id {
            case.commission(commission_id)?;
        }
        let listed = self.evaluation.areas.as_slice();
        case.areas_exist(listed.iter().map(|area| &area.code))?;
        for reading_id in listed.iter().flat_map(|area| &area.reading_ids) {
            reading(case, reading_id)?;
        }
        case.participants_exist(&self.evaluation.concurring)
    }

    /// A session has one evaluation of the row.
    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let is_same = |past: &&Arc<Evaluation>| {
            past.evaluation_id == self.evaluation.evaluation_id || self.is_of_the_session_of(past)
        };
        match case.agreement.evaluations.iter().map(|past| &past.evaluation).find(is_same) {
            None => Ok(()),
            Some(past) => Err(Rejection::EvaluationExists { evaluation_id: past.evaluation_id.clone() }),
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        let session_id = self.evaluation.session_id();
        let held_from = session_id.and_then(|session_id| held_from(case, session_id));
        case.agreement.entered_into_force_on.max(held_from)
    }

    /// After the end only the whole can be evaluated (domain §5.2, mark f).
    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let looks_back = self.evaluation.kind == EvaluationKind::Final;
        match case.agreement.status {
            Status::Terminated | Status::Expired | Status::Superseded if looks_back => Ok(()),
            Status::Undrafted
            | Status::Draft
            | Status::Frozen
            | Status::Open
            | Status::Signed
            | Status::InForce
            | Status::Abandoned
            | Status::Terminated
            | Status::Expired
            | Status::Superseded => works(case),
        }
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        if let Some(session_id) = self.evaluation.session_id() {
            is_held(case.session(session_id)?)?;
        }
        every_area_listed(&self.evaluation, case.agreement)?;
        no_overlap(&self.evaluation, case.agreement)?;
        period_is_over(&self.evaluation, case)?;
        let evaluation = Arc::clone(&self.evaluation);
        Ok(vec![case.event(EventBody::AgreementEvaluated(AgreementEvaluated { evaluation }))])
    }
}

impl EvaluateAgreement {
    fn is_of_the_session_of(&self, past: &Evaluation) -> bool {
        let is_regular = |evaluation: &Evaluation| evaluation.kind == EvaluationKind::Regular;
        self.evaluation.session_id().is_some()
            && self.evaluation.session_id() == past.session_id()
            && is_regular(&self.evaluation)
            && is_regular(past)
    }
}

/// Check 13 for evaluations in a session: it has met, and its minutes are not agreed.
fn is_held(session: &Session) -> Result<(), Rejection> {
    match session.status {
        SessionStatus::Convened | SessionStatus::Concluded => Ok(()),
        SessionStatus::Scheduled | SessionStatus::Closed | SessionStatus::Cancelled => is_convened(session),
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

/// Evaluations of a row look at each time once (invariant I11); each commission has a row of its own.
fn no_overlap(evaluation: &Evaluation, agreement: &Agreement) -> Result<(), Rejection> {
    if evaluation.kind != EvaluationKind::Regular {
        return Ok(());
    }
    let commission_id = agreement.commission_of(evaluation);
    let mut past = agreement.evaluations.iter().map(|past| &past.evaluation);
    let same = past.find(|past| {
        past.kind == EvaluationKind::Regular
            && past.period.overlaps(evaluation.period)
            && agreement.commission_of(past) == commission_id
    });
    match same {
        None => Ok(()),
        Some(other) => Err(Rejection::PeriodOverlap { evaluation_id: other.evaluation_id.clone() }),
    }
}

/// An evaluation looks back: at most to the end of the day on which it is made, or of the last day of its session.
fn period_is_over(evaluation: &Evaluation, case: &Case<'_>) -> Result<(), Rejection> {
    let session = evaluation.session_id().and_then(|session_id| case.agreement.session(session_id));
    let held_to = session.and_then(|session| session.held_to);
    let latest = day_after(held_to.unwrap_or(last_day_of_act(case)));
    let period_to = evaluation.period.to();
    if period_to <= latest {
        Ok(())
    } else {
        Err(Rejection::PeriodInFuture { field: CommandField::PeriodTo, period_to, latest })
    }
}
