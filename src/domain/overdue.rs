//! What is late: sessions that were not held and actions that were not done. That is noticed, and changes nothing.

use std::cmp::max;

use jiff::civil::Date;

use super::{
    action::{ActionStatus, KeptAction},
    agreement::{Agreement, Status},
    cadence,
    commission::CommissionStatus,
    dates::day_after,
    due::Due,
    event::{ActionOverdueFlagged, Event, EventBody, SessionOverdueFlagged},
};

/// The day since which an agreement is in force and binds somebody.
fn binds_since(agreement: &Agreement) -> Option<Date> {
    let bound_from =
        agreement.participants.iter().filter_map(|participant| participant.in_force_from).min()?;
    Some(max(agreement.entered_into_force_on?, bound_from)).filter(|_| agreement.status == Status::InForce)
}

/// The day of the first session becomes known with the entry into force, where it is counted from that.
pub(super) fn counted(agreement: &Agreement) -> Option<Due> {
    let waiting = agreement
        .commissions()
        .iter()
        .filter(|commission| commission.status == CommissionStatus::Active && commission.due.is_none());
    let due = waiting.filter_map(|commission| {
        let on = max(binds_since(agreement)?, commission.established_on);
        let due = cadence::session_due(agreement, commission)?;
        Some(Due { on, events: vec![cadence::due_set_as(commission, due, on)] })
    });
    due.min_by_key(|due| due.on)
}

/// The sessions that are overdue and not noticed yet, each once a due date. Before the agreement is in force none is
/// owed, so what was to be held before that is overdue since then.
pub(super) fn session(agreement: &Agreement) -> Option<Due> {
    let due = agreement.commissions().iter().filter_map(|commission| {
        let overdue_from = cadence::overdue_from(agreement, commission)?;
        let due_by = commission.due.as_ref()?.due_by;
        let on = max(binds_since(agreement)?, overdue_from);
        Some((on, overdue_from, due_by, commission)).filter(|_| !commission.flagged_for.contains(&due_by))
    });
    let (on, overdue_from, due_by, commission) = due.min_by_key(|(on, _, _, _)| *on)?;
    let commission_id = commission.id().clone();
    let flagged = SessionOverdueFlagged { commission_id, due_by, overdue_from };
    Some(noticed(on, EventBody::SessionOverdueFlagged(flagged)))
}

/// The actions that are overdue and not noticed yet, each once a due date; also after the end of the agreement.
pub(super) fn action(agreement: &Agreement) -> Option<Due> {
    match agreement.status {
        Status::Open
        | Status::Signed
        | Status::InForce
        | Status::Terminated
        | Status::Expired
        | Status::Superseded => {}
        Status::Undrafted | Status::Draft | Status::Frozen | Status::Abandoned => return None,
    }
    let waiting = |action: &KeptAction| {
        action.status == ActionStatus::Open && action.flagged_for != Some(action.due_on)
    };
    let due = agreement.actions().iter().filter(|action| waiting(action));
    let action = due.min_by_key(|action| action.due_on)?;
    let flagged = ActionOverdueFlagged { action_id: action.id().clone(), due_on: action.due_on };
    Some(noticed(day_after(action.due_on), EventBody::ActionOverdueFlagged(flagged)))
}

fn noticed(on: Date, body: EventBody) -> Due {
    Due { on, events: vec![Event::of_system(on, Some(on), body)] }
}
