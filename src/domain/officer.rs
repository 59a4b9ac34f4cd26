//! Those who work in a commission for its sections.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    dates::PartialDate,
    ids::Identifier,
    values::{LocalizedText, Personal},
};

/// Who was appointed to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficerSpec {
    /// The id, unique in the agreement.
    pub officer_id: Identifier,
    /// As what.
    pub role: OfficerRole,
    /// For which section.
    pub participant_id: Identifier,
    /// The office that the role goes with.
    pub office: LocalizedText,
    /// Who holds that office.
    pub holder: Option<Personal>,
    /// The first day; left out in a command, the day of the act. In an event it is always there.
    pub from: Option<Date>,
}

/// What an officer of a commission is there for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OfficerRole {
    /// The head of a section; one a section.
    CoChair,
    /// Keeps the work of a section between sessions; one a section.
    ExecutiveSecretary,
    /// One of a section.
    #[default]
    Member,
    /// One who looks on.
    Observer,
    /// One who evaluates.
    Evaluator,
}

impl OfficerRole {
    /// Whether it is the head of a section.
    pub(super) fn is_head(self) -> bool {
        match self {
            Self::CoChair => true,
            Self::ExecutiveSecretary | Self::Member | Self::Observer | Self::Evaluator => false,
        }
    }

    /// Whether a section has at most one of them at a time.
    pub(super) fn is_single(self) -> bool {
        match self {
            Self::CoChair | Self::ExecutiveSecretary => true,
            Self::Member | Self::Observer | Self::Evaluator => false,
        }
    }
}

/// An officer and the time for which it is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// Who was appointed to what.
    pub spec: Arc<OfficerSpec>,
    /// The first day.
    pub from: Date,
    /// The first day on which somebody else was there instead; none while it is in office.
    pub until: Option<Date>,
}

impl Officer {
    /// Whether it has, or had, a role for a section.
    pub(super) fn has_seat(&self, participant_id: &Identifier, role: OfficerRole) -> bool {
        self.spec.role == role && self.spec.participant_id == *participant_id
    }

    /// Whether it was in office on some day that a date can mean.
    pub fn is_in_office(&self, on: PartialDate) -> bool {
        self.from <= on.last_day() && self.until.is_none_or(|until| on.first_day() < until)
    }
}
