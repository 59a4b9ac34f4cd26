//! What participants send in: instruments of consent and notices of withdrawal.

use super::{super::Enumeration, agreement::signatory, date, partial_date, personal, values::text};
use crate::{
    domain::{Instrument, WithdrawalNotice},
    proto::v1,
};

/// An instrument of consent.
pub fn instrument(instrument: &Instrument) -> v1::Instrument {
    v1::Instrument {
        instrument_id: instrument.instrument_id.to_string(),
        participant_id: instrument.participant_id.to_string(),
        kind: instrument.kind.number(),
        dated_on: instrument.dated_on.map(partial_date),
        received_on: Some(date(instrument.received_on)),
        deposited_with: instrument.deposited_with.to_string(),
        signatory: instrument.signatory.as_ref().map(signatory),
        document_id: text(instrument.document_id.as_deref()),
    }
}

/// A notice of withdrawal.
pub fn withdrawal_notice(notice: &WithdrawalNotice) -> v1::WithdrawalNotified {
    v1::WithdrawalNotified {
        participant_id: notice.participant_id.to_string(),
        dated_on: notice.dated_on.map(partial_date),
        received_on: Some(date(notice.received_on)),
        named_date: notice.named_date.map(date),
        ground: notice.ground.as_ref().map(personal),
    }
}
