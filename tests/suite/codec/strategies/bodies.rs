//! Commissions: their rules, their officers, and when they have to meet.

use std::sync::Arc;

use depositary::domain::{
    Cadence, CommissionAnchor, CommissionDissolved, CommissionEstablished, CommissionRules,
    CommissionRulesAmended, CommissionSpec, DecisionRule, EventBody, NextSessionDueSet, OfficerAppointed,
    OfficerRole, OfficerSpec, Rotation, RotationTurn, SessionOverdueFlagged, Supermajority,
};
use proptest::{collection::btree_map, option, prelude::*, sample::select};

use super::values::{boxed, boxed_text, day, identifier, language, localized, personal, place};

pub(super) fn officer_role() -> impl Strategy<Value = OfficerRole> {
    select(&[
        OfficerRole::CoChair,
        OfficerRole::ExecutiveSecretary,
        OfficerRole::Member,
        OfficerRole::Observer,
        OfficerRole::Evaluator,
    ])
}

fn decision_rule() -> impl Strategy<Value = DecisionRule> {
    let supermajority = (1..=i64::from(Supermajority::DENOMINATOR_MAX))
        .prop_flat_map(|denominator| (denominator / 2 + 1..=denominator, Just(denominator)))
        .prop_map(|(numerator, denominator)| Supermajority::new(numerator, denominator).unwrap());
    prop_oneof![
        Just(DecisionRule::Consensus),
        Just(DecisionRule::Unanimity),
        Just(DecisionRule::Majority),
        supermajority.prop_map(DecisionRule::Supermajority),
    ]
}

fn rules() -> impl Strategy<Value = Arc<CommissionRules>> {
    let cadence = prop_oneof![
        (1..=Cadence::MONTHS_MAX).prop_map(Cadence::RollingMonths),
        (1..=Cadence::SESSIONS_MAX).prop_map(Cadence::SessionsPerYear),
    ];
    let anchor = prop_oneof![
        Just(CommissionAnchor::EntryIntoForce),
        Just(CommissionAnchor::Establishment),
        day().prop_map(CommissionAnchor::Date),
    ];
    let rotation = btree_map(identifier(), option::of(place()), 0..3).prop_map(|turns| {
        let turn = |(participant_id, place)| RotationTurn { participant_id, place };
        Rotation::new(turns.into_iter().map(turn)).unwrap()
    });
    let days = (any::<u16>(), any::<u16>());
    (cadence, anchor, days, rotation, decision_rule(), any::<u32>(), boxed(language())).prop_map(
        |(cadence, anchor, (grace_days, agenda_lead_days), rotation, decision_rule, quorum, languages)| {
            Arc::new(CommissionRules {
                cadence,
                anchor,
                grace_days,
                rotation,
                decision_rule,
                quorum,
                agenda_lead_days,
                languages,
            })
        },
    )
}

/// A commission with its rules.
pub(in super::super) fn commission_established() -> impl Strategy<Value = EventBody> {
    (identifier(), localized(), boxed_text(), rules(), 1..=u32::MAX).prop_map(
        |(commission_id, name, legal_basis, rules, first_ordinal)| {
            let spec = CommissionSpec { commission_id, name, legal_basis, first_ordinal };
            EventBody::CommissionEstablished(CommissionEstablished { commission: Arc::new(spec), rules })
        },
    )
}

/// An officer as an event has it: the first day is there.
pub(in super::super) fn officer_appointed() -> impl Strategy<Value = EventBody> {
    let ids = (identifier(), identifier(), identifier(), option::of(identifier()));
    (ids, officer_role(), localized(), option::of(personal()), day()).prop_map(
        |((commission_id, officer_id, participant_id, replaces), role, office, holder, from)| {
            let from = Some(from);
            let spec = OfficerSpec { officer_id, role, participant_id, office, holder, from };
            let officer = Arc::new(spec);
            EventBody::OfficerAppointed(OfficerAppointed { commission_id, officer, replaces })
        },
    )
}

/// What happens to commissions, of any kind.
pub(super) fn event_body() -> impl Strategy<Value = EventBody> {
    let amended = (identifier(), rules()).prop_map(|(commission_id, rules)| {
        EventBody::CommissionRulesAmended(CommissionRulesAmended { commission_id, rules })
    });
    let dissolved = (identifier(), option::of(personal())).prop_map(|(commission_id, reason)| {
        EventBody::CommissionDissolved(CommissionDissolved { commission_id, reason })
    });
    let due = (identifier(), day(), option::of(identifier()), 1..=i64::MAX as u64).prop_map(
        |(commission_id, due_by, host, ordinal)| {
            EventBody::NextSessionDueSet(NextSessionDueSet { commission_id, due_by, host, ordinal })
        },
    );
    let overdue = (identifier(), day(), day()).prop_map(|(commission_id, due_by, overdue_from)| {
        EventBody::SessionOverdueFlagged(SessionOverdueFlagged { commission_id, due_by, overdue_from })
    });
    prop_oneof![
        commission_established().boxed(),
        amended.boxed(),
        dissolved.boxed(),
        officer_appointed().boxed(),
        due.boxed(),
        overdue.boxed(),
    ]
}
