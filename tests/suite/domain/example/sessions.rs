//! The sessions of the Joint Security Commission, to the end of the third: rows 17 to 69 of the worked example, with what
//! is refused on the way and what is answered after it.

use depositary::domain::*;

use super::{AREAS, opened_joint_document, place, sign_in_tehran};
use crate::domain::{fold, given::*, names, reason};

const IRAN: &str = "IR-SNSC";
const UZBEKISTAN: &str = "UZ-SC";

/// The history, played as the service plays it: time first, then the act.
struct Play {
    agreement: Agreement,
    history: Vec<Event>,
}

impl Play {
    /// In force since 9 March 2022, with the trade of row 12 to 16.
    fn begin() -> Self {
        let mut agreement = opened_joint_document();
        for participant_id in [IRAN, UZBEKISTAN] {
            let signed = sign_in_tehran(participant_id, "N. N.", "Secretary");
            let events = decide(&agreement, &signed, &at_noon("2022-03-09")).unwrap();
            agreement = fold(&agreement, &events);
        }
        let mut play = Self { agreement, history: Vec::new() };
        play.act("2022-03-10", define("TRADE"), &["IndicatorDefined"]);
        play.act("2022-03-10", trade("R13", "2021-01-01", "2022-01-01", "431000000"), &["ReadingRecorded"]);
        play.act("2022-03-10", aim("T16", "TRADE"), &["TargetSet"]);
        play
    }

    /// What an act leads to, beside what fell due before it.
    fn act(&mut self, date: &str, body: CommandBody, then: &[&str]) {
        self.pass(date);
        let command = Command { act: Act::default(), body };
        let events = decide(&self.agreement, &command, &at_noon(date)).unwrap();
        assert_eq!(names(&events), then, "{date}");
        self.take(events);
    }

    fn refuse(&mut self, date: &str, body: CommandBody, then: &str) {
        self.pass(date);
        assert_eq!(reason(&refused(&self.agreement, date, body)), then, "{date}");
    }

    fn pass(&mut self, date: &str) {
        let due = catch_up(&self.agreement, noon(date));
        self.take(due);
    }

    fn take(&mut self, events: Vec<Event>) {
        self.agreement = fold(&self.agreement, &events);
        self.history.extend(events);
    }

    /// The days on which something was noticed.
    fn noticed(&self) -> Vec<(&'static str, String)> {
        let noticed = self.history.iter().filter(|event| {
            matches!(event.body, EventBody::SessionOverdueFlagged(_) | EventBody::ActionOverdueFlagged(_))
        });
        noticed
            .map(|event| (crate::domain::name(&event.body), event.effective_on.unwrap().to_string()))
            .collect()
    }

    fn due(&self) -> (String, Option<Identifier>, u64) {
        let due = self.agreement.commission(&id("JSC")).unwrap().due.clone().unwrap();
        (due.due_by.to_string(), due.host, due.ordinal)
    }

    fn session(&self, session_id: &str) -> &Session {
        self.agreement.session(&id(session_id)).unwrap()
    }
}

fn trade(reading_id: &str, from: &str, to: &str, value: &str) -> CommandBody {
    read_as(Reading {
        value: Decimal::parse(value).unwrap(),
        reporter: Some(id(IRAN)),
        ..reading(reading_id, "TRADE", in_period(from, to))
    })
}

fn implemented(reading_id: &str, on: &str, value: &str) -> CommandBody {
    let value = Decimal::parse(value).unwrap();
    read_as(Reading { value, ..reading(reading_id, "PRIOR_IMPL", ReadingTime::AsOf(day(on))) })
}

fn joint_security_commission() -> CommandBody {
    let turn =
        |participant_id, city| RotationTurn { participant_id: id(participant_id), place: Some(place(city)) };
    let turns = [turn(IRAN, "Tehran"), turn(UZBEKISTAN, "Tashkent")];
    establish_as("JSC", 1, CommissionRules { rotation: Rotation::new(turns).unwrap(), ..rules() })
}

fn officer_of(officer_id: &str, role: OfficerRole, participant_id: &str) -> CommandBody {
    appoint_as("JSC", officer(officer_id, role, participant_id), None)
}

fn scheduled_for(session_id: &str, first: &str, last: &str, host: &str) -> SessionSpec {
    SessionSpec {
        commission_id: id("JSC"),
        host: Some(id(host)),
        planned: planned(first, last),
        ..session(session_id, first)
    }
}

