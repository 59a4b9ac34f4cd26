//! What is measured: indicators, targets, readings.

use depositary::domain::*;

use super::{given::*, names, reason};

const TODAY: &str = "2022-04-01";

fn measured() -> Agreement {
    on(&in_force(), TODAY, define("TRADE"))
}

#[test]
fn the_unit_fits_the_measure() {
    for (measure, fitting, other) in [
        (Measure::Level, "USD", None),
        (Measure::ChangeAbs, "kg", None),
        (Measure::ChangePct, "%", Some("1")),
        (Measure::Share, "%", Some("USD")),
        (Measure::Count, "1", Some("%")),
        (Measure::YesNo, "1", Some("USD")),
    ] {
        let with = |unit| {
            let unit = Unit::parse(unit).unwrap();
            define_as(Indicator { measure, unit, ..indicator("IND", IndicatorOrigin::Commission) })
        };
        on(&in_force(), TODAY, with(fitting));
        if let Some(other) = other {
            let (field, unit) = (CommandField::IndicatorUnit, Unit::parse(other).unwrap());
            assert_eq!(refused(&in_force(), TODAY, with(other)), Rejection::BadUnit { field, unit });
        }
    }
}

#[test]
fn an_indicator_is_of_one_that_there_is() {
    let growth = Indicator { of: Some(id("TRADE")), ..indicator("GROWTH", IndicatorOrigin::Commission) };
    let then = Rejection::IndicatorNotFound { indicator_id: id("TRADE") };
    assert_eq!(refused(&in_force(), TODAY, define_as(growth.clone())), then);
    assert_eq!(on(&measured(), TODAY, define_as(growth)).indicators().len(), 2);
}

#[test]
fn what_the_text_lays_down_is_frozen_with_it() {
    let in_text = define_as(indicator("TEXT", IndicatorOrigin::Text));
    let given = on(&drafted(Terms::default()), "2022-02-02", in_text.clone());
    on(&on(&given, "2022-02-02", aim("T1", "TEXT")), "2022-02-03", retire("TEXT"));
    assert_eq!(reason(&refused(&in_force(), TODAY, in_text)), "TEXT_FROZEN");
    let frozen = on(&given, "2022-02-10", freeze());
    assert_eq!(reason(&refused(&frozen, TODAY, aim("T1", "TEXT"))), "TEXT_FROZEN");
    assert_eq!(reason(&refused(&frozen, TODAY, retire("TEXT"))), "TEXT_FROZEN");
    on(&frozen, TODAY, read("R1", "TEXT", "2021-01-01", "2022-01-01"));
}

#[test]
fn a_target_holds_since_the_day_of_the_act_unless_it_says_otherwise() {
    let given = on_for(&measured(), "2022-04-10", "2022-04-05", aim("T1", "TRADE"));
    let later = Target { valid_from: Some(day("2023-01-01")), ..target("T2", "TRADE") };
    let given = on(&given, "2022-04-10", aim_as(later));
    let since: Vec<_> = given.targets().iter().map(|target| target.valid_from).collect();
    assert_eq!(since, [Some(day("2022-04-05")), Some(day("2023-01-01"))]);
    let then = Rejection::TargetExists { target_id: id("T1") };
    assert_eq!(refused(&given, "2022-04-10", aim("T1", "TRADE")), then);
}

#[test]
fn a_change_is_counted_from_a_reading_that_there_is() {
    let from = |base| Target { base: Some(id(base)), kind: TargetKind::ChangePct, ..target("T1", "TRADE") };
    let given = on(&measured(), TODAY, read("R1", "TRADE", "2021-01-01", "2022-01-01"));
    on(&given, TODAY, aim_as(from("R1")));
    let then = Rejection::ReadingNotFound { reading_id: id("R2") };
    assert_eq!(refused(&given, TODAY, aim_as(from("R2"))), then);
}

#[test]
fn no_targets_are_set_for_what_is_retired() {
    let given = on(&measured(), TODAY, retire("TRADE"));
    let then = Rejection::IndicatorRetired { indicator_id: id("TRADE") };
    assert_eq!(refused(&given, TODAY, aim("T1", "TRADE")), then);
    let then = Rejection::IndicatorAlreadyRetired { indicator_id: id("TRADE") };
    assert_eq!(refused(&given, TODAY, retire("TRADE")), then);
}

