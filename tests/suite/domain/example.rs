//! The agreement of the report, from the draft to its first targets: rows 1 to 16 of the worked example, act by act,
//! with what is refused on the way.

mod sessions;

use std::sync::Arc;

use depositary::domain::*;

use super::{check, check_in, given::*, reason};

const TEXT_DIGEST: &str = "74d3ff4baae7864820cad531416ddfa3263089133d7284d7cb9025dea2a79020";
const FIRST_DIGEST: &str = "2b450bb120959c8f42014573d8b015307783929e9d07d435be2101bcb416bdf1";
const AREAS: [&str; 6] = ["TERRORISM", "EXTREMISM", "DRUGS", "TOC", "INTEL_SECURITY", "EARLIER_AGREEMENTS"];

fn example_text(version: u32, language: &str) -> Text {
    let bytes = format!("IR-UZ joint document, example text {version}, {language}\n");
    Text {
        language: tag(language),
        authentic: true,
        digest: Digest::of(bytes.as_bytes()),
        media_type: "text/plain".into(),
        size_bytes: bytes.len() as u64,
        uri: Box::default(),
    }
}

fn example_texts(version: u32) -> Texts {
    Texts::new(["uz", "fa", "en"].map(|language| example_text(version, language))).unwrap()
}

fn security_council(participant_id: &str, name: &str, state: &str, country: &str) -> CommandBody {
    let mut participant = ParticipantSpec::clone(&spec(participant_id, ParticipantKind::Agency));
    participant.name = words(name);
    participant.state = CountryCode::parse(state).ok();
    participant.on_behalf_of = Some(country.into());
    CommandBody::InviteParticipant(InviteParticipant { participant: Arc::new(participant) })
}

fn draft_joint_document() -> CommandBody {
    CommandBody::DraftAgreement(bare_draft(Header {
        reference: Reference::parse("IRN-UZB-2022-SEC").unwrap(),
        title: words(
            "Joint document on security cooperation and the formation of a Joint Security Commission",
        ),
        form: AgreementForm::JointDocument,
        languages: ["en", "fa", "uz"].map(tag).into(),
        ..header()
    }))
}

fn terms() -> Terms {
    Terms {
        withdrawal: Withdrawal::new(WithdrawalRule::Allowed, None, Some(DateOffset::Months(6))),
        areas: AREAS.map(area).into(),
        ..Terms::default()
    }
}

fn place(name: &str) -> Place {
    Place { name: name.into(), country: None, un_locode: None, kind: None }
}

fn sign_in_tehran(participant_id: &str, name: &str, title: &str) -> Command {
    let mut sign = signing(participant_id);
    sign.signatory = Signatory { name: Some(Personal::Text(name.into())), title: title.into() };
    sign.place = Some(place("Tehran"));
    sign.text_digest = Digest::parse(TEXT_DIGEST).unwrap();
    let source = Source::stated(SourceKind::Press, "", Some(Confidence::Medium)).ok();
    let act = Act { source, ..Act::default() };
    Command { act, body: CommandBody::SignAgreement(Box::new(sign)) }
}

fn sign_over(participant_id: &str, text_digest: &str) -> CommandBody {
    let text_digest = Digest::parse(text_digest).unwrap();
    CommandBody::SignAgreement(Box::new(SignAgreement { text_digest, ..signing(participant_id) }))
}

