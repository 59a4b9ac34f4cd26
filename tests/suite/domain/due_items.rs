//! What is outstanding in an agreement: each kind, from when it is there until it is done.

use std::sync::Arc;

use depositary::domain::*;
use jiff::{ToSpan, civil::Date};
use proptest::prelude::*;

use super::{
    fold,
    given::*,
    random::{Step, histories, sessions},
};

/// What is outstanding, each in a line: the day, what, for whom (nobody named: all), and since when it is late.
fn outstanding(agreement: &Agreement) -> Vec<String> {
    let line = |item: &DueItem| {
        let subject = match &item.subject {
            DueSubject::Agreement => String::new(),
            DueSubject::Participant(id)
            | DueSubject::Commission(id)
            | DueSubject::Session(id)
            | DueSubject::Action(id)
            | DueSubject::Indicator(id) => format!(" {id}"),
        };
        let concerned: Vec<&str> = item.concerned.iter().map(Identifier::as_str).collect();
        let concerned =
            if concerned.is_empty() { String::new() } else { format!(" for {}", concerned.join(" ")) };
        let overdue = item.overdue_from.map(|from| format!(" late from {from}")).unwrap_or_default();
        format!("{} {:?}{subject}{concerned}{overdue}", item.on, item.kind)
    };
    due_items(agreement).iter().map(line).collect()
}

/// What is outstanding of some kinds.
fn only(agreement: &Agreement, kinds: &[&str]) -> Vec<String> {
    let is_one = |line: &String| kinds.iter().any(|kind| line.split(' ').nth(1) == Some(kind));
    outstanding(agreement).into_iter().filter(is_one).collect()
}

const NOTHING: [&str; 0] = [];

#[test]
fn most_agreements_owe_nothing() {
    for given in [undrafted(), drafted(Terms::default()), opened(Terms::default()), in_force()] {
        assert_eq!(outstanding(&given), NOTHING);
    }
}

#[test]
fn the_time_for_signature_ends() {
    let given = on(&frozen(Terms::default()), "2022-02-20", open_from(None, Some("2022-03-31")));
    assert_eq!(outstanding(&given), ["2022-03-31 SignatureDeadline"]);
    let longer = on(&given, "2022-03-01", extend("2022-04-30"));
    assert_eq!(outstanding(&longer), ["2022-04-30 SignatureDeadline"]);
    let given = on(&given, "2022-03-01", sign("A"));
    assert_eq!(outstanding(&on(&given, "2022-03-02", sign("B"))), NOTHING);
    assert_eq!(outstanding(&caught_up(&given, "2022-04-01")), NOTHING);
}

#[test]
fn entry_into_force_lies_ahead_until_it_comes() {
    let given = fully_signed(entering(Trigger::Date(day("2030-01-01"))));
    assert_eq!(outstanding(&given), ["2030-01-01 EntryIntoForce"]);
    assert_eq!(outstanding(&caught_up(&given, "2030-01-01")), NOTHING);
}

#[test]
fn whoever_consents_later_waits_longer() {
    let mut terms = entering(Trigger::Date(day("2022-03-02")));
    terms.participation = Participation::Open;
    terms.signature_rule = minimum(2);
    terms.entry_into_force.later_offset = Some(DateOffset::Years(1));
    let agency = |participant_id| spec(participant_id, ParticipantKind::Agency);
    let participants = ["A", "B", "X"].map(agency).into();
    let given = drafted_as(DraftAgreement { participants, ..draft_of(header(), terms) });
    let given = on(&given, "2022-02-20", open());
    let given = on(&on(&given, "2022-03-02", sign("A")), "2022-03-02", sign("B"));
    let given = on(&given, "2022-03-10", sign("X"));
    assert_eq!(outstanding(&given), ["2023-03-10 EntryIntoForce X"]);
    let consented_at = given.participant(&id("X")).unwrap().consented_at_revision;
    assert_eq!(Some(due_items(&given)[0].revision), consented_at);
    assert_eq!(outstanding(&caught_up(&given, "2023-03-10")), NOTHING);
}

