//! The one table from refusals to statuses: code, reason, metadata, details. `error_reason.proto` says the same to clients.

mod code;
mod rejection;

use std::{collections::HashMap, fmt::Display, time::Duration};

use tonic::Status;
use tonic_types::{ErrorDetails, FieldViolation, StatusExt};

use super::{convert, layers::EdgeRefusal};
use crate::{
    domain::{AgreementId, Rejection},
    journal,
    proto::v1::ErrorReason,
    registry::{AdvanceError, ClockMovesForward, KnownAt, Problem, ReadError, Refusal, WatchError},
};

/// When a client may try again while the service starts, which takes from an instant to minutes.
const START_DELAY: Duration = Duration::from_secs(1);

/// Who speaks in `ErrorInfo`.
const DOMAIN: &str = "depositary";

/// When a client may try again after something that passes.
const RETRY_DELAY: Duration = Duration::from_millis(200);

/// A refusal in the making.
struct Refused {
    reason: ErrorReason,
    message: String,
    metadata: HashMap<String, String>,
    violations: Vec<FieldViolation>,
    details: ErrorDetails,
}

/// Begins a refusal; `message` is a sentence for people.
fn refused(reason: ErrorReason, message: impl Into<String>) -> Refused {
    Refused {
        reason,
        message: message.into(),
        metadata: HashMap::new(),
        violations: Vec::new(),
        details: ErrorDetails::new(),
    }
}

impl Refused {
    fn with(mut self, key: &str, value: impl Display) -> Self {
        self.metadata.insert(key.to_owned(), value.to_string());
        self
    }

    /// A thing that is not there, or that is there already.
    fn resource(mut self, kind: &str, name: &str) -> Self {
        self.details.set_resource_info(kind, name, "", self.message.as_str());
        self.with("resource", name)
    }

    /// A condition that the agreement does not fulfil.
    fn precondition(mut self, subject: &str) -> Self {
        self.details.add_precondition_failure_violation(name(self.reason), subject, self.message.as_str());
        self
    }

    /// The field that is wrong in any state.
    fn field(self, field: &str) -> Self {
        self.violation(field).with("field", field)
    }

    /// The field that goes too far, or is wrong.
    fn violation(mut self, field: &str) -> Self {
        self.violations.push(violation(self.reason, field, self.message.as_str()));
        self
    }

    fn retry(mut self, delay: Duration) -> Self {
        self.details.set_retry_info(Some(delay));
        self
    }

    fn status(mut self) -> Status {
        if !self.violations.is_empty() {
            self.details.set_bad_request(self.violations);
        }
        self.details.set_error_info(name(self.reason), DOMAIN, self.metadata);
        Status::with_error_details(code::of(self.reason), self.message, self.details)
    }
}

/// One entry of `BadRequest`.
fn violation(
    reason: ErrorReason,
    field: impl Into<String>,
    description: impl Into<String>,
) -> FieldViolation {
    FieldViolation { reason: name(reason).to_owned(), ..FieldViolation::new(field, description) }
}

/// A reason as `ErrorInfo` names it: the enum's value without its prefix.
fn name(reason: ErrorReason) -> &'static str {
    let value = reason.as_str_name();
    value.strip_prefix("ERROR_REASON_").unwrap_or(value)
}

/// A request that is wrong in any state: all that is wrong with it, the first of it as the reason.
pub(super) fn invalid(problems: Vec<Problem>) -> Status {
    let mut problems = problems.into_iter();
    let Some(first) = problems.next() else {
        return refused(ErrorReason::Internal, "nothing is wrong with the request").status();
    };
    let mut refusal = refused(first.reason, format!("{}: {}", first.field, first.description));
    refusal.violations.push(violation(first.reason, first.field.as_str(), first.description));
    refusal = refusal.with("field", first.field);
    let others = problems.map(|problem| violation(problem.reason, problem.field, problem.description));
    refusal.violations.extend(others);
    refusal.status()
}

/// What the edge refuses before any service sees it.
pub(super) fn edge(refusal: EdgeRefusal) -> Status {
    match refusal {
        EdgeRefusal::Overloaded { limit, value } => overloaded(limit, value),
        EdgeRefusal::DeadlineExceeded => deadline_exceeded(),
        EdgeRefusal::Panicked { id } => refused(
            ErrorReason::Internal,
            format!("something went wrong in the service; its log says more under {id}"),
        )
        .with("incident", id)
        .status(),
        EdgeRefusal::RequestTooLarge { limit } => too_large("request-bytes-max", limit),
        EdgeRefusal::Starting => starting(),
        EdgeRefusal::Stopping => shutting_down(),
    }
}

/// A command that was not accepted.
pub(super) fn command(id: &AgreementId, refusal: &Refusal) -> Status {
    let agreement = convert::agreement_name(id);
    match refusal {
        Refusal::Rejected(rejection) => rejection::status(&agreement, rejection),
        Refusal::RequestIdReused(request_id) => refused(
            ErrorReason::RequestIdReused,
            format!("request_id {request_id} was used for another request about {agreement}"),
        )
        .with("agreement", &agreement)
        .with("request_id", request_id)
        .status(),
        Refusal::RevisionMismatch { expected, actual } => refused(
            ErrorReason::RevisionMismatch,
            format!("{agreement} is at revision {actual}, not at {expected}; read it and decide again"),
        )
        .with("agreement", &agreement)
        .with("expected_revision", expected)
        .with("revision", actual)
        .status(),
        Refusal::Overloaded { .. }
        | Refusal::DeadlinePassed
        | Refusal::RecordTooLarge { .. }
        | Refusal::ClockBehind { .. }
        | Refusal::JournalClosed
        | Refusal::OutcomeUnknown
        | Refusal::Unreadable(_)
        | Refusal::ShuttingDown => pipeline(refusal),
    }
}