fn opened_joint_document() -> Agreement {
    let invited: Result<&[_], _> = Ok(&["ParticipantInvited"]);
    let iran =
        security_council("IR-SNSC", "Supreme National Security Council", "IR", "Islamic Republic of Iran");
    let uzbekistan =
        security_council("UZ-SC", "Security Council under the President", "UZ", "Republic of Uzbekistan");
    let row1 = check(&undrafted(), ("2022-02-14", draft_joint_document()), Ok(&["AgreementDrafted"]));
    let row2 = check(&row1, ("2022-02-14", iran), invited.clone());
    let row3 = check(&row2, ("2022-02-14", uzbekistan), invited);
    // Before row 4: nothing can be frozen yet.
    let missing = ["en", "fa", "uz"].map(tag).into();
    let freeze_now = || {
        CommandBody::FreezeText(FreezeText {
            method: FreezeMethod::Initialling,
            by: Box::default(),
            place: None,
            text_digest: None,
        })
    };
    check(&row3, ("2022-02-21", freeze_now()), Err(Rejection::TextIncomplete { missing }));
    let row4 = check(&row3, ("2022-02-21", set_terms(terms())), Ok(&["TermsSet"]));
    let revise = CommandBody::ReviseDraft(ReviseDraft { version: 2, texts: example_texts(2) });
    let row5 = check(&row4, ("2022-02-28", revise), Ok(&["DraftRevised"]));
    assert_eq!((row5.status(), row5.revision()), (Status::Draft, 5));
    let freeze = CommandBody::FreezeText(FreezeText {
        method: FreezeMethod::Initialling,
        by: [id("IR-SNSC"), id("UZ-SC")].into(),
        place: None,
        text_digest: Digest::parse(TEXT_DIGEST).ok(),
    });
    let row6 = check(&row5, ("2022-03-07", freeze), Ok(&["TextFrozen"]));
    assert_eq!(row6.status(), Status::Frozen);
    // Before row 7: nobody signs what is not open.
    let early = Command { act: Act::default(), body: sign_over("IR-SNSC", TEXT_DIGEST) };
    assert_eq!(reason(&decide(&row6, &early, &at_noon("2022-03-08")).unwrap_err()), "NOT_OPEN");
    let open = CommandBody::OpenForSignature(OpenForSignature {
        mode: SignatureMode::Signature,
        opens_on: Some(day("2022-03-08")),
        closes_on: Some(day("2022-03-31")),
        places: [place("Tashkent")].into(),
    });
    let row7 = check(&row6, ("2022-03-08", open), Ok(&["OpenedForSignature"]));
    assert_eq!(row7.status(), Status::Open);
    row7
}

#[test]
fn the_example_texts_have_the_digests_that_are_published_with_them() {
    assert_eq!(example_texts(2).digest().map(|digest| digest.to_string()).as_deref(), Some(TEXT_DIGEST));
    assert_eq!(example_texts(1).digest().map(|digest| digest.to_string()).as_deref(), Some(FIRST_DIGEST));
    let starts =
        ["en", "fa", "uz"].map(|language| example_text(2, language).digest.to_string()[..8].to_owned());
    assert_eq!(starts, ["b2306775", "9f7170bb", "690dffd3"]);
}

#[test]
fn the_joint_document_enters_into_force_with_its_second_signature() {
    let row7 = opened_joint_document();
    let context = at_noon("2022-03-09");
    let shamkhani =
        sign_in_tehran("IR-SNSC", "Ali Shamkhani", "Secretary of the Supreme National Security Council");
    // Before row 8: the text is frozen, and nobody signs another one.
    assert_eq!(reason(&refused(&row7, "2022-03-09", revise(3, &["en"]))), "TEXT_FROZEN");
    let stale = sign_over("IR-SNSC", FIRST_DIGEST);
    assert_eq!(reason(&refused(&row7, "2022-03-09", stale)), "DIGEST_MISMATCH");
    let row8 = check_in(&row7, (&context, &shamkhani), Ok(&["AgreementSigned"]));
    assert_eq!((row8.status(), row8.signature_count(), row8.party_count()), (Status::Open, 1, 0));
    // Before row 9: it is not in force, and one signs once.
    let report = evaluate_as(evaluation("E0", "2022-03-01", "2022-03-09", &AREAS));
    assert_eq!(reason(&refused(&row8, "2022-03-09", report)), "NOT_IN_FORCE");
    let again = sign_over("IR-SNSC", TEXT_DIGEST);
    assert_eq!(reason(&refused(&row8, "2022-03-09", again)), "ALREADY_SIGNED_OR_BOUND");
    let makhmudov = sign_in_tehran("UZ-SC", "Viktor Makhmudov", "National Security Adviser to the President");
    let row9 = check_in(&row8, (&context, &makhmudov), Ok(ENTERS));
    assert_eq!((row9.status(), row9.stage(), row9.revision()), (Status::InForce, Stage::Signed, 14));
    assert_eq!(row9.entered_into_force_on(), Some(day("2022-03-09")));
    assert_eq!((row9.signature_count(), row9.party_count()), (2, 2));
    for participant in row9.participants() {
        assert_eq!(participant.status, ParticipantStatus::Party);
        assert_eq!(participant.in_force_from, Some(day("2022-03-09")));
        assert_eq!(
            participant.signature.as_ref().map(|signature| &signature.place),
            Some(&Some(place("Tehran")))
        );
    }
}

