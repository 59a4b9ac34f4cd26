//! Where a command is wrong in a way that its shape alone does not show.

/// A field of a command that can be found wrong only where the day or the agreement is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandField {
    /// When the act was done.
    OccurredOn,
    /// When an instrument was received.
    InstrumentReceivedOn,
    /// When a notice was received.
    ReceivedOn,
    /// When an end has effect.
    EffectiveOn,
    /// When the time for signature ends.
    ClosesOn,
    /// The other end of a relation.
    RelationTarget,
    /// The agreement that replaces this one.
    Successor,
    /// Why an agreement is terminated.
    Ground,
    /// What is taken for wrong.
    OldValue,
    /// What is right.
    NewValue,
    /// The end of the time that an evaluation is about.
    PeriodTo,
    /// The end of the time that a reading is about.
    ReadingPeriodTo,
    /// The day that a reading is about.
    ReadingAsOf,
    /// What an indicator is counted in.
    IndicatorUnit,
    /// What a reading is counted in.
    ReadingUnit,
    /// The commission that an evaluation comes from.
    EvaluationCommission,
    /// Whom an officer replaces.
    Replaces,
    /// The first day of an officer.
    OfficerFrom,
    /// The number of a session.
    Ordinal,
    /// The first day on which a session was held.
    HeldFrom,
    /// The last day on which a session was held.
    HeldTo,
    /// The last day for an action.
    DueOn,
}

impl CommandField {
    /// The path of the field in the request.
    pub fn path(self) -> &'static str {
        match self {
            Self::OccurredOn => "act.occurred_on",
            Self::InstrumentReceivedOn => "instrument.received_on",
            Self::ReceivedOn => "received_on",
            Self::EffectiveOn => "effective_on",
            Self::ClosesOn => "closes_on",
            Self::RelationTarget => "relation.agreement",
            Self::Successor => "successor",
            Self::Ground => "ground",
            Self::OldValue => "old_value",
            Self::NewValue => "new_value",
            Self::PeriodTo => "period.to",
            Self::ReadingPeriodTo => "reading.period.to",
            Self::ReadingAsOf => "reading.as_of",
            Self::IndicatorUnit => "indicator.unit",
            Self::ReadingUnit => "reading.unit",
            Self::EvaluationCommission => "commission_id",
            Self::Replaces => "replaces",
            Self::OfficerFrom => "from",
            Self::Ordinal => "ordinal",
            Self::HeldFrom => "held_from",
            Self::HeldTo => "held_to",
            Self::DueOn => "due_on",
        }
    }
}
