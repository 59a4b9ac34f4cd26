//! What happens from the opening for signature to the entry into force.

use std::sync::Arc;

use super::{
    super::{
        Field, Size, date_offset, full_date, identifier, identifiers, instrument, optional_full_date,
        personal,
        signature::{signature, signature_window},
        terms::trigger,
    },
    required,
};
use crate::{
    domain::{
        AgreementEnteredIntoForce, AgreementSigned, EnteredIntoForceForParticipant, EntryIntoForceRule,
        EntryIntoForceScheduled, Identifier, InstrumentDeposited, OpenedForSignature, SignatureCompleted,
        SignatureDeadlineExtended, SignatureDeclined, SignatureLapsed, SignatureWindowClosed,
    },
    proto::v1,
};

pub(super) fn opened_for_signature(
    message: v1::OpenedForSignature,
    mut at: Field<'_>,
) -> Option<OpenedForSignature> {
    let message = required(message.window, at.field("window"))?;
    Some(OpenedForSignature { window: Arc::new(signature_window(message, at.field("window"))?) })
}

pub(super) fn agreement_signed(message: v1::AgreementSigned, mut at: Field<'_>) -> Option<AgreementSigned> {
    let participant_id = identifier(&message.participant_id, at.field("participant_id"));
    let message = required(message.signature, at.field("signature"))?;
    let signature = Arc::new(signature(message, at.field("signature"))?);
    Some(AgreementSigned { participant_id: participant_id?, signature })
}

pub(super) fn signature_completed(
    message: v1::SignatureCompleted,
    at: Field<'_>,
) -> Option<SignatureCompleted> {
    Some(SignatureCompleted { satisfied_by: satisfied_by(message.satisfied_by, at) })
}

pub(super) fn signature_declined(
    message: v1::SignatureDeclined,
    mut at: Field<'_>,
) -> Option<SignatureDeclined> {
    let participant_id = identifier(&message.participant_id, at.field("participant_id"));
    let reason = personal(message.reason, Size::Free, at.field("reason"));
    Some(SignatureDeclined { participant_id: participant_id?, reason })
}

pub(super) fn signature_deadline_extended(
    message: v1::SignatureDeadlineExtended,
    mut at: Field<'_>,
) -> Option<SignatureDeadlineExtended> {
    let closes_on = full_date(message.closes_on, at.field("closes_on"))?;
    Some(SignatureDeadlineExtended { closes_on })
}

pub(super) fn signature_window_closed(
    message: v1::SignatureWindowClosed,
    mut at: Field<'_>,
) -> Option<SignatureWindowClosed> {
    Some(SignatureWindowClosed { missing: identifiers(message.missing, at.field("missing")).into() })
}

pub(super) fn signature_lapsed(message: v1::SignatureLapsed, mut at: Field<'_>) -> Option<SignatureLapsed> {
    Some(SignatureLapsed { missing: identifiers(message.missing, at.field("missing")).into() })
}

pub(super) fn instrument_deposited(
    message: v1::InstrumentDeposited,
    mut at: Field<'_>,
) -> Option<InstrumentDeposited> {
    let message = required(message.instrument, at.field("instrument"))?;
    Some(InstrumentDeposited { instrument: instrument(message, at.field("instrument"))? })
}

pub(super) fn entry_into_force_scheduled(
    message: v1::EntryIntoForceScheduled,
    mut at: Field<'_>,
) -> Option<EntryIntoForceScheduled> {
    let rule = rule(message.rule, at.field("rule"));
    let satisfied_by = satisfied_by(message.satisfied_by, at);
    Some(EntryIntoForceScheduled { rule: rule?, satisfied_by })
}

pub(super) fn agreement_entered_into_force(
    message: v1::AgreementEnteredIntoForce,
    mut at: Field<'_>,
) -> Option<AgreementEnteredIntoForce> {
    let rule = rule(message.rule, at.field("rule"));
    let satisfied_by = satisfied_by(message.satisfied_by, at);
    Some(AgreementEnteredIntoForce { rule: rule?, satisfied_by })
}

pub(super) fn entered_into_force_for_participant(
    message: v1::EnteredIntoForceForParticipant,
    mut at: Field<'_>,
) -> Option<EnteredIntoForceForParticipant> {
    let participant_id = identifier(&message.participant_id, at.field("participant_id"))?;
    Some(EnteredIntoForceForParticipant { participant_id })
}

fn rule(message: Option<v1::EntryIntoForceRule>, mut at: Field<'_>) -> Option<EntryIntoForceRule> {
    let message = required(message, at.again())?;
    let trigger_date = full_date(message.trigger_date, at.field("trigger_date"));
    let trigger = trigger(message.trigger, at.field("trigger"));
    let offset = date_offset(message.offset, at.field("offset"));
    let not_before = optional_full_date(message.not_before, at.field("not_before"));
    Some(EntryIntoForceRule { trigger_date: trigger_date?, trigger, offset, not_before })
}

fn satisfied_by(ids: Vec<String>, mut at: Field<'_>) -> Arc<[Identifier]> {
    identifiers(ids, at.field("satisfied_by")).into()
}
