//! Giving an agreement up before it is in force.

use jiff::civil::Date;

use super::{Case, Rules};
use crate::domain::{
    agreement::{Agreement, Status},
    command::AbandonAgreement,
    event::{AgreementAbandoned, Event, EventBody},
    ids::Identifier,
    rejection::Rejection,
};

impl Rules for AbandonAgreement {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.participants_exist(&self.consents)
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        let participants = case.agreement.participants.iter();
        participants.filter_map(|participant| participant.signature.as_ref()).map(|one| one.signed_on).max()
    }

    /// Whoever has signed must agree (domain §5.2, mark g).
    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        const ALLOWED: &[Status] = &[Status::Draft, Status::Frozen, Status::Open, Status::Signed];
        match case.agreement.status {
            Status::Undrafted => Err(Rejection::AgreementNotFound),
            Status::Draft | Status::Frozen => Ok(()),
            Status::Open | Status::Signed => self.signatories_agree(case.agreement),
            Status::InForce => Err(Rejection::AlreadyInForce(case.by_state(ALLOWED))),
            Status::Abandoned => Err(Rejection::AgreementClosed(case.by_state(ALLOWED))),
        }
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let Self { reason, consents } = self.clone();
        Ok(vec![case.event(EventBody::AgreementAbandoned(AgreementAbandoned { reason, consents }))])
    }
}

impl AbandonAgreement {
    fn signatories_agree(&self, agreement: &Agreement) -> Result<(), Rejection> {
        let missing: Box<[Identifier]> = agreement
            .participants
            .iter()
            .filter(|participant| participant.signature.is_some())
            .map(|participant| &participant.spec.participant_id)
            .filter(|participant_id| !self.consents.contains(participant_id))
            .cloned()
            .collect();
        if missing.is_empty() { Ok(()) } else { Err(Rejection::ConsentMissing { missing }) }
    }
}
