//! What a commission has decided.

use std::sync::Arc;

use jiff::civil::Date;

use super::{dates::PartialDate, ids::Identifier, values::LocalizedText};

/// A decision as it was adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The id, unique in the agreement.
    pub decision_id: Identifier,
    /// In which session.
    pub session_id: Identifier,
    /// Under which item of its agenda.
    pub item: u32,
    /// What was decided.
    pub text: LocalizedText,
    /// The participants that have to approve it at home.
    pub pending_approval_of: Box<[Identifier]>,
}

/// A decision and what has become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDecision {
    /// What was decided.
    pub decision: Arc<Decision>,
    /// The day on which it was adopted.
    pub adopted_on: PartialDate,
    /// The participants that still have to approve it.
    pub pending: Vec<Identifier>,
    /// The day since which nobody has to approve it any more; none while somebody has.
    pub effective_on: Option<Date>,
    /// Whether the minutes of its session are agreed.
    pub agreed: bool,
    /// The latest day of its adoption and of the approvals so far.
    pub(super) latest_on: Date,
}
