//! The agreement on a day, and as it was known at a time.

use depositary::domain::*;

use super::{fold, given::*, reason};

/// A history, played as the service plays it: time first, then the act.
struct History(Vec<Event>);

impl History {
    fn of(acts: &[(&str, &str, CommandBody)]) -> Self {
        let mut history = Self(Vec::new());
        for (today, occurred_on, body) in acts {
            history.pass(today);
            let before = fold(&undrafted(), &history.0);
            let command = dated(occurred_on, body.clone());
            history.0.extend(decide(&before, &command, &knowing(today)).unwrap());
        }
        history
    }

    fn pass(&mut self, today: &str) {
        let due = catch_up(&fold(&undrafted(), &self.0), noon(today));
        self.0.extend(due);
    }

    fn as_of(&self, date: &str) -> Agreement {
        as_of(&self.0, undrafted().id().clone(), day(date))
    }
}

/// Drafted on 1 February, signed on 1 and 2 March, in force from 1 April for a year, all recorded on their days.
fn for_a_year() -> History {
    let mut terms = for_a_term(Term::Fixed(years(1)), tacit(years(1), DateOffset::Months(1)));
    terms.entry_into_force.offset = Some(DateOffset::Days(30));
    let draft = CommandBody::DraftAgreement(draft_of(header(), terms));
    History::of(&[
        ("2022-02-01", "2022-02-01", draft),
        ("2022-02-20", "2022-02-20", open()),
        ("2022-03-01", "2022-03-01", sign("A")),
        ("2022-03-02", "2022-03-02", sign("B")),
    ])
}

#[test]
fn on_each_day_it_is_what_it_was() {
    let mut history = for_a_year();
    for recorded in ["2022-03-02", "2022-06-01", "2026-01-01"] {
        history.pass(recorded);
        for (date, status, parties) in [
            ("2022-01-31", Status::Undrafted, 0),
            ("2022-02-01", Status::Draft, 0),
            ("2022-02-20", Status::Open, 0),
            ("2022-03-01", Status::Open, 0),
            ("2022-03-02", Status::Signed, 0),
            ("2022-03-31", Status::Signed, 0),
            ("2022-04-01", Status::InForce, 2),
            ("2024-04-01", Status::InForce, 2),
        ] {
            let then = history.as_of(date);
            assert_eq!((then.status(), then.party_count()), (status, parties), "{date} at {recorded}");
        }
        assert_eq!(history.as_of("2024-03-31").term_ends_on(), Some(day("2024-04-01")), "{recorded}");
        assert_eq!(history.as_of("2024-04-01").term_ends_on(), Some(day("2025-04-01")), "{recorded}");
        assert_eq!(history.as_of("2022-02-20").revision(), history.0.len() as u64);
    }
}

#[test]
fn what_is_due_today_is_shown_before_it_is_recorded() {
    let signed = fold(&undrafted(), &for_a_year().0);
    assert_eq!(shown_on(&signed, day("2022-03-31")), signed);
    let shown = shown_on(&signed, day("2022-04-01"));
    assert_eq!((shown.status(), shown.revision()), (Status::InForce, signed.revision()));
    assert_eq!(shown.entered_into_force_on(), Some(day("2022-04-01")));
}

#[test]
fn the_place_of_a_signature_was_known_wrongly_for_a_day() {
    let place = |name: &str| Place { name: name.into(), country: None, un_locode: None, kind: None };
    let sign_in = |city: &str| {
        let place = Some(place(city));
        CommandBody::SignAgreement(Box::new(SignAgreement { place, ..signing("A") }))
    };
    let mut history = History::of(&[
        ("2022-02-14", "2022-02-14", draft()),
        ("2022-03-08", "2022-03-08", open()),
        ("2022-03-09", "2022-03-09", sign_in("Tehran")),
    ]);
    let known = history.0.len();
    let value = |city: &str| Some(FieldValue::Place(place(city)));
    let correction = correct(known as u64, "signature.place", value("Tehran"), value("Tashkent"));
    let before = fold(&undrafted(), &history.0);
    let command = Command { act: Act::default(), body: correction };
    history.0.extend(decide(&before, &command, &at_noon("2022-03-10")).unwrap());
    let city = |agreement: &Agreement| {
        let signature = agreement.participant(&id("A"))?.signature.clone()?;
        Some(signature.place.as_ref()?.name.to_string())
    };
    // As of the day of the signature: as known then, and as known now.
    let then = as_of(&history.0[..known], undrafted().id().clone(), day("2022-03-09"));
    assert_eq!(city(&then).as_deref(), Some("Tehran"));
    assert_eq!(city(&history.as_of("2022-03-09")).as_deref(), Some("Tashkent"));
    // The day before nobody had signed.
    assert_eq!(city(&history.as_of("2022-03-08")), None);
}

