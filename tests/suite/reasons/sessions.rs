//! What is refused where a session is planned and held.

use depositary::proto::v1::{
    Attendance, CommissionRules, ConcludeSessionRequest, ConveneSessionRequest, EstablishCommissionRequest,
    OfficerRole, RescheduleSessionRequest, ScheduleSessionRequest, SessionKind, Terms,
};

use super::{
    Case, Reason,
    desk::{A, B, Desk, each_year, in_turn, there},
};
use crate::support::date;

pub(super) fn cases(desk: &Desk) -> Vec<Case> {
    let mut cases = vec![];
    cases.extend(not_there(desk));
    cases.extend(there_already(desk));
    cases.extend(not_planned_so(desk));
    cases.extend(not_held_so(desk));
    cases.extend(not_on_this_day(desk));
    cases.extend(not_in_this_state(desk));
    // All of them look at an agreement.
    let mut cases: Vec<_> = cases.into_iter().map(Case::about_its_agreement).collect();
    cases.extend(wrong_in_any_state(desk));
    cases
}

impl Case {
    /// How far the session S1 has come is in the way.
    pub(super) fn by_session(self, state: &str) -> Self {
        self.with("session", "{name}/sessions/S1").with("state", state)
    }
}

fn wrong_in_any_state(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a session that ends first", Reason::BadPeriod, async |desk: Desk| {
            let planned_to = date(2022, 2, 13);
            desk.refused(ScheduleSessionRequest { planned_to, ..desk.schedule("S1") }).await
        })
        .wrong("planned_to"),
        Case::at(desk, "a new day that ends first", Reason::BadPeriod, async |desk: Desk| {
            let planned_to = date(2022, 3, 13);
            desk.refused(RescheduleSessionRequest { planned_to, ..desk.reschedule() }).await
        })
        .wrong("planned_to"),
        Case::at(desk, "a session of some month", Reason::BadDate, async |desk: Desk| {
            let planned_from = date(2022, 2, 0);
            desk.refused(ScheduleSessionRequest { planned_from, ..desk.schedule("S1") }).await
        })
        .wrong("planned_from"),
        Case::at(desk, "a number among the extraordinary", Reason::BadValue, async |desk: Desk| {
            let kind = SessionKind::Extraordinary.into();
            desk.refused(ScheduleSessionRequest { kind, ordinal: 1, ..desk.schedule("S1") }).await
        })
        .wrong("ordinal"),
        Case::at(desk, "an item numbered twice", Reason::BadValue, async |desk: Desk| {
            let mut agenda = desk.adopt_agenda(1);
            agenda.items.extend(agenda.items.clone());
            desk.refused(agenda).await
        })
        .wrong("items[1].number"),
        Case::at(desk, "an agenda of nothing", Reason::FieldRequired, async |desk: Desk| {
            let mut agenda = desk.adopt_agenda(1);
            agenda.items.clear();
            desk.refused(agenda).await
        })
        .wrong("items"),
        Case::at(desk, "less than nobody there", Reason::BadValue, async |desk: Desk| {
            desk.refused(desk.attend(Attendance { count: -1, ..there("OA", A) })).await
        })
        .wrong("attendance[0].count"),
    ]
}

fn not_there(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "no session to move", Reason::SessionNotFound, async |desk: Desk| {
            desk.with_commission().await;
            desk.refused(desk.reschedule()).await
        })
        .with("resource", "{name}/sessions/S1"),
        Case::at(desk, "no session to open", Reason::SessionNotFound, async |desk: Desk| {
            desk.with_commission().await;
            desk.refused(desk.convene("S1")).await
        })
        .with("resource", "{name}/sessions/S1"),
        Case::at(desk, "a host from elsewhere", Reason::ParticipantNotFound, async |desk: Desk| {
            desk.with_commission().await;
            desk.refused(ScheduleSessionRequest { host: "C".into(), ..desk.schedule("S1") }).await
        })
        .with("resource", "{name}/participants/C"),
        Case::at(desk, "an officer who is not one", Reason::OfficerNotFound, async |desk: Desk| {
            desk.scheduled().await;
            let attendance = vec![there("OA", A), there("OC", B)];
            desk.refused(ConveneSessionRequest { attendance, ..desk.convene("S1") }).await
        })
        .with("resource", "{name}/officers/OC"),
        Case::at(desk, "an officer of the other side", Reason::OfficerNotFound, async |desk: Desk| {
            desk.convened().await;
            desk.refused(desk.attend(Attendance { acting_for: "OA".into(), ..there("", B) })).await
        })
        .with("resource", "{name}/officers/OA"),
    ]
}

fn there_already(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a second session of this id", Reason::SessionExists, async |desk: Desk| {
            desk.cancelled().await;
            desk.refused(desk.schedule("S1")).await
        })
        .with("resource", "{name}/sessions/S1"),
        Case::at(desk, "a session before the next", Reason::SessionPending, async |desk: Desk| {
            desk.scheduled().await;
            // An extraordinary one stands beside it.
            let kind = SessionKind::Extraordinary.into();
            desk.done(ScheduleSessionRequest { kind, ..desk.schedule("S2") }).await;
            desk.refused(desk.schedule("S3")).await
        })
        .with("resource", "{name}/sessions/S1"),
        Case::at(desk, "cancelling a session twice", Reason::SessionAlreadyCancelled, async |desk: Desk| {
            desk.cancelled().await;
            desk.refused(desk.cancel_session()).await
        })
        .with("resource", "{name}/sessions/S1")
        .with("state", "CANCELLED"),
        Case::at(desk, "opening a session twice", Reason::SessionAlreadyConvened, async |desk: Desk| {
            desk.concluded().await;
            desk.refused(desk.convene("S1")).await
        })
        .with("resource", "{name}/sessions/S1")
        .with("state", "CONCLUDED"),
        Case::at(desk, "ending a session twice", Reason::SessionAlreadyConcluded, async |desk: Desk| {
            desk.closed().await;
            desk.refused(desk.conclude()).await
        })
        .with("resource", "{name}/sessions/S1")
        .with("state", "CLOSED"),
    ]
}

