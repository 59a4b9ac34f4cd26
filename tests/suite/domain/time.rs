//! When an act may have happened: not in the future, not before what it depends on, by the day of the zone.

use depositary::domain::*;

use super::{check, check_in, given::*, names};

fn out_of_sequence(occurred_on: PartialDate, not_before: &str) -> Result<&'static [&'static str], Rejection> {
    Err(Rejection::OutOfSequence { occurred_on, not_before: day(not_before) })
}

#[test]
fn an_act_without_a_date_happened_today() {
    let events =
        decide(&undrafted(), &Command { act: Act::default(), body: draft() }, &at_noon("2022-02-01"));
    for event in events.unwrap() {
        assert_eq!((event.occurred_on.full(), event.effective_on), (Some(day("2022-02-01")), None));
    }
}

#[test]
fn what_is_known_of_an_act_stands_in_each_of_its_events() {
    let act = Act {
        occurred_on: None,
        occurred_at: OccurredAt::new(noon("2022-02-01"), 210).ok(),
        source: Source::stated(SourceKind::Press, "https://example.org", Some(Confidence::Medium)).ok(),
        evidence: [Evidence { document_id: "D1".into(), digest: Some(digest()) }].into(),
        on_behalf_of: Some("A".into()),
        note: Some(Personal::Text("a note".into())),
    };
    let command = Command { act: act.clone(), body: draft() };
    for event in decide(&undrafted(), &command, &at_noon("2022-02-01")).unwrap() {
        assert_eq!((event.occurred_at, &event.source), (act.occurred_at, &act.source));
        assert_eq!((&event.evidence, &event.on_behalf_of), (&act.evidence, &act.on_behalf_of));
        assert_eq!(event.note, act.note);
    }
}

#[test]
fn an_act_of_1817_can_be_recorded() {
    // The exchange of notes of Rush and Bagot: 28 and 29 April 1817.
    let given = undrafted();
    let context = at_noon("2026-01-01");
    let given = check_in(
        &given,
        (&context, &dated("1817-04-28", draft())),
        Ok(&["AgreementDrafted", "ParticipantInvited", "ParticipantInvited", "TermsSet", "DraftRevised"]),
    );
    let given =
        check_in(&given, (&context, &dated("1817-04-28", open())), Ok(&["TextFrozen", "OpenedForSignature"]));
    let given = check_in(&given, (&context, &dated("1817-04-28", sign("A"))), Ok(&["AgreementSigned"]));
    let after = check_in(&given, (&context, &dated("1817-04-29", sign("B"))), Ok(ENTERS));
    assert_eq!(after.entered_into_force_on(), Some(day("1817-04-29")));
}

#[test]
fn tomorrow_is_tolerated_and_no_later_day() {
    let context = at_noon("2022-02-01");
    let whole: &[_] =
        &["AgreementDrafted", "ParticipantInvited", "ParticipantInvited", "TermsSet", "DraftRevised"];
    for date in ["2022-02-02", "2022-02", "2022", "0001"] {
        check_in(&undrafted(), (&context, &dated(date, draft())), Ok(whole));
    }
    for date in ["2022-02-03", "2022-03", "2023", "9999-12-31"] {
        let command = dated(date, draft());
        let occurred_on = command.act.occurred_on.unwrap();
        let then = Err(Rejection::OccurredInFuture {
            field: CommandField::OccurredOn,
            occurred_on,
            today: day("2022-02-01"),
        });
        check_in(&undrafted(), (&context, &command), then);
    }
}

#[test]
fn today_is_the_day_of_the_reckoning_zone() {
    let kiritimati = Header { reckoning_zone: Zone::parse("Pacific/Kiritimati").unwrap(), ..header() };
    let new_york = Header { reckoning_zone: Zone::parse("America/New_York").unwrap(), ..header() };
    for (header, now, today) in [
        (kiritimati, "2022-01-31T10:00:00Z", "2022-02-01"),
        (new_york.clone(), "2022-02-02T04:59:59Z", "2022-02-01"),
        (new_york, "2022-02-02T05:00:00Z", "2022-02-02"),
    ] {
        let body = CommandBody::DraftAgreement(draft_of(header, Terms::default()));
        let context = Context { now: instant(now), facts: Facts::default() };
        let events = decide(&undrafted(), &Command { act: Act::default(), body }, &context).unwrap();
        assert_eq!(events[0].occurred_on.full(), Some(day(today)), "{now}");
    }
}

#[test]
fn what_falls_due_does_so_at_midnight_in_the_reckoning_zone() {
    let new_york = Header { reckoning_zone: Zone::parse("America/New_York").unwrap(), ..header() };
    let terms = entering(Trigger::Date(day("2022-07-01")));
    let given = drafted_as(draft_of(new_york, terms));
    let given = check(&given, ("2022-02-20", open()), Ok(&["TextFrozen", "OpenedForSignature"]));
    let given = check(&given, ("2022-03-01", sign("A")), Ok(&["AgreementSigned"]));
    let signed = check(&given, ("2022-03-02", sign("B")), Ok(&ENTERS[..3]));
    assert_eq!(due_at(&signed), Some(instant("2022-07-01T04:00:00Z")));
    assert!(catch_up(&signed, instant("2022-07-01T03:59:59Z")).is_empty());
    assert_eq!(names(&catch_up(&signed, instant("2022-07-01T04:00:00Z"))), &ENTERS[3..]);
}

