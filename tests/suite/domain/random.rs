//! Random histories: whatever is asked, in whatever order, on whatever day.

mod bodies;

use depositary::domain::*;
use jiff::{ToSpan, civil::Date};
use proptest::prelude::*;

pub(crate) use self::bodies::sessions;
use super::given::*;

/// A step: so many days later, somebody asks for this, dated so many days back (or ahead, if negative).
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) days_later: i64,
    pub(crate) days_back: Option<i64>,
    pub(crate) body: CommandBody,
}

fn participant_ids() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["A", "A", "A", "B", "B", "B", "C", "D"][..])
}

fn offsets() -> impl Strategy<Value = Option<DateOffset>> {
    let offset = prop_oneof![
        (0..60_u16).prop_map(DateOffset::Days),
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
    prop::option::weighted(0.4, offset)
}

fn days() -> impl Strategy<Value = Date> {
    (-800..1_500_i64).prop_map(|days| day("2022-02-01").saturating_add(days.days()))
}

/// Days of receipt, most of them in the time of the histories.
fn receipts() -> impl Strategy<Value = String> {
    (0..400_i64).prop_map(|days| day("2022-02-01").saturating_add(days.days()).to_string())
}

fn spans() -> impl Strategy<Value = CalendarSpan> {
    // A year at least, so that not too many terms pass before the end of a long history.
    (1..6_i64, 0..13_i64, 0..40_i64)
        .prop_map(|(years, months, days)| CalendarSpan::new(years, months, days).unwrap())
}

fn lifetimes() -> impl Strategy<Value = (Term, Renewal)> {
    let short = (1..200_i64).prop_map(|days| CalendarSpan::new(0, 0, days).unwrap());
    let length = prop_oneof![spans(), short];
    let term = prop_oneof![length.prop_map(Term::Fixed), days().prop_map(Term::Until)];
    let notice = prop_oneof![
        (0..400_u16).prop_map(DateOffset::Days),
        (0..20_u16).prop_map(DateOffset::Months),
        (0..3_u16).prop_map(DateOffset::Years),
    ];
    let renewal = prop::option::of((spans(), notice));
    prop_oneof![
        1 => Just((Term::Indefinite, Renewal::None)),
        2 => (term, renewal).prop_map(|(term, renewal)| {
            (term, renewal.map_or(Renewal::None, |(period, notice)| tacit(period, notice)))
        }),
    ]
}

fn withdrawals() -> impl Strategy<Value = Withdrawal> {
    let rules = prop::sample::select(vec![
        WithdrawalRule::Allowed,
        WithdrawalRule::Allowed,
        WithdrawalRule::Allowed,
        WithdrawalRule::Silent,
        WithdrawalRule::NotAllowed,
    ]);
    let notices = prop_oneof![
        (0..60_u16).prop_map(|days| Some(DateOffset::Days(days))),
        (0..6_u16).prop_map(|months| Some(DateOffset::Months(months))),
        offsets(),
    ];
    (rules, prop::option::weighted(0.2, spans()), notices).prop_map(|(rule, lock, notice)| {
        let allowed = rule != WithdrawalRule::NotAllowed;
        Withdrawal::new(rule, lock.filter(|_| allowed), notice.filter(|_| allowed))
    })
}

/// Ways to consent, and triggers that wait for them.
fn consents() -> impl Strategy<Value = (Vec<ConsentMode>, Trigger)> {
    use ConsentMode::{CompletionNotices, Signature};
    prop_oneof![
        3 => Just((vec![Signature], Trigger::AllSigned)),
        1 => days().prop_map(|date| (vec![Signature], Trigger::Date(date))),
        1 => days().prop_map(|date| (vec![Signature, CompletionNotices], Trigger::Date(date))),
        1 => Just((vec![Signature, CompletionNotices], Trigger::AllSigned)),
        1 => Just((vec![Signature, CompletionNotices], Trigger::LastNotice)),
        1 => Just((vec![CompletionNotices], Trigger::LastNotice)),
    ]
}

pub(crate) fn terms() -> impl Strategy<Value = Terms> {
    let participation = prop::sample::select(vec![
        Participation::ClosedList,
        Participation::Open,
        Participation::ByInvitation,
    ]);
    let signature_rule = prop_oneof![3 => Just(SignatureRule::AllListed), 1 => (1..3_u32).prop_map(minimum)];
    let entry = (consents(), offsets(), offsets(), prop::option::weighted(0.2, days()));
    let rules = (participation, signature_rule, any::<bool>());
    (rules, entry, lifetimes(), withdrawals()).prop_map(|(rules, entry, (term, renewal), withdrawal)| {
        let (participation, signature_rule, preparatory_body_allowed) = rules;
        let ((modes, trigger), offset, later_offset, not_before) = entry;
        Terms {
            participation,
            signature_rule,
            preparatory_body_allowed,
            consent_modes: modes.into(),
            entry_into_force: EntryIntoForce { trigger, offset, later_offset, not_before },
            term,
            renewal,
            withdrawal,
            ..Terms::default()
        }
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

fn instruments() -> impl Strategy<Value = CommandBody> {
    let kinds = prop::sample::select(vec![
        InstrumentKind::CompletionNotice,
        InstrumentKind::CompletionNotice,
        InstrumentKind::CompletionNotice,
        InstrumentKind::Ratification,
    ]);
    (participant_ids(), kinds, receipts()).prop_map(|(participant_id, kind, received_on)| {
        deposit_as(Instrument { kind, ..instrument(participant_id, &received_on) })
    })
}

fn notices() -> impl Strategy<Value = CommandBody> {
    prop_oneof![
        2 => (participant_ids(), receipts(), prop::option::of(days())).prop_map(|(who, received_on, named_date)| {
            withdraw_as(WithdrawalNotice { named_date, ..notice(who, &received_on) })
        }),
        1 => (participant_ids(), receipts()).prop_map(|(who, received_on)| revoke(who, &received_on)),
        1 => (participant_ids(), receipts()).prop_map(|(who, received_on)| refuse_renewal(who, &received_on)),
    ]
}

fn endings() -> impl Strategy<Value = CommandBody> {
    let day = || prop::option::of(days().prop_map(|date| date.to_string()));
    let consents = || {
        prop_oneof![
            Just(vec!["A", "B", "C", "D"]),
            Just(vec!["A", "B"]),
            prop::sample::subsequence(vec!["A", "B", "C", "D"], 0..=4),
        ]
    };
    let scopes = prop::sample::select(vec![SupersessionScope::Full, SupersessionScope::Partial]);
    prop_oneof![
        1 => (day(), consents()).prop_map(|(day, consents)| terminate_on(day.as_deref(), &consents)),
        1 => (scopes, day()).prop_map(|(scope, day)| supersede(scope, day.as_deref())),
        1 => consents().prop_map(|consents| abandon(&consents)),
    ]
}

fn measurements() -> impl Strategy<Value = CommandBody> {
    let times = || {
        prop_oneof![
            Just(ReadingTime::Unspecified),
            days().prop_map(ReadingTime::AsOf),
            (days(), 1..400_i64).prop_map(|(from, length)| {
                ReadingTime::Period(Period::new(from, from.saturating_add(length.days())).unwrap())
            }),
        ]
    };
    prop_oneof![
        Just(define("IND")),
        Just(define_as(indicator("TEXT", IndicatorOrigin::Text))),
        Just(retire("IND")),
        (0..3_u8).prop_map(|number| aim(&format!("T{number}"), "IND")),
        (0..5_u8, times()).prop_map(|(number, time)| read_as(reading(&format!("R{number}"), "IND", time))),
    ]
}

fn corrections() -> impl Strategy<Value = CommandBody> {
    let place = |name: &str| {
        Some(FieldValue::Place(Place { name: name.into(), country: None, un_locode: None, kind: None }))
    };
    let name = |name: &str| Some(FieldValue::Personal(Personal::Text(name.into())));
    let words = |one: &str| Some(FieldValue::Localized(words(one)));
    let fields = vec![
        ("title", words("An agreement"), words("The agreement")),
        ("short_title", None, words("Short")),
        ("participant.name", words("A"), words("Alpha")),
        ("signature.place", None, place("Tashkent")),
        ("signature.signatory.name", name("N. N."), name("A. B.")),
        ("signature.signatory.name", name("N. N."), None),
        ("reference", None, None),
    ];
    (0..20_u64, prop::sample::select(fields))
        .prop_map(|(revision, (field, old, new))| correct(revision, field, old, new))
}

fn records() -> impl Strategy<Value = CommandBody> {
    let classifications = prop::sample::select(vec![Classification::Public, Classification::Confidential]);
    prop_oneof![
        2 => corrections(),
        1 => (0..3_u8).prop_map(|number| attach(&format!("D{number}"))),
        1 => Just(relate(RelationTarget::Citation("Charter".into()))),
        1 => prop::option::of(0..20_u64).prop_map(communicate),
        1 => classifications.prop_map(classify),
        1 => Just(complete_backfill()),
    ]
}

fn commands() -> impl Strategy<Value = CommandBody> {
    let window = |closes_on: Option<Date>| open_from(None, closes_on.map(|date| date.to_string()).as_deref());
    prop_oneof![
        1 => Just(draft()),
        1 => participant_ids().prop_map(invite),
        1 => participant_ids().prop_map(remove),
        1 => terms().prop_map(set_terms),
        1 => (1..5_u64).prop_map(|version| revise(version, &["en"])),
        1 => Just(freeze()),
        1 => Just(reopen()),
        2 => prop::option::of(days()).prop_map(window),
        1 => participant_ids().prop_map(decline),
        1 => days().prop_map(|closes_on| extend(&closes_on.to_string())),
        6 => signatures(),
        3 => instruments(),
        3 => notices(),
        2 => endings(),
        2 => evaluations(),
        2 => measurements(),
        2 => records(),
        14 => bodies::commands(),
    ]
}

/// What may happen to an agreement: anything, or most of all the sessions of a commission.
pub(crate) fn histories() -> impl Strategy<Value = Vec<Step>> {
    prop_oneof![4 => lives(), 1 => sessions()]
}

/// A draft, then part of the way that agreements usually take, then anything.
fn lives() -> impl Strategy<Value = Vec<Step>> {
    let lengths = prop::sample::select(vec![0, 1, 2, 3, 4, 4, 4, 4_usize]);
    let usual = (terms(), prop::bool::weighted(0.2), lengths, prop::option::weighted(0.3, 0..40_i64))
        .prop_map(|(terms, backfill, length, open_days)| {
            let kind = if terms.consent_modes.contains(&ConsentMode::Signature) {
                SignatureKind::Definitive
            } else {
                SignatureKind::SubjectToRatification
            };
            let drafted = DraftAgreement { backfill, ..draft_of(header(), terms) };
            let closes_on = open_days.map(|days| day("2022-02-03").saturating_add(days.days()).to_string());
            let opened = open_from(None, closes_on.as_deref());
            let drafted = CommandBody::DraftAgreement(drafted);
            let way = [drafted, opened, sign_as("A", kind), sign_as("B", kind)].into_iter().take(length);
            way.map(|body| Step { days_later: 1, days_back: Some(0), body }).collect::<Vec<_>>()
        });
    let step = (0..60_i64, prop::option::of(-3..90_i64), commands());
    let step = step.prop_map(|(days_later, days_back, body)| Step { days_later, days_back, body });
    let steps = prop::collection::vec(step, 1..30);
    (usual, bodies::usual_way(), steps).prop_map(|(usual, met, steps)| [usual, met, steps].concat())
}