fn both(iran: &str) -> Vec<Attendee> {
    let members = |participant_id: &str, count| Attendee {
        officer_id: None,
        name: None,
        capacity: OfficerRole::Member,
        count,
        ..present("X", participant_id)
    };
    vec![present(iran, IRAN), present("UC", UZBEKISTAN), members(IRAN, 6), members(UZBEKISTAN, 7)]
}

fn evaluated(
    session_id: &str,
    evaluation_id: &str,
    from: &str,
    to: &str,
    ratings: [Rating; 6],
) -> Evaluation {
    let areas = AREAS.iter().zip(ratings).map(|(code, rating)| AreaAssessment {
        code: id(code),
        rating,
        findings: words("a finding"),
        reading_ids: ids(&["R13"]),
    });
    Evaluation {
        basis: EvaluationBasis::Session(id(session_id)),
        areas: Assessments::new(areas).unwrap(),
        ..evaluation(evaluation_id, from, to, &[])
    }
}

fn minutes_of(number: u32) -> Digest {
    let text = format!("IR-UZ Joint Security Commission, minutes of session {number}, example\n");
    Digest::of(text.as_bytes())
}

fn sign_for(session_id: &str, participant_id: &str, number: u32) -> CommandBody {
    let digest = minutes_of(number);
    sign_minutes_as(SignMinutes { digest, ..minutes_signing(session_id, participant_id) })
}

const AGREED: &[&str] = &["MinutesSigned", "MinutesAgreed", "NextSessionDueSet"];

fn first_session(play: &mut Play) {
    use Rating::{NotStarted, OffTrack, OnTrack, Partial};
    play.act("2022-05-11", trade("R17", "2021-03-21", "2022-03-21", "503000000"), &["ReadingRecorded"]);
    let share = Indicator {
        measure: Measure::Share,
        unit: Unit::parse("%").unwrap(),
        ..indicator("PRIOR_IMPL", IndicatorOrigin::Commission)
    };
    play.act("2022-05-16", define_as(share), &["IndicatorDefined"]);
    play.act("2022-06-01", joint_security_commission(), &["CommissionEstablished", "NextSessionDueSet"]);
    assert_eq!(play.due(), ("2023-03-09".into(), Some(id(IRAN)), 1));
    for (officer_id, role, participant_id) in [
        ("IC", OfficerRole::CoChair, IRAN),
        ("UC", OfficerRole::CoChair, UZBEKISTAN),
        ("IS", OfficerRole::ExecutiveSecretary, IRAN),
        ("US", OfficerRole::ExecutiveSecretary, UZBEKISTAN),
    ] {
        play.act("2022-06-08", officer_of(officer_id, role, participant_id), &["OfficerAppointed"]);
    }
    let in_tashkent = scheduled_for("S1", "2023-03-06", "2023-03-07", UZBEKISTAN);
    play.refuse("2022-12-12", schedule_as(in_tashkent), "HOST_OUT_OF_ROTATION");
    let first = scheduled_for("S1", "2023-03-06", "2023-03-07", IRAN);
    play.act("2022-12-12", schedule_as(first), &["SessionScheduled"]);
    assert_eq!(
        (play.session("S1").spec.ordinal, play.session("S1").place.clone()),
        (Some(1), Some(place("Tehran")))
    );
    let agenda = || (1..=8).map(item).collect();
    play.act("2023-01-30", adopt_agenda_as("S1", agenda()), &["AgendaAdopted"]);
    assert!(!play.session("S1").agenda.as_ref().unwrap().late);
    let ratings = [Partial, Partial, OnTrack, NotStarted, Partial, OffTrack];
    let e1 = evaluated("S1", "E1", "2022-03-09", "2023-03-06", ratings);
    play.refuse("2023-03-06", evaluate_as(e1.clone()), "SESSION_NOT_CONVENED");
    play.refuse("2023-03-06", convene_as("S1", None, vec![present("IC", IRAN)]), "QUORUM_NOT_MET");
    play.act("2023-03-06", convene_as("S1", None, both("IC")), &["SessionConvened"]);
    play.act("2023-03-06", implemented("R26", "2023-03-01", "35"), &["ReadingRecorded"]);
    let mut incomplete = e1.clone();
    let listed = e1.areas.as_slice().iter().filter(|area| area.code != id("EARLIER_AGREEMENTS"));
    incomplete.areas = Assessments::new(listed.cloned()).unwrap();
    play.refuse("2023-03-07", evaluate_as(incomplete), "AREAS_INCOMPLETE");
    play.act("2023-03-07", evaluate_as(e1.clone()), &["AgreementEvaluated"]);
    play.refuse(
        "2023-03-07",
        evaluate_as(Evaluation { evaluation_id: id("E1b"), ..e1 }),
        "EVALUATION_EXISTS",
    );
    for (action_id, owner, due_on) in
        [("A1", UZBEKISTAN, "2023-06-30"), ("A2", IRAN, "2023-09-30"), ("A3", UZBEKISTAN, "2023-12-31")]
    {
        play.act("2023-03-07", assign(action_id, "S1", owner, due_on), &["ActionAssigned"]);
    }
    let target = Target {
        value: Decimal::parse("60").unwrap(),
        by: Some(day("2025-03-01")),
        ..target("T31", "PRIOR_IMPL")
    };
    play.act("2023-03-07", aim_as(target), &["TargetSet"]);
    play.act("2023-03-07", conclude("S1"), &["SessionConcluded"]);
    play.act("2023-03-07", submit_over("S1", minutes_of(1)), &["MinutesSubmitted"]);
    play.refuse("2023-03-07", sign_for("S1", IRAN, 2), "DIGEST_MISMATCH");
    play.act("2023-03-07", sign_for("S1", IRAN, 1), &["MinutesSigned"]);
    play.refuse("2023-03-07", sign_for("S1", IRAN, 1), "MINUTES_ALREADY_SIGNED");
    play.act("2023-03-07", sign_for("S1", UZBEKISTAN, 1), AGREED);
    play.refuse("2023-03-07", adopt("D1", "S1"), "SESSION_CLOSED");
    assert_eq!(play.session("S1").status, SessionStatus::Closed);
    assert_eq!(play.due(), ("2024-03-06".into(), Some(id(UZBEKISTAN)), 2));
}

