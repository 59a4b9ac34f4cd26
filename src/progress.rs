//! How far long work on a journal is: a bar on a terminal, lines in the log otherwise.

use std::{
    io::{IsTerminal, stderr},
    time::{Duration, Instant},
};

use depositary::journal::Position;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How often the log says how far it is.
const INTERVAL: Duration = Duration::from_secs(5);

const TEMPLATE: &str = "{msg} {wide_bar} {human_pos} of {human_len} records, {per_sec}, {eta} left";

/// Work that takes one record after the other.
pub(crate) struct Progress {
    what: &'static str,
    bar: Option<ProgressBar>,
    began: Instant,
    told: Instant,
    records: u64,
}

/// What was done.
pub(crate) struct Done {
    /// How many records.
    pub(crate) records: u64,
    /// How long it took.
    pub(crate) milliseconds: u128,
    /// How many records a second.
    pub(crate) per_second: u128,
}

impl Progress {
    /// Begins; `what` is done, such as "reading the journal".
    pub(crate) fn begin(what: &'static str) -> Self {
        let bar = stderr().is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            bar.set_message(what);
            // Without a style that can be read it has the library's own.
            match ProgressStyle::with_template(TEMPLATE) {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }
        });
        let now = Instant::now();
        Self { what, bar, began: now, told: now, records: 0 }
    }

    /// The records up to `done` of those up to `end` are done.
    pub(crate) fn reached(&mut self, done: Position, end: Position) {
        self.records = done.get();
        if let Some(bar) = &self.bar {
            bar.set_length(end.get());
            bar.set_position(self.records);
        } else if self.told.elapsed() >= INTERVAL {
            self.told = Instant::now();
            let Done { records, per_second, .. } = self.done();
            tracing::info!(records, of = end.get(), per_second, "{}", self.what);
        }
    }

    /// What was done until now.
    pub(crate) fn done(&self) -> Done {
        let took = self.began.elapsed();
        let per_second = u128::from(self.records) * 1_000_000 / took.as_micros().max(1);
        Done { records: self.records, milliseconds: took.as_millis(), per_second }
    }
}

impl Drop for Progress {
    /// No bar is left before what is said next.
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
