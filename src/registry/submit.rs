//! The caller's side of a command: into the queue, and from the writer's decision to an answer.

use std::{ops::ControlFlow, sync::Arc};

use bytes::Bytes;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use tokio::{
    sync::{mpsc::error::TrySendError, oneshot},
    time::Instant,
};

use super::{Actor, Registry, StoredRecord, Version, codec};
use crate::{
    domain::{self, AgreementId, Command, Identifier, Rejection},
    journal::{self, Position},
};

/// A command, and what the pipeline must know beside it.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The agreement that the command is about.
    pub agreement: AgreementId,
    /// The command.
    pub command: Command,
    /// What makes a retry recognisable; without it every sending is a command of its own.
    pub request: Option<RequestKey>,
    /// The revision that the caller has seen; the command is refused when it is no longer the present one.
    pub expected_revision: Option<u64>,
    /// Decide, but record nothing.
    pub validate_only: bool,
    /// Who sends it.
    pub actor: Actor,
    /// W3C trace context of the caller, kept with the record.
    pub trace_parent: Option<Box<str>>,
    /// When nobody waits any more: a command that has not been decided by then is dropped.
    pub deadline: Option<Instant>,
}

/// What makes a retry recognisable: the id that the client chose, and a digest of all that it asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestKey {
    /// Unique in the agreement, for ever.
    pub id: Identifier,
    /// SHA-256 over the request.
    pub digest: [u8; 32],
}

/// The answer to an accepted command.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The agreement after the command.
    pub version: Arc<Version>,
    /// What was recorded.
    pub receipt: Receipt,
}

/// Proof of what a command did.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The record; `None` when the command was only validated.
    pub record: Option<RecordRef>,
    /// The time on which the decision was made.
    pub recorded_at: Timestamp,
    /// Whether this is the answer to an earlier sending of the same request.
    pub replayed: bool,
    /// The revision of the first of the events.
    pub first_revision: u64,
    /// The events, in order.
    pub events: Vec<domain::Event>,
}

impl Receipt {
    fn again(record: journal::Record, decoded: codec::Decoded) -> Self {
        let position = record.position;
        let record = RecordRef { position, digest: StoredRecord::from(record).digest() };
        Self {
            record: Some(record),
            recorded_at: decoded.recorded_at,
            replayed: true,
            first_revision: decoded.first_revision,
            events: decoded.events,
        }
    }
}

/// A record, by its place and its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordRef {
    /// Its place in the journal.
    pub position: Position,
    /// SHA-256 of its stored bytes.
    pub digest: [u8; 32],
}

/// Why a command was not accepted.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Refusal {
    /// The rules of agreements do not allow it.
    #[error("rejected: {0:?}")]
    Rejected(Rejection),
    /// The request id was used for another request about this agreement.
    #[error("request id {0} was used for another request")]
    RequestIdReused(Identifier),
    /// The agreement is not at the revision that the caller expects.
    #[error("revision {expected} was expected, {actual} is the present one")]
    RevisionMismatch {
        /// What the caller expects.
        expected: u64,
        /// What it is.
        actual: u64,
    },
    /// More commands wait than the queue may hold.
    #[error("{limit} commands are waiting")]
    Overloaded {
        /// How many may wait.
        limit: usize,
    },
    /// The caller's deadline passed before the command was decided; nothing was recorded.
    #[error("the deadline passed")]
    DeadlinePassed,
    /// The record would be larger than the journal takes.
    #[error("the record is larger than {limit} bytes")]
    RecordTooLarge {
        /// The most bytes of an append.
        limit: usize,
    },
    /// The service's clock is behind the time of the last record.
    #[error("the clock shows {now}, the last record is of {last_recorded_at}")]
    ClockBehind {
        /// What the clock shows.
        now: Timestamp,
        /// When the last record was made.
        last_recorded_at: Timestamp,
    },
    /// The journal takes no more records. Whether this command's was the last that it took is not known.
    #[error("the journal is closed")]
    JournalClosed,
    /// The journal did not say in time whether the record was written.
    #[error("the outcome is not known yet")]
    OutcomeUnknown,
    /// The first answer to a repeated request could not be read back.
    #[error("the journal cannot be read: {0}")]
    Unreadable(journal::Error),
    /// The service is stopping; nothing was recorded.
    #[error("the service is stopping")]
    ShuttingDown,
}

