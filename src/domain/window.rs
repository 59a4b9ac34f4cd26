//! The time for signature: how it ends when its last day is over.

use std::sync::Arc;

use super::{
    agreement::{Agreement, Status},
    dates::day_after,
    due::Due,
    event::{Event, EventBody, SignatureLapsed, SignatureWindowClosed},
    evolve::evolve,
    force,
    ids::Identifier,
};

/// The end of an open window, on the day after its last. Where the signature rule is not met and the agreement not in
/// force, the agreement ends with it (domain §5.2).
pub(super) fn due(agreement: &Agreement) -> Option<Due> {
    let may_lapse = match agreement.status {
        Status::Open => true,
        Status::InForce => false,
        Status::Undrafted
        | Status::Draft
        | Status::Frozen
        | Status::Signed
        | Status::Abandoned
        | Status::Terminated
        | Status::Expired
        | Status::Superseded => return None,
    };
    let window = agreement.signature_window.as_ref().filter(|_| agreement.signature_window_is_open())?;
    let on = day_after(window.closes_on?);
    let missing: Arc<[Identifier]> = agreement
        .participants
        .iter()
        .filter(|participant| !participant.status.has_signed())
        .map(|participant| participant.spec.participant_id.clone())
        .collect();
    let body = if may_lapse && !force::signature_rule_met(agreement) {
        EventBody::SignatureLapsed(SignatureLapsed { missing })
    } else {
        EventBody::SignatureWindowClosed(SignatureWindowClosed { missing })
    };
    let closed = Event::of_system(on, Some(on), body);
    // From now on the triggers wait only for those who have signed.
    let scheduled = force::scheduling(&evolve(agreement.clone(), &closed));
    Some(Due { on, events: [closed].into_iter().chain(scheduled).collect() })
}
