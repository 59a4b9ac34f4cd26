//! The command line of the real binary, its exit codes, and its log.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, ChildStderr, Command, ExitStatus, Output, Stdio},
    time::{Duration, Instant},
};

use depositary::proto::v1::{
    AgreementForm, AgreementLevel, DraftAgreementRequest, agreement_service_client::AgreementServiceClient,
};
use rustix::process::{Pid, Signal, kill_process};
use tonic::transport::Endpoint;
use tonic_health::pb::{HealthCheckRequest, health_client::HealthClient};

use crate::support::english;

pub(crate) fn depositary(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_depositary"));
    command.env_clear().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs to the end, and says what the one line on standard error was.
pub(crate) fn refused(command: &mut Command, code: i32) -> String {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let stderr = String::from_utf8(stderr).unwrap();
    assert_eq!(status.code(), Some(code), "{stderr}");
    assert!(stdout.is_empty());
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
    stderr
}

/// A process that listens on a port of its own choice.
pub(crate) struct Running {
    child: Child,
    stderr: BufReader<ChildStderr>,
    pub(crate) address: String,
    /// The log up to the line that says where it listens.
    pub(crate) beginning: String,
}

impl Running {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        Self::of(depositary(&["--listen", "127.0.0.1:0"]).args(arguments))
    }

    pub(crate) fn of(command: &mut Command) -> Self {
        let mut running = Self::begin(command);
        running.beginning = running.says("listening");
        let line = running.beginning.lines().last().unwrap();
        let at = line.find("127.0.0.1:").unwrap();
        running.address =
            line[at..].chars().take_while(|c| c.is_ascii_digit() || ".:".contains(*c)).collect();
        running
    }

    /// One of which nobody knows yet where it listens.
    pub(crate) fn begin(command: &mut Command) -> Self {
        let mut child = command.spawn().unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        Self { child, stderr, address: String::new(), beginning: String::new() }
    }

    /// Waits for a line of the log that says so, and gives the log up to it.
    pub(crate) fn says(&mut self, what: &str) -> String {
        let (mut log, mut line) = (String::new(), String::new());
        while !line.contains(what) {
            line.clear();
            assert_ne!(self.stderr.read_line(&mut line).unwrap(), 0, "ended before {what:?}: {log}");
            log.push_str(&line);
        }
        log
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Waits for the end, and gives the rest of the log.
    pub(crate) fn end(mut self) -> (ExitStatus, String) {
        let began = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            if began.elapsed() > Duration::from_secs(8) {
                self.child.kill().unwrap();
                panic!("did not stop");
            }
            std::thread::sleep(Duration::from_millis(10));
        };
        let mut log = String::new();
        self.stderr.read_to_string(&mut log).unwrap();
        (status, log)
    }
}

#[test]
fn a_bad_setting_is_one_line_and_exit_code_2() {
    let cases: [(&[&str], &str); 16] = [
        (&["--journal", "sqlite:"], "`memory:` and `sqlite:` with a path are allowed"),
        (&["--journal", "memory:here"], "`memory:` and `sqlite:` with a path are allowed"),
        (&["--clock", "yesterday"], "`system` and `simulated:`"),
        (&["--clock", "simulated:soon"], "`system` and `simulated:`"),
        (&["--listen", "here"], "--listen"),
        (&["--connections", "0"], "must be at least 1"),
        (&["--connections", "many"], "--connections"),
        (&["--request-seconds", "0"], "must be more than 0"),
        (&["--drain-seconds", "NaN"], "must be more than 0"),
        (&["--log", "a=b=c"], "--log"),
        (&["--log-format", "xml"], "text, json"),
        (&["--no-such-flag"], "--no-such-flag"),
        (&["serve", "--streams-per-connection", "0"], "--streams-per-connection"),
        (&["demo", "--server", "https://127.0.0.1:50051"], "there is no TLS"),
        (&["demo", "--server", ""], "an address like"),
        (&["demo", "--listen", "127.0.0.1:0"], "--listen"),
    ];
    for (arguments, said) in cases {
        let line = refused(&mut depositary(arguments), 2);
        assert!(line.contains(said), "{arguments:?}: {line}");
    }
    let line = refused(depositary(&[]).env("DEPOSITARY_JOURNAL", "disk:"), 2);
    assert!(line.contains("`memory:` and `sqlite:` with a path are allowed"), "{line}");
}

#[test]
fn an_address_that_others_reach_needs_to_be_asked_for() {
    for listen in ["0.0.0.0:0", "[::]:0", "192.0.2.1:50051"] {
        let line = refused(&mut depositary(&["--listen", listen]), 2);
        assert!(line.contains("--insecure"), "{line}");
    }
    let line = refused(depositary(&["serve"]).env("DEPOSITARY_LISTEN", "0.0.0.0:0"), 2);
    assert!(line.contains("--insecure"), "{line}");
    // With the flag it is tried; this address is nobody's.
    refused(&mut depositary(&["--listen", "192.0.2.1:50051", "--insecure"]), 1);
    refused(depositary(&["--listen", "192.0.2.1:50051"]).env("DEPOSITARY_INSECURE", "1"), 1);
}

