//! Commands by which a party leaves, a term is not renewed, or an agreement ends.

use super::{another, known_to_the_day};
use crate::{
    domain::{
        Act, CommandBody, NotifyNonRenewal, NotifyWithdrawal, RevokeWithdrawal, SupersedeAgreement,
        SupersessionScope, TerminateByConsent, TerminationGround,
    },
    proto::v1::{self, ErrorReason},
    registry::codec::{Field, parse},
};

pub(super) fn notify_withdrawal(
    request: v1::NotifyWithdrawalRequest,
    _: &Act,
    at: Field<'_>,
) -> Option<CommandBody> {
    let message = v1::WithdrawalNotified {
        participant_id: request.participant_id,
        dated_on: request.dated_on,
        received_on: request.received_on,
        named_date: request.named_date,
        ground: request.ground,
    };
    let notice = parse::withdrawal_notice(message, at)?;
    Some(CommandBody::NotifyWithdrawal(NotifyWithdrawal { notice }))
}

pub(super) fn revoke_withdrawal(
    request: v1::RevokeWithdrawalRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let participant_id = parse::identifier(&request.participant_id, at.field("participant_id"));
    let received_on = parse::full_date(request.received_on, at.field("received_on"));
    Some(CommandBody::RevokeWithdrawal(RevokeWithdrawal {
        participant_id: participant_id?,
        received_on: received_on?,
    }))
}

pub(super) fn notify_non_renewal(
    request: v1::NotifyNonRenewalRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let participant_id = parse::identifier(&request.participant_id, at.field("participant_id"));
    let received_on = parse::full_date(request.received_on, at.field("received_on"));
    Some(CommandBody::NotifyNonRenewal(NotifyNonRenewal {
        participant_id: participant_id?,
        received_on: received_on?,
    }))
}

pub(super) fn terminate(
    request: v1::TerminateByConsentRequest,
    act: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    if request.effective_on.is_none() {
        known_to_the_day(act, &mut at);
    }
    let ground = parse::enumeration_or(request.ground, TerminationGround::Consent, at.field("ground"));
    match ground {
        TerminationGround::Consent
        | TerminationGround::Breach
        | TerminationGround::Impossibility
        | TerminationGround::ChangeOfCircumstances
        | TerminationGround::Terms => {}
        TerminationGround::Denunciation | TerminationGround::Subsistence => {
            let description = "Only the service itself says that too few parties are left.";
            at.field("ground").refuse(ErrorReason::BadValue, description);
        }
    }
    let effective_on = parse::optional_full_date(request.effective_on, at.field("effective_on"));
    let consents = parse::identifiers(request.consents, at.field("consents")).into();
    Some(CommandBody::TerminateByConsent(TerminateByConsent { ground, effective_on, consents }))
}

pub(super) fn supersede(
    request: v1::SupersedeAgreementRequest,
    act: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    if request.effective_on.is_none() {
        known_to_the_day(act, &mut at);
    }
    another(&request.name, &request.successor, at.field("successor"));
    let successor = parse::agreement_name(&request.successor, at.field("successor"));
    let scope = parse::enumeration_or(request.scope, SupersessionScope::Full, at.field("scope"));
    let effective_on = parse::optional_full_date(request.effective_on, at.field("effective_on"));
    Some(CommandBody::SupersedeAgreement(SupersedeAgreement { successor: successor?, scope, effective_on }))
}
