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
        reading_ids: Box::default(),
    };
    assert_eq!(Assessments::new([assess(), assess()]), Err(Invalid::Duplicate));
    assert_eq!(Assessments::new([assess()]).unwrap().as_slice(), [assess()]);
}

#[test]
fn a_decimal_is_kept_as_given() {
    for number in ["0", "-1", "431000000", "0.10", "-0.0", "007", &"9".repeat(30)] {
        assert_eq!(Decimal::parse(number).unwrap().as_str(), number);
    }
    for number in ["", "-", ".5", "5.", "+1", "1e9", "1,5", "--1", "1.2.3", " 1", "\u{0661}", &"9".repeat(31)]
    {
        assert_eq!(Decimal::parse(number), Err(Invalid::BadValue), "{number}");
    }
}

#[test]
fn decimals_are_compared_by_what_they_mean() {
    use std::cmp::Ordering::{Equal, Greater, Less};
    for (one, other, ordering) in [
        ("1", "1.0", Equal),
        ("007", "7", Equal),
        ("0", "-0.00", Equal),
        ("2", "10", Less),
        ("1.5", "1.25", Greater),
        ("1.05", "1.5", Less),
        ("-2", "1", Less),
        ("-2", "-10", Greater),
        ("-1.5", "-1.25", Less),
        ("999999999999999999999999999999", "1000000000000000000000000000.5", Greater),
        ("0.1", "0.10000000000000000000000000001", Less),
    ] {
        let (one, other) = (Decimal::parse(one).unwrap(), Decimal::parse(other).unwrap());
        assert_eq!(
            (one.compare(&other), other.compare(&one)),
            (ordering, ordering.reverse()),
            "{one} {other}"
        );
    }
    assert_ne!(Decimal::parse("1"), Decimal::parse("1.0"));
}

#[test]
fn a_unit_is_a_short_code() {
    for unit in ["USD", "%", "1", "kg", "m3", "[IU]"] {
        assert_eq!(Unit::parse(unit).unwrap().as_str(), unit);
    }
    for unit in ["", "a b", "\u{20ac}", "a\n", &"x".repeat(21)] {
        assert_eq!(Unit::parse(unit), Err(Invalid::BadUnit), "{unit}");
    }
}

#[test]
fn a_periodicity_is_a_duration_of_some_length() {
    for duration in ["P1Y", "P6M", "P1Y6M", "PT1H"] {
        assert_eq!(Periodicity::parse(duration).unwrap().as_str(), duration);
    }
    for duration in ["", "1Y", "P", "P0D", "-P1Y", "yearly", "1 year"] {
        assert_eq!(Periodicity::parse(duration), Err(Invalid::BadValue), "{duration}");
    }
}
