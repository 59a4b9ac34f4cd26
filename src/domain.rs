//! Agreements: what can be asked of them, what can happen to them, and by which rules.
//!
//! Two pure functions carry it: [`decide()`] says what an accepted command leads to or why it is refused, [`evolve()`]
//! folds what has happened into the state. [`catch_up`] and [`due_at`] tell what happens by the passing of time;
//! [`as_of`] and [`shown_on`] show the agreement on a day.
//!
//! This room must not know clocks, chance, tasks, files, the messages of the API, positions in a journal, or gRPC.
//! The time of a decision and the facts of other agreements come in as values, in [`Context`].

mod act;
mod agreement;
mod command;
mod context;
mod correction;
mod dates;
mod decide;
mod decimal;
mod due;
mod ending;
mod evaluation;
mod event;
mod evolve;
mod force;
mod header;
mod ids;
mod indicator;
mod instrument;
mod participant;
mod record;
mod rejection;
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
    agreement::{Agreement, Stage, Status},
    command::{
        AbandonAgreement, AttachDocument, ChangeClassification, Command, CommandBody, CompleteBackfill,
        CorrectRecord, DeclineSignature, DefineIndicator, DepositInstrument, DraftAgreement,
        EvaluateAgreement, ExtendSignatureDeadline, FreezeText, InviteParticipant, NotifyNonRenewal,
        NotifyWithdrawal, OpenForSignature, RecordCommunication, RecordReading, RecordRelation,
        RemoveParticipant, ReopenText, RetireIndicator, ReviseDraft, RevokeWithdrawal, SetTarget, SetTerms,
        SignAgreement, SupersedeAgreement, TerminateByConsent,
    },
    context::{Context, Facts, OtherAgreement},
    correction::{Correction, FieldValue},
    dates::{CalendarSpan, DateOffset, NoticePeriod, PartialDate, Period, date, effective_on},
    decide::decide,
    decimal::Decimal,
    due::{as_of, catch_up, due_at, shown_on},
    ending::{SupersessionScope, TerminationGround},
    evaluation::{
        AreaAssessment, Assessments, DatedEvaluation, Evaluation, EvaluationBasis, EvaluationKind, Rating,
    },
    event::{
        AgreementAbandoned, AgreementDrafted, AgreementEnteredIntoForce, AgreementEvaluated,
        AgreementExpired, AgreementSigned, AgreementSuperseded, AgreementTerminated, BackfillCompleted,
        ClassificationChanged, CommunicationRecorded, DocumentAttached, DraftRevised,
        EnteredIntoForceForParticipant, EntryIntoForceRule, EntryIntoForceScheduled, Event, EventBody,
        IndicatorDefined, IndicatorRetired, InstrumentDeposited, NonRenewalNotified, OpenedForSignature,
        ParticipantInvited, ParticipantRemoved, ParticipantWithdrew, ReadingRecorded, RecordCorrected,
        RelationRecorded, SignatureCompleted, SignatureDeadlineExtended, SignatureDeclined, SignatureLapsed,
        SignatureWindowClosed, TargetSet, TermTacitlyRenewed, TermsSet, TextFrozen, TextReopened,
        WithdrawalNotified, WithdrawalRevoked,
    },
    evolve::evolve,
    header::{AgreementForm, AgreementLevel, Binding, Classification, Header},
    ids::{AgreementId, Identifier, Reference},
    indicator::{
        Comparator, Indicator, IndicatorDirection, IndicatorOrigin, IndicatorScope, IndicatorStatus,
        KeptIndicator, Measure, Qualifier, Reading, ReadingTime, Target, TargetKind,
    },
    instrument::{Instrument, InstrumentKind},
    participant::{Participant, ParticipantKind, ParticipantSpec, ParticipantStatus},
    record::{
        Communication, CommunicationKind, DatedCommunication, Document, DocumentKind, Relation, RelationKind,
        RelationTarget,
    },
    rejection::{ByParticipant, ByState, CommandField, Rejection},
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
