//! Entry into force: dates, and what happens by the passing of time.

use depositary::domain::*;
use jiff::civil::Date;

use super::{check, fold, given::*, names};

fn in_force_from(agreement: &Agreement, participant_id: &str) -> Option<Date> {
    agreement.participant(&id(participant_id)).unwrap().in_force_from
}

fn terms(trigger: Trigger, offset: Option<DateOffset>, later_offset: Option<DateOffset>) -> Terms {
    let entry_into_force = EntryIntoForce { trigger, offset, later_offset, not_before: None };
    Terms { entry_into_force, ..Terms::default() }
}

/// Lets time pass up to noon of a day.
fn caught_up(agreement: &Agreement, today: &str) -> (Vec<&'static str>, Agreement) {
    let events = catch_up(agreement, noon(today));
    (names(&events), fold(agreement, &events))
}

#[test]
fn the_last_signature_brings_it_into_force_at_once() {
    let after = check(&half_signed(Terms::default()), ("2022-03-02", sign("B")), Ok(ENTERS));
    assert_eq!((after.status(), after.stage()), (Status::InForce, Stage::Signed));
    assert_eq!(after.entered_into_force_on(), Some(day("2022-03-02")));
    assert_eq!((after.entry_into_force_scheduled_on(), due_at(&after)), (None, None));
    assert_eq!(after.party_count(), 2);
    assert_eq!(in_force_from(&after, "A"), Some(day("2022-03-02")));
}

#[test]
fn what_follows_is_dated_by_the_rule_and_comes_from_the_service() {
    let given = half_signed(Terms::default());
    let command = dated("2022-03-02", sign("B"));
    let events = decide(&given, &command, &at_noon("2022-04-01")).unwrap();
    for event in &events[1..] {
        assert_eq!(event.source.as_ref().map(Source::kind), Some(SourceKind::System), "{event:?}");
        assert_eq!(event.occurred_on.full(), Some(day("2022-03-02")));
    }
    let effects: Vec<_> = events.iter().map(|event| event.effective_on).collect();
    let on = Some(day("2022-03-02"));
    assert_eq!(effects, [None, None, on, on, on, on]);
}

#[test]
fn the_trigger_is_the_last_signature_by_date_not_by_record() {
    let given = opened(Terms::default());
    let given = check(&given, ("2022-03-10", sign("A")), Ok(&["AgreementSigned"]));
    let events = decide(&given, &dated("2022-03-05", sign("B")), &at_noon("2022-03-11")).unwrap();
    let EventBody::SignatureCompleted(completed) = &events[1].body else { panic!("{events:?}") };
    assert_eq!(*completed.satisfied_by, [id("B"), id("A")]);
    let EventBody::EntryIntoForceScheduled(scheduled) = &events[2].body else { panic!("{events:?}") };
    assert_eq!(scheduled.rule.trigger_date, day("2022-03-10"));
    assert_eq!(fold(&given, &events).entered_into_force_on(), Some(day("2022-03-10")));
}

#[test]
fn signatures_of_one_day_keep_the_order_of_the_records() {
    let given = check(&opened(Terms::default()), ("2022-03-01", sign("B")), Ok(&["AgreementSigned"]));
    let events = decide(&given, &dated("2022-03-01", sign("A")), &at_noon("2022-03-01")).unwrap();
    let EventBody::SignatureCompleted(completed) = &events[1].body else { panic!("{events:?}") };
    assert_eq!(*completed.satisfied_by, [id("B"), id("A")]);
}

#[test]
fn an_offset_leaves_it_signed_until_the_day_has_come() {
    let signed = fully_signed(terms(Trigger::AllSigned, Some(DateOffset::Days(30)), None));
    assert_eq!((signed.status(), signed.stage()), (Status::Signed, Stage::Signed));
    assert_eq!(signed.entry_into_force_scheduled_on(), Some(day("2022-04-01")));
    assert_eq!(due_at(&signed), Some(instant("2022-04-01T00:00:00Z")));
    assert_eq!(caught_up(&signed, "2022-03-31").0, [""; 0]);
    let (events, after) = caught_up(&signed, "2022-04-01");
    assert_eq!(events, &ENTERS[3..]);
    assert_eq!((after.status(), after.party_count()), (Status::InForce, 2));
    assert_eq!(after.entered_into_force_on(), Some(day("2022-04-01")));
}

#[test]
fn what_is_recorded_does_not_depend_on_when_time_is_looked_at() {
    let signed = fully_signed(terms(Trigger::AllSigned, Some(DateOffset::Days(30)), None));
    let (_, on_time) = caught_up(&signed, "2022-04-01");
    let (_, late) = caught_up(&signed, "2042-04-01");
    assert_eq!(on_time, late);
    assert_eq!(caught_up(&late, "2052-01-01").0, [""; 0]);
    assert_eq!(due_at(&late), None);
}

