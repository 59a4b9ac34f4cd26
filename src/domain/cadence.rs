//! When the next session of a commission is due, who is host, and which number it has (domain §3.6).

use jiff::civil::Date;

use super::{
    agreement::{Agreement, Status},
    commission::{Cadence, Commission, CommissionAnchor, CommissionStatus, SessionDue},
    dates::{minus_days, next_year, plus_months},
    evaluation::Evaluation,
    event::{Event, EventBody, NextSessionDueSet},
    ids::Identifier,
    participant::ParticipantStatus,
    session::{Session, SessionStatus},
};

/// The ordinary sessions of a commission that are held or were, in the order of their numbers.
fn held<'a>(
    agreement: &'a Agreement,
    commission_id: &'a Identifier,
) -> impl DoubleEndedIterator<Item = &'a Session> {
    ordinary(agreement, commission_id).filter(|session| session.status.is_held())
}

/// The ordinary sessions of a commission in the order of the record, which is that of their numbers.
pub(super) fn ordinary<'a>(
    agreement: &'a Agreement,
    commission_id: &'a Identifier,
) -> impl DoubleEndedIterator<Item = &'a Session> {
    let sessions = agreement.bodies.sessions.iter().map(|session| &**session);
    sessions.filter(move |session| session.is_ordinary() && session.spec.commission_id == *commission_id)
}

/// The last ordinary session of a commission that is held or was.
pub(super) fn last_held<'a>(agreement: &'a Agreement, commission_id: &'a Identifier) -> Option<&'a Session> {
    held(agreement, commission_id).next_back()
}

/// The day from which the next session is counted: the first day of the last ordinary one, once minutes were agreed;
/// before that what the rules say. None while that lies ahead.
pub(super) fn anchor(commission: &Commission, entered_into_force_on: Option<Date>) -> Option<Date> {
    commission.anchored_on.or(match commission.rules.anchor {
        CommissionAnchor::EntryIntoForce => entered_into_force_on,
        CommissionAnchor::Establishment => Some(commission.established_on),
        CommissionAnchor::Date(date) => Some(date),
    })
}

/// The session that is due next. What was held since the anchor does not count before its minutes are agreed.
pub(super) fn session_due(agreement: &Agreement, commission: &Commission) -> Option<SessionDue> {
    let anchor = anchor(commission, agreement.entered_into_force_on)?;
    let counted: Vec<&Session> = held(agreement, commission.id())
        .filter(|session| commission.anchored_on.is_some() && session.held_from <= commission.anchored_on)
        .collect();
    let due_by = match commission.rules.cadence {
        Cadence::RollingMonths(months) => plus_months(anchor, months),
        Cadence::SessionsPerYear(sessions) => {
            let in_year = |session: &&&Session| {
                session.held_from.is_some_and(|held_from| held_from.year() == anchor.year())
            };
            let is_enough = counted.iter().filter(in_year).count() >= usize::from(sessions);
            let year = if is_enough { next_year(anchor) } else { anchor };
            year.last_of_year()
        }
    };
    let ordinal = first_ordinal(commission).saturating_add(count(counted.len()));
    let host = host_after(commission, counted.into_iter());
    Some(SessionDue { due_by, host: host.cloned(), ordinal })
}

/// The number of the next ordinary session: that of a cancelled one is free again.
pub(super) fn next_ordinal(agreement: &Agreement, commission: &Commission) -> u64 {
    let numbered = ordinary(agreement, commission.id());
    let numbered = numbered.filter(|session| session.status != SessionStatus::Cancelled).count();
    first_ordinal(commission).saturating_add(count(numbered))
}

/// Whose turn it is to be host of the next session; none without a rotation.
pub(super) fn next_host<'a>(agreement: &'a Agreement, commission: &'a Commission) -> Option<&'a Identifier> {
    host_after(commission, held(agreement, commission.id()))
}

/// Whose turn it is after these sessions: hosts out of rotation turn nothing.
fn host_after<'a>(
    commission: &'a Commission,
    held: impl DoubleEndedIterator<Item = &'a Session>,
) -> Option<&'a Identifier> {
    let rotation = &commission.rules.rotation;
    let hosts = held.filter_map(|session| session.spec.host.as_ref());
    let last = hosts.rev().find(|host| rotation.turn_of(host).is_some());
    rotation.after(last)
}

