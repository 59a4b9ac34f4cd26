//! The clients of a service, and an agreement in each state.

mod acts;
mod bodies;
mod states;

use depositary::proto::v1::{
    AbandonAgreementRequest, Act, AdoptAgendaRequest, AdoptDecisionRequest, AgreeReadingRequest, Agreement,
    AgreementForm, AgreementLevel, AmendCommissionRulesRequest, AppointOfficerRequest, AreaAssessment,
    AssignActionRequest, AttachDocumentRequest, CancelActionRequest, CancelSessionRequest,
    CompleteActionRequest, CompleteBackfillRequest, ConcludeSessionRequest, ConfirmDecisionRequest,
    ContestReadingRequest, ConveneSessionRequest, CorrectRecordRequest, DeclineSignatureRequest,
    DeferActionRequest, DefineIndicatorRequest, DepositInstrumentRequest, DissolveCommissionRequest,
    DraftAgreementRequest, EstablishCommissionRequest, EvaluateAgreementRequest,
    ExtendSignatureDeadlineRequest, FreezeTextRequest, InviteParticipantRequest, NotifyNonRenewalRequest,
    NotifyWithdrawalRequest, OpenForSignatureRequest, ParticipantKind, ParticipantSpec, Period, Rating,
    RecordAttendanceRequest, RecordCommunicationRequest, RecordReadingRequest, RecordRelationRequest,
    RemoveParticipantRequest, ReopenActionRequest, ReopenTextRequest, ReportActionProgressRequest,
    RescheduleSessionRequest, RetireIndicatorRequest, ReviseDraftRequest, ReviseReadingRequest,
    RevokeWithdrawalRequest, ScheduleSessionRequest, SetTargetRequest, SetTermsRequest, SignAgreementRequest,
    SignMinutesRequest, SubmitMinutesRequest, SupersedeAgreementRequest, TerminateByConsentRequest, Terms,
    Text, VerifyActionRequest, agreement_service_client::AgreementServiceClient,
    clock_service_client::ClockServiceClient, commission_service_client::CommissionServiceClient,
    evaluation_service_client::EvaluationServiceClient, event_service_client::EventServiceClient,
    register_service_client::RegisterServiceClient,
};
use tonic::{Status, transport::Channel};

pub(super) use self::{
    bodies::{MINUTES, each_year, in_turn, there},
    states::{by_notices, days, for_a_year, from_year_to_year, leaving, years},
};
use crate::support::{Service, date, english};

/// The two participants of every agreement here.
pub(super) const A: &str = "A";
pub(super) const B: &str = "B";

/// The digest of no text.
pub(super) const OTHER_DIGEST: &str = "2b450bb120959c8f42014573d8b015307783929e9d07d435be2101bcb416bdf1";

/// Where a case does its work: the clients of a service, and the name of an agreement that no other case uses.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) name: String,
    pub(super) agreements: AgreementServiceClient<Channel>,
    pub(super) evaluations: EvaluationServiceClient<Channel>,
    pub(super) commissions: CommissionServiceClient<Channel>,
    pub(super) register: RegisterServiceClient<Channel>,
    pub(super) events: EventServiceClient<Channel>,
    pub(super) clock: ClockServiceClient<Channel>,
}

/// A command over gRPC.
pub(super) trait Command {
    fn send(self, desk: &Desk) -> impl Future<Output = Result<Agreement, Status>> + Send;
}

macro_rules! commands {
    ($($request:ident: $client:ident.$method:ident),* $(,)?) => {$(
        impl Command for $request {
            async fn send(self, desk: &Desk) -> Result<Agreement, Status> {
                let answer = desk.$client.clone().$method(self).await?;
                Ok(answer.into_inner().agreement.expect("an answer has the agreement"))
            }
        }
    )*};
}

