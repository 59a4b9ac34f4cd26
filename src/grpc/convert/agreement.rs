//! An agreement as answers show it.

use super::{agreement_name, evaluation_name, participant_name, timestamp};
use crate::{
    domain::{AgreementId, DatedEvaluation, Participant, Status},
    proto::v1::{self, AgreementStatus, AgreementView},
    registry::{
        Version,
        codec::{Enumeration, write},
    },
};

/// The agreement in a view: BASIC leaves out what may be long.
pub(in super::super) fn agreement(version: &Version, view: AgreementView) -> v1::Agreement {
    let agreement = &version.agreement;
    let mut message = basic(version);
    match view {
        AgreementView::Unspecified | AgreementView::Basic => {}
        AgreementView::Full => {
            let id = agreement.id();
            message.terms = agreement.terms().map(|terms| write::terms(terms));
            message.texts = write::texts(agreement.texts());
            message.participants = agreement.participants().iter().map(|of| participant(id, of)).collect();
            message.evaluations = agreement.evaluations().iter().map(|of| evaluation(id, of)).collect();
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
        terms: None,
        texts: Vec::new(),
        participants: Vec::new(),
        evaluations: Vec::new(),
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
    }
}

fn length(length: usize) -> i64 {
    write::count(length as u64)
}

fn participant(id: &AgreementId, participant: &Participant) -> v1::Participant {
    v1::Participant {
        name: participant_name(id, &participant.spec.participant_id),
        spec: Some(write::participant_spec(&participant.spec)),
        status: participant.status.number(),
        signature: participant.signature.as_ref().map(|signature| write::signature(signature)),
        consented_on: participant.consented_on.map(write::date),
        in_force_from: participant.in_force_from.map(write::date),
    }
}

fn evaluation(id: &AgreementId, dated: &DatedEvaluation) -> v1::Evaluation {
    let evaluation = write::evaluation(&dated.evaluation);
    v1::Evaluation {
        name: evaluation_name(id, &dated.evaluation.evaluation_id),
        basis: evaluation.basis,
        kind: evaluation.kind,
        evaluated_on: Some(write::partial_date(dated.evaluated_on)),
        period: evaluation.period,
        areas: evaluation.areas,
        overall: evaluation.overall,
        concurring: evaluation.concurring,
    }
}
