//! What the outer edge promises, whatever the services behind it do.

mod probe;

use std::{io::Read, net::TcpStream, time::Duration};

use depositary::grpc::edge::EdgeLimits;
use tokio::time::{Instant, sleep, timeout};
use tonic::{Code, transport::Channel};
use tonic_health::pb::{HealthCheckRequest, health_client::HealthClient};

use self::probe::{Edge, REQUEST_BYTES_MAX, ask, ask_within, limits, watch};

const SOON: Duration = Duration::from_secs(5);

/// Reads from a connection that says no more than `words`, until the edge closes it.
async fn closed_after(edge: &Edge, words: &'static [u8]) -> Duration {
    let address = edge.address;
    let began = Instant::now();
    let reading = tokio::task::spawn_blocking(move || {
        let mut socket = TcpStream::connect(address).unwrap();
        std::io::Write::write_all(&mut socket, words).unwrap();
        socket.set_read_timeout(Some(SOON)).unwrap();
        match socket.read_to_end(&mut Vec::new()) {
            Ok(_) => {}
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset),
        }
    });
    reading.await.unwrap();
    began.elapsed()
}

async fn health(channel: &Channel) -> Result<(), tonic::Status> {
    let request = HealthCheckRequest { service: String::new() };
    HealthClient::new(channel.clone()).check(request).await.map(|_| ())
}

#[tokio::test]
async fn a_connection_that_does_not_speak_is_closed() {
    let edge = Edge::start(limits());
    for words in [&b""[..], b"P", b"PRI * HTTP/2.0\r\n\r\nSM\r\n"] {
        let closed = closed_after(&edge, words).await;
        assert!(closed >= Duration::from_millis(290) && closed < Duration::from_secs(3), "{closed:?}");
    }
}

