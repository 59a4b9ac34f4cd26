//! Officers and sections: who is in a commission.

use depositary::domain::*;

use super::{check, given::*};

const APPOINTED: Result<&[&str], Rejection> = Ok(&["OfficerAppointed"]);

#[test]
fn a_section_has_one_head_and_one_secretary() {
    let given = with_commission();
    let taken = || Err(Rejection::SeatTaken { officer_id: id("AC") });
    check(&given, ("2022-04-01", appoint("AC2", OfficerRole::CoChair, "A")), taken());
    let replacing = |replaces| appoint_as("C", officer("AC2", OfficerRole::CoChair, "A"), Some(replaces));
    check(&given, ("2022-04-01", replacing("BC")), taken());
    let after = check(&given, ("2022-04-01", replacing("AC")), APPOINTED);
    let commission = after.commission(&id("C")).unwrap();
    let until = |officer_id: &str| commission.officer(&id(officer_id)).unwrap().until;
    assert_eq!((until("AC"), until("AC2"), until("BC")), (Some(day("2022-04-01")), None, None));
    let head = |date: &str| commission.co_chair(&id("A"), day(date).into());
    assert_eq!(head("2022-03-09"), None);
    assert_eq!(head("2022-03-31"), Some(&id("AC")));
    assert_eq!(head("2022-04-01"), Some(&id("AC2")));
    // Others may be many.
    let one = check(&given, ("2022-04-01", appoint("AM", OfficerRole::Member, "A")), APPOINTED);
    check(&one, ("2022-04-01", appoint("AM2", OfficerRole::Member, "A")), APPOINTED);
    let one = check(&given, ("2022-04-01", appoint("AS", OfficerRole::ExecutiveSecretary, "A")), APPOINTED);
    let then = Err(Rejection::SeatTaken { officer_id: id("AS") });
    check(&one, ("2022-04-01", appoint("AS2", OfficerRole::ExecutiveSecretary, "A")), then);
    check(&one, ("2022-04-01", appoint("BS", OfficerRole::ExecutiveSecretary, "B")), APPOINTED);
}

#[test]
fn one_takes_the_place_of_somebody_who_has_it() {
    let given = on(&with_commission(), "2022-03-20", appoint("AM", OfficerRole::Member, "A"));
    let replacing = |spec, replaces| appoint_as("C", spec, Some(replaces));
    let unknown = Err(Rejection::OfficerNotFound { officer_id: id("X") });
    let member = || officer("AM2", OfficerRole::Member, "A");
    check(&given, ("2022-04-01", replacing(member(), "X")), unknown);
    let other_seat = || Err(Rejection::BadValue { field: CommandField::Replaces });
    check(&given, ("2022-04-01", replacing(member(), "AC")), other_seat());
    check(&given, ("2022-04-01", replacing(officer("BM", OfficerRole::Member, "B"), "AM")), other_seat());
    let early = OfficerSpec { from: Some(day("2022-03-19")), ..member() };
    let then = Err(Rejection::BadDate { field: CommandField::OfficerFrom, date: day("2022-03-19").into() });
    check(&given, ("2022-04-01", replacing(early, "AM")), then);
    let after = check(&given, ("2022-04-01", replacing(member(), "AM")), APPOINTED);
    // Nobody is replaced twice.
    let third = officer("AM3", OfficerRole::Member, "A");
    check(&after, ("2022-04-02", replacing(third, "AM")), other_seat());
}

#[test]
fn an_officer_is_one_of_a_participant_and_has_an_id_of_its_own() {
    let given = on(&with_commission(), "2022-03-10", establish("OTHER"));
    let then = Err(Rejection::ParticipantNotFound { participant_id: id("X") });
    check(&given, ("2022-04-01", appoint("XC", OfficerRole::CoChair, "X")), then);
    let then = || Err(Rejection::OfficerExists { officer_id: id("AC") });
    check(&given, ("2022-04-01", appoint("AC", OfficerRole::Member, "A")), then());
    // Also across commissions.
    let in_other = appoint_as("OTHER", officer("AC", OfficerRole::CoChair, "A"), None);
    check(&given, ("2022-04-01", in_other), then());
    let then = Err(Rejection::CommissionNotFound { commission_id: id("X") });
    check(&given, ("2022-04-01", appoint_as("X", officer("N", OfficerRole::Member, "A"), None)), then);
}

#[test]
fn its_sections_are_its_hosts_and_those_with_a_head() {
    let open_list = Terms { participation: Participation::Open, ..Terms::default() };
    let three = on(&fully_signed(open_list), "2022-03-05", invite("D"));
    let sections = |given: &Agreement| {
        let commission = given.commission(&id("C")).unwrap();
        let sections = given.sections(commission, day("2022-06-01"));
        sections.into_iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let hosted = on(&three, "2022-03-10", establish("C"));
    assert_eq!(sections(&hosted), ["A", "B"]);
    assert_eq!(
        sections(&on(&hosted, "2022-03-11", appoint("DC", OfficerRole::CoChair, "D"))),
        ["A", "B", "D"]
    );
    assert_eq!(sections(&on(&hosted, "2022-03-11", appoint("DM", OfficerRole::Member, "D"))), ["A", "B"]);
    let alone = CommissionRules { rotation: Rotation::default(), ..rules() };
    let alone = on(&three, "2022-03-10", establish_as("C", 1, alone));
    assert_eq!(sections(&alone), ["A", "B", "D"]);
    assert_eq!(sections(&on(&alone, "2022-03-11", appoint("BC", OfficerRole::CoChair, "B"))), ["B"]);
}

#[test]
fn whoever_has_left_is_no_section_any_more() {
    let terms = Terms {
        participation: Participation::Open,
        signature_rule: minimum(2),
        ..leaving(WithdrawalRule::Allowed, None, Some(DateOffset::Months(1)))
    };
    let given = on(&fully_signed(terms), "2022-03-03", invite("D"));
    let given = on(&on(&given, "2022-03-04", sign("D")), "2022-03-31", communicate(None));
    let rules = CommissionRules { rotation: rotation(&["A", "B", "D"]), ..rules() };
    let given = with_commission_as(&given, "2022-03-31", rules);
    let given = caught_up(&on(&given, "2022-04-01", withdraw("D", "2022-04-01")), "2022-06-01");
    assert_eq!(given.status(), Status::InForce);
    let commission = given.commission(&id("C")).unwrap();
    assert_eq!(given.sections(commission, day("2022-04-30")).len(), 3);
    assert_eq!(given.sections(commission, day("2022-05-01")).len(), 2);
}
