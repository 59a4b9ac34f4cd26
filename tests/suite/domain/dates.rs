//! The arithmetic of legal dates, against answers known from elsewhere.

use depositary::domain::*;
use jiff::civil::Date;

use super::given::day;

fn after(from: &str, offset: DateOffset) -> String {
    offset.after(day(from)).to_string()
}

#[test]
fn days_do_not_count_the_day_itself() {
    assert_eq!(after("2022-03-09", DateOffset::Days(0)), "2022-03-09");
    assert_eq!(after("2003-07-01", DateOffset::Days(90)), "2003-09-29");
    assert_eq!(after("2024-02-28", DateOffset::Days(1)), "2024-02-29");
    assert_eq!(after("2023-02-28", DateOffset::Days(1)), "2023-03-01");
    assert_eq!(after("1900-02-28", DateOffset::Days(1)), "1900-03-01");
}

#[test]
fn months_are_clamped_to_the_end_of_the_month() {
    assert_eq!(after("2021-08-31", DateOffset::Months(6)), "2022-02-28");
    assert_eq!(after("2023-08-31", DateOffset::Months(6)), "2024-02-29");
    assert_eq!(after("2022-01-31", DateOffset::Months(1)), "2022-02-28");
    assert_eq!(after("2022-01-31", DateOffset::Months(2)), "2022-03-31");
    assert_eq!(after("2022-10-15", DateOffset::Months(12)), "2023-10-15");
}

#[test]
fn years_meet_leap_days() {
    assert_eq!(after("2024-02-29", DateOffset::Years(1)), "2025-02-28");
    assert_eq!(after("2024-02-29", DateOffset::Years(4)), "2028-02-29");
    assert_eq!(after("2096-02-29", DateOffset::Years(4)), "2100-02-28");
    assert_eq!(after("1817-04-29", DateOffset::Years(100)), "1917-04-29");
}

#[test]
fn the_first_of_the_month_after_months() {
    assert_eq!(after("2004-03-18", DateOffset::FirstOfMonthAfterMonths(3)), "2004-07-01");
    assert_eq!(after("2021-10-01", DateOffset::FirstOfMonthAfterMonths(3)), "2022-02-01");
    assert_eq!(after("2021-11-30", DateOffset::FirstOfMonthAfterMonths(3)), "2022-03-01");
    assert_eq!(after("2021-12-31", DateOffset::FirstOfMonthAfterMonths(0)), "2022-01-01");
}

#[test]
fn the_first_of_the_month_after_days() {
    assert_eq!(after("2022-01-01", DateOffset::FirstOfMonthAfterDays(30)), "2022-02-01");
    assert_eq!(after("2022-01-02", DateOffset::FirstOfMonthAfterDays(30)), "2022-03-01");
    assert_eq!(after("2024-01-31", DateOffset::FirstOfMonthAfterDays(29)), "2024-03-01");
    assert_eq!(after("2022-12-15", DateOffset::FirstOfMonthAfterDays(0)), "2023-01-01");
}

#[test]
fn the_first_of_the_nth_month_after() {
    assert_eq!(after("1998-09-16", DateOffset::FirstOfNthMonth(6)), "1999-03-01");
    assert_eq!(after("2010-07-08", DateOffset::FirstOfNthMonth(1)), "2010-08-01");
    assert_eq!(after("2022-08-31", DateOffset::FirstOfNthMonth(6)), "2023-02-01");
    assert_eq!(after("2022-08-01", DateOffset::FirstOfNthMonth(6)), "2023-02-01");
}

#[test]
fn a_fixed_day_may_precede_the_act() {
    assert_eq!(after("2017-12-01", DateOffset::AsOf(day("2017-11-30"))), "2017-11-30");
}

#[test]
fn no_offset_is_the_day_itself_unless_the_floor_is_later() {
    assert_eq!(effective_on(day("2022-03-09"), None, None), day("2022-03-09"));
    assert_eq!(effective_on(day("2022-03-09"), None, Some(day("2022-03-10"))), day("2022-03-10"));
    assert_eq!(effective_on(day("2022-03-09"), None, Some(day("2022-03-08"))), day("2022-03-09"));
}

#[test]
fn what_lies_after_the_year_9999_is_its_last_day() {
    for offset in [
        DateOffset::Days(u16::MAX),
        DateOffset::Months(u16::MAX),
        DateOffset::Years(u16::MAX),
        DateOffset::FirstOfMonthAfterMonths(1),
        DateOffset::FirstOfMonthAfterDays(31),
        DateOffset::FirstOfNthMonth(1),
    ] {
        assert_eq!(offset.after(day("9999-12-01")), Date::MAX, "{offset:?}");
    }
}

