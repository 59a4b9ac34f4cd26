//! Which records or agreements somebody wants, and from where on.

use uuid::Uuid;

use super::{
    known_status,
    request::{not_negative, parse_position},
};
use crate::{
    domain::{Identifier, Reference, Stage},
    journal::Identity,
    proto::{
        self,
        v1::{self, AgreementStatus, ErrorReason, EventFilter, EventType, WatchEventsRequest},
    },
    registry::{
        AgreementFilter, Filter, HistoryFilter, Problems, Start,
        codec::{Enumeration as _, Field, Read, named_agreement, parse},
    },
};

/// Reads which records are wanted; without a filter, all.
pub(in super::super) fn filter(message: Option<EventFilter>, problems: &mut Problems) -> Filter {
    let message = message.unwrap_or_default();
    let mut at = problems.at("filter");
    let agreements = parse::each(message.agreements, at.field("agreements"), |name, at| {
        good(named_agreement(&name), at, "Not the name of an agreement, `agreements/` and its id.")
    });
    let types = parse::each(message.types, at.field("types"), |number, at| {
        let known = EventType::try_from(number).ok().filter(|known| *known != EventType::Unspecified);
        good(known.map(i32::from), at, "Not a type of event that this version knows.")
    });
    let parties = parse::each(message.parties, at.field("parties"), party);
    Filter {
        agreements: agreements.into_iter().collect(),
        types: types.into_iter().collect(),
        parties: parties.into_iter().collect(),
    }
}

/// Reads from which revision on, and of which days, events of a history are wanted.
pub(in super::super) fn history_filter(
    from_revision: i64,
    (occurred_from, occurred_to): (Option<proto::Date>, Option<proto::Date>),
    filter: &Filter,
    problems: &mut Problems,
) -> HistoryFilter {
    let from_revision = not_negative(from_revision, problems.at("from_revision"));
    if from_revision > 0 && filter.agreements.len() != 1 {
        let description = "Revisions are counted in an agreement: `filter.agreements` has to name one.";
        problems.at("from_revision").refuse(ErrorReason::BadFilter, description);
    }
    let occurred_from = parse::optional_full_date(occurred_from, problems.at("occurred_from"));
    let occurred_to = parse::optional_full_date(occurred_to, problems.at("occurred_to"));
    if let (Some(from), Some(to)) = (occurred_from, occurred_to)
        && to < from
    {
        problems.at("occurred_to").refuse(ErrorReason::BadPeriod, "Before `occurred_from`.");
    }
    HistoryFilter { from_revision, occurred_from, occurred_to }
}

/// Reads which agreements are wanted; without a filter, all.
pub(in super::super) fn agreement_filter(
    message: Option<v1::AgreementFilter>,
    problems: &mut Problems,
) -> AgreementFilter {
    let message = message.unwrap_or_default();
    let mut at = problems.at("filter");
    let statuses = parse::each(message.statuses, at.field("statuses"), |number, at| {
        let known = AgreementStatus::try_from(number).ok().and_then(known_status);
        good(known, at, "Not a status of an agreement that this version knows.")
    });
    let stages = parse::each(message.stages, at.field("stages"), |number, at| {
        let known = match Stage::read(number) {
            Read::Known(stage) => Some(stage),
            Read::Unspecified | Read::NotSupported(_) | Read::Unknown => None,
        };
        good(known, at, "Not a stage of an agreement that this version knows.")
    });
    let parties = parse::each(message.parties, at.field("parties"), party);
    let references = parse::each(message.references, at.field("references"), |reference, at| {
        let description = format!("Not a reference; it has 1 to {} characters.", Reference::LENGTH_MAX);
        good(Reference::parse(&reference).ok(), at, &description)
    });
    let areas = parse::each(message.areas, at.field("areas"), |code, at| {
        good(Identifier::parse(&code).ok(), at, "Not the code of an area.")
    });
    AgreementFilter {
        statuses,
        stages,
        parties: parties.into_iter().collect(),
        references: references.into_iter().collect(),
        areas: areas.into_iter().collect(),
    }
}

pub(super) fn party(party: String, at: Field<'_>) -> Option<Box<str>> {
    // An alpha-2 code has the form of an id.
    let id = Identifier::parse(&party).ok();
    let description = "Neither the id of a participant nor an ISO 3166-1 alpha-2 code.";
    good(id.map(|id| id.as_str().into()), at, description)
}

pub(super) fn good<T>(value: Option<T>, mut at: Field<'_>, description: &str) -> Option<T> {
    if value.is_none() {
        at.refuse(ErrorReason::BadFilter, description);
    }
    value
}

/// Reads which records are to be followed, and from where on.
pub(in super::super) fn watch(message: WatchEventsRequest, problems: &mut Problems) -> (Filter, Start) {
    let filter = filter(message.filter, problems);
    let after = message.after_position.map(|after| parse_position(after, "after_position", problems));
    let journal = journal(&message.journal_id, problems.at("journal_id"));
    let digest = parse::optional_digest(&message.record_digest, problems.at("record_digest"));
    if !message.record_digest.is_empty() {
        let description = match message.after_position {
            None => Some("Without `after_position` there is no record that could have a digest."),
            Some(0) => Some("There is no record at position 0 that could have a digest."),
            Some(_) => None,
        };
        if let Some(description) = description {
            problems.at("record_digest").refuse(ErrorReason::BadValue, description);
        }
    }
    (filter, Start { after, journal, digest: digest.map(|digest| *digest.as_bytes()) })
}

fn journal(id: &str, mut at: Field<'_>) -> Option<Identity> {
    if id.is_empty() {
        return None;
    }
    let uuid = Uuid::try_parse(id).ok();
    if uuid.is_none() {
        at.refuse(ErrorReason::BadId, "Not the id of a journal; give it as an answer named it.");
    }
    uuid.map(Identity::from)
}
