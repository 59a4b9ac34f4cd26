//! Readings: contested, replaced, agreed.

use depositary::domain::*;

use super::{check, given::*, names, reason};

const TODAY: &str = "2022-04-02";
const LATER: &str = "2022-06-01";

fn reported(reading_id: &str, reporter: Option<&str>) -> CommandBody {
    let time = in_period("2022-01-01", "2022-02-01");
    read_as(Reading { reporter: reporter.map(id), ..reading(reading_id, "IND", time) })
}

fn recorded() -> Agreement {
    on(&on(&in_force(), "2022-04-01", define("IND")), "2022-04-01", reported("R", Some("A")))
}

fn kept(agreement: &Agreement, reading_id: &str) -> KeptReading {
    agreement.reading(&id(reading_id)).unwrap().clone()
}

#[test]
fn nobody_contests_what_it_has_said_itself() {
    let then = Err(Rejection::SelfContest { reading_id: id("R"), by: id("A") });
    check(&recorded(), (TODAY, contest("R", "A")), then);
    let once = check(&recorded(), (TODAY, contest("R", "B")), Ok(&["ReadingContested"]));
    let contested = kept(&once, "R");
    assert_eq!(contested.status, ReadingStatus::Contested);
    let [one] = contested.contests.as_slice() else { panic!("{contested:?}") };
    assert_eq!((&one.by, one.contested_on.full()), (&id("B"), Some(day(TODAY))));
    assert_eq!(one.counter_value, Decimal::parse("430000000").ok());
    assert_eq!(kept(&on(&once, TODAY, contest("R", "B")), "R").contests.len(), 2);
    // What all have said together anybody may contest.
    let joint = on(&on(&in_force(), "2022-04-01", define("IND")), "2022-04-01", reported("R", None));
    on(&joint, TODAY, contest("R", "A"));
    let then = Err(Rejection::ParticipantNotFound { participant_id: id("X") });
    check(&recorded(), (TODAY, contest("R", "X")), then);
    let missing = || Err(Rejection::ReadingNotFound { reading_id: id("N") });
    for body in [contest("N", "B"), revise_reading("N", "R2"), agree_reading("N")] {
        check(&recorded(), (TODAY, body), missing());
    }
    let early = refused_for(&recorded(), TODAY, "2022-03-31", contest("R", "B"));
    assert_eq!(reason(&early), "OUT_OF_SEQUENCE");
}

#[test]
fn what_was_said_first_stays_beside_what_is_said_instead() {
    let after = check(&recorded(), (TODAY, revise_reading("R", "R2")), Ok(&["ReadingRevised"]));
    let (first, second) = (kept(&after, "R"), kept(&after, "R2"));
    assert_eq!((first.status, first.revision, first.revises), (ReadingStatus::Superseded, 1, None));
    assert_eq!((second.status, second.revision), (ReadingStatus::Recorded, 2));
    assert_eq!((second.revises, second.recorded_on), (Some(id("R")), day(TODAY)));
    assert!(second.reading.has_key_of(&first.reading));
    assert_eq!(second.reading.unit, first.reading.unit);
    assert_eq!(second.reading.value, Decimal::parse("432000000").unwrap());
    let third = on(&after, TODAY, revise_reading("R2", "R3"));
    assert_eq!(kept(&third, "R3").revision, 3);
    let then = Err(Rejection::ReadingExists { reading_id: id("R") });
    check(&recorded(), (TODAY, revise_reading("R", "R")), then);
    let by_reading = ByReading { reading_id: id("R"), status: ReadingStatus::Superseded };
    check(&after, (TODAY, revise_reading("R", "R3")), Err(Rejection::ReadingSuperseded(by_reading)));
    // Nobody says the same thing twice under another id.
    let then = Err(Rejection::ReadingExists { reading_id: id("R") });
    check(&after, (TODAY, reported("R4", Some("A"))), then);
}

#[test]
fn for_one_time_one_reading_is_agreed() {
    let two = on(&recorded(), "2022-04-01", reported("R2", Some("B")));
    let agreed = check(&two, (TODAY, agree_reading("R")), Ok(&["ReadingAgreed"]));
    let other = ByReading { reading_id: id("R"), status: ReadingStatus::Agreed };
    check(&agreed, (TODAY, agree_reading("R2")), Err(Rejection::AgreedReadingExists(other.clone())));
    check(&agreed, (TODAY, agree_reading("R")), Err(Rejection::ReadingAlreadyAgreed(other)));
    // Once it is contested or replaced, another one may be.
    for body in [contest("R", "B"), revise_reading("R", "R3")] {
        check(&on(&agreed, TODAY, body), (TODAY, agree_reading("R2")), Ok(&["ReadingAgreed"]));
    }
}

