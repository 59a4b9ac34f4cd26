//! Health follows the journal, and reflection shows what is served.

use std::{sync::Arc, time::Duration};

use depositary::{
    proto::v1::GetAgreementRequest,
    registry::{Clock, Settings},
};
use tonic_health::pb::{
    HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient,
};

use crate::{
    registry_support::{draft, memory, submission},
    scripted::{Scripted, Step},
    support::{self, Service, Setup},
};

const SERVICES: [&str; 6] = [
    "",
    "depositary.v1.AgreementService",
    "depositary.v1.CommissionService",
    "depositary.v1.EvaluationService",
    "depositary.v1.EventService",
    "depositary.v1.RegisterService",
];

#[tokio::test]
async fn a_closed_journal_turns_health_to_not_serving() {
    let journal = Scripted::new(memory(), [Step::Append, Step::ClosedNotWritten], |_, _| Default::default());
    let service = Setup { journal: Arc::new(journal), ..Setup::default() }.start().await;
    service.registry.submit(submission("a", "one", draft("a"))).await.unwrap();
    for name in SERVICES {
        assert_eq!(status(&service, name).await, ServingStatus::Serving, "{name:?}");
    }
    service.registry.submit(submission("b", "one", draft("b"))).await.unwrap_err();
    for name in SERVICES {
        let closed = async {
            while status(&service, name).await != ServingStatus::NotServing {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(5), closed).await.unwrap();
    }
    service.stop().await;
}

#[tokio::test]
async fn nothing_is_served_until_the_journal_is_read() {
    let (service, read) = Setup::default().begin().await;
    for name in SERVICES {
        assert_eq!(status(&service, name).await, ServingStatus::NotServing, "{name:?}");
    }
    let mut watched = HealthClient::new(service.channel().await)
        .watch(HealthCheckRequest { service: String::new() })
        .await
        .unwrap()
        .into_inner();
    assert_eq!(watched.message().await.unwrap().unwrap().status(), ServingStatus::NotServing);
    let mut agreements = service.agreements().await;
    let refused = agreements.get_agreement(GetAgreementRequest::default()).await.unwrap_err();
    assert_eq!(support::refused(&refused).reason, "STARTING");
    read.send(()).unwrap();
    // The same stream and the same connection go on.
    assert_eq!(watched.message().await.unwrap().unwrap().status(), ServingStatus::Serving);
    let refused = agreements.get_agreement(GetAgreementRequest::default()).await.unwrap_err();
    assert_eq!(support::refused(&refused).reason, "FIELD_REQUIRED");
    drop((watched, agreements));
    service.stop().await;
}

#[tokio::test]
async fn the_clock_is_served_only_when_it_is_simulated() {
    let simulated = Service::start().await;
    let request = depositary::proto::v1::GetClockRequest {};
    assert!(simulated.clock().await.get_clock(request).await.is_ok());
    simulated.stop().await;

    let real =
        Setup { clock: Clock::system(), registry: Settings::default(), ..Setup::default() }.start().await;
    let status = real.clock().await.get_clock(request).await.unwrap_err();
    assert_eq!(status.code(), tonic::Code::Unimplemented);
    real.stop().await;
}

async fn status(service: &Service, name: &str) -> ServingStatus {
    let request = HealthCheckRequest { service: name.to_owned() };
    let mut health = HealthClient::new(service.channel().await);
    health.check(request).await.unwrap().into_inner().status()
}
