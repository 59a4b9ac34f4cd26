//! The one way from a command to its records: answered already? expected revision? what is due, then decide, evolve, and
//! one append for all that waited.
//!
//! Everything here is plain state; [`super::writer`] drives it and does the waiting.
//!
//! Every outcome has a *basis*: the working end on which it was decided. It leaves only when the durable end has reached
//! its basis, so that nobody is told anything, not even a refusal, that rests on a record that may yet vanish.

mod judge;

use std::{collections::VecDeque, sync::Arc};

use jiff::Timestamp;
use tokio::time::Instant;

use super::{
    clock::Clock,
    codec::{self, DecodeError},
    live::Live,
    submit::{Queued, Refusal, Reply, Work},
    view::{Answered, Change, Version, View},
    working::{Prepared, Working},
};
use crate::journal::{self, Batch, Position};

/// How much the pipeline takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// What one append takes.
    pub(super) journal: journal::Limits,
    /// Decided commands that may wait for their basis; with more of them, the queue fills and refuses.
    pub(super) waiting_max: usize,
}

/// A decided command, waiting for the durable end to reach its basis.
#[derive(Debug)]
struct Waiting {
    basis: Position,
    queued: Queued,
    reply: Reply,
}

/// The state of the pipeline.
#[derive(Debug)]
pub(super) struct Pipeline {
    view: Arc<View>,
    live: Arc<Live>,
    clock: Clock,
    limits: Limits,
    run: [u8; 16],
    counter: u64,
    durable: Position,
    durable_recorded_at: Timestamp,
    recorded_at: Timestamp,
    working: Working,
    in_flight: VecDeque<Prepared>,
    next: VecDeque<Prepared>,
    batch: Batch,
    waiting: VecDeque<Waiting>,
    again: VecDeque<Queued>,
}

impl Pipeline {
    /// A pipeline over an empty view. `run` tells the records of this process from those of others.
    pub(super) fn new(view: Arc<View>, live: Arc<Live>, clock: Clock, limits: Limits, run: [u8; 16]) -> Self {
        Self {
            working: Working::over(Arc::clone(&view)),
            view,
            live,
            clock,
            limits,
            run,
            counter: 0,
            durable: Position::ZERO,
            durable_recorded_at: Timestamp::MIN,
            recorded_at: Timestamp::MIN,
            in_flight: VecDeque::new(),
            next: VecDeque::new(),
            batch: Batch::new(limits.journal),
            waiting: VecDeque::new(),
            again: VecDeque::new(),
        }
    }

    /// The position up to which everything is durable and folded.
    pub(super) fn durable(&self) -> Position {
        self.durable
    }

    /// Whether another command may be taken: the batch has room, and nobody waits to be decided again.
    pub(super) fn has_room(&self) -> bool {
        self.again.is_empty() && self.batch_has_room() && self.waiting.len() < self.limits.waiting_max
    }

    /// Whether nothing is decided, in flight or to be decided again.
    pub(super) fn is_idle(&self) -> bool {
        self.waiting.is_empty() && self.in_flight.is_empty() && self.next.is_empty() && self.again.is_empty()
    }

    /// Decides a command and puts its records into the next batch.
    pub(super) fn take(&mut self, queued: Queued) {
        if let Some(full) = self.try_take(queued) {
            self.again.push_front(full);
        }
    }

    /// Decides a command, or gives it back when its records do not fit into the batch. It is then decided anew for the
    /// batch after, on whatever the state is by then.
    fn try_take(&mut self, queued: Queued) -> Option<Queued> {
        if queued.has_expired(Instant::now()) {
            queued.answer(Err(Refusal::DeadlinePassed));
            return None;
        }
        let judgement = self.judge(&queued.work);
        let bytes: usize = judgement.records.iter().map(|record| record.bytes.len()).sum();
        let count = judgement.records.len();
        let limits = self.limits.journal;
        if bytes > limits.bytes || count > limits.records {
            let reply = Err(Refusal::RecordTooLarge { limit: limits.bytes });
            self.wait(queued, reply);
        } else if self.batch.bytes() + bytes > limits.bytes || self.batch.len() + count > limits.records {
            return Some(queued);
        } else {
            for record in judgement.records {
                self.prepare(record);
            }
            self.wait(queued, judgement.reply);
        }
        self.release();
        None
    }

    /// The records to append now, and the position after which; they are in flight from here on.
    pub(super) fn start(&mut self) -> Option<(Position, Batch)> {
        if !self.in_flight.is_empty() || self.next.is_empty() {
            return None;
        }
        self.in_flight = std::mem::take(&mut self.next);
        let batch = std::mem::replace(&mut self.batch, Batch::new(self.limits.journal));
        Some((self.durable, batch))
    }

    /// The records in flight are durable: publishes them, then answers whoever waited for them.
    pub(super) fn appended(&mut self) {
        let durable: Vec<Prepared> = self.in_flight.drain(..).collect();
        self.publish(durable);
        self.decide_again();
    }

    /// Takes over the journal's records after the durable end, our own and those of others.
    ///
    /// # Errors
    /// The record that cannot be folded.
    pub(super) fn follow(&mut self, records: Vec<journal::Record>) -> Result<(), codec::Unfoldable> {
        for record in records {
            // Every record of ours says so in its `append_id`, so that equal bytes are the same record.
            if let Some(own) = self.in_flight.pop_front_if(|prepared| prepared.bytes == record.bytes) {
                self.publish(vec![own]);
            } else {
                let position = record.position;
                let decoded = codec::decode(&record.bytes).map_err(|error| error.at(position))?;
                self.drop_undurable();
                let foreign = self.foreign(record, decoded).map_err(|error| error.at(position))?;
                self.publish(vec![foreign]);
            }
        }
        Ok(())
    }

