//! What bodies can do in each state: the rows of the commission and of its actions.
//!
//! Left out are RequestSession and CorrectEvaluation, which are not built, and the two flags, which are no commands.

use depositary::domain::*;

use crate::domain::given::*;

/// The commands for which something has to be there before, also in a draft.
const COMMANDS: [&str; 22] = [
    "EstablishCommission",
    "AppointOfficer",
    "AmendCommissionRules",
    "DissolveCommission",
    "ScheduleSession",
    "RescheduleSession",
    "CancelSession",
    "AdoptAgenda",
    "ConveneSession",
    "RecordAttendance",
    "AdoptDecision",
    "ConfirmDecision",
    "AssignAction",
    "ConcludeSession",
    "SubmitMinutes",
    "SignMinutes",
    "ReportActionProgress",
    "CompleteAction",
    "VerifyAction",
    "DeferAction",
    "ReopenAction",
    "CancelAction",
];

pub(super) fn concern(command: &str) -> bool {
    COMMANDS.contains(&command)
}

/// The commission C with three sessions: PLANNED, HELD, and OVER, whose minutes wait for signature. HELD has decided D,
/// which A has yet to approve, and given out the actions X, which is open, and Y, which is done. The commission IDLE has
/// no session.
pub(super) fn at_work(given: &Agreement) -> Agreement {
    let date = "2022-02-21";
    let given = on_for(given, date, date, establish("IDLE"));
    let given = with_commission_as(&given, date, rules());
    let met = |given: &Agreement, session_id: &str| {
        let given = on_for(given, date, date, schedule_as(extraordinary(session_id, date)));
        let given = on_for(&given, date, date, adopt_agenda(session_id));
        on_for(&given, date, date, convene(session_id))
    };
    let steps = [
        conclude("OVER"),
        submit("OVER"),
        adopt_as("D", "HELD", 1, &["A"]),
        assign("X", "HELD", "A", "2022-12-31"),
        assign("Y", "HELD", "A", "2022-12-31"),
        complete("Y"),
        schedule_as(extraordinary("PLANNED", "2022-04-10")),
    ];
    let met = met(&met(&given, "OVER"), "HELD");
    steps.into_iter().fold(met, |given, body| on_for(&given, date, date, body))
}

/// An otherwise valid command of these rows.
pub(super) fn command(name: &str, agreement: &Agreement) -> Option<CommandBody> {
    let planned = agreement.session(&id("PLANNED")).map(|session| session.status);
    Some(match name {
        "EstablishCommission" => establish("NEW"),
        "AppointOfficer" => appoint("AS", OfficerRole::ExecutiveSecretary, "A"),
        "AmendCommissionRules" => amend_rules("C", rules()),
        "DissolveCommission" => dissolve("IDLE"),
        "ScheduleSession" => schedule("NEW", "2022-04-10"),
        "RescheduleSession" => reschedule("PLANNED", "2022-05-10", "2022-05-11"),
        // With the end of an agreement its planned sessions are cancelled, and cannot be once more.
        "CancelSession" if planned == Some(SessionStatus::Scheduled) => cancel_session("PLANNED"),
        "CancelSession" => cancel_session("HELD"),
        "AdoptAgenda" => adopt_agenda("PLANNED"),
        "ConveneSession" => convene("PLANNED"),
        "RecordAttendance" => attend("HELD", vec![present("AC", "A")]),
        "AdoptDecision" => adopt("D2", "HELD"),
        "ConfirmDecision" => confirm("D", "A", None),
        "AssignAction" => assign("Z", "HELD", "A", "2022-12-31"),
        "ConcludeSession" => conclude("HELD"),
        "SubmitMinutes" => submit("OVER"),
        "SignMinutes" => sign_minutes("OVER", "A"),
        "ReportActionProgress" => report("X", 50),
        "CompleteAction" => complete("X"),
        "VerifyAction" => verify("Y", &["A", "B"]),
        "DeferAction" => defer("X", "2023-06-30", &["B"]),
        "ReopenAction" => reopen_action("Y"),
        "CancelAction" => cancel_action("X"),
        _ => return None,
    })
}

#[test]
fn only_what_does_not_exist_is_left_out() {
    let rows = include_str!("../../fixtures/state_matrix.csv").lines().skip(1);
    let mut left_out: Vec<_> = rows
        .filter_map(|line| line.split_once(','))
        .filter(|(group, _)| ["commission", "evaluation", "action"].contains(group))
        .filter_map(|(_, rest)| rest.split(',').next())
        .filter(|name| *name != "EvaluateAgreement" && command(name, &undrafted()).is_none())
        .collect();
    left_out.dedup();
    assert_eq!(left_out, ["RequestSession", "FlagSessionOverdue", "CorrectEvaluation", "FlagActionOverdue"]);
}
