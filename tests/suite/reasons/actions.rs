//! What is refused where somebody is given something to do, and does it.

use depositary::proto::v1::{AssignActionRequest, Participation, Terms, VerifyActionRequest};

use super::{
    Case, Reason,
    desk::{A, B, Desk, participant},
};
use crate::support::date;

pub(super) fn cases(desk: &Desk) -> Vec<Case> {
    let mut cases = vec![];
    cases.extend(not_there(desk));
    cases.extend(there_already(desk));
    cases.extend(not_due_then(desk));
    cases.extend(not_in_this_state(desk));
    // All of them look at an agreement.
    let mut cases: Vec<_> = cases.into_iter().map(Case::about_its_agreement).collect();
    cases.extend(wrong_in_any_state(desk));
    cases
}

impl Case {
    /// How far the action X1 has come is in the way.
    fn by_action(self, state: &str) -> Self {
        self.with("action", "{name}/actions/X1").with("state", state)
    }

    /// The action X1 has come so far already.
    fn done_action(self, state: &str) -> Self {
        self.with("resource", "{name}/actions/X1").with("state", state)
    }
}

fn wrong_in_any_state(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "more done than all", Reason::BadPercent, async |desk: Desk| {
            desk.refused(desk.report(101)).await
        })
        .wrong("percent"),
        Case::at(desk, "less done than nothing", Reason::BadPercent, async |desk: Desk| {
            desk.refused(desk.report(-1)).await
        })
        .wrong("percent"),
        Case::at(desk, "verified by nobody", Reason::FieldRequired, async |desk: Desk| {
            desk.refused(desk.verify(&[])).await
        })
        .wrong("concurring"),
        Case::at(desk, "an action without a last day", Reason::FieldRequired, async |desk: Desk| {
            desk.refused(AssignActionRequest { due_on: None, ..desk.assign("X1") }).await
        })
        .wrong("due_on"),
    ]
}

fn not_there(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "no action to do", Reason::ActionNotFound, async |desk: Desk| {
            desk.convened().await;
            desk.refused(desk.complete()).await
        })
        .with("resource", "{name}/actions/X1"),
        Case::at(desk, "an action of no session", Reason::SessionNotFound, async |desk: Desk| {
            desk.with_commission().await;
            desk.refused(desk.assign("X1")).await
        })
        .with("resource", "{name}/sessions/S1"),
        Case::at(desk, "an action for no decision", Reason::DecisionNotFound, async |desk: Desk| {
            desk.convened().await;
            desk.refused(AssignActionRequest { decision_id: "D1".into(), ..desk.assign("X1") }).await
        })
        .with("resource", "{name}/decisions/D1"),
        Case::at(desk, "an action of an outsider", Reason::ParticipantNotFound, async |desk: Desk| {
            // On the list, but no section of the commission.
            let participation = Participation::Open.into();
            desk.in_force_on(Terms { participation, ..Terms::default() }).await;
            desk.done(desk.invite(participant("C"))).await;
            desk.with_commission_here().await;
            desk.done(desk.schedule("S1")).await;
            desk.done(desk.convene("S1")).await;
            desk.refused(AssignActionRequest { owner: "C".into(), ..desk.assign("X1") }).await
        })
        .with("resource", "{name}/participants/C"),
        Case::at(desk, "verified in no session", Reason::SessionNotFound, async |desk: Desk| {
            desk.assigned().await;
            desk.done(desk.complete()).await;
            desk.refused(VerifyActionRequest { session_id: "S2".into(), ..desk.verify(&[B]) }).await
        })
        .with("resource", "{name}/sessions/S2"),
    ]
}

fn there_already(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a second action of this id", Reason::ActionExists, async |desk: Desk| {
            desk.assigned().await;
            desk.refused(desk.assign("X1")).await
        })
        .with("resource", "{name}/actions/X1"),
        Case::at(desk, "doing it twice", Reason::ActionAlreadyCompleted, async |desk: Desk| {
            desk.assigned().await;
            desk.done(desk.complete()).await;
            desk.refused(desk.complete()).await
        })
        .done_action("COMPLETED"),
        Case::at(desk, "verifying twice", Reason::ActionAlreadyVerified, async |desk: Desk| {
            verified(&desk).await;
            desk.refused(desk.verify(&[B])).await
        })
        .done_action("VERIFIED"),
        Case::at(desk, "cancelling an action twice", Reason::ActionAlreadyCancelled, async |desk: Desk| {
            not_to_be_done(&desk).await;
            desk.refused(desk.cancel_action()).await
        })
        .done_action("CANCELLED"),
    ]
}

fn not_due_then(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "due before the session", Reason::BadDate, async |desk: Desk| {
            desk.convened().await;
            desk.refused(AssignActionRequest { due_on: date(2022, 2, 13), ..desk.assign("X1") }).await
        })
        .wrong("due_on"),
        Case::at(desk, "deferred to the same day", Reason::BadDate, async |desk: Desk| {
            desk.assigned().await;
            desk.refused(desk.defer(3, 14)).await
        })
        .wrong("due_on"),
    ]
}

fn not_in_this_state(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "an action before the opening", Reason::SessionNotConvened, async |desk: Desk| {
            desk.scheduled().await;
            desk.refused(desk.assign("X1")).await
        })
        .by_session("SCHEDULED"),
        Case::at(desk, "progress of what is done", Reason::ActionNotOpen, async |desk: Desk| {
            desk.assigned().await;
            desk.done(desk.complete()).await;
            desk.refused(desk.report(50)).await
        })
        .by_action("COMPLETED"),
        Case::at(desk, "time for what is verified", Reason::ActionNotOpen, async |desk: Desk| {
            verified(&desk).await;
            desk.refused(desk.defer(4, 14)).await
        })
        .by_action("VERIFIED"),
        Case::at(desk, "verifying what is open", Reason::ActionNotCompleted, async |desk: Desk| {
            desk.assigned().await;
            desk.refused(desk.verify(&[B])).await
        })
        .by_action("OPEN"),
        Case::at(desk, "reopening what is open", Reason::ActionAlreadyOpen, async |desk: Desk| {
            desk.assigned().await;
            desk.refused(desk.reopen_action()).await
        })
        .by_action("OPEN"),
        Case::at(desk, "doing what was cancelled", Reason::ActionCancelled, async |desk: Desk| {
            not_to_be_done(&desk).await;
            desk.refused(desk.complete()).await
        })
        .by_action("CANCELLED"),
        Case::at(desk, "verified by its owner", Reason::SelfVerification, async |desk: Desk| {
            desk.assigned().await;
            desk.done(desk.complete()).await;
            desk.refused(desk.verify(&[A])).await
        })
        .with("action", "{name}/actions/X1")
        .with("owner", "A"),
    ]
}

async fn verified(desk: &Desk) {
    desk.assigned().await;
    desk.done(desk.complete()).await;
    desk.done(desk.verify(&[A, B])).await;
}

async fn not_to_be_done(desk: &Desk) {
    desk.assigned().await;
    desk.done(desk.cancel_action()).await;
}
