//! What can be asked of an agreement.

mod action;
mod commission;
mod drafting;
mod ending;
mod keeping;
mod measuring;
mod session;
mod signing;

pub use self::{
    action::{CancelAction, CompleteAction, DeferAction, ReopenAction, ReportActionProgress, VerifyAction},
    commission::{AmendCommissionRules, AppointOfficer, DissolveCommission, EstablishCommission},
    drafting::{
        AbandonAgreement, AttachDocument, DraftAgreement, FreezeText, InviteParticipant, RecordRelation,
        RemoveParticipant, ReopenText, ReviseDraft, SetTerms,
    },
    ending::{NotifyNonRenewal, NotifyWithdrawal, RevokeWithdrawal, SupersedeAgreement, TerminateByConsent},
    keeping::{ChangeClassification, CompleteBackfill, CorrectRecord, RecordCommunication},
    measuring::{
        AgreeReading, ContestReading, DefineIndicator, EvaluateAgreement, RecordReading, RetireIndicator,
        ReviseReading, SetTarget,
    },
    session::{
        AdoptAgenda, AdoptDecision, AssignAction, CancelSession, ConcludeSession, ConfirmDecision,
        ConveneSession, RecordAttendance, RescheduleSession, ScheduleSession, SignMinutes, SubmitMinutes,
    },
    signing::{
        DeclineSignature, DepositInstrument, ExtendSignatureDeadline, OpenForSignature, SignAgreement,
    },
};

use super::{act::Act, ids::AgreementId, record::RelationTarget};

/// An act that somebody wants to have recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The circumstances of the act.
    pub act: Act,
    /// The act itself.
    pub body: CommandBody,
}

/// The acts that can be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandBody {
    /// Begin an agreement.
    DraftAgreement(DraftAgreement),
    /// Put a participant on the list.
    InviteParticipant(InviteParticipant),
    /// Take a participant off the list.
    RemoveParticipant(RemoveParticipant),
    /// Replace the terms.
    SetTerms(SetTerms),
    /// Replace the working text.
    ReviseDraft(ReviseDraft),
    /// Adopt and authenticate the text (VCLT articles 9 and 10).
    FreezeText(FreezeText),
    /// Go back to a draft.
    ReopenText(ReopenText),
    /// Give it up before it is in force.
    AbandonAgreement(AbandonAgreement),
    /// Add a document to its file.
    AttachDocument(AttachDocument),
    /// Relate it to another agreement.
    RecordRelation(RecordRelation),
    /// Open the text for signature.
    OpenForSignature(OpenForSignature),
    /// Sign for a participant.
    SignAgreement(Box<SignAgreement>),
    /// Say that a participant will not sign.
    DeclineSignature(DeclineSignature),
    /// Let the time for signature end later.
    ExtendSignatureDeadline(ExtendSignatureDeadline),
    /// Consent to be bound by an instrument.
    DepositInstrument(DepositInstrument),
    /// End the entry of the past.
    CompleteBackfill(CompleteBackfill),
    /// Correct the record.
    CorrectRecord(CorrectRecord),
    /// Keep what somebody has said.
    RecordCommunication(RecordCommunication),
    /// Change who may read it.
    ChangeClassification(ChangeClassification),
    /// Give notice that a party leaves.
    NotifyWithdrawal(NotifyWithdrawal),
    /// Take that notice back.
    RevokeWithdrawal(RevokeWithdrawal),
    /// Give notice that the term shall not be renewed.
    NotifyNonRenewal(NotifyNonRenewal),
    /// End it with the consent of all parties.
    TerminateByConsent(TerminateByConsent),
    /// Replace it by a later agreement.
    SupersedeAgreement(SupersedeAgreement),
    /// Evaluate how it is performed.
    EvaluateAgreement(EvaluateAgreement),
    /// Say what will be measured.
    DefineIndicator(DefineIndicator),
    /// Set no more targets for an indicator.
    RetireIndicator(RetireIndicator),
    /// Say which value an indicator shall reach.
    SetTarget(SetTarget),
    /// Record a value that was measured.
    RecordReading(RecordReading),
    /// Establish a commission.
    EstablishCommission(EstablishCommission),
    /// Replace the rules of a commission.
    AmendCommissionRules(AmendCommissionRules),
    /// Dissolve a commission.
    DissolveCommission(DissolveCommission),
    /// Appoint an officer of a commission.
    AppointOfficer(AppointOfficer),
    /// Schedule a session.
    ScheduleSession(ScheduleSession),
    /// Hold a session at another time, or elsewhere.
    RescheduleSession(RescheduleSession),
    /// Give a session up.
    CancelSession(CancelSession),
    /// Say what a session is about.
    AdoptAgenda(AdoptAgenda),
    /// Open a session.
    ConveneSession(ConveneSession),
    /// Say who else was at a session.
    RecordAttendance(RecordAttendance),
    /// Adopt a decision.
    AdoptDecision(AdoptDecision),
    /// Approve a decision at home.
    ConfirmDecision(ConfirmDecision),
    /// Give somebody something to do.
    AssignAction(AssignAction),
    /// Close the last day of a session.
    ConcludeSession(ConcludeSession),
    /// Submit the minutes of a session for signature.
    SubmitMinutes(SubmitMinutes),
    /// Sign the minutes of a session for a section.
    SignMinutes(SignMinutes),
    /// Say how far an action has come.
    ReportActionProgress(ReportActionProgress),
    /// Say that an action is done.
    CompleteAction(CompleteAction),
    /// Agree that an action is done.
    VerifyAction(VerifyAction),
    /// Give more time for an action.
    DeferAction(DeferAction),
    /// Say that an action is to be done after all.
    ReopenAction(ReopenAction),
    /// Say that nobody has to do an action any more.
    CancelAction(CancelAction),
    /// Say that a reading is wrong.
    ContestReading(ContestReading),
    /// Say something else than in an earlier reading.
    ReviseReading(ReviseReading),
    /// Agree on a reading.
    AgreeReading(AgreeReading),
}

