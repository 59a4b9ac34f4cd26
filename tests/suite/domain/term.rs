//! The end of the term: expiry, tacit renewal, and the notice against it.

use depositary::domain::*;
use jiff::civil::Date;

use super::{given::*, names, reason};

/// In force since a day, under these terms.
fn in_force_since(date: &str, terms: Terms) -> Agreement {
    let given = drafted_as(draft_of(header(), terms));
    let given = on(&given, "2022-02-20", open());
    let given = on(&given, "2022-02-21", sign("A"));
    on(&given, date, sign("B"))
}

fn fixed(length: CalendarSpan) -> Terms {
    for_a_term(Term::Fixed(length), Renewal::None)
}

/// The first days of the terms up to a year.
fn renewals(agreement: &Agreement, until: &str) -> Vec<Date> {
    let events = catch_up(agreement, noon(until));
    let bodies = events.iter().map(|event| {
        let EventBody::TermTacitlyRenewed(renewed) = event.body else { panic!("{event:?}") };
        (renewed.from, renewed.to)
    });
    let terms: Vec<_> = bodies.collect();
    assert!(terms.windows(2).all(|two| two[0].1 == two[1].0), "{terms:?}");
    terms.into_iter().map(|(from, _)| from).collect()
}

#[test]
fn a_term_ends_so_long_after_entry_into_force() {
    let given = in_force_since("2022-03-02", fixed(years(5)));
    assert_eq!(given.term_ends_on(), Some(day("2027-03-02")));
    assert_eq!(due_at(&given), Some(instant("2027-03-02T00:00:00Z")));
    assert!(catch_up(&given, noon("2027-03-01")).is_empty());
    let events = catch_up(&given, noon("2030-01-01"));
    assert_eq!(names(&events), ["AgreementExpired"]);
    assert_eq!(events[0].effective_on, Some(day("2027-03-02")));
    let after = caught_up(&given, "2030-01-01");
    assert_eq!((after.status(), after.stage()), (Status::Expired, Stage::Signed));
    assert_eq!(after.ended_on(), Some(day("2027-03-02")));
    assert_eq!(reason(&refused(&after, "2030-01-01", terminate(&["A", "B"]))), "AGREEMENT_CLOSED");
}

#[test]
fn month_ends_and_leap_days_are_clamped() {
    for (since, length, ends_on) in [
        ("2022-08-31", months(6), "2023-02-28"),
        ("2023-08-31", months(6), "2024-02-29"),
        ("2024-02-29", years(1), "2025-02-28"),
        ("2024-02-29", years(4), "2028-02-29"),
        ("2022-03-02", CalendarSpan::new(1, 1, 1).unwrap(), "2023-04-03"),
        ("2022-12-31", CalendarSpan::new(0, 2, 1).unwrap(), "2023-03-01"),
    ] {
        let given = in_force_since(since, fixed(length));
        assert_eq!(given.term_ends_on(), Some(day(ends_on)), "{since}");
    }
}

#[test]
fn a_term_can_end_on_a_day() {
    let until = |date| for_a_term(Term::Until(day(date)), Renewal::None);
    let given = in_force_since("2022-03-02", until("2022-04-01"));
    assert!(catch_up(&given, noon("2022-03-31")).is_empty());
    assert_eq!(caught_up(&given, "2022-04-01").ended_on(), Some(day("2022-04-01")));
    // What enters into force after that day ends at once, and not before it began.
    let after = in_force_since("2022-04-05", until("2022-04-01"));
    assert_eq!((after.status(), after.ended_on()), (Status::Expired, Some(day("2022-04-05"))));
}

#[test]
fn a_term_is_renewed_unless_somebody_objects() {
    let terms = for_a_term(Term::Fixed(years(5)), tacit(years(5), DateOffset::Months(6)));
    let given = in_force_since("2022-03-02", terms);
    assert_eq!(given.notice_deadline(), Some(day("2026-09-02")));
    assert_eq!(
        renewals(&given, "2043-01-01"),
        ["2027-03-02", "2032-03-02", "2037-03-02", "2042-03-02"].map(day)
    );
    let after = caught_up(&given, "2030-01-01");
    assert_eq!((after.status(), after.term_ends_on()), (Status::InForce, Some(day("2032-03-02"))));
}

