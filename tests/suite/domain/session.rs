//! Sessions as they are held: who is there, and on which days.

use depositary::domain::*;

use super::{check, check_in, given::*, reason};

const CONVENED: Result<&[&str], Rejection> = Ok(&["SessionConvened"]);

#[test]
fn a_session_needs_the_head_of_each_section_or_a_deputy() {
    let given = on(&scheduled(), "2022-03-20", appoint("BM", OfficerRole::Member, "B"));
    let short = |participant_id: &str| {
        let participant_id = id(participant_id);
        Err(Rejection::QuorumNotMet { participant_id, present: 0, needed: 1 })
    };
    let with = |attendance| ("2022-04-10", convene_as("S", None, attendance));
    check(&given, with(vec![]), short("A"));
    check(&given, with(vec![present("AC", "A")]), short("B"));
    check(&given, with(vec![present("AC", "A"), present("BM", "B")]), short("B"));
    check(&given, with(vec![present("AC", "A"), deputy("BC", "B")]), CONVENED);
    let member = Attendee { acting_for: Some(id("BC")), ..present("BM", "B") };
    check(&given, with(vec![present("AC", "A"), member]), CONVENED);
    let after = check(&given, with(both_chairs()), CONVENED);
    let session = after.session(&id("S")).unwrap();
    assert_eq!((session.status, session.held_from), (SessionStatus::Convened, Some(day("2022-04-10"))));
    assert_eq!(session.attendance, both_chairs());
}

#[test]
fn the_head_of_a_section_is_the_one_of_the_day() {
    let replaced = appoint_as("C", officer("AC2", OfficerRole::CoChair, "A"), Some("AC"));
    let given = on(&scheduled(), "2022-04-05", replaced);
    let by = |officer_id: &str| vec![present(officer_id, "A"), present("BC", "B")];
    assert_eq!(reason(&refused(&given, "2022-04-10", convene_as("S", None, by("AC")))), "QUORUM_NOT_MET");
    on(&given, "2022-04-10", convene_as("S", None, by("AC2")));
    // Entered later for a day on which the other one still was.
    let before = convene_as("S", Some("2022-04-04"), by("AC"));
    on(&given, "2022-04-10", before);
}

#[test]
fn rules_may_ask_for_more_of_each_section() {
    let given = with_session(&with_commission_as(
        &in_force(),
        "2022-03-10",
        CommissionRules { quorum: 2, ..rules() },
    ));
    let given = on(&given, "2022-03-20", appoint("AM", OfficerRole::Member, "A"));
    let given = on(&given, "2022-03-20", appoint("BM", OfficerRole::Member, "B"));
    let short = |participant_id: &str| {
        let participant_id = id(participant_id);
        Err(Rejection::QuorumNotMet { participant_id, present: 1, needed: 2 })
    };
    let with = |attendance| ("2022-04-10", convene_as("S", None, attendance));
    check(&given, with(both_chairs()), short("A"));
    // Nobody counts twice, and who is no officer counts for none.
    let twice = vec![present("AC", "A"), present("AC", "A"), deputy("AC", "A")];
    check(&given, with(twice), short("A"));
    let guest = Attendee { officer_id: None, count: 7, ..present("AC", "A") };
    check(&given, with(vec![present("AC", "A"), guest]), short("A"));
    let all = vec![present("AC", "A"), present("AM", "A"), present("BC", "B"), deputy("BM", "B")];
    check(&given, with(all), CONVENED);
}

#[test]
fn those_who_attend_are_officers_of_their_section() {
    let unknown = |officer_id: &str| Err(Rejection::OfficerNotFound { officer_id: id(officer_id) });
    let with = |attendance| ("2022-04-10", convene_as("S", None, attendance));
    check(&scheduled(), with(vec![present("X", "A")]), unknown("X"));
    check(&scheduled(), with(vec![present("BC", "A")]), unknown("BC"));
    check(&scheduled(), with(vec![deputy("AC", "B")]), unknown("AC"));
    let then = Err(Rejection::ParticipantNotFound { participant_id: id("X") });
    check(&scheduled(), with(vec![present("AC", "X")]), then);
    check(&convened(), ("2022-04-10", attend("S", vec![present("X", "A")])), unknown("X"));
    let after = on(&convened(), "2022-04-10", attend("S", vec![deputy("AC", "A")]));
    assert_eq!(after.session(&id("S")).unwrap().attendance.len(), 3);
}

