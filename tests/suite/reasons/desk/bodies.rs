//! The requests of a commission, each as good as it can be, and a session in each state.

use depositary::proto::v1::{
    AdoptAgendaRequest, AdoptDecisionRequest, AgendaItem, Agreement, AmendCommissionRulesRequest,
    AppointOfficerRequest, AssignActionRequest, Attendance, CancelActionRequest, CancelSessionRequest,
    CommissionRules, CompleteActionRequest, ConcludeSessionRequest, ConfirmDecisionRequest,
    ConveneSessionRequest, DeferActionRequest, DissolveCommissionRequest, EstablishCommissionRequest,
    OfficerRole, RecordAttendanceRequest, ReopenActionRequest, ReportActionProgressRequest,
    RescheduleSessionRequest, RotationPlace, ScheduleSessionRequest, SignMinutesRequest,
    SubmitMinutesRequest, VerifyActionRequest, commission_rules::Cadence,
};

use super::{A, B, Desk};
use crate::support::{date, english};

/// The digest of all minutes here.
pub(in super::super) const MINUTES: &str = "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";

/// The commission and its officers: C1, whose co-chairs are OA and OB.
impl Desk {
    pub(in super::super) fn establish(&self, commission: &str) -> EstablishCommissionRequest {
        EstablishCommissionRequest {
            name: self.name.clone(),
            commission_id: commission.to_owned(),
            title: english("A commission"),
            rules: Some(each_year()),
            ..EstablishCommissionRequest::default()
        }
    }

    pub(in super::super) fn amend(&self, rules: CommissionRules) -> AmendCommissionRulesRequest {
        AmendCommissionRulesRequest {
            name: self.name.clone(),
            commission_id: "C1".into(),
            rules: Some(rules),
            ..AmendCommissionRulesRequest::default()
        }
    }

    pub(in super::super) fn dissolve(&self) -> DissolveCommissionRequest {
        let name = self.name.clone();
        DissolveCommissionRequest { name, commission_id: "C1".into(), ..DissolveCommissionRequest::default() }
    }

    pub(in super::super) fn appoint(
        &self,
        officer: &str,
        role: OfficerRole,
        participant: &str,
    ) -> AppointOfficerRequest {
        AppointOfficerRequest {
            name: self.name.clone(),
            commission_id: "C1".into(),
            officer_id: officer.to_owned(),
            role: role.into(),
            participant_id: participant.to_owned(),
            office: english("An office"),
            ..AppointOfficerRequest::default()
        }
    }
}

/// The session S1.
impl Desk {
    pub(in super::super) fn schedule(&self, session: &str) -> ScheduleSessionRequest {
        ScheduleSessionRequest {
            name: self.name.clone(),
            session_id: session.to_owned(),
            commission_id: "C1".into(),
            planned_from: date(2022, 2, 14),
            ..ScheduleSessionRequest::default()
        }
    }

    pub(in super::super) fn reschedule(&self) -> RescheduleSessionRequest {
        RescheduleSessionRequest {
            name: self.name.clone(),
            session_id: "S1".into(),
            planned_from: date(2022, 3, 14),
            ..RescheduleSessionRequest::default()
        }
    }

    pub(in super::super) fn cancel_session(&self) -> CancelSessionRequest {
        let name = self.name.clone();
        CancelSessionRequest { name, session_id: "S1".into(), ..CancelSessionRequest::default() }
    }

    /// Of one item, with this number.
    pub(in super::super) fn adopt_agenda(&self, number: i64) -> AdoptAgendaRequest {
        AdoptAgendaRequest {
            name: self.name.clone(),
            session_id: "S1".into(),
            items: vec![AgendaItem { number, title: english("An item"), ..AgendaItem::default() }],
            ..AdoptAgendaRequest::default()
        }
    }

    /// Both co-chairs are there.
    pub(in super::super) fn convene(&self, session: &str) -> ConveneSessionRequest {
        ConveneSessionRequest {
            name: self.name.clone(),
            session_id: session.to_owned(),
            attendance: vec![there("OA", A), there("OB", B)],
            ..ConveneSessionRequest::default()
        }
    }

    pub(in super::super) fn attend(&self, attendance: Attendance) -> RecordAttendanceRequest {
        RecordAttendanceRequest {
            name: self.name.clone(),
            session_id: "S1".into(),
            attendance: vec![attendance],
            ..RecordAttendanceRequest::default()
        }
    }

    pub(in super::super) fn conclude(&self) -> ConcludeSessionRequest {
        let name = self.name.clone();
        ConcludeSessionRequest { name, session_id: "S1".into(), ..ConcludeSessionRequest::default() }
    }

    pub(in super::super) fn submit_minutes(&self) -> SubmitMinutesRequest {
        SubmitMinutesRequest {
            name: self.name.clone(),
            session_id: "S1".into(),
            digest: MINUTES.into(),
            ..SubmitMinutesRequest::default()
        }
    }

    /// By the co-chair.
    pub(in super::super) fn sign_minutes(&self, participant: &str) -> SignMinutesRequest {
        SignMinutesRequest {
            name: self.name.clone(),
            session_id: "S1".into(),
            participant_id: participant.to_owned(),
            digest: MINUTES.into(),
            ..SignMinutesRequest::default()
        }
    }
}

