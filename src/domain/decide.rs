//! The decision on a command: the checks in their order, then what follows from the act.
//!
//! Whether the caller may do this, whether the request was answered already, and whether its expected revision
//! still holds (checks 1 and 4 to 6) is decided before; what is due by now has been appended (check 7).

mod draft;
mod ending;
mod evaluation;
mod signature;
mod text;

use std::cmp::max;

use jiff::{Timestamp, civil::Date};

use super::{
    act::Act,
    agreement::{Agreement, Status},
    command::{Command, CommandBody},
    context::{Context, Facts},
    dates::{PartialDate, day_after},
    event::{Event, EventBody},
    ids::Identifier,
    rejection::{ByState, Rejection},
    zone::Zone,
};

/// What a command leads to, at least one event, or why it is refused.
///
/// The first check that fails decides (domain §4.2). A refused command has no events.
pub fn decide(agreement: &Agreement, command: &Command, context: &Context) -> Result<Vec<Event>, Rejection> {
    let rules = rules(&command.body);
    let today = rules.reckoning_zone(agreement).today(context.now);
    let case = Case {
        agreement,
        act: &command.act,
        occurred_on: command.act.occurred_on(today),
        today,
        now: context.now,
        facts: &context.facts,
    };
    // 2: the shape, as far as it depends on the day.
    rules.well_formed(&case)?;
    // 3: the agreement exists.
    if !rules.begins() && agreement.status == Status::Undrafted {
        return Err(Rejection::AgreementNotFound);
    }
    // 8: what the command names exists.
    rules.named_exist(&case)?;
    // 9: it was not done already.
    rules.not_yet_done(&case)?;
    // 10: it does not lie in the future.
    case.not_in_future()?;
    // 11: it does not lie before what it depends on.
    case.in_sequence(rules.not_before(&case))?;
    // 12: the state allows it.
    rules.state_allows(&case)?;
    // 13: the rest; then what follows.
    rules.outcome(&case)
}

/// A command in its circumstances.
struct Case<'a> {
    agreement: &'a Agreement,
    act: &'a Act,
    occurred_on: PartialDate,
    today: Date,
    now: Timestamp,
    facts: &'a Facts,
}

/// The rules of one command, a method a check.
trait Rules {
    /// Whether the command begins an agreement; every other one needs it to exist.
    fn begins(&self) -> bool {
        false
    }

    /// The zone whose today counts.
    fn reckoning_zone<'a>(&'a self, agreement: &'a Agreement) -> &'a Zone {
        agreement.reckoning_zone()
    }

    /// Check 2.
    fn well_formed(&self, _: &Case<'_>) -> Result<(), Rejection> {
        Ok(())
    }

    /// Check 8.
    fn named_exist(&self, _: &Case<'_>) -> Result<(), Rejection> {
        Ok(())
    }

    /// Check 9.
    fn not_yet_done(&self, _: &Case<'_>) -> Result<(), Rejection> {
        Ok(())
    }

    /// Check 11: the latest day of the acts that this one depends on, beside the draft.
    fn not_before(&self, _: &Case<'_>) -> Option<Date> {
        None
    }

    /// Check 12.
    fn state_allows(&self, case: &Case<'_>) -> Result<(), Rejection>;

    /// Check 13, and the events of a command that passes it.
    fn outcome(&self, case: &Case<'_>) -> Result<Vec<Event>, Rejection>;
}

fn rules(body: &CommandBody) -> &dyn Rules {
    match body {
        CommandBody::DraftAgreement(draft) => draft,
        CommandBody::InviteParticipant(invite) => invite,
        CommandBody::RemoveParticipant(remove) => remove,
        CommandBody::SetTerms(set) => set,
        CommandBody::ReviseDraft(revise) => revise,
        CommandBody::FreezeText(freeze) => freeze,
        CommandBody::OpenForSignature(open) => open,
        CommandBody::SignAgreement(sign) => &**sign,
        CommandBody::EvaluateAgreement(evaluate) => evaluate,
        CommandBody::AbandonAgreement(abandon) => abandon,
    }
}

impl Case<'_> {
    /// Check 2 for acts whose day starts or ends something.
    fn known_to_the_day(&self) -> Result<Date, Rejection> {
        self.occurred_on.full().ok_or(Rejection::BadDate { occurred_on: self.occurred_on })
    }

    /// Check 8 for participants.
    fn participants_exist<'a>(&self, ids: impl IntoIterator<Item = &'a Identifier>) -> Result<(), Rejection> {
        match ids.into_iter().find(|id| self.agreement.participant(id).is_none()) {
            None => Ok(()),
            Some(missing) => Err(Rejection::ParticipantNotFound { participant_id: missing.clone() }),
        }
    }

    /// Check 10. One day is tolerated, because the act may have been done east of the reckoning zone.
    fn not_in_future(&self) -> Result<(), Rejection> {
        if self.occurred_on.first_day() <= day_after(self.today) {
            Ok(())
        } else {
            Err(Rejection::OccurredInFuture { occurred_on: self.occurred_on, today: self.today })
        }
    }

    /// Check 11. A coarse date is refused only if no day that it can mean would do.
    fn in_sequence(&self, not_before: Option<Date>) -> Result<(), Rejection> {
        let drafted_on = self.agreement.drafted_on().map(PartialDate::first_day);
        match max(drafted_on, not_before) {
            Some(not_before) if self.occurred_on.last_day() < not_before => {
                Err(Rejection::OutOfSequence { occurred_on: self.occurred_on, not_before })
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Why the state alone is in the way.
    fn by_state(&self, allowed_states: &'static [Status]) -> ByState {
        ByState { state: self.agreement.status, allowed_states }
    }

    /// What somebody did.
    fn event(&self, body: EventBody) -> Event {
        Event::of_act(self.act, self.occurred_on, body)
    }
}
