//! What can be wrong with a record.

use jiff::civil::Date;

use crate::domain::{action::ActionStatus, agreement::Status, ids::Identifier};

/// An invariant that does not hold, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    /// I2: the timekeeper has done what somebody has to do.
    #[error("event {revision} is an act, and nobody has done it: it was recorded because something was due")]
    DoneByNobody {
        /// The first such event.
        revision: u64,
    },
    /// I2: a request has led to nothing but what time brings.
    #[error("somebody has recorded it, and there is no act in it")]
    NothingDone,
    /// I3: an end was left.
    #[error("event {revision} leads from {from:?}, which is an end, to {to:?}, or moves the day of the end")]
    EndLeft {
        /// The event.
        revision: u64,
        /// The end.
        from: Status,
        /// What came after it.
        to: Status,
    },
    /// I4: a signature is over another text than the one that was frozen.
    #[error("the signature of {participant_id} is not over the text of the agreement")]
    OtherTextSigned {
        /// Who has signed.
        participant_id: Identifier,
    },
    /// I5: in force for nobody.
    #[error("it is in force and has no party")]
    InForceForNobody,
    /// I6: the entry into force was scheduled while it was scheduled, or after it.
    #[error("event {revision} schedules an entry into force that is scheduled already, or has been")]
    ScheduledAgain {
        /// The event.
        revision: u64,
    },
    /// I6: it has entered into force twice.
    #[error("event {revision} lets it enter into force, and it had done so on {since}")]
    EnteredAgain {
        /// The event.
        revision: u64,
        /// The first time.
        since: Date,
    },
    /// I7: a participant is bound before the agreement is in force.
    #[error("it is in force for {participant_id} from {in_force_from}, before it is in force at all")]
    BoundTooSoon {
        /// The participant.
        participant_id: Identifier,
        /// Since when it is bound.
        in_force_from: Date,
    },
    /// I8: it was ended for want of parties while there were enough.
    #[error("event {revision} ends it for want of parties, and {remaining} remain")]
    EnoughRemain {
        /// The event.
        revision: u64,
        /// How many there are.
        remaining: usize,
    },
    /// I8: it goes on with too few parties.
    #[error("with event {revision} too few parties remain ({remaining}), and it goes on")]
    TooFewRemain {
        /// The withdrawal.
        revision: u64,
        /// How many there are.
        remaining: usize,
    },
    /// I9: the ordinary sessions of a commission are not counted one by one.
    #[error("session {session_id} of commission {commission_id} should have the number {expected}")]
    OutOfCount {
        /// The commission.
        commission_id: Identifier,
        /// The session.
        session_id: Identifier,
        /// The number that it should have.
        expected: u64,
    },
    /// I9: two ordinary sessions of a commission are convened at once.
    #[error("session {session_id} of commission {commission_id} is convened while {other} still is")]
    ConvenedAtOnce {
        /// The commission.
        commission_id: Identifier,
        /// The later one.
        session_id: Identifier,
        /// The earlier one.
        other: Identifier,
    },
    /// I10: a signature, or the agreement, is over other minutes than those submitted last.
    #[error("event {revision} is about other minutes of session {session_id} than those submitted last")]
    OtherMinutes {
        /// The event.
        revision: u64,
        /// The session.
        session_id: Identifier,
    },
    /// I10: a section has signed the minutes twice.
    #[error("{participant_id} has signed the minutes of session {session_id} twice")]
    MinutesSignedTwice {
        /// The session.
        session_id: Identifier,
        /// The section.
        participant_id: Identifier,
    },
    /// I10: a session is closed and a section has not signed its minutes.
    #[error("session {session_id} is closed, and {participant_id} has not signed its minutes")]
    MinutesUnsigned {
        /// The session.
        session_id: Identifier,
        /// The section.
        participant_id: Identifier,
    },
    /// I11: two regular evaluations of one row look at the same time.
    #[error("the period of evaluation {evaluation_id} overlaps that of {other}")]
    PeriodsOverlap {
        /// The later one.
        evaluation_id: Identifier,
        /// The earlier one.
        other: Identifier,
    },
    /// I12: of a target nobody can say when it is the current one, or of what.
    #[error(
        "target {target_id} of indicator {indicator_id} has a name that was given, or is of no indicator"
    )]
    TargetUnclear {
        /// The target.
        target_id: Identifier,
        /// The indicator.
        indicator_id: Identifier,
    },
    /// I13: an action was done, cancelled or reopened out of turn, so that the open ones cannot be counted.
    #[error("event {revision} does not fit action {action_id}, {}", action_was(*.was))]
    ActionOutOfTurn {
        /// The event.
        revision: u64,
        /// The action.
        action_id: Identifier,
        /// How it was before; none if there was none.
        was: Option<ActionStatus>,
    },
    /// I14: what follows without anybody doing it is not what the rules give.
    #[error("event {revision}, with effect on {on}, does not follow from what was recorded before: {rule}")]
    AgainstRule {
        /// The event.
        revision: u64,
        /// The day that it says.
        on: Date,
        /// What the rules say.
        rule: AgainstRule,
    },
    /// I14: half of what happens together is missing.
    #[error("what follows together with event {revision} is missing")]
    Omitted {
        /// The last event that is there.
        revision: u64,
    },
    /// I15: a correction is of no event before it.
    #[error("event {revision} corrects event {target_revision}, which is not one before it")]
    CorrectsNothing {
        /// The correction.
        revision: u64,
        /// What it says to correct.
        target_revision: u64,
    },
    /// I15: a correction changes what cannot be corrected.
    #[error("event {revision} corrects `{field}` of event {target_revision}, which cannot be corrected so")]
    NotCorrectable {
        /// The correction.
        revision: u64,
        /// What it corrects.
        target_revision: u64,
        /// The path of the field.
        field: Box<str>,
    },
}

