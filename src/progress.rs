//! How far long work on a journal is: a bar on a terminal, lines in the log otherwise.

use std::{
    cell::Cell,
    fmt::Write,
    io::{IsTerminal, stderr},
    time::{Duration, Instant},
};

use depositary::journal::Position;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// How often the log says how far it is.
const INTERVAL: Duration = Duration::from_secs(5);

const TEMPLATE: &str = "{msg} {wide_bar} {human_pos} of {human_len} records, {rate} a second, {eta} left";

/// Records a second, without the parts of one that the library would show.
fn rate(state: &ProgressState, out: &mut dyn Write) {
    // A bar that cannot be written is not shown.
    let _ = write!(out, "{:.0}", state.per_sec());
}

/// Work that takes one record after the other.
pub(crate) struct Progress {
    what: &'static str,
    bar: Option<ProgressBar>,
    began: Instant,
    told: Cell<Instant>,
    records: Cell<u64>,
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
            // A template that cannot be read would leave the style of the library.
            match ProgressStyle::with_template(TEMPLATE) {
                Ok(style) => bar.with_style(style.with_key("rate", rate)).with_message(what),
                Err(_) => bar.with_message(what),
            }
        });
        let now = Instant::now();
        Self { what, bar, began: now, told: Cell::new(now), records: Cell::new(0) }
    }

    /// The records up to `done` of those up to `end` are done.
    pub(crate) fn reached(&self, done: Position, end: Position) {
        self.records.set(done.get());
        if let Some(bar) = &self.bar {
            bar.set_length(end.get());
            bar.set_position(done.get());
        } else if self.told.get().elapsed() >= INTERVAL {
            self.told.set(Instant::now());
            let Done { records, per_second, .. } = self.done();
            tracing::info!(records, of = end.get(), per_second, "{}", self.what);
        }
    }

    /// Takes the bar away, and says what was done.
    pub(crate) fn end(&self) -> Done {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        self.done()
    }

    fn done(&self) -> Done {
        let took = self.began.elapsed();
        let per_second = u128::from(self.records.get()) * 1_000_000 / took.as_micros().max(1);
        Done { records: self.records.get(), milliseconds: took.as_millis(), per_second }
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
