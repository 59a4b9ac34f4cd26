//! Beginning an agreement, drawing it up, and freezing it.

use depositary::domain::*;

use super::{check, check_in, given::*};

const ALL_BUT_THE_ENDS: &[Status] =
    &[Status::Draft, Status::Frozen, Status::Open, Status::Signed, Status::InForce];

#[test]
fn a_draft_begins_with_an_empty_first_version() {
    let draft = CommandBody::DraftAgreement(bare_draft(header()));
    let after = check(&undrafted(), ("2022-02-01", draft), Ok(&["AgreementDrafted"]));
    assert_eq!((after.revision(), after.status(), after.stage()), (1, Status::Draft, Stage::Drafted));
    assert_eq!((after.text_version(), after.text_digest()), (1, None));
    assert_eq!(after.reference(), Some(&header().reference));
    assert_eq!(after.drafted_on(), Some(day("2022-02-01").into()));
}

#[test]
fn a_draft_takes_participants_terms_and_texts_in_one_record() {
    let then: &[_] =
        &["AgreementDrafted", "ParticipantInvited", "ParticipantInvited", "TermsSet", "DraftRevised"];
    let after = check(&undrafted(), ("2022-02-01", draft()), Ok(then));
    assert_eq!((after.revision(), after.text_version()), (5, 2));
    assert_eq!(after.text_digest(), Some(digest()));
    assert_eq!(after.terms().map(|terms| &**terms), Some(&Terms::default()));
    let ids: Vec<_> = after.participants().iter().map(|one| one.spec.participant_id.as_str()).collect();
    assert_eq!(ids, ["A", "B"]);
}

#[test]
fn an_agreement_is_drafted_once() {
    check(&drafted(Terms::default()), ("2022-02-02", draft()), Err(Rejection::AgreementExists));
}

#[test]
fn a_reference_is_given_once() {
    let other = AgreementId::parse("other").unwrap();
    let facts = Facts { reference_of: Some(other.clone()), named: None };
    let context = Context { facts, ..at_noon("2022-02-01") };
    let command = Command { act: Act::default(), body: draft() };
    let then = Err(Rejection::ReferenceExists { agreement: other });
    check_in(&undrafted(), (&context, &command), then);
}

#[test]
fn a_participant_is_listed_once() {
    let then = || Err(Rejection::ParticipantExists { participant_id: id("A") });
    let mut twice = draft_of(header(), Terms::default());
    twice.participants = [spec("A", ParticipantKind::State), spec("A", ParticipantKind::Agency)].into();
    check(&undrafted(), ("2022-02-01", CommandBody::DraftAgreement(twice)), then());
    check(&drafted(Terms::default()), ("2022-02-02", invite("A")), then());
}

#[test]
fn a_participant_can_be_taken_off_the_list_and_come_back() {
    let given = drafted(Terms::default());
    let after = check(&given, ("2022-02-02", remove("A")), Ok(&["ParticipantRemoved"]));
    assert!(after.participant(&id("A")).is_none());
    let after = check(&after, ("2022-02-03", invite("A")), Ok(&["ParticipantInvited"]));
    assert_eq!(after.participants().len(), 2);
    check(
        &given,
        ("2022-02-02", remove("C")),
        Err(Rejection::ParticipantNotFound { participant_id: id("C") }),
    );
}

#[test]
fn a_draft_takes_anybody_onto_the_list() {
    let after = check(&drafted(Terms::default()), ("2022-02-02", invite("C")), Ok(&["ParticipantInvited"]));
    assert_eq!(after.participant(&id("C")).unwrap().status, ParticipantStatus::Eligible);
}

#[test]
fn a_closed_list_is_closed_once_the_text_is_frozen() {
    for (given, state) in [
        (frozen(Terms::default()), Status::Frozen),
        (opened(Terms::default()), Status::Open),
        (fully_signed(entering(Trigger::Date(day("2030-01-01")))), Status::Signed),
        (in_force(), Status::InForce),
    ] {
        let participation = Participation::ClosedList;
        let then = Err(Rejection::ParticipationClosed { state, participation });
        check(&given, ("2022-04-01", invite("C")), then);
    }
}

