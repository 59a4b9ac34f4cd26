//! What happens after the first signing: consent, notices, ends, and the record itself.

use std::sync::Arc;

use depositary::domain::{
    AgreementExpired, AgreementSuperseded, AgreementTerminated, BackfillCompleted, ClassificationChanged,
    Communication, CommunicationKind, CommunicationRecorded, Correction, Document, DocumentAttached,
    DocumentKind, EventBody, FieldValue, Instrument, InstrumentDeposited, InstrumentKind, NonRenewalNotified,
    ParticipantWithdrew, RecordCorrected, Relation, RelationKind, RelationRecorded, RelationTarget,
    SignatureDeadlineExtended, SignatureDeclined, SignatureLapsed, SignatureWindowClosed, SupersessionScope,
    TermTacitlyRenewed, TerminationGround, TextReopened, WithdrawalNotice, WithdrawalNotified,
    WithdrawalRevoked,
};
use proptest::{option, prelude::*, sample::select};

use super::{
    content::{classification, signatory},
    values::{
        agreement_id, boxed, boxed_text, day, digest, identifier, language, localized, partial_date,
        personal, place, shared,
    },
};

fn text_reopened() -> impl Strategy<Value = EventBody> {
    (option::of(personal()), 1..100_u64)
        .prop_map(|(reason, version)| EventBody::TextReopened(TextReopened { reason, version }))
}

fn document_attached() -> impl Strategy<Value = EventBody> {
    let kind = select(&[
        DocumentKind::Original,
        DocumentKind::CertifiedCopy,
        DocumentKind::Translation,
        DocumentKind::FullPowers,
        DocumentKind::Instrument,
        DocumentKind::Note,
        DocumentKind::Minutes,
        DocumentKind::Photo,
        DocumentKind::Other,
    ]);
    (identifier(), kind, digest(), option::of(language()), boxed_text()).prop_map(
        |(document_id, kind, digest, language, uri)| {
            let document = Arc::new(Document { document_id, kind, digest, language, uri });
            EventBody::DocumentAttached(DocumentAttached { document })
        },
    )
}

fn relation_recorded() -> impl Strategy<Value = EventBody> {
    let kind = select(&[
        RelationKind::Supersedes,
        RelationKind::Amends,
        RelationKind::ProtocolTo,
        RelationKind::Implements,
        RelationKind::UnderFrameworkOf,
        RelationKind::ModifiesInterSe,
        RelationKind::Related,
    ]);
    let target = prop_oneof![
        agreement_id().prop_map(RelationTarget::Agreement),
        boxed_text().prop_map(RelationTarget::Citation),
    ];
    (kind, target).prop_map(|(kind, target)| {
        EventBody::RelationRecorded(RelationRecorded { relation: Arc::new(Relation { kind, target }) })
    })
}

fn signature_declined() -> impl Strategy<Value = EventBody> {
    (identifier(), option::of(personal())).prop_map(|(participant_id, reason)| {
        EventBody::SignatureDeclined(SignatureDeclined { participant_id, reason })
    })
}

fn window() -> impl Strategy<Value = EventBody> {
    prop_oneof![
        day().prop_map(|closes_on| {
            EventBody::SignatureDeadlineExtended(SignatureDeadlineExtended { closes_on })
        }),
        shared(identifier())
            .prop_map(|missing| EventBody::SignatureWindowClosed(SignatureWindowClosed { missing })),
        shared(identifier()).prop_map(|missing| EventBody::SignatureLapsed(SignatureLapsed { missing })),
    ]
}

fn field_value() -> impl Strategy<Value = FieldValue> {
    prop_oneof![
        boxed_text().prop_map(FieldValue::Text),
        place().prop_map(FieldValue::Place),
        personal().prop_map(FieldValue::Personal),
        localized().prop_map(FieldValue::Localized),
    ]
}

fn record_corrected() -> impl Strategy<Value = EventBody> {
    // Also those fields that can be corrected, so that what is folded is not always left alone.
    let field = prop_oneof![
        boxed_text(),
        select(&["title", "custodian", "participant.name", "signature.place", "signature.signatory.name"])
            .prop_map(Into::into),
    ];
    let (old, new) = (option::of(field_value()), option::of(field_value()));
    (1..10_u64, field, old, new, option::of(personal())).prop_map(
        |(target_revision, field, old_value, new_value, reason)| {
            let correction = Correction { target_revision, field, old_value, new_value, reason };
            EventBody::RecordCorrected(RecordCorrected { correction: Arc::new(correction) })
        },
    )
}

