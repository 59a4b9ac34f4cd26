//! The tables of what lies inside an agreement: each command that there is, in each state that can be reached.

mod bodies;

use depositary::domain::*;

use super::{fold, given::*, reason};

const TODAY: &str = "2022-06-01";

/// Terms under which an agreement is in force while one can still sign, and those who come later wait for a year.
fn terms() -> Terms {
    let mut terms = leaving(WithdrawalRule::Allowed, None, Some(DateOffset::Months(1)));
    terms.participation = Participation::Open;
    terms.signature_rule = minimum(2);
    terms.consent_modes = [ConsentMode::Signature, ConsentMode::CompletionNotices].into();
    terms.entry_into_force.trigger = Trigger::Date(day("2022-03-02"));
    terms.entry_into_force.later_offset = Some(DateOffset::Years(1));
    terms
}

/// An agreement in force between A, B and P, in which X has not signed.
fn in_force_without_x() -> Agreement {
    let agency = |participant_id| spec(participant_id, ParticipantKind::Agency);
    let participants = ["A", "B", "P", "X"].map(agency).into();
    let drafted = drafted_as(DraftAgreement { participants, ..draft_of(header(), terms()) });
    ["A", "B", "P"].iter().fold(on(&drafted, "2022-02-20", open()), |given, participant_id| {
        on(&given, "2022-03-02", sign(participant_id))
    })
}

/// The agreement and a participant in a state of the table.
fn in_state(state: &str) -> Option<(Agreement, &'static str)> {
    let given = in_force_without_x();
    let signed = |kind| on(&given, "2022-03-10", sign_as("X", kind));
    Some(match state {
        "ELIGIBLE" => (given, "X"),
        "SIGNED_AD_REF" => (signed(SignatureKind::AdReferendum), "X"),
        "SIGNATORY" => (signed(SignatureKind::SubjectToRatification), "X"),
        "CONTRACTING" => (signed(SignatureKind::Definitive), "X"),
        "PARTY" => (given, "P"),
        "WITHDRAWING" => (on(&given, "2022-05-20", withdraw("P", "2022-05-20")), "P"),
        "WITHDRAWN" => (caught_up(&on(&given, "2022-03-10", withdraw("P", "2022-03-10")), TODAY), "P"),
        "DECLINED" => (on(&given, "2022-03-10", decline("X")), "X"),
        _ => return None,
    })
}

fn state(status: ParticipantStatus) -> &'static str {
    match status {
        ParticipantStatus::Eligible => "ELIGIBLE",
        ParticipantStatus::SignedAdReferendum => "SIGNED_AD_REF",
        ParticipantStatus::Signatory => "SIGNATORY",
        ParticipantStatus::Contracting => "CONTRACTING",
        ParticipantStatus::Party => "PARTY",
        ParticipantStatus::Withdrawing => "WITHDRAWING",
        ParticipantStatus::Withdrawn => "WITHDRAWN",
        ParticipantStatus::Declined => "DECLINED",
    }
}

fn command(name: &str, participant_id: &str) -> Option<CommandBody> {
    Some(match name {
        "Sign (subject to ratification)" => sign_as(participant_id, SignatureKind::SubjectToRatification),
        "Sign (definitive)" => sign_as(participant_id, SignatureKind::Definitive),
        "Sign (ad referendum)" => sign_as(participant_id, SignatureKind::AdReferendum),
        "DeclineSignature" => decline(participant_id),
        name if name.starts_with("DepositInstrument (ratification") => deposit(participant_id, TODAY),
        "NotifyWithdrawal" => withdraw(participant_id, TODAY),
        "RevokeWithdrawal" => revoke(participant_id, TODAY),
        _ => return None,
    })
}

fn rows(entity: &str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = include_str!("../fixtures/child_state_matrix.csv").lines().skip(1);
    // The name of one command has commas in it, and stands in quotes.
    lines.filter(move |line| line.starts_with(&format!("{entity},"))).map(|line| {
        let mut fields = Vec::new();
        let mut rest = line;
        while !rest.is_empty() {
            let (field, after) = match rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
                Some((quoted, after)) => (quoted, after.strip_prefix(',').unwrap_or(after)),
                None => rest.split_once(',').unwrap_or((rest, "")),
            };
            fields.push(field);
            rest = after;
        }
        fields
    })
}

#[test]
fn every_cell_of_the_table_of_participants_holds() {
    let mut cells = 0;
    for fields in rows("participant") {
        let [_, name, _, from, outcome, _, then] = fields[..] else { panic!("{fields:?}") };
        let Some((given, participant_id)) = in_state(from) else { continue };
        let Some(body) = command(name, participant_id) else { continue };
        let status =
            |agreement: &Agreement| state(agreement.participant(&id(participant_id)).unwrap().status);
        assert_eq!(status(&given), from, "{fields:?}");
        let result = try_on(&given, TODAY, body);
        match (outcome, &result) {
            ("accept", Ok(events)) => {
                let after = status(&fold(&caught_up(&given, TODAY), events));
                assert!(then.split('|').any(|then| then == after), "{fields:?}: {after}");
            }
            ("reject", Err(rejection)) => assert_eq!(reason(rejection), then, "{fields:?}"),
            _ => panic!("{fields:?}: {result:?}"),
        }
        cells += 1;
    }
    assert_eq!(cells, 56);
}

#[test]
fn every_cell_of_the_table_of_indicators_holds() {
    let active = on(&in_force(), "2022-04-01", define("IND"));
    let retired = on(&active, "2022-04-01", retire("IND"));
    let mut cells = 0;
    for fields in rows("indicator") {
        let [_, name, _, from, outcome, _, then] = fields[..] else { panic!("{fields:?}") };
        let given = match from {
            "ACTIVE" => &active,
            "RETIRED" => &retired,
            _ => &in_force(),
        };
        let body = match name {
            "DefineIndicator" => define("IND"),
            "SetTarget" => aim("T1", "IND"),
            "RecordReading" => read("R1", "IND", "2022-01-01", "2022-02-01"),
            "RetireIndicator" => retire("IND"),
            _ => continue,
        };
        let result = try_on(given, TODAY, body);
        match (outcome, &result) {
            ("accept", Ok(events)) => {
                let after = fold(given, events).indicator(&id("IND")).map(|kept| kept.status);
                let expected = match then {
                    "ACTIVE" => IndicatorStatus::Active,
                    "RETIRED" => IndicatorStatus::Retired,
                    _ => panic!("{fields:?}"),
                };
                assert_eq!(after, Some(expected), "{fields:?}");
            }
            ("reject", Err(rejection)) => assert_eq!(reason(rejection), then, "{fields:?}"),
            _ => panic!("{fields:?}: {result:?}"),
        }
        cells += 1;
    }
    assert_eq!(cells, 12);
}
