//! The lifecycle table: each command that there is, in each state that the commands can reach.

use std::collections::BTreeSet;

use depositary::domain::*;

use super::{fold, given::*, reason};

mod bodies;

const TODAY: &str = "2022-04-01";

/// The terms under which every guard of the cells can hold: the list is open, a preparatory body is allowed, one
/// signs and gives notice of completion, two signatures are enough, the term is renewed.
fn terms(trigger: Trigger) -> Terms {
    Terms {
        participation: Participation::Open,
        preparatory_body_allowed: true,
        signature_rule: minimum(2),
        consent_modes: [ConsentMode::Signature, ConsentMode::CompletionNotices].into(),
        term: Term::Fixed(years(5)),
        renewal: tacit(years(5), DateOffset::Months(6)),
        ..entering(trigger)
    }
}

/// A draft between four, with an indicator and a reading of it.
fn drafted_between_four(terms: Terms, backfill: bool) -> Agreement {
    let agency = |participant_id| spec(participant_id, ParticipantKind::Agency);
    let participants = ["A", "B", "C", "D"].map(agency).into();
    let draft = DraftAgreement { participants, backfill, ..draft_of(header(), terms) };
    let drafted = drafted_as(draft);
    let defined = on_for(&drafted, "2022-02-01", "2022-02-01", define("IND"));
    on_for(&defined, "2022-02-01", "2022-02-01", read("R", "IND", "2021-12-01", "2022-01-01"))
}

fn opened_until(closes_on: &str, terms: Terms, backfill: bool) -> Agreement {
    let drafted = drafted_between_four(terms, backfill);
    let opened = on_for(&drafted, "2022-02-20", "2022-02-20", open_from(None, Some(closes_on)));
    bodies::at_work(&opened)
}

/// A draft again, after the bodies that it prepares have begun to work.
fn reopened(terms: Terms) -> Agreement {
    on_for(&opened_until("2022-12-31", terms, false), "2022-02-22", "2022-02-22", reopen())
}

/// A and B have signed definitively, C subject to a notice of completion, D not at all.
fn signed_by_three(closes_on: &str, terms: Terms, backfill: bool) -> Agreement {
    let opened = opened_until(closes_on, terms, backfill);
    let once = on_for(&opened, "2022-03-01", "2022-03-01", sign("A"));
    let ratifying = sign_as("C", SignatureKind::SubjectToRatification);
    let twice = on_for(&once, "2022-03-01", "2022-03-01", ratifying);
    on_for(&twice, "2022-03-02", "2022-03-02", sign("B"))
}

/// The same agreement in a state of the table, as the guard of the command needs it.
fn in_state(state: &str, command: &str) -> Option<Agreement> {
    let backfill = command == "CompleteBackfill";
    let entered = terms(Trigger::Date(day("2022-03-02")));
    let waiting = terms(Trigger::Date(day("2030-01-01")));
    let in_force = || signed_by_three("2022-12-31", entered.clone(), backfill);
    Some(match state {
        "NONE" => undrafted(),
        "DRAFT" if bodies::concern(command) => reopened(waiting),
        "FROZEN" if bodies::concern(command) => {
            on_for(&reopened(waiting), "2022-02-23", "2022-02-23", freeze())
        }
        "DRAFT" => drafted_between_four(waiting, backfill),
        "FROZEN" => on_for(&drafted_between_four(waiting, backfill), "2022-02-10", "2022-02-10", freeze()),
        "OPEN" if command == "ReopenText" => opened_until("2022-12-31", waiting, backfill),
        "OPEN" => signed_by_three("2022-12-31", waiting, backfill),
        // A statement of that day lets time go so far also while the past is being entered.
        "SIGNED" => {
            let open = signed_by_three("2022-03-31", waiting, backfill);
            on_for(&open, TODAY, TODAY, communicate(None))
        }
        "IN_FORCE" if command == "RevokeWithdrawal" => on(&in_force(), TODAY, withdraw("A", TODAY)),
        "IN_FORCE" => in_force(),
        "TERMINATED" => on_for(&in_force(), "2022-03-20", "2022-03-20", terminate(&["A", "B"])),
        "SUPERSEDED" => {
            on_for(&in_force(), "2022-03-20", "2022-03-20", supersede(SupersessionScope::Full, None))
        }
        "EXPIRED" => {
            let term = Term::Until(day("2022-03-20"));
            let terms = Terms { term, renewal: Renewal::None, ..entered };
            let running = signed_by_three("2022-12-31", terms, backfill);
            on_for(&running, TODAY, TODAY, communicate(None))
        }
        "ABANDONED" => {
            let open = signed_by_three("2022-12-31", waiting, backfill);
            on_for(&open, "2022-03-20", "2022-03-20", abandon(&["A", "B", "C"]))
        }
        _ => return None,
    })
}