#[test]
fn a_date_ahead_is_waited_for() {
    let signed = fully_signed(entering(Trigger::Date(day("2023-01-01"))));
    assert_eq!(
        (signed.status(), signed.entry_into_force_scheduled_on()),
        (Status::Signed, Some(day("2023-01-01")))
    );
    let (_, after) = caught_up(&signed, "2023-01-01");
    assert_eq!(in_force_from(&after, "A"), Some(day("2023-01-01")));
}

#[test]
fn a_date_past_binds_each_from_its_own_signature() {
    let given = half_signed(entering(Trigger::Date(day("2022-01-01"))));
    let after = check(&given, ("2022-03-02", sign("B")), Ok(ENTERS));
    assert_eq!(after.entered_into_force_on(), Some(day("2022-01-01")));
    assert_eq!(in_force_from(&after, "A"), Some(day("2022-03-01")));
    assert_eq!(in_force_from(&after, "B"), Some(day("2022-03-02")));
}

#[test]
fn those_who_consent_after_the_date_wait_for_the_later_offset() {
    let later_offset = Some(DateOffset::Days(30));
    let given = half_signed(terms(Trigger::Date(day("2022-03-01")), None, later_offset));
    let then: &[_] = &[
        "AgreementSigned",
        "SignatureCompleted",
        "EntryIntoForceScheduled",
        "AgreementEnteredIntoForce",
        "EnteredIntoForceForParticipant",
    ];
    let after = check(&given, ("2022-03-02", sign("B")), Ok(then));
    assert_eq!((in_force_from(&after, "A"), in_force_from(&after, "B")), (Some(day("2022-03-01")), None));
    assert_eq!(due_at(&after), Some(instant("2022-04-01T00:00:00Z")));
    let (events, after) = caught_up(&after, "2022-04-01");
    assert_eq!(events, ["EnteredIntoForceForParticipant"]);
    assert_eq!(in_force_from(&after, "B"), Some(day("2022-04-01")));
}

#[test]
fn in_force_never_lacks_a_party() {
    let signed = fully_signed(terms(Trigger::Date(day("2022-01-01")), None, Some(DateOffset::Months(1))));
    assert_eq!(signed.status(), Status::Signed);
    assert_eq!(caught_up(&signed, "2022-03-31").0, [""; 0]);
    let (events, after) = caught_up(&signed, "2022-04-01");
    assert_eq!(events, ["AgreementEnteredIntoForce", "EnteredIntoForceForParticipant"]);
    assert_eq!((after.entered_into_force_on(), after.party_count()), (Some(day("2022-01-01")), 1));
    assert_eq!(caught_up(&after, "2022-04-02").0, ["EnteredIntoForceForParticipant"]);
}

#[test]
fn the_later_date_is_not_before_the_general_one() {
    let later_offset = Some(DateOffset::AsOf(day("2020-01-01")));
    let signed =
        fully_signed(terms(Trigger::Date(day("2022-03-01")), Some(DateOffset::Days(10)), later_offset));
    let (_, after) = caught_up(&signed, "2022-03-11");
    assert_eq!(in_force_from(&after, "B"), Some(day("2022-03-11")));
}

#[test]
fn it_does_not_enter_into_force_before_the_floor() {
    let entry_into_force =
        EntryIntoForce { not_before: Some(day("2022-06-01")), ..EntryIntoForce::default() };
    let signed = fully_signed(Terms { entry_into_force, ..Terms::default() });
    assert_eq!(signed.entry_into_force_scheduled_on(), Some(day("2022-06-01")));
}

#[test]
fn effect_can_precede_the_act() {
    // The WHATWG Steering Group Agreement: as of 30 November 2017, the fourth signature on 1 December.
    let given = half_signed(terms(Trigger::AllSigned, Some(DateOffset::AsOf(day("2022-02-28"))), None));
    let after = check(&given, ("2022-03-02", sign("B")), Ok(ENTERS));
    assert_eq!(after.entered_into_force_on(), Some(day("2022-02-28")));
    assert_eq!(in_force_from(&after, "A"), Some(day("2022-02-28")));
}

#[test]
fn a_signature_of_tomorrow_takes_effect_tomorrow() {
    let given = half_signed(Terms::default());
    let command = dated("2022-03-03", sign("B"));
    let events = decide(&given, &command, &at_noon("2022-03-02")).unwrap();
    assert_eq!(names(&events), &ENTERS[..3]);
    let (events, _) = caught_up(&fold(&given, &events), "2022-03-03");
    assert_eq!(events, &ENTERS[3..]);
}

#[test]
fn what_was_given_up_never_enters_into_force() {
    let signed = fully_signed(entering(Trigger::Date(day("2023-01-01"))));
    let after = check(&signed, ("2022-06-01", abandon(&["A", "B"])), Ok(&["AgreementAbandoned"]));
    assert_eq!((due_at(&after), after.entry_into_force_scheduled_on()), (None, None));
    assert_eq!(caught_up(&after, "2024-01-01").0, [""; 0]);
    assert_eq!((after.status(), after.stage()), (Status::Abandoned, Stage::Signed));
}
