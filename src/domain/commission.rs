//! Standing bodies that an agreement creates: their rules, their officers, and when their next session is due.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    dates::{PartialDate, day_after, plus_days},
    ids::Identifier,
    officer::{Officer, OfficerRole},
    values::{Invalid, LanguageTag, LocalizedText, Place, once_each},
};

/// What a commission is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommissionSpec {
    /// The id, unique in the agreement.
    pub commission_id: Identifier,
    /// Its name.
    pub name: LocalizedText,
    /// What it rests on; empty if nobody said.
    pub legal_basis: Box<str>,
    /// The number of its first ordinary session; more than 1 where earlier ones are not kept here.
    pub first_ordinal: u32,
}

/// By which rules a commission works. They are replaced as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommissionRules {
    /// How often it meets.
    pub cadence: Cadence,
    /// From which day the first session is counted.
    pub anchor: CommissionAnchor,
    /// How many days a session may be late before it is overdue.
    pub grace_days: u16,
    /// Who is host after whom.
    pub rotation: Rotation,
    /// How it decides.
    pub decision_rule: DecisionRule,
    /// How many officers of each section, or deputies of such, have to be present; 0: its co-chair or a deputy.
    pub quorum: u32,
    /// How many days before a session its agenda has to be there.
    pub agenda_lead_days: u16,
    /// The languages it works in.
    pub languages: Box<[LanguageTag]>,
}

impl CommissionRules {
    /// The longest grace and the longest lead of an agenda, in days.
    pub const DAYS_MAX: u16 = 3_660;
}

/// How often a commission meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cadence {
    /// So many months after the session before.
    RollingMonths(u16),
    /// So many times in a calendar year.
    SessionsPerYear(u16),
}

impl Cadence {
    /// The longest time between two sessions, in months.
    pub const MONTHS_MAX: u16 = 1_200;
    /// The most sessions of a year.
    pub const SESSIONS_MAX: u16 = 366;

    /// Reads [`Cadence::RollingMonths`].
    pub fn rolling_months(months: i64) -> Result<Self, Invalid> {
        within(months, Self::MONTHS_MAX).map(Self::RollingMonths)
    }

    /// Reads [`Cadence::SessionsPerYear`].
    pub fn sessions_per_year(sessions: i64) -> Result<Self, Invalid> {
        within(sessions, Self::SESSIONS_MAX).map(Self::SessionsPerYear)
    }
}

fn within(value: i64, max: u16) -> Result<u16, Invalid> {
    u16::try_from(value).ok().filter(|value| (1..=max).contains(value)).ok_or(Invalid::BadCadence)
}

/// From which day the first session of a commission is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CommissionAnchor {
    /// The day on which the agreement entered into force.
    #[default]
    EntryIntoForce,
    /// The day on which the commission was established.
    Establishment,
    /// A fixed day.
    Date(Date),
}

/// Who is host after whom: each participant once, in its turn; may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rotation(Arc<[RotationTurn]>);

impl Rotation {
    /// Takes the turns in their order.
    pub fn new(turns: impl IntoIterator<Item = RotationTurn>) -> Result<Self, Invalid> {
        once_each(turns.into_iter().collect(), |turn| &turn.participant_id).map(Self)
    }

    /// The turns in their order.
    pub fn as_slice(&self) -> &[RotationTurn] {
        &self.0
    }

    /// Whether nobody has a turn.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The turn of a participant, if it has one.
    pub fn turn_of(&self, participant_id: &Identifier) -> Option<&RotationTurn> {
        self.0.iter().find(|turn| turn.participant_id == *participant_id)
    }

    /// Whose turn it is after a host; the first where there was none.
    pub(super) fn after(&self, host: Option<&Identifier>) -> Option<&Identifier> {
        let is_host = |turn: &RotationTurn| host.is_some_and(|host| turn.participant_id == *host);
        let following = self.0.iter().position(is_host).and_then(|at| self.0.get(at.saturating_add(1)));
        following.or_else(|| self.0.first()).map(|turn| &turn.participant_id)
    }
}

/// A participant's turn to be host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RotationTurn {
    /// Who.
    pub participant_id: Identifier,
    /// Where it invites to, if always to one place.
    pub place: Option<Place>,
}

