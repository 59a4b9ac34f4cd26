//! The commands from the reopening of a text to the end of an agreement, and those about its record.

use super::{accepted, date, digits, personal, refused, words};
use crate::{
    domain::{CommandBody, FieldValue, RelationTarget, SupersessionScope, TerminationGround},
    proto::v1::{self, ErrorReason::*, field_value, relation::Target},
};

const NAME: &str = "agreements/uz-4";

fn occurred(occurred_on: Option<crate::proto::Date>) -> Option<v1::Act> {
    Some(v1::Act { occurred_on, ..Default::default() })
}

fn document() -> v1::Document {
    v1::Document {
        document_id: "original".into(),
        kind: v1::DocumentKind::Original.into(),
        digest: digits("a"),
        ..Default::default()
    }
}

fn attach(document: v1::Document) -> v1::AttachDocumentRequest {
    v1::AttachDocumentRequest { document: Some(document), ..Default::default() }
}

fn relate(kind: v1::RelationKind, target: Option<Target>) -> v1::RecordRelationRequest {
    let relation = Some(v1::Relation { kind: kind.into(), target, incoming: false });
    v1::RecordRelationRequest { name: NAME.into(), relation, ..Default::default() }
}

fn instrument() -> v1::Instrument {
    v1::Instrument {
        instrument_id: "note-1".into(),
        participant_id: "uz".into(),
        kind: v1::InstrumentKind::CompletionNotice.into(),
        received_on: date(2026, 3, 9),
        ..Default::default()
    }
}

fn deposit(instrument: v1::Instrument) -> v1::DepositInstrumentRequest {
    v1::DepositInstrumentRequest { instrument: Some(instrument), ..Default::default() }
}

fn correct(old: Option<field_value::Kind>, new: Option<field_value::Kind>) -> v1::CorrectRecordRequest {
    let value = |kind| Some(v1::FieldValue { kind });
    v1::CorrectRecordRequest {
        target_revision: 1,
        field: "title".into(),
        old_value: value(old),
        new_value: value(new),
        ..Default::default()
    }
}

#[test]
fn a_backfill_is_begun_with_the_draft_and_needs_nothing_to_end() {
    let draft = v1::DraftAgreementRequest {
        reference: "UZ-TJ 1998/4".into(),
        title: words([("en", "Agreement on water")]),
        form: v1::AgreementForm::Agreement.into(),
        level: v1::AgreementLevel::Intergovernmental.into(),
        backfill: true,
        ..Default::default()
    };
    let CommandBody::DraftAgreement(draft) = accepted(draft).body else { panic!("another command") };
    assert!(draft.backfill);
    accepted(v1::CompleteBackfillRequest::default());
    accepted(v1::ReopenTextRequest::default());
}

#[test]
fn a_document_has_an_id_a_kind_and_a_digest() {
    accepted(attach(document()));
    refused(v1::AttachDocumentRequest::default(), [("document", FieldRequired)]);
    refused(
        attach(v1::Document::default()),
        [
            ("document.document_id", FieldRequired),
            ("document.kind", FieldRequired),
            ("document.digest", FieldRequired),
        ],
    );
    let document = v1::Document { kind: 99, language: "?".into(), uri: "x".repeat(2001), ..document() };
    refused(
        attach(document),
        [("document.kind", BadValue), ("document.language", BadLanguageTag), ("document.uri", FieldTooLong)],
    );
}

#[test]
fn a_relation_leads_to_another_agreement() {
    let amends = v1::RelationKind::Amends;
    let to = |name: &str| relate(amends, Some(Target::Agreement(name.into())));
    let CommandBody::RecordRelation(related) = accepted(to("agreements/uz-3")).body else {
        panic!("another command")
    };
    assert!(matches!(&related.relation.target, RelationTarget::Agreement(id) if id.as_str() == "uz-3"));
    accepted(relate(amends, Some(Target::Citation("Treaty of Almaty, 1992".into()))));

    refused(v1::RecordRelationRequest::default(), [("relation", FieldRequired)]);
    refused(relate(amends, None), [("relation.target", FieldRequired)]);
    refused(to("uz-3"), [("relation.agreement", BadId)]);
    refused(to(""), [("relation.agreement", FieldRequired)]);
    refused(to(NAME), [("relation.agreement", SelfRelation)]);
    refused(relate(amends, Some(Target::Citation(String::new()))), [("relation.citation", FieldRequired)]);
    let mut incoming = relate(v1::RelationKind::Unspecified, Some(Target::Citation("x".repeat(501))));
    incoming.relation.as_mut().unwrap().incoming = true;
    refused(
        incoming,
        [
            ("relation.kind", FieldRequired),
            ("relation.citation", FieldTooLong),
            ("relation.incoming", BadValue),
        ],
    );
}

