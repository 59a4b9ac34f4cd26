//! A disk that fails when it is told to, and whether anything of the process panicked.

use std::{
    sync::{Arc, Mutex, Once},
    thread,
};

use disk_calls::{Call, EIO, EMFILE, ENOSPC, Verdict, Watcher};

/// What can be made to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Open,
    Read,
    /// A write fails.
    Write,
    /// A write of a full disk: some bytes are written, and the next write fails.
    Full,
    SetLen,
    /// Of a file or of the folder.
    Sync,
    Rename,
    Remove,
}

pub(crate) const KINDS: [Kind; 8] =
    [Kind::Open, Kind::Read, Kind::Write, Kind::Full, Kind::SetLen, Kind::Sync, Kind::Rename, Kind::Remove];

/// What is to fail.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    pub(crate) kind: Kind,
    /// How many such calls go well before.
    pub(crate) after: usize,
    /// Whether all such calls fail from then on, or only one.
    pub(crate) for_ever: bool,
    /// Only on a file whose name ends so.
    pub(crate) on: &'static str,
}

impl Fault {
    pub(crate) const fn once(kind: Kind, after: usize) -> Self {
        Self { kind, after, for_ever: false, on: "" }
    }

    pub(crate) const fn for_ever(kind: Kind, after: usize) -> Self {
        Self { kind, after, for_ever: true, on: "" }
    }
}

/// A disk that is healthy until something is to fail. Its syncs do nothing, so that a test does not wait for the real one.
#[derive(Debug, Default)]
pub(crate) struct Faulty {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    fault: Option<Fault>,
    happened: usize,
    // The rest of a write that was cut fails, whatever is to fail after that.
    is_cut: bool,
}

impl Faulty {
    pub(crate) fn new() -> Arc<Self> {
        Arc::default()
    }

    pub(crate) fn fail(&self, fault: Fault) {
        *self.state.lock().unwrap() = State { fault: Some(fault), ..State::default() };
    }

    /// Heals it. Says whether anything has failed.
    pub(crate) fn heal(&self) -> bool {
        std::mem::take(&mut *self.state.lock().unwrap()).happened > 0
    }

    /// Whether anything has failed yet.
    pub(crate) fn has_failed(&self) -> bool {
        self.state.lock().unwrap().happened > 0
    }
}

impl Watcher for Faulty {
    fn on(&self, call: &Call<'_>) -> Verdict {
        let (kind, name) = of(call);
        let well = if kind == Kind::Sync { Verdict::Skip } else { Verdict::Do };
        let mut state = self.state.lock().unwrap();
        let Some(fault) = state.fault.as_mut() else { return well };
        let is_meant = kind == fault.kind || kind == Kind::Write && fault.kind == Kind::Full;
        // No memory that is shared is on the disk in truth, but the file can be missing.
        if !is_meant || !name.ends_with(fault.on) || kind == Kind::Read && name.ends_with("-shm") {
            return well;
        }
        if fault.after > 0 {
            fault.after -= 1;
            return well;
        }
        let fault = *fault;
        if state.happened > 0 && !fault.for_ever && !state.is_cut {
            return well;
        }
        state.happened += 1;
        state.is_cut = false;
        match (fault.kind, call) {
            (Kind::Full, Call::Write { bytes, .. }) if bytes.len() > 1 && state.happened == 1 => {
                state.is_cut = true;
                Verdict::Cut(bytes.len() / 2)
            }
            (Kind::Full, _) => Verdict::Fail(ENOSPC),
            (Kind::Open, _) => Verdict::Fail(EMFILE),
            _ => Verdict::Fail(EIO),
        }
    }
}

fn of<'a>(call: &Call<'a>) -> (Kind, &'a str) {
    match *call {
        Call::Open { name, .. } => (Kind::Open, name),
        Call::Read { name } => (Kind::Read, name),
        Call::Write { name, .. } => (Kind::Write, name),
        Call::SetLen { name, .. } => (Kind::SetLen, name),
        Call::Sync { name } => (Kind::Sync, name),
        Call::SyncFolder => (Kind::Sync, ""),
        Call::Rename { to, .. } => (Kind::Rename, to),
        Call::Remove { name } => (Kind::Remove, name),
    }
}

static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The panics of this process up to now, but for those of the tests themselves, whose threads are called as they are.
pub(crate) fn panics() -> Vec<String> {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !thread::current().name().is_some_and(|name| name.contains("::")) {
                PANICS.lock().unwrap().push(panic.to_string());
            }
            before(panic);
        }));
    });
    PANICS.lock().unwrap().clone()
}
