//! What was measured over time, and how far it is from its targets (domain §5.4, §7 Q8).

use std::{cmp::Ordering, sync::Arc};

use jiff::civil::Date;

use super::{
    agreement::Agreement,
    dates::day_before,
    decimal::Decimal,
    ids::Identifier,
    indicator::{
        Comparator, Indicator, IndicatorScope, KeptIndicator, KeptReading, Reading, ReadingStatus,
        ReadingTime, Target, TargetKind,
    },
};

/// An indicator with its readings and its targets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What is measured.
    pub indicator: KeptIndicator,
    /// The readings by the end of their time, and those of one end in the order of the record; last those of which
    /// nobody has said the time.
    pub readings: Vec<SeriesReading>,
    /// The targets in the order in which they held.
    pub targets: Vec<SeriesTarget>,
}

/// A reading in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesReading {
    /// The reading and what has become of it.
    pub kept: KeptReading,
    /// Whether its period is shorter than the time after which the indicator is measured again.
    pub partial: bool,
    /// The target that held on the last day of its time, if one did.
    pub target_id: Option<Identifier>,
}

/// A target and the days on which it held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesTarget {
    /// The target.
    pub target: Arc<Target>,
    /// The first day on which it held.
    pub from: Date,
    /// The last one; none if no later target was set. It lies before the first where another one was set for the same day.
    pub until: Option<Date>,
    /// Whether it is reached.
    pub status: TargetStatus,
}

/// Whether a target is reached on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TargetStatus {
    /// Nobody can say: nothing was measured in time, or what a change is counted from is not there.
    Unevaluable,
    /// It is not reached, and there is still time.
    Open,
    /// It is reached.
    Met,
    /// It is not reached, and the time for it is over.
    Missed,
    /// Some readings of the same time say so, some not, and none of them is agreed.
    Disputed,
}

/// The readings and targets of an indicator, with the status of each target on a day; none without such an indicator.
///
/// For a subject there are only the readings about it; of an indicator that is one for all those about all together, too.
pub fn series(
    agreement: &Agreement,
    indicator_id: &Identifier,
    subject: Option<&Identifier>,
    on: Date,
) -> Option<Series> {
    let indicator = agreement.indicator(indicator_id)?;
    let scope = indicator.indicator.scope;
    let mut targets: Vec<&Arc<Target>> =
        agreement.targets().iter().filter(|target| target.indicator_id == *indicator_id).collect();
    // Stable: of those of one day the one recorded later holds.
    targets.sort_by_key(|target| target.valid_from);
    let of_indicator =
        || agreement.readings().iter().filter(|kept| kept.reading.indicator_id == *indicator_id);
    let comparable: Vec<&KeptReading> =
        of_indicator().filter(|kept| kept.stands() && is_about(&kept.reading, scope, subject)).collect();
    let mut readings: Vec<SeriesReading> = of_indicator()
        .filter(|kept| subject.is_none() || is_about(&kept.reading, scope, subject))
        .map(|kept| SeriesReading {
            kept: kept.clone(),
            partial: is_partial(&indicator.indicator, kept.reading.time),
            target_id: holding(&targets, kept.reading.time).map(|target| target.target_id.clone()),
        })
        .collect();
    readings.sort_by_key(|one| {
        let last_day = one.kept.reading.time.last_day();
        (last_day.is_none(), last_day)
    });
    let next = targets.iter().skip(1).map(|target| target.valid_from).chain([None]);
    let with_next = targets.iter().zip(next);
    let targets = with_next.filter_map(|(target, next)| {
        let status = Judged { agreement, indicator: &indicator.indicator, target, on }.status(&comparable);
        let (target, from) = (Arc::clone(target), target.valid_from?);
        Some(SeriesTarget { target, from, until: next.map(day_before), status })
    });
    Some(Series { indicator: indicator.clone(), readings, targets: targets.collect() })
}

/// Whether a reading is about a subject, or about all together where none is given. What is one for all is always about
/// all, whoever else is named.
fn is_about(reading: &Reading, scope: IndicatorScope, subject: Option<&Identifier>) -> bool {
    match scope {
        IndicatorScope::Joint => {
            subject.is_none() || reading.subject.is_none() || reading.subject.as_ref() == subject
        }
        IndicatorScope::PerParticipant => reading.subject.as_ref() == subject,
    }
}

