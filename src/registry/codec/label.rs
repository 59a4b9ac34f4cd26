//! What people see of a record who look into the journal with other tools.

use prost::Message;

use super::names::AGREEMENTS;
use crate::journal::Label;

/// Two fields of a [`Record`](crate::proto::v1::Record): the others, which are the bulk of it, are passed over.
#[derive(Clone, PartialEq, Message)]
struct Labelled {
    #[prost(message, optional, tag = "3")]
    recorded_at: Option<prost_types::Timestamp>,
    #[prost(string, tag = "4")]
    agreement_id: String,
}

/// The name of the agreement, and the time in UTC to the microsecond; none of what is no record.
#[must_use]
pub fn label(bytes: &[u8]) -> Option<Label> {
    let Labelled { recorded_at, agreement_id } = Labelled::decode(bytes).ok()?;
    let recorded_at = recorded_at?;
    let recorded_at = jiff::Timestamp::new(recorded_at.seconds, recorded_at.nanos).ok()?;
    Some(Label { subject: format!("{AGREEMENTS}{agreement_id}"), recorded_at: format!("{recorded_at:.6}") })
}
