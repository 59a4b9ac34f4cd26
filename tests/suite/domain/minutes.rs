//! Minutes: who signs them, and what is agreed with them.

use depositary::domain::*;

use super::{check, check_in, given::*, names, reason};

const SIGNED: Result<&[&str], Rejection> = Ok(&["MinutesSigned"]);
const AGREED: Result<&[&str], Rejection> = Ok(&["MinutesSigned", "MinutesAgreed", "NextSessionDueSet"]);

fn other_digest() -> Digest {
    Digest::of(b"other minutes")
}

fn signing(participant_id: &str) -> SignMinutes {
    minutes_signing("S", participant_id)
}

fn status(agreement: &Agreement) -> SessionStatus {
    agreement.session(&id("S")).unwrap().status
}

#[test]
fn with_the_last_section_a_session_is_closed_and_the_next_one_due() {
    let half = check(&submitted(), ("2022-04-12", sign_minutes("S", "A")), SIGNED);
    assert_eq!(status(&half), SessionStatus::Concluded);
    let after = check(&half, ("2022-04-13", sign_minutes("S", "B")), AGREED);
    assert_eq!(status(&after), SessionStatus::Closed);
    // Counted from the first day of the session; the host is the next in turn.
    let due = SessionDue { due_by: day("2023-04-10"), host: Some(id("B")), ordinal: 2 };
    assert_eq!(after.commission(&id("C")).unwrap().due, Some(due));
    let minutes = after.session(&id("S")).unwrap().minutes.clone().unwrap();
    let signed: Vec<_> = minutes.signatures.iter().map(|one| one.officer_id.clone()).collect();
    assert_eq!(signed, [Some(id("AC")), Some(id("BC"))]);
}

#[test]
fn who_may_read_them_is_who_may_read_the_agreement() {
    let given = on(&concluded(), "2022-04-12", classify(Classification::Restricted));
    let kept = |agreement: &Agreement| {
        agreement.session(&id("S")).unwrap().minutes.as_ref().unwrap().minutes.classification
    };
    let after = on(&given, "2022-04-12", submit("S"));
    assert_eq!(kept(&after), Some(Classification::Restricted));
    let secret = Minutes { classification: Some(Classification::Confidential), ..minutes(digest()) };
    let body = SubmitMinutes { session_id: id("S"), minutes: secret.into() };
    let after = on(&given, "2022-04-12", CommandBody::SubmitMinutes(body));
    assert_eq!(kept(&after), Some(Classification::Confidential));
}

#[test]
fn one_signs_what_was_submitted_last() {
    let missing = BySession { session_id: id("S"), status: SessionStatus::Concluded };
    check(&concluded(), ("2022-04-12", sign_minutes("S", "A")), Err(Rejection::MinutesMissing(missing)));
    let over = |digest| sign_minutes_as(SignMinutes { digest, ..signing("A") });
    let mismatch = |digest, current| Err(Rejection::DigestMismatch { digest, current_digest: Some(current) });
    check(&submitted(), ("2022-04-12", over(other_digest())), mismatch(other_digest(), digest()));
    // New minutes make the signatures under the old ones void.
    let half = on(&submitted(), "2022-04-12", sign_minutes("S", "A"));
    let again = on(&half, "2022-04-13", submit_over("S", other_digest()));
    check(&again, ("2022-04-13", over(digest())), mismatch(digest(), other_digest()));
    let by_b = sign_minutes_as(SignMinutes { digest: other_digest(), ..signing("B") });
    let one = check(&again, ("2022-04-14", by_b), SIGNED);
    let after = check(&one, ("2022-04-15", over(other_digest())), AGREED);
    assert_eq!(status(&after), SessionStatus::Closed);
    // Even if the same minutes are submitted again.
    let same = on(&half, "2022-04-13", submit("S"));
    check(&same, ("2022-04-13", sign_minutes("S", "B")), SIGNED);
}

#[test]
fn each_section_signs_once() {
    let half = on(&submitted(), "2022-04-12", sign_minutes("S", "A"));
    let then = Err(Rejection::MinutesAlreadySigned { session_id: id("S"), participant_id: id("A") });
    check(&half, ("2022-04-12", sign_minutes("S", "A")), then);
    let closed_by = BySession { session_id: id("S"), status: SessionStatus::Closed };
    check(&closed(), ("2022-04-13", sign_minutes("S", "A")), Err(Rejection::SessionClosed(closed_by)));
}

