//! `CommissionService`: the work of commissions, and the reading of it.

mod reads;

use tonic::{Request, Response, Status};

use super::commands::Commands;
use crate::proto::v1::{
    AdoptAgendaRequest, AdoptAgendaResponse, AdoptDecisionRequest, AdoptDecisionResponse,
    AmendCommissionRulesRequest, AmendCommissionRulesResponse, AppointOfficerRequest, AppointOfficerResponse,
    AssignActionRequest, AssignActionResponse, CancelActionRequest, CancelActionResponse,
    CancelSessionRequest, CancelSessionResponse, CompleteActionRequest, CompleteActionResponse,
    ConcludeSessionRequest, ConcludeSessionResponse, ConfirmDecisionRequest, ConfirmDecisionResponse,
    ConveneSessionRequest, ConveneSessionResponse, DeferActionRequest, DeferActionResponse,
    DissolveCommissionRequest, DissolveCommissionResponse, EstablishCommissionRequest,
    EstablishCommissionResponse, GetActionRequest, GetActionResponse, GetCommissionRequest,
    GetCommissionResponse, GetSessionRequest, GetSessionResponse, ListActionsRequest, ListActionsResponse,
    ListDecisionsRequest, ListDecisionsResponse, ListSessionsRequest, ListSessionsResponse,
    RecordAttendanceRequest, RecordAttendanceResponse, ReopenActionRequest, ReopenActionResponse,
    ReportActionProgressRequest, ReportActionProgressResponse, RescheduleSessionRequest,
    RescheduleSessionResponse, ScheduleSessionRequest, ScheduleSessionResponse, SignMinutesRequest,
    SignMinutesResponse, SubmitMinutesRequest, SubmitMinutesResponse, VerifyActionRequest,
    VerifyActionResponse, commission_service_server::CommissionService,
};

/// The service over the pipeline of commands.
#[derive(Debug)]
pub(super) struct Commissions(pub(super) Commands);

#[tonic::async_trait]
impl CommissionService for Commissions {
    async fn establish_commission(
        &self,
        request: Request<EstablishCommissionRequest>,
    ) -> Result<Response<EstablishCommissionResponse>, Status> {
        self.0.submit(request).await
    }

    async fn amend_commission_rules(
        &self,
        request: Request<AmendCommissionRulesRequest>,
    ) -> Result<Response<AmendCommissionRulesResponse>, Status> {
        self.0.submit(request).await
    }

    async fn dissolve_commission(
        &self,
        request: Request<DissolveCommissionRequest>,
    ) -> Result<Response<DissolveCommissionResponse>, Status> {
        self.0.submit(request).await
    }

    async fn appoint_officer(
        &self,
        request: Request<AppointOfficerRequest>,
    ) -> Result<Response<AppointOfficerResponse>, Status> {
        self.0.submit(request).await
    }

    async fn schedule_session(
        &self,
        request: Request<ScheduleSessionRequest>,
    ) -> Result<Response<ScheduleSessionResponse>, Status> {
        self.0.submit(request).await
    }

    async fn reschedule_session(
        &self,
        request: Request<RescheduleSessionRequest>,
    ) -> Result<Response<RescheduleSessionResponse>, Status> {
        self.0.submit(request).await
    }

    async fn cancel_session(
        &self,
        request: Request<CancelSessionRequest>,
    ) -> Result<Response<CancelSessionResponse>, Status> {
        self.0.submit(request).await
    }

    async fn adopt_agenda(
        &self,
        request: Request<AdoptAgendaRequest>,
    ) -> Result<Response<AdoptAgendaResponse>, Status> {
        self.0.submit(request).await
    }

    async fn convene_session(
        &self,
        request: Request<ConveneSessionRequest>,
    ) -> Result<Response<ConveneSessionResponse>, Status> {
        self.0.submit(request).await
    }

    async fn record_attendance(
        &self,
        request: Request<RecordAttendanceRequest>,
    ) -> Result<Response<RecordAttendanceResponse>, Status> {
        self.0.submit(request).await
    }

    async fn adopt_decision(
        &self,
        request: Request<AdoptDecisionRequest>,
    ) -> Result<Response<AdoptDecisionResponse>, Status> {
        self.0.submit(request).await
    }

    async fn confirm_decision(
        &self,
        request: Request<ConfirmDecisionRequest>,
    ) -> Result<Response<ConfirmDecisionResponse>, Status> {
        self.0.submit(request).await
    }

    async fn assign_action(
        &self,
        request: Request<AssignActionRequest>,
    ) -> Result<Response<AssignActionResponse>, Status> {
        self.0.submit(request).await
    }

    async fn conclude_session(
        &self,
        request: Request<ConcludeSessionRequest>,
    ) -> Result<Response<ConcludeSessionResponse>, Status> {
        self.0.submit(request).await
    }

    async fn submit_minutes(
        &self,
        request: Request<SubmitMinutesRequest>,
    ) -> Result<Response<SubmitMinutesResponse>, Status> {
        self.0.submit(request).await
    }

    async fn sign_minutes(
        &self,
        request: Request<SignMinutesRequest>,
    ) -> Result<Response<SignMinutesResponse>, Status> {
        self.0.submit(request).await
    }

    async fn report_action_progress(
        &self,
        request: Request<ReportActionProgressRequest>,
    ) -> Result<Response<ReportActionProgressResponse>, Status> {
        self.0.submit(request).await
    }

    async fn complete_action(
        &self,
        request: Request<CompleteActionRequest>,
    ) -> Result<Response<CompleteActionResponse>, Status> {
        self.0.submit(request).await
    }

    async fn verify_action(
        &self,
        request: Request<VerifyActionRequest>,
    ) -> Result<Response<VerifyActionResponse>, Status> {
        self.0.submit(request).await
    }

    async fn defer_action(
        &self,
        request: Request<DeferActionRequest>,
    ) -> Result<Response<DeferActionResponse>, Status> {
        self.0.submit(request).await
    }

    async fn reopen_action(
        &self,
        request: Request<ReopenActionRequest>,
    ) -> Result<Response<ReopenActionResponse>, Status> {
        self.0.submit(request).await
    }

    async fn cancel_action(
        &self,
        request: Request<CancelActionRequest>,
    ) -> Result<Response<CancelActionResponse>, Status> {
        self.0.submit(request).await
    }

    async fn get_commission(
        &self,
        request: Request<GetCommissionRequest>,
    ) -> Result<Response<GetCommissionResponse>, Status> {
        self.commission(request.into_inner()).await
    }

    async fn get_session(
        &self,
        request: Request<GetSessionRequest>,
    ) -> Result<Response<GetSessionResponse>, Status> {
        self.session(request.into_inner()).await
    }

    async fn get_action(
        &self,
        request: Request<GetActionRequest>,
    ) -> Result<Response<GetActionResponse>, Status> {
        self.action(request.into_inner()).await
    }

    async fn list_sessions(
        &self,
        request: Request<ListSessionsRequest>,
    ) -> Result<Response<ListSessionsResponse>, Status> {
        self.sessions(request.into_inner()).await
    }

    async fn list_decisions(
        &self,
        request: Request<ListDecisionsRequest>,
    ) -> Result<Response<ListDecisionsResponse>, Status> {
        self.decisions(request.into_inner()).await
    }

    async fn list_actions(
        &self,
        request: Request<ListActionsRequest>,
    ) -> Result<Response<ListActionsResponse>, Status> {
        self.actions(request.into_inner()).await
    }
}
