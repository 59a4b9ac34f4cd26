//! The state of an agreement: what the fold of its events keeps.

mod bodies;
mod file;
mod status;

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    dates::PartialDate,
    evaluation::DatedEvaluation,
    event::EntryIntoForceScheduled,
    header::Header,
    ids::{AgreementId, Identifier, Reference},
    participant::Participant,
    signature::SignatureWindow,
    term,
    terms::Terms,
    text::Texts,
    turns::Turns,
    values::Digest,
    zone::Zone,
};

pub use self::status::{Stage, Status};
pub(super) use self::{bodies::Bodies, file::File};

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
    pub(super) opened_on: Option<Date>,
    pub(super) participants: Arc<[Arc<Participant>]>,
    pub(super) signature_window: Option<Arc<SignatureWindow>>,
    pub(super) signature_completed_on: Option<Date>,
    /// Whether the time for signature is over, by its deadline or because nobody is missing.
    pub(super) signature_ended: bool,
    pub(super) schedule: Option<Arc<Schedule>>,
    pub(super) entered_into_force_on: Option<Date>,
    pub(super) term_ends_on: Option<Date>,
    /// How often the term was renewed.
    pub(super) renewals: u32,
    /// Who does not want the term renewed at its next end.
    pub(super) non_renewals: Arc<[Identifier]>,
    pub(super) ended: Option<Ended>,
    pub(super) evaluations: Arc<[DatedEvaluation]>,
    pub(super) file: Arc<File>,
    pub(super) bodies: Arc<Bodies>,
    /// Whether the past is still being entered.
    pub(super) backfill: bool,
    /// The latest day of an act entered so far: how far time goes while the past is being entered (D7).
    pub(super) entered_until: Option<Date>,
    pub(super) turns: Turns,
}

/// What is known since the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Drafted {
    pub(super) on: PartialDate,
    pub(super) header: Arc<Header>,
}

/// How the agreement came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ended {
    /// The first day on which it was no longer in force; none if it never was, nor was replaced.
    pub(super) on: Option<Date>,
    /// The stage that it had reached.
    pub(super) stage: Stage,
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
            opened_on: None,
            participants: Arc::default(),
            signature_window: None,
            signature_completed_on: None,
            signature_ended: false,
            schedule: None,
            entered_into_force_on: None,
            term_ends_on: None,
            renewals: 0,
            non_renewals: Arc::default(),
            ended: None,
            evaluations: Arc::default(),
            file: Arc::default(),
            bodies: Arc::default(),
            backfill: false,
            entered_until: None,
            turns: Turns::default(),
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

    /// Its life in one word. After an end it is the last stage that was reached.
    pub fn stage(&self) -> Stage {
        if let Some(ended) = self.ended {
            ended.stage
        } else if self.entered_into_force_on.is_some() && !self.evaluations.is_empty() {
            Stage::Evaluated
        } else if self.entered_into_force_on.is_some() || self.signature_completed_on.is_some() {
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
            Status::Open | Status::Signed => self.schedule.as_ref().map(|schedule| schedule.general_on),
            Status::Undrafted
            | Status::Draft
            | Status::Frozen
            | Status::InForce
            | Status::Abandoned
            | Status::Terminated
            | Status::Expired
            | Status::Superseded => None,
        }
    }

    /// The day since which it is in force, or was.
    pub fn entered_into_force_on(&self) -> Option<Date> {
        self.entered_into_force_on
    }

    /// The first day after its present term; none if that has no end, or before it is in force.
    pub fn term_ends_on(&self) -> Option<Date> {
        self.term_ends_on
    }

    /// The last day on which a notice against the next tacit renewal can be received; none if there will be none.
    pub fn notice_deadline(&self) -> Option<Date> {
        let renewal = term::tacit_renewal(self)?;
        Some(renewal.notice_deadline(self.term_ends_on?))
    }

    /// Those who do not want the term renewed at its next end.
    pub fn non_renewals(&self) -> &[Identifier] {
        &self.non_renewals
    }

    /// The first day on which it was no longer in force. What was given up before it came into force has none.
    pub fn ended_on(&self) -> Option<Date> {
        self.ended.and_then(|ended| ended.on)
    }

    /// Whether its past is still being entered, act by act (D7).
    pub fn is_backfilling(&self) -> bool {
        self.backfill
    }

    /// The evaluations in the order in which they were recorded.
    pub fn evaluations(&self) -> &[DatedEvaluation] {
        &self.evaluations
    }

    /// How many participants have signed, in whatever way.
    pub fn signature_count(&self) -> usize {
        self.participants.iter().filter(|participant| participant.signature.is_some()).count()
    }

    /// For how many participants it is in force; after its end, for how many it was to the last.
    pub fn party_count(&self) -> usize {
        self.participants.iter().filter(|participant| participant.status.is_party()).count()
    }

    /// Whether one can sign: the agreement is open or in force, and the time for it is not over.
    pub(super) fn signature_window_is_open(&self) -> bool {
        self.signature_window.is_some() && !self.signature_ended && self.ended.is_none()
    }
}
