//! Whether enough of a commission are there.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::domain::{
    agreement::Agreement, commission::Commission, ids::Identifier, rejection::Rejection, session::Attendee,
};

/// Of each section enough officers have to be there, or deputies of such; where the rules say nothing, its co-chair or a
/// deputy of that.
pub(super) fn check(
    agreement: &Agreement,
    commission: &Commission,
    attendance: &[Attendee],
    day: Date,
) -> Result<(), Rejection> {
    for participant_id in agreement.sections(commission, day) {
        let there = || attendance.iter().filter(|attendee| attendee.participant_id == *participant_id);
        let (present, needed) = match commission.rules.quorum {
            0 => {
                let co_chair = commission.co_chair(participant_id, day.into());
                let is_co_chair = |attendee: &Attendee| {
                    let mut stands_for = attendee.officer_id.iter().chain(&attendee.acting_for);
                    stands_for.any(|officer_id| Some(officer_id) == co_chair)
                };
                (usize::from(there().any(is_co_chair)), 1)
            }
            needed => {
                let officers: BTreeSet<&Identifier> =
                    there().filter_map(|attendee| officer(commission, attendee, day)).collect();
                (officers.len(), needed)
            }
        };
        let present = u32::try_from(present).unwrap_or(u32::MAX);
        if present < needed {
            return Err(Rejection::QuorumNotMet { participant_id: participant_id.clone(), present, needed });
        }
    }
    Ok(())
}

/// The officer in office that somebody is, or else the one that somebody acts for. Nobody counts twice.
fn officer<'a>(commission: &Commission, attendee: &'a Attendee, day: Date) -> Option<&'a Identifier> {
    let mut officers = attendee.officer_id.iter().chain(&attendee.acting_for);
    officers.find(|officer_id| {
        commission.officer(officer_id).is_some_and(|officer| officer.is_in_office(day.into()))
    })
}
