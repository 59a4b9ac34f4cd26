//! What surrounds every call, from the outside in. The order is that of [`Layered::call`]:
//!
//! 1. **The record of the request** (`request_log`), outermost, because it must see every outcome, also those
//!    that a layer further in makes up, and because a caller that goes away drops everything inside it.
//! 2. **The limit of requests in flight**, before anything that costs: a refused request starts no timer and
//!    touches no service.
//! 3. **The deadline**, around all that takes time, so that also a handler that never answers is ended.
//! 4. **A request that was too large** gets the refusal that names the limit; inside the deadline only because
//!    it looks at what the services answered.
//! 5. **Panics** are caught innermost, so that the layers above see an ordinary answer, and give back what
//!    they hold.
//!
//! They are one `tower` service with one boxed future, not five nested ones: each nesting would cost an
//! allocation a call, and the order could not be read in one place.
//!
//! A unary answer is made to its end before its head is sent, because hyper asks for the body only when the
//! caller has room for it: a caller that does not read would else hold a place among the requests in flight for
//! as long as it likes. The answer of a stream cannot be made first; it holds no place once it has begun.

mod answer;
mod request_log;
mod too_large;

use std::{
    convert::Infallible,
    pin::Pin,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use http::{Request, Response};
use tokio::{
    sync::Semaphore,
    time::{Instant, timeout_at},
};
use tokio_util::sync::CancellationToken;
use tonic::{Status, body::Body, service::Routes};
use tower::Service;
use tracing::Instrument;

use self::{answer::AnswerBody, request_log::RequestLog};
use super::{
    deadline::{self, Deadline},
    panics,
};

/// Why the edge itself refuses a request or ends a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EdgeRefusal {
    /// More is going on than the named limit allows.
    Overloaded {
        /// The setting, as the command line names it without its dashes.
        limit: &'static str,
        /// What it is set to.
        value: usize,
    },
    /// The caller's time, or the longest that a request may take, is over.
    DeadlineExceeded,
    /// A handler panicked.
    Panicked {
        /// Stands in the log, too, so that the two can be brought together.
        id: String,
    },
    /// The request is larger than its method accepts.
    RequestTooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// What answers the request is still being made ready.
    Starting,
    /// The service stops, and this stream would not end of itself.
    Stopping,
}

/// What the edge must be told about the services behind it.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// Makes the status of a refusal.
    pub refusal: fn(EdgeRefusal) -> Status,
    /// Whether the method of this path (`/package.Service/Method`) answers with a stream.
    pub streams: fn(&str) -> bool,
    /// Tells this run of the process from every other, in the ids of panics.
    pub run: u64,
}

/// The limits that hold for all requests together and for each of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct RequestLimits {
    pub(super) requests_in_flight: usize,
    pub(super) request_time: Duration,
}

/// How the layers treat a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// One answer, within the time of a request.
    Unary,
    /// An answer without an end of its own: only the caller's deadline ends it.
    Stream,
    /// Health and reflection: must answer also when the service is full, and may stream.
    Infrastructure,
}

struct Shared {
    policy: Policy,
    limits: RequestLimits,
    places: Semaphore,
    panics: AtomicU64,
    stop: CancellationToken,
}

/// What answers the requests.
#[derive(Clone)]
pub struct Services {
    /// Health and reflection, from the first moment on.
    pub infrastructure: Routes,
    /// All others, as soon as they can; until then every request is refused.
    pub others: Arc<OnceLock<Routes>>,
}

impl Services {
    /// None as long as they are being made ready.
    fn of(&self, kind: Kind) -> Option<Routes> {
        match kind {
            Kind::Infrastructure => Some(self.infrastructure.clone()),
            Kind::Unary | Kind::Stream => self.others.get().cloned(),
        }
    }
}

/// The services with the layers around them.
#[derive(Clone)]
pub(super) struct Layered {
    services: Services,
    shared: Arc<Shared>,
}

/// Puts the layers around the services. Clones of the result share one limit of requests in flight.
pub(super) fn layered(
    services: Services,
    limits: RequestLimits,
    policy: Policy,
    stop: CancellationToken,
) -> Layered {
    let places = Semaphore::new(limits.requests_in_flight.min(Semaphore::MAX_PERMITS));
    let shared = Shared { policy, limits, places, panics: AtomicU64::new(0), stop };
    Layered { services, shared: Arc::new(shared) }
}