    /// The tail has been taken over up to the end of the journal: what was in flight and has not been found there was not
    /// written, and all that rests on it is decided again.
    pub(super) fn followed(&mut self) {
        if !self.in_flight.is_empty() {
            self.drop_undurable();
        }
        self.decide_again();
    }

    /// The outcome of the append has been unknown for too long: tells everybody so, and drops what was not sent yet.
    pub(super) fn give_up(&mut self) {
        self.next.clear();
        self.batch = Batch::new(self.limits.journal);
        self.working.reset(&self.in_flight);
        self.recorded_at = self.in_flight.back().map_or(self.durable_recorded_at, |last| last.recorded_at);
        self.refuse_all(&Refusal::OutcomeUnknown);
    }

    /// The journal takes nothing any more: tells everybody so.
    pub(super) fn close(&mut self) {
        self.in_flight.clear();
        self.next.clear();
        self.working.reset([]);
        self.refuse_all(&Refusal::JournalClosed);
    }

    fn refuse_all(&mut self, refusal: &Refusal) {
        let waiting = self.waiting.drain(..).map(|waiting| waiting.queued);
        for queued in waiting.chain(self.again.drain(..)) {
            queued.answer(Err(refusal.clone()));
        }
    }

    fn working_end(&self) -> Position {
        self.durable.plus((self.in_flight.len() + self.next.len()) as u64)
    }

    fn prepare(&mut self, record: Prepared) {
        // INVARIANT: `try_take` has made sure that it fits, so that nothing comes back.
        let refused = self.batch.push(record.bytes.clone());
        debug_assert!(refused.is_ok(), "a record that fits is taken");
        self.counter += 1;
        self.recorded_at = record.recorded_at;
        self.working.add(&record.change);
        self.next.push_back(record);
    }

    fn wait(&mut self, queued: Queued, reply: Reply) {
        self.waiting.push_back(Waiting { basis: self.working_end(), queued, reply });
    }

    /// Answers all whose basis is durable. Bases never decrease along the line.
    fn release(&mut self) {
        while let Some(waiting) = self.waiting.pop_front_if(|waiting| waiting.basis <= self.durable) {
            waiting.queued.answer(waiting.reply);
        }
    }

    /// Takes durable records into the view, wakes who watches, then answers who waited.
    fn publish(&mut self, durable: Vec<Prepared>) {
        let mut changes = Vec::with_capacity(durable.len());
        let mut records = Vec::with_capacity(durable.len());
        for prepared in durable {
            self.durable = prepared.change.position;
            self.durable_recorded_at = prepared.recorded_at;
            records.push(journal::Record { position: prepared.change.position, bytes: prepared.bytes });
            changes.push(prepared.change);
        }
        self.recorded_at = self.recorded_at.max(self.durable_recorded_at);
        self.view.apply(&changes);
        self.live.extend(records);
        self.view.advance(self.durable);
        self.working.settle(&changes);
        self.release();
    }

    /// A record of another process, folded onto the view. It must be the next one, of the journal and of its agreement.
    fn foreign(&self, record: journal::Record, decoded: codec::Decoded) -> Result<Prepared, DecodeError> {
        let before = self.view.version(&decoded.agreement);
        if record.position != self.durable.next() {
            return Err(DecodeError::OutOfPlace);
        }
        let version = Version::following(before.as_deref(), record.position, &decoded)?;
        let request = decoded
            .request
            .map(|request| (request.id, Answered { digest: request.digest, position: record.position }));
        let change =
            Change { position: record.position, id: decoded.agreement, version: Arc::new(version), request };
        Ok(Prepared { change, recorded_at: decoded.recorded_at, bytes: record.bytes })
    }

    /// Drops everything above the durable end; whoever waits for it is decided again.
    fn drop_undurable(&mut self) {
        self.in_flight.clear();
        self.next.clear();
        self.batch = Batch::new(self.limits.journal);
        self.working.reset([]);
        self.recorded_at = self.durable_recorded_at;
        let waiting: Vec<_> = self.waiting.drain(..).map(|waiting| waiting.queued).collect();
        // In front of those that have not been decided yet: they came earlier.
        for queued in waiting.into_iter().rev() {
            self.again.push_front(queued);
        }
    }

    /// Decides again what was dropped or did not fit, as far as the batch has room.
    fn decide_again(&mut self) {
        while self.batch_has_room()
            && let Some(queued) = self.again.pop_front()
        {
            if let Some(full) = self.try_take(queued) {
                self.again.push_front(full);
                break;
            }
        }
    }

    /// Whether the batch takes two more records: what a command does, and what fell due before it.
    fn batch_has_room(&self) -> bool {
        self.next.is_empty() || self.next.len() + 2 <= self.limits.journal.records
    }
}

impl Queued {
    /// Whether its sender has stopped waiting: by deadline, or by going away.
    fn has_expired(&self, now: Instant) -> bool {
        let deadline = match &self.work {
            Work::Command(submission) => submission.deadline,
            Work::CatchUp(_) => None,
        };
        self.reply.is_closed() || deadline.is_some_and(|deadline| deadline <= now)
    }

    pub(super) fn answer(self, reply: Reply) {
        // Whoever has gone away does not hear it; the record stands all the same.
        let _ = self.reply.send(reply);
    }
}
