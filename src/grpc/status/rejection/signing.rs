//! What is in the way of a text, of its signature, and of consent to it.

use jiff::civil::Date;

use super::{
    super::Refused,
    about::{About, PARTICIPANT},
};
use crate::{
    domain::{
        Digest, Identifier, InstrumentKind, Participation, SignatureKind, SignatureMode,
        SigningAuthorityKind, Status,
    },
    grpc::words,
};

pub(super) fn signatures_exist(about: About<'_>, state: Status, signed: &[Identifier]) -> Refused {
    let signed = words::list(signed);
    about
        .unfulfilled(format!("these have signed the text: {signed}"))
        .with("state", words::status(state))
        .with("signed", signed)
}

pub(super) fn participation_closed(about: About<'_>, state: Status, participation: Participation) -> Refused {
    let said = "the list of participants was closed when the text was frozen";
    about
        .unfulfilled(said)
        .with("state", words::status(state))
        .with("participation", words::participation(participation))
}

pub(super) fn signature_window_closed(about: About<'_>, state: Status, closed_on: Option<Date>) -> Refused {
    let on = closed_on.map(|on| on.to_string()).unwrap_or_default();
    about
        .unfulfilled(format!("the time to sign is over since {on}"))
        .with("state", words::status(state))
        .with("closed_on", on)
}

pub(super) fn too_few_participants(about: About<'_>, participants: usize, minimum: usize) -> Refused {
    let said = format!("{participants} participants are on the list, {minimum} are needed");
    about.unfulfilled(said).with("participants", participants).with("minimum", minimum)
}

pub(super) fn digest_mismatch(about: About<'_>, digest: Digest, current: Option<Digest>) -> Refused {
    let current = current.map(|digest| digest.to_string()).unwrap_or_default();
    about
        .unfulfilled(format!("{digest} is not the digest of the text, which is {current}"))
        .with("digest", digest)
        .with("current_digest", current)
}

pub(super) fn signature_not_offered(about: About<'_>, mode: SignatureMode) -> Refused {
    about.unfulfilled("the agreement was opened for accession only").with("mode", words::signature_mode(mode))
}

pub(super) fn signature_kind_not_allowed(
    about: About<'_>,
    kind: SignatureKind,
    allowed: &[SignatureKind],
) -> Refused {
    let allowed: Vec<_> = allowed.iter().map(|kind| words::signature_kind(*kind)).collect();
    let (kind, allowed) = (words::signature_kind(kind), allowed.join(","));
    about
        .unfulfilled(format!("the terms allow {allowed}, not {kind}"))
        .with("kind", kind)
        .with("allowed_kinds", allowed)
}

pub(super) fn consent_mode_not_allowed(
    about: About<'_>,
    kind: InstrumentKind,
    allowed: &[InstrumentKind],
) -> Refused {
    let allowed: Vec<_> = allowed.iter().map(|kind| words::instrument_kind(*kind)).collect();
    let kind = words::instrument_kind(kind);
    about
        .unfulfilled(format!("{kind} is not provided for"))
        .with("kind", kind)
        .with("allowed_kinds", allowed.join(","))
}

pub(super) fn full_powers_missing(
    about: About<'_>,
    participant_id: &Identifier,
    authority: SigningAuthorityKind,
) -> Refused {
    let said = format!("whoever signs for {participant_id} needs full powers (VCLT article 7)");
    about
        .unfulfilled(said)
        .with("participant", about.name(PARTICIPANT, participant_id))
        .with("authority", words::authority(authority))
}
