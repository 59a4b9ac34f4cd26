//! What commissions have done, one by one and in pages.

use depositary::proto::v1::{
    AdoptAgendaRequest, AdoptDecisionRequest, AgendaItem, Anchor, AnchorKind, AppointOfficerRequest,
    AssignActionRequest, Attendance, CommissionRules, ConveneSessionRequest, EstablishCommissionRequest,
    FreezeTextRequest, GetActionRequest, GetCommissionRequest, GetSessionRequest, ListActionsRequest,
    ListDecisionsRequest, ListSessionsRequest, ListSessionsResponse, OfficerRole, OpenForSignatureRequest,
    ScheduleSessionRequest, SessionKind, SessionStatus, SignAgreementRequest, commission_rules::Cadence,
    commission_service_client::CommissionServiceClient,
};
use tonic::{Status, transport::Channel};

use super::{Reader, at, draft, reason};
use crate::support::{Service, date, english};

const NAME: &str = "agreements/a";

/// The client of the bodies of an agreement that is in force.
struct Bodies(CommissionServiceClient<Channel>);

impl Bodies {
    /// Two commissions, A and B.
    async fn of(service: &Service) -> Self {
        let mut reader = Reader::of(service).await;
        let drafted = reader.draft(draft(NAME, &[("uz", ""), ("tj", "")])).await.0;
        let by = vec!["uz".into(), "tj".into()];
        let freeze = FreezeTextRequest { name: NAME.into(), by, ..FreezeTextRequest::default() };
        reader.agreements.freeze_text(freeze).await.unwrap();
        let open = OpenForSignatureRequest { name: NAME.into(), ..OpenForSignatureRequest::default() };
        reader.agreements.open_for_signature(open).await.unwrap();
        for participant_id in ["uz", "tj"] {
            let sign = SignAgreementRequest {
                name: NAME.into(),
                participant_id: participant_id.into(),
                text_digest: drafted.text_digest.clone(),
                ..SignAgreementRequest::default()
            };
            reader.agreements.sign_agreement(sign).await.unwrap();
        }
        let mut bodies = Self(CommissionServiceClient::new(service.channel().await));
        for commission_id in ["A", "B"] {
            bodies.establish(commission_id).await;
        }
        bodies
    }

    async fn establish(&mut self, commission_id: &str) {
        let anchor = Some(Anchor { kind: AnchorKind::Establishment.into(), date: None });
        let rules = CommissionRules {
            cadence: Some(Cadence::RollingMonths(6)),
            anchor,
            ..CommissionRules::default()
        };
        let establish = EstablishCommissionRequest {
            name: NAME.into(),
            commission_id: commission_id.into(),
            title: english("A commission"),
            rules: Some(rules),
            ..EstablishCommissionRequest::default()
        };
        self.0.establish_commission(establish).await.unwrap();
    }

    async fn schedule(&mut self, commission_id: &str, session_id: &str) {
        let schedule = ScheduleSessionRequest {
            name: NAME.into(),
            session_id: session_id.into(),
            commission_id: commission_id.into(),
            kind: SessionKind::Extraordinary.into(),
            planned_from: date(2026, 9, 9),
            ..ScheduleSessionRequest::default()
        };
        self.0.schedule_session(schedule).await.unwrap();
    }

    /// A session of A in which something is decided and given to do, as often as that.
    async fn meet(&mut self, session_id: &str, times: usize) {
        for participant_id in ["uz", "tj"] {
            let appoint = AppointOfficerRequest {
                name: NAME.into(),
                commission_id: "A".into(),
                officer_id: format!("{participant_id}-1"),
                role: OfficerRole::CoChair.into(),
                participant_id: participant_id.into(),
                office: english("Minister"),
                ..AppointOfficerRequest::default()
            };
            self.0.appoint_officer(appoint).await.unwrap();
        }
        self.schedule("A", session_id).await;
        let items = vec![AgendaItem { number: 1, title: english("Trade"), ..AgendaItem::default() }];
        let session_id = session_id.to_owned();
        let agenda = AdoptAgendaRequest {
            name: NAME.into(),
            session_id: session_id.clone(),
            items,
            ..AdoptAgendaRequest::default()
        };
        self.0.adopt_agenda(agenda).await.unwrap();
        let present = |participant_id: &str| Attendance {
            officer_id: format!("{participant_id}-1"),
            participant_id: participant_id.into(),
            ..Attendance::default()
        };
        let convene = ConveneSessionRequest {
            name: NAME.into(),
            session_id: session_id.clone(),
            attendance: vec![present("uz"), present("tj")],
            ..ConveneSessionRequest::default()
        };
        self.0.convene_session(convene).await.unwrap();
        for number in 1..=times {
            let decision = AdoptDecisionRequest {
                name: NAME.into(),
                decision_id: format!("d{number}"),
                session_id: session_id.clone(),
                item: 1,
                text: english("Trade more."),
                ..AdoptDecisionRequest::default()
            };
            self.0.adopt_decision(decision).await.unwrap();
            let action = AssignActionRequest {
                name: NAME.into(),
                action_id: format!("a{number}"),
                session_id: session_id.clone(),
                title: english("Open a post"),
                owner: "uz".into(),
                due_on: date(2027, 1, 1),
                ..AssignActionRequest::default()
            };
            self.0.assign_action(action).await.unwrap();
        }
    }

    async fn sessions(&mut self, request: ListSessionsRequest) -> Result<ListSessionsResponse, Status> {
        let request = ListSessionsRequest { name: NAME.into(), ..request };
        Ok(self.0.list_sessions(request).await?.into_inner())
    }
}

fn ids(page: &ListSessionsResponse) -> Vec<&str> {
    page.sessions.iter().map(|session| &*session.session_id).collect()
}

