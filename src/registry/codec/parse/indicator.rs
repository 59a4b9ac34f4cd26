//! What is measured: indicators, targets, readings.

use std::sync::Arc;

use super::{
    Field, Size, enumeration, enumeration_or, full_date, identifier, localized,
    numbers::decimal,
    optional_enumeration, optional_full_date, optional_identifier, period, personal, text,
    values::{optional, required},
};
use crate::{
    domain::{
        Indicator, IndicatorOrigin, IndicatorScope, Measure, Periodicity, Qualifier, Reading,
        ReadingRevision, ReadingTime, Target, TargetKind, Unit,
    },
    proto::v1::{self, ErrorReason, reading::Time},
};

/// Something to be measured.
pub fn indicator(message: v1::Indicator, mut at: Field<'_>) -> Option<Arc<Indicator>> {
    let indicator_id = identifier(&message.indicator_id, at.field("indicator_id"));
    let label = localized(message.label, Size::Name, at.field("label"));
    let measure: Option<Measure> = enumeration(message.measure, at.field("measure"));
    let of = optional_identifier(&message.of, at.field("of"));
    let unit = required(&message.unit, Unit::parse, at.field("unit"));
    let fits = |(measure, unit): (Measure, &Unit)| measure.fits(unit);
    if !at.is_stored() && !measure.zip(unit.as_ref()).is_none_or(fits) {
        let description =
            "Not the unit of this measure: CHANGE_PCT and SHARE need `%`, COUNT and YES_NO need `1`.";
        at.field("unit").refuse(ErrorReason::BadUnit, description);
    }
    let periodicity = periodicity(&message.periodicity, at.field("periodicity"));
    let scope = enumeration_or(message.scope, IndicatorScope::Joint, at.field("scope"));
    let direction = optional_enumeration(message.direction, at.field("direction"));
    let defined_by = enumeration_or(message.defined_by, IndicatorOrigin::Commission, at.field("defined_by"));
    if message.status != 0 {
        let description = "The status comes of what happens to the indicator; leave it out.";
        at.field("status").refuse(ErrorReason::BadValue, description);
    }
    Some(Arc::new(Indicator {
        indicator_id: indicator_id?,
        label,
        measure: measure?,
        of,
        unit: unit?,
        periodicity,
        scope,
        direction,
        defined_by,
    }))
}

fn periodicity(duration: &str, mut at: Field<'_>) -> Option<Periodicity> {
    if duration.is_empty() {
        return None;
    }
    let read = Periodicity::parse(duration).ok();
    if read.is_none() {
        at.refuse(ErrorReason::BadValue, "Not a duration of ISO 8601, such as `P1Y` or `P3M`.");
    }
    read
}

/// What the participants aim at.
pub fn target(message: v1::Target, mut at: Field<'_>) -> Option<Arc<Target>> {
    let target_id = identifier(&message.target_id, at.field("target_id"));
    let indicator_id = identifier(&message.indicator_id, at.field("indicator_id"));
    let comparator = enumeration(message.comparator, at.field("comparator"));
    let value = decimal(&message.value, at.field("value"));
    let kind = enumeration_or(message.kind, TargetKind::Level, at.field("kind"));
    let base = optional_identifier(&message.base, at.field("base"));
    let by = optional_full_date(message.by, at.field("by"));
    let valid_from = optional_full_date(message.valid_from, at.field("valid_from"));
    if message.valid_from.is_none() {
        at.field("valid_from").left_to_default();
    }
    Some(Arc::new(Target {
        target_id: target_id?,
        indicator_id: indicator_id?,
        comparator: comparator?,
        value: value?,
        kind,
        base,
        by,
        valid_from,
    }))
}

/// A measured value.
pub fn reading(message: v1::Reading, mut at: Field<'_>) -> Option<Arc<Reading>> {
    let reading_id = identifier(&message.reading_id, at.field("reading_id"));
    let indicator_id = identifier(&message.indicator_id, at.field("indicator_id"));
    let subject = optional_identifier(&message.subject, at.field("subject"));
    let time = match message.time {
        None => Some(ReadingTime::Unspecified),
        Some(Time::Period(message)) => period(Some(message), at.field("period")).map(ReadingTime::Period),
        Some(Time::AsOf(date)) => full_date(Some(date), at.field("as_of")).map(ReadingTime::AsOf),
    };
    let value = decimal(&message.value, at.field("value"));
    let unit = optional(&message.unit, Unit::parse, at.field("unit"));
    if message.unit.is_empty() {
        at.field("unit").left_to_default();
    }
    let qualifier = enumeration_or(message.qualifier, Qualifier::Exact, at.field("qualifier"));
    let reporter = optional_identifier(&message.reporter, at.field("reporter"));
    let method = text(message.method, Size::Free, at.field("method"));
    let has_become = [
        ("status", message.status != 0),
        ("revision", message.revision != 0),
        ("revises", !message.revises.is_empty()),
        ("contests", !message.contests.is_empty()),
    ];
    for (field, _) in has_become.into_iter().filter(|(_, is_said)| *is_said) {
        let description = "It comes of what happens to the reading; leave it out.";
        at.field(field).refuse(ErrorReason::BadValue, description);
    }
    Some(Arc::new(Reading {
        reading_id: reading_id?,
        indicator_id: indicator_id?,
        subject,
        time: time?,
        value: value?,
        unit,
        qualifier,
        provisional: message.provisional,
        reporter,
        method,
    }))
}

/// What the reporter of a reading says instead.
pub fn reading_revision(message: v1::ReadingRevised, mut at: Field<'_>) -> Option<Arc<ReadingRevision>> {
    let reading_id = identifier(&message.reading_id, at.field("reading_id"));
    let revised_reading_id = identifier(&message.revised_reading_id, at.field("revised_reading_id"));
    let value = decimal(&message.value, at.field("value"));
    let qualifier = enumeration_or(message.qualifier, Qualifier::Exact, at.field("qualifier"));
    let method = text(message.method, Size::Free, at.field("method"));
    let reason = personal(message.reason, Size::Free, at.field("reason"));
    Some(Arc::new(ReadingRevision {
        reading_id: reading_id?,
        revised_reading_id: revised_reading_id?,
        value: value?,
        qualifier,
        provisional: message.provisional,
        method,
        reason,
    }))
}
