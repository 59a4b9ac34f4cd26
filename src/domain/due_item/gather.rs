//! One look at each thing that an agreement can wait for.

use std::{
    cmp::max,
    collections::{BTreeMap, HashMap},
};

use jiff::civil::Date;

use super::{DueItem, DueKind, DueSubject};
use crate::domain::{
    action::ActionStatus,
    agreement::{Agreement, Status},
    cadence,
    commission::Commission,
    dates::{day_after, day_before},
    force,
    ids::Identifier,
    indicator::{Indicator, IndicatorScope, IndicatorStatus, KeptIndicator},
    participant::ParticipantStatus,
    session::{Session, SessionStatus},
    term,
};

/// What was found so far.
pub(super) struct Items<'a> {
    agreement: &'a Agreement,
    items: Vec<DueItem>,
}

impl<'a> Items<'a> {
    /// All that is outstanding, in no order.
    pub(super) fn of(agreement: &'a Agreement) -> Vec<DueItem> {
        let mut items = Self { agreement, items: Vec::new() };
        items.entry_into_force();
        items.signature_deadline();
        items.term();
        items.withdrawals();
        items.sessions_due();
        items.sessions();
        items.actions();
        items.readings();
        items.items
    }

    /// What comes by itself, and is for all.
    fn comes(&mut self, on: Date, kind: DueKind, subject: DueSubject) {
        let (concerned, revision) = (Box::default(), self.agreement.revision);
        self.items.push(DueItem { on, overdue_from: None, kind, subject, concerned, revision });
    }

    /// What some have to do by a day, and is late afterwards.
    fn owed(&mut self, on: Date, kind: DueKind, subject: DueSubject, concerned: Box<[Identifier]>) {
        let (overdue_from, revision) = (Some(day_after(on)), self.agreement.revision);
        self.items.push(DueItem { on, overdue_from, kind, subject, concerned, revision });
    }

    /// First that of the agreement, then that for each participant which has a later day.
    fn entry_into_force(&mut self) {
        let agreement = self.agreement;
        let Some(schedule) = agreement.schedule.as_deref() else { return };
        let general_on = match agreement.status {
            // It waits for the first participant.
            Status::Open | Status::Signed => force::due(agreement).map(|due| due.on),
            Status::InForce => None,
            Status::Undrafted
            | Status::Draft
            | Status::Frozen
            | Status::Abandoned
            | Status::Terminated
            | Status::Expired
            | Status::Superseded => return,
        };
        let kind = DueKind::EntryIntoForce;
        if let Some(on) = general_on {
            self.comes(on, kind, DueSubject::Agreement);
        }
        for (on, participant_id) in force::parties_to_be(agreement, schedule) {
            if general_on.is_none_or(|general_on| general_on < on) {
                let participant = agreement.participant(participant_id);
                let consented_at = participant.and_then(|participant| participant.consented_at_revision);
                self.items.push(DueItem {
                    on,
                    overdue_from: None,
                    kind,
                    subject: DueSubject::Participant(participant_id.clone()),
                    concerned: Box::default(),
                    revision: consented_at.unwrap_or(agreement.revision),
                });
            }
        }
    }

    fn signature_deadline(&mut self) {
        let agreement = self.agreement;
        let ends = match agreement.status {
            Status::Open | Status::InForce => agreement.signature_window_is_open(),
            Status::Undrafted
            | Status::Draft
            | Status::Frozen
            | Status::Signed
            | Status::Abandoned
            | Status::Terminated
            | Status::Expired
            | Status::Superseded => false,
        };
        let window = agreement.signature_window.as_ref().filter(|_| ends);
        if let Some(closes_on) = window.and_then(|window| window.closes_on) {
            self.comes(closes_on, DueKind::SignatureDeadline, DueSubject::Agreement);
        }
    }

    /// The end of the term, and before it the last day on which one can say that it shall not be renewed.
    fn term(&mut self) {
        let agreement = self.agreement;
        let Some(end) = agreement.term_ends_on.and_then(|_| term::due(agreement)) else { return };
        self.comes(end.on, DueKind::TermEnd, DueSubject::Agreement);
        let deadline = agreement.notice_deadline().filter(|_| agreement.non_renewals.is_empty());
        if let Some(on) = deadline {
            self.comes(on, DueKind::NonRenewalNotice, DueSubject::Agreement);
        }
    }

    fn withdrawals(&mut self) {
        if self.agreement.status != Status::InForce {
            return;
        }
        for participant in &*self.agreement.participants {
            let leaves = participant.status == ParticipantStatus::Withdrawing;
            if let Some(withdrawal) = participant.withdrawal.filter(|_| leaves) {
                let subject = DueSubject::Participant(participant.spec.participant_id.clone());
                self.comes(withdrawal.effective_on, DueKind::WithdrawalEffect, subject);
            }
        }
    }

    fn sessions_due(&mut self) {
        let agreement = self.agreement;
        for commission in agreement.commissions() {
            let overdue_from = cadence::overdue_from(agreement, commission);
            let Some((overdue_from, due)) = overdue_from.zip(commission.due.as_ref()) else { continue };
            self.items.push(DueItem {
                on: due.due_by,
                overdue_from: Some(overdue_from),
                kind: DueKind::SessionDue,
                subject: DueSubject::Commission(commission.id().clone()),
                concerned: sections(agreement, commission, due.due_by),
                revision: agreement.revision,
            });
        }
    }

