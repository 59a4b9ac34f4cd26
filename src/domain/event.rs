//! What has happened to an agreement. An event is never changed; the state is the fold of all of them.

mod action;
mod commission;
mod drafting;
mod ending;
mod keeping;
mod measuring;
mod session;
mod signing;

pub use self::{
    action::{
        ActionCancelled, ActionCompleted, ActionDeferred, ActionOverdueFlagged, ActionProgressReported,
        ActionReopened, ActionVerified,
    },
    commission::{
        CommissionDissolved, CommissionEstablished, CommissionRulesAmended, NextSessionDueSet,
        OfficerAppointed, SessionOverdueFlagged,
    },
    drafting::{
        AgreementAbandoned, AgreementDrafted, DocumentAttached, DraftRevised, ParticipantInvited,
        ParticipantRemoved, RelationRecorded, TermsSet, TextFrozen, TextReopened,
    },
    ending::{
        AgreementExpired, AgreementSuperseded, AgreementTerminated, NonRenewalNotified, ParticipantWithdrew,
        TermTacitlyRenewed, WithdrawalNotified, WithdrawalRevoked,
    },
    keeping::{BackfillCompleted, ClassificationChanged, CommunicationRecorded, RecordCorrected},
    measuring::{
        AgreementEvaluated, IndicatorDefined, IndicatorRetired, ReadingAgreed, ReadingContested,
        ReadingRecorded, ReadingRevised, TargetSet,
    },
    session::{
        ActionAssigned, AgendaAdopted, AttendanceRecorded, DecisionAdopted, DecisionConfirmed, MinutesAgreed,
        MinutesSigned, MinutesSubmitted, SessionCancelled, SessionConcluded, SessionConvened,
        SessionRescheduled, SessionScheduled,
    },
    signing::{
        AgreementEnteredIntoForce, AgreementSigned, EnteredIntoForceForParticipant, EntryIntoForceRule,
        EntryIntoForceScheduled, InstrumentDeposited, OpenedForSignature, SignatureCompleted,
        SignatureDeadlineExtended, SignatureDeclined, SignatureLapsed, SignatureWindowClosed,
    },
};

use jiff::civil::Date;

use super::{
    act::{Act, Evidence, OccurredAt, Source},
    dates::PartialDate,
    values::Personal,
};

/// Something that has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The legal date, where it was done.
    pub occurred_on: PartialDate,
    /// The instant, when the hour matters.
    pub occurred_at: Option<OccurredAt>,
    /// The day of its legal effect, if the service computed one.
    pub effective_on: Option<Date>,
    /// How it became known.
    pub source: Option<Source>,
    /// What proves it.
    pub evidence: Box<[Evidence]>,
    /// For whom it was done.
    pub on_behalf_of: Option<Box<str>>,
    /// A remark.
    pub note: Option<Personal>,
    /// What has happened.
    pub body: EventBody,
}

impl Event {
    /// What somebody did.
    pub(super) fn of_act(act: &Act, occurred_on: PartialDate, body: EventBody) -> Self {
        Self {
            occurred_on,
            occurred_at: act.occurred_at,
            effective_on: None,
            source: act.source.clone(),
            evidence: act.evidence.clone(),
            on_behalf_of: act.on_behalf_of.clone(),
            note: act.note.clone(),
            body,
        }
    }

    /// What follows without anybody doing it.
    pub(super) fn of_system(occurred_on: Date, effective_on: Option<Date>, body: EventBody) -> Self {
        Self {
            occurred_on: occurred_on.into(),
            occurred_at: None,
            effective_on,
            source: Some(Source::system()),
            evidence: Box::default(),
            on_behalf_of: None,
            note: None,
            body,
        }
    }

    /// The day of its effect; the first that it can mean, if it is coarser.
    pub(super) fn effect(&self) -> Date {
        self.effective_on.unwrap_or_else(|| self.occurred_on.first_day())
    }

