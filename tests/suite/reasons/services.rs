//! What the service refuses because of its own state: full, stopping, too late, or on a journal or a clock that fails.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use depositary::{
    grpc,
    journal::{Batch, Error, Identity, Journal, Limits, Memory, Outcome, Position, Record},
    proto::v1::{
        DateOffset, DraftAgreementRequest, EntryIntoForce, GetAgreementRequest, InviteParticipantRequest,
        ListEventsRequest, Terms, WatchEventsRequest, advance_clock_request::Step, date_offset,
    },
    registry::{Clock, Settings, journal_identity},
};
use futures_util::{
    StreamExt,
    future::{BoxFuture, Either, select},
    stream::FuturesUnordered,
};
use tonic::Status;

use super::{
    Case, Reason,
    desk::{Desk, OTHER_DIGEST, participant},
    raw,
    requests::{advance, list, watch},
};
use crate::{
    registry_support::{MORNING, foreign_drafts, memory, morning},
    scripted::{Delay, Scripted, Step as Play},
    support::{Service, Setup},
};

/// Some seconds before [`MORNING`], more than the service tolerates.
const EARLIER: &str = "2022-02-14T08:59:54Z";

/// A day before and a year after [`MORNING`].
const YESTERDAY: i64 = 1_644_742_800;
const NEXT_YEAR: i64 = 1_676_365_200;

/// The cases that share a service with those of other files.
pub(super) fn cases_at(desk: &Desk, journal_id: &str) -> Vec<Case> {
    vec![
        Case::at(desk, "a clock set back", Reason::ClockMovesForward, async |desk: Desk| {
            let to = prost_types::Timestamp { seconds: YESTERDAY, nanos: 0 };
            advance(desk, Some(Step::To(to))).await
        })
        .with("now", MORNING)
        .with("to", "2022-02-13T09:00:00Z")
        .too_far("to"),
        Case::at(desk, "a step back", Reason::ClockMovesForward, async |desk: Desk| {
            let by = prost_types::Duration { seconds: -60, nanos: 0 };
            advance(desk, Some(Step::By(by))).await
        })
        .with("now", MORNING)
        .with("to", "2022-02-14T08:59:00Z")
        .too_far("by"),
        Case::at(desk, "a place in another journal", Reason::OtherJournal, async |desk: Desk| {
            let journal_id = "00000000-0000-4000-8000-000000000000".into();
            watch(desk, WatchEventsRequest { after_position: Some(0), journal_id, ..Default::default() })
                .await
        })
        .with("journal_id", journal_id),
        Case::at(desk, "a record that went another way", Reason::OtherJournal, async |desk: Desk| {
            desk.drafted().await;
            let record_digest = OTHER_DIGEST.into();
            watch(desk, WatchEventsRequest { after_position: Some(1), record_digest, ..Default::default() })
                .await
        })
        .with("journal_id", journal_id),
    ]
}

/// The cases that each start a service of their own.
pub(super) fn cases() -> Vec<Case> {
    [positions(), limits(), deadlines(), journals(), clocks(), ends()].into_iter().flatten().collect()
}

fn positions() -> Vec<Case> {
    let far = |label, provoke: fn(Desk) -> BoxFuture<'static, Status>, field| {
        Case::new(label, Reason::PositionInFuture, async move |name: String| {
            let registry = Settings { read_limit: Duration::from_millis(50), ..Settings::default() };
            let service = Setup { registry, ..Setup::default() }.start().await;
            finish(provoke(Desk::at(&service, &name).await).await, service).await
        })
        .with("position", "9")
        .with("end", "0")
        .too_far(field)
    };
    vec![
        far("a read after the end", |desk| Box::pin(get(desk, 9)), "at_least_position"),
        far(
            "a list that waits for the end",
            |desk| Box::pin(list(desk, ListEventsRequest { at_least_position: 9, ..Default::default() })),
            "at_least_position",
        ),
        far(
            "a list after the end",
            |desk| Box::pin(list(desk, ListEventsRequest { after_position: 9, ..Default::default() })),
            "after_position",
        ),
        far(
            "a watch after the end",
            |desk| {
                let request = WatchEventsRequest { after_position: Some(9), ..Default::default() };
                Box::pin(watch(desk, request))
            },
            "after_position",
        ),
    ]
}

