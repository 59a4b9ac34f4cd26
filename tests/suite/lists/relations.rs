//! A relation is seen from both of its sides.

use depositary::proto::v1::{
    Agreement, AgreementView, AttachDocumentRequest, Document, DocumentKind, GetAgreementRequest,
    ListAgreementsRequest, RecordRelationRequest, Relation, RelationKind, relation::Target,
};

use super::{Reader, at, draft};
use crate::support::Service;

const FROM: &str = "agreements/protocol";
const TO: &str = "agreements/treaty";

#[tokio::test]
async fn a_relation_is_shown_by_both_agreements() {
    let service = Service::start().await;
    let mut reader = Reader::of(&service).await;
    for name in [FROM, TO] {
        reader.draft(draft(name, &[("A", ""), ("B", "")])).await;
    }
    relate(&mut reader, RelationKind::ProtocolTo, Target::Agreement(TO.into())).await;
    // The same again is recorded and shown once.
    relate(&mut reader, RelationKind::ProtocolTo, Target::Agreement(TO.into())).await;
    relate(&mut reader, RelationKind::Related, Target::Citation("999 UNTS 171".into())).await;
    let from = relate(&mut reader, RelationKind::Implements, Target::Agreement(TO.into())).await;

    let outgoing =
        |kind: RelationKind, target| Relation { kind: kind.into(), target: Some(target), incoming: false };
    let wanted = [
        outgoing(RelationKind::ProtocolTo, Target::Agreement(TO.into())),
        outgoing(RelationKind::Related, Target::Citation("999 UNTS 171".into())),
        outgoing(RelationKind::Implements, Target::Agreement(TO.into())),
    ];
    assert_eq!(from.relations, wanted);
    assert_eq!(reader.full(FROM).await.relations, wanted);

    let to = incoming(&[RelationKind::ProtocolTo, RelationKind::Implements]);
    assert_eq!(reader.full(TO).await.relations, to);
    let view = AgreementView::Full.into();
    let list = ListAgreementsRequest { view, ..ListAgreementsRequest::default() };
    let list = reader.list(list).await.unwrap().agreements;
    assert_eq!((list[0].relations.as_slice(), &list[1].relations), (wanted.as_slice(), &to));
    // Nothing was recorded of the other one, but its answers to commands show it too.
    assert_eq!(attach(&mut reader).await.relations, to);

    let get = |view: AgreementView, known_at| GetAgreementRequest {
        name: TO.into(),
        view: view.into(),
        known_at,
        ..GetAgreementRequest::default()
    };
    let basic = reader.get(get(AgreementView::Basic, None)).await.unwrap();
    assert_eq!(basic.relations, []);
    // The drafts, then four relations.
    let known = [(2, vec![]), (3, incoming(&[RelationKind::ProtocolTo])), (6, to)];
    for (position, wanted) in known {
        let then = reader.get(get(AgreementView::Full, at(position))).await.unwrap();
        assert_eq!(then.relations, wanted, "{position}");
    }
    service.stop().await;
}

fn incoming(kinds: &[RelationKind]) -> Vec<Relation> {
    let from = || Some(Target::Agreement(FROM.into()));
    kinds.iter().map(|kind| Relation { kind: (*kind).into(), target: from(), incoming: true }).collect()
}

async fn relate(reader: &mut Reader, kind: RelationKind, target: Target) -> Agreement {
    let relation = Relation { kind: kind.into(), target: Some(target), ..Relation::default() };
    let request = RecordRelationRequest {
        name: FROM.into(),
        view: AgreementView::Full.into(),
        relation: Some(relation),
        ..RecordRelationRequest::default()
    };
    reader.agreements.record_relation(request).await.unwrap().into_inner().agreement.unwrap()
}

async fn attach(reader: &mut Reader) -> Agreement {
    let document = Document {
        document_id: "D1".into(),
        kind: DocumentKind::Note.into(),
        digest: "d".repeat(64),
        ..Document::default()
    };
    let request = AttachDocumentRequest {
        name: TO.into(),
        view: AgreementView::Full.into(),
        document: Some(document),
        ..AttachDocumentRequest::default()
    };
    reader.agreements.attach_document(request).await.unwrap().into_inner().agreement.unwrap()
}
