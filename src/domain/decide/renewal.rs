//! Letting a term run out.

use jiff::civil::Date;

use super::{Case, Rules, by_participant, in_force};
use crate::domain::{
    command::NotifyNonRenewal,
    event::{Event, EventBody, NonRenewalNotified},
    rejection::Rejection,
    term,
};

impl Rules for NotifyNonRenewal {
    fn received_on(&self) -> Option<Date> {
        Some(self.received_on)
    }

    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.participants_exist([&self.participant_id])
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        if case.agreement.non_renewals.contains(&self.participant_id) {
            Err(Rejection::NonRenewalExists { participant_id: self.participant_id.clone() })
        } else {
            Ok(())
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        case.agreement.participant(&self.participant_id)?.in_force_from
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        in_force(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let participant = case.participant(&self.participant_id)?;
        if !participant.status.is_party() {
            return Err(Rejection::NotParty(by_participant(participant)));
        }
        let renewal = term::tacit_renewal(case.agreement).ok_or(Rejection::NoTacitRenewal)?;
        let term_ends_on = case.agreement.term_ends_on.ok_or(Rejection::NoTacitRenewal)?;
        let deadline = renewal.notice_deadline(term_ends_on);
        if self.received_on > deadline {
            return Err(Rejection::NoticeTooLate { deadline });
        }
        let Self { participant_id, received_on } = self.clone();
        let notified = NonRenewalNotified { participant_id, received_on };
        Ok(vec![case.event(EventBody::NonRenewalNotified(notified))])
    }
}
