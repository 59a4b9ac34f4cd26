//! Establishing commissions, changing their rules, dissolving them, and appointing their officers.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Case, Rules,
    body::{by_session, is_active, officer_exists, possible_since, works},
};
use crate::domain::{
    cadence,
    command::{AmendCommissionRules, AppointOfficer, DissolveCommission, EstablishCommission},
    commission::{Commission, CommissionAnchor, CommissionRules},
    event::{
        CommissionDissolved, CommissionEstablished, CommissionRulesAmended, Event, EventBody,
        OfficerAppointed,
    },
    evolve::evolve,
    ids::Identifier,
    officer::OfficerSpec,
    rejection::{CommandField, Rejection},
    session::SessionStatus,
};

impl Rules for EstablishCommission {
    /// Where sessions are counted from this day, it has to be known.
    fn well_formed(&self, case: &Case<'_>) -> Result<(), Rejection> {
        match self.rules.anchor {
            CommissionAnchor::Establishment => case.known_to_the_day().map(|_| ()),
            CommissionAnchor::EntryIntoForce | CommissionAnchor::Date(_) => Ok(()),
        }
    }

    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.participants_exist(in_rotation(&self.rules))
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let commission_id = &self.commission.commission_id;
        match case.agreement.commission(commission_id) {
            None => Ok(()),
            Some(_) => Err(Rejection::CommissionExists { commission_id: commission_id.clone() }),
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        possible_since(case.agreement)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        works(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let (commission, rules) = (Arc::clone(&self.commission), Arc::clone(&self.rules));
        let established = CommissionEstablished { commission, rules };
        let established = case.event(EventBody::CommissionEstablished(established));
        Ok(with_next_session(case, &self.commission.commission_id, established))
    }
}

impl Rules for AmendCommissionRules {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.commission(&self.commission_id)?;
        case.participants_exist(in_rotation(&self.rules))
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        established_on(case, &self.commission_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        works(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        is_active(case.commission(&self.commission_id)?)?;
        let Self { commission_id, rules } = self.clone();
        let amended = CommissionRulesAmended { commission_id, rules };
        let amended = case.event(EventBody::CommissionRulesAmended(amended));
        Ok(with_next_session(case, &self.commission_id, amended))
    }
}

impl Rules for DissolveCommission {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.commission(&self.commission_id).map(|_| ())
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        established_on(case, &self.commission_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        works(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        is_active(case.commission(&self.commission_id)?)?;
        let mut sessions = case.agreement.sessions().iter();
        let in_progress = sessions.find(|session| {
            session.spec.commission_id == self.commission_id && session.status == SessionStatus::Convened
        });
        if let Some(session) = in_progress {
            return Err(Rejection::SessionInProgress(by_session(session)));
        }
        let Self { commission_id, reason } = self.clone();
        let dissolved = CommissionDissolved { commission_id, reason };
        Ok(vec![case.event(EventBody::CommissionDissolved(dissolved))])
    }
}

impl Rules for AppointOfficer {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let commission = case.commission(&self.commission_id)?;
        case.participants_exist([&self.officer.participant_id])?;
        self.replaces.as_ref().map_or(Ok(()), |replaces| officer_exists(commission, replaces))
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let officer_id = &self.officer.officer_id;
        if case.agreement.commissions().iter().any(|commission| commission.officer(officer_id).is_some()) {
            return Err(Rejection::OfficerExists { officer_id: officer_id.clone() });
        }
        self.seat_is_free(case.commission(&self.commission_id)?)
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        established_on(case, &self.commission_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        works(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let commission = case.commission(&self.commission_id)?;
        is_active(commission)?;
        let from = self.officer.from.unwrap_or(case.occurred_on.first_day());
        self.follows(commission, from)?;
        let Self { commission_id, replaces, .. } = self.clone();
        let officer = Arc::new(OfficerSpec { from: Some(from), ..OfficerSpec::clone(&self.officer) });
        let appointed = OfficerAppointed { commission_id, officer, replaces };
        Ok(vec![case.event(EventBody::OfficerAppointed(appointed))])
    }
}

impl AppointOfficer {
    /// A section has one head and one secretary at a time.
    fn seat_is_free(&self, commission: &Commission) -> Result<(), Rejection> {
        let OfficerSpec { participant_id, role, .. } = &*self.officer;
        let holder = commission.holder(participant_id, *role).filter(|_| role.is_single());
        match holder.map(|holder| &holder.spec.officer_id) {
            Some(holder) if self.replaces.as_ref() != Some(holder) => {
                Err(Rejection::SeatTaken { officer_id: holder.clone() })
            }
            Some(_) | None => Ok(()),
        }
    }

    /// One takes the place of somebody who is in that place, and not before him.
    fn follows(&self, commission: &Commission, from: Date) -> Result<(), Rejection> {
        let Some(replaced) = self.replaces.as_ref().and_then(|replaces| commission.officer(replaces)) else {
            return Ok(());
        };
        let OfficerSpec { participant_id, role, .. } = &*self.officer;
        if replaced.until.is_some() || !replaced.has_seat(participant_id, *role) {
            return Err(Rejection::BadValue { field: CommandField::Replaces });
        }
        if from < replaced.from {
            return Err(Rejection::BadDate { field: CommandField::OfficerFrom, date: from.into() });
        }
        Ok(())
    }
}

fn in_rotation(rules: &CommissionRules) -> impl Iterator<Item = &Identifier> {
    rules.rotation.as_slice().iter().map(|turn| &turn.participant_id)
}

/// Nothing is done in a commission before it was established.
pub(super) fn established_on(case: &Case<'_>, commission_id: &Identifier) -> Option<Date> {
    case.agreement.commission(commission_id).map(|commission| commission.established_on)
}

/// An act after which another session is due next, or the same one on another day.
fn with_next_session(case: &Case<'_>, commission_id: &Identifier, act: Event) -> Vec<Event> {
    let after = evolve(case.agreement.clone(), &act);
    let due_set = cadence::due_set(&after, commission_id, case.occurred_on.first_day());
    [act].into_iter().chain(due_set).collect()
}
