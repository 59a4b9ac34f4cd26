//! The commands from the draft to the evaluation.

use prost::Message;

use super::{accepted, date, digits, personal, refused, words};
use crate::{
    domain::{CommandBody, EvaluationBasis, Personal, Terms},
    grpc::convert::{CommandRequest, Envelope, request_digest},
    proto::v1::{self, ErrorReason::*, personal::Content},
};

fn spec(id: &str) -> v1::ParticipantSpec {
    v1::ParticipantSpec {
        participant_id: id.into(),
        kind: v1::ParticipantKind::State.into(),
        name: words([("en", "Uzbekistan")]),
        state: "UZ".into(),
        ..Default::default()
    }
}

fn text(language: &str) -> v1::Text {
    v1::Text { language: language.into(), authentic: true, digest: digits("a"), ..Default::default() }
}

fn draft() -> v1::DraftAgreementRequest {
    v1::DraftAgreementRequest {
        reference: "UZ-TJ 2026/4".into(),
        title: words([("en", "Agreement on water")]),
        form: v1::AgreementForm::Agreement.into(),
        level: v1::AgreementLevel::Intergovernmental.into(),
        ..Default::default()
    }
}

fn sign() -> v1::SignAgreementRequest {
    v1::SignAgreementRequest { participant_id: "uz".into(), text_digest: digits("a"), ..Default::default() }
}

fn evaluate() -> v1::EvaluateAgreementRequest {
    v1::EvaluateAgreementRequest {
        evaluation_id: "2026".into(),
        period: Some(v1::Period { from: date(2026, 1, 1), to: date(2027, 1, 1) }),
        overall: v1::Rating::OnTrack.into(),
        ..Default::default()
    }
}

#[test]
fn a_draft_needs_little_and_takes_all_at_once() {
    let CommandBody::DraftAgreement(bare) = accepted(draft()).body else { panic!("another command") };
    assert_eq!(bare.header.reckoning_zone.name(), "UTC");
    assert_eq!((bare.terms, bare.texts.is_empty()), (None, true));

    let request = v1::DraftAgreementRequest {
        languages: vec!["en".into(), "UZ-latn".into()],
        participants: vec![spec("uz"), v1::ParticipantSpec { counts: Some(false), ..spec("tj") }],
        terms: Some(v1::Terms::default()),
        texts: vec![text("uz-Latn"), text("en")],
        ..draft()
    };
    let CommandBody::DraftAgreement(full) = accepted(request).body else { panic!("another command") };
    assert_eq!(full.terms.as_deref(), Some(&Terms::default()));
    assert_eq!(full.participants.iter().map(|spec| spec.counts).collect::<Vec<_>>(), [true, false]);
    assert_eq!(full.header.languages.iter().map(ToString::to_string).collect::<Vec<_>>(), ["en", "uz-Latn"]);
}