#[test]
fn a_month_end_that_was_clamped_does_not_pull_the_later_ones_with_it() {
    let monthly = for_a_term(Term::Fixed(months(1)), tacit(months(1), DateOffset::Days(0)));
    let given = in_force_since("2022-12-31", monthly);
    assert_eq!(renewals(&given, "2023-04-01"), ["2023-01-31", "2023-02-28", "2023-03-31"].map(day));
    let yearly = for_a_term(Term::Fixed(years(1)), tacit(years(1), DateOffset::Days(0)));
    let given = in_force_since("2024-02-29", yearly);
    let from = ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"];
    assert_eq!(renewals(&given, "2029-01-01"), from.map(day));
}

#[test]
fn a_notice_is_in_time_until_its_deadline() {
    for (since, notice, deadline) in [
        ("2022-03-31", DateOffset::Months(1), "2023-02-28"),
        ("2023-03-31", DateOffset::Months(1), "2024-02-29"),
        ("2022-03-02", DateOffset::Months(6), "2022-09-02"),
        ("2022-03-02", DateOffset::Days(30), "2023-01-31"),
        ("2024-02-29", DateOffset::Years(1), "2024-02-28"),
    ] {
        let given = in_force_since(since, for_a_term(Term::Fixed(years(1)), tacit(years(1), notice)));
        let deadline = day(deadline);
        assert_eq!(given.notice_deadline(), Some(deadline), "{since}");
        if deadline < day(since) {
            continue;
        }
        let late = deadline.tomorrow().unwrap().to_string();
        assert_eq!(refused(&given, &late, refuse_renewal("A", &late)), Rejection::NoticeTooLate { deadline });
        let on_time = deadline.to_string();
        let given = on(&given, &late, refuse_renewal("A", &on_time));
        assert_eq!(given.non_renewals(), [id("A")]);
        assert_eq!(names(&catch_up(&given, noon("2040-01-01"))), ["AgreementExpired"]);
    }
}

#[test]
fn a_notice_stops_the_next_renewal() {
    let terms = for_a_term(Term::Fixed(years(1)), tacit(years(1), DateOffset::Months(1)));
    let given = caught_up(&in_force_since("2022-03-02", terms), "2024-06-01");
    let given = on(&given, "2024-06-01", refuse_renewal("A", "2024-06-01"));
    let then = Rejection::NonRenewalExists { participant_id: id("A") };
    assert_eq!(refused(&given, "2024-06-02", refuse_renewal("A", "2024-06-02")), then);
    let given = on(&given, "2024-06-02", refuse_renewal("B", "2024-06-02"));
    assert_eq!(caught_up(&given, "2026-01-01").ended_on(), Some(day("2025-03-02")));
}

#[test]
fn only_a_party_can_stop_a_renewal_and_only_where_there_is_one() {
    let then = Rejection::NoTacitRenewal;
    assert_eq!(refused(&in_force(), "2022-04-01", refuse_renewal("A", "2022-04-01")), then);
    let given = in_force_since("2022-03-02", fixed(years(5)));
    assert_eq!(refused(&given, "2022-04-01", refuse_renewal("A", "2022-04-01")), then);
    let mut terms = for_a_term(Term::Fixed(years(1)), tacit(years(1), DateOffset::Months(1)));
    terms.participation = Participation::Open;
    let given = on(&in_force_since("2022-03-02", terms), "2022-03-03", invite("C"));
    let by = ByParticipant { participant_id: id("C"), status: ParticipantStatus::Eligible };
    assert_eq!(refused(&given, "2022-04-01", refuse_renewal("C", "2022-04-01")), Rejection::NotParty(by));
}

#[test]
fn no_term_goes_on_after_the_last_day_of_the_calendar() {
    let century = CalendarSpan::new(100, 0, 0).unwrap();
    let terms = for_a_term(Term::Fixed(century), tacit(century, DateOffset::Days(0)));
    let given = in_force_since("2022-03-02", terms);
    let events = catch_up(&given, jiff::Timestamp::MAX);
    assert_eq!(events.len(), 79);
    assert_eq!(due_at(&super::fold(&given, &events)), None);
}
