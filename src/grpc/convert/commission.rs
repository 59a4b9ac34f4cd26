//! Commissions, and what they have done, as answers show them.

use super::names::{ACTIONS, COMMISSIONS, DECISIONS, OFFICERS, SESSIONS, child_name};
use crate::{
    domain::{
        AdoptedAgenda, AgreementId, Commission, CommissionStatus, KeptAction, KeptDecision, MinutesSignature,
        Officer, Session, SubmittedMinutes,
    },
    proto::v1,
    registry::codec::{Enumeration, write},
};

/// A commission with its officers and the session that it owes.
pub(in super::super) fn commission(id: &AgreementId, commission: &Commission) -> v1::Commission {
    let spec = write::commission(&commission.spec, &commission.rules);
    v1::Commission {
        name: child_name(id, COMMISSIONS, commission.id()),
        commission_id: spec.commission_id,
        title: spec.title,
        legal_basis: spec.legal_basis,
        rules: spec.rules,
        first_ordinal: spec.first_ordinal,
        status: commission.status.number(),
        established_on: Some(write::date(commission.established_on)),
        officers: commission.officers.iter().map(|of| officer(id, of)).collect(),
        next_session: next_session(commission),
    }
}

fn next_session(commission: &Commission) -> Option<v1::NextSession> {
    let due = match commission.status {
        CommissionStatus::Active => commission.due.as_ref()?,
        CommissionStatus::Dissolved => return None,
    };
    Some(v1::NextSession {
        due_by: Some(write::date(due.due_by)),
        overdue_from: commission.overdue_from().map(write::date),
        host: write::optional_identifier(due.host.as_ref()),
        place: commission.due_place().map(write::place),
        ordinal: write::count(due.ordinal),
    })
}

pub(super) fn officer(id: &AgreementId, officer: &Officer) -> v1::Officer {
    let spec = write::officer(&officer.spec);
    v1::Officer {
        name: child_name(id, OFFICERS, &officer.spec.officer_id),
        officer_id: spec.officer_id,
        role: spec.role,
        participant_id: spec.participant_id,
        office: spec.office,
        holder: spec.holder,
        from: Some(write::date(officer.from)),
        until: officer.until.map(write::date),
    }
}

/// A session, planned or held.
pub(in super::super) fn session(id: &AgreementId, session: &Session) -> v1::Session {
    let spec = write::session(&session.spec);
    v1::Session {
        name: child_name(id, SESSIONS, session.id()),
        session_id: spec.session_id,
        commission_id: spec.commission_id,
        kind: spec.kind,
        ordinal: spec.ordinal,
        status: session.status.number(),
        planned_from: Some(write::date(session.planned.first())),
        planned_to: Some(write::date(session.planned.last())),
        place: session.place.as_ref().map(write::place),
        host: spec.host,
        mode: spec.mode,
        override_reason: spec.override_reason,
        held_from: session.held_from.map(write::date),
        held_to: session.held_to.map(write::date),
        agenda: session.agenda.as_ref().map(agenda),
        attendance: write::attendance(&session.attendance),
        minutes: session.minutes.as_ref().map(minutes),
    }
}

fn agenda(adopted: &AdoptedAgenda) -> v1::Agenda {
    v1::Agenda {
        items: write::agenda(&adopted.agenda),
        adopted_on: Some(write::partial_date(adopted.adopted_on)),
        late: adopted.late,
    }
}

fn minutes(submitted: &SubmittedMinutes) -> v1::Minutes {
    let minutes = write::minutes(&submitted.minutes);
    v1::Minutes {
        digest: minutes.digest,
        originals: minutes.originals,
        languages: minutes.languages,
        classification: minutes.classification,
        submitted_on: Some(write::partial_date(submitted.submitted_on)),
        signatures: submitted.signatures.iter().map(minutes_signature).collect(),
    }
}

fn minutes_signature(signature: &MinutesSignature) -> v1::MinutesSignature {
    v1::MinutesSignature {
        participant_id: signature.participant_id.to_string(),
        officer_id: write::optional_identifier(signature.officer_id.as_ref()),
        acting_for: write::optional_identifier(signature.acting_for.as_ref()),
        signed_on: Some(write::partial_date(signature.signed_on)),
    }
}

/// A decision, and who has yet to approve it.
pub(in super::super) fn decision(id: &AgreementId, kept: &KeptDecision) -> v1::Decision {
    let decision = write::decision(&kept.decision);
    v1::Decision {
        name: child_name(id, DECISIONS, &kept.decision.decision_id),
        decision_id: decision.decision_id,
        session_id: decision.session_id,
        item: decision.item,
        text: decision.text,
        pending_approval_of: write::identifiers(&kept.pending),
        adopted_on: Some(write::partial_date(kept.adopted_on)),
        effective_on: kept.effective_on.map(write::date),
        agreed: kept.agreed,
    }
}

/// An action, and how far it has come.
pub(in super::super) fn action(id: &AgreementId, kept: &KeptAction) -> v1::Action {
    let action = write::action(&kept.action);
    v1::Action {
        name: child_name(id, ACTIONS, kept.id()),
        action_id: action.action_id,
        session_id: action.session_id,
        decision_id: action.decision_id,
        title: action.title,
        owner: action.owner,
        due_on: Some(write::date(kept.due_on)),
        original_due_on: action.due_on,
        times_deferred: kept.times_deferred.into(),
        percent: kept.percent().get().into(),
        last_report: kept.last_report.as_ref().map(write::personal),
        status: kept.status.number(),
        assigned_on: Some(write::date(kept.assigned_on)),
        completed_on: kept.completed_on.map(write::date),
        verified_on: kept.verified_on.map(write::date),
    }
}
