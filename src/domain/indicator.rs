//! What is measured about an agreement: indicators, the targets set for them, and the readings taken.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    dates::{PartialDate, Period, day_before},
    decimal::Decimal,
    ids::Identifier,
    unit::{Periodicity, Unit},
    values::{LocalizedText, Personal},
};

/// What is measured. Its unit is fixed for life: a change of unit makes a new indicator (domain §3.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// The id, unique in the agreement.
    pub indicator_id: Identifier,
    /// What people call it.
    pub label: LocalizedText,
    /// What its values mean.
    pub measure: Measure,
    /// The indicator whose change or share it is, if it is that of one.
    pub of: Option<Identifier>,
    /// What it is counted in.
    pub unit: Unit,
    /// How often it is measured, if regularly.
    pub periodicity: Option<Periodicity>,
    /// Whether it is one value or one a participant.
    pub scope: IndicatorScope,
    /// Which way is the good one, if one is.
    pub direction: Option<IndicatorDirection>,
    /// Where it was laid down.
    pub defined_by: IndicatorOrigin,
}

/// What the values of an indicator mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// How much there is.
    Level,
    /// By how much it has changed.
    ChangeAbs,
    /// By how many per cent it has changed.
    ChangePct,
    /// How many per cent of a whole it is.
    Share,
    /// How many there are.
    Count,
    /// Whether it is so.
    YesNo,
}

impl Measure {
    /// Whether values of this kind can be counted in the unit: per cent where they are parts of a hundred, the bare
    /// number where something is counted.
    pub fn fits(self, unit: &Unit) -> bool {
        match self {
            Self::Level | Self::ChangeAbs => true,
            Self::ChangePct | Self::Share => unit.as_str() == Unit::PER_CENT,
            Self::Count | Self::YesNo => unit.as_str() == Unit::NUMBER,
        }
    }
}

/// Whether an indicator is one value or one a participant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IndicatorScope {
    /// One for all.
    #[default]
    Joint,
    /// One for each.
    PerParticipant,
}

/// Which way an indicator should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndicatorDirection {
    /// Up.
    Increase,
    /// Down.
    Decrease,
    /// Not above its target.
    AtMost,
    /// Not below its target.
    AtLeast,
    /// Nowhere.
    Maintain,
}

/// Where an indicator was laid down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndicatorOrigin {
    /// In the text: fixed with it.
    Text,
    /// Outside the text; a commission need not exist yet.
    Commission,
}

/// An indicator and whether targets are still set for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptIndicator {
    /// What is measured.
    pub indicator: Arc<Indicator>,
    /// Whether targets are still set for it.
    pub status: IndicatorStatus,
    /// The day on which it was defined, as far as it is known.
    pub(super) defined_on: Date,
}

/// How far an indicator has come (domain §5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndicatorStatus {
    /// Targets are set for it.
    Active,
    /// No more.
    Retired,
}

/// A value that an indicator shall reach. The one with the latest `valid_from` holds; the others are history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The id, unique in the agreement.
    pub target_id: Identifier,
    /// Which indicator.
    pub indicator_id: Identifier,
    /// How the value is meant.
    pub comparator: Comparator,
    /// The value.
    pub value: Decimal,
    /// Whether the value is a level or a change.
    pub kind: TargetKind,
    /// The reading from which a change is counted.
    pub base: Option<Identifier>,
    /// The day by which it shall be reached.
    pub by: Option<Date>,
    /// The day since which it holds; left out in a command, the day of the act. In an event it is always there.
    pub valid_from: Option<Date>,
}

/// How the value of a target is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// At least.
    AtLeast,
    /// At most.
    AtMost,
    /// Exactly.
    Equal,
}

/// Whether a target is a level or a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TargetKind {
    /// A level.
    #[default]
    Level,
    /// A change, in the unit of the indicator.
    ChangeAbs,
    /// A change in per cent.
    ChangePct,
}

