//! What was measured over time, and whether the targets are reached.

use depositary::domain::*;

use super::given::*;

const TODAY: &str = "2025-05-20";

fn number(number: &str) -> Decimal {
    Decimal::parse(number).unwrap()
}

fn percent(indicator_id: &str, measure: Measure) -> Indicator {
    let unit = Unit::parse("%").unwrap();
    Indicator { measure, unit, periodicity: None, ..indicator(indicator_id, IndicatorOrigin::Commission) }
}

fn figure(reading_id: &str, indicator_id: &str, time: ReadingTime, value: &str) -> Reading {
    Reading { value: number(value), ..reading(reading_id, indicator_id, time) }
}

/// The readings and targets of the worked example, each on its day.
fn measured() -> Agreement {
    let trade = |reading_id, from, to, value| figure(reading_id, "TRADE", in_period(from, to), value);
    let joint =
        |reading_id, date, value| figure(reading_id, "PRIOR_IMPL", ReadingTime::AsOf(day(date)), value);
    let at_least =
        Reading { qualifier: Qualifier::AtLeast, ..trade("R54", "2023-03-21", "2024-01-23", "370000000") };
    let about =
        Reading { qualifier: Qualifier::Approx, ..trade("R62", "2024-01-01", "2025-01-01", "500000000") };
    let growth = Reading {
        qualifier: Qualifier::Approx,
        ..figure("R15", "TRADE_GROWTH", ReadingTime::Unspecified, "70")
    };
    let growth_of_trade = Indicator { of: Some(id("TRADE")), ..percent("TRADE_GROWTH", Measure::ChangePct) };
    let two_billion = Target { value: number("2000000000"), ..target("T60", "TRADE") };
    let sixty = Target { value: number("60"), by: Some(day("2025-03-01")), ..target("T31", "PRIOR_IMPL") };
    let acts = [
        ("2022-03-10", define("TRADE")),
        ("2022-03-10", read_as(trade("R13", "2021-01-01", "2022-01-01", "431000000"))),
        ("2022-03-10", define_as(growth_of_trade)),
        ("2022-03-10", read_as(growth)),
        ("2022-03-10", aim("T16", "TRADE")),
        ("2022-05-11", read_as(trade("R17", "2021-03-21", "2022-03-21", "503000000"))),
        ("2022-05-16", define_as(percent("PRIOR_IMPL", Measure::Share))),
        ("2023-03-06", read_as(joint("R26", "2023-03-01", "35"))),
        ("2023-03-07", aim_as(sixty)),
        ("2024-02-27", read_as(trade("R47", "2022-01-01", "2023-01-01", "436000000"))),
        ("2024-03-05", read_as(at_least)),
        ("2025-05-12", aim_as(two_billion)),
        ("2025-05-20", read_as(about)),
        ("2025-05-20", read_as(joint("R63", "2025-05-01", "48"))),
    ];
    acts.into_iter().fold(in_force(), |given, (date, body)| on(&given, date, body))
}

fn series_of(given: &Agreement, indicator_id: &str) -> Series {
    series(given, &id(indicator_id), None, day(TODAY)).unwrap()
}

/// Each reading in a line: its id, the value as qualified, whether its period is a part, and the target that held.
fn readings(series: &Series) -> Vec<String> {
    let line = |one: &SeriesReading| {
        let reading = &one.kept.reading;
        let qualifier = match reading.qualifier {
            Qualifier::Exact => "",
            Qualifier::Approx => "≈ ",
            Qualifier::AtLeast => "≥ ",
            Qualifier::AtMost => "≤ ",
        };
        let partial = if one.partial { " partial" } else { "" };
        let target = one.target_id.as_ref().map(|target_id| format!(", {target_id}")).unwrap_or_default();
        format!("{} {qualifier}{}{partial}{target}", reading.reading_id, reading.value)
    };
    series.readings.iter().map(line).collect()
}

