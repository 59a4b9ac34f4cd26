//! `ClockService`: there only under a simulated clock.

use tonic::{Request, Response, Status};

use super::{convert, status};
use crate::{
    proto::v1::{
        AdvanceClockRequest, AdvanceClockResponse, GetClockRequest, GetClockResponse,
        advance_clock_request::Step, clock_service_server::ClockService,
    },
    registry::{FieldLimits, Problems, Registry},
};

/// The service over a registry whose clock is simulated.
#[derive(Debug)]
pub(super) struct Clocks(pub(super) Registry);

#[tonic::async_trait]
impl ClockService for Clocks {
    async fn get_clock(&self, _: Request<GetClockRequest>) -> Result<Response<GetClockResponse>, Status> {
        Ok(Response::new(GetClockResponse { now: Some(convert::timestamp(self.0.clock().now())) }))
    }

    async fn advance_clock(
        &self,
        request: Request<AdvanceClockRequest>,
    ) -> Result<Response<AdvanceClockResponse>, Status> {
        let mut problems = Problems::new(FieldLimits::default());
        let step = request.into_inner().step;
        let field = if matches!(step, Some(Step::By(_))) { "by" } else { "to" };
        let step = convert::clock_step(step, &mut problems);
        convert::finish(problems)?;
        // INVARIANT: what is missing has been found fault with.
        let Some(step) = step else { return Err(status::invalid(Vec::new())) };
        let now = self.0.advance_clock(step).await.map_err(|error| status::advance(&error, field))?;
        Ok(Response::new(AdvanceClockResponse {
            now: Some(convert::timestamp(now)),
            journal_id: self.0.journal_id().to_string(),
            position: convert::position(self.0.position()),
        }))
    }
}
