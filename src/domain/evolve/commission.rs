//! How commissions change.

use std::sync::Arc;

use crate::domain::{
    agreement::{Agreement, Bodies},
    cadence,
    commission::{Commission, CommissionStatus, SessionDue},
    dates::PartialDate,
    event::{
        CommissionEstablished, CommissionRulesAmended, NextSessionDueSet, OfficerAppointed,
        SessionOverdueFlagged,
    },
    ids::Identifier,
    officer::Officer,
    session::SessionStatus,
};

impl Agreement {
    pub(super) fn bodies_mut(&mut self) -> &mut Bodies {
        Arc::make_mut(&mut self.bodies)
    }

    pub(super) fn change_commission(
        &mut self,
        commission_id: &Identifier,
        change: impl FnOnce(&mut Commission),
    ) {
        let mut commissions = self.bodies_mut().commissions.iter_mut();
        if let Some(commission) = commissions.find(|commission| commission.id() == commission_id) {
            change(Arc::make_mut(commission));
        }
    }

    pub(super) fn establish(&mut self, established: &CommissionEstablished, on: PartialDate) {
        if self.commission(&established.commission.commission_id).is_some() {
            return;
        }
        self.bodies_mut().commissions.push(Arc::new(Commission {
            spec: Arc::clone(&established.commission),
            rules: Arc::clone(&established.rules),
            status: CommissionStatus::Active,
            established_on: on.first_day(),
            officers: Vec::new(),
            due: None,
            anchored_on: None,
            flagged_for: Vec::new(),
        }));
    }

    /// Where no day is known any more from which the next session is counted, none is due so far.
    pub(super) fn amend_rules(&mut self, amended: &CommissionRulesAmended) {
        let entered_into_force_on = self.entered_into_force_on;
        self.change_commission(&amended.commission_id, |commission| {
            commission.rules = Arc::clone(&amended.rules);
            if cadence::anchor(commission, entered_into_force_on).is_none() {
                commission.due = None;
            }
        });
    }

    pub(super) fn dissolve(&mut self, commission_id: &Identifier) {
        self.change_commission(commission_id, |commission| commission.status = CommissionStatus::Dissolved);
        self.cancel_where(|of| of == commission_id);
    }

    /// With the agreement its commissions end, and what they had only planned (domain §5.2).
    pub(super) fn dissolve_all(&mut self) {
        if self.bodies.commissions.is_empty() {
            return;
        }
        for commission in &mut self.bodies_mut().commissions {
            Arc::make_mut(commission).status = CommissionStatus::Dissolved;
        }
        self.cancel_where(|_| true);
    }

    fn cancel_where(&mut self, which: impl Fn(&Identifier) -> bool) {
        let planned = self.bodies_mut().sessions.iter_mut().filter(|session| {
            session.status == SessionStatus::Scheduled && which(&session.spec.commission_id)
        });
        for session in planned {
            Arc::make_mut(session).status = SessionStatus::Cancelled;
        }
    }

    pub(super) fn appoint(&mut self, appointed: &OfficerAppointed, on: PartialDate) {
        let spec = Arc::clone(&appointed.officer);
        let from = spec.from.unwrap_or(on.first_day());
        self.change_commission(&appointed.commission_id, |commission| {
            let is_replaced = |officer: &&mut Officer| {
                appointed.replaces.as_ref().is_some_and(|replaced| officer.spec.officer_id == *replaced)
            };
            if let Some(replaced) = commission.officers.iter_mut().find(is_replaced) {
                replaced.until = Some(from);
            }
            commission.officers.push(Officer { spec, from, until: None });
        });
    }

    pub(super) fn set_due(&mut self, set: &NextSessionDueSet) {
        self.change_commission(&set.commission_id, |commission| {
            let NextSessionDueSet { due_by, host, ordinal, .. } = set.clone();
            commission.due = Some(SessionDue { due_by, host, ordinal });
        });
    }

    pub(super) fn flag_session(&mut self, flagged: &SessionOverdueFlagged) {
        self.change_commission(&flagged.commission_id, |commission| {
            commission.flagged_for.push(flagged.due_by);
        });
    }
}
