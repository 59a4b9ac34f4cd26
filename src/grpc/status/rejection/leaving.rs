//! What is in the way of whoever wants to leave, or to end it.

use jiff::civil::Date;

use super::{
    super::Refused,
    about::{About, PARTICIPANT},
};
use crate::{
    domain::{AgreementId, Identifier},
    grpc::convert,
};

pub(super) fn withdrawal_not_provided(about: About<'_>) -> Refused {
    let said = "the terms are silent, and no evidence shows that a party may leave (VCLT article 56(1))";
    about.unfulfilled(said)
}

pub(super) fn withdrawal_locked(about: About<'_>, earliest: Date) -> Refused {
    about
        .unfulfilled(format!("a notice can be received from {earliest} on, and not before"))
        .with("earliest", earliest)
}

pub(super) fn withdrawal_effective(
    about: About<'_>,
    participant_id: &Identifier,
    effective_on: Date,
) -> Refused {
    let said = format!("the withdrawal takes effect on {effective_on}; then it cannot be revoked any more");
    about
        .unfulfilled(said)
        .with("participant", about.name(PARTICIPANT, participant_id))
        .with("effective_on", effective_on)
}

pub(super) fn notice_too_late(about: About<'_>, deadline: Date) -> Refused {
    about
        .unfulfilled(format!("the last day on which the notice was in time is {deadline}"))
        .with("deadline", deadline)
}

pub(super) fn successor_not_in_force(about: About<'_>, successor: &AgreementId, on: Date) -> Refused {
    let successor = convert::agreement_name(successor);
    about
        .unfulfilled(format!("{successor} is not in force on {on}"))
        .with("successor", successor)
        .with("effective_on", on)
}