/// An otherwise valid command of the table.
fn command(name: &str, agreement: &Agreement) -> Option<CommandBody> {
    let other = || RelationTarget::Agreement(agreement_id("a-b-2023"));
    let first = agreement.documents().len();
    Some(match name {
        "DraftAgreement" => draft(),
        "ReviseDraft" => revise(agreement.text_version() + 1, &["en"]),
        "SetTerms" => set_terms(Terms::default()),
        "RemoveParticipant" => remove("A"),
        "InviteParticipant" => invite("E"),
        "FreezeText" => freeze(),
        "ReopenText" => reopen(),
        "AbandonAgreement" => abandon(&["A", "B", "C"]),
        "CompleteBackfill" => complete_backfill(),
        "AttachDocument" => attach(&format!("D{first}")),
        "CorrectRecord" => correct(1, "short_title", None, Some(FieldValue::Localized(words("Short")))),
        "ChangeClassification" => classify(Classification::Restricted),
        "RecordRelation" => relate(other()),
        "RecordCommunication" => communicate(Some(1)),
        "OpenForSignature" => open(),
        "Sign" => sign("D"),
        "DeclineSignature" => decline("D"),
        "ExtendSignatureDeadline" => extend("2023-12-31"),
        "DepositInstrument" => deposit("C", TODAY),
        "NotifyNonRenewal" => refuse_renewal("A", TODAY),
        "NotifyWithdrawal" => withdraw("A", TODAY),
        "RevokeWithdrawal" => revoke("A", TODAY),
        "TerminateByConsent" => terminate(&["A", "B"]),
        "SupersedeAgreement" => supersede(SupersessionScope::Full, None),
        "EvaluateAgreement" => {
            let mut evaluation = evaluation("E1", "2022-01-01", "2022-02-01", &[]);
            if agreement.status().is_end() {
                evaluation.kind = EvaluationKind::Final;
            }
            evaluate_as(evaluation)
        }
        "DefineIndicator" => define("IND-2"),
        "SetTarget" => aim("T1", "IND"),
        "RetireIndicator" => retire("IND"),
        "RecordReading" => read("R1", "IND", "2022-01-01", "2022-02-01"),
        "ContestReading" => contest("R", "A"),
        "ReviseReading" => revise_reading("R", "R2"),
        "AgreeReading" => agree_reading("R"),
        _ => return bodies::command(name, agreement),
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
        Status::Terminated => "TERMINATED",
        Status::Expired => "EXPIRED",
        Status::Superseded => "SUPERSEDED",
    }
}

#[test]
fn every_cell_of_the_lifecycle_table_holds() {
    let (mut cells, mut commands) = (0, BTreeSet::new());
    for line in include_str!("../fixtures/state_matrix.csv").lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [_group, name, _system, from, outcome, _code, then, _guard] = fields[..] else {
            panic!("{line}")
        };
        let Some(given) = in_state(from, name) else { continue };
        assert_eq!(state(given.status()), from, "{line}");
        let Some(body) = command(name, &given) else { continue };
        // What the agreement does not know is asked of nobody on its list.
        let result = try_on(&given, TODAY, body);
        match (outcome, &result) {
            ("accept", Ok(events)) => {
                let status = state(fold(&caught_up(&given, TODAY), events).status());
                assert!(then.split('|').any(|then| then == status), "{line}: {status}");
            }
            ("reject", Err(rejection)) => assert_eq!(reason(rejection), then, "{line}"),
            _ => panic!("{line}: {result:?}"),
        }
        cells += 1;
        commands.insert(name);
    }
    assert_eq!((cells, commands.len()), (540, 54));
}

#[test]
fn signing_has_every_outcome_of_its_cell() {
    let outcome = |agreement: &Agreement| state(agreement.status());
    assert_eq!(outcome(&half_signed(Terms::default())), "OPEN");
    assert_eq!(outcome(&fully_signed(entering(Trigger::Date(day("2030-01-01"))))), "SIGNED");
    assert_eq!(outcome(&in_force()), "IN_FORCE");
}

#[test]
fn depositing_has_every_outcome_of_its_cells() {
    let signed_for = |trigger, closes_on| {
        let terms = Terms {
            signature_rule: minimum(2),
            consent_modes: [ConsentMode::CompletionNotices, ConsentMode::Signature].into(),
            ..entering(trigger)
        };
        let opened = on(&frozen(terms), "2022-02-20", open_from(None, closes_on));
        let once = on(&opened, "2022-03-01", sign_as("A", SignatureKind::SubjectToRatification));
        on(&once, "2022-03-01", sign_as("B", SignatureKind::SubjectToRatification))
    };
    let both = |given: &Agreement| {
        let once = on(given, "2022-04-01", deposit("A", "2022-04-01"));
        (once.status(), on(&once, "2022-04-02", deposit("B", "2022-04-02")).status())
    };
    let soon = || Trigger::LastNotice;
    let ahead = || Trigger::Date(day("2030-01-01"));
    assert_eq!(both(&signed_for(soon(), None)), (Status::Open, Status::InForce));
    assert_eq!(both(&signed_for(ahead(), None)), (Status::Open, Status::Open));
    assert_eq!(both(&signed_for(soon(), Some("2022-03-31"))), (Status::Signed, Status::InForce));
    assert_eq!(both(&signed_for(ahead(), Some("2022-03-31"))), (Status::Signed, Status::Signed));
}

#[test]
fn superseding_has_every_outcome_of_its_cells() {
    let signed = fully_signed(entering(Trigger::Date(day("2030-01-01"))));
    let (full, partial) = (SupersessionScope::Full, SupersessionScope::Partial);
    assert_eq!(on(&signed, TODAY, supersede(full, None)).status(), Status::Superseded);
    assert_eq!(reason(&refused(&signed, TODAY, supersede(partial, None))), "NOT_IN_FORCE");
    assert_eq!(on(&in_force(), TODAY, supersede(full, None)).status(), Status::Superseded);
    assert_eq!(on(&in_force(), TODAY, supersede(partial, None)).status(), Status::InForce);
}
