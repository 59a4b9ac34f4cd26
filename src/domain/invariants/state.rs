//! What every state promises, as far as a record has changed it.

use std::{collections::BTreeSet, sync::Arc};

use super::Violation;
use crate::domain::{
    agreement::{Agreement, Status},
    cadence,
    commission::Commission,
    evaluation::{Evaluation, EvaluationKind},
    session::{Session, SessionStatus},
};

pub(super) fn judge(before: &Agreement, after: &Agreement, found: &mut Vec<Violation>) {
    found.extend(in_force_for_somebody(after));
    found.extend(bound_in_time(before, after));
    found.extend(evaluated_once(before, after));
    let changed = changed_sessions(before, after);
    if !changed.is_empty() {
        found.extend(changed.iter().filter_map(|session| signed_by_all(after, session)));
        let commissions: BTreeSet<_> = changed.iter().map(|session| &session.spec.commission_id).collect();
        let commissions = commissions.into_iter().filter_map(|commission_id| after.commission(commission_id));
        for commission in commissions {
            found.extend(counted(after, commission));
            found.extend(convened_alone(after, commission));
        }
    }
}

/// I5. The day since which it is in force comes with the status.
fn in_force_for_somebody(agreement: &Agreement) -> Option<Violation> {
    let is_for_nobody = agreement.status == Status::InForce && agreement.party_count() == 0;
    is_for_nobody.then_some(Violation::InForceForNobody)
}

/// I7.
fn bound_in_time(before: &Agreement, after: &Agreement) -> Option<Violation> {
    let since = after.entered_into_force_on;
    if Arc::ptr_eq(&before.participants, &after.participants) && before.entered_into_force_on == since {
        return None;
    }
    after.participants.iter().find_map(|participant| {
        let in_force_from = participant.in_force_from?;
        let is_too_soon = since.is_none_or(|since| in_force_from < since);
        let participant_id = participant.spec.participant_id.clone();
        is_too_soon.then_some(Violation::BoundTooSoon { participant_id, in_force_from })
    })
}

/// I11: each commission has a row of its own, and so have those that come from none.
fn evaluated_once(before: &Agreement, after: &Agreement) -> Option<Violation> {
    let known = before.evaluations.len();
    let new = after.evaluations.iter().enumerate().skip(known);
    let is_regular = |one: &Evaluation| one.kind == EvaluationKind::Regular;
    new.filter(|(_, one)| is_regular(&one.evaluation)).find_map(|(index, one)| {
        let one = &one.evaluation;
        let mut earlier = after.evaluations.iter().take(index).map(|past| &past.evaluation);
        let other = earlier.find(|other| {
            is_regular(other)
                && other.period.overlaps(one.period)
                && after.commission_of(other) == after.commission_of(one)
        })?;
        let (evaluation_id, other) = (one.evaluation_id.clone(), other.evaluation_id.clone());
        Some(Violation::PeriodsOverlap { evaluation_id, other })
    })
}

/// The sessions that are new or not as they were. Sessions are only ever added, at the end.
fn changed_sessions<'a>(before: &Agreement, after: &'a Agreement) -> Vec<&'a Session> {
    if Arc::ptr_eq(&before.bodies, &after.bodies) {
        return Vec::new();
    }
    let known = before.sessions().iter().map(Some).chain(std::iter::repeat(None));
    let both = after.sessions().iter().zip(known);
    let is_changed =
        |known: Option<&Arc<Session>>, session| known.is_none_or(|one| !Arc::ptr_eq(one, session));
    both.filter(|(session, known)| is_changed(*known, session)).map(|(session, _)| &**session).collect()
}

/// I9: the numbers have no gap. That of a cancelled session is given again.
fn counted(agreement: &Agreement, commission: &Commission) -> Option<Violation> {
    let numbered = cadence::ordinary(agreement, commission.id())
        .filter(|session| session.status != SessionStatus::Cancelled);
    let expected = u64::from(commission.spec.first_ordinal)..;
    let (session, expected) =
        numbered.zip(expected).find(|(session, expected)| session.spec.ordinal != Some(*expected))?;
    let (commission_id, session_id) = (commission.id().clone(), session.id().clone());
    Some(Violation::OutOfCount { commission_id, session_id, expected })
}

/// I9: one ordinary session is over before the next is opened.
fn convened_alone(agreement: &Agreement, commission: &Commission) -> Option<Violation> {
    let mut convened = cadence::ordinary(agreement, commission.id())
        .filter(|session| session.status == SessionStatus::Convened);
    let (first, second) = (convened.next()?, convened.next()?);
    let (commission_id, session_id) = (commission.id().clone(), second.id().clone());
    Some(Violation::ConvenedAtOnce { commission_id, session_id, other: first.id().clone() })
}

/// I10: what is closed was signed by each section.
fn signed_by_all(agreement: &Agreement, session: &Session) -> Option<Violation> {
    if session.status != SessionStatus::Closed {
        return None;
    }
    let session_id = session.id().clone();
    // Without minutes nothing is agreed, which was found with the event that says so.
    let submitted = session.minutes.as_ref()?;
    let mut sections = agreement.sections_of(session).into_iter();
    let participant_id = sections.find(|section| submitted.signature_of(section).is_none())?.clone();
    Some(Violation::MinutesUnsigned { session_id, participant_id })
}