#[test]
fn what_is_no_act_counts_for_every_day() {
    let mut history = for_a_year();
    for body in [
        attach("D1"),
        relate(RelationTarget::Citation("Charter".into())),
        classify(Classification::Restricted),
    ] {
        let before = fold(&undrafted(), &history.0);
        let command = Command { act: Act::default(), body };
        history.0.extend(decide(&before, &command, &at_noon("2022-03-05")).unwrap());
    }
    let then = history.as_of("2022-02-10");
    assert_eq!((then.documents().len(), then.relations().len()), (1, 1));
    assert_eq!(then.header().unwrap().classification, Classification::Restricted);
    assert_eq!(then.status(), Status::Draft);
}

#[test]
fn an_end_counts_from_its_own_day() {
    let history = History::of(&[
        ("2022-02-01", "2022-02-01", draft()),
        ("2022-02-20", "2022-02-20", open()),
        ("2022-03-01", "2022-03-01", sign("A")),
        ("2022-03-02", "2022-03-02", sign("B")),
        ("2022-06-01", "2022-06-01", terminate_on(Some("2022-05-01"), &["A", "B"])),
    ]);
    assert_eq!(history.as_of("2022-04-30").status(), Status::InForce);
    assert_eq!(history.as_of("2022-05-01").status(), Status::Terminated);
}

#[test]
fn what_was_entered_late_counts_from_its_own_day() {
    let mut history = for_a_year();
    history.pass("2022-04-01");
    let before = fold(&undrafted(), &history.0);
    let known = history.0.len();
    let command = dated("2022-04-02", evaluate("E1", "2022-04-01", "2022-04-03"));
    history.0.extend(decide(&before, &command, &at_noon("2022-05-01")).unwrap());
    let then =
        |events: &[Event], date| as_of(events, undrafted().id().clone(), day(date)).evaluations().len();
    assert_eq!((then(&history.0, "2022-04-01"), then(&history.0, "2022-04-02")), (0, 1));
    assert_eq!(then(&history.0[..known], "2022-05-01"), 0);
}

/// The WHATWG Steering Group Agreement has effect since the day before its last signature (domain §0, finding 5).
#[test]
fn an_effect_before_the_act_counts_from_its_own_day() {
    let mut terms = Terms::default();
    terms.entry_into_force.offset = Some(DateOffset::AsOf(day("2022-03-01")));
    let draft = CommandBody::DraftAgreement(draft_of(header(), terms));
    let history = History::of(&[
        ("2022-02-01", "2022-02-01", draft),
        ("2022-02-20", "2022-02-20", open()),
        ("2022-02-25", "2022-02-25", sign("A")),
        ("2022-03-02", "2022-03-02", sign("B")),
    ]);
    assert_eq!(history.as_of("2022-02-28").status(), Status::Open);
    let then = history.as_of("2022-03-01");
    assert_eq!((then.status(), then.party_count(), then.signature_count()), (Status::InForce, 2, 1));
}

#[test]
fn it_has_no_effect_before_its_draft_nor_before_it_binds_anybody() {
    let mut terms = for_a_term(Term::Fixed(years(1)), Renewal::None);
    terms.entry_into_force.trigger = Trigger::Date(day("2021-01-01"));
    terms.entry_into_force.later_offset = Some(DateOffset::Years(2));
    let draft = CommandBody::DraftAgreement(draft_of(header(), terms));
    let mut history = History::of(&[
        ("2022-02-01", "2022-02-01", draft),
        ("2022-02-20", "2022-02-20", open()),
        ("2022-03-01", "2022-03-01", sign("A")),
        ("2022-03-02", "2022-03-02", sign("B")),
    ]);
    for recorded in ["2022-03-02", "2030-01-01"] {
        history.pass(recorded);
        assert_eq!(history.as_of("2022-01-31").status(), Status::Undrafted);
        assert_eq!(history.as_of("2022-02-01").status(), Status::Draft);
        assert_eq!(history.as_of("2024-02-29").status(), Status::Signed);
        // Its term was over before it bound anybody, so it ends on that day.
        let end = history.as_of("2024-03-01");
        assert_eq!((end.status(), end.ended_on()), (Status::Expired, Some(day("2024-03-01"))));
    }
}

#[test]
fn nobody_signs_before_being_on_the_list() {
    let terms = Terms { participation: Participation::Open, ..Terms::default() };
    // Invited today into a draft: what follows cannot have been done before.
    let given = on_for(&drafted(terms.clone()), "2022-07-01", "2022-07-01", invite("C"));
    assert_eq!(reason(&refused_for(&given, "2022-07-01", "2022-03-01", freeze())), "OUT_OF_SEQUENCE");
    // Invited today into what is open: the others may have signed before.
    let given = on_for(&opened(terms), "2022-07-01", "2022-07-01", invite("C"));
    on_for(&given, "2022-07-01", "2022-03-09", sign("A"));
    assert_eq!(reason(&refused_for(&given, "2022-07-01", "2022-03-09", sign("C"))), "OUT_OF_SEQUENCE");
}

#[test]
fn a_hundred_years_of_renewals_are_reckoned() {
    let terms = for_a_term(Term::Fixed(months(1)), tacit(months(1), DateOffset::Days(0)));
    let given = shown_on(&fully_signed(terms), day("2122-03-15"));
    assert_eq!((given.status(), given.term_ends_on()), (Status::InForce, Some(day("2122-04-02"))));
}