#[test]
fn offsets_have_limits() {
    let bad = Err(Invalid::BadValue);
    assert_eq!(DateOffset::days(36_500), Ok(DateOffset::Days(36_500)));
    assert_eq!([DateOffset::days(-1), DateOffset::days(36_501), DateOffset::days(i64::MAX)], [bad; 3]);
    assert_eq!(DateOffset::months(1_200), Ok(DateOffset::Months(1_200)));
    assert_eq!([DateOffset::months(-1), DateOffset::months(1_201)], [bad; 2]);
    assert_eq!(DateOffset::years(100), Ok(DateOffset::Years(100)));
    assert_eq!([DateOffset::years(-1), DateOffset::years(101)], [bad; 2]);
    assert_eq!(DateOffset::first_of_month_after_months(0), Ok(DateOffset::FirstOfMonthAfterMonths(0)));
    assert_eq!(DateOffset::first_of_month_after_months(1_201), bad);
    assert_eq!(DateOffset::first_of_month_after_days(0), Ok(DateOffset::FirstOfMonthAfterDays(0)));
    assert_eq!(DateOffset::first_of_month_after_days(36_501), bad);
    assert_eq!(DateOffset::first_of_nth_month(1), Ok(DateOffset::FirstOfNthMonth(1)));
    assert_eq!([DateOffset::first_of_nth_month(0), DateOffset::first_of_nth_month(1_201)], [bad; 2]);
}

#[test]
fn published_dates_are_reproduced() {
    let mut rows = 0;
    for line in include_str!("../fixtures/date_vectors.csv").lines().skip(1) {
        // The name of the subject may hold a comma; what is needed are the five last fields.
        let fields: Vec<&str> = line.rsplitn(6, ',').collect();
        let [_basis, expected, floor, rule, from, _subject] = fields[..] else { panic!("{line}") };
        let (kind, number) = rule.trim_end_matches(')').split_once('(').unwrap();
        let number = number.parse().unwrap();
        let offset = match kind {
            "DAYS" => DateOffset::days(number),
            "FDOM_NTH" => DateOffset::first_of_nth_month(number),
            "FDOM_AFTER_PERIOD" => DateOffset::first_of_month_after_months(number),
            other => panic!("{other}"),
        };
        let floor = if floor.is_empty() { None } else { Some(day(floor)) };
        assert_eq!(effective_on(day(from), offset.ok(), floor), day(expected), "{line}");
        rows += 1;
    }
    assert_eq!(rows, 29);
}

#[test]
fn a_date_may_be_known_to_the_day_the_month_or_the_year() {
    let days = |date: PartialDate| (date.first_day().to_string(), date.last_day().to_string());
    let full = PartialDate::new(2024, 2, 29).unwrap();
    assert_eq!(days(full), ("2024-02-29".into(), "2024-02-29".into()));
    assert_eq!((full.year(), full.month(), full.day()), (2024, Some(2), Some(29)));
    let month = PartialDate::new(2024, 2, 0).unwrap();
    assert_eq!(days(month), ("2024-02-01".into(), "2024-02-29".into()));
    assert_eq!((month.month(), month.day(), month.full()), (Some(2), None, None));
    let year = PartialDate::new(1817, 0, 0).unwrap();
    assert_eq!(days(year), ("1817-01-01".into(), "1817-12-31".into()));
    assert_eq!((year.month(), year.day()), (None, None));
    assert_eq!([full, month, year].map(|date| date.to_string()), ["2024-02-29", "2024-02", "1817"]);
}

#[test]
fn a_date_that_is_none_is_refused() {
    for (year, month, dom) in [
        (0, 1, 1),
        (10_000, 1, 1),
        (-1, 0, 0),
        (2022, 13, 1),
        (2022, 0, 5),
        (2023, 2, 29),
        (1900, 2, 29),
        (2022, -1, 0),
        (2022, 1, -1),
        (2022, 1, 400),
        (i32::MAX, 0, 0),
    ] {
        assert_eq!(PartialDate::new(year, month, dom), Err(Invalid::BadDate), "{year}-{month}-{dom}");
    }
    assert_eq!(date(2022, 3, 9), Ok(day("2022-03-09")));
    assert_eq!(date(2022, 3, 0), Err(Invalid::BadDate));
    assert_eq!(date(1, 1, 1), Ok(day("0001-01-01")));
    assert_eq!(date(9999, 12, 31), Ok(Date::MAX));
}

#[test]
fn periods_are_half_open() {
    let period = |from, to| Period::new(day(from), day(to));
    assert_eq!(period("2022-01-01", "2022-01-01"), Err(Invalid::BadPeriod));
    assert_eq!(period("2022-01-02", "2022-01-01"), Err(Invalid::BadPeriod));
    let january = period("2022-01-01", "2022-02-01").unwrap();
    assert_eq!((january.from(), january.to()), (day("2022-01-01"), day("2022-02-01")));
    assert!(!january.overlaps(period("2022-02-01", "2022-03-01").unwrap()));
    assert!(january.overlaps(period("2022-01-31", "2022-03-01").unwrap()));
    assert!(january.overlaps(period("2021-01-01", "2023-01-01").unwrap()));
}

#[test]
fn a_span_has_some_length() {
    assert_eq!(CalendarSpan::new(0, 0, 0), Err(Invalid::BadValue));
    assert_eq!(CalendarSpan::new(0, -1, 0), Err(Invalid::BadValue));
    let span = CalendarSpan::new(3, 6, 1).unwrap();
    assert_eq!((span.years(), span.months(), span.days()), (3, 6, 1));
}