fn is_partial(indicator: &Indicator, time: ReadingTime) -> bool {
    match (time, &indicator.periodicity) {
        (ReadingTime::Period(period), Some(periodicity)) => period.to() < periodicity.after(period.from()),
        (ReadingTime::Period(_), None) | (ReadingTime::AsOf(_) | ReadingTime::Unspecified, _) => false,
    }
}

/// The target that held on the last day of a time; the targets are in their order.
fn holding<'a>(targets: &[&'a Arc<Target>], time: ReadingTime) -> Option<&'a Target> {
    let last_day = time.last_day()?;
    let holds = |target: &&&Arc<Target>| target.valid_from.is_some_and(|from| from <= last_day);
    targets.iter().rev().find(holds).map(|target| &***target)
}

/// A target that is judged on a day.
struct Judged<'a> {
    agreement: &'a Agreement,
    indicator: &'a Indicator,
    target: &'a Target,
    on: Date,
}

impl Judged<'_> {
    /// What the readings that still stand say about the target (domain §5.4).
    fn status(&self, readings: &[&KeptReading]) -> TargetStatus {
        let last = self.last_comparable(readings);
        let same_time = readings.iter().filter(|kept| last.is_some_and(|last| kept.reading.time == last));
        let agreed = same_time.clone().any(|kept| kept.status == ReadingStatus::Agreed);
        let counted = same_time.filter(|kept| !agreed || kept.status == ReadingStatus::Agreed);
        let sides: Option<Vec<bool>> =
            counted.map(|kept| reaches(self.target, &kept.reading.value, self.base())).collect();
        match sides.as_deref() {
            None | Some([]) => TargetStatus::Unevaluable,
            Some(sides) if sides.iter().all(|reached| *reached) => TargetStatus::Met,
            Some(sides) if sides.contains(&true) => TargetStatus::Disputed,
            Some(_) if self.target.by.is_some_and(|by| by < self.on) => TargetStatus::Missed,
            Some(_) => TargetStatus::Open,
        }
    }

    /// The last time for which something was measured by the day of the target, or where it has none by the day asked
    /// for. Of several that end together a whole period counts, then the one recorded last.
    fn last_comparable(&self, readings: &[&KeptReading]) -> Option<ReadingTime> {
        let latest = self.target.by.unwrap_or(self.on);
        let times = readings.iter().map(|kept| kept.reading.time);
        let times =
            times.filter_map(|time| Some((time.last_day()?, !is_partial(self.indicator, time), time)));
        let times = times.filter(|(last_day, _, _)| *last_day <= latest);
        times.max_by_key(|(last_day, whole, _)| (*last_day, *whole)).map(|(_, _, time)| time)
    }

    /// The value from which a change is counted: that of the reading which the target names, or what its reporter has
    /// said instead since.
    fn base(&self) -> Option<&Decimal> {
        let mut base = self.agreement.reading(self.target.base.as_ref()?)?;
        // INVARIANT: a revision is recorded after what it revises, so that one look at the rest of the record will do.
        for kept in self.agreement.readings() {
            if kept.revises.as_ref() == Some(&base.reading.reading_id) {
                base = kept;
            }
        }
        Some(&base.reading.value)
    }
}

/// Whether a value reaches a target; none if it cannot be said. A change in per cent is counted from the size of its base,
/// so that more is always a change upwards, and from nothing there is none.
fn reaches(target: &Target, value: &Decimal, base: Option<&Decimal>) -> Option<bool> {
    let order = match target.kind {
        TargetKind::Level => value.compare(&target.value),
        TargetKind::ChangeAbs => value.compare_change(base?, &target.value),
        TargetKind::ChangePct => value.compare_change_in_per_cent(base?, &target.value)?,
    };
    Some(match target.comparator {
        Comparator::AtLeast => order != Ordering::Less,
        Comparator::AtMost => order != Ordering::Greater,
        Comparator::Equal => order == Ordering::Equal,
    })
}
