//! Agreements: what can be asked of them, what can happen to them, and by which rules.
//!
//! Two pure functions carry it: [`decide()`] says what an accepted command leads to or why it is refused, [`evolve()`]
//! folds what has happened into the state. [`catch_up`] and [`due_at`] tell what happens by the passing of time;
//! [`as_of`] and [`shown_on`] show the agreement on a day.
//!
//! This room must not know clocks, chance, tasks, files, the messages of the API, positions in a journal, or gRPC.
//! The time of a decision and the facts of other agreements come in as values, in [`Context`].

mod act;
mod action;
mod agenda;
mod agreement;
mod between;
mod cadence;
mod command;
mod commission;
mod context;
mod correction;
mod dates;
mod decide;
mod decimal;
mod decision;
mod due;
mod due_item;
mod ending;
mod evaluation;
mod event;
mod evolve;
mod force;
mod header;
mod ids;
mod indicator;
mod instrument;
mod invariants;
mod minutes;
mod officer;
mod overdue;
mod participant;
mod record;
mod rejection;
mod series;
mod session;
mod signature;
mod term;
mod terms;
mod text;
mod turns;
mod unit;
mod values;
mod window;
mod withdrawal;
mod zone;

pub use self::{
    act::{Act, Confidence, Evidence, OccurredAt, Source, SourceKind},
    action::{Action, ActionStatus, KeptAction, Percent},
    agenda::{AdoptedAgenda, Agenda, AgendaItem},
    agreement::{Agreement, Stage, Status},
    between::{ForceBetween, force_between},
    command::{
        AbandonAgreement, AdoptAgenda, AdoptDecision, AgreeReading, AmendCommissionRules, AppointOfficer,
        AssignAction, AttachDocument, CancelAction, CancelSession, ChangeClassification, Command,
        CommandBody, CompleteAction, CompleteBackfill, ConcludeSession, ConfirmDecision, ContestReading,
        ConveneSession, CorrectRecord, DeclineSignature, DeferAction, DefineIndicator, DepositInstrument,
        DissolveCommission, DraftAgreement, EstablishCommission, EvaluateAgreement, ExtendSignatureDeadline,
        FreezeText, InviteParticipant, NotifyNonRenewal, NotifyWithdrawal, OpenForSignature,
        RecordAttendance, RecordCommunication, RecordReading, RecordRelation, RemoveParticipant,
        ReopenAction, ReopenText, ReportActionProgress, RescheduleSession, RetireIndicator, ReviseDraft,
        ReviseReading, RevokeWithdrawal, ScheduleSession, SetTarget, SetTerms, SignAgreement, SignMinutes,
        SubmitMinutes, SupersedeAgreement, TerminateByConsent, VerifyAction,
    },
    commission::{
        Cadence, Commission, CommissionAnchor, CommissionRules, CommissionSpec, CommissionStatus,
        DecisionRule, Rotation, RotationTurn, SessionDue, Supermajority,
    },
    context::{Context, Facts, OtherAgreement},
    correction::{Correction, FieldValue},
    dates::{
        CalendarSpan, DateOffset, NoticePeriod, PartialDate, Period, date, days_after, days_between,
        effective_on,
    },
    decide::decide,
    decimal::Decimal,
    decision::{Decision, KeptDecision},
    due::{as_of, catch_up, due_at, shown_on},
    due_item::{DueItem, DueKind, DueSubject, due_items},
    ending::{SupersessionScope, TerminationGround},
    evaluation::{
        AreaAssessment, Assessments, DatedEvaluation, Evaluation, EvaluationBasis, EvaluationKind,
        EvaluationStatus, Rating,
    },
    event::{
        ActionAssigned, ActionCancelled, ActionCompleted, ActionDeferred, ActionOverdueFlagged,
        ActionProgressReported, ActionReopened, ActionVerified, AgendaAdopted, AgreementAbandoned,
        AgreementDrafted, AgreementEnteredIntoForce, AgreementEvaluated, AgreementExpired, AgreementSigned,
        AgreementSuperseded, AgreementTerminated, AttendanceRecorded, BackfillCompleted,
        ClassificationChanged, CommissionDissolved, CommissionEstablished, CommissionRulesAmended,
        CommunicationRecorded, DecisionAdopted, DecisionConfirmed, DocumentAttached, DraftRevised,
        EnteredIntoForceForParticipant, EntryIntoForceRule, EntryIntoForceScheduled, Event, EventBody,
        IndicatorDefined, IndicatorRetired, InstrumentDeposited, MinutesAgreed, MinutesSigned,
        MinutesSubmitted, NextSessionDueSet, NonRenewalNotified, OfficerAppointed, OpenedForSignature,
        ParticipantInvited, ParticipantRemoved, ParticipantWithdrew, ReadingAgreed, ReadingContested,
        ReadingRecorded, ReadingRevised, RecordCorrected, RelationRecorded, SessionCancelled,
        SessionConcluded, SessionConvened, SessionOverdueFlagged, SessionRescheduled, SessionScheduled,
        SignatureCompleted, SignatureDeadlineExtended, SignatureDeclined, SignatureLapsed,
        SignatureWindowClosed, TargetSet, TermTacitlyRenewed, TermsSet, TextFrozen, TextReopened,
        WithdrawalNotified, WithdrawalRevoked,
    },
    evolve::evolve,
    header::{AgreementForm, AgreementLevel, Binding, Classification, Header},
    ids::{AgreementId, Identifier, Reference},
    indicator::{
        Comparator, Contest, Indicator, IndicatorDirection, IndicatorOrigin, IndicatorScope, IndicatorStatus,
        KeptIndicator, KeptReading, Measure, Qualifier, Reading, ReadingRevision, ReadingStatus, ReadingTime,
        Target, TargetKind,
    },
    instrument::{Instrument, InstrumentKind},
    invariants::{AgainstRule, Recorded, RecordedBy, Violation, violations},
    minutes::{Minutes, MinutesSignature, SubmittedMinutes},
    officer::{Officer, OfficerRole, OfficerSpec},
    participant::{Participant, ParticipantKind, ParticipantSpec, ParticipantStatus},
    record::{
        Communication, CommunicationKind, DatedCommunication, Document, DocumentKind, Relation, RelationKind,
        RelationTarget,
    },
    rejection::{ByAction, ByParticipant, ByReading, BySession, ByState, CommandField, Rejection},
    series::{Series, SeriesReading, SeriesTarget, TargetStatus, series},
    session::{Attendee, Days, Session, SessionKind, SessionMode, SessionSpec, SessionStatus},
    signature::{
        ElectronicSignature, Signatory, Signature, SignatureKind, SignatureMode, SignatureWindow,
        SigningAuthority, SigningAuthorityKind,
    },
    terms::{
        Area, ConsentMode, EntryIntoForce, Participation, ProvisionalApplication, Renewal, ReservationRule,
        SignatureRule, Subsistence, TacitRenewal, Term, Terms, TermsField, Trigger, Withdrawal,
        WithdrawalRule,
    },
    text::{FreezeMethod, Text, Texts},
    unit::{Periodicity, Unit},
    values::{
        CountryCode, Digest, Invalid, LanguageTag, LocalizedText, Personal, Place, PlaceKind, UnLocode,
    },
    withdrawal::{PendingWithdrawal, WithdrawalNotice},
    zone::Zone,
};
