//! Commands about the minutes of a session.

use crate::{
    domain::{Act, CommandBody, SignMinutes, SubmitMinutes},
    proto::v1,
    registry::codec::{Field, parse},
};

pub(super) fn submit(request: v1::SubmitMinutesRequest, _: &Act, mut at: Field<'_>) -> Option<CommandBody> {
    let session_id = parse::identifier(&request.session_id, at.field("session_id"));
    let message = v1::MinutesSubmitted {
        session_id: request.session_id,
        digest: request.digest,
        originals: request.originals,
        languages: request.languages,
        classification: request.classification,
    };
    let minutes = parse::minutes(message, at);
    Some(CommandBody::SubmitMinutes(SubmitMinutes { session_id: session_id?, minutes: minutes? }))
}

pub(super) fn sign(request: v1::SignMinutesRequest, _: &Act, mut at: Field<'_>) -> Option<CommandBody> {
    let session_id = parse::identifier(&request.session_id, at.field("session_id"));
    let participant_id = parse::identifier(&request.participant_id, at.field("participant_id"));
    let officer_id = parse::optional_identifier(&request.officer_id, at.field("officer_id"));
    let acting_for = parse::optional_identifier(&request.acting_for, at.field("acting_for"));
    let digest = parse::digest(&request.digest, at.field("digest"));
    Some(CommandBody::SignMinutes(SignMinutes {
        session_id: session_id?,
        participant_id: participant_id?,
        officer_id,
        acting_for,
        digest: digest?,
    }))
}
