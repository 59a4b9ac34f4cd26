//! What is noticed to be late: sessions that were not held, actions that were not done.

use depositary::domain::*;

use super::{fold, given::*, names, reason};

fn is_overdue(agreement: &Agreement, date: &str) -> bool {
    owes_a_session(agreement, "C", date)
}

fn noticed(given: &Agreement, date: &str) -> Vec<(&'static str, Option<String>)> {
    let events = catch_up(given, noon(date));
    let days = events.iter().map(|event| event.effective_on.map(|on| on.to_string()));
    names(&events).into_iter().zip(days).collect()
}

fn flagged(name: &'static str, date: &str) -> (&'static str, Option<String>) {
    (name, Some(date.to_owned()))
}

#[test]
fn a_session_is_overdue_after_the_days_of_grace() {
    // Due by 2 March 2023, with thirty days of grace: 1 April is the last day.
    let given = with_commission();
    assert_eq!(due_at(&given), Some(instant("2023-04-02T00:00:00Z")));
    assert_eq!(noticed(&given, "2023-04-01"), []);
    assert_eq!(noticed(&given, "2023-04-02"), [flagged("SessionOverdueFlagged", "2023-04-02")]);
    assert!(!is_overdue(&given, "2023-04-01"));
    assert!(is_overdue(&given, "2023-04-02"));
    // It is noticed once, and stays overdue.
    let later = caught_up(&given, "2023-04-02");
    assert_eq!((due_at(&later), is_overdue(&later, "2030-01-01")), (None, true));
    let events = catch_up(&given, noon("2023-04-02"));
    let EventBody::SessionOverdueFlagged(flagged) = &events[0].body else { panic!("{events:?}") };
    assert_eq!((flagged.due_by, flagged.overdue_from), (day("2023-03-02"), day("2023-04-02")));
    assert_eq!(events[0].source, Some(Source::system()));
}

#[test]
fn what_was_held_is_not_overdue() {
    assert_eq!(noticed(&convened(), "2030-01-01"), []);
    assert_eq!(noticed(&concluded(), "2030-01-01"), []);
    // What is only planned is.
    assert_eq!(noticed(&scheduled(), "2030-01-01"), [flagged("SessionOverdueFlagged", "2023-04-02")]);
    // An extraordinary session is not the one that is owed.
    let beside = on(&with_commission(), "2022-03-11", schedule_as(extraordinary("X", "2022-04-10")));
    let beside = on(&beside, "2022-04-10", convene("X"));
    assert_eq!(noticed(&beside, "2030-01-01"), [flagged("SessionOverdueFlagged", "2023-04-02")]);
    // After the first one was held and its minutes agreed, the next one is due a year later.
    assert_eq!(noticed(&closed(), "2030-01-01"), [flagged("SessionOverdueFlagged", "2023-05-11")]);
}

#[test]
fn a_session_that_is_held_late_ends_it() {
    let late = on(&with_commission(), "2023-05-01", schedule("S", "2023-06-01"));
    assert!(is_overdue(&late, "2023-05-31"));
    let held = on(&late, "2023-06-01", convene("S"));
    assert!(!is_overdue(&held, "2023-06-01"));
    // One held in time and entered late, too. That it was noticed stays in the record, and is in nobody's way.
    let entered =
        on_for(&late, "2023-06-01", "2023-05-01", convene_as("S", Some("2023-03-01"), both_chairs()));
    assert!(!is_overdue(&entered, "2023-06-01"));
}

#[test]
fn amended_rules_are_noticed_anew_but_no_day_twice() {
    let given = caught_up(&with_commission(), "2023-04-02");
    let every = |months| {
        let cadence = Cadence::rolling_months(months).unwrap();
        amend_rules("C", CommissionRules { cadence, ..rules() })
    };
    let sooner = try_on(&given, "2023-04-03", every(6)).unwrap();
    assert_eq!(names(&sooner), ["CommissionRulesAmended", "NextSessionDueSet", "SessionOverdueFlagged"]);
    let given = fold(&given, &sooner);
    let back = try_on(&given, "2023-04-04", every(12)).unwrap();
    assert_eq!(names(&back), ["CommissionRulesAmended", "NextSessionDueSet"]);
}

