//! Names, positions, filters, what was known when, and where a watch begins.

use super::{date, digits, expected, found, problems};
use crate::{
    domain::{Identifier, Stage, Status},
    grpc::convert::{
        agreement_filter, agreement_id, bad_page_token, derived_id, digest, expected_revision, filter,
        finish, freshness, known_at, look, page_size, request_id, view, watch,
    },
    journal::Position,
    proto::v1::{
        self, AgreementView, ErrorReason::*, EventFilter, EventType, WatchEventsRequest, known_at::Point,
    },
    registry::{AgreementFilter, KnownAt, Look},
};

#[test]
fn an_agreement_is_named_in_full() {
    let mut problems = problems();
    assert_eq!(agreement_id("agreements/uz-4", &mut problems).unwrap().as_str(), "uz-4");
    assert!(problems.is_empty());
    for name in ["", "uz-4", "agreements/", "agreements/UZ", "agreements/a/events/1"] {
        assert_eq!(agreement_id(name, &mut problems), None, "{name}");
    }
    let bad = ("name", BadId);
    assert_eq!(found(problems), expected([("name", FieldRequired), bad, bad, bad, bad]));
}

#[test]
fn a_retry_of_a_draft_without_a_name_meets_the_same_agreement() {
    let id = |request_id: &str| derived_id(&Identifier::parse(request_id).unwrap()).to_string();
    assert_eq!(id("r1"), id("r1"));
    assert_ne!(id("r1"), id("R1"));
    // Fixed for ever: what was drafted years ago is met again.
    assert_eq!(id("r1"), "e6628925-34e9-50ba-a816-9546039e6615");
}

#[test]
fn numbers_in_the_envelope_are_not_negative() {
    let mut problems = problems();
    assert_eq!(request_id("", &mut problems), None);
    assert_eq!(expected_revision(Some(0), &mut problems), Some(0));
    assert_eq!(expected_revision(None, &mut problems), None);
    assert_eq!(view(0, &mut problems), AgreementView::Basic);
    assert_eq!(view(2, &mut problems), AgreementView::Full);
    assert_eq!(page_size(0, 1000, &mut problems), 100);
    assert_eq!(page_size(7, 1000, &mut problems), 7);
    assert_eq!(page_size(i64::MAX, 1000, &mut problems), 1000);
    assert_eq!(freshness(3, true, &mut problems).at_least, Position::new(3));
    assert!(problems.is_empty());

    request_id("_", &mut problems);
    expected_revision(Some(-1), &mut problems);
    view(3, &mut problems);
    page_size(-1, 1000, &mut problems);
    freshness(-1, false, &mut problems);
    bad_page_token(&mut problems);
    let wanted = expected([
        ("request_id", BadId),
        ("expected_revision", BadValue),
        ("view", BadValue),
        ("page_size", BadValue),
        ("at_least_position", BadValue),
        ("page_token", BadPageToken),
    ]);
    assert!(finish(problems.clone()).is_err());
    assert_eq!(found(problems), wanted);
}

#[test]
fn a_filter_names_agreements_types_and_parties() {
    let mut good = problems();
    let wanted = EventFilter {
        agreements: vec!["agreements/b".into(), "agreements/a".into(), "agreements/a".into()],
        types: vec![EventType::AgreementSigned.into()],
        parties: vec!["UZ".into(), "tj-mfa".into()],
    };
    let read = filter(Some(wanted.clone()), &mut good);
    assert_eq!((read.agreements.len(), read.types.len(), read.parties.len()), (2, 1, 2));
    assert_eq!(filter(None, &mut good), filter(Some(EventFilter::default()), &mut good));
    assert!(good.is_empty());

    let mut bad = problems();
    let nonsense = EventFilter {
        agreements: vec!["a".into(), "agreements/A".into()],
        types: vec![0, 99, 1],
        parties: vec!["Uzbekistan!".into(), String::new()],
    };
    filter(Some(nonsense), &mut bad);
    let many = EventFilter { types: vec![1; 1001], ..Default::default() };
    filter(Some(many), &mut bad);
    let wanted_problems = expected([
        ("filter.agreements[0]", BadFilter),
        ("filter.agreements[1]", BadFilter),
        ("filter.types[0]", BadFilter),
        ("filter.types[1]", BadFilter),
        ("filter.parties[0]", BadFilter),
        ("filter.parties[1]", BadFilter),
        ("filter.types", TooManyItems),
    ]);
    assert_eq!(found(bad), wanted_problems);
    assert_ne!(digest(&wanted), digest(&EventFilter::default()));
}

