//! Reads over gRPC: agreements and events in pages, and what was known, or held, at another time.

mod agreements;
mod bodies;
mod known;
mod relations;
mod tokens;

use depositary::proto::v1::{
    Agreement, AgreementForm, AgreementLevel, AgreementView, DraftAgreementRequest, GetAgreementRequest,
    KnownAt, ListAgreementsRequest, ListAgreementsResponse, ListEventsRequest, ListEventsResponse,
    ParticipantKind, ParticipantSpec, Receipt, Terms, Text, agreement_service_client::AgreementServiceClient,
    event_service_client::EventServiceClient, known_at::Point,
};
use tonic::{Status, transport::Channel};

use crate::support::{Service, english, refused};

/// The clients that read.
struct Reader {
    agreements: AgreementServiceClient<Channel>,
    events: EventServiceClient<Channel>,
}

impl Reader {
    async fn of(service: &Service) -> Self {
        Self { agreements: service.agreements().await, events: service.events().await }
    }

    async fn draft(&mut self, request: DraftAgreementRequest) -> (Agreement, Receipt) {
        let answer = self.agreements.draft_agreement(request).await.unwrap().into_inner();
        (answer.agreement.unwrap(), answer.receipt.unwrap())
    }

    async fn get(&mut self, request: GetAgreementRequest) -> Result<Agreement, Status> {
        let answer = self.agreements.get_agreement(request).await?.into_inner();
        Ok(answer.agreement.unwrap())
    }

    /// All there is of it, as it is known now.
    async fn full(&mut self, name: &str) -> Agreement {
        let view = AgreementView::Full.into();
        let get = GetAgreementRequest { name: name.into(), view, ..GetAgreementRequest::default() };
        self.get(get).await.unwrap()
    }

    async fn list(&mut self, request: ListAgreementsRequest) -> Result<ListAgreementsResponse, Status> {
        Ok(self.agreements.list_agreements(request).await?.into_inner())
    }

    async fn list_events(&mut self, request: ListEventsRequest) -> Result<ListEventsResponse, Status> {
        Ok(self.events.list_events(request).await?.into_inner())
    }
}

/// A draft with all that it needs, between participants of these ids and states.
fn draft(name: &str, participants: &[(&str, &str)]) -> DraftAgreementRequest {
    let text = Text { language: "en".into(), authentic: true, digest: "a".repeat(64), ..Text::default() };
    DraftAgreementRequest {
        name: name.into(),
        reference: name.trim_start_matches("agreements/").to_uppercase(),
        title: english("An agreement"),
        form: AgreementForm::Agreement.into(),
        level: AgreementLevel::Interagency.into(),
        participants: participants.iter().map(|(id, state)| participant(id, state)).collect(),
        terms: Some(Terms::default()),
        texts: vec![text],
        ..DraftAgreementRequest::default()
    }
}

fn participant(id: &str, state: &str) -> ParticipantSpec {
    ParticipantSpec {
        participant_id: id.into(),
        kind: ParticipantKind::Agency.into(),
        name: english(id),
        state: state.into(),
        ..ParticipantSpec::default()
    }
}

/// As it was known after this record.
fn at(position: i64) -> Option<KnownAt> {
    Some(KnownAt { point: Some(Point::Position(position)) })
}

/// The ids of the agreements of a page.
fn ids(page: &ListAgreementsResponse) -> Vec<&str> {
    page.agreements.iter().map(|agreement| agreement.name.trim_start_matches("agreements/")).collect()
}

/// The reason of a refusal, and the field that it is about.
#[track_caller]
fn reason<T: std::fmt::Debug>(answer: Result<T, Status>) -> (String, Vec<String>) {
    let refused = refused(&answer.expect_err("it is refused"));
    let violations = refused.details.bad_request().map(|request| request.field_violations.clone());
    let fields = violations.into_iter().flatten().map(|violation| violation.field);
    (refused.reason, fields.collect())
}
