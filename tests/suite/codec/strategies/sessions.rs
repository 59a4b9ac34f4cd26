//! Sessions: their planning, what is done in them, their minutes.

use std::sync::Arc;

use depositary::domain::{
    Action, ActionAssigned, Agenda, AgendaAdopted, AgendaItem, AttendanceRecorded, Attendee, Days, Decision,
    DecisionAdopted, DecisionConfirmed, EventBody, Minutes, MinutesAgreed, MinutesSigned, MinutesSubmitted,
    SessionCancelled, SessionConcluded, SessionConvened, SessionKind, SessionMode, SessionRescheduled,
    SessionScheduled, SessionSpec,
};
use proptest::{collection::btree_map, option, prelude::*, sample::select};

use super::{
    bodies::officer_role,
    content::classification,
    values::{boxed, day, digest, identifier, language, localized, personal, place, shared},
};

fn days() -> impl Strategy<Value = Days> {
    (day(), day()).prop_map(|(a, b)| Days::new(a.min(b), Some(a.max(b))).unwrap())
}

/// A session as an event has it.
pub(in super::super) fn session_scheduled() -> impl Strategy<Value = EventBody> {
    let kinds = (
        select(&[SessionKind::Ordinary, SessionKind::Extraordinary]),
        select(&[SessionMode::InPerson, SessionMode::Virtual, SessionMode::Hybrid]),
    );
    let ids = (identifier(), identifier(), option::of(identifier()));
    let ordinal = option::of(1..=i64::MAX as u64);
    (ids, kinds, ordinal, days(), option::of(place()), option::of(personal())).prop_map(
        |((session_id, commission_id, host), (kind, mode), ordinal, planned, place, override_reason)| {
            let session = Arc::new(SessionSpec {
                session_id,
                commission_id,
                kind,
                ordinal,
                planned,
                place,
                host,
                mode,
                override_reason,
            });
            EventBody::SessionScheduled(SessionScheduled { session })
        },
    )
}

fn planning() -> impl Strategy<Value = EventBody> {
    let rescheduled = (identifier(), days(), option::of(place()), option::of(personal())).prop_map(
        |(session_id, planned, place, reason)| {
            EventBody::SessionRescheduled(SessionRescheduled { session_id, planned, place, reason })
        },
    );
    let cancelled = (identifier(), option::of(personal())).prop_map(|(session_id, reason)| {
        EventBody::SessionCancelled(SessionCancelled { session_id, reason })
    });
    let item = (localized(), option::of(identifier()), option::of(identifier()));
    let agenda = btree_map(1..=u32::MAX, item, 1..4).prop_map(|items| {
        let item = |(number, (title, area, lead))| AgendaItem { number, title, area, lead };
        Agenda::new(items.into_iter().map(item)).unwrap()
    });
    let adopted = (identifier(), agenda, any::<bool>()).prop_map(|(session_id, agenda, late)| {
        EventBody::AgendaAdopted(AgendaAdopted { session_id, agenda, late })
    });
    prop_oneof![rescheduled, cancelled, adopted]
}

fn attendee() -> impl Strategy<Value = Attendee> {
    let ids = (option::of(identifier()), identifier(), option::of(identifier()));
    (ids, option::of(personal()), officer_role(), 1..=u32::MAX).prop_map(
        |((officer_id, participant_id, acting_for), name, capacity, count)| Attendee {
            officer_id,
            name,
            participant_id,
            capacity,
            acting_for,
            count,
        },
    )
}

fn meeting() -> impl Strategy<Value = EventBody> {
    let convened =
        (identifier(), day(), shared(attendee())).prop_map(|(session_id, held_from, attendance)| {
            EventBody::SessionConvened(SessionConvened { session_id, held_from, attendance })
        });
    let attended = (identifier(), shared(attendee())).prop_map(|(session_id, attendance)| {
        EventBody::AttendanceRecorded(AttendanceRecorded { session_id, attendance })
    });
    let concluded = (identifier(), day()).prop_map(|(session_id, held_to)| {
        EventBody::SessionConcluded(SessionConcluded { session_id, held_to })
    });
    prop_oneof![convened, attended, concluded]
}

fn outcome() -> impl Strategy<Value = EventBody> {
    let adopted = (identifier(), identifier(), 1..=u32::MAX, localized(), boxed(identifier())).prop_map(
        |(decision_id, session_id, item, text, pending_approval_of)| {
            let decision = Decision { decision_id, session_id, item, text, pending_approval_of };
            EventBody::DecisionAdopted(DecisionAdopted { decision: Arc::new(decision) })
        },
    );
    let confirmed = (identifier(), identifier(), option::of(day())).prop_map(
        |(decision_id, participant_id, received_on)| {
            EventBody::DecisionConfirmed(DecisionConfirmed { decision_id, participant_id, received_on })
        },
    );
    let ids = (identifier(), identifier(), option::of(identifier()), identifier());
    let assigned =
        (ids, localized(), day()).prop_map(|((action_id, session_id, decision_id, owner), title, due_on)| {
            let action = Action { action_id, session_id, decision_id, title, owner, due_on };
            EventBody::ActionAssigned(ActionAssigned { action: Arc::new(action) })
        });
    prop_oneof![adopted, confirmed, assigned]
}

/// Minutes as an event has them: it is said who may read them.
pub(in super::super) fn minutes_submitted() -> impl Strategy<Value = EventBody> {
    (identifier(), digest(), 1..=u32::MAX, boxed(language()), classification()).prop_map(
        |(session_id, digest, originals, languages, classification)| {
            let classification = Some(classification);
            let minutes = Arc::new(Minutes { digest, originals, languages, classification });
            EventBody::MinutesSubmitted(MinutesSubmitted { session_id, minutes })
        },
    )
}

fn minutes() -> impl Strategy<Value = EventBody> {
    let officers = (option::of(identifier()), option::of(identifier()));
    let signed = (identifier(), identifier(), officers, digest()).prop_map(
        |(session_id, participant_id, (officer_id, acting_for), digest)| {
            let signed = MinutesSigned { session_id, participant_id, officer_id, acting_for, digest };
            EventBody::MinutesSigned(signed)
        },
    );
    let agreed = (identifier(), digest())
        .prop_map(|(session_id, digest)| EventBody::MinutesAgreed(MinutesAgreed { session_id, digest }));
    prop_oneof![signed, agreed]
}

/// What happens to sessions and in them, of any kind.
pub(super) fn event_body() -> impl Strategy<Value = EventBody> {
    // By how many kinds each holds.
    prop_oneof![
        1 => session_scheduled().boxed(),
        3 => planning().boxed(),
        3 => meeting().boxed(),
        3 => outcome().boxed(),
        1 => minutes_submitted().boxed(),
        2 => minutes().boxed(),
    ]
}
