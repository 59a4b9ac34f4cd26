//! Runtimes of one thread each, among which the connections are spread.
//!
//! Several runtimes of one thread serve half as much again as one runtime of several threads: a call stays on
//! the core where its connection is.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread::available_parallelism,
    time::Duration,
};

use tokio::{
    sync::{
        OwnedSemaphorePermit,
        mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    },
    time::timeout,
};
use tokio_stream::{StreamExt, wrappers::UnboundedReceiverStream};
use tokio_util::sync::{CancellationToken, DropGuard};
use tonic::transport::Server;

use super::{
    EdgeError, EdgeLimits,
    connection::{Connection, Place},
};
use crate::grpc::{layers::Layered, panics};

/// All runtimes that are alive. Dropping it ends them without waiting.
pub(super) struct Runtimes {
    running: Vec<Running>,
    ends: UnboundedReceiver<End>,
    abandon: DropGuard,
}

/// One runtime, seen from the accept loop.
struct Running {
    number: usize,
    connections: Arc<AtomicUsize>,
    /// Bounded by the permits of the connections. Its end is the sign to drain: what is in it is still served.
    sockets: UnboundedSender<Socket>,
}

type Socket = (std::net::TcpStream, Place);

/// One runtime, seen from its thread.
#[derive(Clone)]
struct Lane {
    service: Layered,
    limits: EdgeLimits,
    stop: CancellationToken,
    abandon: CancellationToken,
}

/// The end of a runtime.
struct End {
    number: usize,
    result: Result<(), Failure>,
}