/// What the writer says of a command.
#[derive(Debug)]
pub(super) enum Decided {
    /// Recorded, durable.
    Recorded {
        version: Arc<Version>,
        position: Position,
        bytes: Bytes,
        recorded_at: Timestamp,
        first_revision: u64,
        events: Vec<domain::Event>,
    },
    /// Would be accepted.
    Validated {
        version: Arc<Version>,
        recorded_at: Timestamp,
        first_revision: u64,
        events: Vec<domain::Event>,
    },
    /// Was answered before: the record stands there.
    Answered { position: Position },
    /// What was due is recorded.
    CaughtUp,
}

pub(super) type Reply = Result<Decided, Refusal>;

/// What the writer is asked to do.
#[derive(Debug)]
pub(super) enum Work {
    /// A command of a caller.
    Command(Box<Submission>),
    /// Record what has fallen due in an agreement.
    CatchUp(AgreementId),
}

/// Work, and who waits for it.
#[derive(Debug)]
pub(super) struct Queued {
    pub(super) work: Work,
    pub(super) reply: oneshot::Sender<Reply>,
}

impl Registry {
    /// Sends a command through the pipeline and waits until its outcome is durable.
    ///
    /// # Errors
    /// A [`Refusal`]; it says whether anything may have been recorded.
    pub async fn submit(&self, submission: Submission) -> Result<Answer, Refusal> {
        let agreement = submission.agreement.clone();
        let (reply, answer) = oneshot::channel();
        let queued = Queued { work: Work::Command(Box::new(submission)), reply };
        self.inner.queue.try_send(queued).map_err(|error| match error {
            TrySendError::Full(_) => Refusal::Overloaded { limit: self.inner.queue.max_capacity() },
            TrySendError::Closed(_) => self.closed_queue(),
        })?;
        match answer.await.unwrap_or(Err(Refusal::JournalClosed))? {
            Decided::Recorded { version, position, bytes, recorded_at, first_revision, events } => {
                let record = RecordRef { position, digest: Sha256::digest(&bytes).into() };
                let receipt =
                    Receipt { record: Some(record), recorded_at, replayed: false, first_revision, events };
                Ok(Answer { version, receipt })
            }
            Decided::Validated { version, recorded_at, first_revision, events } => {
                let receipt = Receipt { record: None, recorded_at, replayed: false, first_revision, events };
                Ok(Answer { version, receipt })
            }
            Decided::Answered { position } => self.first_answer(&agreement, position).await,
            // Only catching up answers this, and it does not come through here.
            Decided::CaughtUp => Err(Refusal::JournalClosed),
        }
    }

    /// Records what has fallen due in an agreement.
    pub(super) async fn catch_up(&self, agreement: AgreementId) -> Result<(), Refusal> {
        let (reply, answer) = oneshot::channel();
        let queued = Queued { work: Work::CatchUp(agreement), reply };
        self.inner.queue.send(queued).await.map_err(|_| self.closed_queue())?;
        answer.await.unwrap_or(Err(Refusal::JournalClosed)).map(|_| ())
    }

    /// The first answer again: the record at `position`, and the agreement as it was after it.
    async fn first_answer(&self, id: &AgreementId, position: Position) -> Result<Answer, Refusal> {
        let mut version: Option<Version> = None;
        let fold = |record: journal::Record, decoded: codec::Decoded| {
            let at = (record.position, decoded.recorded_at);
            version = Some(Version::after(version.as_ref(), id, at, &decoded.events));
            if record.position == position {
                ControlFlow::Break(Receipt::again(record, decoded))
            } else {
                ControlFlow::Continue(())
            }
        };
        let receipt = self.history(id, position, fold).await.map_err(Refusal::Unreadable)?;
        match (version, receipt) {
            (Some(version), Some(receipt)) => Ok(Answer { version: Arc::new(version), receipt }),
            (_, _) => Err(Refusal::Unreadable(journal::Error::NotThere { position })),
        }
    }

    /// Why the queue takes nothing: the service stops, or the writer is gone.
    fn closed_queue(&self) -> Refusal {
        if self.inner.stopping.is_cancelled() { Refusal::ShuttingDown } else { Refusal::JournalClosed }
    }
}