#[test]
fn readings_stand_beside_each_other_unless_they_claim_to_be_the_same() {
    let base = reading("R1", "TRADE", in_period("2021-01-01", "2022-01-01"));
    let given = on(&measured(), TODAY, read_as(base.clone()));
    let then = Rejection::ReadingExists { reading_id: id("R1") };
    let same_id = Reading { reporter: Some(id("A")), ..base.clone() };
    assert_eq!(refused(&given, TODAY, read_as(same_id)), then);
    let second = Reading { reading_id: id("R2"), ..base };
    let same_key = Reading { value: Decimal::parse("1").unwrap(), ..second.clone() };
    assert_eq!(refused(&given, TODAY, read_as(same_key)), then);
    for other in [
        Reading { reporter: Some(id("A")), ..second.clone() },
        Reading { subject: Some(id("A")), ..second.clone() },
        Reading { time: in_period("2021-03-21", "2022-03-21"), ..second.clone() },
        Reading { time: ReadingTime::AsOf(day("2022-01-01")), ..second.clone() },
        Reading { time: ReadingTime::Unspecified, ..second.clone() },
    ] {
        assert_eq!(on(&given, TODAY, read_as(other)).readings().len(), 2);
    }
    for stranger in
        [Reading { reporter: Some(id("X")), ..second.clone() }, Reading { subject: Some(id("X")), ..second }]
    {
        assert_eq!(reason(&refused(&given, TODAY, read_as(stranger))), "PARTICIPANT_NOT_FOUND");
    }
}

#[test]
fn a_reading_has_the_unit_of_its_indicator() {
    let base = reading("R1", "TRADE", ReadingTime::Unspecified);
    let usd = Unit::parse("USD").unwrap();
    for unit in [None, Some(usd.clone())] {
        let given = on(&measured(), TODAY, read_as(Reading { unit, ..base.clone() }));
        assert_eq!(given.readings()[0].reading.unit, Some(usd.clone()));
    }
    let unit = Unit::parse("EUR").unwrap();
    let then = Rejection::BadUnit { field: CommandField::ReadingUnit, unit: unit.clone() };
    assert_eq!(refused(&measured(), TODAY, read_as(Reading { unit: Some(unit), ..base })), then);
}

#[test]
fn one_measures_what_is_over() {
    let given = measured();
    on(&given, TODAY, read("R1", "TRADE", "2022-03-01", "2022-04-02"));
    let then =
        |field| Rejection::PeriodInFuture { field, period_to: day("2022-04-03"), latest: day("2022-04-02") };
    assert_eq!(
        refused(&given, TODAY, read("R1", "TRADE", "2022-03-01", "2022-04-03")),
        then(CommandField::ReadingPeriodTo)
    );
    let as_of = |date| read_as(reading("R1", "TRADE", ReadingTime::AsOf(day(date))));
    on(&given, TODAY, as_of("2022-04-01"));
    assert_eq!(refused(&given, TODAY, as_of("2022-04-02")), then(CommandField::ReadingAsOf));
}

#[test]
fn after_the_end_one_records_what_was_measured_before_it() {
    let ended = on(&measured(), TODAY, terminate(&["A", "B"]));
    let later = "2022-06-01";
    on(&ended, later, read("R1", "TRADE", "2022-03-01", "2022-04-01"));
    on(&ended, later, read_as(reading("R1", "TRADE", ReadingTime::AsOf(day("2022-03-31")))));
    for time in [
        in_period("2022-03-01", "2022-04-02"),
        ReadingTime::AsOf(day("2022-04-01")),
        ReadingTime::Unspecified,
    ] {
        assert_eq!(
            reason(&refused(&ended, later, read_as(reading("R1", "TRADE", time)))),
            "AGREEMENT_CLOSED"
        );
    }
    assert_eq!(reason(&refused(&ended, later, define("OTHER"))), "AGREEMENT_CLOSED");
    assert_eq!(reason(&refused(&ended, later, aim("T1", "TRADE"))), "AGREEMENT_CLOSED");
}

#[test]
fn measuring_changes_no_state() {
    let events = try_on(&in_force(), TODAY, define("TRADE")).unwrap();
    assert_eq!(names(&events), ["IndicatorDefined"]);
    let after = on(&measured(), TODAY, read("R1", "TRADE", "2021-01-01", "2022-01-01"));
    assert_eq!((after.status(), after.stage()), (Status::InForce, Stage::Signed));
}
