//! Commands from the planning of a session to its last day.

use super::{at_least_one, known_to_the_day};
use crate::{
    domain::{
        Act, AdoptAgenda, AdoptDecision, AssignAction, CancelSession, CommandBody, ConcludeSession,
        ConfirmDecision, ConveneSession, RecordAttendance, RescheduleSession, ScheduleSession,
    },
    proto::v1,
    registry::codec::{Field, parse, parse::Size},
};

pub(super) fn schedule(request: v1::ScheduleSessionRequest, _: &Act, at: Field<'_>) -> Option<CommandBody> {
    let message = v1::SessionScheduled {
        session_id: request.session_id,
        commission_id: request.commission_id,
        kind: request.kind,
        ordinal: request.ordinal,
        planned_from: request.planned_from,
        planned_to: request.planned_to,
        place: request.place,
        host: request.host,
        mode: request.mode,
        override_reason: request.override_reason,
    };
    let session = parse::session(message, at)?;
    Some(CommandBody::ScheduleSession(ScheduleSession { session }))
}

pub(super) fn reschedule(
    request: v1::RescheduleSessionRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let session_id = parse::identifier(&request.session_id, at.field("session_id"));
    let planned = parse::days(request.planned_from, request.planned_to, at.again());
    let place = parse::place(request.place, at.field("place"));
    let reason = parse::personal(request.reason, Size::Free, at.field("reason"));
    Some(CommandBody::RescheduleSession(RescheduleSession {
        session_id: session_id?,
        planned: planned?,
        place,
        reason,
    }))
}

pub(super) fn cancel(request: v1::CancelSessionRequest, _: &Act, mut at: Field<'_>) -> Option<CommandBody> {
    let session_id = parse::identifier(&request.session_id, at.field("session_id"));
    let reason = parse::personal(request.reason, Size::Free, at.field("reason"));
    Some(CommandBody::CancelSession(CancelSession { session_id: session_id?, reason }))
}

pub(super) fn adopt_agenda(
    request: v1::AdoptAgendaRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let session_id = parse::identifier(&request.session_id, at.field("session_id"));
    let agenda = parse::agenda(request.items, at.field("items"));
    Some(CommandBody::AdoptAgenda(AdoptAgenda { session_id: session_id?, agenda: agenda? }))
}

pub(super) fn convene(
    request: v1::ConveneSessionRequest,
    act: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    if request.held_from.is_none() {
        known_to_the_day(act, &mut at);
    }
    let session_id = parse::identifier(&request.session_id, at.field("session_id"));
    let held_from = parse::optional_full_date(request.held_from, at.field("held_from"));
    let attendance = parse::attendance(request.attendance, at.field("attendance"));
    Some(CommandBody::ConveneSession(ConveneSession { session_id: session_id?, held_from, attendance }))
}

pub(super) fn record_attendance(
    request: v1::RecordAttendanceRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let session_id = parse::identifier(&request.session_id, at.field("session_id"));
    at_least_one(&request.attendance, at.field("attendance"));
    let attendance = parse::attendance(request.attendance, at.field("attendance"));
    Some(CommandBody::RecordAttendance(RecordAttendance { session_id: session_id?, attendance }))
}

pub(super) fn adopt_decision(
    request: v1::AdoptDecisionRequest,
    _: &Act,
    at: Field<'_>,
) -> Option<CommandBody> {
    let message = v1::DecisionAdopted {
        decision_id: request.decision_id,
        session_id: request.session_id,
        item: request.item,
        text: request.text,
        pending_approval_of: request.pending_approval_of,
    };
    let decision = parse::decision(message, at)?;
    Some(CommandBody::AdoptDecision(AdoptDecision { decision }))
}

pub(super) fn confirm_decision(
    request: v1::ConfirmDecisionRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let decision_id = parse::identifier(&request.decision_id, at.field("decision_id"));
    let participant_id = parse::identifier(&request.participant_id, at.field("participant_id"));
    let received_on = parse::optional_full_date(request.received_on, at.field("received_on"));
    Some(CommandBody::ConfirmDecision(ConfirmDecision {
        decision_id: decision_id?,
        participant_id: participant_id?,
        received_on,
    }))
}

pub(super) fn assign_action(request: v1::AssignActionRequest, _: &Act, at: Field<'_>) -> Option<CommandBody> {
    let message = v1::ActionAssigned {
        action_id: request.action_id,
        session_id: request.session_id,
        decision_id: request.decision_id,
        title: request.title,
        owner: request.owner,
        due_on: request.due_on,
    };
    let action = parse::action(message, at)?;
    Some(CommandBody::AssignAction(AssignAction { action }))
}

pub(super) fn conclude(
    request: v1::ConcludeSessionRequest,
    act: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    if request.held_to.is_none() {
        known_to_the_day(act, &mut at);
    }
    let session_id = parse::identifier(&request.session_id, at.field("session_id"));
    let held_to = parse::optional_full_date(request.held_to, at.field("held_to"));
    Some(CommandBody::ConcludeSession(ConcludeSession { session_id: session_id?, held_to }))
}
