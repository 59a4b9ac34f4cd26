//! Opening for signature, and signing.

use depositary::domain::*;

use super::{check, given::*};

fn signing_as(change: impl FnOnce(&mut SignAgreement)) -> CommandBody {
    let mut sign = signing("A");
    change(&mut sign);
    CommandBody::SignAgreement(Box::new(sign))
}

fn status_of(agreement: &Agreement, participant_id: &str) -> ParticipantStatus {
    agreement.participant(&id(participant_id)).unwrap().status
}

#[test]
fn opening_a_complete_draft_freezes_it_first() {
    let given = drafted(Terms::default());
    let command = dated("2022-02-20", open());
    let events = decide(&given, &command, &at_noon("2022-02-20")).unwrap();
    let [frozen, opened] = &events[..] else { panic!("{events:?}") };
    let EventBody::TextFrozen(frozen) = &frozen.body else { panic!("{frozen:?}") };
    assert_eq!((frozen.method, &*frozen.by), (FreezeMethod::ConsentOfAll, &[id("A"), id("B")][..]));
    let EventBody::OpenedForSignature(opened) = &opened.body else { panic!("{opened:?}") };
    assert_eq!((opened.window.opens_on, opened.window.closes_on), (day("2022-02-20"), None));
}

#[test]
fn a_window_does_not_close_before_it_opens() {
    let then = |opens_on, closes_on| {
        Err(Rejection::BadPeriod {
            field: CommandField::ClosesOn,
            first: day(opens_on),
            last: day(closes_on),
        })
    };
    let given = frozen(Terms::default());
    let backwards = open_from(Some("2022-03-02"), Some("2022-03-01"));
    check(&given, ("2022-02-20", backwards), then("2022-03-02", "2022-03-01"));
    check(&given, ("2022-02-20", open_from(None, Some("2022-02-19"))), then("2022-02-20", "2022-02-19"));
    let one_day = open_from(Some("2022-03-01"), Some("2022-03-01"));
    check(&given, ("2022-02-20", one_day), Ok(&["OpenedForSignature"]));
}

#[test]
fn one_signs_from_the_first_to_the_last_day_of_the_window() {
    let window = open_from(Some("2022-03-01"), Some("2022-03-31"));
    let given = check(&frozen(Terms::default()), ("2022-02-20", window), Ok(&["OpenedForSignature"]));
    let early = dated("2022-02-28", sign("A"));
    let occurred_on = day("2022-02-28").into();
    let then = Err(Rejection::OutOfSequence { occurred_on, not_before: day("2022-03-01") });
    super::check_in(&given, (&at_noon("2022-03-05"), &early), then);
    check(&given, ("2022-03-01", sign("A")), Ok(&["AgreementSigned"]));
    check(&given, ("2022-03-31", sign("A")), Ok(&["AgreementSigned"]));
    let closed_on = Some(day("2022-03-31"));
    let then = Err(Rejection::SignatureWindowClosed { state: Status::Open, closed_on });
    check(&given, ("2022-04-01", sign("A")), then);
}

#[test]
fn a_signature_of_the_window_may_be_recorded_later_while_it_is_open() {
    let window = open_from(None, Some("2022-03-31"));
    let given = check(&frozen(Terms::default()), ("2022-02-20", window), Ok(&["OpenedForSignature"]));
    let then: Result<&[_], _> = Ok(&["AgreementSigned"]);
    super::check_in(&given, (&at_noon("2022-03-31"), &dated("2022-02-21", sign("A"))), then);
}

#[test]
fn nobody_signs_what_is_open_for_accession_only() {
    let mode = SignatureMode::AccessionOnly;
    let accession = OpenForSignature { mode, opens_on: None, closes_on: None, places: Box::default() };
    let accession = CommandBody::OpenForSignature(accession);
    let given = check(&frozen(Terms::default()), ("2022-02-20", accession), Ok(&["OpenedForSignature"]));
    check(&given, ("2022-03-01", sign("A")), Err(Rejection::SignatureNotOffered { mode }));
}

#[test]
fn a_signature_over_another_text_does_not_count() {
    let given = opened(Terms::default());
    let other = Digest::of(b"another text");
    let then = Err(Rejection::DigestMismatch { digest: other, current_digest: Some(digest()) });
    check(&given, ("2022-03-01", signing_as(|sign| sign.text_digest = other)), then);
}

