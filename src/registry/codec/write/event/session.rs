//! What happens to sessions, and in them.

use super::super::{
    action, agenda, attendance, date, decision, minutes, optional_identifier, personal, place, session,
};
use crate::{
    domain::{
        ActionAssigned, AgendaAdopted, AttendanceRecorded, DecisionAdopted, DecisionConfirmed, MinutesAgreed,
        MinutesSigned, MinutesSubmitted, SessionCancelled, SessionConcluded, SessionConvened,
        SessionRescheduled, SessionScheduled,
    },
    proto::v1,
};

pub(super) fn scheduled(scheduled: &SessionScheduled) -> v1::SessionScheduled {
    session(&scheduled.session)
}

pub(super) fn rescheduled(rescheduled: &SessionRescheduled) -> v1::SessionRescheduled {
    v1::SessionRescheduled {
        session_id: rescheduled.session_id.to_string(),
        planned_from: Some(date(rescheduled.planned.first())),
        planned_to: Some(date(rescheduled.planned.last())),
        place: rescheduled.place.as_ref().map(place),
        reason: rescheduled.reason.as_ref().map(personal),
    }
}

pub(super) fn cancelled(cancelled: &SessionCancelled) -> v1::SessionCancelled {
    v1::SessionCancelled {
        session_id: cancelled.session_id.to_string(),
        reason: cancelled.reason.as_ref().map(personal),
    }
}

pub(super) fn agenda_adopted(adopted: &AgendaAdopted) -> v1::AgendaAdopted {
    v1::AgendaAdopted {
        session_id: adopted.session_id.to_string(),
        items: agenda(&adopted.agenda),
        late: adopted.late,
    }
}

pub(super) fn convened(convened: &SessionConvened) -> v1::SessionConvened {
    v1::SessionConvened {
        session_id: convened.session_id.to_string(),
        held_from: Some(date(convened.held_from)),
        attendance: attendance(&convened.attendance),
    }
}

pub(super) fn attendance_recorded(recorded: &AttendanceRecorded) -> v1::AttendanceRecorded {
    v1::AttendanceRecorded {
        session_id: recorded.session_id.to_string(),
        attendance: attendance(&recorded.attendance),
    }
}

pub(super) fn decision_adopted(adopted: &DecisionAdopted) -> v1::DecisionAdopted {
    decision(&adopted.decision)
}

pub(super) fn decision_confirmed(confirmed: &DecisionConfirmed) -> v1::DecisionConfirmed {
    v1::DecisionConfirmed {
        decision_id: confirmed.decision_id.to_string(),
        participant_id: confirmed.participant_id.to_string(),
        received_on: confirmed.received_on.map(date),
    }
}

pub(super) fn action_assigned(assigned: &ActionAssigned) -> v1::ActionAssigned {
    action(&assigned.action)
}

pub(super) fn concluded(concluded: &SessionConcluded) -> v1::SessionConcluded {
    v1::SessionConcluded {
        session_id: concluded.session_id.to_string(),
        held_to: Some(date(concluded.held_to)),
    }
}

pub(super) fn minutes_submitted(submitted: &MinutesSubmitted) -> v1::MinutesSubmitted {
    v1::MinutesSubmitted { session_id: submitted.session_id.to_string(), ..minutes(&submitted.minutes) }
}

pub(super) fn minutes_signed(signed: &MinutesSigned) -> v1::MinutesSigned {
    v1::MinutesSigned {
        session_id: signed.session_id.to_string(),
        participant_id: signed.participant_id.to_string(),
        officer_id: optional_identifier(signed.officer_id.as_ref()),
        acting_for: optional_identifier(signed.acting_for.as_ref()),
        digest: signed.digest.to_string(),
    }
}

pub(super) fn minutes_agreed(agreed: &MinutesAgreed) -> v1::MinutesAgreed {
    v1::MinutesAgreed { session_id: agreed.session_id.to_string(), digest: agreed.digest.to_string() }
}