fn limits() -> Vec<Case> {
    vec![
        Case::new("a request too many", Reason::Overloaded, async |name: String| {
            let mut setup = Setup::default();
            setup.grpc.edge.requests_in_flight = 1;
            let service = setup.start().await;
            let desk = Desk::at(&service, &name).await;
            // Both would wait; the one that is answered at once is the one without a place.
            let (first, second) = (Box::pin(get(desk.clone(), 9)), Box::pin(get(desk, 9)));
            let status = match select(first, second).await {
                Either::Left((status, _)) | Either::Right((status, _)) => status,
            };
            finish(status, service).await
        })
        .with("limit", "requests-in-flight")
        .with("value", "1"),
        Case::new("a command too many", Reason::Overloaded, async |name: String| {
            // An append takes two records, so that the others have to wait in the queue.
            let limits = Limits { records: 2, ..Memory::LIMITS };
            let journal = scripted(Memory::with_limits(journal_identity(), limits), []);
            let registry = Settings { queue_commands_max: 1, ..Settings::default() };
            let service = over(&journal, registry).start().await;
            let desk = Desk::at(&service, &name).await;
            desk.drafted().await;
            journal.delay_answers(Delay::Sleep(Duration::from_millis(500)));
            let invite = |number| {
                let desk = desk.clone();
                async move { desk.refused(desk.invite(participant(&format!("P{number}")))).await }
            };
            let status = (0..8).map(invite).collect::<FuturesUnordered<_>>().next().await.unwrap();
            finish(status, service).await
        })
        .with("limit", "queue-commands")
        .with("value", "1"),
        Case::new("a watch too many", Reason::TooManyWatchers, async |name: String| {
            let registry = Settings { watchers_max: 1, ..Settings::default() };
            let service = Setup { registry, ..Setup::default() }.start().await;
            let desk = Desk::at(&service, &name).await;
            let request = WatchEventsRequest::default();
            let open = desk.events.clone().watch_events(request.clone()).await.unwrap();
            let status = watch(desk, request).await;
            drop(open);
            finish(status, service).await
        })
        .with("limit", "watchers")
        .with("value", "1"),
        Case::new("a large request", Reason::RequestTooLarge, async |name: String| {
            let mut setup = Setup::default();
            setup.grpc.limits.request_bytes_max = 1024;
            let service = setup.start().await;
            let desk = Desk::at(&service, &name).await;
            let custodian = "x".repeat(1024);
            let status = desk.refused(DraftAgreementRequest { custodian, ..desk.draft() }).await;
            finish(status, service).await
        })
        .with("limit", "request-bytes-max")
        .with("value", "1024"),
        Case::new("a large record", Reason::RequestTooLarge, async |name: String| {
            let limits = Limits { bytes: 100, ..Memory::LIMITS };
            let service = Setup::over(&Memory::with_limits(journal_identity(), limits)).start().await;
            let desk = Desk::at(&service, &name).await;
            let status = desk.refused(desk.draft()).await;
            finish(status, service).await
        })
        .with("limit", "record-bytes")
        .with("value", "100"),
    ]
}

fn deadlines() -> Vec<Case> {
    vec![
        Case::new("a read that takes too long", Reason::DeadlineExceeded, async |name: String| {
            let service = Service::start().await;
            // It would wait for that position for seconds.
            let get = GetAgreementRequest { name, at_least_position: 9, ..Default::default() };
            let status =
                raw::call_within(service.address, "AgreementService/GetAgreement", &get, "50m").await;
            finish(status, service).await
        }),
        Case::new("a command that takes too long", Reason::DeadlineExceeded, async |name: String| {
            let journal = scripted(memory(), []);
            let service = over(&journal, Settings::default()).start().await;
            let draft = Desk::at(&service, &name).await.draft();
            journal.delay_answers(Delay::Sleep(Duration::from_secs(1)));
            let status =
                raw::call_within(service.address, "AgreementService/DraftAgreement", &draft, "50m").await;
            finish(status, service).await
        }),
        Case::new("a watch with an end", Reason::DeadlineExceeded, async |_: String| {
            let service = Service::start().await;
            let request = WatchEventsRequest::default();
            let status = raw::call_within(service.address, "EventService/WatchEvents", &request, "50m").await;
            finish(status, service).await
        }),
        Case::new("longer than any request", Reason::DeadlineExceeded, async |name: String| {
            let edge =
                grpc::EdgeLimits { request_time: Duration::from_millis(50), ..Setup::default().grpc.edge };
            let grpc = grpc::Settings { edge, ..grpc::Settings::default() };
            let service = Setup { grpc, ..Setup::default() }.start().await;
            let desk = Desk::at(&service, &name).await;
            finish(get(desk, 9).await, service).await
        }),
    ]
}

