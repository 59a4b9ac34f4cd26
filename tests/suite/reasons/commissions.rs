//! What is refused where a commission is established and its officers are appointed.

use depositary::proto::v1::{
    AppointOfficerRequest, CommissionRules, EstablishCommissionRequest, OfficerRole, Terms,
    commission_rules::Cadence,
};

use super::{
    Case, Reason,
    desk::{A, B, Desk, each_year, in_turn, on},
};
use crate::support::date;

pub(super) fn cases(desk: &Desk) -> Vec<Case> {
    let mut cases = vec![];
    cases.extend(not_there(desk));
    cases.extend(there_already(desk));
    cases.extend(not_in_this_state(desk));
    cases.extend(dissolved(desk));
    cases.extend(seats(desk));
    // All of them look at an agreement.
    let mut cases: Vec<_> = cases.into_iter().map(Case::about_its_agreement).collect();
    cases.extend(wrong_in_any_state(desk));
    cases
}

fn wrong_in_any_state(desk: &Desk) -> Vec<Case> {
    let under = |desk: &Desk, rules| EstablishCommissionRequest { rules, ..desk.establish("C1") };
    let every = |cadence| Some(CommissionRules { cadence: Some(cadence), ..CommissionRules::default() });
    vec![
        Case::at(desk, "a commission of no rules", Reason::FieldRequired, async move |desk: Desk| {
            desk.refused(under(&desk, None)).await
        })
        .wrong("rules"),
        Case::at(desk, "a commission that never meets", Reason::FieldRequired, async move |desk: Desk| {
            desk.refused(under(&desk, Some(CommissionRules::default()))).await
        })
        .wrong("rules.cadence"),
        Case::at(desk, "a session every no months", Reason::BadCadence, async move |desk: Desk| {
            desk.refused(under(&desk, every(Cadence::RollingMonths(0)))).await
        })
        .wrong("rules.rolling_months"),
        Case::at(desk, "a session every century", Reason::BadCadence, async move |desk: Desk| {
            desk.refused(under(&desk, every(Cadence::RollingMonths(1201)))).await
        })
        .wrong("rules.rolling_months"),
        Case::at(desk, "two sessions a day", Reason::BadCadence, async |desk: Desk| {
            let cadence = Some(Cadence::SessionsPerYear(730));
            desk.refused(desk.amend(CommissionRules { cadence, ..CommissionRules::default() })).await
        })
        .wrong("rules.sessions_per_year"),
        Case::at(desk, "a host who comes twice", Reason::BadValue, async move |desk: Desk| {
            desk.refused(under(&desk, Some(in_turn(&[A, B, A])))).await
        })
        .wrong("rules.rotation[2].participant_id"),
        Case::at(desk, "an officer of no role", Reason::FieldRequired, async |desk: Desk| {
            desk.refused(desk.appoint("OA", OfficerRole::Unspecified, A)).await
        })
        .wrong("role"),
    ]
}

fn not_there(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a stranger as host", Reason::ParticipantNotFound, async |desk: Desk| {
            desk.in_force().await;
            let rules = Some(in_turn(&[A, "C"]));
            desk.refused(EstablishCommissionRequest { rules, ..desk.establish("C1") }).await
        })
        .with("resource", "{name}/participants/C"),
        Case::at(desk, "rules of no commission", Reason::CommissionNotFound, async |desk: Desk| {
            desk.in_force().await;
            desk.refused(desk.amend(each_year())).await
        })
        .with("resource", "{name}/commissions/C1"),
        Case::at(desk, "no commission to dissolve", Reason::CommissionNotFound, async |desk: Desk| {
            desk.in_force().await;
            desk.refused(desk.dissolve()).await
        })
        .with("resource", "{name}/commissions/C1"),
        Case::at(desk, "a session of no commission", Reason::CommissionNotFound, async |desk: Desk| {
            desk.in_force().await;
            desk.refused(desk.schedule("S1")).await
        })
        .with("resource", "{name}/commissions/C1"),
        Case::at(desk, "a successor of no officer", Reason::OfficerNotFound, async |desk: Desk| {
            desk.with_commission().await;
            let appoint = desk.appoint("OA2", OfficerRole::CoChair, A);
            desk.refused(AppointOfficerRequest { replaces: "OA1".into(), ..appoint }).await
        })
        .with("resource", "{name}/officers/OA1"),
    ]
}

