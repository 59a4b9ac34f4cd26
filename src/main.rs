//! The process: settings, wiring, start, stop.

mod journals;
mod progress;
mod settings;
mod telemetry;

use std::{
    future::ready,
    io::{self, Write},
    net::{SocketAddr, TcpListener},
    process::ExitCode,
    sync::{Arc, OnceLock},
};

use depositary::{
    demo::{self, Story},
    grpc,
    journal::{self, Journal, Memory, Sqlite},
    registry::{self, Clock, Registry},
};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::sync::CancellationToken;

use crate::progress::{Done, Progress};
use crate::settings::{ClockSetting, DemoSettings, JournalAddress, Settings, Task};

fn main() -> ExitCode {
    let done = match Task::read() {
        Ok(Task::Serve(settings)) => {
            telemetry::start(&settings.log);
            run(&settings)
        }
        // No log: it would stand between the lines of the story.
        Ok(Task::Demo(settings)) => tell(&settings),
        Ok(Task::Verify(settings)) => journals::verify(&settings).map_err(Error::from),
        Ok(Task::Backup(settings)) => journals::backup(&settings).map_err(Error::from),
        Ok(Task::Export(settings)) => journals::export(&settings).map_err(Error::from),
        Ok(Task::Import(settings)) => journals::import(&settings).map_err(Error::from),
        Err(code) => return code,
    };
    match done {
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
    Listen { address: SocketAddr, error: std::io::Error },
    #[error("cannot start: {0}")]
    Start(#[from] std::io::Error),
    #[error(transparent)]
    Journal(#[from] journal::OpenError),
    #[error(transparent)]
    Open(#[from] registry::OpenError),
    #[error(transparent)]
    Transfer(#[from] journals::Error),
    #[error(transparent)]
    Serve(#[from] grpc::ServeError),
    #[error("cannot reach {address}: {error}")]
    Connect { address: String, error: String },
    #[error(transparent)]
    Story(#[from] demo::BadStory),
    #[error(transparent)]
    Demo(#[from] demo::Error),
}

fn run(settings: &Settings) -> Result<(), Error> {
    // First of all, so that a second process on the same address touches no journal.
    let listener = TcpListener::bind(settings.listen)
        .map_err(|error| Error::Listen { address: settings.listen, error })?;
    // Only accepts connections and waits for signals; the connections have runtimes of their own.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let served = runtime.block_on(serve(settings, listener));
    // No signal is heard from here on, so a journal that is still being opened is not waited for. Broken off at any step it
    // is as after a kill.
    runtime.shutdown_background();
    served
}

async fn serve(settings: &Settings, listener: TcpListener) -> Result<(), Error> {
    let signals = [signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?];
    let stop = CancellationToken::new();

    tokio::spawn(stop_on_signal(signals, stop.clone()));
    match &settings.journal {
        JournalAddress::Memory => {
            let journal = Arc::new(Memory::new(registry::journal_identity()));
            serve_over(ready(Ok(journal as _)), settings, listener, stop).await?;
        }
        JournalAddress::Sqlite(path) => {
            let opened = OnceLock::new();
            let opening = async {
                let path = path.clone();
                // It looks at all pages, on a thread on which nobody waits.
                let open = move || Sqlite::open(&path, registry::journal_identity(), registry::label);
                let journal = tokio::task::spawn_blocking(open).await.map_err(std::io::Error::other)??;
                let journal = opened.get_or_init(|| journal).clone();
                Ok(Arc::new(journal) as _)
            };
            let served = serve_over(opening, settings, listener, stop).await;
            // However it ended: the file shall be whole by itself. On another thread, so that a second signal is heard.
            let closed = match opened.into_inner() {
                Some(journal) => tokio::task::spawn_blocking(move || journal.close()).await,
                None => Ok(()),
            };
            served?;
            closed.map_err(std::io::Error::other)?;
        }
    }
    tracing::info!("stopped");
    Ok(())
}

async fn serve_over(
    journal: impl Future<Output = Result<Arc<dyn Journal>, Error>>,
    settings: &Settings,
    listener: TcpListener,
    stop: CancellationToken,
) -> Result<(), Error> {
    let address = listener.local_addr()?;
    let progress = Progress::begin("reading the journal");
    let told = |done, end| progress.reached(done, end);
    let opening = async {
        let (journal, clock) = (journal.await?, clock(settings));
        Ok(Registry::open_and_tell(journal, clock, settings.registry(), told).await?)
    };
    let announce = |registry: &Registry| announce(settings, address, registry, &progress.end());
    grpc::serve_when_open::<Error>(listener, opening, announce, settings.grpc(), stop).await
}

fn clock(settings: &Settings) -> Clock {
    match settings.clock {
        ClockSetting::System => Clock::system(),
        ClockSetting::Simulated(start) => Clock::simulated(start),
    }
}

fn announce(settings: &Settings, address: SocketAddr, registry: &Registry, done: &Done) {
    let journal = registry.journal_id();
    match &settings.journal {
        JournalAddress::Memory => {
            tracing::warn!(%journal, "the journal is memory: everything is forgotten when the process ends");
        }
        JournalAddress::Sqlite(path) => {
            let Done { records, milliseconds, per_second } = done;
            let path = path.display();
            tracing::info!(%journal, %path, records, milliseconds, per_second, "the journal is read");
        }
    }
    if let ClockSetting::Simulated(start) = settings.clock {
        tracing::warn!(%start, "the clock is simulated: it moves only when it is told to");
    }
    if !address.ip().is_loopback() {
        tracing::warn!("insecure: whoever reaches the address may read and change everything");
    }
    tracing::info!(%address, version = env!("CARGO_PKG_VERSION"), "listening; try: grpcurl -plaintext {address} list");
}

/// Tells the story, into a service of its own if no other was named.
fn tell(settings: &DemoSettings) -> Result<(), Error> {
    let story = Story::read(Story::TEXT)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let told = runtime.block_on(async {
        match &settings.server {
            Some(address) => tell_to(address.clone(), &story).await,
            None => tell_alone(&story).await,
        }
    });
    match told {
        // Whoever closed the pipe has read enough.
        Err(Error::Demo(demo::Error::Telling(error))) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        told => told,
    }
}

async fn tell_to(address: String, story: &Story) -> Result<(), Error> {
    let channel = match demo::connect(&address).await {
        Ok(channel) => channel,
        Err(error) => return Err(Error::Connect { address, error }),
    };
    demo::play(story, channel, &mut io::stdout()).await?;
    Ok(())
}

/// Plays the story into a service that lives as long as it is told, under a clock that begins with it.
async fn tell_alone(story: &Story) -> Result<(), Error> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}", listener.local_addr()?);
    let journal = Arc::new(Memory::new(registry::journal_identity()));
    let clock = Clock::simulated(story.begins_at());
    let registry = Registry::open(journal, clock, registry::Settings::default()).await?;
    let settings = grpc::Settings { run: registry::run_number(), ..grpc::Settings::default() };
    let stop = CancellationToken::new();
    let served = grpc::serve(listener, registry, settings, stop.clone());
    let told = async {
        let told = tell_to(address, story).await;
        stop.cancel();
        told
    };
    let (served, told) = tokio::join!(served, told);
    told?;
    Ok(served?)
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
