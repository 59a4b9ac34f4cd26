//! A journal that plays a script: each append ends as the next step says, so that every outcome that the port
//! allows can be had, in every order, without any database.
//!
//! What is not scripted is done by a [`Memory`] behind it. Longer stories are sequences of steps:
//! `[UnknownWritten, MovedByOther]` writes an append, does not say so, and lets another process write before
//! the repeated append, which is then refused, with one's own records and foreign ones in the tail.

use std::collections::VecDeque;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use depositary::journal::{Batch, Error, Identity, Journal, Limits, Memory, Outcome, Position, Record};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;

/// What happens to one call of `append`.
///
/// What a step writes it writes by comparing, as the port promises: a step that "writes" writes nothing when
/// the journal does not end at `after`. What it answers it answers in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// As memory does it.
    Append,
    /// Another process appends one or two records right before, so that the answer is `Moved`.
    MovedByOther,
    /// Everything is written; the answer is `Unknown`.
    UnknownWritten,
    /// A proper prefix is written, which may be empty; the answer is `Unknown`.
    UnknownPrefix,
    /// Nothing is written; the answer is `Unknown`.
    UnknownNotWritten,
    /// Everything is written; the answer is `Closed`, now and from now on.
    ClosedWritten,
    /// A proper prefix is written, which may be empty; the answer is `Closed`, now and from now on.
    ClosedPrefix,
    /// Nothing is written; the answer is `Closed`, now and from now on.
    ClosedNotWritten,
}

impl Step {
    /// Every step, for random scripts.
    pub(crate) const ALL: [Step; 8] = [
        Step::Append,
        Step::MovedByOther,
        Step::UnknownWritten,
        Step::UnknownPrefix,
        Step::UnknownNotWritten,
        Step::ClosedWritten,
        Step::ClosedPrefix,
        Step::ClosedNotWritten,
    ];
}

/// One call of `append`, as it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) after: Position,
    pub(crate) records: usize,
}

/// How long the answer to an append is held back, after what it does is done.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Delay {
    /// Not at all.
    None,
    /// So many other turns of the runtime.
    Yields(usize),
    /// So long, by tokio's clock.
    Sleep(Duration),
}

/// Makes the record of another process, from the position where it will stand and a counter from 0.
type Foreign = Box<dyn Fn(Position, u64) -> Bytes + Send + Sync>;

/// The journal. It is shared as an `Arc`, one clone for the service under test, one for the test.
pub(crate) struct Scripted {
    memory: Memory,
    foreign: Foreign,
    reads_fail: AtomicBool,
    stage: Mutex<Stage>,
}

struct Stage {
    script: VecDeque<Step>,
    calls: Vec<Call>,
    foreign_records: u64,
    delay: Delay,
    // Of this process only: the memory behind it stays open for one that is started after it.
    closed: bool,
}

impl Scripted {
    /// A journal over `memory` that plays `script` and then behaves as memory does.
    pub(crate) fn new(
        memory: Memory,
        script: impl IntoIterator<Item = Step>,
        foreign: impl Fn(Position, u64) -> Bytes + Send + Sync + 'static,
    ) -> Scripted {
        let script = script.into_iter().collect();
        let stage =
            Stage { script, calls: Vec::new(), foreign_records: 0, delay: Delay::None, closed: false };
        let (foreign, reads_fail) = (Box::new(foreign), AtomicBool::new(false));
        Scripted { memory, foreign, reads_fail, stage: Mutex::new(stage) }
    }

    /// Holds back the answers to all appends that are made from now on.
    pub(crate) fn delay_answers(&self, delay: Delay) {
        self.stage().delay = delay;
    }

    /// Makes `read` and `get` fail, or work again.
    pub(crate) fn fail_reads(&self, fail: bool) {
        self.reads_fail.store(fail, Ordering::SeqCst);
    }

    /// Adds steps at the end of the script.
    pub(crate) fn then(&self, script: impl IntoIterator<Item = Step>) {
        self.stage().script.extend(script);
    }

    /// Appends so many records as another process does, at once and outside of the script.
    pub(crate) fn append_by_other(&self, records: u64) {
        self.append_foreign(&mut self.stage(), records);
    }

    /// Every append so far, in order, whatever became of it.
    pub(crate) fn calls(&self) -> Vec<Call> {
        self.stage().calls.clone()
    }

    /// The steps that have not been played.
    pub(crate) fn steps_left(&self) -> usize {
        self.stage().script.len()
    }

    /// Where the journal ends at this moment.
    pub(crate) fn end_now(&self) -> Position {
        now(self.memory.end()).unwrap()
    }

