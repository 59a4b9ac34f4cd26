//! What happens to sessions, and in them.

use super::super::{
    Field, Size, action, agenda, attendance, days, decision, digest, full_date, identifier, minutes,
    optional_full_date, optional_identifier, personal, place, session,
};
use crate::{
    domain::{
        ActionAssigned, AgendaAdopted, AttendanceRecorded, DecisionAdopted, DecisionConfirmed, MinutesAgreed,
        MinutesSigned, MinutesSubmitted, SessionCancelled, SessionConcluded, SessionConvened,
        SessionRescheduled, SessionScheduled,
    },
    proto::v1,
};

pub(super) fn session_scheduled(message: v1::SessionScheduled, at: Field<'_>) -> Option<SessionScheduled> {
    Some(SessionScheduled { session: session(message, at)? })
}

pub(super) fn session_rescheduled(
    message: v1::SessionRescheduled,
    mut at: Field<'_>,
) -> Option<SessionRescheduled> {
    let session_id = identifier(&message.session_id, at.field("session_id"));
    let planned = days(message.planned_from, message.planned_to, at.again());
    let place = place(message.place, at.field("place"));
    let reason = personal(message.reason, Size::Free, at.field("reason"));
    Some(SessionRescheduled { session_id: session_id?, planned: planned?, place, reason })
}

pub(super) fn session_cancelled(
    message: v1::SessionCancelled,
    mut at: Field<'_>,
) -> Option<SessionCancelled> {
    let session_id = identifier(&message.session_id, at.field("session_id"));
    let reason = personal(message.reason, Size::Free, at.field("reason"));
    Some(SessionCancelled { session_id: session_id?, reason })
}

pub(super) fn agenda_adopted(message: v1::AgendaAdopted, mut at: Field<'_>) -> Option<AgendaAdopted> {
    let session_id = identifier(&message.session_id, at.field("session_id"));
    let agenda = agenda(message.items, at.field("items"));
    Some(AgendaAdopted { session_id: session_id?, agenda: agenda?, late: message.late })
}

pub(super) fn session_convened(message: v1::SessionConvened, mut at: Field<'_>) -> Option<SessionConvened> {
    let session_id = identifier(&message.session_id, at.field("session_id"));
    let held_from = full_date(message.held_from, at.field("held_from"));
    let attendance = attendance(message.attendance, at.field("attendance"));
    Some(SessionConvened { session_id: session_id?, held_from: held_from?, attendance })
}

pub(super) fn attendance_recorded(
    message: v1::AttendanceRecorded,
    mut at: Field<'_>,
) -> Option<AttendanceRecorded> {
    let session_id = identifier(&message.session_id, at.field("session_id"));
    let attendance = attendance(message.attendance, at.field("attendance"));
    Some(AttendanceRecorded { session_id: session_id?, attendance })
}

pub(super) fn decision_adopted(message: v1::DecisionAdopted, at: Field<'_>) -> Option<DecisionAdopted> {
    Some(DecisionAdopted { decision: decision(message, at)? })
}

pub(super) fn decision_confirmed(
    message: v1::DecisionConfirmed,
    mut at: Field<'_>,
) -> Option<DecisionConfirmed> {
    let decision_id = identifier(&message.decision_id, at.field("decision_id"));
    let participant_id = identifier(&message.participant_id, at.field("participant_id"));
    let received_on = optional_full_date(message.received_on, at.field("received_on"));
    Some(DecisionConfirmed { decision_id: decision_id?, participant_id: participant_id?, received_on })
}

pub(super) fn action_assigned(message: v1::ActionAssigned, at: Field<'_>) -> Option<ActionAssigned> {
    Some(ActionAssigned { action: action(message, at)? })
}

pub(super) fn session_concluded(
    message: v1::SessionConcluded,
    mut at: Field<'_>,
) -> Option<SessionConcluded> {
    let session_id = identifier(&message.session_id, at.field("session_id"));
    let held_to = full_date(message.held_to, at.field("held_to"));
    Some(SessionConcluded { session_id: session_id?, held_to: held_to? })
}

pub(super) fn minutes_submitted(
    message: v1::MinutesSubmitted,
    mut at: Field<'_>,
) -> Option<MinutesSubmitted> {
    let session_id = identifier(&message.session_id, at.field("session_id"));
    let minutes = minutes(message, at);
    Some(MinutesSubmitted { session_id: session_id?, minutes: minutes? })
}

pub(super) fn minutes_signed(message: v1::MinutesSigned, mut at: Field<'_>) -> Option<MinutesSigned> {
    let session_id = identifier(&message.session_id, at.field("session_id"));
    let participant_id = identifier(&message.participant_id, at.field("participant_id"));
    let officer_id = optional_identifier(&message.officer_id, at.field("officer_id"));
    let acting_for = optional_identifier(&message.acting_for, at.field("acting_for"));
    let digest = digest(&message.digest, at.field("digest"));
    Some(MinutesSigned {
        session_id: session_id?,
        participant_id: participant_id?,
        officer_id,
        acting_for,
        digest: digest?,
    })
}

pub(super) fn minutes_agreed(message: v1::MinutesAgreed, mut at: Field<'_>) -> Option<MinutesAgreed> {
    let session_id = identifier(&message.session_id, at.field("session_id"));
    let digest = digest(&message.digest, at.field("digest"));
    Some(MinutesAgreed { session_id: session_id?, digest: digest? })
}
