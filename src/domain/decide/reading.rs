//! Contesting a reading, replacing it, and agreeing on one.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Case, Rules, indicator::may_measure};
use crate::domain::{
    command::{AgreeReading, ContestReading, ReviseReading},
    event::{Event, EventBody, ReadingAgreed, ReadingContested, ReadingRevised},
    ids::Identifier,
    indicator::{KeptReading, ReadingStatus},
    rejection::{ByReading, Rejection},
};

/// Check 8 for readings.
pub(super) fn reading<'a>(case: &Case<'a>, reading_id: &Identifier) -> Result<&'a KeptReading, Rejection> {
    let found = case.agreement.reading(reading_id);
    found.ok_or_else(|| Rejection::ReadingNotFound { reading_id: reading_id.clone() })
}

/// Nothing is said about a reading before it was taken.
fn recorded_on(case: &Case<'_>, reading_id: &Identifier) -> Option<Date> {
    case.agreement.reading(reading_id).map(|kept| kept.recorded_on)
}

fn by_reading(kept: &KeptReading) -> ByReading {
    ByReading { reading_id: kept.reading.reading_id.clone(), status: kept.status }
}

/// Check 13 for readings.
fn stands(kept: &KeptReading) -> Result<(), Rejection> {
    match kept.status {
        ReadingStatus::Recorded | ReadingStatus::Contested | ReadingStatus::Agreed => Ok(()),
        ReadingStatus::Superseded => Err(Rejection::ReadingSuperseded(by_reading(kept))),
    }
}

impl Rules for ContestReading {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        reading(case, &self.reading_id)?;
        case.participants_exist([&self.by])
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        recorded_on(case, &self.reading_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        may_measure(case, reading(case, &self.reading_id)?.reading.time)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let kept = reading(case, &self.reading_id)?;
        stands(kept)?;
        let Self { reading_id, by, reason, counter_value } = self.clone();
        if kept.reading.reporter.as_ref() == Some(&by) {
            return Err(Rejection::SelfContest { reading_id, by });
        }
        let contested = ReadingContested { reading_id, by, reason, counter_value };
        Ok(vec![case.event(EventBody::ReadingContested(contested))])
    }
}

impl Rules for ReviseReading {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        reading(case, &self.revision.reading_id).map(|_| ())
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let reading_id = &self.revision.revised_reading_id;
        match case.agreement.reading(reading_id) {
            None => Ok(()),
            Some(_) => Err(Rejection::ReadingExists { reading_id: reading_id.clone() }),
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        recorded_on(case, &self.revision.reading_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        may_measure(case, reading(case, &self.revision.reading_id)?.reading.time)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        stands(reading(case, &self.revision.reading_id)?)?;
        let revision = Arc::clone(&self.revision);
        Ok(vec![case.event(EventBody::ReadingRevised(ReadingRevised { revision }))])
    }
}

impl Rules for AgreeReading {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        reading(case, &self.reading_id).map(|_| ())
    }

    /// For one time there is at most one that all agree on.
    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let kept = reading(case, &self.reading_id)?;
        match kept.status {
            ReadingStatus::Agreed => Err(Rejection::ReadingAlreadyAgreed(by_reading(kept))),
            ReadingStatus::Recorded | ReadingStatus::Contested => {
                match case.agreement.agreed_like(&kept.reading) {
                    Some(other) => Err(Rejection::AgreedReadingExists(by_reading(other))),
                    None => Ok(()),
                }
            }
            // That it was replaced is what is in the way.
            ReadingStatus::Superseded => Ok(()),
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        recorded_on(case, &self.reading_id)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        may_measure(case, reading(case, &self.reading_id)?.reading.time)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        stands(reading(case, &self.reading_id)?)?;
        let reading_id = self.reading_id.clone();
        Ok(vec![case.event(EventBody::ReadingAgreed(ReadingAgreed { reading_id }))])
    }
}
