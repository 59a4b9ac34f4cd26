//! Commissions, their sessions, and what is done in them.
//!
//! The time line goes on: the commission C was established on 10 March 2022 with a co-chair of each section, its session
//! S is planned for 10 and 11 April, held on the 10th, concluded on the 11th, with minutes of the 12th.

use std::sync::Arc;

use depositary::domain::*;

use super::*;

pub(in crate::domain) fn place(name: &str) -> Place {
    Place { name: name.into(), country: None, un_locode: None, kind: None }
}

pub(in crate::domain) fn rotation(participant_ids: &[&str]) -> Rotation {
    Rotation::new(participant_ids.iter().map(|participant_id| RotationTurn {
        participant_id: id(participant_id),
        place: Some(place(&format!("City of {participant_id}"))),
    }))
    .unwrap()
}

/// Every year, with A and B as hosts in turn, thirty days of grace, and an agenda thirty days before.
pub(in crate::domain) fn rules() -> CommissionRules {
    CommissionRules {
        cadence: Cadence::rolling_months(12).unwrap(),
        anchor: CommissionAnchor::EntryIntoForce,
        grace_days: 30,
        rotation: rotation(&["A", "B"]),
        decision_rule: DecisionRule::Consensus,
        quorum: 0,
        agenda_lead_days: 30,
        languages: Box::default(),
    }
}

pub(in crate::domain) fn establish_as(
    commission_id: &str,
    first_ordinal: u32,
    rules: CommissionRules,
) -> CommandBody {
    let commission = CommissionSpec {
        commission_id: id(commission_id),
        name: words(commission_id),
        legal_basis: "article 1".into(),
        first_ordinal,
    };
    CommandBody::EstablishCommission(EstablishCommission {
        commission: commission.into(),
        rules: rules.into(),
    })
}

pub(in crate::domain) fn establish(commission_id: &str) -> CommandBody {
    establish_as(commission_id, 1, rules())
}

pub(in crate::domain) fn amend_rules(commission_id: &str, rules: CommissionRules) -> CommandBody {
    let (commission_id, rules) = (id(commission_id), rules.into());
    CommandBody::AmendCommissionRules(AmendCommissionRules { commission_id, rules })
}

pub(in crate::domain) fn dissolve(commission_id: &str) -> CommandBody {
    let reason = Some(Personal::Text("no longer needed".into()));
    CommandBody::DissolveCommission(DissolveCommission { commission_id: id(commission_id), reason })
}

pub(in crate::domain) fn officer(officer_id: &str, role: OfficerRole, participant_id: &str) -> OfficerSpec {
    OfficerSpec {
        officer_id: id(officer_id),
        role,
        participant_id: id(participant_id),
        office: words("Secretary"),
        holder: Some(Personal::Text("N. N.".into())),
        from: None,
    }
}

pub(in crate::domain) fn appoint_as(
    commission_id: &str,
    officer: OfficerSpec,
    replaces: Option<&str>,
) -> CommandBody {
    let (commission_id, officer) = (id(commission_id), officer.into());
    CommandBody::AppointOfficer(AppointOfficer { commission_id, officer, replaces: replaces.map(id) })
}

pub(in crate::domain) fn appoint(officer_id: &str, role: OfficerRole, participant_id: &str) -> CommandBody {
    appoint_as("C", officer(officer_id, role, participant_id), None)
}

pub(in crate::domain) fn planned(first: &str, last: &str) -> Days {
    Days::new(day(first), Some(day(last))).unwrap()
}

/// An ordinary session of C of one day, with what is left out left to the rules.
pub(in crate::domain) fn session(session_id: &str, first: &str) -> SessionSpec {
    SessionSpec {
        session_id: id(session_id),
        commission_id: id("C"),
        kind: SessionKind::Ordinary,
        ordinal: None,
        planned: planned(first, first),
        place: None,
        host: None,
        mode: SessionMode::InPerson,
        override_reason: None,
    }
}

pub(in crate::domain) fn extraordinary(session_id: &str, first: &str) -> SessionSpec {
    SessionSpec { kind: SessionKind::Extraordinary, ..session(session_id, first) }
}

