//! The invariants of domain §3.7: each that a stored record can violate is violated by one, and then exactly that is found,
//! where it is.

mod story;

use std::{collections::BTreeSet, sync::Arc};

use depositary::{
    domain::*,
    registry::{Fault, Finding},
};
use jiff::{ToSpan, civil::Date};

use self::story::Story;
use super::given::*;

/// What shows an invariant violated.
enum Shown {
    /// Journals whose last record violates it, each with what is to be found there.
    By(Vec<(Story, Violation)>),
    /// No record can violate it.
    Never(&'static str),
}
use Shown::{By, Never};

/// I1 to I15.
fn table() -> [Shown; 15] {
    [
        Never("the fold asks nothing but the state and the event; how it goes is not stored"),
        By(done_by_nobody()),
        By(ends_left()),
        By(other_texts_signed()),
        By(in_force_for_nobody()),
        By(entered_again()),
        By(bound_too_soon()),
        By(by_number_of_parties()),
        By(sessions_out_of_order()),
        By(minutes_not_signed()),
        By(periods_overlap()),
        By(targets_unclear()),
        By(actions_out_of_turn()),
        By(against_rules()),
        By(corrections()),
    ]
}

#[test]
fn what_violates_an_invariant_is_found_where_it_is() {
    let mut wrong = Vec::new();
    for (shown, number) in table().into_iter().zip(1..) {
        match shown {
            Never(why) => assert!(!why.is_empty()),
            By(cases) => {
                assert!(!cases.is_empty(), "I{number}");
                for (story, expected) in cases {
                    assert_eq!(expected.invariant(), number);
                    let found = story.findings();
                    if !is_exactly(&story, &found, &expected) {
                        wrong.push(format!("{expected:?}: {found:#?}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether this alone is found in the last record, and named with its number.
fn is_exactly(story: &Story, found: &[Finding], expected: &Violation) -> bool {
    let [Finding { position, agreement, fault: Fault::Violation(violation) }] = found else { return false };
    let is_there = *position == story.end() && agreement.as_ref() == Some(story.agreement.id());
    let said = format!("(invariant I{})", expected.invariant());
    is_there && violation == expected && found.iter().all(|finding| finding.to_string().ends_with(&said))
}

#[test]
fn every_violation_is_shown() {
    let mut shown = BTreeSet::new();
    for cases in
        table().into_iter().filter_map(|shown| if let By(cases) = shown { Some(cases) } else { None })
    {
        shown.extend(cases.iter().map(|(_, violation)| name(violation)));
    }
    assert_eq!(shown, NAMES.into());
}

#[test]
fn what_follows_a_violation_in_its_agreement_is_not_judged() {
    let story = Story::in_force();
    let again = story.last(|body| matches!(body, EventBody::AgreementEnteredIntoForce(_)));
    let forged = story.forged_by_time("2022-05-01", [again.clone()]).forged_by_time("2022-06-01", [again]);
    assert_eq!(forged.findings().len(), 1);
}

const NAMES: [&str; 22] = [
    "ActionOutOfTurn",
    "AgainstRule",
    "BoundTooSoon",
    "ConvenedAtOnce",
    "CorrectsNothing",
    "DoneByNobody",
    "EndLeft",
    "EnoughRemain",
    "EnteredAgain",
    "InForceForNobody",
    "MinutesSignedTwice",
    "MinutesUnsigned",
    "NotCorrectable",
    "NothingDone",
    "Omitted",
    "OtherMinutes",
    "OtherTextSigned",
    "OutOfCount",
    "PeriodsOverlap",
    "ScheduledAgain",
    "TargetUnclear",
    "TooFewRemain",
];

/// The compiler names the place of a new one, which then belongs into [`NAMES`], too.
fn name(violation: &Violation) -> &'static str {
    match violation {
        Violation::ActionOutOfTurn { .. } => "ActionOutOfTurn",
        Violation::AgainstRule { .. } => "AgainstRule",
        Violation::BoundTooSoon { .. } => "BoundTooSoon",
        Violation::ConvenedAtOnce { .. } => "ConvenedAtOnce",
        Violation::CorrectsNothing { .. } => "CorrectsNothing",
        Violation::DoneByNobody { .. } => "DoneByNobody",
        Violation::EndLeft { .. } => "EndLeft",
        Violation::EnoughRemain { .. } => "EnoughRemain",
        Violation::EnteredAgain { .. } => "EnteredAgain",
        Violation::InForceForNobody => "InForceForNobody",
        Violation::MinutesSignedTwice { .. } => "MinutesSignedTwice",
        Violation::MinutesUnsigned { .. } => "MinutesUnsigned",
        Violation::NotCorrectable { .. } => "NotCorrectable",
        Violation::NothingDone => "NothingDone",
        Violation::Omitted { .. } => "Omitted",
        Violation::OtherMinutes { .. } => "OtherMinutes",
        Violation::OtherTextSigned { .. } => "OtherTextSigned",
        Violation::OutOfCount { .. } => "OutOfCount",
        Violation::PeriodsOverlap { .. } => "PeriodsOverlap",
        Violation::ScheduledAgain { .. } => "ScheduledAgain",
        Violation::TargetUnclear { .. } => "TargetUnclear",
        Violation::TooFewRemain { .. } => "TooFewRemain",
    }
}

fn revision_after(story: &Story) -> u64 {
    story.agreement.revision() + 1
}

/// An event on other days.
fn moved(event: Event, days: i64) -> Event {
    let later = |date: Date| date.saturating_add(days.days());
    Event {
        occurred_on: later(event.occurred_on.first_day()).into(),
        effective_on: event.effective_on.map(later),
        ..event
    }
}

fn done_by_nobody() -> Vec<(Story, Violation)> {
    let story = Story::in_force();
    let classified = story.decided("2022-04-01", classify(Classification::Confidential));
    let by_nobody = Violation::DoneByNobody { revision: revision_after(&story) };
    let over = Story::signed(for_a_term(Term::Fixed(years(1)), Renewal::None));
    let expired = over.due("2023-04-01");
    vec![
        (story.forged_by_time("2022-04-01", classified), by_nobody),
        (over.forged("2023-04-01", expired), Violation::NothingDone),
    ]
}

fn ends_left() -> Vec<(Story, Violation)> {
    let story = Story::in_force().on("2022-05-01", terminate(&["A", "B"]));
    let frozen = story.last(|body| matches!(body, EventBody::TextFrozen(_)));
    let ended = story.last(|body| matches!(body, EventBody::AgreementTerminated(_)));
    let revision = revision_after(&story);
    let left = |to| Violation::EndLeft { revision, from: Status::Terminated, to };
    vec![
        (story.clone().forged("2022-06-01", [frozen]), left(Status::Frozen)),
        (story.forged("2022-06-01", [moved(ended, 7)]), left(Status::Terminated)),
    ]
}

fn other_texts_signed() -> Vec<(Story, Violation)> {
    let story = Story::of(Terms::default()).on("2022-02-20", open());
    let mut signed = story.decided("2022-03-01", sign("A"));
    if let EventBody::AgreementSigned(signed) = &mut signed[0].body {
        Arc::make_mut(&mut signed.signature).text_digest = Digest::of(b"another text");
    }
    let violation = Violation::OtherTextSigned { participant_id: id("A") };
    let half = story.clone().on("2022-03-01", sign("A"));
    let mut revised = half.last(|body| matches!(body, EventBody::DraftRevised(_)));
    if let EventBody::DraftRevised(revised) = &mut revised.body {
        revised.texts = texts(&["fr"]);
        revised.text_digest = revised.texts.digest();
    }
    vec![
        (story.forged("2022-03-01", signed), violation.clone()),
        (half.forged("2022-03-02", [revised]), violation),
    ]
}

/// Signed on 2 March, in force on 1 April.
fn scheduled() -> Story {
    let offset = Some(DateOffset::Days(30));
    Story::signed(Terms {
        entry_into_force: EntryIntoForce { offset, ..EntryIntoForce::default() },
        ..Terms::default()
    })
}

fn in_force_for_nobody() -> Vec<(Story, Violation)> {
    let story = scheduled();
    let general = story.due("2022-04-01").into_iter().take(1);
    vec![(story.forged_by_time("2022-04-01", general), Violation::InForceForNobody)]
}

fn entered_again() -> Vec<(Story, Violation)> {
    let story = scheduled();
    let scheduled = story.last(|body| matches!(body, EventBody::EntryIntoForceScheduled(_)));
    let revision = revision_after(&story);
    let in_force = story.clone().caught_up("2022-04-01");
    let entered = in_force.last(|body| matches!(body, EventBody::AgreementEnteredIntoForce(_)));
    let again = Violation::EnteredAgain { revision: revision_after(&in_force), since: day("2022-04-01") };
    vec![
        (story.forged_by_time("2022-03-03", [scheduled]), Violation::ScheduledAgain { revision }),
        (in_force.forged_by_time("2022-04-02", [entered]), again),
    ]
}

fn bound_too_soon() -> Vec<(Story, Violation)> {
    let story = scheduled();
    let mut due = story.due("2022-04-01");
    due[1] = moved(due[1].clone(), -1);
    let violation = Violation::BoundTooSoon { participant_id: id("A"), in_force_from: day("2022-03-31") };
    vec![(story.forged_by_time("2022-04-01", due), violation)]
}

fn by_number_of_parties() -> Vec<(Story, Violation)> {
    let story = Story::in_force();
    let leaving = story.clone().on("2022-05-01", withdraw("A", "2022-05-01"));
    let [withdrew, terminated] = &leaving.due("2023-05-01")[..] else { panic!("an end for want of parties") };
    let enough = Violation::EnoughRemain { revision: revision_after(&story), remaining: 2 };
    let too_few = Violation::TooFewRemain { revision: revision_after(&leaving), remaining: 1 };
    vec![
        (story.forged_by_time("2023-05-01", [terminated.clone()]), enough),
        (leaving.clone().forged_by_time("2023-05-01", [withdrew.clone()]), too_few),
    ]
}

fn sessions_out_of_order() -> Vec<(Story, Violation)> {
    let second = |ordinal| {
        let mut planned = Story::convened().last(|body| matches!(body, EventBody::SessionScheduled(_)));
        if let EventBody::SessionScheduled(scheduled) = &mut planned.body {
            let spec = Arc::make_mut(&mut scheduled.session);
            (spec.session_id, spec.ordinal) = (id("S2"), Some(ordinal));
        }
        planned
    };
    let story = Story::convened();
    let mut opened = story.last(|body| matches!(body, EventBody::SessionConvened(_)));
    if let EventBody::SessionConvened(convened) = &mut opened.body {
        convened.session_id = id("S2");
    }
    let out_of_count = Violation::OutOfCount { commission_id: id("C"), session_id: id("S2"), expected: 2 };
    let both = story.clone().forged("2022-04-10", [second(2)]).forged("2022-04-10", [opened]);
    let at_once = Violation::ConvenedAtOnce { commission_id: id("C"), session_id: id("S2"), other: id("S") };
    vec![(story.forged("2022-04-10", [second(3)]), out_of_count), (both, at_once)]
}

fn minutes_not_signed() -> Vec<(Story, Violation)> {
    let (session_id, participant_id) = (id("S"), id("B"));
    let story = Story::submitted();
    let mut other = story.decided("2022-04-12", sign_minutes("S", "A"));
    if let EventBody::MinutesSigned(signed) = &mut other[0].body {
        signed.digest = Digest::of(b"other minutes");
    }
    let revision = revision_after(&story);
    let over_other = Violation::OtherMinutes { revision, session_id: session_id.clone() };
    let half = story.clone().on("2022-04-12", sign_minutes("S", "B"));
    let again = half.last(|body| matches!(body, EventBody::MinutesSigned(_)));
    let twice = Violation::MinutesSignedTwice { session_id: session_id.clone(), participant_id };
    let whole = half.clone().on("2022-04-13", sign_minutes("S", "A"));
    let agreed = whole.last(|body| matches!(body, EventBody::MinutesAgreed(_)));
    let unsigned = Violation::MinutesUnsigned { session_id, participant_id: id("A") };
    vec![
        (story.forged("2022-04-12", other), over_other),
        (half.clone().forged("2022-04-13", [again]), twice),
        (half.forged_by_time("2022-04-13", [agreed]), unsigned),
    ]
}

fn periods_overlap() -> Vec<(Story, Violation)> {
    let story = Story::in_force();
    let once = story.clone().on("2022-07-01", evaluate("E1", "2022-03-02", "2022-07-01"));
    let other = story.decided("2022-08-01", evaluate("E2", "2022-06-30", "2022-08-01"));
    let violation = Violation::PeriodsOverlap { evaluation_id: id("E2"), other: id("E1") };
    vec![(once.forged("2022-08-01", other), violation)]
}

fn targets_unclear() -> Vec<(Story, Violation)> {
    let story = Story::in_force().on("2022-04-01", define("TRADE"));
    let set = |change: fn(&mut Target)| {
        let mut events = story.decided("2022-04-02", aim("T", "TRADE"));
        if let EventBody::TargetSet(set) = &mut events[0].body {
            change(Arc::make_mut(&mut set.target));
        }
        events
    };
    let unclear =
        |indicator_id| Violation::TargetUnclear { target_id: id("T"), indicator_id: id(indicator_id) };
    let twice = story.clone().on("2022-04-02", aim("T", "TRADE"));
    vec![
        (story.clone().forged("2022-04-02", set(|target| target.indicator_id = id("X"))), unclear("X")),
        (twice.forged("2022-04-03", set(|_| {})), unclear("TRADE")),
    ]
}

fn actions_out_of_turn() -> Vec<(Story, Violation)> {
    let story = Story::convened().on("2022-04-10", assign("X", "S", "A", "2022-05-31"));
    let assigned = story.last(|body| matches!(body, EventBody::ActionAssigned(_)));
    let done = story.clone().on("2022-05-01", complete("X"));
    let completed = done.last(|body| matches!(body, EventBody::ActionCompleted(_)));
    let reopened = done.clone().on("2022-05-02", reopen_action("X"));
    let reopened = reopened.last(|body| matches!(body, EventBody::ActionReopened(_)));
    let cancelled = story.clone().on("2022-05-01", cancel_action("X"));
    let cancelled = cancelled.last(|body| matches!(body, EventBody::ActionCancelled(_)));
    let verified = done.clone().on("2022-05-02", verify("X", &["A", "B"]));
    let verified = verified.last(|body| matches!(body, EventBody::ActionVerified(_)));
    let case = |story: &Story, event: Event, was| {
        let violation =
            Violation::ActionOutOfTurn { revision: revision_after(story), action_id: id("X"), was };
        (story.clone().forged("2022-05-03", [event]), violation)
    };
    let open = Some(ActionStatus::Open);
    vec![
        case(&story, assigned, open),
        case(&Story::convened(), completed.clone(), None),
        case(&done, completed, Some(ActionStatus::Completed)),
        case(&done, cancelled, Some(ActionStatus::Completed)),
        case(&story, reopened, open),
        case(&story, verified, open),
    ]
}

fn against_rules() -> Vec<(Story, Violation)> {
    let against = |story: &Story, on: &str, rule| Violation::AgainstRule {
        revision: revision_after(story),
        on: day(on),
        rule,
    };
    // The end of a term.
    let over = Story::signed(for_a_term(Term::Fixed(years(1)), Renewal::None));
    let expired = over.due("2023-04-01");
    let other_day = expired.iter().cloned().map(|event| moved(event, 5)).collect::<Vec<_>>();
    let endless = Story::in_force();
    let renewing = tacit(years(1), DateOffset::Months(1));
    let renewed = Story::signed(for_a_term(Term::Fixed(years(1)), renewing));
    let mut for_longer = renewed.due("2023-04-01");
    if let EventBody::TermTacitlyRenewed(renewed) = &mut for_longer[0].body {
        renewed.to = day("2033-03-02");
    }
    let mut cases = vec![
        (
            over.clone().forged_by_time("2023-04-01", other_day),
            against(&over, "2023-03-07", AgainstRule::OnDay(day("2023-03-02"))),
        ),
        (
            over.clone().forged_by_time("2023-03-01", expired.clone()),
            against(&over, "2023-03-02", AgainstRule::NotYet(day("2023-03-02"))),
        ),
        (
            endless.clone().forged_by_time("2023-04-01", expired),
            against(&endless, "2023-03-02", AgainstRule::Nothing),
        ),
        (
            renewed.clone().forged_by_time("2023-04-01", for_longer),
            against(&renewed, "2023-03-02", AgainstRule::Otherwise),
        ),
    ];
    // What completes an act.
    let half = Story::of(Terms::default()).on("2022-02-20", open()).on("2022-03-01", sign("A"));
    let at = |index: usize, days, on: &str, by_rule: &str| {
        let mut events = half.decided("2022-03-02", sign("B"));
        events.truncate(index + 1);
        events[index] = moved(events[index].clone(), days);
        let revision = revision_after(&half) + index as u64;
        let rule = AgainstRule::OnDay(day(by_rule));
        let violation = Violation::AgainstRule { revision, on: day(on), rule };
        (half.clone().forged("2022-03-02", events), violation)
    };
    cases.push(at(1, -1, "2022-03-01", "2022-03-02"));
    cases.push(at(2, -3, "2022-02-27", "2022-03-02"));
    // The day on which a notice has effect.
    let mut left = endless.decided("2022-05-01", withdraw("A", "2022-05-01"));
    left[0].effective_on = Some(day("2022-06-01"));
    let rule = AgainstRule::OnDay(day("2023-05-01"));
    cases.push((endless.clone().forged("2022-05-01", left), against(&endless, "2022-06-01", rule)));
    // The time for signature, whose end completes what it can.
    cases.extend(ends_of_signature());
    // Sessions and actions.
    let mut due = endless.decided("2022-03-10", establish("C"));
    if let EventBody::NextSessionDueSet(set) = &mut due[1].body {
        set.due_by = day("2024-01-01");
    }
    let revision = revision_after(&endless) + 1;
    let rule = AgainstRule::OnDay(day("2023-03-02"));
    let violation = Violation::AgainstRule { revision, on: day("2024-01-01"), rule };
    cases.push((endless.clone().forged("2022-03-10", due), violation));
    let owing = endless.on("2022-03-10", establish("C"));
    let noticed = owing.due("2023-05-01").into_iter().map(|event| moved(event, 1));
    let rule = AgainstRule::OnDay(day("2023-04-02"));
    let violation = against(&owing, "2023-04-03", rule);
    cases.push((owing.clone().forged_by_time("2023-05-01", noticed), violation));
    let owing = Story::convened().on("2022-04-10", assign("X", "S", "A", "2022-05-31"));
    let noticed = owing.due("2022-07-01").into_iter().map(|event| moved(event, 1));
    let violation = against(&owing, "2022-06-02", AgainstRule::OnDay(day("2022-06-01")));
    cases.push((owing.clone().forged_by_time("2022-07-01", noticed), violation));
    cases
}

/// When the time for signature is over, the date of entry into force follows in the same record.
fn ends_of_signature() -> Vec<(Story, Violation)> {
    let terms = Terms { participation: Participation::Open, ..Terms::default() };
    let story = Story::of(Terms { signature_rule: minimum(2), ..terms }).on("2022-02-15", invite("D"));
    let story = story.on("2022-02-20", open_from(None, Some("2022-03-31")));
    let story = story.on("2022-03-01", sign("A")).on("2022-03-02", sign("B"));
    let closed = story.due("2022-04-01");
    assert!(matches!(closed[1].body, EventBody::EntryIntoForceScheduled(_)), "{closed:#?}");
    let revision = revision_after(&story);
    vec![(story.forged_by_time("2022-04-01", closed.into_iter().take(1)), Violation::Omitted { revision })]
}

fn corrections() -> Vec<(Story, Violation)> {
    let story = Story::in_force();
    let revision = revision_after(&story);
    let title = Some(FieldValue::Localized(words("Another title")));
    let known = Some(FieldValue::Localized(words("An agreement")));
    let correct = |change: &dyn Fn(&mut Correction)| {
        let body = correct(1, "title", known.clone(), title.clone());
        let mut events = story.decided("2022-04-01", body);
        if let EventBody::RecordCorrected(corrected) = &mut events[0].body {
            change(Arc::make_mut(&mut corrected.correction));
        }
        story.clone().forged("2022-04-01", events)
    };
    let not = |target_revision, field: &str| Violation::NotCorrectable {
        revision,
        target_revision,
        field: field.into(),
    };
    vec![
        (
            correct(&|correction| correction.target_revision = revision),
            Violation::CorrectsNothing { revision, target_revision: revision },
        ),
        (
            correct(&|correction| correction.target_revision = 99),
            Violation::CorrectsNothing { revision, target_revision: 99 },
        ),
        (correct(&|correction| correction.field = "reference".into()), not(1, "reference")),
        (correct(&|correction| correction.target_revision = 2), not(2, "title")),
        (correct(&|correction| correction.new_value = None), not(1, "title")),
    ]
}
