//! How long an agreement lasts, and what happens at the end of its term (domain §3.6).

use std::cmp::max;

use jiff::civil::Date;

use super::{
    agreement::{Agreement, Status},
    dates,
    due::Due,
    event::{AgreementExpired, Event, EventBody, TermTacitlyRenewed},
    terms::{Renewal, TacitRenewal, Term},
};

impl Term {
    /// The first day after the term of an agreement that entered into force on this day; none if it has no end.
    pub(super) fn end(self, entered_into_force_on: Date) -> Option<Date> {
        match self {
            Self::Indefinite => None,
            Self::Fixed(length) => Some(length.after(entered_into_force_on)),
            Self::Until(date) => Some(date),
        }
    }
}

impl TacitRenewal {
    /// The end of the term that follows when the terms so far have been renewed so often before: counted from where the first
    /// one began or ended, so that terms that begin on the 31st go on to do so where there is one (D6).
    fn next_end(&self, term: Term, entered_into_force_on: Date, renewals: u32) -> Option<Date> {
        let periods = (self.period, renewals.saturating_add(1));
        match term {
            Term::Indefinite => None,
            Term::Fixed(length) => Some(dates::after_all(entered_into_force_on, [(length, 1), periods])),
            Term::Until(date) => Some(dates::after_all(date, [periods])),
        }
    }

    /// The last day on which a notice against the renewal at this end may be received.
    pub(super) fn notice_deadline(&self, term_ends_on: Date) -> Date {
        self.notice.before(term_ends_on)
    }
}

/// The tacit renewal that the terms provide for, if they do.
pub(super) fn tacit_renewal(agreement: &Agreement) -> Option<TacitRenewal> {
    match agreement.terms.as_ref()?.renewal {
        Renewal::None => None,
        Renewal::Tacit(renewal) => Some(renewal),
    }
}

/// The end of the term of an agreement in force: it is renewed if the terms say so and nobody gave notice, else it
/// expires.
pub(super) fn due(agreement: &Agreement) -> Option<Due> {
    if agreement.status != Status::InForce {
        return None;
    }
    let from = agreement.term_ends_on?;
    // A term that was over before the agreement bound anybody ends on that day.
    let bound_from =
        agreement.participants.iter().filter_map(|participant| participant.in_force_from).min()?;
    let on = max(from, bound_from);
    let body = match tacit_renewal(agreement).filter(|_| agreement.non_renewals.is_empty()) {
        Some(renewal) => {
            let (terms, since) = (agreement.terms.as_ref()?, agreement.entered_into_force_on?);
            let to = renewal.next_end(terms.term, since, agreement.renewals)?;
            // No term goes on after the last day of the calendar.
            EventBody::TermTacitlyRenewed(Some(TermTacitlyRenewed { from, to }).filter(|_| to > from)?)
        }
        None => EventBody::AgreementExpired(AgreementExpired),
    };
    Some(Due { on, events: vec![Event::of_system(on, Some(on), body)] })
}