pub(in crate::domain) fn schedule_as(session: SessionSpec) -> CommandBody {
    CommandBody::ScheduleSession(ScheduleSession { session: session.into() })
}

pub(in crate::domain) fn schedule(session_id: &str, first: &str) -> CommandBody {
    schedule_as(session(session_id, first))
}

pub(in crate::domain) fn reschedule(session_id: &str, first: &str, last: &str) -> CommandBody {
    CommandBody::RescheduleSession(RescheduleSession {
        session_id: id(session_id),
        planned: planned(first, last),
        place: None,
        reason: Some(Personal::Text("a reason".into())),
    })
}

pub(in crate::domain) fn cancel_session(session_id: &str) -> CommandBody {
    let reason = Some(Personal::Text("a reason".into()));
    CommandBody::CancelSession(CancelSession { session_id: id(session_id), reason })
}

pub(in crate::domain) fn item(number: u32) -> AgendaItem {
    AgendaItem { number, title: words("An item"), area: None, lead: None }
}

pub(in crate::domain) fn adopt_agenda_as(session_id: &str, items: Vec<AgendaItem>) -> CommandBody {
    let agenda = Agenda::new(items).unwrap();
    CommandBody::AdoptAgenda(AdoptAgenda { session_id: id(session_id), agenda })
}

pub(in crate::domain) fn adopt_agenda(session_id: &str) -> CommandBody {
    adopt_agenda_as(session_id, vec![item(1), item(2)])
}

/// The officer of a section, named for it: AC is the co-chair of A.
pub(in crate::domain) fn present(officer_id: &str, participant_id: &str) -> Attendee {
    Attendee {
        officer_id: Some(id(officer_id)),
        name: Some(Personal::Text("N. N.".into())),
        participant_id: id(participant_id),
        capacity: OfficerRole::CoChair,
        acting_for: None,
        count: 1,
    }
}

/// A deputy who is no officer.
pub(in crate::domain) fn deputy(acting_for: &str, participant_id: &str) -> Attendee {
    let acting_for = Some(id(acting_for));
    Attendee { officer_id: None, acting_for, ..present("X", participant_id) }
}

pub(in crate::domain) fn both_chairs() -> Vec<Attendee> {
    vec![present("AC", "A"), present("BC", "B")]
}

pub(in crate::domain) fn convene_as(
    session_id: &str,
    held_from: Option<&str>,
    attendance: Vec<Attendee>,
) -> CommandBody {
    let (session_id, held_from) = (id(session_id), held_from.map(day));
    CommandBody::ConveneSession(ConveneSession { session_id, held_from, attendance: attendance.into() })
}

pub(in crate::domain) fn convene(session_id: &str) -> CommandBody {
    convene_as(session_id, None, both_chairs())
}

pub(in crate::domain) fn attend(session_id: &str, attendance: Vec<Attendee>) -> CommandBody {
    let attendance = attendance.into();
    CommandBody::RecordAttendance(RecordAttendance { session_id: id(session_id), attendance })
}

pub(in crate::domain) fn adopt_as(
    decision_id: &str,
    session_id: &str,
    item: u32,
    pending: &[&str],
) -> CommandBody {
    let decision = Decision {
        decision_id: id(decision_id),
        session_id: id(session_id),
        item,
        text: words("It was decided."),
        pending_approval_of: ids(pending),
    };
    CommandBody::AdoptDecision(AdoptDecision { decision: decision.into() })
}

pub(in crate::domain) fn adopt(decision_id: &str, session_id: &str) -> CommandBody {
    adopt_as(decision_id, session_id, 1, &[])
}

pub(in crate::domain) fn confirm(
    decision_id: &str,
    participant_id: &str,
    received_on: Option<&str>,
) -> CommandBody {
    CommandBody::ConfirmDecision(ConfirmDecision {
        decision_id: id(decision_id),
        participant_id: id(participant_id),
        received_on: received_on.map(day),
    })
}

pub(in crate::domain) fn action(action_id: &str, session_id: &str, owner: &str, due_on: &str) -> Action {
    Action {
        action_id: id(action_id),
        session_id: id(session_id),
        decision_id: None,
        title: words("Do it"),
        owner: id(owner),
        due_on: day(due_on),
    }
}

