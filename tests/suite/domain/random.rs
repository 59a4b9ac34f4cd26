//! Random histories: whatever is asked, in whatever order, the fold stays consistent.

use depositary::domain::*;
use jiff::{Timestamp, ToSpan, civil::Date};
use proptest::prelude::*;

use super::{fold, given::*};

/// A step: so many days later, somebody asks for this, dated so many days back (or ahead, if negative).
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) days_later: i64,
    pub(crate) days_back: Option<i64>,
    pub(crate) body: CommandBody,
}

fn participant_ids() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["A", "B", "C", "D"][..])
}

fn offsets() -> impl Strategy<Value = Option<DateOffset>> {
    let offset = prop_oneof![
        (0..400_u16).prop_map(DateOffset::Days),
        (0..=DateOffset::DAYS_MAX).prop_map(DateOffset::Days),
        (0..20_u16).prop_map(DateOffset::Months),
        (0..=DateOffset::MONTHS_MAX).prop_map(DateOffset::Months),
        (0..=DateOffset::YEARS_MAX).prop_map(DateOffset::Years),
        (0..20_u16).prop_map(DateOffset::FirstOfMonthAfterMonths),
        (0..60_u16).prop_map(DateOffset::FirstOfMonthAfterDays),
        (1..20_u16).prop_map(DateOffset::FirstOfNthMonth),
        days().prop_map(DateOffset::AsOf),
    ];
    prop::option::of(offset)
}

fn days() -> impl Strategy<Value = Date> {
    (-800..1_500_i64).prop_map(|days| day("2022-02-01").saturating_add(days.days()))
}

fn terms() -> impl Strategy<Value = Terms> {
    let trigger = prop_oneof![Just(Trigger::AllSigned), days().prop_map(Trigger::Date)];
    let participation = prop::sample::select(vec![
        Participation::ClosedList,
        Participation::Open,
        Participation::ByInvitation,
    ]);
    let entry = (trigger, offsets(), offsets(), prop::option::of(days()));
    (participation, entry, any::<bool>()).prop_map(|(participation, entry, preparatory_body_allowed)| {
        let (trigger, offset, later_offset, not_before) = entry;
        let entry_into_force = EntryIntoForce { trigger, offset, later_offset, not_before };
        Terms { participation, entry_into_force, preparatory_body_allowed, ..Terms::default() }
    })
}

fn signatures() -> impl Strategy<Value = CommandBody> {
    let kinds = prop::sample::select(vec![
        SignatureKind::Definitive,
        SignatureKind::Definitive,
        SignatureKind::Definitive,
        SignatureKind::AdReferendum,
        SignatureKind::SubjectToRatification,
    ]);
    (participant_ids(), kinds, prop::bool::weighted(0.9)).prop_map(|(participant_id, kind, current)| {
        let mut sign = signing(participant_id);
        sign.kind = kind;
        if !current {
            sign.text_digest = Digest::of(b"another text");
        }
        CommandBody::SignAgreement(Box::new(sign))
    })
}

fn evaluations() -> impl Strategy<Value = CommandBody> {
    (0..5_u8, days(), 1..400_i64).prop_map(|(number, from, length)| {
        let to = from.saturating_add(length.days());
        evaluate(&format!("E{number}"), &from.to_string(), &to.to_string())
    })
}

fn commands() -> impl Strategy<Value = CommandBody> {
    prop_oneof![
        1 => Just(draft()),
        1 => participant_ids().prop_map(invite),
        1 => participant_ids().prop_map(remove),
        1 => terms().prop_map(set_terms),
        1 => (1..5_u64).prop_map(|version| revise(version, &["en"])),
        1 => Just(freeze()),
        2 => prop::option::of(days()).prop_map(|closes_on| {
            open_from(None, closes_on.map(|date| date.to_string()).as_deref())
        }),
        6 => signatures(),
        2 => evaluations(),
        1 => prop::sample::subsequence(vec!["A", "B", "C", "D"], 0..=4).prop_map(|ids| abandon(&ids)),
    ]
}

/// A draft, then part of the way that agreements usually take, then anything.
pub(crate) fn histories() -> impl Strategy<Value = Vec<Step>> {
    let usual = (terms(), 0..=4_usize).prop_map(|(terms, length)| {
        let drafted = CommandBody::DraftAgreement(draft_of(header(), terms));
        let way = [drafted, open(), sign("A"), sign("B")].into_iter().take(length);
        way.map(|body| Step { days_later: 1, days_back: None, body }).collect::<Vec<_>>()
    });
    let step = (0..60_i64, prop::option::of(-3..90_i64), commands());
    let step = step.prop_map(|(days_later, days_back, body)| Step { days_later, days_back, body });
    (usual, prop::collection::vec(step, 1..30)).prop_map(|(usual, steps)| [usual, steps].concat())
}

