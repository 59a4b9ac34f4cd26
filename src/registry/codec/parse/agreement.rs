//! What an agreement is called, who takes part, and its text.

use std::sync::Arc;

use super::{
    Field, Size, each, each_once, enumeration, enumeration_or, identifier, localized, named, optional_text,
    text,
    values::{country, digest, language, languages, localized_required, reference, valid},
};
use crate::{
    domain::{Binding, Classification, Header, ParticipantKind, ParticipantSpec, Text, Texts, Zone},
    proto::v1::{self, ErrorReason},
};

/// What is said about an agreement when it is begun.
pub fn header(message: v1::AgreementDrafted, mut at: Field<'_>) -> Option<Header> {
    let reference = reference(&message.reference, at.field("reference"));
    let title = localized_required(message.title, Size::Name, at.field("title"));
    let short_title = localized(message.short_title, Size::Name, at.field("short_title"));
    let form = enumeration(message.form, at.field("form"));
    let level = enumeration(message.level, at.field("level"));
    let binding = enumeration_or(message.binding, Binding::Unstated, at.field("binding"));
    let languages = languages(message.languages, at.field("languages"));
    let custodian = optional_text(message.custodian, Size::Name, at.field("custodian"));
    let reckoning_zone = zone(&message.reckoning_zone, at.field("reckoning_zone"));
    let classification =
        enumeration_or(message.classification, Classification::Public, at.field("classification"));
    Some(Header {
        reference: reference?,
        title,
        short_title,
        form: form?,
        level: level?,
        binding,
        languages,
        custodian,
        reckoning_zone: reckoning_zone?,
        classification,
    })
}

fn zone(name: &str, mut at: Field<'_>) -> Option<Zone> {
    if name.is_empty() {
        at.left_to_default();
        return Some(Zone::UTC);
    }
    valid(Zone::parse(name), &mut at)
}

/// Who a participant is.
pub fn participant_spec(message: v1::ParticipantSpec, mut at: Field<'_>) -> Option<Arc<ParticipantSpec>> {
    let participant_id = identifier(&message.participant_id, at.field("participant_id"));
    let kind: Option<ParticipantKind> = enumeration(message.kind, at.field("kind"));
    let name = localized_required(message.name, Size::Name, at.field("name"));
    let state = country(&message.state, at.field("state"));
    let on_behalf_of = optional_text(message.on_behalf_of, Size::Name, at.field("on_behalf_of"));
    let groups = each(message.groups, at.field("groups"), named).into();
    if message.counts.is_none() {
        at.field("counts").left_to_default();
    }
    let kind = kind?;
    Some(Arc::new(ParticipantSpec {
        participant_id: participant_id?,
        kind,
        name,
        state,
        on_behalf_of,
        groups,
        counts: message.counts.unwrap_or_else(|| kind.counts()),
    }))
}

/// One version of the text: one text a language.
pub fn texts(messages: Vec<v1::Text>, mut at: Field<'_>) -> Texts {
    let texts = each_once(messages, at.again(), read_text, Some("language"), |text| &text.language);
    if at.is_stored() {
        return valid(Texts::new(texts), &mut at).unwrap_or_default();
    }
    // In a request a language that comes twice was refused item by item.
    Texts::new(texts).unwrap_or_default()
}

fn read_text(message: v1::Text, mut at: Field<'_>) -> Option<Text> {
    let language = language(&message.language, at.field("language"));
    let digest = digest(&message.digest, at.field("digest"));
    let media_type = text(message.media_type, Size::Name, at.field("media_type"));
    let size_bytes = u64::try_from(message.size_bytes).ok();
    if size_bytes.is_none() {
        at.field("size_bytes").refuse(ErrorReason::BadValue, "Negative; it counts bytes.");
    }
    let uri = text(message.uri, Size::Uri, at.field("uri"));
    Some(Text {
        language: language?,
        authentic: message.authentic,
        digest: digest?,
        media_type,
        size_bytes: size_bytes?,
        uri,
    })
}
