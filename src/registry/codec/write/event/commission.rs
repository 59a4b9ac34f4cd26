//! What happens to commissions.

use super::super::{commission, commission_rules, count, date, officer, optional_identifier, personal};
use crate::{
    domain::{
        CommissionDissolved, CommissionEstablished, CommissionRulesAmended, NextSessionDueSet,
        OfficerAppointed, SessionOverdueFlagged,
    },
    proto::v1,
};

pub(super) fn established(established: &CommissionEstablished) -> v1::CommissionEstablished {
    commission(&established.commission, &established.rules)
}

pub(super) fn rules_amended(amended: &CommissionRulesAmended) -> v1::CommissionRulesAmended {
    v1::CommissionRulesAmended {
        commission_id: amended.commission_id.to_string(),
        rules: Some(commission_rules(&amended.rules)),
    }
}

pub(super) fn dissolved(dissolved: &CommissionDissolved) -> v1::CommissionDissolved {
    v1::CommissionDissolved {
        commission_id: dissolved.commission_id.to_string(),
        reason: dissolved.reason.as_ref().map(personal),
    }
}

pub(super) fn officer_appointed(appointed: &OfficerAppointed) -> v1::OfficerAppointed {
    v1::OfficerAppointed {
        commission_id: appointed.commission_id.to_string(),
        replaces: optional_identifier(appointed.replaces.as_ref()),
        ..officer(&appointed.officer)
    }
}

pub(super) fn next_session_due_set(set: &NextSessionDueSet) -> v1::NextSessionDueSet {
    v1::NextSessionDueSet {
        commission_id: set.commission_id.to_string(),
        due_by: Some(date(set.due_by)),
        host: optional_identifier(set.host.as_ref()),
        ordinal: count(set.ordinal),
    }
}

pub(super) fn session_overdue_flagged(flagged: &SessionOverdueFlagged) -> v1::SessionOverdueFlagged {
    v1::SessionOverdueFlagged {
        commission_id: flagged.commission_id.to_string(),
        due_by: Some(date(flagged.due_by)),
        overdue_from: Some(date(flagged.overdue_from)),
    }
}