/// Each target in a line: its id, its days, and whether it is reached.
fn targets(series: &Series) -> Vec<String> {
    let line = |one: &SeriesTarget| {
        let until = one.until.map(|until| format!(" until {until}")).unwrap_or_default();
        format!("{} from {}{until} {:?}", one.target.target_id, one.from, one.status)
    };
    series.targets.iter().map(line).collect()
}

#[test]
fn trade_was_measured_over_five_times_and_its_target_moved() {
    let trade = series_of(&measured(), "TRADE");
    assert_eq!(
        readings(&trade),
        [
            "R13 431000000",
            "R17 503000000, T16",
            "R47 436000000, T16",
            "R54 ≥ 370000000 partial, T16",
            "R62 ≈ 500000000, T16",
        ]
    );
    assert_eq!(targets(&trade), ["T16 from 2022-03-10 until 2025-05-11 Open", "T60 from 2025-05-12 Open"]);
}

#[test]
fn growth_has_no_time_and_no_target() {
    let growth = series_of(&measured(), "TRADE_GROWTH");
    assert_eq!((readings(&growth), targets(&growth).len()), (vec!["R15 ≈ 70".to_owned()], 0));
}

#[test]
fn what_was_to_be_done_by_2025_was_missed() {
    let prior = series_of(&measured(), "PRIOR_IMPL");
    assert_eq!(readings(&prior), ["R26 35", "R63 48, T31"]);
    assert_eq!(targets(&prior), ["T31 from 2023-03-07 Missed"]);
    let status = |on| series(&measured(), &id("PRIOR_IMPL"), None, day(on)).unwrap().targets[0].status;
    // On its day there is still time.
    assert_eq!((status("2025-03-01"), status("2025-03-02")), (TargetStatus::Open, TargetStatus::Missed));
}

#[test]
fn there_is_no_series_of_what_is_not_measured() {
    assert_eq!(series(&in_force(), &id("TRADE"), None, day(TODAY)), None);
    let given = on(&in_force(), "2022-04-01", define("TRADE"));
    assert_eq!(
        (readings(&series_of(&given, "TRADE")).len(), targets(&series_of(&given, "TRADE")).len()),
        (0, 0)
    );
}

#[test]
fn readings_stand_in_the_order_of_the_ends_of_their_times() {
    let given = on(&in_force(), "2022-04-01", define("IND"));
    let times = [
        ("R1", ReadingTime::Unspecified),
        ("R2", in_period("2021-07-01", "2022-01-01")),
        ("R3", ReadingTime::AsOf(day("2022-01-01"))),
        ("R4", in_period("2021-01-01", "2022-01-01")),
        ("R5", ReadingTime::AsOf(day("2021-12-31"))),
        ("R6", ReadingTime::AsOf(day("2020-01-01"))),
    ];
    let given = times.into_iter().fold(given, |given, (reading_id, time)| {
        on(&given, "2022-04-01", read_as(figure(reading_id, "IND", time, "1")))
    });
    let series = series_of(&given, "IND");
    assert_eq!(readings(&series), ["R6 1", "R2 1 partial", "R4 1", "R5 1", "R3 1", "R1 1"]);
}

#[test]
fn of_the_targets_of_one_day_the_one_set_later_holds() {
    let from = |target_id, date| aim_as(Target { valid_from: Some(day(date)), ..target(target_id, "IND") });
    let given = on(&in_force(), "2022-04-01", define("IND"));
    let set = [("T1", "2022-06-01"), ("T2", "2022-01-01"), ("T3", "2022-06-01"), ("T4", "2023-01-01")];
    let given = set
        .into_iter()
        .fold(given, |given, (target_id, date)| on(&given, "2022-07-01", from(target_id, date)));
    let given = on(&given, "2022-07-01", read_as(reading("R1", "IND", ReadingTime::AsOf(day("2022-06-01")))));
    let series = series_of(&given, "IND");
    assert_eq!(
        targets(&series),
        [
            "T2 from 2022-01-01 until 2022-05-31 Open",
            "T1 from 2022-06-01 until 2022-05-31 Open",
            "T3 from 2022-06-01 until 2022-12-31 Open",
            "T4 from 2023-01-01 Open",
        ]
    );
    assert_eq!(readings(&series), ["R1 431000000, T3"]);
}