#[test]
fn an_open_list_stays_open() {
    for participation in [Participation::Open, Participation::ByInvitation] {
        let terms = || Terms { participation, ..Terms::default() };
        for given in [frozen(terms()), opened(terms()), fully_signed(terms())] {
            let after = check(&given, ("2022-04-01", invite("C")), Ok(&["ParticipantInvited"]));
            assert_eq!(after.status(), given.status());
        }
        let ended = check(&frozen(terms()), ("2022-04-01", abandon(&[])), Ok(&["AgreementAbandoned"]));
        let closed = ByState { state: Status::Abandoned, allowed_states: ALL_BUT_THE_ENDS };
        check(&ended, ("2022-04-01", invite("C")), Err(Rejection::AgreementClosed(closed)));
    }
}

#[test]
fn a_revision_names_the_version_after_the_current_one() {
    let given = drafted(Terms::default());
    for version in [0, 1, 2, 4, u64::MAX] {
        let then = Err(Rejection::StaleVersion { version, current_version: 2 });
        check(&given, ("2022-02-02", revise(version, &["en"])), then);
    }
    let after = check(&given, ("2022-02-02", revise(3, &["fa", "en"])), Ok(&["DraftRevised"]));
    assert_eq!(after.text_version(), 3);
    assert_eq!(after.text_digest(), texts(&["en", "fa"]).digest());
}

#[test]
fn terms_are_replaced_whole() {
    let terms = Terms { areas: [area("X")].into(), ..Terms::default() };
    let after =
        check(&drafted(Terms::default()), ("2022-02-02", set_terms(terms.clone())), Ok(&["TermsSet"]));
    assert_eq!(after.terms().map(|terms| &**terms), Some(&terms));
}

#[test]
fn terms_do_not_contradict_themselves_or_the_languages() {
    let rule = WithdrawalRule::NotAllowed;
    let lock = CalendarSpan::new(1, 0, 0).ok();
    let terms = Terms {
        withdrawal: Withdrawal { rule, lock, notice: Some(DateOffset::Months(6)) },
        areas: [area("X"), area("Y"), area("X")].into(),
        prevailing_language: Some(tag("fr")),
        ..Terms::default()
    };
    let fields = [
        TermsField::WithdrawalLock,
        TermsField::WithdrawalNotice,
        TermsField::Areas,
        TermsField::PrevailingLanguage,
    ];
    let then = || Err(Rejection::TermsInconsistent { fields: fields.into() });
    check(&drafted(Terms::default()), ("2022-02-02", set_terms(terms.clone())), then());
    let draft = CommandBody::DraftAgreement(draft_of(header(), terms));
    check(&undrafted(), ("2022-02-01", draft), then());
    assert_eq!(
        fields.map(TermsField::path),
        ["withdrawal.lock", "withdrawal.notice", "areas", "prevailing_language"]
    );
}

#[test]
fn any_language_may_prevail_while_none_is_named() {
    let terms = || Terms { prevailing_language: Some(tag("fr")), ..Terms::default() };
    let open_header = Header { languages: Box::default(), ..header() };
    let given = drafted_as(bare_draft(open_header));
    check(&given, ("2022-02-02", set_terms(terms())), Ok(&["TermsSet"]));
    let french = Header { languages: [tag("en"), tag("fr")].into(), ..header() };
    check(&drafted_as(bare_draft(french)), ("2022-02-02", set_terms(terms())), Ok(&["TermsSet"]));
}

#[test]
fn withdrawal_has_twelve_months_notice_unless_said_otherwise() {
    let notice = |rule| Withdrawal::new(rule, None, None).notice;
    assert_eq!(notice(WithdrawalRule::Allowed), Some(DateOffset::Months(12)));
    assert_eq!(notice(WithdrawalRule::Silent), Some(DateOffset::Months(12)));
    assert_eq!(notice(WithdrawalRule::NotAllowed), None);
    assert!(
        Terms { withdrawal: Withdrawal::new(WithdrawalRule::NotAllowed, None, None), ..Terms::default() }
            .inconsistencies()
            .is_empty()
    );
}

