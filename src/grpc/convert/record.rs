//! What was recorded, as answers show it.

use tonic::Status;

use super::{event_name, position, timestamp};
use crate::{
    domain::{AgreementId, Event},
    grpc::status,
    journal::Identity,
    proto::v1,
    registry::{
        Receipt, StoredRecord,
        codec::{event_type, write},
    },
};

/// The events of a record, each with what the header of the record says of all.
pub(in super::super) fn events(record: &StoredRecord) -> Result<Vec<v1::Event>, Status> {
    let message = record.message().map_err(|error| status::unreadable(&error))?;
    let events = message.events.iter().zip(message.first_revision..);
    let with_header = |(event, revision): (&v1::Event, i64)| v1::Event {
        name: event_name(&message.agreement_id, revision),
        revision,
        position: position(record.position()),
        recorded_at: message.recorded_at,
        actor: message.actor.clone(),
        request_id: message.request_id.clone(),
        ..event.clone()
    };
    Ok(events.map(with_header).collect())
}

/// The receipt of a command.
pub(in super::super) fn receipt(journal_id: &Identity, id: &AgreementId, receipt: &Receipt) -> v1::Receipt {
    let first = write::count(receipt.first_revision);
    let events = receipt.events.iter().zip(first..);
    let reference = |(event, revision): (&Event, i64)| v1::EventReference {
        name: event_name(id.as_str(), revision),
        r#type: event_type(&event.body).into(),
        effective_on: event.effective_on.map(write::date),
    };
    // What was only validated has no place in the journal, and was not recorded at any time.
    let record = receipt.record;
    v1::Receipt {
        journal_id: journal_id.to_string(),
        position: record.map(|record| position(record.position)).unwrap_or_default(),
        record_digest: record.map(|record| hex::encode(record.digest)).unwrap_or_default(),
        revision: first + write::count(receipt.events.len() as u64) - 1,
        recorded_at: record.map(|_| timestamp(receipt.recorded_at)),
        replayed: receipt.replayed,
        events: events.map(reference).collect(),
    }
}
