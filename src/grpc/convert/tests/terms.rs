//! Terms: defaults, what has no rules yet, what contradicts itself.

use super::{accepted, date, refused};
use crate::{
    domain::{CommandBody, DateOffset, Terms, Trigger},
    proto::v1::{self, ErrorReason::*, date_offset, trigger},
};

fn set(terms: v1::Terms) -> v1::SetTermsRequest {
    v1::SetTermsRequest { terms: Some(terms), ..Default::default() }
}

fn withdrawal(rule: v1::WithdrawalRule) -> v1::Withdrawal {
    v1::Withdrawal { rule: rule.into(), ..Default::default() }
}

fn offset(kind: date_offset::Kind) -> Option<v1::DateOffset> {
    Some(v1::DateOffset { kind: Some(kind) })
}

fn triggered(kind: trigger::Kind) -> Option<v1::EntryIntoForce> {
    let trigger = Some(v1::Trigger { kind: Some(kind) });
    Some(v1::EntryIntoForce { trigger, ..Default::default() })
}

#[test]
fn terms_that_are_left_out_have_their_defaults() {
    let CommandBody::SetTerms(set_terms) = accepted(set(v1::Terms::default())).body else {
        panic!("another command")
    };
    assert_eq!(*set_terms.terms, Terms::default());
    refused(v1::SetTermsRequest::default(), [("terms", FieldRequired)]);

    let request = set(v1::Terms {
        consent_modes: vec![1, 1],
        entry_into_force: Some(v1::EntryIntoForce {
            offset: offset(date_offset::Kind::FirstOfNthMonth(6)),
            ..triggered(trigger::Kind::Date(date(2026, 1, 31).unwrap())).unwrap()
        }),
        subsistence: Some(v1::Subsistence { parties_min: 2, grace_days: 0 }),
        survives: Some(true),
        ..Default::default()
    });
    let CommandBody::SetTerms(set_terms) = accepted(request).body else { panic!("another command") };
    assert_eq!(set_terms.terms.entry_into_force.trigger, Trigger::Date(jiff::civil::date(2026, 1, 31)));
    assert_eq!(set_terms.terms.entry_into_force.offset, Some(DateOffset::FirstOfNthMonth(6)));
    assert_eq!(set_terms.terms.consent_modes.len(), 1);
}

#[test]
fn terms_without_rules_are_refused_and_not_ignored() {
    let terms = v1::Terms {
        signature_rule: v1::SignatureRule::Minimum.into(),
        signature_minimum: 3,
        consent_modes: vec![1, 2, 0],
        entry_into_force: triggered(trigger::Kind::Count(v1::ConsentCount { consents: 50 })),
        provisional_application: v1::ProvisionalApplication::Allowed.into(),
        reservation_rule: v1::ReservationRule::Silent.into(),
        term: Some(v1::Term { duration: Some(v1::term::Duration::Fixed(v1::CalendarSpan::default())) }),
        subsistence: Some(v1::Subsistence { parties_min: 3, grace_days: 30 }),
        survives: Some(false),
        ..Default::default()
    };
    refused(
        set(terms),
        [
            ("terms.signature_rule", TermsNotSupported),
            ("terms.consent_modes[1]", TermsNotSupported),
            ("terms.consent_modes[2]", BadValue),
            ("terms.entry_into_force.trigger.count", TermsNotSupported),
            ("terms.provisional_application", TermsNotSupported),
            ("terms.reservation_rule", TermsNotSupported),
            ("terms.term.fixed", TermsNotSupported),
            ("terms.subsistence.parties_min", TermsNotSupported),
            ("terms.subsistence.grace_days", TermsNotSupported),
            ("terms.survives", TermsNotSupported),
        ],
    );
}

#[test]
fn terms_that_contradict_themselves_are_refused() {
    let area = |code: &str| v1::Area { code: code.into(), ..Default::default() };
    let terms = v1::Terms {
        signature_minimum: 3,
        entry_into_force: triggered(trigger::Kind::Date(Default::default())),
        withdrawal: Some(v1::Withdrawal {
            lock: Some(v1::CalendarSpan { years: 1, ..Default::default() }),
            notice: offset(date_offset::Kind::Months(6)),
            ..withdrawal(v1::WithdrawalRule::NotAllowed)
        }),
        areas: vec![area("DRUGS"), area("DRUGS")],
        ..Default::default()
    };
    refused(
        set(terms),
        [
            ("terms.signature_minimum", TermsInconsistent),
            ("terms.entry_into_force.trigger.date", TermsInconsistent),
            ("terms.withdrawal.lock", TermsInconsistent),
            ("terms.withdrawal.notice", TermsInconsistent),
            ("terms.areas", TermsInconsistent),
        ],
    );
}

#[test]
fn spans_and_dates_in_terms_have_their_ranges() {
    let terms = v1::Terms {
        entry_into_force: Some(v1::EntryIntoForce {
            offset: offset(date_offset::Kind::Days(-1)),
            later_offset: offset(date_offset::Kind::AsOf(date(2026, 1, 0).unwrap())),
            not_before: date(2026, 0, 0),
            trigger: None,
        }),
        withdrawal: Some(v1::Withdrawal {
            lock: Some(v1::CalendarSpan { days: -1, ..Default::default() }),
            notice: offset(date_offset::Kind::FirstOfNthMonth(0)),
            ..withdrawal(v1::WithdrawalRule::Allowed)
        }),
        prevailing_language: "?".into(),
        areas: vec![v1::Area::default()],
        ..Default::default()
    };
    refused(
        set(terms),
        [
            ("terms.entry_into_force.offset.days", BadValue),
            ("terms.entry_into_force.later_offset.as_of", BadDate),
            ("terms.entry_into_force.not_before", BadDate),
            ("terms.withdrawal.lock", BadValue),
            ("terms.withdrawal.notice.first_of_nth_month", BadValue),
            ("terms.prevailing_language", BadLanguageTag),
            ("terms.areas[0].code", FieldRequired),
        ],
    );
}
