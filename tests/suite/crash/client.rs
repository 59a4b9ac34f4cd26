//! A client that sends one command after the other and notes each answer, until the process is gone.

use std::sync::Arc;

use tokio::sync::Notify;
use tonic::transport::Channel;

use super::command::{Answer, Command};
use crate::dice::Dice;

/// Clients that write at once.
pub(super) const CLIENTS: u64 = 64;

/// Connections that they share.
const CONNECTIONS: usize = 4;

/// Agreements on which all of them act.
const SHARED: u64 = 3;

/// Where the names of these begin.
pub(super) const SHARED_PREFIX: &str = "shared-";

/// A command, and what the client knows of it.
pub(super) type Noted = (Command, Answer);

/// New connections.
pub(super) async fn channels(address: &str) -> Vec<Channel> {
    let endpoint = Channel::from_shared(address.to_owned()).unwrap().tcp_nodelay(true);
    let mut channels = Vec::new();
    for _ in 0..CONNECTIONS {
        channels.push(endpoint.connect().await.unwrap());
    }
    channels
}

pub(super) struct Client {
    round: u64,
    number: u64,
    dice: Dice,
    channel: Channel,
    /// Told of each command that is done.
    answered: Arc<Notify>,
    sent: u64,
    /// Its newest agreement.
    own: String,
    /// The last revision that it knows of each shared agreement.
    known: [i64; SHARED as usize],
}

impl Client {
    pub(super) fn new(
        round: u64,
        number: u64,
        dice: Dice,
        channels: &[Channel],
        answered: Arc<Notify>,
    ) -> Self {
        let channel = channels[usize::try_from(number).unwrap() % channels.len()].clone();
        Self {
            round,
            number,
            dice,
            channel,
            answered,
            sent: 0,
            own: String::new(),
            known: [0; SHARED as usize],
        }
    }

    pub(super) async fn write(mut self) -> Vec<Noted> {
        let mut noted = Vec::new();
        loop {
            let shared = self.dice.index(self.known.len());
            let (command, on_shared) = self.next(shared);
            let answer = command.send(&self.channel).await;
            let known = &mut self.known[shared];
            let gone = match &answer {
                Answer::Done(receipt) if on_shared => {
                    *known = receipt.revision;
                    false
                }
                Answer::Refused { revision: Some(revision), .. } => {
                    *known = *revision;
                    false
                }
                Answer::Done(_) | Answer::Refused { .. } => false,
                Answer::Unknown => true,
            };
            if matches!(answer, Answer::Done(_)) {
                self.answered.notify_one();
            }
            noted.push((command, answer));
            if gone {
                return noted;
            }
        }
    }

    /// The next command, and whether it is about this shared agreement.
    fn next(&mut self, shared: usize) -> (Command, bool) {
        let request_id = format!("r{}-c{}-{}", self.round, self.number, self.sent);
        self.sent += 1;
        let everybody = format!("agreements/{SHARED_PREFIX}{shared}");
        match self.dice.below(12) {
            _ if self.sent == 1 => (Command::draft(&everybody, request_id), true),
            _ if self.own.is_empty() => (self.draft(request_id), false),
            0..=2 => (self.draft(request_id), false),
            3..=5 => {
                let participant = format!("P{}", self.sent);
                (Command::invite(&self.own, request_id, &participant, None), false)
            }
            6 | 7 => {
                // It may be refused for the revision, or because the participant is there.
                let participant = format!("P{}", self.dice.below(40));
                (Command::invite(&everybody, request_id, &participant, Some(self.known[shared])), true)
            }
            8..=10 => (Command::communicate(&everybody, request_id, self.dice.index(100)), true),
            _ => (Command::communicate(&self.own, request_id, self.dice.index(2000)), false),
        }
    }

    fn draft(&mut self, request_id: String) -> Command {
        self.own = format!("agreements/{request_id}");
        Command::draft(&self.own, request_id)
    }
}
