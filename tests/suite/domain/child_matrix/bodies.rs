//! The tables of commissions, sessions, actions and readings.
//!
//! Left out are the rows whose commands do not exist: RequestSession and CorrectEvaluation are not built, and the two
//! flags are no commands. When those are set is told below.

use depositary::domain::*;

use super::{TODAY, rows};
use crate::domain::{fold, given::*, names, reason};

/// Plays the cells of a table whose commands there are: each leads to the state that stands there, or is refused for the
/// reason that stands there. Answers how many.
fn play(
    entity: &str,
    in_state: impl Fn(&str, &str) -> Option<Agreement>,
    command: impl Fn(&str) -> Option<CommandBody>,
    state: impl Fn(&Agreement) -> &'static str,
) -> usize {
    let mut cells = 0;
    for fields in rows(entity) {
        let [_, name, _, from, outcome, _, then] = fields[..] else { panic!("{fields:?}") };
        let Some(body) = command(name) else { continue };
        let given = in_state(from, name).unwrap_or_else(|| panic!("{fields:?}"));
        assert_eq!(state(&given), from, "{fields:?}");
        let result = try_on(&given, TODAY, body);
        match (outcome, &result) {
            ("accept", Ok(events)) => {
                let after = state(&fold(&caught_up(&given, TODAY), events));
                assert!(then.split('|').any(|then| then == after), "{fields:?}: {after}");
            }
            ("reject", Err(rejection)) => assert_eq!(reason(rejection), then, "{fields:?}"),
            _ => panic!("{fields:?}: {result:?}"),
        }
        cells += 1;
    }
    cells
}

fn left_out(entity: &str, command: impl Fn(&str) -> Option<CommandBody>) -> Vec<&'static str> {
    let mut names: Vec<_> =
        rows(entity).map(|fields| fields[1]).filter(|name| command(name).is_none()).collect();
    names.dedup();
    names
}

#[test]
fn every_cell_of_the_table_of_commissions_holds() {
    let in_state = |state: &str, _: &str| match state {
        "(none)" => Some(in_force()),
        "ACTIVE" => Some(with_commission()),
        "DISSOLVED" => Some(on(&with_commission(), "2022-04-01", dissolve("C"))),
        _ => None,
    };
    let command = |name: &str| {
        Some(match name {
            "EstablishCommission" => establish("C"),
            "AppointOfficer" => appoint("AS", OfficerRole::ExecutiveSecretary, "A"),
            "AmendCommissionRules" => amend_rules("C", rules()),
            "DissolveCommission" => dissolve("C"),
            "ScheduleSession" => schedule("S", "2022-06-10"),
            _ => return None,
        })
    };
    let state = |agreement: &Agreement| match agreement.commission(&id("C")).map(|one| one.status) {
        None => "(none)",
        Some(CommissionStatus::Active) => "ACTIVE",
        Some(CommissionStatus::Dissolved) => "DISSOLVED",
    };
    assert_eq!(play("commission", in_state, command, state), 15);
    assert_eq!(left_out("commission", command), ["RequestSession", "FlagSessionOverdue"]);
}

#[test]
fn every_cell_of_the_table_of_sessions_holds() {
    let in_state = |state: &str, command: &str| match state {
        "SCHEDULED" => Some(scheduled()),
        "CONVENED" => Some(convened()),
        "CONCLUDED" if command == "SignMinutes" => Some(submitted()),
        "CONCLUDED" => Some(concluded()),
        "CLOSED" => Some(closed()),
        "CANCELLED" => Some(on(&scheduled(), "2022-04-01", cancel_session("S"))),
        _ => None,
    };
    let command = |name: &str| {
        Some(match name {
            "RescheduleSession" => reschedule("S", "2022-06-10", "2022-06-11"),
            "CancelSession" => cancel_session("S"),
            "AdoptAgenda" => adopt_agenda("S"),
            "ConveneSession" => convene("S"),
            "RecordAttendance" => attend("S", vec![present("AC", "A")]),
            "AdoptDecision" => adopt("D", "S"),
            "AssignAction" => assign("X", "S", "A", "2022-06-30"),
            "EvaluateAgreement (basis SESSION)" => evaluate_in("S", "E", "2022-03-02", "2022-04-10"),
            "ConcludeSession" => conclude("S"),
            "SubmitMinutes" => submit("S"),
            "SignMinutes" => sign_minutes("S", "A"),
            _ => return None,
        })
    };
    let state = |agreement: &Agreement| match agreement.session(&id("S")).unwrap().status {
        SessionStatus::Scheduled => "SCHEDULED",
        SessionStatus::Convened => "CONVENED",
        SessionStatus::Concluded => "CONCLUDED",
        SessionStatus::Closed => "CLOSED",
        SessionStatus::Cancelled => "CANCELLED",
    };
    assert_eq!(play("session", in_state, command, state), 55);
    assert_eq!(left_out("session", command), ["CorrectEvaluation"]);
}

