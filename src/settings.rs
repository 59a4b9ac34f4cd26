//! The command line and the environment, as typed values. A setting that makes no sense ends here, in one line.

mod command_line;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode, str::FromStr, time::Duration};

use clap::{Args, ValueEnum, builder::BoolishValueParser, value_parser};
use depositary::{grpc, registry};
use jiff::Timestamp;

pub(crate) use self::command_line::{
    BackupSettings, DemoSettings, ExportSettings, ImportSettings, Task, VerifySettings,
};

/// What can be set.
#[derive(Args, Clone, Debug)]
pub(crate) struct Settings {
    /// Address and port to listen on. Anything but this machine's own (loopback) needs --insecure. Port 0 takes
    /// any free port; the log says which.
    #[arg(long, env = "DEPOSITARY_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:50051")]
    pub(crate) listen: SocketAddr,

    /// Listen on an address that others can reach, although callers are neither encrypted nor authenticated:
    /// whoever reaches the port may read and change everything. Right behind a proxy that does both.
    #[arg(long, env = "DEPOSITARY_INSECURE", value_parser = BoolishValueParser::new())]
    pub(crate) insecure: bool,

    /// Where the events are kept. `memory:` keeps them as long as the process lives, and then forgets them.
    /// `sqlite:data/journal.db` keeps them in that file, which is created if it is not there; its folder is not.
    #[arg(long, env = "DEPOSITARY_JOURNAL", value_name = "ADDRESS", default_value = "memory:")]
    pub(crate) journal: JournalAddress,

    /// What time it is. `system` is the clock of the machine; `simulated:2022-02-14T09:00:00Z` starts at that
    /// time and moves only when it is told to, to test in a second what takes years.
    #[arg(long, env = "DEPOSITARY_CLOCK", value_name = "CLOCK", default_value = "system")]
    pub(crate) clock: ClockSetting,

    /// Threads that serve connections; 0 is one a core. Fewer leave cores to other processes.
    #[arg(long, env = "DEPOSITARY_RUNTIMES", value_name = "COUNT", default_value = "0")]
    pub(crate) runtimes: usize,

