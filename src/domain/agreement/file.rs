//! What lies beside the acts of the life of an agreement.

use std::sync::Arc;

use super::Agreement;
use crate::domain::{
    ids::Identifier,
    indicator::{KeptIndicator, KeptReading, Reading, ReadingStatus, Target},
    instrument::Instrument,
    record::{DatedCommunication, Document, Relation},
};

/// What lies beside the acts of its life. Most agreements have little of it, so it is shared as one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::domain) struct File {
    pub(in crate::domain) documents: Vec<Arc<Document>>,
    pub(in crate::domain) relations: Vec<Arc<Relation>>,
    pub(in crate::domain) communications: Vec<DatedCommunication>,
    pub(in crate::domain) instruments: Vec<Arc<Instrument>>,
    pub(in crate::domain) indicators: Vec<KeptIndicator>,
    pub(in crate::domain) targets: Vec<Arc<Target>>,
    pub(in crate::domain) readings: Vec<KeptReading>,
}

impl Agreement {
    /// The documents in its file, in the order in which they were added.
    pub fn documents(&self) -> &[Arc<Document>] {
        &self.file.documents
    }

    /// What it is related to, each relation once.
    pub fn relations(&self) -> &[Arc<Relation>] {
        &self.file.relations
    }

    /// What was said about it, in the order of the record.
    pub fn communications(&self) -> &[DatedCommunication] {
        &self.file.communications
    }

    /// The instruments deposited, in the order of the record.
    pub fn instruments(&self) -> &[Arc<Instrument>] {
        &self.file.instruments
    }

    /// What is measured, in the order of the record.
    pub fn indicators(&self) -> &[KeptIndicator] {
        &self.file.indicators
    }

    /// The indicator with this id.
    pub fn indicator(&self, indicator_id: &Identifier) -> Option<&KeptIndicator> {
        self.file.indicators.iter().find(|kept| kept.indicator.indicator_id == *indicator_id)
    }

    /// The targets set, in the order of the record; `valid_from` is always given.
    pub fn targets(&self) -> &[Arc<Target>] {
        &self.file.targets
    }

    /// The readings taken, in the order of the record.
    pub fn readings(&self) -> &[KeptReading] {
        &self.file.readings
    }

    /// The reading with this id.
    pub fn reading(&self, reading_id: &Identifier) -> Option<&KeptReading> {
        self.file.readings.iter().find(|kept| kept.reading.reading_id == *reading_id)
    }

    /// The reading that is agreed for the same indicator, subject and time, if one is.
    pub(in crate::domain) fn agreed_like(&self, reading: &Reading) -> Option<&KeptReading> {
        let agreed = self.file.readings.iter().filter(|kept| kept.status == ReadingStatus::Agreed);
        agreed.into_iter().find(|kept| kept.reading.has_matter_of(reading))
    }
}
