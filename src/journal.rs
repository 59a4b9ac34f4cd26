//! Numbered records of bytes, durable once appended.
//!
//! The room keeps what others hand it and gives it back unchanged. It must not know what the bytes mean:
//! nothing here names an event, a message, an agreement or a status.
//!
//! # The contract
//!
//! A journal is a gapless sequence of [records](Record), numbered from 1; the number is the record's
//! [`Position`]. Records are only ever added. One trait, [`Journal`], is all that the rest of the service
//! sees of it; an adapter ([`Memory`], [`Sqlite`]) is one way to keep the records. Every adapter keeps these
//! promises, and one suite of tests (`tests/suite/journal_contract.rs`) runs over all of them.
//!
//! **Compare, then append.** [`Journal::append`] names the position after which it wants to write. If the
//! journal ends elsewhere, nothing is written. So whoever appends has seen everything before his own records,
//! and any number of processes may append to one journal without a lock and without a leader: one of them
//! wins, the others read what is new, decide again and append again.
//!
//! **Durable, in order, without a gap.** When an append is answered [`Outcome::Appended`], all its records
//! survive a crash, and nothing can come between them. After a crash in the middle of an append a *prefix* of
//! its records may be there; each record is whole or absent.
//!
//! **One's own records are found by reading.** An adapter does not recognise an append that is repeated. An
//! append of something that was written already is answered [`Outcome::Moved`], like any other that comes too
//! late, and it is the caller who reads from `after + 1` and looks for what he wrote. The bytes therefore have
//! to say who wrote them; what in them says it is none of this room's business.
//!
//! **Closed is for good.** A failed write to the medium is never retried and never ignored: the journal closes
//! itself, every later append is answered [`Outcome::Closed`], and reading goes on.
//!
//! **Nothing is trimmed.** A record that was read once can be read for ever, and has the same bytes.
//!
//! **Readers never see more than is there.** A position that [`Journal::end`] or [`Journal::tail`] gave out
//! can be read at once, and [`Journal::end`] covers every append that anybody had been answered before the call.
//!
//! **Any runtime.** The calls may be made from several runtimes and threads at once, and the futures may be
//! dropped at any time. A read or a get may block the thread that polls it for as long as the medium takes; an append, the
//! end and a tail do not. A dropped append has an unknown outcome and is treated as [`Outcome::Unknown`].
//!
//! # Where things are
//!
//! `port` has the trait and what its calls answer, `record` the small types, `batch` what one append takes,
//! `memory` the adapter that forgets everything when the process ends, `sqlite` the one that keeps it in a file.

mod batch;
mod memory;
mod port;
mod record;
mod sqlite;

pub use batch::Batch;
pub use memory::Memory;
pub use port::{Error, Journal, Outcome};
pub use record::{Identity, Limits, Position, Record};
pub use sqlite::{Label, Labeller, Making, OpenError, Sqlite};
