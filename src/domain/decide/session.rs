//! Holding sessions.

use jiff::civil::Date;

use super::{
    Case, Rules,
    body::{by_session, is_convened, works},
    commission::established_on,
    planning::{is_not_held, scheduled_on},
    quorum,
};
use crate::domain::{
    cadence,
    command::{ConcludeSession, ConveneSession, RecordAttendance},
    event::{AttendanceRecorded, Event, EventBody, SessionConcluded, SessionConvened},
    ids::Identifier,
    rejection::{CommandField, Rejection},
    session::{Attendee, SessionStatus},
};

/// Nothing is done in a session before it was opened.
pub(super) fn held_from(case: &Case<'_>, session_id: &Identifier) -> Option<Date> {
    case.agreement.session(session_id)?.held_from
}

/// A session is not held after the act that says so.
fn not_after_the_act(case: &Case<'_>, field: CommandField, day: Date) -> Result<(), Rejection> {
    if day <= case.occurred_on.last_day() {
        Ok(())
    } else {
        Err(Rejection::BadDate { field, date: day.into() })
    }
}

impl Rules for ConveneSession {
    fn held_on(&self) -> Option<(CommandField, Date)> {
        self.held_from.map(|held_from| (CommandField::HeldFrom, held_from))
    }

    fn well_formed(&self, case: &Case<'_>) -> Result<(), Rejection> {
        self.held_from(case).map(|_| ())
    }

    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        attendees_exist(case, &self.session_id, &self.attendance)
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let session = case.session(&self.session_id)?;
        match session.status {
            SessionStatus::Convened | SessionStatus::Concluded | SessionStatus::Closed => {
                Err(Rejection::SessionAlreadyConvened(by_session(session)))
            }
            SessionStatus::Scheduled | SessionStatus::Cancelled => Ok(()),
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        scheduled_on(case, &self.session_id).max(self.held_not_before(case))
    }

    /// Ordinary sessions are held in the order of their numbers, and none before the commission was there.
    fn held_not_before(&self, case: &Case<'_>) -> Option<Date> {
        let session = case.agreement.session(&self.session_id)?;
        let commission_id = &session.spec.commission_id;
        let last = cadence::last_held(case.agreement, commission_id).filter(|_| session.is_ordinary());
        established_on(case, commission_id).max(last.and_then(|last| last.held_from))
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        works(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let session = case.session(&self.session_id)?;
        is_not_held(session)?;
        let held_from = self.held_from(case)?;
        not_after_the_act(case, CommandField::HeldFrom, held_from)?;
        let commission = case.commission(&session.spec.commission_id)?;
        quorum::check(case.agreement, commission, &self.attendance, held_from)?;
        let Self { session_id, attendance, .. } = self.clone();
        let convened = SessionConvened { session_id, held_from, attendance };
        Ok(vec![case.event(EventBody::SessionConvened(convened))])
    }
}

impl ConveneSession {
    /// The first day; left out, that of the act, which then has to be known.
    fn held_from(&self, case: &Case<'_>) -> Result<Date, Rejection> {
        self.held_from.map_or_else(|| case.known_to_the_day(), Ok)
    }
}

impl Rules for RecordAttendance {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        attendees_exist(case, &self.session_id, &self.attendance)
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        held_from(case, &self.session_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        works(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let session = case.session(&self.session_id)?;
        match session.status {
            SessionStatus::Convened | SessionStatus::Concluded => {}
            SessionStatus::Scheduled => return Err(Rejection::SessionNotScheduled(by_session(session))),
            SessionStatus::Closed => return Err(Rejection::SessionClosed(by_session(session))),
            SessionStatus::Cancelled => return Err(Rejection::SessionCancelled(by_session(session))),
        }
        let Self { session_id, attendance } = self.clone();
        let recorded = AttendanceRecorded { session_id, attendance };
        Ok(vec![case.event(EventBody::AttendanceRecorded(recorded))])
    }
}

/// Check 8 for those who attend: an officer is one of the section that it attends for, and so is whoever it stands for.
fn attendees_exist(
    case: &Case<'_>,
    session_id: &Identifier,
    attendance: &[Attendee],
) -> Result<(), Rejection> {
    let commission = case.commission(&case.session(session_id)?.spec.commission_id)?;
    case.participants_exist(attendance.iter().map(|attendee| &attendee.participant_id))?;
    let named = attendance.iter().flat_map(|attendee| {
        let officers = attendee.officer_id.iter().chain(&attendee.acting_for);
        officers.map(|officer_id| (officer_id, &attendee.participant_id))
    });
    for (officer_id, participant_id) in named {
        let officer = commission.officer(officer_id);
        if officer.is_none_or(|officer| officer.spec.participant_id != *participant_id) {
            return Err(Rejection::OfficerNotFound { officer_id: officer_id.clone() });
        }
    }
    Ok(())
}

impl Rules for ConcludeSession {
    fn held_on(&self) -> Option<(CommandField, Date)> {
        self.held_to.map(|held_to| (CommandField::HeldTo, held_to))
    }

    fn well_formed(&self, case: &Case<'_>) -> Result<(), Rejection> {
        self.held_to(case).map(|_| ())
    }

    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.session(&self.session_id).map(|_| ())
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let session = case.session(&self.session_id)?;
        match session.status {
            SessionStatus::Concluded | SessionStatus::Closed => {
                Err(Rejection::SessionAlreadyConcluded(by_session(session)))
            }
            SessionStatus::Scheduled | SessionStatus::Convened | SessionStatus::Cancelled => Ok(()),
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        held_from(case, &self.session_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        works(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let session = case.session(&self.session_id)?;
        is_convened(session)?;
        let held_to = self.held_to(case)?;
        not_after_the_act(case, CommandField::HeldTo, held_to)?;
        match session.held_from {
            Some(first) if held_to < first => {
                let field = CommandField::HeldTo;
                return Err(Rejection::BadPeriod { field, first, last: held_to });
            }
            Some(_) | None => {}
        }
        let concluded = SessionConcluded { session_id: self.session_id.clone(), held_to };
        Ok(vec![case.event(EventBody::SessionConcluded(concluded))])
    }
}

impl ConcludeSession {
    /// The last day; left out, that of the act, which then has to be known.
    fn held_to(&self, case: &Case<'_>) -> Result<Date, Rejection> {
        self.held_to.map_or_else(|| case.known_to_the_day(), Ok)
    }
}