#[test]
fn a_term_ends_and_can_be_refused_its_renewal_before() {
    let renewal = tacit(years(1), DateOffset::Months(3));
    let given = fully_signed(for_a_term(Term::Fixed(years(1)), renewal));
    assert_eq!(outstanding(&given), ["2022-12-02 NonRenewalNotice", "2023-03-02 TermEnd"]);
    // A deadline that has passed is not late: nothing can be done any more, and nothing had to be.
    let passed = caught_up(&given, "2023-01-01");
    assert_eq!(outstanding(&passed), outstanding(&given));
    assert!(due_items(&passed).iter().all(|item| !item.is_overdue(day("2023-01-01"))));
    let renewed = caught_up(&given, "2023-03-02");
    assert_eq!(outstanding(&renewed), ["2023-12-02 NonRenewalNotice", "2024-03-02 TermEnd"]);
    let refused = on(&given, "2022-06-01", refuse_renewal("A", "2022-06-01"));
    assert_eq!(outstanding(&refused), ["2023-03-02 TermEnd"]);
    assert_eq!(outstanding(&caught_up(&refused, "2023-03-02")), NOTHING);
    let once = fully_signed(for_a_term(Term::Fixed(years(1)), Renewal::None));
    assert_eq!(outstanding(&once), ["2023-03-02 TermEnd"]);
}

#[test]
fn what_cannot_be_made_up_for_comes_first_on_its_day() {
    let renewal = tacit(years(1), DateOffset::Days(0));
    let given = fully_signed(for_a_term(Term::Fixed(years(1)), renewal));
    assert_eq!(outstanding(&given), ["2023-03-02 NonRenewalNotice", "2023-03-02 TermEnd"]);
}

#[test]
fn whoever_leaves_does_so_on_a_day() {
    let given = fully_signed(leaving(WithdrawalRule::Allowed, None, Some(DateOffset::Months(6))));
    let leaving = on(&given, "2022-05-20", withdraw("B", "2022-05-20"));
    assert_eq!(outstanding(&leaving), ["2022-11-20 WithdrawalEffect B"]);
    assert_eq!(outstanding(&on(&leaving, "2022-06-01", revoke("B", "2022-06-01"))), NOTHING);
    assert_eq!(outstanding(&caught_up(&leaving, "2022-11-20")), NOTHING);
}

#[test]
fn a_commission_owes_a_session_until_it_meets() {
    let owed = ["2023-03-02 SessionDue C for A B late from 2023-04-02"];
    assert_eq!(outstanding(&with_commission()), owed);
    let overdue = caught_up(&with_commission(), "2023-06-01");
    assert_eq!(outstanding(&overdue), owed);
    assert!(!due_items(&overdue)[0].is_overdue(day("2023-04-01")));
    assert!(due_items(&overdue)[0].is_overdue(day("2023-04-02")));
    assert_eq!(only(&convened(), &["SessionDue"]), NOTHING);
    // With the minutes the next one is counted from the day on which it met.
    assert_eq!(outstanding(&closed()), ["2023-04-10 SessionDue C for A B late from 2023-05-11"]);
    assert_eq!(outstanding(&on(&with_commission(), "2022-04-01", dissolve("C"))), NOTHING);
    assert_eq!(outstanding(&on(&with_commission(), "2022-04-01", terminate(&["A", "B"]))), NOTHING);
}

#[test]
fn a_commission_owes_nothing_before_the_agreement_is_in_force() {
    let terms = entering(Trigger::Date(day("2030-01-01")));
    let prepared = fully_signed(Terms { preparatory_body_allowed: true, ..terms });
    let given = with_commission_as(&prepared, "2022-03-10", rules());
    assert_eq!(outstanding(&given), ["2030-01-01 EntryIntoForce"]);
    let entered = caught_up(&given, "2030-01-01");
    assert_eq!(outstanding(&entered), ["2031-01-01 SessionDue C for A B late from 2031-02-01"]);
}

