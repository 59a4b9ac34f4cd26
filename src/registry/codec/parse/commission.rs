//! Commissions: what they are, the rules by which they work, their officers.

use std::sync::Arc;

use super::{
    Field, Size, each_once, enumeration, identifier,
    numbers::{COUNT_MAX, how_many, within},
    optional_full_date, personal, place, text,
    values::{languages, localized_required, valid},
};
use crate::{
    domain::{
        Cadence, CommissionAnchor, CommissionRules, CommissionSpec, DecisionRule, OfficerSpec, Rotation,
        RotationTurn, Supermajority,
    },
    proto::v1::{self, ErrorReason, commission_rules},
};

/// What a commission is, and the rules by which it works.
pub fn commission(
    message: v1::CommissionEstablished,
    mut at: Field<'_>,
) -> Option<(Arc<CommissionSpec>, Arc<CommissionRules>)> {
    let commission_id = identifier(&message.commission_id, at.field("commission_id"));
    let name = localized_required(message.title, Size::Name, at.field("title"));
    let legal_basis = text(message.legal_basis, Size::Name, at.field("legal_basis"));
    let rules = commission_rules(message.rules, at.field("rules"));
    let first_ordinal = how_many(message.first_ordinal, at.field("first_ordinal"));
    let spec =
        CommissionSpec { commission_id: commission_id?, name, legal_basis, first_ordinal: first_ordinal? };
    Some((Arc::new(spec), rules?))
}

/// The rules by which a commission works.
pub fn commission_rules(
    message: Option<v1::CommissionRules>,
    mut at: Field<'_>,
) -> Option<Arc<CommissionRules>> {
    let Some(message) = message else {
        at.refuse(ErrorReason::FieldRequired, "Required: the rules, with at least a cadence.");
        return None;
    };
    let days_max = CommissionRules::DAYS_MAX;
    let cadence = cadence(message.cadence, at.again());
    let anchor = anchor(message.anchor, at.field("anchor"));
    let grace_days = within(message.grace_days, 0, days_max, at.field("grace_days"));
    let rotation = rotation(message.rotation, at.field("rotation"));
    let majority = (message.majority_numerator, message.majority_denominator);
    let decision_rule = decision_rule(message.decision_rule, majority, at.again());
    let quorum = within(message.quorum, 0, COUNT_MAX, at.field("quorum"));
    let agenda_lead_days = within(message.agenda_lead_days, 0, days_max, at.field("agenda_lead_days"));
    let languages = languages(message.languages, at.field("languages"));
    Some(Arc::new(CommissionRules {
        cadence: cadence?,
        anchor: anchor?,
        grace_days: grace_days?,
        rotation,
        decision_rule: decision_rule?,
        quorum: quorum?,
        agenda_lead_days: agenda_lead_days?,
        languages,
    }))
}

fn cadence(message: Option<commission_rules::Cadence>, mut at: Field<'_>) -> Option<Cadence> {
    let (field, read, max) = match message {
        None => {
            let description = "Required: `rolling_months` or `sessions_per_year`.";
            at.field("cadence").refuse(ErrorReason::FieldRequired, description);
            return None;
        }
        Some(commission_rules::Cadence::RollingMonths(months)) => {
            ("rolling_months", Cadence::rolling_months(months), Cadence::MONTHS_MAX)
        }
        Some(commission_rules::Cadence::SessionsPerYear(sessions)) => {
            ("sessions_per_year", Cadence::sessions_per_year(sessions), Cadence::SESSIONS_MAX)
        }
    };
    if read.is_err() {
        let description = format!("Out of range; 1 to {max} are allowed.");
        at.field(field).refuse(ErrorReason::BadCadence, description);
    }
    read.ok()
}

