//! What an agreement is called, who takes part, its text, its signatures.

use bytes::Bytes;

use super::{
    super::Enumeration,
    date, localized, partial_date, personal, place,
    values::{count, text},
};
use crate::{
    domain::{
        ElectronicSignature, Header, ParticipantSpec, Signatory, Signature, SignatureWindow,
        SigningAuthority, Texts,
    },
    proto::v1,
};

/// What was said about an agreement when it was begun.
pub fn header(header: &Header) -> v1::AgreementDrafted {
    v1::AgreementDrafted {
        reference: header.reference.to_string(),
        title: localized(&header.title),
        short_title: localized(&header.short_title),
        form: header.form.number(),
        level: header.level.number(),
        binding: header.binding.number(),
        languages: header.languages.iter().map(ToString::to_string).collect(),
        custodian: text(header.custodian.as_deref()),
        reckoning_zone: header.reckoning_zone.name().to_owned(),
        classification: header.classification.number(),
        // No property of the agreement but of its record; whoever writes the event adds it.
        backfill: false,
    }
}

/// Who a participant is.
pub fn participant_spec(spec: &ParticipantSpec) -> v1::ParticipantSpec {
    v1::ParticipantSpec {
        participant_id: spec.participant_id.to_string(),
        kind: spec.kind.number(),
        name: localized(&spec.name),
        state: spec.state.map(|state| state.to_string()).unwrap_or_default(),
        on_behalf_of: text(spec.on_behalf_of.as_deref()),
        groups: spec.groups.iter().map(ToString::to_string).collect(),
        counts: Some(spec.counts),
    }
}

/// One version of the text.
pub fn texts(texts: &Texts) -> Vec<v1::Text> {
    texts
        .as_slice()
        .iter()
        .map(|text| v1::Text {
            language: text.language.to_string(),
            authentic: text.authentic,
            digest: text.digest.to_string(),
            media_type: text.media_type.to_string(),
            size_bytes: count(text.size_bytes),
            uri: text.uri.to_string(),
        })
        .collect()
}

/// When and where an agreement can be signed.
pub fn signature_window(window: &SignatureWindow) -> v1::SignatureWindow {
    v1::SignatureWindow {
        mode: window.mode.number(),
        opens_on: Some(date(window.opens_on)),
        closes_on: window.closes_on.map(date),
        places: window.places.iter().map(place).collect(),
    }
}

/// A signature.
pub fn signature(signature: &Signature) -> v1::Signature {
    v1::Signature {
        signed_on: Some(date(signature.signed_on)),
        kind: signature.kind.number(),
        signatory: Some(signatory(&signature.signatory)).filter(|of| *of != v1::Signatory::default()),
        authority: Some(signing_authority(&signature.authority)),
        place: signature.place.as_ref().map(place),
        text_digest: signature.text_digest.to_string(),
        electronic_signature: signature.electronic_signature.as_ref().map(electronic_signature),
    }
}

/// The person who signed.
pub(super) fn signatory(signatory: &Signatory) -> v1::Signatory {
    v1::Signatory { name: signatory.name.as_ref().map(personal), title: signatory.title.to_string() }
}

/// What entitled a signatory to sign.
pub fn signing_authority(authority: &SigningAuthority) -> v1::SigningAuthority {
    v1::SigningAuthority {
        kind: authority.kind.number(),
        document_id: text(authority.document_id.as_deref()),
        issued_by: authority.issued_by.to_string(),
        issued_on: authority.issued_on.map(partial_date),
    }
}

fn electronic_signature(signature: &ElectronicSignature) -> v1::ElectronicSignature {
    v1::ElectronicSignature {
        algorithm: signature.algorithm.to_string(),
        certificate: Bytes::copy_from_slice(&signature.certificate),
        value: Bytes::copy_from_slice(&signature.value),
    }
}