#[test]
fn after_the_end_only_readings_of_before_are_discussed() {
    let time = in_period("2022-01-01", "2022-04-02");
    let given = on(&recorded(), TODAY, read_as(reading("LATE", "IND", time)));
    let ended = on(&given, TODAY, terminate_on(Some("2022-04-01"), &["A", "B"]));
    on(&ended, TODAY, contest("R", "B"));
    on(&ended, TODAY, revise_reading("R", "R2"));
    on(&ended, TODAY, agree_reading("R"));
    for body in [contest("LATE", "B"), revise_reading("LATE", "R2"), agree_reading("LATE")] {
        assert_eq!(reason(&refused(&ended, TODAY, body)), "AGREEMENT_CLOSED");
    }
}

/// Two readings of 2021, one by A and one by B.
fn measured() -> Agreement {
    let by = |reading_id, reporter| {
        let reading = reading(reading_id, "IND", in_period("2021-01-01", "2022-01-01"));
        read_as(Reading { reporter: Some(id(reporter)), ..reading })
    };
    let given = on(&in_force(), "2022-04-01", define("IND"));
    on(&on(&given, "2022-04-01", by("RA", "A")), "2022-04-01", by("RB", "B"))
}

fn status(given: &Agreement, reading_id: &str) -> ReadingStatus {
    kept(given, reading_id).status
}

#[test]
fn that_a_reading_was_replaced_is_said_first() {
    let revised = on(&measured(), LATER, revise_reading("RA", "RC"));
    assert_eq!(reason(&refused(&revised, LATER, contest("RA", "A"))), "READING_SUPERSEDED");
    // Who says so then is the reporter of the new one, too.
    let then = Err(Rejection::SelfContest { reading_id: id("RC"), by: id("A") });
    check(&revised, (LATER, contest("RC", "A")), then);
}

#[test]
fn for_one_time_all_agree_on_one_reading() {
    let given = check(&measured(), (LATER, agree_reading("RA")), Ok(&["ReadingAgreed"]));
    assert_eq!(
        (status(&given, "RA"), status(&given, "RB")),
        (ReadingStatus::Agreed, ReadingStatus::Recorded)
    );
    let by = |reading_id, status| ByReading { reading_id: id(reading_id), status };
    let then = Err(Rejection::AgreedReadingExists(by("RA", ReadingStatus::Agreed)));
    check(&given, (LATER, agree_reading("RB")), then);
    let then = Err(Rejection::ReadingAlreadyAgreed(by("RA", ReadingStatus::Agreed)));
    check(&given, (LATER, agree_reading("RA")), then);
    // Another time, or another subject, is another matter.
    let other = on(&given, LATER, read("R", "IND", "2021-03-21", "2022-03-21"));
    on(&other, LATER, agree_reading("R"));
    let of_a = reading("R", "IND", in_period("2021-01-01", "2022-01-01"));
    let other = on(&given, LATER, read_as(Reading { subject: Some(id("A")), ..of_a }));
    on(&other, LATER, agree_reading("R"));
    // Contested or revised, it leaves the place to another one.
    on(&on(&given, LATER, contest("RA", "B")), LATER, agree_reading("RB"));
    let revised = on(&given, LATER, revise_reading("RA", "RC"));
    assert_eq!(status(&revised, "RC"), ReadingStatus::Recorded);
    on(&revised, LATER, agree_reading("RB"));
    // What was replaced is not agreed on, whatever else is.
    let elsewhere = on(&revised, LATER, agree_reading("RB"));
    assert_eq!(reason(&refused(&elsewhere, LATER, agree_reading("RA"))), "READING_SUPERSEDED");
}

#[test]
fn nothing_is_said_about_a_reading_before_it_was_taken() {
    for body in [contest("RA", "B"), revise_reading("RA", "RC"), agree_reading("RA")] {
        let occurred_on = day("2022-03-31").into();
        let then = Rejection::OutOfSequence { occurred_on, not_before: day("2022-04-01") };
        assert_eq!(refused_for(&measured(), LATER, "2022-03-31", body.clone()), then);
        on_for(&measured(), LATER, "2022-04-01", body);
    }
}

