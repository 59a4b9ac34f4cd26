//! What is refused where something is measured.

use depositary::proto::v1::{
    DefineIndicatorRequest, DefinedBy, Indicator, Measure, Period, Reading, Target, reading,
};

use super::{
    Case, Reason,
    desk::{A, B, Desk},
};
use crate::support::date;

pub(super) fn cases(desk: &Desk) -> Vec<Case> {
    let mut cases = vec![];
    cases.extend(not_there(desk));
    cases.extend(there_already(desk));
    cases.extend(not_measured_so(desk));
    cases.extend(not_in_this_state(desk));
    // All of them look at an agreement.
    let mut cases: Vec<_> = cases.into_iter().map(Case::about_its_agreement).collect();
    cases.extend(wrong_in_any_state(desk));
    cases
}

fn wrong_in_any_state(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a target of ten cubed", Reason::BadDecimal, async |desk: Desk| {
            let target = desk.target("T1", "I1");
            desk.refused(desk.set_target(Target { value: "1e3".into(), ..target })).await
        })
        .wrong("target.value"),
        Case::at(desk, "a reading of many digits", Reason::BadDecimal, async |desk: Desk| {
            let reading = desk.reading("R1", "I1");
            desk.refused(desk.record(Reading { value: "1".repeat(31), ..reading })).await
        })
        .wrong("reading.value"),
        Case::at(desk, "a unit of two words", Reason::BadUnit, async |desk: Desk| {
            desk.refused(with(&desk, |indicator| indicator.unit = "per cent".into())).await
        })
        .wrong("indicator.unit"),
        Case::at(desk, "an indicator of no unit", Reason::FieldRequired, async |desk: Desk| {
            desk.refused(with(&desk, |indicator| indicator.unit.clear())).await
        })
        .wrong("indicator.unit"),
        Case::at(desk, "a share in dollars", Reason::BadUnit, async |desk: Desk| {
            desk.refused(with(&desk, |indicator| indicator.unit = "USD".into())).await
        })
        .wrong("indicator.unit"),
        Case::at(desk, "an indicator born retired", Reason::BadValue, async |desk: Desk| {
            desk.refused(with(&desk, |indicator| indicator.status = 2)).await
        })
        .wrong("indicator.status"),
        Case::at(desk, "a reading of no time", Reason::BadPeriod, async |desk: Desk| {
            let period = Period { from: date(2022, 2, 1), to: date(2022, 2, 1) };
            let reading = Reading { time: Some(reading::Time::Period(period)), ..desk.reading("R1", "I1") };
            desk.refused(desk.record(reading)).await
        })
        .wrong("reading.period.to"),
    ]
}

fn with(desk: &Desk, change: impl FnOnce(&mut Indicator)) -> DefineIndicatorRequest {
    let mut define = desk.define("I1");
    define.indicator.as_mut().map(change).unwrap();
    define
}

fn not_there(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "an indicator of no indicator", Reason::IndicatorNotFound, async |desk: Desk| {
            desk.drafted().await;
            desk.refused(with(&desk, |indicator| indicator.of = "I2".into())).await
        })
        .with("resource", "{name}/indicators/I2"),
        Case::at(desk, "no indicator to retire", Reason::IndicatorNotFound, async |desk: Desk| {
            desk.drafted().await;
            desk.refused(desk.retire("I2")).await
        })
        .with("resource", "{name}/indicators/I2"),
        Case::at(desk, "a target for nothing", Reason::IndicatorNotFound, async |desk: Desk| {
            desk.drafted().await;
            desk.refused(desk.set_target(desk.target("T1", "I2"))).await
        })
        .with("resource", "{name}/indicators/I2"),
        Case::at(desk, "a reading of nothing", Reason::IndicatorNotFound, async |desk: Desk| {
            desk.drafted().await;
            desk.refused(desk.record(desk.reading("R1", "I2"))).await
        })
        .with("resource", "{name}/indicators/I2"),
        Case::at(desk, "a target from nowhere", Reason::ReadingNotFound, async |desk: Desk| {
            measuring(&desk).await;
            desk.refused(desk.set_target(Target { base: "R2".into(), ..desk.target("T1", "I1") })).await
        })
        .with("resource", "{name}/readings/R2"),
        Case::at(desk, "a reading about a stranger", Reason::ParticipantNotFound, async |desk: Desk| {
            measuring(&desk).await;
            desk.refused(desk.record(Reading { subject: "C".into(), ..desk.reading("R1", "I1") })).await
        })
        .with("resource", "{name}/participants/C"),
    ]
}

