//! The fold: how what has happened changes the state.
//!
//! It never fails and asks no rule: an event is a fact. What does not fit the state (a signature of somebody who is
//! not on the list) changes nothing but the revision.

use std::sync::Arc;

use super::{
    agreement::{Agreement, Drafted, Schedule, Status},
    dates::PartialDate,
    evaluation::DatedEvaluation,
    event::{
        AgreementDrafted, AgreementSigned, DraftRevised, EnteredIntoForceForParticipant,
        EntryIntoForceScheduled, Event, EventBody, ParticipantRemoved,
    },
    ids::Identifier,
    participant::{Participant, ParticipantSpec, ParticipantStatus},
    signature::SignatureKind,
    text::Texts,
};

/// The agreement after an event.
pub fn evolve(mut agreement: Agreement, event: &Event) -> Agreement {
    agreement.revision += 1;
    match &event.body {
        EventBody::AgreementDrafted(drafted) => agreement.draft(drafted, event.occurred_on),
        EventBody::DraftRevised(revised) => agreement.revise(revised, event.occurred_on),
        EventBody::TermsSet(set) => {
            agreement.terms = Some(Arc::clone(&set.terms));
            agreement.terms_revision = agreement.revision;
            agreement.draw_up(event.occurred_on);
        }
        EventBody::ParticipantInvited(invited) => agreement.invite(&invited.participant),
        EventBody::ParticipantRemoved(removed) => agreement.remove(removed),
        EventBody::TextFrozen(_) => {
            agreement.status = Status::Frozen;
            agreement.frozen_on = Some(event.occurred_on.first_day());
        }
        EventBody::AgreementAbandoned(_) => {
            agreement.status = Status::Abandoned;
            agreement.schedule = None;
        }
        EventBody::OpenedForSignature(opened) => {
            agreement.status = Status::Open;
            agreement.signature_window = Some(Arc::clone(&opened.window));
        }
        EventBody::AgreementSigned(signed) => agreement.sign(signed),
        EventBody::SignatureCompleted(_) => {
            agreement.status = Status::Signed;
            agreement.signature_completed_on = Some(event.occurred_on.first_day());
        }
        EventBody::EntryIntoForceScheduled(scheduled) => agreement.schedule(scheduled, event),
        EventBody::AgreementEnteredIntoForce(_) => {
            agreement.status = Status::InForce;
            agreement.entered_into_force_on = Some(effect(event));
        }
        EventBody::EnteredIntoForceForParticipant(entered) => agreement.bind(entered, event),
        EventBody::AgreementEvaluated(evaluated) => {
            let evaluation = Arc::clone(&evaluated.evaluation);
            let dated = DatedEvaluation { evaluated_on: event.occurred_on, evaluation };
            agreement.evaluations = agreement.evaluations.iter().cloned().chain([dated]).collect();
        }
    }
    agreement
}

impl Agreement {
    fn draft(&mut self, drafted: &AgreementDrafted, on: PartialDate) {
        self.status = Status::Draft;
        self.drafted = Some(Drafted { on, header: Arc::clone(&drafted.header) });
        // The first version is empty, so that the first revision is version 2 (D8).
        self.text_version = 1;
        self.texts = Texts::default();
    }

    fn revise(&mut self, revised: &DraftRevised, on: PartialDate) {
        self.text_version = revised.version;
        self.texts = revised.texts.clone();
        self.text_digest = revised.text_digest;
        self.draw_up(on);
    }

    fn draw_up(&mut self, on: PartialDate) {
        self.drafting_last_on = self.drafting_last_on.max(Some(on.first_day()));
    }

    fn invite(&mut self, spec: &Arc<ParticipantSpec>) {
        let participant = Participant {
            spec: Arc::clone(spec),
            status: ParticipantStatus::Eligible,
            signature: None,
            signed_at_revision: None,
            consented_on: None,
            in_force_from: None,
        };
        self.participants = self.participants.iter().cloned().chain([Arc::new(participant)]).collect();
    }

    fn remove(&mut self, removed: &ParticipantRemoved) {
        let stays =
            |participant: &&Arc<Participant>| participant.spec.participant_id != removed.participant_id;
        self.participants = self.participants.iter().filter(stays).cloned().collect();
    }

    fn sign(&mut self, signed: &AgreementSigned) {
        let revision = self.revision;
        let signature = &signed.signature;
        self.change(&signed.participant_id, |participant| {
            participant.signature = Some(Arc::clone(signature));
            participant.signed_at_revision = Some(revision);
            match signature.kind {
                SignatureKind::Definitive => {
                    participant.status = ParticipantStatus::Contracting;
                    participant.consented_on = Some(signature.signed_on);
                }
                SignatureKind::AdReferendum => participant.status = ParticipantStatus::SignedAdReferendum,
                // Consent by ratification has no command yet, and terms that offer it are refused.
                SignatureKind::SubjectToRatification => {}
            }
        });
    }

    fn schedule(&mut self, scheduled: &EntryIntoForceScheduled, event: &Event) {
        // The date that was recorded counts: the rules of a later version must not move it.
        let general_on = event.effective_on.unwrap_or_else(|| scheduled.rule.effective_on());
        self.schedule = Some(Arc::new(Schedule { general_on, because: scheduled.clone() }));
    }

    fn bind(&mut self, entered: &EnteredIntoForceForParticipant, event: &Event) {
        self.change(&entered.participant_id, |participant| {
            participant.status = ParticipantStatus::Party;
            participant.in_force_from = Some(effect(event));
        });
    }

    fn change(&mut self, participant_id: &Identifier, change: impl Fn(&mut Participant)) {
        let changed = |participant: &Arc<Participant>| {
            if participant.spec.participant_id != *participant_id {
                return Arc::clone(participant);
            }
            let mut participant = Participant::clone(participant);
            change(&mut participant);
            Arc::new(participant)
        };
        self.participants = self.participants.iter().map(changed).collect();
    }
}

fn effect(event: &Event) -> jiff::civil::Date {
    event.effective_on.unwrap_or_else(|| event.occurred_on.first_day())
}