/// Why a runtime died.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("it could not be started: {0}")]
    Start(#[from] io::Error),
    #[error("it could not serve: {0}")]
    Serve(#[from] tonic::transport::Error),
    #[error("it panicked: {0}")]
    Panic(String),
    #[error("it stopped of itself")]
    Early,
}

impl Runtimes {
    /// Starts the threads.
    pub(super) fn start(
        service: &Layered,
        limits: &EdgeLimits,
        stop: &CancellationToken,
    ) -> Result<Self, EdgeError> {
        let count = match limits.runtimes {
            0 => available_parallelism().map_or(1, usize::from),
            count => count,
        };
        let abandon = CancellationToken::new();
        let (ends_sender, ends) = unbounded_channel();
        let mut runtimes = Self { running: Vec::new(), ends, abandon: abandon.clone().drop_guard() };
        for number in 0..count {
            let (sockets, incoming) = unbounded_channel();
            let lane = Lane {
                service: service.clone(),
                limits: limits.clone(),
                stop: stop.clone(),
                abandon: abandon.clone(),
            };
            let ends = ends_sender.clone();
            std::thread::Builder::new()
                .name(format!("connections-{number}"))
                .spawn(move || {
                    let result = panics::catch(|| lane.run(incoming));
                    let result = result.unwrap_or_else(|panic| Err(Failure::Panic(panic)));
                    // Nobody listens any more when the whole edge is gone.
                    let _ = ends.send(End { number, result });
                })
                .map_err(EdgeError::Thread)?;
            runtimes.running.push(Running { number, connections: Arc::default(), sockets });
        }
        Ok(runtimes)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.running.is_empty()
    }

    /// Gives the connection to the runtime with the fewest.
    pub(super) fn place(&mut self, socket: std::net::TcpStream, permit: OwnedSemaphorePermit) {
        let fewest = self.running.iter().min_by_key(|running| running.connections.load(Ordering::Relaxed));
        if let Some(running) = fewest {
            let place = Place::take(Arc::clone(&running.connections), permit);
            // A runtime that just died drops the socket; the caller connects again, and `lost` takes it out.
            let _ = running.sockets.send((socket, place));
        }
    }

    /// Waits until a runtime ends that should not, and takes it out. The others go on.
    pub(super) async fn lost(&mut self) {
        if let Some(End { number, result }) = self.ends.recv().await {
            let failure = result.err().unwrap_or(Failure::Early);
            tracing::error!(runtime = number, %failure, "a runtime for connections died");
            self.running.retain(|running| running.number != number);
        }
    }

    /// Lets every runtime finish what it has, at most for this long.
    pub(super) async fn drain(mut self, longest: Duration) {
        let mut waiting: Vec<usize> = Vec::new();
        let mut connections: Vec<Arc<AtomicUsize>> = Vec::new();
        for running in self.running.drain(..) {
            waiting.push(running.number);
            connections.push(running.connections);
        }
        let all = async {
            while !waiting.is_empty() {
                let Some(end) = self.ends.recv().await else { return };
                if let Err(failure) = end.result {
                    tracing::error!(runtime = end.number, %failure, "a runtime for connections died");
                }
                waiting.retain(|number| *number != end.number);
            }
        };
        if timeout(longest, all).await.is_err() {
            let open: usize = connections.iter().map(|count| count.load(Ordering::Relaxed)).sum();
            tracing::warn!(connections = open, "the time to drain is over; open connections are cut");
        }
        // The threads are not joined: one that is stuck in a handler would never come back.
        self.abandon.disarm().cancel();
    }
}

impl Lane {
    /// Serves until the channel of sockets ends and all connections are gone, or the runtime is abandoned.
    fn run(self, incoming: UnboundedReceiver<Socket>) -> Result<(), Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let served = runtime.block_on(async {
            tokio::select! {
                served = self.serve(incoming) => served,
                () = self.abandon.cancelled() => Ok(()),
            }
        });
        // Without waiting for what was moved to other threads.
        runtime.shutdown_background();
        Ok(served?)
    }

    async fn serve(&self, incoming: UnboundedReceiver<Socket>) -> Result<(), tonic::transport::Error> {
        let (preface_time, stop) = (self.limits.preface_time, self.stop.clone());
        let incoming = UnboundedReceiverStream::new(incoming).map(move |(socket, place)| {
            // tonic goes on with the next connection after an error.
            Connection::open(socket, place, preface_time, stop.clone())
                .inspect_err(|error| tracing::warn!(%error, "a connection could not be opened"))
        });
        // The age of connections has no limit here, and must never get a grace: with one, tonic sends no GOAWAY
        // and cuts streams in the middle.
        Server::builder()
            .max_concurrent_streams(self.limits.streams_per_connection)
            .http2_keepalive_interval(Some(self.limits.keepalive_interval))
            .http2_keepalive_timeout(Some(self.limits.keepalive_timeout))
            // With a signal tonic would drop sockets that are still in the channel. The channel's end is
            // enough; that a signal could come is what makes tonic send GOAWAY and wait.
            .serve_with_incoming_shutdown(self.service.clone(), incoming, std::future::pending())
            .await
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::Semaphore;

    use super::*;

    #[tokio::test]
    async fn a_runtime_that_died_gets_no_connections_and_is_not_waited_for() {
        let (ends_sender, ends) = unbounded_channel();
        let (dead, _) = unbounded_channel();
        let (alive, mut served) = unbounded_channel();
        let running = [dead, alive]
            .into_iter()
            .enumerate()
            .map(|(number, sockets)| Running { number, connections: Arc::default(), sockets })
            .collect();
        let abandon = CancellationToken::new();
        let mut runtimes = Runtimes { running, ends, abandon: abandon.clone().drop_guard() };

        let result = Err(Failure::Panic("in the middle of something".to_owned()));
        ends_sender.send(End { number: 0, result }).unwrap();
        runtimes.lost().await;
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let permits = Arc::new(Semaphore::new(2));
        for _ in 0..2 {
            let socket = std::net::TcpStream::connect(listener.local_addr().unwrap()).unwrap();
            runtimes.place(socket, Arc::clone(&permits).try_acquire_owned().unwrap());
            served.try_recv().unwrap();
        }
        // Both places were given back with the sockets.
        assert_eq!(permits.available_permits(), 2);

        ends_sender.send(End { number: 1, result: Err(Failure::Early) }).unwrap();
        timeout(Duration::from_secs(1), runtimes.drain(Duration::from_secs(60))).await.unwrap();
        assert!(abandon.is_cancelled());
    }
}
