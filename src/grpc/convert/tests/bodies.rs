//! The commands that establish a commission, give it rules and officers, and dissolve it.

use super::{accepted, date, personal, refused, words};
use crate::{
    domain::{Cadence, CommandBody, CommissionAnchor, DecisionRule},
    proto::v1::{self, ErrorReason::*, commission_rules},
};

fn rules() -> v1::CommissionRules {
    v1::CommissionRules { cadence: Some(commission_rules::Cadence::RollingMonths(6)), ..Default::default() }
}

fn establish(rules: v1::CommissionRules) -> v1::EstablishCommissionRequest {
    v1::EstablishCommissionRequest {
        commission_id: "jc".into(),
        title: words([("en", "Joint commission")]),
        rules: Some(rules),
        ..Default::default()
    }
}

fn turn(participant_id: &str) -> v1::RotationPlace {
    v1::RotationPlace { participant_id: participant_id.into(), place: Some(v1::Place::default()) }
}

fn appoint() -> v1::AppointOfficerRequest {
    v1::AppointOfficerRequest {
        commission_id: "jc".into(),
        officer_id: "uz-1".into(),
        role: v1::OfficerRole::CoChair.into(),
        participant_id: "uz".into(),
        office: words([("en", "Minister of Trade")]),
        ..Default::default()
    }
}

#[test]
fn a_commission_needs_a_name_and_a_cadence() {
    let CommandBody::EstablishCommission(bare) = accepted(establish(rules())).body else {
        panic!("another command")
    };
    assert_eq!(bare.commission.first_ordinal, 1);
    assert_eq!(
        (bare.rules.cadence, bare.rules.anchor),
        (Cadence::RollingMonths(6), CommissionAnchor::EntryIntoForce)
    );
    assert_eq!((bare.rules.grace_days, bare.rules.quorum, bare.rules.agenda_lead_days), (0, 0, 0));
    assert_eq!((bare.rules.decision_rule, bare.rules.rotation.is_empty()), (DecisionRule::Consensus, true));

    refused(
        v1::EstablishCommissionRequest::default(),
        [("commission_id", FieldRequired), ("title", FieldRequired), ("rules", FieldRequired)],
    );
    refused(
        v1::EstablishCommissionRequest {
            legal_basis: "x".repeat(501),
            first_ordinal: 1_000_001,
            ..establish(v1::CommissionRules::default())
        },
        [("legal_basis", FieldTooLong), ("rules.cadence", FieldRequired), ("first_ordinal", BadValue)],
    );
    refused(
        v1::EstablishCommissionRequest { first_ordinal: -1, ..establish(rules()) },
        [("first_ordinal", BadValue)],
    );
}

#[test]
fn a_cadence_is_of_months_or_of_sessions_a_year() {
    let with = |cadence| v1::CommissionRules { cadence: Some(cadence), ..Default::default() };
    accepted(establish(with(commission_rules::Cadence::RollingMonths(1200))));
    accepted(establish(with(commission_rules::Cadence::SessionsPerYear(366))));
    for months in [-1, 0, 1201] {
        let rules = with(commission_rules::Cadence::RollingMonths(months));
        refused(establish(rules), [("rules.rolling_months", BadCadence)]);
    }
    for sessions in [-1, 0, 367] {
        let rules = with(commission_rules::Cadence::SessionsPerYear(sessions));
        refused(establish(rules), [("rules.sessions_per_year", BadCadence)]);
    }
}

#[test]
fn a_day_is_an_anchor_only_where_it_is_said_to_be_one() {
    let with = |kind: v1::AnchorKind, date| {
        let anchor = Some(v1::Anchor { kind: kind.into(), date });
        establish(v1::CommissionRules { anchor, ..rules() })
    };
    let day = date(2026, 3, 9);
    accepted(with(v1::AnchorKind::Unspecified, None));
    accepted(with(v1::AnchorKind::Establishment, None));
    accepted(with(v1::AnchorKind::Date, day));
    refused(with(v1::AnchorKind::Date, None), [("rules.anchor.date", FieldRequired)]);
    refused(with(v1::AnchorKind::Date, date(2026, 3, 0)), [("rules.anchor.date", BadDate)]);
    for kind in [v1::AnchorKind::Unspecified, v1::AnchorKind::EntryIntoForce, v1::AnchorKind::Establishment] {
        refused(with(kind, day), [("rules.anchor.date", BadValue)]);
    }
    let anchor = Some(v1::Anchor { kind: 9, date: day });
    refused(establish(v1::CommissionRules { anchor, ..rules() }), [("rules.anchor.kind", BadValue)]);
}

