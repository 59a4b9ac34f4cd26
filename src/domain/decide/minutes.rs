//! Submitting and signing the minutes of a session, and what is agreed with them.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Case, Rules,
    body::{by_session, is_concluded, officer_exists, outlives},
};
use crate::domain::{
    agreement::Agreement,
    cadence,
    command::{SignMinutes, SubmitMinutes},
    commission::CommissionStatus,
    dates::PartialDate,
    event::{Event, EventBody, MinutesAgreed, MinutesSigned, MinutesSubmitted},
    evolve::evolve,
    ids::Identifier,
    minutes::{Minutes, SubmittedMinutes},
    rejection::Rejection,
    session::{Session, SessionStatus},
};

impl Rules for SubmitMinutes {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.session(&self.session_id).map(|_| ())
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        case.agreement.session(&self.session_id)?.held_to
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        outlives(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        is_concluded(case.session(&self.session_id)?)?;
        let usual = case.agreement.header().map(|header| header.classification);
        let classification = self.minutes.classification.or(usual);
        let minutes = Arc::new(Minutes { classification, ..Minutes::clone(&self.minutes) });
        let submitted = MinutesSubmitted { session_id: self.session_id.clone(), minutes };
        Ok(vec![case.event(EventBody::MinutesSubmitted(submitted))])
    }
}

impl Rules for SignMinutes {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let session = case.session(&self.session_id)?;
        case.section_exists(session, &self.participant_id)?;
        let commission = case.commission(&session.spec.commission_id)?;
        let mut named = self.officer_id.iter().chain(&self.acting_for);
        named.try_for_each(|officer_id| officer_exists(commission, officer_id))
    }

    /// Once a session is closed, that is what is in the way.
    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let session = case.session(&self.session_id)?;
        let signature = session.minutes.as_ref().and_then(|one| one.signature_of(&self.participant_id));
        match signature.filter(|_| session.status == SessionStatus::Concluded) {
            None => Ok(()),
            Some(_) => {
                let Self { session_id, participant_id, .. } = self.clone();
                Err(Rejection::MinutesAlreadySigned { session_id, participant_id })
            }
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        let minutes = case.agreement.session(&self.session_id)?.minutes.as_ref()?;
        Some(minutes.submitted_on.first_day())
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        outlives(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let session = case.session(&self.session_id)?;
        is_concluded(session)?;
        let Some(submitted) = &session.minutes else {
            return Err(Rejection::MinutesMissing(by_session(session)));
        };
        let (digest, current_digest) = (self.digest, submitted.minutes.digest);
        if digest != current_digest {
            return Err(Rejection::DigestMismatch { digest, current_digest: Some(current_digest) });
        }
        let signed = case.event(EventBody::MinutesSigned(self.signed(case, session)?));
        Ok(with_agreement(case.agreement, &self.session_id, signed))
    }
}

impl SignMinutes {
    /// Minutes are signed by the head of a section or a deputy; unless said otherwise it is the head's own hand.
    fn signed(&self, case: &Case<'_>, session: &Session) -> Result<MinutesSigned, Rejection> {
        let commission = case.commission(&session.spec.commission_id)?;
        let Self { session_id, participant_id, officer_id, acting_for, digest } = self.clone();
        let co_chair = commission.co_chair(&participant_id, case.occurred_on).cloned();
        let signs = officer_id.clone().or_else(|| co_chair.clone().filter(|_| acting_for.is_none()));
        if co_chair.is_none() || (signs != co_chair && acting_for != co_chair) {
            return Err(Rejection::NotCoChair { participant_id, officer_id });
        }
        Ok(MinutesSigned { session_id, participant_id, officer_id: signs, acting_for, digest })
    }
}

/// A signature, and with the last one the agreement of all sections: the session is closed, and the next one counted.
fn with_agreement(agreement: &Agreement, session_id: &Identifier, signed: Event) -> Vec<Event> {
    let after = evolve(agreement.clone(), &signed);
    let agreed = agreed(&after, session_id);
    let due_set = agreed.as_ref().and_then(|agreed| {
        let after = evolve(after, agreed);
        next_session(&after, session_id, agreed.effect())
    });
    [signed].into_iter().chain(agreed).chain(due_set).collect()
}

/// Invariant I10: each section has signed, all over one digest.
pub(in crate::domain) fn agreed(agreement: &Agreement, session_id: &Identifier) -> Option<Event> {
    let session = agreement.session(session_id)?;
    let SubmittedMinutes { minutes, signatures, .. } = session.minutes.as_ref()?;
    let has_signed = |section: &&Identifier| signatures.iter().any(|one| one.participant_id == **section);
    if !agreement.sections_of(session).iter().all(has_signed) {
        return None;
    }
    let on = signatures.iter().map(|one| PartialDate::first_day(one.signed_on)).max()?;
    let agreed = MinutesAgreed { session_id: session_id.clone(), digest: minutes.digest };
    Some(Event::of_system(on, None, EventBody::MinutesAgreed(agreed)))
}

/// After an ordinary session the next one is due, as long as the commission works.
fn next_session(agreement: &Agreement, session_id: &Identifier, on: Date) -> Option<Event> {
    let session = agreement.session(session_id).filter(|session| session.is_ordinary())?;
    let commission = agreement.commission(&session.spec.commission_id)?;
    match commission.status {
        CommissionStatus::Active => {
            let due = cadence::session_due(agreement, commission)?;
            Some(cadence::due_set_as(commission, due, on))
        }
        CommissionStatus::Dissolved => None,
    }
}