#[test]
fn a_planned_session_needs_its_agenda_in_time() {
    let kinds = &["SessionPlanned", "AgendaDeadline"];
    let without = on(&with_commission(), "2022-03-10", schedule("S", "2022-04-10"));
    let planned = "2022-04-10 SessionPlanned S for A B late from 2022-04-11";
    let deadline = "2022-03-11 AgendaDeadline S for A B late from 2022-03-12";
    assert_eq!(only(&without, kinds), [deadline, planned]);
    assert_eq!(only(&on(&without, "2022-03-20", adopt_agenda("S")), kinds), [planned]);
    // It is late only when its last day has passed.
    let later = on(&without, "2022-03-11", reschedule("S", "2022-05-10", "2022-05-11"));
    assert_eq!(
        only(&later, kinds),
        [
            "2022-04-10 AgendaDeadline S for A B late from 2022-04-11",
            "2022-05-10 SessionPlanned S for A B late from 2022-05-12",
        ]
    );
    assert_eq!(only(&on(&without, "2022-03-11", cancel_session("S")), kinds), NOTHING);
    assert_eq!(only(&convened(), kinds), NOTHING);
    // What is planned goes with the agreement.
    assert_eq!(outstanding(&on(&without, "2022-04-01", terminate(&["A", "B"]))), NOTHING);
}

#[test]
fn minutes_wait_for_the_sections_that_have_not_signed() {
    let both = ["2022-04-11 MinutesSignature S for A B late from 2022-04-12"];
    assert_eq!(outstanding(&convened()), NOTHING);
    assert_eq!(outstanding(&concluded()), both);
    assert_eq!(outstanding(&submitted()), both);
    let half = on(&submitted(), "2022-04-12", sign_minutes("S", "A"));
    assert_eq!(outstanding(&half), ["2022-04-11 MinutesSignature S for B late from 2022-04-12"]);
    // With other minutes all sign anew.
    let anew = on(&half, "2022-04-13", submit_over("S", Digest::of(b"other minutes")));
    assert_eq!(outstanding(&anew), both);
    assert_eq!(only(&closed(), &["MinutesSignature"]), NOTHING);
    assert_eq!(outstanding(&on(&concluded(), "2022-05-01", terminate(&["A", "B"]))), both);
}

#[test]
fn an_action_waits_for_its_owner() {
    let kinds = &["ActionDue"];
    let given = with_action();
    assert_eq!(only(&given, kinds), ["2022-05-31 ActionDue X for A late from 2022-06-01"]);
    let deferred = on(&given, "2022-05-01", defer("X", "2022-07-31", &["B"]));
    assert_eq!(only(&deferred, kinds), ["2022-07-31 ActionDue X for A late from 2022-08-01"]);
    let done = on(&given, "2022-05-01", complete("X"));
    assert_eq!(only(&done, kinds), NOTHING);
    assert_eq!(only(&on(&done, "2022-05-02", reopen_action("X")), kinds), only(&given, kinds));
    assert_eq!(only(&on(&given, "2022-05-01", cancel_action("X")), kinds), NOTHING);
    // Duties outlive the agreement.
    assert_eq!(outstanding(&on(&given, "2022-05-01", terminate(&["A", "B"]))), only(&given, kinds));
}

fn every(periodicity: &str, indicator_id: &str) -> Indicator {
    let periodicity = Periodicity::parse(periodicity).ok();
    Indicator { periodicity, ..indicator(indicator_id, IndicatorOrigin::Commission) }
}

#[test]
fn a_reading_is_missing_for_the_period_after_the_latest() {
    let given = on(&in_force(), "2022-04-01", define("IND"));
    // The first period begins when there is something to measure and a word for it.
    assert_eq!(outstanding(&given), ["2023-03-31 ReadingDue IND late from 2023-04-01"]);
    let given = on(&given, "2022-04-01", read("R1", "IND", "2021-01-01", "2022-01-01"));
    assert_eq!(outstanding(&given), ["2022-12-31 ReadingDue IND late from 2023-01-01"]);
    let given = on(&given, "2022-04-01", read_as(reading("R2", "IND", ReadingTime::Unspecified)));
    assert_eq!(outstanding(&given), ["2022-12-31 ReadingDue IND late from 2023-01-01"]);
    let latest = on(&given, "2023-02-01", read("R3", "IND", "2022-01-01", "2023-01-01"));
    let next = ["2023-12-31 ReadingDue IND late from 2024-01-01"];
    assert_eq!(outstanding(&latest), next);
    // One that is contested or revised still is a reading.
    assert_eq!(outstanding(&on(&latest, "2023-02-01", contest("R3", "A"))), next);
    assert_eq!(outstanding(&on(&latest, "2023-02-01", revise_reading("R3", "R4"))), next);
    assert_eq!(outstanding(&on(&latest, "2023-02-01", retire("IND"))), NOTHING);
    assert_eq!(outstanding(&on(&latest, "2023-02-01", terminate(&["A", "B"]))), NOTHING);
}

