//! Acts that come too late: entered in time, they would have prevented what has happened meanwhile (D7).

use depositary::domain::*;

use super::{given::*, reason};

fn late(given: &Agreement, today: &str, occurred_on: &str, body: CommandBody) -> u64 {
    let refused = refused_for(given, today, occurred_on, body);
    let Rejection::LateAct { blocking_revision, occurred_on: acted_on } = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(acted_on.full(), Some(day(occurred_on)));
    blocking_revision
}

fn opened_until(closes_on: &str) -> Agreement {
    on(&frozen(Terms::default()), "2022-02-20", open_from(None, Some(closes_on)))
}

#[test]
fn a_signature_that_would_have_saved_it() {
    let given = on(&opened_until("2022-03-31"), "2022-03-01", sign("A"));
    let lapsed = caught_up(&given, "2022-04-05");
    assert_eq!(late(&given, "2022-04-05", "2022-03-31", sign("B")), lapsed.revision());
    // In time it is one.
    assert_eq!(on_for(&given, "2022-03-31", "2022-03-30", sign("B")).status(), Status::InForce);
    // A signature after the window would not have saved it, nor does one of two.
    assert_eq!(reason(&refused_for(&given, "2022-04-05", "2022-04-01", sign("B"))), "AGREEMENT_CLOSED");
    let none = opened_until("2022-03-31");
    assert_eq!(reason(&refused_for(&none, "2022-04-05", "2022-03-31", sign("B"))), "AGREEMENT_CLOSED");
}

#[test]
fn an_extension_that_would_have_saved_it() {
    let given = opened_until("2022-03-31");
    late(&given, "2022-04-05", "2022-03-31", extend("2022-04-30"));
    assert_eq!(
        reason(&refused_for(&given, "2022-04-05", "2022-04-01", extend("2022-04-30"))),
        "AGREEMENT_CLOSED"
    );
}

#[test]
fn giving_up_what_entered_into_force_later() {
    let offset = Some(DateOffset::Days(30));
    let entry_into_force = EntryIntoForce { offset, ..EntryIntoForce::default() };
    let signed = fully_signed(Terms { entry_into_force, ..Terms::default() });
    let general = caught_up(&signed, "2022-04-01").revision() - 2;
    assert_eq!(late(&signed, "2022-04-02", "2022-03-15", abandon(&["A", "B"])), general);
    let after = refused_for(&signed, "2022-04-02", "2022-04-01", abandon(&["A", "B"]));
    assert_eq!(reason(&after), "ALREADY_IN_FORCE");
    // Without the consents it would have been refused in time too.
    let alone = refused_for(&signed, "2022-04-02", "2022-03-15", abandon(&[]));
    assert_eq!(reason(&alone), "ALREADY_IN_FORCE");
}

#[test]
fn a_notice_against_a_renewal_that_has_happened() {
    let terms = for_a_term(Term::Fixed(years(1)), tacit(years(1), DateOffset::Months(1)));
    let given = fully_signed(terms);
    let renewed = caught_up(&given, "2023-03-02").revision();
    assert_eq!(late(&given, "2025-06-01", "2023-01-01", refuse_renewal("A", "2023-01-01")), renewed);
    assert_eq!(late(&given, "2025-06-01", "2024-01-01", refuse_renewal("A", "2024-01-01")), renewed + 1);
    on(&given, "2025-06-01", refuse_renewal("A", "2025-03-15"));
}

#[test]
fn ending_what_has_expired() {
    let given = fully_signed(for_a_term(Term::Fixed(years(1)), Renewal::None));
    late(&given, "2023-06-01", "2023-03-01", terminate(&["A", "B"]));
    assert_eq!(
        reason(&refused_for(&given, "2023-06-01", "2023-03-02", terminate(&["A", "B"]))),
        "AGREEMENT_CLOSED"
    );
}

#[test]
fn a_revocation_of_what_has_had_effect() {
    let terms = leaving(WithdrawalRule::Allowed, None, Some(DateOffset::Months(1)));
    let given = on(&fully_signed(terms), "2022-04-01", withdraw("A", "2022-04-01"));
    let withdrew = caught_up(&given, "2022-05-01").revision() - 1;
    assert_eq!(late(&given, "2022-06-01", "2022-04-30", revoke("A", "2022-04-30")), withdrew);
    assert_eq!(reason(&refused(&given, "2022-06-01", revoke("A", "2022-05-01"))), "AGREEMENT_CLOSED");
}

#[test]
fn a_withdrawal_before_a_renewal_that_would_not_have_been() {
    let mut terms = for_a_term(Term::Fixed(years(1)), tacit(years(1), DateOffset::Months(1)));
    terms.withdrawal = Withdrawal::new(WithdrawalRule::Allowed, None, Some(DateOffset::Months(6)));
    let given = fully_signed(terms);
    let renewed = caught_up(&given, "2023-03-02").revision();
    assert_eq!(late(&given, "2023-06-01", "2022-08-01", withdraw("A", "2022-08-01")), renewed);
    // The renewal comes before the effect of this one, so nothing is in its way.
    let after = on(&given, "2023-06-01", withdraw("A", "2022-12-01"));
    assert_eq!((after.status(), after.ended_on()), (Status::Terminated, Some(day("2023-06-01"))));
}

#[test]
fn what_prevents_nothing_is_never_too_late() {
    let terms = for_a_term(Term::Fixed(years(1)), tacit(years(1), DateOffset::Months(1)));
    let given = on(&fully_signed(terms), "2022-04-01", define("IND"));
    let given = on_for(&given, "2025-06-01", "2022-04-02", read("R1", "IND", "2022-01-01", "2022-02-01"));
    let given = on_for(&given, "2025-06-01", "2022-04-02", evaluate("E1", "2022-03-02", "2022-04-01"));
    let given = on_for(&given, "2025-06-01", "2022-04-02", communicate(None));
    on_for(&given, "2025-06-01", "2022-04-02", attach("D1"));
}

#[test]
fn a_late_act_is_refused_before_any_reason_of_state_and_after_the_checks_before() {
    let given = on(&opened_until("2022-03-31"), "2022-03-01", sign("A"));
    assert_eq!(reason(&refused_for(&given, "2022-04-05", "2022-03-31", sign("X"))), "PARTICIPANT_NOT_FOUND");
    assert_eq!(
        reason(&refused_for(&given, "2022-04-05", "2022-03-31", sign("A"))),
        "ALREADY_SIGNED_OR_BOUND"
    );
    assert_eq!(reason(&refused_for(&given, "2022-04-05", "2022-01-31", sign("B"))), "OUT_OF_SEQUENCE");
}

#[test]
fn an_end_agreed_before_a_renewal_with_effect_after_it() {
    let terms = for_a_term(Term::Fixed(years(1)), tacit(years(1), DateOffset::Months(1)));
    let given = caught_up(&fully_signed(terms), "2023-07-01");
    // Agreed on 1 December 2022 for 1 July 2023; the renewal of 2 March 2023 happened all the same.
    let after = on_for(&given, "2023-07-01", "2022-12-01", terminate_on(Some("2023-07-01"), &["A", "B"]));
    assert_eq!((after.status(), after.ended_on()), (Status::Terminated, Some(day("2023-07-01"))));
}
