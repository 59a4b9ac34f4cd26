//! The decision on a command: answered already? expected revision? what is due, then decide and evolve. Nothing here changes
//! the pipeline; what it comes to is a [`Judgement`].

use std::{sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};

use super::Pipeline;
use crate::{
    domain::{self, AgreementId, CommandBody, Context, Facts, OtherAgreement, Rejection},
    registry::{
        Actor,
        codec::{self, Header},
        submit::{Decided, Refusal, Reply, Submission, Work},
        view::{Answered, Change, Version},
        working::Prepared,
    },
};

/// How far the last record may be ahead of the clock: more than that, and the clock has been set back.
const AHEAD_MAX: SignedDuration = SignedDuration::from_secs(5);

/// One microsecond, the step of `recorded_at`.
const TICK: Duration = Duration::from_micros(1);

/// What a command comes to: the records to append, if any, and what its sender is told.
pub(super) struct Judgement {
    pub(super) records: Vec<Prepared>,
    pub(super) reply: Reply,
}

impl Pipeline {
    /// The checks of `design.md` in their order, then the domain's.
    pub(super) fn judge(&self, work: &Work) -> Judgement {
        let mut records = Vec::new();
        let reply = match work {
            Work::CatchUp(id) => self.now().map(|now| {
                records.extend(self.due(id, self.working.version(id), now));
                Decided::CaughtUp
            }),
            Work::Command(submission) => self.judge_command(submission, &mut records),
        };
        Judgement { records, reply }
    }

    fn judge_command(&self, submission: &Submission, records: &mut Vec<Prepared>) -> Reply {
        let id = &submission.agreement;
        let before = self.working.version(id);
        let drafts = matches!(submission.command.body, CommandBody::DraftAgreement(_));
        if before.is_none() && !drafts {
            return Err(Refusal::Rejected(Rejection::AgreementNotFound));
        }
        if let Some(request) = &submission.request
            && let Some(answered) = self.working.answered(id, &request.id)
        {
            return if answered.digest == request.digest {
                Ok(Decided::Answered { position: answered.position })
            } else {
                Err(Refusal::RequestIdReused(request.id.clone()))
            };
        }
        let revision = before.as_ref().map_or(0, |version| version.agreement.revision());
        if let Some(expected) = submission.expected_revision
            && expected != revision
        {
            return Err(Refusal::RevisionMismatch { expected, actual: revision });
        }

        let now = self.now()?;
        let due = self.due(id, before.clone(), now);
        let (before, now) = match &due {
            Some(due) => (Some(Arc::clone(&due.change.version)), self.after(now)?),
            None => (before, now),
        };
        if !submission.validate_only {
            records.extend(due);
        }

        let undrafted;
        let agreement = match &before {
            Some(version) => &version.agreement,
            None => {
                undrafted = domain::Agreement::undrafted(id.clone());
                &undrafted
            }
        };
        let context = Context { now, facts: self.facts(&submission.command.body, now) };
        let events = domain::decide(agreement, &submission.command, &context).map_err(Refusal::Rejected)?;
        let first_revision = agreement.revision() + 1;
        if submission.validate_only {
            let version = Arc::new(Version::after(before.as_deref(), id, (self.working_end(), now), &events));
            return Ok(Decided::Validated { version, recorded_at: now, first_revision, events });
        }
        let place = Place { before, index: records.len(), now };
        let record = self.record(id, place, &events, Some(submission));
        let decided = Decided::Recorded {
            version: Arc::clone(&record.change.version),
            position: record.change.position,
            bytes: record.bytes.clone(),
            recorded_at: now,
            first_revision,
            events,
        };
        records.push(record);
        Ok(decided)
    }

    /// The record of what has fallen due in an agreement.
    fn due(&self, id: &AgreementId, before: Option<Arc<Version>>, now: Timestamp) -> Option<Prepared> {
        let events = domain::catch_up(&before.as_ref()?.agreement, now);
        (!events.is_empty()).then(|| self.record(id, Place { before, index: 0, now }, &events, None))
    }

    /// The facts of other agreements that a rule may need.
    fn facts(&self, body: &CommandBody, now: Timestamp) -> Facts {
        let reference_of = if let CommandBody::DraftAgreement(draft) = body {
            self.working.by_reference(&draft.header.reference)
        } else {
            None
        };
        let named = body.names_agreement().and_then(|id| self.working.version(id));
        let named = named.map(|version| OtherAgreement::at(&version.agreement, now));
        Facts { reference_of, named }
    }

    /// Makes the record that holds `events`, at the `index`-th place after the working end.
    fn record(
        &self,
        id: &AgreementId,
        place: Place,
        events: &[domain::Event],
        submission: Option<&Submission>,
    ) -> Prepared {
        let Place { before, index, now } = place;
        let position = self.working_end().plus(index as u64 + 1);
        let version = Version::after(before.as_deref(), id, (position, now), events);
        let request = submission.and_then(|submission| submission.request.as_ref());
        let header = Header {
            run: self.run,
            counter: self.counter + index as u64 + 1,
            recorded_at: now,
            agreement: id,
            first_revision: version.agreement.revision() + 1 - events.len() as u64,
            before: before.as_deref().map(|version| &version.agreement),
            after: &version.agreement,
            actor: submission.map_or(&Actor::Timekeeper, |submission| &submission.actor),
            request,
            trace_parent: submission.and_then(|submission| submission.trace_parent.as_deref()),
        };
        let bytes = codec::encode(&header, events);
        let request =
            request.map(|request| (request.id.clone(), Answered { digest: request.digest, position }));
        let change = Change { position, id: id.clone(), version: Arc::new(version), request };
        Prepared { change, recorded_at: now, bytes }
    }

    /// The time of the next record: the clock's, but always later than the last record's.
    fn now(&self) -> Result<Timestamp, Refusal> {
        let now = self.clock.now();
        if self.recorded_at == Timestamp::MIN || now > self.recorded_at {
            return Ok(now);
        }
        let last_recorded_at = self.recorded_at;
        if last_recorded_at.duration_since(now) > AHEAD_MAX {
            return Err(Refusal::ClockBehind { now, last_recorded_at });
        }
        self.after(last_recorded_at)
    }

    /// The next time that a record can have.
    fn after(&self, last_recorded_at: Timestamp) -> Result<Timestamp, Refusal> {
        let now = self.clock.now();
        last_recorded_at.checked_add(TICK).map_err(|_| Refusal::ClockBehind { now, last_recorded_at })
    }
}

/// Where a record goes: the version before it, which one after the working end it is, and its time.
struct Place {
    before: Option<Arc<Version>>,
    index: usize,
    now: Timestamp,
}
