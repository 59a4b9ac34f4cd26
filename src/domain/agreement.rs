//! The state of an agreement: what the fold of its events keeps.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    dates::PartialDate,
    evaluation::DatedEvaluation,
    event::EntryIntoForceScheduled,
    header::Header,
    ids::{AgreementId, Identifier, Reference},
    participant::{Participant, ParticipantStatus},
    signature::SignatureWindow,
    terms::Terms,
    text::Texts,
    values::Digest,
    zone::Zone,
};

/// An agreement as it stands after some of its events.
///
/// It is cloned for every command, so whatever is large is shared between the copies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    pub(super) id: AgreementId,
    pub(super) revision: u64,
    pub(super) status: Status,
    pub(super) drafted: Option<Drafted>,
    pub(super) terms: Option<Arc<Terms>>,
    pub(super) terms_revision: u64,
    pub(super) text_version: u64,
    pub(super) texts: Texts,
    pub(super) text_digest: Option<Digest>,
    /// The latest day on which text or terms were replaced; no freezing lies before it.
    pub(super) drafting_last_on: Option<Date>,
    pub(super) frozen_on: Option<Date>,
    pub(super) participants: Arc<[Arc<Participant>]>,
    pub(super) signature_window: Option<Arc<SignatureWindow>>,
    pub(super) signature_completed_on: Option<Date>,
    pub(super) schedule: Option<Arc<Schedule>>,
    pub(super) entered_into_force_on: Option<Date>,
    pub(super) evaluations: Arc<[DatedEvaluation]>,
}

/// What is known since the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Drafted {
    pub(super) on: PartialDate,
    pub(super) header: Arc<Header>,
}

/// When the agreement enters into force, and why.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Schedule {
    pub(super) general_on: Date,
    pub(super) because: EntryIntoForceScheduled,
}

impl Agreement {
    /// An agreement to which nothing has happened: the beginning of every fold.
    pub fn undrafted(id: AgreementId) -> Self {
        Self {
            id,
            revision: 0,
            status: Status::Undrafted,
            drafted: None,
            terms: None,
            terms_revision: 0,
            text_version: 0,
            texts: Texts::default(),
            text_digest: None,
            drafting_last_on: None,
            frozen_on: None,
            participants: Arc::default(),
            signature_window: None,
            signature_completed_on: None,
            schedule: None,
            entered_into_force_on: None,
            evaluations: Arc::default(),
        }
    }

    /// The id.
    pub fn id(&self) -> &AgreementId {
        &self.id
    }

    /// How many events there have been.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Where in its life it is.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Its life in one word. After an end it is the last stage that was reached; an agreement ends here only before
    /// it is in force, hence before it can be EVALUATED.
    pub fn stage(&self) -> Stage {
        if self.status == Status::InForce && !self.evaluations.is_empty() {
            Stage::Evaluated
        } else if self.signature_completed_on.is_some() {
            Stage::Signed
        } else {
            Stage::Drafted
        }
    }

    /// What was said about it when it was begun; none before.
    pub fn header(&self) -> Option<&Arc<Header>> {
        self.drafted.as_ref().map(|drafted| &drafted.header)
    }

    /// What people call it by; none before it was begun.
    pub fn reference(&self) -> Option<&Reference> {
        self.header().map(|header| &header.reference)
    }

    /// Where its days are reckoned.
    pub fn reckoning_zone(&self) -> &Zone {
        static UTC: Zone = Zone::UTC;
        self.header().map_or(&UTC, |header| &header.reckoning_zone)
    }

    /// The legal date of the draft.
    pub fn drafted_on(&self) -> Option<PartialDate> {
        self.drafted.as_ref().map(|drafted| drafted.on)
    }

    /// The terms, once set.
    pub fn terms(&self) -> Option<&Arc<Terms>> {
        self.terms.as_ref()
    }

    /// The number of the current version of the text.
    pub fn text_version(&self) -> u64 {
        self.text_version
    }

    /// The current version of the text.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// The digest that is signed; none while no text is authentic.
    pub fn text_digest(&self) -> Option<Digest> {
        self.text_digest
    }

    /// Those on the list, in the order in which they were invited.
    pub fn participants(&self) -> &[Arc<Participant>] {
        &self.participants
    }

    /// The participant with this id.
    pub fn participant(&self, participant_id: &Identifier) -> Option<&Arc<Participant>> {
        self.participants.iter().find(|participant| participant.spec.participant_id == *participant_id)
    }

    /// When and where it can be signed, once opened.
    pub fn signature_window(&self) -> Option<&Arc<SignatureWindow>> {
        self.signature_window.as_ref()
    }

    /// The day on which the signature rule was met.
    pub fn signature_completed_on(&self) -> Option<Date> {
        self.signature_completed_on
    }

    /// The day on which it will enter into force, while that lies ahead.
    pub fn entry_into_force_scheduled_on(&self) -> Option<Date> {
        match self.status {
            Status::Signed => self.schedule.as_ref().map(|schedule| schedule.general_on),
            Status::Undrafted
            | Status::Draft
            | Status::Frozen
            | Status::Open
            | Status::InForce
            | Status::Abandoned => None,
        }
    }

    /// The day since which it is in force.
    pub fn entered_into_force_on(&self) -> Option<Date> {
        self.entered_into_force_on
    }

    /// The evaluations in the order in which they were recorded.
    pub fn evaluations(&self) -> &[DatedEvaluation] {
        &self.evaluations
    }

    /// How many participants have signed, in whatever way.
    pub fn signature_count(&self) -> usize {
        self.participants.iter().filter(|participant| participant.signature.is_some()).count()
    }

    /// For how many participants it is in force.
    pub fn party_count(&self) -> usize {
        let is_party = |participant: &&Arc<Participant>| participant.status == ParticipantStatus::Party;
        self.participants.iter().filter(is_party).count()
    }
}

/// Where in its life an agreement is (domain §5.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// There is none yet.
    Undrafted,
    /// Text and terms may change.
    Draft,
    /// The text is adopted, but not open.
    Frozen,
    /// It can be signed, and the signature rule is not met.
    Open,
    /// The signature rule is met.
    Signed,
    /// It is in force.
    InForce,
    /// It was given up before that; an end.
    Abandoned,
}

/// The life of an agreement in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Signatures are missing.
    Drafted,
    /// The signature rule was met.
    Signed,
    /// It is in force and was evaluated.
    Evaluated,
}