#[tokio::test]
async fn the_pages_of_sessions_show_one_position() {
    let service = Service::start().await;
    let mut bodies = Bodies::of(&service).await;
    for (commission_id, session_id) in [("A", "s1"), ("B", "s2"), ("A", "s3"), ("A", "s4")] {
        bodies.schedule(commission_id, session_id).await;
    }
    let all = bodies.sessions(ListSessionsRequest::default()).await.unwrap();
    assert_eq!(ids(&all), ["s1", "s2", "s3", "s4"]);
    assert_eq!(all.next_page_token, "");

    let of_a =
        ListSessionsRequest { commission_id: "A".into(), page_size: 2, ..ListSessionsRequest::default() };
    let first = bodies.sessions(of_a.clone()).await.unwrap();
    assert_eq!(ids(&first), ["s1", "s3"]);
    bodies.schedule("A", "s5").await;
    let page_token = first.next_page_token;
    let next = ListSessionsRequest { page_token: page_token.clone(), page_size: 9, ..of_a.clone() };
    let last = bodies.sessions(next.clone()).await.unwrap();
    assert_eq!((ids(&last), last.next_page_token.as_str()), (vec!["s4"], ""));
    assert_eq!((last.position, &last.journal_id), (first.position, &first.journal_id));

    let bad = ("BAD_PAGE_TOKEN".to_owned(), vec!["page_token".to_owned()]);
    let of_b = ListSessionsRequest { commission_id: "B".into(), ..next };
    assert_eq!(reason(bodies.sessions(of_b).await), bad, "another commission");
    let decisions = ListDecisionsRequest {
        name: NAME.into(),
        commission_id: "A".into(),
        page_token,
        ..ListDecisionsRequest::default()
    };
    assert_eq!(reason(bodies.0.list_decisions(decisions).await), bad, "another list");
    let unknown = ListSessionsRequest { commission_id: "C".into(), ..of_a };
    assert_eq!(reason(bodies.sessions(unknown).await).0, "COMMISSION_NOT_FOUND");
}

#[tokio::test]
async fn decisions_and_actions_belong_to_the_commission_of_their_session() {
    let service = Service::start().await;
    let mut bodies = Bodies::of(&service).await;
    bodies.meet("s1", 3).await;
    for (commission_id, wanted) in [("", 3), ("A", 3), ("B", 0)] {
        let decisions = ListDecisionsRequest {
            name: NAME.into(),
            commission_id: commission_id.into(),
            ..ListDecisionsRequest::default()
        };
        let decisions = bodies.0.list_decisions(decisions).await.unwrap().into_inner().decisions;
        assert_eq!(decisions.len(), wanted, "{commission_id}");
    }
    let mut actions = ListActionsRequest { name: NAME.into(), page_size: 1, ..ListActionsRequest::default() };
    let mut seen = Vec::new();
    loop {
        let page = bodies.0.list_actions(actions.clone()).await.unwrap().into_inner();
        seen.extend(page.actions.into_iter().map(|action| action.action_id));
        if page.next_page_token.is_empty() {
            break;
        }
        actions.page_token = page.next_page_token;
    }
    assert_eq!(seen, ["a1", "a2", "a3"]);
}

#[tokio::test]
async fn a_part_of_an_agreement_is_read_by_its_name() {
    let service = Service::start().await;
    let mut bodies = Bodies::of(&service).await;
    let before = service.registry.position().get().cast_signed();
    bodies.meet("s1", 1).await;

    let get = |name: &str| GetCommissionRequest { name: name.into(), ..GetCommissionRequest::default() };
    let found = bodies.0.get_commission(get("agreements/a/commissions/A")).await.unwrap().into_inner();
    let commission = found.commission.unwrap();
    assert_eq!((commission.commission_id.as_str(), commission.officers.len()), ("A", 2));
    assert_eq!(found.position, service.registry.position().get().cast_signed());
    let then = GetCommissionRequest { known_at: at(before), ..get("agreements/a/commissions/A") };
    let found = bodies.0.get_commission(then).await.unwrap().into_inner();
    assert_eq!((found.commission.unwrap().officers.len(), found.position), (0, before));
    let unknown = bodies.0.get_commission(get("agreements/a/commissions/C")).await;
    assert_eq!(reason(unknown).0, "COMMISSION_NOT_FOUND");
    let elsewhere = bodies.0.get_commission(get("agreements/b/commissions/A")).await;
    assert_eq!(reason(elsewhere).0, "AGREEMENT_NOT_FOUND");
    let another = bodies.0.get_commission(get("agreements/a/sessions/s1")).await;
    assert_eq!(reason(another), ("BAD_ID".to_owned(), vec!["name".to_owned()]));

    let get = GetSessionRequest { name: "agreements/a/sessions/s1".into(), ..GetSessionRequest::default() };
    let session = bodies.0.get_session(get.clone()).await.unwrap().into_inner().session.unwrap();
    assert_eq!(session.status(), SessionStatus::Convened);
    let then = GetSessionRequest { known_at: at(before), ..get.clone() };
    assert_eq!(reason(bodies.0.get_session(then).await).0, "SESSION_NOT_FOUND");
    let long_ago = GetSessionRequest { as_of: date(2000, 1, 1), ..get };
    assert_eq!(reason(bodies.0.get_session(long_ago).await).0, "AGREEMENT_NOT_FOUND");

    let get = |name: &str| GetActionRequest { name: name.into(), ..GetActionRequest::default() };
    let action = bodies.0.get_action(get("agreements/a/actions/a1")).await.unwrap().into_inner().action;
    assert_eq!(action.unwrap().owner, "uz");
    let unknown = bodies.0.get_action(get("agreements/a/actions/a9")).await;
    assert_eq!(reason(unknown).0, "ACTION_NOT_FOUND");
}
