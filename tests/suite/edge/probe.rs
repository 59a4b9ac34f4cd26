//! A service that misbehaves on request, the edge around it, and clients.

use std::{
    convert::Infallible,
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, OnceLock},
    task::{Context, Poll},
    time::Duration,
};

use depositary::grpc::{
    deadline::Deadline,
    edge::{EdgeError, EdgeLimits, serve},
    layers::{EdgeRefusal, Policy, Services},
};
use http::{HeaderMap, Request};
use tokio::task::JoinHandle;
use tokio_stream::{Stream, StreamExt};
use tokio_util::sync::CancellationToken;
use tonic::{
    Code, Status,
    body::Body,
    client,
    server::{Grpc, NamedService},
    service::Routes,
    transport::{Channel, Endpoint},
};
use tonic_prost::ProstCodec;
use tower::{Service, service_fn};

/// The largest request of the probe.
pub(crate) const REQUEST_BYTES_MAX: usize = 1024;

/// A service whose answers are the requests' wish. Messages are strings.
#[derive(Clone)]
struct Probe;

impl NamedService for Probe {
    const NAME: &'static str = "test.Probe";
}

impl Service<Request<Body>> for Probe {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        Box::pin(async move {
            let mut grpc = Grpc::new(ProstCodec::<String, String>::default())
                .apply_max_message_size_config(Some(REQUEST_BYTES_MAX), None);
            Ok(match request.uri().path() {
                "/test.Probe/Watch" => grpc.server_streaming(Watch, request).await,
                _ => grpc.unary(service_fn(unary), request).await,
            })
        })
    }
}

async fn unary(request: tonic::Request<String>) -> Result<tonic::Response<String>, Status> {
    let deadline = request.extensions().get::<Deadline>().map(|deadline| deadline.0);
    let answer = match request.into_inner().as_str() {
        "thread" => std::thread::current().name().unwrap_or_default().to_owned(),
        "seconds left" => {
            let left = deadline.unwrap().duration_since(tokio::time::Instant::now());
            left.as_secs_f64().round().to_string()
        }
        "slow" => {
            tokio::time::sleep(Duration::from_millis(300)).await;
            "at last".to_owned()
        }
        "hang" => std::future::pending().await,
        "block" => {
            std::thread::sleep(Duration::from_secs(2));
            String::new()
        }
        "panic" => panic!("as you wished"),
        "refuse" => return Err(Status::out_of_range("position 9 is in the future")),
        other => other.to_owned(),
    };
    Ok(tonic::Response::new(answer))
}

#[derive(Clone)]
struct Watch;

type Answers = Pin<Box<dyn Stream<Item = Result<String, Status>> + Send>>;

impl tonic::server::ServerStreamingService<String> for Watch {
    type Response = String;
    type ResponseStream = Answers;
    type Future = std::future::Ready<Result<tonic::Response<Answers>, Status>>;

    fn call(&mut self, request: tonic::Request<String>) -> Self::Future {
        let first = tokio_stream::once(Ok("first".to_owned()));
        let panics = request.into_inner() == "panic";
        let rest = futures_util::stream::once(async move {
            // The first answer is on its way before.
            tokio::time::sleep(Duration::from_millis(50)).await;
            assert!(!panics, "in the middle of a stream");
            std::future::pending().await
        });
        std::future::ready(Ok(tonic::Response::new(Box::pin(first.chain(rest)))))
    }
}

fn refusal(refusal: EdgeRefusal) -> Status {
    let code = match &refusal {
        EdgeRefusal::Overloaded { .. } | EdgeRefusal::RequestTooLarge { .. } => Code::ResourceExhausted,
        EdgeRefusal::DeadlineExceeded => Code::DeadlineExceeded,
        EdgeRefusal::Panicked { .. } => Code::Internal,
        EdgeRefusal::Starting | EdgeRefusal::Stopping => Code::Unavailable,
    };
    Status::new(code, format!("{refusal:?}"))
}

/// A running edge.
pub(crate) struct Edge {
    pub(crate) address: SocketAddr,
    pub(crate) stop: CancellationToken,
    pub(crate) serving: JoinHandle<Result<(), EdgeError>>,
}

impl Edge {
    pub(crate) fn start(limits: EdgeLimits) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        let (_, health) = tonic_health::server::health_reporter();
        let services = Services {
            infrastructure: Routes::new(health),
            others: Arc::new(OnceLock::from(Routes::new(Probe))),
        };
        let policy = Policy { refusal, streams: |path| path == "/test.Probe/Watch", run: 0xabc };
        let serving = tokio::spawn(serve(listener, services, limits, policy, stop.clone()));
        Self { address, stop, serving }
    }

    /// A connection of its own.
    pub(crate) async fn connect(&self) -> Channel {
        self.endpoint().connect().await.unwrap()
    }

    pub(crate) fn endpoint(&self) -> Endpoint {
        Endpoint::from_shared(format!("http://{}", self.address)).unwrap()
    }
}

/// Small limits, so that tests are quick.
pub(crate) fn limits() -> EdgeLimits {
    EdgeLimits {
        runtimes: 2,
        preface_time: Duration::from_millis(300),
        drain: Duration::from_secs(20),
        ..EdgeLimits::default()
    }
}

/// A unary call.
pub(crate) async fn ask(channel: &Channel, wish: &str) -> Result<String, Status> {
    let mut client = client::Grpc::new(channel.clone());
    client.ready().await.map_err(|error| Status::unavailable(error.to_string()))?;
    let path = "/test.Probe/Ask".parse().unwrap();
    let codec = ProstCodec::<String, String>::default();
    Ok(client.unary(tonic::Request::new(wish.to_owned()), path, codec).await?.into_inner())
}

/// A stream of answers.
pub(crate) async fn watch(channel: &Channel, wish: &str) -> Result<tonic::Streaming<String>, Status> {
    let mut client = client::Grpc::new(channel.clone());
    client.ready().await.map_err(|error| Status::unavailable(error.to_string()))?;
    let path = "/test.Probe/Watch".parse().unwrap();
    let codec = ProstCodec::<String, String>::default();
    Ok(client.server_streaming(tonic::Request::new(wish.to_owned()), path, codec).await?.into_inner())
}

/// A call with a `grpc-timeout` by a client that does not act on it itself: what it is told in the end.
pub(crate) async fn ask_within(address: SocketAddr, method: &str, wish: &str, timeout: &str) -> HeaderMap {
    let socket = tokio::net::TcpStream::connect(address).await.unwrap();
    let (client, connection) = h2::client::handshake(socket).await.unwrap();
    tokio::spawn(connection);
    let mut client = client.ready().await.unwrap();
    let request = Request::post(format!("http://{address}/test.Probe/{method}"))
        .header("content-type", "application/grpc")
        .header("te", "trailers")
        .header("grpc-timeout", timeout)
        .body(())
        .unwrap();
    let (answer, mut body) = client.send_request(request, false).unwrap();
    let message = prost::Message::encode_to_vec(&wish.to_owned());
    let mut frame = vec![0, 0, 0, 0, u8::try_from(message.len()).unwrap()];
    frame.extend(message);
    body.send_data(frame.into(), true).unwrap();
    let (head, mut body) = answer.await.unwrap().into_parts();
    while let Some(bytes) = body.data().await {
        body.flow_control().release_capacity(bytes.unwrap().len()).unwrap();
    }
    body.trailers().await.unwrap().unwrap_or(head.headers)
}
