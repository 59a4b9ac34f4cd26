//! Signing, and saying that one will not sign.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Case, Rules, by_participant,
    window::{is_open, window_closed},
};
use crate::domain::{
    agreement::Agreement,
    command::{DeclineSignature, SignAgreement},
    event::{AgreementSigned, Event, EventBody, SignatureDeclined},
    force::with_completion,
    header::Binding,
    ids::Identifier,
    participant::{Participant, ParticipantKind, ParticipantStatus},
    rejection::Rejection,
    signature::{Signature, SignatureKind, SignatureMode, SigningAuthorityKind},
    terms::ConsentMode,
};

/// Nobody signs or declines before being asked to.
fn invited_on(case: &Case<'_>, participant_id: &Identifier) -> Option<Date> {
    case.agreement.participant(participant_id).map(|participant| participant.invited_on)
}

impl Rules for SignAgreement {
    fn well_formed(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.known_to_the_day().map(|_| ())
    }

    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.participants_exist([&self.participant_id])
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        match case.status_of(&self.participant_id) {
            Some(
                ParticipantStatus::SignedAdReferendum
                | ParticipantStatus::Signatory
                | ParticipantStatus::Contracting
                | ParticipantStatus::Party
                | ParticipantStatus::Withdrawing,
            ) => Err(Rejection::AlreadySignedOrBound { participant_id: self.participant_id.clone() }),
            Some(
                ParticipantStatus::Eligible | ParticipantStatus::Declined | ParticipantStatus::Withdrawn,
            )
            | None => Ok(()),
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        let opens_on = case.agreement.signature_window.as_ref().map(|window| window.opens_on);
        opens_on.max(invited_on(case, &self.participant_id))
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        is_open(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        let signed_on = case.known_to_the_day()?;
        has_not_left(case.participant(&self.participant_id)?)?;
        self.is_offered(case.agreement)?;
        self.is_over_the_text(case.agreement)?;
        self.kind_is_allowed(case.agreement)?;
        self.is_empowered(case.agreement)?;
        is_in_time(case.agreement, signed_on)?;

        let participant_id = self.participant_id.clone();
        let signature = Arc::new(self.signature(signed_on));
        let signed = AgreementSigned { participant_id, signature };
        Ok(with_completion(case.agreement, case.event(EventBody::AgreementSigned(signed))))
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

    /// What a signature can mean depends on the acts by which one consents; one that waits for confirmation commits to
    /// nothing yet.
    fn kind_is_allowed(&self, agreement: &Agreement) -> Result<(), Rejection> {
        let offers = |mode| agreement.terms.as_ref().is_some_and(|terms| terms.consent_modes.contains(&mode));
        let allowed_kinds: &'static [SignatureKind] =
            match (offers(ConsentMode::Signature), offers(ConsentMode::CompletionNotices)) {
                (true, true) => &[
                    SignatureKind::Definitive,
                    SignatureKind::SubjectToRatification,
                    SignatureKind::AdReferendum,
                ],
                (true, false) => &[SignatureKind::Definitive, SignatureKind::AdReferendum],
                (false, true) => &[SignatureKind::SubjectToRatification, SignatureKind::AdReferendum],
                (false, false) => &[SignatureKind::AdReferendum],
            };
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

/// Whoever has left comes back by acceding, not by signing again (domain §5.3).
fn has_not_left(participant: &Participant) -> Result<(), Rejection> {
    if participant.status == ParticipantStatus::Withdrawn {
        Err(Rejection::UseAccession(by_participant(participant)))
    } else {
        Ok(())
    }
}

impl Rules for DeclineSignature {
    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.participants_exist([&self.participant_id])
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let participant_id = self.participant_id.clone();
        match case.status_of(&self.participant_id) {
            Some(
                ParticipantStatus::Signatory
                | ParticipantStatus::Contracting
                | ParticipantStatus::Party
                | ParticipantStatus::Withdrawing,
            ) => Err(Rejection::AlreadySignedOrBound { participant_id }),
            Some(ParticipantStatus::Declined) => Err(Rejection::AlreadyDeclined { participant_id }),
            Some(
                ParticipantStatus::Eligible
                | ParticipantStatus::SignedAdReferendum
                | ParticipantStatus::Withdrawn,
            )
            | None => Ok(()),
        }
    }

    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        case.agreement.opened_on.max(invited_on(case, &self.participant_id))
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        is_open(case)
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        has_not_left(case.participant(&self.participant_id)?)?;
        let Self { participant_id, reason } = self.clone();
        Ok(vec![case.event(EventBody::SignatureDeclined(SignatureDeclined { participant_id, reason }))])
    }
}
