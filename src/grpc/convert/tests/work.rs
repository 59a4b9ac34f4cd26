//! What answers show of the work of a commission.

use super::{
    answers::{after, id, now, read},
    date, digits, personal, problems, words,
};
use crate::{
    domain::{Context, Facts, decide},
    grpc::convert::{CommandRequest, agreement, child},
    journal::Position,
    proto::v1::{self, AgreementView, ErrorReason::*, commission_rules},
    registry::Version,
};

fn spec(participant_id: &str) -> v1::ParticipantSpec {
    v1::ParticipantSpec {
        participant_id: participant_id.into(),
        kind: v1::ParticipantKind::Agency.into(),
        name: words([("en", "An agency")]),
        ..Default::default()
    }
}

/// An agreement between two that is in force.
fn in_force() -> Version {
    let draft = v1::DraftAgreementRequest {
        reference: "UZ-TJ 2026/4".into(),
        title: words([("en", "Memorandum on trade")]),
        form: v1::AgreementForm::Memorandum.into(),
        level: v1::AgreementLevel::Interagency.into(),
        languages: vec!["en".into()],
        participants: vec![spec("uz"), spec("tj")],
        terms: Some(v1::Terms::default()),
        texts: vec![v1::Text {
            language: "en".into(),
            authentic: true,
            digest: digits("a"),
            ..Default::default()
        }],
        ..Default::default()
    };
    let command = draft.parse(&mut problems()).unwrap();
    let context = Context { now: now(), facts: Facts::default() };
    let events = decide(&crate::domain::Agreement::undrafted(id()), &command, &context).unwrap();
    let drafted = Version::after(None, &id(), (Position::ZERO.next(), now()), &events);
    let digest = drafted.agreement.text_digest().unwrap().to_string();
    let sign = |participant_id: &str| {
        read(v1::SignAgreementRequest {
            participant_id: participant_id.into(),
            text_digest: digest.clone(),
            ..Default::default()
        })
    };
    after(
        &drafted,
        [
            read(v1::FreezeTextRequest { by: vec!["uz".into(), "tj".into()], ..Default::default() }),
            read(v1::OpenForSignatureRequest::default()),
            sign("uz"),
            sign("tj"),
        ],
    )
}

fn place() -> v1::Place {
    v1::Place { name: "Tashkent".into(), country: "UZ".into(), ..Default::default() }
}

fn rules() -> v1::CommissionRules {
    let turn =
        |participant_id: &str, place| v1::RotationPlace { participant_id: participant_id.into(), place };
    v1::CommissionRules {
        cadence: Some(commission_rules::Cadence::RollingMonths(6)),
        grace_days: 30,
        rotation: vec![turn("uz", Some(place())), turn("tj", None)],
        decision_rule: v1::DecisionRule::Supermajority.into(),
        majority_numerator: 2,
        majority_denominator: 3,
        ..Default::default()
    }
}

fn establish() -> v1::EstablishCommissionRequest {
    v1::EstablishCommissionRequest {
        commission_id: "jc".into(),
        title: words([("en", "Joint commission")]),
        legal_basis: "Article 7".into(),
        rules: Some(rules()),
        ..Default::default()
    }
}

fn appoint(officer_id: &str, participant_id: &str) -> v1::AppointOfficerRequest {
    v1::AppointOfficerRequest {
        commission_id: "jc".into(),
        officer_id: officer_id.into(),
        role: v1::OfficerRole::CoChair.into(),
        participant_id: participant_id.into(),
        office: words([("en", "Minister")]),
        holder: personal("A. Karimov"),
        ..Default::default()
    }
}

fn present(officer_id: &str, participant_id: &str) -> v1::Attendance {
    v1::Attendance {
        officer_id: officer_id.into(),
        participant_id: participant_id.into(),
        capacity: v1::OfficerRole::CoChair.into(),
        ..Default::default()
    }
}

fn sign(participant_id: &str) -> v1::SignMinutesRequest {
    v1::SignMinutesRequest {
        session_id: "s1".into(),
        participant_id: participant_id.into(),
        digest: digits("b"),
        ..Default::default()
    }
}

