//! Dates, times and spans.

use jiff::{Timestamp, civil::Date};

use super::{Field, values::valid};
use crate::{
    domain::{CalendarSpan, DateOffset, Invalid, PartialDate, Period},
    proto::{
        self,
        v1::{self, ErrorReason, date_offset::Kind},
    },
};

/// 0001-01-01T00:00:00Z, where the times of the messages begin.
const SECONDS_MIN: i64 = -62_135_596_800;

/// A time that has to be there.
pub fn timestamp(message: Option<prost_types::Timestamp>, mut at: Field<'_>) -> Option<Timestamp> {
    let Some(message) = message else {
        at.refuse(ErrorReason::FieldRequired, "Required.");
        return None;
    };
    let time = time(message);
    if time.is_none() {
        at.refuse(
            ErrorReason::BadValue,
            "Not a time from the year 1 to 9999 with nanoseconds from 0 to 999999999.",
        );
    }
    time
}

/// A time, if it is one.
pub fn time(message: prost_types::Timestamp) -> Option<Timestamp> {
    let is_in_range = message.seconds >= SECONDS_MIN && message.nanos >= 0;
    Timestamp::new(message.seconds, message.nanos).ok().filter(|_| is_in_range)
}

/// A date that may be known only to the month or the year; may be left out.
pub fn partial_date(message: Option<proto::Date>, mut at: Field<'_>) -> Option<PartialDate> {
    let proto::Date { year, month, day } = message?;
    valid(PartialDate::new(year, month, day), &mut at)
}

/// A date known to the day; may be left out.
pub fn optional_full_date(message: Option<proto::Date>, mut at: Field<'_>) -> Option<Date> {
    let proto::Date { year, month, day } = message?;
    let date = valid(PartialDate::new(year, month, day), &mut at)?;
    if date.full().is_none() {
        at.refuse(ErrorReason::BadDate, "Year, month and day are needed here.");
    }
    date.full()
}

/// A date known to the day, which has to be there.
pub fn full_date(message: Option<proto::Date>, mut at: Field<'_>) -> Option<Date> {
    if message.is_none() {
        at.refuse(ErrorReason::FieldRequired, "Required: a date known to the day.");
    }
    optional_full_date(message, at)
}

/// A date in the terms, where an empty one contradicts itself.
pub(super) fn date_of_terms(message: proto::Date, mut at: Field<'_>) -> Option<Date> {
    if message == proto::Date::default() {
        at.refuse(ErrorReason::TermsInconsistent, "A date is announced and not given.");
        return None;
    }
    optional_full_date(Some(message), at)
}

/// Days from the first to the one after the last.
pub fn period(message: Option<v1::Period>, mut at: Field<'_>) -> Option<Period> {
    let Some(message) = message else {
        at.refuse(ErrorReason::FieldRequired, "Required: its first day, and the day after its last.");
        return None;
    };
    let from = full_date(message.from, at.field("from"));
    let to = full_date(message.to, at.field("to"));
    valid(Period::new(from?, to?), &mut at.field("to"))
}

/// A way from one date to another; without one, the other is the same.
pub fn date_offset(message: Option<v1::DateOffset>, mut at: Field<'_>) -> Option<DateOffset> {
    let days_max = DateOffset::DAYS_MAX;
    let months_max = DateOffset::MONTHS_MAX;
    match message?.kind? {
        Kind::Days(days) => within(DateOffset::days(days), 0, days_max, at.field("days")),
        Kind::Months(months) => within(DateOffset::months(months), 0, months_max, at.field("months")),
        Kind::Years(years) => within(DateOffset::years(years), 0, DateOffset::YEARS_MAX, at.field("years")),
        Kind::FirstOfMonthAfterMonths(months) => {
            let offset = DateOffset::first_of_month_after_months(months);
            within(offset, 0, months_max, at.field("first_of_month_after_months"))
        }
        Kind::FirstOfMonthAfterDays(days) => {
            let offset = DateOffset::first_of_month_after_days(days);
            within(offset, 0, days_max, at.field("first_of_month_after_days"))
        }
        Kind::FirstOfNthMonth(nth) => {
            within(DateOffset::first_of_nth_month(nth), 1, months_max, at.field("first_of_nth_month"))
        }
        Kind::AsOf(date) => date_of_terms(date, at.field("as_of")).map(DateOffset::AsOf),
    }
}

fn within<T>(value: Result<T, Invalid>, min: u16, max: u16, mut at: Field<'_>) -> Option<T> {
    if value.is_err() {
        at.refuse(ErrorReason::BadValue, format!("Out of range; {min} to {max} are allowed."));
    }
    value.ok()
}

/// A length in the calendar; may be left out.
pub fn calendar_span(message: Option<v1::CalendarSpan>, mut at: Field<'_>) -> Option<CalendarSpan> {
    let v1::CalendarSpan { years, months, days } = message?;
    let span = CalendarSpan::new(years, months, days).ok();
    if span.is_none() {
        let description = format!(
            "A span has some length, with up to {} years, {} months and {} days.",
            DateOffset::YEARS_MAX,
            DateOffset::MONTHS_MAX,
            DateOffset::DAYS_MAX,
        );
        at.refuse(ErrorReason::BadValue, description);
    }
    span
}
