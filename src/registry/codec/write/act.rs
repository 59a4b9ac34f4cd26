//! The circumstances of an act.

use super::{super::Enumeration, timestamp, values::number};
use crate::{
    domain::{Evidence, OccurredAt, Source},
    proto::v1,
};

/// The moment of an act.
pub fn occurred_at(occurred_at: OccurredAt) -> v1::OccurredAt {
    v1::OccurredAt {
        time: Some(timestamp(occurred_at.time())),
        utc_offset_minutes: occurred_at.utc_offset_minutes().into(),
    }
}

/// How an act became known.
pub fn source(source: &Source) -> v1::Source {
    v1::Source {
        kind: source.kind().number(),
        uri: source.uri().to_owned(),
        confidence: number(source.confidence()),
    }
}

/// The documents that prove an act.
pub fn evidence(evidence: &[Evidence]) -> Vec<v1::Evidence> {
    evidence
        .iter()
        .map(|document| v1::Evidence {
            document_id: document.document_id.to_string(),
            digest: document.digest.map(|digest| digest.to_string()).unwrap_or_default(),
        })
        .collect()
}