#[test]
fn a_day_without_a_midnight_begins_when_it_begins() {
    // Clocks in Beirut went from 23:59 on 26 March 2022 to 01:00 on the 27th.
    let beirut = Zone::parse("Asia/Beirut").unwrap();
    assert_eq!(beirut.start_of(day("2022-03-27")), Some(instant("2022-03-26T22:00:00Z")));
    assert_eq!(beirut.today(instant("2022-03-26T22:00:00Z")), day("2022-03-27"));
}

#[test]
fn what_no_clock_reaches_never_falls_due() {
    let signed = fully_signed(entering(Trigger::Date(day("9999-12-31"))));
    assert_eq!((signed.status(), due_at(&signed)), (Status::Signed, None));
}

#[test]
fn nothing_happens_before_the_draft() {
    let context = at_noon("2022-04-01");
    for body in [invite("C"), remove("A"), set_terms(Terms::default()), revise(3, &["en"]), freeze(), open()]
    {
        let then = out_of_sequence(day("2022-01-31").into(), "2022-02-01");
        check_in(&drafted(Terms::default()), (&context, &dated("2022-01-31", body)), then);
    }
}

#[test]
fn a_text_is_not_frozen_before_it_was_drawn_up() {
    let context = at_noon("2022-04-01");
    let revised =
        check(&drafted(Terms::default()), ("2022-02-05", revise(3, &["en"])), Ok(&["DraftRevised"]));
    let termed =
        check(&drafted(Terms::default()), ("2022-02-05", set_terms(Terms::default())), Ok(&["TermsSet"]));
    for given in [&revised, &termed] {
        for body in [freeze(), open()] {
            let then = out_of_sequence(day("2022-02-04").into(), "2022-02-05");
            check_in(given, (&context, &dated("2022-02-04", body)), then);
        }
        check_in(given, (&context, &dated("2022-02-05", freeze())), Ok(&["TextFrozen"]));
    }
}

#[test]
fn it_is_not_opened_before_it_was_frozen() {
    let command = dated("2022-02-09", open());
    let then = out_of_sequence(day("2022-02-09").into(), "2022-02-10");
    check_in(&frozen(Terms::default()), (&at_noon("2022-04-01"), &command), then);
}

#[test]
fn a_coarse_date_is_out_of_sequence_only_if_no_day_of_it_would_do() {
    let context = at_noon("2022-04-01");
    for date in ["2022", "2022-02"] {
        check_in(
            &drafted(Terms::default()),
            (&context, &dated(date, invite("C"))),
            Ok(&["ParticipantInvited"]),
        );
    }
    let january = PartialDate::new(2022, 1, 0).unwrap();
    let then = out_of_sequence(january, "2022-02-01");
    check_in(&drafted(Terms::default()), (&context, &dated("2022-01", invite("C"))), then);
}

#[test]
fn opening_and_signing_need_a_date_known_to_the_day() {
    let context = at_noon("2022-04-01");
    let occurred_on = PartialDate::new(2022, 3, 0).unwrap();
    let then = || Err(Rejection::BadDate { field: CommandField::OccurredOn, date: occurred_on });
    check_in(&frozen(Terms::default()), (&context, &dated("2022-03", open())), then());
    check_in(&opened(Terms::default()), (&context, &dated("2022-03", sign("A"))), then());
}

#[test]
fn the_first_check_that_fails_decides() {
    let context = at_noon("2022-04-01");
    let ended = check(&frozen(Terms::default()), ("2022-03-01", abandon(&[])), Ok(&["AgreementAbandoned"]));
    // 8 before 10, 11 and 12.
    let then = Err(Rejection::ParticipantNotFound { participant_id: id("C") });
    check_in(&ended, (&context, &dated("2030-01-01", remove("C"))), then);
    // 9 before 10 and 12.
    let then = Err(Rejection::ParticipantExists { participant_id: id("A") });
    check_in(&ended, (&context, &dated("2030-01-01", invite("A"))), then);
    // 10 before 12.
    let occurred_on = day("2030-01-01").into();
    let then = Err(Rejection::OccurredInFuture {
        field: CommandField::OccurredOn,
        occurred_on,
        today: day("2022-04-01"),
    });
    check_in(&ended, (&context, &dated("2030-01-01", remove("A"))), then);
    // 11 before 12.
    let then = out_of_sequence(day("2021-01-01").into(), "2022-02-01");
    check_in(&ended, (&context, &dated("2021-01-01", remove("A"))), then);
    // 12 before 13.
    let allowed_states = &[Status::Draft];
    let then = Err(Rejection::AgreementClosed(ByState { state: Status::Abandoned, allowed_states }));
    check_in(&ended, (&context, &dated("2022-03-01", revise(99, &["en"]))), then);
    // 3 before 8 and 10.
    let then = Err(Rejection::AgreementNotFound);
    check_in(&undrafted(), (&context, &dated("2030-01-01", remove("C"))), then);
}
