//! Commands of the later life of an agreement, in order as far as they can be without one.

use std::num::NonZeroU32;

use depositary::domain::*;

use super::*;

/// Lets time pass until a day, then decides: what the service does with a command.
pub(in crate::domain) fn try_on(
    given: &Agreement,
    date: &str,
    body: CommandBody,
) -> Result<Vec<Event>, Rejection> {
    let before = caught_up(given, date);
    decide(&before, &Command { act: Act::default(), body }, &knowing(date))
}

/// [`try_on`], and the agreement after it.
pub(in crate::domain) fn on(given: &Agreement, date: &str, body: CommandBody) -> Agreement {
    let before = caught_up(given, date);
    let events = decide(&before, &Command { act: Act::default(), body }, &knowing(date)).unwrap();
    super::super::fold(&before, &events)
}

/// [`on`] for an act of an earlier day.
pub(in crate::domain) fn on_for(
    given: &Agreement,
    date: &str,
    occurred_on: &str,
    body: CommandBody,
) -> Agreement {
    let before = caught_up(given, date);
    let events = decide(&before, &dated(occurred_on, body), &knowing(date)).unwrap();
    super::super::fold(&before, &events)
}

/// Why an act of an earlier day is refused.
pub(in crate::domain) fn refused_for(
    given: &Agreement,
    date: &str,
    occurred_on: &str,
    body: CommandBody,
) -> Rejection {
    decide(&caught_up(given, date), &dated(occurred_on, body), &knowing(date)).unwrap_err()
}

/// Why a command is refused.
pub(in crate::domain) fn refused(given: &Agreement, date: &str, body: CommandBody) -> Rejection {
    try_on(given, date, body).unwrap_err()
}

/// The agreement at noon of a day, with what was due by then recorded.
pub(in crate::domain) fn caught_up(given: &Agreement, date: &str) -> Agreement {
    super::super::fold(given, &catch_up(given, noon(date)))
}

/// A day on which the other agreement that a command names has been in force since 2022-01-01.
pub(in crate::domain) fn knowing(date: &str) -> Context {
    let named = OtherAgreement { entered_into_force_on: Some(day("2022-01-01")), ended_on: None };
    Context { now: noon(date), facts: Facts { reference_of: None, named: Some(named) } }
}

pub(in crate::domain) fn ids(ids: &[&str]) -> Box<[Identifier]> {
    ids.iter().map(|one| id(one)).collect()
}

pub(in crate::domain) fn agreement_id(id: &str) -> AgreementId {
    AgreementId::parse(id).unwrap()
}

pub(in crate::domain) fn years(years: i64) -> CalendarSpan {
    CalendarSpan::new(years, 0, 0).unwrap()
}

pub(in crate::domain) fn months(months: i64) -> CalendarSpan {
    CalendarSpan::new(0, months, 0).unwrap()
}

pub(in crate::domain) fn minimum(minimum: u32) -> SignatureRule {
    SignatureRule::Minimum(NonZeroU32::new(minimum).unwrap())
}

pub(in crate::domain) fn tacit(period: CalendarSpan, notice: DateOffset) -> Renewal {
    Renewal::Tacit(TacitRenewal { period, notice: NoticePeriod::new(notice).unwrap() })
}

pub(in crate::domain) fn for_a_term(term: Term, renewal: Renewal) -> Terms {
    Terms { term, renewal, ..Terms::default() }
}

/// Terms under which one signs first and gives notice of completion later.
pub(in crate::domain) fn by_notices() -> Terms {
    Terms { consent_modes: [ConsentMode::CompletionNotices].into(), ..entering(Trigger::LastNotice) }
}

pub(in crate::domain) fn leaving(
    rule: WithdrawalRule,
    lock: Option<CalendarSpan>,
    notice: Option<DateOffset>,
) -> Terms {
    Terms { withdrawal: Withdrawal::new(rule, lock, notice), ..Terms::default() }
}

