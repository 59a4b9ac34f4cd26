//! The real binary over a journal in a file: what is answered survives the process, and what is damaged is refused.

use std::{
    fs,
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};

use depositary::proto::v1::{
    AgreementForm, AgreementLevel, DraftAgreementRequest, DraftAgreementResponse, GetAgreementRequest,
    agreement_service_client::AgreementServiceClient,
};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tonic::{Code, Status, transport::Channel};
use tonic_health::pb::{
    HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient,
};

use crate::{
    settings::{Running, depositary, refused},
    support::{self, english},
};

/// A folder for a journal, and the flag that names it.
fn place() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("journal.db").display());
    (folder, address)
}

pub(crate) async fn channel(running: &Running) -> Channel {
    Channel::from_shared(format!("http://{}", running.address)).unwrap().connect().await.unwrap()
}

pub(crate) async fn draft(channel: &Channel, name: &str) -> Result<DraftAgreementResponse, Status> {
    let draft = DraftAgreementRequest {
        name: format!("agreements/{name}"),
        request_id: format!("draft-{name}"),
        reference: name.to_uppercase(),
        title: english("An agreement that stays"),
        form: AgreementForm::Agreement.into(),
        level: AgreementLevel::Interagency.into(),
        ..DraftAgreementRequest::default()
    };
    let answer = AgreementServiceClient::new(channel.clone()).draft_agreement(draft).await?;
    Ok(answer.into_inner())
}

