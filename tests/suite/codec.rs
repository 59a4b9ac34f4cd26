//! The stored form of records: what is written is read back, and what is not understood is refused.

pub(crate) mod strategies;

use std::collections::BTreeSet;

use bytes::Bytes;
use depositary::{
    domain::{self, Agreement, AgreementId, Event, EventBody, Identifier},
    journal::Position,
    proto::{
        DESCRIPTORS,
        v1::{self, event::Payload},
    },
    registry::{
        RequestKey,
        codec::{Actor, DecodeError, Decoded, FOLD, Header, RecordJson, decode, encode, event_type},
    },
};
use jiff::Timestamp;
use proptest::prelude::*;
use prost::Message;
use prost_reflect::{DescriptorPool, DynamicMessage};

/// The record of some events, and the agreement after them.
pub(crate) fn record(
    before: Option<&Agreement>,
    events: &[Event],
    request: Option<&RequestKey>,
) -> (Bytes, Agreement) {
    let agreement = AgreementId::parse("uz-2026-04").unwrap();
    let start = before.cloned().unwrap_or_else(|| Agreement::undrafted(agreement.clone()));
    let after = events.iter().fold(start, domain::evolve);
    let header = Header {
        run: [7; 16],
        counter: 3,
        recorded_at: "2026-03-09T10:00:00.000001Z".parse().unwrap(),
        agreement: &agreement,
        first_revision: after.revision() + 1 - events.len() as u64,
        before,
        after: &after,
        actor: &Actor::Unverified("desk-4".into()),
        request,
        trace_parent: Some("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
    };
    (encode(&header, events), after)
}

/// The record of some events, changed by hand.
fn damaged(events: &[Event], damage: impl Fn(&mut v1::Record)) -> Result<Decoded, DecodeError> {
    let (bytes, _) = record(None, events, None);
    let mut message = v1::Record::decode(bytes).unwrap();
    damage(&mut message);
    decode(&message.encode_to_vec().into())
}

/// The path of the field for which a damaged record is refused.
fn refused_field(events: &[Event], damage: impl Fn(&mut v1::Record)) -> String {
    match damaged(events, damage) {
        Err(DecodeError::Field { field, .. }) => field,
        other => panic!("not refused for a field: {other:?}"),
    }
}

/// One event of a kind, always the same.
fn sample(body: impl Strategy<Value = EventBody>) -> [Event; 1] {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let tree = strategies::event_of(body).new_tree(&mut runner).unwrap();
    [proptest::strategy::ValueTree::current(&tree)]
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        events in prop::collection::vec(strategies::event(), 1..5),
        request in prop::option::of((strategies::identifier(), any::<[u8; 32]>())),
    ) {
        let request = request.map(|(id, digest)| RequestKey { id, digest });
        let (bytes, after) = record(None, &events, request.as_ref());
        let decoded = decode(&bytes).unwrap();
        prop_assert_eq!(&decoded.events, &events);
        prop_assert_eq!(decoded.request, request);
        prop_assert_eq!(&decoded.agreement, after.id());
        prop_assert_eq!(decoded.first_revision, 1);
        prop_assert_eq!(decoded.recorded_at, "2026-03-09T10:00:00.000001Z".parse::<Timestamp>().unwrap());
        let message = v1::Record::decode(bytes).unwrap();
        for (stored, event) in message.events.iter().zip(&events) {
            prop_assert_eq!(stored.r#type(), event_type(&event.body));
        }
    }

    #[test]
    fn the_json_of_a_record_leaves_nothing_out(
        events in prop::collection::vec(strategies::event(), 1..5),
        request in prop::option::of((strategies::identifier(), any::<[u8; 32]>())),
    ) {
        let request = request.map(|(id, digest)| RequestKey { id, digest });
        let (bytes, _) = record(None, &events, request.as_ref());
        let json = RecordJson::new().unwrap();
        let text = json.of(&bytes).unwrap();
        prop_assert!(!text.contains('\n'));
        prop_assert_eq!(&json.of(&bytes).unwrap(), &text);

        let pool = DescriptorPool::decode(DESCRIPTORS).unwrap();
        let mut read = serde_json::Deserializer::from_str(&text);
        let record = pool.get_message_by_name("depositary.v1.Record").unwrap();
        let message = DynamicMessage::deserialize(record, &mut read).unwrap();
        let again = v1::Record::decode(message.encode_to_vec().as_slice()).unwrap();
        prop_assert_eq!(&again, &v1::Record::decode(bytes.clone()).unwrap());

        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let spaced = serde_json::to_string_pretty(&value).unwrap();
        prop_assert!(json.says_the_same(&text, &spaced).unwrap());
        let other = v1::Record { first_revision: 1000, ..again };
        let other = json.of(&other.encode_to_vec().into()).unwrap();
        prop_assert!(!json.says_the_same(&text, &other).unwrap());
    }

    #[test]
    fn every_time_is_read_back(time in strategies::timestamp()) {
        let stored = depositary::registry::codec::write::timestamp(time);
        prop_assert!((0..1_000_000_000).contains(&stored.nanos));
        prop_assert_eq!(depositary::registry::codec::parse::time(stored), Some(time));
    }

    #[test]
    fn arbitrary_bytes_are_no_record(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        // An empty message is the only one that chance finds; it is no record either.
        prop_assert!(decode(&bytes.into()).is_err());
    }

    #[test]
    fn a_damaged_record_is_refused_or_read_as_what_it_now_says(
        events in prop::collection::vec(strategies::event(), 1..3),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        length in any::<prop::sample::Index>(),
        cut in prop::bool::weighted(0.2),
    ) {
        let (bytes, _) = record(None, &events, None);
        let mut bytes = bytes.to_vec();
        for (index, byte) in changes {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        if cut {
            bytes.truncate(length.index(bytes.len()));
        }
        if let Ok(decoded) = decode(&bytes.into()) {
            let start = Agreement::undrafted(decoded.agreement.clone());
            let after = decoded.events.iter().fold(start, domain::evolve);
            let header = Header {
                run: [0; 16],
                counter: 1,
                recorded_at: decoded.recorded_at,
                agreement: &decoded.agreement,
                first_revision: decoded.first_revision,
                before: None,
                after: &after,
                actor: &Actor::Timekeeper,
                request: decoded.request.as_ref(),
                trace_parent: None,
            };
            prop_assert_eq!(decode(&encode(&header, &decoded.events)), Ok(decoded));
        }
    }
}

#[test]
fn events_of_every_type_are_tried() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let strategy = strategies::event_body();
    let tried: BTreeSet<v1::EventType> = (0..4000)
        .map(|_| {
            let tree = strategy.new_tree(&mut runner).unwrap();
            event_type(&proptest::strategy::ValueTree::current(&tree))
        })
        .collect();
    let declared = (1..).map_while(|number| v1::EventType::try_from(number).ok());
    assert_eq!(tried.into_iter().collect::<Vec<_>>(), declared.collect::<Vec<_>>());
}

#[test]
fn a_record_says_who_is_concerned_before_and_after() {
    let invite = |id: &str, state: Option<&str>| {
        let [mut event] = sample(strategies::participant_invited());
        if let EventBody::ParticipantInvited(invited) = &mut event.body {
            let spec = std::sync::Arc::make_mut(&mut invited.participant);
            spec.participant_id = Identifier::parse(id).unwrap();
            spec.state = state.map(|state| domain::CountryCode::parse(state).unwrap());
        }
        event
    };
    let (bytes, before) = record(None, &[invite("tj-mfa", Some("TJ")), invite("org", None)], None);
    assert_eq!(
        concerns(&bytes),
        [("org", ""), ("tj-mfa", "TJ")].map(|(id, state)| (id.into(), state.into()))
    );

    let [mut removal] = sample(strategies::participant_removed());
    if let EventBody::ParticipantRemoved(removed) = &mut removal.body {
        removed.participant_id = Identifier::parse("tj-mfa").unwrap();
    }
    let (bytes, after) = record(Some(&before), &[removal, invite("uz-mfa", Some("UZ"))], None);
    assert_eq!(after.participants().len(), 2);
    let expected = [("org", ""), ("tj-mfa", "TJ"), ("uz-mfa", "UZ")];
    assert_eq!(concerns(&bytes), expected.map(|(id, state)| (id.into(), state.into())));
}

fn concerns(bytes: &Bytes) -> Vec<(String, String)> {
    let message = v1::Record::decode(bytes.clone()).unwrap();
    message.concerns.into_iter().map(|concern| (concern.participant_id, concern.state)).collect()
}

#[test]
fn a_record_says_who_is_behind_it() {
    let events = sample(strategies::event_body());
    let message = v1::Record::decode(record(None, &events, None).0).unwrap();
    let actor = message.actor.unwrap();
    assert_eq!(actor.authentication(), v1::Authentication::Unverified);
    assert_eq!(actor.principal.unwrap().content, Some(v1::personal::Content::Text("desk-4".into())));
}

#[test]
fn a_record_of_a_newer_version_is_refused_before_anything_in_it_is_looked_at() {
    let error = damaged(&sample(strategies::event_body()), |record| {
        record.min_reader = FOLD + 1;
        record.events[0].r#type = 9999;
    })
    .unwrap_err();
    assert_eq!(error, DecodeError::TooNew { min_reader: FOLD + 1 });
    let unfoldable = error.at(Position::new(17));
    assert_eq!(
        unfoldable.to_string(),
        format!(
            "the record at position 17 cannot be folded: it needs a reader of version {}, and this one is of version {FOLD}",
            FOLD + 1
        )
    );
}

#[test]
fn an_event_that_is_not_understood_is_refused() {
    let events = sample(strategies::participant_removed());
    assert_eq!(refused_field(&events, |record| record.events[0].r#type = 9999), "events[0].type");
    assert_eq!(refused_field(&events, |record| record.events[0].payload = None), "events[0].payload");
    let withheld = Payload::Withheld(v1::Withheld {});
    assert_eq!(
        refused_field(&events, |record| record.events[0].payload = Some(withheld.clone())),
        "events[0].payload"
    );
    let other = v1::EventType::AgreementSigned.into();
    assert_eq!(refused_field(&events, |record| record.events[0].r#type = other), "events[0].payload");
    assert_eq!(refused_field(&events, |record| record.events.clear()), "events");
}

#[test]
fn a_header_that_is_not_understood_is_refused() {
    let events = sample(strategies::event_body());
    assert_eq!(refused_field(&events, |record| record.min_reader = 0), "min_reader");
    assert_eq!(refused_field(&events, |record| record.recorded_at = None), "recorded_at");
    assert_eq!(refused_field(&events, |record| record.agreement_id = "A".into()), "agreement_id");
    assert_eq!(refused_field(&events, |record| record.first_revision = 0), "first_revision");
    assert_eq!(refused_field(&events, |record| record.request_id = "r1".into()), "request_digest");
    assert_eq!(
        refused_field(&events, |record| record.request_digest = Bytes::from_static(&[1; 32])),
        "request_id"
    );
}

#[test]
fn a_default_that_was_not_written_out_is_refused() {
    let events = sample(strategies::terms_set());
    let damage = |damage: fn(&mut v1::Terms)| {
        refused_field(&events, |record| {
            let Some(Payload::TermsSet(set)) = &mut record.events[0].payload else { panic!("other terms") };
            damage(set.terms.as_mut().unwrap());
        })
    };
    assert_eq!(damage(|terms| terms.participation = 0), "events[0].terms_set.terms.participation");
    assert_eq!(damage(|terms| terms.consent_modes.clear()), "events[0].terms_set.terms.consent_modes");
    assert_eq!(damage(|terms| terms.withdrawal = None), "events[0].terms_set.terms.withdrawal");
    assert_eq!(damage(|terms| terms.survives = None), "events[0].terms_set.terms.survives");
}

#[test]
fn an_event_has_what_a_command_may_leave_to_the_service() {
    let field = refused_field(&sample(strategies::target_set()), |record| {
        let Some(Payload::TargetSet(set)) = &mut record.events[0].payload else { panic!("no target") };
        set.target.as_mut().unwrap().valid_from = None;
    });
    assert_eq!(field, "events[0].target_set.target.valid_from");
    let field = refused_field(&sample(strategies::reading_recorded()), |record| {
        let Some(Payload::ReadingRecorded(recorded)) = &mut record.events[0].payload else {
            panic!("no reading")
        };
        recorded.reading.as_mut().unwrap().unit.clear();
    });
    assert_eq!(field, "events[0].reading_recorded.reading.unit");
}

#[test]
fn an_event_of_a_commission_has_what_a_command_may_leave_to_the_service() {
    let field = refused_field(&sample(strategies::officer_appointed()), |record| {
        let Some(Payload::OfficerAppointed(appointed)) = &mut record.events[0].payload else {
            panic!("no officer")
        };
        appointed.from = None;
    });
    assert_eq!(field, "events[0].officer_appointed.from");
    let field = refused_field(&sample(strategies::session_scheduled()), |record| {
        let Some(Payload::SessionScheduled(scheduled)) = &mut record.events[0].payload else {
            panic!("no session")
        };
        scheduled.planned_to = None;
    });
    assert_eq!(field, "events[0].session_scheduled.planned_to");
    let field = refused_field(&sample(strategies::minutes_submitted()), |record| {
        let Some(Payload::MinutesSubmitted(submitted)) = &mut record.events[0].payload else {
            panic!("no minutes")
        };
        submitted.classification = 0;
    });
    assert_eq!(field, "events[0].minutes_submitted.classification");
}

#[test]
fn a_default_of_a_commission_that_was_not_written_out_is_refused() {
    let events = sample(strategies::commission_established());
    let damage = |damage: fn(&mut v1::CommissionEstablished)| {
        refused_field(&events, |record| {
            let Some(Payload::CommissionEstablished(established)) = &mut record.events[0].payload else {
                panic!("no commission")
            };
            damage(established);
        })
    };
    let path = |field| format!("events[0].commission_established.{field}");
    assert_eq!(damage(|established| established.first_ordinal = 0), path("first_ordinal"));
    assert_eq!(damage(|established| established.rules = None), path("rules"));
    assert_eq!(
        damage(|established| established.rules.as_mut().unwrap().cadence = None),
        path("rules.cadence")
    );
    assert_eq!(
        damage(|established| established.rules.as_mut().unwrap().anchor = None),
        path("rules.anchor.kind")
    );
    assert_eq!(
        damage(|established| established.rules.as_mut().unwrap().decision_rule = 0),
        path("rules.decision_rule")
    );
}

#[test]
fn terms_from_before_there_were_renewals_are_read_as_terms_without_one() {
    let decoded = damaged(&sample(strategies::terms_set()), |record| {
        record.min_reader = 1;
        let Some(Payload::TermsSet(set)) = &mut record.events[0].payload else { panic!("other terms") };
        set.terms.as_mut().unwrap().renewal = None;
    })
    .unwrap();
    let [Event { body: EventBody::TermsSet(set), .. }] = &decoded.events[..] else { panic!("other events") };
    assert_eq!(set.terms.renewal, domain::Renewal::None);
}

#[test]
fn terms_of_a_later_version_are_not_folded_as_something_else() {
    let field = refused_field(&sample(strategies::terms_set()), |record| {
        let Some(Payload::TermsSet(set)) = &mut record.events[0].payload else { panic!("other terms") };
        set.terms.as_mut().unwrap().set_reservation_rule(v1::ReservationRule::Permitted);
    });
    assert_eq!(field, "events[0].terms_set.terms.reservation_rule");
}