#[tokio::test]
async fn connections_beyond_the_limit_wait() {
    let edge = Edge::start(EdgeLimits { connections: 1, ..limits() });
    let first = edge.connect().await;
    ask(&first, "hello").await.unwrap();
    let second = edge.endpoint().connect_lazy();
    let waiting = tokio::spawn(async move { ask(&second, "hello").await });
    sleep(Duration::from_millis(300)).await;
    assert!(!waiting.is_finished());
    ask(&first, "still here").await.unwrap();
    drop(first);
    timeout(SOON, waiting).await.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn connections_are_spread_over_the_runtimes() {
    let edge = Edge::start(limits());
    let mut threads = Vec::new();
    let mut open = Vec::new();
    for _ in 0..4 {
        let channel = edge.connect().await;
        threads.push(ask(&channel, "thread").await.unwrap());
        open.push(channel);
    }
    threads.sort();
    assert_eq!(threads, ["connections-0", "connections-0", "connections-1", "connections-1"]);
}

#[tokio::test]
async fn a_stop_closes_idle_and_silent_connections_at_once() {
    let edge = Edge::start(EdgeLimits { preface_time: SOON, ..limits() });
    let idle = [edge.connect().await, edge.connect().await];
    for channel in &idle {
        ask(channel, "hello").await.unwrap();
    }
    let _silent = TcpStream::connect(edge.address).unwrap();
    sleep(Duration::from_millis(50)).await;
    edge.stop.cancel();
    timeout(Duration::from_secs(2), edge.serving).await.unwrap().unwrap().unwrap();
    assert!(TcpStream::connect(edge.address).is_err());
}

#[tokio::test]
async fn a_stop_lets_running_calls_finish_and_lets_no_new_ones_in() {
    let edge = Edge::start(limits());
    let channel = edge.connect().await;
    let running = tokio::spawn(async move { ask(&channel, "slow").await });
    sleep(Duration::from_millis(100)).await;
    edge.stop.cancel();
    sleep(Duration::from_millis(50)).await;
    assert!(TcpStream::connect(edge.address).is_err());
    assert_eq!(running.await.unwrap().unwrap(), "at last");
    timeout(Duration::from_secs(2), edge.serving).await.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn a_stop_ends_streams_with_a_status() {
    let edge = Edge::start(limits());
    let channel = edge.connect().await;
    let mut answers = watch(&channel, "").await.unwrap();
    assert_eq!(answers.message().await.unwrap().unwrap(), "first");
    edge.stop.cancel();
    let status = timeout(SOON, answers.message()).await.unwrap().unwrap_err();
    assert_eq!((status.code(), status.message()), (Code::Unavailable, "Stopping"));
    timeout(Duration::from_secs(2), edge.serving).await.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn a_stop_waits_no_longer_than_it_may() {
    for wish in ["hang", "block"] {
        let edge = Edge::start(EdgeLimits { drain: Duration::from_millis(400), ..limits() });
        let channel = edge.connect().await;
        let running = tokio::spawn(async move { ask(&channel, wish).await });
        sleep(Duration::from_millis(100)).await;
        let began = Instant::now();
        edge.stop.cancel();
        edge.serving.await.unwrap().unwrap();
        let took = began.elapsed();
        assert!(took >= Duration::from_millis(390) && took < Duration::from_millis(1500), "{took:?}");
        let cut = timeout(SOON, running).await.unwrap().unwrap();
        // A handler that blocks its thread cannot be cut, and answers when it comes to itself.
        assert_eq!(cut.is_err(), wish == "hang");
    }
}

#[tokio::test]
async fn a_deadline_of_the_caller_is_kept() {
    let edge = Edge::start(limits());
    for _ in 0..20 {
        let told = ask_within(edge.address, "Ask", "hang", "30m").await;
        assert_eq!(told["grpc-status"], "4", "{told:?}");
    }
    assert_eq!(ask_within(edge.address, "Ask", "hang", "0S").await["grpc-status"], "4");
    assert_eq!(ask_within(edge.address, "Ask", "hello", "5S").await["grpc-status"], "0");
}

#[tokio::test]
async fn a_deadline_ends_a_stream_too() {
    let edge = Edge::start(limits());
    let told = timeout(SOON, ask_within(edge.address, "Watch", "", "200m")).await.unwrap();
    assert_eq!(told["grpc-status"], "4", "{told:?}");
}

#[tokio::test]
async fn no_request_takes_longer_than_the_limit_but_a_stream_may() {
    let edge = Edge::start(EdgeLimits { request_time: Duration::from_millis(200), ..limits() });
    let channel = edge.connect().await;
    let mut answers = watch(&channel, "").await.unwrap();
    answers.message().await.unwrap().unwrap();
    assert_eq!(ask(&channel, "hang").await.unwrap_err().code(), Code::DeadlineExceeded);
    assert!(timeout(Duration::from_millis(300), answers.message()).await.is_err());
}

#[tokio::test]
async fn a_service_learns_the_deadline() {
    let edge = Edge::start(limits());
    let channel = edge.connect().await;
    assert_eq!(ask(&channel, "seconds left").await.unwrap(), "30");
}

#[tokio::test]
async fn a_panic_answers_with_an_id_and_the_service_goes_on() {
    let edge = Edge::start(EdgeLimits { requests_in_flight: 1, ..limits() });
    let channel = edge.connect().await;
    for id in ["abc-0", "abc-1"] {
        let status = ask(&channel, "panic").await.unwrap_err();
        assert_eq!(status.code(), Code::Internal);
        assert!(status.message().contains(id), "{status:?}");
    }
    let mut answers = watch(&channel, "panic").await.unwrap();
    assert_eq!(answers.message().await.unwrap().unwrap(), "first");
    let status = answers.message().await.unwrap_err();
    assert_eq!(status.code(), Code::Internal);
    assert!(status.message().contains("abc-2"), "{status:?}");
    ask(&channel, "hello").await.unwrap();
}

#[tokio::test]
async fn requests_beyond_the_limit_are_refused_and_health_is_not() {
    let edge = Edge::start(EdgeLimits { requests_in_flight: 2, ..limits() });
    let (first, second) = (edge.connect().await, edge.connect().await);
    let mut hanging = Vec::new();
    for channel in [first.clone(), second.clone()] {
        hanging.push(tokio::spawn(async move { ask(&channel, "hang").await }));
    }
    sleep(Duration::from_millis(100)).await;
    for channel in [&first, &second] {
        let status = ask(channel, "hello").await.unwrap_err();
        assert_eq!(status.code(), Code::ResourceExhausted);
        assert!(status.message().contains("requests-in-flight"), "{status:?}");
        assert_eq!(watch(channel, "").await.unwrap_err().code(), Code::ResourceExhausted);
        health(channel).await.unwrap();
    }
    // A caller that goes away gives its place back.
    hanging.pop().unwrap().abort();
    sleep(Duration::from_millis(100)).await;
    // Streams take a place only until they have begun.
    let _answers = [watch(&first, "").await.unwrap(), watch(&second, "").await.unwrap()];
    ask(&second, "hello").await.unwrap();
}

#[tokio::test]
async fn a_request_that_is_too_large_is_refused_with_the_limit() {
    let edge = Edge::start(limits());
    let channel = edge.connect().await;
    let status = ask(&channel, &"x".repeat(2 * REQUEST_BYTES_MAX)).await.unwrap_err();
    assert_eq!(status.code(), Code::ResourceExhausted);
    assert_eq!(status.message(), "RequestTooLarge { limit: 1024 }");
    assert_eq!(watch(&channel, &"x".repeat(2 * REQUEST_BYTES_MAX)).await.unwrap_err().code(), status.code());
    assert_eq!(ask(&channel, "refuse").await.unwrap_err().code(), Code::OutOfRange);
}
