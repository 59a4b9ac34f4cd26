//! Drawing up the text and freezing it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Case, Rules};
use crate::domain::{
    agreement::{Agreement, Status},
    command::{FreezeText, ReopenText, ReviseDraft},
    event::{DraftRevised, Event, EventBody, TextFrozen, TextReopened},
    force::PARTICIPANTS_MIN,
    ids::Identifier,
    rejection::Rejection,
    terms::{Participation, SignatureRule, Terms, TermsField},
    text::{FreezeMethod, Texts},
    values::{Digest, LanguageTag, Place},
};

/// The empty version that every agreement begins with.
pub(super) const FIRST_VERSION: u64 = 1;

impl Rules for ReviseDraft {
    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        still_drafting(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let current_version = case.agreement.text_version;
        if self.version.checked_sub(1) != Some(current_version) {
            return Err(Rejection::StaleVersion { version: self.version, current_version });
        }
        Ok(vec![case.event(revised(self.version, &self.texts))])
    }
}

impl Rules for FreezeText {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.participants_exist(&self.by)
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        case.agreement.drafting_last_on
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        still_drafting(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let complete = Complete::check(case.agreement)?;
        if let Some(digest) = self.text_digest
            && digest != complete.text_digest
        {
            return Err(Rejection::DigestMismatch { digest, current_digest: Some(complete.text_digest) });
        }
        let frozen = complete.frozen(case.agreement, self.method, self.by.clone(), self.place.clone());
        Ok(vec![case.event(frozen)])
    }
}

impl Rules for ReopenText {
    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        case.agreement.frozen_on.max(case.agreement.opened_on)
    }

    /// What somebody has signed is not changed under his hand (domain §5.2, mark g).
    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        const ALLOWED: &[Status] = &[Status::Frozen, Status::Open];
        let signed = || {
            let participants = case.agreement.participants.iter();
            let signed = participants.filter(|participant| participant.signature.is_some());
            signed.map(|participant| participant.spec.participant_id.clone()).collect()
        };
        match case.agreement.status {
            Status::Undrafted => Err(Rejection::AgreementNotFound),
            Status::Draft => Err(Rejection::TextNotFrozen(case.by_state(ALLOWED))),
            Status::Frozen => Ok(()),
            Status::Open if case.agreement.signature_count() == 0 => Ok(()),
            Status::Open | Status::Signed | Status::InForce => {
                Err(Rejection::SignaturesExist { state: case.agreement.status, signed: signed() })
            }
            Status::Abandoned | Status::Terminated | Status::Expired | Status::Superseded => {
                Err(Rejection::AgreementClosed(case.by_state(ALLOWED)))
            }
        }
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let reason = self.reason.clone();
        let version = case.agreement.text_version.saturating_add(1);
        Ok(vec![case.event(EventBody::TextReopened(TextReopened { reason, version }))])
    }
}

/// A closed list has as many signatories as the terms need at least.
pub(super) fn enough_to_sign(terms: &Terms, participants: usize) -> Result<(), Rejection> {
    let SignatureRule::Minimum(minimum) = terms.signature_rule else {
        return Ok(());
    };
    let enough = u32::try_from(participants).is_ok_and(|participants| participants >= minimum.get());
    match terms.participation {
        Participation::ClosedList if !enough => {
            Err(Rejection::TermsInconsistent { fields: [TermsField::SignatureMinimum].into() })
        }
        Participation::ClosedList | Participation::Open | Participation::ByInvitation => Ok(()),
    }
}

/// Text, terms and list may change until the text is frozen.
pub(super) fn still_drafting(case: &Case<'_>) -> Result<(), Rejection> {
    const ALLOWED: &[Status] = &[Status::Draft];
    match case.agreement.status {
        Status::Undrafted => Err(Rejection::AgreementNotFound),
        Status::Draft => Ok(()),
        Status::Frozen | Status::Open | Status::Signed | Status::InForce => {
            Err(Rejection::TextFrozen(case.by_state(ALLOWED)))
        }
        Status::Abandoned | Status::Terminated | Status::Expired | Status::Superseded => {
            Err(Rejection::AgreementClosed(case.by_state(ALLOWED)))
        }
    }
}

/// What a new version of the text leads to.
pub(super) fn revised(version: u64, texts: &Texts) -> EventBody {
    EventBody::DraftRevised(DraftRevised { version, texts: texts.clone(), text_digest: texts.digest() })
}

/// The proof that a draft can be frozen.
pub(super) struct Complete {
    text_digest: Digest,
}

impl Complete {
    /// The guards of FreezeText in their order (domain §4.3); OpenForSignature has the same (D8).
    pub(super) fn check(agreement: &Agreement) -> Result<Self, Rejection> {
        let missing = languages_missing(agreement);
        let text_digest = match agreement.text_digest {
            Some(digest) if missing.is_empty() => digest,
            Some(_) | None => return Err(Rejection::TextIncomplete { missing }),
        };
        let terms = agreement.terms.as_ref().ok_or(Rejection::TermsMissing)?;
        let participants = agreement.participants.len();
        match terms.participation {
            Participation::ClosedList | Participation::ByInvitation if participants < PARTICIPANTS_MIN => {
                Err(Rejection::TooFewParticipants { participants, minimum: PARTICIPANTS_MIN })
            }
            Participation::ClosedList | Participation::ByInvitation | Participation::Open => {
                enough_to_sign(terms, participants)?;
                Ok(Self { text_digest })
            }
        }
    }

    /// What freezing the draft leads to.
    pub(super) fn frozen(
        self,
        agreement: &Agreement,
        method: FreezeMethod,
        by: Box<[Identifier]>,
        place: Option<Place>,
    ) -> EventBody {
        EventBody::TextFrozen(Box::new(TextFrozen {
            method,
            by,
            place,
            version: agreement.text_version,
            text_digest: self.text_digest,
            terms_revision: agreement.terms_revision,
        }))
    }
}

/// The languages named at the draft in which nothing is authentic yet.
fn languages_missing(agreement: &Agreement) -> Box<[LanguageTag]> {
    let present: BTreeSet<_> = agreement.texts.authentic().map(|text| &text.language).collect();
    let named = agreement.header().into_iter().flat_map(|header| header.languages.iter());
    named.filter(|language| !present.contains(language)).cloned().collect()
}
