//! Saying what is measured, setting targets, and recording what was measured.

use std::sync::Arc;

use std::cmp::{max, min};

use jiff::civil::Date;

use super::{Case, Rules};
use crate::domain::{
    agreement::{Agreement, Status},
    command::{DefineIndicator, RecordReading, RetireIndicator, SetTarget},
    dates::day_after,
    event::{Event, EventBody, IndicatorDefined, IndicatorRetired, ReadingRecorded, TargetSet},
    ids::Identifier,
    indicator::{IndicatorOrigin, IndicatorStatus, KeptIndicator, Reading, ReadingTime, Target},
    rejection::{CommandField, Rejection},
};

impl Rules for DefineIndicator {
    fn well_formed(&self, _: &Case<'_>) -> Result<(), Rejection> {
        if self.indicator.measure.fits(&self.indicator.unit) {
            Ok(())
        } else {
            let unit = self.indicator.unit.clone();
            Err(Rejection::BadUnit { field: CommandField::IndicatorUnit, unit })
        }
    }

    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        self.indicator.of.as_ref().map_or(Ok(()), |of| indicator(case, of).map(|_| ()))
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let indicator_id = &self.indicator.indicator_id;
        match case.agreement.indicator(indicator_id) {
            None => Ok(()),
            Some(_) => Err(Rejection::IndicatorExists { indicator_id: indicator_id.clone() }),
        }
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        may_change(case, self.indicator.defined_by)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let indicator = Arc::clone(&self.indicator);
        Ok(vec![case.event(EventBody::IndicatorDefined(IndicatorDefined { indicator }))])
    }
}

impl Rules for RetireIndicator {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        indicator(case, &self.indicator_id).map(|_| ())
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        match indicator(case, &self.indicator_id)?.status {
            IndicatorStatus::Active => Ok(()),
            IndicatorStatus::Retired => {
                Err(Rejection::IndicatorAlreadyRetired { indicator_id: self.indicator_id.clone() })
            }
        }
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        may_change(case, indicator(case, &self.indicator_id)?.indicator.defined_by)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let Self { indicator_id, reason } = self.clone();
        Ok(vec![case.event(EventBody::IndicatorRetired(IndicatorRetired { indicator_id, reason }))])
    }
}

impl Rules for SetTarget {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        indicator(case, &self.target.indicator_id)?;
        match &self.target.base {
            Some(base) if case.agreement.reading(base).is_none() => {
                Err(Rejection::ReadingNotFound { reading_id: base.clone() })
            }
            Some(_) | None => Ok(()),
        }
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let target_id = &self.target.target_id;
        if case.agreement.targets().iter().any(|one| one.target_id == *target_id) {
            Err(Rejection::TargetExists { target_id: target_id.clone() })
        } else {
            Ok(())
        }
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        may_change(case, indicator(case, &self.target.indicator_id)?.indicator.defined_by)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        match indicator(case, &self.target.indicator_id)?.status {
            IndicatorStatus::Active => {}
            IndicatorStatus::Retired => {
                let indicator_id = self.target.indicator_id.clone();
                return Err(Rejection::IndicatorRetired { indicator_id });
            }
        }
        let valid_from = self.target.valid_from.unwrap_or(case.occurred_on.first_day());
        let target = Arc::new(Target { valid_from: Some(valid_from), ..Target::clone(&self.target) });
        Ok(vec![case.event(EventBody::TargetSet(TargetSet { target }))])
    }
}

impl Rules for RecordReading {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        indicator(case, &self.reading.indicator_id)?;
        case.participants_exist(self.reading.subject.iter().chain(&self.reading.reporter))
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let mut past = case.agreement.readings().iter().map(|kept| &kept.reading);
        let is_same = |past: &&Arc<Reading>| {
            past.reading_id == self.reading.reading_id || past.has_key_of(&self.reading)
        };
        match past.find(is_same) {
            None => Ok(()),
            Some(past) => Err(Rejection::ReadingExists { reading_id: past.reading_id.clone() }),
        }
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        may_measure(case, self.reading.time)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let indicator = &indicator(case, &self.reading.indicator_id)?.indicator;
        let unit = self.reading.unit.as_ref().unwrap_or(&indicator.unit);
        if *unit != indicator.unit {
            return Err(Rejection::BadUnit { field: CommandField::ReadingUnit, unit: unit.clone() });
        }
        is_over(self.reading.time, case)?;
        let reading = Arc::new(Reading { unit: Some(unit.clone()), ..Reading::clone(&self.reading) });
        Ok(vec![case.event(EventBody::ReadingRecorded(ReadingRecorded { reading }))])
    }
}

