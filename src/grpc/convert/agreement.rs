//! An agreement as answers show it.

use std::collections::BTreeSet;

use super::{
    agreement_name,
    commission::{action, commission, decision, session},
    evaluation_name, participant_name, timestamp,
};
use crate::{
    domain::{
        Agreement, AgreementId, Contest, DatedCommunication, DatedEvaluation, KeptIndicator, KeptReading,
        Participant, ParticipantStatus, Status,
    },
    proto::v1::{self, AgreementStatus, AgreementView, relation::Target},
    registry::{
        Incoming, Version,
        codec::{Enumeration, write},
    },
};

/// The agreement in a view: BASIC leaves out what may be long. `incoming` are the relations to it that others have
/// recorded; only FULL shows them.
pub(in super::super) fn agreement(
    version: &Version,
    incoming: &[Incoming],
    view: AgreementView,
) -> v1::Agreement {
    let agreement = &version.agreement;
    let mut message = basic(version);
    match view {
        AgreementView::Unspecified | AgreementView::Basic => {}
        AgreementView::Full => {
            let id = agreement.id();
            message.terms = agreement.terms().map(|terms| write::terms(terms));
            message.texts = write::texts(agreement.texts());
            message.participants = agreement.participants().iter().map(|of| participant(id, of)).collect();
            message.evaluations =
                agreement.evaluations().iter().map(|of| evaluation(agreement, of)).collect();
            message.documents = agreement.documents().iter().map(|of| write::document(of)).collect();
            message.relations = agreement.relations().iter().map(|of| write::relation(of)).collect();
            message.relations.extend(relations_of_others(incoming));
            message.instruments = agreement.instruments().iter().map(|of| write::instrument(of)).collect();
            message.indicators = agreement.indicators().iter().map(indicator).collect();
            message.targets = agreement.targets().iter().map(|of| write::target(of)).collect();
            message.readings = agreement.readings().iter().map(reading).collect();
            message.communications = agreement.communications().iter().map(communication).collect();
            message.commissions = agreement.commissions().iter().map(|of| commission(id, of)).collect();
            message.sessions = agreement.sessions().iter().map(|of| session(id, of)).collect();
            message.decisions = agreement.decisions().iter().map(|of| decision(id, of)).collect();
            message.actions = agreement.actions().iter().map(|of| action(id, of)).collect();
        }
    }
    message
}

fn basic(version: &Version) -> v1::Agreement {
    let agreement = &version.agreement;
    let header = agreement.header().map(|header| write::header(header)).unwrap_or_default();
    v1::Agreement {
        name: agreement_name(agreement.id()),
        revision: write::count(agreement.revision()),
        reference: header.reference,
        title: header.title,
        short_title: header.short_title,
        form: header.form,
        level: header.level,
        binding: header.binding,
        languages: header.languages,
        custodian: header.custodian,
        reckoning_zone: header.reckoning_zone,
        classification: header.classification,
        status: status(agreement.status()).into(),
        stage: agreement.stage().number(),
        text_version: write::count(agreement.text_version()),
        text_digest: agreement.text_digest().map(|digest| digest.to_string()).unwrap_or_default(),
        signature_window: agreement.signature_window().map(|window| write::signature_window(window)),
        entry_into_force_scheduled_on: agreement.entry_into_force_scheduled_on().map(write::date),
        entered_into_force_on: agreement.entered_into_force_on().map(write::date),
        drafted_at: Some(timestamp(version.drafted_at)),
        changed_at: Some(timestamp(version.changed_at)),
        participant_count: length(agreement.participants().len()),
        signature_count: length(agreement.signature_count()),
        party_count: length(agreement.party_count()),
        evaluation_count: length(agreement.evaluations().len()),
        ended_on: agreement.ended_on().map(write::date),
        backfill: agreement.is_backfilling(),
        term_ends_on: agreement.term_ends_on().map(write::date),
        terms: None,
        texts: Vec::new(),
        participants: Vec::new(),
        evaluations: Vec::new(),
        documents: Vec::new(),
        relations: Vec::new(),
        instruments: Vec::new(),
        indicators: Vec::new(),
        targets: Vec::new(),
        readings: Vec::new(),
        communications: Vec::new(),
        commissions: Vec::new(),
        sessions: Vec::new(),
        decisions: Vec::new(),
        actions: Vec::new(),
    }
}

/// The status; an agreement that was not drafted is never shown.
pub(in super::super) fn status(status: Status) -> AgreementStatus {
    match status {
        Status::Undrafted => AgreementStatus::Unspecified,
        Status::Draft => AgreementStatus::Draft,
        Status::Frozen => AgreementStatus::Frozen,
        Status::Open => AgreementStatus::Open,
        Status::Signed => AgreementStatus::Signed,
        Status::InForce => AgreementStatus::InForce,
        Status::Abandoned => AgreementStatus::Abandoned,
        Status::Terminated => AgreementStatus::Terminated,
        Status::Expired => AgreementStatus::Expired,
        Status::Superseded => AgreementStatus::Superseded,
    }
}

