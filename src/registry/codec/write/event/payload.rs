//! The content of events, kind by kind.

use super::{
    super::{
        super::{Enumeration, agreement_name},
        communication, correction, count, date, date_offset, document, evaluation, header, identifiers,
        indicator, instrument, participant_spec, personal, place, reading, reading_revision, relation,
        signature, signature_window, target, terms, texts, trigger, withdrawal_notice,
    },
    action, commission, session,
};
use crate::{
    domain::{AgreementExpired, BackfillCompleted, EntryIntoForceRule, EventBody, TextFrozen},
    proto::v1::{self, event::Payload},
};

pub(super) fn payload(body: &EventBody) -> Payload {
    match body {
        EventBody::AgreementDrafted(drafted) => Payload::AgreementDrafted(v1::AgreementDrafted {
            backfill: drafted.backfill,
            ..header(&drafted.header)
        }),
        EventBody::DraftRevised(revised) => Payload::DraftRevised(v1::DraftRevised {
            version: count(revised.version),
            texts: texts(&revised.texts),
            text_digest: revised.text_digest.map(|digest| digest.to_string()).unwrap_or_default(),
        }),
        EventBody::TermsSet(set) => Payload::TermsSet(v1::TermsSet { terms: Some(terms(&set.terms)) }),
        EventBody::ParticipantInvited(invited) => Payload::ParticipantInvited(v1::ParticipantInvited {
            participant: Some(participant_spec(&invited.participant)),
        }),
        EventBody::ParticipantRemoved(removed) => Payload::ParticipantRemoved(v1::ParticipantRemoved {
            participant_id: removed.participant_id.to_string(),
            reason: removed.reason.as_ref().map(personal),
        }),
        EventBody::TextFrozen(frozen) => Payload::TextFrozen(text_frozen(frozen)),
        EventBody::AgreementAbandoned(abandoned) => Payload::AgreementAbandoned(v1::AgreementAbandoned {
            reason: abandoned.reason.as_ref().map(personal),
            consents: identifiers(&abandoned.consents),
        }),
        EventBody::OpenedForSignature(opened) => Payload::OpenedForSignature(v1::OpenedForSignature {
            window: Some(signature_window(&opened.window)),
        }),
        EventBody::AgreementSigned(signed) => Payload::AgreementSigned(v1::AgreementSigned {
            participant_id: signed.participant_id.to_string(),
            signature: Some(signature(&signed.signature)),
        }),
        EventBody::SignatureCompleted(completed) => Payload::SignatureCompleted(v1::SignatureCompleted {
            satisfied_by: identifiers(&completed.satisfied_by),
        }),
        EventBody::EntryIntoForceScheduled(scheduled) => {
            Payload::EntryIntoForceScheduled(v1::EntryIntoForceScheduled {
                rule: Some(rule(&scheduled.rule)),
                satisfied_by: identifiers(&scheduled.satisfied_by),
            })
        }
        EventBody::AgreementEnteredIntoForce(entered) => {
            Payload::AgreementEnteredIntoForce(v1::AgreementEnteredIntoForce {
                rule: Some(rule(&entered.rule)),
                satisfied_by: identifiers(&entered.satisfied_by),
            })
        }
        EventBody::EnteredIntoForceForParticipant(entered) => {
            Payload::EnteredIntoForceForParticipant(v1::EnteredIntoForceForParticipant {
                participant_id: entered.participant_id.to_string(),
            })
        }
        EventBody::AgreementEvaluated(evaluated) => {
            Payload::AgreementEvaluated(evaluation(&evaluated.evaluation))
        }
        EventBody::TextReopened(reopened) => Payload::TextReopened(v1::TextReopened {
            reason: reopened.reason.as_ref().map(personal),
            version: count(reopened.version),
        }),
        EventBody::DocumentAttached(attached) => {
            Payload::DocumentAttached(v1::DocumentAttached { document: Some(document(&attached.document)) })
        }
        EventBody::RelationRecorded(recorded) => {
            Payload::RelationRecorded(v1::RelationRecorded { relation: Some(relation(&recorded.relation)) })
        }
        EventBody::SignatureDeclined(declined) => Payload::SignatureDeclined(v1::SignatureDeclined {
            participant_id: declined.participant_id.to_string(),
            reason: declined.reason.as_ref().map(personal),
        }),
        EventBody::SignatureDeadlineExtended(extended) => {
            Payload::SignatureDeadlineExtended(v1::SignatureDeadlineExtended {
                closes_on: Some(date(extended.closes_on)),
            })
        }
        EventBody::SignatureWindowClosed(closed) => {
            Payload::SignatureWindowClosed(v1::SignatureWindowClosed {
                missing: identifiers(&closed.missing),
            })
        }
        EventBody::SignatureLapsed(lapsed) => {
            Payload::SignatureLapsed(v1::SignatureLapsed { missing: identifiers(&lapsed.missing) })
        }
        EventBody::BackfillCompleted(BackfillCompleted) => {
            Payload::BackfillCompleted(v1::BackfillCompleted {})
        }
        EventBody::RecordCorrected(corrected) => Payload::RecordCorrected(correction(&corrected.correction)),
        EventBody::CommunicationRecorded(recorded) => {
            Payload::CommunicationRecorded(communication(&recorded.communication))
        }
        EventBody::ClassificationChanged(changed) => {
            Payload::ClassificationChanged(v1::ClassificationChanged {
                classification: changed.classification.number(),
            })
        }
        EventBody::InstrumentDeposited(deposited) => Payload::InstrumentDeposited(v1::InstrumentDeposited {
            instrument: Some(instrument(&deposited.instrument)),
        }),
        EventBody::WithdrawalNotified(notified) => {
            Payload::WithdrawalNotified(withdrawal_notice(&notified.notice))
        }
        EventBody::WithdrawalRevoked(revoked) => Payload::WithdrawalRevoked(v1::WithdrawalRevoked {
            participant_id: revoked.participant_id.to_string(),
            received_on: Some(date(revoked.received_on)),
        }),
        EventBody::ParticipantWithdrew(withdrew) => Payload::ParticipantWithdrew(v1::ParticipantWithdrew {
            participant_id: withdrew.participant_id.to_string(),
        }),
        EventBody::NonRenewalNotified(notified) => Payload::NonRenewalNotified(v1::NonRenewalNotified {
            participant_id: notified.participant_id.to_string(),
            received_on: Some(date(notified.received_on)),
        }),
        EventBody::TermTacitlyRenewed(renewed) => Payload::TermTacitlyRenewed(v1::TermTacitlyRenewed {
            from: Some(date(renewed.from)),
            to: Some(date(renewed.to)),
        }),
        EventBody::AgreementExpired(AgreementExpired) => Payload::AgreementExpired(v1::AgreementExpired {}),
        EventBody::AgreementTerminated(terminated) => Payload::AgreementTerminated(v1::AgreementTerminated {
            ground: terminated.ground.number(),
            consents: identifiers(&terminated.consents),
        }),
        EventBody::AgreementSuperseded(superseded) => Payload::AgreementSuperseded(v1::AgreementSuperseded {
            successor: agreement_name(&superseded.successor),
            scope: superseded.scope.number(),
        }),
        EventBody::IndicatorDefined(defined) => {
            Payload::IndicatorDefined(v1::IndicatorDefined { indicator: Some(indicator(&defined.indicator)) })
        }
        EventBody::IndicatorRetired(retired) => Payload::IndicatorRetired(v1::IndicatorRetired {
            indicator_id: retired.indicator_id.to_string(),
            reason: retired.reason.as_ref().map(personal),
        }),
        EventBody::TargetSet(set) => Payload::TargetSet(v1::TargetSet { target: Some(target(&set.target)) }),
        EventBody::ReadingRecorded(recorded) => {
            Payload::ReadingRecorded(v1::ReadingRecorded { reading: Some(reading(&recorded.reading)) })
        }
        EventBody::CommissionEstablished(established) => {
            Payload::CommissionEstablished(commission::established(established))
        }
        EventBody::CommissionRulesAmended(amended) => {
            Payload::CommissionRulesAmended(commission::rules_amended(amended))
        }
        EventBody::CommissionDissolved(dissolved) => {
            Payload::CommissionDissolved(commission::dissolved(dissolved))
        }
        EventBody::OfficerAppointed(appointed) => {
            Payload::OfficerAppointed(commission::officer_appointed(appointed))
        }
        EventBody::SessionScheduled(scheduled) => Payload::SessionScheduled(session::scheduled(scheduled)),
        EventBody::SessionRescheduled(rescheduled) => {
            Payload::SessionRescheduled(session::rescheduled(rescheduled))
        }
        EventBody::SessionCancelled(cancelled) => Payload::SessionCancelled(session::cancelled(cancelled)),
        EventBody::AgendaAdopted(adopted) => Payload::AgendaAdopted(session::agenda_adopted(adopted)),
        EventBody::SessionConvened(convened) => Payload::SessionConvened(session::convened(convened)),
        EventBody::AttendanceRecorded(recorded) => {
            Payload::AttendanceRecorded(session::attendance_recorded(recorded))
        }
        EventBody::DecisionAdopted(adopted) => Payload::DecisionAdopted(session::decision_adopted(adopted)),
        EventBody::DecisionConfirmed(confirmed) => {
            Payload::DecisionConfirmed(session::decision_confirmed(confirmed))
        }
        EventBody::ActionAssigned(assigned) => Payload::ActionAssigned(session::action_assigned(assigned)),
        EventBody::SessionConcluded(concluded) => Payload::SessionConcluded(session::concluded(concluded)),
        EventBody::MinutesSubmitted(submitted) => {
            Payload::MinutesSubmitted(session::minutes_submitted(submitted))
        }
        EventBody::MinutesSigned(signed) => Payload::MinutesSigned(session::minutes_signed(signed)),
        EventBody::MinutesAgreed(agreed) => Payload::MinutesAgreed(session::minutes_agreed(agreed)),
        EventBody::NextSessionDueSet(set) => {
            Payload::NextSessionDueSet(commission::next_session_due_set(set))
        }
        EventBody::SessionOverdueFlagged(flagged) => {
            Payload::SessionOverdueFlagged(commission::session_overdue_flagged(flagged))
        }
        EventBody::ActionProgressReported(reported) => {
            Payload::ActionProgressReported(action::progress_reported(reported))
        }
        EventBody::ActionCompleted(completed) => Payload::ActionCompleted(action::completed(completed)),
        EventBody::ActionVerified(verified) => Payload::ActionVerified(action::verified(verified)),
        EventBody::ActionDeferred(deferred) => Payload::ActionDeferred(action::deferred(deferred)),
        EventBody::ActionReopened(reopened) => Payload::ActionReopened(action::reopened(reopened)),
        EventBody::ActionCancelled(cancelled) => Payload::ActionCancelled(action::cancelled(cancelled)),
        EventBody::ActionOverdueFlagged(flagged) => {
            Payload::ActionOverdueFlagged(action::overdue_flagged(flagged))
        }
        EventBody::ReadingContested(contested) => Payload::ReadingContested(v1::ReadingContested {
            reading_id: contested.reading_id.to_string(),
            by: contested.by.to_string(),
            reason: contested.reason.as_ref().map(personal),
            counter_value: contested.counter_value.as_ref().map(ToString::to_string).unwrap_or_default(),
        }),
        EventBody::ReadingRevised(revised) => Payload::ReadingRevised(reading_revision(&revised.revision)),
        EventBody::ReadingAgreed(agreed) => {
            Payload::ReadingAgreed(v1::ReadingAgreed { reading_id: agreed.reading_id.to_string() })
        }
    }
}

fn text_frozen(frozen: &TextFrozen) -> v1::TextFrozen {
    v1::TextFrozen {
        method: frozen.method.number(),
        by: identifiers(&frozen.by),
        place: frozen.place.as_ref().map(place),
        version: count(frozen.version),
        text_digest: frozen.text_digest.to_string(),
        terms_revision: count(frozen.terms_revision),
    }
}

fn rule(rule: &EntryIntoForceRule) -> v1::EntryIntoForceRule {
    v1::EntryIntoForceRule {
        trigger_date: Some(date(rule.trigger_date)),
        trigger: Some(trigger(rule.trigger)),
        offset: rule.offset.map(date_offset),
        not_before: rule.not_before.map(date),
    }
}
