//! How refusals name things: the API's own words, without the prefixes that its enums need.

use std::fmt::Display;

use super::convert;
use crate::{
    domain::{
        ActionStatus, InstrumentKind, ParticipantStatus, Participation, ReadingStatus, SessionStatus,
        SignatureKind, SignatureMode, SigningAuthorityKind, Status,
    },
    registry::codec::Enumeration,
};

pub(super) fn status(status: Status) -> &'static str {
    without("AGREEMENT_STATUS_", convert::status(status).as_str_name())
}

pub(super) fn participation(participation: Participation) -> &'static str {
    without("PARTICIPATION_", participation.name())
}

pub(super) fn signature_mode(mode: SignatureMode) -> &'static str {
    without("SIGNATURE_MODE_", mode.name())
}

pub(super) fn signature_kind(kind: SignatureKind) -> &'static str {
    without("SIGNATURE_KIND_", kind.name())
}

pub(super) fn authority(kind: SigningAuthorityKind) -> &'static str {
    without("SIGNING_AUTHORITY_KIND_", kind.name())
}

pub(super) fn instrument_kind(kind: InstrumentKind) -> &'static str {
    without("INSTRUMENT_KIND_", kind.name())
}

pub(super) fn participant_status(status: ParticipantStatus) -> &'static str {
    without("PARTICIPANT_STATUS_", status.name())
}

pub(super) fn session_status(status: SessionStatus) -> &'static str {
    without("SESSION_STATUS_", status.name())
}

pub(super) fn action_status(status: ActionStatus) -> &'static str {
    without("ACTION_STATUS_", status.name())
}

pub(super) fn reading_status(status: ReadingStatus) -> &'static str {
    without("READING_STATUS_", status.name())
}

/// So many things are named in a refusal: all of it travels in trailers, for which clients have little room.
const NAMED_MAX: usize = 20;

/// The first of several things in one text, as metadata have them.
pub(super) fn list(items: &[impl Display]) -> String {
    items.iter().take(NAMED_MAX).map(ToString::to_string).collect::<Vec<_>>().join(",")
}

fn without(prefix: &str, name: &'static str) -> &'static str {
    name.strip_prefix(prefix).unwrap_or(name)
}