commands! {
    DraftAgreementRequest: agreements.draft_agreement,
    InviteParticipantRequest: agreements.invite_participant,
    RemoveParticipantRequest: agreements.remove_participant,
    SetTermsRequest: agreements.set_terms,
    ReviseDraftRequest: agreements.revise_draft,
    FreezeTextRequest: agreements.freeze_text,
    OpenForSignatureRequest: agreements.open_for_signature,
    SignAgreementRequest: agreements.sign_agreement,
    AbandonAgreementRequest: agreements.abandon_agreement,
    ReopenTextRequest: agreements.reopen_text,
    DeclineSignatureRequest: agreements.decline_signature,
    ExtendSignatureDeadlineRequest: agreements.extend_signature_deadline,
    DepositInstrumentRequest: agreements.deposit_instrument,
    NotifyWithdrawalRequest: agreements.notify_withdrawal,
    RevokeWithdrawalRequest: agreements.revoke_withdrawal,
    NotifyNonRenewalRequest: agreements.notify_non_renewal,
    TerminateByConsentRequest: agreements.terminate_by_consent,
    SupersedeAgreementRequest: agreements.supersede_agreement,
    AttachDocumentRequest: agreements.attach_document,
    RecordRelationRequest: agreements.record_relation,
    RecordCommunicationRequest: agreements.record_communication,
    CorrectRecordRequest: agreements.correct_record,
    CompleteBackfillRequest: agreements.complete_backfill,
    EvaluateAgreementRequest: evaluations.evaluate_agreement,
    DefineIndicatorRequest: evaluations.define_indicator,
    RetireIndicatorRequest: evaluations.retire_indicator,
    SetTargetRequest: evaluations.set_target,
    RecordReadingRequest: evaluations.record_reading,
    ContestReadingRequest: evaluations.contest_reading,
    ReviseReadingRequest: evaluations.revise_reading,
    AgreeReadingRequest: evaluations.agree_reading,
    EstablishCommissionRequest: commissions.establish_commission,
    AmendCommissionRulesRequest: commissions.amend_commission_rules,
    DissolveCommissionRequest: commissions.dissolve_commission,
    AppointOfficerRequest: commissions.appoint_officer,
    ScheduleSessionRequest: commissions.schedule_session,
    RescheduleSessionRequest: commissions.reschedule_session,
    CancelSessionRequest: commissions.cancel_session,
    AdoptAgendaRequest: commissions.adopt_agenda,
    ConveneSessionRequest: commissions.convene_session,
    RecordAttendanceRequest: commissions.record_attendance,
    AdoptDecisionRequest: commissions.adopt_decision,
    ConfirmDecisionRequest: commissions.confirm_decision,
    AssignActionRequest: commissions.assign_action,
    ConcludeSessionRequest: commissions.conclude_session,
    SubmitMinutesRequest: commissions.submit_minutes,
    SignMinutesRequest: commissions.sign_minutes,
    ReportActionProgressRequest: commissions.report_action_progress,
    CompleteActionRequest: commissions.complete_action,
    VerifyActionRequest: commissions.verify_action,
    DeferActionRequest: commissions.defer_action,
    ReopenActionRequest: commissions.reopen_action,
    CancelActionRequest: commissions.cancel_action,
}

/// The requests up to the signature, each as good as it can be; a case makes one thing wrong.
impl Desk {
    pub(super) async fn at(service: &Service, name: &str) -> Self {
        let channel = service.channel().await;
        Self {
            name: name.to_owned(),
            agreements: AgreementServiceClient::new(channel.clone()),
            evaluations: EvaluationServiceClient::new(channel.clone()),
            commissions: CommissionServiceClient::new(channel.clone()),
            register: RegisterServiceClient::new(channel.clone()),
            events: EventServiceClient::new(channel.clone()),
            clock: ClockServiceClient::new(channel),
        }
    }

    /// Where another agreement is made, which no other case uses either.
    pub(super) fn beside(&self) -> Self {
        Self { name: format!("{}-2", self.name), ..self.clone() }
    }

    pub(super) fn draft(&self) -> DraftAgreementRequest {
        DraftAgreementRequest {
            name: self.name.clone(),
            reference: self.name.trim_start_matches("agreements/").to_owned(),
            title: english("An agreement"),
            form: AgreementForm::Agreement.into(),
            level: AgreementLevel::Interagency.into(),
            participants: vec![participant(A), participant(B)],
            ..DraftAgreementRequest::default()
        }
    }

