//! What is in force between two.

use std::cmp::max;

use jiff::civil::Date;

use super::{
    agreement::{Agreement, Status},
    ids::Identifier,
    participant::Participant,
    term,
};

/// Since when, and until when, an agreement is in force between two participants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForceBetween {
    /// The participants, in the order in which they were asked for.
    pub participants: [Identifier; 2],
    /// The first day on which it was in force for both.
    pub from: Date,
    /// The first day on which it will not be any more, as far as that is known.
    pub until: Option<Date>,
}

/// Whether an agreement, as it stands on a day, is in force between two on that day (domain §5.4): each is the id of a
/// participant or the ISO 3166-1 code of its state. Where several participants are called so, the two for which it has been
/// in force the longest.
pub fn force_between(agreement: &Agreement, one: &str, other: &str, day: Date) -> Option<ForceBetween> {
    if agreement.status != Status::InForce {
        return None;
    }
    let parties = |party: &str| {
        let bound = agreement.participants.iter().filter(|participant| {
            participant.status.is_party() && participant.in_force_from.is_some_and(|from| from <= day)
        });
        bound.filter(|participant| participant.spec.is_called(party)).collect::<Vec<_>>()
    };
    let (ones, others) = (parties(one), parties(other));
    let pairs = ones.iter().flat_map(|one| others.iter().map(move |other| [&***one, &***other]));
    let pairs = pairs.filter(|[one, other]| one.spec.participant_id != other.spec.participant_id);
    pairs.filter_map(|pair| between(agreement, pair)).min_by_key(|force| force.from)
}

fn between(agreement: &Agreement, pair: [&Participant; 2]) -> Option<ForceBetween> {
    let [one, other] = pair;
    let from = max(one.in_force_from?, other.in_force_from?);
    let leaving = pair.iter().filter_map(|participant| participant.withdrawal.as_ref());
    let leaving = leaving.map(|withdrawal| withdrawal.effective_on).min();
    // A term that will be renewed is no end.
    let is_renewed = term::tacit_renewal(agreement).is_some() && agreement.non_renewals.is_empty();
    let expiring = agreement.term_ends_on.filter(|_| !is_renewed);
    Some(ForceBetween {
        participants: pair.map(|participant| participant.spec.participant_id.clone()),
        from,
        until: leaving.into_iter().chain(expiring).min(),
    })
}
