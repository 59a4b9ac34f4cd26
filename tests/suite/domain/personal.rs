//! Events without what identifies a person.

use std::sync::Arc;

use depositary::domain::*;

/// Every word about a person, emptied.
pub(super) fn emptied(event: &Event) -> Event {
    let empty = |personal: &mut Option<Personal>| {
        if personal.is_some() {
            *personal = Some(Personal::Text(Box::default()));
        }
    };
    let empty_value = |value: &mut Option<FieldValue>| {
        if let Some(FieldValue::Personal(personal)) = value {
            *personal = Personal::Text(Box::default());
        }
    };
    let mut event = event.clone();
    empty(&mut event.note);
    match &mut event.body {
        EventBody::ParticipantRemoved(removed) => empty(&mut removed.reason),
        EventBody::TextReopened(reopened) => empty(&mut reopened.reason),
        EventBody::AgreementAbandoned(abandoned) => empty(&mut abandoned.reason),
        EventBody::SignatureDeclined(declined) => empty(&mut declined.reason),
        EventBody::IndicatorRetired(retired) => empty(&mut retired.reason),
        EventBody::AgreementSigned(signed) => {
            let signature = Arc::make_mut(&mut signed.signature);
            empty(&mut signature.signatory.name);
        }
        EventBody::InstrumentDeposited(deposited) => {
            let instrument = Arc::make_mut(&mut deposited.instrument);
            if let Some(signatory) = &mut instrument.signatory {
                empty(&mut signatory.name);
            }
        }
        EventBody::WithdrawalNotified(notified) => {
            empty(&mut Arc::make_mut(&mut notified.notice).ground);
        }
        EventBody::CommunicationRecorded(recorded) => {
            empty(&mut Arc::make_mut(&mut recorded.communication).text);
        }
        EventBody::RecordCorrected(corrected) => {
            let correction = Arc::make_mut(&mut corrected.correction);
            empty(&mut correction.reason);
            empty_value(&mut correction.old_value);
            empty_value(&mut correction.new_value);
        }
        EventBody::CommissionDissolved(dissolved) => empty(&mut dissolved.reason),
        EventBody::SessionRescheduled(rescheduled) => empty(&mut rescheduled.reason),
        EventBody::SessionCancelled(cancelled) => empty(&mut cancelled.reason),
        EventBody::ActionDeferred(deferred) => empty(&mut deferred.reason),
        EventBody::ActionReopened(reopened) => empty(&mut reopened.reason),
        EventBody::ActionCancelled(cancelled) => empty(&mut cancelled.reason),
        EventBody::ReadingContested(contested) => empty(&mut contested.reason),
        EventBody::ActionProgressReported(reported) => empty(&mut reported.note),
        EventBody::ReadingRevised(revised) => empty(&mut Arc::make_mut(&mut revised.revision).reason),
        EventBody::OfficerAppointed(appointed) => empty(&mut Arc::make_mut(&mut appointed.officer).holder),
        EventBody::SessionScheduled(scheduled) => {
            empty(&mut Arc::make_mut(&mut scheduled.session).override_reason);
        }
        EventBody::SessionConvened(convened) => {
            Arc::make_mut(&mut convened.attendance).iter_mut().for_each(|one| empty(&mut one.name));
        }
        EventBody::AttendanceRecorded(recorded) => {
            Arc::make_mut(&mut recorded.attendance).iter_mut().for_each(|one| empty(&mut one.name));
        }
        EventBody::AgreementDrafted(_)
        | EventBody::DraftRevised(_)
        | EventBody::TermsSet(_)
        | EventBody::ParticipantInvited(_)
        | EventBody::TextFrozen(_)
        | EventBody::OpenedForSignature(_)
        | EventBody::SignatureCompleted(_)
        | EventBody::SignatureDeadlineExtended(_)
        | EventBody::SignatureWindowClosed(_)
        | EventBody::SignatureLapsed(_)
        | EventBody::EntryIntoForceScheduled(_)
        | EventBody::AgreementEnteredIntoForce(_)
        | EventBody::EnteredIntoForceForParticipant(_)
        | EventBody::AgreementEvaluated(_)
        | EventBody::DocumentAttached(_)
        | EventBody::RelationRecorded(_)
        | EventBody::BackfillCompleted(_)
        | EventBody::ClassificationChanged(_)
        | EventBody::WithdrawalRevoked(_)
        | EventBody::ParticipantWithdrew(_)
        | EventBody::NonRenewalNotified(_)
        | EventBody::TermTacitlyRenewed(_)
        | EventBody::AgreementExpired(_)
        | EventBody::AgreementTerminated(_)
        | EventBody::AgreementSuperseded(_)
        | EventBody::IndicatorDefined(_)
        | EventBody::TargetSet(_)
        | EventBody::ReadingRecorded(_)
        | EventBody::CommissionEstablished(_)
        | EventBody::CommissionRulesAmended(_)
        | EventBody::AgendaAdopted(_)
        | EventBody::DecisionAdopted(_)
        | EventBody::DecisionConfirmed(_)
        | EventBody::ActionAssigned(_)
        | EventBody::SessionConcluded(_)
        | EventBody::MinutesSubmitted(_)
        | EventBody::MinutesSigned(_)
        | EventBody::MinutesAgreed(_)
        | EventBody::NextSessionDueSet(_)
        | EventBody::SessionOverdueFlagged(_)
        | EventBody::ActionCompleted(_)
        | EventBody::ActionVerified(_)
        | EventBody::ActionOverdueFlagged(_)
        | EventBody::ReadingAgreed(_) => {}
    }
    event
}
