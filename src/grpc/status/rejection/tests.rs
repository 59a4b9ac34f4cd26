//! Every rejection, compared with what the comment of its reason promises to clients.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use tonic::Code;
use tonic_types::StatusExt;

use super::status;
use crate::{
    domain::{
        AgreementId, ByParticipant, ByState, CommandField, Digest, Identifier, InstrumentKind, LanguageTag,
        PartialDate, ParticipantStatus, Participation, Rejection, SignatureKind, SignatureMode,
        SigningAuthorityKind, Status, TermsField, Unit,
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

/// One of each.
fn rejections() -> Vec<Rejection> {
    let id = || Identifier::parse("x").unwrap();
    let ids = || [id()].into();
    let other = || AgreementId::parse("uz-9").unwrap();
    let day = date(2026, 3, 9);
    let state = ByState { state: Status::Draft, allowed_states: &[Status::Open, Status::Signed] };
    let by = || ByParticipant { participant_id: id(), status: ParticipantStatus::Eligible };
    let on = PartialDate::from(day);
    vec![
        Rejection::BadDate { field: CommandField::ClosesOn, date: on },
        Rejection::BadPeriod { opens_on: day, closes_on: day },
        Rejection::BadUnit { field: CommandField::ReadingUnit, unit: Unit::parse("%").unwrap() },
        Rejection::BadValue { field: CommandField::NewValue },
        Rejection::SelfRelation { field: CommandField::Successor },
        Rejection::AgreementNotFound,
        Rejection::ParticipantNotFound { participant_id: id() },
        Rejection::AreaNotFound { code: id() },
        Rejection::RelatedAgreementNotFound { agreement: other() },
        Rejection::SuccessorNotFound { successor: other() },
        Rejection::EventNotFound { revision: 7 },
        Rejection::IndicatorNotFound { indicator_id: id() },
        Rejection::ReadingNotFound { reading_id: id() },
        Rejection::AgreementExists,
        Rejection::ReferenceExists { agreement: other() },
        Rejection::ParticipantExists { participant_id: id() },
        Rejection::AlreadySignedOrBound { participant_id: id() },
        Rejection::AlreadyDeclined { participant_id: id() },
        Rejection::InstrumentExists { instrument_id: id() },
        Rejection::AlreadyConsented { participant_id: id() },
        Rejection::WithdrawalExists { participant_id: id() },
        Rejection::NonRenewalExists { participant_id: id() },
        Rejection::EvaluationExists { evaluation_id: id() },
        Rejection::DocumentExists { document_id: id() },
        Rejection::IndicatorExists { indicator_id: id() },
        Rejection::IndicatorAlreadyRetired { indicator_id: id() },
        Rejection::TargetExists { target_id: id() },
        Rejection::ReadingExists { reading_id: id() },
        Rejection::OccurredInFuture { field: CommandField::EffectiveOn, occurred_on: on, today: day },
        Rejection::OutOfSequence { occurred_on: on, not_before: day },
        Rejection::LateAct { blocking_revision: 7, occurred_on: on },
        Rejection::TextFrozen(state),
        Rejection::TextNotFrozen(state),
        Rejection::NotOpen(state),
        Rejection::AlreadyOpen(state),
        Rejection::NotInForce(state),
        Rejection::AlreadyInForce(state),
        Rejection::AgreementClosed(state),
        Rejection::SignaturesExist { state: Status::Open, signed: ids() },
        Rejection::ParticipationClosed { state: Status::Frozen, participation: Participation::ClosedList },
        Rejection::SignatureWindowClosed { state: Status::Signed, closed_on: Some(day) },
        Rejection::TextIncomplete { missing: [LanguageTag::parse("en").unwrap()].into() },
        Rejection::TermsMissing,
        Rejection::TooFewParticipants { participants: 1, minimum: 2 },
        Rejection::ConsentMissing { missing: ids() },
        Rejection::TermsInconsistent { fields: [TermsField::SignatureMinimum, TermsField::Areas].into() },
        Rejection::StaleVersion { version: 2, current_version: 3 },
        Rejection::DigestMismatch { digest: Digest::of(b"a"), current_digest: None },
        Rejection::SignatureNotOffered { mode: SignatureMode::AccessionOnly },
        Rejection::SignatureKindNotAllowed {
            kind: SignatureKind::SubjectToRatification,
            allowed_kinds: &[SignatureKind::Definitive],
        },
        Rejection::FullPowersMissing {
            participant_id: id(),
            authority: SigningAuthorityKind::InternalAuthority,
        },
        Rejection::AreasIncomplete { missing: ids() },
        Rejection::PeriodOverlap { evaluation_id: id() },
        Rejection::PeriodInFuture { field: CommandField::ReadingAsOf, period_to: day, latest: day },
        Rejection::UseAccession(by()),
        Rejection::NotSignatory(by()),
        Rejection::SignatureUnconfirmed(by()),
        Rejection::NotParty(by()),
        Rejection::UseInstrumentWithdrawal(by()),
        Rejection::NoPendingWithdrawal(by()),
        Rejection::ConsentModeNotAllowed { kind: InstrumentKind::Accession, allowed_kinds: &[] },
        Rejection::WithdrawalNotAllowed,
        Rejection::WithdrawalNotProvided,
        Rejection::WithdrawalLocked { earliest: day },
        Rejection::WithdrawalEffective { participant_id: id(), effective_on: day },
        Rejection::NoTacitRenewal,
        Rejection::NoticeTooLate { deadline: day },
        Rejection::SuccessorNotInForce { successor: other(), on: day },
        Rejection::NotBackfilling,
        Rejection::FieldNotCorrectable { target_revision: 7, field: "title".into() },
        Rejection::StaleValue { target_revision: 7, field: "title".into() },
        Rejection::IndicatorRetired { indicator_id: id() },
    ]
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
}
