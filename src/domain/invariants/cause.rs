//! What an event comes from.

use crate::domain::{ending::TerminationGround, event::EventBody};

/// What an event comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// Somebody did it.
    Act,
    /// Its day had come.
    Time,
    /// The last signature was there.
    Signatures,
    /// Enough have consented.
    Consents,
    /// The last section has signed the minutes.
    Minutes,
    /// The day from which the next session is counted, or how, has changed.
    Cadence,
}

impl Cause {
    pub(super) fn of(body: &EventBody) -> Self {
        match body {
            EventBody::SignatureCompleted(_) => Self::Signatures,
            EventBody::EntryIntoForceScheduled(_) => Self::Consents,
            EventBody::MinutesAgreed(_) => Self::Minutes,
            EventBody::NextSessionDueSet(_) => Self::Cadence,
            EventBody::AgreementTerminated(terminated) => match terminated.ground {
                TerminationGround::Denunciation | TerminationGround::Subsistence => Self::Time,
                TerminationGround::Consent
                | TerminationGround::Breach
                | TerminationGround::Impossibility
                | TerminationGround::ChangeOfCircumstances
                | TerminationGround::Terms => Self::Act,
            },
            EventBody::SignatureWindowClosed(_)
            | EventBody::EnteredIntoForceForParticipant(_)
            | EventBody::ParticipantWithdrew(_)
            | EventBody::SignatureLapsed(_)
            | EventBody::AgreementEnteredIntoForce(_)
            | EventBody::TermTacitlyRenewed(_)
            | EventBody::AgreementExpired(_)
            | EventBody::SessionOverdueFlagged(_)
            | EventBody::ActionOverdueFlagged(_) => Self::Time,
            EventBody::AgreementDrafted(_)
            | EventBody::DraftRevised(_)
            | EventBody::TermsSet(_)
            | EventBody::ParticipantInvited(_)
            | EventBody::ParticipantRemoved(_)
            | EventBody::TextFrozen(_)
            | EventBody::TextReopened(_)
            | EventBody::AgreementAbandoned(_)
            | EventBody::OpenedForSignature(_)
            | EventBody::AgreementSigned(_)
            | EventBody::SignatureDeclined(_)
            | EventBody::SignatureDeadlineExtended(_)
            | EventBody::InstrumentDeposited(_)
            | EventBody::AgreementEvaluated(_)
            | EventBody::DocumentAttached(_)
            | EventBody::RelationRecorded(_)
            | EventBody::BackfillCompleted(_)
            | EventBody::RecordCorrected(_)
            | EventBody::CommunicationRecorded(_)
            | EventBody::ClassificationChanged(_)
            | EventBody::WithdrawalNotified(_)
            | EventBody::WithdrawalRevoked(_)
            | EventBody::NonRenewalNotified(_)
            | EventBody::AgreementSuperseded(_)
            | EventBody::IndicatorDefined(_)
            | EventBody::IndicatorRetired(_)
            | EventBody::TargetSet(_)
            | EventBody::ReadingRecorded(_)
            | EventBody::CommissionEstablished(_)
            | EventBody::CommissionRulesAmended(_)
            | EventBody::CommissionDissolved(_)
            | EventBody::OfficerAppointed(_)
            | EventBody::SessionScheduled(_)
            | EventBody::SessionRescheduled(_)
            | EventBody::SessionCancelled(_)
            | EventBody::AgendaAdopted(_)
            | EventBody::SessionConvened(_)
            | EventBody::AttendanceRecorded(_)
            | EventBody::DecisionAdopted(_)
            | EventBody::DecisionConfirmed(_)
            | EventBody::ActionAssigned(_)
            | EventBody::SessionConcluded(_)
            | EventBody::MinutesSubmitted(_)
            | EventBody::MinutesSigned(_)
            | EventBody::ActionProgressReported(_)
            | EventBody::ActionCompleted(_)
            | EventBody::ActionVerified(_)
            | EventBody::ActionDeferred(_)
            | EventBody::ActionReopened(_)
            | EventBody::ActionCancelled(_)
            | EventBody::ReadingContested(_)
            | EventBody::ReadingRevised(_)
            | EventBody::ReadingAgreed(_) => Self::Act,
        }
    }
}