/// What the pipeline refuses whatever the command is.
fn pipeline(refusal: &Refusal) -> Status {
    match refusal {
        Refusal::Overloaded { limit } => overloaded("queue-commands", *limit),
        Refusal::DeadlinePassed => deadline_exceeded(),
        Refusal::RecordTooLarge { limit } => too_large("record-bytes", *limit),
        Refusal::ClockBehind { now, last_recorded_at } => refused(
            ErrorReason::ClockBehind,
            format!("the service's clock shows {now}, but its last record is of {last_recorded_at}"),
        )
        .with("now", now)
        .with("last_recorded_at", last_recorded_at)
        .status(),
        Refusal::JournalClosed => journal_closed(),
        Refusal::OutcomeUnknown => refused(
            ErrorReason::OutcomeUnknown,
            "the journal did not say in time whether the command was recorded; send it again with the same request_id",
        )
        .retry(RETRY_DELAY)
        .status(),
        Refusal::Unreadable(error) => unreadable(error),
        Refusal::ShuttingDown => shutting_down(),
        // These are about an agreement, and `command` has taken them.
        Refusal::Rejected(_) | Refusal::RequestIdReused(_) | Refusal::RevisionMismatch { .. } => {
            refused(ErrorReason::Internal, "a refusal without its agreement").status()
        }
    }
}

/// An agreement that a read did not find.
pub(super) fn not_found(id: &AgreementId) -> Status {
    rejection::status(&convert::agreement_name(id), &Rejection::AgreementNotFound)
}

/// A read that was not answered.
pub(super) fn read(error: &ReadError) -> Status {
    match error {
        ReadError::InFuture { position, end } => in_future("at_least_position", *position, *end),
        ReadError::StartInFuture { after, end } => in_future("after_position", *after, *end),
        ReadError::Behind { position, end } => behind(*position, *end),
        ReadError::Unreadable(error) => unreadable(error),
    }
}

/// A read up to what was known at some point, that was not answered.
pub(super) fn read_known(error: &ReadError, known_at: Option<KnownAt>) -> Status {
    match (error, known_at) {
        (ReadError::InFuture { position, end }, Some(KnownAt::Position(known))) if *position == known => {
            in_future("known_at.position", known, *end)
        }
        (_, Some(_) | None) => read(error),
    }
}

/// A watch that does not begin, or that ends.
pub(super) fn watch(error: &WatchError, journal_id: &str) -> Status {
    match error {
        WatchError::OtherJournal => refused(
            ErrorReason::OtherJournal,
            "the position is of another journal, or of one that went another way; list the events anew",
        )
        .with("journal_id", journal_id)
        .precondition(journal_id)
        .status(),
        WatchError::InFuture { after, end } => in_future("after_position", *after, *end),
        WatchError::TooMany { limit } => {
            refused(ErrorReason::TooManyWatchers, format!("{limit} watches are open, as many as may be"))
                .with("limit", "watchers")
                .with("value", limit)
                .retry(RETRY_DELAY)
                .status()
        }
        WatchError::Behind { position, end } => behind(*position, *end),
        WatchError::Unreadable(error) => unreadable(error),
        WatchError::ShuttingDown => shutting_down(),
    }
}

/// A clock that was not advanced by the step in `field`.
pub(super) fn advance(error: &AdvanceError, field: &str) -> Status {
    match error {
        AdvanceError::MovesForward(ClockMovesForward { now, to }) => refused(
            ErrorReason::ClockMovesForward,
            format!("the clock shows {now} and does not go back to {to}"),
        )
        .with("now", now)
        .with("to", to)
        .violation(field)
        .status(),
        AdvanceError::Refused(refusal) => pipeline(refusal),
    }
}

/// The journal, or a record in it, cannot be read.
pub(super) fn unreadable(error: &journal::Error) -> Status {
    tracing::error!(%error, "the journal cannot be read");
    refused(ErrorReason::JournalUnreadable, "the journal cannot be read at the moment").status()
}

fn behind(position: journal::Position, end: journal::Position) -> Status {
    let message = format!(
        "the service has read the journal up to {position} of {end}; with allow_stale it answers as of there"
    );
    refused(ErrorReason::JournalUnreadable, message).status()
}

fn in_future(field: &str, position: journal::Position, end: journal::Position) -> Status {
    refused(
        ErrorReason::PositionInFuture,
        format!("position {position} lies after the end of the journal, {end}"),
    )
    .with("position", position)
    .with("end", end)
    .violation(field)
    .status()
}

fn overloaded(limit: &str, value: usize) -> Status {
    refused(ErrorReason::Overloaded, format!("the service is full: the limit {limit} is {value}"))
        .with("limit", limit)
        .with("value", value)
        .retry(RETRY_DELAY)
        .status()
}

fn too_large(limit: &str, value: usize) -> Status {
    refused(ErrorReason::RequestTooLarge, format!("the request is larger than {limit} allows: {value} bytes"))
        .with("limit", limit)
        .with("value", value)
        .status()
}

fn deadline_exceeded() -> Status {
    refused(ErrorReason::DeadlineExceeded, "the time for the request is over").status()
}

fn journal_closed() -> Status {
    refused(
        ErrorReason::JournalClosed,
        "the journal takes no more records; whether this command was recorded is seen when the service is back",
    )
    .status()
}

fn starting() -> Status {
    refused(ErrorReason::Starting, "the service is starting: the journal is still being read")
        .retry(START_DELAY)
        .status()
}

fn shutting_down() -> Status {
    refused(ErrorReason::ShuttingDown, "the service is stopping").status()
}
