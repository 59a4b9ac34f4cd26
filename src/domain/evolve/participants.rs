//! How the list of participants and each one on it changes.

use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::{
    agreement::{Agreement, Status},
    dates::PartialDate,
    event::{
        AgreementSigned, EnteredIntoForceForParticipant, ParticipantRemoved, ParticipantWithdrew,
        SignatureDeclined,
    },
    ids::Identifier,
    instrument::Instrument,
    participant::{Participant, ParticipantSpec, ParticipantStatus},
    signature::SignatureKind,
    withdrawal::{PendingWithdrawal, WithdrawalNotice},
};

impl Agreement {
    pub(super) fn invite(&mut self, spec: &Arc<ParticipantSpec>, on: PartialDate) {
        self.list(on);
        let participant = Participant {
            spec: Arc::clone(spec),
            status: ParticipantStatus::Eligible,
            invited_at_revision: self.revision,
            invited_on: on.first_day(),
            signature: None,
            signed_at_revision: None,
            consented_on: None,
            consented_at_revision: None,
            in_force_from: None,
            withdrawal: None,
            withdrew_on: None,
        };
        self.participants = self.participants.iter().cloned().chain([Arc::new(participant)]).collect();
    }

    pub(super) fn remove(&mut self, removed: &ParticipantRemoved, on: PartialDate) {
        self.list(on);
        let stays =
            |participant: &&Arc<Participant>| participant.spec.participant_id != removed.participant_id;
        self.participants = self.participants.iter().filter(stays).cloned().collect();
    }

    /// As long as it is a draft, who is on the list is part of what is drawn up.
    fn list(&mut self, on: PartialDate) {
        if self.status == Status::Draft {
            self.draw_up(on);
        }
    }

    pub(super) fn sign(&mut self, signed: &AgreementSigned) {
        let revision = self.revision;
        let signature = &signed.signature;
        self.change(&signed.participant_id, |participant| {
            participant.signature = Some(Arc::clone(signature));
            participant.signed_at_revision = Some(revision);
            match signature.kind {
                SignatureKind::Definitive => {
                    participant.status = ParticipantStatus::Contracting;
                    participant.consented_on = Some(signature.signed_on);
                    participant.consented_at_revision = Some(revision);
                }
                SignatureKind::AdReferendum => participant.status = ParticipantStatus::SignedAdReferendum,
                SignatureKind::SubjectToRatification => participant.status = ParticipantStatus::Signatory,
            }
        });
    }

    pub(super) fn decline(&mut self, declined: &SignatureDeclined) {
        self.change(&declined.participant_id, |participant| participant.status = ParticipantStatus::Declined);
    }

    /// Consent by an instrument begins a participation, also that of one who had left.
    pub(super) fn deposit(&mut self, instrument: &Arc<Instrument>) {
        let revision = self.revision;
        self.file_mut().instruments.push(Arc::clone(instrument));
        self.change(&instrument.participant_id, |participant| {
            participant.status = ParticipantStatus::Contracting;
            participant.consented_on = Some(instrument.received_on);
            participant.consented_at_revision = Some(revision);
            participant.in_force_from = None;
            participant.withdrew_on = None;
        });
    }

    pub(super) fn bind(&mut self, entered: &EnteredIntoForceForParticipant, on: Date) {
        self.change(&entered.participant_id, |participant| {
            participant.status = ParticipantStatus::Party;
            participant.in_force_from = Some(on);
        });
    }

    pub(super) fn notify(&mut self, notice: &WithdrawalNotice, effective_on: Date) {
        let received_on = notice.received_on;
        self.change(&notice.participant_id, |participant| {
            participant.status = ParticipantStatus::Withdrawing;
            participant.withdrawal = Some(PendingWithdrawal { received_on, effective_on });
        });
    }

    pub(super) fn revoke(&mut self, participant_id: &Identifier) {
        self.change(participant_id, |participant| {
            participant.status = ParticipantStatus::Party;
            participant.withdrawal = None;
        });
    }

    pub(super) fn withdraw(&mut self, withdrew: &ParticipantWithdrew, on: Date) {
        self.change(&withdrew.participant_id, |participant| {
            participant.status = ParticipantStatus::Withdrawn;
            participant.withdrawal = None;
            participant.withdrew_on = Some(on);
        });
    }

    fn change(&mut self, participant_id: &Identifier, change: impl Fn(&mut Participant)) {
        self.change_where(|participant| participant.spec.participant_id == *participant_id, change);
    }

    /// Changes some of those on the list; the others stay shared with the state before.
    pub(in crate::domain) fn change_where(
        &mut self,
        which: impl Fn(&Participant) -> bool,
        change: impl Fn(&mut Participant),
    ) {
        let changed = |participant: &Arc<Participant>| {
            if !which(participant) {
                return Arc::clone(participant);
            }
            let mut participant = Participant::clone(participant);
            change(&mut participant);
            Arc::new(participant)
        };
        self.participants = self.participants.iter().map(changed).collect();
    }
}
