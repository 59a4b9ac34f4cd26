//! The requests of the commands: what all have in common, and for each its service, its response and its parser.

mod action;
mod commission;
mod draft;
mod ending;
mod evaluation;
mod keeping;
mod minutes;
mod session;
mod signature;
mod text;

use crate::{
    domain::{Act, Command},
    proto::v1::{self, ErrorReason},
    registry::{
        Problems,
        codec::{Field, parse},
    },
};

/// A request that asks for a command.
pub(in super::super) trait CommandRequest:
    prost::Message + Default + Send + 'static
{
    /// The method that it is for; part of the digest, because messages of two methods may have the same bytes.
    const METHOD: &'static str;

    /// Whether the command begins an agreement, which then need not have a name yet.
    const BEGINS: bool;

    /// The answer.
    type Response: Send;

    /// Takes out what says how the request is to be handled, and not what is asked for.
    fn take_envelope(&mut self) -> Envelope;

    /// Reads the command; none if anything at all is wrong with the request.
    fn parse(self, problems: &mut Problems) -> Option<Command>;

    /// Makes the answer.
    fn respond(agreement: v1::Agreement, receipt: v1::Receipt) -> Self::Response;
}

/// What every command's request has beside the act, as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Envelope {
    /// The name of the agreement; left in the request.
    pub(in super::super) name: String,
    /// The id of the request.
    pub(in super::super) request_id: String,
    /// The revision that the client expects.
    pub(in super::super) expected_revision: Option<i64>,
    /// Whether to record nothing.
    pub(in super::super) validate_only: bool,
    /// How much to answer with; left in the request.
    pub(in super::super) view: i32,
}

macro_rules! command_requests {
    ($($service:literal / $method:literal: $request:ident => $response:ident, $parse:path;)*) => {$(
        impl CommandRequest for v1::$request {
            const METHOD: &'static str = concat!("depositary.v1.", $service, "/", $method);

            const BEGINS: bool = matches!($method.as_bytes(), b"DraftAgreement");

            type Response = v1::$response;

            fn take_envelope(&mut self) -> Envelope {
                Envelope {
                    name: self.name.clone(),
                    request_id: std::mem::take(&mut self.request_id),
                    expected_revision: self.expected_revision.take(),
                    validate_only: std::mem::take(&mut self.validate_only),
                    view: self.view,
                }
            }

            fn parse(mut self, problems: &mut Problems) -> Option<Command> {
                let act = parse::act(self.act.take(), problems.at("act"));
                let body = $parse(self, &act, problems.root());
                if problems.is_empty() { Some(Command { act, body: body? }) } else { None }
            }

            fn respond(agreement: v1::Agreement, receipt: v1::Receipt) -> v1::$response {
                v1::$response { agreement: Some(agreement), receipt: Some(receipt) }
            }
        }
    )*};
}