fn there_already(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a second indicator of this id", Reason::IndicatorExists, async |desk: Desk| {
            measuring(&desk).await;
            desk.refused(desk.define("I1")).await
        })
        .with("resource", "{name}/indicators/I1"),
        Case::at(desk, "retiring twice", Reason::IndicatorAlreadyRetired, async |desk: Desk| {
            measuring(&desk).await;
            desk.done(desk.retire("I1")).await;
            desk.refused(desk.retire("I1")).await
        })
        .with("resource", "{name}/indicators/I1"),
        Case::at(desk, "a second target of this id", Reason::TargetExists, async |desk: Desk| {
            measuring(&desk).await;
            desk.done(desk.set_target(desk.target("T1", "I1"))).await;
            desk.refused(desk.set_target(desk.target("T1", "I1"))).await
        })
        .with("resource", "{name}/targets/T1"),
        Case::at(desk, "a second reading of this id", Reason::ReadingExists, async |desk: Desk| {
            measuring(&desk).await;
            desk.done(desk.record(desk.reading("R1", "I1"))).await;
            desk.refused(desk.record(Reading { subject: A.into(), ..desk.reading("R1", "I1") })).await
        })
        .with("resource", "{name}/readings/R1"),
        Case::at(desk, "the same measured again", Reason::ReadingExists, async |desk: Desk| {
            measuring(&desk).await;
            let by_a = |id| Reading { reporter: A.into(), ..desk.reading(id, "I1") };
            desk.done(desk.record(by_a("R1"))).await;
            // What another one reports stands beside it.
            desk.done(desk.record(Reading { reporter: B.into(), ..desk.reading("R2", "I1") })).await;
            desk.refused(desk.record(Reading { value: "56".into(), ..by_a("R3") })).await
        })
        .with("resource", "{name}/readings/R1"),
    ]
}

fn not_measured_so(desk: &Desk) -> Vec<Case> {
    let until = |desk: &Desk, time| {
        let reading = Reading { time: Some(time), ..desk.reading("R1", "I1") };
        desk.record(reading)
    };
    vec![
        Case::at(desk, "a reading in another unit", Reason::BadUnit, async |desk: Desk| {
            desk.drafted().await;
            let define = with(&desk, |indicator| {
                indicator.measure = Measure::Level.into();
                indicator.unit = "USD".into();
            });
            desk.done(define).await;
            desk.refused(desk.record(Reading { unit: "EUR".into(), ..desk.reading("R1", "I1") })).await
        })
        .wrong("reading.unit"),
        Case::at(desk, "a reading of a future day", Reason::PeriodInFuture, async move |desk: Desk| {
            measuring(&desk).await;
            desk.refused(until(&desk, reading::Time::AsOf(date(2022, 2, 15).unwrap()))).await
        })
        .with("period_to", "2022-02-16")
        .with("latest", "2022-02-15")
        .too_far("reading.as_of"),
        Case::at(desk, "a reading of a whole year", Reason::PeriodInFuture, async move |desk: Desk| {
            measuring(&desk).await;
            let period = Period { from: date(2022, 1, 1), to: date(2023, 1, 1) };
            desk.refused(until(&desk, reading::Time::Period(period))).await
        })
        .with("period_to", "2023-01-01")
        .with("latest", "2022-02-15")
        .too_far("reading.period.to"),
        Case::at(desk, "a target of the past", Reason::IndicatorRetired, async |desk: Desk| {
            measuring(&desk).await;
            desk.done(desk.retire("I1")).await;
            desk.refused(desk.set_target(desk.target("T1", "I1"))).await
        })
        .with("indicator", "{name}/indicators/I1"),
    ]
}

fn not_in_this_state(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "an indicator of a frozen text", Reason::TextFrozen, async |desk: Desk| {
            desk.in_force().await;
            desk.refused(with(&desk, of_the_text)).await
        })
        .by_state("IN_FORCE", "DRAFT"),
        Case::at(desk, "retiring what the text has", Reason::TextFrozen, async |desk: Desk| {
            desk.done(desk.complete_draft()).await;
            desk.done(with(&desk, of_the_text)).await;
            desk.done(desk.freeze()).await;
            desk.refused(desk.retire("I1")).await
        })
        .by_state("FROZEN", "DRAFT"),
        Case::at(desk, "an indicator after the end", Reason::AgreementClosed, async |desk: Desk| {
            desk.terminated().await;
            desk.refused(desk.define("I1")).await
        })
        .by_state("TERMINATED", "DRAFT,FROZEN,OPEN,SIGNED,IN_FORCE"),
        Case::at(desk, "a reading of later times", Reason::AgreementClosed, async |desk: Desk| {
            desk.in_force().await;
            desk.done(desk.define("I1")).await;
            desk.done(desk.terminate(&[A, B])).await;
            // What was before the end can still be recorded.
            desk.done(desk.record(desk.reading("R1", "I1"))).await;
            let today = reading::Time::AsOf(date(2022, 2, 14).unwrap());
            desk.refused(desk.record(Reading { time: Some(today), ..desk.reading("R2", "I1") })).await
        })
        .by_state("TERMINATED", "DRAFT,FROZEN,OPEN,SIGNED,IN_FORCE"),
        Case::at(desk, "a reading of no time after the end", Reason::AgreementClosed, async |desk: Desk| {
            desk.in_force().await;
            desk.done(desk.define("I1")).await;
            desk.done(desk.terminate(&[A, B])).await;
            desk.refused(desk.record(Reading { time: None, ..desk.reading("R1", "I1") })).await
        })
        .by_state("TERMINATED", "DRAFT,FROZEN,OPEN,SIGNED,IN_FORCE"),
    ]
}

/// A draft with an indicator.
async fn measuring(desk: &Desk) {
    desk.drafted().await;
    desk.done(desk.define("I1")).await;
}

fn of_the_text(indicator: &mut Indicator) {
    indicator.defined_by = DefinedBy::Text.into();
}