    /// Connections at a time; more of them wait. Keep it below the limit of open files (`ulimit -n`).
    #[arg(long, env = "DEPOSITARY_CONNECTIONS", value_name = "COUNT", default_value = "1000",
        value_parser = positive)]
    pub(crate) connections: usize,

    /// Calls at a time on one connection; a client waits with more. Raise it for a proxy that puts the calls of
    /// many clients on one connection.
    #[arg(long, env = "DEPOSITARY_STREAMS_PER_CONNECTION", value_name = "COUNT", default_value = "200",
        value_parser = value_parser!(u32).range(1..))]
    pub(crate) streams_per_connection: u32,

    /// Requests at a time over all connections; more are refused with RESOURCE_EXHAUSTED. Lower it to bound
    /// memory, raise it for many slow requests. Watches count only until they have begun.
    #[arg(long, env = "DEPOSITARY_REQUESTS_IN_FLIGHT", value_name = "COUNT", default_value = "4096",
        value_parser = positive)]
    pub(crate) requests_in_flight: usize,

    /// Size of a request in bytes; a larger one is refused. Raise it for agreements with very long lists.
    #[arg(long, env = "DEPOSITARY_REQUEST_BYTES_MAX", value_name = "BYTES", default_value = "1048576",
        value_parser = positive)]
    pub(crate) request_bytes_max: usize,

    /// Longest time in seconds for a request, also when its caller would wait longer. It does not end watches.
    #[arg(long, env = "DEPOSITARY_REQUEST_SECONDS", value_name = "SECONDS", default_value = "30",
        value_parser = seconds)]
    pub(crate) request_seconds: Duration,

    /// Time in seconds that a new connection has to begin to speak HTTP/2. Raise it for very slow networks.
    #[arg(long, env = "DEPOSITARY_PREFACE_SECONDS", value_name = "SECONDS", default_value = "5",
        value_parser = seconds)]
    pub(crate) preface_seconds: Duration,

    /// A connection that is quiet for so many seconds is asked whether anybody is still there. Lower it when
    /// something in between forgets quiet connections.
    #[arg(long, env = "DEPOSITARY_KEEPALIVE_INTERVAL_SECONDS", value_name = "SECONDS", default_value = "30",
        value_parser = seconds)]
    pub(crate) keepalive_interval_seconds: Duration,

    /// Time in seconds for the answer to that question; without one the connection is closed.
    #[arg(long, env = "DEPOSITARY_KEEPALIVE_TIMEOUT_SECONDS", value_name = "SECONDS", default_value = "10",
        value_parser = seconds)]
    pub(crate) keepalive_timeout_seconds: Duration,

    /// Longest time in seconds that a stop waits for running calls. Keep it below what the supervisor grants
    /// before it kills (Kubernetes 30, systemd 90).
    #[arg(long, env = "DEPOSITARY_DRAIN_SECONDS", value_name = "SECONDS", default_value = "10",
        value_parser = seconds)]
    pub(crate) drain_seconds: Duration,

    /// Commands that may wait for the writer; more are refused with RESOURCE_EXHAUSTED. Raise it for bursts,
    /// lower it so that clients hear of an overload earlier.
    #[arg(long, env = "DEPOSITARY_QUEUE_COMMANDS", value_name = "COUNT", default_value = "8192",
        value_parser = positive)]
    pub(crate) queue_commands: usize,

    /// Time in seconds that a command waits when the journal cannot say whether it was written; then its caller
    /// is told to send it again.
    #[arg(long, env = "DEPOSITARY_OUTCOME_SECONDS", value_name = "SECONDS", default_value = "10",
        value_parser = seconds)]
    pub(crate) outcome_seconds: Duration,

    /// Longest time in seconds that a read waits for a position that is still to come.
    #[arg(long, env = "DEPOSITARY_READ_SECONDS", value_name = "SECONDS", default_value = "5",
        value_parser = seconds)]
    pub(crate) read_seconds: Duration,

    /// Watches at a time; more are refused with RESOURCE_EXHAUSTED.
    #[arg(long, env = "DEPOSITARY_WATCHERS", value_name = "COUNT", default_value = "1000",
        value_parser = positive)]
    pub(crate) watchers: usize,

    /// The newest records, in bytes, that are kept in memory for all watches together. A watch that falls further
    /// behind reads the journal, at its own speed; it loses nothing. Raise it for readers that pause often.
    #[arg(long, env = "DEPOSITARY_LIVE_BYTES_MAX", value_name = "BYTES", default_value = "16777216",
        value_parser = positive)]
    pub(crate) live_bytes_max: usize,

    /// How often, in seconds, a watch whose filter lets nothing through says how far it is.
    #[arg(long, env = "DEPOSITARY_PROGRESS_SECONDS", value_name = "SECONDS", default_value = "10",
        value_parser = seconds)]
    pub(crate) progress_seconds: Duration,

    /// Free texts in a request, such as notes and findings, in characters; a longer one is refused.
    #[arg(long, env = "DEPOSITARY_FIELD_CHARACTERS_MAX", value_name = "COUNT", default_value = "2000",
        value_parser = positive)]
    pub(crate) field_characters_max: usize,

    /// Names, titles and labels in a request, in characters; a longer one is refused.
    #[arg(long, env = "DEPOSITARY_NAME_CHARACTERS_MAX", value_name = "COUNT", default_value = "500",
        value_parser = positive)]
    pub(crate) name_characters_max: usize,

    /// Addresses of documents in a request, in characters; a longer one is refused.
    #[arg(long, env = "DEPOSITARY_URI_CHARACTERS_MAX", value_name = "COUNT", default_value = "2000",
        value_parser = positive)]
    pub(crate) uri_characters_max: usize,

    /// Items of a list in a request; a longer list is refused.
    #[arg(long, env = "DEPOSITARY_LIST_ITEMS_MAX", value_name = "COUNT", default_value = "1000",
        value_parser = positive)]
    pub(crate) list_items_max: usize,

    /// Events on one page at most, whatever a request asks for. Lower it when answers get too large.
    #[arg(long, env = "DEPOSITARY_PAGE_EVENTS_MAX", value_name = "COUNT", default_value = "1000",
        value_parser = positive)]
    pub(crate) page_events_max: usize,

    /// Agreements on one page at most, whatever a request asks for. Lower it when answers get too large.
    #[arg(long, env = "DEPOSITARY_PAGE_AGREEMENTS_MAX", value_name = "COUNT", default_value = "1000",
        value_parser = positive)]
    pub(crate) page_agreements_max: usize,

    /// Items of any other list on one page at most, whatever a request asks for.
    #[arg(long, env = "DEPOSITARY_PAGE_ITEMS_MAX", value_name = "COUNT", default_value = "1000",
        value_parser = positive)]
    pub(crate) page_items_max: usize,

    #[command(flatten)]
    pub(crate) log: LogSettings,
}

/// What is logged, and how.
#[derive(Args, Clone, Debug)]
pub(crate) struct LogSettings {
    /// What is logged, written like RUST_LOG: `debug` shows every request, `warn` only trouble,
    /// `info,depositary::grpc=debug` a part.
    #[arg(long = "log", env = "DEPOSITARY_LOG", value_name = "FILTER", default_value = "info",
        value_parser = crate::telemetry::checked_filter)]
    pub(crate) filter: String,

    /// How log lines look: `text` for people, `json` for machines. Both go to standard error.
    #[arg(long = "log-format", env = "DEPOSITARY_LOG_FORMAT", value_name = "FORMAT", default_value = "text")]
    pub(crate) format: LogFormat,
}

