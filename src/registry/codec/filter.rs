//! Which records somebody wants to see.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Problems, StoredRecord, parse};
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

/// Which events of a history somebody wants to see. A record is let through when one of its events passes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    /// Of this revision or a later one.
    pub from_revision: u64,
    /// That may have occurred on this day or later.
    pub occurred_from: Option<Date>,
    /// That may have occurred on this day or earlier.
    pub occurred_to: Option<Date>,
}

impl HistoryFilter {
    /// Whether a record passes.
    ///
    /// # Errors
    /// When the record cannot be decoded.
    pub fn lets_through(&self, record: &StoredRecord) -> Result<bool, journal::Error> {
        if *self == Self::default() {
            return Ok(true);
        }
        let message = record.message()?;
        let first = u64::try_from(message.first_revision).unwrap_or_default();
        let mut numbered = (first..).zip(&message.events);
        Ok(numbered.any(|(revision, event)| revision >= self.from_revision && self.is_of_these_days(event)))
    }

    fn is_of_these_days(&self, event: &v1::Event) -> bool {
        if self.occurred_from.is_none() && self.occurred_to.is_none() {
            return true;
        }
        let occurred_on = parse::partial_date(event.occurred_on, Problems::of_stored().at("occurred_on"));
        occurred_on.is_some_and(|occurred_on| {
            self.occurred_from.is_none_or(|from| occurred_on.last_day() >= from)
                && self.occurred_to.is_none_or(|to| occurred_on.first_day() <= to)
        })
    }
}
