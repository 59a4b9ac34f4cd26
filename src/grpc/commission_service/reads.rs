//! The reading of commissions, and of what they have done.

use std::sync::Arc;

use prost::Message;
use tonic::{Response, Status};

use super::Commissions;
use crate::{
    domain::{Agreement, AgreementId, Identifier, Rejection},
    grpc::{
        convert,
        listing::{Given, ListRequest, PAGE_BYTES_MAX, Page},
        status,
    },
    journal::Position,
    proto::{
        self,
        v1::{
            GetActionRequest, GetActionResponse, GetCommissionRequest, GetCommissionResponse,
            GetSessionRequest, GetSessionResponse, KnownAt, ListActionsRequest, ListActionsResponse,
            ListDecisionsRequest, ListDecisionsResponse, ListSessionsRequest, ListSessionsResponse,
        },
    },
    registry::{Found, Freshness, Look, Problems, Refusal, Version},
};

impl Commissions {
    pub(super) async fn commission(
        &self,
        request: GetCommissionRequest,
    ) -> Result<Response<GetCommissionResponse>, Status> {
        let mut problems = self.0.problems();
        let named = convert::child(&request.name, convert::COMMISSIONS, &mut problems);
        let freshness = convert::freshness(request.at_least_position, request.allow_stale, &mut problems);
        let look = self.look(request.known_at, request.as_of, &mut problems);
        let (id, commission_id, found) = self.found(named, look, freshness, problems).await?;
        let commission = found.version.agreement.commission(&commission_id);
        let commission =
            commission.ok_or_else(|| rejected(&id, Rejection::CommissionNotFound { commission_id }))?;
        Ok(Response::new(GetCommissionResponse {
            commission: Some(convert::commission(&id, commission)),
            journal_id: self.journal_id(),
            position: convert::position(found.position),
        }))
    }

    pub(super) async fn session(
        &self,
        request: GetSessionRequest,
    ) -> Result<Response<GetSessionResponse>, Status> {
        let mut problems = self.0.problems();
        let named = convert::child(&request.name, convert::SESSIONS, &mut problems);
        let freshness = convert::freshness(request.at_least_position, request.allow_stale, &mut problems);
        let look = self.look(request.known_at, request.as_of, &mut problems);
        let (id, session_id, found) = self.found(named, look, freshness, problems).await?;
        let session = found.version.agreement.session(&session_id);
        let session = session.ok_or_else(|| rejected(&id, Rejection::SessionNotFound { session_id }))?;
        Ok(Response::new(GetSessionResponse {
            session: Some(convert::session(&id, session)),
            journal_id: self.journal_id(),
            position: convert::position(found.position),
        }))
    }

    pub(super) async fn action(
        &self,
        request: GetActionRequest,
    ) -> Result<Response<GetActionResponse>, Status> {
        let mut problems = self.0.problems();
        let named = convert::child(&request.name, convert::ACTIONS, &mut problems);
        let freshness = convert::freshness(request.at_least_position, request.allow_stale, &mut problems);
        let look = self.look(request.known_at, request.as_of, &mut problems);
        let (id, action_id, found) = self.found(named, look, freshness, problems).await?;
        let action = found.version.agreement.action(&action_id);
        let action = action.ok_or_else(|| rejected(&id, Rejection::ActionNotFound { action_id }))?;
        Ok(Response::new(GetActionResponse {
            action: Some(convert::action(&id, action)),
            journal_id: self.journal_id(),
            position: convert::position(found.position),
        }))
    }

    pub(super) async fn sessions(
        &self,
        mut request: ListSessionsRequest,
    ) -> Result<Response<ListSessionsResponse>, Status> {
        let listing = self.listing(&mut request).await?;
        let sessions = listing.agreement().sessions().iter();
        let sessions = sessions.filter(|session| listing.is_of(&session.spec.commission_id));
        let (sessions, next_page_token) =
            self.within_a_page(&listing, sessions.map(|session| convert::session(&listing.id, session)));
        let (journal_id, position) = (self.journal_id(), convert::position(listing.position));
        Ok(Response::new(ListSessionsResponse { sessions, next_page_token, journal_id, position }))
    }

    pub(super) async fn decisions(
        &self,
        mut request: ListDecisionsRequest,
    ) -> Result<Response<ListDecisionsResponse>, Status> {
        let listing = self.listing(&mut request).await?;
        let decisions = listing.agreement().decisions().iter();
        let decisions = decisions.filter(|kept| listing.is_of_session(&kept.decision.session_id));
        let (decisions, next_page_token) =
            self.within_a_page(&listing, decisions.map(|kept| convert::decision(&listing.id, kept)));
        let (journal_id, position) = (self.journal_id(), convert::position(listing.position));
        Ok(Response::new(ListDecisionsResponse { decisions, next_page_token, journal_id, position }))
    }

