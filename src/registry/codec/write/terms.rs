//! The terms of an agreement.

use super::{super::Enumeration, count, date, localized};
use crate::{
    domain::{
        CalendarSpan, DateOffset, EntryIntoForce, Renewal, SignatureRule, Subsistence, TacitRenewal, Term,
        Terms, Trigger, Withdrawal,
    },
    proto::v1::{self, date_offset::Kind, term::Duration, trigger},
};

/// The terms as a whole.
pub fn terms(terms: &Terms) -> v1::Terms {
    let Subsistence { parties_min, grace_days } = Terms::SUBSISTENCE;
    let (signature_rule, signature_minimum) = match terms.signature_rule {
        SignatureRule::AllListed => (v1::SignatureRule::AllListed, 0),
        SignatureRule::Minimum(minimum) => (v1::SignatureRule::Minimum, minimum.get().into()),
    };
    v1::Terms {
        participation: terms.participation.number(),
        full_powers_required: terms.full_powers_required,
        signature_rule: signature_rule.into(),
        signature_minimum,
        consent_modes: terms.consent_modes.iter().map(|mode| mode.number()).collect(),
        entry_into_force: Some(entry_into_force(&terms.entry_into_force)),
        provisional_application: terms.provisional_application.number(),
        preparatory_body_allowed: terms.preparatory_body_allowed,
        reservation_rule: terms.reservation_rule.number(),
        term: Some(term(terms.term)),
        withdrawal: Some(withdrawal(&terms.withdrawal)),
        subsistence: Some(v1::Subsistence { parties_min: count(parties_min), grace_days: count(grace_days) }),
        survives: Some(Terms::SURVIVES),
        prevailing_language: terms.prevailing_language.as_ref().map(ToString::to_string).unwrap_or_default(),
        areas: terms
            .areas
            .iter()
            .map(|area| v1::Area { code: area.code.to_string(), label: localized(&area.label) })
            .collect(),
        renewal: Some(renewal(terms.renewal)),
    }
}

fn entry_into_force(entry: &EntryIntoForce) -> v1::EntryIntoForce {
    v1::EntryIntoForce {
        trigger: Some(self::trigger(entry.trigger)),
        offset: entry.offset.map(date_offset),
        later_offset: entry.later_offset.map(date_offset),
        not_before: entry.not_before.map(date),
    }
}

/// What has to happen before entry into force.
pub fn trigger(trigger: Trigger) -> v1::Trigger {
    let kind = match trigger {
        Trigger::AllSigned => trigger::Kind::AllSigned(v1::AllSigned {}),
        Trigger::Date(day) => trigger::Kind::Date(date(day)),
        Trigger::LastNotice => trigger::Kind::LastNotice(v1::LastNotice {}),
    };
    v1::Trigger { kind: Some(kind) }
}

/// A way from one date to another.
pub fn date_offset(offset: DateOffset) -> v1::DateOffset {
    let kind = match offset {
        DateOffset::Days(days) => Kind::Days(days.into()),
        DateOffset::Months(months) => Kind::Months(months.into()),
        DateOffset::Years(years) => Kind::Years(years.into()),
        DateOffset::FirstOfMonthAfterMonths(months) => Kind::FirstOfMonthAfterMonths(months.into()),
        DateOffset::FirstOfMonthAfterDays(days) => Kind::FirstOfMonthAfterDays(days.into()),
        DateOffset::FirstOfNthMonth(nth) => Kind::FirstOfNthMonth(nth.into()),
        DateOffset::AsOf(day) => Kind::AsOf(date(day)),
    };
    v1::DateOffset { kind: Some(kind) }
}

/// A length in the calendar.
pub fn calendar_span(span: CalendarSpan) -> v1::CalendarSpan {
    v1::CalendarSpan { years: span.years().into(), months: span.months().into(), days: span.days().into() }
}

fn term(term: Term) -> v1::Term {
    let duration = match term {
        Term::Indefinite => Duration::Indefinite(v1::Indefinite {}),
        Term::Fixed(span) => Duration::Fixed(calendar_span(span)),
        Term::Until(day) => Duration::Until(date(day)),
    };
    v1::Term { duration: Some(duration) }
}

fn renewal(renewal: Renewal) -> v1::Renewal {
    match renewal {
        Renewal::None => v1::Renewal { kind: v1::RenewalKind::None.into(), period: None, notice: None },
        Renewal::Tacit(TacitRenewal { period, notice }) => v1::Renewal {
            kind: v1::RenewalKind::Tacit.into(),
            period: Some(calendar_span(period)),
            notice: Some(date_offset(notice.offset())),
        },
    }
}

fn withdrawal(withdrawal: &Withdrawal) -> v1::Withdrawal {
    v1::Withdrawal {
        rule: withdrawal.rule.number(),
        lock: withdrawal.lock.map(calendar_span),
        notice: withdrawal.notice.map(date_offset),
    }
}