#[test]
fn a_reading_without_a_time_is_not_discussed_after_the_end() {
    let said = || [contest("R", "B"), revise_reading("R", "RC"), agree_reading("R")];
    let read_at = |time| on(&measured(), "2022-04-01", read_as(reading("R", "IND", time)));
    let ended = |time| on(&read_at(time), "2022-05-01", terminate(&["A", "B"]));
    for body in said() {
        on(&ended(ReadingTime::AsOf(day("2022-03-31"))), LATER, body.clone());
        let timeless = ended(ReadingTime::Unspecified);
        assert_eq!(reason(&refused(&timeless, LATER, body)), "AGREEMENT_CLOSED");
    }
    // What is in the way is that it was replaced, or that the agreement was given up: the state comes first.
    let abandoned = on(&half_signed_with_reading(), "2022-05-01", abandon(&["A"]));
    for body in said() {
        assert_eq!(reason(&refused(&abandoned, LATER, body)), "AGREEMENT_CLOSED");
    }
}

fn half_signed_with_reading() -> Agreement {
    let given = on(&half_signed(Terms::default()), "2022-04-01", define("IND"));
    on(&given, "2022-04-01", read("R", "IND", "2021-01-01", "2022-01-01"))
}

#[test]
fn what_is_said_about_readings_changes_no_state() {
    for (body, event) in [
        (contest("R", "B"), "ReadingContested"),
        (revise_reading("R", "RC"), "ReadingRevised"),
        (agree_reading("R"), "ReadingAgreed"),
    ] {
        let given = half_signed_with_reading();
        assert_eq!(names(&try_on(&given, LATER, body.clone()).unwrap()), [event]);
        assert_eq!(on(&given, LATER, body).status(), Status::Open);
    }
}

/// The commission has met, with an evaluation that rests on these readings.
fn evaluated_on(given: &Agreement, reading_ids: &[&str]) -> Agreement {
    let basis = EvaluationBasis::Session(id("S"));
    let mut evaluation = Evaluation { basis, ..evaluation("E", "2022-03-02", "2022-04-10", &["X"]) };
    evaluation.areas = Assessments::new(
        evaluation
            .areas
            .as_slice()
            .iter()
            .map(|area| AreaAssessment { reading_ids: ids(reading_ids), ..area.clone() }),
    )
    .unwrap();
    let given = on(given, "2022-04-10", evaluate_as(evaluation));
    on(&on(&given, "2022-04-11", conclude("S")), "2022-04-12", submit("S"))
}

fn signed_by_both(given: &Agreement) -> Agreement {
    let half = on(given, "2022-04-12", sign_minutes("S", "A"));
    on(&half, "2022-04-13", sign_minutes("S", "B"))
}

#[test]
fn with_the_minutes_the_readings_of_the_evaluation_are_agreed() {
    let areas = Terms { areas: [area("X")].into(), ..Terms::default() };
    let given = with_commission_as(&fully_signed(areas), "2022-03-10", rules());
    let given = on(&with_session(&given), "2022-04-10", convene("S"));
    let given = on(&given, "2022-04-10", define("IND"));
    let by = |reading_id, reporter, from, to| {
        let reading = reading(reading_id, "IND", in_period(from, to));
        read_as(Reading { reporter: Some(id(reporter)), ..reading })
    };
    let given = on(&given, "2022-04-10", by("R1", "A", "2021-01-01", "2022-01-01"));
    let given = on(&given, "2022-04-10", by("R2", "B", "2021-01-01", "2022-01-01"));
    let given = on(&given, "2022-04-10", by("R3", "A", "2020-01-01", "2021-01-01"));
    let given = on(&given, "2022-04-10", by("R4", "B", "2020-01-01", "2021-01-01"));
    let given = on(&given, "2022-04-10", by("R5", "A", "2019-01-01", "2020-01-01"));
    let statuses = |given: &Agreement| ["R1", "R2", "R3", "R4", "R5"].map(|one| status(given, one));
    let given = evaluated_on(&given, &["R1", "R3", "R5"]);
    let given = on(&given, "2022-04-12", contest("R1", "B"));
    let given = on(&given, "2022-04-12", agree_reading("R4"));
    let given = on(&given, "2022-04-12", revise_reading("R5", "R6"));
    let before = statuses(&given);
    let after = signed_by_both(&given);
    // R2 is not listed, another one than R3 was agreed for its time, and R5 was replaced.
    use ReadingStatus::{Agreed, Contested, Recorded, Superseded};
    assert_eq!(before, [Contested, Recorded, Recorded, Agreed, Superseded]);
    assert_eq!(statuses(&after), [Agreed, Recorded, Recorded, Agreed, Superseded]);
    assert_eq!(status(&after, "R6"), Recorded);
    assert_eq!(after.evaluations()[0].status, EvaluationStatus::Agreed);
}
