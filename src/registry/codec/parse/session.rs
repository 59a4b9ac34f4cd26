//! Sessions, and what they decide and give people to do.

use std::sync::Arc;

use super::{
    Field, Size, each, each_once, enumeration_or, full_date, identifier, identifiers,
    numbers::{how_many, item_number},
    optional_enumeration, optional_full_date, optional_identifier, optional_number, personal, place,
    values::{digest, languages, localized_required, valid},
};
use crate::{
    domain::{
        Action, Agenda, AgendaItem, Attendee, Days, Decision, Minutes, OfficerRole, SessionKind, SessionMode,
        SessionSpec,
    },
    proto::{
        self,
        v1::{self, ErrorReason},
    },
};

/// A session as it is planned.
pub fn session(message: v1::SessionScheduled, mut at: Field<'_>) -> Option<Arc<SessionSpec>> {
    let session_id = identifier(&message.session_id, at.field("session_id"));
    let commission_id = identifier(&message.commission_id, at.field("commission_id"));
    let kind = enumeration_or(message.kind, SessionKind::Ordinary, at.field("kind"));
    let ordinal = optional_number(message.ordinal, at.field("ordinal"));
    match kind {
        SessionKind::Ordinary => {}
        // The decision refuses it as well; here it is refused together with whatever else is wrong.
        SessionKind::Extraordinary if ordinal.is_some() && !at.is_stored() => {
            at.field("ordinal").refuse(ErrorReason::BadValue, "Only ordinary sessions have a number.");
        }
        SessionKind::Extraordinary => {}
    }
    let planned = days(message.planned_from, message.planned_to, at.again());
    let place = place(message.place, at.field("place"));
    let host = optional_identifier(&message.host, at.field("host"));
    let mode = enumeration_or(message.mode, SessionMode::InPerson, at.field("mode"));
    let override_reason = personal(message.override_reason, Size::Free, at.field("override_reason"));
    Some(Arc::new(SessionSpec {
        session_id: session_id?,
        commission_id: commission_id?,
        kind,
        ordinal,
        planned: planned?,
        place,
        host,
        mode,
        override_reason,
    }))
}

/// The days on which a session is planned; they stand in two fields of the message.
pub fn days(
    planned_from: Option<proto::Date>,
    planned_to: Option<proto::Date>,
    mut at: Field<'_>,
) -> Option<Days> {
    let first = full_date(planned_from, at.field("planned_from"));
    let last = optional_full_date(planned_to, at.field("planned_to"));
    if planned_to.is_none() {
        at.field("planned_to").left_to_default();
    } else {
        // One that was refused is not the same as none.
        last?;
    }
    valid(Days::new(first?, last), &mut at.field("planned_to"))
}

/// What a session is about.
pub fn agenda(items: Vec<v1::AgendaItem>, mut at: Field<'_>) -> Option<Agenda> {
    let found_before = at.found();
    let items = each_once(items, at.again(), agenda_item, Some("number"), |item| &item.number);
    match Agenda::new(items) {
        Ok(agenda) => Some(agenda),
        Err(invalid) => {
            // An item that comes twice, or none that is left, was refused item by item.
            if at.found() == found_before {
                valid::<Agenda>(Err(invalid), &mut at);
            }
            None
        }
    }
}

fn agenda_item(message: v1::AgendaItem, mut at: Field<'_>) -> Option<AgendaItem> {
    let number = item_number(message.number, at.field("number"));
    let title = localized_required(message.title, Size::Name, at.field("title"));
    let area = optional_identifier(&message.area, at.field("area"));
    let lead = optional_identifier(&message.lead, at.field("lead"));
    Some(AgendaItem { number: number?, title, area, lead })
}

/// Who is present at a session.
pub fn attendance(messages: Vec<v1::Attendance>, at: Field<'_>) -> Arc<[Attendee]> {
    each(messages, at, attendee).into()
}

fn attendee(message: v1::Attendance, mut at: Field<'_>) -> Option<Attendee> {
    let officer_id = optional_identifier(&message.officer_id, at.field("officer_id"));
    let name = personal(message.name, Size::Name, at.field("name"));
    let participant_id = identifier(&message.participant_id, at.field("participant_id"));
    let capacity = enumeration_or(message.capacity, OfficerRole::Member, at.field("capacity"));
    let acting_for = optional_identifier(&message.acting_for, at.field("acting_for"));
    let count = how_many(message.count, at.field("count"));
    Some(Attendee { officer_id, name, participant_id: participant_id?, capacity, acting_for, count: count? })
}

/// A decision.
pub fn decision(message: v1::DecisionAdopted, mut at: Field<'_>) -> Option<Arc<Decision>> {
    let decision_id = identifier(&message.decision_id, at.field("decision_id"));
    let session_id = identifier(&message.session_id, at.field("session_id"));
    let item = item_number(message.item, at.field("item"));
    let text = localized_required(message.text, Size::Free, at.field("text"));
    let pending_approval_of =
        identifiers(message.pending_approval_of, at.field("pending_approval_of")).into();
    Some(Arc::new(Decision {
        decision_id: decision_id?,
        session_id: session_id?,
        item: item?,
        text,
        pending_approval_of,
    }))
}

/// An action as it is assigned.
pub fn action(message: v1::ActionAssigned, mut at: Field<'_>) -> Option<Arc<Action>> {
    let action_id = identifier(&message.action_id, at.field("action_id"));
    let session_id = identifier(&message.session_id, at.field("session_id"));
    let decision_id = optional_identifier(&message.decision_id, at.field("decision_id"));
    let title = localized_required(message.title, Size::Name, at.field("title"));
    let owner = identifier(&message.owner, at.field("owner"));
    let due_on = full_date(message.due_on, at.field("due_on"));
    Some(Arc::new(Action {
        action_id: action_id?,
        session_id: session_id?,
        decision_id,
        title,
        owner: owner?,
        due_on: due_on?,
    }))
}

/// Minutes, but not of which session.
pub fn minutes(message: v1::MinutesSubmitted, mut at: Field<'_>) -> Option<Arc<Minutes>> {
    let digest = digest(&message.digest, at.field("digest"));
    let originals = how_many(message.originals, at.field("originals"));
    let languages = languages(message.languages, at.field("languages"));
    let classification = optional_enumeration(message.classification, at.field("classification"));
    if message.classification == 0 {
        at.field("classification").left_to_default();
    }
    Some(Arc::new(Minutes { digest: digest?, originals: originals?, languages, classification }))
}
