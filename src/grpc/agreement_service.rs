//! `AgreementService`: the commands that make an agreement, and the reading of it.

use tonic::{Request, Response, Status};

use super::{commands::Commands, convert, listing::within_a_page, page_token::PageToken, status};
use crate::{
    proto::v1::{
        AbandonAgreementRequest, AbandonAgreementResponse, AgreementView, AttachDocumentRequest,
        AttachDocumentResponse, ChangeClassificationRequest, ChangeClassificationResponse,
        CompleteBackfillRequest, CompleteBackfillResponse, CorrectRecordRequest, CorrectRecordResponse,
        DeclineSignatureRequest, DeclineSignatureResponse, DepositInstrumentRequest,
        DepositInstrumentResponse, DraftAgreementRequest, DraftAgreementResponse,
        ExtendSignatureDeadlineRequest, ExtendSignatureDeadlineResponse, FreezeTextRequest,
        FreezeTextResponse, GetAgreementRequest, GetAgreementResponse, InviteParticipantRequest,
        InviteParticipantResponse, ListAgreementsRequest, ListAgreementsResponse, NotifyNonRenewalRequest,
        NotifyNonRenewalResponse, NotifyWithdrawalRequest, NotifyWithdrawalResponse, OpenForSignatureRequest,
        OpenForSignatureResponse, RecordCommunicationRequest, RecordCommunicationResponse,
        RecordRelationRequest, RecordRelationResponse, RemoveParticipantRequest, RemoveParticipantResponse,
        ReopenTextRequest, ReopenTextResponse, ReviseDraftRequest, ReviseDraftResponse,
        RevokeWithdrawalRequest, RevokeWithdrawalResponse, SetTermsRequest, SetTermsResponse,
        SignAgreementRequest, SignAgreementResponse, SupersedeAgreementRequest, SupersedeAgreementResponse,
        TerminateByConsentRequest, TerminateByConsentResponse, agreement_service_server::AgreementService,
    },
    registry::{AgreementQuery, Freshness, KnownAt},
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

    async fn reopen_text(
        &self,
        request: Request<ReopenTextRequest>,
    ) -> Result<Response<ReopenTextResponse>, Status> {
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

    async fn decline_signature(
        &self,
        request: Request<DeclineSignatureRequest>,
    ) -> Result<Response<DeclineSignatureResponse>, Status> {
        self.0.submit(request).await
    }

    async fn extend_signature_deadline(
        &self,
        request: Request<ExtendSignatureDeadlineRequest>,
    ) -> Result<Response<ExtendSignatureDeadlineResponse>, Status> {
        self.0.submit(request).await
    }

    async fn deposit_instrument(
        &self,
        request: Request<DepositInstrumentRequest>,
    ) -> Result<Response<DepositInstrumentResponse>, Status> {
        self.0.submit(request).await
    }

    async fn abandon_agreement(
        &self,
        request: Request<AbandonAgreementRequest>,
    ) -> Result<Response<AbandonAgreementResponse>, Status> {
        self.0.submit(request).await
    }

    async fn notify_withdrawal(
        &self,
        request: Request<NotifyWithdrawalRequest>,
    ) -> Result<Response<NotifyWithdrawalResponse>, Status> {
        self.0.submit(request).await
    }

    async fn revoke_withdrawal(
        &self,
        request: Request<RevokeWithdrawalRequest>,
    ) -> Result<Response<RevokeWithdrawalResponse>, Status> {
        self.0.submit(request).await
    }

    async fn notify_non_renewal(
        &self,
        request: Request<NotifyNonRenewalRequest>,
    ) -> Result<Response<NotifyNonRenewalResponse>, Status> {
        self.0.submit(request).await
    }

    async fn terminate_by_consent(
        &self,
        request: Request<TerminateByConsentRequest>,
    ) -> Result<Response<TerminateByConsentResponse>, Status> {
        self.0.submit(request).await
    }

    async fn supersede_agreement(
        &self,
        request: Request<SupersedeAgreementRequest>,
    ) -> Result<Response<SupersedeAgreementResponse>, Status> {
        self.0.submit(request).await
    }

    async fn attach_document(
        &self,
        request: Request<AttachDocumentRequest>,
    ) -> Result<Response<AttachDocumentResponse>, Status> {
        self.0.submit(request).await
    }

    async fn record_relation(
        &self,
        request: Request<RecordRelationRequest>,
    ) -> Result<Response<RecordRelationResponse>, Status> {
        self.0.submit(request).await
    }

    async fn record_communication(
        &self,
        request: Request<RecordCommunicationRequest>,
    ) -> Result<Response<RecordCommunicationResponse>, Status> {
        self.0.submit(request).await
    }

    async fn change_classification(
        &self,
        request: Request<ChangeClassificationRequest>,
    ) -> Result<Response<ChangeClassificationResponse>, Status> {
        self.0.submit(request).await
    }

    async fn correct_record(
        &self,
        request: Request<CorrectRecordRequest>,
    ) -> Result<Response<CorrectRecordResponse>, Status> {
        self.0.submit(request).await
    }

    async fn complete_backfill(
        &self,
        request: Request<CompleteBackfillRequest>,
    ) -> Result<Response<CompleteBackfillResponse>, Status> {
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
        let look =
            convert::look(request.known_at, request.as_of, self.0.registry.clock().now(), &mut problems);
        convert::finish(problems)?;
        let Some(id) = id else { return Err(status::invalid(Vec::new())) };
        tracing::Span::current().record("agreement", id.as_str());

        let registry = &self.0.registry;
        let found = registry.agreement(&id, look, freshness).await;
        let found = found.map_err(|error| status::read_known(&error, look.known_at))?;
        let found = found.ok_or_else(|| status::not_found(&id))?;
        Ok(Response::new(GetAgreementResponse {
            agreement: Some(convert::agreement(&found.version, &found.incoming, view)),
            journal_id: registry.journal_id().to_string(),
            position: convert::position(found.position),
            due: convert::next_due(&found.version.agreement, found.day),
        }))
    }

    async fn list_agreements(
        &self,
        request: Request<ListAgreementsRequest>,
    ) -> Result<Response<ListAgreementsResponse>, Status> {
        let Listing { query, view, freshness, request_digest } = self.listing(request.into_inner())?;
        let registry = &self.0.registry;
        let page = registry.agreements(&query, freshness).await.map_err(|error| status::read(&error))?;
        let journal = registry.journal_id();
        let shown = page
            .versions
            .iter()
            .map(|version| (self.0.shown(version, page.until, view), version.agreement.id().clone()));
        let (agreements, next) = within_a_page(shown, page.next);
        let next = next.map(|cursor| PageToken { journal, request_digest, cursor, until: page.until });
        Ok(Response::new(ListAgreementsResponse {
            agreements,
            next_page_token: next.map(|token| token.to_string()).unwrap_or_default(),
            journal_id: journal.to_string(),
            position: convert::position(page.until),
        }))
    }
}

/// Which agreements are asked for, and how.
struct Listing {
    query: AgreementQuery,
    view: AgreementView,
    freshness: Freshness,
    request_digest: [u8; 32],
}

impl Agreements {
    /// What a request asks for; a page token stands for where the page before ended.
    fn listing(&self, request: ListAgreementsRequest) -> Result<Listing, Status> {
        // A token is of no use with another filter; what is shown of each agreement may change from page to page.
        let request_digest = convert::digest(&ListAgreementsRequest {
            // An empty filter asks for the same as none.
            filter: Some(request.filter.clone().unwrap_or_default()),
            ..ListAgreementsRequest::default()
        });
        let limits = &self.0.limits;
        let mut problems = self.0.problems();
        let filter = convert::agreement_filter(request.filter, &mut problems);
        let view = convert::view(request.view, &mut problems);
        let agreements_max = convert::page_size(request.page_size, limits.page_agreements_max, &mut problems);
        let journal = self.0.registry.journal_id();
        let token = PageToken::of_request(&request.page_token, journal, request_digest, &mut problems);
        let freshness = convert::freshness(request.at_least_position, request.allow_stale, &mut problems);
        convert::finish(problems)?;
        let known_at = token.as_ref().map(|token| KnownAt::Position(token.until));
        let after = token.map(|token| token.cursor);
        let query = AgreementQuery { filter, after, known_at, agreements_max };
        Ok(Listing { query, view, freshness, request_digest })
    }
}
