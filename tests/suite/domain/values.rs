//! Small values: what they take and what they refuse.

use depositary::domain::*;

use super::given::{instant, tag, text, texts, words};

#[test]
fn ids_of_agreements_are_small_letters_digits_and_dashes() {
    for good in ["a", "7", "a-b", "irn-uzb-2022-sec", &"a".repeat(63)] {
        assert_eq!(AgreementId::parse(good).unwrap().as_str(), good);
    }
    for bad in ["", "-a", "A", "a_b", "a b", "ä", "a/b", &"a".repeat(64)] {
        assert_eq!(AgreementId::parse(bad), Err(Invalid::BadId), "{bad}");
    }
}

#[test]
fn other_ids_take_capitals_and_underscores_too() {
    for good in ["A", "0", "IR-SNSC", "INTEL_SECURITY", &"Z".repeat(63)] {
        assert_eq!(Identifier::parse(good).unwrap().as_str(), good);
    }
    for bad in ["", "_a", "-a", "a.b", "é", &"a".repeat(64)] {
        assert_eq!(Identifier::parse(bad), Err(Invalid::BadId), "{bad}");
    }
}

#[test]
fn a_reference_has_up_to_64_characters() {
    assert_eq!(Reference::parse(&"é".repeat(64)).unwrap().as_str(), "é".repeat(64));
    let too_long = Invalid::TooLong { length: 65, length_max: 64 };
    assert_eq!(Reference::parse(&"é".repeat(65)), Err(too_long));
    assert_eq!(Reference::parse(""), Err(Invalid::Empty));
}

#[test]
fn a_language_has_one_spelling() {
    assert_eq!(LanguageTag::parse("EN-gb").unwrap().as_str(), "en-GB");
    assert_eq!(LanguageTag::parse("uz-cyrl").unwrap().as_str(), "uz-Cyrl");
    for bad in ["", "e", "en_GB", "-en", "en--gb"] {
        assert_eq!(LanguageTag::parse(bad), Err(Invalid::BadLanguageTag), "{bad}");
    }
    let twice = [(tag("en-GB"), "a".into()), (tag("EN-gb"), "b".into())];
    assert_eq!(LocalizedText::new(twice), Err(Invalid::Duplicate));
    assert_eq!(LocalizedText::new([(tag("en"), "".into())]), Err(Invalid::Empty));
    assert!(LocalizedText::default().is_empty());
    assert_eq!(words("x").iter().collect::<Vec<_>>(), [(&tag("en"), "x")]);
}

#[test]
fn countries_and_places_have_codes() {
    assert_eq!(CountryCode::parse("UZ").unwrap().as_str(), "UZ");
    for bad in ["", "uz", "UZB", "XX", "U"] {
        assert_eq!(CountryCode::parse(bad), Err(Invalid::BadCountryCode), "{bad}");
    }
    assert_eq!(UnLocode::parse("UZTAS").unwrap().as_str(), "UZTAS");
    assert_eq!(UnLocode::parse("US22X").unwrap().as_str(), "US22X");
    for bad in ["", "UZTA", "uztas", "U2TAS", "UZTA1", "UZ TAS"] {
        assert_eq!(UnLocode::parse(bad), Err(Invalid::BadValue), "{bad}");
    }
}

#[test]
fn zones_have_names_at_iana() {
    assert_eq!(Zone::parse("Asia/Tashkent").unwrap().name(), "Asia/Tashkent");
    assert_eq!(Zone::parse("UTC").unwrap().name(), "UTC");
    assert_eq!(Zone::parse("UTC"), Ok(Zone::UTC));
    for bad in ["", "Mars/Olympus", "+05:00", "Etc/Unknown"] {
        assert_eq!(Zone::parse(bad), Err(Invalid::BadTimeZone), "{bad}");
    }
}

#[test]
fn a_digest_is_64_small_hexadecimal_digits() {
    let digits = "74d3ff4baae7864820cad531416ddfa3263089133d7284d7cb9025dea2a79020";
    let digest = Digest::parse(digits).unwrap();
    assert_eq!(digest.to_string(), digits);
    assert_eq!(Digest::from(*digest.as_bytes()), digest);
    for bad in ["", "74", &digits.to_uppercase(), &digits[1..], &format!("{digits}00"), &"g".repeat(64)] {
        assert_eq!(Digest::parse(bad), Err(Invalid::BadDigest), "{bad}");
    }
}

#[test]
fn the_digest_of_a_text_covers_what_is_authentic_in_the_order_of_the_tags() {
    assert_eq!(texts(&["uz", "en"]).digest(), texts(&["en", "uz"]).digest());
    assert_ne!(texts(&["uz", "en"]).digest(), texts(&["en"]).digest());
    let with_translation = Texts::new([text("uz", false), text("en", true)]).unwrap();
    assert_eq!(with_translation.digest(), texts(&["en"]).digest());
    assert_eq!(Texts::new([text("uz", false)]).unwrap().digest(), None);
    assert_eq!(Texts::default().digest(), None);
    assert_eq!(Texts::new([text("en", true), text("EN", false)]), Err(Invalid::Duplicate));
}

#[test]
fn the_press_is_never_sure_and_nobody_speaks_for_the_service() {
    let stated = |kind, confidence| Source::stated(kind, "", confidence);
    assert_eq!(stated(SourceKind::Press, Some(Confidence::High)), Err(Invalid::BadValue));
    assert!(stated(SourceKind::Press, Some(Confidence::Medium)).is_ok());
    assert!(stated(SourceKind::Press, None).is_ok());
    assert!(stated(SourceKind::Official, Some(Confidence::High)).is_ok());
    assert_eq!(stated(SourceKind::System, None), Err(Invalid::BadValue));
    assert_eq!(Source::system().kind(), SourceKind::System);
}

#[test]
fn clocks_are_not_a_day_ahead() {
    let time = instant("2022-03-09T10:00:00Z");
    assert_eq!(OccurredAt::new(time, 300).map(OccurredAt::utc_offset_minutes), Ok(300));
    for bad in [-1081, 1081, i32::MAX] {
        assert_eq!(OccurredAt::new(time, bad), Err(Invalid::BadValue));
    }
}

#[test]
fn what_identifies_a_person_does_not_reach_a_log() {
    let name = Personal::Text("Viktor".into());
    assert!(!format!("{name:?}").contains("Viktor"));
}

#[test]
fn only_integration_organisations_do_not_count() {
    assert!(!ParticipantKind::Reio.counts());
    assert!(ParticipantKind::State.counts());
}

#[test]
fn an_area_is_assessed_once() {
    let assess = || AreaAssessment {
        code: Identifier::parse("X").unwrap(),
        rating: Rating::OnTrack,
        findings: LocalizedText::default(),
    };
    assert_eq!(Assessments::new([assess(), assess()]), Err(Invalid::Duplicate));
    assert_eq!(Assessments::new([assess()]).unwrap().as_slice(), [assess()]);
}
