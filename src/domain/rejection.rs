//! Why a command is refused.

mod by;
mod field;

use jiff::civil::Date;

use super::{
    agreement::Status,
    dates::PartialDate,
    ids::{AgreementId, Identifier},
    instrument::InstrumentKind,
    signature::{SignatureKind, SignatureMode, SigningAuthorityKind},
    terms::{Participation, TermsField},
    unit::Unit,
    values::{Digest, LanguageTag},
};

pub use self::{
    by::{ByAction, ByParticipant, ByReading, BySession, ByState},
    field::CommandField,
};

/// Why a command is refused: the list is closed and stands in the order of precedence (domain §4.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejection {
    // Check 2: the shape, as far as it depends on the day.
    /// BAD_DATE: not known to the day, or on the wrong side of another date of the command. A deadline that is not later
    /// than the one before, and what would begin before what it follows, are refused with it too, but in check 13.
    BadDate {
        /// Where it was given.
        field: CommandField,
        /// What was given.
        date: PartialDate,
    },
    /// FIELD_REQUIRED: while the past is being entered, an act needs its day, or time would go on to today (D7).
    OccurredOnRequired,
    /// BAD_PERIOD: the last day lies before the first. Where the first is that of a session that was convened, it is
    /// refused in check 13.
    BadPeriod {
        /// Where the last day was given.
        field: CommandField,
        /// The first day.
        first: Date,
        /// The last day.
        last: Date,
    },
    /// BAD_UNIT: the unit does not fit the measure. One that is not the indicator's is refused with it too, but in
    /// check 13.
    BadUnit {
        /// Where it was given.
        field: CommandField,
        /// What was given.
        unit: Unit,
    },
    /// BAD_VALUE: not a value that may stand there. An officer that does not have the seat in which it is to be replaced
    /// is refused with it too, but in check 13.
    BadValue {
        /// Where it was given.
        field: CommandField,
    },
    /// SELF_RELATION: an agreement is not related to itself, nor does it replace itself.
    SelfRelation {
        /// Where it was given.
        field: CommandField,
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
    /// AGREEMENT_NOT_FOUND, for the target of a relation.
    RelatedAgreementNotFound {
        /// The id that no agreement has.
        agreement: AgreementId,
    },
    /// SUCCESSOR_NOT_FOUND.
    SuccessorNotFound {
        /// The id that no agreement has.
        successor: AgreementId,
    },
    /// EVENT_NOT_FOUND.
    EventNotFound {
        /// The revision that there is not.
        revision: u64,
    },
    /// INDICATOR_NOT_FOUND.
    IndicatorNotFound {
        /// The id that no indicator has.
        indicator_id: Identifier,
    },
    /// READING_NOT_FOUND.
    ReadingNotFound {
        /// The id that no reading has.
        reading_id: Identifier,
    },
    /// COMMISSION_NOT_FOUND.
    CommissionNotFound {
        /// The id that no commission has.
        commission_id: Identifier,
    },
    /// OFFICER_NOT_FOUND.
    OfficerNotFound {
        /// The id that no officer of the commission has, or none of that section.
        officer_id: Identifier,
    },
    /// SESSION_NOT_FOUND.
    SessionNotFound {
        /// The id that no session has.
        session_id: Identifier,
    },
    /// AGENDA_ITEM_NOT_FOUND.
    AgendaItemNotFound {
        /// The session.
        session_id: Identifier,
        /// The number that its agenda does not have.
        item: u32,
    },
    /// DECISION_NOT_FOUND.
    DecisionNotFound {
        /// The id that no decision has.
        decision_id: Identifier,
    },
    /// ACTION_NOT_FOUND.
    ActionNotFound {
        /// The id that no action has.
        action_id: Identifier,
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
    /// ALREADY_DECLINED.
    AlreadyDeclined {
        /// Who has declined.
        participant_id: Identifier,
    },
    /// INSTRUMENT_EXISTS, because the id is taken.
    InstrumentExists {
        /// The id that is taken.
        instrument_id: Identifier,
    },
    /// INSTRUMENT_EXISTS, because the participant has consented already.
    AlreadyConsented {
        /// Who has consented.
        participant_id: Identifier,
    },
    /// WITHDRAWAL_EXISTS.
    WithdrawalExists {
        /// Who has given notice.
        participant_id: Identifier,
    },
    /// NON_RENEWAL_EXISTS.
    NonRenewalExists {
        /// Who has given notice for this end of the term.
        participant_id: Identifier,
    },
    /// EVALUATION_EXISTS.
    EvaluationExists {
        /// The id that is taken.
        evaluation_id: Identifier,
    },
    /// DOCUMENT_EXISTS.
    DocumentExists {
        /// The id that is taken.
        document_id: Identifier,
    },
    /// INDICATOR_EXISTS.
    IndicatorExists {
        /// The id that is taken.
        indicator_id: Identifier,
    },
    /// INDICATOR_ALREADY_RETIRED.
    IndicatorAlreadyRetired {
        /// Which.
        indicator_id: Identifier,
    },
    /// TARGET_EXISTS.
    TargetExists {
        /// The id that is taken.
        target_id: Identifier,
    },
    /// READING_EXISTS: the id is taken, or there is one of that indicator, subject, time and reporter.
    ReadingExists {
        /// The reading that there is.
        reading_id: Identifier,
    },
    /// READING_ALREADY_AGREED.
    ReadingAlreadyAgreed(ByReading),
    /// AGREED_READING_EXISTS: another one of that indicator, subject and time.
    AgreedReadingExists(ByReading),
    /// COMMISSION_EXISTS.
    CommissionExists {
        /// The id that is taken.
        commission_id: Identifier,
    },
    /// OFFICER_EXISTS.
    OfficerExists {
        /// The id that is taken.
        officer_id: Identifier,
    },
    /// SEAT_TAKEN.
    SeatTaken {
        /// Who has it.
        officer_id: Identifier,
    },
    /// SESSION_EXISTS.
    SessionExists {
        /// The id that is taken.
        session_id: Identifier,
    },
    /// SESSION_PENDING: another ordinary session is not over yet.
    SessionPending {
        /// Which.
        session_id: Identifier,
    },
    /// SESSION_ALREADY_CANCELLED.
    SessionAlreadyCancelled(BySession),
    /// SESSION_ALREADY_CONVENED.
    SessionAlreadyConvened(BySession),
    /// SESSION_ALREADY_CONCLUDED.
    SessionAlreadyConcluded(BySession),
    /// MINUTES_ALREADY_SIGNED.
    MinutesAlreadySigned {
        /// The session.
        session_id: Identifier,
        /// The section that has signed.
        participant_id: Identifier,
    },
    /// DECISION_EXISTS.
    DecisionExists {
        /// The id that is taken.
        decision_id: Identifier,
    },
    /// ACTION_EXISTS.
    ActionExists {
        /// The id that is taken.
        action_id: Identifier,
    },
    /// ACTION_ALREADY_COMPLETED.
    ActionAlreadyCompleted(ByAction),
    /// ACTION_ALREADY_VERIFIED.
    ActionAlreadyVerified(ByAction),
    /// ACTION_ALREADY_CANCELLED.
    ActionAlreadyCancelled(ByAction),

    // Check 10: it does not lie in the future.
    /// OCCURRED_IN_FUTURE.
    OccurredInFuture {
        /// Where it was given.
        field: CommandField,
        /// The date that is too late.
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
    /// LATE_ACT: entered in time, it would have prevented something that has happened meanwhile (D7).
    LateAct {
        /// The revision of what it would have prevented.
        blocking_revision: u64,
        /// The legal date of the act.
        occurred_on: PartialDate,
    },
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
    /// SIGNATURES_EXIST.
    SignaturesExist {
        /// The state that the agreement is in.
        state: Status,
        /// Those who have signed.
        signed: Box<[Identifier]>,
    },
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
        /// Those who have to agree and do not.
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
        /// Where it was given.
        field: CommandField,
        /// The day after the period.
        period_to: Date,
        /// The latest day that this may be.
        latest: Date,
    },
    /// USE_ACCESSION: whoever has left comes back by acceding.
    UseAccession(ByParticipant),
    /// NOT_SIGNATORY.
    NotSignatory(ByParticipant),
    /// SIGNATURE_UNCONFIRMED.
    SignatureUnconfirmed(ByParticipant),
    /// NOT_PARTY.
    NotParty(ByParticipant),
    /// USE_INSTRUMENT_WITHDRAWAL: it has consented, but the agreement is not in force for it yet.
    UseInstrumentWithdrawal(ByParticipant),
    /// NO_PENDING_WITHDRAWAL.
    NoPendingWithdrawal(ByParticipant),
    /// CONSENT_MODE_NOT_ALLOWED.
    ConsentModeNotAllowed {
        /// The kind of the instrument.
        kind: InstrumentKind,
        /// The kinds that the terms allow.
        allowed_kinds: &'static [InstrumentKind],
    },
    /// WITHDRAWAL_NOT_ALLOWED.
    WithdrawalNotAllowed,
    /// WITHDRAWAL_NOT_PROVIDED: the text is silent, and nothing shows that the parties meant to allow it (VCLT
    /// article 56(1)).
    WithdrawalNotProvided,
    /// WITHDRAWAL_LOCKED.
    WithdrawalLocked {
        /// The first day on which a notice may be received.
        earliest: Date,
    },
    /// WITHDRAWAL_EFFECTIVE: it can no longer be taken back.
    WithdrawalEffective {
        /// Who cannot take it back.
        participant_id: Identifier,
        /// The day of its effect.
        effective_on: Date,
    },
    /// NO_TACIT_RENEWAL.
    NoTacitRenewal,
    /// NOTICE_TOO_LATE.
    NoticeTooLate {
        /// The last day on which a notice may be received.
        deadline: Date,
    },
    /// SUCCESSOR_NOT_IN_FORCE.
    SuccessorNotInForce {
        /// The successor.
        successor: AgreementId,
        /// The day on which it is not in force.
        on: Date,
    },
    /// NOT_BACKFILLING.
    NotBackfilling,
    /// FIELD_NOT_CORRECTABLE.
    FieldNotCorrectable {
        /// The event that was to be corrected.
        target_revision: u64,
        /// The field in it.
        field: Box<str>,
    },
    /// STALE_VALUE: what is known is not what the command takes for wrong.
    StaleValue {
        /// The event that was to be corrected.
        target_revision: u64,
        /// The field in it.
        field: Box<str>,
    },
    /// INDICATOR_RETIRED.
    IndicatorRetired {
        /// Which.
        indicator_id: Identifier,
    },
    /// READING_SUPERSEDED.
    ReadingSuperseded(ByReading),
    /// SELF_CONTEST: nobody contests what it has said itself.
    SelfContest {
        /// The reading.
        reading_id: Identifier,
        /// Its reporter.
        by: Identifier,
    },
    /// COMMISSION_DISSOLVED.
    CommissionDissolved {
        /// Which.
        commission_id: Identifier,
    },
    /// SESSION_IN_PROGRESS.
    SessionInProgress(BySession),
    /// ORDINAL_OUT_OF_SEQUENCE.
    OrdinalOutOfSequence {
        /// The number in the command.
        given: u64,
        /// The next number.
        expected: u64,
    },
    /// HOST_OUT_OF_ROTATION.
    HostOutOfRotation {
        /// The host in the command.
        given: Identifier,
        /// Whose turn it is.
        expected: Identifier,
    },
    /// SESSION_CANCELLED.
    SessionCancelled(BySession),
    /// SESSION_CLOSED.
    SessionClosed(BySession),
    /// SESSION_HELD.
    SessionHeld(BySession),
    /// SESSION_NOT_SCHEDULED.
    SessionNotScheduled(BySession),
    /// SESSION_NOT_CONVENED.
    SessionNotConvened(BySession),
    /// SESSION_NOT_CONCLUDED.
    SessionNotConcluded(BySession),
    /// QUORUM_NOT_MET.
    QuorumNotMet {
        /// The first section of which too few are there.
        participant_id: Identifier,
        /// How many officers or deputies of it are there.
        present: u32,
        /// How many it takes.
        needed: u32,
    },
    /// MINUTES_MISSING.
    MinutesMissing(BySession),
    /// NOTHING_PENDING.
    NothingPending {
        /// The decision.
        decision_id: Identifier,
        /// The participant that it does not wait for.
        participant_id: Identifier,
    },
    /// ACTION_CANCELLED.
    ActionCancelled(ByAction),
    /// ACTION_NOT_OPEN.
    ActionNotOpen(ByAction),
    /// ACTION_ALREADY_OPEN.
    ActionAlreadyOpen(ByAction),
    /// ACTION_NOT_COMPLETED.
    ActionNotCompleted(ByAction),
    /// NOT_CO_CHAIR: minutes are signed by the co-chair of a section or a deputy of that.
    NotCoChair {
        /// The section.
        participant_id: Identifier,
        /// Who would sign, if an officer.
        officer_id: Option<Identifier>,
    },
    /// SELF_VERIFICATION: nobody else agrees that it was done.
    SelfVerification {
        /// The action.
        action_id: Identifier,
        /// Its owner.
        owner: Identifier,
    },
}
