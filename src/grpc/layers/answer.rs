//! The bodies of answers: made to the end, or a stream that the edge can end.

use std::{
    collections::VecDeque,
    future::poll_fn,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use http_body::Frame;
use tokio::time::{Sleep, sleep_until};
use tokio_util::sync::WaitForCancellationFutureOwned;
use tonic::{Code, Status, body::Body};

use super::{EdgeRefusal, Shared, request_log::RequestLog};
use crate::grpc::{deadline::Deadline, panics};

/// The frames of an answer that is made to its end: for a unary call one message and the trailers.
pub(super) type Frames = VecDeque<Frame<Bytes>>;

/// The body of an answer.
#[derive(Default)]
pub(crate) struct AnswerBody(Kind);

#[derive(Default)]
enum Kind {
    #[default]
    Empty,
    Made(Frames),
    Stream(Box<Stream>),
}

/// A stream of answers; gone when it has ended, so that what it holds is free at once.
struct Stream {
    body: Body,
    /// Fires when the caller's time is over.
    deadline: Option<Pin<Box<Sleep>>>,
    /// Fires when the service stops.
    stop: Pin<Box<WaitForCancellationFutureOwned>>,
    stopped: bool,
    shared: Arc<Shared>,
    log: RequestLog,
}

impl AnswerBody {
    pub(super) fn made(frames: Frames) -> Self {
        Self(Kind::Made(frames))
    }

    pub(super) fn stream(
        head: &HeaderMap,
        body: Body,
        deadline: Option<Deadline>,
        shared: Arc<Shared>,
        log: RequestLog,
    ) -> Self {
        // A refusal has its status in the head, and nothing comes after it.
        if head.contains_key(Status::GRPC_STATUS) {
            log.finish(code(head, None));
            return Self::default();
        }
        let deadline = deadline.map(|Deadline(at)| Box::pin(sleep_until(at)));
        let stop = Box::pin(shared.stop.clone().cancelled_owned());
        Self(Kind::Stream(Box::new(Stream { body, deadline, stop, stopped: false, shared, log })))
    }
}

impl http_body::Body for AnswerBody {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        let this = self.get_mut();
        let frame = match &mut this.0 {
            Kind::Empty => None,
            Kind::Made(frames) => frames.pop_front(),
            Kind::Stream(stream) => match stream.poll(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(frame) => frame,
            },
        };
        let last = frame.as_ref().is_none_or(Frame::is_trailers);
        if last && let Kind::Stream(stream) = std::mem::take(&mut this.0) {
            let code = code(&HeaderMap::new(), frame.as_ref());
            // A stop ends every watch there is; a warning of each would bury what matters.
            if stream.stopped { stream.log.finish_as_expected(code) } else { stream.log.finish(code) }
        }
        Poll::Ready(frame.map(Ok))
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Kind::Empty => true,
            Kind::Made(frames) => frames.is_empty(),
            Kind::Stream(_) => false,
        }
    }
}

impl Stream {
    /// The two ends come first: a service that always has a frame ready would else never be ended.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Frame<Bytes>>> {
        let span = self.log.span();
        let _entered = span.enter();
        if let Some(deadline) = &mut self.deadline
            && deadline.as_mut().poll(context).is_ready()
        {
            return self.end(EdgeRefusal::DeadlineExceeded);
        }
        if self.stop.as_mut().poll(context).is_ready() {
            self.stopped = true;
            return self.end(EdgeRefusal::Stopping);
        }
        match panics::catch(|| poll_body(&mut self.body, context)) {
            Ok(frame) => frame,
            Err(panic) => {
                let refusal = self.shared.panicked(&panic, &self.log);
                self.end(refusal)
            }
        }
    }

    fn end(&self, refusal: EdgeRefusal) -> Poll<Option<Frame<Bytes>>> {
        Poll::Ready(Some(trailers(&(self.shared.policy.refusal)(refusal))))
    }
}

/// All frames of a body that has an end of its own.
pub(super) async fn collect(mut body: Body) -> Frames {
    let mut frames = Frames::with_capacity(2);
    while let Some(frame) = poll_fn(|context| poll_body(&mut body, context)).await {
        let last = frame.is_trailers();
        frames.push_back(frame);
        if last {
            break;
        }
    }
    frames
}

/// The next frame. An error of the body becomes trailers, or the caller would see no more than a reset.
fn poll_body(body: &mut Body, context: &mut Context<'_>) -> Poll<Option<Frame<Bytes>>> {
    http_body::Body::poll_frame(Pin::new(body), context)
        .map(|frame| frame.map(|frame| frame.unwrap_or_else(|status| trailers(&status))))
}

fn trailers(status: &Status) -> Frame<Bytes> {
    let mut headers = HeaderMap::new();
    if status.add_header(&mut headers).is_err() {
        headers.insert(Status::GRPC_STATUS, HeaderValue::from(i32::from(status.code())));
    }
    Frame::trailers(headers)
}

/// The code of an answer: in its head when there is no message, in its trailers otherwise. An answer without
/// any was cut off, or is not gRPC.
pub(super) fn code(head: &HeaderMap, last: Option<&Frame<Bytes>>) -> Code {
    let trailers = last.and_then(Frame::trailers_ref);
    head.get(Status::GRPC_STATUS)
        .or_else(|| trailers.and_then(|trailers| trailers.get(Status::GRPC_STATUS)))
        .map_or(Code::Unknown, |code| Code::from_bytes(code.as_bytes()))
}