pub(in crate::domain) fn sign_as(participant_id: &str, kind: SignatureKind) -> CommandBody {
    CommandBody::SignAgreement(Box::new(SignAgreement { kind, ..signing(participant_id) }))
}

pub(in crate::domain) fn reopen() -> CommandBody {
    CommandBody::ReopenText(ReopenText { reason: None })
}

pub(in crate::domain) fn decline(participant_id: &str) -> CommandBody {
    CommandBody::DeclineSignature(DeclineSignature { participant_id: id(participant_id), reason: None })
}

pub(in crate::domain) fn extend(closes_on: &str) -> CommandBody {
    CommandBody::ExtendSignatureDeadline(ExtendSignatureDeadline { closes_on: day(closes_on) })
}

pub(in crate::domain) fn instrument(participant_id: &str, received_on: &str) -> Instrument {
    Instrument {
        instrument_id: id(&format!("I-{participant_id}")),
        participant_id: id(participant_id),
        kind: InstrumentKind::CompletionNotice,
        dated_on: None,
        received_on: day(received_on),
        deposited_with: Box::default(),
        signatory: None,
        document_id: None,
    }
}

pub(in crate::domain) fn deposit_as(instrument: Instrument) -> CommandBody {
    CommandBody::DepositInstrument(DepositInstrument { instrument: instrument.into() })
}

pub(in crate::domain) fn deposit(participant_id: &str, received_on: &str) -> CommandBody {
    deposit_as(instrument(participant_id, received_on))
}

pub(in crate::domain) fn document(document_id: &str) -> Document {
    Document {
        document_id: id(document_id),
        kind: DocumentKind::Original,
        digest: digest(),
        language: None,
        uri: Box::default(),
    }
}

pub(in crate::domain) fn attach(document_id: &str) -> CommandBody {
    CommandBody::AttachDocument(AttachDocument { document: document(document_id).into() })
}

pub(in crate::domain) fn relate(target: RelationTarget) -> CommandBody {
    let relation = Relation { kind: RelationKind::Related, target };
    CommandBody::RecordRelation(RecordRelation { relation: relation.into() })
}

pub(in crate::domain) fn communicate(concerning_revision: Option<u64>) -> CommandBody {
    let communication = Communication {
        kind: CommunicationKind::Fact,
        from: "A".into(),
        concerning_revision,
        text: Some(Personal::Text("a fact".into())),
    };
    CommandBody::RecordCommunication(RecordCommunication { communication: communication.into() })
}

pub(in crate::domain) fn classify(classification: Classification) -> CommandBody {
    CommandBody::ChangeClassification(ChangeClassification { classification })
}

pub(in crate::domain) fn complete_backfill() -> CommandBody {
    CommandBody::CompleteBackfill(CompleteBackfill)
}

pub(in crate::domain) fn correct(
    target_revision: u64,
    field: &str,
    old_value: Option<FieldValue>,
    new_value: Option<FieldValue>,
) -> CommandBody {
    let correction = Correction { target_revision, field: field.into(), old_value, new_value, reason: None };
    CommandBody::CorrectRecord(CorrectRecord { correction: correction.into() })
}

pub(in crate::domain) fn notice(participant_id: &str, received_on: &str) -> WithdrawalNotice {
    WithdrawalNotice {
        participant_id: id(participant_id),
        dated_on: None,
        received_on: day(received_on),
        named_date: None,
        ground: None,
    }
}

pub(in crate::domain) fn withdraw_as(notice: WithdrawalNotice) -> CommandBody {
    CommandBody::NotifyWithdrawal(NotifyWithdrawal { notice: notice.into() })
}

pub(in crate::domain) fn withdraw(participant_id: &str, received_on: &str) -> CommandBody {
    withdraw_as(notice(participant_id, received_on))
}

