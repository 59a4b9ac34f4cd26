//! What lies beside the acts: documents, relations, communications.

use std::sync::Arc;

use super::{
    Field, Size, agreement_name, digest, enumeration, identifier, named, optional_number, personal, text,
    values::optional_language,
};
use crate::{
    domain::{Communication, Document, Relation, RelationTarget},
    proto::v1::{self, ErrorReason, relation::Target},
};

/// A document in the file of an agreement.
pub fn document(message: v1::Document, mut at: Field<'_>) -> Option<Arc<Document>> {
    let document_id = identifier(&message.document_id, at.field("document_id"));
    let kind = enumeration(message.kind, at.field("kind"));
    let digest = digest(&message.digest, at.field("digest"));
    let language = optional_language(&message.language, at.field("language"));
    let uri = text(message.uri, Size::Uri, at.field("uri"));
    Some(Arc::new(Document { document_id: document_id?, kind: kind?, digest: digest?, language, uri }))
}

/// How an agreement is related to another one.
pub fn relation(message: v1::Relation, mut at: Field<'_>) -> Option<Arc<Relation>> {
    let kind = enumeration(message.kind, at.field("kind"));
    let target = match message.target {
        Some(Target::Agreement(name)) => {
            agreement_name(&name, at.field("agreement")).map(RelationTarget::Agreement)
        }
        Some(Target::Citation(words)) => named(words, at.field("citation")).map(RelationTarget::Citation),
        None => {
            at.field("target").refuse(ErrorReason::FieldRequired, "Required: `agreement` or `citation`.");
            None
        }
    };
    if message.incoming {
        let description = "A relation is recorded at the agreement that it goes out from.";
        at.field("incoming").refuse(ErrorReason::BadValue, description);
    }
    Some(Arc::new(Relation { kind: kind?, target: target? }))
}

/// What somebody has said about an agreement.
pub fn communication(message: v1::CommunicationRecorded, mut at: Field<'_>) -> Option<Arc<Communication>> {
    let kind = enumeration(message.communication_kind, at.field("communication_kind"));
    let from = text(message.from, Size::Name, at.field("from"));
    let concerning_revision = optional_number(message.concerning_revision, at.field("concerning_revision"));
    let text = personal(message.text, Size::Free, at.field("text"));
    Some(Arc::new(Communication { kind: kind?, from, concerning_revision, text }))
}