#[test]
fn a_signature_that_announces_a_ratification_needs_terms_that_ask_for_one() {
    let kind = SignatureKind::SubjectToRatification;
    let allowed_kinds = &[SignatureKind::Definitive, SignatureKind::AdReferendum];
    let then = Err(Rejection::SignatureKindNotAllowed { kind, allowed_kinds });
    check(&opened(Terms::default()), ("2022-03-01", signing_as(|sign| sign.kind = kind)), then);
}

#[test]
fn a_definitive_signature_binds() {
    let after = half_signed(Terms::default());
    assert_eq!((after.status(), after.signature_count()), (Status::Open, 1));
    let participant = after.participant(&id("A")).unwrap();
    assert_eq!(participant.status, ParticipantStatus::Contracting);
    assert_eq!(participant.consented_on, Some(day("2022-03-01")));
    let signature = participant.signature.as_ref().unwrap();
    assert_eq!((signature.kind, signature.text_digest), (SignatureKind::Definitive, digest()));
    assert_eq!(status_of(&after, "B"), ParticipantStatus::Eligible);
}

#[test]
fn a_signature_ad_referendum_completes_nothing() {
    let given = half_signed(Terms::default());
    let mut ad_referendum = signing("B");
    ad_referendum.kind = SignatureKind::AdReferendum;
    let ad_referendum = CommandBody::SignAgreement(Box::new(ad_referendum));
    let after = check(&given, ("2022-03-02", ad_referendum), Ok(&["AgreementSigned"]));
    assert_eq!((after.status(), after.signature_count()), (Status::Open, 2));
    assert_eq!(status_of(&after, "B"), ParticipantStatus::SignedAdReferendum);
    assert_eq!(after.participant(&id("B")).unwrap().consented_on, None);
}

#[test]
fn a_signature_without_authority_waits_for_confirmation() {
    let unconfirmed = |sign: &mut SignAgreement| sign.authority.kind = SigningAuthorityKind::Unconfirmed;
    let after =
        check(&opened(Terms::default()), ("2022-03-01", signing_as(unconfirmed)), Ok(&["AgreementSigned"]));
    assert_eq!(status_of(&after, "A"), ParticipantStatus::SignedAdReferendum);
    let signature = after.participant(&id("A")).unwrap().signature.clone().unwrap();
    assert_eq!(signature.kind, SignatureKind::AdReferendum);
}

#[test]
fn one_signs_once() {
    let then = || Err(Rejection::AlreadySignedOrBound { participant_id: id("A") });
    check(&half_signed(Terms::default()), ("2022-03-02", sign("A")), then());
    check(&in_force(), ("2022-03-03", sign("A")), then());
    let unconfirmed = |sign: &mut SignAgreement| sign.authority.kind = SigningAuthorityKind::Unconfirmed;
    let given =
        check(&opened(Terms::default()), ("2022-03-01", signing_as(unconfirmed)), Ok(&["AgreementSigned"]));
    check(&given, ("2022-03-02", sign("A")), then());
}

#[test]
fn only_those_on_the_list_sign() {
    let then = Err(Rejection::ParticipantNotFound { participant_id: id("C") });
    check(&opened(Terms::default()), ("2022-03-01", sign("C")), then);
}

#[test]
fn the_window_ends_with_the_last_signature() {
    let participation = Participation::Open;
    let later = Terms { participation, ..entering(Trigger::Date(day("2030-01-01"))) };
    let at_once = Terms { participation, ..Terms::default() };
    for (terms, state) in [(later, Status::Signed), (at_once, Status::InForce)] {
        let given = check(&fully_signed(terms), ("2022-03-03", invite("C")), Ok(&["ParticipantInvited"]));
        let closed_on = Some(day("2022-03-02"));
        let then = Err(Rejection::SignatureWindowClosed { state, closed_on });
        check(&given, ("2022-03-04", sign("C")), then);
    }
}

