//! The clock of the service, as far as the story may move it.

use jiff::Timestamp;
use serde_json::json;
use tonic::{Code, Status};

use super::service::Service;

/// What time it is for the service.
#[derive(Debug)]
pub(super) enum Clock {
    /// The machine's time; it cannot be moved, and is not asked for.
    Real,
    /// A simulated one that shows this time.
    Simulated(Timestamp),
}

impl Clock {
    /// Asks the service which one it has.
    pub(super) async fn of(service: &Service<'_>) -> Result<Self, Status> {
        match service.ask("ClockService/GetClock", &json!({})).await {
            Ok(answer) => {
                let now = answer.get("now").and_then(|now| now.as_str());
                let now = now.and_then(|now| now.parse().ok());
                now.map(Self::Simulated)
                    .ok_or_else(|| Status::internal("the clock does not say what time it is"))
            }
            Err(status) if status.code() == Code::Unimplemented => Ok(Self::Real),
            Err(status) => Err(status),
        }
    }

    /// Moves it forward to this time, if it can be moved and is not there yet.
    pub(super) async fn advance(&mut self, to: Timestamp, service: &Service<'_>) -> Result<(), Status> {
        if let Self::Simulated(now) = self
            && *now < to
        {
            service.ask("ClockService/AdvanceClock", &json!({"to": to.to_string()})).await?;
            *now = to;
        }
        Ok(())
    }
}
