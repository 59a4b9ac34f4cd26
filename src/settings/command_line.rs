//! What the process is told to do.

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand, error::ErrorKind};

use super::{BAD_SETTING, LogSettings, Settings, journal_file};

/// A system of record for agreements, over gRPC.
///
/// Without a command it serves. Every setting is a flag and an environment variable; the flag wins.
#[derive(Debug, Parser)]
#[command(name = "depositary", version, args_conflicts_with_subcommands = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the register until SIGTERM or SIGINT; the same as no command.
    Serve(Box<Settings>),
    /// Tells the story of an agreement, from the first draft to the third session of its commission.
    ///
    /// It says what people do, what follows from it, what is refused, and what the service answers in the end. It ends
    /// with exit code 1 as soon as the service does anything else than the story says.
    Demo(DemoSettings),
    /// Reads a whole journal and says what is wrong with it.
    ///
    /// It looks at how the file is built, the numbers and checksums of the records, what is in them, whether each may
    /// follow on those before it, and whether the journal reaches as far as its head file says. Each finding is a line; with
    /// one or more the exit code is 1. The journal may be in use, or a copy; nothing is written.
    Verify(VerifySettings),
    /// Makes a whole copy of a journal, also while it is in use.
    ///
    /// The copy is the journal as it was at one moment, with its head file, under the same id. Each record is checked on
    /// the way. The copy is there whole or not at all.
    Backup(BackupSettings),
    /// Writes all that a journal has as lines of JSON, to keep it or to move it elsewhere.
    ///
    /// Each record stands in a line of its own, readable and byte for byte. The journal may be in use; nothing is written
    /// into it.
    Export(ExportSettings),
    /// Makes a journal of an export, with the same records byte for byte.
    ///
    /// The journal is there whole or not at all: a line that is not as it was exported, or that may not follow on those
    /// before it, is refused with its number.
    Import(ImportSettings),
}

/// What the process is to do.
pub(crate) enum Task {
    /// Serve the register.
    Serve(Box<Settings>),
    /// Tell the story.
    Demo(DemoSettings),
    /// Say what is wrong with a journal.
    Verify(VerifySettings),
    /// Copy a journal.
    Backup(BackupSettings),
    /// Write a journal as text.
    Export(ExportSettings),
    /// Make a journal of such a text.
    Import(ImportSettings),
}

/// What is to be verified.
#[derive(Args, Clone, Debug)]
pub(crate) struct VerifySettings {
    /// The journal, such as data/journal.db.
    #[arg(value_name = "JOURNAL", value_parser = journal_file)]
    pub(crate) journal: PathBuf,
    #[command(flatten)]
    pub(crate) log: LogSettings,
}

/// What is to be copied.
#[derive(Args, Clone, Debug)]
pub(crate) struct BackupSettings {
    /// The journal, such as data/journal.db.
    #[arg(value_name = "JOURNAL", value_parser = journal_file)]
    pub(crate) journal: PathBuf,
    /// The copy, which must not be there yet. Its head file is put beside it.
    #[arg(value_name = "FILE", value_parser = journal_file)]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) log: LogSettings,
}

/// What is to be exported.
#[derive(Args, Clone, Debug)]
pub(crate) struct ExportSettings {
    /// The journal, such as data/journal.db.
    #[arg(value_name = "JOURNAL", value_parser = journal_file)]
    pub(crate) journal: PathBuf,
    /// The file, which must not be there yet; without it, standard output.
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) log: LogSettings,
}

/// What is to be imported.
#[derive(Args, Clone, Debug)]
pub(crate) struct ImportSettings {
    /// The file with the export; `-` is standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The journal, such as data/journal.db. It must not be there yet, or have no record.
    #[arg(value_name = "JOURNAL", value_parser = journal_file)]
    pub(crate) journal: PathBuf,
    /// Keep the id of the journal, because the old one is retired: nobody writes it any more, and positions that clients
    /// have kept go on. Without it the new journal has an id of its own.
    #[arg(long = "move")]
    pub(crate) is_move: bool,
    #[command(flatten)]
    pub(crate) log: LogSettings,
}

/// How the story is to be told.
#[derive(Args, Clone, Debug)]
pub(crate) struct DemoSettings {
    /// The running service into which the story is played, such as http://127.0.0.1:50051. If that was started with
    /// `--clock simulated:2022-02-14T09:00:00Z`, its clock is moved from day to day; if its time is later than the
    /// story, all of it is entered as past. Without this flag the story is played into a service of its own, which
    /// keeps it in memory and ends with it.
    #[arg(long, env = "DEPOSITARY_SERVER", value_name = "ADDRESS", value_parser = server)]
    pub(crate) server: Option<String>,
}

impl Task {
    /// Reads the command line and the environment. What is left to do when that ends the process (help, the
    /// version, a bad setting) is done, and comes back as the exit code.
    pub(crate) fn read() -> Result<Self, ExitCode> {
        let command_line = CommandLine::try_parse().map_err(|error| end(&error))?;
        match command_line.command {
            Some(Command::Serve(settings)) => Ok(Self::Serve(Box::new(settings.checked()?))),
            Some(Command::Demo(settings)) => Ok(Self::Demo(settings)),
            Some(Command::Verify(settings)) => Ok(Self::Verify(settings)),
            Some(Command::Backup(settings)) => Ok(Self::Backup(settings)),
            Some(Command::Export(settings)) => Ok(Self::Export(settings)),
            Some(Command::Import(settings)) => Ok(Self::Import(settings)),
            None => Ok(Self::Serve(Box::new(command_line.settings.checked()?))),
        }
    }
}

/// Help and version are printed as clap does; anything else is cut down to its first paragraph, in one line.
fn end(error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // Whoever closed the pipe has read enough.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let text = error.render().to_string();
    let words: Vec<&str> =
        text.lines().take_while(|line| !line.trim().is_empty()).flat_map(str::split_whitespace).collect();
    let line = words.join(" ");
    crate::complain(line.strip_prefix("error: ").unwrap_or(&line));
    ExitCode::from(BAD_SETTING)
}

/// The address of a service; `http://` may be left out.
fn server(text: &str) -> Result<String, String> {
    let address = text.strip_prefix("http://").unwrap_or(text);
    if address.is_empty() || address.contains("//") {
        return Err("an address like http://127.0.0.1:50051 is needed; there is no TLS".to_owned());
    }
    Ok(format!("http://{address}"))
}