#[test]
fn whoever_is_invited_before_the_last_signature_has_to_sign_too() {
    let terms = Terms { participation: Participation::Open, ..Terms::default() };
    let given = check(&half_signed(terms), ("2022-03-01", invite("C")), Ok(&["ParticipantInvited"]));
    let given = check(&given, ("2022-03-02", sign("B")), Ok(&["AgreementSigned"]));
    let after = check(&given, ("2022-03-03", sign("C")), Ok(&[ENTERS, &ENTERS[4..5]].concat()));
    assert_eq!((after.status(), after.party_count()), (Status::InForce, 3));
}

#[test]
fn one_alone_agrees_with_nobody() {
    let mut draft = draft_of(header(), Terms { participation: Participation::Open, ..Terms::default() });
    draft.participants = [spec("A", ParticipantKind::Agency)].into();
    let given = check(&drafted_as(draft), ("2022-02-20", open()), Ok(&["TextFrozen", "OpenedForSignature"]));
    let given = check(&given, ("2022-03-01", sign("A")), Ok(&["AgreementSigned"]));
    let given = check(&given, ("2022-03-01", invite("B")), Ok(&["ParticipantInvited"]));
    check(&given, ("2022-03-02", sign("B")), Ok(ENTERS));
}

fn opened_between_states(binding: Binding, full_powers_required: Option<bool>) -> Agreement {
    let terms = Terms { full_powers_required, ..Terms::default() };
    let mut draft = draft_of(Header { binding, ..header() }, terms);
    draft.participants = [spec("A", ParticipantKind::State), spec("B", ParticipantKind::Agency)].into();
    check(&drafted_as(draft), ("2022-02-20", open()), Ok(&["TextFrozen", "OpenedForSignature"]))
}

#[test]
fn whoever_signs_for_a_state_shows_full_powers() {
    let given = opened_between_states(Binding::Binding, None);
    let authorised = |kind, document_id: Option<&str>| {
        signing_as(|sign| {
            sign.authority = SigningAuthority {
                kind,
                document_id: document_id.map(Into::into),
                ..SigningAuthority::default()
            };
        })
    };
    for kind in [SigningAuthorityKind::InternalAuthority, SigningAuthorityKind::FullPowers] {
        let then = Err(Rejection::FullPowersMissing { participant_id: id("A"), authority: kind });
        check(&given, ("2022-03-01", authorised(kind, None)), then);
    }
    for shown in [
        authorised(SigningAuthorityKind::ExOfficio, None),
        authorised(SigningAuthorityKind::Unconfirmed, None),
        authorised(SigningAuthorityKind::FullPowers, Some("full-powers-1")),
    ] {
        check(&given, ("2022-03-01", shown), Ok(&["AgreementSigned"]));
    }
    // An agency needs none.
    check(&given, ("2022-03-01", sign("B")), Ok(&["AgreementSigned"]));
}

#[test]
fn the_terms_say_whether_full_powers_are_needed() {
    let authority = SigningAuthorityKind::InternalAuthority;
    let missing =
        |participant_id| Err(Rejection::FullPowersMissing { participant_id: id(participant_id), authority });
    let signed = || Ok(&["AgreementSigned"][..]);
    for (binding, by_terms, state, agency) in [
        (Binding::Binding, None, missing("A"), signed()),
        (Binding::Binding, Some(false), signed(), signed()),
        (Binding::NonBinding, None, signed(), signed()),
        (Binding::Unstated, None, signed(), signed()),
        (Binding::Unstated, Some(true), missing("A"), missing("B")),
    ] {
        let given = opened_between_states(binding, by_terms);
        check(&given, ("2022-03-01", sign("A")), state);
        check(&given, ("2022-03-01", sign("B")), agency);
    }
}

#[test]
fn the_guards_of_a_signature_have_an_order() {
    let window = open_from(None, Some("2022-03-31"));
    let given = check(&frozen(Terms::default()), ("2022-02-20", window), Ok(&["OpenedForSignature"]));
    let other = Digest::of(b"another text");
    let all_wrong = signing_as(|sign| {
        sign.text_digest = other;
        sign.kind = SignatureKind::SubjectToRatification;
    });
    let then = Err(Rejection::DigestMismatch { digest: other, current_digest: Some(digest()) });
    check(&given, ("2022-04-01", all_wrong), then);
}
