//! Keeping the record: what is possible in every state, because it is no act in the life of the agreement.

use std::sync::Arc;

use super::{Case, Rules};
use crate::domain::{
    agreement::Status,
    command::{
        AttachDocument, ChangeClassification, CompleteBackfill, CorrectRecord, RecordCommunication,
        RecordRelation,
    },
    correction::{CorrectableField, FieldValue, present},
    event::{
        BackfillCompleted, ClassificationChanged, CommunicationRecorded, DocumentAttached, Event, EventBody,
        RecordCorrected, RelationRecorded,
    },
    record::RelationTarget,
    rejection::{CommandField, Rejection},
};

/// Check 12: the record is kept as long as there is one.
fn exists(case: &Case<'_>) -> Result<(), Rejection> {
    match case.agreement.status {
        Status::Undrafted => Err(Rejection::AgreementNotFound),
        Status::Draft
        | Status::Frozen
        | Status::Open
        | Status::Signed
        | Status::InForce
        | Status::Abandoned
        | Status::Terminated
        | Status::Expired
        | Status::Superseded => Ok(()),
    }
}

impl Rules for AttachDocument {
    fn is_act(&self) -> bool {
        false
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let document_id = &self.document.document_id;
        if case.agreement.file.documents.iter().any(|one| one.document_id == *document_id) {
            Err(Rejection::DocumentExists { document_id: document_id.clone() })
        } else {
            Ok(())
        }
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        exists(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let document = Arc::clone(&self.document);
        Ok(vec![case.event(EventBody::DocumentAttached(DocumentAttached { document }))])
    }
}

impl Rules for RecordRelation {
    fn is_act(&self) -> bool {
        false
    }

    fn well_formed(&self, case: &Case<'_>) -> Result<(), Rejection> {
        match &self.relation.target {
            RelationTarget::Agreement(target) if *target == case.agreement.id => {
                Err(Rejection::SelfRelation { field: CommandField::RelationTarget })
            }
            RelationTarget::Agreement(_) | RelationTarget::Citation(_) => Ok(()),
        }
    }

    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        match &self.relation.target {
            RelationTarget::Agreement(target) if case.facts.named.is_none() => {
                Err(Rejection::RelatedAgreementNotFound { agreement: target.clone() })
            }
            RelationTarget::Agreement(_) | RelationTarget::Citation(_) => Ok(()),
        }
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        exists(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let relation = Arc::clone(&self.relation);
        Ok(vec![case.event(EventBody::RelationRecorded(RelationRecorded { relation }))])
    }
}

impl Rules for CompleteBackfill {
    fn is_act(&self) -> bool {
        false
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        exists(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        if case.agreement.backfill {
            Ok(vec![case.event(EventBody::BackfillCompleted(BackfillCompleted))])
        } else {
            Err(Rejection::NotBackfilling)
        }
    }
}

impl Rules for CorrectRecord {
    fn is_act(&self) -> bool {
        false
    }

    /// Which values a field can have is known by its name.
    fn well_formed(&self, _: &Case<'_>) -> Result<(), Rejection> {
        let Some(field) = CorrectableField::parse(&self.correction.field) else {
            return Ok(());
        };
        let fits = |value: &Option<FieldValue>, at| {
            if field.fits(value.as_ref()) { Ok(()) } else { Err(Rejection::BadValue { field: at }) }
        };
        fits(&self.correction.old_value, CommandField::OldValue)?;
        fits(&self.correction.new_value, CommandField::NewValue)
    }

    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.event_exists(self.correction.target_revision)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        exists(case)
    }

    /// Nobody corrects what he has not read.
    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let (target_revision, field) = (self.correction.target_revision, &self.correction.field);
        let known = CorrectableField::parse(field)
            .and_then(|field| field.known(case.agreement, target_revision))
            .ok_or_else(|| Rejection::FieldNotCorrectable { target_revision, field: field.clone() })?;
        if known.as_ref() != present(self.correction.old_value.as_ref()) {
            return Err(Rejection::StaleValue { target_revision, field: field.clone() });
        }
        let correction = Arc::clone(&self.correction);
        Ok(vec![case.event(EventBody::RecordCorrected(RecordCorrected { correction }))])
    }
}

impl Rules for RecordCommunication {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        self.communication.concerning_revision.map_or(Ok(()), |revision| case.event_exists(revision))
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        exists(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let communication = Arc::clone(&self.communication);
        Ok(vec![case.event(EventBody::CommunicationRecorded(CommunicationRecorded { communication }))])
    }
}

impl Rules for ChangeClassification {
    fn is_act(&self) -> bool {
        false
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        exists(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let classification = self.classification;
        Ok(vec![case.event(EventBody::ClassificationChanged(ClassificationChanged { classification }))])
    }
}
