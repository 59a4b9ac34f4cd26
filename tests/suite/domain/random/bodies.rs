//! Commissions, sessions, decisions and actions in random histories.

use depositary::domain::*;
use jiff::ToSpan;
use proptest::prelude::*;

use super::{Step, days, participant_ids};
use crate::domain::given::*;

fn commission_ids() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["C", "C", "C", "C", "C2"][..])
}

fn session_ids() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["S", "S", "S", "S1", "S2", "S3"][..])
}

fn action_ids() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["X", "X", "X0", "X1"][..])
}

fn rotations() -> impl Strategy<Value = Rotation> {
    prop::sample::select(vec![vec!["A", "B"], vec!["A", "B"], vec!["B", "A"], vec!["A", "B", "C"], vec![]])
        .prop_map(|turns| rotation(&turns))
}

fn rule_sets() -> impl Strategy<Value = CommissionRules> {
    let cadences = prop_oneof![
        (1..30_i64).prop_map(|months| Cadence::rolling_months(months).unwrap()),
        (1..4_i64).prop_map(|sessions| Cadence::sessions_per_year(sessions).unwrap()),
    ];
    let anchors = prop_oneof![
        2 => Just(CommissionAnchor::EntryIntoForce),
        1 => Just(CommissionAnchor::Establishment),
        1 => days().prop_map(CommissionAnchor::Date),
    ];
    let quorums = prop::sample::select(vec![0, 0, 0, 1, 2_u32]);
    (cadences, anchors, 0..90_u16, rotations(), quorums, 0..60_u16).prop_map(
        |(cadence, anchor, grace_days, rotation, quorum, agenda_lead_days)| CommissionRules {
            cadence,
            anchor,
            grace_days,
            rotation,
            quorum,
            agenda_lead_days,
            ..rules()
        },
    )
}

fn commissions() -> impl Strategy<Value = CommandBody> {
    let roles = prop::sample::select(vec![
        OfficerRole::CoChair,
        OfficerRole::CoChair,
        OfficerRole::ExecutiveSecretary,
        OfficerRole::Member,
    ]);
    let officers = prop::sample::select(&["AC", "BC", "CC", "N1", "N2", "N3"][..]);
    let replaced = prop::option::of(prop::sample::select(&["AC", "BC", "CC", "N1"][..]));
    let from = prop::option::weighted(0.3, days());
    let appointed = (commission_ids(), officers, roles, participant_ids(), from, replaced).prop_map(
        |(commission_id, officer_id, role, participant_id, from, replaces)| {
            let spec = OfficerSpec { from, ..officer(officer_id, role, participant_id) };
            appoint_as(commission_id, spec, replaces)
        },
    );
    prop_oneof![
        2 => (commission_ids(), 1..20_u32, rule_sets()).prop_map(|(id, first, rules)| establish_as(id, first, rules)),
        2 => (commission_ids(), rule_sets()).prop_map(|(id, rules)| amend_rules(id, rules)),
        1 => commission_ids().prop_map(dissolve),
        4 => appointed,
    ]
}

fn plans() -> impl Strategy<Value = CommandBody> {
    let kinds = prop::sample::select(vec![
        SessionKind::Ordinary,
        SessionKind::Ordinary,
        SessionKind::Ordinary,
        SessionKind::Extraordinary,
    ]);
    let hosts = prop::option::weighted(0.4, participant_ids());
    let ordinals = prop::option::weighted(0.2, 1..6_u64);
    let scheduled =
        (session_ids(), commission_ids(), kinds, ordinals, days(), hosts, prop::bool::weighted(0.3))
            .prop_map(|(session_id, commission_id, kind, ordinal, first, host, is_free)| {
                schedule_as(SessionSpec {
                    commission_id: id(commission_id),
                    kind,
                    ordinal,
                    host: host.map(id),
                    override_reason: is_free.then(|| Personal::Text("a reason".into())),
                    ..session(session_id, &first.to_string())
                })
            });
    let moved = (session_ids(), days()).prop_map(|(session_id, first)| {
        let last = first.saturating_add(1.day());
        reschedule(session_id, &first.to_string(), &last.to_string())
    });
    prop_oneof![
        6 => scheduled,
        1 => moved,
        1 => session_ids().prop_map(cancel_session),
        2 => session_ids().prop_map(adopt_agenda),
    ]
}

