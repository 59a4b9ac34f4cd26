//! The dates of law: how precise they are, and how one follows from another (domain §3.6).
//!
//! A date of law carries no zone; [`super::Zone`] says which day it is. All arithmetic of dates stands in this
//! file. Nothing here fails for being too far away: what would lie after the year 9999 is its last day, and
//! what would lie before the year 1 its first.

use std::{cmp::max, fmt};

use jiff::{Span, civil::Date};

use super::values::Invalid;

/// Reads a full date; the years go from 1 to 9999.
pub fn date(year: i32, month: i32, day: i32) -> Result<Date, Invalid> {
    PartialDate::new(year, month, day)?.full().ok_or(Invalid::BadDate)
}

/// A date that may be known only to the month or to the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    first: Date,
    precision: Precision,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Precision {
    Day,
    Month,
    Year,
}

impl PartialDate {
    /// Reads a date. A zero month or a zero day means that it is not known.
    pub fn new(year: i32, month: i32, day: i32) -> Result<Self, Invalid> {
        let precision = match (month, day) {
            (0, 0) => Precision::Year,
            (_, 0) => Precision::Month,
            _ => Precision::Day,
        };
        // A day without a month stays wrong, because there is no month 0.
        let (month, day) = match precision {
            Precision::Day => (month, day),
            Precision::Month => (month, 1),
            Precision::Year => (1, 1),
        };
        let year = i16::try_from(year).ok().filter(|year| *year >= 1).ok_or(Invalid::BadDate)?;
        let month = i8::try_from(month).map_err(|_| Invalid::BadDate)?;
        let day = i8::try_from(day).map_err(|_| Invalid::BadDate)?;
        let first = Date::new(year, month, day).map_err(|_| Invalid::BadDate)?;
        Ok(Self { first, precision })
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.first.year()
    }

    /// The month, if known.
    pub fn month(self) -> Option<i8> {
        match self.precision {
            Precision::Day | Precision::Month => Some(self.first.month()),
            Precision::Year => None,
        }
    }

    /// The day of the month, if known.
    pub fn day(self) -> Option<i8> {
        self.full().map(Date::day)
    }

    /// The date itself, if it is known to the day.
    pub fn full(self) -> Option<Date> {
        match self.precision {
            Precision::Day => Some(self.first),
            Precision::Month | Precision::Year => None,
        }
    }

    /// The first day that it can mean.
    pub fn first_day(self) -> Date {
        self.first
    }

    /// The last day that it can mean.
    pub fn last_day(self) -> Date {
        match self.precision {
            Precision::Day => self.first,
            Precision::Month => self.first.last_of_month(),
            Precision::Year => self.first.last_of_year(),
        }
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self { first: date, precision: Precision::Day }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Day => write!(f, "{}", self.first),
            Precision::Month => write!(f, "{:04}-{:02}", self.first.year(), self.first.month()),
            Precision::Year => write!(f, "{:04}", self.first.year()),
        }
    }
}

/// A half-open range of days: from the first day to the first day that is no longer in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    from: Date,
    to: Date,
}

impl Period {
    /// A period has at least one day.
    pub fn new(from: Date, to: Date) -> Result<Self, Invalid> {
        if from < to { Ok(Self { from, to }) } else { Err(Invalid::BadPeriod) }
    }

    /// The first day.
    pub fn from(self) -> Date {
        self.from
    }

    /// The day after the last day.
    pub fn to(self) -> Date {
        self.to
    }

    /// Whether some day is in both.
    pub fn overlaps(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

/// How long after a date its legal effect comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOffset {
    /// So many days later; the day itself is not counted.
    Days(u16),
    /// The same day of the month so many months later, or the last day of a shorter month.
    Months(u16),
    /// The same day so many years later; 29 February becomes the 28th where there is none.
    Years(u16),
    /// So many months later, then the first day of the following month (Council of Europe).
    FirstOfMonthAfterMonths(u16),
    /// So many days later, then the first day of the following month.
    FirstOfMonthAfterDays(u16),
    /// The first day of the n-th month after the month of the date (Ottawa Convention, article 17).
    FirstOfNthMonth(u16),
    /// On a fixed day, even before the date itself (WHATWG Steering Group Agreement).
    AsOf(Date),
}

impl DateOffset {
    /// The longest offset in days.
    pub const DAYS_MAX: u16 = 36_500;
    /// The longest offset in months.
    pub const MONTHS_MAX: u16 = 1_200;
    /// The longest offset in years.
    pub const YEARS_MAX: u16 = 100;

