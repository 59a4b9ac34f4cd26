//! Adopting decisions, and approving them at home.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Case, Rules,
    body::{is_convened, works},
    session::held_from,
};
use crate::domain::{
    command::{AdoptDecision, ConfirmDecision},
    event::{DecisionAdopted, DecisionConfirmed, Event, EventBody},
    rejection::Rejection,
};

impl Rules for AdoptDecision {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let session = case.session(&self.decision.session_id)?;
        let item = self.decision.item;
        if session.agenda.as_ref().is_none_or(|adopted| adopted.agenda.item(item).is_none()) {
            let session_id = session.id().clone();
            return Err(Rejection::AgendaItemNotFound { session_id, item });
        }
        case.participants_exist(&self.decision.pending_approval_of)
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let decision_id = &self.decision.decision_id;
        match case.agreement.decision(decision_id) {
            None => Ok(()),
            Some(_) => Err(Rejection::DecisionExists { decision_id: decision_id.clone() }),
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        held_from(case, &self.decision.session_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        works(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        is_convened(case.session(&self.decision.session_id)?)?;
        let decision = Arc::clone(&self.decision);
        Ok(vec![case.event(EventBody::DecisionAdopted(DecisionAdopted { decision }))])
    }
}

impl Rules for ConfirmDecision {
    fn received_on(&self) -> Option<Date> {
        self.received_on
    }

    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.decision(&self.decision_id)?;
        case.participants_exist([&self.participant_id])
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        case.agreement.decision(&self.decision_id).map(|kept| kept.adopted_on.first_day())
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        works(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let Self { decision_id, participant_id, received_on } = self.clone();
        if !case.decision(&decision_id)?.pending.contains(&participant_id) {
            return Err(Rejection::NothingPending { decision_id, participant_id });
        }
        let confirmed = DecisionConfirmed { decision_id, participant_id, received_on };
        Ok(vec![case.event(EventBody::DecisionConfirmed(confirmed))])
    }
}