#[test]
fn who_declines_and_until_when_one_can_sign_has_to_be_said() {
    accepted(v1::DeclineSignatureRequest { participant_id: "uz".into(), ..Default::default() });
    refused(v1::DeclineSignatureRequest::default(), [("participant_id", FieldRequired)]);
    let extend = |closes_on| v1::ExtendSignatureDeadlineRequest { closes_on, ..Default::default() };
    accepted(extend(date(2026, 4, 1)));
    refused(extend(None), [("closes_on", FieldRequired)]);
    refused(extend(date(2026, 4, 0)), [("closes_on", BadDate)]);
}

#[test]
fn an_instrument_is_received_after_it_was_made() {
    let CommandBody::DepositInstrument(bare) = accepted(deposit(instrument())).body else {
        panic!("another command")
    };
    assert_eq!((&bare.instrument.signatory, &bare.instrument.document_id), (&None, &None));
    let nobody = v1::Instrument { signatory: Some(v1::Signatory::default()), ..instrument() };
    let CommandBody::DepositInstrument(bare) = accepted(deposit(nobody)).body else {
        panic!("another command")
    };
    assert_eq!(bare.instrument.signatory, None);
    accepted(deposit(v1::Instrument { dated_on: date(2026, 3, 9), ..instrument() }));

    refused(v1::DepositInstrumentRequest::default(), [("instrument", FieldRequired)]);
    refused(
        deposit(v1::Instrument::default()),
        [
            ("instrument.instrument_id", FieldRequired),
            ("instrument.participant_id", FieldRequired),
            ("instrument.kind", FieldRequired),
            ("instrument.received_on", FieldRequired),
        ],
    );
    refused(
        deposit(v1::Instrument {
            dated_on: date(2026, 3, 10),
            deposited_with: "x".repeat(501),
            document_id: "no id".into(),
            ..instrument()
        }),
        [
            ("instrument.received_on", BadDate),
            ("instrument.deposited_with", FieldTooLong),
            ("instrument.document_id", BadId),
        ],
    );
}

#[test]
fn a_notice_says_who_leaves_and_when_it_was_received() {
    let notice = v1::NotifyWithdrawalRequest {
        participant_id: "uz".into(),
        dated_on: date(2026, 3, 1),
        received_on: date(2026, 3, 9),
        named_date: date(2027, 12, 31),
        ground: personal("two\nlines"),
        ..Default::default()
    };
    accepted(notice.clone());
    let required = [("participant_id", FieldRequired), ("received_on", FieldRequired)];
    refused(v1::NotifyWithdrawalRequest::default(), required);
    refused(v1::RevokeWithdrawalRequest::default(), required);
    refused(v1::NotifyNonRenewalRequest::default(), required);
    refused(
        v1::NotifyWithdrawalRequest {
            received_on: date(2026, 2, 28),
            named_date: date(2027, 12, 0),
            ..notice
        },
        [("received_on", BadDate), ("named_date", BadDate)],
    );
    accepted(v1::RevokeWithdrawalRequest {
        participant_id: "uz".into(),
        received_on: date(2026, 3, 9),
        ..Default::default()
    });
    refused(
        v1::NotifyNonRenewalRequest {
            participant_id: "uz".into(),
            received_on: date(2026, 3, 0),
            ..Default::default()
        },
        [("received_on", BadDate)],
    );
}

