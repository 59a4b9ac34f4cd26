//! A rejection of each kind.

use jiff::civil::date;

use crate::domain::{
    ActionStatus, AgreementId, ByAction, ByParticipant, ByReading, BySession, ByState, CommandField, Digest,
    Identifier, InstrumentKind, LanguageTag, PartialDate, ParticipantStatus, Participation, ReadingStatus,
    Rejection, SessionStatus, SignatureKind, SignatureMode, SigningAuthorityKind, Status, TermsField, Unit,
};

/// One of each.
pub(super) fn rejections() -> Vec<Rejection> {
    [about_agreements(), about_bodies()].concat()
}

/// What is about an agreement as a whole, those who make it, and what is measured.
fn about_agreements() -> Vec<Rejection> {
    let id = || Identifier::parse("x").unwrap();
    let ids = || [id()].into();
    let other = || AgreementId::parse("uz-9").unwrap();
    let day = date(2026, 3, 9);
    let state = ByState { state: Status::Draft, allowed_states: &[Status::Open, Status::Signed] };
    let by = || ByParticipant { participant_id: id(), status: ParticipantStatus::Eligible };
    let on = PartialDate::from(day);
    let reading = || ByReading { reading_id: id(), status: ReadingStatus::Agreed };
    vec![
        Rejection::BadDate { field: CommandField::ClosesOn, date: on },
        Rejection::BadPeriod { field: CommandField::ClosesOn, first: day, last: day },
        Rejection::OccurredOnRequired,
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
        Rejection::ReadingAlreadyAgreed(reading()),
        Rejection::AgreedReadingExists(reading()),
        Rejection::ReadingSuperseded(reading()),
        Rejection::SelfContest { reading_id: id(), by: id() },
    ]
}

/// What is about commissions and their work.
fn about_bodies() -> Vec<Rejection> {
    let id = || Identifier::parse("x").unwrap();
    let session = || BySession { session_id: id(), status: SessionStatus::Concluded };
    let action = || ByAction { action_id: id(), status: ActionStatus::Verified };
    vec![
        Rejection::CommissionNotFound { commission_id: id() },
        Rejection::OfficerNotFound { officer_id: id() },
        Rejection::SessionNotFound { session_id: id() },
        Rejection::AgendaItemNotFound { session_id: id(), item: 3 },
        Rejection::DecisionNotFound { decision_id: id() },
        Rejection::ActionNotFound { action_id: id() },
        Rejection::CommissionExists { commission_id: id() },
        Rejection::OfficerExists { officer_id: id() },
        Rejection::SeatTaken { officer_id: id() },
        Rejection::SessionExists { session_id: id() },
        Rejection::SessionPending { session_id: id() },
        Rejection::SessionAlreadyCancelled(session()),
        Rejection::SessionAlreadyConvened(session()),
        Rejection::SessionAlreadyConcluded(session()),
        Rejection::MinutesAlreadySigned { session_id: id(), participant_id: id() },
        Rejection::DecisionExists { decision_id: id() },
        Rejection::ActionExists { action_id: id() },
        Rejection::ActionAlreadyCompleted(action()),
        Rejection::ActionAlreadyVerified(action()),
        Rejection::ActionAlreadyCancelled(action()),
        Rejection::CommissionDissolved { commission_id: id() },
        Rejection::OrdinalOutOfSequence { given: 17, expected: 16 },
        Rejection::HostOutOfRotation { given: id(), expected: id() },
        Rejection::SessionInProgress(session()),
        Rejection::SessionCancelled(session()),
        Rejection::SessionClosed(session()),
        Rejection::SessionHeld(session()),
        Rejection::SessionNotScheduled(session()),
        Rejection::SessionNotConvened(session()),
        Rejection::SessionNotConcluded(session()),
        Rejection::QuorumNotMet { participant_id: id(), present: 0, needed: 1 },
        Rejection::MinutesMissing(session()),
        Rejection::NothingPending { decision_id: id(), participant_id: id() },
        Rejection::ActionCancelled(action()),
        Rejection::ActionNotOpen(action()),
        Rejection::ActionAlreadyOpen(action()),
        Rejection::ActionNotCompleted(action()),
        Rejection::NotCoChair { participant_id: id(), officer_id: None },
        Rejection::NotCoChair { participant_id: id(), officer_id: Some(id()) },
        Rejection::SelfVerification { action_id: id(), owner: id() },
    ]
}
