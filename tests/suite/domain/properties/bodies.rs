//! What holds of commissions, sessions, minutes and actions in every history.

use std::collections::{BTreeMap, BTreeSet};

use depositary::domain::*;
use jiff::civil::Date;
use proptest::prelude::*;

use super::play;
use crate::domain::{fold, given::*, random::sessions};

/// What every reachable state promises of its bodies.
pub(super) fn assert_invariants(agreement: &Agreement) {
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
        // I10: a closed session has signatures, one a section.
        let signatures = session.minutes.as_ref().map(|minutes| minutes.signatures.as_slice());
        let signed: BTreeSet<_> =
            signatures.unwrap_or_default().iter().map(|one| &one.participant_id).collect();
        assert_eq!(signed.len(), signatures.unwrap_or_default().len());
        assert!(status != SessionStatus::Closed || !signed.is_empty());
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

/// I9: the numbers have no gap, the sessions are held in their order, and one at most is open.
fn assert_sessions(agreement: &Agreement, commission: &Commission) {
    let ordinary: Vec<_> = agreement
        .sessions()
        .iter()
        .filter(|one| one.is_ordinary() && one.spec.commission_id == commission.spec.commission_id)
        .filter(|one| one.status != SessionStatus::Cancelled)
        .collect();
    let ordinals: Vec<_> = ordinary.iter().filter_map(|one| one.spec.ordinal).collect();
    let first = u64::from(commission.spec.first_ordinal);
    let expected: Vec<_> = (first..).take(ordinals.len()).collect();
    assert_eq!(ordinals, expected);
    let held: Vec<_> = ordinary.iter().filter_map(|one| one.held_from).collect();
    assert!(held.is_sorted());
    let pending = ordinary
        .iter()
        .filter(|one| matches!(one.status, SessionStatus::Scheduled | SessionStatus::Convened));
    assert!(pending.count() <= 1);
}

/// What every history promises.
pub(super) fn assert_history(history: &[Event]) {
    let state = fold(&undrafted(), history);
    // I13: open actions = assigned - completed - cancelled + reopened.
    let count = |is: fn(&EventBody) -> bool| history.iter().filter(|event| is(&event.body)).count();
    let taken = count(|body| matches!(body, EventBody::ActionAssigned(_) | EventBody::ActionReopened(_)));
    let done = count(|body| matches!(body, EventBody::ActionCompleted(_) | EventBody::ActionCancelled(_)));
    let open = state.actions().iter().filter(|action| action.status == ActionStatus::Open).count();
    assert_eq!(open + done, taken);
    let mut noticed = BTreeSet::new();
    for event in history {
        // I14: what is noticed has its day from the rule, and is noticed once a due date.
        if let EventBody::SessionOverdueFlagged(flagged) = &event.body {
            // What was to be held before the agreement bound anybody is overdue since then.
            let binds_since = binds_since(&state);
            assert!(event.effective_on >= Some(flagged.overdue_from));
            assert!(
                event.effective_on == Some(flagged.overdue_from)
                    || Some(flagged.overdue_from) < binds_since && event.effective_on <= binds_since
            );
            assert!(noticed.insert((flagged.commission_id.clone(), flagged.due_by)));
        }
        if let EventBody::ActionOverdueFlagged(flagged) = &event.body {
            assert_eq!(event.effective_on, flagged.due_on.tomorrow().ok());
            assert!(noticed.insert((flagged.action_id.clone(), flagged.due_on)));
        }
    }
    assert_hosts(history);
    assert_minutes(history);
}

/// The day since which an agreement binds somebody.
fn binds_since(agreement: &Agreement) -> Option<Date> {
    let bound_from = agreement.participants().iter().filter_map(|one| one.in_force_from).min();
    bound_from.max(agreement.entered_into_force_on())
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

/// P13: only signatures over the minutes submitted last close a session, and I10: one of each section.
fn assert_minutes(history: &[Event]) {
    let mut submitted: BTreeMap<Identifier, (Digest, BTreeSet<Identifier>)> = BTreeMap::new();
    let mut agreement = undrafted();
    for event in history {
        if let EventBody::MinutesSubmitted(one) = &event.body {
            submitted.insert(one.session_id.clone(), (one.minutes.digest, BTreeSet::new()));
        }
        if let EventBody::MinutesSigned(one) = &event.body {
            let (digest, signed) = submitted.get_mut(&one.session_id).unwrap();
            assert_eq!(one.digest, *digest);
            assert!(signed.insert(one.participant_id.clone()));
        }
        if let EventBody::MinutesAgreed(one) = &event.body {
            let (digest, signed) = &submitted[&one.session_id];
            assert_eq!(one.digest, *digest);
            let session = agreement.session(&one.session_id).unwrap();
            let commission = agreement.commission(&session.spec.commission_id).unwrap();
            let sections = agreement.sections(commission, session.day());
            assert!(!sections.is_empty() && sections.into_iter().all(|section| signed.contains(section)));
        }
        let before = agreement.clone();
        agreement = evolve(agreement, event);
        let closed = |agreement: &Agreement| {
            agreement.sessions().iter().filter(|one| one.status == SessionStatus::Closed).count()
        };
        let is_agreed = matches!(event.body, EventBody::MinutesAgreed(_));
        assert_eq!(closed(&agreement) > closed(&before), is_agreed);
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
