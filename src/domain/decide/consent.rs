//! Consenting to be bound by an instrument.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Case, Rules, by_participant};
use crate::domain::{
    agreement::Status,
    command::DepositInstrument,
    event::{Event, EventBody, InstrumentDeposited},
    force::with_completion,
    instrument::InstrumentKind,
    participant::ParticipantStatus,
    rejection::{CommandField, Rejection},
    terms::ConsentMode,
};

impl Rules for DepositInstrument {
    fn received_on(&self) -> Option<Date> {
        Some(self.instrument.received_on)
    }

    fn received_in(&self) -> CommandField {
        CommandField::InstrumentReceivedOn
    }

    fn well_formed(&self, _: &Case<'_>) -> Result<(), Rejection> {
        let received_on = self.instrument.received_on;
        match self.instrument.dated_on {
            Some(dated_on) if received_on < dated_on.first_day() => Err(Rejection::BadDate {
                field: CommandField::InstrumentReceivedOn,
                date: received_on.into(),
            }),
            Some(_) | None => Ok(()),
        }
    }

    fn named_exist(&self, case: &Case<'_>) -> Result<(), Rejection> {
        case.participants_exist([&self.instrument.participant_id])
    }

    fn not_yet_done(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let instrument_id = &self.instrument.instrument_id;
        let is_taken = case.agreement.file.instruments.iter().any(|one| one.instrument_id == *instrument_id);
        let participant_id = &self.instrument.participant_id;
        if is_taken {
            Err(Rejection::InstrumentExists { instrument_id: instrument_id.clone() })
        } else if case.status_of(participant_id).is_some_and(ParticipantStatus::has_consented) {
            Err(Rejection::AlreadyConsented { participant_id: participant_id.clone() })
        } else {
            Ok(())
        }
    }

    /// An instrument follows the signature that announced it.
    fn not_before(&self, case: &Case<'_>) -> Option<Date> {
        let participant = case.agreement.participant(&self.instrument.participant_id)?;
        participant.withdrew_on.or(participant.signature.as_ref().map(|signature| signature.signed_on))
    }

    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection> {
        const ALLOWED: &[Status] = &[Status::Open, Status::Signed, Status::InForce];
        match case.agreement.status {
            Status::Undrafted => Err(Rejection::AgreementNotFound),
            Status::Draft => Err(Rejection::TextNotFrozen(case.by_state(ALLOWED))),
            Status::Frozen => Err(Rejection::NotOpen(case.by_state(ALLOWED))),
            Status::Open | Status::Signed | Status::InForce => Ok(()),
            Status::Abandoned | Status::Terminated | Status::Expired | Status::Superseded => {
                Err(Rejection::AgreementClosed(case.by_state(ALLOWED)))
            }
        }
    }

    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
        self.follows_a_signature(case)?;
        self.is_provided(case)?;
        let instrument = Arc::clone(&self.instrument);
        let deposited = case.event(EventBody::InstrumentDeposited(InstrumentDeposited { instrument }));
        Ok(with_completion(case.agreement, deposited))
    }
}

impl DepositInstrument {
    /// Ratification and what is like it completes a signature; a notice of completion is among it (domain §5.3).
    fn follows_a_signature(&self, case: &Case<'_>) -> Result<(), Rejection> {
        match self.instrument.kind {
            InstrumentKind::Ratification
            | InstrumentKind::Acceptance
            | InstrumentKind::Approval
            | InstrumentKind::FormalConfirmation
            | InstrumentKind::CompletionNotice => {}
            InstrumentKind::Accession
            | InstrumentKind::Succession
            | InstrumentKind::Note
            | InstrumentKind::ReplyNote => return Ok(()),
        }
        let participant = case.participant(&self.instrument.participant_id)?;
        match participant.status {
            ParticipantStatus::Eligible | ParticipantStatus::Declined => {
                Err(Rejection::NotSignatory(by_participant(participant)))
            }
            ParticipantStatus::SignedAdReferendum => {
                Err(Rejection::SignatureUnconfirmed(by_participant(participant)))
            }
            // Whoever has left consents again on its earlier signature.
            ParticipantStatus::Signatory | ParticipantStatus::Withdrawn => Ok(()),
            // Check 9 has refused these.
            ParticipantStatus::Contracting | ParticipantStatus::Party | ParticipantStatus::Withdrawing => {
                Ok(())
            }
        }
    }

    /// Only notices of completion have their rules so far, and only where the terms provide for them.
    fn is_provided(&self, case: &Case<'_>) -> Result<(), Rejection> {
        let mode = match self.instrument.kind {
            InstrumentKind::CompletionNotice => Some(ConsentMode::CompletionNotices),
            InstrumentKind::Ratification
            | InstrumentKind::Acceptance
            | InstrumentKind::Approval
            | InstrumentKind::FormalConfirmation
            | InstrumentKind::Accession
            | InstrumentKind::Succession
            | InstrumentKind::Note
            | InstrumentKind::ReplyNote => None,
        };
        let modes = case.agreement.terms.as_ref().map(|terms| &terms.consent_modes);
        let offers = |mode| modes.is_some_and(|modes| modes.contains(&mode));
        if mode.is_some_and(offers) {
            return Ok(());
        }
        let by_notice = offers(ConsentMode::CompletionNotices);
        let allowed_kinds: &[_] = if by_notice { &[InstrumentKind::CompletionNotice] } else { &[] };
        Err(Rejection::ConsentModeNotAllowed { kind: self.instrument.kind, allowed_kinds })
    }
}
