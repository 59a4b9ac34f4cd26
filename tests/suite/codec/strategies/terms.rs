//! Terms.

use std::num::NonZeroU32;

use depositary::domain::{
    Area, CalendarSpan, ConsentMode, DateOffset, EntryIntoForce, NoticePeriod, Participation,
    ProvisionalApplication, Renewal, ReservationRule, SignatureRule, TacitRenewal, Term, Terms, Trigger,
    Withdrawal, WithdrawalRule,
};
use proptest::{
    option,
    prelude::*,
    sample::{select, subsequence},
};

use super::values::{day, identifier, language, localized, shared};

pub(super) fn date_offset() -> impl Strategy<Value = DateOffset> {
    prop_oneof![
        (0..=DateOffset::DAYS_MAX).prop_map(DateOffset::Days),
        (0..=DateOffset::MONTHS_MAX).prop_map(DateOffset::Months),
        (0..=DateOffset::YEARS_MAX).prop_map(DateOffset::Years),
        (0..=DateOffset::MONTHS_MAX).prop_map(DateOffset::FirstOfMonthAfterMonths),
        (0..=DateOffset::DAYS_MAX).prop_map(DateOffset::FirstOfMonthAfterDays),
        (1..=DateOffset::MONTHS_MAX).prop_map(DateOffset::FirstOfNthMonth),
        day().prop_map(DateOffset::AsOf),
    ]
}

pub(super) fn trigger() -> impl Strategy<Value = Trigger> {
    prop_oneof![Just(Trigger::AllSigned), day().prop_map(Trigger::Date), Just(Trigger::LastNotice)]
}

fn span() -> impl Strategy<Value = CalendarSpan> {
    (1..=100_i64, 0..=1200_i64, 0..=36_500_i64)
        .prop_map(|(years, months, days)| CalendarSpan::new(years, months, days).unwrap())
}

fn signature_rule() -> impl Strategy<Value = SignatureRule> {
    let minimum = (1..=u32::MAX).prop_map(|minimum| NonZeroU32::new(minimum).unwrap());
    prop_oneof![Just(SignatureRule::AllListed), minimum.prop_map(SignatureRule::Minimum)]
}

fn term() -> impl Strategy<Value = Term> {
    prop_oneof![Just(Term::Indefinite), span().prop_map(Term::Fixed), day().prop_map(Term::Until)]
}

fn renewal() -> impl Strategy<Value = Renewal> {
    let notice = date_offset().prop_filter_map("counted back", |offset| NoticePeriod::new(offset).ok());
    let tacit = (span(), notice).prop_map(|(period, notice)| TacitRenewal { period, notice });
    prop_oneof![Just(Renewal::None), tacit.prop_map(Renewal::Tacit)]
}

pub(super) fn withdrawal() -> impl Strategy<Value = Withdrawal> {
    let rule = select(&[WithdrawalRule::Allowed, WithdrawalRule::NotAllowed, WithdrawalRule::Silent]);
    (rule, option::of(span()), option::of(date_offset())).prop_map(|(rule, lock, notice)| Withdrawal {
        rule,
        lock,
        notice,
    })
}

pub(super) fn terms() -> impl Strategy<Value = Terms> {
    let entry = (trigger(), option::of(date_offset()), option::of(date_offset()), option::of(day()))
        .prop_map(|(trigger, offset, later_offset, not_before)| EntryIntoForce {
            trigger,
            offset,
            later_offset,
            not_before,
        });
    let modes = subsequence(vec![ConsentMode::Signature, ConsentMode::CompletionNotices], 1..=2)
        .prop_shuffle()
        .prop_map(Into::into);
    let lasting = (signature_rule(), modes, term(), renewal());
    let area = (identifier(), localized()).prop_map(|(code, label)| Area { code, label });
    (
        select(&[Participation::ClosedList, Participation::Open, Participation::ByInvitation]),
        lasting,
        option::of(any::<bool>()),
        entry,
        any::<bool>(),
        select(&[ReservationRule::NotApplicable, ReservationRule::Prohibited]),
        withdrawal(),
        option::of(language()),
        shared(area),
    )
        .prop_map(
            |(
                participation,
                (signature_rule, consent_modes, term, renewal),
                full_powers_required,
                entry_into_force,
                body,
                reservation_rule,
                withdrawal,
                prevailing_language,
                areas,
            )| Terms {
                participation,
                full_powers_required,
                signature_rule,
                consent_modes,
                entry_into_force,
                provisional_application: ProvisionalApplication::NotAllowed,
                preparatory_body_allowed: body,
                reservation_rule,
                term,
                renewal,
                withdrawal,
                prevailing_language,
                areas,
            },
        )
}
