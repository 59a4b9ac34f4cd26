//! The outer edge: connections come in here, and nothing unlimited gets past it.
//!
//! One listener and one accept loop; each connection goes to the runtime with the fewest. SO_REUSEPORT is not
//! used: with it a second process could bind the same port without a word, and callers would talk to two
//! registers.

mod connection;
mod runtimes;

use std::{io, sync::Arc, time::Duration};

use tokio::{
    net::TcpListener,
    sync::{OwnedSemaphorePermit, Semaphore},
    time::sleep,
};
use tokio_util::sync::CancellationToken;

use self::runtimes::Runtimes;
use super::layers::{Policy, RequestLimits, Services, layered};

/// How long the accept loop rests after an error. Out of file descriptors the socket stays ready, and a loop
/// without a rest would take a whole core.
const ACCEPT_REST: Duration = Duration::from_millis(100);

/// What the edge lets in, and for how long.
#[derive(Clone, Debug)]
pub struct EdgeLimits {
    /// Runtimes, each with a thread of its own, that serve connections; 0 means one a core.
    pub runtimes: usize,
    /// Connections at a time; more of them wait in the listener's queue.
    pub connections: usize,
    /// How long a new connection may take to send the preface of HTTP/2. Keepalive begins only after it.
    pub preface_time: Duration,
    /// Calls at a time on one connection.
    pub streams_per_connection: u32,
    /// Requests at a time over all connections; more of them are refused at once.
    pub requests_in_flight: usize,
    /// The longest that a call with one answer may take, whatever its caller allows.
    pub request_time: Duration,
    /// How long a connection may be quiet before it is asked whether somebody is still there.
    pub keepalive_interval: Duration,
    /// How long the answer to that may take before the connection is closed.
    pub keepalive_timeout: Duration,
    /// How long a stop waits for running calls.
    pub drain: Duration,
}

impl Default for EdgeLimits {
    /// One runtime a core; a thousand connections, a usual limit of 1024 open files in mind; two hundred calls
    /// on each; half a minute for a request; a stop well within the half minute that a supervisor grants.
    fn default() -> Self {
        Self {
            runtimes: 0,
            connections: 1_000,
            preface_time: Duration::from_secs(5),
            streams_per_connection: 200,
            requests_in_flight: 4_096,
            request_time: Duration::from_secs(30),
            keepalive_interval: Duration::from_secs(30),
            keepalive_timeout: Duration::from_secs(10),
            drain: Duration::from_secs(10),
        }
    }
}

/// Why the edge could not serve, or no longer can.
#[derive(Debug, thiserror::Error)]
pub enum EdgeError {
    /// The listener cannot be used.
    #[error("the listening socket cannot be used: {0}")]
    Listener(#[source] io::Error),
    /// A thread for a runtime cannot be started.
    #[error("a thread for connections cannot be started: {0}")]
    Thread(#[source] io::Error),
    /// Every runtime died; the log says of each why.
    #[error("no runtime for connections is left")]
    NoRuntime,
}

/// Serves until `stop`, then closes the listener at once, lets running calls finish, and returns
/// when all connections are gone or the time to drain is over.
///
/// # Errors
///
/// When the listener or the threads cannot be used, or no runtime is left.
pub async fn serve(
    listener: std::net::TcpListener,
    services: Services,
    limits: EdgeLimits,
    policy: Policy,
    stop: CancellationToken,
) -> Result<(), EdgeError> {
    listener.set_nonblocking(true).map_err(EdgeError::Listener)?;
    let listener = TcpListener::from_std(listener).map_err(EdgeError::Listener)?;
    let requests =
        RequestLimits { requests_in_flight: limits.requests_in_flight, request_time: limits.request_time };
    let service = layered(services, requests, policy, stop.clone());
    let mut runtimes = Runtimes::start(&service, &limits, &stop)?;

    // The listener is moved and therefore closed at the end of this, before anything is waited for.
    accept(listener, &mut runtimes, &limits, &stop).await?;
    runtimes.drain(limits.drain).await;
    Ok(())
}

async fn accept(
    listener: TcpListener,
    runtimes: &mut Runtimes,
    limits: &EdgeLimits,
    stop: &CancellationToken,
) -> Result<(), EdgeError> {
    let permits = Arc::new(Semaphore::new(limits.connections.min(Semaphore::MAX_PERMITS)));
    loop {
        tokio::select! {
            biased;
            () = stop.cancelled() => return Ok(()),
            () = runtimes.lost() => {}
            accepted = next(&listener, &permits) => match accepted {
                Ok((socket, permit)) => runtimes.place(socket, permit),
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::select! {
                        () = stop.cancelled() => return Ok(()),
                        () = sleep(ACCEPT_REST) => {}
                    }
                }
            }
        }
        if runtimes.is_empty() {
            return Err(EdgeError::NoRuntime);
        }
    }
}

/// The next connection. The permit comes first, so that a connection beyond the limit stays with the kernel.
async fn next(
    listener: &TcpListener,
    permits: &Arc<Semaphore>,
) -> io::Result<(std::net::TcpStream, OwnedSemaphorePermit)> {
    let permit = Arc::clone(permits).acquire_owned().await.map_err(io::Error::other)?;
    let (socket, _) = listener.accept().await?;
    // Small answers leave at once. tonic does this for listeners of its own only; without it the kernel holds
    // answers back, and a service of 50 000 calls a second does 3 000.
    socket.set_nodelay(true)?;
    // Taken out of this runtime, because another one is going to watch it.
    Ok((socket.into_std()?, permit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn small_answers_leave_at_once() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let _caller = std::net::TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (socket, _permit) = next(&listener, &Arc::new(Semaphore::new(1))).await.unwrap();
        assert!(socket.nodelay().unwrap());
    }
}
