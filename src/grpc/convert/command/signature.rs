//! Commands about the signing, and about consent in other ways.

use super::{known_to_the_day, required};
use crate::{
    domain::{
        Act, CommandBody, DeclineSignature, DepositInstrument, ExtendSignatureDeadline, OpenForSignature,
        PartialDate, SignAgreement, SignatureKind, SignatureMode,
    },
    proto::v1::{self, ErrorReason},
    registry::codec::{Field, parse, parse::Size},
};

pub(super) fn open(
    request: v1::OpenForSignatureRequest,
    act: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    known_to_the_day(act, &mut at);
    let mode = parse::enumeration_or(request.mode, SignatureMode::Signature, at.field("mode"));
    let opens_on = parse::optional_full_date(request.opens_on, at.field("opens_on"));
    let closes_on = parse::optional_full_date(request.closes_on, at.field("closes_on"));
    // If neither is given, the window opens today, and which day that is only the decision knows.
    let opening = opens_on.or_else(|| act.occurred_on.and_then(PartialDate::full));
    if opening.zip(closes_on).is_some_and(|(opens_on, closes_on)| closes_on < opens_on) {
        let description = "The window would close before it opens.";
        at.field("closes_on").refuse(ErrorReason::BadPeriod, description);
    }
    let places = parse::places(request.places, at.field("places"));
    Some(CommandBody::OpenForSignature(OpenForSignature { mode, opens_on, closes_on, places }))
}

pub(super) fn sign(request: v1::SignAgreementRequest, act: &Act, mut at: Field<'_>) -> Option<CommandBody> {
    known_to_the_day(act, &mut at);
    let participant_id = parse::identifier(&request.participant_id, at.field("participant_id"));
    let signatory = parse::signatory(request.signatory, at.field("signatory"));
    let kind = parse::enumeration_or(request.kind, SignatureKind::Definitive, at.field("kind"));
    let authority = parse::signing_authority(request.authority, at.field("authority"));
    let place = parse::place(request.place, at.field("place"));
    let text_digest = parse::digest(&request.text_digest, at.field("text_digest"));
    let electronic_signature =
        parse::electronic_signature(request.electronic_signature, at.field("electronic_signature"));
    Some(CommandBody::SignAgreement(Box::new(SignAgreement {
        participant_id: participant_id?,
        signatory,
        kind,
        authority,
        place,
        text_digest: text_digest?,
        electronic_signature,
    })))
}

pub(super) fn decline(
    request: v1::DeclineSignatureRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let participant_id = parse::identifier(&request.participant_id, at.field("participant_id"));
    let reason = parse::personal(request.reason, Size::Free, at.field("reason"));
    Some(CommandBody::DeclineSignature(DeclineSignature { participant_id: participant_id?, reason }))
}

pub(super) fn extend_deadline(
    request: v1::ExtendSignatureDeadlineRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let closes_on = parse::full_date(request.closes_on, at.field("closes_on"))?;
    Some(CommandBody::ExtendSignatureDeadline(ExtendSignatureDeadline { closes_on }))
}

pub(super) fn deposit(
    request: v1::DepositInstrumentRequest,
    _: &Act,
    mut at: Field<'_>,
) -> Option<CommandBody> {
    let message = required(request.instrument, at.field("instrument"), "the instrument")?;
    let instrument = parse::instrument(message, at.field("instrument"))?;
    Some(CommandBody::DepositInstrument(DepositInstrument { instrument }))
}
