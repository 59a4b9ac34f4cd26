//! Commissions: what they are, the rules by which they work, their officers.

use super::{super::Enumeration, date, localized, personal, place};
use crate::{
    domain::{
        Cadence, CommissionAnchor, CommissionRules, CommissionSpec, DecisionRule, OfficerSpec, RotationTurn,
    },
    proto::v1::{self, commission_rules},
};

/// What a commission is, and the rules by which it works.
pub fn commission(spec: &CommissionSpec, rules: &CommissionRules) -> v1::CommissionEstablished {
    v1::CommissionEstablished {
        commission_id: spec.commission_id.to_string(),
        title: localized(&spec.name),
        legal_basis: spec.legal_basis.to_string(),
        rules: Some(commission_rules(rules)),
        first_ordinal: spec.first_ordinal.into(),
    }
}

/// The rules by which a commission works.
pub fn commission_rules(rules: &CommissionRules) -> v1::CommissionRules {
    let cadence = match rules.cadence {
        Cadence::RollingMonths(months) => commission_rules::Cadence::RollingMonths(months.into()),
        Cadence::SessionsPerYear(sessions) => commission_rules::Cadence::SessionsPerYear(sessions.into()),
    };
    let (decision_rule, majority_numerator, majority_denominator) = match rules.decision_rule {
        DecisionRule::Consensus => (v1::DecisionRule::Consensus, 0, 0),
        DecisionRule::Unanimity => (v1::DecisionRule::Unanimity, 0, 0),
        DecisionRule::Majority => (v1::DecisionRule::Majority, 0, 0),
        DecisionRule::Supermajority(part) => {
            (v1::DecisionRule::Supermajority, part.numerator().into(), part.denominator().into())
        }
    };
    v1::CommissionRules {
        cadence: Some(cadence),
        anchor: Some(anchor(rules.anchor)),
        grace_days: rules.grace_days.into(),
        rotation: rules.rotation.as_slice().iter().map(turn).collect(),
        decision_rule: decision_rule.into(),
        majority_numerator,
        majority_denominator,
        quorum: rules.quorum.into(),
        agenda_lead_days: rules.agenda_lead_days.into(),
        languages: rules.languages.iter().map(ToString::to_string).collect(),
    }
}

fn anchor(anchor: CommissionAnchor) -> v1::Anchor {
    let (kind, day) = match anchor {
        CommissionAnchor::EntryIntoForce => (v1::AnchorKind::EntryIntoForce, None),
        CommissionAnchor::Establishment => (v1::AnchorKind::Establishment, None),
        CommissionAnchor::Date(day) => (v1::AnchorKind::Date, Some(date(day))),
    };
    v1::Anchor { kind: kind.into(), date: day }
}

fn turn(turn: &RotationTurn) -> v1::RotationPlace {
    v1::RotationPlace {
        participant_id: turn.participant_id.to_string(),
        place: turn.place.as_ref().map(place),
    }
}

/// Who was appointed to what.
pub fn officer(spec: &OfficerSpec) -> v1::OfficerAppointed {
    v1::OfficerAppointed {
        // No properties of the officer but of the appointment; whoever writes the event adds them.
        commission_id: String::new(),
        replaces: String::new(),
        officer_id: spec.officer_id.to_string(),
        role: spec.role.number(),
        participant_id: spec.participant_id.to_string(),
        office: localized(&spec.office),
        holder: spec.holder.as_ref().map(personal),
        from: spec.from.map(date),
    }
}
