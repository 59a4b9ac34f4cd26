//! Why a command is refused.

use jiff::civil::Date;

use super::{
    agreement::Status,
    dates::PartialDate,
    ids::{AgreementId, Identifier},
    signature::{SignatureKind, SignatureMode, SigningAuthorityKind},
    terms::{Participation, TermsField},
    values::{Digest, LanguageTag},
};

/// Why a command is refused: the list is closed and stands in the order of precedence (domain §4.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejection {
    // Check 2: the shape, as far as it depends on the day.
    /// BAD_DATE: the act needs a date known to the day.
    BadDate {
        /// What was given.
        occurred_on: PartialDate,
    },
    /// BAD_PERIOD: the signature window would close before it opens.
    BadPeriod {
        /// The first day.
        opens_on: Date,
        /// The last day.
        closes_on: Date,
    },

    // Check 3: the agreement exists.
    /// AGREEMENT_NOT_FOUND.
    AgreementNotFound,

    // Check 8: what the command names exists.
    /// PARTICIPANT_NOT_FOUND.
    ParticipantNotFound {
        /// The id that nobody has.
        participant_id: Identifier,
    },
    /// AREA_NOT_FOUND.
    AreaNotFound {
        /// The code that the terms do not have.
        code: Identifier,
    },

    // Check 9: it was not done already.
    /// AGREEMENT_EXISTS.
    AgreementExists,
    /// REFERENCE_EXISTS.
    ReferenceExists {
        /// The agreement that has the reference.
        agreement: AgreementId,
    },
    /// PARTICIPANT_EXISTS.
    ParticipantExists {
        /// The id that is taken.
        participant_id: Identifier,
    },
    /// ALREADY_SIGNED_OR_BOUND.
    AlreadySignedOrBound {
        /// Who has signed.
        participant_id: Identifier,
    },
    /// EVALUATION_EXISTS.
    EvaluationExists {
        /// The id that is taken.
        evaluation_id: Identifier,
    },

    // Check 10: it does not lie in the future.
    /// OCCURRED_IN_FUTURE.
    OccurredInFuture {
        /// The date of the act.
        occurred_on: PartialDate,
        /// The day it is in the reckoning zone.
        today: Date,
    },

    // Check 11: it does not lie before what it depends on.
    /// OUT_OF_SEQUENCE.
    OutOfSequence {
        /// The date of the act.
        occurred_on: PartialDate,
        /// The first day that would do.
        not_before: Date,
    },

    // Check 12: the state allows it.
    /// TEXT_FROZEN.
    TextFrozen(ByState),
    /// TEXT_NOT_FROZEN.
    TextNotFrozen(ByState),
    /// NOT_OPEN.
    NotOpen(ByState),
    /// ALREADY_OPEN.
    AlreadyOpen(ByState),
    /// NOT_IN_FORCE.
    NotInForce(ByState),
    /// ALREADY_IN_FORCE.
    AlreadyInForce(ByState),
    /// AGREEMENT_CLOSED.
    AgreementClosed(ByState),
    /// PARTICIPATION_CLOSED.
    ParticipationClosed {
        /// The state that the agreement is in.
        state: Status,
        /// What the terms say about participation.
        participation: Participation,
    },
    /// SIGNATURE_WINDOW_CLOSED: by the state; while the agreement is open, by the date, and then in check 13.
    SignatureWindowClosed {
        /// The state that the agreement is in.
        state: Status,
        /// The last day on which one could sign.
        closed_on: Option<Date>,
    },
    /// TEXT_INCOMPLETE.
    TextIncomplete {
        /// The languages without an authentic text; empty if any one language would do.
        missing: Box<[LanguageTag]>,
    },
    /// TERMS_MISSING.
    TermsMissing,
    /// TOO_FEW_PARTICIPANTS.
    TooFewParticipants {
        /// How many there are.
        participants: usize,
        /// How many it takes.
        minimum: usize,
    },
    /// CONSENT_MISSING.
    ConsentMissing {
        /// Those who signed and do not agree.
        missing: Box<[Identifier]>,
    },

    // Check 13: the rest.
    /// TERMS_INCONSISTENT.
    TermsInconsistent {
        /// The fields that contradict something.
        fields: Box<[TermsField]>,
    },
    /// STALE_VERSION.
    StaleVersion {
        /// The version that the command would make.
        version: u64,
        /// The version that there is.
        current_version: u64,
    },
    /// DIGEST_MISMATCH.
    DigestMismatch {
        /// The digest in the command.
        digest: Digest,
        /// The digest of the text, if it has one.
        current_digest: Option<Digest>,
    },
    /// SIGNATURE_NOT_OFFERED.
    SignatureNotOffered {
        /// What the agreement is open for.
        mode: SignatureMode,
    },
    /// SIGNATURE_KIND_NOT_ALLOWED.
    SignatureKindNotAllowed {
        /// The kind in the command.
        kind: SignatureKind,
        /// The kinds that the terms allow.
        allowed_kinds: &'static [SignatureKind],
    },
    /// FULL_POWERS_MISSING.
    FullPowersMissing {
        /// For whom it was signed.
        participant_id: Identifier,
        /// What was shown instead.
        authority: SigningAuthorityKind,
    },
    /// AREAS_INCOMPLETE.
    AreasIncomplete {
        /// The codes of the areas that the evaluation leaves out.
        missing: Box<[Identifier]>,
    },
    /// PERIOD_OVERLAP.
    PeriodOverlap {
        /// The evaluation that has looked at part of the time already.
        evaluation_id: Identifier,
    },
    /// PERIOD_IN_FUTURE.
    PeriodInFuture {
        /// The day after the period.
        period_to: Date,
        /// The latest day that this may be.
        latest: Date,
    },
}

/// A refusal because of the state alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByState {
    /// The state that the agreement is in.
    pub state: Status,
    /// The states in which the command is possible.
    pub allowed_states: &'static [Status],
}
