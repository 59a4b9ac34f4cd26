//! What is measured.

use std::sync::Arc;

use depositary::domain::{
    Comparator, Decimal, EventBody, Indicator, IndicatorDefined, IndicatorDirection, IndicatorOrigin,
    IndicatorRetired, IndicatorScope, Measure, Periodicity, Qualifier, Reading, ReadingAgreed,
    ReadingContested, ReadingRecorded, ReadingRevised, ReadingRevision, ReadingTime, Target, TargetKind,
    TargetSet, Unit,
};
use proptest::{option, prelude::*, sample::select};

use super::values::{boxed_text, day, identifier, localized, period, personal};

fn decimal() -> impl Strategy<Value = Decimal> {
    "-?[0-9]{1,15}(\\.[0-9]{1,15})?".prop_map(|number| Decimal::parse(&number).unwrap())
}

fn unit() -> impl Strategy<Value = Unit> {
    "[!-~]{1,20}".prop_map(|code| Unit::parse(&code).unwrap())
}

fn qualifier() -> impl Strategy<Value = Qualifier> {
    select(&[Qualifier::Exact, Qualifier::Approx, Qualifier::AtLeast, Qualifier::AtMost])
}

fn indicator_defined() -> impl Strategy<Value = EventBody> {
    let measure = select(&[
        Measure::Level,
        Measure::ChangeAbs,
        Measure::ChangePct,
        Measure::Share,
        Measure::Count,
        Measure::YesNo,
    ]);
    let periodicity =
        option::of(select(&["P1Y", "P3M", "P1W"]).prop_map(|text| Periodicity::parse(text).unwrap()));
    let scope = select(&[IndicatorScope::Joint, IndicatorScope::PerParticipant]);
    let direction = option::of(select(&[
        IndicatorDirection::Increase,
        IndicatorDirection::Decrease,
        IndicatorDirection::AtMost,
        IndicatorDirection::AtLeast,
        IndicatorDirection::Maintain,
    ]));
    let defined_by = select(&[IndicatorOrigin::Text, IndicatorOrigin::Commission]);
    let kinds = (measure, scope, direction, defined_by);
    (identifier(), localized(), kinds, option::of(identifier()), unit(), periodicity).prop_map(
        |(indicator_id, label, (measure, scope, direction, defined_by), of, unit, periodicity)| {
            let indicator = Arc::new(Indicator {
                indicator_id,
                label,
                measure,
                of,
                unit,
                periodicity,
                scope,
                direction,
                defined_by,
            });
            EventBody::IndicatorDefined(IndicatorDefined { indicator })
        },
    )
}

/// A target as an event has it: the day from which it holds is there.
pub(in super::super) fn target_set() -> impl Strategy<Value = EventBody> {
    let comparator = select(&[Comparator::AtLeast, Comparator::AtMost, Comparator::Equal]);
    let kind = select(&[TargetKind::Level, TargetKind::ChangeAbs, TargetKind::ChangePct]);
    let ids = (identifier(), identifier(), option::of(identifier()));
    (ids, comparator, decimal(), kind, option::of(day()), day()).prop_map(
        |((target_id, indicator_id, base), comparator, value, kind, by, valid_from)| {
            let valid_from = Some(valid_from);
            let target = Target { target_id, indicator_id, comparator, value, kind, base, by, valid_from };
            EventBody::TargetSet(TargetSet { target: Arc::new(target) })
        },
    )
}

/// A reading as an event has it: the unit is there.
pub(in super::super) fn reading_recorded() -> impl Strategy<Value = EventBody> {
    let ids = (identifier(), identifier(), option::of(identifier()), option::of(identifier()));
    let time = prop_oneof![
        Just(ReadingTime::Unspecified),
        period().prop_map(ReadingTime::Period),
        day().prop_map(ReadingTime::AsOf),
    ];
    (ids, time, decimal(), unit(), qualifier(), any::<bool>(), boxed_text()).prop_map(
        |(
            (reading_id, indicator_id, subject, reporter),
            time,
            value,
            unit,
            qualifier,
            provisional,
            method,
        )| {
            let reading = Arc::new(Reading {
                reading_id,
                indicator_id,
                subject,
                time,
                value,
                unit: Some(unit),
                qualifier,
                provisional,
                reporter,
                method,
            });
            EventBody::ReadingRecorded(ReadingRecorded { reading })
        },
    )
}

fn reading_contested() -> impl Strategy<Value = EventBody> {
    (identifier(), identifier(), option::of(personal()), option::of(decimal())).prop_map(
        |(reading_id, by, reason, counter_value)| {
            EventBody::ReadingContested(ReadingContested { reading_id, by, reason, counter_value })
        },
    )
}

fn reading_revised() -> impl Strategy<Value = EventBody> {
    let ids = (identifier(), identifier());
    (ids, decimal(), qualifier(), any::<bool>(), boxed_text(), option::of(personal())).prop_map(
        |((reading_id, revised_reading_id), value, qualifier, provisional, method, reason)| {
            let revision = Arc::new(ReadingRevision {
                reading_id,
                revised_reading_id,
                value,
                qualifier,
                provisional,
                method,
                reason,
            });
            EventBody::ReadingRevised(ReadingRevised { revision })
        },
    )
}

/// What happens when something is measured, of any kind.
pub(super) fn event_body() -> impl Strategy<Value = EventBody> {
    let retired = (identifier(), option::of(personal())).prop_map(|(indicator_id, reason)| {
        EventBody::IndicatorRetired(IndicatorRetired { indicator_id, reason })
    });
    let agreed = identifier().prop_map(|reading_id| EventBody::ReadingAgreed(ReadingAgreed { reading_id }));
    prop_oneof![
        indicator_defined().boxed(),
        retired.boxed(),
        target_set().boxed(),
        reading_recorded().boxed(),
        reading_contested().boxed(),
        reading_revised().boxed(),
        agreed.boxed(),
    ]
}
