//! Terms.

use depositary::domain::{
    Area, CalendarSpan, ConsentMode, DateOffset, EntryIntoForce, Participation, ProvisionalApplication,
    ReservationRule, SignatureRule, Term, Terms, Trigger, Withdrawal, WithdrawalRule,
};
use proptest::{option, prelude::*, sample::select};

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
    prop_oneof![Just(Trigger::AllSigned), day().prop_map(Trigger::Date)]
}

pub(super) fn withdrawal() -> impl Strategy<Value = Withdrawal> {
    let span = (1..=100_i64, 0..=1200_i64, 0..=36_500_i64)
        .prop_map(|(years, months, days)| CalendarSpan::new(years, months, days).unwrap());
    let rule = select(&[WithdrawalRule::Allowed, WithdrawalRule::NotAllowed, WithdrawalRule::Silent]);
    (rule, option::of(span), option::of(date_offset())).prop_map(|(rule, lock, notice)| Withdrawal {
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
    let area = (identifier(), localized()).prop_map(|(code, label)| Area { code, label });
    (
        select(&[Participation::ClosedList, Participation::Open, Participation::ByInvitation]),
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
                signature_rule: SignatureRule::AllListed,
                consent_modes: [ConsentMode::Signature].into(),
                entry_into_force,
                provisional_application: ProvisionalApplication::NotAllowed,
                preparatory_body_allowed: body,
                reservation_rule,
                term: Term::Indefinite,
                withdrawal,
                prevailing_language,
                areas,
            },
        )
}
