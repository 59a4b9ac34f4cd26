//! What holds of commissions, sessions, minutes and actions in every history.

use std::collections::{BTreeMap, BTreeSet};

use depositary::domain::*;
use proptest::prelude::*;

use super::play;
use crate::domain::{fold, given::*, random::sessions};

/// What every reachable state promises of its bodies.
pub(super) fn assert_consistent(agreement: &Agreement) {
    for commission in agreement.commissions() {
        assert_sessions(agreement, commission);
        for role in [OfficerRole::CoChair, OfficerRole::ExecutiveSecretary] {
            let mut seats = BTreeSet::new();
            let in_office = commission.officers.iter().filter(|one| one.until.is_none());
            for officer in in_office.filter(|one| one.spec.role == role) {
                assert!(seats.insert(&officer.spec.participant_id), "{officer:?}");
            }
        }
        assert!(commission.officers.iter().all(|one| one.until.is_none_or(|until| one.from <= until)));
        // Domain §5.2: with the agreement its commissions end.
        let is_dissolved = commission.status == CommissionStatus::Dissolved;
        assert!(!agreement.status().is_end() || is_dissolved);
        // What is in force has a day for its next session.
        let owes = agreement.status() == Status::InForce && !is_dissolved;
        assert!(
            !owes || commission.due.is_some() || due_at(agreement).is_some() || agreement.is_backfilling()
        );
    }
    for session in agreement.sessions() {
        let (status, spec) = (session.status, &session.spec);
        assert!(!agreement.status().is_end() || status != SessionStatus::Scheduled);
        assert_eq!(spec.ordinal.is_some(), spec.kind == SessionKind::Ordinary);
        assert_eq!(session.held_from.is_some(), status.is_held());
        assert!(session.held_to.is_none_or(|last| Some(last) >= session.held_from));
    }
    for action in agreement.actions() {
        let is_done = matches!(action.status, ActionStatus::Completed | ActionStatus::Verified);
        assert_eq!(action.completed_on.is_some(), is_done);
        assert_eq!(action.verified_on.is_some(), action.status == ActionStatus::Verified);
        assert!(action.due_on >= action.action.due_on);
        assert_eq!(action.times_deferred == 0, action.due_on == action.action.due_on);
    }
    for kept in agreement.decisions() {
        assert_eq!(kept.effective_on.is_some(), kept.pending.is_empty());
    }
    // Domain §3.4: at most one reading is agreed for one indicator, subject and time.
    let agreed: Vec<_> =
        agreement.readings().iter().filter(|kept| kept.status == ReadingStatus::Agreed).collect();
    for (index, one) in agreed.iter().enumerate() {
        assert!(agreed.iter().skip(index + 1).all(|other| !one.reading.has_matter_of(&other.reading)));
    }
}

/// The sessions are held in the order of their numbers, and one at most is planned or open.
fn assert_sessions(agreement: &Agreement, commission: &Commission) {
    let ordinary: Vec<_> = agreement
        .sessions()
        .iter()
        .filter(|one| one.is_ordinary() && one.spec.commission_id == commission.spec.commission_id)
        .filter(|one| one.status != SessionStatus::Cancelled)
        .collect();
    let held: Vec<_> = ordinary.iter().filter_map(|one| one.held_from).collect();
    assert!(held.is_sorted());
    let pending = ordinary
        .iter()
        .filter(|one| matches!(one.status, SessionStatus::Scheduled | SessionStatus::Convened));
    assert!(pending.count() <= 1);
}

/// What every history promises.
pub(super) fn assert_history(history: &[Event]) {
    let mut noticed = BTreeSet::new();
    for event in history {
        // What is late is noticed once a due date.
        if let EventBody::SessionOverdueFlagged(flagged) = &event.body {
            assert!(noticed.insert((flagged.commission_id.clone(), flagged.due_by)));
        }
        if let EventBody::ActionOverdueFlagged(flagged) = &event.body {
            assert!(noticed.insert((flagged.action_id.clone(), flagged.due_on)));
        }
    }
    assert_hosts(history);
    assert_minutes(history);
}