    fn sessions(&mut self) {
        let agreement = self.agreement;
        for session in agreement.sessions() {
            let Some(commission) = agreement.commission(&session.spec.commission_id) else { continue };
            match session.status {
                SessionStatus::Scheduled => self.planned(session, commission),
                SessionStatus::Concluded => self.minutes(session),
                SessionStatus::Convened | SessionStatus::Closed | SessionStatus::Cancelled => {}
            }
        }
    }

    fn planned(&mut self, session: &Session, commission: &Commission) {
        let subject = || DueSubject::Session(session.id().clone());
        let concerned = sections(self.agreement, commission, session.planned.first());
        if session.agenda.is_none() {
            let deadline = self.agreement.agenda_deadline(session);
            self.owed(deadline, DueKind::AgendaDeadline, subject(), concerned.clone());
        }
        self.items.push(DueItem {
            on: session.planned.first(),
            overdue_from: Some(day_after(session.planned.last())),
            kind: DueKind::SessionPlanned,
            subject: subject(),
            concerned,
            revision: self.agreement.revision,
        });
    }

    /// The minutes of a session that is over, whether or not they were submitted: for the sections that have not signed.
    fn minutes(&mut self, session: &Session) {
        let signed = |participant_id: &Identifier| {
            session.minutes.as_ref().is_some_and(|minutes| minutes.signature_of(participant_id).is_some())
        };
        let sections = self.agreement.sections_of(session).into_iter();
        let missing: Box<[Identifier]> = sections.filter(|section| !signed(section)).cloned().collect();
        let on = session.held_to.unwrap_or(session.day());
        let subject = DueSubject::Session(session.id().clone());
        self.owed(on, DueKind::MinutesSignature, subject, missing);
    }

    /// They outlive the agreement.
    fn actions(&mut self) {
        for kept in self.agreement.actions() {
            match kept.status {
                ActionStatus::Open => {
                    let owner = [kept.action.owner.clone()].into();
                    self.owed(kept.due_on, DueKind::ActionDue, DueSubject::Action(kept.id().clone()), owner);
                }
                ActionStatus::Completed | ActionStatus::Verified | ActionStatus::Cancelled => {}
            }
        }
    }

    /// What is measured regularly, as long as the agreement is in force. Where each participant is measured, those that
    /// are due on one day stand together.
    fn readings(&mut self) {
        let agreement = self.agreement;
        let Some(since) = agreement.entered_into_force_on.filter(|_| agreement.status == Status::InForce)
        else {
            return;
        };
        let last_days = last_days(agreement);
        for kept in agreement.indicators() {
            match (kept.status, kept.indicator.scope) {
                (IndicatorStatus::Active, IndicatorScope::Joint) => {
                    if let Some(on) = next_reading(&last_days, kept, None, since) {
                        self.owed(on, DueKind::ReadingDue, about(&kept.indicator), Box::default());
                    }
                }
                (IndicatorStatus::Active, IndicatorScope::PerParticipant) => {
                    let mut owing: BTreeMap<Date, Vec<Identifier>> = BTreeMap::new();
                    for participant in &*agreement.participants {
                        let participant_id = &participant.spec.participant_id;
                        let bound = participant.in_force_from.filter(|_| participant.status.is_party());
                        let on = bound
                            .and_then(|since| next_reading(&last_days, kept, Some(participant_id), since));
                        if let Some(on) = on {
                            owing.entry(on).or_default().push(participant_id.clone());
                        }
                    }
                    for (on, concerned) in owing {
                        self.owed(on, DueKind::ReadingDue, about(&kept.indicator), concerned.into());
                    }
                }
                (IndicatorStatus::Retired, IndicatorScope::Joint | IndicatorScope::PerParticipant) => {}
            }
        }
    }
}

fn about(indicator: &Indicator) -> DueSubject {
    DueSubject::Indicator(indicator.indicator_id.clone())
}

fn sections(agreement: &Agreement, commission: &Commission, day: Date) -> Box<[Identifier]> {
    agreement.sections(commission, day).into_iter().cloned().collect()
}

/// The last days that readings tell about which still stand: by indicator and participant, and by indicator alone.
type LastDays<'a> = HashMap<(&'a Identifier, Option<&'a Identifier>), Date>;

/// All of them in one look at the readings; none if nothing is measured regularly.
fn last_days(agreement: &Agreement) -> LastDays<'_> {
    let mut last_days = LastDays::new();
    if agreement.indicators().iter().all(|kept| kept.indicator.periodicity.is_none()) {
        return last_days;
    }
    for kept in agreement.readings().iter().filter(|kept| kept.stands()) {
        let reading = &kept.reading;
        let Some(day) = reading.time.last_day() else { continue };
        let of_subject = reading.subject.as_ref().map(|subject| (&reading.indicator_id, Some(subject)));
        for key in of_subject.into_iter().chain([(&reading.indicator_id, None)]) {
            let last = last_days.entry(key).or_insert(day);
            *last = max(*last, day);
        }
    }
    last_days
}

/// The last day of the period that follows the latest reading which still stands: of a participant where each is
/// measured. Without any it follows the day since which there was something to measure; none if nothing is measured
/// regularly.
fn next_reading(
    last_days: &LastDays<'_>,
    kept: &KeptIndicator,
    subject: Option<&Identifier>,
    since: Date,
) -> Option<Date> {
    let KeptIndicator { indicator, defined_on, .. } = kept;
    let periodicity = indicator.periodicity.as_ref()?;
    let last_day = last_days.get(&(&indicator.indicator_id, subject));
    let begins_on = last_day.map_or(max(since, *defined_on), |last_day| day_after(*last_day));
    Some(day_before(periodicity.after(begins_on)))
}
