//! The content of an event, by its type.

use super::{super::Field, action, commission, drafting, ending, keeping, measuring, session, signing};
use crate::{
    domain::{AgreementExpired, BackfillCompleted, EventBody},
    proto::v1::{self, event::Payload},
};

/// The content of an event.
pub(super) fn body(payload: Payload, mut at: Field<'_>) -> Option<EventBody> {
    Some(match payload {
        // It has no type, so that it does not get here.
        Payload::Withheld(v1::Withheld {}) => return None,
        Payload::AgreementDrafted(message) => {
            EventBody::AgreementDrafted(drafting::agreement_drafted(message, at.field("agreement_drafted"))?)
        }
        Payload::DraftRevised(message) => {
            EventBody::DraftRevised(drafting::draft_revised(message, at.field("draft_revised"))?)
        }
        Payload::TermsSet(message) => {
            EventBody::TermsSet(drafting::terms_set(message, at.field("terms_set"))?)
        }
        Payload::ParticipantInvited(message) => EventBody::ParticipantInvited(drafting::participant_invited(
            message,
            at.field("participant_invited"),
        )?),
        Payload::ParticipantRemoved(message) => EventBody::ParticipantRemoved(drafting::participant_removed(
            message,
            at.field("participant_removed"),
        )?),
        Payload::TextFrozen(message) => {
            EventBody::TextFrozen(Box::new(drafting::text_frozen(message, at.field("text_frozen"))?))
        }
        Payload::AgreementAbandoned(message) => EventBody::AgreementAbandoned(drafting::agreement_abandoned(
            message,
            at.field("agreement_abandoned"),
        )?),
        Payload::OpenedForSignature(message) => EventBody::OpenedForSignature(signing::opened_for_signature(
            message,
            at.field("opened_for_signature"),
        )?),
        Payload::AgreementSigned(message) => {
            EventBody::AgreementSigned(signing::agreement_signed(message, at.field("agreement_signed"))?)
        }
        Payload::SignatureCompleted(message) => EventBody::SignatureCompleted(signing::signature_completed(
            message,
            at.field("signature_completed"),
        )?),
        Payload::EntryIntoForceScheduled(message) => EventBody::EntryIntoForceScheduled(
            signing::entry_into_force_scheduled(message, at.field("entry_into_force_scheduled"))?,
        ),
        Payload::AgreementEnteredIntoForce(message) => EventBody::AgreementEnteredIntoForce(
            signing::agreement_entered_into_force(message, at.field("agreement_entered_into_force"))?,
        ),
        Payload::EnteredIntoForceForParticipant(message) => {
            EventBody::EnteredIntoForceForParticipant(signing::entered_into_force_for_participant(
                message,
                at.field("entered_into_force_for_participant"),
            )?)
        }
        Payload::AgreementEvaluated(message) => EventBody::AgreementEvaluated(
            measuring::agreement_evaluated(message, at.field("agreement_evaluated"))?,
        ),
        Payload::TextReopened(message) => {
            EventBody::TextReopened(drafting::text_reopened(message, at.field("text_reopened"))?)
        }
        Payload::DocumentAttached(message) => {
            EventBody::DocumentAttached(drafting::document_attached(message, at.field("document_attached"))?)
        }
        Payload::RelationRecorded(message) => {
            EventBody::RelationRecorded(drafting::relation_recorded(message, at.field("relation_recorded"))?)
        }
        Payload::SignatureDeclined(message) => EventBody::SignatureDeclined(signing::signature_declined(
            message,
            at.field("signature_declined"),
        )?),
        Payload::SignatureDeadlineExtended(message) => EventBody::SignatureDeadlineExtended(
            signing::signature_deadline_extended(message, at.field("signature_deadline_extended"))?,
        ),
        Payload::SignatureWindowClosed(message) => EventBody::SignatureWindowClosed(
            signing::signature_window_closed(message, at.field("signature_window_closed"))?,
        ),
        Payload::SignatureLapsed(message) => {
            EventBody::SignatureLapsed(signing::signature_lapsed(message, at.field("signature_lapsed"))?)
        }
        Payload::BackfillCompleted(v1::BackfillCompleted {}) => {
            EventBody::BackfillCompleted(BackfillCompleted)
        }
        Payload::RecordCorrected(message) => {
            EventBody::RecordCorrected(keeping::record_corrected(message, at.field("record_corrected"))?)
        }
        Payload::CommunicationRecorded(message) => EventBody::CommunicationRecorded(
            keeping::communication_recorded(message, at.field("communication_recorded"))?,
        ),
        Payload::ClassificationChanged(message) => EventBody::ClassificationChanged(
            keeping::classification_changed(message, at.field("classification_changed"))?,
        ),
        Payload::InstrumentDeposited(message) => EventBody::InstrumentDeposited(
            signing::instrument_deposited(message, at.field("instrument_deposited"))?,
        ),
        Payload::WithdrawalNotified(message) => EventBody::WithdrawalNotified(ending::withdrawal_notified(
            message,
            at.field("withdrawal_notified"),
        )?),
        Payload::WithdrawalRevoked(message) => {
            EventBody::WithdrawalRevoked(ending::withdrawal_revoked(message, at.field("withdrawal_revoked"))?)
        }
        Payload::ParticipantWithdrew(message) => EventBody::ParticipantWithdrew(
            ending::participant_withdrew(message, at.field("participant_withdrew"))?,
        ),
        Payload::NonRenewalNotified(message) => EventBody::NonRenewalNotified(ending::non_renewal_notified(
            message,
            at.field("non_renewal_notified"),
        )?),
        Payload::TermTacitlyRenewed(message) => EventBody::TermTacitlyRenewed(ending::term_tacitly_renewed(
            message,
            at.field("term_tacitly_renewed"),
        )?),
        Payload::AgreementExpired(v1::AgreementExpired {}) => EventBody::AgreementExpired(AgreementExpired),
        Payload::AgreementTerminated(message) => EventBody::AgreementTerminated(
            ending::agreement_terminated(message, at.field("agreement_terminated"))?,
        ),
        Payload::AgreementSuperseded(message) => EventBody::AgreementSuperseded(
            ending::agreement_superseded(message, at.field("agreement_superseded"))?,
        ),
        Payload::IndicatorDefined(message) => {
            EventBody::IndicatorDefined(measuring::indicator_defined(message, at.field("indicator_defined"))?)
        }
        Payload::IndicatorRetired(message) => {
            EventBody::IndicatorRetired(measuring::indicator_retired(message, at.field("indicator_retired"))?)
        }
        Payload::TargetSet(message) => {
            EventBody::TargetSet(measuring::target_set(message, at.field("target_set"))?)
        }
        Payload::ReadingRecorded(message) => {
            EventBody::ReadingRecorded(measuring::reading_recorded(message, at.field("reading_recorded"))?)
        }
        Payload::CommissionEstablished(message) => EventBody::CommissionEstablished(
            commission::commission_established(message, at.field("commission_established"))?,
        ),
        Payload::CommissionRulesAmended(message) => EventBody::CommissionRulesAmended(
            commission::commission_rules_amended(message, at.field("commission_rules_amended"))?,
        ),
        Payload::CommissionDissolved(message) => EventBody::CommissionDissolved(
            commission::commission_dissolved(message, at.field("commission_dissolved"))?,
        ),
        Payload::OfficerAppointed(message) => EventBody::OfficerAppointed(commission::officer_appointed(
            message,
            at.field("officer_appointed"),
        )?),
        Payload::SessionScheduled(message) => {
            EventBody::SessionScheduled(session::session_scheduled(message, at.field("session_scheduled"))?)
        }
        Payload::SessionRescheduled(message) => EventBody::SessionRescheduled(session::session_rescheduled(
            message,
            at.field("session_rescheduled"),
        )?),
        Payload::SessionCancelled(message) => {
            EventBody::SessionCancelled(session::session_cancelled(message, at.field("session_cancelled"))?)
        }
        Payload::AgendaAdopted(message) => {
            EventBody::AgendaAdopted(session::agenda_adopted(message, at.field("agenda_adopted"))?)
        }
        Payload::SessionConvened(message) => {
            EventBody::SessionConvened(session::session_convened(message, at.field("session_convened"))?)
        }
        Payload::AttendanceRecorded(message) => EventBody::AttendanceRecorded(session::attendance_recorded(
            message,
            at.field("attendance_recorded"),
        )?),
        Payload::DecisionAdopted(message) => {
            EventBody::DecisionAdopted(session::decision_adopted(message, at.field("decision_adopted"))?)
        }
        Payload::DecisionConfirmed(message) => EventBody::DecisionConfirmed(session::decision_confirmed(
            message,
            at.field("decision_confirmed"),
        )?),
        Payload::ActionAssigned(message) => {
            EventBody::ActionAssigned(session::action_assigned(message, at.field("action_assigned"))?)
        }
        Payload::SessionConcluded(message) => {
            EventBody::SessionConcluded(session::session_concluded(message, at.field("session_concluded"))?)
        }
        Payload::MinutesSubmitted(message) => {
            EventBody::MinutesSubmitted(session::minutes_submitted(message, at.field("minutes_submitted"))?)
        }
        Payload::MinutesSigned(message) => {
            EventBody::MinutesSigned(session::minutes_signed(message, at.field("minutes_signed"))?)
        }
        Payload::MinutesAgreed(message) => {
            EventBody::MinutesAgreed(session::minutes_agreed(message, at.field("minutes_agreed"))?)
        }
        Payload::NextSessionDueSet(message) => EventBody::NextSessionDueSet(
            commission::next_session_due_set(message, at.field("next_session_due_set"))?,
        ),
        Payload::SessionOverdueFlagged(message) => EventBody::SessionOverdueFlagged(
            commission::session_overdue_flagged(message, at.field("session_overdue_flagged"))?,
        ),
        Payload::ActionProgressReported(message) => EventBody::ActionProgressReported(
            action::action_progress_reported(message, at.field("action_progress_reported"))?,
        ),
        Payload::ActionCompleted(message) => {
            EventBody::ActionCompleted(action::action_completed(message, at.field("action_completed"))?)
        }
        Payload::ActionVerified(message) => {
            EventBody::ActionVerified(action::action_verified(message, at.field("action_verified"))?)
        }
        Payload::ActionDeferred(message) => {
            EventBody::ActionDeferred(action::action_deferred(message, at.field("action_deferred"))?)
        }
        Payload::ActionReopened(message) => {
            EventBody::ActionReopened(action::action_reopened(message, at.field("action_reopened"))?)
        }
        Payload::ActionCancelled(message) => {
            EventBody::ActionCancelled(action::action_cancelled(message, at.field("action_cancelled"))?)
        }
        Payload::ActionOverdueFlagged(message) => EventBody::ActionOverdueFlagged(
            action::action_overdue_flagged(message, at.field("action_overdue_flagged"))?,
        ),
        Payload::ReadingContested(message) => {
            EventBody::ReadingContested(measuring::reading_contested(message, at.field("reading_contested"))?)
        }
        Payload::ReadingRevised(message) => {
            EventBody::ReadingRevised(measuring::reading_revised(message, at.field("reading_revised"))?)
        }
        Payload::ReadingAgreed(message) => {
            EventBody::ReadingAgreed(measuring::reading_agreed(message, at.field("reading_agreed"))?)
        }
    })
}
