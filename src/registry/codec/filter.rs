//! Which records somebody wants to see.

use std::collections::BTreeSet;

use super::StoredRecord;
use crate::{domain::AgreementId, journal, proto::v1};

/// Which records somebody wants to see. A record is let through when it passes all three; an empty set lets all pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Records of one of these agreements.
    pub agreements: BTreeSet<AgreementId>,
    /// Records with an event of one of these types.
    pub types: BTreeSet<i32>,
    /// Records that concern one of these: a participant's id, or the ISO 3166-1 code of its state.
    pub parties: BTreeSet<Box<str>>,
}

impl Filter {
    /// Whether a record passes.
    ///
    /// # Errors
    /// When the record cannot be decoded.
    pub fn lets_through(&self, record: &StoredRecord) -> Result<bool, journal::Error> {
        if self.agreements.is_empty() && self.types.is_empty() && self.parties.is_empty() {
            return Ok(true);
        }
        let message = record.message()?;
        let agreement = self.agreements.is_empty()
            || self.agreements.iter().any(|wanted| wanted.as_str() == message.agreement_id);
        Ok(agreement && self.lets_types_through(message) && self.lets_parties_through(message))
    }

    fn lets_types_through(&self, message: &v1::Record) -> bool {
        self.types.is_empty() || message.events.iter().any(|event| self.types.contains(&event.r#type))
    }

    fn lets_parties_through(&self, message: &v1::Record) -> bool {
        self.parties.is_empty()
            || message.concerns.iter().any(|concern| {
                self.parties.contains(concern.participant_id.as_str())
                    || self.parties.contains(concern.state.as_str())
            })
    }
}
