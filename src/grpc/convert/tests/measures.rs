//! The commands that measure.

use super::{accepted, date, personal, refused, words};
use crate::{
    domain::{CommandBody, IndicatorOrigin, IndicatorScope, Qualifier, ReadingTime, TargetKind},
    proto::v1::{self, ErrorReason::*, reading::Time},
};

fn indicator() -> v1::Indicator {
    v1::Indicator {
        indicator_id: "trade".into(),
        measure: v1::Measure::Level.into(),
        unit: "USD".into(),
        ..Default::default()
    }
}

fn define(indicator: v1::Indicator) -> v1::DefineIndicatorRequest {
    v1::DefineIndicatorRequest { indicator: Some(indicator), ..Default::default() }
}

fn target() -> v1::Target {
    v1::Target {
        target_id: "t1".into(),
        indicator_id: "trade".into(),
        comparator: v1::TargetComparator::AtLeast.into(),
        value: "500000000".into(),
        ..Default::default()
    }
}

fn set(target: v1::Target) -> v1::SetTargetRequest {
    v1::SetTargetRequest { target: Some(target), ..Default::default() }
}

fn reading() -> v1::Reading {
    v1::Reading {
        reading_id: "r1".into(),
        indicator_id: "trade".into(),
        value: "-0.50".into(),
        ..Default::default()
    }
}

fn record(reading: v1::Reading) -> v1::RecordReadingRequest {
    v1::RecordReadingRequest { reading: Some(reading), ..Default::default() }
}