fn first_ordinal(commission: &Commission) -> u64 {
    u64::from(commission.spec.first_ordinal)
}

fn count(sessions: usize) -> u64 {
    u64::try_from(sessions).unwrap_or(u64::MAX)
}

/// Whether an ordinary session was convened after the day from which the one that is due is counted.
fn is_met(agreement: &Agreement, commission: &Commission) -> bool {
    let anchor = anchor(commission, agreement.entered_into_force_on);
    held(agreement, commission.id()).any(|session| session.held_from > anchor)
}

/// The first day on which the session that is due is overdue, as long as it has not been held.
pub(super) fn overdue_from(agreement: &Agreement, commission: &Commission) -> Option<Date> {
    let runs = agreement.status == Status::InForce && commission.status == CommissionStatus::Active;
    commission.overdue_from().filter(|_| runs && !is_met(agreement, commission))
}

/// What says that another session is due next than before, or by another day; none if it is the same.
pub(super) fn due_set(agreement: &Agreement, commission_id: &Identifier, on: Date) -> Option<Event> {
    let commission = agreement.commission(commission_id)?;
    let due = session_due(agreement, commission).filter(|due| commission.due.as_ref() != Some(due))?;
    Some(due_set_as(commission, due, on))
}

/// What says which session is due next, and by when.
pub(super) fn due_set_as(commission: &Commission, due: SessionDue, on: Date) -> Event {
    let commission_id = commission.id().clone();
    let SessionDue { due_by, host, ordinal } = due;
    let set = NextSessionDueSet { commission_id, due_by, host, ordinal };
    Event::of_system(on, None, EventBody::NextSessionDueSet(set))
}

impl Agreement {
    /// The sections of a commission on a day: those that are host in turn, and those that have or had a co-chair. Where
    /// there are none of either, all participants that take part. Whoever had left by that day is none.
    pub fn sections<'a>(&'a self, commission: &'a Commission, day: Date) -> Vec<&'a Identifier> {
        let rotation = commission.rules.rotation.as_slice().iter().map(|turn| &turn.participant_id);
        let chairs = commission.officers.iter().filter(|officer| officer.spec.role.is_head());
        let mut named: Vec<&Identifier> = Vec::new();
        for participant_id in rotation.chain(chairs.map(|officer| &officer.spec.participant_id)) {
            if !named.contains(&participant_id) {
                named.push(participant_id);
            }
        }
        if named.is_empty() {
            let takes_part = self.participants.iter().filter(|one| match one.status {
                ParticipantStatus::Declined => false,
                ParticipantStatus::Eligible
                | ParticipantStatus::SignedAdReferendum
                | ParticipantStatus::Signatory
                | ParticipantStatus::Contracting
                | ParticipantStatus::Party
                | ParticipantStatus::Withdrawing
                | ParticipantStatus::Withdrawn => true,
            });
            named.extend(takes_part.map(|one| &one.spec.participant_id));
        }
        let is_here = |participant_id: &&Identifier| {
            let participant = self.participant(participant_id);
            participant.is_some_and(|one| one.withdrew_on.is_none_or(|withdrew_on| day < withdrew_on))
        };
        named.retain(is_here);
        named
    }

    /// The sections that a session is of: those when it was convened, and before that those on its first day.
    pub fn sections_of<'a>(&'a self, session: &'a Session) -> Vec<&'a Identifier> {
        if session.status.is_held() {
            return session.sections.iter().collect();
        }
        let commission = self.commission(&session.spec.commission_id);
        commission.map(|commission| self.sections(commission, session.day())).unwrap_or_default()
    }

    /// The last day on which the agenda of a session is in time.
    pub fn agenda_deadline(&self, session: &Session) -> Date {
        let commission = self.commission(&session.spec.commission_id);
        let lead = commission.map_or(0, |commission| commission.rules.agenda_lead_days);
        minus_days(session.planned.first(), lead)
    }

    /// The commission that an evaluation comes from, if it comes from one.
    pub fn commission_of<'a>(&'a self, evaluation: &'a Evaluation) -> Option<&'a Identifier> {
        let session = evaluation.session_id().and_then(|session_id| self.session(session_id));
        session.map(|session| &session.spec.commission_id).or(evaluation.commission_id.as_ref())
    }
}