fn anchor(message: Option<v1::Anchor>, mut at: Field<'_>) -> Option<CommissionAnchor> {
    let v1::Anchor { kind, date } = message.unwrap_or_default();
    let read = match v1::AnchorKind::try_from(kind) {
        Ok(v1::AnchorKind::Date) => {
            if date.is_none() {
                at.field("date").refuse(ErrorReason::FieldRequired, "Required: a date known to the day.");
            }
            return optional_full_date(date, at.field("date")).map(CommissionAnchor::Date);
        }
        Ok(v1::AnchorKind::Establishment) => Some(CommissionAnchor::Establishment),
        Ok(v1::AnchorKind::EntryIntoForce) => Some(CommissionAnchor::EntryIntoForce),
        Ok(v1::AnchorKind::Unspecified) => {
            at.field("kind").left_to_default();
            Some(CommissionAnchor::EntryIntoForce)
        }
        Err(_) => {
            let description =
                format!("{kind} is no value here; allowed are ENTRY_INTO_FORCE, ESTABLISHMENT and DATE.");
            at.field("kind").refuse(ErrorReason::BadValue, description);
            None
        }
    };
    if read.is_some() && date.is_some() {
        at.field("date").refuse(ErrorReason::BadValue, "A day goes with the kind DATE only.");
    }
    read
}

fn rotation(messages: Vec<v1::RotationPlace>, mut at: Field<'_>) -> Rotation {
    let read = |message: v1::RotationPlace, mut at: Field<'_>| {
        let participant_id = identifier(&message.participant_id, at.field("participant_id"));
        let place = place(message.place, at.field("place"));
        Some(RotationTurn { participant_id: participant_id?, place })
    };
    let turns = each_once(messages, at.again(), read, Some("participant_id"), |turn| &turn.participant_id);
    if at.is_stored() {
        return valid(Rotation::new(turns), &mut at).unwrap_or_default();
    }
    // In a request a participant that comes twice was refused item by item.
    Rotation::new(turns).unwrap_or_default()
}

fn decision_rule(number: i32, majority: (i64, i64), mut at: Field<'_>) -> Option<DecisionRule> {
    let read = match v1::DecisionRule::try_from(number) {
        Ok(v1::DecisionRule::Supermajority) => return supermajority(majority, at),
        Ok(v1::DecisionRule::Majority) => Some(DecisionRule::Majority),
        Ok(v1::DecisionRule::Unanimity) => Some(DecisionRule::Unanimity),
        Ok(v1::DecisionRule::Consensus) => Some(DecisionRule::Consensus),
        Ok(v1::DecisionRule::Unspecified) => {
            at.field("decision_rule").left_to_default();
            Some(DecisionRule::Consensus)
        }
        Err(_) => {
            let description = format!(
                "{number} is no value here; allowed are CONSENSUS, UNANIMITY, MAJORITY and SUPERMAJORITY."
            );
            at.field("decision_rule").refuse(ErrorReason::BadValue, description);
            None
        }
    };
    let (numerator, denominator) = majority;
    let fields = [("majority_numerator", numerator), ("majority_denominator", denominator)];
    for (field, _) in fields.into_iter().filter(|(_, number)| read.is_some() && *number != 0) {
        at.field(field).refuse(ErrorReason::BadValue, "It goes with the rule SUPERMAJORITY only.");
    }
    read
}

fn supermajority((numerator, denominator): (i64, i64), mut at: Field<'_>) -> Option<DecisionRule> {
    let read = Supermajority::new(numerator, denominator).ok();
    if read.is_none() {
        let is_denominator = (1..=Supermajority::DENOMINATOR_MAX.into()).contains(&denominator);
        let (field, description) = if is_denominator {
            (
                "majority_numerator",
                "More than half of `majority_denominator`, and not more than all, is allowed.".to_owned(),
            )
        } else {
            let description = format!("Out of range; 1 to {} are allowed.", Supermajority::DENOMINATOR_MAX);
            ("majority_denominator", description)
        };
        at.field(field).refuse(ErrorReason::BadValue, description);
    }
    read.map(DecisionRule::Supermajority)
}

/// Who is appointed to what.
pub fn officer(message: v1::OfficerAppointed, mut at: Field<'_>) -> Option<Arc<OfficerSpec>> {
    let officer_id = identifier(&message.officer_id, at.field("officer_id"));
    let role = enumeration(message.role, at.field("role"));
    let participant_id = identifier(&message.participant_id, at.field("participant_id"));
    let office = localized_required(message.office, Size::Name, at.field("office"));
    let holder = personal(message.holder, Size::Name, at.field("holder"));
    let from = optional_full_date(message.from, at.field("from"));
    if message.from.is_none() {
        at.field("from").left_to_default();
    }
    Some(Arc::new(OfficerSpec {
        officer_id: officer_id?,
        role: role?,
        participant_id: participant_id?,
        office,
        holder,
        from,
    }))
}
