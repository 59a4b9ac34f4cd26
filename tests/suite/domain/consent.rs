//! Consent by a notice of completion, after a signature.

use depositary::domain::*;

use super::{given::*, names};

fn ratifying(participant_id: &str) -> CommandBody {
    sign_as(participant_id, SignatureKind::SubjectToRatification)
}

/// Signed by both, subject to their notices.
fn signed() -> Agreement {
    on(&on(&opened(by_notices()), "2022-03-01", ratifying("A")), "2022-03-02", ratifying("B"))
}

fn status_of(agreement: &Agreement, participant_id: &str) -> ParticipantStatus {
    agreement.participant(&id(participant_id)).unwrap().status
}

#[test]
fn a_signature_subject_to_a_notice_counts_for_the_signatures_and_binds_nobody() {
    let given = on(&opened(by_notices()), "2022-03-01", ratifying("A"));
    assert_eq!((given.status(), status_of(&given, "A")), (Status::Open, ParticipantStatus::Signatory));
    let after = signed();
    assert_eq!((after.status(), after.stage(), after.party_count()), (Status::Signed, Stage::Signed, 0));
    assert_eq!((after.entry_into_force_scheduled_on(), due_at(&after)), (None, None));
}

#[test]
fn the_last_notice_brings_it_into_force() {
    let given = on(&signed(), "2022-04-10", deposit("A", "2022-04-05"));
    assert_eq!((given.status(), status_of(&given, "A")), (Status::Signed, ParticipantStatus::Contracting));
    assert_eq!(given.participant(&id("A")).unwrap().consented_on, Some(day("2022-04-05")));
    let events = try_on(&given, "2022-05-02", deposit("B", "2022-05-01")).unwrap();
    let entered =
        ["AgreementEnteredIntoForce", "EnteredIntoForceForParticipant", "EnteredIntoForceForParticipant"];
    assert_eq!(names(&events), [&["InstrumentDeposited", "EntryIntoForceScheduled"][..], &entered].concat());
    let after = on(&given, "2022-05-02", deposit("B", "2022-05-01"));
    assert_eq!((after.status(), after.entered_into_force_on()), (Status::InForce, Some(day("2022-05-01"))));
    assert_eq!(after.instruments().len(), 2);
}

#[test]
fn a_notice_that_carries_no_other_date_was_done_on_the_day_of_its_receipt() {
    let events = try_on(&signed(), "2022-04-10", deposit("A", "2022-04-05")).unwrap();
    assert_eq!(events[0].occurred_on.full(), Some(day("2022-04-05")));
}

#[test]
fn the_order_of_receipt_counts_not_that_of_the_record() {
    let given = on(&signed(), "2022-05-10", deposit("A", "2022-05-01"));
    let after = on(&given, "2022-05-11", deposit("B", "2022-04-01"));
    assert_eq!(after.entered_into_force_on(), Some(day("2022-05-01")));
}

#[test]
fn where_both_ways_are_open_all_have_to_have_consented() {
    let consent_modes = [ConsentMode::Signature, ConsentMode::CompletionNotices].into();
    let terms = Terms { consent_modes, ..Terms::default() };
    let given = on(&on(&opened(terms), "2022-03-01", sign("A")), "2022-03-02", ratifying("B"));
    assert_eq!((given.status(), status_of(&given, "A")), (Status::Signed, ParticipantStatus::Contracting));
    let after = on(&given, "2022-04-01", deposit("B", "2022-04-01"));
    assert_eq!((after.status(), after.entered_into_force_on()), (Status::InForce, Some(day("2022-04-01"))));
}

#[test]
fn what_a_signature_can_mean_depends_on_the_modes() {
    let definitive = SignatureKind::Definitive;
    let then = Rejection::SignatureKindNotAllowed {
        kind: definitive,
        allowed_kinds: &[SignatureKind::SubjectToRatification, SignatureKind::AdReferendum],
    };
    assert_eq!(refused(&opened(by_notices()), "2022-03-01", sign_as("A", definitive)), then);
}