fn attendances() -> impl Strategy<Value = Vec<Attendee>> {
    let third = || vec![present("AC", "A"), present("BC", "B"), present("CC", "C")];
    prop_oneof![
        4 => Just(both_chairs()),
        1 => Just(third()),
        1 => Just(vec![present("AC", "A"), deputy("BC", "B")]),
        1 => Just(vec![present("N1", "A"), present("BC", "B")]),
        1 => Just(vec![present("AC", "A")]),
    ]
}

fn meetings() -> impl Strategy<Value = CommandBody> {
    let day = || prop::option::weighted(0.2, days().prop_map(|date| date.to_string()));
    prop_oneof![
        4 => (session_ids(), day(), attendances())
            .prop_map(|(id, day, there)| convene_as(id, day.as_deref(), there)),
        1 => (session_ids(), attendances()).prop_map(|(id, there)| attend(id, there)),
        4 => (session_ids(), day()).prop_map(|(id, day)| conclude_on(id, day.as_deref())),
        2 => (0..3_u8, session_ids(), prop::sample::select(vec![vec![], vec!["A"], vec!["A", "B"]]))
            .prop_map(|(number, session_id, pending)| adopt_as(&format!("D{number}"), session_id, 1, &pending)),
        1 => (0..3_u8, participant_ids(), day())
            .prop_map(|(number, who, day)| confirm(&format!("D{number}"), who, day.as_deref())),
        2 => (0..5_u8, session_ids(), days(), 1..400_i64).prop_map(|(number, session_id, from, length)| {
            let to = from.saturating_add(length.days());
            evaluate_in(session_id, &format!("E{number}"), &from.to_string(), &to.to_string())
        }),
    ]
}

/// Minutes of two wordings, so that signatures are sometimes over the other one.
fn records() -> impl Strategy<Value = CommandBody> {
    let digests = || prop::sample::select(vec![digest(), digest(), digest(), Digest::of(b"other minutes")]);
    let hands = prop_oneof![
        5 => Just((None, None)),
        1 => Just((Some("N1"), Some("AC"))),
        1 => Just((Some("BC"), None)),
    ];
    prop_oneof![
        1 => (session_ids(), digests()).prop_map(|(id, digest)| submit_over(id, digest)),
        3 => (session_ids(), participant_ids(), digests(), hands).prop_map(|(session_id, who, digest, hand)| {
            let (officer_id, acting_for) = (hand.0.map(id), hand.1.map(id));
            sign_minutes_as(SignMinutes { digest, officer_id, acting_for, ..minutes_signing(session_id, who) })
        }),
    ]
}

fn actions() -> impl Strategy<Value = CommandBody> {
    let date = || days().prop_map(|date| date.to_string());
    prop_oneof![
        4 => (action_ids(), session_ids(), participant_ids(), date())
            .prop_map(|(action_id, session_id, owner, due_on)| assign(action_id, session_id, owner, &due_on)),
        1 => (action_ids(), 0..=100_i64).prop_map(|(action_id, percent)| report(action_id, percent)),
        2 => action_ids().prop_map(complete),
        1 => (action_ids(), participant_ids()).prop_map(|(action_id, who)| verify(action_id, &[who])),
        1 => (action_ids(), date()).prop_map(|(action_id, due_on)| defer(action_id, &due_on, &["B"])),
        1 => action_ids().prop_map(reopen_action),
        1 => action_ids().prop_map(cancel_action),
    ]
}

fn disputes() -> impl Strategy<Value = CommandBody> {
    let reading = || (0..5_u8).prop_map(|number| format!("R{number}"));
    prop_oneof![
        (reading(), participant_ids()).prop_map(|(reading_id, who)| contest(&reading_id, who)),
        (reading(), reading()).prop_map(|(reading_id, revised)| revise_reading(&reading_id, &revised)),
        reading().prop_map(|reading_id| agree_reading(&reading_id)),
    ]
}