#[test]
fn everything_that_is_wrong_with_a_draft_is_said_at_once() {
    let required = FieldRequired;
    refused(
        v1::DraftAgreementRequest::default(),
        [("reference", required), ("title", required), ("form", required), ("level", required)],
    );
    let request = v1::DraftAgreementRequest {
        reference: "x".repeat(65),
        title: words([("en", ""), ("no language", "x")]),
        short_title: words([("EN", "x"), ("en", "y")]),
        form: 99,
        binding: -1,
        languages: vec!["en".into(), "En".into(), String::new()],
        custodian: "c".repeat(501),
        reckoning_zone: "Asia/Atlantis".into(),
        participants: vec![
            spec("uz"),
            v1::ParticipantSpec { state: "uz".into(), kind: 0, groups: vec![String::new()], ..spec("no id") },
            spec("uz"),
        ],
        texts: vec![
            text("en"),
            v1::Text { digest: digits("A"), size_bytes: -1, uri: "\n".into(), ..text("EN") },
            text("EN"),
        ],
        act: Some(v1::Act { occurred_on: date(2026, 2, 29), ..Default::default() }),
        ..draft()
    };
    refused(
        request,
        [
            ("act.occurred_on", BadDate),
            ("reference", FieldTooLong),
            (r#"title["en"]"#, required),
            (r#"title["no language"]"#, BadLanguageTag),
            ("short_title", BadValue),
            ("form", BadValue),
            ("binding", BadValue),
            ("languages[1]", BadValue),
            ("languages[2]", required),
            ("custodian", FieldTooLong),
            ("reckoning_zone", BadTimeZone),
            ("participants[1].participant_id", BadId),
            ("participants[1].kind", required),
            ("participants[1].state", BadCountryCode),
            ("participants[1].groups[0]", required),
            ("participants[2].participant_id", BadValue),
            ("texts[1].digest", BadDigest),
            ("texts[1].size_bytes", BadValue),
            ("texts[1].uri", BadValue),
            ("texts[2].language", BadValue),
        ],
    );
}

#[test]
fn what_is_larger_than_a_limit_is_refused() {
    refused(
        v1::DraftAgreementRequest { participants: vec![spec("x"); 1001], ..draft() },
        [("participants", TooManyItems)],
    );
    refused(
        v1::DraftAgreementRequest {
            title: (0..1001).map(|n| (format!("en-x-{n}"), "x".into())).collect(),
            ..draft()
        },
        [("title", TooManyItems)],
    );
    refused(
        v1::DraftAgreementRequest { title: words([("en", &"ў".repeat(501))]), ..draft() },
        [(r#"title["en"]"#, FieldTooLong)],
    );
    accepted(v1::DraftAgreementRequest { title: words([("en", &"ў".repeat(500))]), ..draft() });
}

#[test]
fn the_circumstances_of_an_act_are_read_for_every_command() {
    let act = v1::Act {
        occurred_on: date(2026, 3, 0),
        occurred_at: Some(v1::OccurredAt {
            time: Some(prost_types::Timestamp { seconds: -1, nanos: 1 }),
            utc_offset_minutes: 300,
        }),
        source: Some(v1::Source { kind: v1::SourceKind::Press.into(), confidence: 2, ..Default::default() }),
        evidence: vec![v1::Evidence { document_id: "note-12".into(), digest: digits("0") }],
        on_behalf_of: "uz".into(),
        note: personal("two\nlines"),
    };
    let command = accepted(v1::FreezeTextRequest { act: Some(act), ..Default::default() });
    assert_eq!(command.act.occurred_on.unwrap().to_string(), "2026-03");
    assert_eq!(command.act.note, Some(Personal::Text("two\nlines".into())));

    let sealed = v1::Personal { content: Some(Content::Sealed(vec![1].into())) };
    let act = v1::Act {
        occurred_at: Some(v1::OccurredAt {
            time: Some(prost_types::Timestamp { seconds: 0, nanos: -1 }),
            utc_offset_minutes: 1081,
        }),
        source: Some(v1::Source { kind: v1::SourceKind::Press.into(), confidence: 3, ..Default::default() }),
        evidence: vec![v1::Evidence { document_id: String::new(), digest: "12".into() }],
        on_behalf_of: "a\u{7}b".into(),
        note: Some(sealed),
        ..Default::default()
    };
    refused(
        v1::FreezeTextRequest { act: Some(act), ..Default::default() },
        [
            ("act.occurred_at.time", BadValue),
            ("act.occurred_at.utc_offset_minutes", BadValue),
            ("act.source.confidence", BadValue),
            ("act.evidence[0].document_id", FieldRequired),
            ("act.evidence[0].digest", BadDigest),
            ("act.on_behalf_of", BadValue),
            ("act.note.sealed", BadValue),
        ],
    );
    let source = |source| v1::FreezeTextRequest {
        act: Some(v1::Act { source: Some(source), ..Default::default() }),
        ..Default::default()
    };
    let system = v1::Source { kind: v1::SourceKind::System.into(), ..Default::default() };
    refused(source(system), [("act.source.kind", BadValue)]);
    let kindless = v1::Source { uri: "https://example.org".into(), ..Default::default() };
    refused(source(kindless), [("act.source.kind", FieldRequired)]);
    assert_eq!(accepted(source(v1::Source::default())).act.source, None);
}

#[test]
fn whom_to_invite_or_to_remove_has_to_be_said() {
    accepted(v1::InviteParticipantRequest { participant: Some(spec("uz")), ..Default::default() });
    refused(v1::InviteParticipantRequest::default(), [("participant", FieldRequired)]);
    let nobody = v1::ParticipantSpec::default();
    refused(
        v1::InviteParticipantRequest { participant: Some(nobody), ..Default::default() },
        [
            ("participant.participant_id", FieldRequired),
            ("participant.kind", FieldRequired),
            ("participant.name", FieldRequired),
        ],
    );
    refused(
        v1::RemoveParticipantRequest { reason: personal(&"x".repeat(2001)), ..Default::default() },
        [("participant_id", FieldRequired), ("reason.text", FieldTooLong)],
    );
}

#[test]
fn a_revision_has_a_version_and_a_text() {
    let request = v1::ReviseDraftRequest { version: 2, texts: vec![text("en")], ..Default::default() };
    accepted(request.clone());
    refused(v1::ReviseDraftRequest::default(), [("version", FieldRequired), ("texts", FieldRequired)]);
    refused(v1::ReviseDraftRequest { version: -2, ..request }, [("version", BadValue)]);
}

#[test]
fn a_freezing_and_an_abandonment_name_participants_once() {
    accepted(v1::FreezeTextRequest::default());
    refused(
        v1::FreezeTextRequest {
            method: 7,
            by: vec!["uz".into(), "uz".into(), "?".into()],
            place: Some(v1::Place { country: "XX".into(), un_locode: "uztas".into(), ..Default::default() }),
            text_digest: "a".into(),
            ..Default::default()
        },
        [
            ("method", BadValue),
            ("by[1]", BadValue),
            ("by[2]", BadId),
            ("place.country", BadCountryCode),
            ("place.un_locode", BadValue),
            ("text_digest", BadDigest),
        ],
    );
    refused(
        v1::AbandonAgreementRequest { consents: vec![String::new()], ..Default::default() },
        [("consents[0]", FieldRequired)],
    );
}

#[test]
fn a_window_does_not_close_before_it_opens() {
    let act = |occurred_on| Some(v1::Act { occurred_on, ..Default::default() });
    let request = v1::OpenForSignatureRequest {
        act: act(date(2026, 3, 1)),
        closes_on: date(2026, 3, 1),
        ..Default::default()
    };
    accepted(request.clone());
    refused(
        v1::OpenForSignatureRequest { opens_on: date(2026, 3, 2), ..request.clone() },
        [("closes_on", BadPeriod)],
    );
    refused(
        v1::OpenForSignatureRequest { closes_on: date(2026, 2, 28), ..request.clone() },
        [("closes_on", BadPeriod)],
    );
    refused(
        v1::OpenForSignatureRequest {
            act: act(date(2026, 3, 0)),
            opens_on: date(2026, 0, 0),
            places: vec![v1::Place::default()],
            ..request
        },
        [("act.occurred_on", BadDate), ("opens_on", BadDate), ("places[0].name", FieldRequired)],
    );
}

#[test]
fn a_signature_says_who_signs_which_text_on_which_day() {
    let CommandBody::SignAgreement(signed) = accepted(sign()).body else { panic!("another command") };
    assert_eq!(signed.place, None);
    refused(
        v1::SignAgreementRequest::default(),
        [("participant_id", FieldRequired), ("text_digest", FieldRequired)],
    );
    refused(
        v1::SignAgreementRequest {
            act: Some(v1::Act { occurred_on: date(2026, 0, 0), ..Default::default() }),
            signatory: Some(v1::Signatory { name: personal(&"x".repeat(501)), title: String::new() }),
            kind: 9,
            authority: Some(v1::SigningAuthority {
                document_id: "no id".into(),
                issued_on: date(0, 1, 1),
                ..Default::default()
            }),
            ..sign()
        },
        [
            ("act.occurred_on", BadDate),
            ("signatory.name.text", FieldTooLong),
            ("kind", BadValue),
            ("authority.document_id", BadId),
            ("authority.issued_on", BadDate),
        ],
    );
}

#[test]
fn an_evaluation_has_a_period_and_a_rating() {
    accepted(evaluate());
    let area = |code: &str| v1::AreaAssessment {
        code: code.into(),
        rating: v1::Rating::Partial.into(),
        ..Default::default()
    };
    refused(
        v1::EvaluateAgreementRequest::default(),
        [("evaluation_id", FieldRequired), ("period", FieldRequired), ("overall", FieldRequired)],
    );
    refused(
        v1::EvaluateAgreementRequest {
            period: Some(v1::Period { from: date(2026, 1, 1), to: date(2026, 1, 1) }),
            areas: vec![area("A"), area("A"), v1::AreaAssessment { rating: 0, ..area("B") }],
            ..evaluate()
        },
        [("period.to", BadPeriod), ("areas[1].code", BadValue), ("areas[2].rating", FieldRequired)],
    );
    refused(
        v1::EvaluateAgreementRequest {
            period: Some(v1::Period { from: None, to: date(2026, 1, 0) }),
            ..evaluate()
        },
        [("period.from", FieldRequired), ("period.to", BadDate)],
    );
}

#[test]
fn an_evaluation_of_a_session_names_the_session_and_no_other_does() {
    let basis =
        |basis: v1::EvaluationBasis| v1::EvaluateAgreementRequest { basis: basis.into(), ..evaluate() };
    let of_session =
        v1::EvaluateAgreementRequest { session_id: "s1".into(), ..basis(v1::EvaluationBasis::Session) };
    let CommandBody::EvaluateAgreement(evaluate) = accepted(of_session.clone()).body else {
        panic!("another command")
    };
    assert_eq!(evaluate.evaluation.session_id().map(ToString::to_string).as_deref(), Some("s1"));
    let of_commission = v1::EvaluateAgreementRequest {
        commission_id: "jc".into(),
        ..basis(v1::EvaluationBasis::JointReview)
    };
    let CommandBody::EvaluateAgreement(evaluate) = accepted(of_commission).body else {
        panic!("another command")
    };
    assert_eq!(evaluate.evaluation.basis, EvaluationBasis::JointReview);
    assert_eq!(evaluate.evaluation.commission_id.as_ref().map(ToString::to_string).as_deref(), Some("jc"));

    refused(basis(v1::EvaluationBasis::Session), [("session_id", FieldRequired)]);
    refused(
        v1::EvaluateAgreementRequest { commission_id: "jc".into(), ..of_session.clone() },
        [("commission_id", BadValue)],
    );
    for other in [v1::EvaluationBasis::Unspecified, v1::EvaluationBasis::Report] {
        refused(
            v1::EvaluateAgreementRequest { basis: other.into(), ..of_session.clone() },
            [("session_id", BadValue)],
        );
    }
    refused(v1::EvaluateAgreementRequest { basis: 9, ..of_session }, [("basis", BadValue)]);
    let area = v1::AreaAssessment {
        code: "TRADE".into(),
        rating: v1::Rating::Partial.into(),
        reading_ids: vec!["r1".into(), "?".into(), "r1".into()],
        ..Default::default()
    };
    refused(
        v1::EvaluateAgreementRequest { areas: vec![area], ..basis(v1::EvaluationBasis::Report) },
        [("areas[0].reading_ids[1]", BadId), ("areas[0].reading_ids[2]", BadValue)],
    );
}

#[test]
fn the_digest_is_over_what_is_asked_for() {
    let mut request = v1::SignAgreementRequest { name: "agreements/a".into(), view: 2, ..sign() };
    let bare = request_digest(&request);
    request.request_id = "r1".into();
    request.expected_revision = Some(0);
    request.validate_only = true;
    let envelope = request.take_envelope();
    assert_eq!(
        envelope,
        Envelope {
            name: "agreements/a".into(),
            request_id: "r1".into(),
            expected_revision: Some(0),
            validate_only: true,
            view: 2,
        }
    );
    assert_eq!(request_digest(&request), bare);
    request.participant_id = "tj".into();
    assert_ne!(request_digest(&request), bare);
}

#[test]
fn requests_with_the_same_bytes_for_two_methods_have_two_digests() {
    let invite = v1::InviteParticipantRequest { name: "agreements/a".into(), ..Default::default() };
    let freeze = v1::FreezeTextRequest { name: "agreements/a".into(), ..Default::default() };
    assert_eq!(invite.encode_to_vec(), freeze.encode_to_vec());
    assert_ne!(request_digest(&invite), request_digest(&freeze));
    assert_eq!(v1::EvaluateAgreementRequest::METHOD, "depositary.v1.EvaluationService/EvaluateAgreement");
}