command_requests! {
    "AgreementService" / "DraftAgreement": DraftAgreementRequest => DraftAgreementResponse, draft::draft;
    "AgreementService" / "InviteParticipant": InviteParticipantRequest => InviteParticipantResponse, draft::invite;
    "AgreementService" / "RemoveParticipant": RemoveParticipantRequest => RemoveParticipantResponse, draft::remove;
    "AgreementService" / "SetTerms": SetTermsRequest => SetTermsResponse, draft::set_terms;
    "AgreementService" / "ReviseDraft": ReviseDraftRequest => ReviseDraftResponse, text::revise;
    "AgreementService" / "FreezeText": FreezeTextRequest => FreezeTextResponse, text::freeze;
    "AgreementService" / "ReopenText": ReopenTextRequest => ReopenTextResponse, text::reopen;
    "AgreementService" / "OpenForSignature": OpenForSignatureRequest => OpenForSignatureResponse, signature::open;
    "AgreementService" / "SignAgreement": SignAgreementRequest => SignAgreementResponse, signature::sign;
    "AgreementService" / "DeclineSignature": DeclineSignatureRequest => DeclineSignatureResponse, signature::decline;
    "AgreementService" / "ExtendSignatureDeadline":
        ExtendSignatureDeadlineRequest => ExtendSignatureDeadlineResponse, signature::extend_deadline;
    "AgreementService" / "DepositInstrument":
        DepositInstrumentRequest => DepositInstrumentResponse, signature::deposit;
    "AgreementService" / "AbandonAgreement": AbandonAgreementRequest => AbandonAgreementResponse, text::abandon;
    "AgreementService" / "NotifyWithdrawal":
        NotifyWithdrawalRequest => NotifyWithdrawalResponse, ending::notify_withdrawal;
    "AgreementService" / "RevokeWithdrawal":
        RevokeWithdrawalRequest => RevokeWithdrawalResponse, ending::revoke_withdrawal;
    "AgreementService" / "NotifyNonRenewal":
        NotifyNonRenewalRequest => NotifyNonRenewalResponse, ending::notify_non_renewal;
    "AgreementService" / "TerminateByConsent":
        TerminateByConsentRequest => TerminateByConsentResponse, ending::terminate;
    "AgreementService" / "SupersedeAgreement":
        SupersedeAgreementRequest => SupersedeAgreementResponse, ending::supersede;
    "AgreementService" / "AttachDocument": AttachDocumentRequest => AttachDocumentResponse, draft::attach;
    "AgreementService" / "RecordRelation": RecordRelationRequest => RecordRelationResponse, draft::relate;
    "AgreementService" / "RecordCommunication":
        RecordCommunicationRequest => RecordCommunicationResponse, keeping::communicate;
    "AgreementService" / "ChangeClassification":
        ChangeClassificationRequest => ChangeClassificationResponse, keeping::classify;
    "AgreementService" / "CorrectRecord": CorrectRecordRequest => CorrectRecordResponse, keeping::correct;
    "AgreementService" / "CompleteBackfill":
        CompleteBackfillRequest => CompleteBackfillResponse, keeping::complete_backfill;
    "EvaluationService" / "EvaluateAgreement":
        EvaluateAgreementRequest => EvaluateAgreementResponse, evaluation::evaluate;
    "EvaluationService" / "DefineIndicator":
        DefineIndicatorRequest => DefineIndicatorResponse, evaluation::define_indicator;
    "EvaluationService" / "RetireIndicator":
        RetireIndicatorRequest => RetireIndicatorResponse, evaluation::retire_indicator;
    "EvaluationService" / "SetTarget": SetTargetRequest => SetTargetResponse, evaluation::set_target;
    "EvaluationService" / "RecordReading": RecordReadingRequest => RecordReadingResponse, evaluation::record_reading;
    "EvaluationService" / "ContestReading":
        ContestReadingRequest => ContestReadingResponse, evaluation::contest_reading;
    "EvaluationService" / "ReviseReading":
        ReviseReadingRequest => ReviseReadingResponse, evaluation::revise_reading;
    "EvaluationService" / "AgreeReading":
        AgreeReadingRequest => AgreeReadingResponse, evaluation::agree_reading;
    "CommissionService" / "EstablishCommission":
        EstablishCommissionRequest => EstablishCommissionResponse, commission::establish;
    "CommissionService" / "AmendCommissionRules":
        AmendCommissionRulesRequest => AmendCommissionRulesResponse, commission::amend_rules;
    "CommissionService" / "DissolveCommission":
        DissolveCommissionRequest => DissolveCommissionResponse, commission::dissolve;
    "CommissionService" / "AppointOfficer":
        AppointOfficerRequest => AppointOfficerResponse, commission::appoint;
    "CommissionService" / "ScheduleSession":
        ScheduleSessionRequest => ScheduleSessionResponse, session::schedule;
    "CommissionService" / "RescheduleSession":
        RescheduleSessionRequest => RescheduleSessionResponse, session::reschedule;
    "CommissionService" / "CancelSession": CancelSessionRequest => CancelSessionResponse, session::cancel;
    "CommissionService" / "AdoptAgenda": AdoptAgendaRequest => AdoptAgendaResponse, session::adopt_agenda;
    "CommissionService" / "ConveneSession": ConveneSessionRequest => ConveneSessionResponse, session::convene;
    "CommissionService" / "RecordAttendance":
        RecordAttendanceRequest => RecordAttendanceResponse, session::record_attendance;
    "CommissionService" / "AdoptDecision":
        AdoptDecisionRequest => AdoptDecisionResponse, session::adopt_decision;
    "CommissionService" / "ConfirmDecision":
        ConfirmDecisionRequest => ConfirmDecisionResponse, session::confirm_decision;
    "CommissionService" / "AssignAction": AssignActionRequest => AssignActionResponse, session::assign_action;
    "CommissionService" / "ConcludeSession":
        ConcludeSessionRequest => ConcludeSessionResponse, session::conclude;
    "CommissionService" / "SubmitMinutes": SubmitMinutesRequest => SubmitMinutesResponse, minutes::submit;
    "CommissionService" / "SignMinutes": SignMinutesRequest => SignMinutesResponse, minutes::sign;
    "CommissionService" / "ReportActionProgress":
        ReportActionProgressRequest => ReportActionProgressResponse, action::report_progress;
    "CommissionService" / "CompleteAction": CompleteActionRequest => CompleteActionResponse, action::complete;
    "CommissionService" / "VerifyAction": VerifyActionRequest => VerifyActionResponse, action::verify;
    "CommissionService" / "DeferAction": DeferActionRequest => DeferActionResponse, action::defer;
    "CommissionService" / "ReopenAction": ReopenActionRequest => ReopenActionResponse, action::reopen;
    "CommissionService" / "CancelAction": CancelActionRequest => CancelActionResponse, action::cancel;
}

/// The message that a request is about; `what` names it.
fn required<M>(message: Option<M>, mut at: Field<'_>, what: &str) -> Option<M> {
    if message.is_none() {
        at.refuse(ErrorReason::FieldRequired, format!("Required: {what}."));
    }
    message
}

/// Refuses a list without an item.
fn at_least_one<T>(items: &[T], mut at: Field<'_>) {
    if items.is_empty() {
        at.refuse(ErrorReason::FieldRequired, "Required: at least one.");
    }
}

/// The decision refuses a coarser date as well; here it is refused together with whatever else is wrong.
fn known_to_the_day(act: &Act, at: &mut Field<'_>) {
    if act.occurred_on.is_some_and(|on| on.full().is_none()) {
        let description = "Year, month and day are needed for this act.";
        at.field("act").field("occurred_on").refuse(ErrorReason::BadDate, description);
    }
}

/// The same holds for an agreement that is to be related to itself.
fn another(name: &str, other: &str, mut at: Field<'_>) {
    if !other.is_empty() && name == other {
        at.refuse(ErrorReason::SelfRelation, "This is the agreement itself; name another one.");
    }
}
