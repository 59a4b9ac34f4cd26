//! What the rules of agreements refuse, as statuses.

mod about;
mod bodies;
mod dates;
mod leaving;
mod reason;
mod record;
mod signing;
#[cfg(test)]
mod tests;

use tonic::Status;

use self::about::{
    ACTION, AREA, About, COMMISSION, DECISION, DOCUMENT, EVALUATION, EVENT, INDICATOR, INSTRUMENT, OFFICER,
    PARTICIPANT, READING, SESSION, TARGET,
};
use super::Refused;
use crate::domain::{CommandField, Rejection};

/// The status of a rejection of a command about `agreement`, given by its name.
pub(super) fn status(agreement: &str, rejection: &Rejection) -> Status {
    let about = About { agreement, reason: reason::of(rejection) };
    refusal(about, rejection).with("agreement", agreement).status()
}

/// What each rejection says beside its reason.
fn refusal(about: About<'_>, rejection: &Rejection) -> Refused {
    match rejection {
        Rejection::OccurredOnRequired => about.field(
            CommandField::OccurredOn,
            "the day of the act is needed as long as the past is being entered",
        ),
        Rejection::BadDate { field, date } => dates::bad_date(about, *field, *date),
        Rejection::BadPeriod { field, first, last } => dates::bad_period(about, *field, *first, *last),
        Rejection::BadUnit { field, unit } => {
            about.field(*field, format!("{unit} is not the unit that is needed here"))
        }
        Rejection::BadValue { field } => about.field(*field, "this value is not allowed here"),
        Rejection::SelfRelation { field } => about.field(*field, "this is the agreement itself"),
        Rejection::SelfContest { reading_id, by } => bodies::self_contest(about, reading_id, by),

        Rejection::AgreementNotFound => about.this("does not exist"),
        Rejection::RelatedAgreementNotFound { agreement } => about.other(agreement, "does not exist"),
        Rejection::SuccessorNotFound { successor } => about.other(successor, "does not exist"),
        Rejection::ParticipantNotFound { participant_id } => about.missing(PARTICIPANT, participant_id),
        Rejection::AreaNotFound { code } => about.missing(AREA, code),
        Rejection::EventNotFound { revision } => about.missing(EVENT, revision),
        Rejection::IndicatorNotFound { indicator_id } => about.missing(INDICATOR, indicator_id),
        Rejection::ReadingNotFound { reading_id } => about.missing(READING, reading_id),
        Rejection::CommissionNotFound { commission_id } => about.missing(COMMISSION, commission_id),
        Rejection::OfficerNotFound { officer_id } => about.missing(OFFICER, officer_id),
        Rejection::SessionNotFound { session_id } => about.missing(SESSION, session_id),
        Rejection::DecisionNotFound { decision_id } => about.missing(DECISION, decision_id),
        Rejection::ActionNotFound { action_id } => about.missing(ACTION, action_id),
        Rejection::AgendaItemNotFound { session_id, item } => {
            bodies::agenda_item_not_found(about, session_id, *item)
        }

        Rejection::AgreementExists => about.this("was drafted before"),
        Rejection::ReferenceExists { agreement } => about.other(agreement, "has this reference"),
        Rejection::ParticipantExists { participant_id } => {
            about.child(PARTICIPANT, participant_id, "is on the list already")
        }
        Rejection::AlreadySignedOrBound { participant_id } => {
            about.child(PARTICIPANT, participant_id, "has signed before")
        }
        Rejection::AlreadyDeclined { participant_id } => {
            about.child(PARTICIPANT, participant_id, "has declined before")
        }
        Rejection::InstrumentExists { instrument_id } => {
            about.child(INSTRUMENT, instrument_id, "was deposited before")
        }
        Rejection::AlreadyConsented { participant_id } => {
            about.child(PARTICIPANT, participant_id, "has consented before")
        }
        Rejection::WithdrawalExists { participant_id } | Rejection::NonRenewalExists { participant_id } => {
            about.child(PARTICIPANT, participant_id, "has given notice before")
        }
        Rejection::EvaluationExists { evaluation_id } => {
            about.child(EVALUATION, evaluation_id, "was recorded before")
        }
        Rejection::DocumentExists { document_id } => {
            about.child(DOCUMENT, document_id, "was attached before")
        }
        Rejection::IndicatorExists { indicator_id } => {
            about.child(INDICATOR, indicator_id, "was defined before")
        }
        Rejection::IndicatorAlreadyRetired { indicator_id } => {
            about.child(INDICATOR, indicator_id, "was retired before")
        }
        Rejection::TargetExists { target_id } => about.child(TARGET, target_id, "was set before"),
        Rejection::ReadingExists { reading_id } => about.child(READING, reading_id, "was recorded before"),
        Rejection::CommissionExists { commission_id } => {
            about.child(COMMISSION, commission_id, "was established before")
        }
        Rejection::OfficerExists { officer_id } => about.child(OFFICER, officer_id, "was appointed before"),
        Rejection::SeatTaken { officer_id } => {
            about.child(OFFICER, officer_id, "has this seat and is not replaced")
        }
        Rejection::SessionExists { session_id } => about.child(SESSION, session_id, "was scheduled before"),
        Rejection::SessionPending { session_id } => about.child(SESSION, session_id, "is not over yet"),
        Rejection::DecisionExists { decision_id } => about.child(DECISION, decision_id, "was adopted before"),
        Rejection::ActionExists { action_id } => about.child(ACTION, action_id, "was assigned before"),
        Rejection::ReadingAlreadyAgreed(by) => about.done_reading("was agreed before", by),
        Rejection::AgreedReadingExists(by) => about.done_reading("was agreed on for the same time", by),
        Rejection::SessionAlreadyCancelled(by) => about.done_session("was cancelled before", by),
        Rejection::SessionAlreadyConvened(by) => about.done_session("was convened before", by),
        Rejection::SessionAlreadyConcluded(by) => about.done_session("was concluded before", by),
        Rejection::MinutesAlreadySigned { session_id, participant_id } => {
            bodies::minutes_already_signed(about, session_id, participant_id)
        }
        Rejection::ActionAlreadyCompleted(by) => about.done_action("was completed before", by),
        Rejection::ActionAlreadyVerified(by) => about.done_action("was verified before", by),
        Rejection::ActionAlreadyCancelled(by) => about.done_action("was cancelled before", by),

        Rejection::OccurredInFuture { field, occurred_on, today } => {
            dates::occurred_in_future(about, *field, *occurred_on, *today)
        }
        Rejection::PeriodInFuture { field, period_to, latest } => {
            dates::period_in_future(about, *field, *period_to, *latest)
        }
        Rejection::OutOfSequence { occurred_on, not_before } => {
            dates::out_of_sequence(about, *occurred_on, *not_before)
        }
        Rejection::LateAct { blocking_revision, occurred_on } => {
            dates::late_act(about, *blocking_revision, *occurred_on)
        }

        Rejection::TextFrozen(by) => about.by_state("the text is frozen", *by),
        Rejection::TextNotFrozen(by) => about.by_state("the text is not frozen", *by),
        Rejection::NotOpen(by) => about.by_state("it is not open for signature", *by),
        Rejection::AlreadyOpen(by) => about.by_state("it was opened before", *by),
        Rejection::NotInForce(by) => about.by_state("it is not in force", *by),
        Rejection::AlreadyInForce(by) => about.by_state("it has entered into force", *by),
        Rejection::AgreementClosed(by) => about.by_state("it has ended", *by),

        Rejection::SignaturesExist { state, signed } => signing::signatures_exist(about, *state, signed),
        Rejection::ParticipationClosed { state, participation } => {
            signing::participation_closed(about, *state, *participation)
        }
        Rejection::SignatureWindowClosed { state, closed_on } => {
            signing::signature_window_closed(about, *state, *closed_on)
        }
        Rejection::TextIncomplete { missing } => about.incomplete("an authentic text is missing", missing),
        Rejection::TermsMissing => about.unfulfilled("the terms have not been set"),
        Rejection::TooFewParticipants { participants, minimum } => {
            signing::too_few_participants(about, *participants, *minimum)
        }
        Rejection::ConsentMissing { missing } => {
            about.incomplete("these have to consent and do not", missing)
        }
        Rejection::DigestMismatch { digest, current_digest } => {
            signing::digest_mismatch(about, *digest, *current_digest)
        }
        Rejection::SignatureNotOffered { mode } => signing::signature_not_offered(about, *mode),
        Rejection::SignatureKindNotAllowed { kind, allowed_kinds } => {
            signing::signature_kind_not_allowed(about, *kind, allowed_kinds)
        }
        Rejection::ConsentModeNotAllowed { kind, allowed_kinds } => {
            signing::consent_mode_not_allowed(about, *kind, allowed_kinds)
        }
        Rejection::FullPowersMissing { participant_id, authority } => {
            signing::full_powers_missing(about, participant_id, *authority)
        }

        Rejection::TermsInconsistent { fields } => record::terms_inconsistent(about, fields),
        Rejection::StaleVersion { version, current_version } => {
            record::stale_version(about, *version, *current_version)
        }
        Rejection::StaleValue { target_revision, field } => {
            record::stale_value(about, *target_revision, field)
        }
        Rejection::FieldNotCorrectable { target_revision, field } => {
            record::field_not_correctable(about, *target_revision, field)
        }
        Rejection::NotBackfilling => about.unfulfilled("no history is being entered"),
        Rejection::AreasIncomplete { missing } => about.incomplete("these areas are not assessed", missing),
        Rejection::PeriodOverlap { evaluation_id } => record::period_overlap(about, evaluation_id),
        Rejection::IndicatorRetired { indicator_id } => record::indicator_retired(about, indicator_id),
        Rejection::ReadingSuperseded(by) => about.by_reading("another one stands in its place", by),

        Rejection::UseAccession(by) => about.by_participant("whoever has left can only accede", by),
        Rejection::NotSignatory(by) => about.by_participant("it has not signed subject to ratification", by),
        Rejection::SignatureUnconfirmed(by) => about.by_participant("its signature was not confirmed", by),
        Rejection::NotParty(by) => about.by_participant("the agreement is not in force for it", by),
        Rejection::UseInstrumentWithdrawal(by) => {
            about.by_participant("it has consented, and the agreement is not in force for it yet", by)
        }
        Rejection::NoPendingWithdrawal(by) => {
            about.by_participant("it has given no notice that could still be revoked", by)
        }
        Rejection::WithdrawalNotAllowed => about.unfulfilled("no party may leave alone"),
        Rejection::WithdrawalNotProvided => leaving::withdrawal_not_provided(about),
        Rejection::WithdrawalLocked { earliest } => leaving::withdrawal_locked(about, *earliest),
        Rejection::WithdrawalEffective { participant_id, effective_on } => {
            leaving::withdrawal_effective(about, participant_id, *effective_on)
        }
        Rejection::NoTacitRenewal => about.unfulfilled("the term is not renewed by itself"),
        Rejection::NoticeTooLate { deadline } => leaving::notice_too_late(about, *deadline),
        Rejection::SuccessorNotInForce { successor, on } => {
            leaving::successor_not_in_force(about, successor, *on)
        }

        Rejection::CommissionDissolved { commission_id } => {
            bodies::commission_dissolved(about, commission_id)
        }
        Rejection::OrdinalOutOfSequence { given, expected } => {
            bodies::ordinal_out_of_sequence(about, *given, *expected)
        }
        Rejection::HostOutOfRotation { given, expected } => {
            bodies::host_out_of_rotation(about, given, expected)
        }
        Rejection::SessionInProgress(by) => about.by_session("it has to be concluded first", by),
        Rejection::SessionCancelled(by) => about.by_session("it is not held", by),
        Rejection::SessionClosed(by) => about.by_session("its minutes are agreed", by),
        Rejection::SessionHeld(by) => about.by_session("what was planned cannot be changed any more", by),
        Rejection::SessionNotScheduled(by) => about.by_session("nobody was there yet", by),
        Rejection::SessionNotConvened(by) => about.by_session("it is not being held", by),
        Rejection::SessionNotConcluded(by) => about.by_session("it is not over", by),
        Rejection::MinutesMissing(by) => about.by_session("no minutes were submitted", by),
        Rejection::QuorumNotMet { participant_id, present, needed } => {
            bodies::quorum_not_met(about, participant_id, *present, *needed)
        }
        Rejection::NothingPending { decision_id, participant_id } => {
            bodies::nothing_pending(about, decision_id, participant_id)
        }
        Rejection::ActionCancelled(by) => about.by_action("nobody has to do it any more", by),
        Rejection::ActionNotOpen(by) => about.by_action("it is done", by),
        Rejection::ActionAlreadyOpen(by) => about.by_action("it has to be done anyway", by),
        Rejection::ActionNotCompleted(by) => about.by_action("it is not done", by),
        Rejection::NotCoChair { participant_id, officer_id } => {
            bodies::not_co_chair(about, participant_id, officer_id.as_ref())
        }
        Rejection::SelfVerification { action_id, owner } => {
            bodies::self_verification(about, action_id, owner)
        }
    }
}