#[test]
fn a_text_is_frozen_with_its_terms() {
    let given = drafted(Terms::default());
    let events = decide(&given, &dated("2022-02-10", freeze()), &at_noon("2022-02-10")).unwrap();
    let [Event { body: EventBody::TextFrozen(frozen), .. }] = &events[..] else { panic!("{events:?}") };
    assert_eq!((frozen.version, frozen.text_digest, frozen.terms_revision), (2, digest(), 4));
    assert_eq!((frozen.method, &*frozen.by), (FreezeMethod::Initialling, &[id("A"), id("B")][..]));
}

#[test]
fn every_named_language_needs_an_authentic_text() {
    let languages = [tag("uz"), tag("en"), tag("fa")].into();
    let mut draft = draft_of(Header { languages, ..header() }, Terms::default());
    draft.texts = Texts::new([text("en", true), text("fa", false), text("ru", true)]).unwrap();
    let given = drafted_as(draft);
    let then = || Err(Rejection::TextIncomplete { missing: [tag("uz"), tag("fa")].into() });
    check(&given, ("2022-02-10", freeze()), then());
    check(&given, ("2022-02-10", open()), then());
}

#[test]
fn without_named_languages_one_authentic_text_is_enough() {
    let mut draft = draft_of(Header { languages: Box::default(), ..header() }, Terms::default());
    draft.texts = Texts::new([text("en", false)]).unwrap();
    let then = Err(Rejection::TextIncomplete { missing: Box::default() });
    check(&drafted_as(draft.clone()), ("2022-02-10", freeze()), then);
    draft.texts = texts(&["en"]);
    check(&drafted_as(draft), ("2022-02-10", freeze()), Ok(&["TextFrozen"]));
}

#[test]
fn a_text_is_not_frozen_without_terms() {
    let mut draft = draft_of(header(), Terms::default());
    draft.terms = None;
    let given = drafted_as(draft);
    check(&given, ("2022-02-10", freeze()), Err(Rejection::TermsMissing));
    check(&given, ("2022-02-10", open()), Err(Rejection::TermsMissing));
}

#[test]
fn a_closed_agreement_takes_two() {
    let anybody = || {
        CommandBody::FreezeText(FreezeText {
            method: FreezeMethod::ConsentOfAll,
            by: Box::default(),
            place: None,
            text_digest: None,
        })
    };
    for participation in [Participation::ClosedList, Participation::ByInvitation] {
        let mut draft = draft_of(header(), Terms { participation, ..Terms::default() });
        draft.participants = [spec("A", ParticipantKind::Agency)].into();
        let given = drafted_as(draft);
        let then = || Err(Rejection::TooFewParticipants { participants: 1, minimum: 2 });
        check(&given, ("2022-02-10", anybody()), then());
        check(&given, ("2022-02-10", open()), then());
    }
    let mut draft = draft_of(header(), Terms { participation: Participation::Open, ..Terms::default() });
    draft.participants = Box::default();
    check(&drafted_as(draft), ("2022-02-10", anybody()), Ok(&["TextFrozen"]));
}

#[test]
fn the_text_that_is_frozen_is_the_one_that_was_read() {
    let given =
        check(&drafted(Terms::default()), ("2022-02-02", revise(3, &["en", "fa"])), Ok(&["DraftRevised"]));
    let current_digest = given.text_digest();
    let then = Err(Rejection::DigestMismatch { digest: digest(), current_digest });
    check(&given, ("2022-02-10", freeze()), then);
}

#[test]
fn only_participants_freeze_a_text() {
    let given = check(&drafted(Terms::default()), ("2022-02-02", remove("B")), Ok(&["ParticipantRemoved"]));
    let then = Err(Rejection::ParticipantNotFound { participant_id: id("B") });
    check(&given, ("2022-02-10", freeze()), then);
}