/// The agreement after a session whose minutes are agreed.
fn after_a_session() -> Version {
    let session_id = || "s1".to_owned();
    let commands = [
        read(establish()),
        read(appoint("uz-1", "uz")),
        read(appoint("tj-1", "tj")),
        read(v1::ScheduleSessionRequest {
            session_id: session_id(),
            commission_id: "jc".into(),
            planned_from: date(2026, 3, 9),
            ..Default::default()
        }),
        read(v1::AdoptAgendaRequest {
            session_id: session_id(),
            items: vec![v1::AgendaItem { number: 1, title: words([("en", "Trade")]), ..Default::default() }],
            ..Default::default()
        }),
        read(v1::ConveneSessionRequest {
            session_id: session_id(),
            attendance: vec![present("uz-1", "uz"), present("tj-1", "tj")],
            ..Default::default()
        }),
        read(v1::EvaluateAgreementRequest {
            evaluation_id: "e1".into(),
            basis: v1::EvaluationBasis::Session.into(),
            period: Some(v1::Period { from: date(2026, 3, 8), to: date(2026, 3, 9) }),
            overall: v1::Rating::OnTrack.into(),
            session_id: session_id(),
            ..Default::default()
        }),
        read(v1::AdoptDecisionRequest {
            decision_id: "d1".into(),
            session_id: session_id(),
            item: 1,
            text: words([("en", "Trade more.")]),
            pending_approval_of: vec!["tj".into()],
            ..Default::default()
        }),
        read(v1::AssignActionRequest {
            action_id: "a1".into(),
            session_id: session_id(),
            decision_id: "d1".into(),
            title: words([("en", "Open a post")]),
            owner: "uz".into(),
            due_on: date(2026, 6, 1),
            ..Default::default()
        }),
        read(v1::ReportActionProgressRequest {
            action_id: "a1".into(),
            percent: 40,
            note: personal("The ground is bought."),
            ..Default::default()
        }),
        read(v1::DeferActionRequest {
            action_id: "a1".into(),
            due_on: date(2026, 7, 1),
            ..Default::default()
        }),
        read(v1::ConcludeSessionRequest { session_id: session_id(), ..Default::default() }),
        read(v1::SubmitMinutesRequest {
            session_id: session_id(),
            digest: digits("b"),
            originals: 2,
            ..Default::default()
        }),
        read(sign("uz")),
        read(sign("tj")),
    ];
    after(&in_force(), commands)
}

#[test]
fn the_full_view_has_commissions_with_officers_and_the_session_they_owe() {
    let version = after_a_session();
    let full = agreement(&version, &[], AgreementView::Full);
    let [commission] = &full.commissions[..] else { panic!("other commissions") };
    assert_eq!(commission.name, "agreements/uz-4/commissions/jc");
    assert_eq!((commission.legal_basis.as_str(), commission.first_ordinal), ("Article 7", 1));
    assert_eq!(commission.status(), v1::CommissionStatus::Active);
    assert_eq!(commission.established_on, date(2026, 3, 9));
    let anchor = v1::Anchor { kind: v1::AnchorKind::EntryIntoForce.into(), date: None };
    assert_eq!(commission.rules, Some(v1::CommissionRules { anchor: Some(anchor), ..rules() }));
    let next = v1::NextSession {
        due_by: date(2026, 9, 9),
        overdue_from: date(2026, 10, 10),
        host: "tj".into(),
        place: None,
        ordinal: 2,
    };
    assert_eq!(commission.next_session, Some(next));
    let [first, _] = &commission.officers[..] else { panic!("other officers") };
    let officer = v1::Officer {
        name: "agreements/uz-4/officers/uz-1".into(),
        officer_id: "uz-1".into(),
        role: v1::OfficerRole::CoChair.into(),
        participant_id: "uz".into(),
        office: words([("en", "Minister")]),
        holder: personal("A. Karimov"),
        from: date(2026, 3, 9),
        until: None,
    };
    assert_eq!(first, &officer);

    let basic = agreement(&version, &[], AgreementView::Basic);
    assert_eq!((basic.commissions, basic.sessions), (Vec::new(), Vec::new()));
    assert_eq!((basic.decisions, basic.actions), (Vec::new(), Vec::new()));
}

#[test]
fn the_full_view_has_sessions_with_agenda_attendance_and_minutes() {
    let full = agreement(&after_a_session(), &[], AgreementView::Full);
    let [session] = &full.sessions[..] else { panic!("other sessions") };
    assert_eq!(session.name, "agreements/uz-4/sessions/s1");
    assert_eq!((session.kind(), session.mode()), (v1::SessionKind::Ordinary, v1::SessionMode::InPerson));
    assert_eq!((session.ordinal, session.host.as_str()), (1, "uz"));
    assert_eq!(session.place, Some(place()));
    assert_eq!(session.status(), v1::SessionStatus::Closed);
    assert_eq!((session.planned_from, session.planned_to), (date(2026, 3, 9), date(2026, 3, 9)));
    assert_eq!((session.held_from, session.held_to), (date(2026, 3, 9), date(2026, 3, 9)));
    let agenda = session.agenda.as_ref().unwrap();
    assert_eq!((agenda.items.len(), agenda.adopted_on, agenda.late), (1, date(2026, 3, 9), false));
    assert_eq!(session.attendance.len(), 2);
    assert_eq!(session.attendance.first().unwrap().count, 1);
    let signature = |participant_id: &str, officer_id: &str| v1::MinutesSignature {
        participant_id: participant_id.into(),
        officer_id: officer_id.into(),
        acting_for: String::new(),
        signed_on: date(2026, 3, 9),
    };
    let minutes = v1::Minutes {
        digest: digits("b"),
        originals: 2,
        languages: Vec::new(),
        classification: v1::Classification::Public.into(),
        submitted_on: date(2026, 3, 9),
        signatures: vec![signature("uz", "uz-1"), signature("tj", "tj-1")],
    };
    assert_eq!(session.minutes, Some(minutes));
}

