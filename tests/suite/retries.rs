//! Two writers on one revision, and one request sent many times.

use depositary::proto::v1::{
    DraftAgreementRequest, InviteParticipantRequest, InviteParticipantResponse, ParticipantKind,
    ParticipantSpec, Receipt, agreement_service_client::AgreementServiceClient,
};
use futures_util::future::join_all;
use tonic::{Code, transport::Channel};

use crate::{
    registry_support::{draft, invite, memory, records, submission},
    support::{Service, Setup, english, refused},
};

const NAME: &str = "agreements/retried";

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_writers_on_one_revision_one_succeeds_and_the_other_is_told_both_numbers() {
    let service = Service::start().await;
    service.registry.submit(submission("retried", "draft", draft("retried"))).await.unwrap();
    let (mut one, mut other) = (service.agreements().await, service.agreements().await);
    for round in 0..20 {
        let request = |participant: String| InviteParticipantRequest {
            expected_revision: Some(round + 1),
            ..invitation(&participant, "")
        };
        let sent = tokio::join!(
            one.invite_participant(request(format!("A{round}"))),
            other.invite_participant(request(format!("B{round}"))),
        );
        let refusal = match sent {
            (Ok(_), Err(status)) | (Err(status), Ok(_)) => refused(&status),
            sent => panic!("one of the two succeeds: {sent:?}"),
        };
        assert_eq!((refusal.code, refusal.reason.as_str()), (Code::Aborted, "REVISION_MISMATCH"));
        assert_eq!(refusal.metadata["expected_revision"], (round + 1).to_string());
        assert_eq!(refusal.metadata["revision"], (round + 2).to_string());
    }
    service.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_request_sent_fifty_times_at_once_is_done_once() {
    let journal = memory();
    let service = Setup::over(&journal).start().await;
    service.registry.submit(submission("retried", "draft", draft("retried"))).await.unwrap();
    let receipts = fifty_at_once(&service).await;
    let first = receipts.iter().find(|receipt| !receipt.replayed).unwrap().clone();
    assert_eq!(first.position, 2);
    assert_eq!(receipts.iter().filter(|receipt| receipt.replayed).count(), 49);
    same_but_for_the_mark(&receipts, &first);
    assert_eq!(records(&journal).await.len(), 2);

    for number in 0..1000 {
        let participant = format!("P{number}");
        service.registry.submit(submission("retried", &participant, invite(&participant))).await.unwrap();
    }
    let receipts = fifty_at_once(&service).await;
    assert!(receipts.iter().all(|receipt| receipt.replayed));
    same_but_for_the_mark(&receipts, &first);
    assert_eq!(records(&journal).await.len(), 1002);
    service.stop().await;
}

#[tokio::test]
async fn a_replay_answers_with_the_agreement_as_it_was() {
    let service = Service::start().await;
    let mut agreements = service.agreements().await;
    let draft = DraftAgreementRequest {
        request_id: "draft-1".into(),
        reference: "RETRIED".into(),
        title: english("An agreement"),
        form: 1,
        level: 1,
        ..DraftAgreementRequest::default()
    };
    let first = agreements.draft_agreement(draft.clone()).await.unwrap().into_inner();
    let name = first.agreement.as_ref().unwrap().name.clone();
    let invite = InviteParticipantRequest { name, ..invitation("P", "invite-1") };
    agreements.invite_participant(invite).await.unwrap();

    // The id was derived from the request id, so that the retry meets the same agreement.
    let again = agreements.draft_agreement(draft).await.unwrap().into_inner();
    assert_eq!(again.agreement, first.agreement);
    assert!(again.receipt.unwrap().replayed);
    service.stop().await;
}

#[tokio::test]
async fn a_request_id_serves_one_request_only() {
    let service = Service::start().await;
    service.registry.submit(submission("retried", "draft", draft("retried"))).await.unwrap();
    let mut agreements = service.agreements().await;
    agreements.invite_participant(invitation("P", "one")).await.unwrap();
    let refusal = refused(&agreements.invite_participant(invitation("Q", "one")).await.unwrap_err());
    assert_eq!((refusal.code, refusal.reason.as_str()), (Code::AlreadyExists, "REQUEST_ID_REUSED"));
    assert_eq!(refusal.metadata["request_id"], "one");

    // Neither validation nor another expectation makes it another request.
    let expecting = InviteParticipantRequest { expected_revision: Some(1), ..invitation("P", "one") };
    assert!(agreements.invite_participant(expecting).await.unwrap().into_inner().receipt.unwrap().replayed);
    service.stop().await;
}

#[tokio::test]
async fn a_validated_command_records_nothing() {
    let journal = memory();
    let service = Setup::over(&journal).start().await;
    service.registry.submit(submission("retried", "draft", draft("retried"))).await.unwrap();
    let mut agreements = service.agreements().await;
    let validate = InviteParticipantRequest { validate_only: true, ..invitation("P", "one") };
    for _ in 0..2 {
        let answer = agreements.invite_participant(validate.clone()).await.unwrap().into_inner();
        let receipt = answer.receipt.unwrap();
        assert_eq!((receipt.position, receipt.revision, receipt.replayed), (0, 2, false));
        assert_eq!(answer.agreement.unwrap().participant_count, 1);
    }
    assert_eq!(records(&journal).await.len(), 1);
    let done = agreements.invite_participant(invitation("P", "one")).await.unwrap().into_inner();
    assert!(!done.receipt.unwrap().replayed);
    service.stop().await;
}

/// Sends the same invitation over ten connections, five times on each, all at once.
async fn fifty_at_once(service: &Service) -> Vec<Receipt> {
    let mut clients: Vec<AgreementServiceClient<Channel>> = Vec::new();
    for _ in 0..10 {
        clients.push(service.agreements().await);
    }
    let sendings = clients.into_iter().cycle().take(50).map(|mut agreements| {
        tokio::spawn(async move { agreements.invite_participant(invitation("Everybody", "same")).await })
    });
    let answers = join_all(sendings.collect::<Vec<_>>()).await;
    let answers: Vec<InviteParticipantResponse> =
        answers.into_iter().map(|answer| answer.unwrap().unwrap().into_inner()).collect();
    let agreement = answers[0].agreement.clone();
    assert!(answers.iter().all(|answer| answer.agreement == agreement));
    answers.into_iter().map(|answer| answer.receipt.unwrap()).collect()
}

fn same_but_for_the_mark(receipts: &[Receipt], first: &Receipt) {
    for receipt in receipts {
        assert_eq!(Receipt { replayed: false, ..receipt.clone() }, *first);
    }
}

fn invitation(participant: &str, request_id: &str) -> InviteParticipantRequest {
    let participant = ParticipantSpec {
        participant_id: participant.into(),
        kind: ParticipantKind::Agency.into(),
        name: english(participant),
        ..ParticipantSpec::default()
    };
    InviteParticipantRequest {
        name: NAME.into(),
        request_id: request_id.into(),
        participant: Some(participant),
        ..InviteParticipantRequest::default()
    }
}