#[test]
fn what_is_measured_before_the_entry_into_force_is_owed_from_then_on() {
    let given = on(&drafted(Terms::default()), "2022-02-02", define("IND"));
    assert_eq!(outstanding(&given), NOTHING);
    let given = on(&on(&given, "2022-02-10", freeze()), "2022-02-20", open());
    let given = on(&on(&given, "2022-03-01", sign("A")), "2022-03-02", sign("B"));
    assert_eq!(outstanding(&given), ["2023-03-01 ReadingDue IND late from 2023-03-02"]);
}

#[test]
fn periods_follow_each_other_over_the_ends_of_months() {
    let measured = |periodicity, time| {
        let given = on(&in_force(), "2022-04-01", define_as(every(periodicity, "IND")));
        outstanding(&on(&given, "2022-04-01", read_as(reading("R", "IND", time))))
    };
    let february = in_period("2022-02-01", "2022-03-01");
    assert_eq!(measured("P1M", february), ["2022-03-31 ReadingDue IND late from 2022-04-01"]);
    assert_eq!(measured("P1W", february), ["2022-03-07 ReadingDue IND late from 2022-03-08"]);
    let on_the_first = ReadingTime::AsOf(day("2022-03-01"));
    assert_eq!(measured("P3M", on_the_first), ["2022-06-01 ReadingDue IND late from 2022-06-02"]);
    // Nothing is measured twice a day.
    assert_eq!(measured("PT1H", february), ["2022-03-01 ReadingDue IND late from 2022-03-02"]);
    // The calendar ends.
    assert_eq!(measured("P9000Y", february), ["9999-12-30 ReadingDue IND late from 9999-12-31"]);
    let irregular = Indicator { periodicity: None, ..indicator("IND", IndicatorOrigin::Commission) };
    assert_eq!(outstanding(&on(&in_force(), "2022-04-01", define_as(irregular))), NOTHING);
}

#[test]
fn where_each_is_measured_each_owes_its_own_reading() {
    let each = Indicator { scope: IndicatorScope::PerParticipant, ..every("P1Y", "IND") };
    let given = on(&in_force(), "2022-04-01", define_as(each));
    assert_eq!(outstanding(&given), ["2023-03-31 ReadingDue IND for A B late from 2023-04-01"]);
    let of_a =
        Reading { subject: Some(id("A")), ..reading("R", "IND", in_period("2021-01-01", "2022-01-01")) };
    assert_eq!(
        outstanding(&on(&given, "2022-04-01", read_as(of_a))),
        [
            "2022-12-31 ReadingDue IND for A late from 2023-01-01",
            "2023-03-31 ReadingDue IND for B late from 2023-04-01",
        ]
    );
}

