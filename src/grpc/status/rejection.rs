//! What the rules of agreements refuse, as statuses.

mod about;
#[cfg(test)]
mod tests;

use tonic::Status;

use self::about::{
    AREA, About, DOCUMENT, EVALUATION, EVENT, INDICATOR, INSTRUMENT, PARTICIPANT, READING, TARGET,
};
use super::{Refused, refused};
use crate::{
    domain::{CommandField, Rejection},
    grpc::{convert, words},
    proto::v1::ErrorReason,
};

/// The status of a rejection of a command about `agreement`, given by its name.
pub(super) fn status(agreement: &str, rejection: &Rejection) -> Status {
    refusal(About(agreement), rejection).with("agreement", agreement).status()
}

fn refusal(about: About<'_>, rejection: &Rejection) -> Refused {
    use ErrorReason as Reason;
    match rejection {
        Rejection::OccurredOnRequired => about.field(
            Reason::FieldRequired,
            CommandField::OccurredOn,
            "the day of the act is needed as long as the past is being entered",
        ),
        Rejection::BadDate { field, date } => {
            let said = match date.full() {
                None => format!("{date} is not a full date, which this act needs"),
                Some(date) => format!("{date} is on the wrong side of another date"),
            };
            about.field(Reason::BadDate, *field, said)
        }
        Rejection::BadPeriod { opens_on, closes_on } => about.field(
            Reason::BadPeriod,
            CommandField::ClosesOn,
            format!("the window would close on {closes_on}, before it opens on {opens_on}"),
        ),
        Rejection::BadUnit { field, unit } => {
            about.field(Reason::BadUnit, *field, format!("{unit} is not the unit that is needed here"))
        }
        Rejection::BadValue { field } => {
            about.field(Reason::BadValue, *field, "this value is not allowed here")
        }
        Rejection::SelfRelation { field } => {
            about.field(Reason::SelfRelation, *field, "this is the agreement itself")
        }
        Rejection::AgreementNotFound => about.agreement(Reason::AgreementNotFound, about.0, "does not exist"),
        Rejection::RelatedAgreementNotFound { agreement: other } => {
            about.agreement(Reason::AgreementNotFound, &convert::agreement_name(other), "does not exist")
        }
        Rejection::SuccessorNotFound { successor } => {
            about.agreement(Reason::SuccessorNotFound, &convert::agreement_name(successor), "does not exist")
        }
        Rejection::ParticipantNotFound { participant_id } => {
            about.child(Reason::ParticipantNotFound, PARTICIPANT, participant_id, "does not exist")
        }
        Rejection::AreaNotFound { code } => {
            about.child(Reason::AreaNotFound, AREA, code, "is no area of the terms")
        }
        Rejection::EventNotFound { revision } => {
            about.child(Reason::EventNotFound, EVENT, revision, "does not exist")
        }
        Rejection::IndicatorNotFound { indicator_id } => {
            about.child(Reason::IndicatorNotFound, INDICATOR, indicator_id, "does not exist")
        }
        Rejection::ReadingNotFound { reading_id } => {
            about.child(Reason::ReadingNotFound, READING, reading_id, "does not exist")
        }
        Rejection::AgreementExists => about.agreement(Reason::AgreementExists, about.0, "was drafted before"),
        Rejection::ReferenceExists { agreement: other } => {
            about.agreement(Reason::ReferenceExists, &convert::agreement_name(other), "has this reference")
        }
        Rejection::ParticipantExists { participant_id } => {
            about.child(Reason::ParticipantExists, PARTICIPANT, participant_id, "is on the list already")
        }
        Rejection::AlreadySignedOrBound { participant_id } => {
            about.child(Reason::AlreadySignedOrBound, PARTICIPANT, participant_id, "has signed before")
        }
        Rejection::AlreadyDeclined { participant_id } => {
            about.child(Reason::AlreadyDeclined, PARTICIPANT, participant_id, "has declined before")
        }
        Rejection::InstrumentExists { instrument_id } => {
            about.child(Reason::InstrumentExists, INSTRUMENT, instrument_id, "was deposited before")
        }
        Rejection::AlreadyConsented { participant_id } => {
            about.child(Reason::InstrumentExists, PARTICIPANT, participant_id, "has consented before")
        }
        Rejection::WithdrawalExists { participant_id } => {
            about.child(Reason::WithdrawalExists, PARTICIPANT, participant_id, "has given notice before")
        }
        Rejection::NonRenewalExists { participant_id } => {
            about.child(Reason::NonRenewalExists, PARTICIPANT, participant_id, "has given notice before")
        }
        Rejection::EvaluationExists { evaluation_id } => {
            about.child(Reason::EvaluationExists, EVALUATION, evaluation_id, "was recorded before")
        }
        Rejection::DocumentExists { document_id } => {
            about.child(Reason::DocumentExists, DOCUMENT, document_id, "was attached before")
        }
        Rejection::IndicatorExists { indicator_id } => {
            about.child(Reason::IndicatorExists, INDICATOR, indicator_id, "was defined before")
        }
        Rejection::IndicatorAlreadyRetired { indicator_id } => {
            about.child(Reason::IndicatorAlreadyRetired, INDICATOR, indicator_id, "was retired before")
        }
        Rejection::TargetExists { target_id } => {
            about.child(Reason::TargetExists, TARGET, target_id, "was set before")
        }
        Rejection::ReadingExists { reading_id } => {
            about.child(Reason::ReadingExists, READING, reading_id, "was recorded before")
        }
        Rejection::OccurredInFuture { field, occurred_on, today } => {
            refused(Reason::OccurredInFuture, format!("{occurred_on} lies in the future; today is {today}"))
                .with("occurred_on", occurred_on)
                .with("today", today)
                .violation(field.path())
        }
        Rejection::PeriodInFuture { field, period_to, latest } => {
            refused(Reason::PeriodInFuture, format!("{period_to} is too late an end; the latest is {latest}"))
                .with("period_to", period_to)
                .with("latest", latest)
                .violation(field.path())
        }
        Rejection::OutOfSequence { occurred_on, not_before } => about
            .unfulfilled(
                Reason::OutOfSequence,
                format!("this cannot be of {occurred_on}: what it depends on is of {not_before}"),
            )
            .with("occurred_on", occurred_on)
            .with("not_before", not_before),
        Rejection::LateAct { blocking_revision, occurred_on } => about
            .unfulfilled(
                Reason::LateAct,
                format!("an act of {occurred_on} would have prevented event {blocking_revision}"),
            )
            .with("blocking_revision", blocking_revision)
            .with("occurred_on", occurred_on),
        Rejection::TextFrozen(by) => about.by_state(Reason::TextFrozen, "the text is frozen", *by),
        Rejection::TextNotFrozen(by) => about.by_state(Reason::TextNotFrozen, "the text is not frozen", *by),
        Rejection::NotOpen(by) => about.by_state(Reason::NotOpen, "it is not open for signature", *by),
        Rejection::AlreadyOpen(by) => about.by_state(Reason::AlreadyOpen, "it was opened before", *by),
        Rejection::NotInForce(by) => about.by_state(Reason::NotInForce, "it is not in force", *by),
        Rejection::AlreadyInForce(by) => {
            about.by_state(Reason::AlreadyInForce, "it has entered into force", *by)
        }
        Rejection::AgreementClosed(by) => about.by_state(Reason::AgreementClosed, "it has ended", *by),
        Rejection::SignaturesExist { state, signed } => {
            let signed = words::list(signed);
            about
                .unfulfilled(Reason::SignaturesExist, format!("these have signed the text: {signed}"))
                .with("state", words::status(*state))
                .with("signed", signed)
        }
        Rejection::ParticipationClosed { state, participation } => about
            .unfulfilled(
                Reason::ParticipationClosed,
                "the list of participants was closed when the text was frozen",
            )
            .with("state", words::status(*state))
            .with("participation", words::participation(*participation)),
        Rejection::SignatureWindowClosed { state, closed_on } => {
            let on = closed_on.map(|on| on.to_string()).unwrap_or_default();
            about
                .unfulfilled(Reason::SignatureWindowClosed, format!("the time to sign is over since {on}"))
                .with("state", words::status(*state))
                .with("closed_on", on)
        }
        Rejection::TextIncomplete { missing } => {
            about.incomplete(Reason::TextIncomplete, "an authentic text is missing", missing)
        }
        Rejection::TermsMissing => about.unfulfilled(Reason::TermsMissing, "the terms have not been set"),
        Rejection::TooFewParticipants { participants, minimum } => about
            .unfulfilled(
                Reason::TooFewParticipants,
                format!("{participants} participants are on the list, {minimum} are needed"),
            )
            .with("participants", participants)
            .with("minimum", minimum),
        Rejection::ConsentMissing { missing } => {
            about.incomplete(Reason::ConsentMissing, "these have to consent and do not", missing)
        }
        Rejection::TermsInconsistent { fields } => {
            let said = "the terms contradict each other or the agreement";
            let paths = fields.iter().rev().map(|field| format!("terms.{}", field.path()));
            paths.fold(refused(Reason::TermsInconsistent, said), |refusal, path| refusal.field(&path))
        }
        Rejection::StaleVersion { version, current_version } => refused(
            Reason::StaleVersion,
            format!("version {version} does not follow the present version {current_version}"),
        )
        .with("version", version)
        .with("current_version", current_version),
        Rejection::StaleValue { target_revision, field } => refused(
            Reason::StaleValue,
            format!("what is known of {field} in event {target_revision} is not old_value"),
        )
        .with("field", field)
        .with("target_revision", target_revision),
        Rejection::FieldNotCorrectable { target_revision, field } => about
            .unfulfilled(
                Reason::FieldNotCorrectable,
                format!("{field} in event {target_revision} cannot be corrected"),
            )
            .with("field", field)
            .with("target_revision", target_revision),
        Rejection::DigestMismatch { digest, current_digest } => {
            let current = current_digest.map(|digest| digest.to_string()).unwrap_or_default();
            about
                .unfulfilled(
                    Reason::DigestMismatch,
                    format!("{digest} is not the digest of the text, which is {current}"),
                )
                .with("digest", digest)
                .with("current_digest", current)
        }
        Rejection::SignatureNotOffered { mode } => about
            .unfulfilled(Reason::SignatureNotOffered, "the agreement was opened for accession only")
            .with("mode", words::signature_mode(*mode)),
        Rejection::SignatureKindNotAllowed { kind, allowed_kinds } => {
            let allowed: Vec<_> = allowed_kinds.iter().map(|kind| words::signature_kind(*kind)).collect();
            let (kind, allowed) = (words::signature_kind(*kind), allowed.join(","));
            about
                .unfulfilled(
                    Reason::SignatureKindNotAllowed,
                    format!("the terms allow {allowed}, not {kind}"),
                )
                .with("kind", kind)
                .with("allowed_kinds", allowed)
        }
        Rejection::ConsentModeNotAllowed { kind, allowed_kinds } => {
            let allowed: Vec<_> = allowed_kinds.iter().map(|kind| words::instrument_kind(*kind)).collect();
            let kind = words::instrument_kind(*kind);
            about
                .unfulfilled(Reason::ConsentModeNotAllowed, format!("{kind} is not provided for"))
                .with("kind", kind)
                .with("allowed_kinds", allowed.join(","))
        }
        Rejection::FullPowersMissing { participant_id, authority } => about
            .unfulfilled(
                Reason::FullPowersMissing,
                format!("whoever signs for {participant_id} needs full powers (VCLT article 7)"),
            )
            .with("participant", about.name(PARTICIPANT, participant_id))
            .with("authority", words::authority(*authority)),
        Rejection::AreasIncomplete { missing } => {
            about.incomplete(Reason::AreasIncomplete, "these areas are not assessed", missing)
        }
        Rejection::PeriodOverlap { evaluation_id } => {
            let name = about.name(EVALUATION, evaluation_id);
            about
                .unfulfilled(
                    Reason::PeriodOverlap,
                    format!("{name} has looked at part of the period already"),
                )
                .with("evaluation", name)
        }
        Rejection::UseAccession(by) => {
            about.by_participant(Reason::UseAccession, "whoever has left can only accede", by)
        }
        Rejection::NotSignatory(by) => {
            about.by_participant(Reason::NotSignatory, "it has not signed subject to ratification", by)
        }
        Rejection::SignatureUnconfirmed(by) => {
            about.by_participant(Reason::SignatureUnconfirmed, "its signature was not confirmed", by)
        }
        Rejection::NotParty(by) => {
            about.by_participant(Reason::NotParty, "the agreement is not in force for it", by)
        }
        Rejection::UseInstrumentWithdrawal(by) => about.by_participant(
            Reason::UseInstrumentWithdrawal,
            "it has consented, and the agreement is not in force for it yet",
            by,
        ),
        Rejection::NoPendingWithdrawal(by) => about.by_participant(
            Reason::NoPendingWithdrawal,
            "it has given no notice that could still be revoked",
            by,
        ),
        Rejection::WithdrawalNotAllowed => {
            about.unfulfilled(Reason::WithdrawalNotAllowed, "no party may leave alone")
        }
        Rejection::WithdrawalNotProvided => about.unfulfilled(
            Reason::WithdrawalNotProvided,
            "the terms are silent, and no evidence shows that a party may leave (VCLT article 56(1))",
        ),
        Rejection::WithdrawalLocked { earliest } => about
            .unfulfilled(
                Reason::WithdrawalLocked,
                format!("a notice can be received from {earliest} on, and not before"),
            )
            .with("earliest", earliest),
        Rejection::WithdrawalEffective { participant_id, effective_on } => about
            .unfulfilled(
                Reason::WithdrawalEffective,
                format!("the withdrawal takes effect on {effective_on}; then it cannot be revoked any more"),
            )
            .with("participant", about.name(PARTICIPANT, participant_id))
            .with("effective_on", effective_on),
        Rejection::NoTacitRenewal => {
            about.unfulfilled(Reason::NoTacitRenewal, "the term is not renewed by itself")
        }
        Rejection::NoticeTooLate { deadline } => about
            .unfulfilled(
                Reason::NoticeTooLate,
                format!("the last day on which the notice was in time is {deadline}"),
            )
            .with("deadline", deadline),
        Rejection::SuccessorNotInForce { successor, on } => {
            let successor = convert::agreement_name(successor);
            about
                .unfulfilled(Reason::SuccessorNotInForce, format!("{successor} is not in force on {on}"))
                .with("successor", successor)
                .with("effective_on", on)
        }
        Rejection::NotBackfilling => about.unfulfilled(Reason::NotBackfilling, "no history is being entered"),
        Rejection::IndicatorRetired { indicator_id } => {
            let name = about.name(INDICATOR, indicator_id);
            about
                .unfulfilled(Reason::IndicatorRetired, format!("{name} is retired and takes no new targets"))
                .with("indicator", name)
        }
    }
}
