//! Which agreements are listed, how much of them, and in what pages.

use depositary::proto::v1::{
    AbandonAgreementRequest, AgreementFilter, AgreementStatus, AgreementView, Area, AreaAssessment,
    DraftAgreementRequest, EvaluateAgreementRequest, ListAgreementsRequest, OpenForSignatureRequest, Period,
    Rating, SignAgreementRequest, Stage, Terms,
};

use super::{Reader, draft, ids};
use crate::support::{Service, date, english};

#[tokio::test]
async fn agreements_are_listed_by_what_is_known_of_them() {
    let service = Service::start().await;
    let mut reader = Reader::of(&service).await;
    seed(&service, &mut reader).await;
    let none = AgreementFilter::default;
    let of = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let (drafts, closed) = (AgreementStatus::Draft.into(), AgreementStatus::Abandoned.into());
    let (in_force, open) = (AgreementStatus::InForce.into(), AgreementStatus::Open.into());
    let (drafted, evaluated) = (Stage::Drafted.into(), Stage::Evaluated.into());
    let both = AgreementFilter { statuses: vec![in_force], areas: of(&["DRUGS"]), ..none() };
    let neither = AgreementFilter { statuses: vec![drafts], parties: of(&["C"]), ..none() };
    let cases: Vec<(AgreementFilter, &[&str])> = vec![
        (none(), &["a", "b", "c", "d"]),
        (AgreementFilter { statuses: vec![drafts], ..none() }, &["a"]),
        (AgreementFilter { statuses: vec![closed, in_force], ..none() }, &["b", "c", "d"]),
        (AgreementFilter { statuses: vec![open], ..none() }, &[]),
        (AgreementFilter { stages: vec![evaluated], ..none() }, &["d"]),
        (AgreementFilter { stages: vec![drafted, evaluated], ..none() }, &["a", "c", "d"]),
        (AgreementFilter { parties: of(&["C"]), ..none() }, &["c", "d"]),
        (AgreementFilter { parties: of(&["UZ"]), ..none() }, &["a", "b"]),
        (AgreementFilter { parties: of(&["UZ", "C"]), ..none() }, &["a", "b", "c", "d"]),
        (AgreementFilter { parties: of(&["KG"]), ..none() }, &[]),
        (AgreementFilter { references: of(&["B", "D", "X"]), ..none() }, &["b", "d"]),
        (AgreementFilter { areas: of(&["DRUGS"]), ..none() }, &["a", "b"]),
        (AgreementFilter { areas: of(&["TRADE", "TERRORISM"]), ..none() }, &["b", "d"]),
        (both, &["b"]),
        (neither, &[]),
    ];
    for (filter, wanted) in cases {
        let request = ListAgreementsRequest { filter: Some(filter), ..ListAgreementsRequest::default() };
        let page = reader.list(request.clone()).await.unwrap();
        assert_eq!(ids(&page), wanted, "{request:?}");
        assert_eq!(page.next_page_token, "", "{request:?}");
        assert_eq!(page.journal_id, service.registry.journal_id().to_string());
        assert_eq!(page.position, i64::try_from(service.registry.position().get()).unwrap());
    }
    service.stop().await;
}

#[tokio::test]
async fn the_view_says_how_much_of_each_agreement_is_listed() {
    let service = Service::start().await;
    let mut reader = Reader::of(&service).await;
    seed(&service, &mut reader).await;
    let basic = reader.list(ListAgreementsRequest::default()).await.unwrap();
    assert!(basic.agreements.iter().all(|agreement| agreement.participants.is_empty()));
    let view = AgreementView::Full.into();
    let full = reader.list(ListAgreementsRequest { view, ..ListAgreementsRequest::default() }).await.unwrap();
    for (basic, full) in basic.agreements.iter().zip(&full.agreements) {
        assert_eq!(basic.participant_count, 2);
        assert_eq!(full.participants.len(), 2);
        assert_eq!(*full, reader.full(&full.name).await);
    }
    service.stop().await;
}