    /// Since when it counts: acts since they were done, what changes the status by its date since that date.
    pub(super) fn counts_from(&self) -> CountsFrom {
        match &self.body {
            EventBody::DocumentAttached(_)
            | EventBody::RelationRecorded(_)
            | EventBody::BackfillCompleted(_)
            | EventBody::RecordCorrected(_)
            | EventBody::ClassificationChanged(_) => CountsFrom::Always,
            EventBody::SignatureWindowClosed(_)
            | EventBody::SignatureLapsed(_)
            | EventBody::AgreementEnteredIntoForce(_)
            | EventBody::EnteredIntoForceForParticipant(_)
            | EventBody::ParticipantWithdrew(_)
            | EventBody::TermTacitlyRenewed(_)
            | EventBody::AgreementExpired(_)
            | EventBody::AgreementTerminated(_)
            | EventBody::AgreementSuperseded(_)
            | EventBody::SessionOverdueFlagged(_)
            | EventBody::ActionOverdueFlagged(_) => CountsFrom::Day(self.effect()),
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
            | EventBody::SignatureCompleted(_)
            | EventBody::SignatureDeclined(_)
            | EventBody::SignatureDeadlineExtended(_)
            | EventBody::EntryIntoForceScheduled(_)
            | EventBody::InstrumentDeposited(_)
            | EventBody::AgreementEvaluated(_)
            | EventBody::CommunicationRecorded(_)
            | EventBody::WithdrawalNotified(_)
            | EventBody::WithdrawalRevoked(_)
            | EventBody::NonRenewalNotified(_)
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
            | EventBody::MinutesAgreed(_)
            | EventBody::NextSessionDueSet(_)
            | EventBody::ActionProgressReported(_)
            | EventBody::ActionCompleted(_)
            | EventBody::ActionVerified(_)
            | EventBody::ActionDeferred(_)
            | EventBody::ActionReopened(_)
            | EventBody::ActionCancelled(_)
            | EventBody::ReadingContested(_)
            | EventBody::ReadingRevised(_)
            | EventBody::ReadingAgreed(_) => CountsFrom::Day(self.occurred_on.first_day()),
        }
    }
}

/// Since when an event counts in the life of an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CountsFrom {
    /// Since a day.
    Day(Date),
    /// It is no act in that life: what it says holds for every day.
    Always,
}