#[test]
fn an_indicator_has_a_measure_and_a_unit_that_fits() {
    let CommandBody::DefineIndicator(defined) = accepted(define(indicator())).body else {
        panic!("another command")
    };
    let bare = &defined.indicator;
    assert_eq!((bare.scope, bare.defined_by), (IndicatorScope::Joint, IndicatorOrigin::Commission));
    assert_eq!((&bare.of, &bare.periodicity, bare.direction), (&None, &None, None));
    accepted(define(v1::Indicator { periodicity: "P1Y".into(), ..indicator() }));

    refused(v1::DefineIndicatorRequest::default(), [("indicator", FieldRequired)]);
    refused(
        define(v1::Indicator::default()),
        [
            ("indicator.indicator_id", FieldRequired),
            ("indicator.measure", FieldRequired),
            ("indicator.unit", FieldRequired),
        ],
    );
    refused(
        define(v1::Indicator {
            label: words([("?", "Trade")]),
            of: "no id".into(),
            unit: "a b".into(),
            periodicity: "yearly".into(),
            direction: 9,
            status: v1::IndicatorStatus::Active.into(),
            ..indicator()
        }),
        [
            (r#"indicator.label["?"]"#, BadLanguageTag),
            ("indicator.of", BadId),
            ("indicator.unit", BadUnit),
            ("indicator.periodicity", BadValue),
            ("indicator.direction", BadValue),
            ("indicator.status", BadValue),
        ],
    );
    for (measure, fits) in [
        (v1::Measure::ChangePct, "%"),
        (v1::Measure::Share, "%"),
        (v1::Measure::Count, "1"),
        (v1::Measure::YesNo, "1"),
    ] {
        let in_unit =
            |unit: &str| v1::Indicator { measure: measure.into(), unit: unit.into(), ..indicator() };
        accepted(define(in_unit(fits)));
        refused(define(in_unit("USD")), [("indicator.unit", BadUnit)]);
    }
    refused(v1::RetireIndicatorRequest::default(), [("indicator_id", FieldRequired)]);
    accepted(v1::RetireIndicatorRequest { indicator_id: "trade".into(), ..Default::default() });
}

#[test]
fn a_target_has_a_comparator_and_a_decimal() {
    let CommandBody::SetTarget(bare) = accepted(set(target())).body else { panic!("another command") };
    assert_eq!((bare.target.kind, bare.target.valid_from), (TargetKind::Level, None));
    refused(v1::SetTargetRequest::default(), [("target", FieldRequired)]);
    refused(
        set(v1::Target::default()),
        [
            ("target.target_id", FieldRequired),
            ("target.indicator_id", FieldRequired),
            ("target.comparator", FieldRequired),
            ("target.value", FieldRequired),
        ],
    );
    refused(
        set(v1::Target { base: "?".into(), by: date(2030, 0, 0), valid_from: date(2026, 1, 0), ..target() }),
        [("target.base", BadId), ("target.by", BadDate), ("target.valid_from", BadDate)],
    );
    for value in ["1e6", "+1", "1.", ".5", "1,5", "½", "1234567890123456789012345678901"] {
        refused(set(v1::Target { value: value.into(), ..target() }), [("target.value", BadDecimal)]);
    }
}

#[test]
fn a_reading_is_kept_as_it_was_written() {
    let CommandBody::RecordReading(bare) = accepted(record(reading())).body else {
        panic!("another command")
    };
    assert_eq!(bare.reading.value.as_str(), "-0.50");
    assert_eq!((bare.reading.time, &bare.reading.unit), (ReadingTime::Unspecified, &None));
    assert_eq!((bare.reading.qualifier, &bare.reading.subject), (Qualifier::Exact, &None));
    let year = v1::Period { from: date(2021, 3, 21), to: date(2022, 3, 21) };
    accepted(record(v1::Reading { time: Some(Time::Period(year)), ..reading() }));
    accepted(record(v1::Reading { time: Some(Time::AsOf(date(2022, 3, 21).unwrap())), ..reading() }));

    refused(v1::RecordReadingRequest::default(), [("reading", FieldRequired)]);
    let backwards = v1::Period { from: year.to, to: year.from };
    refused(
        record(v1::Reading {
            subject: "?".into(),
            time: Some(Time::Period(backwards)),
            value: "much".into(),
            unit: "x".repeat(21),
            qualifier: 9,
            reporter: "?".into(),
            method: "x".repeat(2001),
            ..reading()
        }),
        [
            ("reading.subject", BadId),
            ("reading.period.to", BadPeriod),
            ("reading.value", BadDecimal),
            ("reading.unit", BadUnit),
            ("reading.qualifier", BadValue),
            ("reading.reporter", BadId),
            ("reading.method", FieldTooLong),
        ],
    );
    let coarse = Time::AsOf(date(2022, 3, 0).unwrap());
    refused(record(v1::Reading { time: Some(coarse), ..reading() }), [("reading.as_of", BadDate)]);
}

#[test]
fn what_becomes_of_a_reading_is_not_said_with_it() {
    refused(
        record(v1::Reading {
            status: v1::ReadingStatus::Agreed.into(),
            revision: 2,
            revises: "r0".into(),
            contests: vec![v1::Contest::default()],
            ..reading()
        }),
        [
            ("reading.status", BadValue),
            ("reading.revision", BadValue),
            ("reading.revises", BadValue),
            ("reading.contests", BadValue),
        ],
    );
}

#[test]
fn a_reading_is_contested_revised_and_agreed_by_its_id() {
    let contest = v1::ContestReadingRequest {
        reading_id: "r1".into(),
        by: "tj".into(),
        counter_value: "12.0".into(),
        ..Default::default()
    };
    let CommandBody::ContestReading(contested) = accepted(contest.clone()).body else {
        panic!("another command")
    };
    assert_eq!(contested.counter_value.unwrap().as_str(), "12.0");
    accepted(v1::ContestReadingRequest { counter_value: String::new(), ..contest.clone() });
    refused(
        v1::ContestReadingRequest { by: String::new(), counter_value: "1e6".into(), ..contest },
        [("by", FieldRequired), ("counter_value", BadDecimal)],
    );

    let revise = v1::ReviseReadingRequest {
        reading_id: "r1".into(),
        revised_reading_id: "r2".into(),
        value: "13".into(),
        ..Default::default()
    };
    let CommandBody::ReviseReading(revised) = accepted(revise.clone()).body else {
        panic!("another command")
    };
    assert_eq!((revised.revision.qualifier, revised.revision.provisional), (Qualifier::Exact, false));
    refused(
        v1::ReviseReadingRequest::default(),
        [("reading_id", FieldRequired), ("revised_reading_id", FieldRequired), ("value", FieldRequired)],
    );
    refused(
        v1::ReviseReadingRequest {
            qualifier: 9,
            method: "x".repeat(2001),
            reason: personal(&"x".repeat(2001)),
            ..revise
        },
        [("qualifier", BadValue), ("method", FieldTooLong), ("reason.text", FieldTooLong)],
    );

    accepted(v1::AgreeReadingRequest { reading_id: "r1".into(), ..Default::default() });
    refused(v1::AgreeReadingRequest::default(), [("reading_id", FieldRequired)]);
}