pub(super) fn commands() -> impl Strategy<Value = CommandBody> {
    prop_oneof![
        3 => commissions(),
        4 => plans(),
        5 => meetings(),
        4 => records(),
        4 => actions(),
        1 => disputes(),
    ]
}

/// Part of the way that the first session of a commission usually takes.
pub(super) fn usual_way() -> impl Strategy<Value = Vec<Step>> {
    (prop::option::weighted(0.7, 3..15_usize), rule_sets(), days(), 0..40_i64).prop_map(
        |(length, rules, due_on, later)| {
            let way = [
                establish_as("C", 1, rules),
                appoint("AC", OfficerRole::CoChair, "A"),
                appoint("BC", OfficerRole::CoChair, "B"),
                schedule("S", "2022-04-10"),
                adopt_agenda("S"),
                convene("S"),
                assign("X", "S", "A", &due_on.to_string()),
                evaluate_in("S", "E0", "2022-01-01", "2022-02-01"),
                adopt_as("D0", "S", 1, &["A"]),
                conclude("S"),
                submit("S"),
                sign_minutes("S", "A"),
                sign_minutes("S", "B"),
                schedule("S1", "2023-04-10"),
                convene("S1"),
            ];
            let step = |(index, body)| {
                let days_later = if index == 0 { later } else { 1 };
                Step { days_later, days_back: Some(0), body }
            };
            way.into_iter().take(length.unwrap_or(0)).enumerate().map(step).collect()
        },
    )
}

/// A commission at work: sessions of two bodies one after the other, so that hosts turn and minutes are agreed.
pub(crate) fn sessions() -> impl Strategy<Value = Vec<Step>> {
    let one = |number: usize| {
        let session_id = if number == 0 { "S".to_owned() } else { format!("S{number}") };
        let host = prop::option::weighted(0.3, participant_ids());
        let kind = prop::sample::select(vec![
            SessionKind::Ordinary,
            SessionKind::Ordinary,
            SessionKind::Extraordinary,
        ]);
        let length = prop::sample::select(vec![1, 2, 3, 4, 7, 7, 7, 7, 7_usize]);
        let other = prop_oneof![1 => commissions(), 1 => meetings(), 1 => records(), 2 => actions()];
        let others = prop::collection::vec((0..7_usize, other), 0..4);
        (kind, host, prop::bool::weighted(0.3), length, others, 0..200_i64).prop_map(
            move |(kind, host, is_free, length, others, later)| {
                let spec = SessionSpec {
                    kind,
                    host: host.map(id),
                    override_reason: is_free.then(|| Personal::Text("a reason".into())),
                    ..session(&session_id, "2023-01-01")
                };
                let way = [
                    schedule_as(spec),
                    convene(&session_id),
                    assign(&format!("X{number}"), &session_id, "A", "2023-06-30"),
                    conclude(&session_id),
                    submit(&session_id),
                    sign_minutes(&session_id, "A"),
                    sign_minutes(&session_id, "B"),
                ];
                let end = if length == 1 { vec![cancel_session(&session_id)] } else { vec![] };
                let mut bodies: Vec<_> = way.into_iter().take(length).chain(end).collect();
                for (at, other) in others {
                    bodies.insert(at.min(bodies.len()), other);
                }
                let step = |(index, body)| {
                    let days_later = if index == 0 { later } else { 0 };
                    Step { days_later, days_back: None, body }
                };
                bodies.into_iter().enumerate().map(step).collect::<Vec<_>>()
            },
        )
    };
    let begin = rule_sets().prop_map(|rules| {
        let draft = draft_of(header(), Terms::default());
        let way = [
            CommandBody::DraftAgreement(draft),
            open(),
            sign("A"),
            sign("B"),
            establish_as("C", 1, rules),
            appoint("AC", OfficerRole::CoChair, "A"),
            appoint("BC", OfficerRole::CoChair, "B"),
        ];
        way.map(|body| Step { days_later: 1, days_back: None, body }).to_vec()
    });
    let all: Vec<_> = (0..6).map(one).collect();
    (begin, all).prop_map(|(begin, all)| [begin, all.concat()].concat())
}
