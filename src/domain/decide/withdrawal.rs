//! Leaving, and staying after all.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Case, Rules, by_participant, in_force};
use crate::domain::{
    command::{NotifyWithdrawal, RevokeWithdrawal},
    event::{Event, EventBody, WithdrawalNotified, WithdrawalRevoked},
    participant::{Participant, ParticipantStatus},
    rejection::{CommandField, Rejection},
    terms::{Withdrawal, WithdrawalRule},
};

impl Rules for NotifyWithdrawal {
    fn received_on(&self) -> Option<Date> {
        Some(self.notice.received_on)
    }

    fn well_formed(&self, _: &Case<'_>) -> Result<(), Rejection> {
        let received_on = self.notice.received_on;
        match self.notice.dated_on {
            Some(dated_on) if received_on < dated_on.first_day() => {
                Err(Rejection::BadDate { field: CommandField::ReceivedOn, date: received_on.into() })
            }
            Some(_) | None => Ok(()),
        }
    }

    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.participants_exist([&self.notice.participant_id])
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let participant_id = self.notice.participant_id.clone();
        match case.status_of(&participant_id) {
            Some(ParticipantStatus::Withdrawing) => Err(Rejection::WithdrawalExists { participant_id }),
            Some(
                ParticipantStatus::Eligible
                | ParticipantStatus::SignedAdReferendum
                | ParticipantStatus::Signatory
                | ParticipantStatus::Contracting
                | ParticipantStatus::Party
                | ParticipantStatus::Withdrawn
                | ParticipantStatus::Declined,
            )
            | None => Ok(()),
        }
    }

    /// One leaves what one is bound by.
    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        case.agreement.participant(&self.notice.participant_id)?.in_force_from
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        in_force(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let participant = case.participant(&self.notice.participant_id)?;
        is_party(participant)?;
        let terms = case.agreement.terms.as_ref().ok_or(Rejection::TermsMissing)?;
        self.is_provided(&terms.withdrawal, case)?;
        self.is_not_locked(&terms.withdrawal, participant)?;
        let effective_on = terms.withdrawal.effective_on(&self.notice);
        let notified = WithdrawalNotified { notice: Arc::clone(&self.notice) };
        Ok(vec![case.event_effective_on(effective_on, EventBody::WithdrawalNotified(notified))])
    }
}

impl NotifyWithdrawal {
    /// Where the text is silent, something has to show that the parties meant to allow it (VCLT article 56(1)).
    fn is_provided(&self, withdrawal: &Withdrawal, case: &Case<'_>) -> Result<(), Rejection> {
        match withdrawal.rule {
            WithdrawalRule::NotAllowed => Err(Rejection::WithdrawalNotAllowed),
            WithdrawalRule::Silent if case.act.evidence.is_empty() => Err(Rejection::WithdrawalNotProvided),
            WithdrawalRule::Silent | WithdrawalRule::Allowed => Ok(()),
        }
    }

    /// Some agreements have to be kept for a while first (Paris Agreement, article 28: three years).
    fn is_not_locked(&self, withdrawal: &Withdrawal, participant: &Participant) -> Result<(), Rejection> {
        match withdrawal.earliest(participant) {
            Some(earliest) if self.notice.received_on < earliest => {
                Err(Rejection::WithdrawalLocked { earliest })
            }
            Some(_) | None => Ok(()),
        }
    }
}

fn is_party(participant: &Participant) -> Result<(), Rejection> {
    match participant.status {
        ParticipantStatus::Party | ParticipantStatus::Withdrawing => Ok(()),
        ParticipantStatus::Contracting => {
            Err(Rejection::UseInstrumentWithdrawal(by_participant(participant)))
        }
        ParticipantStatus::Eligible
        | ParticipantStatus::SignedAdReferendum
        | ParticipantStatus::Signatory
        | ParticipantStatus::Withdrawn
        | ParticipantStatus::Declined => Err(Rejection::NotParty(by_participant(participant))),
    }
}

impl Rules for RevokeWithdrawal {
    fn received_on(&self) -> Option<Date> {
        Some(self.received_on)
    }

    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.participants_exist([&self.participant_id])
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        Some(case.agreement.participant(&self.participant_id)?.withdrawal?.received_on)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        in_force(case)
    }

    /// A notice can be taken back until it has effect (VCLT article 68).
    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let participant = case.participant(&self.participant_id)?;
        let pending = participant.withdrawal.filter(|_| participant.status == ParticipantStatus::Withdrawing);
        let Some(pending) = pending else {
            return Err(Rejection::NoPendingWithdrawal(by_participant(participant)));
        };
        if self.received_on >= pending.effective_on {
            let participant_id = self.participant_id.clone();
            return Err(Rejection::WithdrawalEffective {
                participant_id,
                effective_on: pending.effective_on,
            });
        }
        let Self { participant_id, received_on } = self.clone();
        let revoked = WithdrawalRevoked { participant_id, received_on };
        Ok(vec![case.event(EventBody::WithdrawalRevoked(revoked))])
    }
}
