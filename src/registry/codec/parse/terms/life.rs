//! What the terms say of beginning, length and end.

use super::{
    super::{Field, calendar_span, date_offset, dates::date_of_terms, enumeration_or, optional_full_date},
    not_supported,
};
use crate::{
    domain::{
        CalendarSpan, DateOffset, EntryIntoForce, NoticePeriod, Renewal, TacitRenewal, Term, Trigger,
        Withdrawal, WithdrawalRule,
    },
    proto::v1::{self, ErrorReason, term::Duration, trigger::Kind},
};

/// The triggers that have rules.
const TRIGGERS: &str = "ALL_SIGNED, DATE and LAST_NOTICE";

/// When the agreement enters into force.
pub(super) fn entry_into_force(message: Option<v1::EntryIntoForce>, mut at: Field<'_>) -> EntryIntoForce {
    let Some(message) = message else {
        at.left_to_default();
        return EntryIntoForce::default();
    };
    EntryIntoForce {
        trigger: trigger(message.trigger, at.field("trigger")),
        offset: date_offset(message.offset, at.field("offset")),
        later_offset: date_offset(message.later_offset, at.field("later_offset")),
        not_before: optional_full_date(message.not_before, at.field("not_before")),
    }
}

/// What has to happen before entry into force.
pub(in super::super) fn trigger(message: Option<v1::Trigger>, mut at: Field<'_>) -> Trigger {
    let usual = Trigger::AllSigned;
    match message.and_then(|message| message.kind) {
        None => {
            at.left_to_default();
            usual
        }
        Some(Kind::AllSigned(v1::AllSigned {})) => Trigger::AllSigned,
        Some(Kind::Date(date)) => date_of_terms(date, at.field("date")).map_or(usual, Trigger::Date),
        Some(Kind::LastNotice(v1::LastNotice {})) => Trigger::LastNotice,
        Some(Kind::Count(_)) => {
            not_supported(at.field("count"), TRIGGERS);
            usual
        }
        Some(Kind::AllOf(_)) => {
            not_supported(at.field("all_of"), TRIGGERS);
            usual
        }
        Some(Kind::AnyOf(_)) => {
            not_supported(at.field("any_of"), TRIGGERS);
            usual
        }
    }
}

/// How long it stays in force.
pub(super) fn term(message: Option<v1::Term>, mut at: Field<'_>) -> Term {
    let usual = Term::Indefinite;
    match message.and_then(|message| message.duration) {
        None => {
            at.left_to_default();
            usual
        }
        Some(Duration::Indefinite(v1::Indefinite {})) => usual,
        Some(Duration::Fixed(span)) => span_of_terms(span, at.field("fixed")).map_or(usual, Term::Fixed),
        Some(Duration::Until(date)) => date_of_terms(date, at.field("until")).map_or(usual, Term::Until),
    }
}

/// A length that is announced, and so has to be one.
fn span_of_terms(message: v1::CalendarSpan, mut at: Field<'_>) -> Option<CalendarSpan> {
    if message == v1::CalendarSpan::default() {
        at.refuse(ErrorReason::TermsInconsistent, "A length is announced and not given.");
        return None;
    }
    calendar_span(Some(message), at)
}

/// The shortest term, where it is counted in days.
const DAYS_MIN: u16 = 28;

/// What happens at the end of the term.
pub(super) fn renewal(message: Option<v1::Renewal>, mut at: Field<'_>) -> Renewal {
    // Records from before there was a renewal have none written out, and mean the same.
    let Some(message) = message else { return Renewal::None };
    match v1::RenewalKind::try_from(message.kind) {
        Ok(v1::RenewalKind::Tacit) => tacit(message, at).map_or(Renewal::None, Renewal::Tacit),
        Ok(v1::RenewalKind::Unspecified) => {
            at.field("kind").left_to_default();
            none(&message, at)
        }
        Ok(v1::RenewalKind::None) => none(&message, at),
        Ok(v1::RenewalKind::ByAgreement) => {
            not_supported(at.field("kind"), "NONE and TACIT");
            Renewal::None
        }
        Err(_) => {
            let description = format!("{} is no value here; allowed are NONE and TACIT.", message.kind);
            at.field("kind").refuse(ErrorReason::BadValue, description);
            Renewal::None
        }
    }
}

fn none(message: &v1::Renewal, mut at: Field<'_>) -> Renewal {
    let description = "It goes with a renewal only.";
    if message.period.is_some() {
        at.field("period").refuse(ErrorReason::TermsInconsistent, description);
    }
    if message.notice.is_some() {
        at.field("notice").refuse(ErrorReason::TermsInconsistent, description);
    }
    Renewal::None
}

fn tacit(message: v1::Renewal, mut at: Field<'_>) -> Option<TacitRenewal> {
    let period = span_of_terms(message.period.unwrap_or_default(), at.field("period"));
    // Each renewal is an event: a term of a day would make thousands of them for an old agreement.
    let is_short =
        |period: CalendarSpan| (period.years(), period.months()) == (0, 0) && period.days() < DAYS_MIN;
    if period.is_some_and(is_short) && !at.is_stored() {
        at.field("period")
            .refuse(ErrorReason::BadValue, "Too short; at least a month, or 28 days, is allowed.");
    }
    let mut at = at.field("notice");
    let notice = match date_offset(message.notice, at.again()) {
        Some(offset) => {
            let notice = NoticePeriod::new(offset).ok();
            if notice.is_none() {
                let description = "It is counted back from the end of the term: in days, months or years.";
                at.refuse(ErrorReason::TermsInconsistent, description);
            }
            notice
        }
        None => {
            at.left_to_default();
            // The last day of the term is the last on which one can say that there shall not be another.
            NoticePeriod::new(DateOffset::Days(1)).ok()
        }
    };
    Some(TacitRenewal { period: period?, notice: notice? })
}

/// How a party leaves.
pub(super) fn withdrawal(message: Option<v1::Withdrawal>, mut at: Field<'_>) -> Withdrawal {
    let Some(message) = message else {
        at.left_to_default();
        return Withdrawal::default();
    };
    let rule = enumeration_or(message.rule, WithdrawalRule::Allowed, at.field("rule"));
    let lock = calendar_span(message.lock, at.field("lock"));
    let notice = date_offset(message.notice, at.field("notice"));
    if at.is_stored() { Withdrawal { rule, lock, notice } } else { Withdrawal::new(rule, lock, notice) }
}
