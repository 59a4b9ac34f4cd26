//! Opening for signature, and the time in which one can sign.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Case, Rules, text::Complete};
use crate::domain::{
    agreement::{Agreement, Status},
    command::{ExtendSignatureDeadline, OpenForSignature},
    dates::day_before,
    event::{Event, EventBody, OpenedForSignature, SignatureDeadlineExtended},
    rejection::{CommandField, Rejection},
    signature::SignatureWindow,
    text::FreezeMethod,
};

impl Rules for OpenForSignature {
    fn well_formed(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let opens_on = self.opens_on(case)?;
        match self.closes_on {
            Some(closes_on) if closes_on < opens_on => {
                let field = CommandField::ClosesOn;
                Err(Rejection::BadPeriod { field, first: opens_on, last: closes_on })
            }
            Some(_) | None => Ok(()),
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        // A draft is frozen by the same act, so it follows what was drawn up last.
        case.agreement.frozen_on.max(case.agreement.drafting_last_on)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        const ALLOWED: &[Status] = &[Status::Draft, Status::Frozen];
        match case.agreement.status {
            Status::Undrafted => Err(Rejection::AgreementNotFound),
            Status::Draft => Complete::check(case.agreement).map(|_| ()),
            Status::Frozen => Ok(()),
            Status::Open | Status::Signed | Status::InForce => {
                Err(Rejection::AlreadyOpen(case.by_state(ALLOWED)))
            }
            Status::Abandoned | Status::Terminated | Status::Expired | Status::Superseded => {
                Err(Rejection::AgreementClosed(case.by_state(ALLOWED)))
            }
        }
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let mut events = Vec::new();
        if case.agreement.status == Status::Draft {
            let complete = Complete::check(case.agreement)?;
            let by = case.agreement.participants.iter().map(|one| one.spec.participant_id.clone()).collect();
            events.push(case.event(complete.frozen(case.agreement, FreezeMethod::ConsentOfAll, by, None)));
        }
        let window = Arc::new(SignatureWindow {
            mode: self.mode,
            opens_on: self.opens_on(case)?,
            closes_on: self.closes_on,
            places: self.places.clone(),
        });
        events.push(case.event(EventBody::OpenedForSignature(OpenedForSignature { window })));
        Ok(events)
    }
}

impl OpenForSignature {
    /// The first day of the window; the act needs a full date in any case.
    fn opens_on(&self, case: &Case<'_>) -> Result<Date, Rejection> {
        let occurred_on = case.known_to_the_day()?;
        Ok(self.opens_on.unwrap_or(occurred_on))
    }
}

impl Rules for ExtendSignatureDeadline {
    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        case.agreement.opened_on
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        is_open(case)
    }

    /// Only what has an end can end later.
    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let closes_on = self.closes_on;
        let current = case.agreement.signature_window.as_ref().and_then(|window| window.closes_on);
        if current.is_none_or(|current| closes_on <= current) {
            return Err(Rejection::BadDate { field: CommandField::ClosesOn, date: closes_on.into() });
        }
        let extended = SignatureDeadlineExtended { closes_on };
        Ok(vec![case.event(EventBody::SignatureDeadlineExtended(extended))])
    }
}

/// Check 12 for what belongs into the time for signature. In force it may go on (domain §5.2, mark w).
pub(super) fn is_open(case: &Case<'_>) -> Result<(), Rejection> {
    const ALLOWED: &[Status] = &[Status::Open, Status::InForce];
    match case.agreement.status {
        Status::Undrafted => Err(Rejection::AgreementNotFound),
        Status::Draft => Err(Rejection::TextNotFrozen(case.by_state(ALLOWED))),
        Status::Frozen => Err(Rejection::NotOpen(case.by_state(ALLOWED))),
        Status::Open => Ok(()),
        Status::InForce if case.agreement.signature_window_is_open() => Ok(()),
        Status::Signed | Status::InForce => Err(window_closed(case.agreement)),
        Status::Abandoned | Status::Terminated | Status::Expired | Status::Superseded => {
            Err(Rejection::AgreementClosed(case.by_state(ALLOWED)))
        }
    }
}

/// The window ends with the last signature of the list, else on the day it was to close.
pub(super) fn window_closed(agreement: &Agreement) -> Rejection {
    let closes_on = agreement.signature_window.as_ref().and_then(|window| window.closes_on);
    // Where the window has closed by its deadline, the day of that is the first on which one could not sign.
    let closed_on = match (agreement.signature_completed_on, closes_on) {
        (Some(completed_on), Some(closes_on)) if day_before(completed_on) >= closes_on => Some(closes_on),
        (completed_on, closes_on) => completed_on.or(closes_on),
    };
    Rejection::SignatureWindowClosed { state: agreement.status, closed_on }
}
