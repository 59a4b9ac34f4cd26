//! What a decision depends on beside the agreement and the command.

use jiff::{Timestamp, civil::Date};

use super::{agreement::Agreement, due::shown_on, ids::AgreementId};

/// What a decision depends on beside the agreement and the command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The time of the decision.
    pub now: Timestamp,
    /// What other agreements have to do with it.
    pub facts: Facts,
}

/// Facts of other agreements, looked up where the decision will stand (D10).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The other agreement that has the reference that the command gives.
    pub reference_of: Option<AgreementId>,
    /// The other agreement that the command names ([`super::CommandBody::names_agreement`]): the target of a relation
    /// or a successor. None if it names none, or if there is none of that name.
    pub named: Option<OtherAgreement>,
}

/// What is known of another agreement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OtherAgreement {
    /// The day since which it is in force, or was.
    pub entered_into_force_on: Option<Date>,
    /// The first day on which it was no longer in force.
    pub ended_on: Option<Date>,
}

impl OtherAgreement {
    /// What is known of an agreement at a time, also what has fallen due there and is not recorded yet.
    pub fn at(agreement: &Agreement, now: Timestamp) -> Self {
        let shown = shown_on(agreement, agreement.reckoning_zone().today(now));
        Self { entered_into_force_on: shown.entered_into_force_on(), ended_on: shown.ended_on() }
    }

    /// Whether it is in force on a day.
    pub fn in_force_on(self, day: Date) -> bool {
        self.entered_into_force_on.is_some_and(|entered| entered <= day)
            && self.ended_on.is_none_or(|ended| day < ended)
    }
}