#[test]
fn only_the_head_of_a_section_signs_or_a_deputy() {
    let given = on(&submitted(), "2022-04-12", appoint("AM", OfficerRole::Member, "A"));
    let by = |officer_id: Option<&str>, acting_for: Option<&str>| {
        let (officer_id, acting_for) = (officer_id.map(id), acting_for.map(id));
        sign_minutes_as(SignMinutes { officer_id, acting_for, ..signing("A") })
    };
    let no_head = |officer_id: Option<&str>| {
        Err(Rejection::NotCoChair { participant_id: id("A"), officer_id: officer_id.map(id) })
    };
    let today = "2022-04-12";
    check(&given, (today, by(Some("AM"), None)), no_head(Some("AM")));
    check(&given, (today, by(Some("BC"), None)), no_head(Some("BC")));
    check(&given, (today, by(Some("AM"), Some("BC"))), no_head(Some("AM")));
    check(&given, (today, by(None, Some("AM"))), no_head(None));
    let then = || Err(Rejection::OfficerNotFound { officer_id: id("X") });
    check(&given, (today, by(Some("X"), None)), then());
    check(&given, (today, by(None, Some("X"))), then());
    for (officer_id, acting_for, kept) in [
        (None, None, Some("AC")),
        (Some("AC"), None, Some("AC")),
        (Some("AM"), Some("AC"), Some("AM")),
        (None, Some("AC"), None),
    ] {
        let after = check(&given, (today, by(officer_id, acting_for)), SIGNED);
        let minutes = after.session(&id("S")).unwrap().minutes.clone().unwrap();
        let [signature] = minutes.signatures.as_slice() else { panic!("{minutes:?}") };
        assert_eq!(signature.officer_id, kept.map(id));
        assert_eq!(signature.acting_for, acting_for.map(id));
    }
    // The new head signs, and not the one before.
    let replaced = appoint_as("C", officer("AC2", OfficerRole::CoChair, "A"), Some("AC"));
    let given = on(&submitted(), "2022-05-01", replaced);
    check(&given, ("2022-05-02", by(Some("AC"), None)), no_head(Some("AC")));
    check(&given, ("2022-05-02", by(None, None)), SIGNED);
    let earlier = dated("2022-04-30", by(Some("AC"), None));
    check_in(&given, (&at_noon("2022-05-02"), &earlier), SIGNED);
}

#[test]
fn a_section_without_a_head_does_not_sign() {
    let rules = CommissionRules { quorum: 1, ..rules() };
    let given = on(&in_force(), "2022-03-10", establish_as("C", 1, rules));
    let given = on(&given, "2022-03-10", appoint("AM", OfficerRole::Member, "A"));
    let given = with_session(&on(&given, "2022-03-10", appoint("BM", OfficerRole::Member, "B")));
    let there = vec![present("AM", "A"), present("BM", "B")];
    let given = on(&given, "2022-04-10", convene_as("S", None, there));
    let given = on(&on(&given, "2022-04-11", conclude("S")), "2022-04-12", submit("S"));
    let then = Err(Rejection::NotCoChair { participant_id: id("A"), officer_id: None });
    check(&given, ("2022-04-12", sign_minutes("S", "A")), then);
}

#[test]
fn only_sections_sign() {
    let open_list = Terms { participation: Participation::Open, ..Terms::default() };
    let three = on(&fully_signed(open_list), "2022-03-05", invite("D"));
    let given = with_session(&with_commission_as(&three, "2022-03-10", rules()));
    let steps = [convene("S"), conclude("S"), submit("S")];
    let given = steps.into_iter().fold(given, |given, body| on(&given, "2022-04-10", body));
    for participant_id in ["D", "X"] {
        let then = Err(Rejection::ParticipantNotFound { participant_id: id(participant_id) });
        check(&given, ("2022-04-10", sign_minutes("S", participant_id)), then);
    }
    // One that became a section later was not there: it neither signs nor is waited for.
    let given = on(&given, "2022-04-10", appoint("DC", OfficerRole::CoChair, "D"));
    let then = Err(Rejection::ParticipantNotFound { participant_id: id("D") });
    check(&given, ("2022-04-10", sign_minutes("S", "D")), then);
    let one = on(&given, "2022-04-10", sign_minutes("S", "A"));
    check(&one, ("2022-04-10", sign_minutes("S", "B")), AGREED);
}

#[test]
fn all_sections_of_the_session_sign() {
    let open_list = Terms { participation: Participation::Open, ..Terms::default() };
    let three = on(&fully_signed(open_list), "2022-03-05", invite("D"));
    let given = with_commission_as(&three, "2022-03-10", rules());
    let given = with_session(&on(&given, "2022-03-10", appoint("DC", OfficerRole::CoChair, "D")));
    let there = both_chairs().into_iter().chain([present("DC", "D")]).collect();
    let steps = [convene_as("S", None, there), conclude("S"), submit("S")];
    let given = steps.into_iter().fold(given, |given, body| on(&given, "2022-04-10", body));
    let two = on(&on(&given, "2022-04-10", sign_minutes("S", "A")), "2022-04-10", sign_minutes("S", "B"));
    assert_eq!(status(&two), SessionStatus::Concluded);
    // Whoever takes its turn away meanwhile does not take its signature away.
    let rules = CommissionRules { rotation: rotation(&["A"]), ..rules() };
    let two = on(&two, "2022-04-10", amend_rules("C", rules));
    check(&two, ("2022-04-10", sign_minutes("S", "D")), AGREED);
}

