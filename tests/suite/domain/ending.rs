//! Giving an agreement up before it is in force, and ending it afterwards.

use depositary::domain::*;

use super::{check, check_in, given::*, names, reason};

const ABANDONED: Result<&[&str], Rejection> = Ok(&["AgreementAbandoned"]);
const BEFORE_FORCE: &[Status] = &[Status::Draft, Status::Frozen, Status::Open, Status::Signed];

#[test]
fn what_nobody_signed_can_be_given_up_by_anybody() {
    for given in [drafted(Terms::default()), frozen(Terms::default()), opened(Terms::default())] {
        let after = check(&given, ("2022-03-01", abandon(&[])), ABANDONED);
        assert_eq!((after.status(), after.stage()), (Status::Abandoned, Stage::Drafted));
    }
}

#[test]
fn whoever_has_signed_must_agree_to_give_it_up() {
    let missing = |ids: &[&str]| {
        Err(Rejection::ConsentMissing { missing: ids.iter().map(|missing| id(missing)).collect() })
    };
    let given = half_signed(Terms::default());
    check(&given, ("2022-03-02", abandon(&["B"])), missing(&["A"]));
    check(&given, ("2022-03-02", abandon(&["A"])), ABANDONED);
    let given = fully_signed(entering(Trigger::Date(day("2030-01-01"))));
    check(&given, ("2022-03-02", abandon(&[])), missing(&["A", "B"]));
    check(&given, ("2022-03-02", abandon(&["B"])), missing(&["A"]));
    check(&given, ("2022-03-02", abandon(&["B", "A"])), ABANDONED);
}

#[test]
fn a_signature_ad_referendum_is_one_that_must_agree() {
    let mut sign = signing("A");
    sign.kind = SignatureKind::AdReferendum;
    let sign = CommandBody::SignAgreement(Box::new(sign));
    let given = check(&opened(Terms::default()), ("2022-03-01", sign), Ok(&["AgreementSigned"]));
    let then = Err(Rejection::ConsentMissing { missing: [id("A")].into() });
    check(&given, ("2022-03-02", abandon(&[])), then);
}

#[test]
fn only_participants_consent() {
    let then = Err(Rejection::ParticipantNotFound { participant_id: id("C") });
    check(&frozen(Terms::default()), ("2022-03-02", abandon(&["C"])), then);
}

#[test]
fn what_is_in_force_is_not_given_up() {
    let by_state = ByState { state: Status::InForce, allowed_states: BEFORE_FORCE };
    check(&in_force(), ("2022-04-01", abandon(&["A", "B"])), Err(Rejection::AlreadyInForce(by_state)));
}

#[test]
fn an_agreement_ends_once() {
    let given = check(&frozen(Terms::default()), ("2022-03-01", abandon(&[])), ABANDONED);
    let by_state = ByState { state: Status::Abandoned, allowed_states: BEFORE_FORCE };
    check(&given, ("2022-03-02", abandon(&[])), Err(Rejection::AgreementClosed(by_state)));
}

#[test]
fn it_is_not_given_up_before_the_last_signature() {
    let command = dated("2022-02-28", abandon(&["A"]));
    let occurred_on = day("2022-02-28").into();
    let then = Err(Rejection::OutOfSequence { occurred_on, not_before: day("2022-03-01") });
    check_in(&half_signed(Terms::default()), (&at_noon("2022-03-05"), &command), then);
}

#[test]
fn all_parties_end_it_together() {
    let given = in_force();
    let missing = |missing: &[&str]| Rejection::ConsentMissing { missing: ids(missing) };
    assert_eq!(refused(&given, "2022-04-01", terminate(&["A"])), missing(&["B"]));
    assert_eq!(refused(&given, "2022-04-01", terminate(&[])), missing(&["A", "B"]));
    let after = on(&given, "2022-04-01", terminate(&["A", "B"]));
    assert_eq!((after.status(), after.stage()), (Status::Terminated, Stage::Signed));
    assert_eq!((after.ended_on(), due_at(&after)), (Some(day("2022-04-01")), None));
}

#[test]
fn whoever_is_leaving_has_to_agree_too() {
    let given = on(&in_force(), "2022-04-01", withdraw("A", "2022-04-01"));
    let then = Rejection::ConsentMissing { missing: ids(&["A"]) };
    assert_eq!(refused(&given, "2022-04-02", terminate(&["B"])), then);
    let after = on(&given, "2022-04-02", terminate(&["A", "B"]));
    assert_eq!(due_at(&after), None);
}