fn there_already(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a second commission of this id", Reason::CommissionExists, async |desk: Desk| {
            desk.with_commission().await;
            desk.refused(desk.establish("C1")).await
        })
        .with("resource", "{name}/commissions/C1"),
        Case::at(desk, "a second officer of this id", Reason::OfficerExists, async |desk: Desk| {
            desk.with_commission().await;
            desk.refused(desk.appoint("OA", OfficerRole::Member, B)).await
        })
        .with("resource", "{name}/officers/OA"),
        Case::at(desk, "two in one seat", Reason::SeatTaken, async |desk: Desk| {
            desk.with_commission().await;
            // Another seat is free.
            desk.done(desk.appoint("EA", OfficerRole::ExecutiveSecretary, A)).await;
            desk.refused(desk.appoint("OA2", OfficerRole::CoChair, A)).await
        })
        .with("resource", "{name}/officers/OA"),
        Case::at(desk, "in the seat of another section", Reason::SeatTaken, async |desk: Desk| {
            desk.with_commission().await;
            let appoint = desk.appoint("OA2", OfficerRole::CoChair, A);
            desk.refused(AppointOfficerRequest { replaces: "OB".into(), ..appoint }).await
        })
        .with("resource", "{name}/officers/OA"),
    ]
}

fn not_in_this_state(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a commission of what is signed", Reason::NotInForce, async |desk: Desk| {
            desk.to_be_completed().await;
            desk.refused(desk.establish("C1")).await
        })
        .by_state("SIGNED", "IN_FORCE"),
        Case::at(desk, "a commission after the end", Reason::AgreementClosed, async |desk: Desk| {
            desk.terminated().await;
            desk.refused(desk.establish("C1")).await
        })
        .by_state("TERMINATED", "IN_FORCE"),
        Case::at(desk, "a commission of yesterday", Reason::OutOfSequence, async |desk: Desk| {
            desk.in_force().await;
            desk.refused(EstablishCommissionRequest { act: on(2022, 2, 13), ..desk.establish("C1") }).await
        })
        .with("occurred_on", "2022-02-13")
        .with("not_before", "2022-02-14"),
    ]
}

fn dissolved(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "dissolving twice", Reason::CommissionDissolved, async |desk: Desk| {
            desk.with_commission().await;
            desk.done(desk.dissolve()).await;
            desk.refused(desk.dissolve()).await
        })
        .with("commission", "{name}/commissions/C1"),
        Case::at(desk, "an officer of the past", Reason::CommissionDissolved, async |desk: Desk| {
            desk.with_commission().await;
            desk.done(desk.dissolve()).await;
            desk.refused(desk.appoint("MA", OfficerRole::Member, A)).await
        })
        .with("commission", "{name}/commissions/C1"),
        Case::at(desk, "a session of the past", Reason::CommissionDissolved, async |desk: Desk| {
            desk.with_commission().await;
            desk.done(desk.dissolve()).await;
            desk.refused(desk.schedule("S1")).await
        })
        .with("commission", "{name}/commissions/C1"),
        Case::at(desk, "dissolving what meets", Reason::SessionInProgress, async |desk: Desk| {
            desk.convened().await;
            desk.refused(desk.dissolve()).await
        })
        .with("session", "{name}/sessions/S1")
        .with("state", "CONVENED"),
    ]
}

fn seats(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "in the seat of nobody", Reason::BadValue, async |desk: Desk| {
            desk.with_commission().await;
            let appoint = desk.appoint("MA", OfficerRole::Member, A);
            desk.refused(AppointOfficerRequest { replaces: "OA".into(), ..appoint }).await
        })
        .wrong("replaces"),
        Case::at(desk, "in a seat too early", Reason::BadDate, async |desk: Desk| {
            desk.in_force_since((2022, 2, 1), Terms::default()).await;
            desk.with_commission_here().await;
            let (replaces, from) = ("OA".into(), date(2022, 2, 13));
            let appoint = desk.appoint("OA2", OfficerRole::CoChair, A);
            desk.refused(AppointOfficerRequest { replaces, from, ..appoint }).await
        })
        .wrong("from"),
    ]
}