#[test]
fn an_action_is_overdue_on_the_day_after_its_last() {
    let given = with_action();
    assert_eq!(noticed(&given, "2022-05-31"), []);
    assert_eq!(noticed(&given, "2022-06-01"), [flagged("ActionOverdueFlagged", "2022-06-01")]);
    let action = given.action(&id("X")).unwrap();
    assert!(!action.is_overdue_on(day("2022-05-31")));
    assert!(action.is_overdue_on(day("2022-06-01")));
    // Each due date once: deferred, it is noticed again.
    let later = on(&given, "2022-06-02", defer("X", "2022-06-30", &["B"]));
    assert_eq!(noticed(&later, "2022-06-30"), []);
    assert_eq!(noticed(&later, "2022-07-01"), [flagged("ActionOverdueFlagged", "2022-07-01")]);
    // Opened again after it was noticed, it is not noticed again; opened after its day, it is noticed at once.
    let done = on(&given, "2022-06-02", complete("X"));
    assert_eq!(names(&try_on(&done, "2022-06-03", reopen_action("X")).unwrap()), ["ActionReopened"]);
    let in_time = on(&given, "2022-05-01", complete("X"));
    let events = try_on(&in_time, "2022-06-03", reopen_action("X")).unwrap();
    assert_eq!(names(&events), ["ActionReopened", "ActionOverdueFlagged"]);
}

#[test]
fn an_action_is_overdue_after_the_end_too_but_no_session_is() {
    let ended = on(&with_action(), "2022-05-01", terminate(&["A", "B"]));
    assert_eq!(noticed(&ended, "2030-01-01"), [flagged("ActionOverdueFlagged", "2022-06-01")]);
    assert!(!is_overdue(&ended, "2030-01-01"));
    let ended = on(&with_commission(), "2022-05-01", terminate(&["A", "B"]));
    assert_eq!(noticed(&ended, "2030-01-01"), []);
}

#[test]
fn on_one_day_the_end_comes_before_what_is_noticed() {
    // The term ends on the day on which the session would be overdue, and the day after the action is due.
    let terms = for_a_term(Term::Until(day("2023-04-02")), Renewal::None);
    let given = with_commission_as(&fully_signed(terms.clone()), "2022-03-10", rules());
    assert_eq!(noticed(&given, "2023-04-02"), [flagged("AgreementExpired", "2023-04-02")]);
    let given = on(&with_session(&given), "2022-04-10", convene("S"));
    let given = on(&given, "2022-04-10", assign("X", "S", "A", "2023-04-01"));
    let expected = [flagged("AgreementExpired", "2023-04-02"), flagged("ActionOverdueFlagged", "2023-04-02")];
    assert_eq!(noticed(&given, "2023-04-02"), expected);
    // Sessions come before actions.
    let given = with_commission();
    let met = on(&given, "2022-03-11", schedule_as(extraordinary("S", "2022-04-10")));
    let met = on(&met, "2022-04-10", convene("S"));
    let met = on(&met, "2022-04-10", assign("X", "S", "A", "2023-04-01"));
    assert_eq!(names(&catch_up(&met, noon("2023-04-02"))), ["SessionOverdueFlagged", "ActionOverdueFlagged"]);
}

#[test]
fn a_notice_is_never_in_the_way_of_a_late_act() {
    let given = caught_up(&with_action(), "2022-06-05");
    on_for(&given, "2022-06-05", "2022-05-15", complete("X"));
    let given = caught_up(&scheduled(), "2023-05-01");
    on_for(&given, "2023-05-01", "2023-03-01", convene("S"));
}

