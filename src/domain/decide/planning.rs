//! Planning sessions: when, where, by whom, and about what.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Case, Rules,
    body::{by_session, is_active, is_convened, works},
    commission::established_on,
};
use crate::domain::{
    agreement::Agreement,
    cadence,
    command::{AdoptAgenda, CancelSession, RescheduleSession, ScheduleSession},
    commission::Commission,
    event::{AgendaAdopted, Event, EventBody, SessionCancelled, SessionRescheduled, SessionScheduled},
    ids::Identifier,
    rejection::{CommandField, Rejection},
    session::{Session, SessionKind, SessionSpec, SessionStatus},
};

impl Rules for ScheduleSession {
    /// Only ordinary sessions are counted.
    fn well_formed(&self, _: &Case<'_>) -> Result<(), Rejection> {
        match (self.session.kind, self.session.ordinal) {
            (SessionKind::Extraordinary, Some(_)) => {
                Err(Rejection::BadValue { field: CommandField::Ordinal })
            }
            (SessionKind::Ordinary, Some(_)) | (SessionKind::Ordinary | SessionKind::Extraordinary, None) => {
                Ok(())
            }
        }
    }

    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.commission(&self.session.commission_id)?;
        case.participants_exist(&self.session.host)
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let SessionSpec { session_id, commission_id, kind, .. } = &*self.session;
        if case.agreement.session(session_id).is_some() {
            return Err(Rejection::SessionExists { session_id: session_id.clone() });
        }
        match (kind, pending(case.agreement, commission_id)) {
            (SessionKind::Ordinary, Some(pending)) => {
                Err(Rejection::SessionPending { session_id: pending.id().clone() })
            }
            (SessionKind::Ordinary, None) | (SessionKind::Extraordinary, _) => Ok(()),
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        established_on(case, &self.session.commission_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        works(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let commission = case.commission(&self.session.commission_id)?;
        is_active(commission)?;
        let ordinal = self.ordinal(case.agreement, commission)?;
        let host = self.host(case.agreement, commission)?.cloned();
        let invites_to = || host.as_ref().and_then(|host| commission.place_of(host)).cloned();
        let place = self.session.place.clone().or_else(invites_to);
        let session = Arc::new(SessionSpec { ordinal, place, host, ..SessionSpec::clone(&self.session) });
        Ok(vec![case.event(EventBody::SessionScheduled(SessionScheduled { session }))])
    }
}

impl ScheduleSession {
    /// Ordinary sessions are counted without a gap (invariant I9).
    fn ordinal(&self, agreement: &Agreement, commission: &Commission) -> Result<Option<u64>, Rejection> {
        match self.session.kind {
            SessionKind::Extraordinary => Ok(None),
            SessionKind::Ordinary => {
                let expected = cadence::next_ordinal(agreement, commission);
                match self.session.ordinal {
                    Some(given) if given != expected => {
                        Err(Rejection::OrdinalOutOfSequence { given, expected })
                    }
                    Some(_) | None => Ok(Some(expected)),
                }
            }
        }
    }

    /// The hosts of ordinary sessions follow one another in turn, unless something is said for another one.
    fn host<'a>(
        &'a self,
        agreement: &'a Agreement,
        commission: &'a Commission,
    ) -> Result<Option<&'a Identifier>, Rejection> {
        let in_turn = cadence::next_host(agreement, commission);
        let is_free = match self.session.kind {
            SessionKind::Ordinary => self.session.override_reason.is_some(),
            SessionKind::Extraordinary => true,
        };
        match (&self.session.host, in_turn) {
            (Some(given), Some(expected)) if !is_free && given != expected => {
                Err(Rejection::HostOutOfRotation { given: given.clone(), expected: expected.clone() })
            }
            (given, in_turn) => Ok(given.as_ref().or(in_turn)),
        }
    }
}

/// The ordinary session of a commission that is not over yet, if there is one.
fn pending<'a>(agreement: &'a Agreement, commission_id: &'a Identifier) -> Option<&'a Session> {
    cadence::ordinary(agreement, commission_id).find(|session| match session.status {
        SessionStatus::Scheduled | SessionStatus::Convened => true,
        SessionStatus::Concluded | SessionStatus::Closed | SessionStatus::Cancelled => false,
    })
}

/// Nothing is done about a session before it was scheduled.
pub(super) fn scheduled_on(case: &Case<'_>, session_id: &Identifier) -> Option<Date> {
    case.agreement.session(session_id).map(|session| session.scheduled_on)
}

/// Check 13 for what can be changed only before a session is held.
pub(super) fn is_not_held(session: &Session) -> Result<(), Rejection> {
    match session.status {
        SessionStatus::Scheduled => Ok(()),
        SessionStatus::Convened | SessionStatus::Concluded | SessionStatus::Closed => {
            Err(Rejection::SessionHeld(by_session(session)))
        }
        SessionStatus::Cancelled => Err(Rejection::SessionCancelled(by_session(session))),
    }
}

impl Rules for RescheduleSession {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.session(&self.session_id).map(|_| ())
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        scheduled_on(case, &self.session_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        works(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        is_not_held(case.session(&self.session_id)?)?;
        let Self { session_id, planned, place, reason } = self.clone();
        let rescheduled = SessionRescheduled { session_id, planned, place, reason };
        Ok(vec![case.event(EventBody::SessionRescheduled(rescheduled))])
    }
}

impl Rules for CancelSession {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.session(&self.session_id).map(|_| ())
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let session = case.session(&self.session_id)?;
        match session.status {
            SessionStatus::Cancelled => Err(Rejection::SessionAlreadyCancelled(by_session(session))),
            SessionStatus::Scheduled
            | SessionStatus::Convened
            | SessionStatus::Concluded
            | SessionStatus::Closed => Ok(()),
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        scheduled_on(case, &self.session_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        works(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        is_not_held(case.session(&self.session_id)?)?;
        let Self { session_id, reason } = self.clone();
        Ok(vec![case.event(EventBody::SessionCancelled(SessionCancelled { session_id, reason }))])
    }
}

impl Rules for AdoptAgenda {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.session(&self.session_id)?;
        let items = self.agenda.as_slice();
        case.areas_exist(items.iter().filter_map(|item| item.area.as_ref()))?;
        case.participants_exist(items.iter().filter_map(|item| item.lead.as_ref()))
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        scheduled_on(case, &self.session_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        works(case)
    }

    /// It can be replaced until the session is over. One that comes late is late, and holds.
    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let session = case.session(&self.session_id)?;
        match session.status {
            SessionStatus::Scheduled | SessionStatus::Convened => {}
            SessionStatus::Concluded | SessionStatus::Closed | SessionStatus::Cancelled => {
                is_convened(session)?;
            }
        }
        let late = case.occurred_on.first_day() > case.agreement.agenda_deadline(session);
        let Self { session_id, agenda } = self.clone();
        Ok(vec![case.event(EventBody::AgendaAdopted(AgendaAdopted { session_id, agenda, late }))])
    }
}
