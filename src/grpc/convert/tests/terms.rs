//! Terms: defaults, what has no rules yet, what contradicts itself.

use super::{accepted, date, refused};
use crate::{
    domain::{
        CalendarSpan, CommandBody, ConsentMode, DateOffset, NoticePeriod, Renewal, SignatureRule,
        TacitRenewal, Terms, Trigger,
    },
    proto::v1::{self, ErrorReason::*, date_offset, term::Duration, trigger},
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

fn span(years: i64) -> v1::CalendarSpan {
    v1::CalendarSpan { years, ..Default::default() }
}

fn lasting(duration: v1::term::Duration) -> Option<v1::Term> {
    Some(v1::Term { duration: Some(duration) })
}

fn renewal(kind: v1::RenewalKind) -> v1::Renewal {
    v1::Renewal { kind: kind.into(), ..Default::default() }
}

#[test]
fn terms_that_end_may_be_renewed() {
    let terms = v1::Terms {
        signature_rule: v1::SignatureRule::Minimum.into(),
        signature_minimum: 2,
        consent_modes: vec![6, 1, 6],
        entry_into_force: triggered(trigger::Kind::LastNotice(v1::LastNotice {})),
        term: lasting(Duration::Fixed(span(5))),
        renewal: Some(v1::Renewal {
            period: Some(span(1)),
            notice: offset(date_offset::Kind::Months(6)),
            ..renewal(v1::RenewalKind::Tacit)
        }),
        ..Default::default()
    };
    let read = |terms| {
        let CommandBody::SetTerms(set_terms) = accepted(set(terms)).body else { panic!("another command") };
        set_terms.terms
    };
    let full = read(terms.clone());
    assert_eq!(full.signature_rule, SignatureRule::Minimum(2.try_into().unwrap()));
    assert_eq!(*full.consent_modes, [ConsentMode::CompletionNotices, ConsentMode::Signature]);
    assert_eq!(full.entry_into_force.trigger, Trigger::LastNotice);
    let tacit = |notice| {
        let period = CalendarSpan::new(1, 0, 0).unwrap();
        Renewal::Tacit(TacitRenewal { period, notice: NoticePeriod::new(notice).unwrap() })
    };
    assert_eq!(full.renewal, tacit(DateOffset::Months(6)));

    let mut until = terms;
    until.term = lasting(Duration::Until(date(2031, 1, 1).unwrap()));
    until.renewal.as_mut().unwrap().notice = None;
    assert_eq!(read(until).renewal, tacit(DateOffset::Days(1)));
    let none = v1::Terms { renewal: Some(v1::Renewal::default()), ..Default::default() };
    assert_eq!(read(none).renewal, Renewal::None);
}

#[test]
fn terms_without_rules_are_refused_and_not_ignored() {
    let terms = v1::Terms {
        signature_rule: v1::SignatureRule::None.into(),
        consent_modes: vec![1, 2, 0],
        entry_into_force: triggered(trigger::Kind::Count(v1::ConsentCount { consents: 50 })),
        provisional_application: v1::ProvisionalApplication::Allowed.into(),
        reservation_rule: v1::ReservationRule::Silent.into(),
        subsistence: Some(v1::Subsistence { parties_min: 3, grace_days: 30 }),
        survives: Some(false),
        renewal: Some(renewal(v1::RenewalKind::ByAgreement)),
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
            ("terms.subsistence.parties_min", TermsNotSupported),
            ("terms.subsistence.grace_days", TermsNotSupported),
            ("terms.survives", TermsNotSupported),
            ("terms.renewal.kind", TermsNotSupported),
        ],
    );
    // What stands in for what was refused contradicts nothing.
    let accession = v1::Terms { consent_modes: vec![3], ..Default::default() };
    refused(set(accession), [("terms.consent_modes[0]", TermsNotSupported)]);
    let unknown = v1::Terms {
        signature_rule: 9,
        renewal: Some(v1::Renewal { kind: 9, ..Default::default() }),
        ..Default::default()
    };
    refused(set(unknown), [("terms.signature_rule", BadValue), ("terms.renewal.kind", BadValue)]);
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
fn signatures_consent_and_renewal_contradict_nothing() {
    let inconsistent = |terms, field: &str| {
        refused(set(terms), [(field, TermsInconsistent)]);
    };
    for minimum in [-1, 0, 1 << 32] {
        let terms = v1::Terms {
            signature_rule: v1::SignatureRule::Minimum.into(),
            signature_minimum: minimum,
            ..Default::default()
        };
        inconsistent(terms, "terms.signature_minimum");
    }
    let notice = triggered(trigger::Kind::LastNotice(v1::LastNotice {}));
    let by_signature = v1::Terms { entry_into_force: notice, ..Default::default() };
    inconsistent(by_signature, "terms.entry_into_force.trigger");
    let by_notice = v1::Terms { consent_modes: vec![6], ..Default::default() };
    inconsistent(by_notice, "terms.entry_into_force.trigger");

    let tacit = v1::Renewal { period: Some(span(1)), ..renewal(v1::RenewalKind::Tacit) };
    let endless = v1::Terms { renewal: Some(tacit), ..Default::default() };
    inconsistent(endless.clone(), "terms.renewal");
    let renewed = |renewal| v1::Terms {
        term: lasting(Duration::Fixed(span(5))),
        renewal: Some(renewal),
        ..Default::default()
    };
    inconsistent(renewed(renewal(v1::RenewalKind::Tacit)), "terms.renewal.period");
    inconsistent(renewed(v1::Renewal { period: Some(span(0)), ..tacit }), "terms.renewal.period");
    let month_of_27_days = v1::CalendarSpan { days: 27, ..Default::default() };
    let hasty = renewed(v1::Renewal { period: Some(month_of_27_days), ..tacit });
    refused(set(hasty), [("terms.renewal.period", BadValue)]);
    let first_of_month = offset(date_offset::Kind::FirstOfNthMonth(6));
    inconsistent(renewed(v1::Renewal { notice: first_of_month, ..tacit }), "terms.renewal.notice");
    inconsistent(renewed(v1::Renewal { kind: 0, ..tacit }), "terms.renewal.period");
    let nothing = v1::Renewal { notice: first_of_month, ..renewal(v1::RenewalKind::None) };
    inconsistent(renewed(nothing), "terms.renewal.notice");

    let fixed = v1::Terms { term: lasting(Duration::Fixed(span(0))), ..endless };
    inconsistent(fixed, "terms.term.fixed");
    let until = lasting(Duration::Until(Default::default()));
    inconsistent(v1::Terms { term: until, ..Default::default() }, "terms.term.until");
    let negative = v1::Terms { term: lasting(Duration::Fixed(span(-1))), ..Default::default() };
    refused(set(negative), [("terms.term.fixed", BadValue)]);
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
