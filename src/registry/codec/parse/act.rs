//! The circumstances of an act.

use super::{
    Field, Size, each, enumeration, identifier, optional_digest, optional_enumeration, optional_text,
    partial_date, personal, text, timestamp,
};
use crate::{
    domain::{Act, Confidence, Evidence, OccurredAt, Source, SourceKind},
    proto::v1::{self, ErrorReason},
};

/// The circumstances as a client states them; it may state none.
pub fn act(message: Option<v1::Act>, mut at: Field<'_>) -> Act {
    let message = message.unwrap_or_default();
    Act {
        occurred_on: partial_date(message.occurred_on, at.field("occurred_on")),
        occurred_at: occurred_at(message.occurred_at, at.field("occurred_at")),
        source: source(message.source, at.field("source")),
        evidence: evidence(message.evidence, at.field("evidence")),
        on_behalf_of: optional_text(message.on_behalf_of, Size::Name, at.field("on_behalf_of")),
        note: personal(message.note, Size::Free, at.field("note")),
    }
}

/// The moment of an act.
pub fn occurred_at(message: Option<v1::OccurredAt>, mut at: Field<'_>) -> Option<OccurredAt> {
    let message = message?;
    let time = timestamp(message.time, at.field("time"));
    // Any moment does for finding out whether the offset is one.
    let of_offset = OccurredAt::new(time.unwrap_or_default(), message.utc_offset_minutes).ok();
    if of_offset.is_none() {
        at.field("utc_offset_minutes")
            .refuse(ErrorReason::BadValue, "Out of range; -1080 to 1080 are allowed.");
    }
    time.and(of_offset)
}

/// How an act became known; a source of which nothing is said is none.
pub fn source(message: Option<v1::Source>, mut at: Field<'_>) -> Option<Source> {
    let message = message.filter(|message| *message != v1::Source::default())?;
    let kind: Option<SourceKind> = enumeration(message.kind, at.field("kind"));
    let uri = text(message.uri, Size::Uri, at.field("uri"));
    let confidence = optional_enumeration::<Confidence>(message.confidence, at.field("confidence"));
    let kind = kind?;
    if kind == SourceKind::System && at.is_stored() && uri.is_empty() && confidence.is_none() {
        return Some(Source::system());
    }
    let source = Source::stated(kind, &uri, confidence).ok();
    if source.is_none() {
        match kind {
            SourceKind::System => {
                at.field("kind")
                    .refuse(ErrorReason::BadValue, "Only the service itself is the source SYSTEM.");
            }
            SourceKind::Press
            | SourceKind::Official
            | SourceKind::Notified
            | SourceKind::Document
            | SourceKind::Import => {
                let description = "The press is never sure; LOW and MEDIUM are allowed.";
                at.field("confidence").refuse(ErrorReason::BadValue, description);
            }
        }
    }
    source
}

/// The documents that prove an act.
pub fn evidence(messages: Vec<v1::Evidence>, at: Field<'_>) -> Box<[Evidence]> {
    let read = |message: v1::Evidence, mut at: Field<'_>| {
        let document_id = identifier(&message.document_id, at.field("document_id"));
        let digest = optional_digest(&message.digest, at.field("digest"));
        Some(Evidence { document_id: document_id?.as_str().into(), digest })
    };
    each(messages, at, read).into()
}