fn second_session(play: &mut Play) {
    use Rating::{OnTrack, Partial};
    let replaced = appoint_as("JSC", officer("IC2", OfficerRole::CoChair, IRAN), Some("IC"));
    play.act("2023-05-22", replaced, &["OfficerAppointed"]);
    play.act("2023-06-12", complete("A1"), &["ActionCompleted"]);
    play.act("2023-07-04", communicate(None), &["CommunicationRecorded"]);
    play.act("2023-09-20", defer("A2", "2024-01-31", &[UZBEKISTAN]), &["ActionDeferred"]);
    let second = scheduled_for("S2", "2024-02-27", "2024-02-27", UZBEKISTAN);
    play.act("2023-11-27", schedule_as(second), &["SessionScheduled"]);
    play.act("2024-01-25", complete("A2"), &["ActionCompleted"]);
    play.act("2024-02-05", adopt_agenda("S2"), &["AgendaAdopted"]);
    assert!(play.session("S2").agenda.as_ref().unwrap().late);
    play.act("2024-02-20", complete("A3"), &["ActionCompleted"]);
    let there = vec![deputy("IC2", IRAN), present("UC", UZBEKISTAN)];
    play.act("2024-02-27", convene_as("S2", None, there), &["SessionConvened"]);
    play.refuse("2024-02-27", verify("A1", &[UZBEKISTAN]), "SELF_VERIFICATION");
    for action_id in ["A1", "A2", "A3"] {
        play.act("2024-02-27", verify(action_id, &[IRAN, UZBEKISTAN]), &["ActionVerified"]);
    }
    play.act("2024-02-27", trade("R47", "2022-01-01", "2023-01-01", "436000000"), &["ReadingRecorded"]);
    let ratings = [OnTrack, Partial, OnTrack, Partial, OnTrack, Partial];
    let e2 = evaluated("S2", "E2", "2023-03-06", "2024-02-27", ratings);
    play.act("2024-02-27", evaluate_as(e2), &["AgreementEvaluated"]);
    play.act("2024-02-27", assign("A4", "S2", IRAN, "2024-12-31"), &["ActionAssigned"]);
    play.act("2024-02-27", conclude("S2"), &["SessionConcluded"]);
    play.act("2024-02-28", submit_over("S2", minutes_of(2)), &["MinutesSubmitted"]);
    play.act("2024-02-28", sign_for("S2", UZBEKISTAN, 2), &["MinutesSigned"]);
    play.act("2024-03-01", sign_for("S2", IRAN, 2), AGREED);
    assert_eq!(play.due(), ("2025-02-27".into(), Some(id(IRAN)), 3));
}