fn journals() -> Vec<Case> {
    vec![
        Case::new("a journal that closes", Reason::JournalClosed, async |name: String| {
            let journal = scripted(memory(), [Play::ClosedNotWritten]);
            let service = over(&journal, Settings::default()).start().await;
            let desk = Desk::at(&service, &name).await;
            let status = desk.refused(desk.draft()).await;
            finish(status, service).await
        }),
        Case::new("a journal that is closed", Reason::JournalClosed, async |name: String| {
            let journal = scripted(memory(), [Play::ClosedNotWritten]);
            let service = over(&journal, Settings::default()).start().await;
            let desk = Desk::at(&service, &name).await;
            desk.refused(desk.draft()).await;
            let status = desk.refused(desk.draft()).await;
            finish(status, service).await
        }),
        Case::new("a silent journal", Reason::OutcomeUnknown, async |name: String| {
            let journal = scripted(memory(), []);
            let service = over(&journal, soon_unknown()).start().await;
            journal.delay_answers(Delay::Sleep(Duration::from_millis(500)));
            let desk = Desk::at(&service, &name).await;
            let status = desk.refused(desk.draft()).await;
            finish(status, service).await
        }),
        Case::new("a list nobody can read", Reason::JournalUnreadable, async |name: String| {
            let journal = scripted(memory(), []);
            let service = over(&journal, Settings::default()).start().await;
            let desk = Desk::at(&service, &name).await;
            desk.drafted().await;
            journal.fail_reads(true);
            let status = list(desk, ListEventsRequest::default()).await;
            finish(status, service).await
        }),
        Case::new("an answer nobody can read", Reason::JournalUnreadable, async |name: String| {
            let journal = scripted(memory(), []);
            let service = over(&journal, Settings::default()).start().await;
            let desk = Desk::at(&service, &name).await;
            desk.drafted().await;
            let request_id = "r-1".to_owned();
            let invite = InviteParticipantRequest { request_id, ..desk.invite(participant("C")) };
            desk.done(invite.clone()).await;
            journal.fail_reads(true);
            // The same again is answered from the journal.
            let status = desk.refused(invite).await;
            finish(status, service).await
        }),
        Case::new("a watch of what nobody can read", Reason::JournalUnreadable, async |name: String| {
            let journal = scripted(memory(), []);
            // Nothing is kept in memory for watches.
            let registry = Settings { live_bytes_max: 0, ..Settings::default() };
            let service = over(&journal, registry).start().await;
            let desk = Desk::at(&service, &name).await;
            desk.drafted().await;
            desk.done(desk.invite(participant("C"))).await;
            journal.fail_reads(true);
            let request = WatchEventsRequest { after_position: Some(0), ..Default::default() };
            let mut stream = desk.events.clone().watch_events(request).await.unwrap().into_inner();
            finish(end_of(&mut stream).await, service).await
        }),
        Case::new("a read that cannot follow", Reason::JournalUnreadable, async |name: String| {
            let foreign = foreign_drafts(["foreign".to_owned()]).await;
            let journal = Arc::new(Scripted::new(memory(), [], move |_, _| foreign[0].clone()));
            let registry = Settings { read_limit: Duration::from_millis(50), ..Settings::default() };
            let service = over(&journal, registry).start().await;
            // Another process moves the journal, and this one cannot read what it wrote.
            journal.fail_reads(true);
            journal.append_by_other(1);
            let status = get(Desk::at(&service, &name).await, 0).await;
            journal.fail_reads(false);
            finish(status, service).await
        }),
    ]
}

fn clocks() -> Vec<Case> {
    vec![
        Case::new("a clock behind the journal", Reason::ClockBehind, async |name: String| {
            let journal = memory();
            let earlier = Setup::over(&journal).start().await;
            Desk::at(&earlier, &name).await.drafted().await;
            earlier.stop().await;
            let clock = Clock::simulated(EARLIER.parse().unwrap());
            let service = Setup { clock, ..Setup::over(&journal) }.start().await;
            let desk = Desk::at(&service, &name).await;
            let status = desk.refused(desk.invite(participant("C"))).await;
            finish(status, service).await
        })
        .with("now", EARLIER)
        .with("last_recorded_at", MORNING),
        Case::new("a clock over a silent journal", Reason::OutcomeUnknown, async |name: String| {
            let journal = scripted(memory(), []);
            let service = over(&journal, soon_unknown()).start().await;
            let desk = Desk::at(&service, &name).await;
            scheduled(&desk).await;
            journal.delay_answers(Delay::Sleep(Duration::from_millis(500)));
            finish(to_next_year(desk).await, service).await
        }),
        Case::new("a clock over a journal that closes", Reason::JournalClosed, async |name: String| {
            let journal = scripted(memory(), []);
            let service = over(&journal, Settings::default()).start().await;
            let desk = Desk::at(&service, &name).await;
            scheduled(&desk).await;
            journal.then([Play::ClosedNotWritten]);
            finish(to_next_year(desk).await, service).await
        }),
    ]
}