#[test]
fn minutes_follow_the_session_and_signatures_the_minutes() {
    let early = refused_for(&concluded(), "2022-04-12", "2022-04-10", submit("S"));
    assert_eq!(reason(&early), "OUT_OF_SEQUENCE");
    let early = refused_for(&submitted(), "2022-04-13", "2022-04-11", sign_minutes("S", "A"));
    assert_eq!(reason(&early), "OUT_OF_SEQUENCE");
}

#[test]
fn they_are_agreed_on_the_day_of_the_latest_signature() {
    let half = on(&submitted(), "2022-04-20", sign_minutes("S", "A"));
    let command = dated("2022-04-15", sign_minutes("S", "B"));
    let events = decide(&half, &command, &at_noon("2022-04-25")).unwrap();
    assert_eq!(names(&events), AGREED.unwrap());
    let days: Vec<_> = events.iter().map(|event| event.occurred_on.full().unwrap()).collect();
    assert_eq!(days, ["2022-04-15", "2022-04-20", "2022-04-20"].map(day));
    let sources: Vec<_> =
        events.iter().map(|event| event.source.as_ref().map(|source| source.kind())).collect();
    assert_eq!(sources, [None, Some(SourceKind::System), Some(SourceKind::System)]);
    assert!(events.iter().all(|event| event.effective_on.is_none()));
}

#[test]
fn evaluation_decisions_and_readings_are_agreed_with_them() {
    let given = fully_signed(Terms { areas: [area("X")].into(), ..Terms::default() });
    let time = || in_period("2022-01-01", "2022-02-01");
    let by = |reading_id: &str, reporter: &str| {
        read_as(Reading { reporter: Some(id(reporter)), ..reading(reading_id, "IND", time()) })
    };
    let before = [
        define("IND"),
        by("R1", "A"),
        by("R2", "B"),
        read("R3", "IND", "2021-01-01", "2022-01-01"),
        contest("R3", "B"),
        read("R4", "IND", "2020-01-01", "2021-01-01"),
        revise_reading("R4", "R5"),
        read("R6", "IND", "2019-01-01", "2020-01-01"),
    ];
    let given = before.into_iter().fold(given, |given, body| on(&given, "2022-03-05", body));
    let given =
        on(&with_session(&with_commission_as(&given, "2022-03-10", rules())), "2022-04-10", convene("S"));
    let assessed = AreaAssessment {
        code: id("X"),
        rating: Rating::Partial,
        findings: LocalizedText::default(),
        reading_ids: ids(&["R2", "R1", "R3", "R4"]),
    };
    let evaluated = Evaluation {
        basis: EvaluationBasis::Session(id("S")),
        areas: Assessments::new([assessed]).unwrap(),
        ..evaluation("E1", "2022-03-02", "2022-04-11", &[])
    };
    let during = [
        evaluate_as(evaluated),
        evaluate_as(evaluation("E2", "2021-03-02", "2022-03-02", &["X"])),
        adopt("D1", "S"),
        adopt_as("D2", "S", 2, &["A"]),
        conclude("S"),
        submit("S"),
        sign_minutes("S", "A"),
    ];
    let given = during.into_iter().fold(given, |given, body| on(&given, "2022-04-10", body));
    let evaluations =
        |given: &Agreement| given.evaluations().iter().map(|one| one.status).collect::<Vec<_>>();
    let decisions = |given: &Agreement| given.decisions().iter().map(|one| one.agreed).collect::<Vec<_>>();
    let readings = |given: &Agreement| given.readings().iter().map(|one| one.status).collect::<Vec<_>>();
    use {EvaluationStatus as E, ReadingStatus as R};
    assert_eq!(evaluations(&given), [E::Recorded, E::Recorded]);
    let after = on(&given, "2022-04-12", sign_minutes("S", "B"));
    assert_eq!(evaluations(&after), [E::Agreed, E::Recorded]);
    assert_eq!(decisions(&after), [true, true]);
    // Of two readings of one time the first that is listed is agreed; what was replaced or not listed is not.
    let expected = [R::Recorded, R::Agreed, R::Agreed, R::Superseded, R::Recorded, R::Recorded];
    assert_eq!(readings(&after), expected);
}