/// Which journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum JournalAddress {
    /// In memory; forgotten at the end.
    Memory,
    /// In this file.
    Sqlite(PathBuf),
}

impl FromStr for JournalAddress {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            Some(("memory", "")) => Ok(Self::Memory),
            Some(("sqlite", path)) if !path.is_empty() => Ok(Self::Sqlite(path.into())),
            Some(_) | None => Err("`memory:` and `sqlite:` with a path are allowed"),
        }
    }
}

/// A journal in a file: its address, or its path alone.
fn journal_file(text: &str) -> Result<PathBuf, &'static str> {
    match text.parse() {
        Ok(JournalAddress::Sqlite(path)) => Ok(path),
        Ok(JournalAddress::Memory) => {
            Err("`memory:` is forgotten when its process ends; the path of a journal in a file is needed")
        }
        Err(_) if !text.is_empty() && !text.contains(':') => Ok(text.into()),
        Err(_) => {
            Err("a path is needed, such as data/journal.db; one with a colon in it needs `sqlite:` before it")
        }
    }
}

/// Which clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClockSetting {
    /// The machine's.
    System,
    /// One that starts at this time and moves only when told.
    Simulated(Timestamp),
}

impl FromStr for ClockSetting {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "system" {
            return Ok(Self::System);
        }
        let form = "`system` and `simulated:` with a time like 2022-02-14T09:00:00Z are allowed";
        let start = text.strip_prefix("simulated:").ok_or(form)?;
        let start: Timestamp = start.parse().map_err(|error| format!("{form}: {error}"))?;
        if start < FIRST_TIME {
            return Err(format!("{form}: the years begin with 1"));
        }
        Ok(Self::Simulated(start))
    }
}

/// The first time that the API can tell: the beginning of the year 1.
const FIRST_TIME: Timestamp = Timestamp::constant(-62_135_596_800, 0);

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

impl Settings {
    /// Refuses an address that others reach, unless it was asked for.
    fn checked(self) -> Result<Self, ExitCode> {
        if !self.insecure && !self.listen.ip().is_loopback() {
            crate::complain(&format!(
                "--listen {} can be reached from other machines, and callers are neither encrypted nor \
                 authenticated: use a loopback address such as 127.0.0.1, or add --insecure",
                self.listen
            ));
            return Err(ExitCode::from(BAD_SETTING));
        }
        Ok(self)
    }

    /// The part that the registry goes by.
    pub(crate) fn registry(&self) -> registry::Settings {
        registry::Settings {
            queue_commands_max: self.queue_commands,
            outcome_limit: self.outcome_seconds,
            read_limit: self.read_seconds,
            watchers_max: self.watchers,
            live_bytes_max: self.live_bytes_max,
            progress_interval: self.progress_seconds,
            ..registry::Settings::default()
        }
    }

    /// The part that the edge enforces.
    pub(crate) fn grpc(&self) -> grpc::Settings {
        let edge = grpc::EdgeLimits {
            runtimes: self.runtimes,
            connections: self.connections,
            preface_time: self.preface_seconds,
            streams_per_connection: self.streams_per_connection,
            requests_in_flight: self.requests_in_flight,
            request_time: self.request_seconds,
            keepalive_interval: self.keepalive_interval_seconds,
            keepalive_timeout: self.keepalive_timeout_seconds,
            drain: self.drain_seconds,
        };
        let limits = grpc::Limits {
            request_bytes_max: self.request_bytes_max,
            field_characters_max: self.field_characters_max,
            name_characters_max: self.name_characters_max,
            uri_characters_max: self.uri_characters_max,
            list_items_max: self.list_items_max,
            page_events_max: self.page_events_max,
            page_agreements_max: self.page_agreements_max,
            page_items_max: self.page_items_max,
        };
        grpc::Settings { edge, limits, run: registry::run_number() }
    }
}

/// Exit code of a process that was started with settings that make no sense.
const BAD_SETTING: u8 = 2;

/// The longest time that can be set: a year, well within what a timer can hold.
const LONGEST: Duration = Duration::from_secs(31_536_000);

fn positive(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Err("must be at least 1".to_owned()),
        Ok(count) => Ok(count),
        Err(error) => Err(error.to_string()),
    }
}

/// Seconds, also parts of them.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "must be a number of seconds".to_owned())?;
    match Duration::try_from_secs_f64(seconds) {
        Ok(duration) if !duration.is_zero() && duration <= LONGEST => Ok(duration),
        Ok(_) | Err(_) => Err("must be more than 0 and at most 31536000 seconds (a year)".to_owned()),
    }
}
