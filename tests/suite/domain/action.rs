//! Actions: what a session gives somebody to do, and what becomes of it.

use depositary::domain::*;

use super::{check, given::*, reason};

fn action_of(agreement: &Agreement) -> KeptAction {
    KeptAction::clone(agreement.action(&id("X")).unwrap())
}

#[test]
fn an_action_has_one_owner_and_a_day() {
    let after =
        check(&convened(), ("2022-04-10", assign("X", "S", "A", "2022-05-31")), Ok(&["ActionAssigned"]));
    let action = action_of(&after);
    assert_eq!((action.status, action.assigned_on), (ActionStatus::Open, day("2022-04-10")));
    assert_eq!((action.due_on, action.times_deferred), (day("2022-05-31"), 0));
    assert_eq!(action.percent().get(), 0);
    // It may be due on the first day of the session, but not before.
    let early = Err(Rejection::BadDate { field: CommandField::DueOn, date: day("2022-04-09").into() });
    check(&convened(), ("2022-04-10", assign("X", "S", "A", "2022-04-09")), early);
    check(&convened(), ("2022-04-10", assign("X", "S", "A", "2022-04-10")), Ok(&["ActionAssigned"]));
    let then = Err(Rejection::ActionExists { action_id: id("X") });
    check(&after, ("2022-04-10", assign("X", "S", "A", "2022-05-31")), then);
}

#[test]
fn only_a_section_has_to_do_something() {
    let open_list = Terms { participation: Participation::Open, ..Terms::default() };
    let three = on(&fully_signed(open_list), "2022-03-05", invite("D"));
    let given = with_session(&with_commission_as(&three, "2022-03-10", rules()));
    let given = on(&given, "2022-04-10", convene("S"));
    for owner in ["D", "N"] {
        let then = Err(Rejection::ParticipantNotFound { participant_id: id(owner) });
        check(&given, ("2022-04-10", assign("X", "S", owner, "2022-05-31")), then);
    }
    let carrying = Action { decision_id: Some(id("D")), ..action("X", "S", "A", "2022-05-31") };
    let then = Err(Rejection::DecisionNotFound { decision_id: id("D") });
    check(&given, ("2022-04-10", assign_as(carrying.clone())), then);
    let decided = on(&given, "2022-04-10", adopt("D", "S"));
    check(&decided, ("2022-04-10", assign_as(carrying)), Ok(&["ActionAssigned"]));
}

#[test]
fn what_is_done_is_done_wholly() {
    let given = on(&with_action(), "2022-04-20", report("X", 60));
    let reported = action_of(&given);
    assert_eq!((reported.status, reported.percent().get()), (ActionStatus::Open, 60));
    assert!(reported.last_report.is_some());
    let done = on(&given, "2022-05-01", complete("X"));
    assert_eq!(action_of(&done).percent(), Percent::ALL);
    assert_eq!(action_of(&done).completed_on, Some(day("2022-05-01")));
    let verified = on(&done, "2022-05-02", verify("X", &["A", "B"]));
    assert_eq!(action_of(&verified).percent(), Percent::ALL);
    assert_eq!(action_of(&verified).verified_on, Some(day("2022-05-02")));
    // Opened again, it is as far as was reported last.
    let again = action_of(&on(&verified, "2022-05-03", reopen_action("X")));
    assert_eq!((again.status, again.percent().get()), (ActionStatus::Open, 60));
    assert_eq!((again.completed_on, again.verified_on), (None, None));
    // A report of all of it is still a report.
    assert_eq!(action_of(&on(&given, "2022-05-01", report("X", 100))).status, ActionStatus::Open);
    for percent in [i64::MIN, -1, 101, i64::MAX] {
        assert_eq!(Percent::new(percent), Err(Invalid::BadPercent));
    }
}

#[test]
fn nobody_verifies_alone_what_it_has_done_itself() {
    let done = on(&with_action(), "2022-05-01", complete("X"));
    let own = || Err(Rejection::SelfVerification { action_id: id("X"), owner: id("A") });
    check(&done, ("2022-05-02", verify("X", &["A"])), own());
    check(&done, ("2022-05-02", verify("X", &[])), own());
    check(&done, ("2022-05-02", verify("X", &["B"])), Ok(&["ActionVerified"]));
    check(&done, ("2022-05-02", verify("X", &["A", "B"])), Ok(&["ActionVerified"]));
    let then = Err(Rejection::ParticipantNotFound { participant_id: id("N") });
    check(&done, ("2022-05-02", verify("X", &["B", "N"])), then);
    let in_session = |session_id: &str| {
        let (action_id, session_id) = (id("X"), Some(id(session_id)));
        CommandBody::VerifyAction(VerifyAction { action_id, session_id, concurring: ids(&["B"]) })
    };
    check(&done, ("2022-05-02", in_session("S")), Ok(&["ActionVerified"]));
    let then = Err(Rejection::SessionNotFound { session_id: id("N") });
    check(&done, ("2022-05-02", in_session("N")), then);
    // Whether it was done comes first.
    assert_eq!(reason(&refused(&with_action(), "2022-05-02", verify("X", &["A"]))), "ACTION_NOT_COMPLETED");
}

#[test]
fn an_action_is_deferred_to_a_later_day() {
    let given = with_action();
    for date in ["2022-05-30", "2022-05-31"] {
        let early = Err(Rejection::BadDate { field: CommandField::DueOn, date: day(date).into() });
        check(&given, ("2022-05-01", defer("X", date, &["B"])), early);
    }
    let once = check(&given, ("2022-05-01", defer("X", "2022-06-30", &["B"])), Ok(&["ActionDeferred"]));
    let twice = on(&once, "2022-05-02", defer("X", "2022-07-31", &[]));
    let action = action_of(&twice);
    assert_eq!((action.due_on, action.action.due_on), (day("2022-07-31"), day("2022-05-31")));
    assert_eq!(action.times_deferred, 2);
    let then = Err(Rejection::ParticipantNotFound { participant_id: id("N") });
    check(&given, ("2022-05-01", defer("X", "2022-06-30", &["N"])), then);
}

#[test]
fn one_thing_follows_the_other() {
    let given = with_action();
    for body in [report("X", 10), complete("X"), defer("X", "2022-12-31", &[]), cancel_action("X")] {
        assert_eq!(reason(&refused_for(&given, "2022-05-01", "2022-04-09", body)), "OUT_OF_SEQUENCE");
    }
    let done = on(&given, "2022-05-01", complete("X"));
    for body in [verify("X", &["B"]), reopen_action("X")] {
        assert_eq!(reason(&refused_for(&done, "2022-05-02", "2022-04-30", body)), "OUT_OF_SEQUENCE");
    }
    let missing = || Err(Rejection::ActionNotFound { action_id: id("N") });
    for body in [
        report("N", 10),
        complete("N"),
        verify("N", &["B"]),
        defer("N", "2022-12-31", &[]),
        reopen_action("N"),
        cancel_action("N"),
    ] {
        check(&given, ("2022-05-01", body), missing());
    }
}

#[test]
fn duties_outlive_the_agreement() {
    let ended = on(&with_action(), "2022-05-01", terminate(&["A", "B"]));
    let done = on(&on(&ended, "2022-05-02", report("X", 50)), "2022-05-03", complete("X"));
    assert_eq!(action_of(&on(&done, "2022-05-04", verify("X", &["B"]))).status, ActionStatus::Verified);
    // But nothing new is given to do.
    let more = refused(&ended, "2022-05-02", assign("Y", "S", "A", "2022-12-31"));
    assert_eq!(reason(&more), "AGREEMENT_CLOSED");
}
