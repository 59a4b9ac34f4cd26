//! The one pipeline for commands, the view held in memory, subscriptions and the timekeeper.
//!
//! Joins [`crate::domain`] to [`crate::journal`]. It does not know gRPC, nor which adapter the journal is; of
//! [`crate::proto`] only `codec` makes use, for the stored form. One registry is one journal is one authority: nothing here
//! is global in the process.
//!
//! The way of a command: [`Registry::submit`] puts it into the queue; `writer` takes it out and drives `pipeline`, which
//! decides it over `working`, the state above the durable end, and makes its record with `codec`; when the record is durable,
//! `view` and `live` have it before anybody is told. Reads (`read`, `watch`) never go near the writer.
//!
//! Whether records may stand where they stand is judged by `audit`, which folds them as the view does but needs no registry;
//! [`verify()`] asks it about a whole journal.

mod audit;
mod chance;
mod clock;
pub mod codec;
mod due_index;
mod handle;
mod history;
mod index;
mod known;
mod list;
mod live;
mod pipeline;
mod read;
mod reading;
mod register;
mod submit;
mod timekeeper;
pub mod transfer;
mod verify;
mod view;
mod watch;
mod working;
mod writer;

pub use audit::{Audit, Fault, Finding, Summary};
pub use chance::{agreement_id, journal_identity, run_number};
pub use clock::{Clock, ClockMovesForward, ClockStep};
pub use codec::{
    Actor, FieldLimits, Filter, HistoryFilter, Problem, Problems, StoredRecord, Unfoldable, event_type, label,
};
pub use handle::{AdvanceError, Condition, OpenError, Registry, Settings};
pub use known::{Found, KnownAt, Look};
pub use list::{AgreementFilter, AgreementPage, AgreementQuery};
pub use read::{EventPage, EventQuery, Freshness, ReadError};
pub use register::{
    BetweenPage, BetweenQuery, DueEntry, DuePage, DueQuery, InForceBetween, Participation, ParticipationPage,
    ParticipationQuery, Place, PlaceCursor,
};
pub use submit::{Answer, Receipt, RecordRef, Refusal, RequestKey, Submission};
pub use verify::verify;
pub use view::{Incoming, Version};
pub use watch::{Delivery, Start, Watch, WatchError};
