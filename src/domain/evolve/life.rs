//! How the life of an agreement changes: its text, its window, its force, its term, its end.

use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::{
    agreement::{Agreement, Drafted, Ended, Schedule, Status},
    dates::PartialDate,
    ending::SupersessionScope,
    event::{
        AgreementDrafted, AgreementSuperseded, DraftRevised, EntryIntoForceScheduled, Event,
        OpenedForSignature, TextReopened,
    },
    header::Classification,
    ids::Identifier,
    terms::Terms,
    text::Texts,
};

impl Agreement {
    pub(super) fn draft(&mut self, drafted: &AgreementDrafted, on: PartialDate) {
        self.status = Status::Draft;
        self.drafted = Some(Drafted { on, header: Arc::clone(&drafted.header) });
        self.backfill = drafted.backfill;
        // The first version is empty, so that the first revision is version 2 (D8).
        self.text_version = 1;
        self.texts = Texts::default();
    }

    pub(super) fn revise(&mut self, revised: &DraftRevised, on: PartialDate) {
        self.text_version = revised.version;
        self.texts = revised.texts.clone();
        self.text_digest = revised.text_digest;
        self.draw_up(on);
    }

    pub(super) fn set_terms(&mut self, terms: &Arc<Terms>, on: PartialDate) {
        self.terms = Some(Arc::clone(terms));
        self.terms_revision = self.revision;
        self.draw_up(on);
    }

    pub(super) fn freeze(&mut self, on: PartialDate) {
        self.status = Status::Frozen;
        self.frozen_on = Some(on.first_day());
    }

    pub(super) fn reopen(&mut self, reopened: &TextReopened, on: PartialDate) {
        self.status = Status::Draft;
        self.text_version = reopened.version;
        self.frozen_on = None;
        self.opened_on = None;
        self.signature_window = None;
        self.signature_ended = false;
        self.draw_up(on);
    }

    pub(super) fn draw_up(&mut self, on: PartialDate) {
        self.drafting_last_on = self.drafting_last_on.max(Some(on.first_day()));
    }

    pub(super) fn open(&mut self, opened: &OpenedForSignature, on: PartialDate) {
        self.status = Status::Open;
        self.opened_on = Some(on.first_day());
        self.signature_window = Some(Arc::clone(&opened.window));
    }

    pub(super) fn extend_window(&mut self, closes_on: Date) {
        if let Some(window) = &mut self.signature_window {
            Arc::make_mut(window).closes_on = Some(closes_on);
        }
    }

    pub(super) fn complete_signature(&mut self, event: &Event) {
        self.status = Status::Signed;
        self.signature_completed_on = Some(event.effect());
        self.signature_ended = true;
    }

    pub(super) fn close_window(&mut self, event: &Event) {
        self.signature_completed_on = Some(event.effect());
        self.signature_ended = true;
        // In force it is no more than a mark.
        if self.status == Status::Open {
            self.status = Status::Signed;
        }
    }

    pub(super) fn schedule(&mut self, scheduled: &EntryIntoForceScheduled, event: &Event) {
        // The date that was recorded counts: the rules of a later version must not move it.
        let general_on = event.effective_on.unwrap_or_else(|| scheduled.rule.effective_on());
        self.schedule = Some(Arc::new(Schedule { general_on, because: scheduled.clone() }));
    }

    pub(super) fn enter_into_force(&mut self, on: Date) {
        self.status = Status::InForce;
        self.entered_into_force_on = Some(on);
        self.term_ends_on = self.terms.as_ref().and_then(|terms| terms.term.end(on));
    }

    pub(super) fn refuse_renewal(&mut self, participant_id: &Identifier) {
        let all = self.non_renewals.iter().chain([participant_id]);
        self.non_renewals = all.cloned().collect();
    }

    pub(super) fn renew(&mut self, to: Date) {
        self.term_ends_on = Some(to);
        self.renewals += 1;
        self.non_renewals = Arc::default();
    }

    /// Given up, by those who signed or for want of signatures: never in force.
    pub(super) fn abandon(&mut self) {
        self.end(Status::Abandoned, None);
        self.schedule = None;
    }

    pub(super) fn expire(&mut self, on: Date) {
        self.end(Status::Expired, Some(on));
    }

    pub(super) fn terminate(&mut self, on: Date) {
        self.end(Status::Terminated, Some(on));
    }

    pub(super) fn supersede(&mut self, superseded: &AgreementSuperseded, on: Date) {
        match superseded.scope {
            SupersessionScope::Full => self.end(Status::Superseded, Some(on)),
            SupersessionScope::Partial => {}
        }
    }

    fn end(&mut self, status: Status, on: Option<Date>) {
        let stage = self.stage();
        self.status = status;
        self.ended = Some(Ended { on, stage });
        self.dissolve_all();
    }

    pub(super) fn classify(&mut self, classification: Classification) {
        if let Some(drafted) = &mut self.drafted {
            Arc::make_mut(&mut drafted.header).classification = classification;
        }
    }
}