/// An indicator in euros with readings of ends of years: their ids, their years, and their values.
fn with_readings(figures: &[(&str, &str, &str)]) -> Agreement {
    let given = on(&in_force(), "2022-04-01", define("IND"));
    figures.iter().fold(given, |given, (reading_id, year, value)| {
        let time = ReadingTime::AsOf(day(&format!("{year}-12-31")));
        // Each has a reporter of its own, if there are two of one year.
        let reporter = Some(id(if given.readings().len() % 2 == 0 { "A" } else { "B" }));
        let reading = Reading { reporter, ..figure(reading_id, "IND", time, value) };
        on(&given, "2025-05-01", read_as(reading))
    })
}

/// The status of a target today.
fn status_of(given: &Agreement, target: Target) -> TargetStatus {
    let given = on(given, "2025-05-02", aim_as(target));
    series_of(&given, "IND").targets[0].status
}

fn level(comparator: Comparator, value: &str, by: Option<&str>) -> Target {
    Target { comparator, value: number(value), by: by.map(day), ..target("T", "IND") }
}

fn change(kind: TargetKind, value: &str, base: Option<&str>) -> Target {
    Target { kind, base: base.map(id), ..level(Comparator::AtLeast, value, None) }
}

#[test]
fn a_level_is_compared_with_the_last_reading_in_time() {
    use Comparator::{AtLeast, AtMost, Equal};
    let given = with_readings(&[("R1", "2021", "90"), ("R2", "2022", "120"), ("R3", "2023", "100.0")]);
    for (comparator, value, by, then) in [
        (AtLeast, "100", None, TargetStatus::Met),
        (AtLeast, "100.000000000000000000000000001", None, TargetStatus::Open),
        (AtMost, "100", None, TargetStatus::Met),
        (AtMost, "99", None, TargetStatus::Open),
        (Equal, "100.00", None, TargetStatus::Met),
        (Equal, "-100", None, TargetStatus::Open),
        // Reached, whatever day it is.
        (AtLeast, "100", Some("2030-01-01"), TargetStatus::Met),
        (AtLeast, "101", Some("2030-01-01"), TargetStatus::Open),
        (AtLeast, "101", Some(TODAY), TargetStatus::Open),
        (AtLeast, "101", Some("2025-05-19"), TargetStatus::Missed),
        // What was measured later does not count, and what was measured on the day does.
        (AtLeast, "110", Some("2022-12-31"), TargetStatus::Met),
        (AtLeast, "110", Some("2022-12-30"), TargetStatus::Missed),
        (AtLeast, "1", Some("2021-12-30"), TargetStatus::Unevaluable),
    ] {
        assert_eq!(status_of(&given, level(comparator, value, by)), then, "{comparator:?} {value} {by:?}");
    }
    assert_eq!(status_of(&with_readings(&[]), level(AtLeast, "1", None)), TargetStatus::Unevaluable);
}

#[test]
fn without_a_day_of_its_own_a_target_is_judged_by_the_day_asked_for() {
    let given = with_readings(&[("R1", "2021", "90"), ("R2", "2022", "120")]);
    let given = on(&given, "2025-05-02", aim_as(level(Comparator::AtLeast, "100", None)));
    let status = |on| series(&given, &id("IND"), None, day(on)).unwrap().targets[0].status;
    assert_eq!(status("2022-12-31"), TargetStatus::Met);
    assert_eq!(status("2022-12-30"), TargetStatus::Open);
    assert_eq!(status("2021-12-30"), TargetStatus::Unevaluable);
}

