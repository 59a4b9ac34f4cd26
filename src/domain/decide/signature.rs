//! Opening for signature, and signing.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Case, Rules, text::Complete};
use crate::domain::{
    agreement::{Agreement, Status},
    command::{OpenForSignature, SignAgreement},
    event::{AgreementSigned, Event, EventBody, OpenedForSignature},
    evolve::evolve,
    force::{catch_up, completion},
    header::Binding,
    participant::{Participant, ParticipantKind, ParticipantStatus},
    rejection::Rejection,
    signature::{Signature, SignatureKind, SignatureMode, SignatureWindow, SigningAuthorityKind},
    terms::ConsentMode,
    text::FreezeMethod,
};

impl Rules for OpenForSignature {
    fn well_formed(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let opens_on = self.opens_on(case)?;
        match self.closes_on {
            Some(closes_on) if closes_on < opens_on => Err(Rejection::BadPeriod { opens_on, closes_on }),
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
            Status::Abandoned => Err(Rejection::AgreementClosed(case.by_state(ALLOWED))),
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

impl Rules for SignAgreement {
    fn well_formed(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.known_to_the_day().map(|_| ())
    }

    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.participants_exist([&self.participant_id])
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        match case.agreement.participant(&self.participant_id).map(|participant| participant.status) {
            Some(
                ParticipantStatus::SignedAdReferendum
                | ParticipantStatus::Contracting
                | ParticipantStatus::Party,
            ) => Err(Rejection::AlreadySignedOrBound { participant_id: self.participant_id.clone() }),
            Some(ParticipantStatus::Eligible) | None => Ok(()),
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        case.agreement.signature_window.as_ref().map(|window| window.opens_on)
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        const ALLOWED: &[Status] = &[Status::Open];
        match case.agreement.status {
            Status::Undrafted => Err(Rejection::AgreementNotFound),
            Status::Draft => Err(Rejection::TextNotFrozen(case.by_state(ALLOWED))),
            Status::Frozen => Err(Rejection::NotOpen(case.by_state(ALLOWED))),
            Status::Open => Ok(()),
            // Under ALL_LISTED, the one rule so far, nothing enters into force before the last signature, and the
            // window ends with that one.
            Status::Signed | Status::InForce => Err(window_closed(case.agreement)),
            Status::Abandoned => Err(Rejection::AgreementClosed(case.by_state(ALLOWED))),
        }
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let signed_on = case.known_to_the_day()?;
        self.is_offered(case.agreement)?;
        self.is_over_the_text(case.agreement)?;
        self.kind_is_allowed(case.agreement)?;
        self.is_empowered(case.agreement)?;
        is_in_time(case.agreement, signed_on)?;

        let participant_id = self.participant_id.clone();
        let signature = Arc::new(self.signature(signed_on));
        let signed = AgreementSigned { participant_id, signature };
        Ok(with_consequences(case, case.event(EventBody::AgreementSigned(signed))))
    }
}

impl SignAgreement {
    fn is_offered(&self, agreement: &Agreement) -> Result<(), Rejection> {
        match agreement.signature_window.as_ref().map(|window| window.mode) {
            Some(mode @ SignatureMode::AccessionOnly) => Err(Rejection::SignatureNotOffered { mode }),
            Some(SignatureMode::Signature) | None => Ok(()),
        }
    }

    /// Nobody signs a text that has changed under his hands (invariant I4).
    fn is_over_the_text(&self, agreement: &Agreement) -> Result<(), Rejection> {
        let (digest, current_digest) = (self.text_digest, agreement.text_digest);
        if current_digest == Some(digest) {
            Ok(())
        } else {
            Err(Rejection::DigestMismatch { digest, current_digest })
        }
    }

    fn kind_is_allowed(&self, agreement: &Agreement) -> Result<(), Rejection> {
        let modes = agreement.terms.iter().flat_map(|terms| terms.consent_modes.iter());
        let allowed_kinds: &'static [SignatureKind] = modes.fold(&[], |_, mode| match mode {
            ConsentMode::Signature => &[SignatureKind::Definitive, SignatureKind::AdReferendum],
        });
        if allowed_kinds.contains(&self.kind) {
            Ok(())
        } else {
            Err(Rejection::SignatureKindNotAllowed { kind: self.kind, allowed_kinds })
        }
    }

    /// Whoever signs for a state needs full powers, unless the office itself gives them (VCLT article 7).
    fn is_empowered(&self, agreement: &Agreement) -> Result<(), Rejection> {
        let shown = match self.authority.kind {
            SigningAuthorityKind::ExOfficio => true,
            SigningAuthorityKind::FullPowers => self.authority.document_id.is_some(),
            SigningAuthorityKind::InternalAuthority => false,
            // The signature will need confirmation instead (VCLT article 8).
            SigningAuthorityKind::Unconfirmed => true,
        };
        let participant = agreement.participant(&self.participant_id);
        let required = participant.is_some_and(|participant| full_powers_required(agreement, participant));
        if shown || !required {
            Ok(())
        } else {
            let participant_id = self.participant_id.clone();
            Err(Rejection::FullPowersMissing { participant_id, authority: self.authority.kind })
        }
    }

    fn signature(&self, signed_on: Date) -> Signature {
        Signature {
            signed_on,
            kind: match self.authority.kind {
                // Without authority the act has no legal effect until it is confirmed (VCLT article 8).
                SigningAuthorityKind::Unconfirmed => SignatureKind::AdReferendum,
                SigningAuthorityKind::ExOfficio
                | SigningAuthorityKind::FullPowers
                | SigningAuthorityKind::InternalAuthority => self.kind,
            },
            signatory: self.signatory.clone(),
            authority: self.authority.clone(),
            place: self.place.clone(),
            text_digest: self.text_digest,
            electronic_signature: self.electronic_signature.clone(),
        }
    }
}

/// Where the terms are silent, binding agreements need them of states.
fn full_powers_required(agreement: &Agreement, participant: &Participant) -> bool {
    let by_terms = agreement.terms.as_ref().and_then(|terms| terms.full_powers_required);
    let is_binding = agreement.header().is_some_and(|header| header.binding == Binding::Binding);
    by_terms.unwrap_or(is_binding && participant.spec.kind == ParticipantKind::State)
}

fn is_in_time(agreement: &Agreement, signed_on: Date) -> Result<(), Rejection> {
    let closes_on = agreement.signature_window.as_ref().and_then(|window| window.closes_on);
    match closes_on {
        Some(closes_on) if signed_on > closes_on => Err(window_closed(agreement)),
        Some(_) | None => Ok(()),
    }
}

/// Under ALL_LISTED the window ends with the last signature, else on the day it was to close.
fn window_closed(agreement: &Agreement) -> Rejection {
    let closes_on = agreement.signature_window.as_ref().and_then(|window| window.closes_on);
    let closed_on = agreement.signature_completed_on.or(closes_on);
    Rejection::SignatureWindowClosed { state: agreement.status, closed_on }
}

/// An act with what it completes and what is thereby due at once.
fn with_consequences(case: &Case<'_>, signed: Event) -> Vec<Event> {
    let mut after = evolve(case.agreement.clone(), &signed);
    let completed = completion(&after);
    after = completed.iter().fold(after, evolve);
    let due = catch_up(&after, case.now);
    [signed].into_iter().chain(completed).chain(due).collect()
}
