//! The decision on a command: the checks in their order, then what follows from the act.
//!
//! Whether the caller may do this, whether the request was answered already, and whether its expected revision
//! still holds (checks 1 and 4 to 6) is decided before; what is due by now has been appended (check 7).

mod action;
mod body;
mod commission;
mod consent;
mod decision;
mod draft;
mod ending;
mod evaluation;
mod indicator;
mod late;
mod minutes;
mod planning;
mod quorum;
mod reading;
mod record;
mod renewal;
mod session;
mod signature;
mod text;
mod window;
mod withdrawal;

use std::cmp::{max, min};

use jiff::civil::Date;

pub(super) use self::minutes::agreed as minutes_agreed;

use super::{
    act::Act,
    agreement::{Agreement, Status},
    command::{Command, CommandBody},
    context::{Context, Facts},
    dates::{PartialDate, day_after},
    due::{catch_up, due_by},
    event::{Event, EventBody},
    evolve::evolve,
    ids::Identifier,
    participant::{Participant, ParticipantStatus},
    rejection::{ByParticipant, ByState, CommandField, Rejection},
    zone::Zone,
};

/// What a command leads to, at least one event, or why it is refused.
///
/// The first check that fails decides (domain §4.2). A refused command has no events. What is due at once by the act
/// follows it; while the past is being entered, what fell due by the day of the act comes before it (D7).
pub fn decide(agreement: &Agreement, command: &Command, context: &Context) -> Result<Vec<Event>, Rejection> {
    let rules = rules(&command.body);
    let today = rules.reckoning_zone(agreement).today(context.now);
    let occurred_on = occurred_on(rules, &command.act, today);
    let mut events = if agreement.backfill && rules.is_act() {
        // Where a notice counts from its receipt, time goes as far as that day.
        due_by(agreement, min(rules.received_on().unwrap_or(occurred_on.first_day()), today))
    } else {
        Vec::new()
    };
    let before = events.iter().fold(agreement.clone(), evolve);
    let facts = &context.facts;
    let decided = judge(rules, &Case { agreement: &before, act: &command.act, occurred_on, today, facts })?;
    let after = decided.iter().fold(before, evolve);
    events.extend(decided);
    events.extend(catch_up(&after, context.now));
    Ok(events)
}

/// The legal date of an act: as stated, or of its receipt, or else today.
fn occurred_on(rules: &dyn Rules, act: &Act, today: Date) -> PartialDate {
    act.occurred_on.unwrap_or_else(|| rules.received_on().unwrap_or(today).into())
}

/// The checks in their order, and what follows from the act itself.
fn judge(rules: &dyn Rules, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
    before_state(rules, case)?;
    // 12: an act that comes too late, then the state.
    late::check(rules, case)?;
    by_state(rules, case)
}

/// The checks 2 to 11.
fn before_state(rules: &dyn Rules, case: &Case<'_>) -> Result<(), Rejection> {
    // 2: the shape, as far as it depends on the day.
    let is_dated = case.act.occurred_on.is_some() || rules.received_on().is_some();
    if case.agreement.backfill && rules.is_act() && !is_dated {
        return Err(Rejection::OccurredOnRequired);
    }
    rules.well_formed(case)?;
    // 3: the agreement exists.
    if !rules.begins() && case.agreement.status == Status::Undrafted {
        return Err(Rejection::AgreementNotFound);
    }
    // 8: what the command names exists.
    rules.named_exist(case)?;
    // 9: it was not done already.
    rules.not_yet_done(case)?;
    // 10: it does not lie in the future.
    let received_on = rules.received_on().map(|day| (rules.received_in(), day));
    let further_on = received_on.or(rules.effective_on().map(|day| (CommandField::EffectiveOn, day)));
    let further_on = further_on.map(|(field, day)| (field, PartialDate::from(day)));
    // An act of which only the receipt is dated is refused for that.
    let days = further_on.into_iter().chain([(CommandField::OccurredOn, case.occurred_on)]);
    days.clone().try_for_each(|(field, day)| case.not_in_future(field, day))?;
    let held_on = rules.held_on().map(|(field, day)| (field, PartialDate::from(day)));
    held_on.map_or(Ok(()), |(field, day)| case.not_in_future(field, day))?;
    // 11: it does not lie before what it depends on.
    let not_before = rules.not_before(case);
    days.into_iter().try_for_each(|(_, day)| case.in_sequence(day, not_before))?;
    held_on.map_or(Ok(()), |(_, day)| case.in_sequence(day, rules.held_not_before(case)))
}

