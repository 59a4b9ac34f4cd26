//! Between the messages of the API and what the registry takes and gives.
//!
//! Messages that records keep too are read and written by the registry's codec, each once; here is what only requests
//! and answers have. Whatever is wrong with a request is gathered in [`Problems`], and [`finish`] makes one refusal of
//! all of it.

mod agreement;
mod clock;
mod command;
mod filter;
mod known;
mod names;
mod record;
mod request;
#[cfg(test)]
mod tests;

use tonic::Status;

pub(super) use self::{
    agreement::{agreement, known_status, status},
    clock::clock_step,
    command::{CommandRequest, Envelope},
    filter::{agreement_filter, filter, watch},
    known::{known_at, look},
    names::{agreement_name, evaluation_name, event_name, participant_name},
    record::{events, receipt},
    request::{
        agreement_id, bad_page_token, derived_id, digest, expected_revision, freshness, page_size,
        parse_position, position, request_digest, request_id, view,
    },
};
use super::status as statuses;
use crate::registry::Problems;
pub(super) use crate::registry::codec::write::timestamp;

/// Refuses the request if anything is wrong with it.
pub(super) fn finish(problems: Problems) -> Result<(), Status> {
    if problems.is_empty() { Ok(()) } else { Err(statuses::invalid(problems.into_vec())) }
}
