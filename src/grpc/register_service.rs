//! `RegisterService`: questions that need no one agreement.

use tonic::{Request, Response, Status};

use super::{
    calendar,
    commands::Commands,
    convert,
    listing::{Page, within_a_page},
    status,
};
use crate::{
    domain::DueKind,
    proto::v1::{
        self, GetCalendarRequest, GetCalendarResponse, ListDueRequest, ListDueResponse,
        ListInForceBetweenRequest, ListInForceBetweenResponse, ListOpenActionsRequest,
        ListOpenActionsResponse, ListOverdueSessionsRequest, ListOverdueSessionsResponse,
        ListParticipationsRequest, ListParticipationsResponse, register_service_server::RegisterService,
    },
    registry::{
        BetweenQuery, DueEntry, DueQuery, Freshness, KnownAt, Look, ParticipationQuery, PlaceCursor, Problems,
    },
};

/// The service over the registry that commands go to.
#[derive(Debug)]
pub(super) struct Register(pub(super) Commands);

/// How many days are looked ahead when nobody says: in a list, and in a calendar.
const LIST_DAYS: u32 = 90;
const CALENDAR_DAYS: u32 = 366;

/// So many things a calendar may have; no more would be read by anybody.
const CALENDAR_ITEMS_MAX: usize = 10_000;

#[tonic::async_trait]
impl RegisterService for Register {
    async fn list_in_force_between(
        &self,
        request: Request<ListInForceBetweenRequest>,
    ) -> Result<Response<ListInForceBetweenResponse>, Status> {
        let mut request = request.into_inner();
        let mut problems = self.0.problems();
        let page = self.0.page::<PlaceCursor, _>(&mut request, &mut problems);
        let look = self.look(request.known_at, request.as_of, &mut problems);
        let parties = convert::two_parties(&request.a, &request.b, &mut problems);
        let bindings = convert::bindings(request.bindings, &mut problems);
        convert::finish(problems)?;
        let Some(parties) = parties else { return Err(status::invalid(Vec::new())) };
        let query = BetweenQuery {
            parties,
            bindings,
            as_of: look.as_of,
            known_at: page.known_at(look.known_at),
            after: page.after.clone(),
            agreements_max: page.items_max,
        };
        let found = self.0.registry.in_force_between(&query, page.freshness).await;
        let found = found.map_err(|error| status::read_known(&error, look.known_at))?;
        let agreements = found.agreements.iter();
        let agreements = agreements.map(|found| (convert::in_force_between(found), found.place.clone()));
        let (agreements, next) = within_a_page(agreements, found.next);
        Ok(Response::new(ListInForceBetweenResponse {
            agreements,
            next_page_token: self.0.next_page(&page, next, found.until),
            journal_id: self.journal_id(),
            position: convert::position(found.until),
        }))
    }

    async fn list_due(&self, request: Request<ListDueRequest>) -> Result<Response<ListDueResponse>, Status> {
        let mut request = request.into_inner();
        let mut problems = self.0.problems();
        let page = self.0.page(&mut request, &mut problems);
        let look = self.look(request.known_at, request.as_of, &mut problems);
        let query = DueQuery {
            party: convert::optional_party(&request.party, "party", &mut problems),
            area: convert::area(&request.area, &mut problems),
            days_ahead: Some(convert::within_days(request.within_days, LIST_DAYS, &mut problems)),
            outstanding: request.include_overdue,
            ..DueQuery::default()
        };
        convert::finish(problems)?;
        let found = self.due(query, look, &page).await?;
        let items = found.entries.iter();
        let items = items.map(|entry| (convert::due_item(entry, found.day), entry.place.clone()));
        let (items, next) = within_a_page(items, found.next);
        Ok(Response::new(ListDueResponse {
            items,
            next_page_token: self.0.next_page(&page, next, found.until),
            journal_id: self.journal_id(),
            position: convert::position(found.until),
        }))
    }

    async fn list_overdue_sessions(
        &self,
        request: Request<ListOverdueSessionsRequest>,
    ) -> Result<Response<ListOverdueSessionsResponse>, Status> {
        let mut request = request.into_inner();
        let mut problems = self.0.problems();
        let page = self.0.page(&mut request, &mut problems);
        let look = self.look(request.known_at, request.as_of, &mut problems);
        let query = DueQuery {
            party: convert::optional_party(&request.party, "party", &mut problems),
            kinds: vec![DueKind::SessionDue],
            overdue_only: true,
            ..DueQuery::default()
        };
        convert::finish(problems)?;
        let found = self.due(query, look, &page).await?;
        let session =
            |entry: &DueEntry| Some((convert::overdue_session(entry, found.day)?, entry.place.clone()));
        let (sessions, next) = within_a_page(found.entries.iter().filter_map(session), found.next);
        Ok(Response::new(ListOverdueSessionsResponse {
            sessions,
            next_page_token: self.0.next_page(&page, next, found.until),
            journal_id: self.journal_id(),
            position: convert::position(found.until),
        }))
    }

