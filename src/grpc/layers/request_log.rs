//! One span a request and one event at its end. Never any content of a request.

use tokio::time::Instant;
use tonic::Code;
use tracing::{Level, Span, field};

/// The record of one request; the outcome of one that is dropped unfinished is CANCELLED.
pub(super) struct RequestLog {
    span: Span,
    began: Instant,
    finished: bool,
}

impl RequestLog {
    /// Opens the span. Handlers fill `agreement`:
    /// `tracing::Span::current().record("agreement", …)`.
    pub(super) fn begin(method: &str) -> Self {
        let span = tracing::info_span!(
            "request",
            method,
            agreement = field::Empty,
            outcome = field::Empty,
            milliseconds = field::Empty
        );
        Self { span, began: Instant::now(), finished: false }
    }

    pub(super) fn span(&self) -> Span {
        self.span.clone()
    }

    /// Writes the outcome.
    pub(super) fn finish(mut self, code: Code) {
        self.write(level(code), code);
    }

    /// Writes an outcome of which nobody needs to be warned, whatever its code.
    pub(super) fn finish_as_expected(mut self, code: Code) {
        self.write(Level::DEBUG, code);
    }

    fn write(&mut self, level: Level, code: Code) {
        self.finished = true;
        match level {
            Level::ERROR => {
                self.record(code);
                tracing::error!(parent: &self.span, "failed");
            }
            Level::WARN => {
                self.record(code);
                tracing::warn!(parent: &self.span, "unavailable");
            }
            // Nearly every request ends here, and nobody looks: writing fields for no reader would be the
            // dearest part of the whole record.
            _ if tracing::enabled!(Level::DEBUG) => {
                self.record(code);
                tracing::debug!(parent: &self.span, "answered");
            }
            _ => {}
        }
    }

    fn record(&self, code: Code) {
        self.span.record("outcome", name(code));
        // Microseconds are as fine as anybody reads, and print short.
        let microseconds = u32::try_from(self.began.elapsed().as_micros()).unwrap_or(u32::MAX);
        self.span.record("milliseconds", f64::from(microseconds) / 1000.0);
    }
}

impl Drop for RequestLog {
    fn drop(&mut self) {
        if !self.finished {
            self.write(Level::DEBUG, Code::Cancelled);
        }
    }
}

/// A refusal is the business of the caller; what is below is the business of whoever runs the service.
fn level(code: Code) -> Level {
    match code {
        Code::Internal | Code::Unknown | Code::DataLoss => Level::ERROR,
        Code::Unavailable => Level::WARN,
        Code::Ok
        | Code::Cancelled
        | Code::InvalidArgument
        | Code::DeadlineExceeded
        | Code::NotFound
        | Code::AlreadyExists
        | Code::PermissionDenied
        | Code::ResourceExhausted
        | Code::FailedPrecondition
        | Code::Aborted
        | Code::OutOfRange
        | Code::Unimplemented
        | Code::Unauthenticated => Level::DEBUG,
    }
}

/// The name that the gRPC specification gives the code.
fn name(code: Code) -> &'static str {
    match code {
        Code::Ok => "OK",
        Code::Cancelled => "CANCELLED",
        Code::Unknown => "UNKNOWN",
        Code::InvalidArgument => "INVALID_ARGUMENT",
        Code::DeadlineExceeded => "DEADLINE_EXCEEDED",
        Code::NotFound => "NOT_FOUND",
        Code::AlreadyExists => "ALREADY_EXISTS",
        Code::PermissionDenied => "PERMISSION_DENIED",
        Code::ResourceExhausted => "RESOURCE_EXHAUSTED",
        Code::FailedPrecondition => "FAILED_PRECONDITION",
        Code::Aborted => "ABORTED",
        Code::OutOfRange => "OUT_OF_RANGE",
        Code::Unimplemented => "UNIMPLEMENTED",
        Code::Internal => "INTERNAL",
        Code::Unavailable => "UNAVAILABLE",
        Code::DataLoss => "DATA_LOSS",
        Code::Unauthenticated => "UNAUTHENTICATED",
    }
}
