//! What holds in every history: invariants of the state, and that it does not matter when time is looked at.

use depositary::domain::*;
use jiff::{Timestamp, ToSpan, civil::Date};
use proptest::prelude::*;

use super::{
    fold,
    given::*,
    personal::emptied,
    random::{Step, histories, sessions, terms},
};

mod bodies;

/// What every reachable state promises beside the invariants of domain §3.7.
fn assert_consistent(agreement: &Agreement) {
    // Domain §3.4: it ends not before it began, and once at an end nothing is to come but that actions are overdue.
    assert!(agreement.ended_on().is_none_or(|ended| Some(ended) >= agreement.entered_into_force_on()));
    let is_noticed_later = agreement.actions().iter().any(|action| action.status == ActionStatus::Open);
    assert!(!agreement.status().is_end() || is_noticed_later || due_at(agreement).is_none());
    assert_eq!(
        agreement.ended_on().is_some(),
        agreement.status().is_end() && agreement.status() != Status::Abandoned
    );
    for participant in agreement.participants() {
        let is_leaving = participant.status == ParticipantStatus::Withdrawing;
        assert_eq!(participant.withdrawal.is_some(), is_leaving);
    }
    bodies::assert_consistent(agreement);
}

/// What may be recorded after any history keeps the invariants (domain §3.7).
fn assert_keeps_invariants(
    (before, after): (&Agreement, &Agreement),
    events: &[Event],
    (by, recorded_at): (RecordedBy, Timestamp),
) {
    let recorded = Recorded { before, events, after, recorded_at, by };
    assert_eq!(violations(&recorded), [], "{events:#?}");
}

/// A history as the service plays it.
#[derive(Default)]
struct Played {
    history: Vec<Event>,
    /// The day of each step, and how long the history was after it.
    known: Vec<(Date, usize)>,
}

/// Plays a history. Before each command time is looked at (check 7), and as often in between as the looks say.
fn play(steps: &[Step], looks: &[i64], mut each: impl FnMut(&Agreement, &Agreement)) -> Played {
    let mut played = Played::default();
    let (mut agreement, mut today) = (undrafted(), day("2022-02-01"));
    for (index, step) in steps.iter().enumerate() {
        let next_day = today.saturating_add(step.days_later.days());
        for look in looks.iter().skip(index % 3).take(2) {
            let between = today.saturating_add(look.min(&step.days_later).days());
            agreement = looked_at(&agreement, noon(&between.to_string()), &mut played.history);
        }
        today = next_day;
        let context = knowing(&today.to_string());
        agreement = looked_at(&agreement, context.now, &mut played.history);
        let occurred_on = step.days_back.map(|back| today.saturating_sub(back.days()).into());
        let command = Command { act: Act { occurred_on, ..Act::default() }, body: step.body.clone() };
        if let Ok(events) = decide(&agreement, &command, &context) {
            assert!(!events.is_empty());
            let after = fold(&agreement, &events);
            assert_keeps_invariants((&agreement, &after), &events, (RecordedBy::Caller, context.now));
            each(&agreement, &after);
            agreement = after;
            played.history.extend(events);
        }
        assert_consistent(&agreement);
        assert_eq!(agreement.revision(), played.history.len() as u64);
        played.known.push((today, played.history.len()));
    }
    // P2: the fold of the history is the state.
    assert_eq!(agreement, fold(&undrafted(), &played.history));
    bodies::assert_history(&played.history);
    played
}

/// Time passes: what is due is appended in the order of the due dates, and then nothing is due any more.
fn looked_at(agreement: &Agreement, now: Timestamp, history: &mut Vec<Event>) -> Agreement {
    let events = catch_up(agreement, now);
    let after = fold(agreement, &events);
    assert_eq!(due_at(agreement).is_some_and(|due_at| due_at <= now), !events.is_empty());
    assert!(catch_up(&after, now).is_empty());
    assert!(due_at(&after).is_none_or(|due_at| due_at > now));
    if !events.is_empty() {
        assert_keeps_invariants((agreement, &after), &events, (RecordedBy::Timekeeper, now));
    }
    history.extend(events);
    after
}

