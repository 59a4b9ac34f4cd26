//! What has happened to an agreement. An event is never changed; the state is the fold of all of them.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    act::{Act, Evidence, OccurredAt, Source},
    dates::{self, DateOffset, PartialDate},
    evaluation::Evaluation,
    header::Header,
    ids::Identifier,
    participant::ParticipantSpec,
    signature::{Signature, SignatureWindow},
    terms::{Terms, Trigger},
    text::{FreezeMethod, Texts},
    values::{Digest, Personal, Place},
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
}

/// The agreement was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementDrafted {
    /// What the agreement is.
    pub header: Arc<Header>,
}

/// The working text was replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRevised {
    /// The number of the new version.
    pub version: u64,
    /// The new text.
    pub texts: Texts,
    /// The digest that will be signed, if some text is authentic.
    pub text_digest: Option<Digest>,
}

/// The terms were replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermsSet {
    /// The new terms, complete.
    pub terms: Arc<Terms>,
}

/// A participant came onto the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantInvited {
    /// Who it is.
    pub participant: Arc<ParticipantSpec>,
}

/// A participant was taken off the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantRemoved {
    /// Who.
    pub participant_id: Identifier,
    /// Why.
    pub reason: Option<Personal>,
}

/// Text and terms were adopted and authenticated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFrozen {
    /// How it was done.
    pub method: FreezeMethod,
    /// By which participants.
    pub by: Box<[Identifier]>,
    /// Where.
    pub place: Option<Place>,
    /// The version of the text.
    pub version: u64,
    /// The digest that will be signed.
    pub text_digest: Digest,
    /// The revision of the terms.
    pub terms_revision: u64,
}

/// The agreement was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementAbandoned {
    /// Why.
    pub reason: Option<Personal>,
    /// The participants that agreed to it.
    pub consents: Box<[Identifier]>,
}

/// The text was opened for signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedForSignature {
    /// When and where one signs.
    pub window: Arc<SignatureWindow>,
}

/// A participant signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementSigned {
    /// Who.
    pub participant_id: Identifier,
    /// How.
    pub signature: Arc<Signature>,
}

/// The signature rule is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureCompleted {
    /// By whom, in the order of signature.
    pub satisfied_by: Arc<[Identifier]>,
}

/// The day of entry into force is known: it is the effective date of the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryIntoForceScheduled {
    /// Why it is that day.
    pub rule: EntryIntoForceRule,
    /// Whose acts met the rule, in their order.
    pub satisfied_by: Arc<[Identifier]>,
}

/// Why an agreement enters into force on its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryIntoForceRule {
    /// The day on which the trigger was met.
    pub trigger_date: Date,
    /// What had to happen.
    pub trigger: Trigger,
    /// How long after that.
    pub offset: Option<DateOffset>,
    /// The day before which it does not happen.
    pub not_before: Option<Date>,
}

impl EntryIntoForceRule {
    /// The day.
    pub fn effective_on(&self) -> Date {
        dates::effective_on(self.trigger_date, self.offset, self.not_before)
    }
}

/// The agreement is in force since the effective date of the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementEnteredIntoForce {
    /// Why it is that day.
    pub rule: EntryIntoForceRule,
    /// Whose acts met the rule, in their order.
    pub satisfied_by: Arc<[Identifier]>,
}

/// The agreement is in force for a participant since the effective date of the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnteredIntoForceForParticipant {
    /// For whom.
    pub participant_id: Identifier,
}

/// The agreement was evaluated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementEvaluated {
    /// What the evaluation says.
    pub evaluation: Arc<Evaluation>,
}