/// The checks 12 and 13, and what follows.
fn by_state(rules: &dyn Rules, case: &Case<'_>) -> Result<Vec<Event>, Rejection> {
    // 12: the state allows it.
    rules.state_allows(case)?;
    // 13: the rest; then what follows.
    rules.outcome(case)
}

/// A command in its circumstances.
#[derive(Clone, Copy)]
struct Case<'a> {
    agreement: &'a Agreement,
    act: &'a Act,
    occurred_on: PartialDate,
    today: Date,
    facts: &'a Facts,
}

/// The rules of one command, a method a check.
trait Rules {
    /// Whether the command begins an agreement; every other one needs it to exist.
    fn begins(&self) -> bool {
        false
    }

    /// Whether it is an act in the life of the agreement; what only keeps the record is none, and lets no time pass.
    fn is_act(&self) -> bool {
        true
    }

    /// The day of receipt, for acts whose periods count from it (domain §6).
    fn received_on(&self) -> Option<Date> {
        None
    }

    /// Where that day was given.
    fn received_in(&self) -> CommandField {
        CommandField::ReceivedOn
    }

    /// The day of effect, for acts that state one.
    fn effective_on(&self) -> Option<Date> {
        None
    }

    /// The day on which a session was held, for acts that state one, and where it was given.
    fn held_on(&self) -> Option<(CommandField, Date)> {
        None
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

    /// Check 11 for the day on which a session was held.
    fn held_not_before(&self, _: &Case<'_>) -> Option<Date> {
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
        CommandBody::ReopenText(reopen) => reopen,
        CommandBody::AttachDocument(attach) => attach,
        CommandBody::RecordRelation(record) => record,
        CommandBody::DeclineSignature(decline) => decline,
        CommandBody::ExtendSignatureDeadline(extend) => extend,
        CommandBody::DepositInstrument(deposit) => deposit,
        CommandBody::CompleteBackfill(complete) => complete,
        CommandBody::CorrectRecord(correct) => correct,
        CommandBody::RecordCommunication(record) => record,
        CommandBody::ChangeClassification(change) => change,
        CommandBody::NotifyWithdrawal(notify) => notify,
        CommandBody::RevokeWithdrawal(revoke) => revoke,
        CommandBody::NotifyNonRenewal(notify) => notify,
        CommandBody::TerminateByConsent(terminate) => terminate,
        CommandBody::SupersedeAgreement(supersede) => supersede,
        CommandBody::DefineIndicator(define) => define,
        CommandBody::RetireIndicator(retire) => retire,
        CommandBody::SetTarget(set) => set,
        CommandBody::RecordReading(record) => record,
        CommandBody::EstablishCommission(establish) => establish,
        CommandBody::AmendCommissionRules(amend) => amend,
        CommandBody::DissolveCommission(dissolve) => dissolve,
        CommandBody::AppointOfficer(appoint) => appoint,
        CommandBody::ScheduleSession(schedule) => schedule,
        CommandBody::RescheduleSession(reschedule) => reschedule,
        CommandBody::CancelSession(cancel) => cancel,
        CommandBody::AdoptAgenda(adopt) => adopt,
        CommandBody::ConveneSession(convene) => convene,
        CommandBody::RecordAttendance(record) => record,
        CommandBody::AdoptDecision(adopt) => adopt,
        CommandBody::ConfirmDecision(confirm) => confirm,
        CommandBody::AssignAction(assign) => assign,
        CommandBody::ConcludeSession(conclude) => conclude,
        CommandBody::SubmitMinutes(submit) => submit,
        CommandBody::SignMinutes(sign) => sign,
        CommandBody::ReportActionProgress(report) => report,
        CommandBody::CompleteAction(complete) => complete,
        CommandBody::VerifyAction(verify) => verify,
        CommandBody::DeferAction(defer) => defer,
        CommandBody::ReopenAction(reopen) => reopen,
        CommandBody::CancelAction(cancel) => cancel,
        CommandBody::ContestReading(contest) => contest,
        CommandBody::ReviseReading(revise) => revise,
        CommandBody::AgreeReading(agree) => agree,
    }
}

impl<'a> Case<'a> {
    /// Check 2 for acts whose day starts or ends something.
    fn known_to_the_day(&self) -> Result<Date, Rejection> {
        let date = self.occurred_on;
        date.full().ok_or(Rejection::BadDate { field: CommandField::OccurredOn, date })
    }