/// What comes out of a session: the decision D1, and the action X1 of A.
impl Desk {
    pub(in super::super) fn decide(&self, decision: &str) -> AdoptDecisionRequest {
        AdoptDecisionRequest {
            name: self.name.clone(),
            decision_id: decision.to_owned(),
            session_id: "S1".into(),
            item: 1,
            text: english("A decision"),
            pending_approval_of: vec![B.into()],
            ..AdoptDecisionRequest::default()
        }
    }

    pub(in super::super) fn confirm(&self, participant: &str) -> ConfirmDecisionRequest {
        ConfirmDecisionRequest {
            name: self.name.clone(),
            decision_id: "D1".into(),
            participant_id: participant.to_owned(),
            ..ConfirmDecisionRequest::default()
        }
    }

    pub(in super::super) fn assign(&self, action: &str) -> AssignActionRequest {
        AssignActionRequest {
            name: self.name.clone(),
            action_id: action.to_owned(),
            session_id: "S1".into(),
            title: english("An action"),
            owner: A.into(),
            due_on: date(2022, 3, 14),
            ..AssignActionRequest::default()
        }
    }

    pub(in super::super) fn report(&self, percent: i64) -> ReportActionProgressRequest {
        ReportActionProgressRequest {
            name: self.name.clone(),
            action_id: "X1".into(),
            percent,
            ..ReportActionProgressRequest::default()
        }
    }

    pub(in super::super) fn complete(&self) -> CompleteActionRequest {
        let name = self.name.clone();
        CompleteActionRequest { name, action_id: "X1".into(), ..CompleteActionRequest::default() }
    }

    pub(in super::super) fn verify(&self, concurring: &[&str]) -> VerifyActionRequest {
        VerifyActionRequest {
            name: self.name.clone(),
            action_id: "X1".into(),
            concurring: concurring.iter().map(|id| (*id).to_owned()).collect(),
            ..VerifyActionRequest::default()
        }
    }

    pub(in super::super) fn defer(&self, month: i32, day: i32) -> DeferActionRequest {
        DeferActionRequest {
            name: self.name.clone(),
            action_id: "X1".into(),
            due_on: date(2022, month, day),
            ..DeferActionRequest::default()
        }
    }

    pub(in super::super) fn reopen_action(&self) -> ReopenActionRequest {
        let name = self.name.clone();
        ReopenActionRequest { name, action_id: "X1".into(), ..ReopenActionRequest::default() }
    }

    pub(in super::super) fn cancel_action(&self) -> CancelActionRequest {
        let name = self.name.clone();
        CancelActionRequest { name, action_id: "X1".into(), ..CancelActionRequest::default() }
    }
}

/// How far a session has come, each from the one before.
impl Desk {
    /// A commission with both co-chairs, in an agreement in force.
    pub(in super::super) async fn with_commission(&self) {
        self.in_force().await;
        self.with_commission_here().await;
    }

    pub(in super::super) async fn with_commission_here(&self) {
        self.done(self.establish("C1")).await;
        self.done(self.appoint("OA", OfficerRole::CoChair, A)).await;
        self.done(self.appoint("OB", OfficerRole::CoChair, B)).await;
    }

    pub(in super::super) async fn scheduled(&self) {
        self.with_commission().await;
        self.done(self.schedule("S1")).await;
    }

    /// With an agenda of one item.
    pub(in super::super) async fn convened(&self) {
        self.scheduled().await;
        self.done(self.adopt_agenda(1)).await;
        self.done(self.convene("S1")).await;
    }

    pub(in super::super) async fn concluded(&self) {
        self.convened().await;
        self.done(self.conclude()).await;
    }

    pub(in super::super) async fn submitted(&self) {
        self.concluded().await;
        self.done(self.submit_minutes()).await;
    }

    pub(in super::super) async fn closed(&self) {
        self.submitted().await;
        self.done(self.sign_minutes(A)).await;
        self.done(self.sign_minutes(B)).await;
    }

    /// Not held.
    pub(in super::super) async fn cancelled(&self) {
        self.scheduled().await;
        self.done(self.cancel_session()).await;
    }

    /// An action is open.
    pub(in super::super) async fn assigned(&self) -> Agreement {
        self.convened().await;
        self.done(self.assign("X1")).await
    }
}

/// A session every twelve months, and no rotation.
pub(in super::super) fn each_year() -> CommissionRules {
    CommissionRules { cadence: Some(Cadence::RollingMonths(12)), ..CommissionRules::default() }
}

/// The same, and these are host in turn.
pub(in super::super) fn in_turn(hosts: &[&str]) -> CommissionRules {
    let place = |id: &&str| RotationPlace { participant_id: (*id).to_owned(), ..RotationPlace::default() };
    CommissionRules { rotation: hosts.iter().map(place).collect(), ..each_year() }
}

/// An officer who is there for a participant.
pub(in super::super) fn there(officer: &str, participant: &str) -> Attendance {
    Attendance {
        officer_id: officer.to_owned(),
        participant_id: participant.to_owned(),
        capacity: OfficerRole::CoChair.into(),
        ..Attendance::default()
    }
}