#[test]
fn a_notice_needs_a_signature_before_it() {
    let by = |participant_id: &str, status| ByParticipant { participant_id: id(participant_id), status };
    let given = opened(by_notices());
    let then = Rejection::NotSignatory(by("A", ParticipantStatus::Eligible));
    assert_eq!(refused(&given, "2022-03-01", deposit("A", "2022-03-01")), then);
    let unsure = on(&given, "2022-03-01", sign_as("A", SignatureKind::AdReferendum));
    let then = Rejection::SignatureUnconfirmed(by("A", ParticipantStatus::SignedAdReferendum));
    assert_eq!(refused(&unsure, "2022-03-02", deposit("A", "2022-03-02")), then);
    let then =
        Rejection::OutOfSequence { occurred_on: day("2022-02-28").into(), not_before: day("2022-03-01") };
    assert_eq!(refused(&signed(), "2022-03-02", deposit("A", "2022-02-28")), then);
}

#[test]
fn one_consents_once() {
    let given = on(&signed(), "2022-04-01", deposit("A", "2022-04-01"));
    let again = Instrument { instrument_id: id("I-2"), ..instrument("A", "2022-04-02") };
    assert_eq!(
        refused(&given, "2022-04-02", deposit_as(again)),
        Rejection::AlreadyConsented { participant_id: id("A") }
    );
    let same_id = Instrument { instrument_id: id("I-A"), ..instrument("B", "2022-04-02") };
    assert_eq!(
        refused(&given, "2022-04-02", deposit_as(same_id)),
        Rejection::InstrumentExists { instrument_id: id("I-A") }
    );
}

#[test]
fn other_instruments_have_no_rules_yet() {
    for kind in [
        InstrumentKind::Ratification,
        InstrumentKind::Acceptance,
        InstrumentKind::Approval,
        InstrumentKind::FormalConfirmation,
        InstrumentKind::Accession,
        InstrumentKind::Succession,
        InstrumentKind::Note,
        InstrumentKind::ReplyNote,
    ] {
        let allowed_kinds = &[InstrumentKind::CompletionNotice];
        let deposit = deposit_as(Instrument { kind, ..instrument("A", "2022-04-01") });
        assert_eq!(
            refused(&signed(), "2022-04-01", deposit),
            Rejection::ConsentModeNotAllowed { kind, allowed_kinds }
        );
    }
}

#[test]
fn what_is_received_bears_no_later_date_and_is_not_received_tomorrow_but_one() {
    let dated_on = Some(day("2022-04-02").into());
    let backwards = deposit_as(Instrument { dated_on, ..instrument("A", "2022-04-01") });
    let field = CommandField::InstrumentReceivedOn;
    let then = Rejection::BadDate { field, date: day("2022-04-01").into() };
    assert_eq!(refused(&signed(), "2022-04-05", backwards), then);
    let then = Rejection::OccurredInFuture {
        field,
        occurred_on: day("2022-04-07").into(),
        today: day("2022-04-05"),
    };
    assert_eq!(refused_for(&signed(), "2022-04-05", "2022-04-05", deposit("A", "2022-04-07")), then);
}

#[test]
fn who_comes_onto_the_list_after_the_signatures_is_not_waited_for() {
    let terms = Terms { participation: Participation::Open, ..by_notices() };
    let signed = on(&on(&opened(terms), "2022-03-01", ratifying("A")), "2022-03-02", ratifying("B"));
    let invited = on(&signed, "2022-03-10", invite("C"));
    let given = on(&invited, "2022-04-01", deposit("A", "2022-04-01"));
    let after = on(&given, "2022-05-01", deposit("B", "2022-05-01"));
    assert_eq!((after.status(), after.party_count()), (Status::InForce, 2));
}
