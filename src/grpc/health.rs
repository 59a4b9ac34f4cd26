//! Health follows the journal: as long as commands are recorded, the services serve.

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tonic_health::{ServingStatus, server::HealthReporter};

use crate::registry::Condition;

/// Keeps the health of `services`, and of the server as a whole (the empty name), until the stop; from then on nothing is
/// served.
pub(super) async fn follow(
    reporter: HealthReporter,
    services: Vec<&'static str>,
    mut condition: watch::Receiver<Condition>,
    stop: CancellationToken,
) {
    loop {
        let status = of(*condition.borrow_and_update());
        let status = if stop.is_cancelled() { ServingStatus::NotServing } else { status };
        tell(&reporter, &services, status).await;
        if stop.is_cancelled() {
            return;
        }
        tokio::select! {
            () = stop.cancelled() => {}
            changed = condition.changed() => if changed.is_err() { stop.cancelled().await },
        }
    }
}

/// What a condition means for health.
pub(super) const fn of(condition: Condition) -> ServingStatus {
    match condition {
        Condition::Serving => ServingStatus::Serving,
        Condition::Closed => ServingStatus::NotServing,
    }
}

/// Sets the health of `services`, and of the server as a whole.
pub(super) async fn tell(reporter: &HealthReporter, services: &[&str], status: ServingStatus) {
    for service in services.iter().copied().chain([""]) {
        reporter.set_service_status(service, status).await;
    }
}