fn communication_recorded() -> impl Strategy<Value = EventBody> {
    let kind = select(&[
        CommunicationKind::Objection,
        CommunicationKind::Protest,
        CommunicationKind::Territorial,
        CommunicationKind::Fact,
        CommunicationKind::Other,
    ]);
    (kind, boxed_text(), option::of(1..100_u64), option::of(personal())).prop_map(
        |(kind, from, concerning_revision, text)| {
            let communication = Arc::new(Communication { kind, from, concerning_revision, text });
            EventBody::CommunicationRecorded(CommunicationRecorded { communication })
        },
    )
}

fn classification_changed() -> impl Strategy<Value = EventBody> {
    classification()
        .prop_map(|classification| EventBody::ClassificationChanged(ClassificationChanged { classification }))
}

fn instrument_deposited() -> impl Strategy<Value = EventBody> {
    let kind = select(&[
        InstrumentKind::Ratification,
        InstrumentKind::Acceptance,
        InstrumentKind::Approval,
        InstrumentKind::FormalConfirmation,
        InstrumentKind::Accession,
        InstrumentKind::Succession,
        InstrumentKind::CompletionNotice,
        InstrumentKind::Note,
        InstrumentKind::ReplyNote,
    ]);
    let ids = (identifier(), identifier(), option::of(identifier()));
    let dates = (option::of(partial_date()), day());
    (ids, kind, dates, boxed_text(), option::of(signatory())).prop_map(
        |((instrument_id, participant_id, document_id), kind, dates, deposited_with, signatory)| {
            let (dated_on, received_on) = dates;
            let instrument = Arc::new(Instrument {
                instrument_id,
                participant_id,
                kind,
                dated_on,
                received_on,
                deposited_with,
                signatory,
                document_id: document_id.map(|id| id.as_str().into()),
            });
            EventBody::InstrumentDeposited(InstrumentDeposited { instrument })
        },
    )
}

fn withdrawal() -> impl Strategy<Value = EventBody> {
    let dates = (option::of(partial_date()), day(), option::of(day()));
    let notified = (identifier(), dates, option::of(personal())).prop_map(
        |(participant_id, (dated_on, received_on, named_date), ground)| {
            let notice = WithdrawalNotice { participant_id, dated_on, received_on, named_date, ground };
            EventBody::WithdrawalNotified(WithdrawalNotified { notice: Arc::new(notice) })
        },
    );
    let revoked = (identifier(), day()).prop_map(|(participant_id, received_on)| {
        EventBody::WithdrawalRevoked(WithdrawalRevoked { participant_id, received_on })
    });
    let withdrew = identifier()
        .prop_map(|participant_id| EventBody::ParticipantWithdrew(ParticipantWithdrew { participant_id }));
    prop_oneof![notified, revoked, withdrew]
}

fn ending() -> impl Strategy<Value = EventBody> {
    let non_renewal = (identifier(), day()).prop_map(|(participant_id, received_on)| {
        EventBody::NonRenewalNotified(NonRenewalNotified { participant_id, received_on })
    });
    let renewed =
        (day(), day()).prop_map(|(from, to)| EventBody::TermTacitlyRenewed(TermTacitlyRenewed { from, to }));
    let ground = select(&[
        TerminationGround::Consent,
        TerminationGround::Denunciation,
        TerminationGround::Subsistence,
        TerminationGround::Breach,
        TerminationGround::Impossibility,
        TerminationGround::ChangeOfCircumstances,
        TerminationGround::Terms,
    ]);
    let terminated = (ground, boxed(identifier())).prop_map(|(ground, consents)| {
        EventBody::AgreementTerminated(AgreementTerminated { ground, consents })
    });
    let scope = select(&[SupersessionScope::Full, SupersessionScope::Partial]);
    let superseded = (agreement_id(), scope).prop_map(|(successor, scope)| {
        EventBody::AgreementSuperseded(AgreementSuperseded { successor, scope })
    });
    prop_oneof![
        non_renewal,
        renewed,
        Just(EventBody::AgreementExpired(AgreementExpired)),
        terminated,
        superseded,
    ]
}

/// What happens after the first signing, of any kind.
pub(super) fn event_body() -> impl Strategy<Value = EventBody> {
    prop_oneof![
        text_reopened().boxed(),
        document_attached().boxed(),
        relation_recorded().boxed(),
        signature_declined().boxed(),
        window().boxed(),
        Just(EventBody::BackfillCompleted(BackfillCompleted)).boxed(),
        record_corrected().boxed(),
        communication_recorded().boxed(),
        classification_changed().boxed(),
        instrument_deposited().boxed(),
        withdrawal().boxed(),
        ending().boxed(),
    ]
}