    /// All that is in the journal at this moment, also while reads fail.
    pub(crate) fn records_now(&self) -> Vec<Record> {
        now(self.memory.read(Position::ZERO, UNLIMITED)).unwrap()
    }

    fn stage(&self) -> MutexGuard<'_, Stage> {
        self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does what the next step says, and tells how long its answer is to be held back.
    fn play(&self, after: Position, batch: &Batch) -> (Outcome, Delay) {
        let mut stage = self.stage();
        let earlier = stage.calls.len();
        stage.calls.push(Call { after, records: batch.len() });
        let delay = stage.delay;
        if stage.closed {
            return (Outcome::Closed, delay);
        }
        let write = |len: usize| {
            let mut prefix = batch.clone();
            prefix.truncate(len);
            now(self.memory.append(after, &prefix))
        };
        // Another length each time, always less than all.
        let prefix_len = earlier.checked_rem(batch.len()).unwrap_or(0);
        let step = stage.script.pop_front().unwrap_or(Step::Append);
        let written = match step {
            Step::Append => write(batch.len()),
            Step::MovedByOther => {
                let records = 1 + stage.foreign_records % 2;
                self.append_foreign(&mut stage, records);
                write(batch.len())
            }
            Step::UnknownWritten | Step::ClosedWritten => write(batch.len()),
            Step::UnknownPrefix | Step::ClosedPrefix => write(prefix_len),
            Step::UnknownNotWritten | Step::ClosedNotWritten => write(0),
        };
        let outcome = match step {
            Step::Append | Step::MovedByOther => written,
            Step::UnknownWritten | Step::UnknownPrefix | Step::UnknownNotWritten => Outcome::Unknown,
            Step::ClosedWritten | Step::ClosedPrefix | Step::ClosedNotWritten => {
                stage.closed = true;
                Outcome::Closed
            }
        };
        (outcome, delay)
    }

    fn append_foreign(&self, stage: &mut Stage, records: u64) {
        for _ in 0..records {
            let bytes = |end: Position| (self.foreign)(end.next(), stage.foreign_records);
            // A real other process may hold the memory too, so the comparison can fail, and is made again.
            loop {
                let end = self.end_now();
                let mut batch = Batch::new(UNLIMITED);
                batch.push(bytes(end)).unwrap();
                match now(self.memory.append(end, &batch)) {
                    Outcome::Appended => break,
                    Outcome::Moved { .. } => {}
                    outcome @ (Outcome::Unknown | Outcome::Closed) => panic!("memory says {outcome:?}"),
                }
            }
            stage.foreign_records += 1;
        }
    }

    fn check_reads(&self) -> Result<(), Error> {
        if self.reads_fail.load(Ordering::SeqCst) {
            return Err(Error::unreadable("the script lets reads fail"));
        }
        Ok(())
    }
}

const UNLIMITED: Limits = Limits { records: usize::MAX, bytes: usize::MAX };

/// The answer of a call to memory, which never waits for anything but a tail.
fn now<T>(call: BoxFuture<'_, T>) -> T {
    call.now_or_never().unwrap()
}

impl Journal for Scripted {
    fn identity(&self) -> Identity {
        self.memory.identity()
    }

    fn limits(&self) -> Limits {
        self.memory.limits()
    }

    fn append<'a>(&'a self, after: Position, batch: &'a Batch) -> BoxFuture<'a, Outcome> {
        Box::pin(async move {
            let (outcome, delay) = self.play(after, batch);
            match delay {
                Delay::None => {}
                Delay::Yields(turns) => {
                    for _ in 0..turns {
                        tokio::task::yield_now().await;
                    }
                }
                Delay::Sleep(duration) => tokio::time::sleep(duration).await,
            }
            outcome
        })
    }

    fn read(&self, from: Position, limits: Limits) -> BoxFuture<'_, Result<Vec<Record>, Error>> {
        Box::pin(async move {
            self.check_reads()?;
            self.memory.read(from, limits).await
        })
    }

    fn get<'a>(&'a self, positions: &'a [Position]) -> BoxFuture<'a, Result<Vec<Record>, Error>> {
        Box::pin(async move {
            self.check_reads()?;
            self.memory.get(positions).await
        })
    }

    fn end(&self) -> BoxFuture<'_, Result<Position, Error>> {
        self.memory.end()
    }

    fn tail(&self, from: Position) -> BoxFuture<'_, Result<Position, Error>> {
        self.memory.tail(from)
    }
}

impl fmt::Debug for Scripted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (script, calls) = {
            let stage = self.stage();
            (stage.script.clone(), stage.calls.clone())
        };
        formatter
            .debug_struct("Scripted")
            .field("memory", &self.memory)
            .field("script", &script)
            .field("calls", &calls)
            .finish_non_exhaustive()
    }
}

mod tests;
