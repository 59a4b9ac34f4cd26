//! The service as a whole: the services of the register beside health and reflection, behind the edge.

use std::{
    future::ready,
    net::TcpListener,
    pin::pin,
    sync::{Arc, OnceLock},
    time::Duration,
};

use tokio::time::{Instant, timeout_at};
use tokio_util::sync::CancellationToken;
use tonic::{server::NamedService, service::Routes};
use tonic_health::ServingStatus;

use super::{
    EdgeError, EdgeLimits, Limits,
    agreement_service::Agreements,
    clock_service::Clocks,
    commands::Commands,
    commission_service::Commissions,
    edge,
    evaluation_service::Evaluations,
    event_service::Events,
    health,
    layers::{Policy, Services},
    register_service::Register,
    status,
};
use crate::{
    proto::{
        self,
        v1::{
            agreement_service_server::AgreementServiceServer, clock_service_server::ClockServiceServer,
            commission_service_server::CommissionServiceServer,
            evaluation_service_server::EvaluationServiceServer, event_service_server::EventServiceServer,
            register_service_server::RegisterServiceServer,
        },
    },
    registry::Registry,
};

/// How the service is reached, and how much it takes.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Connections and time.
    pub edge: EdgeLimits,
    /// Sizes.
    pub limits: Limits,
    /// Tells this run of the process from every other, in the ids of incidents.
    pub run: u64,
}

/// Why the service could not be served, or no longer can.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The descriptors are not what reflection can serve.
    #[error("cannot serve reflection: {0}")]
    Reflection(#[from] tonic_reflection::server::Error),
    /// The edge could not be set up, or is gone.
    #[error(transparent)]
    Edge(#[from] EdgeError),
}

/// The time that the registry has in any case to answer what it has taken.
const CLOSE_TIME_MIN: Duration = Duration::from_secs(1);

/// The methods whose answer is a stream without an end of its own.
const STREAMS: &str = "/depositary.v1.EventService/WatchEvents";

/// Serves a register on `listener` until `stop`, then ends all streams, lets running calls finish, and returns when every
/// command that was taken is answered, or the time to drain is over.
///
/// # Errors
/// [`ServeError`].
pub async fn serve(
    listener: TcpListener,
    registry: Registry,
    settings: Settings,
    stop: CancellationToken,
) -> Result<(), ServeError> {
    serve_when_open(listener, ready(Ok(registry)), |_| {}, settings, stop).await
}

/// As [`serve`], while the register is still being opened: until it is, health says NOT_SERVING and every request is refused
/// with UNAVAILABLE / STARTING. `announce` is called as soon as requests are answered.
///
/// # Errors
/// Why the register could not be opened, or a [`ServeError`].
pub async fn serve_when_open<E: From<ServeError>>(
    listener: TcpListener,
    opening: impl Future<Output = Result<Registry, E>>,
    announce: impl FnOnce(&Registry),
    settings: Settings,
    stop: CancellationToken,
) -> Result<(), E> {
    let (reporter, health_service) = tonic_health::server::health_reporter();
    health::tell(&reporter, &NAMES, ServingStatus::NotServing).await;
    let infrastructure = with_reflection(Routes::new(health_service)).map_err(ServeError::from)?.prepare();
    let others = Arc::new(OnceLock::new());
    let services = Services { infrastructure, others: Arc::clone(&others) };

    let policy = Policy { refusal: status::edge, streams: |path| path == STREAMS, run: settings.run };
    let drain = settings.edge.drain;
    let stopped = stop.clone();
    let stopped_at = tokio::spawn(async move {
        stopped.cancelled().await;
        Instant::now()
    });
    let mut serving = pin!(edge::serve(listener, services, settings.edge, policy, stop.clone()));
    let opened = tokio::select! {
        // A register that is open already never refuses anybody.
        biased;
        opened = opening => opened,
        // Stopped, or broken, before there was anything to serve.
        served = &mut serving => return Ok(served.map_err(ServeError::from)?),
    };
    let registry = match opened {
        Ok(registry) => registry,
        Err(error) => {
            stop.cancel();
            // What ended the opening is what counts.
            let _ = serving.await;
            return Err(error);
        }
    };
    let (routes, names) = services_of(&registry, &settings.limits);
    // INVARIANT: nobody else sets it.
    let _ = others.set(routes.prepare());
    let condition = *registry.condition().borrow();
    health::tell(&reporter, &names, health::of(condition)).await;
    announce(&registry);
    let health = tokio::spawn(health::follow(reporter, names, registry.condition(), stop.clone()));

    let served = serving.await;
    // Also when the edge has ended of itself, everything else stops.
    stop.cancel();
    let stopped_at = stopped_at.await.unwrap_or_else(|_| Instant::now());
    // What callers are no longer told is still to become durable, even if they have taken all the time there was.
    let close_by = (stopped_at + drain).max(Instant::now() + CLOSE_TIME_MIN);
    if timeout_at(close_by, registry.close()).await.is_err() {
        tracing::warn!("commands are left without an answer: the time to stop is over");
    }
    health.abort();
    Ok(served.map_err(ServeError::from)?)
}

/// The services that every register has.
const NAMES: [&str; 5] = [
    AgreementServiceServer::<Agreements>::NAME,
    CommissionServiceServer::<Commissions>::NAME,
    EvaluationServiceServer::<Evaluations>::NAME,
    EventServiceServer::<Events>::NAME,
    RegisterServiceServer::<Register>::NAME,
];

/// The services of the register, and their names for health.
fn services_of(registry: &Registry, limits: &Limits) -> (Routes, Vec<&'static str>) {
    let commands = Commands { registry: registry.clone(), limits: limits.clone() };
    let bytes = limits.request_bytes_max;
    let agreements =
        AgreementServiceServer::new(Agreements(commands.clone())).max_decoding_message_size(bytes);
    let commissions =
        CommissionServiceServer::new(Commissions(commands.clone())).max_decoding_message_size(bytes);
    let evaluations =
        EvaluationServiceServer::new(Evaluations(commands.clone())).max_decoding_message_size(bytes);
    let register = RegisterServiceServer::new(Register(commands)).max_decoding_message_size(bytes);
    let events = EventServiceServer::new(Events { registry: registry.clone(), limits: limits.clone() })
        .max_decoding_message_size(bytes);
    let mut names = NAMES.to_vec();
    let mut routes = Routes::new(agreements)
        .add_service(commissions)
        .add_service(evaluations)
        .add_service(events)
        .add_service(register);
    if registry.clock().is_simulated() {
        let clocks = ClockServiceServer::new(Clocks(registry.clone())).max_decoding_message_size(bytes);
        names.push(ClockServiceServer::<Clocks>::NAME);
        routes = routes.add_service(clocks);
    }
    (routes, names)
}

/// Reflection in both of its versions: old tools know only the first.
fn with_reflection(routes: Routes) -> Result<Routes, tonic_reflection::server::Error> {
    let builder = || {
        tonic_reflection::server::Builder::configure()
            .register_encoded_file_descriptor_set(proto::DESCRIPTORS)
            .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
            // So that tools can show the details of an error, and not their bytes.
            .register_encoded_file_descriptor_set(tonic_types::pb::FILE_DESCRIPTOR_SET)
    };
    Ok(routes.add_service(builder().build_v1()?).add_service(builder().build_v1alpha()?))
}
