//! Leaving: the notice, its effect, the time for which one has to stay.

use depositary::domain::*;

use super::{given::*, names, reason};

const DAY: &str = "2022-06-30";

fn in_force_under(terms: Terms) -> Agreement {
    fully_signed(terms)
}

fn allowed(lock: Option<CalendarSpan>, notice: Option<DateOffset>) -> Agreement {
    in_force_under(leaving(WithdrawalRule::Allowed, lock, notice))
}

/// In force between three.
fn between_three(notice: DateOffset) -> Agreement {
    let terms = leaving(WithdrawalRule::Allowed, None, Some(notice));
    let agency = |participant_id| spec(participant_id, ParticipantKind::Agency);
    let participants = ["A", "B", "C"].map(agency).into();
    let drafted = drafted_as(DraftAgreement { participants, ..draft_of(header(), terms) });
    ["A", "B", "C"].iter().fold(on(&drafted, "2022-02-20", open()), |given, participant_id| {
        on(&given, "2022-03-02", sign(participant_id))
    })
}

fn participant<'a>(agreement: &'a Agreement, participant_id: &str) -> &'a Participant {
    agreement.participant(&id(participant_id)).unwrap()
}

#[test]
fn a_notice_has_effect_after_its_period_and_ends_what_is_between_two() {
    let given = on(&allowed(None, Some(DateOffset::Months(6))), DAY, withdraw("A", DAY));
    let pending = PendingWithdrawal { received_on: day(DAY), effective_on: day("2022-12-30") };
    assert_eq!(participant(&given, "A").withdrawal, Some(pending));
    assert_eq!((given.status(), given.party_count()), (Status::InForce, 2));
    assert!(catch_up(&given, noon("2022-12-29")).is_empty());
    let events = catch_up(&given, noon("2022-12-30"));
    assert_eq!(names(&events), ["ParticipantWithdrew", "AgreementTerminated"]);
    let EventBody::AgreementTerminated(terminated) = &events[1].body else { panic!("{events:?}") };
    assert_eq!((terminated.ground, &*terminated.consents), (TerminationGround::Denunciation, &[][..]));
    let after = caught_up(&given, "2023-06-01");
    assert_eq!((after.status(), after.ended_on()), (Status::Terminated, Some(day("2022-12-30"))));
    assert_eq!(participant(&after, "A").status, ParticipantStatus::Withdrawn);
    assert_eq!(participant(&after, "A").withdrew_on, Some(day("2022-12-30")));
    assert_eq!(participant(&after, "B").status, ParticipantStatus::Party);
}

#[test]
fn the_effect_stands_in_the_event() {
    let events = try_on(&allowed(None, None), DAY, withdraw("A", DAY)).unwrap();
    assert_eq!(names(&events), ["WithdrawalNotified"]);
    // Twelve months where the terms do not say how long (VCLT article 56(2)).
    assert_eq!(events[0].effective_on, Some(day("2023-06-30")));
    assert_eq!(events[0].occurred_on.full(), Some(day(DAY)));
}

#[test]
fn a_later_day_named_in_the_notice_counts() {
    for (named, effective_on) in [("2022-07-01", "2022-12-30"), ("2023-03-01", "2023-03-01")] {
        let notice = WithdrawalNotice { named_date: Some(day(named)), ..notice("A", DAY) };
        let given = on(&allowed(None, Some(DateOffset::Months(6))), DAY, withdraw_as(notice));
        let pending = participant(&given, "A").withdrawal.unwrap();
        assert_eq!(pending.effective_on, day(effective_on));
    }
}

#[test]
fn a_notice_counts_from_its_receipt_over_month_ends() {
    for (received_on, effective_on) in [("2022-08-31", "2023-02-28"), ("2023-08-31", "2024-02-29")] {
        let given = allowed(None, Some(DateOffset::Months(6)));
        let given = on(&given, "2023-09-01", withdraw("A", received_on));
        let after = caught_up(&given, "2024-03-01");
        assert_eq!(participant(&after, "A").withdrew_on, Some(day(effective_on)));
    }
}

#[test]
fn what_had_effect_already_has_it_in_the_same_record() {
    let events =
        try_on(&allowed(None, Some(DateOffset::Days(10))), DAY, withdraw("A", "2022-06-01")).unwrap();
    assert_eq!(names(&events), ["WithdrawalNotified", "ParticipantWithdrew", "AgreementTerminated"]);
}

#[test]
fn an_agreement_goes_on_among_those_who_remain() {
    let given = on(&between_three(DateOffset::Days(10)), DAY, withdraw("A", DAY));
    assert_eq!(names(&catch_up(&given, noon("2022-07-10"))), ["ParticipantWithdrew"]);
    let given = caught_up(&given, "2022-07-10");
    assert_eq!((given.status(), given.party_count()), (Status::InForce, 2));
    let given = on(&given, "2022-07-11", withdraw("B", "2022-07-11"));
    let after = caught_up(&given, "2022-08-01");
    assert_eq!((after.status(), after.ended_on()), (Status::Terminated, Some(day("2022-07-21"))));
}

