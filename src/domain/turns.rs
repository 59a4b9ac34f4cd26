//! The days on which time itself turned an agreement: what it was before, so that an act entered late can be tried
//! where it belongs (D7).

use std::{fmt, sync::Arc};

use jiff::civil::Date;

use super::{
    agreement::{Agreement, Status},
    ending::TerminationGround,
    event::{Event, EventBody},
    ids::Identifier,
};

/// The turns so far, in the order of the record.
///
/// They are part of what two equal agreements have in common, because a decision can depend on them.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Turns(Arc<Vec<Arc<Turn>>>);

/// What happened on one day without anybody doing it.
#[derive(PartialEq, Eq)]
pub(super) struct Turn {
    /// The day.
    pub(super) on: Date,
    /// The agreement before the first of the consequences, without its own turns.
    pub(super) before: Arc<Agreement>,
    /// Whether it takes the place of the last one, which it continues; only on the way into the list.
    continues: bool,
    /// What happened, each with its revision.
    pub(super) consequences: Vec<(u64, Consequence)>,
}

/// Something that changed status, term or participation without anybody doing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Consequence {
    /// The time for signature ended.
    SignatureEnded,
    /// It ended too soon.
    SignatureLapsed,
    /// The agreement entered into force.
    EnteredIntoForce,
    /// It did so for a participant.
    EnteredIntoForceFor(Identifier),
    /// A participant left.
    Withdrew(Identifier),
    /// Too few remained.
    Terminated,
    /// The term was renewed.
    Renewed,
    /// The term was over.
    Expired,
}

impl Turns {
    pub(super) fn iter(&self) -> impl Iterator<Item = &Turn> {
        self.0.iter().map(|turn| &**turn)
    }

    /// What an event brings to an agreement, if it is one that nobody did: the turn that it begins or continues. The
    /// agreement is as it was before the event.
    pub(super) fn of(before: &Agreement, event: &Event) -> Option<Turn> {
        let happened = (before.revision + 1, Consequence::of(&event.body, before.status)?);
        let on = event.effect();
        let same_turn = before.turns.0.last().filter(|last| {
            let revision = last.consequences.last().map(|(revision, _)| *revision);
            last.on == on && revision == Some(before.revision)
        });
        Some(match same_turn {
            Some(last) => {
                let consequences = last.consequences.iter().cloned().chain([happened]).collect();
                Turn { on, before: Arc::clone(&last.before), continues: true, consequences }
            }
            None => {
                let before = Arc::new(Agreement { turns: Self::default(), ..before.clone() });
                Turn { on, before, continues: false, consequences: vec![happened] }
            }
        })
    }

    /// Takes a turn in. While a history is folded nobody else holds the list, so that it is not copied each time.
    pub(super) fn push(&mut self, mut turn: Turn) {
        let turns = Arc::make_mut(&mut self.0);
        if std::mem::take(&mut turn.continues) {
            turns.pop();
        }
        turns.push(Arc::new(turn));
    }
}

impl fmt::Debug for Turns {
    // What is before each of them was printed when it was now.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(|turn| (turn.on, &turn.consequences))).finish()
    }
}

impl Consequence {
    /// What an event changes in an agreement of this status without anybody doing it; none if somebody did it, or if
    /// it is no more than a mark.
    pub(super) fn of(body: &EventBody, status: Status) -> Option<Self> {
        match body {
            EventBody::SignatureWindowClosed(_) => {
                Some(Self::SignatureEnded).filter(|_| status == Status::Open)
            }
            EventBody::SignatureLapsed(_) => Some(Self::SignatureLapsed),
            EventBody::AgreementEnteredIntoForce(_) => Some(Self::EnteredIntoForce),
            EventBody::EnteredIntoForceForParticipant(entered) => {
                Some(Self::EnteredIntoForceFor(entered.participant_id.clone()))
            }
            EventBody::ParticipantWithdrew(withdrew) => Some(Self::Withdrew(withdrew.participant_id.clone())),
            EventBody::AgreementTerminated(terminated) => {
                Some(Self::Terminated).filter(|_| terminated.ground == TerminationGround::Denunciation)
            }
            EventBody::TermTacitlyRenewed(_) => Some(Self::Renewed),
            EventBody::AgreementExpired(_) => Some(Self::Expired),
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
            | EventBody::DocumentAttached(_)
            | EventBody::RelationRecorded(_)
            | EventBody::BackfillCompleted(_)
            | EventBody::RecordCorrected(_)
            | EventBody::CommunicationRecorded(_)
            | EventBody::ClassificationChanged(_)
            | EventBody::WithdrawalNotified(_)
            | EventBody::WithdrawalRevoked(_)
            | EventBody::NonRenewalNotified(_)
            | EventBody::AgreementSuperseded(_)
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
            | EventBody::SessionOverdueFlagged(_)
            | EventBody::ActionProgressReported(_)
            | EventBody::ActionCompleted(_)
            | EventBody::ActionVerified(_)
            | EventBody::ActionDeferred(_)
            | EventBody::ActionReopened(_)
            | EventBody::ActionCancelled(_)
            | EventBody::ActionOverdueFlagged(_)
            | EventBody::ReadingContested(_)
            | EventBody::ReadingRevised(_)
            | EventBody::ReadingAgreed(_) => None,
        }
    }
}
