//! The requests after the signature and beside the life of an agreement, each as good as it can be.

use depositary::proto::v1::{
    AttachDocumentRequest, CommunicationKind, CompleteBackfillRequest, CorrectRecordRequest,
    DeclineSignatureRequest, DefineIndicatorRequest, DepositInstrumentRequest, Document, DocumentKind,
    ExtendSignatureDeadlineRequest, FieldValue, Indicator, Instrument, InstrumentKind, Measure,
    NotifyNonRenewalRequest, NotifyWithdrawalRequest, Reading, RecordCommunicationRequest,
    RecordReadingRequest, RecordRelationRequest, Relation, RelationKind, RetireIndicatorRequest,
    RevokeWithdrawalRequest, SetTargetRequest, SupersedeAgreementRequest, Target, TargetComparator,
    TerminateByConsentRequest, field_value, reading, relation,
};

use super::Desk;
use crate::support::date;

/// Consent, and the end.
impl Desk {
    pub(in super::super) fn decline(&self, participant: &str) -> DeclineSignatureRequest {
        DeclineSignatureRequest {
            name: self.name.clone(),
            participant_id: participant.to_owned(),
            ..DeclineSignatureRequest::default()
        }
    }

    pub(in super::super) fn extend(&self, month: i32, day: i32) -> ExtendSignatureDeadlineRequest {
        ExtendSignatureDeadlineRequest {
            name: self.name.clone(),
            closes_on: date(2022, month, day),
            ..ExtendSignatureDeadlineRequest::default()
        }
    }

    /// A notice of completion, received today.
    pub(in super::super) fn deposit(&self, instrument: &str, participant: &str) -> DepositInstrumentRequest {
        let instrument = Instrument {
            instrument_id: instrument.to_owned(),
            participant_id: participant.to_owned(),
            kind: InstrumentKind::CompletionNotice.into(),
            received_on: date(2022, 2, 14),
            ..Instrument::default()
        };
        let instrument = Some(instrument);
        DepositInstrumentRequest {
            name: self.name.clone(),
            instrument,
            ..DepositInstrumentRequest::default()
        }
    }

    /// A notice received today, as the others here.
    pub(in super::super) fn withdraw(&self, participant: &str) -> NotifyWithdrawalRequest {
        NotifyWithdrawalRequest {
            name: self.name.clone(),
            participant_id: participant.to_owned(),
            received_on: date(2022, 2, 14),
            ..NotifyWithdrawalRequest::default()
        }
    }

    pub(in super::super) fn revoke(&self, participant: &str) -> RevokeWithdrawalRequest {
        RevokeWithdrawalRequest {
            name: self.name.clone(),
            participant_id: participant.to_owned(),
            received_on: date(2022, 2, 14),
            ..RevokeWithdrawalRequest::default()
        }
    }

    pub(in super::super) fn object_to_renewal(&self, participant: &str) -> NotifyNonRenewalRequest {
        NotifyNonRenewalRequest {
            name: self.name.clone(),
            participant_id: participant.to_owned(),
            received_on: date(2022, 2, 14),
            ..NotifyNonRenewalRequest::default()
        }
    }

    pub(in super::super) fn terminate(&self, consents: &[&str]) -> TerminateByConsentRequest {
        TerminateByConsentRequest {
            name: self.name.clone(),
            consents: consents.iter().map(|id| (*id).to_owned()).collect(),
            ..TerminateByConsentRequest::default()
        }
    }

    pub(in super::super) fn supersede(&self, successor: &str) -> SupersedeAgreementRequest {
        SupersedeAgreementRequest {
            name: self.name.clone(),
            successor: successor.to_owned(),
            ..SupersedeAgreementRequest::default()
        }
    }
}

/// The record.
impl Desk {
    pub(in super::super) fn attach(&self, document: &str) -> AttachDocumentRequest {
        let document = Document {
            document_id: document.to_owned(),
            kind: DocumentKind::Minutes.into(),
            digest: "d".repeat(64),
            ..Document::default()
        };
        AttachDocumentRequest {
            name: self.name.clone(),
            document: Some(document),
            ..AttachDocumentRequest::default()
        }
    }

    pub(in super::super) fn relate(&self, kind: RelationKind, other: &str) -> RecordRelationRequest {
        let target = Some(relation::Target::Agreement(other.to_owned()));
        let relation = Relation { kind: kind.into(), target, ..Relation::default() };
        RecordRelationRequest {
            name: self.name.clone(),
            relation: Some(relation),
            ..RecordRelationRequest::default()
        }
    }

    pub(in super::super) fn communicate(&self, concerning_revision: i64) -> RecordCommunicationRequest {
        RecordCommunicationRequest {
            name: self.name.clone(),
            communication_kind: CommunicationKind::Fact.into(),
            concerning_revision,
            ..RecordCommunicationRequest::default()
        }
    }

    /// That nothing was known of the field, and that it is these words.
    pub(in super::super) fn correct(&self, revision: i64, field: &str, words: &str) -> CorrectRecordRequest {
        CorrectRecordRequest {
            name: self.name.clone(),
            target_revision: revision,
            field: field.to_owned(),
            new_value: Some(FieldValue { kind: Some(field_value::Kind::Text(words.to_owned())) }),
            ..CorrectRecordRequest::default()
        }
    }

    pub(in super::super) fn complete_backfill(&self) -> CompleteBackfillRequest {
        CompleteBackfillRequest { name: self.name.clone(), ..CompleteBackfillRequest::default() }
    }
}

/// What is measured.
impl Desk {
    /// A share, so in per cent.
    pub(in super::super) fn define(&self, indicator: &str) -> DefineIndicatorRequest {
        let indicator = Indicator {
            indicator_id: indicator.to_owned(),
            measure: Measure::Share.into(),
            unit: "%".into(),
            ..Indicator::default()
        };
        DefineIndicatorRequest {
            name: self.name.clone(),
            indicator: Some(indicator),
            ..DefineIndicatorRequest::default()
        }
    }

    pub(in super::super) fn retire(&self, indicator: &str) -> RetireIndicatorRequest {
        RetireIndicatorRequest {
            name: self.name.clone(),
            indicator_id: indicator.to_owned(),
            ..RetireIndicatorRequest::default()
        }
    }

    pub(in super::super) fn target(&self, target: &str, indicator: &str) -> Target {
        Target {
            target_id: target.to_owned(),
            indicator_id: indicator.to_owned(),
            comparator: TargetComparator::AtLeast.into(),
            value: "60".into(),
            ..Target::default()
        }
    }

    pub(in super::super) fn set_target(&self, target: Target) -> SetTargetRequest {
        SetTargetRequest { name: self.name.clone(), target: Some(target), ..SetTargetRequest::default() }
    }

    /// As it was yesterday.
    pub(in super::super) fn reading(&self, reading: &str, indicator: &str) -> Reading {
        Reading {
            reading_id: reading.to_owned(),
            indicator_id: indicator.to_owned(),
            time: Some(reading::Time::AsOf(date(2022, 2, 13).unwrap())),
            value: "55.5".into(),
            ..Reading::default()
        }
    }

    pub(in super::super) fn record(&self, reading: Reading) -> RecordReadingRequest {
        let reading = Some(reading);
        RecordReadingRequest { name: self.name.clone(), reading, ..RecordReadingRequest::default() }
    }
}
