//! What happens when a party leaves, a term runs out, or an agreement ends.

use super::super::{
    Field, agreement_name, enumeration_or, full_date, identifier, identifiers, withdrawal_notice,
};
use crate::{
    domain::{
        AgreementSuperseded, AgreementTerminated, NonRenewalNotified, ParticipantWithdrew, SupersessionScope,
        TermTacitlyRenewed, TerminationGround, WithdrawalNotified, WithdrawalRevoked,
    },
    proto::v1,
};

pub(super) fn withdrawal_notified(
    message: v1::WithdrawalNotified,
    at: Field<'_>,
) -> Option<WithdrawalNotified> {
    Some(WithdrawalNotified { notice: withdrawal_notice(message, at)? })
}

pub(super) fn withdrawal_revoked(
    message: v1::WithdrawalRevoked,
    mut at: Field<'_>,
) -> Option<WithdrawalRevoked> {
    let participant_id = identifier(&message.participant_id, at.field("participant_id"));
    let received_on = full_date(message.received_on, at.field("received_on"));
    Some(WithdrawalRevoked { participant_id: participant_id?, received_on: received_on? })
}

pub(super) fn participant_withdrew(
    message: v1::ParticipantWithdrew,
    mut at: Field<'_>,
) -> Option<ParticipantWithdrew> {
    let participant_id = identifier(&message.participant_id, at.field("participant_id"))?;
    Some(ParticipantWithdrew { participant_id })
}

pub(super) fn non_renewal_notified(
    message: v1::NonRenewalNotified,
    mut at: Field<'_>,
) -> Option<NonRenewalNotified> {
    let participant_id = identifier(&message.participant_id, at.field("participant_id"));
    let received_on = full_date(message.received_on, at.field("received_on"));
    Some(NonRenewalNotified { participant_id: participant_id?, received_on: received_on? })
}

pub(super) fn term_tacitly_renewed(
    message: v1::TermTacitlyRenewed,
    mut at: Field<'_>,
) -> Option<TermTacitlyRenewed> {
    let from = full_date(message.from, at.field("from"));
    let to = full_date(message.to, at.field("to"));
    Some(TermTacitlyRenewed { from: from?, to: to? })
}

pub(super) fn agreement_terminated(
    message: v1::AgreementTerminated,
    mut at: Field<'_>,
) -> Option<AgreementTerminated> {
    let ground = enumeration_or(message.ground, TerminationGround::Consent, at.field("ground"));
    let consents = identifiers(message.consents, at.field("consents")).into();
    Some(AgreementTerminated { ground, consents })
}

pub(super) fn agreement_superseded(
    message: v1::AgreementSuperseded,
    mut at: Field<'_>,
) -> Option<AgreementSuperseded> {
    let successor = agreement_name(&message.successor, at.field("successor"));
    let scope = enumeration_or(message.scope, SupersessionScope::Full, at.field("scope"));
    Some(AgreementSuperseded { successor: successor?, scope })
}
