//! The real binary, of which nobody knows how far it gets.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ExitStatus},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};
use tokio::{sync::oneshot, time::timeout};

use crate::settings::depositary;

/// The longest that a start or a stop may take.
const PATIENCE: Duration = Duration::from_secs(60);

pub(super) struct Process {
    child: Child,
    log: Arc<Mutex<String>>,
    listening: Option<oneshot::Receiver<String>>,
    reading: Option<thread::JoinHandle<()>>,
}

impl Process {
    pub(super) fn start(journal: &Path) -> Self {
        let journal = format!("sqlite:{}", journal.display());
        let mut child =
            depositary(&["--listen", "127.0.0.1:0", "--journal", &journal, "--drain-seconds", "5"])
                .spawn()
                .unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let log = Arc::new(Mutex::new(String::new()));
        let (said, listening) = oneshot::channel();
        let (mut said, to) = (Some(said), Arc::clone(&log));
        let reading = thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if let Some(at) = line.find("127.0.0.1:")
                    && line.contains("listening")
                    && let Some(said) = said.take()
                {
                    let address = line[at..].chars().take_while(|c| c.is_ascii_digit() || ".:".contains(*c));
                    let _ = said.send(format!("http://{}", address.collect::<String>()));
                }
                to.lock().unwrap().extend([&line, "\n"]);
            }
        });
        Self { child, log, listening: Some(listening), reading: Some(reading) }
    }

    /// Where it listens. Waits until it does.
    pub(super) async fn address(&mut self) -> String {
        let listening = self.listening.take().unwrap();
        let said = timeout(PATIENCE, listening).await.expect("does not listen");
        said.unwrap_or_else(|_| panic!("ended before it listened: {}", self.log.lock().unwrap()))
    }

    pub(super) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Waits for the end after this signal. Gives the log, too.
    pub(super) async fn end_by(mut self, signal: Signal) -> (ExitStatus, String) {
        self.signal(signal);
        let ended = tokio::task::spawn_blocking(move || {
            let status = self.child.wait().unwrap();
            self.reading.take().unwrap().join().unwrap();
            let log = std::mem::take(&mut *self.log.lock().unwrap());
            (status, log)
        });
        let (status, log) = timeout(PATIENCE, ended).await.expect("does not end").unwrap();
        assert!(!log.contains("panicked") && !log.contains("ERROR"), "{log}");
        (status, log)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
