//! Records that somebody has changed: exactly what is wrong is found, exactly there.

use depositary::{
    domain::{
        Agreement, AgreementId, AgreementSuperseded, Event, EventBody, PartialDate, Relation, RelationKind,
        RelationRecorded, RelationTarget, SupersessionScope, evolve,
    },
    journal::{Position, Record},
    proto::v1::{self, event::Payload},
    registry::{Actor, codec},
};
use jiff::SignedDuration;
use prost::Message;

use super::findings;
use crate::registry_support::{draft, invite, memory, open, records, submission};

/// Two agreements: drafted at 1 and 2, with participants invited at 3 and 5, and at 4.
async fn sound() -> Vec<Record> {
    let journal = memory();
    let registry = open(journal.clone()).await;
    for (agreement, request, body) in [
        ("first", "draft", draft("first")),
        ("second", "draft", draft("second")),
        ("first", "invite-a", invite("A")),
        ("second", "invite-a", invite("A")),
        ("first", "invite-b", invite("B")),
    ] {
        registry.submit(submission(agreement, request, body)).await.unwrap();
    }
    registry.close().await;
    records(&journal).await
}

fn message(record: &Record) -> v1::Record {
    v1::Record::decode(record.bytes.clone()).unwrap()
}

/// The journal with the record at a position changed.
async fn changed(position: usize, change: impl FnOnce(&mut v1::Record)) -> Vec<Record> {
    let mut records = sound().await;
    let mut message = message(&records[position - 1]);
    change(&mut message);
    records[position - 1].bytes = message.encode_to_vec().into();
    records
}

/// The journal with one more record: something that has happened to the first agreement.
async fn continued(body: EventBody) -> Vec<Record> {
    let mut records = sound().await;
    let id = AgreementId::parse("first").unwrap();
    let decoded: Vec<_> = records.iter().map(|record| codec::decode(&record.bytes).unwrap()).collect();
    let own = decoded.iter().filter(|decoded| decoded.agreement == id).flat_map(|decoded| &decoded.events);
    let before = own.fold(Agreement::undrafted(id.clone()), evolve);
    let event = Event {
        occurred_on: PartialDate::new(2022, 2, 14).unwrap(),
        occurred_at: None,
        effective_on: None,
        source: None,
        evidence: Box::default(),
        on_behalf_of: None,
        note: None,
        body,
    };
    let after = evolve(before.clone(), &event);
    let header = codec::Header {
        run: [7; 16],
        counter: 1,
        recorded_at: decoded.last().unwrap().recorded_at + SignedDuration::from_secs(1),
        agreement: &id,
        first_revision: before.revision() + 1,
        before: Some(&before),
        after: &after,
        actor: &Actor::Unverified("tester".into()),
        request: None,
        trace_parent: None,
    };
    records.push(Record { position: Position::new(6), bytes: codec::encode(&header, &[event]) });
    records
}