#[test]
fn a_change_is_counted_from_its_base() {
    use TargetKind::{ChangeAbs, ChangePct};
    let given = with_readings(&[("R1", "2021", "200"), ("R2", "2022", "230")]);
    for (kind, value, then) in [
        (ChangeAbs, "30", TargetStatus::Met),
        (ChangeAbs, "30.1", TargetStatus::Open),
        (ChangePct, "15", TargetStatus::Met),
        (ChangePct, "15.0000000000000000000000000001", TargetStatus::Open),
    ] {
        assert_eq!(status_of(&given, change(kind, value, Some("R1"))), then, "{kind:?} {value}");
        assert_eq!(status_of(&given, change(kind, value, None)), TargetStatus::Unevaluable);
    }
    // From nothing there is a change, but none in per cent.
    let from_zero = with_readings(&[("R1", "2021", "-0.00"), ("R2", "2022", "230")]);
    assert_eq!(status_of(&from_zero, change(ChangeAbs, "230", Some("R1"))), TargetStatus::Met);
    assert_eq!(status_of(&from_zero, change(ChangePct, "1", Some("R1"))), TargetStatus::Unevaluable);
    // Upwards from below nothing is upwards.
    let from_below = with_readings(&[("R1", "2021", "-200"), ("R2", "2022", "-170")]);
    assert_eq!(status_of(&from_below, change(ChangePct, "15", Some("R1"))), TargetStatus::Met);
    assert_eq!(status_of(&from_below, change(ChangePct, "15.1", Some("R1"))), TargetStatus::Open);
}

#[test]
fn changes_are_exact_to_the_last_digit() {
    use TargetKind::{ChangeAbs, ChangePct};
    let digits = "123456789012345678901234567890";
    let more = "123456789012345678901234567891";
    let given = with_readings(&[("R1", "2021", digits), ("R2", "2022", more)]);
    let small = "0.00000000000000000000000000001";
    assert_eq!(status_of(&given, change(ChangeAbs, "1", Some("R1"))), TargetStatus::Met);
    assert_eq!(
        status_of(&given, change(ChangeAbs, "1.00000000000000000000000000001", Some("R1"))),
        TargetStatus::Open
    );
    // A hundred parts of the base are 8.10000007… × 10^-28 per cent.
    let (below, above) = ("0.00000000000000000000000000081", "0.00000000000000000000000000082");
    assert_eq!(status_of(&given, change(ChangePct, below, Some("R1"))), TargetStatus::Met);
    assert_eq!(status_of(&given, change(ChangePct, above, Some("R1"))), TargetStatus::Open);
    let nearly = with_readings(&[("R1", "2021", "3"), ("R2", "2022", "4")]);
    // 33.33… has no end, and no digit of it is rounded.
    let third = "33.3333333333333333333333333333";
    assert_eq!(status_of(&nearly, change(ChangePct, third, Some("R1"))), TargetStatus::Met);
    let above = "33.3333333333333333333333333334";
    assert_eq!(status_of(&nearly, change(ChangePct, above, Some("R1"))), TargetStatus::Open);
    let tiny = with_readings(&[("R1", "2021", small), ("R2", "2022", digits)]);
    assert_eq!(
        status_of(&tiny, change(ChangePct, "999999999999999999999999999999", Some("R1"))),
        TargetStatus::Met
    );
}

#[test]
fn a_base_that_was_revised_counts_as_its_reporter_says_now() {
    let given = with_readings(&[("R1", "2021", "1"), ("R2", "2022", "432000010")]);
    let given = on(&given, "2025-05-01", revise_reading("R1", "R3"));
    let target = |value| change(TargetKind::ChangeAbs, value, Some("R1"));
    assert_eq!(status_of(&given, target("10")), TargetStatus::Met);
    assert_eq!(status_of(&given, target("11")), TargetStatus::Open);
}