#[tokio::test]
async fn all_pages_show_the_register_as_it_was_for_the_first() {
    let service = Service::start().await;
    let mut reader = Reader::of(&service).await;
    for id in ["a", "b", "c", "d", "e"] {
        reader.draft(draft(&format!("agreements/{id}"), &[("A", "")])).await;
    }
    let page = |page_token: String| ListAgreementsRequest {
        page_size: 2,
        page_token,
        ..ListAgreementsRequest::default()
    };
    let first = reader.list(page(String::new())).await.unwrap();
    assert_eq!((ids(&first), first.position), (vec!["a", "b"], 5));
    // What is recorded now belongs to the next list.
    reader.draft(draft("agreements/cc", &[("A", "")])).await;
    let abandon =
        AbandonAgreementRequest { name: "agreements/d".into(), ..AbandonAgreementRequest::default() };
    reader.agreements.abandon_agreement(abandon).await.unwrap();
    let second = reader.list(page(first.next_page_token)).await.unwrap();
    assert_eq!((ids(&second), second.position), (vec!["c", "d"], 5));
    assert_eq!(second.agreements[1].status(), AgreementStatus::Draft);
    let third = reader.list(page(second.next_page_token.clone())).await.unwrap();
    assert_eq!((ids(&third), third.position), (vec!["e"], 5));
    assert_eq!(third.next_page_token, "");

    // How many and how much is shown may change from page to page.
    let rest = ListAgreementsRequest {
        page_size: 9,
        view: AgreementView::Full.into(),
        ..page(second.next_page_token)
    };
    let rest = reader.list(rest).await.unwrap();
    assert_eq!((ids(&rest), rest.agreements[0].participants.len()), (vec!["e"], 1));
    let all = reader.list(ListAgreementsRequest::default()).await.unwrap();
    assert_eq!((ids(&all), all.position), (vec!["a", "b", "c", "cc", "d", "e"], 7));
    service.stop().await;
}

/// A draft, an agreement in force, one that was given up, and one that was evaluated.
async fn seed(service: &Service, reader: &mut Reader) {
    reader.draft(with_areas("agreements/a", &[("A", "IR"), ("B", "UZ")], &["DRUGS"])).await;
    let b = with_areas("agreements/b", &[("A", "TJ"), ("B", "UZ")], &["TERRORISM", "DRUGS"]);
    in_force(reader, b).await;
    reader.draft(draft("agreements/c", &[("A", "TJ"), ("C", "")])).await;
    let abandon =
        AbandonAgreementRequest { name: "agreements/c".into(), ..AbandonAgreementRequest::default() };
    reader.agreements.abandon_agreement(abandon).await.unwrap();
    in_force(reader, with_areas("agreements/d", &[("B", "IR"), ("C", "")], &["TRADE"])).await;
    let evaluate = EvaluateAgreementRequest {
        name: "agreements/d".into(),
        evaluation_id: "E1".into(),
        period: Some(Period { from: date(2022, 2, 1), to: date(2022, 2, 10) }),
        areas: vec![AreaAssessment {
            code: "TRADE".into(),
            rating: Rating::Partial.into(),
            ..AreaAssessment::default()
        }],
        overall: Rating::Partial.into(),
        ..EvaluateAgreementRequest::default()
    };
    service.evaluations().await.evaluate_agreement(evaluate).await.unwrap();
}

fn with_areas(name: &str, participants: &[(&str, &str)], areas: &[&str]) -> DraftAgreementRequest {
    let area = |code: &&str| Area { code: (*code).to_owned(), label: english(code) };
    let terms = Some(Terms { areas: areas.iter().map(area).collect(), ..Terms::default() });
    DraftAgreementRequest { terms, ..draft(name, participants) }
}

async fn in_force(reader: &mut Reader, draft: DraftAgreementRequest) {
    let (name, participants) = (draft.name.clone(), draft.participants.clone());
    let text_digest = reader.draft(draft).await.0.text_digest;
    let open = OpenForSignatureRequest { name: name.clone(), ..OpenForSignatureRequest::default() };
    reader.agreements.open_for_signature(open).await.unwrap();
    for participant in participants {
        let sign = SignAgreementRequest {
            name: name.clone(),
            participant_id: participant.participant_id,
            text_digest: text_digest.clone(),
            ..SignAgreementRequest::default()
        };
        reader.agreements.sign_agreement(sign).await.unwrap();
    }
}
