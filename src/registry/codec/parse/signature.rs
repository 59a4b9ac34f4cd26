//! Signatures, and the time in which they are given.

use super::{
    Field, Size, digest, enumeration_or, full_date, optional_full_date, optional_identifier, partial_date,
    personal, place, places, text,
};
use crate::{
    domain::{
        ElectronicSignature, Signatory, Signature, SignatureKind, SignatureMode, SignatureWindow,
        SigningAuthority, SigningAuthorityKind,
    },
    proto::v1,
};

/// A signature as a record keeps it.
pub(super) fn signature(message: v1::Signature, mut at: Field<'_>) -> Option<Signature> {
    let signed_on = full_date(message.signed_on, at.field("signed_on"));
    let kind = enumeration_or(message.kind, SignatureKind::Definitive, at.field("kind"));
    let signatory = signatory(message.signatory, at.field("signatory"));
    let authority = signing_authority(message.authority, at.field("authority"));
    let place = place(message.place, at.field("place"));
    let text_digest = digest(&message.text_digest, at.field("text_digest"));
    let electronic_signature =
        electronic_signature(message.electronic_signature, at.field("electronic_signature"));
    Some(Signature {
        signed_on: signed_on?,
        kind,
        signatory,
        authority,
        place,
        text_digest: text_digest?,
        electronic_signature,
    })
}

/// The person who signs; perhaps nothing is said of him.
pub fn signatory(message: Option<v1::Signatory>, mut at: Field<'_>) -> Signatory {
    let message = message.unwrap_or_default();
    Signatory {
        name: personal(message.name, Size::Name, at.field("name")),
        title: text(message.title, Size::Name, at.field("title")),
    }
}

/// What entitles that person.
pub fn signing_authority(message: Option<v1::SigningAuthority>, mut at: Field<'_>) -> SigningAuthority {
    let message = message.unwrap_or_default();
    SigningAuthority {
        kind: enumeration_or(message.kind, SigningAuthorityKind::InternalAuthority, at.field("kind")),
        document_id: optional_identifier(&message.document_id, at.field("document_id"))
            .map(|id| id.as_str().into()),
        issued_by: text(message.issued_by, Size::Name, at.field("issued_by")),
        issued_on: partial_date(message.issued_on, at.field("issued_on")),
    }
}

/// An electronic signature, if there is one.
pub fn electronic_signature(
    message: Option<v1::ElectronicSignature>,
    mut at: Field<'_>,
) -> Option<ElectronicSignature> {
    let message = message?;
    Some(ElectronicSignature {
        algorithm: text(message.algorithm, Size::Name, at.field("algorithm")),
        certificate: message.certificate.as_ref().into(),
        value: message.value.as_ref().into(),
    })
}

/// The time in which an agreement can be signed, as a record keeps it.
pub(super) fn signature_window(message: v1::SignatureWindow, mut at: Field<'_>) -> Option<SignatureWindow> {
    let mode = enumeration_or(message.mode, SignatureMode::Signature, at.field("mode"));
    let opens_on = full_date(message.opens_on, at.field("opens_on"));
    let closes_on = optional_full_date(message.closes_on, at.field("closes_on"));
    let places = places(message.places, at.field("places"));
    Some(SignatureWindow { mode, opens_on: opens_on?, closes_on, places })
}
