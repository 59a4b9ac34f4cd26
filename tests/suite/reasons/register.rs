//! What is refused where somebody asks about what was measured, and about the register as a whole.

use depositary::proto::v1::{
    Binding, EventFilter, GetCalendarRequest, GetIndicatorSeriesRequest, ListDueRequest,
    ListEvaluationsRequest, ListEventsRequest, ListInForceBetweenRequest, ListOpenActionsRequest,
    ListParticipationsRequest,
};

use super::{
    Case, Reason,
    desk::{A, B, Desk},
    requests::list,
};
use crate::support::date;

pub(super) fn cases(desk: &Desk) -> Vec<Case> {
    // These look at an agreement.
    let mut cases: Vec<_> = series(desk).into_iter().map(Case::about_its_agreement).collect();
    cases.extend(parties(desk));
    cases.extend(days(desk));
    cases
}

fn series(desk: &Desk) -> Vec<Case> {
    let of = |desk: &Desk, subject: &str| GetIndicatorSeriesRequest {
        name: desk.name.clone(),
        indicator_id: "I1".into(),
        subject: subject.to_owned(),
        ..GetIndicatorSeriesRequest::default()
    };
    vec![
        Case::at(desk, "a series of nothing", Reason::IndicatorNotFound, async move |desk: Desk| {
            desk.drafted().await;
            let get = of(&desk, "");
            desk.evaluations.clone().get_indicator_series(get).await.expect_err("it is not there")
        })
        .with("resource", "{name}/indicators/I1"),
        Case::at(desk, "a series about nobody", Reason::ParticipantNotFound, async move |desk: Desk| {
            desk.drafted().await;
            desk.done(desk.define("I1")).await;
            let get = of(&desk, "C");
            desk.evaluations.clone().get_indicator_series(get).await.expect_err("it is not there")
        })
        .with("resource", "{name}/participants/C"),
    ]
}

fn parties(desk: &Desk) -> Vec<Case> {
    let between = |a: &str, b: &str| ListInForceBetweenRequest {
        a: a.to_owned(),
        b: b.to_owned(),
        ..ListInForceBetweenRequest::default()
    };
    vec![
        Case::at(desk, "between one and nobody", Reason::FieldRequired, async move |desk: Desk| {
            let list = between(A, "");
            desk.register.clone().list_in_force_between(list).await.expect_err("there is no such list")
        })
        .wrong("b"),
        Case::at(desk, "between one and itself", Reason::BadValue, async move |desk: Desk| {
            let list = between(A, A);
            desk.register.clone().list_in_force_between(list).await.expect_err("there is no such list")
        })
        .wrong("b"),
        Case::at(desk, "binding in no way", Reason::BadFilter, async move |desk: Desk| {
            let bindings = vec![Binding::Binding.into(), 99];
            let list = ListInForceBetweenRequest { bindings, ..between(A, B) };
            desk.register.clone().list_in_force_between(list).await.expect_err("there is no such list")
        })
        .wrong("bindings[1]"),
        Case::at(desk, "the part of nobody", Reason::FieldRequired, async |desk: Desk| {
            let list = ListParticipationsRequest::default();
            desk.register.clone().list_participations(list).await.expect_err("there is no such list")
        })
        .wrong("party"),
        Case::at(desk, "due to the first one", Reason::BadFilter, async |desk: Desk| {
            let list = ListDueRequest { party: "the first".into(), ..ListDueRequest::default() };
            desk.register.clone().list_due(list).await.expect_err("there is no such list")
        })
        .wrong("party"),
        Case::at(desk, "actions of some commission", Reason::FieldRequired, async |desk: Desk| {
            let list = ListOpenActionsRequest { commission_id: "C1".into(), ..Default::default() };
            desk.register.clone().list_open_actions(list).await.expect_err("there is no such list")
        })
        .wrong("agreement"),
    ]
}

fn days(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "due within less than a day", Reason::BadValue, async |desk: Desk| {
            let list = ListDueRequest { within_days: Some(-1), ..ListDueRequest::default() };
            desk.register.clone().list_due(list).await.expect_err("there is no such list")
        })
        .wrong("within_days"),
        Case::at(desk, "a calendar of centuries", Reason::BadValue, async |desk: Desk| {
            let (party, within_days) = (A.into(), Some(36_501));
            let get = GetCalendarRequest { party, within_days, ..GetCalendarRequest::default() };
            desk.register.clone().get_calendar(get).await.expect_err("there is no such calendar")
        })
        .wrong("within_days"),
        Case::at(desk, "evaluations of no days", Reason::BadPeriod, async |desk: Desk| {
            let (from, to) = (date(2022, 2, 1), date(2022, 2, 1));
            let list = ListEvaluationsRequest { name: desk.name.clone(), from, to, ..Default::default() };
            desk.evaluations.clone().list_evaluations(list).await.expect_err("there is no such list")
        })
        .wrong("to"),
        Case::at(desk, "events until before they began", Reason::BadPeriod, async |desk: Desk| {
            let (occurred_from, occurred_to) = (date(2022, 2, 2), date(2022, 2, 1));
            list(desk, ListEventsRequest { occurred_from, occurred_to, ..Default::default() }).await
        })
        .wrong("occurred_to"),
        Case::at(desk, "later revisions of whatever", Reason::BadFilter, async |desk: Desk| {
            let agreements = vec![desk.name.clone(), desk.beside().name];
            let filter = Some(EventFilter { agreements, ..EventFilter::default() });
            list(desk, ListEventsRequest { filter, from_revision: 2, ..Default::default() }).await
        })
        .wrong("from_revision"),
    ]
}