    /// With all that is needed to freeze it.
    pub(super) fn complete_draft(&self) -> DraftAgreementRequest {
        DraftAgreementRequest { terms: Some(Terms::default()), texts: vec![text("en")], ..self.draft() }
    }

    pub(super) fn invite(&self, participant: ParticipantSpec) -> InviteParticipantRequest {
        let participant = Some(participant);
        InviteParticipantRequest {
            name: self.name.clone(),
            participant,
            ..InviteParticipantRequest::default()
        }
    }

    pub(super) fn remove(&self, participant: &str) -> RemoveParticipantRequest {
        RemoveParticipantRequest {
            name: self.name.clone(),
            participant_id: participant.to_owned(),
            ..RemoveParticipantRequest::default()
        }
    }

    pub(super) fn set_terms(&self, terms: Terms) -> SetTermsRequest {
        SetTermsRequest { name: self.name.clone(), terms: Some(terms), ..SetTermsRequest::default() }
    }

    pub(super) fn revise(&self, version: i64) -> ReviseDraftRequest {
        let texts = vec![text("en")];
        ReviseDraftRequest { name: self.name.clone(), version, texts, ..ReviseDraftRequest::default() }
    }

    pub(super) fn freeze(&self) -> FreezeTextRequest {
        FreezeTextRequest { name: self.name.clone(), ..FreezeTextRequest::default() }
    }

    pub(super) fn open(&self) -> OpenForSignatureRequest {
        OpenForSignatureRequest { name: self.name.clone(), ..OpenForSignatureRequest::default() }
    }

    pub(super) fn reopen(&self) -> ReopenTextRequest {
        ReopenTextRequest { name: self.name.clone(), ..ReopenTextRequest::default() }
    }

    pub(super) fn sign(&self, participant: &str, text_digest: &str) -> SignAgreementRequest {
        SignAgreementRequest {
            name: self.name.clone(),
            participant_id: participant.to_owned(),
            text_digest: text_digest.to_owned(),
            ..SignAgreementRequest::default()
        }
    }

    /// The first days of the month, with these areas: a period may begin before the entry into force.
    pub(super) fn evaluate(&self, evaluation: &str, areas: &[&str]) -> EvaluateAgreementRequest {
        let assessment = |code: &&str| AreaAssessment {
            code: (*code).to_owned(),
            rating: Rating::Partial.into(),
            ..AreaAssessment::default()
        };
        EvaluateAgreementRequest {
            name: self.name.clone(),
            evaluation_id: evaluation.to_owned(),
            period: Some(Period { from: date(2022, 2, 1), to: date(2022, 2, 10) }),
            areas: areas.iter().map(assessment).collect(),
            overall: Rating::Partial.into(),
            ..EvaluateAgreementRequest::default()
        }
    }

    pub(super) fn abandon(&self) -> AbandonAgreementRequest {
        AbandonAgreementRequest { name: self.name.clone(), ..AbandonAgreementRequest::default() }
    }
}

/// What comes of requests.
impl Desk {
    pub(super) async fn done(&self, request: impl Command) -> Agreement {
        request.send(self).await.unwrap_or_else(|status| panic!("{}: refused: {status:?}", self.name))
    }

    pub(super) async fn refused(&self, request: impl Command) -> Status {
        request.send(self).await.err().unwrap_or_else(|| panic!("{}: not refused", self.name))
    }
}

pub(super) fn participant(id: &str) -> ParticipantSpec {
    ParticipantSpec {
        participant_id: id.to_owned(),
        kind: ParticipantKind::Agency.into(),
        name: english(id),
        ..ParticipantSpec::default()
    }
}

pub(super) fn text(language: &str) -> Text {
    Text { language: language.to_owned(), authentic: true, digest: "a".repeat(64), ..Text::default() }
}

/// An act of this day.
pub(super) fn on(year: i32, month: i32, day: i32) -> Option<Act> {
    Some(Act { occurred_on: date(year, month, day), ..Act::default() })
}
