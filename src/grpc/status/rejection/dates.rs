//! Days that are wrong: too early, too late, or not known well enough.

use jiff::civil::Date;

use super::{super::Refused, about::About};
use crate::domain::{CommandField, PartialDate};

pub(super) fn bad_date(about: About<'_>, field: CommandField, date: PartialDate) -> Refused {
    let said = match date.full() {
        None => format!("{date} is not a full date, which this act needs"),
        Some(date) => format!("{date} is on the wrong side of another date"),
    };
    about.field(field, said)
}

pub(super) fn bad_period(about: About<'_>, field: CommandField, first: Date, last: Date) -> Refused {
    about.field(field, format!("the last day would be {last}, before the first, {first}"))
}

pub(super) fn occurred_in_future(
    about: About<'_>,
    field: CommandField,
    occurred_on: PartialDate,
    today: Date,
) -> Refused {
    about
        .refused(format!("{occurred_on} lies in the future; today is {today}"))
        .with("occurred_on", occurred_on)
        .with("today", today)
        .violation(field.path())
}

pub(super) fn period_in_future(
    about: About<'_>,
    field: CommandField,
    period_to: Date,
    latest: Date,
) -> Refused {
    about
        .refused(format!("{period_to} is too late an end; the latest is {latest}"))
        .with("period_to", period_to)
        .with("latest", latest)
        .violation(field.path())
}

pub(super) fn out_of_sequence(about: About<'_>, occurred_on: PartialDate, not_before: Date) -> Refused {
    let said = format!("this cannot be of {occurred_on}: what it depends on is of {not_before}");
    about.unfulfilled(said).with("occurred_on", occurred_on).with("not_before", not_before)
}

pub(super) fn late_act(about: About<'_>, blocking_revision: u64, occurred_on: PartialDate) -> Refused {
    let said = format!("an act of {occurred_on} would have prevented event {blocking_revision}");
    about.unfulfilled(said).with("blocking_revision", blocking_revision).with("occurred_on", occurred_on)
}
