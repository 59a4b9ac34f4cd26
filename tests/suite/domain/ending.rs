//! Giving an agreement up before it is in force.

use depositary::domain::*;

use super::{check, check_in, given::*};

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