#[test]
fn the_end_has_a_day_of_its_own() {
    let given = in_force();
    let after = on(&given, "2022-04-01", terminate_on(Some("2022-03-15"), &["A", "B"]));
    assert_eq!(after.ended_on(), Some(day("2022-03-15")));
    let early = refused(&given, "2022-04-01", terminate_on(Some("2022-03-01"), &["A", "B"]));
    let then =
        Rejection::OutOfSequence { occurred_on: day("2022-03-01").into(), not_before: day("2022-03-02") };
    assert_eq!(early, then);
    let ahead = refused(&given, "2022-04-01", terminate_on(Some("2022-04-03"), &["A", "B"]));
    let then = Rejection::OccurredInFuture {
        field: CommandField::EffectiveOn,
        occurred_on: day("2022-04-03").into(),
        today: day("2022-04-01"),
    };
    assert_eq!(ahead, then);
    assert_eq!(reason(&refused_for(&given, "2022-04-01", "2022-03", terminate(&["A", "B"]))), "BAD_DATE");
}

#[test]
fn some_grounds_only_the_service_states() {
    for ground in [TerminationGround::Denunciation, TerminationGround::Subsistence] {
        let terminate = TerminateByConsent { ground, effective_on: None, consents: ids(&["A", "B"]) };
        let then = Rejection::BadValue { field: CommandField::Ground };
        assert_eq!(refused(&in_force(), "2022-04-01", CommandBody::TerminateByConsent(terminate)), then);
    }
}

#[test]
fn a_later_agreement_replaces_it_once_that_is_in_force() {
    let (full, partial) = (SupersessionScope::Full, SupersessionScope::Partial);
    let supersede_knowing = |named| {
        let facts = Facts { reference_of: None, named };
        let command = Command { act: Act::default(), body: supersede(full, None) };
        decide(&in_force(), &command, &Context { now: noon("2022-04-01"), facts })
    };
    let since = |from: &str, until: Option<&str>| OtherAgreement {
        entered_into_force_on: Some(day(from)),
        ended_on: until.map(day),
    };
    let successor = agreement_id("a-b-2023");
    assert_eq!(supersede_knowing(None), Err(Rejection::SuccessorNotFound { successor: successor.clone() }));
    let not_in_force =
        || Err(Rejection::SuccessorNotInForce { successor: successor.clone(), on: day("2022-04-01") });
    assert_eq!(supersede_knowing(Some(OtherAgreement::default())), not_in_force());
    assert_eq!(supersede_knowing(Some(since("2022-04-02", None))), not_in_force());
    assert_eq!(supersede_knowing(Some(since("2022-01-01", Some("2022-04-01")))), not_in_force());
    let events = supersede_knowing(Some(since("2022-04-01", Some("2022-04-02")))).unwrap();
    assert_eq!(
        (names(&events), events[0].effective_on),
        (vec!["AgreementSuperseded"], Some(day("2022-04-01")))
    );
    let after = on(&in_force(), "2022-04-01", supersede(full, Some("2022-03-20")));
    assert_eq!((after.status(), after.ended_on()), (Status::Superseded, Some(day("2022-03-20"))));
    let part = on(&in_force(), "2022-04-01", supersede(partial, None));
    assert_eq!((part.status(), part.ended_on()), (Status::InForce, None));
}

#[test]
fn it_does_not_replace_itself() {
    let own = SupersedeAgreement {
        successor: agreement_id("a-b-2022"),
        scope: SupersessionScope::Full,
        effective_on: None,
    };
    let then = Rejection::SelfRelation { field: CommandField::Successor };
    assert_eq!(refused(&in_force(), "2022-04-01", CommandBody::SupersedeAgreement(own)), then);
}

#[test]
fn after_the_end_only_the_whole_is_evaluated_and_the_stage_stays() {
    let ended = on(&in_force(), "2022-04-01", terminate(&["A", "B"]));
    let row = evaluate("E1", "2022-03-02", "2022-04-01");
    assert_eq!(reason(&refused(&ended, "2022-04-02", row)), "AGREEMENT_CLOSED");
    let mut whole = evaluation("E1", "2022-03-02", "2022-04-01", &[]);
    whole.kind = EvaluationKind::Final;
    let after = on(&ended, "2022-04-02", evaluate_as(whole));
    assert_eq!((after.status(), after.stage()), (Status::Terminated, Stage::Signed));
    // What was evaluated while in force stays so.
    let evaluated = on(&in_force(), "2022-04-01", evaluate("E1", "2022-03-02", "2022-04-01"));
    assert_eq!(on(&evaluated, "2022-04-02", terminate(&["A", "B"])).stage(), Stage::Evaluated);
}