#[test]
fn a_majority_is_more_than_half() {
    let with = |rule: v1::DecisionRule, majority_numerator, majority_denominator| {
        establish(v1::CommissionRules {
            decision_rule: rule.into(),
            majority_numerator,
            majority_denominator,
            ..rules()
        })
    };
    accepted(with(v1::DecisionRule::Supermajority, 2, 3));
    accepted(with(v1::DecisionRule::Supermajority, 1000, 1000));
    accepted(with(v1::DecisionRule::Unanimity, 0, 0));
    for (numerator, denominator) in [(0, 3), (1, 2), (4, 3), (-2, 3)] {
        let request = with(v1::DecisionRule::Supermajority, numerator, denominator);
        refused(request, [("rules.majority_numerator", BadValue)]);
    }
    for (numerator, denominator) in [(2, 0), (900, 1001), (2, -3)] {
        let request = with(v1::DecisionRule::Supermajority, numerator, denominator);
        refused(request, [("rules.majority_denominator", BadValue)]);
    }
    refused(
        with(v1::DecisionRule::Majority, 2, 3),
        [("rules.majority_numerator", BadValue), ("rules.majority_denominator", BadValue)],
    );
    let unknown = v1::CommissionRules { decision_rule: 9, ..rules() };
    refused(establish(unknown), [("rules.decision_rule", BadValue)]);
}

#[test]
fn rules_are_read_in_the_same_way_when_they_are_amended() {
    let bad = v1::CommissionRules {
        grace_days: 3661,
        rotation: vec![turn("uz"), turn("?"), turn("uz")],
        quorum: -1,
        agenda_lead_days: -1,
        languages: vec!["en".into(), "?".into(), "EN".into()],
        ..rules()
    };
    refused(
        v1::AmendCommissionRulesRequest {
            commission_id: "jc".into(),
            rules: Some(bad),
            ..Default::default()
        },
        [
            ("rules.grace_days", BadValue),
            ("rules.rotation[1].participant_id", BadId),
            ("rules.rotation[2].participant_id", BadValue),
            ("rules.quorum", BadValue),
            ("rules.agenda_lead_days", BadValue),
            ("rules.languages[1]", BadLanguageTag),
            ("rules.languages[2]", BadValue),
        ],
    );
    refused(
        v1::AmendCommissionRulesRequest::default(),
        [("commission_id", FieldRequired), ("rules", FieldRequired)],
    );
    let good = v1::CommissionRules { rotation: vec![turn("uz"), turn("tj")], ..rules() };
    let request = v1::AmendCommissionRulesRequest {
        commission_id: "jc".into(),
        rules: Some(good),
        ..Default::default()
    };
    let CommandBody::AmendCommissionRules(amend) = accepted(request).body else { panic!("another command") };
    let [first, second] = amend.rules.rotation.as_slice() else { panic!("another rotation") };
    assert_eq!((first.participant_id.as_str(), second.participant_id.as_str()), ("uz", "tj"));
    assert_eq!(first.place, None);
}

#[test]
fn an_officer_has_a_role_a_section_and_an_office() {
    let CommandBody::AppointOfficer(bare) = accepted(appoint()).body else { panic!("another command") };
    assert_eq!((&bare.officer.holder, bare.officer.from, &bare.replaces), (&None, None, &None));
    refused(
        v1::AppointOfficerRequest::default(),
        [
            ("commission_id", FieldRequired),
            ("officer_id", FieldRequired),
            ("role", FieldRequired),
            ("participant_id", FieldRequired),
            ("office", FieldRequired),
        ],
    );
    refused(
        v1::AppointOfficerRequest {
            holder: personal(&"x".repeat(501)),
            from: date(2026, 3, 0),
            replaces: "?".into(),
            role: 9,
            ..appoint()
        },
        [("replaces", BadId), ("role", BadValue), ("holder.text", FieldTooLong), ("from", BadDate)],
    );
}

#[test]
fn a_commission_is_dissolved_by_its_id() {
    accepted(v1::DissolveCommissionRequest { commission_id: "jc".into(), ..Default::default() });
    refused(
        v1::DissolveCommissionRequest { reason: personal(&"x".repeat(2001)), ..Default::default() },
        [("commission_id", FieldRequired), ("reason.text", FieldTooLong)],
    );
}