/// Check 8 for indicators.
fn indicator<'a>(case: &Case<'a>, indicator_id: &Identifier) -> Result<&'a KeptIndicator, Rejection> {
    case.agreement
        .indicator(indicator_id)
        .ok_or_else(|| Rejection::IndicatorNotFound { indicator_id: indicator_id.clone() })
}

/// What the text lays down is frozen with it (domain §5.2, mark i).
fn may_change(case: &Case<'_>, defined_by: IndicatorOrigin) -> Result<(), Rejection> {
    const IN_TEXT: &[Status] = &[Status::Draft];
    const OUTSIDE: &[Status] =
        &[Status::Draft, Status::Frozen, Status::Open, Status::Signed, Status::InForce];
    let allowed = match defined_by {
        IndicatorOrigin::Text => IN_TEXT,
        IndicatorOrigin::Commission => OUTSIDE,
    };
    match case.agreement.status {
        Status::Undrafted => Err(Rejection::AgreementNotFound),
        Status::Draft => Ok(()),
        Status::Frozen | Status::Open | Status::Signed | Status::InForce => match defined_by {
            IndicatorOrigin::Text => Err(Rejection::TextFrozen(case.by_state(allowed))),
            IndicatorOrigin::Commission => Ok(()),
        },
        Status::Abandoned | Status::Terminated | Status::Expired | Status::Superseded => {
            Err(Rejection::AgreementClosed(case.by_state(allowed)))
        }
    }
}

/// After the end only what was measured before it can be recorded, or something said about it (domain §5.2, mark t).
pub(super) fn may_measure(case: &Case<'_>, time: ReadingTime) -> Result<(), Rejection> {
    const ALLOWED: &[Status] =
        &[Status::Draft, Status::Frozen, Status::Open, Status::Signed, Status::InForce];
    match case.agreement.status {
        Status::Undrafted => Err(Rejection::AgreementNotFound),
        Status::Draft | Status::Frozen | Status::Open | Status::Signed | Status::InForce => Ok(()),
        Status::Terminated | Status::Expired | Status::Superseded
            if is_before_the_end(time, case.agreement) =>
        {
            Ok(())
        }
        Status::Abandoned | Status::Terminated | Status::Expired | Status::Superseded => {
            Err(Rejection::AgreementClosed(case.by_state(ALLOWED)))
        }
    }
}

/// The first day after what a reading is about; none if nobody has said.
fn time_ends_on(time: ReadingTime) -> Option<Date> {
    match time {
        ReadingTime::Unspecified => None,
        ReadingTime::Period(period) => Some(period.to()),
        ReadingTime::AsOf(day) => Some(day_after(day)),
    }
}

/// A reading without a time does not show that it was taken before the end.
fn is_before_the_end(time: ReadingTime, agreement: &Agreement) -> bool {
    match (time_ends_on(time), agreement.ended_on()) {
        (Some(time_ends_on), Some(ended_on)) => time_ends_on <= ended_on,
        (Some(_) | None, Some(_) | None) => false,
    }
}

/// One measures what is over: at most to the end of the day on which the reading is recorded as taken.
fn is_over(time: ReadingTime, case: &Case<'_>) -> Result<(), Rejection> {
    let latest = day_after(last_day_of_act(case));
    let field = match time {
        ReadingTime::AsOf(_) => CommandField::ReadingAsOf,
        ReadingTime::Period(_) | ReadingTime::Unspecified => CommandField::ReadingPeriodTo,
    };
    match time_ends_on(time) {
        Some(period_to) if period_to > latest => Err(Rejection::PeriodInFuture { field, period_to, latest }),
        Some(_) | None => Ok(()),
    }
}

/// The last day on which an act can have been done: a coarse day may end after today, and nobody has seen that.
pub(super) fn last_day_of_act(case: &Case<'_>) -> Date {
    min(case.occurred_on.last_day(), max(case.today, case.occurred_on.first_day()))
}
