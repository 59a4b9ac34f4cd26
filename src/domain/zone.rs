//! Which day it is: the one place where an instant becomes a date of law and back.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::values::Invalid;

/// The zone in which an agreement reckons its days, by its name at IANA.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Zone {
    /// Universal time: the zone of an agreement that names none.
    pub const UTC: Self = Self(TimeZone::UTC);

    /// Reads the name of a zone. The zones are in the program, so no file is asked.
    pub fn parse(name: &str) -> Result<Self, Invalid> {
        let zone = TimeZone::get(name).map_err(|_| Invalid::BadTimeZone)?;
        if zone.is_unknown() || zone.iana_name().is_none() {
            Err(Invalid::BadTimeZone)
        } else {
            Ok(Self(zone))
        }
    }

    /// The name at IANA.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The day it is in the zone.
    pub fn today(&self, now: Timestamp) -> Date {
        self.0.to_datetime(now).date()
    }

    /// The instant when a day begins in the zone; none for the last days of the year 9999, which no clock reaches.
    pub fn start_of(&self, day: Date) -> Option<Timestamp> {
        let midnight = day.to_zoned_datetime(self.0.clone()).ok()?;
        midnight.start_of_day().ok().map(|start| start.timestamp())
    }
}
