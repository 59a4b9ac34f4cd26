//! The gRPC code of each reason.

use tonic::Code;

use crate::proto::v1::ErrorReason;

/// The gRPC code of a reason.
pub(super) fn of(reason: ErrorReason) -> Code {
    use ErrorReason as Reason;
    match reason {
        Reason::Unspecified | Reason::Internal => Code::Internal,
        Reason::FieldRequired
        | Reason::FieldTooLong
        | Reason::TooManyItems
        | Reason::BadId
        | Reason::BadLanguageTag
        | Reason::BadCountryCode
        | Reason::BadTimeZone
        | Reason::BadDate
        | Reason::BadPeriod
        | Reason::BadDigest
        | Reason::BadValue
        | Reason::BadFilter
        | Reason::BadPageToken
        | Reason::TermsInconsistent
        | Reason::TermsNotSupported
        | Reason::SelfRelation
        | Reason::BadUnit
        | Reason::BadDecimal
        | Reason::BadCadence
        | Reason::BadPercent
        | Reason::SelfContest => Code::InvalidArgument,
        Reason::AgreementNotFound
        | Reason::ParticipantNotFound
        | Reason::AreaNotFound
        | Reason::EventNotFound
        | Reason::IndicatorNotFound
        | Reason::ReadingNotFound
        | Reason::SuccessorNotFound
        | Reason::CommissionNotFound
        | Reason::OfficerNotFound
        | Reason::SessionNotFound
        | Reason::AgendaItemNotFound
        | Reason::DecisionNotFound
        | Reason::ActionNotFound => Code::NotFound,
        Reason::AgreementExists
        | Reason::ReferenceExists
        | Reason::ParticipantExists
        | Reason::AlreadySignedOrBound
        | Reason::EvaluationExists
        | Reason::RequestIdReused
        | Reason::DocumentExists
        | Reason::AlreadyDeclined
        | Reason::InstrumentExists
        | Reason::WithdrawalExists
        | Reason::NonRenewalExists
        | Reason::IndicatorExists
        | Reason::IndicatorAlreadyRetired
        | Reason::ReadingExists
        | Reason::TargetExists
        | Reason::CommissionExists
        | Reason::OfficerExists
        | Reason::SeatTaken
        | Reason::SessionExists
        | Reason::SessionPending
        | Reason::SessionAlreadyCancelled
        | Reason::SessionAlreadyConvened
        | Reason::SessionAlreadyConcluded
        | Reason::MinutesAlreadySigned
        | Reason::DecisionExists
        | Reason::ActionExists
        | Reason::ActionAlreadyCompleted
        | Reason::ActionAlreadyVerified
        | Reason::ActionAlreadyCancelled
        | Reason::ReadingAlreadyAgreed
        | Reason::AgreedReadingExists => Code::AlreadyExists,
        Reason::RevisionMismatch | Reason::StaleVersion | Reason::StaleValue => Code::Aborted,
        Reason::OccurredInFuture
        | Reason::PeriodInFuture
        | Reason::PositionInFuture
        | Reason::ClockMovesForward => Code::OutOfRange,
        Reason::OutOfSequence
        | Reason::TextFrozen
        | Reason::TextNotFrozen
        | Reason::NotOpen
        | Reason::AlreadyOpen
        | Reason::SignatureWindowClosed
        | Reason::NotInForce
        | Reason::AlreadyInForce
        | Reason::AgreementClosed
        | Reason::ParticipationClosed
        | Reason::TextIncomplete
        | Reason::TermsMissing
        | Reason::TooFewParticipants
        | Reason::DigestMismatch
        | Reason::ConsentMissing
        | Reason::SignatureNotOffered
        | Reason::SignatureKindNotAllowed
        | Reason::FullPowersMissing
        | Reason::AreasIncomplete
        | Reason::PeriodOverlap
        | Reason::OtherJournal
        | Reason::LateAct
        | Reason::SignaturesExist
        | Reason::NotBackfilling
        | Reason::FieldNotCorrectable
        | Reason::ConsentModeNotAllowed
        | Reason::NotSignatory
        | Reason::SignatureUnconfirmed
        | Reason::UseAccession
        | Reason::NotParty
        | Reason::WithdrawalNotAllowed
        | Reason::WithdrawalNotProvided
        | Reason::WithdrawalLocked
        | Reason::WithdrawalEffective
        | Reason::NoPendingWithdrawal
        | Reason::UseInstrumentWithdrawal
        | Reason::NoTacitRenewal
        | Reason::NoticeTooLate
        | Reason::SuccessorNotInForce
        | Reason::IndicatorRetired
        | Reason::CommissionDissolved
        | Reason::SessionInProgress
        | Reason::OrdinalOutOfSequence
        | Reason::HostOutOfRotation
        | Reason::SessionNotScheduled
        | Reason::SessionHeld
        | Reason::SessionCancelled
        | Reason::SessionNotConvened
        | Reason::SessionNotConcluded
        | Reason::SessionClosed
        | Reason::QuorumNotMet
        | Reason::MinutesMissing
        | Reason::NothingPending
        | Reason::ActionNotOpen
        | Reason::ActionNotCompleted
        | Reason::ActionAlreadyOpen
        | Reason::ActionCancelled
        | Reason::ReadingSuperseded => Code::FailedPrecondition,
        Reason::NotCoChair | Reason::SelfVerification => Code::PermissionDenied,
        Reason::Overloaded | Reason::TooManyWatchers | Reason::RequestTooLarge => Code::ResourceExhausted,
        Reason::DeadlineExceeded => Code::DeadlineExceeded,
        Reason::JournalClosed
        | Reason::JournalUnreadable
        | Reason::OutcomeUnknown
        | Reason::ClockBehind
        | Reason::ShuttingDown
        | Reason::Starting => Code::Unavailable,
    }
}