    pub(super) async fn actions(
        &self,
        mut request: ListActionsRequest,
    ) -> Result<Response<ListActionsResponse>, Status> {
        let listing = self.listing(&mut request).await?;
        let actions = listing.agreement().actions().iter();
        let actions = actions.filter(|kept| listing.is_of_session(&kept.action.session_id));
        let (actions, next_page_token) =
            self.within_a_page(&listing, actions.map(|kept| convert::action(&listing.id, kept)));
        let (journal_id, position) = (self.journal_id(), convert::position(listing.position));
        Ok(Response::new(ListActionsResponse { actions, next_page_token, journal_id, position }))
    }

    fn journal_id(&self) -> String {
        self.0.registry.journal_id().to_string()
    }

    fn look(&self, known_at: Option<KnownAt>, as_of: Option<proto::Date>, problems: &mut Problems) -> Look {
        convert::look(known_at, as_of, self.0.registry.clock().now(), problems)
    }

    /// The agreement in which something is looked for, with both ids of its name.
    async fn found(
        &self,
        named: Option<(AgreementId, Identifier)>,
        look: Look,
        freshness: Freshness,
        problems: Problems,
    ) -> Result<(AgreementId, Identifier, Found), Status> {
        convert::finish(problems)?;
        // INVARIANT: a name that is missing has been found fault with.
        let Some((id, child)) = named else { return Err(status::invalid(Vec::new())) };
        tracing::Span::current().record("agreement", id.as_str());
        let found = self.0.registry.agreement(&id, look, freshness).await;
        let found = found.map_err(|error| status::read_known(&error, look.known_at))?;
        let found = found.ok_or_else(|| status::not_found(&id))?;
        Ok((id, child, found))
    }

    /// The agreement of which something is listed, and which page of it.
    async fn listing<R: OfCommission>(&self, request: &mut R) -> Result<Listing, Status> {
        let mut problems = self.0.problems();
        let page = self.0.page(request, &mut problems);
        let (name, commission_id) = request.of();
        let id = convert::agreement_id(name, &mut problems);
        let commission_id = convert::optional_identifier(commission_id, "commission_id", &mut problems);
        convert::finish(problems)?;
        let Some(id) = id else { return Err(status::invalid(Vec::new())) };
        tracing::Span::current().record("agreement", id.as_str());
        let known_at = page.known_at(None);
        let found = self.0.registry.agreement_at(&id, known_at, page.freshness).await;
        let found = found.map_err(|error| status::read(&error))?;
        let (version, position) = found.ok_or_else(|| status::not_found(&id))?;
        let commission = |commission_id: &Identifier| version.agreement.commission(commission_id);
        if let Some(unknown) = commission_id.as_ref().filter(|wanted| commission(wanted).is_none()) {
            let commission_id = unknown.clone();
            return Err(rejected(&id, Rejection::CommissionNotFound { commission_id }));
        }
        Ok(Listing { id, commission_id, version, position, page })
    }

    /// The items of a page as far as one answer has room for them, and the token of the next page.
    fn within_a_page<M: Message>(
        &self,
        listing: &Listing,
        items: impl Iterator<Item = M>,
    ) -> (Vec<M>, String) {
        let Given(given) = listing.page.after.unwrap_or_default();
        let mut items = items.skip(given).peekable();
        let (mut page, mut bytes) = (Vec::new(), 0);
        while page.len() < listing.page.items_max && bytes < PAGE_BYTES_MAX {
            let Some(item) = items.next() else { break };
            bytes += item.encoded_len();
            page.push(item);
        }
        let next = items.peek().map(|_| Given(given.saturating_add(page.len())));
        (page, self.0.next_page(&listing.page, next, listing.position))
    }
}

fn rejected(id: &AgreementId, rejection: Rejection) -> Status {
    status::command(id, &Refusal::Rejected(rejection))
}

/// A request for what one commission of an agreement has done, or all of them.
trait OfCommission: ListRequest {
    /// The name of the agreement and the id of the commission, as they came.
    fn of(&self) -> (&str, &str);
}

macro_rules! of_commission {
    ($($request:ident)*) => {$(
        impl OfCommission for $request {
            fn of(&self) -> (&str, &str) {
                (&self.name, &self.commission_id)
            }
        }
    )*};
}

of_commission! { ListActionsRequest ListDecisionsRequest ListSessionsRequest }

/// What is listed of which agreement, and as of which position.
struct Listing {
    id: AgreementId,
    /// Only what this one has done.
    commission_id: Option<Identifier>,
    version: Arc<Version>,
    position: Position,
    page: Page<Given>,
}

impl Listing {
    fn agreement(&self) -> &Agreement {
        &self.version.agreement
    }

    fn is_of(&self, commission_id: &Identifier) -> bool {
        self.commission_id.as_ref().is_none_or(|wanted| wanted == commission_id)
    }

    fn is_of_session(&self, session_id: &Identifier) -> bool {
        let session = self.agreement().session(session_id);
        session.is_some_and(|session| self.is_of(&session.spec.commission_id))
    }
}
