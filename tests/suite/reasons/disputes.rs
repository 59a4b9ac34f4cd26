//! What is refused where readings are disputed, and where a session evaluates.

use depositary::proto::v1::{
    AgreeReadingRequest, AreaAssessment, ContestReadingRequest, EvaluateAgreementRequest, EvaluationBasis,
    Period, Reading, ReviseReadingRequest,
};

use super::{
    Case, Reason,
    desk::{A, B, Desk},
};
use crate::support::date;

pub(super) fn cases(desk: &Desk) -> Vec<Case> {
    let mut cases = vec![];
    cases.extend(contests(desk));
    cases.extend(revisions(desk));
    cases.extend(agreed(desk));
    cases.extend(evaluations(desk));
    // All of them look at an agreement.
    let mut cases: Vec<_> = cases.into_iter().map(Case::about_its_agreement).collect();
    cases.extend(wrong_in_any_state(desk));
    cases
}

/// The requests about the reading R1, which A reports.
impl Desk {
    fn contest(&self, by: &str) -> ContestReadingRequest {
        ContestReadingRequest {
            name: self.name.clone(),
            reading_id: "R1".into(),
            by: by.to_owned(),
            ..ContestReadingRequest::default()
        }
    }

    fn revise_reading(&self, revised: &str) -> ReviseReadingRequest {
        ReviseReadingRequest {
            name: self.name.clone(),
            reading_id: "R1".into(),
            revised_reading_id: revised.to_owned(),
            value: "56".into(),
            ..ReviseReadingRequest::default()
        }
    }

    fn agree(&self, reading: &str) -> AgreeReadingRequest {
        let reading_id = reading.to_owned();
        AgreeReadingRequest { name: self.name.clone(), reading_id, ..AgreeReadingRequest::default() }
    }

    fn evaluate_in_session(&self, evaluation: &str) -> EvaluateAgreementRequest {
        let (basis, session_id) = (EvaluationBasis::Session.into(), "S1".into());
        EvaluateAgreementRequest { basis, session_id, ..self.evaluate(evaluation, &[]) }
    }

    async fn reported(&self) {
        self.drafted().await;
        self.done(self.define("I1")).await;
        let reading = Reading { reporter: A.into(), ..self.reading("R1", "I1") };
        self.done(self.record(reading)).await;
    }

    async fn revised(&self) {
        self.reported().await;
        self.done(self.revise_reading("R2")).await;
    }
}

fn wrong_in_any_state(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "contesting no reading", Reason::FieldRequired, async |desk: Desk| {
            desk.refused(ContestReadingRequest { reading_id: String::new(), ..desk.contest(B) }).await
        })
        .wrong("reading_id"),
        Case::at(desk, "contested in words", Reason::BadDecimal, async |desk: Desk| {
            let counter_value = "half of it".into();
            desk.refused(ContestReadingRequest { counter_value, ..desk.contest(B) }).await
        })
        .wrong("counter_value"),
        Case::at(desk, "a session that nobody named", Reason::FieldRequired, async |desk: Desk| {
            let evaluate = desk.evaluate_in_session("E1");
            desk.refused(EvaluateAgreementRequest { session_id: String::new(), ..evaluate }).await
        })
        .wrong("session_id"),
        Case::at(desk, "a report of a session", Reason::BadValue, async |desk: Desk| {
            let basis = EvaluationBasis::Report.into();
            let evaluate = desk.evaluate_in_session("E1");
            desk.refused(EvaluateAgreementRequest { basis, ..evaluate }).await
        })
        .wrong("session_id"),
    ]
}

fn contests(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "contesting nothing", Reason::ReadingNotFound, async |desk: Desk| {
            desk.drafted().await;
            desk.refused(desk.contest(B)).await
        })
        .with("resource", "{name}/readings/R1"),
        Case::at(desk, "contested by a stranger", Reason::ParticipantNotFound, async |desk: Desk| {
            desk.reported().await;
            desk.refused(desk.contest("C")).await
        })
        .with("resource", "{name}/participants/C"),
        Case::at(desk, "contesting oneself", Reason::SelfContest, async |desk: Desk| {
            desk.reported().await;
            desk.refused(desk.contest(A)).await
        })
        .wrong("by"),
        Case::at(desk, "contesting what was revised", Reason::ReadingSuperseded, async |desk: Desk| {
            desk.revised().await;
            desk.refused(desk.contest(B)).await
        })
        .with("reading", "{name}/readings/R1")
        .with("state", "SUPERSEDED"),
    ]
}