fn wal(folder: &Path) -> u64 {
    fs::metadata(folder.join("journal.db-wal")).map_or(0, |found| found.len())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_survives_a_kill_and_a_stop() {
    let (folder, journal) = place();
    let running = Running::start(&["--journal", &journal]);
    assert!(!running.beginning.contains("forgotten"), "{}", running.beginning);
    let channel_before = channel(&running).await;
    let first = draft(&channel_before, "one").await.unwrap().receipt.unwrap();
    let second = draft(&channel_before, "two").await.unwrap().receipt.unwrap();
    running.signal(Signal::KILL);
    running.end();
    assert!(wal(folder.path()) > 0);

    let running = Running::start(&["--journal", &journal]);
    assert!(running.beginning.contains("records=2"), "{}", running.beginning);
    let channel_after = channel(&running).await;
    let again = draft(&channel_after, "two").await.unwrap().receipt.unwrap();
    assert!(again.replayed);
    assert_eq!(
        (&again.journal_id, again.position, &again.record_digest),
        (&first.journal_id, second.position, &second.record_digest)
    );
    let third = draft(&channel_after, "three").await.unwrap().receipt.unwrap();
    assert_eq!((&third.journal_id, third.position), (&first.journal_id, 3));
    drop((channel_before, channel_after));
    running.signal(Signal::TERM);
    let (status, log) = running.end();
    assert_eq!(status.code(), Some(0), "{log}");
    assert_eq!(wal(folder.path()), 0);

    // What a shell shows of it.
    let shell = rusqlite::Connection::open(folder.path().join("journal.db")).unwrap();
    let (subject, recorded_at): (String, String) = shell
        .query_row("SELECT subject, recorded_at FROM record WHERE position = 2", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(subject, "agreements/two");
    let recorded_at: jiff::Timestamp = recorded_at.parse().unwrap();
    let told = second.recorded_at.unwrap();
    assert_eq!(recorded_at, jiff::Timestamp::new(told.seconds, told.nanos).unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_process_says_so_and_ends() {
    let (folder, journal) = place();
    let path = folder.path().join("journal.db");
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let linked = format!("sqlite:{}", link.display());
    let second =
        |journal: &str| refused(&mut depositary(&["--listen", "127.0.0.1:0", "--journal", journal]), 1);

    // The lock goes with its process, however that ends.
    for (number, end) in [Signal::KILL, Signal::TERM, Signal::KILL].into_iter().enumerate() {
        let running = Running::start(&["--journal", &journal]);
        assert!(running.beginning.contains(&format!("records={}", 2 * number)), "{}", running.beginning);
        let channel = channel(&running).await;
        draft(&channel, &format!("a{number}")).await.unwrap();
        for journal in [&journal, &linked] {
            let line = second(journal);
            assert!(line.contains("another process has this journal open"), "{line}");
            assert!(line.contains("journal.db-lock is locked"), "{line}");
        }
        let receipt = draft(&channel, &format!("b{number}")).await.unwrap().receipt.unwrap();
        assert_eq!(receipt.position, 2 * i64::try_from(number).unwrap() + 2);
        assert_eq!(get(&channel, &format!("a{number}")).await, Code::Ok);
        drop(channel);
        running.signal(end);
        let (_, log) = running.end();
        assert!(!log.contains("ERROR") && !log.contains("WARN"), "{log}");
    }

    // Another name of the file itself would have a lock of its own.
    let running = Running::start(&["--journal", &linked]);
    let hard = folder.path().join("hard.db");
    fs::hard_link(&path, &hard).unwrap();
    let line = second(&format!("sqlite:{}", hard.display()));
    assert!(line.contains("the file has 2 names"), "{line}");
    running.signal(Signal::KILL);
    running.end();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn damage_is_one_line_and_exit_code_1() {
    let (folder, journal) = place();
    let running = Running::start(&["--journal", &journal]);
    let channel = channel(&running).await;
    for name in ["one", "two", "three"] {
        draft(&channel, name).await.unwrap();
    }
    drop(channel);
    running.signal(Signal::TERM);
    running.end();

    let path = folder.path().join("journal.db");
    let mut bytes = fs::read(&path).unwrap();
    let found = bytes.windows(9).position(|window| window == b"draft-two").unwrap();
    bytes[found] ^= 1;
    fs::write(&path, bytes).unwrap();
    let line = refused(&mut depositary(&["--listen", "127.0.0.1:0", "--journal", &journal]), 1);
    assert!(line.contains("record 2 is damaged"), "{line}");

    let line = refused(&mut depositary(&["--journal", "sqlite:/nowhere/journal.db"]), 1);
    assert!(line.contains("/nowhere: No such file"), "{line}");
}

/// The limit of the size of a file stands for a disk that is full.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_that_fails_closes_the_journal_and_loses_nothing_that_was_answered() {
    let (_folder, journal) = place();
    let limited = "trap '' XFSZ; ulimit -f 300; exec \"$0\" \"$@\"";
    let arguments = ["-c", limited, env!("CARGO_BIN_EXE_depositary"), "--listen", "127.0.0.1:0"];
    let mut command = std::process::Command::new("sh");
    command.env_clear().args(arguments).args(["--journal", &journal]);
    let running = Running::of(command.stdout(Stdio::piped()).stderr(Stdio::piped()));
    let channel_before = channel(&running).await;
    let mut answered = Vec::new();
    let status = loop {
        assert!(answered.len() < 1000);
        let name = format!("a{}", answered.len());
        match draft(&channel_before, &name).await {
            Ok(_) => answered.push(name),
            Err(status) => break status,
        }
    };
    let why = support::refused(&status);
    assert_eq!((why.code, why.reason.as_str()), (Code::Unavailable, "JOURNAL_CLOSED"));
    not_serving(&channel_before).await;
    let (first, next) = (answered[0].clone(), format!("a{}", answered.len()));
    assert_eq!(get(&channel_before, &first).await, Code::Ok);
    assert_eq!(get(&channel_before, &next).await, Code::NotFound);
    drop(channel_before);
    running.signal(Signal::TERM);
    let (status, log) = running.end();
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(log.contains("closed for good") && !log.contains("panicked"), "{log}");

    let running = Running::start(&["--journal", &journal]);
    let channel_after = channel(&running).await;
    for name in &answered {
        assert!(draft(&channel_after, name).await.unwrap().receipt.unwrap().replayed, "{name}");
    }
    assert!(!draft(&channel_after, &next).await.unwrap().receipt.unwrap().replayed);
    drop(channel_after);
    running.signal(Signal::TERM);
    running.end();
}

/// Waits until health says so.
async fn not_serving(channel: &Channel) {
    let request = HealthCheckRequest { service: String::new() };
    let mut health = HealthClient::new(channel.clone()).watch(request).await.unwrap().into_inner();
    let waiting =
        async { while health.message().await.unwrap().unwrap().status() != ServingStatus::NotServing {} };
    tokio::time::timeout(Duration::from_secs(5), waiting).await.unwrap();
}

async fn get(channel: &Channel, name: &str) -> Code {
    let request =
        GetAgreementRequest { name: format!("agreements/{name}"), ..GetAgreementRequest::default() };
    let answer = AgreementServiceClient::new(channel.clone()).get_agreement(request).await;
    answer.map_or_else(|status| status.code(), |_| Code::Ok)
}

#[test]
fn a_stop_does_not_wait_for_a_journal_that_is_being_opened() {
    let (folder, journal) = place();
    let running = Running::start(&["--journal", &journal]);
    running.signal(Signal::TERM);
    running.end();

    // The start waits for it, for longer than this takes.
    let shell = rusqlite::Connection::open(folder.path().join("journal.db")).unwrap();
    shell.execute_batch("BEGIN IMMEDIATE").unwrap();
    let arguments = ["--listen", "127.0.0.1:0", "--journal", &journal];
    let mut starting = depositary(&arguments).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(700));
    let began = Instant::now();
    kill_process(Pid::from_child(&starting), Signal::TERM).unwrap();
    let status = starting.wait().unwrap();
    assert_eq!(status.code(), Some(0));
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
}
