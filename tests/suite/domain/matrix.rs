//! The lifecycle table: each command in scope, in each state that they can reach.

use std::collections::BTreeSet;

use depositary::domain::*;

use super::{fold, given::*};

const TODAY: &str = "2022-04-01";

/// The same agreement in a state of the table, with somebody on the list who has not signed; the list is open and
/// a preparatory body is allowed, so that the guards of the cells hold.
fn in_state(state: &str) -> Option<Agreement> {
    let terms = |trigger| Terms {
        participation: Participation::Open,
        preparatory_body_allowed: true,
        ..entering(trigger)
    };
    let at_once = || terms(Trigger::AllSigned);
    Some(match state {
        "NONE" => undrafted(),
        "DRAFT" => drafted(at_once()),
        "FROZEN" => frozen(at_once()),
        "OPEN" => opened(at_once()),
        "SIGNED" => with_a_newcomer(&fully_signed(terms(Trigger::Date(day("2030-01-01"))))),
        "IN_FORCE" => with_a_newcomer(&fully_signed(at_once())),
        "ABANDONED" => after(&opened(at_once()), abandon(&[])),
        _ => return None,
    })
}

fn with_a_newcomer(agreement: &Agreement) -> Agreement {
    after(agreement, invite("C"))
}

fn after(agreement: &Agreement, body: CommandBody) -> Agreement {
    fold(agreement, &decided(agreement, body).unwrap())
}

fn decided(agreement: &Agreement, body: CommandBody) -> Result<Vec<Event>, Rejection> {
    decide(agreement, &Command { act: Act::default(), body }, &at_noon(TODAY))
}

/// An otherwise valid command of the table.
fn command(name: &str, agreement: &Agreement) -> Option<CommandBody> {
    let unsigned = agreement.participants().iter().find(|one| one.signature.is_none());
    let unsigned = unsigned.map_or("A", |one| one.spec.participant_id.as_str());
    Some(match name {
        "DraftAgreement" => draft(),
        "ReviseDraft" => revise(agreement.text_version() + 1, &["en"]),
        "SetTerms" => set_terms(Terms::default()),
        "RemoveParticipant" => remove("A"),
        "InviteParticipant" => invite("D"),
        "FreezeText" => freeze(),
        "AbandonAgreement" => abandon(if agreement.participants().is_empty() { &[] } else { &["A", "B"] }),
        "OpenForSignature" => open(),
        "Sign" => sign(unsigned),
        "EvaluateAgreement" => evaluate("E1", "2022-01-01", "2022-02-01"),
        _ => return None,
    })
}

fn state(status: Status) -> &'static str {
    match status {
        Status::Undrafted => "NONE",
        Status::Draft => "DRAFT",
        Status::Frozen => "FROZEN",
        Status::Open => "OPEN",
        Status::Signed => "SIGNED",
        Status::InForce => "IN_FORCE",
        Status::Abandoned => "ABANDONED",
    }
}

fn reason(rejection: &Rejection) -> String {
    // The reason is the name of the variant in the spelling of the table.
    let debug = format!("{rejection:?}");
    let name = debug.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let mut reason = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !reason.is_empty() {
            reason.push('_');
        }
        reason.push(c.to_ascii_uppercase());
    }
    reason
}

#[test]
fn every_cell_of_the_lifecycle_table_holds() {
    let (mut cells, mut commands) = (0, BTreeSet::new());
    for line in include_str!("../fixtures/state_matrix.csv").lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [_group, name, _system, from, outcome, _code, then, guard] = fields[..] else { panic!("{line}") };
        let Some(given) = in_state(from) else { continue };
        // Nobody is on the list of an agreement that does not exist.
        let Some(body) = command(name, &given) else { continue };
        let result = decided(&given, body);
        match (outcome, guard, &result) {
            // Under ALL_LISTED the window ends with the last signature, before anything is in force: mark w fails.
            ("accept", "w", Err(rejection)) => {
                assert_eq!(reason(rejection), "SIGNATURE_WINDOW_CLOSED", "{line}")
            }
            ("accept", _, Ok(events)) => {
                let status = state(fold(&given, events).status());
                assert!(then.split('|').any(|then| then == status), "{line}: {status}");
            }
            ("reject", _, Err(rejection)) => assert_eq!(reason(rejection), then, "{line}"),
            _ => panic!("{line}: {result:?}"),
        }
        cells += 1;
        commands.insert(name);
    }
    assert_eq!((cells, commands.len()), (70, 10));
}

#[test]
fn signing_has_every_outcome_of_its_cell() {
    let outcome = |agreement: &Agreement| state(agreement.status());
    assert_eq!(outcome(&half_signed(Terms::default())), "OPEN");
    assert_eq!(outcome(&fully_signed(entering(Trigger::Date(day("2030-01-01"))))), "SIGNED");
    assert_eq!(outcome(&in_force()), "IN_FORCE");
}
