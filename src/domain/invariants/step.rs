//! What an event may do to the agreement before it.

use super::Violation;
use crate::domain::{
    action::ActionStatus,
    agreement::Agreement,
    correction::CorrectableField,
    ending::TerminationGround,
    event::{Event, EventBody},
    ids::Identifier,
    terms::Terms,
};

/// An event between two states.
pub(super) struct Step<'a> {
    pub(super) before: &'a Agreement,
    pub(super) event: &'a Event,
    pub(super) after: &'a Agreement,
}

pub(super) fn judge(step: &Step<'_>, found: &mut Vec<Violation>) {
    let judged = [
        Step::keeps_the_end,
        Step::signs_the_text,
        Step::keeps_the_text,
        Step::enters_once,
        Step::ends_for_want_of_parties,
        Step::signs_the_minutes,
        Step::has_a_clear_target,
        Step::finds_the_action,
        Step::corrects_what_was,
    ];
    found.extend(judged.into_iter().filter_map(|judge| judge(step)));
}

impl Step<'_> {
    fn revision(&self) -> u64 {
        self.before.revision + 1
    }

    /// I3.
    fn keeps_the_end(&self) -> Option<Violation> {
        let (before, after) = (self.before, self.after);
        let is_left = before.status.is_end() && (before.status, before.ended) != (after.status, after.ended);
        let (from, to) = (before.status, after.status);
        is_left.then(|| Violation::EndLeft { revision: self.revision(), from, to })
    }

    /// I4: the text that is signed.
    fn signs_the_text(&self) -> Option<Violation> {
        let EventBody::AgreementSigned(signed) = &self.event.body else { return None };
        let differs = self.before.text_digest != Some(signed.signature.text_digest);
        differs.then(|| Violation::OtherTextSigned { participant_id: signed.participant_id.clone() })
    }

    /// I4: what was signed stays what it was.
    fn keeps_the_text(&self) -> Option<Violation> {
        if self.before.text_digest == self.after.text_digest {
            return None;
        }
        let signed = |digest| self.after.text_digest == Some(digest);
        let mut participants = self.after.participants.iter();
        let other = participants
            .find(|one| one.signature.as_ref().is_some_and(|signature| !signed(signature.text_digest)))?;
        Some(Violation::OtherTextSigned { participant_id: other.spec.participant_id.clone() })
    }

    /// I6.
    fn enters_once(&self) -> Option<Violation> {
        let (before, revision) = (self.before, self.revision());
        if let EventBody::EntryIntoForceScheduled(_) = &self.event.body {
            let is_known = before.schedule.is_some() || before.entered_into_force_on.is_some();
            return is_known.then_some(Violation::ScheduledAgain { revision });
        }
        if let EventBody::AgreementEnteredIntoForce(_) = &self.event.body {
            return before.entered_into_force_on.map(|since| Violation::EnteredAgain { revision, since });
        }
        None
    }

    /// I8; that it goes on with too few is seen where the rest of a withdrawal is missing.
    fn ends_for_want_of_parties(&self) -> Option<Violation> {
        let EventBody::AgreementTerminated(terminated) = &self.event.body else { return None };
        match terminated.ground {
            TerminationGround::Denunciation | TerminationGround::Subsistence => {}
            TerminationGround::Consent
            | TerminationGround::Breach
            | TerminationGround::Impossibility
            | TerminationGround::ChangeOfCircumstances
            | TerminationGround::Terms => return None,
        }
        let remaining = self.before.party_count();
        let is_enough = u64::try_from(remaining).is_ok_and(|count| count >= Terms::SUBSISTENCE.parties_min);
        is_enough.then(|| Violation::EnoughRemain { revision: self.revision(), remaining })
    }

    /// I10: signatures, and the agreement, are over the minutes submitted last.
    fn signs_the_minutes(&self) -> Option<Violation> {
        let (session_id, digest, participant_id) = if let EventBody::MinutesSigned(signed) = &self.event.body
        {
            (&signed.session_id, signed.digest, Some(&signed.participant_id))
        } else if let EventBody::MinutesAgreed(agreed) = &self.event.body {
            (&agreed.session_id, agreed.digest, None)
        } else {
            return None;
        };
        let session = self.before.session(session_id);
        let submitted = session.and_then(|session| session.minutes.as_ref());
        let Some(submitted) = submitted.filter(|submitted| submitted.minutes.digest == digest) else {
            let (revision, session_id) = (self.revision(), session_id.clone());
            return Some(Violation::OtherMinutes { revision, session_id });
        };
        let signed_before = submitted.signature_of(participant_id?)?;
        let participant_id = signed_before.participant_id.clone();
        Some(Violation::MinutesSignedTwice { session_id: session_id.clone(), participant_id })
    }

    /// I12: of the targets of an indicator each holds since its day, which a target always says, until the next does.
    fn has_a_clear_target(&self) -> Option<Violation> {
        let EventBody::TargetSet(set) = &self.event.body else { return None };
        let target = &set.target;
        let is_new = self.before.targets().iter().all(|one| one.target_id != target.target_id);
        let is_of_something = self.before.indicator(&target.indicator_id).is_some();
        let is_clear = is_new && is_of_something;
        (!is_clear).then(|| Violation::TargetUnclear {
            target_id: target.target_id.clone(),
            indicator_id: target.indicator_id.clone(),
        })
    }

    /// I13: with each of these events the number of open actions changes by one.
    fn finds_the_action(&self) -> Option<Violation> {
        let was = |action_id: &Identifier| self.before.action(action_id).map(|action| action.status);
        let is_open = |was: Option<ActionStatus>| was == Some(ActionStatus::Open);
        let body = &self.event.body;
        let (action_id, fits): (_, fn(Option<ActionStatus>) -> bool) =
            if let EventBody::ActionAssigned(assigned) = body {
                (&assigned.action.action_id, |was| was.is_none())
            } else if let EventBody::ActionCompleted(completed) = body {
                (&completed.action_id, is_open)
            } else if let EventBody::ActionCancelled(cancelled) = body {
                (&cancelled.action_id, is_open)
            } else if let EventBody::ActionVerified(verified) = body {
                (&verified.action_id, |was| was == Some(ActionStatus::Completed))
            } else if let EventBody::ActionReopened(reopened) = body {
                (&reopened.action_id, |was| was.is_some_and(|was| was != ActionStatus::Open))
            } else {
                return None;
            };
        let was = was(action_id);
        (!fits(was)).then(|| Violation::ActionOutOfTurn {
            revision: self.revision(),
            action_id: action_id.clone(),
            was,
        })
    }

    /// I15, as far as an event shows it.
    fn corrects_what_was(&self) -> Option<Violation> {
        let EventBody::RecordCorrected(corrected) = &self.event.body else { return None };
        let (revision, correction) = (self.revision(), &corrected.correction);
        let target_revision = correction.target_revision;
        if !(1..revision).contains(&target_revision) {
            return Some(Violation::CorrectsNothing { revision, target_revision });
        }
        let field = CorrectableField::parse(&correction.field)
            .filter(|field| field.fits(correction.new_value.as_ref()))
            .and_then(|field| field.known(self.before, target_revision));
        let is_correctable = field.is_some();
        (!is_correctable).then(|| Violation::NotCorrectable {
            revision,
            target_revision,
            field: correction.field.clone(),
        })
    }
}