/// A value that was measured. Many may stand beside each other for one time: readings are disputed, and none is
/// ever overwritten (domain §0, finding 6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The id, unique in the agreement.
    pub reading_id: Identifier,
    /// Which indicator.
    pub indicator_id: Identifier,
    /// The participant that it is about; none: all together.
    pub subject: Option<Identifier>,
    /// The time that it is about.
    pub time: ReadingTime,
    /// The value.
    pub value: Decimal,
    /// What it is counted in; left out in a command, as the indicator is. In an event it is always there.
    pub unit: Option<Unit>,
    /// How exact it is.
    pub qualifier: Qualifier,
    /// Whether it will be replaced by a better one.
    pub provisional: bool,
    /// The participant that says so; none: all together.
    pub reporter: Option<Identifier>,
    /// How it was measured; empty if nobody said.
    pub method: Box<str>,
}

impl Reading {
    /// Whether two readings claim to say the same thing: one indicator, subject, time and reporter.
    pub fn has_key_of(&self, other: &Self) -> bool {
        self.has_matter_of(other) && self.reporter == other.reporter
    }

    /// Whether two readings are about the same thing: one indicator, subject and time.
    pub fn has_matter_of(&self, other: &Self) -> bool {
        self.indicator_id == other.indicator_id && self.subject == other.subject && self.time == other.time
    }
}

/// A reading and what has become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptReading {
    /// The reading; its unit is always given.
    pub reading: Arc<Reading>,
    /// The day on which it was recorded, as far as it is known.
    pub recorded_on: Date,
    /// Whether it still stands, and who agrees.
    pub status: ReadingStatus,
    /// Which wording it is of what its reporter says: 1, and one more with each revision.
    pub revision: u32,
    /// The reading that it takes the place of.
    pub revises: Option<Identifier>,
    /// Who has contested it, in the order of the record.
    pub contests: Vec<Contest>,
}

/// How far a reading has come (domain §5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingStatus {
    /// Its reporter says so.
    Recorded,
    /// Another participant says otherwise.
    Contested,
    /// All agree.
    Agreed,
    /// Its reporter has said something else since.
    Superseded,
}

impl KeptReading {
    /// Whether its reporter has said nothing else since.
    pub(super) fn stands(&self) -> bool {
        match self.status {
            ReadingStatus::Recorded | ReadingStatus::Contested | ReadingStatus::Agreed => true,
            ReadingStatus::Superseded => false,
        }
    }
}

/// That a participant has contested a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    /// Who.
    pub by: Identifier,
    /// The day.
    pub contested_on: PartialDate,
    /// Why.
    pub reason: Option<Personal>,
    /// What it holds to be right.
    pub counter_value: Option<Decimal>,
}

/// What the reporter of a reading says instead. Indicator, subject, time, unit and reporter stay as they were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingRevision {
    /// The reading whose place is taken.
    pub reading_id: Identifier,
    /// The id of the new one, unique in the agreement.
    pub revised_reading_id: Identifier,
    /// The value.
    pub value: Decimal,
    /// How exact it is.
    pub qualifier: Qualifier,
    /// Whether it will be replaced by a better one.
    pub provisional: bool,
    /// How it was measured; empty if nobody said.
    pub method: Box<str>,
    /// Why.
    pub reason: Option<Personal>,
}

/// The time that a reading is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReadingTime {
    /// Nobody has said.
    #[default]
    Unspecified,
    /// A period.
    Period(Period),
    /// A day.
    AsOf(Date),
}

impl ReadingTime {
    /// The last day that it is about; none if nobody has said.
    pub fn last_day(self) -> Option<Date> {
        match self {
            Self::Unspecified => None,
            Self::Period(period) => Some(day_before(period.to())),
            Self::AsOf(day) => Some(day),
        }
    }
}

/// How exact a reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Qualifier {
    /// Exactly so.
    #[default]
    Exact,
    /// About so.
    Approx,
    /// So or more.
    AtLeast,
    /// So or less.
    AtMost,
}
