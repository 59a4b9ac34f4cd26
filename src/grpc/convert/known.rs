//! Which state of knowledge is asked for, and which day.

use jiff::{Timestamp, ToSpan, tz::TimeZone};

use super::request::not_negative;
use crate::{
    journal::Position,
    proto::{
        self,
        v1::{self, ErrorReason, known_at::Point},
    },
    registry::{KnownAt, Look, Problems, codec::parse},
};

/// Reads up to where the journal is to be read; without it, to the present end.
pub(in super::super) fn known_at(message: Option<v1::KnownAt>, problems: &mut Problems) -> Option<KnownAt> {
    let mut at = problems.at("known_at");
    match message?.point {
        None => {
            at.field("point").refuse(ErrorReason::FieldRequired, "Required: `position` or `time`.");
            None
        }
        Some(Point::Position(position)) => {
            Some(KnownAt::Position(Position::new(not_negative(position, at.field("position")))))
        }
        Some(Point::Time(time)) => parse::timestamp(Some(time), at.field("time")).map(KnownAt::Time),
    }
}

/// How far ahead an agreement can be looked at: each renewal on the way has to be reckoned.
const YEARS_AHEAD_MAX: i32 = 100;

/// Reads which state of an agreement is asked for.
pub(in super::super) fn look(
    known: Option<v1::KnownAt>,
    as_of: Option<proto::Date>,
    now: Timestamp,
    problems: &mut Problems,
) -> Look {
    let known_at = known_at(known, problems);
    let as_of = parse::optional_full_date(as_of, problems.at("as_of"));
    let latest = now.to_zoned_datetime(TimeZone::UTC).date().saturating_add(YEARS_AHEAD_MAX.years());
    if as_of.is_some_and(|as_of| as_of > latest) {
        let description = format!("Too far ahead; {latest} is the latest day that is reckoned.");
        problems.at("as_of").refuse(ErrorReason::BadDate, description);
    }
    Look { known_at, as_of }
}