#[test]
fn readings_on_both_sides_dispute_a_target_until_one_is_agreed() {
    let given = with_readings(&[("R1", "2021", "200"), ("R2", "2022", "90"), ("R3", "2022", "110")]);
    let target = || level(Comparator::AtLeast, "100", Some("2023-01-01"));
    assert_eq!(status_of(&given, target()), TargetStatus::Disputed);
    // On one side they need not be the same.
    assert_eq!(status_of(&given, level(Comparator::AtLeast, "80", None)), TargetStatus::Met);
    assert_eq!(status_of(&given, level(Comparator::AtLeast, "120", None)), TargetStatus::Open);
    let agreed = |reading_id| on(&given, "2025-05-01", agree_reading(reading_id));
    assert_eq!(status_of(&agreed("R2"), target()), TargetStatus::Missed);
    assert_eq!(status_of(&agreed("R3"), target()), TargetStatus::Met);
    // Contested again, it is no longer agreed.
    let contested = on(&agreed("R3"), "2025-05-01", contest("R3", "B"));
    assert_eq!(status_of(&contested, target()), TargetStatus::Disputed);
    // An agreed reading of an earlier time is not the last one.
    let earlier = on(&given, "2025-05-01", agree_reading("R1"));
    assert_eq!(status_of(&earlier, target()), TargetStatus::Disputed);
    // What was replaced says nothing any more.
    let revised = on(&given, "2025-05-01", revise_reading("R2", "R4"));
    assert_eq!(status_of(&revised, target()), TargetStatus::Met);
    let states: Vec<_> = series_of(&revised, "IND").readings.iter().map(|one| one.kept.status).collect();
    assert_eq!(states.len(), 4);
    assert!(states.contains(&ReadingStatus::Superseded));
}

#[test]
fn of_times_that_end_together_the_whole_one_counts() {
    let given = on(&in_force(), "2022-04-01", define("IND"));
    let year = figure("R1", "IND", in_period("2022-01-01", "2023-01-01"), "400");
    let quarter = figure("R2", "IND", in_period("2022-10-01", "2023-01-01"), "100");
    let given = on(&on(&given, "2023-04-01", read_as(year)), "2023-04-01", read_as(quarter));
    assert_eq!(status_of(&given, level(Comparator::AtLeast, "400", None)), TargetStatus::Met);
}

#[test]
fn where_each_is_measured_each_is_judged_by_its_own_readings() {
    let each =
        Indicator { scope: IndicatorScope::PerParticipant, ..indicator("IND", IndicatorOrigin::Commission) };
    let given = on(&in_force(), "2022-04-01", define_as(each));
    let of = |reading_id, subject: Option<&str>, value| {
        let time = ReadingTime::AsOf(day("2021-12-31"));
        read_as(Reading { subject: subject.map(id), ..figure(reading_id, "IND", time, value) })
    };
    let given = on(&given, "2022-04-01", of("R1", Some("A"), "120"));
    let given = on(&given, "2022-04-01", of("R2", Some("B"), "80"));
    let given = on(&given, "2022-04-01", aim_as(level(Comparator::AtLeast, "100", None)));
    let asked = |given: &Agreement, subject: Option<&str>| {
        let series = series(given, &id("IND"), subject.map(id).as_ref(), day(TODAY)).unwrap();
        (readings(&series), series.targets[0].status)
    };
    assert_eq!(asked(&given, Some("A")), (vec!["R1 120".to_owned()], TargetStatus::Met));
    assert_eq!(asked(&given, Some("B")), (vec!["R2 80".to_owned()], TargetStatus::Open));
    assert_eq!(asked(&given, Some("C")), (vec![], TargetStatus::Unevaluable));
    // What each has reached says nothing of all together.
    let (lines, status) = asked(&given, None);
    assert_eq!((lines.len(), status), (2, TargetStatus::Unevaluable));
    let given = on(&given, "2022-04-01", of("R3", None, "200"));
    assert_eq!(asked(&given, None).1, TargetStatus::Met);
}

#[test]
fn of_what_is_one_for_all_there_is_one_series() {
    let given = on(
        &measured(),
        TODAY,
        read_as(Reading {
            subject: Some(id("A")),
            ..figure("R70", "TRADE", ReadingTime::AsOf(day("2025-05-01")), "3000000000")
        }),
    );
    let asked = |subject: &str| series(&given, &id("TRADE"), Some(&id(subject)), day(TODAY)).unwrap();
    assert_eq!((asked("A").readings.len(), asked("B").readings.len()), (6, 5));
    assert_eq!(asked("A").targets[1].status, TargetStatus::Met);
    assert_eq!(asked("B").targets[1].status, TargetStatus::Open);
}