fn not_planned_so(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "the second session first", Reason::OrdinalOutOfSequence, async |desk: Desk| {
            desk.with_commission().await;
            desk.refused(ScheduleSessionRequest { ordinal: 2, ..desk.schedule("S1") }).await
        })
        .with("given", "2")
        .with("expected", "1"),
        Case::at(desk, "a host out of turn", Reason::HostOutOfRotation, async |desk: Desk| {
            desk.in_force().await;
            let rules = Some(in_turn(&[B, A]));
            desk.done(EstablishCommissionRequest { rules, ..desk.establish("C1") }).await;
            desk.refused(ScheduleSessionRequest { host: A.into(), ..desk.schedule("S1") }).await
        })
        .with("given", "A")
        .with("expected", "B"),
    ]
}

fn not_held_so(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a session of one side", Reason::QuorumNotMet, async |desk: Desk| {
            desk.scheduled().await;
            let attendance = vec![there("OA", A), there("", B)];
            desk.refused(ConveneSessionRequest { attendance, ..desk.convene("S1") }).await
        })
        .with("participant", "{name}/participants/B")
        .with("present", "0")
        .with("needed", "1"),
        Case::at(desk, "a session of too few", Reason::QuorumNotMet, async |desk: Desk| {
            desk.scheduled().await;
            desk.done(desk.appoint("MA", OfficerRole::Member, A)).await;
            let rules = CommissionRules { quorum: 2, ..each_year() };
            desk.done(desk.amend(rules)).await;
            let attendance = vec![there("OA", A), there("MA", A), there("OB", B)];
            desk.refused(ConveneSessionRequest { attendance, ..desk.convene("S1") }).await
        })
        .with("participant", "{name}/participants/B")
        .with("present", "1")
        .with("needed", "2"),
        Case::at(desk, "a session that ended first", Reason::BadPeriod, async |desk: Desk| {
            desk.in_force_since((2022, 2, 1), Terms::default()).await;
            desk.with_commission_here().await;
            desk.done(desk.schedule("S1")).await;
            desk.done(desk.convene("S1")).await;
            desk.refused(ConcludeSessionRequest { held_to: date(2022, 2, 13), ..desk.conclude() }).await
        })
        .wrong("held_to"),
    ]
}

fn not_on_this_day(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a session of days to come", Reason::OccurredInFuture, async |desk: Desk| {
            desk.scheduled().await;
            let held_from = date(2022, 2, 16);
            desk.refused(ConveneSessionRequest { held_from, ..desk.convene("S1") }).await
        })
        .with("occurred_on", "2022-02-16")
        .with("today", "2022-02-14")
        .too_far("held_from"),
        Case::at(desk, "a session until next week", Reason::OccurredInFuture, async |desk: Desk| {
            desk.convened().await;
            desk.refused(ConcludeSessionRequest { held_to: date(2022, 2, 21), ..desk.conclude() }).await
        })
        .with("occurred_on", "2022-02-21")
        .with("today", "2022-02-14")
        .too_far("held_to"),
        Case::at(desk, "a session before its commission", Reason::OutOfSequence, async |desk: Desk| {
            desk.in_force_since((2022, 2, 1), Terms::default()).await;
            desk.with_commission_here().await;
            desk.done(desk.schedule("S1")).await;
            let held_from = date(2022, 2, 7);
            desk.refused(ConveneSessionRequest { held_from, ..desk.convene("S1") }).await
        })
        .with("occurred_on", "2022-02-07")
        .with("not_before", "2022-02-14"),
    ]
}

fn not_in_this_state(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "moving a session that is held", Reason::SessionHeld, async |desk: Desk| {
            desk.convened().await;
            desk.refused(desk.reschedule()).await
        })
        .by_session("CONVENED"),
        Case::at(desk, "cancelling a session that was held", Reason::SessionHeld, async |desk: Desk| {
            desk.concluded().await;
            desk.refused(desk.cancel_session()).await
        })
        .by_session("CONCLUDED"),
        Case::at(desk, "opening a cancelled session", Reason::SessionCancelled, async |desk: Desk| {
            desk.cancelled().await;
            desk.refused(desk.convene("S1")).await
        })
        .by_session("CANCELLED"),
        Case::at(desk, "there before the opening", Reason::SessionNotScheduled, async |desk: Desk| {
            desk.scheduled().await;
            desk.refused(desk.attend(there("OA", A))).await
        })
        .by_session("SCHEDULED"),
        Case::at(desk, "there after the minutes", Reason::SessionClosed, async |desk: Desk| {
            desk.closed().await;
            desk.refused(desk.attend(there("OA", A))).await
        })
        .by_session("CLOSED"),
        Case::at(desk, "an agenda after the end", Reason::SessionNotConvened, async |desk: Desk| {
            desk.concluded().await;
            desk.refused(desk.adopt_agenda(2)).await
        })
        .by_session("CONCLUDED"),
        Case::at(desk, "ending a session too early", Reason::SessionNotConvened, async |desk: Desk| {
            desk.scheduled().await;
            desk.refused(desk.conclude()).await
        })
        .by_session("SCHEDULED"),
    ]
}
