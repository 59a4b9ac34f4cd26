//! `AgreementService`: the commands that make an agreement, and the reading of it.

use tonic::{Request, Response, Status};

use super::{commands::Commands, convert, status};
use crate::proto::v1::{
    AbandonAgreementRequest, AbandonAgreementResponse, DraftAgreementRequest, DraftAgreementResponse,
    FreezeTextRequest, FreezeTextResponse, GetAgreementRequest, GetAgreementResponse,
    InviteParticipantRequest, InviteParticipantResponse, OpenForSignatureRequest, OpenForSignatureResponse,
    RemoveParticipantRequest, RemoveParticipantResponse, ReviseDraftRequest, ReviseDraftResponse,
    SetTermsRequest, SetTermsResponse, SignAgreementRequest, SignAgreementResponse,
    agreement_service_server::AgreementService,
};

/// The service over the pipeline of commands.
#[derive(Debug)]
pub(super) struct Agreements(pub(super) Commands);

#[tonic::async_trait]
impl AgreementService for Agreements {
    async fn draft_agreement(
        &self,
        request: Request<DraftAgreementRequest>,
    ) -> Result<Response<DraftAgreementResponse>, Status> {
        self.0.submit(request).await
    }

    async fn invite_participant(
        &self,
        request: Request<InviteParticipantRequest>,
    ) -> Result<Response<InviteParticipantResponse>, Status> {
        self.0.submit(request).await
    }

    async fn remove_participant(
        &self,
        request: Request<RemoveParticipantRequest>,
    ) -> Result<Response<RemoveParticipantResponse>, Status> {
        self.0.submit(request).await
    }

    async fn set_terms(
        &self,
        request: Request<SetTermsRequest>,
    ) -> Result<Response<SetTermsResponse>, Status> {
        self.0.submit(request).await
    }

    async fn revise_draft(
        &self,
        request: Request<ReviseDraftRequest>,
    ) -> Result<Response<ReviseDraftResponse>, Status> {
        self.0.submit(request).await
    }

    async fn freeze_text(
        &self,
        request: Request<FreezeTextRequest>,
    ) -> Result<Response<FreezeTextResponse>, Status> {
        self.0.submit(request).await
    }

    async fn open_for_signature(
        &self,
        request: Request<OpenForSignatureRequest>,
    ) -> Result<Response<OpenForSignatureResponse>, Status> {
        self.0.submit(request).await
    }

    async fn sign_agreement(
        &self,
        request: Request<SignAgreementRequest>,
    ) -> Result<Response<SignAgreementResponse>, Status> {
        self.0.submit(request).await
    }

    async fn abandon_agreement(
        &self,
        request: Request<AbandonAgreementRequest>,
    ) -> Result<Response<AbandonAgreementResponse>, Status> {
        self.0.submit(request).await
    }

    async fn get_agreement(
        &self,
        request: Request<GetAgreementRequest>,
    ) -> Result<Response<GetAgreementResponse>, Status> {
        let request = request.into_inner();
        let mut problems = self.0.problems();
        let id = convert::agreement_id(&request.name, &mut problems);
        let view = convert::view(request.view, &mut problems);
        let freshness = convert::freshness(request.at_least_position, request.allow_stale, &mut problems);
        convert::finish(problems)?;
        let Some(id) = id else { return Err(status::invalid(Vec::new())) };
        tracing::Span::current().record("agreement", id.as_str());

        let registry = &self.0.registry;
        let (version, position) =
            registry.agreement(&id, freshness).await.map_err(|error| status::read(&error))?;
        let version = version.ok_or_else(|| status::not_found(&id))?;
        Ok(Response::new(GetAgreementResponse {
            agreement: Some(convert::agreement(&version, view)),
            journal_id: registry.journal_id().to_string(),
            position: convert::position(position),
        }))
    }
}
