//! A stop in good order: what was answered is in the journal, nothing is there twice, streams end with a clear status.

use std::{
    collections::{BTreeMap, HashMap},
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use depositary::{
    journal::{Journal, Memory},
    proto::v1::{
        DraftAgreementRequest, Record, WatchEventsRequest, agreement_service_client::AgreementServiceClient,
        event_service_client::EventServiceClient, watch_events_response::Message,
    },
};
use prost::Message as _;
use rustix::process::{Pid, Signal, kill_process};
use tokio::{signal::unix, task::JoinHandle};
use tonic::{Code, transport::Channel};

use crate::{
    registry_support::{memory, records},
    support::{Setup, english, refused},
};

const CLIENTS: usize = 64;

/// The position that each answered request was given.
type Answered = HashMap<String, i64>;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sigterm_while_64_clients_write_loses_no_answered_command() {
    let journal = memory();
    let service = Setup::over(&journal).start().await;
    // The service stops as the process does it: by the signal itself.
    let mut terminate = unix::signal(unix::SignalKind::terminate()).unwrap();
    let stop = service.stop.clone();
    tokio::spawn(async move {
        terminate.recv().await;
        stop.cancel();
    });
    let address = format!("http://{}", service.address);
    let clients: Vec<_> = (0..CLIENTS).map(|client| write(address.clone(), client)).collect();
    tokio::time::sleep(Duration::from_millis(500)).await;

    kill_process(rustix::process::getpid(), Signal::TERM).unwrap();
    let began = Instant::now();
    let answered = join(clients).await;
    service.stop().await;
    assert!(began.elapsed() < Duration::from_secs(5), "the stop took {:?}", began.elapsed());
    assert!(answered.len() > CLIENTS, "only {} commands were answered", answered.len());
    is_there_once(&journal, &answered).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_process_ends_with_zero_and_its_watchers_have_seen_every_answered_command() {
    let mut process = Process::start();
    let address = process.address.clone();
    let mut events = EventServiceClient::connect(address.clone()).await.unwrap();
    let from_the_start = WatchEventsRequest { after_position: Some(0), ..WatchEventsRequest::default() };
    let mut stream = events.watch_events(from_the_start).await.unwrap().into_inner();
    let watching = tokio::spawn(async move {
        let mut seen = BTreeMap::new();
        loop {
            match stream.message().await {
                Ok(Some(response)) => {
                    if let Some(Message::Recorded(recorded)) = response.message {
                        seen.insert(response.position, recorded.events[0].request_id.clone());
                    }
                }
                Ok(None) => panic!("a watch does not end without a status"),
                Err(status) => return (seen, status),
            }
        }
    });
    let clients: Vec<_> = (0..CLIENTS).map(|client| write(address.clone(), client)).collect();
    tokio::time::sleep(Duration::from_millis(500)).await;

    process.terminate();
    let answered = join(clients).await;
    let (seen, status) = watching.await.unwrap();
    let refusal = refused(&status);
    assert_eq!((refusal.code, refusal.reason.as_str()), (Code::Unavailable, "SHUTTING_DOWN"));
    let code = tokio::task::spawn_blocking(move || process.child.wait().unwrap()).await.unwrap();
    assert_eq!(code.code(), Some(0));
    assert!(!answered.is_empty());
    // The stream ends with the stop, so it may lack the very last; what it has is what was answered.
    let by_request: HashMap<_, _> = seen.into_iter().map(|(position, request)| (request, position)).collect();
    let mut common = 0;
    for (request, position) in &answered {
        if let Some(seen) = by_request.get(request) {
            assert_eq!(seen, position, "{request}");
            common += 1;
        }
    }
    assert!(common > 0);
}

/// One client: drafts one agreement after the other until the service is gone; remembers what was answered.
fn write(address: String, client: usize) -> JoinHandle<Answered> {
    tokio::spawn(async move {
        let channel = Channel::from_shared(address).unwrap().connect().await.unwrap();
        let mut agreements = AgreementServiceClient::new(channel);
        let mut answered = Answered::new();
        for number in 0.. {
            let request_id = format!("client-{client}-{number}");
            let draft = DraftAgreementRequest {
                reference: request_id.clone(),
                request_id: request_id.clone(),
                title: english("An agreement"),
                form: 1,
                level: 1,
                ..DraftAgreementRequest::default()
            };
            match agreements.draft_agreement(draft).await {
                Ok(answer) => {
                    answered.insert(request_id, answer.into_inner().receipt.unwrap().position);
                }
                Err(status) => {
                    // The service says so itself, or the client's own transport says that the connection is gone.
                    let by_transport = std::error::Error::source(&status).is_some();
                    assert!(by_transport || status.code() == Code::Unavailable, "{status:?}");
                    break;
                }
            }
        }
        answered
    })
}

async fn join(clients: Vec<JoinHandle<Answered>>) -> Answered {
    let mut all = Answered::new();
    for client in clients {
        all.extend(client.await.unwrap());
    }
    all
}

/// Every answered request is in the journal where its receipt says, and no request is there twice.
async fn is_there_once(journal: &Memory, answered: &Answered) {
    let journal: Arc<dyn Journal> = Arc::new(journal.clone());
    let mut there = HashMap::new();
    for record in records(&*journal).await {
        let message = Record::decode(record.bytes).unwrap();
        let position = i64::try_from(record.position.get()).unwrap();
        assert_eq!(
            there.insert(message.request_id.clone(), position),
            None,
            "{} is there twice",
            message.request_id
        );
    }
    for (request, position) in answered {
        assert_eq!(there.get(request), Some(position), "{request}");
    }
}

/// The real binary on a free port.
struct Process {
    child: Child,
    address: String,
}

impl Process {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_depositary"))
            .args(["--listen", "127.0.0.1:0", "--log-format", "json"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = loop {
            let line = lines.next().unwrap().unwrap();
            let line: serde_json::Value = serde_json::from_str(&line).unwrap();
            if let Some(address) = line["address"].as_str() {
                break format!("http://{address}");
            }
        };
        // Somebody has to read on, or the process would wait for room in the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    fn terminate(&mut self) {
        let pid = Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap();
        kill_process(pid, Signal::TERM).unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
