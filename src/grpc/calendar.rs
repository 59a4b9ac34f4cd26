//! What is due, as a calendar that people subscribe to (RFC 5545).

use icalendar::{Calendar, Component as _, Event, Property, ValueType};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::convert;
use crate::{
    domain::{self, DueItem, DueKind},
    journal::Identity,
    registry::DueEntry,
};

/// The media type of a calendar.
pub(super) const CONTENT_TYPE: &str = "text/calendar; charset=utf-8";

/// A calendar with an entry for each thing that is due.
///
/// An entry keeps its UID for as long as the same thing is due, also when its day moves, so that calendars move it and do not
/// show it twice.
pub(super) fn calendar(journal: &Identity, party: &str, entries: &[DueEntry]) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//depositary//due//EN"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.append_property(("METHOD", "PUBLISH"));
    calendar.name(&format!("Due for {party}"));
    calendar.extend(entries.iter().map(|entry| event(journal, entry)));
    calendar.to_string()
}

fn event(journal: &Identity, entry: &DueEntry) -> Event {
    let (agreement, item) = (&entry.version.agreement, &entry.item);
    let name = convert::agreement_name(agreement.id());
    let reference = agreement.reference().map(ToString::to_string).unwrap_or_default();
    let words = convert::due_words(agreement, item);
    let title = agreement.header().map(|header| convert::in_english(&header.title)).unwrap_or_default();
    let kind = convert::due_kind_word(item.kind);
    let mut event = Event::with_uid(&uid(journal, agreement, item));
    event.append_property(Property::new("DTSTAMP", utc(entry.version.changed_at)));
    event.append_property(day("DTSTART", item.on));
    event.append_property(day("DTEND", domain::days_after(last_day(agreement, item), 1)));
    event.summary(&printable(&format!("{reference}: {words}")));
    event.description(&printable(&format!("{title}\n{name}")));
    event.add_property("CATEGORIES", kind);
    // It is a deadline, and takes nobody's time.
    event.add_property("TRANSP", "TRANSPARENT");
    event.add_property("SEQUENCE", agreement.revision().to_string());
    event.done()
}

/// The last day of what is due: only planned sessions have more than one.
fn last_day(agreement: &domain::Agreement, item: &DueItem) -> Date {
    let is_planned = item.kind == DueKind::SessionPlanned;
    let session_id = convert::due_subject_id(&item.subject).filter(|_| is_planned);
    let session = session_id.and_then(|session_id| agreement.session(session_id));
    session.map_or(item.on, |session| session.planned.last())
}

fn uid(journal: &Identity, agreement: &domain::Agreement, item: &DueItem) -> String {
    let kind = convert::due_kind_word(item.kind).to_lowercase();
    let subject = convert::due_subject_id(&item.subject).map(ToString::to_string);
    // What comes again has another identity each time.
    let which = match item.kind {
        DueKind::SessionDue => ordinal(agreement, item),
        DueKind::ReadingDue | DueKind::TermEnd | DueKind::NonRenewalNotice => Some(item.on.to_string()),
        DueKind::EntryIntoForce
        | DueKind::SignatureDeadline
        | DueKind::WithdrawalEffect
        | DueKind::SessionPlanned
        | DueKind::AgendaDeadline
        | DueKind::MinutesSignature
        | DueKind::ActionDue => None,
    };
    let parts = [Some(kind), subject, which, Some(agreement.id().to_string())];
    format!("{}@{journal}", parts.into_iter().flatten().collect::<Vec<_>>().join("."))
}

/// The number of the session that a commission owes.
fn ordinal(agreement: &domain::Agreement, item: &DueItem) -> Option<String> {
    let commission = agreement.commission(convert::due_subject_id(&item.subject)?)?;
    Some(commission.due.as_ref()?.ordinal.to_string())
}

fn day(key: &str, date: Date) -> Property {
    let mut property = Property::new(key, date.strftime("%Y%m%d").to_string());
    property.append_parameter(ValueType::Date);
    property
}

fn utc(time: Timestamp) -> String {
    time.to_zoned_datetime(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Text without the control characters that a calendar must not have.
fn printable(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}
