//! Where log lines go, and how they look.

use std::{
    io::{IsTerminal, stderr},
    panic, thread,
};

use tracing_subscriber::EnvFilter;

use crate::settings::{LogFormat, LogSettings};

/// The text of a filter, if it is one.
pub(crate) fn checked_filter(text: &str) -> Result<String, String> {
    EnvFilter::builder().parse(text).map(|_| text.to_owned()).map_err(|error| error.to_string())
}

/// Sends spans and log lines to standard error from now on, and panics with them.
pub(crate) fn start(settings: &LogSettings) {
    // h2 tells of every frame at DEBUG, which hides the requests; a filter that names it wins. What could not
    // be read would be left out, but the setting was checked.
    let filter = EnvFilter::builder().parse_lossy(format!("h2=info,{}", settings.filter));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr);
    match settings.format {
        // Colours are for terminals: in a file they are noise.
        LogFormat::Text => builder.with_ansi(stderr().is_terminal()).init(),
        LogFormat::Json => builder.json().flatten_event(true).with_span_list(false).init(),
    }
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        let message = panic.payload_as_str().unwrap_or("without a message");
        tracing::error!(thread = thread::current().name(), place, message, "panic");
    }));
}
