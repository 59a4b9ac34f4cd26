//! What is measured: indicators, targets, readings.

use super::{super::Enumeration, date, localized, optional_identifier, period, personal, values::number};
use crate::{
    domain::{Indicator, Reading, ReadingRevision, ReadingTime, Target},
    proto::v1::{self, reading::Time},
};

/// Something to be measured, without its status.
pub fn indicator(indicator: &Indicator) -> v1::Indicator {
    v1::Indicator {
        indicator_id: indicator.indicator_id.to_string(),
        label: localized(&indicator.label),
        measure: indicator.measure.number(),
        of: optional_identifier(indicator.of.as_ref()),
        unit: indicator.unit.to_string(),
        periodicity: indicator.periodicity.as_ref().map(ToString::to_string).unwrap_or_default(),
        scope: indicator.scope.number(),
        direction: number(indicator.direction),
        defined_by: indicator.defined_by.number(),
        status: v1::IndicatorStatus::Unspecified.into(),
    }
}

/// What the participants aim at.
pub fn target(target: &Target) -> v1::Target {
    v1::Target {
        target_id: target.target_id.to_string(),
        indicator_id: target.indicator_id.to_string(),
        comparator: target.comparator.number(),
        value: target.value.to_string(),
        kind: target.kind.number(),
        base: optional_identifier(target.base.as_ref()),
        by: target.by.map(date),
        valid_from: target.valid_from.map(date),
    }
}

/// A measured value, without what has become of it.
pub fn reading(reading: &Reading) -> v1::Reading {
    let time = match reading.time {
        ReadingTime::Unspecified => None,
        ReadingTime::Period(of) => Some(Time::Period(period(of))),
        ReadingTime::AsOf(day) => Some(Time::AsOf(date(day))),
    };
    v1::Reading {
        reading_id: reading.reading_id.to_string(),
        indicator_id: reading.indicator_id.to_string(),
        subject: optional_identifier(reading.subject.as_ref()),
        time,
        value: reading.value.to_string(),
        unit: reading.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
        qualifier: reading.qualifier.number(),
        provisional: reading.provisional,
        reporter: optional_identifier(reading.reporter.as_ref()),
        method: reading.method.to_string(),
        status: v1::ReadingStatus::Unspecified.into(),
        revision: 0,
        revises: String::new(),
        contests: Vec::new(),
    }
}

/// What the reporter of a reading said instead.
pub fn reading_revision(revision: &ReadingRevision) -> v1::ReadingRevised {
    v1::ReadingRevised {
        reading_id: revision.reading_id.to_string(),
        revised_reading_id: revision.revised_reading_id.to_string(),
        value: revision.value.to_string(),
        qualifier: revision.qualifier.number(),
        provisional: revision.provisional,
        method: revision.method.to_string(),
        reason: revision.reason.as_ref().map(personal),
    }
}
