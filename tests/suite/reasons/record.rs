//! What is refused where the record is kept, and where an earlier state of it is read.

use depositary::proto::v1::{
    AgreementFilter, CorrectRecordRequest, DraftAgreementRequest, FieldValue, GetAgreementRequest, KnownAt,
    ListAgreementsRequest, ListEventsRequest, LocalizedTextValue, RelationKind, field_value, known_at::Point,
};
use tonic::Status;

use super::{
    Case, Reason,
    desk::{Desk, on},
    requests::list,
};
use crate::support::{date, english};

pub(super) fn cases(desk: &Desk) -> Vec<Case> {
    let mut cases = vec![];
    cases.extend(relations(desk));
    cases.extend(corrections(desk));
    cases.extend(documents(desk));
    cases.extend(earlier_states(desk));
    // All of them look at an agreement.
    let mut cases: Vec<_> = cases.into_iter().map(Case::about_its_agreement).collect();
    cases.extend(wrong_in_any_state(desk));
    cases
}

fn wrong_in_any_state(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a relation to itself", Reason::SelfRelation, async |desk: Desk| {
            desk.refused(desk.relate(RelationKind::Amends, &desk.name)).await
        })
        .wrong("relation.agreement"),
        Case::at(desk, "a status of no agreement", Reason::BadFilter, async |desk: Desk| {
            let filter = AgreementFilter { statuses: vec![0], stages: vec![9], ..AgreementFilter::default() };
            list_agreements(desk, AgreementFilter { references: vec![String::new()], ..filter }).await
        })
        .wrong("filter.statuses[0]")
        .also("filter.stages[0]", Reason::BadFilter)
        .also("filter.references[0]", Reason::BadFilter),
        Case::at(desk, "an area and a party of no form", Reason::BadFilter, async |desk: Desk| {
            let (parties, areas) = (vec!["a b".into()], vec![String::new()]);
            list_agreements(desk, AgreementFilter { parties, areas, ..AgreementFilter::default() }).await
        })
        .wrong("filter.parties[0]")
        .also("filter.areas[0]", Reason::BadFilter),
        Case::at(desk, "known at no point", Reason::FieldRequired, async |desk: Desk| {
            get(desk, GetAgreementRequest { known_at: Some(KnownAt::default()), ..Default::default() }).await
        })
        .wrong("known_at.point"),
        Case::at(desk, "known before the journal", Reason::BadValue, async |desk: Desk| {
            list(desk, ListEventsRequest { known_at: at(-1), ..Default::default() }).await
        })
        .wrong("known_at.position"),
        Case::at(desk, "as of some month", Reason::BadDate, async |desk: Desk| {
            get(desk, GetAgreementRequest { as_of: date(2022, 2, 0), ..Default::default() }).await
        })
        .wrong("as_of"),
    ]
}

fn relations(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a relation to nothing", Reason::AgreementNotFound, async |desk: Desk| {
            desk.drafted().await;
            desk.refused(desk.relate(RelationKind::Amends, &desk.beside().name)).await
        })
        .with("resource", "{name}-2"),
        Case::at(desk, "talk about nothing", Reason::EventNotFound, async |desk: Desk| {
            // The draft and two invitations.
            desk.drafted().await;
            desk.refused(desk.communicate(4)).await
        })
        .with("resource", "{name}/events/4"),
    ]
}

fn corrections(desk: &Desk) -> Vec<Case> {
    let localized = |words| {
        let values = LocalizedTextValue { values: english(words) };
        Some(FieldValue { kind: Some(field_value::Kind::Localized(values)) })
    };
    vec![
        Case::at(desk, "a correction of nothing", Reason::EventNotFound, async |desk: Desk| {
            desk.drafted().await;
            desk.refused(desk.correct(4, "custodian", "C")).await
        })
        .with("resource", "{name}/events/4"),
        Case::at(desk, "a correction of the reference", Reason::FieldNotCorrectable, async |desk: Desk| {
            desk.drafted().await;
            desk.refused(desk.correct(1, "reference", "R")).await
        })
        .with("target_revision", "1")
        .with("field", "reference"),
        Case::at(desk, "a title of an invitation", Reason::FieldNotCorrectable, async move |desk: Desk| {
            desk.drafted().await;
            let (old_value, new_value) = (localized("An agreement"), localized("A pact"));
            let correct = desk.correct(2, "title", "");
            desk.refused(CorrectRecordRequest { old_value, new_value, ..correct }).await
        })
        .with("target_revision", "2")
        .with("field", "title"),
        Case::at(desk, "a correction of yesterday", Reason::StaleValue, async |desk: Desk| {
            desk.drafted().await;
            desk.done(desk.correct(1, "custodian", "C")).await;
            desk.refused(desk.correct(1, "custodian", "D")).await
        })
        .with("target_revision", "1")
        .with("field", "custodian"),
        Case::at(desk, "words instead of a place", Reason::BadValue, async |desk: Desk| {
            desk.drafted().await;
            desk.refused(desk.correct(1, "signature.place", "Tashkent")).await
        })
        .wrong("new_value"),
        Case::at(desk, "a correction that takes the title", Reason::BadValue, async move |desk: Desk| {
            desk.drafted().await;
            let correct = desk.correct(1, "title", "");
            let old_value = localized("An agreement");
            desk.refused(CorrectRecordRequest { old_value, new_value: None, ..correct }).await
        })
        .wrong("new_value"),
    ]
}

fn documents(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a second document of this id", Reason::DocumentExists, async |desk: Desk| {
            desk.abandoned().await;
            desk.done(desk.attach("D1")).await;
            desk.refused(desk.attach("D1")).await
        })
        .with("resource", "{name}/documents/D1"),
    ]
}

fn earlier_states(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a read of the day before", Reason::AgreementNotFound, async |desk: Desk| {
            desk.drafted().await;
            get(desk, GetAgreementRequest { as_of: date(2022, 2, 13), ..Default::default() }).await
        })
        .with("resource", "{name}"),
        Case::at(desk, "a read when nothing was known", Reason::AgreementNotFound, async |desk: Desk| {
            desk.done(DraftAgreementRequest { act: on(2020, 1, 1), ..desk.draft() }).await;
            let as_of = date(2021, 1, 1);
            get(desk, GetAgreementRequest { as_of, known_at: at(0), ..Default::default() }).await
        })
        .with("resource", "{name}"),
    ]
}

/// Up to the record at this position.
fn at(position: i64) -> Option<KnownAt> {
    Some(KnownAt { point: Some(Point::Position(position)) })
}

async fn get(desk: Desk, request: GetAgreementRequest) -> Status {
    let request = GetAgreementRequest { name: desk.name.clone(), ..request };
    desk.agreements.clone().get_agreement(request).await.expect_err("it is not read")
}

async fn list_agreements(desk: Desk, filter: AgreementFilter) -> Status {
    let request = ListAgreementsRequest { filter: Some(filter), ..ListAgreementsRequest::default() };
    desk.agreements.clone().list_agreements(request).await.expect_err("there is no such list")
}
