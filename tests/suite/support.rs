//! The real server on a free port, for tests that talk to it as clients do.

use std::{collections::BTreeMap, net::SocketAddr, sync::Arc, time::Duration};

use depositary::{
    grpc::{self, EdgeLimits},
    journal::{Journal, Memory},
    proto::{
        Date,
        v1::{
            agreement_service_client::AgreementServiceClient, clock_service_client::ClockServiceClient,
            evaluation_service_client::EvaluationServiceClient, event_service_client::EventServiceClient,
        },
    },
    registry::{Clock, Registry, Settings},
};
use tokio::{sync::oneshot, task::JoinHandle};
use tokio_util::sync::CancellationToken;
use tonic::{Code, Status, transport::Channel};
use tonic_types::{ErrorDetails, StatusExt};

use crate::registry_support::{memory, morning};

/// How a service is to be started; the default is an empty journal in memory and a clock that stands at
/// [`MORNING`](crate::registry_support::MORNING).
pub(crate) struct Setup {
    pub(crate) journal: Arc<dyn Journal>,
    pub(crate) clock: Clock,
    pub(crate) registry: Settings,
    pub(crate) grpc: grpc::Settings,
}

impl Default for Setup {
    fn default() -> Self {
        let edge = EdgeLimits { runtimes: 2, drain: Duration::from_secs(5), ..EdgeLimits::default() };
        Self {
            journal: Arc::new(memory()),
            clock: morning(),
            registry: Settings::default(),
            grpc: grpc::Settings { edge, ..grpc::Settings::default() },
        }
    }
}

impl Setup {
    /// Over this journal, of which the caller keeps a handle.
    pub(crate) fn over(journal: &Memory) -> Self {
        Self { journal: Arc::new(journal.clone()), ..Self::default() }
    }

    pub(crate) async fn start(self) -> Service {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let registry = Registry::open(self.journal, self.clock, self.registry).await.unwrap();
        let stop = CancellationToken::new();
        let served = grpc::serve(listener, registry.clone(), self.grpc, stop.clone());
        let served = tokio::spawn(async move { served.await.unwrap() });
        Service { address, registry, stop, served }
    }

    /// As it is while the journal is still being read: it is read to the end when the sender says so.
    pub(crate) async fn begin(self) -> (Service, oneshot::Sender<()>) {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let registry = Registry::open(self.journal, self.clock, self.registry).await.unwrap();
        let (sender, read) = oneshot::channel();
        let opened = registry.clone();
        let opening = async {
            let _ = read.await;
            Ok::<_, grpc::ServeError>(opened)
        };
        let stop = CancellationToken::new();
        let served = grpc::serve_when_open(listener, opening, |_| {}, self.grpc, stop.clone());
        let served = tokio::spawn(async move { served.await.unwrap() });
        (Service { address, registry, stop, served }, sender)
    }
}

/// A running service.
pub(crate) struct Service {
    pub(crate) address: SocketAddr,
    pub(crate) registry: Registry,
    pub(crate) stop: CancellationToken,
    served: JoinHandle<()>,
}

impl Service {
    pub(crate) async fn start() -> Self {
        Setup::default().start().await
    }

    /// A new connection.
    pub(crate) async fn channel(&self) -> Channel {
        let endpoint = Channel::from_shared(format!("http://{}", self.address)).unwrap();
        endpoint.tcp_nodelay(true).connect().await.unwrap()
    }

    pub(crate) async fn agreements(&self) -> AgreementServiceClient<Channel> {
        AgreementServiceClient::new(self.channel().await)
    }

    pub(crate) async fn evaluations(&self) -> EvaluationServiceClient<Channel> {
        EvaluationServiceClient::new(self.channel().await)
    }

    pub(crate) async fn events(&self) -> EventServiceClient<Channel> {
        EventServiceClient::new(self.channel().await)
    }

    pub(crate) async fn clock(&self) -> ClockServiceClient<Channel> {
        ClockServiceClient::new(self.channel().await)
    }

    /// Stops the service and waits until it has ended.
    pub(crate) async fn stop(self) {
        self.stop.cancel();
        self.served.await.unwrap();
    }
}

/// A date of the API.
pub(crate) fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Some(Date { year, month, day })
}

/// A text in English.
pub(crate) fn english(text: &str) -> BTreeMap<String, String> {
    BTreeMap::from([("en".to_owned(), text.to_owned())])
}

/// The reason of a refusal, with its code, metadata and further details.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) code: Code,
    pub(crate) reason: String,
    pub(crate) metadata: BTreeMap<String, String>,
    pub(crate) details: ErrorDetails,
}

/// Reads a status as a client does.
pub(crate) fn refused(status: &Status) -> Refused {
    let details = status.get_error_details();
    let info = details.error_info().unwrap_or_else(|| panic!("no ErrorInfo in {status:?}")).clone();
    assert_eq!(info.domain, "depositary");
    Refused {
        code: status.code(),
        reason: info.reason,
        metadata: info.metadata.into_iter().collect(),
        details,
    }
}
