//! Between the messages of the API and what the registry takes and gives.
//!
//! Messages that records keep too are read and written by the registry's codec, each once; here is what only requests
//! and answers have. Whatever is wrong with a request is gathered in [`Problems`], and [`finish`] makes one refusal of
//! all of it.

mod agreement;
mod clock;
mod command;
mod commission;
mod due;
mod filter;
mod known;
mod names;
mod record;
mod register;
mod request;
mod series;
#[cfg(test)]
mod tests;

use tonic::Status;

pub(super) use self::{
    agreement::{agreement, evaluation, known_status, status},
    clock::clock_step,
    command::{CommandRequest, Envelope},
    commission::{action, commission, decision, session},
    due::{due_item, due_kind_word, due_subject_id, due_words, in_english, next_due},
    filter::{agreement_filter, filter, history_filter, watch},
    known::{known_at, look},
    names::{
        ACTIONS, COMMISSIONS, SESSIONS, agreement_name, child, evaluation_name, event_name, participant_name,
    },
    record::{events, receipt},
    register::{
        agreement_and_commission, area, bindings, in_force_between, open_action, optional_party,
        overdue_session, participation, party, too_much_for_a_calendar, two_parties, within_days,
    },
    request::{
        agreement_id, bad_page_token, derived_id, digest, expected_revision, freshness, method_digest,
        optional_identifier, page_size, parse_position, position, request_digest, request_id, view,
    },
    series::{identifier, series, span},
};
use super::status as statuses;
use crate::registry::Problems;
pub(super) use crate::registry::codec::write::timestamp;

/// Refuses the request if anything is wrong with it.
pub(super) fn finish(problems: Problems) -> Result<(), Status> {
    if problems.is_empty() { Ok(()) } else { Err(statuses::invalid(problems.into_vec())) }
}
