//! The order of the lists about the register as a whole.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{
    domain::{AgreementId, Reference},
    registry::Registry,
};

/// Where something stands in a list: by date; on one day what cannot be made good later comes first; then by reference and
/// by the order in the agreement (domain §7).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The date.
    pub on: Date,
    /// Its rank on that day, the smallest first.
    pub rank: u8,
    /// The reference of the agreement.
    pub reference: Reference,
    /// The agreement.
    pub id: AgreementId,
    /// Where it stands among what the agreement has.
    pub number: u32,
}

/// After which place the next page of a list begins, and when the first one was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceCursor {
    /// When the first page was made: without another day, the whole list shows how things stood then.
    pub at: Timestamp,
    /// As in [`Place`].
    pub on: Date,
    /// As in [`Place`].
    pub rank: u8,
    /// As in [`Place`]; its reference never changes.
    pub id: AgreementId,
    /// As in [`Place`].
    pub number: u32,
}

impl PlaceCursor {
    /// The cursor that stands for a place of a list that was begun then.
    pub(super) fn of(at: Timestamp, place: &Place) -> Self {
        Self { at, on: place.on, rank: place.rank, id: place.id.clone(), number: place.number }
    }
}

/// When a list is about: on a day, or as things stood when its first page was made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    /// When the first page was made.
    pub(super) at: Timestamp,
    /// The day that was asked about; without one, that of the first page in universal time.
    pub(super) day: Date,
    /// Whether a day was asked about. Else agreements are shown as they stood, each in its own reckoning.
    pub(super) is_of_a_day: bool,
}

impl Registry {
    /// When a list is about that asks for `as_of` and goes on after `after`.
    pub(super) fn moment(&self, as_of: Option<Date>, after: Option<&PlaceCursor>) -> Moment {
        let at = after.map_or_else(|| self.inner.clock.now(), |after| after.at);
        let day = as_of.unwrap_or_else(|| at.to_zoned_datetime(TimeZone::UTC).date());
        Moment { at, day, is_of_a_day: as_of.is_some() }
    }

    /// The place that a cursor stands for; none if the register never had the agreement.
    pub(super) fn place(&self, cursor: &PlaceCursor) -> Option<Place> {
        let version = self.inner.view.version(&cursor.id)?;
        Some(Place {
            on: cursor.on,
            rank: cursor.rank,
            reference: version.agreement.reference()?.clone(),
            id: cursor.id.clone(),
            number: cursor.number,
        })
    }
}
