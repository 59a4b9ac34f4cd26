//! Sessions, and what they decide and give people to do.

use super::{
    super::Enumeration, count, date, identifiers, localized, optional_identifier, personal, place,
    values::number,
};
use crate::{
    domain::{Action, Agenda, AgendaItem, Attendee, Decision, Minutes, SessionSpec},
    proto::v1,
};

/// A session as it was planned.
pub fn session(session: &SessionSpec) -> v1::SessionScheduled {
    v1::SessionScheduled {
        session_id: session.session_id.to_string(),
        commission_id: session.commission_id.to_string(),
        kind: session.kind.number(),
        ordinal: session.ordinal.map(count).unwrap_or_default(),
        planned_from: Some(date(session.planned.first())),
        planned_to: Some(date(session.planned.last())),
        place: session.place.as_ref().map(place),
        host: optional_identifier(session.host.as_ref()),
        mode: session.mode.number(),
        override_reason: session.override_reason.as_ref().map(personal),
    }
}

/// What a session is about.
pub fn agenda(agenda: &Agenda) -> Vec<v1::AgendaItem> {
    agenda.as_slice().iter().map(agenda_item).collect()
}

fn agenda_item(item: &AgendaItem) -> v1::AgendaItem {
    v1::AgendaItem {
        number: item.number.into(),
        title: localized(&item.title),
        area: optional_identifier(item.area.as_ref()),
        lead: optional_identifier(item.lead.as_ref()),
    }
}

/// Who was present at a session.
pub fn attendance(attendance: &[Attendee]) -> Vec<v1::Attendance> {
    attendance.iter().map(attendee).collect()
}

fn attendee(attendee: &Attendee) -> v1::Attendance {
    v1::Attendance {
        officer_id: optional_identifier(attendee.officer_id.as_ref()),
        name: attendee.name.as_ref().map(personal),
        participant_id: attendee.participant_id.to_string(),
        capacity: attendee.capacity.number(),
        acting_for: optional_identifier(attendee.acting_for.as_ref()),
        count: attendee.count.into(),
    }
}

/// A decision.
pub fn decision(decision: &Decision) -> v1::DecisionAdopted {
    v1::DecisionAdopted {
        decision_id: decision.decision_id.to_string(),
        session_id: decision.session_id.to_string(),
        item: decision.item.into(),
        text: localized(&decision.text),
        pending_approval_of: identifiers(&decision.pending_approval_of),
    }
}

/// An action as it was assigned.
pub fn action(action: &Action) -> v1::ActionAssigned {
    v1::ActionAssigned {
        action_id: action.action_id.to_string(),
        session_id: action.session_id.to_string(),
        decision_id: optional_identifier(action.decision_id.as_ref()),
        title: localized(&action.title),
        owner: action.owner.to_string(),
        due_on: Some(date(action.due_on)),
    }
}

/// Minutes.
pub fn minutes(minutes: &Minutes) -> v1::MinutesSubmitted {
    v1::MinutesSubmitted {
        // No property of the minutes; whoever writes the event adds it.
        session_id: String::new(),
        digest: minutes.digest.to_string(),
        originals: minutes.originals.into(),
        languages: minutes.languages.iter().map(ToString::to_string).collect(),
        classification: number(minutes.classification),
    }
}
