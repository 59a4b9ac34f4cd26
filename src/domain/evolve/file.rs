//! What is put beside the acts: documents, relations, statements, indicators, targets, readings.

use std::sync::Arc;

use crate::domain::{
    agreement::{Agreement, File},
    dates::PartialDate,
    event::CommunicationRecorded,
    ids::Identifier,
    indicator::{Indicator, IndicatorStatus, KeptIndicator, Reading, Target},
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

    pub(super) fn define(&mut self, indicator: &Arc<Indicator>) {
        let indicator = Arc::clone(indicator);
        self.file_mut().indicators.push(KeptIndicator { indicator, status: IndicatorStatus::Active });
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

    pub(super) fn measure(&mut self, reading: &Arc<Reading>) {
        self.file_mut().readings.push(Arc::clone(reading));
    }
}
