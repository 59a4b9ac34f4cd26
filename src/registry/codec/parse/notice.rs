//! What participants send in: instruments of consent and notices of withdrawal.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Field, Size, enumeration, full_date, identifier, optional_full_date, optional_identifier, partial_date,
    personal, signatory, text,
};
use crate::{
    domain::{Instrument, PartialDate, WithdrawalNotice},
    proto::v1::{self, ErrorReason},
};

/// An instrument of consent.
pub fn instrument(message: v1::Instrument, mut at: Field<'_>) -> Option<Arc<Instrument>> {
    let instrument_id = identifier(&message.instrument_id, at.field("instrument_id"));
    let participant_id = identifier(&message.participant_id, at.field("participant_id"));
    let kind = enumeration(message.kind, at.field("kind"));
    let dated_on = partial_date(message.dated_on, at.field("dated_on"));
    let received_on = received_on(message.received_on, dated_on, &mut at);
    let deposited_with = text(message.deposited_with, Size::Name, at.field("deposited_with"));
    let is_said = |message: &v1::Signatory| at.is_stored() || *message != v1::Signatory::default();
    let message_of_signatory = message.signatory.filter(is_said);
    let signatory = message_of_signatory.map(|message| signatory(Some(message), at.field("signatory")));
    let document_id = optional_identifier(&message.document_id, at.field("document_id"));
    Some(Arc::new(Instrument {
        instrument_id: instrument_id?,
        participant_id: participant_id?,
        kind: kind?,
        dated_on,
        received_on: received_on?,
        deposited_with,
        signatory,
        document_id: document_id.map(|id| id.as_str().into()),
    }))
}

/// A notice of withdrawal.
pub fn withdrawal_notice(
    message: v1::WithdrawalNotified,
    mut at: Field<'_>,
) -> Option<Arc<WithdrawalNotice>> {
    let participant_id = identifier(&message.participant_id, at.field("participant_id"));
    let dated_on = partial_date(message.dated_on, at.field("dated_on"));
    let received_on = received_on(message.received_on, dated_on, &mut at);
    let named_date = optional_full_date(message.named_date, at.field("named_date"));
    let ground = personal(message.ground, Size::Free, at.field("ground"));
    Some(Arc::new(WithdrawalNotice {
        participant_id: participant_id?,
        dated_on,
        received_on: received_on?,
        named_date,
        ground,
    }))
}

/// The day of receipt. The decision refuses one before the date of the paper as well; in a request it is refused here,
/// together with whatever else is wrong.
fn received_on(
    message: Option<crate::proto::Date>,
    dated_on: Option<PartialDate>,
    at: &mut Field<'_>,
) -> Option<Date> {
    let received_on = full_date(message, at.field("received_on"));
    let is_early =
        received_on.zip(dated_on).is_some_and(|(received_on, dated_on)| received_on < dated_on.first_day());
    if is_early && !at.is_stored() {
        let description = "Nothing is received before the date that it bears.";
        at.field("received_on").refuse(ErrorReason::BadDate, description);
    }
    received_on
}
