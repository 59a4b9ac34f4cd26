//! What the service has recorded, against what the story says that it records.

use std::collections::VecDeque;

use serde_json::Value;

/// An event that the service has recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recorded {
    /// Its number in the agreement.
    pub(super) revision: u64,
    /// Where its record is in the journal, as far as that was said.
    pub(super) position: u64,
    /// Its type without the prefix.
    pub(super) kind: String,
}

impl Recorded {
    /// Reads an event, or its name and type in a receipt.
    pub(super) fn read(event: &Value) -> Option<Self> {
        let (_, revision) = event.get("name")?.as_str()?.rsplit_once('/')?;
        let kind = event.get("type")?.as_str()?.trim_start_matches("EVENT_TYPE_").to_owned();
        let position = event.get("position").and_then(Value::as_u64).unwrap_or(0);
        Some(Self { revision: revision.parse().ok()?, position, kind })
    }
}

/// Two lines of events that have to be the same: what was recorded, and what the story says. One may be ahead for a while:
/// what falls due is recorded at the latest with the next act, and after a backfill all at once.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    recorded: VecDeque<String>,
    expected: VecDeque<String>,
    /// The last event that was recorded, and where.
    revision: u64,
    position: u64,
}

impl Ledger {
    /// The number of the last event that was recorded.
    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// The position of the last record that was looked at.
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// Takes down what was recorded, as far as it is new.
    pub(super) fn record(&mut self, events: impl IntoIterator<Item = Recorded>) {
        for event in events {
            if event.revision > self.revision {
                self.revision = event.revision;
                self.position = self.position.max(event.position);
                self.recorded.push_back(event.kind);
            }
        }
    }

    /// Everything up to this position was looked at.
    pub(super) fn reach(&mut self, position: u64) {
        self.position = self.position.max(position);
    }

    /// Takes down what the story says.
    pub(super) fn expect(&mut self, events: &[String]) {
        self.expected.extend(events.iter().cloned());
    }

    /// Crosses out what is in both lines, and gives it.
    ///
    /// # Errors
    /// Where they differ.
    pub(super) fn balance(&mut self) -> Result<Vec<String>, String> {
        let mut same = Vec::new();
        while let (Some(expected), Some(recorded)) = (self.expected.front(), self.recorded.front()) {
            if expected != recorded {
                return Err(format!("{recorded} is recorded, and not {expected} as the story says"));
            }
            self.expected.pop_front();
            same.extend(self.recorded.pop_front());
        }
        Ok(same)
    }

    /// That nothing is missing which the story says.
    ///
    /// # Errors
    /// What is missing.
    pub(super) fn nothing_missing(&self) -> Result<(), String> {
        match self.expected.front() {
            None => Ok(()),
            Some(missing) => Err(format!("{missing} is not recorded, as the story says")),
        }
    }

    /// That nothing is recorded which the story does not say.
    ///
    /// # Errors
    /// What is too much.
    pub(super) fn nothing_more(&self) -> Result<(), String> {
        match self.recorded.front() {
            None => Ok(()),
            Some(more) => Err(format!("{more} is recorded, of which the story says nothing")),
        }
    }

    /// What was recorded and is not in the story.
    pub(super) fn rest(self) -> Vec<String> {
        self.recorded.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recorded(events: &[(u64, &str)]) -> Vec<Recorded> {
        let read = |(revision, kind): &(u64, &str)| Recorded {
            revision: *revision,
            position: 0,
            kind: (*kind).to_owned(),
        };
        events.iter().map(read).collect()
    }

    #[test]
    fn what_is_in_both_lines_is_crossed_out() {
        let mut ledger = Ledger::default();
        ledger.expect(&["A".to_owned(), "B".to_owned()]);
        ledger.record(recorded(&[(1, "A")]));
        assert_eq!(ledger.balance(), Ok(vec!["A".to_owned()]));
        assert!(ledger.nothing_missing().is_err());
        // The first one again is nothing new.
        ledger.record(recorded(&[(1, "A"), (2, "B")]));
        assert_eq!(ledger.balance(), Ok(vec!["B".to_owned()]));
        assert_eq!((ledger.nothing_missing(), ledger.nothing_more()), (Ok(()), Ok(())));
    }

    #[test]
    fn another_event_is_a_difference_and_one_more_too() {
        let mut ledger = Ledger::default();
        ledger.expect(&["A".to_owned()]);
        ledger.record(recorded(&[(1, "B")]));
        assert!(ledger.balance().is_err());
        let mut ledger = Ledger::default();
        ledger.record(recorded(&[(1, "B")]));
        assert_eq!(ledger.balance(), Ok(Vec::new()));
        assert!(ledger.nothing_more().is_err());
    }
}