fn third_session(play: &mut Play) {
    use Rating::{Achieved, OffTrack, OnTrack, Partial};
    play.act(
        "2024-11-25",
        schedule_as(scheduled_for("S3", "2025-02-25", "2025-02-25", IRAN)),
        &["SessionScheduled"],
    );
    play.act("2025-02-18", reschedule("S3", "2025-05-20", "2025-05-20"), &["SessionRescheduled"]);
    play.act("2025-04-15", adopt_agenda("S3"), &["AgendaAdopted"]);
    let session = play.session("S3");
    assert_eq!(play.agreement.agenda_deadline(session), day("2025-04-20"));
    assert!(!session.agenda.as_ref().unwrap().late);
    let today = "2025-05-20";
    play.act(today, convene_as("S3", None, both("IC2")), &["SessionConvened"]);
    play.act(today, implemented("R63", "2025-05-01", "48"), &["ReadingRecorded"]);
    play.act(today, report("A4", 60), &["ActionProgressReported"]);
    play.act(today, defer("A4", "2025-12-31", &[IRAN, UZBEKISTAN]), &["ActionDeferred"]);
    let ratings = [OnTrack, OnTrack, Achieved, Partial, OnTrack, OffTrack];
    let e3 = evaluated("S3", "E3", "2024-02-27", "2025-05-20", ratings);
    play.act(today, evaluate_as(e3), &["AgreementEvaluated"]);
    play.act(today, conclude("S3"), &["SessionConcluded"]);
    play.act(today, submit_over("S3", minutes_of(3)), &["MinutesSubmitted"]);
    play.act(today, sign_for("S3", IRAN, 3), &["MinutesSigned"]);
    play.act(today, sign_for("S3", UZBEKISTAN, 3), AGREED);
}

#[test]
fn the_minutes_have_the_digests_that_are_published_with_them() {
    let starts = [1, 2, 3].map(|number| minutes_of(number).to_string()[..8].to_owned());
    assert_eq!(starts, ["6e15de06", "f2ca38aa", "9911e2b8"]);
}

#[test]
fn the_commission_meets_three_times() {
    let mut play = Play::begin();
    first_session(&mut play);
    second_session(&mut play);
    third_session(&mut play);
    let noticed = [
        ("ActionOverdueFlagged", "2024-01-01".to_owned()),
        ("ActionOverdueFlagged", "2025-01-01".to_owned()),
        ("SessionOverdueFlagged", "2025-03-30".to_owned()),
    ];
    assert_eq!(play.noticed(), noticed);
    // The next session: no. 4, in Tashkent, due by 20 May 2026, overdue from 20 June.
    assert_eq!(play.due(), ("2026-05-20".into(), Some(id(UZBEKISTAN)), 4));
    let commission = play.agreement.commission(&id("JSC")).unwrap();
    assert_eq!(commission.overdue_from(), Some(day("2026-06-20")));
    assert_eq!(commission.due_place(), Some(&place("Tashkent")));
    assert_eq!((play.agreement.status(), play.agreement.stage()), (Status::InForce, Stage::Evaluated));
    let evaluations = play.agreement.evaluations();
    assert!(evaluations.iter().all(|past| past.status == EvaluationStatus::Agreed));
    assert_eq!(evaluations.len(), 3);
    // Open is one action only: deferred once, 60 per cent, until the end of 2025.
    let open: Vec<_> =
        play.agreement.actions().iter().filter(|action| action.status == ActionStatus::Open).collect();
    let [action] = open.as_slice() else { panic!("{open:?}") };
    assert_eq!((action.id(), action.due_on), (&id("A4"), day("2025-12-31")));
    assert_eq!((action.times_deferred, action.percent().get()), (1, 60));
    // The reading that all three rest on was agreed with the first minutes.
    assert_eq!(play.agreement.reading(&id("R13")).unwrap().status, ReadingStatus::Agreed);
}

#[test]
fn what_was_late_on_a_day_is_answered_for_that_day() {
    let mut play = Play::begin();
    let before = play.agreement.clone();
    first_session(&mut play);
    second_session(&mut play);
    third_session(&mut play);
    let on_day = |date: &str| {
        let counts = |event: &&Event| {
            event.effective_on.or(event.occurred_on.full()).is_some_and(|on| on <= day(date))
        };
        let then = play.history.iter().filter(counts).fold(before.clone(), evolve);
        let overdue: Vec<_> = then.actions().iter().filter(|one| one.is_overdue_on(day(date))).collect();
        let overdue: Vec<_> = overdue.into_iter().map(|action| action.id().to_string()).collect();
        (owes_a_session(&then, "JSC", date), overdue)
    };
    assert_eq!(on_day("2024-01-15"), (false, vec!["A3".to_owned()]));
    assert_eq!(on_day("2025-03-29"), (false, vec!["A4".to_owned()]));
    assert_eq!(on_day("2025-03-30"), (true, vec!["A4".to_owned()]));
    assert_eq!(on_day("2025-05-20"), (false, vec![]));
}
