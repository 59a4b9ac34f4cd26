//! Small values.

use std::{collections::BTreeMap, sync::Arc};

use depositary::domain::{
    AgreementId, CountryCode, Digest, Identifier, LanguageTag, LocalizedText, PartialDate, Period, Personal,
    Place, PlaceKind, UnLocode, date,
};
use jiff::{Timestamp, civil::Date};
use proptest::{
    collection::{btree_map, vec},
    option,
    prelude::*,
    sample::select,
};

const TAGS: [&str; 5] = ["en", "ru", "uz-Cyrl", "uz-Latn", "zh-Hans"];

pub(super) fn boxed_text() -> impl Strategy<Value = Box<str>> {
    any::<String>().prop_map(Into::into)
}

pub(super) fn some_text() -> impl Strategy<Value = Option<Box<str>>> {
    option::of("(?s).{1,12}".prop_map(Into::into))
}

pub(super) fn boxed<T: std::fmt::Debug>(item: impl Strategy<Value = T>) -> impl Strategy<Value = Box<[T]>> {
    vec(item, 0..3).prop_map(Into::into)
}

pub(super) fn shared<T: std::fmt::Debug>(item: impl Strategy<Value = T>) -> impl Strategy<Value = Arc<[T]>> {
    vec(item, 0..3).prop_map(Into::into)
}

pub(in super::super) fn identifier() -> impl Strategy<Value = Identifier> {
    "[A-Za-z0-9][A-Za-z0-9_-]{0,62}".prop_map(|id| Identifier::parse(&id).unwrap())
}

pub(super) fn language() -> impl Strategy<Value = LanguageTag> {
    select(&TAGS).prop_map(|tag| LanguageTag::parse(tag).unwrap())
}

pub(super) fn localized() -> impl Strategy<Value = LocalizedText> {
    btree_map(language(), "(?s).{1,12}".prop_map(Into::into), 0..4)
        .prop_map(|words: BTreeMap<_, Box<str>>| LocalizedText::new(words).unwrap())
}

pub(super) fn country() -> impl Strategy<Value = CountryCode> {
    select(&["UZ", "TJ", "KZ", "CH"]).prop_map(|code| CountryCode::parse(code).unwrap())
}

pub(super) fn digest() -> impl Strategy<Value = Digest> {
    any::<[u8; 32]>().prop_map(Into::into)
}

pub(super) fn personal() -> impl Strategy<Value = Personal> {
    prop_oneof![
        boxed_text().prop_map(Personal::Text),
        vec(any::<u8>(), 0..8).prop_map(|bytes| Personal::Sealed(bytes.into())),
    ]
}

pub(super) fn place() -> impl Strategy<Value = Place> {
    let un_locode = option::of("[A-Z]{2}[A-Z2-9]{3}".prop_map(|code| UnLocode::parse(&code).unwrap()));
    let kind = option::of(select(&[
        PlaceKind::Territory,
        PlaceKind::Border,
        PlaceKind::ThirdCountry,
        PlaceKind::Virtual,
    ]));
    (boxed_text(), option::of(country()), un_locode, kind)
        .prop_map(|(name, country, un_locode, kind)| Place { name, country, un_locode, kind })
}

pub(super) fn day() -> impl Strategy<Value = Date> {
    (1..=9999, 1..=12, 1..=28).prop_map(|(year, month, day)| date(year, month, day).unwrap())
}

pub(super) fn period() -> impl Strategy<Value = Period> {
    (1..=9998, 1..=12).prop_map(|(year, month)| {
        Period::new(date(year, month, 1).unwrap(), date(year + 1, month, 1).unwrap()).unwrap()
    })
}

pub(super) fn agreement_id() -> impl Strategy<Value = AgreementId> {
    "[a-z0-9][a-z0-9-]{0,62}".prop_map(|id| AgreementId::parse(&id).unwrap())
}

pub(super) fn partial_date() -> impl Strategy<Value = PartialDate> {
    prop_oneof![
        day().prop_map(Into::into),
        (1..=9999, 0..=12).prop_map(|(year, month)| PartialDate::new(year, month, 0).unwrap()),
    ]
}

pub(in super::super) fn timestamp() -> impl Strategy<Value = Timestamp> {
    (-62_135_596_800_i64..=253_402_200_000, 0..=999_999_999)
        .prop_map(|(seconds, nanos)| Timestamp::new(seconds, nanos).unwrap())
}
