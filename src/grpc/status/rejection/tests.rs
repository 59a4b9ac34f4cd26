//! Every rejection, compared with what the comment of its reason promises to clients.

mod samples;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use tonic::Code;
use tonic_types::StatusExt;

use self::samples::rejections;
use super::status;
use crate::{
    domain::{
        AgreementId, ByParticipant, BySession, ByState, Identifier, InstrumentKind, PartialDate,
        ParticipantStatus, Rejection, SessionStatus, Status,
    },
    grpc::status::code::of as code_of,
    proto::v1::ErrorReason,
};

const NAME: &str = "agreements/uz-4";

/// What the comment of a reason promises, word by word.
struct Promise {
    metadata: BTreeSet<String>,
    details: String,
}

/// The comments of all reasons.
fn promises() -> BTreeMap<String, Promise> {
    let source = include_str!("../../../../proto/depositary/v1/error_reason.proto");
    let mut promises = BTreeMap::new();
    let mut comment = String::new();
    for line in source.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("//") {
            comment = format!("{comment} {}", text.trim());
        } else if let Some(value) = line.strip_prefix("ERROR_REASON_") {
            let reason = value.split(' ').next().unwrap().to_owned();
            let after = |word: &str| comment.split_once(word).map(|(_, rest)| rest).unwrap_or_default();
            let sentence = |text: &str| text.split(['.', '(']).next().unwrap_or_default().trim().to_owned();
            // What is said of a key stands behind it in brackets.
            let said = after("Metadata:").split(". ").next().unwrap_or_default();
            let keys = said.split('(').flat_map(|part| part.rsplit(')').next());
            let keys = keys.flat_map(|part| part.split('`').skip(1).step_by(2)).map(str::to_owned);
            let details = sentence(after("Details:"));
            promises.insert(reason, Promise { metadata: keys.collect(), details });
            comment.clear();
        } else {
            comment.clear();
        }
    }
    promises
}

#[test]
fn every_rejection_is_told_as_the_comment_of_its_reason_says() {
    let promises = promises();
    let mut offenders = Vec::new();
    for rejection in rejections() {
        let status = status(NAME, &rejection);
        let details = status.get_error_details();
        let info = details.error_info().unwrap();
        let promise = &promises[&info.reason];
        let mut wanted = promise.metadata.clone();
        wanted.insert("agreement".to_owned());
        let found: BTreeSet<_> = info.metadata.keys().cloned().collect();
        if found != wanted {
            offenders.push(format!("{}: metadata {found:?}, promised {wanted:?}", info.reason));
        }
        assert_eq!(info.metadata["agreement"], NAME);

        let reason = ErrorReason::from_str_name(&format!("ERROR_REASON_{}", info.reason)).unwrap();
        assert_eq!(status.code(), code_of(reason));
        // The comment at the head of the reasons says which details each code has.
        let code = status.code();
        let (wanted, has) = if code == Code::InvalidArgument {
            ("", details.bad_request().is_some())
        } else if code == Code::OutOfRange {
            ("BadRequest", details.bad_request().is_some())
        } else if code == Code::NotFound || code == Code::AlreadyExists {
            let resource = details.resource_info();
            let is_named = |name: &str| name == info.metadata["resource"];
            ("ResourceInfo", resource.is_some_and(|resource| is_named(&resource.resource_name)))
        } else if code == Code::FailedPrecondition {
            let violations = details.precondition_failure().map(|failure| &failure.violations[..]);
            let is_told =
                matches!(violations, Some([one]) if one.r#type == info.reason && one.subject == NAME);
            ("PreconditionFailure", is_told)
        } else if code == Code::PermissionDenied {
            ("none", details.bad_request().is_none() && details.precondition_failure().is_none())
        } else {
            ("", code == Code::Aborted)
        };
        if !has || promise.details != wanted {
            offenders.push(format!("{}: details {details:?}, promised {}", info.reason, promise.details));
        }
    }
    assert!(offenders.is_empty(), "not as documented:\n  {}", offenders.join("\n  "));
}

#[test]
fn there_is_one_of_each() {
    let source = include_str!("reason.rs");
    let reasons = source.split("=> Reason::").skip(1).filter_map(|rest| rest.split(',').next());
    let told: BTreeSet<_> = rejections().iter().map(|one| format!("{:?}", super::reason::of(one))).collect();
    let missing: Vec<_> = reasons.filter(|reason| !told.contains(*reason)).collect();
    assert!(missing.is_empty(), "no sample of {missing:?}");
}

#[test]
fn words_are_those_of_the_api_and_dates_those_of_iso_8601() {
    let metadata = |rejection| {
        let info = status(NAME, &rejection).get_error_details().error_info().unwrap().clone();
        info.metadata
    };
    let by = ByParticipant {
        participant_id: Identifier::parse("uz").unwrap(),
        status: ParticipantStatus::SignedAdReferendum,
    };
    let told = metadata(Rejection::SignatureUnconfirmed(by));
    assert_eq!(told["participant"], "agreements/uz-4/participants/uz");
    assert_eq!(told["participant_status"], "SIGNED_AD_REFERENDUM");
    let allowed_kinds = &[InstrumentKind::CompletionNotice];
    let kind = InstrumentKind::FormalConfirmation;
    let told = metadata(Rejection::ConsentModeNotAllowed { kind, allowed_kinds });
    assert_eq!(told["kind"], "FORMAL_CONFIRMATION");
    assert_eq!(told["allowed_kinds"], "COMPLETION_NOTICE");
    let coarse = PartialDate::new(2026, 3, 0).unwrap();
    let told = metadata(Rejection::LateAct { blocking_revision: 7, occurred_on: coarse });
    assert_eq!((told["blocking_revision"].as_str(), told["occurred_on"].as_str()), ("7", "2026-03"));
    let ended = ByState { state: Status::Superseded, allowed_states: &[Status::Signed, Status::InForce] };
    let told = metadata(Rejection::AgreementClosed(ended));
    assert_eq!((told["state"].as_str(), told["allowed_states"].as_str()), ("SUPERSEDED", "SIGNED,IN_FORCE"));
    let successor = AgreementId::parse("uz-9").unwrap();
    let told = metadata(Rejection::SuccessorNotInForce { successor, on: date(2026, 3, 9) });
    assert_eq!(
        (told["successor"].as_str(), told["effective_on"].as_str()),
        ("agreements/uz-9", "2026-03-09")
    );
    let (session_id, status) = (Identifier::parse("16").unwrap(), SessionStatus::Concluded);
    let told = metadata(Rejection::SessionHeld(BySession { session_id, status }));
    assert_eq!(
        (told["session"].as_str(), told["state"].as_str()),
        ("agreements/uz-4/sessions/16", "CONCLUDED")
    );
    let session_id = Identifier::parse("16").unwrap();
    let told = metadata(Rejection::AgendaItemNotFound { session_id, item: 3 });
    assert_eq!(told["resource"], "agreements/uz-4/sessions/16/items/3");
    let participant_id = Identifier::parse("uz").unwrap();
    let told = metadata(Rejection::NotCoChair { participant_id, officer_id: None });
    assert_eq!(
        (told["officer"].as_str(), told["participant"].as_str()),
        ("", "agreements/uz-4/participants/uz")
    );
}
