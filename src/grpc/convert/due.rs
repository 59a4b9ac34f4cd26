//! What is due, and how it is said.

use jiff::civil::Date;

use super::agreement_name;
use crate::{
    domain::{self, Agreement, DueItem, DueKind, DueSubject, Identifier, LocalizedText, Session},
    proto::v1,
    registry::{DueEntry, codec::write},
};

/// So many things are shown of what is due next in an agreement.
const NEXT_MAX: usize = 10;

/// Something due, as seen on a day.
pub(in super::super) fn due_item(entry: &DueEntry, day: Date) -> v1::DueItem {
    item(&entry.version.agreement, &entry.item, day)
}

/// What is due in an agreement on a day or after it, and what is still to be done from before.
pub(in super::super) fn next_due(agreement: &Agreement, day: Date) -> Vec<v1::DueItem> {
    next(agreement, day, |_| true)
}

pub(super) fn next(agreement: &Agreement, day: Date, wanted: impl Fn(&DueItem) -> bool) -> Vec<v1::DueItem> {
    // What lies behind and can still be done comes first.
    let is_due = |item: &DueItem| item.on >= day || item.overdue_from.is_some();
    let due = domain::due_items(agreement).into_iter().filter(|item| is_due(item) && wanted(item));
    due.take(NEXT_MAX).map(|due| item(agreement, &due, day)).collect()
}

fn item(agreement: &Agreement, item: &DueItem, day: Date) -> v1::DueItem {
    let (mut commission_id, mut session_id, mut action_id, mut indicator_id, mut participant_id) =
        Default::default();
    match &item.subject {
        DueSubject::Agreement => {}
        DueSubject::Participant(id) => participant_id = id.to_string(),
        DueSubject::Commission(id) => commission_id = id.to_string(),
        DueSubject::Session(id) => {
            commission_id =
                agreement.session(id).map(|of| of.spec.commission_id.to_string()).unwrap_or_default();
            session_id = id.to_string();
        }
        DueSubject::Action(id) => {
            let session = agreement.action(id).and_then(|kept| agreement.session(&kept.action.session_id));
            if let Some(session) = session {
                commission_id = session.spec.commission_id.to_string();
                session_id = session.id().to_string();
            }
            action_id = id.to_string();
        }
        DueSubject::Indicator(id) => indicator_id = id.to_string(),
    }
    v1::DueItem {
        agreement: agreement_name(agreement.id()),
        reference: reference(agreement),
        title: agreement.header().map(|header| write::localized(&header.title)).unwrap_or_default(),
        kind: due_kind(item.kind).into(),
        date: Some(write::date(item.on)),
        overdue: item.is_overdue(day),
        summary: due_words(agreement, item),
        commission_id,
        session_id,
        action_id,
        indicator_id,
        participant_id,
        participants: item.concerned.iter().map(ToString::to_string).collect(),
        revision: write::count(item.revision),
    }
}

/// The id of what something due is about, if it is about one thing in the agreement.
pub(in super::super) fn due_subject_id(subject: &DueSubject) -> Option<&Identifier> {
    match subject {
        DueSubject::Agreement => None,
        DueSubject::Participant(id)
        | DueSubject::Commission(id)
        | DueSubject::Session(id)
        | DueSubject::Action(id)
        | DueSubject::Indicator(id) => Some(id),
    }
}

/// What is due, in a sentence for people.
pub(in super::super) fn due_words(agreement: &Agreement, item: &DueItem) -> String {
    let id = due_subject_id(&item.subject).map(ToString::to_string).unwrap_or_default();
    match item.kind {
        DueKind::EntryIntoForce if id.is_empty() => "enters into force".to_owned(),
        DueKind::EntryIntoForce => format!("enters into force for {id}"),
        DueKind::SignatureDeadline => "last day for signing".to_owned(),
        DueKind::NonRenewalNotice => "last day for a notice against the next renewal".to_owned(),
        DueKind::TermEnd => "the term ends".to_owned(),
        DueKind::WithdrawalEffect => format!("the withdrawal of {id} takes effect"),
        DueKind::SessionDue => {
            let due = item_commission(agreement, item).and_then(|commission| commission.due.as_ref());
            let ordinal = due.map(|due| format!("session no. {}", due.ordinal));
            let host = due.and_then(|due| due.host.as_ref()).map(|host| format!(", host {host}"));
            let session = ordinal.unwrap_or_else(|| "a session".to_owned());
            format!("{session} of {id} is due{}", host.unwrap_or_default())
        }
        DueKind::SessionPlanned => {
            let session = item_session(agreement, item);
            let place = session.and_then(|session| session.place.as_ref());
            let place = place.map(|place| format!(", {}", place.name)).unwrap_or_default();
            let commission =
                session.map(|session| session.spec.commission_id.to_string()).unwrap_or_default();
            format!("session {id} of {commission}{place}")
        }
        DueKind::AgendaDeadline => format!("last day for the agenda of session {id}"),
        DueKind::MinutesSignature => {
            let missing = item.concerned.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            format!("the minutes of session {id} wait for {missing}")
        }
        DueKind::ActionDue => {
            let action = due_subject_id(&item.subject).and_then(|id| agreement.action(id));
            let title = action.map(|kept| in_english(&kept.action.title));
            format!("action {id} is due: {}", title.unwrap_or_default())
        }
        DueKind::ReadingDue => format!("a reading of {id} is due"),
    }
}

/// A kind of what can be due.
fn due_kind(kind: DueKind) -> v1::DueKind {
    match kind {
        DueKind::EntryIntoForce => v1::DueKind::EntryIntoForce,
        DueKind::SignatureDeadline => v1::DueKind::SignatureDeadline,
        DueKind::NonRenewalNotice => v1::DueKind::NonRenewalNotice,
        DueKind::TermEnd => v1::DueKind::TermEnd,
        DueKind::WithdrawalEffect => v1::DueKind::WithdrawalEffect,
        DueKind::SessionDue => v1::DueKind::SessionDue,
        DueKind::SessionPlanned => v1::DueKind::SessionPlanned,
        DueKind::AgendaDeadline => v1::DueKind::AgendaDeadline,
        DueKind::MinutesSignature => v1::DueKind::MinutesSignature,
        DueKind::ActionDue => v1::DueKind::ActionDue,
        DueKind::ReadingDue => v1::DueKind::ReadingDue,
    }
}

/// A kind of what can be due, in the API's own word.
pub(in super::super) fn due_kind_word(kind: DueKind) -> &'static str {
    let name = due_kind(kind).as_str_name();
    name.strip_prefix("DUE_KIND_").unwrap_or(name)
}

/// The English wording, or else the first.
pub(in super::super) fn in_english(text: &LocalizedText) -> String {
    let english = text.iter().find(|(language, _)| language.as_str() == "en");
    english.or_else(|| text.iter().next()).map(|(_, words)| words.to_owned()).unwrap_or_default()
}

pub(super) fn item_commission<'a>(
    agreement: &'a Agreement,
    item: &DueItem,
) -> Option<&'a domain::Commission> {
    agreement.commission(due_subject_id(&item.subject)?).map(|commission| &**commission)
}

fn item_session<'a>(agreement: &'a Agreement, item: &DueItem) -> Option<&'a Session> {
    agreement.session(due_subject_id(&item.subject)?).map(|session| &**session)
}

pub(super) fn reference(agreement: &Agreement) -> String {
    agreement.reference().map(ToString::to_string).unwrap_or_default()
}