    /// Reads [`DateOffset::Days`].
    pub fn days(days: i64) -> Result<Self, Invalid> {
        within(days, 0, Self::DAYS_MAX).map(Self::Days)
    }

    /// Reads [`DateOffset::Months`].
    pub fn months(months: i64) -> Result<Self, Invalid> {
        within(months, 0, Self::MONTHS_MAX).map(Self::Months)
    }

    /// Reads [`DateOffset::Years`].
    pub fn years(years: i64) -> Result<Self, Invalid> {
        within(years, 0, Self::YEARS_MAX).map(Self::Years)
    }

    /// Reads [`DateOffset::FirstOfMonthAfterMonths`].
    pub fn first_of_month_after_months(months: i64) -> Result<Self, Invalid> {
        within(months, 0, Self::MONTHS_MAX).map(Self::FirstOfMonthAfterMonths)
    }

    /// Reads [`DateOffset::FirstOfMonthAfterDays`].
    pub fn first_of_month_after_days(days: i64) -> Result<Self, Invalid> {
        within(days, 0, Self::DAYS_MAX).map(Self::FirstOfMonthAfterDays)
    }

    /// Reads [`DateOffset::FirstOfNthMonth`]; the first month after the month of the date is number 1.
    pub fn first_of_nth_month(nth: i64) -> Result<Self, Invalid> {
        within(nth, 1, Self::MONTHS_MAX).map(Self::FirstOfNthMonth)
    }

    /// The date on which the effect comes, counted from `from`.
    pub fn after(self, from: Date) -> Date {
        match self {
            Self::Days(days) => plus_days(from, days),
            Self::Months(months) => plus_months(from, months),
            Self::Years(years) => plus(from, Span::new().try_years(years)),
            Self::FirstOfMonthAfterMonths(months) => first_of_nth_month(plus_months(from, months), 1),
            Self::FirstOfMonthAfterDays(days) => first_of_nth_month(plus_days(from, days), 1),
            Self::FirstOfNthMonth(nth) => first_of_nth_month(from, nth),
            Self::AsOf(date) => date,
        }
    }
}

/// When an act of the date `from` has effect: after the offset, if there is one, and not before the floor.
pub fn effective_on(from: Date, offset: Option<DateOffset>, not_before: Option<Date>) -> Date {
    let counted = offset.map_or(from, |offset| offset.after(from));
    not_before.map_or(counted, |floor| max(counted, floor))
}

/// A length of time in the calendar, such as one year and six months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarSpan {
    years: u16,
    months: u16,
    days: u16,
}

impl CalendarSpan {
    /// A span has some length, within the limits of [`DateOffset`].
    pub fn new(years: i64, months: i64, days: i64) -> Result<Self, Invalid> {
        let years = within(years, 0, DateOffset::YEARS_MAX)?;
        let months = within(months, 0, DateOffset::MONTHS_MAX)?;
        let days = within(days, 0, DateOffset::DAYS_MAX)?;
        if (years, months, days) == (0, 0, 0) {
            Err(Invalid::BadValue)
        } else {
            Ok(Self { years, months, days })
        }
    }

    /// The years in it.
    pub fn years(self) -> u16 {
        self.years
    }

    /// The months beside the years.
    pub fn months(self) -> u16 {
        self.months
    }

    /// The days beside the months.
    pub fn days(self) -> u16 {
        self.days
    }

    /// The day so long after `from`: years and months first, clamped to the end of the month (D6), then days.
    pub fn after(self, from: Date) -> Date {
        after_all(from, [(self, 1)])
    }
}

