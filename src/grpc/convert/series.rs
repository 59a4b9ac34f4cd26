//! Series of readings, and the evaluations that are asked for.

use jiff::civil::Date;

use super::agreement::{indicator, reading};
use crate::{
    domain::{self, Identifier, Series, SeriesReading, SeriesTarget},
    proto::{
        self,
        v1::{self, ErrorReason},
    },
    registry::{
        Problems,
        codec::{parse, write},
    },
};

/// Reads an id that is needed.
pub(in super::super) fn identifier(
    id: &str,
    field: &'static str,
    problems: &mut Problems,
) -> Option<Identifier> {
    parse::identifier(id, problems.at(field))
}

/// Reads a span of days that may be open on either side.
pub(in super::super) fn span(
    from: Option<proto::Date>,
    to: Option<proto::Date>,
    problems: &mut Problems,
) -> (Option<Date>, Option<Date>) {
    let from = parse::optional_full_date(from, problems.at("from"));
    let to = parse::optional_full_date(to, problems.at("to"));
    if let (Some(from), Some(to)) = (from, to)
        && to <= from
    {
        problems.at("to").refuse(ErrorReason::BadPeriod, "Not later than `from`.");
    }
    (from, to)
}

/// The series of an indicator, without what the answer says beside it.
pub(in super::super) fn series(series: &Series) -> v1::GetIndicatorSeriesResponse {
    v1::GetIndicatorSeriesResponse {
        indicator: Some(indicator(&series.indicator)),
        readings: series.readings.iter().map(series_reading).collect(),
        targets: series.targets.iter().map(series_target).collect(),
        journal_id: String::new(),
        position: 0,
    }
}

fn series_reading(one: &SeriesReading) -> v1::SeriesReading {
    v1::SeriesReading {
        reading: Some(reading(&one.kept)),
        target_id: one.target_id.as_ref().map(ToString::to_string).unwrap_or_default(),
        partial: one.partial,
    }
}

fn series_target(one: &SeriesTarget) -> v1::SeriesTarget {
    v1::SeriesTarget {
        target: Some(write::target(&one.target)),
        from: Some(write::date(one.from)),
        until: one.until.map(|last| write::date(domain::days_after(last, 1))),
        status: target_status(one.status).into(),
    }
}

fn target_status(status: domain::TargetStatus) -> v1::TargetStatus {
    match status {
        domain::TargetStatus::Open => v1::TargetStatus::Open,
        domain::TargetStatus::Met => v1::TargetStatus::Met,
        domain::TargetStatus::Missed => v1::TargetStatus::Missed,
        domain::TargetStatus::Disputed => v1::TargetStatus::Disputed,
        domain::TargetStatus::Unevaluable => v1::TargetStatus::Unevaluable,
    }
}
