//! Events as records keep them.

mod action;
mod commission;
mod payload;
mod session;

use self::payload::payload;
use super::{date, evidence, occurred_at, partial_date, personal, source, values::text};
use crate::{
    domain::{Event, EventBody},
    proto::v1::{self, EventType},
};

/// The type of an event.
pub fn event_type(body: &EventBody) -> EventType {
    match body {
        EventBody::AgreementDrafted(_) => EventType::AgreementDrafted,
        EventBody::DraftRevised(_) => EventType::DraftRevised,
        EventBody::TermsSet(_) => EventType::TermsSet,
        EventBody::ParticipantInvited(_) => EventType::ParticipantInvited,
        EventBody::ParticipantRemoved(_) => EventType::ParticipantRemoved,
        EventBody::TextFrozen(_) => EventType::TextFrozen,
        EventBody::AgreementAbandoned(_) => EventType::AgreementAbandoned,
        EventBody::OpenedForSignature(_) => EventType::OpenedForSignature,
        EventBody::AgreementSigned(_) => EventType::AgreementSigned,
        EventBody::SignatureCompleted(_) => EventType::SignatureCompleted,
        EventBody::EntryIntoForceScheduled(_) => EventType::EntryIntoForceScheduled,
        EventBody::AgreementEnteredIntoForce(_) => EventType::AgreementEnteredIntoForce,
        EventBody::EnteredIntoForceForParticipant(_) => EventType::EnteredIntoForceForParticipant,
        EventBody::AgreementEvaluated(_) => EventType::AgreementEvaluated,
        EventBody::TextReopened(_) => EventType::TextReopened,
        EventBody::DocumentAttached(_) => EventType::DocumentAttached,
        EventBody::RelationRecorded(_) => EventType::RelationRecorded,
        EventBody::SignatureDeclined(_) => EventType::SignatureDeclined,
        EventBody::SignatureDeadlineExtended(_) => EventType::SignatureDeadlineExtended,
        EventBody::SignatureWindowClosed(_) => EventType::SignatureWindowClosed,
        EventBody::SignatureLapsed(_) => EventType::SignatureLapsed,
        EventBody::BackfillCompleted(_) => EventType::BackfillCompleted,
        EventBody::RecordCorrected(_) => EventType::RecordCorrected,
        EventBody::CommunicationRecorded(_) => EventType::CommunicationRecorded,
        EventBody::ClassificationChanged(_) => EventType::ClassificationChanged,
        EventBody::InstrumentDeposited(_) => EventType::InstrumentDeposited,
        EventBody::WithdrawalNotified(_) => EventType::WithdrawalNotified,
        EventBody::WithdrawalRevoked(_) => EventType::WithdrawalRevoked,
        EventBody::ParticipantWithdrew(_) => EventType::ParticipantWithdrew,
        EventBody::NonRenewalNotified(_) => EventType::NonRenewalNotified,
        EventBody::TermTacitlyRenewed(_) => EventType::TermTacitlyRenewed,
        EventBody::AgreementExpired(_) => EventType::AgreementExpired,
        EventBody::AgreementTerminated(_) => EventType::AgreementTerminated,
        EventBody::AgreementSuperseded(_) => EventType::AgreementSuperseded,
        EventBody::IndicatorDefined(_) => EventType::IndicatorDefined,
        EventBody::IndicatorRetired(_) => EventType::IndicatorRetired,
        EventBody::TargetSet(_) => EventType::TargetSet,
        EventBody::ReadingRecorded(_) => EventType::ReadingRecorded,
        EventBody::CommissionEstablished(_) => EventType::CommissionEstablished,
        EventBody::CommissionRulesAmended(_) => EventType::CommissionRulesAmended,
        EventBody::CommissionDissolved(_) => EventType::CommissionDissolved,
        EventBody::OfficerAppointed(_) => EventType::OfficerAppointed,
        EventBody::SessionScheduled(_) => EventType::SessionScheduled,
        EventBody::SessionRescheduled(_) => EventType::SessionRescheduled,
        EventBody::SessionCancelled(_) => EventType::SessionCancelled,
        EventBody::AgendaAdopted(_) => EventType::AgendaAdopted,
        EventBody::SessionConvened(_) => EventType::SessionConvened,
        EventBody::AttendanceRecorded(_) => EventType::AttendanceRecorded,
        EventBody::DecisionAdopted(_) => EventType::DecisionAdopted,
        EventBody::DecisionConfirmed(_) => EventType::DecisionConfirmed,
        EventBody::ActionAssigned(_) => EventType::ActionAssigned,
        EventBody::SessionConcluded(_) => EventType::SessionConcluded,
        EventBody::MinutesSubmitted(_) => EventType::MinutesSubmitted,
        EventBody::MinutesSigned(_) => EventType::MinutesSigned,
        EventBody::MinutesAgreed(_) => EventType::MinutesAgreed,
        EventBody::NextSessionDueSet(_) => EventType::NextSessionDueSet,
        EventBody::SessionOverdueFlagged(_) => EventType::SessionOverdueFlagged,
        EventBody::ActionProgressReported(_) => EventType::ActionProgressReported,
        EventBody::ActionCompleted(_) => EventType::ActionCompleted,
        EventBody::ActionVerified(_) => EventType::ActionVerified,
        EventBody::ActionDeferred(_) => EventType::ActionDeferred,
        EventBody::ActionReopened(_) => EventType::ActionReopened,
        EventBody::ActionCancelled(_) => EventType::ActionCancelled,
        EventBody::ActionOverdueFlagged(_) => EventType::ActionOverdueFlagged,
        EventBody::ReadingContested(_) => EventType::ReadingContested,
        EventBody::ReadingRevised(_) => EventType::ReadingRevised,
        EventBody::ReadingAgreed(_) => EventType::ReadingAgreed,
    }
}

/// An event without what stands in the header of its record.
pub(in super::super) fn event(event: &Event) -> v1::Event {
    v1::Event {
        r#type: event_type(&event.body).into(),
        occurred_on: Some(partial_date(event.occurred_on)),
        occurred_at: event.occurred_at.map(occurred_at),
        effective_on: event.effective_on.map(date),
        source: event.source.as_ref().map(source),
        evidence: evidence(&event.evidence),
        on_behalf_of: text(event.on_behalf_of.as_deref()),
        note: event.note.as_ref().map(personal),
        payload: Some(payload(&event.body)),
        name: String::new(),
        revision: 0,
        position: 0,
        recorded_at: None,
        actor: None,
        request_id: String::new(),
    }
}