#[test]
fn a_session_is_held_in_its_time() {
    let held_from = |date: &str| convene_as("S", Some(date), both_chairs());
    let out_of_sequence = |date: &str, not_before: &str| {
        let occurred_on = day(date).into();
        Err(Rejection::OutOfSequence { occurred_on, not_before: day(not_before) })
    };
    check(&scheduled(), ("2022-04-10", held_from("2022-03-09")), out_of_sequence("2022-03-09", "2022-03-10"));
    check(&scheduled(), ("2022-04-10", held_from("2022-03-10")), CONVENED);
    // What is held begins on the day of the act or before it, or it would be seen before it was held.
    let date = day("2022-04-11").into();
    let then = Err(Rejection::BadDate { field: CommandField::HeldFrom, date });
    check(&scheduled(), ("2022-04-10", held_from("2022-04-11")), then);
    let then = Err(Rejection::BadDate { field: CommandField::HeldTo, date });
    check(&convened(), ("2022-04-10", conclude_on("S", Some("2022-04-11"))), then);
    let then = Err(Rejection::OccurredInFuture {
        field: CommandField::HeldFrom,
        occurred_on: day("2022-04-12").into(),
        today: day("2022-04-10"),
    });
    check(&scheduled(), ("2022-04-10", held_from("2022-04-12")), then);
    // Ordinary sessions are held in the order of their numbers.
    let second = on(&concluded(), "2022-04-12", schedule("S2", "2022-05-10"));
    let early = convene_as("S2", Some("2022-04-09"), both_chairs());
    check(&second, ("2022-05-10", early), out_of_sequence("2022-04-09", "2022-04-10"));
    let third = on(&second, "2022-04-12", schedule_as(extraordinary("X", "2022-05-10")));
    check(&third, ("2022-05-10", convene_as("X", Some("2022-04-09"), both_chairs())), CONVENED);
    // The act itself comes after the planning.
    let refused = refused_for(&scheduled(), "2022-04-10", "2022-03-10", held_from("2022-03-10"));
    assert_eq!(reason(&refused), "OUT_OF_SEQUENCE");
}

#[test]
fn the_days_of_a_session_are_known() {
    let date = PartialDate::new(2022, 4, 0).unwrap();
    let unknown = || Err(Rejection::BadDate { field: CommandField::OccurredOn, date });
    let context = at_noon("2022-05-10");
    check_in(&scheduled(), (&context, &dated("2022-04", convene("S"))), unknown());
    let stated = convene_as("S", Some("2022-04-10"), both_chairs());
    check_in(&scheduled(), (&context, &dated("2022-04", stated)), CONVENED);
    check_in(&convened(), (&context, &dated("2022-04", conclude("S"))), unknown());
    let stated = conclude_on("S", Some("2022-04-11"));
    check_in(&convened(), (&context, &dated("2022-04", stated)), Ok(&["SessionConcluded"]));
}

#[test]
fn a_session_ends_after_it_began() {
    let then = Err(Rejection::BadPeriod {
        field: CommandField::HeldTo,
        first: day("2022-04-10"),
        last: day("2022-04-09"),
    });
    check(&convened(), ("2022-04-11", conclude_on("S", Some("2022-04-09"))), then);
    let after = on(&convened(), "2022-04-12", conclude_on("S", Some("2022-04-11")));
    assert_eq!(after.session(&id("S")).unwrap().held_to, Some(day("2022-04-11")));
    let then = Err(Rejection::OccurredInFuture {
        field: CommandField::HeldTo,
        occurred_on: day("2022-04-13").into(),
        today: day("2022-04-11"),
    });
    check(&convened(), ("2022-04-11", conclude_on("S", Some("2022-04-13"))), then);
    let early = refused_for(&convened(), "2022-04-12", "2022-04-09", conclude("S"));
    assert_eq!(reason(&early), "OUT_OF_SEQUENCE");
}

#[test]
fn what_is_not_there_is_not_found() {
    let missing = || Err(Rejection::SessionNotFound { session_id: id("X") });
    for body in [
        reschedule("X", "2022-05-01", "2022-05-01"),
        cancel_session("X"),
        adopt_agenda("X"),
        convene("X"),
        attend("X", both_chairs()),
        adopt("D", "X"),
        assign("A1", "X", "A", "2022-12-31"),
        evaluate_in("X", "E", "2022-03-02", "2022-04-01"),
        conclude("X"),
        submit("X"),
        sign_minutes("X", "A"),
    ] {
        check(&scheduled(), ("2022-04-10", body), missing());
    }
}
