//! Agreements: what can be asked of them, what can happen to them, and by which rules.
//!
//! Two pure functions carry it: [`decide()`] says what an accepted command leads to or why it is refused, [`evolve()`]
//! folds what has happened into the state. [`catch_up`] and [`due_at`] tell what happens by the passing of time.
//!
//! This room must not know clocks, chance, tasks, files, the messages of the API, positions in a journal, or gRPC.
//! The time of a decision and the facts of other agreements come in as values, in [`Context`].

mod act;
mod agreement;
mod command;
mod context;
mod dates;
mod decide;
mod evaluation;
mod event;
mod evolve;
mod force;
mod header;
mod ids;
mod participant;
mod rejection;
mod signature;
mod terms;
mod text;
mod values;
mod zone;

pub use self::{
    act::{Act, Confidence, Evidence, OccurredAt, Source, SourceKind},
    agreement::{Agreement, Stage, Status},
    command::{
        AbandonAgreement, Command, CommandBody, DraftAgreement, EvaluateAgreement, FreezeText,
        InviteParticipant, OpenForSignature, RemoveParticipant, ReviseDraft, SetTerms, SignAgreement,
    },
    context::{Context, Facts},
    dates::{CalendarSpan, DateOffset, PartialDate, Period, date, effective_on},
    decide::decide,
    evaluation::{
        AreaAssessment, Assessments, DatedEvaluation, Evaluation, EvaluationBasis, EvaluationKind, Rating,
    },
    event::{
        AgreementAbandoned, AgreementDrafted, AgreementEnteredIntoForce, AgreementEvaluated, AgreementSigned,
        DraftRevised, EnteredIntoForceForParticipant, EntryIntoForceRule, EntryIntoForceScheduled, Event,
        EventBody, OpenedForSignature, ParticipantInvited, ParticipantRemoved, SignatureCompleted, TermsSet,
        TextFrozen,
    },
    evolve::evolve,
    force::{catch_up, due_at},
    header::{AgreementForm, AgreementLevel, Binding, Classification, Header},
    ids::{AgreementId, Identifier, Reference},
    participant::{Participant, ParticipantKind, ParticipantSpec, ParticipantStatus},
    rejection::{ByState, Rejection},
    signature::{
        ElectronicSignature, Signatory, Signature, SignatureKind, SignatureMode, SignatureWindow,
        SigningAuthority, SigningAuthorityKind,
    },
    terms::{
        Area, ConsentMode, EntryIntoForce, Participation, ProvisionalApplication, ReservationRule,
        SignatureRule, Subsistence, Term, Terms, TermsField, Trigger, Withdrawal, WithdrawalRule,
    },
    text::{FreezeMethod, Text, Texts},
    values::{
        CountryCode, Digest, Invalid, LanguageTag, LocalizedText, Personal, Place, PlaceKind, UnLocode,
    },
    zone::Zone,
};
