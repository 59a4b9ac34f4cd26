//! What the rules of agreements refuse, as statuses.

use std::fmt::Display;

use tonic::Status;

use super::{Refused, refused};
use crate::{
    domain::{ByState, Rejection},
    grpc::{convert, words},
    proto::v1::ErrorReason,
};

/// The status of a rejection of a command about `agreement`, given by its name.
pub(super) fn status(agreement: &str, rejection: &Rejection) -> Status {
    use ErrorReason as Reason;
    let child = |kind: &str, id: &dyn Display| format!("{agreement}/{kind}/{id}");
    let refusal = match rejection {
        Rejection::BadDate { occurred_on } => {
            refused(Reason::BadDate, format!("{occurred_on} is not a full date, which this act needs"))
                .field("act.occurred_on")
        }
        Rejection::BadPeriod { opens_on, closes_on } => refused(
            Reason::BadPeriod,
            format!("the window would close on {closes_on}, before it opens on {opens_on}"),
        )
        .field("closes_on"),
        Rejection::AgreementNotFound => {
            refused(Reason::AgreementNotFound, format!("{agreement} does not exist"))
                .resource("depositary.v1.Agreement", agreement)
        }
        Rejection::ParticipantNotFound { participant_id } => {
            let name = child("participants", participant_id);
            refused(Reason::ParticipantNotFound, format!("{name} does not exist"))
                .resource("depositary.v1.Participant", &name)
        }
        Rejection::AreaNotFound { code } => {
            let name = child("areas", code);
            refused(Reason::AreaNotFound, format!("the terms of {agreement} have no area {code}"))
                .resource("depositary.v1.Area", &name)
        }
        Rejection::AgreementExists => {
            refused(Reason::AgreementExists, format!("{agreement} was drafted before"))
                .resource("depositary.v1.Agreement", agreement)
        }
        Rejection::ReferenceExists { agreement: other } => {
            let other = convert::agreement_name(other);
            refused(Reason::ReferenceExists, format!("{other} has this reference"))
                .resource("depositary.v1.Agreement", &other)
        }
        Rejection::ParticipantExists { participant_id } => {
            let name = child("participants", participant_id);
            refused(Reason::ParticipantExists, format!("{name} is on the list already"))
                .resource("depositary.v1.Participant", &name)
        }
        Rejection::AlreadySignedOrBound { participant_id } => {
            let name = child("participants", participant_id);
            refused(Reason::AlreadySignedOrBound, format!("{name} has signed before"))
                .resource("depositary.v1.Participant", &name)
        }
        Rejection::EvaluationExists { evaluation_id } => {
            let name = child("evaluations", evaluation_id);
            refused(Reason::EvaluationExists, format!("{name} was recorded before"))
                .resource("depositary.v1.Evaluation", &name)
        }
        Rejection::OccurredInFuture { occurred_on, today } => {
            refused(Reason::OccurredInFuture, format!("{occurred_on} lies in the future; today is {today}"))
                .with("occurred_on", occurred_on)
                .with("today", today)
                .violation("act.occurred_on")
        }
        Rejection::OutOfSequence { occurred_on, not_before } => refused(
            Reason::OutOfSequence,
            format!("the act cannot have been done on {occurred_on}: what it depends on is of {not_before}"),
        )
        .with("occurred_on", occurred_on)
        .with("not_before", not_before)
        .precondition(agreement),
        Rejection::TextFrozen(by) => by_state(Reason::TextFrozen, "the text is frozen", *by, agreement),
        Rejection::TextNotFrozen(by) => {
            by_state(Reason::TextNotFrozen, "the text is not frozen yet", *by, agreement)
        }
        Rejection::NotOpen(by) => by_state(Reason::NotOpen, "it is not open for signature", *by, agreement),
        Rejection::AlreadyOpen(by) => by_state(Reason::AlreadyOpen, "it was opened before", *by, agreement),
        Rejection::NotInForce(by) => by_state(Reason::NotInForce, "it is not in force", *by, agreement),
        Rejection::AlreadyInForce(by) => {
            by_state(Reason::AlreadyInForce, "it has entered into force", *by, agreement)
        }
        Rejection::AgreementClosed(by) => by_state(Reason::AgreementClosed, "it has ended", *by, agreement),
        Rejection::ParticipationClosed { state, participation } => refused(
            Reason::ParticipationClosed,
            "the list of participants was closed when the text was frozen",
        )
        .with("state", words::status(*state))
        .with("participation", words::participation(*participation))
        .precondition(agreement),
        Rejection::SignatureWindowClosed { state, closed_on } => {
            let on = closed_on.map(|on| on.to_string()).unwrap_or_default();
            refused(Reason::SignatureWindowClosed, format!("the time to sign is over since {on}"))
                .with("state", words::status(*state))
                .with("closed_on", on)
                .precondition(agreement)
        }
        Rejection::TextIncomplete { missing } => {
            let missing = words::list(missing);
            refused(Reason::TextIncomplete, format!("an authentic text is missing: {missing}"))
                .with("missing", missing)
                .precondition(agreement)
        }
        Rejection::TermsMissing => {
            refused(Reason::TermsMissing, "the terms have not been set").precondition(agreement)
        }
        Rejection::TooFewParticipants { participants, minimum } => refused(
            Reason::TooFewParticipants,
            format!("{participants} participants are on the list, {minimum} are needed"),
        )
        .with("participants", participants)
        .with("minimum", minimum)
        .precondition(agreement),
        Rejection::ConsentMissing { missing } => {
            let missing = words::list(missing);
            refused(Reason::ConsentMissing, format!("these have signed and have not consented: {missing}"))
                .with("missing", missing)
                .precondition(agreement)
        }
        Rejection::TermsInconsistent { fields } => {
            let mut refusal =
                refused(Reason::TermsInconsistent, "the terms contradict each other or the agreement");
            for field in fields.iter().rev() {
                refusal = refusal.field(&format!("terms.{}", field.path()));
            }
            refusal
        }
        Rejection::StaleVersion { version, current_version } => refused(
            Reason::StaleVersion,
            format!("version {version} does not follow the present version {current_version}"),
        )
        .with("version", version)
        .with("current_version", current_version),
        Rejection::DigestMismatch { digest, current_digest } => {
            let current = current_digest.map(|digest| digest.to_string()).unwrap_or_default();
            refused(
                Reason::DigestMismatch,
                format!("{digest} is not the digest of the text, which is {current}"),
            )
            .with("digest", digest)
            .with("current_digest", current)
            .precondition(agreement)
        }
        Rejection::SignatureNotOffered { mode } => {
            refused(Reason::SignatureNotOffered, "the agreement was opened for accession only")
                .with("mode", words::signature_mode(*mode))
                .precondition(agreement)
        }
        Rejection::SignatureKindNotAllowed { kind, allowed_kinds } => {
            let allowed: Vec<_> = allowed_kinds.iter().map(|kind| words::signature_kind(*kind)).collect();
            let (kind, allowed) = (words::signature_kind(*kind), allowed.join(","));
            refused(Reason::SignatureKindNotAllowed, format!("the terms allow {allowed}, not {kind}"))
                .with("kind", kind)
                .with("allowed_kinds", allowed)
                .precondition(agreement)
        }
        Rejection::FullPowersMissing { participant_id, authority } => refused(
            Reason::FullPowersMissing,
            format!("whoever signs for {participant_id} needs full powers (VCLT article 7)"),
        )
        .with("participant", child("participants", participant_id))
        .with("authority", words::authority(*authority))
        .precondition(agreement),
        Rejection::AreasIncomplete { missing } => {
            let missing = words::list(missing);
            refused(Reason::AreasIncomplete, format!("these areas are not assessed: {missing}"))
                .with("missing", missing)
                .precondition(agreement)
        }
        Rejection::PeriodOverlap { evaluation_id } => {
            let name = child("evaluations", evaluation_id);
            refused(Reason::PeriodOverlap, format!("{name} has looked at part of the period already"))
                .with("evaluation", name)
                .precondition(agreement)
        }
        Rejection::PeriodInFuture { period_to, latest } => refused(
            Reason::PeriodInFuture,
            format!("the period ends on {period_to}, and cannot end after {latest}"),
        )
        .with("period_to", period_to)
        .with("latest", latest)
        .violation("period.to"),
    };
    refusal.with("agreement", agreement).status()
}

fn by_state(reason: ErrorReason, why: &str, by: ByState, agreement: &str) -> Refused {
    let state = words::status(by.state);
    let allowed: Vec<_> = by.allowed_states.iter().map(|state| words::status(*state)).collect();
    let allowed = allowed.join(",");
    refused(reason, format!("{agreement} is {state}: {why}; this is possible in {allowed}"))
        .with("state", state)
        .with("allowed_states", allowed)
        .precondition(agreement)
}