/// How a commission decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DecisionRule {
    /// Nobody objects.
    #[default]
    Consensus,
    /// All agree.
    Unanimity,
    /// More than half agree.
    Majority,
    /// A larger part agrees.
    Supermajority(Supermajority),
}

/// The part that has to agree, such as two thirds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Supermajority {
    numerator: u16,
    denominator: u16,
}

impl Supermajority {
    /// The greatest denominator.
    pub const DENOMINATOR_MAX: u16 = 1_000;

    /// Reads a part: more than half, at most the whole.
    pub fn new(numerator: i64, denominator: i64) -> Result<Self, Invalid> {
        let read = |value: i64| u16::try_from(value).map_err(|_| Invalid::BadValue);
        let (numerator, denominator) = (read(numerator)?, read(denominator)?);
        let more_than_half = u32::from(numerator) * 2 > u32::from(denominator);
        if more_than_half && numerator <= denominator && denominator <= Self::DENOMINATOR_MAX {
            Ok(Self { numerator, denominator })
        } else {
            Err(Invalid::BadValue)
        }
    }

    /// How many parts.
    pub fn numerator(self) -> u16 {
        self.numerator
    }

    /// Of how many.
    pub fn denominator(self) -> u16 {
        self.denominator
    }
}

/// A commission as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commission {
    /// What it is.
    pub spec: Arc<CommissionSpec>,
    /// By which rules it works now.
    pub rules: Arc<CommissionRules>,
    /// Whether it still works.
    pub status: CommissionStatus,
    /// The day on which it was established, as far as it is known.
    pub established_on: Date,
    /// Its officers, past ones too, in the order of the record.
    pub officers: Vec<Officer>,
    /// The session that is due next, once a day for it is known.
    pub due: Option<SessionDue>,
    /// The first day of the last ordinary session when minutes were last agreed: from then on the next one is counted.
    pub(super) anchored_on: Option<Date>,
    /// The due dates for which it was said that the session is overdue.
    pub(super) flagged_for: Vec<Date>,
}

/// Whether a commission still works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommissionStatus {
    /// It does.
    Active,
    /// No more.
    Dissolved,
}

/// The ordinary session that is due next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionDue {
    /// The day by which it has to be held.
    pub due_by: Date,
    /// Whose turn it is to be host; none without a rotation.
    pub host: Option<Identifier>,
    /// Its number.
    pub ordinal: u64,
}

impl Commission {
    /// The id.
    pub fn id(&self) -> &Identifier {
        &self.spec.commission_id
    }

    /// The officer with this id, also a past one.
    pub fn officer(&self, officer_id: &Identifier) -> Option<&Officer> {
        self.officers.iter().find(|officer| officer.spec.officer_id == *officer_id)
    }

    /// The first day on which the session that is due next is overdue.
    pub fn overdue_from(&self) -> Option<Date> {
        let due_by = self.due.as_ref()?.due_by;
        Some(day_after(plus_days(due_by, self.rules.grace_days)))
    }

    /// Where the session that is due next is to be held, if its host always invites to one place.
    pub fn due_place(&self) -> Option<&Place> {
        self.place_of(self.due.as_ref()?.host.as_ref()?)
    }

    /// Where a host invites to, if always to one place.
    pub(super) fn place_of(&self, host: &Identifier) -> Option<&Place> {
        self.rules.rotation.turn_of(host)?.place.as_ref()
    }

    /// Who has a seat that only one can have, and has not been replaced.
    pub(super) fn holder(&self, participant_id: &Identifier, role: OfficerRole) -> Option<&Officer> {
        let mut officers = self.officers.iter().rev();
        officers.find(|officer| officer.until.is_none() && officer.has_seat(participant_id, role))
    }

    /// The officer that is the head of a section on some day that a date can mean; the last one, if several were.
    pub fn co_chair(&self, participant_id: &Identifier, on: PartialDate) -> Option<&Identifier> {
        let mut officers = self.officers.iter().rev();
        let is_head = |officer: &&Officer| {
            officer.has_seat(participant_id, OfficerRole::CoChair) && officer.is_in_office(on)
        };
        officers.find(is_head).map(|officer| &officer.spec.officer_id)
    }
}
