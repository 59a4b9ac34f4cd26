//! Commands that can be sent again, and what is answered.

use depositary::proto::v1::{
    AgreementForm, AgreementLevel, CommunicationKind, DraftAgreementRequest, InviteParticipantRequest,
    ParticipantKind, ParticipantSpec, Personal, Receipt, RecordCommunicationRequest,
    agreement_service_client::AgreementServiceClient, personal::Content,
};
use tonic::{Status, transport::Channel};
use tonic_types::StatusExt;

use crate::support::english;

/// A command as it is sent each time.
#[derive(Clone, Debug)]
pub(super) enum Command {
    Draft(Box<DraftAgreementRequest>),
    Invite(InviteParticipantRequest),
    Communicate(RecordCommunicationRequest),
}

/// What a client knows of a command that it has sent.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    /// It was done.
    Done(Receipt),
    /// It was not done, and why.
    Refused {
        reason: String,
        /// The revision that the agreement had, if it was said.
        revision: Option<i64>,
    },
    /// Nobody knows, since the process is gone or about to go.
    Unknown,
}

impl Command {
    pub(super) fn draft(agreement: &str, request_id: String) -> Self {
        Self::Draft(Box::new(DraftAgreementRequest {
            name: agreement.to_owned(),
            reference: request_id.clone(),
            request_id,
            title: english("An agreement"),
            form: AgreementForm::Agreement.into(),
            level: AgreementLevel::Interagency.into(),
            ..DraftAgreementRequest::default()
        }))
    }

    pub(super) fn invite(
        agreement: &str,
        request_id: String,
        participant: &str,
        expected_revision: Option<i64>,
    ) -> Self {
        let participant = ParticipantSpec {
            participant_id: participant.to_owned(),
            kind: ParticipantKind::Agency.into(),
            name: english(participant),
            ..ParticipantSpec::default()
        };
        Self::Invite(InviteParticipantRequest {
            name: agreement.to_owned(),
            request_id,
            expected_revision,
            participant: Some(participant),
            ..InviteParticipantRequest::default()
        })
    }

    pub(super) fn communicate(agreement: &str, request_id: String, length: usize) -> Self {
        Self::Communicate(RecordCommunicationRequest {
            name: agreement.to_owned(),
            request_id,
            communication_kind: CommunicationKind::Fact.into(),
            text: Some(Personal { content: Some(Content::Text("-".repeat(length))) }),
            ..RecordCommunicationRequest::default()
        })
    }

    pub(super) fn request_id(&self) -> &str {
        match self {
            Self::Draft(request) => &request.request_id,
            Self::Invite(request) => &request.request_id,
            Self::Communicate(request) => &request.request_id,
        }
    }

    pub(super) async fn send(&self, channel: &Channel) -> Answer {
        let mut agreements = AgreementServiceClient::new(channel.clone());
        let receipt = match self.clone() {
            Self::Draft(request) => {
                agreements.draft_agreement(*request).await.map(|answer| answer.into_inner().receipt)
            }
            Self::Invite(request) => {
                agreements.invite_participant(request).await.map(|answer| answer.into_inner().receipt)
            }
            Self::Communicate(request) => {
                agreements.record_communication(request).await.map(|answer| answer.into_inner().receipt)
            }
        };
        match receipt {
            Ok(receipt) => Answer::Done(receipt.unwrap()),
            Err(status) => Answer::of(&status),
        }
    }
}

impl Answer {
    fn of(status: &Status) -> Self {
        // Who says no reason is the client's own transport: the connection is gone.
        let details = status.get_error_details();
        let Some(info) = details.error_info() else { return Self::Unknown };
        match info.reason.as_str() {
            "SHUTTING_DOWN" => Self::Unknown,
            "AGREEMENT_EXISTS" | "AGREEMENT_NOT_FOUND" | "PARTICIPANT_EXISTS" | "REVISION_MISMATCH" => {
                let revision = info.metadata.get("revision").map(|revision| revision.parse().unwrap());
                Self::Refused { reason: info.reason.clone(), revision }
            }
            reason => panic!("{reason}: {status:?}"),
        }
    }
}
