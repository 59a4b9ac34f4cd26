//! What is put beside the acts: documents, relations, statements, indicators, targets, readings.

use std::sync::Arc;

use crate::domain::{
    agreement::{Agreement, File},
    dates::PartialDate,
    event::{CommunicationRecorded, ReadingContested},
    ids::Identifier,
    indicator::{
        Contest, Indicator, IndicatorStatus, KeptIndicator, KeptReading, Reading, ReadingRevision,
        ReadingStatus, Target,
    },
    record::{DatedCommunication, Document, Relation},
};

impl Agreement {
    pub(super) fn file_mut(&mut self) -> &mut File {
        Arc::make_mut(&mut self.file)
    }

    pub(super) fn attach(&mut self, document: &Arc<Document>) {
        self.file_mut().documents.push(Arc::clone(document));
    }

    /// A relation recorded again is the same relation.
    pub(super) fn relate(&mut self, relation: &Arc<Relation>) {
        if !self.file.relations.contains(relation) {
            self.file_mut().relations.push(Arc::clone(relation));
        }
    }

    pub(super) fn communicate(&mut self, recorded: &CommunicationRecorded, communicated_on: PartialDate) {
        let communication = Arc::clone(&recorded.communication);
        let dated = DatedCommunication { revision: self.revision, communicated_on, communication };
        self.file_mut().communications.push(dated);
    }

    pub(super) fn define(&mut self, indicator: &Arc<Indicator>, on: PartialDate) {
        let (indicator, defined_on) = (Arc::clone(indicator), on.first_day());
        let status = IndicatorStatus::Active;
        self.file_mut().indicators.push(KeptIndicator { indicator, status, defined_on });
    }

    pub(super) fn retire(&mut self, indicator_id: &Identifier) {
        let mut indicators = self.file_mut().indicators.iter_mut();
        if let Some(kept) = indicators.find(|kept| kept.indicator.indicator_id == *indicator_id) {
            kept.status = IndicatorStatus::Retired;
        }
    }

    pub(super) fn aim(&mut self, target: &Arc<Target>) {
        self.file_mut().targets.push(Arc::clone(target));
    }

    pub(super) fn measure(&mut self, reading: &Arc<Reading>, on: PartialDate) {
        self.keep(reading, on, 1, None);
    }

    fn keep(&mut self, reading: &Arc<Reading>, on: PartialDate, revision: u32, revises: Option<Identifier>) {
        self.file_mut().readings.push(KeptReading {
            reading: Arc::clone(reading),
            recorded_on: on.first_day(),
            status: ReadingStatus::Recorded,
            revision,
            revises,
            contests: Vec::new(),
        });
    }

    fn change_reading(&mut self, reading_id: &Identifier, change: impl FnOnce(&mut KeptReading)) {
        let mut readings = self.file_mut().readings.iter_mut();
        if let Some(kept) = readings.find(|kept| kept.reading.reading_id == *reading_id) {
            change(kept);
        }
    }

    pub(super) fn contest(&mut self, contested: &ReadingContested, on: PartialDate) {
        self.change_reading(&contested.reading_id, |kept| {
            let ReadingContested { by, reason, counter_value, .. } = contested.clone();
            kept.contests.push(Contest { by, contested_on: on, reason, counter_value });
            kept.status = ReadingStatus::Contested;
        });
    }

    /// What was said first stays beside what is said instead.
    pub(super) fn revise_reading(&mut self, revision: &ReadingRevision, on: PartialDate) {
        let Some(kept) = self.reading(&revision.reading_id) else { return };
        let revised = Arc::new(Reading {
            reading_id: revision.revised_reading_id.clone(),
            value: revision.value.clone(),
            qualifier: revision.qualifier,
            provisional: revision.provisional,
            method: revision.method.clone(),
            ..Reading::clone(&kept.reading)
        });
        let number = kept.revision.saturating_add(1);
        self.change_reading(&revision.reading_id, |kept| kept.status = ReadingStatus::Superseded);
        self.keep(&revised, on, number, Some(revision.reading_id.clone()));
    }

    pub(super) fn agree_reading(&mut self, reading_id: &Identifier) {
        self.change_reading(reading_id, |kept| kept.status = ReadingStatus::Agreed);
    }

    /// A reading that minutes rest on is agreed with them, if it still stands and no other one is agreed in its place.
    pub(super) fn agree_if_free(&mut self, reading_id: &Identifier) {
        let free = self.reading(reading_id).is_some_and(|kept| match kept.status {
            ReadingStatus::Recorded | ReadingStatus::Contested => self.agreed_like(&kept.reading).is_none(),
            ReadingStatus::Agreed | ReadingStatus::Superseded => false,
        });
        if free {
            self.agree_reading(reading_id);
        }
    }
}
