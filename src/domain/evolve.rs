//! The fold: how what has happened changes the state.
//!
//! It never fails and asks no rule: an event is a fact. What does not fit the state (a signature of somebody who is
//! not on the list) changes nothing but the revision.

mod action;
mod commission;
mod file;
mod life;
mod participants;
mod session;

use std::sync::Arc;

use super::{
    agreement::Agreement,
    evaluation::{DatedEvaluation, EvaluationStatus},
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
            EventBody::IndicatorDefined(defined) => self.define(&defined.indicator, event.occurred_on),
            EventBody::IndicatorRetired(retired) => self.retire(&retired.indicator_id),
            EventBody::TargetSet(set) => self.aim(&set.target),
            EventBody::ReadingRecorded(recorded) => self.measure(&recorded.reading, event.occurred_on),
            EventBody::ReadingContested(contested) => self.contest(contested, event.occurred_on),
            EventBody::ReadingRevised(revised) => self.revise_reading(&revised.revision, event.occurred_on),
            EventBody::ReadingAgreed(agreed) => self.agree_reading(&agreed.reading_id),
            EventBody::CommissionEstablished(established) => self.establish(established, event.occurred_on),
            EventBody::CommissionRulesAmended(amended) => self.amend_rules(amended),
            EventBody::CommissionDissolved(dissolved) => self.dissolve(&dissolved.commission_id),
            EventBody::OfficerAppointed(appointed) => self.appoint(appointed, event.occurred_on),
            EventBody::NextSessionDueSet(set) => self.set_due(set),
            EventBody::SessionOverdueFlagged(flagged) => self.flag_session(flagged),
            EventBody::SessionScheduled(scheduled) => {
                self.schedule_session(&scheduled.session, event.occurred_on);
            }
            EventBody::SessionRescheduled(rescheduled) => self.reschedule(rescheduled),
            EventBody::SessionCancelled(cancelled) => self.cancel_session(&cancelled.session_id),
            EventBody::AgendaAdopted(adopted) => self.adopt_agenda(adopted, event.occurred_on),
            EventBody::SessionConvened(convened) => self.convene(convened),
            EventBody::AttendanceRecorded(recorded) => self.attend(recorded),
            EventBody::DecisionAdopted(adopted) => self.decide_on(&adopted.decision, event.occurred_on),
            EventBody::DecisionConfirmed(confirmed) => self.confirm(confirmed, event.occurred_on),
            EventBody::ActionAssigned(assigned) => self.assign(&assigned.action, event.occurred_on),
            EventBody::SessionConcluded(concluded) => self.conclude(concluded),
            EventBody::MinutesSubmitted(submitted) => self.submit(submitted, event.occurred_on),
            EventBody::MinutesSigned(signed) => self.sign_minutes(signed, event.occurred_on),
            EventBody::MinutesAgreed(agreed) => self.agree_minutes(&agreed.session_id),
            EventBody::ActionProgressReported(reported) => self.report(reported),
            EventBody::ActionCompleted(done) => self.complete(&done.action_id, event.occurred_on),
            EventBody::ActionVerified(verified) => self.verify(&verified.action_id, event.occurred_on),
            EventBody::ActionDeferred(deferred) => self.defer(deferred),
            EventBody::ActionReopened(reopened) => {
                self.reopen_action(&reopened.action_id, event.occurred_on);
            }
            EventBody::ActionCancelled(cancelled) => {
                self.cancel_action(&cancelled.action_id, event.occurred_on);
            }
            EventBody::ActionOverdueFlagged(flagged) => self.flag_action(flagged),
        }
    }

    fn evaluate(&mut self, evaluated: &AgreementEvaluated, event: &Event) {
        let evaluation = Arc::clone(&evaluated.evaluation);
        let status = EvaluationStatus::Recorded;
        let dated = DatedEvaluation { evaluated_on: event.occurred_on, status, evaluation };
        self.evaluations = self.evaluations.iter().cloned().chain([dated]).collect();
    }
}