#[test]
fn of_those_who_leave_on_one_day_the_agreement_ends_with_the_one_too_many() {
    let given = on(&between_three(DateOffset::Days(10)), DAY, withdraw("B", DAY));
    let given = on(&on(&given, DAY, withdraw("A", DAY)), DAY, withdraw("C", DAY));
    let events = catch_up(&given, noon("2022-08-01"));
    assert_eq!(names(&events), ["ParticipantWithdrew", "ParticipantWithdrew", "AgreementTerminated"]);
}

#[test]
fn on_one_day_withdrawal_comes_before_the_end_of_the_term() {
    for renewal in [Renewal::None, tacit(years(1), DateOffset::Days(0))] {
        let mut terms = leaving(WithdrawalRule::Allowed, None, Some(DateOffset::Months(6)));
        (terms.term, terms.renewal) = (Term::Until(day("2022-12-30")), renewal);
        let given = on(&in_force_under(terms), DAY, withdraw("A", DAY));
        let events = catch_up(&given, noon("2023-01-01"));
        assert_eq!(names(&events), ["ParticipantWithdrew", "AgreementTerminated"]);
    }
}

#[test]
fn some_agreements_have_to_be_kept_for_a_while() {
    let given = allowed(Some(years(3)), Some(DateOffset::Years(1)));
    let then = Rejection::WithdrawalLocked { earliest: day("2025-03-02") };
    assert_eq!(refused(&given, "2025-03-01", withdraw("A", "2025-03-01")), then);
    on(&given, "2025-03-02", withdraw("A", "2025-03-02"));
}

#[test]
fn the_terms_say_whether_one_can_leave() {
    let given = in_force_under(leaving(WithdrawalRule::NotAllowed, None, None));
    assert_eq!(refused(&given, DAY, withdraw("A", DAY)), Rejection::WithdrawalNotAllowed);
    let silent = in_force_under(leaving(WithdrawalRule::Silent, None, None));
    assert_eq!(refused(&silent, DAY, withdraw("A", DAY)), Rejection::WithdrawalNotProvided);
    let evidence = [Evidence { document_id: "D1".into(), digest: None }].into();
    let command = Command { act: Act { evidence, ..Act::default() }, body: withdraw("A", DAY) };
    let events = decide(&silent, &command, &at_noon(DAY)).unwrap();
    assert_eq!(events[0].effective_on, Some(day("2023-06-30")));
}

#[test]
fn only_a_party_leaves_and_only_once() {
    let given = on(&allowed(None, None), DAY, withdraw("A", DAY));
    let then = Rejection::WithdrawalExists { participant_id: id("A") };
    assert_eq!(refused(&given, DAY, withdraw("A", DAY)), then);
    assert_eq!(reason(&refused(&given, DAY, withdraw("X", DAY))), "PARTICIPANT_NOT_FOUND");
    let before = refused_for(&given, DAY, DAY, withdraw("B", "2022-03-01"));
    assert_eq!(reason(&before), "OUT_OF_SEQUENCE");
    let notice = WithdrawalNotice { dated_on: Some(day("2022-07-01").into()), ..notice("B", DAY) };
    assert_eq!(reason(&refused(&given, "2022-07-02", withdraw_as(notice))), "BAD_DATE");
}

#[test]
fn a_notice_can_be_taken_back_before_it_has_effect() {
    let given = on(&allowed(None, Some(DateOffset::Months(6))), DAY, withdraw("A", DAY));
    let after = on(&given, "2022-12-29", revoke("A", "2022-12-29"));
    assert_eq!(participant(&after, "A").status, ParticipantStatus::Party);
    assert_eq!((participant(&after, "A").withdrawal, due_at(&after)), (None, None));
    let then = Rejection::WithdrawalEffective { participant_id: id("A"), effective_on: day("2022-12-30") };
    assert_eq!(refused(&given, "2022-12-29", revoke("A", "2022-12-30")), then);
    assert_eq!(reason(&refused(&given, "2022-12-29", revoke("B", "2022-12-29"))), "NO_PENDING_WITHDRAWAL");
    assert_eq!(reason(&refused(&given, "2022-12-30", revoke("A", "2022-12-30"))), "AGREEMENT_CLOSED");
    assert_eq!(reason(&refused(&given, "2022-12-29", revoke("A", "2022-06-29"))), "OUT_OF_SEQUENCE");
    // And given again.
    on(&after, "2023-01-01", withdraw("A", "2023-01-01"));
}
