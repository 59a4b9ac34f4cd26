//! Small values.

use std::collections::BTreeMap;

use bytes::Bytes;
use jiff::{Timestamp, civil::Date};

use super::super::Enumeration;
use crate::{
    domain::{Identifier, LocalizedText, PartialDate, Period, Personal, Place},
    proto::{
        self,
        v1::{self, personal::Content},
    },
};

/// A number that counts something. No register gets so far that one does not fit.
pub fn count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A time. Messages count nanoseconds forward from the second, also before 1970.
pub fn timestamp(time: Timestamp) -> prost_types::Timestamp {
    let (seconds, nanos) = (time.as_second(), time.subsec_nanosecond());
    if nanos < 0 {
        prost_types::Timestamp { seconds: seconds - 1, nanos: nanos + 1_000_000_000 }
    } else {
        prost_types::Timestamp { seconds, nanos }
    }
}

/// A date known to the day.
pub fn date(date: Date) -> proto::Date {
    proto::Date { year: date.year().into(), month: date.month().into(), day: date.day().into() }
}

/// A date; zero stands for a month or a day that is not known.
pub fn partial_date(date: PartialDate) -> proto::Date {
    proto::Date {
        year: date.year().into(),
        month: date.month().unwrap_or_default().into(),
        day: date.day().unwrap_or_default().into(),
    }
}

/// Days from the first to the one after the last.
pub fn period(period: Period) -> v1::Period {
    v1::Period { from: Some(date(period.from())), to: Some(date(period.to())) }
}

/// Words by language.
pub fn localized(text: &LocalizedText) -> BTreeMap<String, String> {
    text.iter().map(|(language, words)| (language.to_string(), words.to_owned())).collect()
}

/// Ids in their order.
pub fn identifiers(ids: &[Identifier]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

/// What identifies a person.
pub fn personal(personal: &Personal) -> v1::Personal {
    let content = match personal {
        Personal::Text(text) => Content::Text(text.to_string()),
        Personal::Sealed(bytes) => Content::Sealed(Bytes::copy_from_slice(bytes)),
    };
    v1::Personal { content: Some(content) }
}

/// A place.
pub fn place(place: &Place) -> v1::Place {
    v1::Place {
        name: place.name.to_string(),
        country: place.country.map(|country| country.to_string()).unwrap_or_default(),
        un_locode: place.un_locode.map(|code| code.as_str().to_owned()).unwrap_or_default(),
        kind: number(place.kind),
    }
}

/// The number of an enum value; zero for none.
pub(super) fn number<E: Enumeration>(value: Option<E>) -> i32 {
    value.map_or(0, Enumeration::number)
}

/// A text; empty for none.
pub(super) fn text(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

/// An id; empty for none.
pub fn optional_identifier(id: Option<&Identifier>) -> String {
    id.map(ToString::to_string).unwrap_or_default()
}
