//! The order of the lists about the register as a whole.

use jiff::civil::Date;

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

/// After which place the next page of a list begins, and which day the list is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceCursor {
    /// The day that the whole list is about.
    pub day: Date,
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
    /// The cursor that stands for a place of a list about a day.
    pub(super) fn of(day: Date, place: &Place) -> Self {
        Self { day, on: place.on, rank: place.rank, id: place.id.clone(), number: place.number }
    }
}

impl Registry {
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