/// Whether the day of its effect is not for anybody to choose.
fn is_by_rule(event: &Event) -> bool {
    let is_chosen =
        matches!(event.body, EventBody::AgreementTerminated(_) | EventBody::AgreementSuperseded(_));
    event.effective_on.is_some() && !is_chosen
}

fn as_known(history: &[Event], on: Date) -> Agreement {
    as_of(history, undrafted().id().clone(), on)
}

/// Everything but the revision, which counts what was recorded, and but what is personal: that is never printed.
fn printed(agreement: &Agreement) -> String {
    format!("{agreement:?}").replacen(&format!("revision: {}", agreement.revision()), "revision: _", 1)
}

fn days_around() -> impl Strategy<Value = Vec<Date>> {
    let offset = (-30..2_000_i64).prop_map(|days| day("2022-02-01").saturating_add(days.days()));
    prop::collection::vec(offset, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// P2 and the invariants; P4: an end is never left, nor does its day or the stage change.
    #[test]
    fn any_history_folds_into_a_consistent_state(steps in histories()) {
        play(&steps, &[], |before, after| {
            if before.status().is_end() {
                assert_eq!(before.status(), after.status());
                assert_eq!((before.ended_on(), before.stage()), (after.ended_on(), after.stage()));
            }
        });
    }

    /// I14: what has its day by the rules has no other.
    #[test]
    fn a_day_that_the_rules_do_not_give_is_found(
        steps in prop_oneof![histories(), sessions()],
        at in any::<prop::sample::Index>(),
        days in prop_oneof![-40..0_i64, 1..40_i64],
    ) {
        let history = play(&steps, &[], |_, _| {}).history;
        let by_rule: Vec<usize> = (0..history.len()).filter(|index| is_by_rule(&history[*index])).collect();
        if by_rule.is_empty() {
            return Ok(());
        }
        let index = by_rule[at.index(by_rule.len())];
        let mut event = history[index].clone();
        event.effective_on = event.effective_on.map(|on| on.saturating_add(days.days()));
        event.occurred_on = event.occurred_on.first_day().saturating_add(days.days()).into();
        let by = if matches!(event.body, EventBody::WithdrawalNotified(_)) {
            RecordedBy::Caller
        } else {
            RecordedBy::Timekeeper
        };
        let before = fold(&undrafted(), &history[..index]);
        let (events, recorded_at) = ([event], noon("2200-01-01"));
        let after = fold(&before, &events);
        let recorded = Recorded { before: &before, events: &events, after: &after, recorded_at, by };
        prop_assert!(!violations(&recorded).is_empty(), "{:?}", events);
    }

    /// P7: the timekeeper may look at any times, any number of times, or not before the next command.
    #[test]
    fn it_does_not_matter_when_time_is_looked_at(
        steps in histories(),
        looks in prop::collection::vec(0..60_i64, 0..6),
        days in days_around(),
    ) {
        let seldom = play(&steps, &[], |_, _| {});
        let often = play(&steps, &looks, |_, _| {});
        prop_assert_eq!(&seldom.history, &often.history);
        // Nor does it matter for any day whether it was looked at since.
        let state = fold(&undrafted(), &seldom.history);
        for on in days {
            let mut later = seldom.history.clone();
            later.extend(catch_up(&state, noon("2030-01-01")));
            if !state.is_backfilling() {
                let (now, then) = (as_known(&seldom.history, on), as_known(&later, on));
                prop_assert_eq!(printed(&now), printed(&then));
                assert!(now.status() != Status::InForce || now.party_count() > 0);
            }
        }
    }

    /// P8: what was known at a time stays known as it was, whatever comes after.
    #[test]
    fn what_was_known_stays_known(steps in histories(), days in days_around()) {
        let played = play(&steps, &[], |_, _| {});
        for (index, (_, length)) in played.known.iter().enumerate() {
            let known = &played.history[..*length];
            let shorter = play(&steps[..=index], &[], |_, _| {});
            for on in &days {
                prop_assert_eq!(as_known(known, *on), as_known(&shorter.history, *on));
            }
        }
    }

    /// The agreement as of today is the agreement as it is shown today.
    #[test]
    fn today_is_a_day_like_any_other(steps in histories()) {
        // Acts of tomorrow, which are tolerated, do not count today.
        let steps: Vec<_> = steps
            .into_iter()
            .map(|step| Step { days_back: step.days_back.map(|back| back.max(0)), ..step })
            .collect();
        let played = play(&steps, &[], |_, _| {});
        let (today, _) = played.known.last().copied().unwrap();
        let recorded = fold(&undrafted(), &played.history);
        let counts = |event: &Event| event.occurred_on.first_day() <= today && event.effective_on.is_none_or(|on| {
            on <= today || !matches!(event.body, EventBody::AgreementTerminated(_) | EventBody::AgreementSuperseded(_))
        });
        prop_assume!(played.history.iter().all(counts));
        prop_assert_eq!(as_known(&played.history, today), shown_on(&recorded, today));
    }

    /// No rule depends on what identifies a person.
    #[test]
    fn without_what_is_personal_the_state_is_the_same(steps in histories(), days in days_around()) {
        let played = play(&steps, &[], |_, _| {});
        let without: Vec<_> = played.history.iter().map(emptied).collect();
        // What is personal is never printed, and all else is.
        let (one, other) = (fold(&undrafted(), &played.history), fold(&undrafted(), &without));
        prop_assert_eq!(format!("{one:?}"), format!("{other:?}"));
        prop_assert_eq!(due_at(&one), due_at(&other));
        prop_assert_eq!(catch_up(&one, noon("2040-01-01")), catch_up(&other, noon("2040-01-01")));
        for on in days {
            let (one, other) = (as_known(&played.history, on), as_known(&without, on));
            prop_assert_eq!(format!("{one:?}"), format!("{other:?}"));
        }
    }

    #[test]
    fn what_is_signed_enters_into_force_at_the_same_dates_whenever_time_is_looked_at(
        terms in terms(),
        looks in prop::collection::vec(0..2_000_i64, 0..6),
    ) {
        let kind = if terms.consent_modes.contains(&ConsentMode::Signature) {
            SignatureKind::Definitive
        } else {
            SignatureKind::SubjectToRatification
        };
        let opened = on(&drafted(terms), "2022-02-20", open());
        let signed = on(&on(&opened, "2022-03-01", sign_as("A", kind)), "2022-03-02", sign_as("B", kind));
        let mut looked_at = signed.clone();
        let mut looks = looks;
        looks.sort_unstable();
        for days in looks {
            let now = noon(&day("2022-03-02").saturating_add(days.days()).to_string());
            looked_at = self::looked_at(&looked_at, now, &mut Vec::new());
            assert_consistent(&looked_at);
        }
        let end = noon("2200-01-01");
        let at_the_end = fold(&looked_at, &catch_up(&looked_at, end));
        prop_assert_eq!(at_the_end, fold(&signed, &catch_up(&signed, end)));
    }

    #[test]
    fn an_event_out_of_place_is_folded_without_harm(
        steps in histories(),
        order in prop::collection::vec(0..40_usize, 0..40),
    ) {
        let history = play(&steps, &[], |_, _| {}).history;
        let shuffled: Vec<_> = order.iter().filter_map(|index| history.get(*index).cloned()).collect();
        let folded = fold(&undrafted(), &shuffled);
        prop_assert_eq!(folded.revision(), shuffled.len() as u64);
        let _ = (catch_up(&folded, noon("2200-01-01")), due_at(&folded), folded.stage());
        let _ = as_known(&shuffled, day("2030-01-01"));
    }
}