/// P12: the hosts of ordinary sessions follow the rotation, except where a reason was recorded.
fn assert_hosts(history: &[Event]) {
    let mut rotations: BTreeMap<Identifier, Vec<Identifier>> = BTreeMap::new();
    let mut planned: BTreeMap<Identifier, SessionSpec> = BTreeMap::new();
    let mut last_hosts: BTreeMap<Identifier, Vec<Identifier>> = BTreeMap::new();
    let turns = |rules: &CommissionRules| {
        rules.rotation.as_slice().iter().map(|turn| turn.participant_id.clone()).collect::<Vec<_>>()
    };
    for event in history {
        if let EventBody::CommissionEstablished(established) = &event.body {
            rotations.insert(established.commission.commission_id.clone(), turns(&established.rules));
        }
        if let EventBody::CommissionRulesAmended(amended) = &event.body {
            rotations.insert(amended.commission_id.clone(), turns(&amended.rules));
        }
        if let EventBody::SessionScheduled(scheduled) = &event.body {
            let spec = SessionSpec::clone(&scheduled.session);
            let rotation = &rotations[&spec.commission_id];
            let hosts = last_hosts.get(&spec.commission_id).into_iter().flatten();
            let last = hosts.rev().find_map(|host| rotation.iter().position(|turn| turn == host));
            let in_turn = match last {
                Some(at) => rotation.iter().cycle().nth(at + 1),
                None => rotation.first(),
            };
            let is_bound = spec.kind == SessionKind::Ordinary && spec.override_reason.is_none();
            if is_bound && in_turn.is_some() {
                assert_eq!(spec.host.as_ref(), in_turn);
            }
            planned.insert(spec.session_id.clone(), spec);
        }
        if let EventBody::SessionConvened(convened) = &event.body {
            let spec = &planned[&convened.session_id];
            if let (SessionKind::Ordinary, Some(host)) = (spec.kind, &spec.host) {
                last_hosts.entry(spec.commission_id.clone()).or_default().push(host.clone());
            }
        }
    }
}

/// P13: only the agreement over the minutes closes a session.
fn assert_minutes(history: &[Event]) {
    let closed = |agreement: &Agreement| {
        agreement.sessions().iter().filter(|one| one.status == SessionStatus::Closed).count()
    };
    let mut agreement = undrafted();
    for event in history {
        let before = closed(&agreement);
        agreement = evolve(agreement, event);
        let is_agreed = matches!(event.body, EventBody::MinutesAgreed(_));
        assert_eq!(closed(&agreement) > before, is_agreed);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// P12 and P13, with the invariants, over the sessions of a commission at work.
    #[test]
    fn sessions_follow_one_another(steps in sessions()) {
        play(&steps, &[], |_, _| {});
    }

    /// P13: a signature over other minutes than those submitted last counts for nothing, whoever recorded it.
    #[test]
    fn a_signature_over_other_minutes_counts_for_nothing(
        steps in sessions(),
        at in any::<prop::sample::Index>(),
    ) {
        let history = play(&steps, &[], |_, _| {}).history;
        let signed = |event: &Event| matches!(event.body, EventBody::MinutesSigned(_));
        let signatures: Vec<usize> = (0..history.len()).filter(|index| signed(&history[*index])).collect();
        if signatures.is_empty() {
            return Ok(());
        }
        let index = signatures[at.index(signatures.len())];
        let mut stale = history[index].clone();
        if let EventBody::MinutesSigned(signed) = &mut stale.body {
            signed.digest = Digest::of(b"minutes that nobody has submitted");
        }
        let before = fold(&undrafted(), &history[..index]);
        let after = evolve(before.clone(), &stale);
        prop_assert_eq!(after.sessions(), before.sessions());
    }
}