#[test]
fn help_and_version_succeed() {
    let settings = [
        "listen",
        "insecure",
        "journal",
        "clock",
        "runtimes",
        "connections",
        "streams-per-connection",
        "requests-in-flight",
        "request-bytes-max",
        "request-seconds",
        "preface-seconds",
        "keepalive-interval-seconds",
        "keepalive-timeout-seconds",
        "drain-seconds",
        "queue-commands",
        "outcome-seconds",
        "read-seconds",
        "watchers",
        "live-bytes-max",
        "progress-seconds",
        "field-characters-max",
        "name-characters-max",
        "uri-characters-max",
        "list-items-max",
        "page-events-max",
        "page-agreements-max",
        "page-items-max",
        "log",
        "log-format",
    ];
    let helps = [
        (&["--help"][..], &settings[..]),
        (&["serve", "--help"], &settings),
        (&["demo", "--help"], &["server"]),
    ];
    for (arguments, settings) in helps {
        let output = depositary(arguments).output().unwrap();
        assert!(output.status.success());
        let text = String::from_utf8(output.stdout).unwrap();
        for setting in settings {
            assert!(text.contains(&format!("--{setting}")), "{setting}");
            let variable = setting.replace('-', "_").to_uppercase();
            assert!(text.contains(&format!("DEPOSITARY_{variable}")), "{variable}");
        }
    }
    let output = depositary(&["--version"]).output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "depositary 0.1.0\n");
}

#[test]
fn an_address_in_use_is_one_line_and_exit_code_1() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let line = refused(&mut depositary(&["--listen", &taken.local_addr().unwrap().to_string()]), 1);
    assert!(line.contains("cannot listen on 127.0.0.1:"), "{line}");
}

#[test]
fn a_service_that_is_not_there_is_one_line_and_exit_code_1() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    drop(taken);
    let line = refused(&mut depositary(&["demo", "--server", &address]), 1);
    assert!(line.contains(&format!("cannot reach http://{address}")), "{line}");
    let line = refused(depositary(&["demo"]).env("DEPOSITARY_SERVER", format!("http://{address}")), 1);
    assert!(line.contains(&format!("cannot reach http://{address}")), "{line}");
}

#[test]
fn the_story_is_told_into_a_service_that_runs() {
    let running = Running::start(&["--clock", "simulated:2022-02-14T09:00:00Z"]);
    let told = depositary(&["demo", "--server", &running.address]).output().unwrap();
    let alone = depositary(&["demo"]).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    assert_eq!(String::from_utf8(told.stdout).unwrap(), String::from_utf8(alone.stdout).unwrap());
    running.signal(Signal::TERM);
    running.end();
}

#[test]
fn a_difference_from_the_story_is_one_line_and_exit_code_1() {
    // A register in which the reference of the story is another agreement's.
    let running = Running::start(&[]);
    let served = format!("http://{}", running.address);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut agreements = AgreementServiceClient::connect(served.clone()).await.unwrap();
        let draft = DraftAgreementRequest {
            reference: "IRN-UZB-2022-SEC".into(),
            title: english("Another agreement"),
            form: AgreementForm::Agreement.into(),
            level: AgreementLevel::Interagency.into(),
            ..DraftAgreementRequest::default()
        };
        agreements.draft_agreement(draft).await.unwrap();
    });
    // With its connection, for which the end of the service would wait.
    drop(runtime);
    let told = depositary(&["demo", "--server", &served]).output().unwrap();
    assert_eq!(told.status.code(), Some(1));
    let line = String::from_utf8(told.stderr).unwrap();
    assert!(line.contains("row 1, 2022-02-14, DraftAgreement: ALREADY_EXISTS REFERENCE_EXISTS"), "{line}");
    assert_eq!(line.lines().count(), 1, "{line}");
    running.signal(Signal::TERM);
    running.end();
}

#[test]
fn a_signal_stops_in_good_order() {
    for (signal, arguments) in [(Signal::TERM, &[][..]), (Signal::INT, &["--log-format", "json"])] {
        let running = Running::start(arguments);
        running.signal(signal);
        let (status, log) = running.end();
        assert_eq!(status.code(), Some(0), "{log}");
        assert!(log.contains("stopped"), "{log}");
    }
}

#[test]
fn a_second_signal_stops_at_once() {
    let mut running = Running::start(&["--drain-seconds", "60"]);
    // A connection that never answers keeps the first stop waiting.
    let mut socket = TcpStream::connect(&running.address).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    socket.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0").unwrap();
    // One that has not yet been heard would not be waited for.
    let acknowledged = b"\0\0\0\x04\x01\0\0\0\0";
    let mut heard = Vec::new();
    while !heard.windows(acknowledged.len()).any(|window| window == acknowledged) {
        let mut bytes = [0; 256];
        let count = socket.read(&mut bytes).unwrap();
        assert_ne!(count, 0, "closed");
        heard.extend_from_slice(&bytes[..count]);
    }
    running.signal(Signal::TERM);
    // Two signals that come before the first is taken are one.
    running.says("a second signal stops at once");
    running.signal(Signal::TERM);
    let (status, log) = running.end();
    assert_eq!(status.code(), Some(143), "{log}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_leaves_a_line_with_method_outcome_and_time() {
    let running = Running::start(&["--log", "info,depositary=debug", "--log-format", "json"]);
    let endpoint = Endpoint::from_shared(format!("http://{}", running.address)).unwrap();
    let mut health = HealthClient::new(endpoint.connect().await.unwrap());
    health.check(HealthCheckRequest { service: String::new() }).await.unwrap();
    health.check(HealthCheckRequest { service: "private".to_owned() }).await.unwrap_err();
    drop(health);
    running.signal(Signal::TERM);
    let (_, log) = running.end();
    let spans: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|line| line["message"] == "answered")
        .map(|line| line["span"].clone())
        .collect();
    assert_eq!(spans.len(), 2, "{log}");
    assert!(spans.iter().all(|span| span["method"] == "/grpc.health.v1.Health/Check"), "{log}");
    assert!(spans.iter().all(|span| span["milliseconds"].is_number()), "{log}");
    assert_eq!((&spans[0]["outcome"], &spans[1]["outcome"]), (&"OK".into(), &"NOT_FOUND".into()), "{log}");
    assert!(!log.contains("private"), "{log}");
}