#[test]
fn while_the_past_is_entered_nothing_is_noticed_beyond_it() {
    let draft = DraftAgreement { backfill: true, ..draft_of(header(), Terms::default()) };
    let past = |given: &Agreement, date: &str, body| on_for(given, "2022-04-01", date, body);
    let given = past(&undrafted(), "1990-01-01", CommandBody::DraftAgreement(draft));
    let given = past(&given, "1990-02-01", open());
    let given = past(&past(&given, "1990-03-01", sign("A")), "1990-03-02", sign("B"));
    let given = past(&given, "1990-03-10", establish("C"));
    let given = past(&given, "1990-03-10", appoint("AC", OfficerRole::CoChair, "A"));
    let given = past(&given, "1990-03-10", appoint("BC", OfficerRole::CoChair, "B"));
    assert_eq!(noticed(&given, "2022-04-01"), []);
    assert_eq!(due_at(&given), None);
    // What fell due by the day of an act comes with it.
    let command = dated("1991-05-01", schedule("S", "1991-06-01"));
    let events = decide(&given, &command, &knowing("2022-04-01")).unwrap();
    assert_eq!(names(&events), ["SessionOverdueFlagged", "SessionScheduled"]);
    let given = fold(&given, &events);
    let given = past(&given, "1991-06-01", convene("S"));
    let given = past(&given, "1991-06-01", assign("X", "S", "A", "1991-12-31"));
    assert_eq!(noticed(&given, "2022-04-01"), []);
    let events = try_on(&given, "2022-04-01", complete_backfill()).unwrap();
    assert_eq!(names(&events), ["BackfillCompleted", "ActionOverdueFlagged"]);
    // An act of these too needs its day.
    let undated = refused(&given, "2022-04-01", conclude("S"));
    assert_eq!(reason(&undated), "OCCURRED_ON_REQUIRED");
}

#[test]
fn on_each_day_it_is_as_late_as_it_was() {
    let acts = [
        ("2022-02-01", draft()),
        ("2022-02-20", open()),
        ("2022-03-01", sign("A")),
        ("2022-03-02", sign("B")),
        ("2022-03-10", establish("C")),
        ("2022-03-10", appoint("AC", OfficerRole::CoChair, "A")),
        ("2022-03-10", appoint("BC", OfficerRole::CoChair, "B")),
        ("2022-03-11", schedule("S", "2022-04-10")),
        ("2022-04-10", convene("S")),
        ("2022-04-10", assign("X", "S", "A", "2022-05-31")),
        ("2022-04-11", conclude("S")),
        ("2022-04-12", submit("S")),
        ("2022-04-12", sign_minutes("S", "A")),
        ("2022-04-13", sign_minutes("S", "B")),
        ("2022-06-10", complete("X")),
        ("2023-06-01", schedule("S2", "2023-07-01")),
        ("2023-07-01", convene("S2")),
    ];
    let mut history = Vec::new();
    for (date, body) in acts {
        history.extend(catch_up(&fold(&undrafted(), &history), noon(date)));
        let before = fold(&undrafted(), &history);
        let command = Command { act: Act::default(), body };
        history.extend(decide(&before, &command, &at_noon(date)).unwrap());
    }
    let then = |date: &str| as_of(&history, undrafted().id().clone(), day(date));
    assert_eq!(then("2022-03-09").commissions().len(), 0);
    let on_day = |date: &str| {
        let agreement = then(date);
        let session = agreement.session(&id("S")).map(|session| session.status);
        let action = agreement.action(&id("X")).map(|action| action.is_overdue_on(day(date)));
        (session, action, is_overdue(&agreement, date))
    };
    assert_eq!(on_day("2022-03-10"), (None, None, false));
    assert_eq!(on_day("2022-04-09"), (Some(SessionStatus::Scheduled), None, false));
    assert_eq!(on_day("2022-04-10"), (Some(SessionStatus::Convened), Some(false), false));
    assert_eq!(on_day("2022-04-12"), (Some(SessionStatus::Concluded), Some(false), false));
    assert_eq!(on_day("2022-04-13"), (Some(SessionStatus::Closed), Some(false), false));
    assert_eq!(on_day("2022-06-01"), (Some(SessionStatus::Closed), Some(true), false));
    assert_eq!(on_day("2022-06-10"), (Some(SessionStatus::Closed), Some(false), false));
    assert_eq!(on_day("2023-05-10"), (Some(SessionStatus::Closed), Some(false), false));
    assert_eq!(on_day("2023-05-11"), (Some(SessionStatus::Closed), Some(false), true));
    assert_eq!(on_day("2023-07-01"), (Some(SessionStatus::Closed), Some(false), false));
}
