//! The process: settings, wiring, start, stop.

mod settings;
mod telemetry;

use std::{io::Write, net::TcpListener, process::ExitCode, sync::Arc};

use depositary::{
    grpc,
    journal::{Journal, Memory},
    registry::{self, Clock, Registry},
};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::sync::CancellationToken;

use crate::settings::{ClockSetting, JournalAddress, Settings};

fn main() -> ExitCode {
    let settings = match Settings::read() {
        Ok(settings) => settings,
        Err(code) => return code,
    };
    telemetry::start(&settings);
    match run(&settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// Why the process could not start, or no longer go on.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("cannot listen on {address}: {error}")]
    Listen { address: std::net::SocketAddr, error: std::io::Error },
    #[error("cannot start: {0}")]
    Start(#[from] std::io::Error),
    #[error(transparent)]
    Open(#[from] registry::OpenError),
    #[error(transparent)]
    Serve(#[from] grpc::ServeError),
}

fn run(settings: &Settings) -> Result<(), Error> {
    // First of all, so that a second process on the same address touches no journal.
    let listener = TcpListener::bind(settings.listen)
        .map_err(|error| Error::Listen { address: settings.listen, error })?;
    // Only accepts connections and waits for signals; the connections have runtimes of their own.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(serve(settings, listener))
}

async fn serve(settings: &Settings, listener: TcpListener) -> Result<(), Error> {
    let signals = [signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?];
    let stop = CancellationToken::new();

    tokio::spawn(stop_on_signal(signals, stop.clone()));
    let opened = Registry::open(journal(settings), clock(settings), settings.registry());
    let registry = tokio::select! {
        registry = opened => registry?,
        () = stop.cancelled() => return Ok(()),
    };
    announce(settings, &listener, &registry)?;
    grpc::serve(listener, registry, settings.grpc(), stop).await?;
    tracing::info!("stopped");
    Ok(())
}

fn journal(settings: &Settings) -> Arc<dyn Journal> {
    match settings.journal {
        JournalAddress::Memory => Arc::new(Memory::new(registry::journal_identity())),
    }
}

fn clock(settings: &Settings) -> Clock {
    match settings.clock {
        ClockSetting::System => Clock::system(),
        ClockSetting::Simulated(start) => Clock::simulated(start),
    }
}

fn announce(settings: &Settings, listener: &TcpListener, registry: &Registry) -> Result<(), std::io::Error> {
    let address = listener.local_addr()?;
    match settings.journal {
        JournalAddress::Memory => {
            let journal = registry.journal_id();
            tracing::warn!(%journal, "the journal is memory: everything is forgotten when the process ends");
        }
    }
    if let ClockSetting::Simulated(start) = settings.clock {
        tracing::warn!(%start, "the clock is simulated: it moves only when it is told to");
    }
    if !address.ip().is_loopback() {
        tracing::warn!("insecure: whoever reaches the address may read and change everything");
    }
    tracing::info!(%address, version = env!("CARGO_PKG_VERSION"), "listening; try: grpcurl -plaintext {address} list");
    Ok(())
}

/// The first signal stops in good order, the second at once.
async fn stop_on_signal(signals: [Signal; 2], stop: CancellationToken) {
    let [mut terminate, mut interrupt] = signals;
    let mut next = async || {
        tokio::select! {
            _ = terminate.recv() => SignalKind::terminate(),
            _ = interrupt.recv() => SignalKind::interrupt(),
        }
    };
    next().await;
    tracing::info!("stopping; a second signal stops at once");
    stop.cancel();
    let kind = next().await;
    tracing::warn!("stopped at once");
    // As a shell reports a process that died of the signal.
    std::process::exit(128 + kind.as_raw_value());
}

/// Says in one line on standard error why the process ends. The log is not for this: it may not exist yet.
pub(crate) fn complain(line: &str) {
    // The exit code says it too, when nobody reads standard error.
    let _ = writeln!(std::io::stderr(), "depositary: {line}");
}