impl Service<Request<Body>> for Layered {
    type Response = Response<AnswerBody>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        // INVARIANT: the instant is taken here and not in the future. tonic has a timer of its own for
        // `grpc-timeout`, which would answer CANCELLED; it is started after this call and asks this service
        // first, therefore the deadline here is always the earlier one.
        let arrived = Instant::now();
        let log = RequestLog::begin(request.uri().path());
        let kind = self.shared.kind(request.uri().path());
        let routes = self.services.of(kind);
        let shared = Arc::clone(&self.shared);
        Box::pin(async move { Ok(shared.answer(kind, routes, request, arrived, log).await) })
    }
}

impl Shared {
    async fn answer(
        self: Arc<Self>,
        kind: Kind,
        routes: Option<Routes>,
        mut request: Request<Body>,
        arrived: Instant,
        log: RequestLog,
    ) -> Response<AnswerBody> {
        let Some(routes) = routes else { return self.refuse(EdgeRefusal::Starting, log) };
        let place = if kind == Kind::Infrastructure { None } else { Some(self.places.try_acquire()) };
        if let Some(Err(_)) = place {
            let value = self.limits.requests_in_flight;
            return self.refuse(EdgeRefusal::Overloaded { limit: "requests-in-flight", value }, log);
        }

        let longest = (kind == Kind::Unary).then_some(self.limits.request_time);
        let deadline = deadline::of(request.headers(), arrived, longest);
        if let Some(deadline) = deadline {
            request.extensions_mut().insert(deadline);
        }

        let handling = panics::caught(handle(routes, request, kind)).instrument(log.span());
        // Also a stream has to begin in the time of a request: a caller that never ends its request would else hold a
        // place for as long as it likes.
        let longest = arrived + self.limits.request_time;
        let begin_by = deadline.map_or(longest, |Deadline(at)| at.min(longest));
        let Ok(handled) = timeout_at(begin_by, handling).await else {
            return self.refuse(EdgeRefusal::DeadlineExceeded, log);
        };
        // The work is done; what is left is the caller's to read.
        drop(place);
        match handled {
            Err(panic) => self.refuse(self.panicked(&panic, &log), log),
            Ok(Handled::Unary(parts, frames)) => {
                log.finish(answer::code(&parts.headers, frames.back()));
                Response::from_parts(parts, AnswerBody::made(frames))
            }
            Ok(Handled::Stream(response)) => {
                let (parts, body) = response.into_parts();
                let body = AnswerBody::stream(&parts.headers, body, deadline, self, log);
                Response::from_parts(parts, body)
            }
            Ok(Handled::TooLarge { limit }) => self.refuse(EdgeRefusal::RequestTooLarge { limit }, log),
        }
    }

    fn kind(&self, path: &str) -> Kind {
        if path.starts_with("/grpc.") {
            Kind::Infrastructure
        } else if (self.policy.streams)(path) {
            Kind::Stream
        } else {
            Kind::Unary
        }
    }

    fn refuse(&self, refusal: EdgeRefusal, log: RequestLog) -> Response<AnswerBody> {
        let status = (self.policy.refusal)(refusal);
        log.finish(status.code());
        status.into_http()
    }

    /// Gives the panic an id and writes it to the log.
    fn panicked(&self, panic: &str, log: &RequestLog) -> EdgeRefusal {
        let number = self.panics.fetch_add(1, Ordering::Relaxed);
        let id = format!("{:x}-{number}", self.policy.run);
        tracing::error!(parent: &log.span(), id, panic, "a handler panicked");
        EdgeRefusal::Panicked { id }
    }
}

/// What came out of a service.
enum Handled {
    Unary(http::response::Parts, answer::Frames),
    Stream(Response<Body>),
    TooLarge { limit: usize },
}

async fn handle(mut routes: Routes, request: Request<Body>, kind: Kind) -> Handled {
    // The router is always ready, and its error has no values.
    let Ok(response) = routes.call(request).await;
    if let Some(limit) = too_large::limit(response.headers()) {
        return Handled::TooLarge { limit };
    }
    match kind {
        Kind::Unary => {
            let (parts, body) = response.into_parts();
            Handled::Unary(parts, answer::collect(body).await)
        }
        Kind::Stream | Kind::Infrastructure => Handled::Stream(response),
    }
}
