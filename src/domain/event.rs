//! What has happened to an agreement. An event is never changed; the state is the fold of all of them.

mod drafting;
mod ending;
mod keeping;
mod measuring;
mod signing;

pub use self::{
    drafting::{
        AgreementAbandoned, AgreementDrafted, DocumentAttached, DraftRevised, ParticipantInvited,
        ParticipantRemoved, RelationRecorded, TermsSet, TextFrozen, TextReopened,
    },
    ending::{
        AgreementExpired, AgreementSuperseded, AgreementTerminated, NonRenewalNotified, ParticipantWithdrew,
        TermTacitlyRenewed, WithdrawalNotified, WithdrawalRevoked,
    },
    keeping::{BackfillCompleted, ClassificationChanged, CommunicationRecorded, RecordCorrected},
    measuring::{AgreementEvaluated, IndicatorDefined, IndicatorRetired, ReadingRecorded, TargetSet},
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
            | EventBody::AgreementSuperseded(_) => CountsFrom::Day(self.effect()),
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
            | EventBody::ReadingRecorded(_) => CountsFrom::Day(self.occurred_on.first_day()),
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
}