#[test]
fn the_full_view_has_what_a_session_came_to() {
    let full = agreement(&after_a_session(), &[], AgreementView::Full);
    let decision = v1::Decision {
        name: "agreements/uz-4/decisions/d1".into(),
        decision_id: "d1".into(),
        session_id: "s1".into(),
        item: 1,
        text: words([("en", "Trade more.")]),
        pending_approval_of: vec!["tj".into()],
        adopted_on: date(2026, 3, 9),
        effective_on: None,
        agreed: true,
    };
    assert_eq!(full.decisions, [decision]);
    let action = v1::Action {
        name: "agreements/uz-4/actions/a1".into(),
        action_id: "a1".into(),
        session_id: "s1".into(),
        decision_id: "d1".into(),
        title: words([("en", "Open a post")]),
        owner: "uz".into(),
        due_on: date(2026, 7, 1),
        original_due_on: date(2026, 6, 1),
        times_deferred: 1,
        percent: 40,
        last_report: personal("The ground is bought."),
        status: v1::ActionStatus::Open.into(),
        assigned_on: date(2026, 3, 9),
        completed_on: None,
        verified_on: None,
    };
    assert_eq!(full.actions, [action]);
    let [evaluation] = &full.evaluations[..] else { panic!("other evaluations") };
    assert_eq!(evaluation.basis(), v1::EvaluationBasis::Session);
    assert_eq!(evaluation.status(), v1::EvaluationStatus::Agreed);
    assert_eq!((evaluation.session_id.as_str(), evaluation.commission_id.as_str()), ("s1", "jc"));
}

#[test]
fn a_dissolved_commission_owes_no_session() {
    let dissolve = v1::DissolveCommissionRequest { commission_id: "jc".into(), ..Default::default() };
    let version = after(&after_a_session(), [read(dissolve)]);
    let full = agreement(&version, &[], AgreementView::Full);
    let [commission] = &full.commissions[..] else { panic!("other commissions") };
    assert_eq!(commission.status(), v1::CommissionStatus::Dissolved);
    assert_eq!(commission.next_session, None);
}

#[test]
fn a_reading_shows_what_has_become_of_it() {
    let indicator = v1::Indicator {
        indicator_id: "trade".into(),
        measure: v1::Measure::Level.into(),
        unit: "USD".into(),
        ..Default::default()
    };
    let reading = v1::Reading {
        reading_id: "r1".into(),
        indicator_id: "trade".into(),
        value: "12.5".into(),
        reporter: "uz".into(),
        ..Default::default()
    };
    let commands = [
        read(v1::DefineIndicatorRequest { indicator: Some(indicator), ..Default::default() }),
        read(v1::RecordReadingRequest { reading: Some(reading), ..Default::default() }),
        read(v1::ContestReadingRequest {
            reading_id: "r1".into(),
            by: "tj".into(),
            reason: personal("Fuel is missing."),
            counter_value: "14.0".into(),
            ..Default::default()
        }),
        read(v1::ReviseReadingRequest {
            reading_id: "r1".into(),
            revised_reading_id: "r2".into(),
            value: "14".into(),
            ..Default::default()
        }),
        read(v1::AgreeReadingRequest { reading_id: "r2".into(), ..Default::default() }),
    ];
    let full = agreement(&after(&in_force(), commands), &[], AgreementView::Full);
    let [first, second] = &full.readings[..] else { panic!("other readings") };
    assert_eq!((first.status(), first.revision), (v1::ReadingStatus::Superseded, 1));
    let contest = v1::Contest {
        by: "tj".into(),
        contested_on: date(2026, 3, 9),
        reason: personal("Fuel is missing."),
        counter_value: "14.0".into(),
    };
    assert_eq!(first.contests, [contest]);
    assert_eq!((second.status(), second.revision), (v1::ReadingStatus::Agreed, 2));
    assert_eq!(
        (second.revises.as_str(), second.unit.as_str(), second.reporter.as_str()),
        ("r1", "USD", "uz")
    );
}

#[test]
fn the_name_of_something_has_two_ids_and_what_stands_between_them() {
    let mut good = problems();
    let (agreement_id, session_id) = child("agreements/uz-4/sessions/S_1", "sessions", &mut good).unwrap();
    assert_eq!((agreement_id.as_str(), session_id.as_str()), ("uz-4", "S_1"));
    assert!(good.is_empty());
    for name in [
        "sessions/s1",
        "agreements/uz-4",
        "agreements/uz-4/actions/s1",
        "agreements/uz-4/sessions",
        "agreements/uz-4/sessions/",
        "agreements/uz-4/sessionss1",
        "agreements/uz-4/sessions/s1/",
        "agreements/UZ/sessions/s1",
    ] {
        let mut bad = problems();
        assert_eq!(child(name, "sessions", &mut bad), None, "{name}");
        assert_eq!(super::found(bad), super::expected([("name", BadId)]), "{name}");
    }
    let mut missing = problems();
    assert_eq!(child("", "sessions", &mut missing), None);
    assert_eq!(super::found(missing), super::expected([("name", FieldRequired)]));
}