/// The status that a message names, if it names one.
pub(in super::super) fn known_status(status: AgreementStatus) -> Option<Status> {
    match status {
        AgreementStatus::Unspecified => None,
        AgreementStatus::Draft => Some(Status::Draft),
        AgreementStatus::Frozen => Some(Status::Frozen),
        AgreementStatus::Open => Some(Status::Open),
        AgreementStatus::Signed => Some(Status::Signed),
        AgreementStatus::InForce => Some(Status::InForce),
        AgreementStatus::Abandoned => Some(Status::Abandoned),
        AgreementStatus::Terminated => Some(Status::Terminated),
        AgreementStatus::Expired => Some(Status::Expired),
        AgreementStatus::Superseded => Some(Status::Superseded),
    }
}

fn length(length: usize) -> i64 {
    write::count(length as u64)
}

pub(super) fn participant(id: &AgreementId, participant: &Participant) -> v1::Participant {
    v1::Participant {
        name: participant_name(id, &participant.spec.participant_id),
        spec: Some(write::participant_spec(&participant.spec)),
        status: participant.status.number(),
        signature: participant.signature.as_ref().map(|signature| write::signature(signature)),
        consented_on: participant.consented_on.map(write::date),
        in_force_from: participant.in_force_from.map(write::date),
        pending_withdrawal: pending_withdrawal(participant),
        withdrew_on: participant.withdrew_on.map(write::date),
    }
}

/// The notice of withdrawal, while it has no effect.
fn pending_withdrawal(participant: &Participant) -> Option<v1::PendingWithdrawal> {
    let pending = participant.withdrawal.filter(|_| participant.status == ParticipantStatus::Withdrawing)?;
    Some(v1::PendingWithdrawal {
        received_on: Some(write::date(pending.received_on)),
        effective_on: Some(write::date(pending.effective_on)),
    })
}

/// What others have recorded of their relation to this one, each once: the record may say it more often.
fn relations_of_others(incoming: &[Incoming]) -> impl Iterator<Item = v1::Relation> {
    let mut seen = BTreeSet::new();
    let once = incoming.iter().filter(move |relation| seen.insert((&relation.from, relation.kind.number())));
    once.map(|relation| v1::Relation {
        kind: relation.kind.number(),
        target: Some(Target::Agreement(agreement_name(&relation.from))),
        incoming: true,
    })
}

/// An indicator, and whether it is still in use.
pub(super) fn indicator(kept: &KeptIndicator) -> v1::Indicator {
    v1::Indicator { status: kept.status.number(), ..write::indicator(&kept.indicator) }
}

/// A reading, and what has become of it.
pub(super) fn reading(kept: &KeptReading) -> v1::Reading {
    v1::Reading {
        status: kept.status.number(),
        revision: kept.revision.into(),
        revises: write::optional_identifier(kept.revises.as_ref()),
        contests: kept.contests.iter().map(contest).collect(),
        ..write::reading(&kept.reading)
    }
}

fn contest(contest: &Contest) -> v1::Contest {
    v1::Contest {
        by: contest.by.to_string(),
        contested_on: Some(write::partial_date(contest.contested_on)),
        reason: contest.reason.as_ref().map(write::personal),
        counter_value: contest.counter_value.as_ref().map(ToString::to_string).unwrap_or_default(),
    }
}

fn communication(dated: &DatedCommunication) -> v1::Communication {
    let communication = write::communication(&dated.communication);
    v1::Communication {
        revision: write::count(dated.revision),
        occurred_on: Some(write::partial_date(dated.communicated_on)),
        communication_kind: communication.communication_kind,
        from: communication.from,
        concerning_revision: communication.concerning_revision,
        text: communication.text,
    }
}

/// An evaluation of an agreement, and whether it is agreed.
pub(in super::super) fn evaluation(agreement: &Agreement, dated: &DatedEvaluation) -> v1::Evaluation {
    let commission_id = agreement.commission_of(&dated.evaluation);
    let evaluation = write::evaluation(&dated.evaluation);
    v1::Evaluation {
        name: evaluation_name(agreement.id(), &dated.evaluation.evaluation_id),
        basis: evaluation.basis,
        kind: evaluation.kind,
        evaluated_on: Some(write::partial_date(dated.evaluated_on)),
        period: evaluation.period,
        areas: evaluation.areas,
        overall: evaluation.overall,
        concurring: evaluation.concurring,
        session_id: evaluation.session_id,
        commission_id: write::optional_identifier(commission_id),
        status: dated.status.number(),
    }
}
