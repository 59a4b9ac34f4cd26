//! What the process is told to do.

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, error::ErrorKind};

use super::{BAD_SETTING, Settings};

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
}

/// What the process is to do.
pub(crate) enum Task {
    /// Serve the register.
    Serve(Box<Settings>),
    /// Tell the story.
    Demo(DemoSettings),
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