/// The things that can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventBody {
    /// The agreement was begun; text version 1, empty, is current.
    AgreementDrafted(AgreementDrafted),
    /// The working text was replaced.
    DraftRevised(DraftRevised),
    /// The terms were replaced.
    TermsSet(TermsSet),
    /// A participant came onto the list.
    ParticipantInvited(ParticipantInvited),
    /// A participant was taken off the list.
    ParticipantRemoved(ParticipantRemoved),
    /// Text and terms were adopted and authenticated.
    TextFrozen(Box<TextFrozen>),
    /// The agreement was given up.
    AgreementAbandoned(AgreementAbandoned),
    /// The text was opened for signature.
    OpenedForSignature(OpenedForSignature),
    /// A participant signed.
    AgreementSigned(AgreementSigned),
    /// The signature rule is met.
    SignatureCompleted(SignatureCompleted),
    /// The day of entry into force is known.
    EntryIntoForceScheduled(EntryIntoForceScheduled),
    /// The agreement is in force.
    AgreementEnteredIntoForce(AgreementEnteredIntoForce),
    /// It is in force for a participant.
    EnteredIntoForceForParticipant(EnteredIntoForceForParticipant),
    /// It was evaluated.
    AgreementEvaluated(AgreementEvaluated),
    /// The text is a draft again.
    TextReopened(TextReopened),
    /// A document was added to its file.
    DocumentAttached(DocumentAttached),
    /// It is related to another agreement.
    RelationRecorded(RelationRecorded),
    /// A participant will not sign.
    SignatureDeclined(SignatureDeclined),
    /// The time for signature ends later.
    SignatureDeadlineExtended(SignatureDeadlineExtended),
    /// The time for signature is over, and it goes on.
    SignatureWindowClosed(SignatureWindowClosed),
    /// The time for signature is over, and it was given up.
    SignatureLapsed(SignatureLapsed),
    /// The past was entered.
    BackfillCompleted(BackfillCompleted),
    /// An earlier event is known better.
    RecordCorrected(RecordCorrected),
    /// Somebody has said something about it.
    CommunicationRecorded(CommunicationRecorded),
    /// Others may read it.
    ClassificationChanged(ClassificationChanged),
    /// A participant consented by an instrument.
    InstrumentDeposited(InstrumentDeposited),
    /// A party has given notice that it leaves.
    WithdrawalNotified(WithdrawalNotified),
    /// It has taken that notice back.
    WithdrawalRevoked(WithdrawalRevoked),
    /// A party has left.
    ParticipantWithdrew(ParticipantWithdrew),
    /// A party does not want the term renewed.
    NonRenewalNotified(NonRenewalNotified),
    /// Another term began.
    TermTacitlyRenewed(TermTacitlyRenewed),
    /// The term was over.
    AgreementExpired(AgreementExpired),
    /// It was ended.
    AgreementTerminated(AgreementTerminated),
    /// A later agreement replaces it.
    AgreementSuperseded(AgreementSuperseded),
    /// It was said what will be measured.
    IndicatorDefined(IndicatorDefined),
    /// No more targets will be set for an indicator.
    IndicatorRetired(IndicatorRetired),
    /// It was said which value an indicator shall reach.
    TargetSet(TargetSet),
    /// A value was measured.
    ReadingRecorded(ReadingRecorded),
    /// A commission was established.
    CommissionEstablished(CommissionEstablished),
    /// The rules of a commission were replaced.
    CommissionRulesAmended(CommissionRulesAmended),
    /// A commission was dissolved.
    CommissionDissolved(CommissionDissolved),
    /// An officer of a commission was appointed.
    OfficerAppointed(OfficerAppointed),
    /// A session was scheduled.
    SessionScheduled(SessionScheduled),
    /// A session will be held at another time, or elsewhere.
    SessionRescheduled(SessionRescheduled),
    /// A session was given up.
    SessionCancelled(SessionCancelled),
    /// It was said what a session is about.
    AgendaAdopted(AgendaAdopted),
    /// A session was opened.
    SessionConvened(SessionConvened),
    /// It was said who else was at a session.
    AttendanceRecorded(AttendanceRecorded),
    /// A decision was adopted.
    DecisionAdopted(DecisionAdopted),
    /// A participant has approved a decision at home.
    DecisionConfirmed(DecisionConfirmed),
    /// Somebody was given something to do.
    ActionAssigned(ActionAssigned),
    /// The last day of a session was over.
    SessionConcluded(SessionConcluded),
    /// The minutes of a session were submitted for signature.
    MinutesSubmitted(MinutesSubmitted),
    /// Minutes were signed for a section.
    MinutesSigned(MinutesSigned),
    /// All sections have signed the minutes of a session.
    MinutesAgreed(MinutesAgreed),
    /// It is known by when the next ordinary session has to be held.
    NextSessionDueSet(NextSessionDueSet),
    /// The ordinary session that was due has not been held.
    SessionOverdueFlagged(SessionOverdueFlagged),
    /// It was said how far an action has come.
    ActionProgressReported(ActionProgressReported),
    /// An action is done, as its owner says.
    ActionCompleted(ActionCompleted),
    /// Others agree that an action is done.
    ActionVerified(ActionVerified),
    /// There is more time for an action.
    ActionDeferred(ActionDeferred),
    /// An action is to be done after all.
    ActionReopened(ActionReopened),
    /// Nobody has to do an action any more.
    ActionCancelled(ActionCancelled),
    /// An action was not done in time.
    ActionOverdueFlagged(ActionOverdueFlagged),
    /// A participant has said that a reading is wrong.
    ReadingContested(ReadingContested),
    /// The reporter of a reading has said something else.
    ReadingRevised(ReadingRevised),
    /// A reading was agreed on.
    ReadingAgreed(ReadingAgreed),
}
