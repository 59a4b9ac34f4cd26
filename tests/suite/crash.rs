//! The process dies at any moment, and nothing that was answered is lost, changed or done twice.
//!
//! A life is a journal with some rounds. A round starts the real binary, compares everything with what clients and watchers
//! have noted before, repeats their commands, lets 64 clients write, and kills the process.
//!
//! `DEPOSITARY_CRASH_ROUNDS` sets how many rounds there are, and `DEPOSITARY_CRASH_SEED` plays a life again, as far as the
//! threads of the two processes run as they did.

mod audit;
mod client;
mod command;
mod ledger;
mod process;
mod watcher;

use std::{sync::Arc, time::Duration};

use rustix::process::Signal;
use tempfile::TempDir;
use tokio::{
    sync::Notify,
    time::{sleep, timeout},
};

use self::{
    client::{CLIENTS, Client, Noted},
    ledger::Ledger,
    process::Process,
    watcher::Watcher,
};
use crate::dice::{self, Dice};

const ROUNDS: &str = "DEPOSITARY_CRASH_ROUNDS";
const SEED: &str = "DEPOSITARY_CRASH_SEED";

/// Kills of processes that write, without those during a start.
const ROUNDS_USUALLY: u64 = 200;

/// The most rounds with one journal.
const ROUNDS_OF_A_LIFE: u64 = 8;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_when_the_process_is_killed() {
    let rounds = dice::setting(ROUNDS).unwrap_or(ROUNDS_USUALLY);
    let first = dice::seed(SEED);
    let (mut done, mut all) = (0, Counted::default());
    for life in 0.. {
        if done >= rounds {
            break;
        }
        let mut life = Life::new(first.wrapping_add(life));
        let rounds = (life.dice.below(ROUNDS_OF_A_LIFE) + 1).min(rounds - done);
        for round in 0..rounds {
            life.round = round;
            life.play().await;
        }
        done += rounds;
        all.add(life.ends().await);
    }
    // Otherwise the rounds were too short to show anything.
    assert!(all.written > rounds * 5, "in {rounds} rounds {all:?}");
    // A few rounds alone may all end before or after what matters.
    let [not_done, was_done] = all.unanswered;
    assert!(rounds < 20 || not_done > 0 && was_done > 0 && all.watched > 0, "in {rounds} rounds {all:?}");
}

/// What the rounds came to.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    /// How many records there are.
    written: u64,
    /// How many commands the kills left without an answer: those that were not done, and those that were.
    unanswered: [u64; 2],
    /// How many records the watchers were shown while the clients wrote.
    watched: usize,
}

impl Counted {
    fn add(&mut self, other: Self) {
        self.written += other.written;
        self.watched += other.watched;
        for (all, more) in self.unanswered.iter_mut().zip(other.unanswered) {
            *all += more;
        }
    }
}

/// A journal and all that was ever said about it.
struct Life {
    seed: u64,
    round: u64,
    dice: Dice,
    folder: TempDir,
    ledger: Ledger,
    watchers: Vec<Watcher>,
    watched: usize,
}

/// How a round ends.
#[derive(Debug)]
enum End {
    /// By a kill while the clients write.
    Killed,
    /// By a kill so long after the stop has begun.
    KilledInStop(Duration),
}

impl Life {
    fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::new(folder.path().join("journal.db"));
        let (dice, watchers) = (Dice::new(seed), Watcher::all());
        Self { seed, round: 0, dice, folder, ledger, watchers, watched: 0 }
    }

    fn start(&self) -> Process {
        Process::start(&self.folder.path().join("journal.db"))
    }

    /// One round.
    async fn play(&mut self) {
        while self.dice.one_in(4) {
            let process = self.start();
            sleep(Duration::from_micros(self.dice.below(60_000))).await;
            process.end_by(Signal::KILL).await;
        }
        let mut process = self.start();
        let address = process.address().await;
        self.compare(&address).await;

        let channels = client::channels(&address).await;
        let answered = Arc::new(Notify::new());
        let clients: Vec<_> = (0..CLIENTS)
            .map(|number| {
                let dice = Dice::new(self.dice.next());
                let client = Client::new(self.round, number, dice, &channels, Arc::clone(&answered));
                tokio::spawn(client.write())
            })
            .collect();
        let shown_before: usize = self.watchers.iter().map(Watcher::shown).sum();
        let watching: Vec<_> = std::mem::take(&mut self.watchers)
            .into_iter()
            .map(|watcher| tokio::spawn(watcher.follow(address.clone())))
            .collect();

        let end = match self.dice.below(6) {
            0 => End::KilledInStop(Duration::from_micros(self.dice.below(50_000))),
            _ => End::Killed,
        };
        // On a machine that has much else to do, time alone says little.
        if !self.dice.one_in(4) {
            timeout(Duration::from_secs(60), answered.notified()).await.expect("no command is answered");
        }
        // Most rounds are short, since the first moments are those in which most goes on.
        let longest = [40, 100, 300][self.dice.index(3)];
        sleep(Duration::from_micros(5000 + self.dice.below(longest * 1000))).await;
        if let End::KilledInStop(after) = end {
            process.signal(Signal::TERM);
            sleep(after).await;
        }
        process.end_by(Signal::KILL).await;

        for client in clients {
            let noted: Vec<Noted> = client.await.unwrap();
            self.ledger.note(noted);
        }
        for watcher in watching {
            self.watchers.push(watcher.await.unwrap());
        }
        self.watched += self.watchers.iter().map(Watcher::shown).sum::<usize>() - shown_before;
    }

    /// Compares what the process says now with all that was noted, and repeats the commands.
    async fn compare(&mut self, address: &str) {
        let channels = client::channels(address).await;
        let stored = self.ledger.compare_with_the_file();
        for watcher in &mut self.watchers {
            watcher.compare(&stored);
        }
        audit::lists(&channels[0], &stored).await;
        self.ledger.repeat(&stored, &channels).await;
        let stored = self.ledger.compare_with_the_file();
        for watcher in std::mem::take(&mut self.watchers) {
            let watcher = watcher.catch_up(address, stored.len()).await;
            watcher.compare(&stored);
            watcher.has_everything(&stored);
            self.watchers.push(watcher);
        }
    }

    /// Compares a last time, and repeats the commands of all rounds.
    async fn ends(mut self) -> Counted {
        let mut process = self.start();
        let address = process.address().await;
        self.ledger.forget_what_was_repeated();
        self.compare(&address).await;
        let (status, log) = process.end_by(Signal::TERM).await;
        assert_eq!(status.code(), Some(0), "{log}");
        let written = self.ledger.compare_with_the_file().len() as u64;
        Counted { written, unanswered: self.ledger.unanswered(), watched: self.watched }
    }
}

impl Drop for Life {
    #[expect(clippy::print_stderr, reason = "the harness shows it with the failure")]
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("in round {}; again with {SEED}={}", self.round + 1, self.seed);
        }
    }
}