pub(in crate::domain) fn revoke(participant_id: &str, received_on: &str) -> CommandBody {
    let (participant_id, received_on) = (id(participant_id), day(received_on));
    CommandBody::RevokeWithdrawal(RevokeWithdrawal { participant_id, received_on })
}

pub(in crate::domain) fn refuse_renewal(participant_id: &str, received_on: &str) -> CommandBody {
    let (participant_id, received_on) = (id(participant_id), day(received_on));
    CommandBody::NotifyNonRenewal(NotifyNonRenewal { participant_id, received_on })
}

pub(in crate::domain) fn terminate_on(effective_on: Option<&str>, consents: &[&str]) -> CommandBody {
    CommandBody::TerminateByConsent(TerminateByConsent {
        ground: TerminationGround::Consent,
        effective_on: effective_on.map(day),
        consents: ids(consents),
    })
}

pub(in crate::domain) fn terminate(consents: &[&str]) -> CommandBody {
    terminate_on(None, consents)
}

pub(in crate::domain) fn supersede(scope: SupersessionScope, effective_on: Option<&str>) -> CommandBody {
    CommandBody::SupersedeAgreement(SupersedeAgreement {
        successor: agreement_id("a-b-2023"),
        scope,
        effective_on: effective_on.map(day),
    })
}

pub(in crate::domain) fn indicator(indicator_id: &str, defined_by: IndicatorOrigin) -> Indicator {
    Indicator {
        indicator_id: id(indicator_id),
        label: words(indicator_id),
        measure: Measure::Level,
        of: None,
        unit: Unit::parse("USD").unwrap(),
        periodicity: Periodicity::parse("P1Y").ok(),
        scope: IndicatorScope::Joint,
        direction: Some(IndicatorDirection::Increase),
        defined_by,
    }
}

pub(in crate::domain) fn define_as(indicator: Indicator) -> CommandBody {
    CommandBody::DefineIndicator(DefineIndicator { indicator: indicator.into() })
}

pub(in crate::domain) fn define(indicator_id: &str) -> CommandBody {
    define_as(indicator(indicator_id, IndicatorOrigin::Commission))
}

pub(in crate::domain) fn retire(indicator_id: &str) -> CommandBody {
    CommandBody::RetireIndicator(RetireIndicator { indicator_id: id(indicator_id), reason: None })
}

pub(in crate::domain) fn target(target_id: &str, indicator_id: &str) -> Target {
    Target {
        target_id: id(target_id),
        indicator_id: id(indicator_id),
        comparator: Comparator::AtLeast,
        value: Decimal::parse("1000000000").unwrap(),
        kind: TargetKind::Level,
        base: None,
        by: None,
        valid_from: None,
    }
}

pub(in crate::domain) fn aim_as(target: Target) -> CommandBody {
    CommandBody::SetTarget(SetTarget { target: target.into() })
}

pub(in crate::domain) fn aim(target_id: &str, indicator_id: &str) -> CommandBody {
    aim_as(target(target_id, indicator_id))
}

pub(in crate::domain) fn reading(reading_id: &str, indicator_id: &str, time: ReadingTime) -> Reading {
    Reading {
        reading_id: id(reading_id),
        indicator_id: id(indicator_id),
        subject: None,
        time,
        value: Decimal::parse("431000000").unwrap(),
        unit: None,
        qualifier: Qualifier::Exact,
        provisional: false,
        reporter: None,
        method: Box::default(),
    }
}

pub(in crate::domain) fn read_as(reading: Reading) -> CommandBody {
    CommandBody::RecordReading(RecordReading { reading: reading.into() })
}

pub(in crate::domain) fn in_period(from: &str, to: &str) -> ReadingTime {
    ReadingTime::Period(Period::new(day(from), day(to)).unwrap())
}

pub(in crate::domain) fn read(reading_id: &str, indicator_id: &str, from: &str, to: &str) -> CommandBody {
    read_as(reading(reading_id, indicator_id, in_period(from, to)))
}
