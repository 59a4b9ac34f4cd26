//! Terms that contradict themselves, each other, or the list.

use depositary::domain::*;

use super::given::*;

fn inconsistent(terms: &Terms) -> Vec<&'static str> {
    terms.inconsistencies().into_iter().map(TermsField::path).collect()
}

#[test]
fn a_trigger_waits_for_consent_that_the_terms_offer() {
    for (trigger, modes, fields) in [
        (Trigger::AllSigned, &[ConsentMode::Signature][..], &[][..]),
        (Trigger::AllSigned, &[ConsentMode::CompletionNotices], &["entry_into_force.trigger"]),
        (Trigger::Date(day("2030-01-01")), &[ConsentMode::CompletionNotices], &["entry_into_force.trigger"]),
        (Trigger::LastNotice, &[ConsentMode::Signature], &["entry_into_force.trigger"]),
        (Trigger::LastNotice, &[ConsentMode::CompletionNotices], &[]),
        (Trigger::LastNotice, &[ConsentMode::Signature, ConsentMode::CompletionNotices], &[]),
    ] {
        let terms = Terms { consent_modes: modes.into(), ..entering(trigger) };
        assert_eq!(inconsistent(&terms), fields, "{trigger:?} {modes:?}");
    }
}

#[test]
fn only_a_term_with_an_end_is_renewed() {
    let renewal = tacit(years(1), DateOffset::Months(1));
    assert_eq!(inconsistent(&for_a_term(Term::Indefinite, renewal)), ["renewal"]);
    assert_eq!(inconsistent(&for_a_term(Term::Fixed(years(1)), renewal)), [""; 0]);
    assert_eq!(inconsistent(&for_a_term(Term::Until(day("2030-01-01")), renewal)), [""; 0]);
}

#[test]
fn a_notice_is_counted_back_in_days_months_or_years() {
    for offset in [DateOffset::Days(1), DateOffset::Months(1), DateOffset::Years(1)] {
        assert_eq!(NoticePeriod::new(offset).map(NoticePeriod::offset), Ok(offset));
    }
    for offset in [
        DateOffset::FirstOfMonthAfterMonths(1),
        DateOffset::FirstOfMonthAfterDays(1),
        DateOffset::FirstOfNthMonth(1),
        DateOffset::AsOf(day("2022-01-01")),
    ] {
        assert_eq!(NoticePeriod::new(offset), Err(Invalid::BadValue));
    }
    assert_eq!(NoticePeriod::new(DateOffset::Years(9)).unwrap().before(day("0003-05-01")), day("0001-01-01"));
}

#[test]
fn a_closed_list_can_give_the_signatures_that_the_terms_need() {
    let needing = |signatures, participation| Terms {
        signature_rule: minimum(signatures),
        participation,
        ..Terms::default()
    };
    let given = drafted(Terms::default());
    let then = Rejection::TermsInconsistent { fields: [TermsField::SignatureMinimum].into() };
    let closed = Participation::ClosedList;
    assert_eq!(refused(&given, "2022-02-02", set_terms(needing(3, closed))), then);
    on(&given, "2022-02-02", set_terms(needing(3, Participation::Open)));
    let enough = on(&given, "2022-02-02", set_terms(needing(2, closed)));
    on(&enough, "2022-02-10", freeze());
    // The list can become too short afterwards.
    let three = on(&on(&given, "2022-02-02", invite("C")), "2022-02-02", set_terms(needing(3, closed)));
    let short = on(&three, "2022-02-03", remove("C"));
    assert_eq!(refused(&short, "2022-02-10", freeze()), then);
    assert_eq!(refused(&short, "2022-02-10", open()), then);
}
