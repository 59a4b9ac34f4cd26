//! Beginning an agreement, its list of participants, and its terms.

use std::{collections::BTreeSet, sync::Arc};

use super::{Case, Rules, text};
use crate::domain::{
    agreement::{Agreement, Status},
    command::{DraftAgreement, InviteParticipant, RemoveParticipant, SetTerms},
    event::{AgreementDrafted, Event, EventBody, ParticipantInvited, ParticipantRemoved, TermsSet},
    header::Header,
    participant::ParticipantSpec,
    rejection::Rejection,
    terms::{Participation, Terms, TermsField},
    zone::Zone,
};

impl Rules for DraftAgreement {
    fn begins(&self) -> bool {
        true
    }

    fn reckoning_zone<'a>(&'a self, _: &'a Agreement) -> &'a Zone {
        &self.header.reckoning_zone
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        if case.agreement.status != Status::Undrafted {
            return Err(Rejection::AgreementExists);
        }
        if let Some(agreement) = &case.facts.reference_of {
            return Err(Rejection::ReferenceExists { agreement: agreement.clone() });
        }
        let mut ids = BTreeSet::new();
        match self.participants.iter().find(|spec| !ids.insert(&spec.participant_id)) {
            None => Ok(()),
            Some(twice) => Err(Rejection::ParticipantExists { participant_id: twice.participant_id.clone() }),
        }
    }

    fn state_allows(&self, _: &Case<'_>) -> Result<(), Rejection> {
        Ok(())
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let header = Arc::clone(&self.header);
        let drafted = AgreementDrafted { header, backfill: self.backfill };
        let mut bodies = vec![EventBody::AgreementDrafted(drafted)];
        bodies.extend(self.participants.iter().map(invited));
        if let Some(terms) = &self.terms {
            consistent(terms, &self.header)?;
            text::enough_to_sign(terms, self.participants.len())?;
            bodies.push(terms_set(terms));
        }
        if !self.texts.is_empty() {
            bodies.push(text::revised(text::FIRST_VERSION + 1, &self.texts));
        }
        Ok(bodies.into_iter().map(|body| case.event(body)).collect())
    }
}

impl Rules for InviteParticipant {
    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let participant_id = &self.participant.participant_id;
        match case.agreement.participant(participant_id) {
            None => Ok(()),
            Some(_) => Err(Rejection::ParticipantExists { participant_id: participant_id.clone() }),
        }
    }

    /// The list is free while the draft is; after that it depends on the terms (domain §5.2, mark o).
    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        const ALLOWED: &[Status] =
            &[Status::Draft, Status::Frozen, Status::Open, Status::Signed, Status::InForce];
        let state = case.agreement.status;
        match state {
            Status::Undrafted => Err(Rejection::AgreementNotFound),
            Status::Draft => Ok(()),
            Status::Frozen | Status::Open | Status::Signed | Status::InForce => {
                let participation = case.agreement.terms.as_ref().map(|terms| terms.participation);
                match participation.unwrap_or(Participation::ClosedList) {
                    Participation::Open | Participation::ByInvitation => Ok(()),
                    participation @ Participation::ClosedList => {
                        Err(Rejection::ParticipationClosed { state, participation })
                    }
                }
            }
            Status::Abandoned | Status::Terminated | Status::Expired | Status::Superseded => {
                Err(Rejection::AgreementClosed(case.by_state(ALLOWED)))
            }
        }
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        Ok(vec![case.event(invited(&self.participant))])
    }
}

impl Rules for RemoveParticipant {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.participants_exist([&self.participant_id])
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        text::still_drafting(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let Self { participant_id, reason } = self.clone();
        Ok(vec![case.event(EventBody::ParticipantRemoved(ParticipantRemoved { participant_id, reason }))])
    }
}

impl Rules for SetTerms {
    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        text::still_drafting(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        if let Some(header) = case.agreement.header() {
            consistent(&self.terms, header)?;
        }
        text::enough_to_sign(&self.terms, case.agreement.participants.len())?;
        Ok(vec![case.event(terms_set(&self.terms))])
    }
}

/// The terms contradict neither themselves nor the languages of the agreement. Where no languages were given, any
/// may come, so any may prevail.
fn consistent(terms: &Terms, header: &Header) -> Result<(), Rejection> {
    let mut fields = terms.inconsistencies();
    if let Some(prevailing) = &terms.prevailing_language
        && !header.languages.is_empty()
        && !header.languages.contains(prevailing)
    {
        fields.push(TermsField::PrevailingLanguage);
    }
    if fields.is_empty() { Ok(()) } else { Err(Rejection::TermsInconsistent { fields: fields.into() }) }
}

fn invited(participant: &Arc<ParticipantSpec>) -> EventBody {
    EventBody::ParticipantInvited(ParticipantInvited { participant: Arc::clone(participant) })
}

fn terms_set(terms: &Arc<Terms>) -> EventBody {
    EventBody::TermsSet(TermsSet { terms: Arc::clone(terms) })
}