fn ends() -> Vec<Case> {
    vec![
        Case::new("a watch as the service stops", Reason::ShuttingDown, async |name: String| {
            let service = Service::start().await;
            let desk = Desk::at(&service, &name).await;
            let request = WatchEventsRequest::default();
            let mut stream = desk.events.clone().watch_events(request).await.unwrap().into_inner();
            // It says that it has begun.
            stream.message().await.unwrap().unwrap();
            service.stop.cancel();
            finish(end_of(&mut stream).await, service).await
        }),
        Case::new("a command after the stop", Reason::ShuttingDown, async |name: String| {
            let service = Service::start().await;
            let desk = Desk::at(&service, &name).await;
            // The connections are still served, and nothing is taken any more.
            service.registry.close().await;
            let status = desk.refused(desk.draft()).await;
            finish(status, service).await
        }),
        Case::new("a command while the journal is read", Reason::Starting, async |name: String| {
            let (service, read) = Setup::default().begin().await;
            let desk = Desk::at(&service, &name).await;
            let status = desk.refused(desk.draft()).await;
            read.send(()).unwrap();
            finish(status, service).await
        }),
        Case::new("a mistake in the service", Reason::Internal, async |name: String| {
            let journal = Arc::new(Panicking { memory: memory(), panics: AtomicBool::new(false) });
            let setup = Setup { journal: Arc::clone(&journal) as Arc<_>, ..Setup::default() };
            let service = setup.start().await;
            journal.panics.store(true, Ordering::SeqCst);
            let desk = Desk::at(&service, &name).await;
            let status = get(desk, 0).await;
            journal.panics.store(false, Ordering::SeqCst);
            finish(status, service).await
        })
        .with_any("incident"),
    ]
}

/// A journal that can be made to panic when it is asked for its end, which a read asks in the handler itself: it stands
/// for any mistake there.
#[derive(Debug)]
struct Panicking {
    memory: Memory,
    panics: AtomicBool,
}

impl Journal for Panicking {
    fn identity(&self) -> Identity {
        self.memory.identity()
    }

    fn limits(&self) -> Limits {
        self.memory.limits()
    }

    fn append<'a>(&'a self, after: Position, batch: &'a Batch) -> BoxFuture<'a, Outcome> {
        self.memory.append(after, batch)
    }

    fn read(&self, from: Position, limits: Limits) -> BoxFuture<'_, Result<Vec<Record>, Error>> {
        self.memory.read(from, limits)
    }

    fn get<'a>(&'a self, positions: &'a [Position]) -> BoxFuture<'a, Result<Vec<Record>, Error>> {
        self.memory.get(positions)
    }

    fn end(&self) -> BoxFuture<'_, Result<Position, Error>> {
        assert!(!self.panics.load(Ordering::SeqCst), "a mistake, as the test wants it");
        self.memory.end()
    }

    fn tail(&self, from: Position) -> BoxFuture<'_, Result<Position, Error>> {
        self.memory.tail(from)
    }
}

fn scripted(memory: Memory, script: impl IntoIterator<Item = Play>) -> Arc<Scripted> {
    Arc::new(Scripted::new(memory, script, |_, _| panic!("no other process writes here")))
}

fn over(journal: &Arc<Scripted>, registry: Settings) -> Setup {
    Setup { journal: Arc::clone(journal) as Arc<_>, registry, clock: morning(), ..Setup::default() }
}

/// Settings under which callers are told early that an outcome is not known.
fn soon_unknown() -> Settings {
    Settings { outcome_limit: Duration::from_millis(50), ..Settings::default() }
}

/// An agreement that is signed and enters into force some days later.
async fn scheduled(desk: &Desk) {
    let offset = Some(DateOffset { kind: Some(date_offset::Kind::Days(10)) });
    let entry_into_force = Some(EntryIntoForce { offset, ..EntryIntoForce::default() });
    let terms = Some(Terms { entry_into_force, ..Terms::default() });
    desk.signed(DraftAgreementRequest { terms, ..desk.complete_draft() }).await;
}

async fn to_next_year(desk: Desk) -> Status {
    advance(desk, Some(Step::To(prost_types::Timestamp { seconds: NEXT_YEAR, nanos: 0 }))).await
}

async fn get(desk: Desk, at_least_position: i64) -> Status {
    let request = GetAgreementRequest { name: desk.name.clone(), at_least_position, ..Default::default() };
    desk.agreements.clone().get_agreement(request).await.expect_err("it is not read")
}

/// The status that ends a stream.
async fn end_of<T>(stream: &mut tonic::Streaming<T>) -> Status {
    loop {
        match stream.message().await {
            Ok(message) => assert!(message.is_some(), "a watch does not end without a status"),
            Err(status) => return status,
        }
    }
}

async fn finish(status: Status, service: Service) -> Status {
    service.stop().await;
    status
}