/// How long before a date something has to be done: counted back in days, months or years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticePeriod(DateOffset);

impl NoticePeriod {
    /// Only lengths can be counted back: the offsets that go to the first day of a month, or to a fixed day, cannot.
    pub fn new(offset: DateOffset) -> Result<Self, Invalid> {
        match offset {
            DateOffset::Days(_) | DateOffset::Months(_) | DateOffset::Years(_) => Ok(Self(offset)),
            DateOffset::FirstOfMonthAfterMonths(_)
            | DateOffset::FirstOfMonthAfterDays(_)
            | DateOffset::FirstOfNthMonth(_)
            | DateOffset::AsOf(_) => Err(Invalid::BadValue),
        }
    }

    /// The length.
    pub fn offset(self) -> DateOffset {
        self.0
    }

    /// The day so long before `end`; the same day of the month, or the last day of a shorter month.
    pub fn before(self, end: Date) -> Date {
        let span = Span::new();
        match self.0 {
            DateOffset::Days(days) => minus(end, span.try_days(days)),
            DateOffset::Months(months) => minus(end, span.try_months(months)),
            DateOffset::Years(years) => minus(end, span.try_years(years)),
            // INVARIANT: none of these was let in.
            DateOffset::FirstOfMonthAfterMonths(_)
            | DateOffset::FirstOfMonthAfterDays(_)
            | DateOffset::FirstOfNthMonth(_)
            | DateOffset::AsOf(_) => end,
        }
    }
}

/// The day so many days later.
pub fn days_after(day: Date, days: u32) -> Date {
    plus(day, Span::new().try_days(days))
}

/// How many days the one is before the other; negative if it is after it.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// The day so much later as a duration says, at least one. Parts of a day do not count.
pub(super) fn span_after(from: Date, span: Span) -> Date {
    max(plus(from, Ok(span)), day_after(from))
}

/// The day after a day.
pub(super) fn day_after(day: Date) -> Date {
    plus_days(day, 1)
}

/// The day before a day.
pub(super) fn day_before(day: Date) -> Date {
    minus_days(day, 1)
}

/// The day so many days earlier.
pub(super) fn minus_days(from: Date, days: u16) -> Date {
    minus(from, Span::new().try_days(days))
}

/// The same day of the next year.
pub(super) fn next_year(day: Date) -> Date {
    plus(day, Span::new().try_years(1))
}

fn within(value: i64, min: u16, max: u16) -> Result<u16, Invalid> {
    u16::try_from(value).ok().filter(|value| (min..=max).contains(value)).ok_or(Invalid::BadValue)
}

/// The day after all of these spans, each so many times: counted from one day in one step, so that a month's end that was
/// clamped on the way does not pull the later ones with it.
pub(super) fn after_all(from: Date, spans: impl IntoIterator<Item = (CalendarSpan, u32)>) -> Date {
    let (months, days) = spans.into_iter().fold((0_i64, 0_i64), |(months, days), (span, times)| {
        let in_months = i64::from(span.years) * 12 + i64::from(span.months);
        (months + in_months * i64::from(times), days + i64::from(span.days) * i64::from(times))
    });
    plus(plus(from, Span::new().try_months(months)), Span::new().try_days(days))
}

/// The day so many days later.
pub(super) fn plus_days(from: Date, days: u16) -> Date {
    plus(from, Span::new().try_days(days))
}

/// The same day of the month so many months later, or the last day of a shorter month.
pub(super) fn plus_months(from: Date, months: u16) -> Date {
    plus(from, Span::new().try_months(months))
}

fn first_of_nth_month(from: Date, nth: u16) -> Date {
    plus_months(from.first_of_month(), nth)
}

fn plus(from: Date, span: Result<Span, jiff::Error>) -> Date {
    span.and_then(|span| from.checked_add(span)).unwrap_or(Date::MAX)
}

fn minus(from: Date, span: Result<Span, jiff::Error>) -> Date {
    span.and_then(|span| from.checked_sub(span))
        .unwrap_or(Date::constant(1, 1, 1))
        .max(Date::constant(1, 1, 1))
}
