//! What happens to commissions.

use super::super::{
    Field, Size, commission, commission_rules, full_date, identifier, number, officer, optional_identifier,
    personal,
};
use crate::{
    domain::{
        CommissionDissolved, CommissionEstablished, CommissionRulesAmended, NextSessionDueSet,
        OfficerAppointed, SessionOverdueFlagged,
    },
    proto::v1,
};

pub(super) fn commission_established(
    message: v1::CommissionEstablished,
    at: Field<'_>,
) -> Option<CommissionEstablished> {
    let (commission, rules) = commission(message, at)?;
    Some(CommissionEstablished { commission, rules })
}

pub(super) fn commission_rules_amended(
    message: v1::CommissionRulesAmended,
    mut at: Field<'_>,
) -> Option<CommissionRulesAmended> {
    let commission_id = identifier(&message.commission_id, at.field("commission_id"));
    let rules = commission_rules(message.rules, at.field("rules"));
    Some(CommissionRulesAmended { commission_id: commission_id?, rules: rules? })
}

pub(super) fn commission_dissolved(
    message: v1::CommissionDissolved,
    mut at: Field<'_>,
) -> Option<CommissionDissolved> {
    let commission_id = identifier(&message.commission_id, at.field("commission_id"));
    let reason = personal(message.reason, Size::Free, at.field("reason"));
    Some(CommissionDissolved { commission_id: commission_id?, reason })
}

pub(super) fn officer_appointed(
    message: v1::OfficerAppointed,
    mut at: Field<'_>,
) -> Option<OfficerAppointed> {
    let commission_id = identifier(&message.commission_id, at.field("commission_id"));
    let replaces = optional_identifier(&message.replaces, at.field("replaces"));
    let officer = officer(message, at);
    Some(OfficerAppointed { commission_id: commission_id?, officer: officer?, replaces })
}

pub(super) fn next_session_due_set(
    message: v1::NextSessionDueSet,
    mut at: Field<'_>,
) -> Option<NextSessionDueSet> {
    let commission_id = identifier(&message.commission_id, at.field("commission_id"));
    let due_by = full_date(message.due_by, at.field("due_by"));
    let host = optional_identifier(&message.host, at.field("host"));
    let ordinal = number(message.ordinal, at.field("ordinal"));
    Some(NextSessionDueSet { commission_id: commission_id?, due_by: due_by?, host, ordinal: ordinal? })
}

pub(super) fn session_overdue_flagged(
    message: v1::SessionOverdueFlagged,
    mut at: Field<'_>,
) -> Option<SessionOverdueFlagged> {
    let commission_id = identifier(&message.commission_id, at.field("commission_id"));
    let due_by = full_date(message.due_by, at.field("due_by"));
    let overdue_from = full_date(message.overdue_from, at.field("overdue_from"));
    Some(SessionOverdueFlagged {
        commission_id: commission_id?,
        due_by: due_by?,
        overdue_from: overdue_from?,
    })
}
