//! What a decision depends on beside the agreement and the command.

use jiff::Timestamp;

use super::ids::AgreementId;

/// What a decision depends on beside the agreement and the command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The time of the decision.
    pub now: Timestamp,
    /// What other agreements have to do with it.
    pub facts: Facts,
}

/// Facts of other agreements, looked up where the decision will stand (D10).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The other agreement that has the reference that the command gives.
    pub reference_of: Option<AgreementId>,
}