fn revisions(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "revised by itself", Reason::ReadingExists, async |desk: Desk| {
            desk.reported().await;
            desk.refused(desk.revise_reading("R1")).await
        })
        .with("resource", "{name}/readings/R1"),
        Case::at(desk, "revising what was revised", Reason::ReadingSuperseded, async |desk: Desk| {
            desk.revised().await;
            desk.refused(desk.revise_reading("R3")).await
        })
        .with("reading", "{name}/readings/R1")
        .with("state", "SUPERSEDED"),
    ]
}

fn agreed(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "agreeing twice", Reason::ReadingAlreadyAgreed, async |desk: Desk| {
            desk.reported().await;
            desk.done(desk.agree("R1")).await;
            desk.refused(desk.agree("R1")).await
        })
        .with("resource", "{name}/readings/R1")
        .with("state", "AGREED"),
        Case::at(desk, "agreeing on both", Reason::AgreedReadingExists, async |desk: Desk| {
            desk.reported().await;
            let of_b = Reading { reporter: B.into(), ..desk.reading("R2", "I1") };
            desk.done(desk.record(of_b)).await;
            desk.done(desk.agree("R1")).await;
            desk.refused(desk.agree("R2")).await
        })
        .with("resource", "{name}/readings/R1")
        .with("state", "AGREED"),
        Case::at(desk, "agreeing on what was revised", Reason::ReadingSuperseded, async |desk: Desk| {
            desk.revised().await;
            desk.refused(desk.agree("R1")).await
        })
        .with("reading", "{name}/readings/R1")
        .with("state", "SUPERSEDED"),
    ]
}

fn evaluations(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "evaluated in no session", Reason::SessionNotFound, async |desk: Desk| {
            desk.with_commission().await;
            desk.refused(desk.evaluate_in_session("E1")).await
        })
        .with("resource", "{name}/sessions/S1"),
        Case::at(desk, "evaluated by no commission", Reason::CommissionNotFound, async |desk: Desk| {
            desk.in_force().await;
            let commission_id = "C1".into();
            desk.refused(EvaluateAgreementRequest { commission_id, ..desk.evaluate("E1", &[]) }).await
        })
        .with("resource", "{name}/commissions/C1"),
        Case::at(desk, "evaluated by no reading", Reason::ReadingNotFound, async |desk: Desk| {
            desk.in_force_with_areas(&["DRUGS"]).await;
            let mut evaluate = desk.evaluate("E1", &["DRUGS"]);
            let by_reading = |area: AreaAssessment| AreaAssessment { reading_ids: vec!["R1".into()], ..area };
            evaluate.areas = evaluate.areas.into_iter().map(by_reading).collect();
            desk.refused(evaluate).await
        })
        .with("resource", "{name}/readings/R1"),
        Case::at(desk, "a second evaluation of a session", Reason::EvaluationExists, async |desk: Desk| {
            desk.convened().await;
            desk.done(desk.evaluate_in_session("E1")).await;
            let period = Some(Period { from: date(2022, 2, 10), to: date(2022, 2, 14) });
            let evaluate = desk.evaluate_in_session("E2");
            desk.refused(EvaluateAgreementRequest { period, ..evaluate }).await
        })
        .with("resource", "{name}/evaluations/E1"),
        Case::at(desk, "evaluated before the opening", Reason::SessionNotConvened, async |desk: Desk| {
            desk.scheduled().await;
            desk.refused(desk.evaluate_in_session("E1")).await
        })
        .by_session("SCHEDULED"),
        Case::at(desk, "evaluated after the minutes", Reason::SessionClosed, async |desk: Desk| {
            desk.closed().await;
            desk.refused(desk.evaluate_in_session("E1")).await
        })
        .by_session("CLOSED"),
        Case::at(desk, "days evaluated by two sessions", Reason::PeriodOverlap, async |desk: Desk| {
            desk.with_commission().await;
            let commission_id = "C1".to_owned();
            let evaluate = desk.evaluate("E1", &[]);
            // Another commission, or none, has a row of its own.
            desk.done(desk.evaluate("E0", &[])).await;
            desk.done(EvaluateAgreementRequest { commission_id, ..evaluate }).await;
            desk.done(desk.schedule("S1")).await;
            desk.done(desk.convene("S1")).await;
            desk.refused(desk.evaluate_in_session("E2")).await
        })
        .with("evaluation", "{name}/evaluations/E1"),
        Case::at(desk, "a session that looks ahead", Reason::PeriodInFuture, async |desk: Desk| {
            desk.concluded().await;
            let period = Some(Period { from: date(2022, 2, 1), to: date(2022, 2, 16) });
            let evaluate = desk.evaluate_in_session("E1");
            desk.refused(EvaluateAgreementRequest { period, ..evaluate }).await
        })
        .with("period_to", "2022-02-16")
        .with("latest", "2022-02-15")
        .too_far("period.to"),
    ]
}