#[test]
fn signing_minutes_has_both_outcomes_of_its_cell() {
    let half = on(&submitted(), "2022-04-12", sign_minutes("S", "A"));
    assert_eq!(half.session(&id("S")).unwrap().status, SessionStatus::Concluded);
    assert_eq!(closed().session(&id("S")).unwrap().status, SessionStatus::Closed);
}

#[test]
fn every_cell_of_the_table_of_actions_holds() {
    let open = || on(&convened(), "2022-04-10", assign("X", "S", "A", "2022-12-31"));
    let completed = || on(&open(), "2022-05-01", complete("X"));
    let in_state = |state: &str, _: &str| match state {
        "OPEN" => Some(open()),
        "COMPLETED" => Some(completed()),
        "VERIFIED" => Some(on(&completed(), "2022-05-02", verify("X", &["A", "B"]))),
        "CANCELLED" => Some(on(&open(), "2022-05-01", cancel_action("X"))),
        _ => None,
    };
    let command = |name: &str| {
        Some(match name {
            "ReportActionProgress" => report("X", 50),
            "CompleteAction" => complete("X"),
            "VerifyAction" => verify("X", &["A", "B"]),
            "DeferAction" => defer("X", "2023-06-30", &["B"]),
            "ReopenAction" => reopen_action("X"),
            "CancelAction" => cancel_action("X"),
            _ => return None,
        })
    };
    let state = |agreement: &Agreement| match agreement.action(&id("X")).unwrap().status {
        ActionStatus::Open => "OPEN",
        ActionStatus::Completed => "COMPLETED",
        ActionStatus::Verified => "VERIFIED",
        ActionStatus::Cancelled => "CANCELLED",
    };
    assert_eq!(play("action", in_state, command, state), 24);
    assert_eq!(left_out("action", command), ["FlagActionOverdue"]);
}

#[test]
fn every_cell_of_the_table_of_readings_holds() {
    let defined = || on(&in_force(), "2022-04-01", define("IND"));
    let recorded = || on(&defined(), "2022-04-01", read("R", "IND", "2022-01-01", "2022-02-01"));
    let in_state = |state: &str, _: &str| match state {
        "RECORDED" => Some(recorded()),
        "CONTESTED" => Some(on(&recorded(), "2022-04-02", contest("R", "B"))),
        "AGREED" => Some(on(&recorded(), "2022-04-02", agree_reading("R"))),
        "SUPERSEDED" => Some(on(&recorded(), "2022-04-02", revise_reading("R", "R2"))),
        _ => None,
    };
    let command = |name: &str| {
        Some(match name {
            "ContestReading" => contest("R", "A"),
            "ReviseReading" => revise_reading("R", "R3"),
            "AgreeReading" => agree_reading("R"),
            _ => return None,
        })
    };
    let state = |agreement: &Agreement| match agreement.reading(&id("R")).unwrap().status {
        ReadingStatus::Recorded => "RECORDED",
        ReadingStatus::Contested => "CONTESTED",
        ReadingStatus::Agreed => "AGREED",
        ReadingStatus::Superseded => "SUPERSEDED",
    };
    assert_eq!(play("reading", in_state, command, state), 12);
    assert_eq!(left_out("reading", command), [""; 0]);
}

/// What is noticed about an agreement by a day.
fn noticed(given: &Agreement, date: &str) -> Vec<&'static str> {
    names(&catch_up(given, noon(date)))
}

#[test]
fn only_an_active_commission_owes_a_session() {
    assert_eq!(noticed(&with_commission(), "2024-01-01"), ["SessionOverdueFlagged"]);
    assert_eq!(noticed(&on(&with_commission(), "2022-04-01", dissolve("C")), "2024-01-01"), [""; 0]);
}

#[test]
fn only_an_open_action_is_overdue() {
    let open = with_action();
    let completed = on(&open, "2022-05-01", complete("X"));
    let cancelled = on(&open, "2022-05-01", cancel_action("X"));
    assert_eq!(noticed(&open, "2022-06-01"), ["ActionOverdueFlagged"]);
    for given in [&completed, &on(&completed, "2022-05-02", verify("X", &["B"])), &cancelled] {
        assert_eq!(noticed(given, "2022-06-01"), [""; 0]);
    }
    let reopened = on(&completed, "2022-05-02", reopen_action("X"));
    assert_eq!(noticed(&reopened, "2022-06-01"), ["ActionOverdueFlagged"]);
}
