//! How sessions change, and what is agreed with their minutes.

use std::{cmp::max, sync::Arc};

use jiff::civil::Date;

use crate::domain::{
    agenda::AdoptedAgenda,
    agreement::Agreement,
    cadence,
    dates::PartialDate,
    decision::{Decision, KeptDecision},
    evaluation::{DatedEvaluation, EvaluationStatus},
    event::{
        AgendaAdopted, AttendanceRecorded, DecisionConfirmed, MinutesSigned, MinutesSubmitted,
        SessionConcluded, SessionConvened, SessionRescheduled,
    },
    ids::Identifier,
    minutes::{MinutesSignature, SubmittedMinutes},
    session::{Session, SessionSpec, SessionStatus},
};

impl Agreement {
    fn change_session(&mut self, session_id: &Identifier, change: impl FnOnce(&mut Session)) {
        let mut sessions = self.bodies_mut().sessions.iter_mut();
        if let Some(session) = sessions.find(|session| session.id() == session_id) {
            change(Arc::make_mut(session));
        }
    }

    pub(super) fn schedule_session(&mut self, spec: &Arc<SessionSpec>, on: PartialDate) {
        if self.session(&spec.session_id).is_some() {
            return;
        }
        self.bodies_mut().sessions.push(Arc::new(Session {
            spec: Arc::clone(spec),
            planned: spec.planned,
            place: spec.place.clone(),
            status: SessionStatus::Scheduled,
            scheduled_on: on.first_day(),
            held_from: None,
            held_to: None,
            agenda: None,
            sections: Box::default(),
            attendance: Vec::new(),
            minutes: None,
        }));
    }

    pub(super) fn reschedule(&mut self, rescheduled: &SessionRescheduled) {
        self.change_session(&rescheduled.session_id, |session| {
            session.planned = rescheduled.planned;
            if let Some(place) = &rescheduled.place {
                session.place = Some(place.clone());
            }
        });
    }

    pub(super) fn cancel_session(&mut self, session_id: &Identifier) {
        self.change_session(session_id, |session| session.status = SessionStatus::Cancelled);
    }

    pub(super) fn adopt_agenda(&mut self, adopted: &AgendaAdopted, on: PartialDate) {
        self.change_session(&adopted.session_id, |session| {
            let agenda = adopted.agenda.clone();
            session.agenda = Some(AdoptedAgenda { agenda, adopted_on: on, late: adopted.late });
        });
    }

    pub(super) fn convene(&mut self, convened: &SessionConvened) {
        let session = self.session(&convened.session_id);
        let commission = session.and_then(|session| self.commission(&session.spec.commission_id));
        let sections = commission.map(|commission| self.sections(commission, convened.held_from));
        let sections = sections.into_iter().flatten().cloned().collect();
        self.change_session(&convened.session_id, |session| {
            session.status = SessionStatus::Convened;
            session.held_from = Some(convened.held_from);
            session.sections = sections;
            session.attendance.extend(convened.attendance.iter().cloned());
        });
    }

    pub(super) fn attend(&mut self, recorded: &AttendanceRecorded) {
        self.change_session(&recorded.session_id, |session| {
            session.attendance.extend(recorded.attendance.iter().cloned());
        });
    }

    pub(super) fn conclude(&mut self, concluded: &SessionConcluded) {
        self.change_session(&concluded.session_id, |session| {
            session.status = SessionStatus::Concluded;
            session.held_to = Some(concluded.held_to);
        });
    }

    pub(super) fn submit(&mut self, submitted: &MinutesSubmitted, on: PartialDate) {
        self.change_session(&submitted.session_id, |session| {
            let minutes = Arc::clone(&submitted.minutes);
            session.minutes = Some(SubmittedMinutes { minutes, submitted_on: on, signatures: Vec::new() });
        });
    }

    /// A signature over other minutes than those submitted last stands in the record and counts for nothing.
    pub(super) fn sign_minutes(&mut self, signed: &MinutesSigned, on: PartialDate) {
        self.change_session(&signed.session_id, |session| {
            let submitted = session.minutes.as_mut();
            if let Some(submitted) = submitted.filter(|one| one.minutes.digest == signed.digest) {
                submitted.signatures.push(MinutesSignature {
                    participant_id: signed.participant_id.clone(),
                    officer_id: signed.officer_id.clone(),
                    acting_for: signed.acting_for.clone(),
                    signed_on: on,
                });
            }
        });
    }

    /// With the minutes of a session all that was said in it is agreed, and the next one is counted.
    pub(super) fn agree_minutes(&mut self, session_id: &Identifier) {
        self.change_session(session_id, |session| session.status = SessionStatus::Closed);
        for kept in &mut self.bodies_mut().decisions {
            if kept.decision.session_id == *session_id {
                Arc::make_mut(kept).agreed = true;
            }
        }
        self.agree_evaluations(session_id);
        let ordinary = self.session(session_id).filter(|session| session.is_ordinary());
        if let Some(commission_id) = ordinary.map(|session| session.spec.commission_id.clone()) {
            let held_from = cadence::last_held(self, &commission_id).and_then(|last| last.held_from);
            self.change_commission(&commission_id, |commission| {
                commission.anchored_on = held_from.or(commission.anchored_on);
            });
        }
    }

    fn agree_evaluations(&mut self, session_id: &Identifier) {
        let is_of_session = |dated: &DatedEvaluation| dated.evaluation.session_id() == Some(session_id);
        let listed: Vec<Identifier> = self
            .evaluations
            .iter()
            .filter(|dated| is_of_session(dated))
            .flat_map(|dated| dated.evaluation.areas.as_slice())
            .flat_map(|area| area.reading_ids.iter().cloned())
            .collect();
        let agreed = |dated: &DatedEvaluation| {
            let status = if is_of_session(dated) { EvaluationStatus::Agreed } else { dated.status };
            DatedEvaluation { status, ..dated.clone() }
        };
        if self.evaluations.iter().any(is_of_session) {
            self.evaluations = self.evaluations.iter().map(agreed).collect();
        }
        for reading_id in &listed {
            self.agree_if_free(reading_id);
        }
    }

    pub(super) fn decide_on(&mut self, decision: &Arc<Decision>, on: PartialDate) {
        if self.decision(&decision.decision_id).is_some() {
            return;
        }
        let pending = decision.pending_approval_of.to_vec();
        let latest_on = on.first_day();
        let effective_on = Some(latest_on).filter(|_| pending.is_empty());
        let decision = Arc::clone(decision);
        self.bodies_mut().decisions.push(Arc::new(KeptDecision {
            decision,
            adopted_on: on,
            pending,
            effective_on,
            agreed: false,
            latest_on,
        }));
    }

    pub(super) fn confirm(&mut self, confirmed: &DecisionConfirmed, on: PartialDate) {
        let received_on: Date = confirmed.received_on.unwrap_or(on.first_day());
        let mut decisions = self.bodies_mut().decisions.iter_mut();
        if let Some(kept) = decisions.find(|kept| kept.decision.decision_id == confirmed.decision_id) {
            let kept = Arc::make_mut(kept);
            kept.pending.retain(|pending| *pending != confirmed.participant_id);
            kept.latest_on = max(kept.latest_on, received_on);
            if kept.pending.is_empty() {
                kept.effective_on = kept.effective_on.or(Some(kept.latest_on));
            }
        }
    }
}