pub(in crate::domain) fn assign_as(action: Action) -> CommandBody {
    CommandBody::AssignAction(AssignAction { action: action.into() })
}

pub(in crate::domain) fn assign(action_id: &str, session_id: &str, owner: &str, due_on: &str) -> CommandBody {
    assign_as(action(action_id, session_id, owner, due_on))
}

pub(in crate::domain) fn conclude_on(session_id: &str, held_to: Option<&str>) -> CommandBody {
    let (session_id, held_to) = (id(session_id), held_to.map(day));
    CommandBody::ConcludeSession(ConcludeSession { session_id, held_to })
}

pub(in crate::domain) fn conclude(session_id: &str) -> CommandBody {
    conclude_on(session_id, None)
}

pub(in crate::domain) fn minutes(digest: Digest) -> Minutes {
    Minutes { digest, originals: 2, languages: [tag("en")].into(), classification: None }
}

pub(in crate::domain) fn submit_over(session_id: &str, digest: Digest) -> CommandBody {
    let minutes = Arc::new(minutes(digest));
    CommandBody::SubmitMinutes(SubmitMinutes { session_id: id(session_id), minutes })
}

pub(in crate::domain) fn submit(session_id: &str) -> CommandBody {
    submit_over(session_id, digest())
}

pub(in crate::domain) fn minutes_signing(session_id: &str, participant_id: &str) -> SignMinutes {
    SignMinutes {
        session_id: id(session_id),
        participant_id: id(participant_id),
        officer_id: None,
        acting_for: None,
        digest: digest(),
    }
}

pub(in crate::domain) fn sign_minutes_as(signing: SignMinutes) -> CommandBody {
    CommandBody::SignMinutes(signing)
}

pub(in crate::domain) fn sign_minutes(session_id: &str, participant_id: &str) -> CommandBody {
    sign_minutes_as(minutes_signing(session_id, participant_id))
}

/// In force, with the commission C and a co-chair of each section.
pub(in crate::domain) fn with_commission_as(
    given: &Agreement,
    date: &str,
    rules: CommissionRules,
) -> Agreement {
    let given = on_for(given, date, date, establish_as("C", 1, rules));
    let given = on_for(&given, date, date, appoint("AC", OfficerRole::CoChair, "A"));
    on_for(&given, date, date, appoint("BC", OfficerRole::CoChair, "B"))
}

pub(in crate::domain) fn with_commission() -> Agreement {
    with_commission_as(&in_force(), "2022-03-10", rules())
}

/// The session S is planned, with an agenda.
pub(in crate::domain) fn with_session(given: &Agreement) -> Agreement {
    let spec = SessionSpec { planned: planned("2022-04-10", "2022-04-11"), ..session("S", "2022-04-10") };
    let given = on_for(given, "2022-03-11", "2022-03-11", schedule_as(spec));
    on_for(&given, "2022-03-11", "2022-03-11", adopt_agenda("S"))
}

pub(in crate::domain) fn scheduled() -> Agreement {
    with_session(&with_commission())
}

pub(in crate::domain) fn convened() -> Agreement {
    on(&scheduled(), "2022-04-10", convene("S"))
}

pub(in crate::domain) fn concluded() -> Agreement {
    on(&convened(), "2022-04-11", conclude("S"))
}

pub(in crate::domain) fn submitted() -> Agreement {
    on(&concluded(), "2022-04-12", submit("S"))
}

pub(in crate::domain) fn closed() -> Agreement {
    let half = on(&submitted(), "2022-04-12", sign_minutes("S", "A"));
    on(&half, "2022-04-13", sign_minutes("S", "B"))
}

/// A has to do X by the end of May.
pub(in crate::domain) fn with_action() -> Agreement {
    on(&convened(), "2022-04-10", assign("X", "S", "A", "2022-05-31"))
}

/// Whether a commission owes a session that is overdue on a day.
pub(in crate::domain) fn owes_a_session(agreement: &Agreement, commission_id: &str, date: &str) -> bool {
    let subject = DueSubject::Commission(id(commission_id));
    due_items(agreement)
        .iter()
        .any(|item| item.kind == DueKind::SessionDue && item.subject == subject && item.is_overdue(day(date)))
}
