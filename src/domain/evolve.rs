//! The fold: how what has happened changes the state.
//!
//! It never fails and asks no rule: an event is a fact. What does not fit the state (a signature of somebody who is
//! not on the list) changes nothing but the revision.

mod file;
mod life;
mod participants;

use std::sync::Arc;

use super::{
    agreement::Agreement,
    evaluation::DatedEvaluation,
    event::{AgreementEvaluated, CountsFrom, Event, EventBody},
    turns::Turns,
};

/// The agreement after an event.
pub fn evolve(mut agreement: Agreement, event: &Event) -> Agreement {
    if let Some(turn) = Turns::of(&agreement, event) {
        agreement.turns.push(turn);
    }
    agreement.revision += 1;
    if event.counts_from() != CountsFrom::Always {
        agreement.entered_until = agreement.entered_until.max(Some(event.occurred_on.first_day()));
    }
    agreement.apply(event);
    agreement
}

impl Agreement {
    fn apply(&mut self, event: &Event) {
        match &event.body {
            EventBody::AgreementDrafted(drafted) => self.draft(drafted, event.occurred_on),
            EventBody::DraftRevised(revised) => self.revise(revised, event.occurred_on),
            EventBody::TermsSet(set) => self.set_terms(&set.terms, event.occurred_on),
            EventBody::ParticipantInvited(invited) => self.invite(&invited.participant, event.occurred_on),
            EventBody::ParticipantRemoved(removed) => self.remove(removed, event.occurred_on),
            EventBody::TextFrozen(_) => self.freeze(event.occurred_on),
            EventBody::TextReopened(reopened) => self.reopen(reopened, event.occurred_on),
            EventBody::AgreementAbandoned(_) => self.abandon(),
            EventBody::OpenedForSignature(opened) => self.open(opened, event.occurred_on),
            EventBody::AgreementSigned(signed) => self.sign(signed),
            EventBody::SignatureCompleted(_) => self.complete_signature(event),
            EventBody::SignatureDeclined(declined) => self.decline(declined),
            EventBody::SignatureDeadlineExtended(extended) => self.extend_window(extended.closes_on),
            EventBody::SignatureWindowClosed(_) => self.close_window(event),
            EventBody::SignatureLapsed(_) => self.abandon(),
            EventBody::InstrumentDeposited(deposited) => self.deposit(&deposited.instrument),
            EventBody::EntryIntoForceScheduled(scheduled) => self.schedule(scheduled, event),
            EventBody::AgreementEnteredIntoForce(_) => self.enter_into_force(event.effect()),
            EventBody::EnteredIntoForceForParticipant(entered) => self.bind(entered, event.effect()),
            EventBody::WithdrawalNotified(notified) => self.notify(&notified.notice, event.effect()),
            EventBody::WithdrawalRevoked(revoked) => self.revoke(&revoked.participant_id),
            EventBody::ParticipantWithdrew(withdrew) => self.withdraw(withdrew, event.effect()),
            EventBody::NonRenewalNotified(notified) => self.refuse_renewal(&notified.participant_id),
            EventBody::TermTacitlyRenewed(renewed) => self.renew(renewed.to),
            EventBody::AgreementExpired(_) => self.expire(event.effect()),
            EventBody::AgreementTerminated(_) => self.terminate(event.effect()),
            EventBody::AgreementSuperseded(superseded) => self.supersede(superseded, event.effect()),
            EventBody::BackfillCompleted(_) => self.backfill = false,
            EventBody::RecordCorrected(corrected) => self.correct(&corrected.correction),
            EventBody::ClassificationChanged(changed) => self.classify(changed.classification),
            EventBody::AgreementEvaluated(evaluated) => self.evaluate(evaluated, event),
            EventBody::DocumentAttached(attached) => self.attach(&attached.document),
            EventBody::RelationRecorded(recorded) => self.relate(&recorded.relation),
            EventBody::CommunicationRecorded(recorded) => self.communicate(recorded, event.occurred_on),
            EventBody::IndicatorDefined(defined) => self.define(&defined.indicator),
            EventBody::IndicatorRetired(retired) => self.retire(&retired.indicator_id),
            EventBody::TargetSet(set) => self.aim(&set.target),
            EventBody::ReadingRecorded(recorded) => self.measure(&recorded.reading),
        }
    }

    fn evaluate(&mut self, evaluated: &AgreementEvaluated, event: &Event) {
        let evaluation = Arc::clone(&evaluated.evaluation);
        let dated = DatedEvaluation { evaluated_on: event.occurred_on, evaluation };
        self.evaluations = self.evaluations.iter().cloned().chain([dated]).collect();
    }
}