/// What the rules say of an event that they do not give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AgainstRule {
    /// Nothing of its kind.
    #[error("by the rules nothing of the kind happens")]
    Nothing,
    /// That it has its effect on another day.
    #[error("by the rules the day is {0}")]
    OnDay(Date),
    /// That it was not due when it was recorded.
    #[error("by the rules it is due on {0}, and was recorded before that")]
    NotYet(Date),
    /// That something else happens on that day, or the same in another way.
    #[error("by the rules it happens in another way")]
    Otherwise,
}

impl Violation {
    /// The number of the invariant: 14 for I14.
    pub fn invariant(&self) -> u8 {
        match self {
            Self::DoneByNobody { .. } | Self::NothingDone => 2,
            Self::EndLeft { .. } => 3,
            Self::OtherTextSigned { .. } => 4,
            Self::InForceForNobody => 5,
            Self::ScheduledAgain { .. } | Self::EnteredAgain { .. } => 6,
            Self::BoundTooSoon { .. } => 7,
            Self::EnoughRemain { .. } | Self::TooFewRemain { .. } => 8,
            Self::OutOfCount { .. } | Self::ConvenedAtOnce { .. } => 9,
            Self::OtherMinutes { .. } | Self::MinutesSignedTwice { .. } | Self::MinutesUnsigned { .. } => 10,
            Self::PeriodsOverlap { .. } => 11,
            Self::TargetUnclear { .. } => 12,
            Self::ActionOutOfTurn { .. } => 13,
            Self::AgainstRule { .. } | Self::Omitted { .. } => 14,
            Self::CorrectsNothing { .. } | Self::NotCorrectable { .. } => 15,
        }
    }

    /// Whether it is about what the rules give.
    pub(super) fn is_by_rule(&self) -> bool {
        self.invariant() == 14
    }
}

fn action_was(status: Option<ActionStatus>) -> &'static str {
    match status {
        None => "which was not there",
        Some(ActionStatus::Open) => "which was open",
        Some(ActionStatus::Completed) => "which was completed",
        Some(ActionStatus::Verified) => "which was verified",
        Some(ActionStatus::Cancelled) => "which was cancelled",
    }
}
