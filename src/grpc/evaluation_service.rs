//! `EvaluationService`: what came of an agreement.

use tonic::{Request, Response, Status};

use super::commands::Commands;
use crate::proto::v1::{
    EvaluateAgreementRequest, EvaluateAgreementResponse, evaluation_service_server::EvaluationService,
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
}
