//! What is refused where somebody asks for a commission and its work.

use depositary::proto::v1::{
    GetActionRequest, GetCommissionRequest, GetSessionRequest, ListSessionsRequest, Terms,
};

use super::{Case, Reason, desk::Desk};
use crate::support::date;

pub(super) fn cases(desk: &Desk) -> Vec<Case> {
    // These look at an agreement.
    let mut cases: Vec<_> = bodies(desk).into_iter().map(Case::about_its_agreement).collect();
    cases.extend(names(desk));
    cases
}

fn bodies(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "asking for no commission", Reason::CommissionNotFound, async |desk: Desk| {
            desk.in_force().await;
            let get = GetCommissionRequest { name: desk.commission(), ..GetCommissionRequest::default() };
            desk.commissions.clone().get_commission(get).await.expect_err("it is not there")
        })
        .with("resource", "{name}/commissions/C1"),
        Case::at(desk, "asking before there was one", Reason::CommissionNotFound, async |desk: Desk| {
            desk.in_force_since((2022, 2, 1), Terms::default()).await;
            desk.with_commission_here().await;
            let as_of = date(2022, 2, 13);
            let get = GetCommissionRequest { name: desk.commission(), as_of, ..Default::default() };
            desk.commissions.clone().get_commission(get).await.expect_err("it was not there")
        })
        .with("resource", "{name}/commissions/C1"),
        Case::at(desk, "asking for no session", Reason::SessionNotFound, async |desk: Desk| {
            desk.with_commission().await;
            let name = format!("{}/sessions/S1", desk.name);
            let get = GetSessionRequest { name, ..GetSessionRequest::default() };
            desk.commissions.clone().get_session(get).await.expect_err("it is not there")
        })
        .with("resource", "{name}/sessions/S1"),
        Case::at(desk, "asking for no action", Reason::ActionNotFound, async |desk: Desk| {
            desk.convened().await;
            let name = format!("{}/actions/X1", desk.name);
            let get = GetActionRequest { name, ..GetActionRequest::default() };
            desk.commissions.clone().get_action(get).await.expect_err("it is not there")
        })
        .with("resource", "{name}/actions/X1"),
        Case::at(desk, "asking nobody for a commission", Reason::AgreementNotFound, async |desk: Desk| {
            let get = GetCommissionRequest { name: desk.commission(), ..GetCommissionRequest::default() };
            desk.commissions.clone().get_commission(get).await.expect_err("it is not there")
        })
        .with("resource", "{name}"),
        Case::at(desk, "the sessions of no commission", Reason::CommissionNotFound, async |desk: Desk| {
            desk.in_force().await;
            let (name, commission_id) = (desk.name.clone(), "C1".into());
            let list = ListSessionsRequest { name, commission_id, ..ListSessionsRequest::default() };
            desk.commissions.clone().list_sessions(list).await.expect_err("there is no such list")
        })
        .with("resource", "{name}/commissions/C1"),
    ]
}

impl Desk {
    fn commission(&self) -> String {
        format!("{}/commissions/C1", self.name)
    }
}

fn names(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a board of an agreement", Reason::BadId, async |desk: Desk| {
            let name = format!("{}/boards/C1", desk.name);
            let get = GetCommissionRequest { name, ..GetCommissionRequest::default() };
            desk.commissions.clone().get_commission(get).await.expect_err("it has no such name")
        })
        .wrong("name"),
        Case::at(desk, "a session without its agreement", Reason::FieldRequired, async |desk: Desk| {
            let get = GetSessionRequest::default();
            desk.commissions.clone().get_session(get).await.expect_err("it has no such name")
        })
        .wrong("name"),
    ]
}