#[test]
fn an_end_has_a_ground_and_a_day() {
    let CommandBody::TerminateByConsent(ended) = accepted(v1::TerminateByConsentRequest::default()).body
    else {
        panic!("another command")
    };
    assert_eq!((ended.ground, ended.effective_on), (TerminationGround::Consent, None));
    let coarse = v1::TerminateByConsentRequest { act: occurred(date(2026, 3, 0)), ..Default::default() };
    refused(coarse.clone(), [("act.occurred_on", BadDate)]);
    accepted(v1::TerminateByConsentRequest { effective_on: date(2026, 4, 1), ..coarse });
    for ground in [v1::TerminationGround::Denunciation, v1::TerminationGround::Subsistence] {
        let request = v1::TerminateByConsentRequest {
            ground: ground.into(),
            consents: vec!["uz".into(), "uz".into()],
            ..Default::default()
        };
        refused(request, [("ground", BadValue), ("consents[1]", BadValue)]);
    }

    let supersede = v1::SupersedeAgreementRequest {
        name: NAME.into(),
        successor: "agreements/uz-9".into(),
        ..Default::default()
    };
    let CommandBody::SupersedeAgreement(superseded) = accepted(supersede.clone()).body else {
        panic!("another command")
    };
    assert_eq!(superseded.scope, SupersessionScope::Full);
    refused(
        v1::SupersedeAgreementRequest { successor: NAME.into(), scope: 3, ..supersede.clone() },
        [("successor", SelfRelation), ("scope", BadValue)],
    );
    refused(
        v1::SupersedeAgreementRequest {
            act: occurred(date(2026, 3, 0)),
            successor: String::new(),
            ..supersede
        },
        [("act.occurred_on", BadDate), ("successor", FieldRequired)],
    );
}

#[test]
fn a_correction_says_what_was_wrong_and_what_is_right() {
    use field_value::Kind;
    let title = |words| Some(Kind::Localized(v1::LocalizedTextValue { values: words }));
    let CommandBody::CorrectRecord(corrected) =
        accepted(correct(title(words([("en", "Watr")])), title(words([("en", "Water")])))).body
    else {
        panic!("another command")
    };
    assert!(matches!(corrected.correction.new_value, Some(FieldValue::Localized(_))));

    // What says nothing is no value.
    let nothing = [
        None,
        title(words([])),
        Some(Kind::Text(String::new())),
        Some(Kind::Place(v1::Place::default())),
        Some(Kind::Personal(v1::Personal::default())),
    ];
    for kind in nothing {
        let CommandBody::CorrectRecord(corrected) = accepted(correct(kind.clone(), kind)).body else {
            panic!("another command")
        };
        assert_eq!((&corrected.correction.old_value, &corrected.correction.new_value), (&None, &None));
    }

    refused(
        v1::CorrectRecordRequest::default(),
        [("target_revision", FieldRequired), ("field", FieldRequired)],
    );
    let wrong = v1::CorrectRecordRequest {
        target_revision: -1,
        ..correct(Some(Kind::Text("x".repeat(501))), title(words([("?", "Water")])))
    };
    refused(
        wrong,
        [
            ("target_revision", BadValue),
            ("old_value.text", FieldTooLong),
            (r#"new_value.localized.values["?"]"#, BadLanguageTag),
        ],
    );
}

#[test]
fn a_communication_has_a_kind_and_a_classification_has_to_be_said() {
    let communicate = v1::RecordCommunicationRequest {
        communication_kind: v1::CommunicationKind::Objection.into(),
        from: "The embassy".into(),
        ..Default::default()
    };
    let CommandBody::RecordCommunication(kept) = accepted(communicate.clone()).body else {
        panic!("another command")
    };
    assert_eq!(kept.communication.concerning_revision, None);
    let concerning = v1::RecordCommunicationRequest { concerning_revision: 3, ..communicate.clone() };
    let CommandBody::RecordCommunication(kept) = accepted(concerning).body else { panic!("another command") };
    assert_eq!(kept.communication.concerning_revision, Some(3));
    refused(
        v1::RecordCommunicationRequest {
            communication_kind: 0,
            from: "x".repeat(501),
            concerning_revision: -1,
            ..communicate
        },
        [("communication_kind", FieldRequired), ("from", FieldTooLong), ("concerning_revision", BadValue)],
    );
    refused(v1::ChangeClassificationRequest::default(), [("classification", FieldRequired)]);
    accepted(v1::ChangeClassificationRequest { classification: 2, ..Default::default() });
}