#[test]
fn the_joint_document_is_evaluated_every_year() {
    let context = at_noon("2022-03-09");
    let mut agreement = opened_joint_document();
    for participant_id in ["IR-SNSC", "UZ-SC"] {
        let events =
            decide(&agreement, &sign_in_tehran(participant_id, "N. N.", "Secretary"), &context).unwrap();
        agreement = super::fold(&agreement, &events);
    }
    let first = evaluation("E1", "2022-03-09", "2023-03-06", &AREAS);
    let second = evaluation("E2", "2023-03-06", "2024-03-06", &AREAS);
    for (today, evaluation) in [("2023-03-07", first), ("2024-03-07", second)] {
        agreement = check(&agreement, (today, evaluate_as(evaluation)), Ok(&["AgreementEvaluated"]));
        assert_eq!((agreement.status(), agreement.stage()), (Status::InForce, Stage::Evaluated));
    }
    assert_eq!(agreement.evaluations().len(), 2);
}

#[test]
fn the_record_is_corrected_and_the_trade_is_measured() {
    let context = at_noon("2022-03-09");
    let mut given = opened_joint_document();
    for participant_id in ["IR-SNSC", "UZ-SC"] {
        let events = decide(&given, &sign_in_tehran(participant_id, "N. N.", "Secretary"), &context).unwrap();
        given = super::fold(&given, &events);
    }
    let today = "2022-03-10";
    // Before row 10: what is in force is not given up.
    let abandoned = refused(&given, today, abandon(&["IR-SNSC", "UZ-SC"]));
    assert_eq!(reason(&abandoned), "ALREADY_IN_FORCE");
    // 10: the place was copied from the dateline.
    let tashkent = Place {
        country: CountryCode::parse("UZ").ok(),
        un_locode: UnLocode::parse("UZTAS").ok(),
        ..place("Tashkent")
    };
    for participant_id in ["IR-SNSC", "UZ-SC"] {
        let signed_at = given.participant(&id(participant_id)).unwrap().signed_at_revision.unwrap();
        let (old, new) = (FieldValue::Place(place("Tehran")), FieldValue::Place(tashkent.clone()));
        let body = correct(signed_at, "signature.place", Some(old), Some(new));
        given = check(&given, (today, body), Ok(&["RecordCorrected"]));
        let signature = given.participant(&id(participant_id)).unwrap().signature.clone().unwrap();
        assert_eq!(signature.place.as_ref(), Some(&tashkent));
    }
    // 11: under the framework of the Charter of the SCO.
    let target = RelationTarget::Citation("SCO Charter (2002)".into());
    let relation = Relation { kind: RelationKind::UnderFrameworkOf, target }.into();
    let body = CommandBody::RecordRelation(RecordRelation { relation });
    given = check(&given, (today, body), Ok(&["RelationRecorded"]));
    // 12 and 13: the trade of 2021.
    given = check(&given, (today, define("TRADE")), Ok(&["IndicatorDefined"]));
    let trade = Reading {
        reporter: Some(id("IR-SNSC")),
        ..reading("R13", "TRADE", in_period("2021-01-01", "2022-01-01"))
    };
    given = check(&given, (today, read_as(trade)), Ok(&["ReadingRecorded"]));
    // 14 and 15: it has grown, nobody says since when.
    let growth = Indicator {
        measure: Measure::ChangePct,
        of: Some(id("TRADE")),
        unit: Unit::parse("%").unwrap(),
        ..indicator("TRADE_GROWTH", IndicatorOrigin::Commission)
    };
    given = check(&given, (today, define_as(growth)), Ok(&["IndicatorDefined"]));
    let grown = Reading {
        value: Decimal::parse("70").unwrap(),
        qualifier: Qualifier::Approx,
        ..reading("R15", "TRADE_GROWTH", ReadingTime::Unspecified)
    };
    given = check(&given, (today, read_as(grown)), Ok(&["ReadingRecorded"]));
    // 16: it shall reach a billion.
    given = check(&given, (today, aim("T16", "TRADE")), Ok(&["TargetSet"]));
    assert_eq!((given.status(), given.stage()), (Status::InForce, Stage::Signed));
    assert_eq!((given.readings().len(), given.targets().len(), given.revision()), (2, 1, 22));
}

#[test]
fn a_notice_of_2025_ends_the_joint_document_after_six_months() {
    let context = at_noon("2022-03-09");
    let mut given = opened_joint_document();
    for participant_id in ["IR-SNSC", "UZ-SC"] {
        let events = decide(&given, &sign_in_tehran(participant_id, "N. N.", "Secretary"), &context).unwrap();
        given = super::fold(&given, &events);
    }
    let notified = on(&given, "2025-06-30", withdraw("UZ-SC", "2025-06-30"));
    let ended = caught_up(&notified, "2025-12-30");
    assert_eq!((ended.status(), ended.ended_on()), (Status::Terminated, Some(day("2025-12-30"))));
}