fn assert_found(records: &[Record], expected: &[&str]) {
    let found: Vec<String> = findings(records).iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn nothing_is_found_where_nothing_is_wrong() {
    assert_found(&sound().await, &[]);
    let kind = RelationKind::Implements;
    let target = RelationTarget::Agreement(AgreementId::parse("second").unwrap());
    let related = RelationRecorded { relation: Relation { kind, target }.into() };
    assert_found(&continued(EventBody::RelationRecorded(related)).await, &[]);
}

#[tokio::test]
async fn a_record_that_is_missing() {
    let mut records = sound().await;
    records.remove(2);
    assert_found(
        &records,
        &[
            "position 3: there is no record from here up to position 3",
            "position 5, agreement first: its first event has revision 3, and 2 is the next one",
        ],
    );
}

#[tokio::test]
async fn a_record_that_comes_twice() {
    let mut records = sound().await;
    records.insert(3, records[2].clone());
    assert_found(&records, &["position 3: the record comes after the one at position 3"]);
}

#[tokio::test]
async fn bytes_that_are_no_record() {
    let mut records = sound().await;
    records[3].bytes = bytes::Bytes::from_static(b"\xff");
    let found = findings(&records);
    assert_eq!(found.len(), 1);
    let said = "position 4: the record is not understood: it is not a record: ";
    assert!(found[0].to_string().starts_with(said), "{}", found[0]);
}

#[tokio::test]
async fn a_record_of_a_newer_version_sets_its_agreement_aside() {
    let said = format!(
        "position 3, agreement first: the record is not understood: it needs a reader of version 99, and this one is \
         of version {}",
        codec::FOLD
    );
    assert_found(&changed(3, |record| record.min_reader = 99).await, &[&said]);
}

#[tokio::test]
async fn a_field_that_is_missing() {
    let records = changed(3, |record| record.events.clear()).await;
    assert_found(
        &records,
        &["position 3, agreement first: the record is not understood: events: A record has at \
                              least one event."],
    );
}

#[tokio::test]
async fn a_time_that_is_not_later() {
    let earlier = message(&sound().await[2]).recorded_at;
    let records = changed(4, |record| record.recorded_at = earlier).await;
    let at = codec::decode(&records[2].bytes).unwrap().recorded_at;
    let said =
        format!("position 4, agreement second: it was recorded at {at}, and the record before it at {at}");
    assert_found(&records, &[&said]);
}

#[tokio::test]
async fn a_revision_that_is_not_the_next() {
    assert_found(
        &changed(3, |record| record.first_revision = 5).await,
        &["position 3, agreement first: its first event has revision 5, and 2 is the next one"],
    );
    // Of an agreement that nobody has drafted.
    assert_found(
        &changed(4, |record| record.agreement_id = "third".into()).await,
        &["position 4, agreement third: its first event has revision 2, and 1 is the next one"],
    );
}

#[tokio::test]
async fn an_agreement_that_does_not_begin_with_its_draft() {
    let said = |position| {
        format!(
            "position {position}, agreement first: an agreement is drafted in its first event, and in no other"
        )
    };
    let (drafted, invited) = (message(&sound().await[0]), message(&sound().await[2]));
    let records = changed(1, |record| record.events = invited.events).await;
    assert_found(&records, &[&said(1)]);
    let records = changed(3, |record| record.events = drafted.events).await;
    assert_found(&records, &[&said(3)]);
}

#[tokio::test]
async fn others_than_those_concerned() {
    let said = "agreement first: those whom it says to concern are not the participants of the agreement";
    assert_found(&changed(3, |record| record.concerns.clear()).await, &[&format!("position 3, {said}")]);
    let records = changed(5, |record| record.concerns[0].state = "UZ".into()).await;
    assert_found(&records, &[&format!("position 5, {said}")]);
}

#[tokio::test]
async fn a_reference_that_is_taken() {
    let records = changed(2, |record| {
        let Some(Payload::AgreementDrafted(drafted)) = &mut record.events[0].payload else {
            panic!("a draft")
        };
        drafted.reference = "FIRST".into();
    });
    assert_found(
        &records.await,
        &["position 2, agreement second: its reference FIRST belongs to agreement first"],
    );
}

#[tokio::test]
async fn a_request_that_is_answered_twice() {
    let records = changed(5, |record| record.request_id = "invite-a".into()).await;
    assert_found(
        &records,
        &["position 5, agreement first: request invite-a was answered at position 3 already"],
    );
}

#[tokio::test]
async fn other_agreements_that_are_not_as_they_should_be() {
    let related = |target: &str| {
        let target = RelationTarget::Agreement(AgreementId::parse(target).unwrap());
        let relation = Relation { kind: RelationKind::Implements, target }.into();
        EventBody::RelationRecorded(RelationRecorded { relation })
    };
    let superseded = |successor: &str| {
        let successor = AgreementId::parse(successor).unwrap();
        EventBody::AgreementSuperseded(AgreementSuperseded { successor, scope: SupersessionScope::Partial })
    };
    for (body, said) in [
        (related("third"), "it names agreement third, which was not there"),
        (related("first"), "it names the agreement itself where another one is needed"),
        (superseded("third"), "it names agreement third, which was not there"),
        (superseded("second"), "it is superseded by agreement second, which was not in force on 2022-02-14"),
    ] {
        assert_found(&continued(body).await, &[&format!("position 6, agreement first: {said}")]);
    }
}
