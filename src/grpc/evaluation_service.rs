//! `EvaluationService`: what came of an agreement, and what is measured of it.

mod reads;

use tonic::{Request, Response, Status};

use super::commands::Commands;
use crate::proto::v1::{
    AgreeReadingRequest, AgreeReadingResponse, ContestReadingRequest, ContestReadingResponse,
    DefineIndicatorRequest, DefineIndicatorResponse, EvaluateAgreementRequest, EvaluateAgreementResponse,
    GetIndicatorSeriesRequest, GetIndicatorSeriesResponse, ListEvaluationsRequest, ListEvaluationsResponse,
    RecordReadingRequest, RecordReadingResponse, RetireIndicatorRequest, RetireIndicatorResponse,
    ReviseReadingRequest, ReviseReadingResponse, SetTargetRequest, SetTargetResponse,
    evaluation_service_server::EvaluationService,
};

/// The service over the pipeline of commands.
#[derive(Debug)]
pub(super) struct Evaluations(pub(super) Commands);

#[tonic::async_trait]
impl EvaluationService for Evaluations {
    async fn evaluate_agreement(
        &self,
        request: Request<EvaluateAgreementRequest>,
    ) -> Result<Response<EvaluateAgreementResponse>, Status> {
        self.0.submit(request).await
    }

    async fn define_indicator(
        &self,
        request: Request<DefineIndicatorRequest>,
    ) -> Result<Response<DefineIndicatorResponse>, Status> {
        self.0.submit(request).await
    }

    async fn retire_indicator(
        &self,
        request: Request<RetireIndicatorRequest>,
    ) -> Result<Response<RetireIndicatorResponse>, Status> {
        self.0.submit(request).await
    }

    async fn set_target(
        &self,
        request: Request<SetTargetRequest>,
    ) -> Result<Response<SetTargetResponse>, Status> {
        self.0.submit(request).await
    }

    async fn record_reading(
        &self,
        request: Request<RecordReadingRequest>,
    ) -> Result<Response<RecordReadingResponse>, Status> {
        self.0.submit(request).await
    }

    async fn contest_reading(
        &self,
        request: Request<ContestReadingRequest>,
    ) -> Result<Response<ContestReadingResponse>, Status> {
        self.0.submit(request).await
    }

    async fn revise_reading(
        &self,
        request: Request<ReviseReadingRequest>,
    ) -> Result<Response<ReviseReadingResponse>, Status> {
        self.0.submit(request).await
    }

    async fn agree_reading(
        &self,
        request: Request<AgreeReadingRequest>,
    ) -> Result<Response<AgreeReadingResponse>, Status> {
        self.0.submit(request).await
    }

    async fn get_indicator_series(
        &self,
        request: Request<GetIndicatorSeriesRequest>,
    ) -> Result<Response<GetIndicatorSeriesResponse>, Status> {
        self.series(request.into_inner()).await
    }

    async fn list_evaluations(
        &self,
        request: Request<ListEvaluationsRequest>,
    ) -> Result<Response<ListEvaluationsResponse>, Status> {
        self.evaluations(request.into_inner()).await
    }
}