#[test]
fn a_filter_of_agreements_names_what_they_have() {
    let mut good = problems();
    let wanted = v1::AgreementFilter {
        statuses: vec![v1::AgreementStatus::InForce.into(), v1::AgreementStatus::Expired.into()],
        stages: vec![v1::Stage::Evaluated.into()],
        parties: vec!["UZ".into(), "tj-mfa".into()],
        references: vec!["UZ-TJ 2026/4".into()],
        areas: vec!["WATER".into()],
    };
    let read = agreement_filter(Some(wanted), &mut good);
    assert_eq!(read.statuses, [Status::InForce, Status::Expired]);
    assert_eq!(read.stages, [Stage::Evaluated]);
    assert_eq!((read.parties.len(), read.references.len(), read.areas.len()), (2, 1, 1));
    assert_eq!(agreement_filter(None, &mut good), AgreementFilter::default());
    assert!(good.is_empty());

    let mut bad = problems();
    let nonsense = v1::AgreementFilter {
        statuses: vec![0, 99],
        stages: vec![0, 99],
        parties: vec!["Uzbekistan!".into()],
        references: vec![String::new(), "x".repeat(65)],
        areas: vec!["two words".into()],
    };
    agreement_filter(Some(nonsense), &mut bad);
    let many = v1::AgreementFilter { stages: vec![1; 1001], ..Default::default() };
    agreement_filter(Some(many), &mut bad);
    let wanted = expected([
        ("filter.statuses[0]", BadFilter),
        ("filter.statuses[1]", BadFilter),
        ("filter.stages[0]", BadFilter),
        ("filter.stages[1]", BadFilter),
        ("filter.parties[0]", BadFilter),
        ("filter.references[0]", BadFilter),
        ("filter.references[1]", BadFilter),
        ("filter.areas[0]", BadFilter),
        ("filter.stages", TooManyItems),
    ]);
    assert_eq!(found(bad), wanted);
}

#[test]
fn what_was_known_is_asked_for_by_position_or_by_time() {
    let known = |point| Some(v1::KnownAt { point });
    let now = || "2026-03-09T12:00:00Z".parse::<jiff::Timestamp>().unwrap();
    let mut good = problems();
    assert_eq!(known_at(None, &mut good), None);
    let at_nine = known_at(known(Some(Point::Position(9))), &mut good);
    assert_eq!(at_nine, Some(KnownAt::Position(Position::new(9))));
    let time = prost_types::Timestamp { seconds: 5, nanos: 0 };
    let then = known_at(known(Some(Point::Time(time))), &mut good);
    assert_eq!(then, Some(KnownAt::Time(jiff::Timestamp::new(5, 0).unwrap())));
    let as_of = jiff::civil::date(2026, 3, 9);
    assert_eq!(look(None, date(2026, 3, 9), now(), &mut good), Look { known_at: None, as_of: Some(as_of) });
    assert_eq!(look(None, None, now(), &mut good), Look::default());
    assert!(good.is_empty());

    let mut bad = problems();
    known_at(known(None), &mut bad);
    known_at(known(Some(Point::Position(-1))), &mut bad);
    known_at(known(Some(Point::Time(prost_types::Timestamp { seconds: 0, nanos: -1 }))), &mut bad);
    look(None, date(2026, 3, 0), now(), &mut bad);
    look(None, date(9999, 12, 31), now(), &mut bad);
    let wanted = expected([
        ("known_at.point", FieldRequired),
        ("known_at.position", BadValue),
        ("known_at.time", BadValue),
        ("as_of", BadDate),
        ("as_of", BadDate),
    ]);
    assert_eq!(found(bad), wanted);
}

#[test]
fn a_watch_begins_where_it_is_told() {
    let mut good = problems();
    let request = WatchEventsRequest {
        filter: None,
        after_position: Some(4),
        journal_id: "01980000-0000-7000-8000-000000000001".into(),
        record_digest: digits("a"),
    };
    let (_, start) = watch(request.clone(), &mut good);
    assert_eq!(start.after, Some(Position::new(4)));
    assert_eq!(start.journal.unwrap().to_string(), request.journal_id);
    assert_eq!(start.digest, Some([0xaa; 32]));
    let (_, now) = watch(WatchEventsRequest::default(), &mut good);
    assert!(now.after.is_none() && now.journal.is_none() && now.digest.is_none());
    assert!(good.is_empty());

    let mut bad = problems();
    watch(WatchEventsRequest { after_position: None, ..request.clone() }, &mut bad);
    watch(WatchEventsRequest { after_position: Some(0), ..request.clone() }, &mut bad);
    watch(
        WatchEventsRequest { after_position: Some(-1), journal_id: "?".into(), ..request.clone() },
        &mut bad,
    );
    watch(WatchEventsRequest { record_digest: "?".into(), ..request }, &mut bad);
    let wanted = expected([
        ("record_digest", BadValue),
        ("record_digest", BadValue),
        ("after_position", BadValue),
        ("journal_id", BadId),
        ("record_digest", BadDigest),
    ]);
    assert_eq!(found(bad), wanted);
}

#[test]
fn a_time_is_read_only_in_its_range() {
    let time =
        |seconds, nanos| crate::registry::codec::parse::time(prost_types::Timestamp { seconds, nanos });
    assert_eq!(time(-1, 500_000_000).unwrap().to_string(), "1969-12-31T23:59:59.5Z");
    for (seconds, nanos) in [(0, -1), (0, 1_000_000_000), (-62_135_596_801, 0), (i64::MAX, 0), (i64::MIN, 0)]
    {
        assert_eq!(time(seconds, nanos), None, "{seconds} {nanos}");
    }
}