    /// Check 8 for participants.
    fn participants_exist<'i>(&self, ids: impl IntoIterator<Item = &'i Identifier>) -> Result<(), Rejection> {
        match ids.into_iter().find(|id| self.agreement.participant(id).is_none()) {
            None => Ok(()),
            Some(missing) => Err(Rejection::ParticipantNotFound { participant_id: missing.clone() }),
        }
    }

    /// Check 8 for areas.
    fn areas_exist<'i>(&self, codes: impl IntoIterator<Item = &'i Identifier>) -> Result<(), Rejection> {
        let known = self.agreement.terms.as_ref().map(|terms| &*terms.areas).unwrap_or_default();
        match codes.into_iter().find(|code| !known.iter().any(|area| area.code == **code)) {
            None => Ok(()),
            Some(unknown) => Err(Rejection::AreaNotFound { code: unknown.clone() }),
        }
    }

    /// Check 8 for events.
    fn event_exists(&self, revision: u64) -> Result<(), Rejection> {
        if (1..=self.agreement.revision).contains(&revision) {
            Ok(())
        } else {
            Err(Rejection::EventNotFound { revision })
        }
    }

    /// The participant that check 8 has found.
    fn participant(&self, participant_id: &Identifier) -> Result<&'a Participant, Rejection> {
        match self.agreement.participant(participant_id) {
            Some(participant) => Ok(participant),
            None => Err(Rejection::ParticipantNotFound { participant_id: participant_id.clone() }),
        }
    }

    /// How far the participant has come, if it is on the list.
    fn status_of(&self, participant_id: &Identifier) -> Option<ParticipantStatus> {
        self.agreement.participant(participant_id).map(|participant| participant.status)
    }

    /// Check 10. One day is tolerated, because the act may have been done east of the reckoning zone; but an effect is
    /// reckoned in that zone itself.
    fn not_in_future(&self, field: CommandField, day: PartialDate) -> Result<(), Rejection> {
        let latest = if field == CommandField::EffectiveOn { self.today } else { day_after(self.today) };
        if day.first_day() <= latest {
            Ok(())
        } else {
            Err(Rejection::OccurredInFuture { field, occurred_on: day, today: self.today })
        }
    }

    /// Check 11. A coarse date is refused only if no day that it can mean would do.
    fn in_sequence(&self, day: PartialDate, not_before: Option<Date>) -> Result<(), Rejection> {
        let drafted_on = self.agreement.drafted_on().map(PartialDate::first_day);
        match max(drafted_on, not_before) {
            Some(not_before) if day.last_day() < not_before => {
                Err(Rejection::OutOfSequence { occurred_on: day, not_before })
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

    /// What somebody did, with a day of effect that follows from it.
    fn event_effective_on(&self, effective_on: Date, body: EventBody) -> Event {
        Event { effective_on: Some(effective_on), ..self.event(body) }
    }
}

/// How far a participant has come, as the reason of a refusal.
fn by_participant(participant: &Participant) -> ByParticipant {
    ByParticipant { participant_id: participant.spec.participant_id.clone(), status: participant.status }
}

/// Check 12 for what concerns an agreement in force.
fn in_force(case: &Case<'_>) -> Result<(), Rejection> {
    const ALLOWED: &[Status] = &[Status::InForce];
    match case.agreement.status {
        Status::Undrafted => Err(Rejection::AgreementNotFound),
        Status::Draft | Status::Frozen | Status::Open | Status::Signed => {
            Err(Rejection::NotInForce(case.by_state(ALLOWED)))
        }
        Status::InForce => Ok(()),
        Status::Abandoned | Status::Terminated | Status::Expired | Status::Superseded => {
            Err(Rejection::AgreementClosed(case.by_state(ALLOWED)))
        }
    }
}