impl CommandBody {
    /// The other agreement that the act names, if it names one: its facts are looked up and come in as
    /// [`super::Facts::named`].
    pub fn names_agreement(&self) -> Option<&AgreementId> {
        match self {
            Self::RecordRelation(record) => match &record.relation.target {
                RelationTarget::Agreement(target) => Some(target),
                RelationTarget::Citation(_) => None,
            },
            Self::SupersedeAgreement(supersede) => Some(&supersede.successor),
            Self::DraftAgreement(_)
            | Self::InviteParticipant(_)
            | Self::RemoveParticipant(_)
            | Self::SetTerms(_)
            | Self::ReviseDraft(_)
            | Self::FreezeText(_)
            | Self::ReopenText(_)
            | Self::AbandonAgreement(_)
            | Self::AttachDocument(_)
            | Self::OpenForSignature(_)
            | Self::SignAgreement(_)
            | Self::DeclineSignature(_)
            | Self::ExtendSignatureDeadline(_)
            | Self::DepositInstrument(_)
            | Self::CompleteBackfill(_)
            | Self::CorrectRecord(_)
            | Self::RecordCommunication(_)
            | Self::ChangeClassification(_)
            | Self::NotifyWithdrawal(_)
            | Self::RevokeWithdrawal(_)
            | Self::NotifyNonRenewal(_)
            | Self::TerminateByConsent(_)
            | Self::EvaluateAgreement(_)
            | Self::DefineIndicator(_)
            | Self::RetireIndicator(_)
            | Self::SetTarget(_)
            | Self::RecordReading(_)
            | Self::EstablishCommission(_)
            | Self::AmendCommissionRules(_)
            | Self::DissolveCommission(_)
            | Self::AppointOfficer(_)
            | Self::ScheduleSession(_)
            | Self::RescheduleSession(_)
            | Self::CancelSession(_)
            | Self::AdoptAgenda(_)
            | Self::ConveneSession(_)
            | Self::RecordAttendance(_)
            | Self::AdoptDecision(_)
            | Self::ConfirmDecision(_)
            | Self::AssignAction(_)
            | Self::ConcludeSession(_)
            | Self::SubmitMinutes(_)
            | Self::SignMinutes(_)
            | Self::ReportActionProgress(_)
            | Self::CompleteAction(_)
            | Self::VerifyAction(_)
            | Self::DeferAction(_)
            | Self::ReopenAction(_)
            | Self::CancelAction(_)
            | Self::ContestReading(_)
            | Self::ReviseReading(_)
            | Self::AgreeReading(_) => None,
        }
    }
}
