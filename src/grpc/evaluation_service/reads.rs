//! What was measured and what was found.

use jiff::civil::Date;
use tonic::{Response, Status};

use super::Evaluations;
use crate::{
    domain::{self, Agreement, AgreementId, DatedEvaluation, Rejection},
    grpc::{
        convert,
        listing::{Given, within_a_page},
        status,
    },
    proto::v1::{
        GetIndicatorSeriesRequest, GetIndicatorSeriesResponse, ListEvaluationsRequest,
        ListEvaluationsResponse,
    },
    registry::{Found, Freshness, Look, Refusal},
};

impl Evaluations {
    pub(super) async fn series(
        &self,
        request: GetIndicatorSeriesRequest,
    ) -> Result<Response<GetIndicatorSeriesResponse>, Status> {
        let mut problems = self.0.problems();
        let id = convert::agreement_id(&request.name, &mut problems);
        let indicator_id = convert::identifier(&request.indicator_id, "indicator_id", &mut problems);
        let subject = convert::optional_identifier(&request.subject, "subject", &mut problems);
        let freshness = convert::freshness(request.at_least_position, request.allow_stale, &mut problems);
        let now = self.0.registry.clock().now();
        let look = convert::look(request.known_at, request.as_of, now, &mut problems);
        convert::finish(problems)?;
        let (Some(id), Some(indicator_id)) = (id, indicator_id) else {
            return Err(status::invalid(Vec::new()));
        };

        let found = self.found(&id, look, freshness).await?;
        let agreement = &found.version.agreement;
        if let Some(subject) = subject.as_ref().filter(|subject| agreement.participant(subject).is_none()) {
            return Err(rejected(&id, Rejection::ParticipantNotFound { participant_id: subject.clone() }));
        }
        let series = domain::series(agreement, &indicator_id, subject.as_ref(), found.day);
        let series = series.ok_or_else(|| rejected(&id, Rejection::IndicatorNotFound { indicator_id }))?;
        Ok(Response::new(GetIndicatorSeriesResponse {
            journal_id: self.0.registry.journal_id().to_string(),
            position: convert::position(found.position),
            ..convert::series(&series)
        }))
    }

    pub(super) async fn evaluations(
        &self,
        mut request: ListEvaluationsRequest,
    ) -> Result<Response<ListEvaluationsResponse>, Status> {
        let mut problems = self.0.problems();
        let page = self.0.page::<Given, _>(&mut request, &mut problems);
        let id = convert::agreement_id(&request.name, &mut problems);
        let now = self.0.registry.clock().now();
        let look = convert::look(request.known_at, request.as_of, now, &mut problems);
        let span = convert::span(request.from, request.to, &mut problems);
        convert::finish(problems)?;
        let Some(id) = id else { return Err(status::invalid(Vec::new())) };

        let known_at = page.known_at(look.known_at);
        let (version, position) = match look.as_of {
            Some(_) => {
                let found = self.found(&id, Look { known_at, ..look }, page.freshness).await?;
                (found.version, found.position)
            }
            // Whatever the dates of the records, so that no page leaves out what another one counts.
            None => {
                let found = self.0.registry.agreement_at(&id, known_at, page.freshness).await;
                let found = found.map_err(|error| status::read_known(&error, look.known_at))?;
                found.ok_or_else(|| status::not_found(&id))?
            }
        };
        let agreement = &version.agreement;
        let in_order = in_order(agreement, span);
        let start = page.after.map_or(0, |Given(count)| count);
        let end = start.saturating_add(page.items_max);
        let numbered = in_order.iter().enumerate().skip(start).take(page.items_max);
        let evaluations =
            numbered.map(|(at, one)| (convert::evaluation(agreement, one), Given(at.saturating_add(1))));
        let next = (end < in_order.len()).then_some(Given(end));
        let (evaluations, next) = within_a_page(evaluations, next);
        Ok(Response::new(ListEvaluationsResponse {
            evaluations,
            next_page_token: self.0.next_page(&page, next, position),
            journal_id: self.0.registry.journal_id().to_string(),
            position: convert::position(position),
        }))
    }

    async fn found(&self, id: &AgreementId, look: Look, freshness: Freshness) -> Result<Found, Status> {
        let found = self.0.registry.agreement(id, look, freshness).await;
        let found = found.map_err(|error| status::read_known(&error, look.known_at))?;
        found.ok_or_else(|| status::not_found(id))
    }
}

fn rejected(id: &AgreementId, rejection: Rejection) -> Status {
    status::command(id, &Refusal::Rejected(rejection))
}

/// The evaluations whose periods have a day in common with a span, in the order in which these begin.
fn in_order(agreement: &Agreement, (from, to): (Option<Date>, Option<Date>)) -> Vec<&DatedEvaluation> {
    let within = |evaluation: &&DatedEvaluation| {
        let period = evaluation.evaluation.period;
        from.is_none_or(|from| period.to() > from) && to.is_none_or(|to| period.from() < to)
    };
    let mut evaluations: Vec<_> = agreement.evaluations().iter().filter(within).collect();
    evaluations.sort_by_key(|evaluation| evaluation.evaluation.period.from());
    evaluations
}
