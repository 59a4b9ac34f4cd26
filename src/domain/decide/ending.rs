//! Giving an agreement up before it is in force, and ending it afterwards.

use jiff::civil::Date;

use super::{Case, Rules, in_force};
use crate::domain::{
    agreement::{Agreement, Status},
    command::{AbandonAgreement, SupersedeAgreement, TerminateByConsent},
    context::OtherAgreement,
    ending::{SupersessionScope, TerminationGround},
    event::{AgreementAbandoned, AgreementSuperseded, AgreementTerminated, Event, EventBody},
    ids::Identifier,
    participant::Participant,
    rejection::{CommandField, Rejection},
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
            Status::Abandoned | Status::Terminated | Status::Expired | Status::Superseded => {
                Err(Rejection::AgreementClosed(case.by_state(ALLOWED)))
            }
        }
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let Self { reason, consents } = self.clone();
        Ok(vec![case.event(EventBody::AgreementAbandoned(AgreementAbandoned { reason, consents }))])
    }
}

impl AbandonAgreement {
    fn signatories_agree(&self, agreement: &Agreement) -> Result<(), Rejection> {
        all_agree(agreement, &self.consents, |participant| participant.signature.is_some())
    }
}

impl Rules for TerminateByConsent {
    fn effective_on(&self) -> Option<Date> {
        self.effective_on
    }

    fn well_formed(&self, case: &Case<'_>) -> Result<(), Rejection> {
        match self.ground {
            TerminationGround::Denunciation | TerminationGround::Subsistence => {
                Err(Rejection::BadValue { field: CommandField::Ground })
            }
            TerminationGround::Consent
            | TerminationGround::Breach
            | TerminationGround::Impossibility
            | TerminationGround::ChangeOfCircumstances
            | TerminationGround::Terms => takes_effect_on(self.effective_on, case).map(|_| ()),
        }
    }

    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.participants_exist(&self.consents)
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        case.agreement.entered_into_force_on
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        in_force(case)
    }

    /// All parties end it, also those that are leaving anyhow (VCLT article 54).
    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        all_agree(case.agreement, &self.consents, |participant| participant.status.is_party())?;
        let effective_on = takes_effect_on(self.effective_on, case)?;
        let Self { ground, consents, .. } = self.clone();
        let terminated = AgreementTerminated { ground, consents };
        Ok(vec![case.event_effective_on(effective_on, EventBody::AgreementTerminated(terminated))])
    }
}

impl Rules for SupersedeAgreement {
    fn effective_on(&self) -> Option<Date> {
        self.effective_on
    }

    fn well_formed(&self, case: &Case<'_>) -> Result<(), Rejection> {
        if self.successor == case.agreement.id {
            return Err(Rejection::SelfRelation { field: CommandField::Successor });
        }
        takes_effect_on(self.effective_on, case).map(|_| ())
    }

    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        self.successor(case).map(|_| ())
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        case.agreement.entered_into_force_on.or(case.agreement.signature_completed_on)
    }

    /// What is not in force yet can only be replaced as a whole.
    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        match (case.agreement.status, self.scope) {
            (Status::Signed, SupersessionScope::Full) => Ok(()),
            (_, SupersessionScope::Full | SupersessionScope::Partial) => in_force(case),
        }
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let on = takes_effect_on(self.effective_on, case)?;
        let Self { successor, scope, .. } = self.clone();
        if !self.successor(case)?.in_force_on(on) {
            return Err(Rejection::SuccessorNotInForce { successor, on });
        }
        let superseded = AgreementSuperseded { successor, scope };
        Ok(vec![case.event_effective_on(on, EventBody::AgreementSuperseded(superseded))])
    }
}

impl SupersedeAgreement {
    fn successor(&self, case: &Case<'_>) -> Result<OtherAgreement, Rejection> {
        case.facts.named.ok_or_else(|| Rejection::SuccessorNotFound { successor: self.successor.clone() })
    }
}

/// The first day on which an agreement is no longer in force; left out, the day of the act, which then has to be known.
fn takes_effect_on(stated: Option<Date>, case: &Case<'_>) -> Result<Date, Rejection> {
    stated.map_or_else(|| case.known_to_the_day(), Ok)
}

fn all_agree(
    agreement: &Agreement,
    consents: &[Identifier],
    must: impl Fn(&Participant) -> bool,
) -> Result<(), Rejection> {
    let missing: Box<[Identifier]> = agreement
        .participants
        .iter()
        .filter(|participant| must(participant))
        .map(|participant| &participant.spec.participant_id)
        .filter(|participant_id| !consents.contains(participant_id))
        .cloned()
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(Rejection::ConsentMissing { missing }) }
}
