//! The names of things in the API.

pub(in super::super) use crate::registry::codec::agreement_name;
use crate::{
    domain::{AgreementId, Identifier},
    registry::codec::AGREEMENTS,
};

/// The name of a participant in an agreement.
pub(in super::super) fn participant_name(id: &AgreementId, participant_id: &Identifier) -> String {
    format!("{AGREEMENTS}{id}/participants/{participant_id}")
}

/// The name of an evaluation of an agreement.
pub(in super::super) fn evaluation_name(id: &AgreementId, evaluation_id: &Identifier) -> String {
    format!("{AGREEMENTS}{id}/evaluations/{evaluation_id}")
}

/// The name of an event; `agreement` is the agreement's id.
pub(in super::super) fn event_name(agreement: &str, revision: i64) -> String {
    format!("{AGREEMENTS}{agreement}/events/{revision}")
}
