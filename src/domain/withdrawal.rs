//! How a party leaves: the notice, the day of its effect, the time for which one has to stay (domain §3.6).

use jiff::civil::Date;

use super::{
    agreement::{Agreement, Status},
    dates::{self, PartialDate},
    due::Due,
    ending::TerminationGround,
    event::{AgreementTerminated, Event, EventBody, ParticipantWithdrew},
    ids::Identifier,
    participant::{Participant, ParticipantStatus},
    terms::{Terms, Withdrawal},
    values::Personal,
};

/// A notice of withdrawal. Its periods count from the day of receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithdrawalNotice {
    /// Who leaves.
    pub participant_id: Identifier,
    /// The date that the notice bears.
    pub dated_on: Option<PartialDate>,
    /// The day on which it was received.
    pub received_on: Date,
    /// A day named in the notice, before which it shall not have effect.
    pub named_date: Option<Date>,
    /// Why.
    pub ground: Option<Personal>,
}

/// A withdrawal that has been notified and has no effect yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PendingWithdrawal {
    /// The day on which the notice was received.
    pub received_on: Date,
    /// The first day on which the participant is no longer bound.
    pub effective_on: Date,
}

impl Withdrawal {
    /// The day on which a notice has effect: after the notice period, not before the day that it names, and never
    /// before it was received.
    pub(super) fn effective_on(&self, notice: &WithdrawalNotice) -> Date {
        let floor = notice.named_date.max(Some(notice.received_on));
        dates::effective_on(notice.received_on, self.notice, floor)
    }

    /// The first day on which a notice of the participant may be received; none if any day will do.
    pub(super) fn earliest(&self, participant: &Participant) -> Option<Date> {
        Some(self.lock?.after(participant.in_force_from?))
    }
}

/// The withdrawals that are still to have effect, each with the end of the agreement if too few parties remain.
pub(super) fn due(agreement: &Agreement) -> Option<Due> {
    if agreement.status != Status::InForce {
        return None;
    }
    let pending = agreement.participants.iter().filter_map(|participant| {
        let withdrawal =
            participant.withdrawal.filter(|_| participant.status == ParticipantStatus::Withdrawing);
        Some((withdrawal?.effective_on, &participant.spec.participant_id))
    });
    // The first of those of one day, in the order of the list.
    let (on, participant_id) = pending.min_by_key(|(on, _)| *on)?;
    let withdrew = ParticipantWithdrew { participant_id: participant_id.clone() };
    let mut bodies = vec![EventBody::ParticipantWithdrew(withdrew)];
    let remaining = agreement.participants.iter().filter(|one| one.status.is_party());
    let remaining = remaining.filter(|one| one.spec.participant_id != *participant_id).count();
    if u64::try_from(remaining).is_ok_and(|remaining| remaining < Terms::SUBSISTENCE.parties_min) {
        let ground = TerminationGround::Denunciation;
        bodies.push(EventBody::AgreementTerminated(AgreementTerminated { ground, consents: Box::default() }));
    }
    let events = bodies.into_iter().map(|body| Event::of_system(on, Some(on), body)).collect();
    Some(Due { on, events })
}