/// What every reachable state promises (domain §3.7).
fn assert_invariants(agreement: &Agreement) {
    // I4: every signature is over the text as it was frozen.
    for signature in agreement.participants().iter().filter_map(|one| one.signature.as_ref()) {
        assert_eq!(Some(signature.text_digest), agreement.text_digest());
    }
    // I5: in force since some day, with a party.
    let is_in_force = agreement.status() == Status::InForce;
    assert_eq!(agreement.entered_into_force_on().is_some(), is_in_force);
    assert!(!is_in_force || agreement.party_count() > 0);
    // I6: not both scheduled and in force.
    assert!(!is_in_force || agreement.entry_into_force_scheduled_on().is_none());
    // I7: for nobody before it is so in general.
    for in_force_from in agreement.participants().iter().filter_map(|one| one.in_force_from) {
        assert!(Some(in_force_from) >= agreement.entered_into_force_on());
    }
    // I11: regular evaluations do not overlap.
    let periods: Vec<_> = agreement.evaluations().iter().map(|past| past.evaluation.period).collect();
    for (index, period) in periods.iter().enumerate() {
        assert!(periods.iter().skip(index + 1).all(|other| !period.overlaps(*other)));
    }
}

/// Time passes: what is due is appended in the order of the due dates, and then nothing is due any more.
fn caught_up(agreement: &Agreement, now: Timestamp, history: &mut Vec<Event>) -> Agreement {
    let events = catch_up(agreement, now);
    let after = fold(agreement, &events);
    assert_eq!(due_at(agreement).is_some_and(|due_at| due_at <= now), !events.is_empty());
    assert!(catch_up(&after, now).is_empty());
    assert!(due_at(&after).is_none_or(|due_at| due_at > now));
    history.extend(events);
    after
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_history_folds_into_a_consistent_state(steps in histories()) {
        let (mut agreement, mut history) = (undrafted(), Vec::new());
        let mut today = day("2022-02-01");
        for step in steps {
            today = today.saturating_add(step.days_later.days());
            let context = at_noon(&today.to_string());
            agreement = caught_up(&agreement, context.now, &mut history);
            let occurred_on = step.days_back.map(|back| today.saturating_sub(back.days()).into());
            let command = Command { act: Act { occurred_on, ..Act::default() }, body: step.body };
            let outcome = decide(&agreement, &command, &context);
            prop_assert_eq!(&outcome, &decide(&agreement, &command, &context));
            if let Ok(events) = outcome {
                prop_assert!(!events.is_empty());
                agreement = fold(&agreement, &events);
                history.extend(events);
            }
            assert_invariants(&agreement);
            prop_assert_eq!(agreement.revision(), history.len() as u64);
            prop_assert_eq!(&agreement, &fold(&undrafted(), &history));
        }
    }

    #[test]
    fn what_is_signed_enters_into_force_at_the_same_dates_whenever_time_is_looked_at(
        terms in terms(),
        looks in prop::collection::vec(0..2_000_i64, 0..6),
    ) {
        let signed = fully_signed(terms);
        let mut looked_at = signed.clone();
        let mut looks = looks;
        looks.sort_unstable();
        for days in looks {
            let now = noon(&day("2022-03-02").saturating_add(days.days()).to_string());
            looked_at = fold(&looked_at, &catch_up(&looked_at, now));
            assert_invariants(&looked_at);
        }
        let end = Timestamp::MAX;
        let at_the_end = fold(&looked_at, &catch_up(&looked_at, end));
        prop_assert_eq!(at_the_end, fold(&signed, &catch_up(&signed, end)));
    }

    #[test]
    fn an_event_out_of_place_is_folded_without_harm(order in prop::collection::vec(0..14_usize, 0..20)) {
        let mut history = Vec::new();
        let mut agreement = undrafted();
        for body in [draft(), open(), sign("A"), sign("B"), evaluate("E1", "2022-01-01", "2022-02-01")] {
            let command = Command { act: Act::default(), body };
            let events = decide(&agreement, &command, &at_noon("2022-03-02")).unwrap();
            agreement = fold(&agreement, &events);
            history.extend(events);
        }
        let shuffled: Vec<_> = order.iter().filter_map(|index| history.get(*index).cloned()).collect();
        let folded = fold(&undrafted(), &shuffled);
        prop_assert_eq!(folded.revision(), shuffled.len() as u64);
        let _ = (catch_up(&folded, Timestamp::MAX), due_at(&folded), folded.stage());
    }
}