    async fn list_open_actions(
        &self,
        request: Request<ListOpenActionsRequest>,
    ) -> Result<Response<ListOpenActionsResponse>, Status> {
        let mut request = request.into_inner();
        let mut problems = self.0.problems();
        let page = self.0.page(&mut request, &mut problems);
        let look = self.look(request.known_at, request.as_of, &mut problems);
        let (agreement, commission) =
            convert::agreement_and_commission(&request.agreement, &request.commission_id, &mut problems);
        let query = DueQuery {
            party: convert::optional_party(&request.owner, "owner", &mut problems),
            agreements: agreement.into_iter().collect(),
            commission,
            kinds: vec![DueKind::ActionDue],
            overdue_only: request.overdue_only,
            outstanding: true,
            ..DueQuery::default()
        };
        convert::finish(problems)?;
        let found = self.due(query, look, &page).await?;
        let action = |entry: &DueEntry| Some((convert::open_action(entry, found.day)?, entry.place.clone()));
        let (actions, next) = within_a_page(found.entries.iter().filter_map(action), found.next);
        Ok(Response::new(ListOpenActionsResponse {
            actions,
            next_page_token: self.0.next_page(&page, next, found.until),
            journal_id: self.journal_id(),
            position: convert::position(found.until),
        }))
    }

    async fn list_participations(
        &self,
        request: Request<ListParticipationsRequest>,
    ) -> Result<Response<ListParticipationsResponse>, Status> {
        let mut request = request.into_inner();
        let mut problems = self.0.problems();
        let page = self.0.page::<PlaceCursor, _>(&mut request, &mut problems);
        let look = self.look(request.known_at, request.as_of, &mut problems);
        let party = convert::party(&request.party, "party", &mut problems);
        convert::finish(problems)?;
        let Some(party) = party else { return Err(status::invalid(Vec::new())) };
        let query = ParticipationQuery {
            party,
            as_of: look.as_of,
            known_at: page.known_at(look.known_at),
            after: page.after.clone(),
            participations_max: page.items_max,
        };
        let found = self.0.registry.participations(&query, page.freshness).await;
        let found = found.map_err(|error| status::read_known(&error, look.known_at))?;
        let participations = found.participations.iter();
        let participations =
            participations.map(|part| (convert::participation(part, found.day), part.place.clone()));
        let (participations, next) = within_a_page(participations, found.next);
        Ok(Response::new(ListParticipationsResponse {
            participations,
            next_page_token: self.0.next_page(&page, next, found.until),
            journal_id: self.journal_id(),
            position: convert::position(found.until),
        }))
    }

    async fn get_calendar(
        &self,
        request: Request<GetCalendarRequest>,
    ) -> Result<Response<GetCalendarResponse>, Status> {
        let request = request.into_inner();
        let mut problems = self.0.problems();
        let look = self.look(None, request.as_of, &mut problems);
        let freshness = convert::freshness(request.at_least_position, request.allow_stale, &mut problems);
        let party = convert::party(&request.party, "party", &mut problems);
        let days_ahead = convert::within_days(request.within_days, CALENDAR_DAYS, &mut problems);
        convert::finish(problems)?;
        let Some(party) = party else { return Err(status::invalid(Vec::new())) };
        let query = DueQuery {
            party: Some(party.clone()),
            days_ahead: Some(days_ahead),
            as_of: look.as_of,
            ..DueQuery::default()
        };
        let (entries, until) = self.all_due(query, freshness).await?;
        let registry = &self.0.registry;
        Ok(Response::new(GetCalendarResponse {
            calendar: calendar::calendar(&registry.journal_id(), &party, &entries),
            content_type: calendar::CONTENT_TYPE.to_owned(),
            journal_id: self.journal_id(),
            position: convert::position(until),
        }))
    }
}

impl Register {
    fn journal_id(&self) -> String {
        self.0.registry.journal_id().to_string()
    }

    fn look(
        &self,
        known_at: Option<v1::KnownAt>,
        as_of: Option<crate::proto::Date>,
        problems: &mut Problems,
    ) -> Look {
        convert::look(known_at, as_of, self.0.registry.clock().now(), problems)
    }

    /// A page of what is due.
    async fn due(
        &self,
        query: DueQuery,
        look: Look,
        page: &Page<PlaceCursor>,
    ) -> Result<crate::registry::DuePage, Status> {
        let query = DueQuery {
            as_of: look.as_of,
            known_at: page.known_at(look.known_at),
            after: page.after.clone(),
            items_max: page.items_max,
            ..query
        };
        let found = self.0.registry.due(&query, page.freshness).await;
        found.map_err(|error| status::read_known(&error, look.known_at))
    }

    /// Everything that is due, and the position that it is about; refused if that is too much for a calendar.
    async fn all_due(
        &self,
        query: DueQuery,
        freshness: Freshness,
    ) -> Result<(Vec<DueEntry>, crate::journal::Position), Status> {
        let mut query = DueQuery { items_max: self.0.limits.page_items_max, ..query };
        let mut entries = Vec::new();
        loop {
            let page = self.0.registry.due(&query, freshness).await.map_err(|error| status::read(&error))?;
            entries.extend(page.entries);
            if entries.len() > CALENDAR_ITEMS_MAX {
                let mut problems = self.0.problems();
                convert::too_much_for_a_calendar(CALENDAR_ITEMS_MAX, &mut problems);
                convert::finish(problems)?;
            }
            let Some(next) = page.next else { return Ok((entries, page.until)) };
            query.known_at = Some(KnownAt::Position(page.until));
            query.after = Some(next);
        }
    }
}
