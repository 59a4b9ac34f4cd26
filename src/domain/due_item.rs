//! What is outstanding in an agreement: what will happen to it, and what somebody has to do by a day.

mod gather;

use jiff::civil::Date;

use self::gather::Items;
use super::{
    agreement::Agreement,
    ids::Identifier,
    participant::{Participant, ParticipantStatus},
};

/// Something outstanding, with its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueItem {
    /// The day of the effect, or the last day on which the act is in time.
    pub on: Date,
    /// The first day on which it is late; none for what comes by itself, or cannot be done any more after its day.
    pub overdue_from: Option<Date>,
    /// What it is.
    pub kind: DueKind,
    /// What it is about.
    pub subject: DueSubject,
    /// The participants that it is for; empty for all that take part.
    pub concerned: Box<[Identifier]>,
    /// The revision at which it was set up, where the state knows it: that of the consent for an entry into force for
    /// one participant. Else that of the agreement as it stands, at which it was outstanding in any case.
    pub revision: u64,
}

/// What is outstanding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueKind {
    /// It enters into force, for all or for a participant.
    EntryIntoForce,
    /// The last day on which it can be signed.
    SignatureDeadline,
    /// The last day for a notice against the next tacit renewal.
    NonRenewalNotice,
    /// The first day after the term, which is renewed then or over.
    TermEnd,
    /// A participant leaves.
    WithdrawalEffect,
    /// The day by which a commission has to meet.
    SessionDue,
    /// The first day for which a session is planned.
    SessionPlanned,
    /// The last day on which the agenda of a session is in time.
    AgendaDeadline,
    /// The minutes of a session are not agreed, since its last day.
    MinutesSignature,
    /// The last day for an action.
    ActionDue,
    /// The last day of the next period of which there is no reading.
    ReadingDue,
}

impl DueKind {
    /// Which comes first of what is outstanding on one day: what cannot be made up for (domain §7, Q5).
    pub fn rank(self) -> u8 {
        match self {
            Self::NonRenewalNotice => 0,
            Self::EntryIntoForce
            | Self::SignatureDeadline
            | Self::TermEnd
            | Self::WithdrawalEffect
            | Self::SessionDue
            | Self::SessionPlanned
            | Self::AgendaDeadline
            | Self::MinutesSignature
            | Self::ActionDue
            | Self::ReadingDue => 1,
        }
    }
}

/// What something outstanding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueSubject {
    /// The agreement.
    Agreement,
    /// A participant.
    Participant(Identifier),
    /// A commission.
    Commission(Identifier),
    /// A session.
    Session(Identifier),
    /// An action.
    Action(Identifier),
    /// An indicator.
    Indicator(Identifier),
}

impl DueItem {
    /// Whether it is for a participant. What is for all is not for those that have declined or left.
    pub fn concerns(&self, participant: &Participant) -> bool {
        if !self.concerned.is_empty() {
            return self.concerned.contains(&participant.spec.participant_id);
        }
        match participant.status {
            ParticipantStatus::Eligible
            | ParticipantStatus::SignedAdReferendum
            | ParticipantStatus::Signatory
            | ParticipantStatus::Contracting
            | ParticipantStatus::Party
            | ParticipantStatus::Withdrawing => true,
            ParticipantStatus::Withdrawn | ParticipantStatus::Declined => false,
        }
    }

    /// Whether it is late on a day.
    pub fn is_overdue(&self, day: Date) -> bool {
        self.overdue_from.is_some_and(|from| from <= day)
    }
}

/// All that is outstanding in an agreement as it stands, whatever day it is: by day, what cannot be made up for first,
/// then by revision, kind and subject.
///
/// What is due by today has to have happened, as in [`super::shown_on`]. A deadline that has passed stays with its day
/// as long as what it was for still lies ahead.
pub fn due_items(agreement: &Agreement) -> Vec<DueItem> {
    let mut items = Items::of(agreement);
    items.sort_by(|one, other| one.order().cmp(&other.order()));
    items
}

impl DueItem {
    fn order(&self) -> (Date, u8, u64, DueKind, &DueSubject, &[Identifier]) {
        (self.on, self.kind.rank(), self.revision, self.kind, &self.subject, &self.concerned)
    }
}