#[test]
fn what_is_for_all_is_not_for_those_who_have_gone() {
    let agency = |participant_id| spec(participant_id, ParticipantKind::Agency);
    let participants = ["A", "B", "P", "X"].map(agency).into();
    let mut terms = leaving(WithdrawalRule::Allowed, None, Some(DateOffset::Months(1)));
    terms.participation = Participation::Open;
    terms.signature_rule = minimum(2);
    terms.entry_into_force.trigger = Trigger::Date(day("2022-03-02"));
    let given = drafted_as(DraftAgreement { participants, ..draft_of(header(), terms) });
    let given = on(&given, "2022-02-20", open());
    let signed = |given: &Agreement, participant_id| on(given, "2022-03-02", sign(participant_id));
    let given = ["A", "B", "P"].iter().fold(given, |given, participant_id| signed(&given, participant_id));
    let given = on(&on(&given, "2022-03-10", decline("X")), "2022-03-10", withdraw("P", "2022-03-10"));
    let given = on(&caught_up(&given, "2022-06-01"), "2022-06-01", withdraw("B", "2022-06-01"));
    let [item] = &due_items(&given)[..] else { panic!("{:?}", outstanding(&given)) };
    let concerned = |participant_id| item.concerns(given.participant(&id(participant_id)).unwrap());
    assert_eq!(["A", "B", "P", "X"].map(concerned), [true, true, false, false]);
    let for_some = DueItem { concerned: ids(&["P"]), ..item.clone() };
    assert!(for_some.concerns(given.participant(&id("P")).unwrap()));
    assert!(!for_some.concerns(given.participant(&id("A")).unwrap()));
}

#[test]
fn a_participant_goes_by_its_id_or_its_state() {
    let mut participant = ParticipantSpec::clone(&spec("IR-SNSC", ParticipantKind::Agency));
    assert!(participant.is_called("IR-SNSC") && !participant.is_called("IR"));
    participant.state = CountryCode::parse("IR").ok();
    let participant = Arc::new(participant);
    assert!(participant.is_called("IR-SNSC") && participant.is_called("IR"));
    assert!(!participant.is_called("ir") && !participant.is_called("UZ") && !participant.is_called(""));
}

#[test]
fn days_are_counted_to_the_end_of_the_calendar() {
    assert_eq!(days_after(day("2024-02-28"), 2), day("2024-03-01"));
    assert_eq!(days_after(day("2024-02-28"), 0), day("2024-02-28"));
    assert_eq!(days_after(day("2024-02-28"), u32::MAX), Date::MAX);
}

/// What comes by itself, and has come as soon as its day is there.
fn comes_by_itself(kind: DueKind) -> bool {
    match kind {
        DueKind::EntryIntoForce
        | DueKind::SignatureDeadline
        | DueKind::TermEnd
        | DueKind::WithdrawalEffect => true,
        DueKind::NonRenewalNotice
        | DueKind::SessionDue
        | DueKind::SessionPlanned
        | DueKind::AgendaDeadline
        | DueKind::MinutesSignature
        | DueKind::ActionDue
        | DueKind::ReadingDue => false,
    }
}

fn assert_in_order(agreement: &Agreement, today: Date) {
    let items = due_items(agreement);
    assert_eq!(items, due_items(agreement));
    assert!(items.is_sorted_by_key(|item| (item.on, item.kind.rank(), item.revision)));
    for item in &items {
        assert!(item.overdue_from.is_none_or(|overdue_from| overdue_from > item.on || item.on == Date::MAX));
        assert!(item.revision <= agreement.revision());
        let is_over = item.on < today && !agreement.is_backfilling();
        assert!(!(comes_by_itself(item.kind) && is_over), "{item:?} on {today}");
        for participant_id in &item.concerned {
            assert!(agreement.participant(participant_id).is_some());
        }
    }
}

fn assert_in_order_after(steps: &[Step]) {
    let (mut agreement, mut today) = (undrafted(), day("2022-02-01"));
    for step in steps {
        today = today.saturating_add(step.days_later.days());
        agreement = caught_up(&agreement, &today.to_string());
        let occurred_on = step.days_back.map(|back| today.saturating_sub(back.days()).into());
        let command = Command { act: Act { occurred_on, ..Act::default() }, body: step.body.clone() };
        if let Ok(events) = decide(&agreement, &command, &knowing(&today.to_string())) {
            agreement = fold(&agreement, &events);
        }
        assert_in_order(&agreement, today);
        assert_in_order(&shown_on(&agreement, day("2040-01-01")), day("2040-01-01"));
    }
}

proptest! {
    #[test]
    fn what_is_outstanding_stands_in_order(steps in prop_oneof![histories(), sessions()]) {
        assert_in_order_after(&steps);
    }
}
