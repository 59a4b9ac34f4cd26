//! How refusals that are alike are made: about one agreement, given by its name.

use std::fmt::Display;

use super::super::{Refused, refused};
use crate::{
    domain::{ByParticipant, ByState, CommandField},
    grpc::words,
    proto::v1::ErrorReason,
};

/// Things inside an agreement: what stands before their ids in names, and the type of their message.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind(&'static str, &'static str);

pub(super) const AREA: Kind = Kind("areas", "depositary.v1.Area");
pub(super) const DOCUMENT: Kind = Kind("documents", "depositary.v1.Document");
pub(super) const EVALUATION: Kind = Kind("evaluations", "depositary.v1.Evaluation");
pub(super) const EVENT: Kind = Kind("events", "depositary.v1.Event");
pub(super) const INDICATOR: Kind = Kind("indicators", "depositary.v1.Indicator");
pub(super) const INSTRUMENT: Kind = Kind("instruments", "depositary.v1.Instrument");
pub(super) const PARTICIPANT: Kind = Kind("participants", "depositary.v1.Participant");
pub(super) const READING: Kind = Kind("readings", "depositary.v1.Reading");
pub(super) const TARGET: Kind = Kind("targets", "depositary.v1.Target");

/// The type of the message of an agreement.
const AGREEMENT: &str = "depositary.v1.Agreement";

/// The agreement that a refusal is about, by its name.
#[derive(Clone, Copy, Debug)]
pub(super) struct About<'a>(pub(super) &'a str);

impl About<'_> {
    /// The name of something inside the agreement.
    pub(super) fn name(self, kind: Kind, id: &dyn Display) -> String {
        format!("{}/{}/{id}", self.0, kind.0)
    }

    /// Something inside the agreement; what is said of it follows its name.
    pub(super) fn child(self, reason: ErrorReason, kind: Kind, id: &dyn Display, said: &str) -> Refused {
        let name = self.name(kind, id);
        refused(reason, format!("{name} {said}")).resource(kind.1, &name)
    }

    /// An agreement, this one or another; what is said of it follows its name.
    pub(super) fn agreement(self, reason: ErrorReason, name: &str, said: &str) -> Refused {
        refused(reason, format!("{name} {said}")).resource(AGREEMENT, name)
    }

    /// A field of the request that is wrong in any state.
    pub(super) fn field(self, reason: ErrorReason, field: CommandField, said: impl Into<String>) -> Refused {
        refused(reason, said).field(field.path())
    }

    /// A condition that the agreement does not fulfil.
    pub(super) fn unfulfilled(self, reason: ErrorReason, said: impl Into<String>) -> Refused {
        refused(reason, said).precondition(self.0)
    }

    /// A condition on the state of the agreement.
    pub(super) fn by_state(self, reason: ErrorReason, why: &str, by: ByState) -> Refused {
        let state = words::status(by.state);
        let allowed: Vec<_> = by.allowed_states.iter().map(|state| words::status(*state)).collect();
        let allowed = allowed.join(",");
        self.unfulfilled(reason, format!("{} is {state}: {why}; this is possible in {allowed}", self.0))
            .with("state", state)
            .with("allowed_states", allowed)
    }

    /// A condition on how far a participant has come.
    pub(super) fn by_participant(self, reason: ErrorReason, why: &str, by: &ByParticipant) -> Refused {
        let name = self.name(PARTICIPANT, &by.participant_id);
        let status = words::participant_status(by.status);
        self.unfulfilled(reason, format!("{name} is {status}: {why}"))
            .with("participant", name)
            .with("participant_status", status)
    }

    /// Things that are missing, named under the key `missing`.
    pub(super) fn incomplete(self, reason: ErrorReason, said: &str, missing: &[impl Display]) -> Refused {
        let missing = words::list(missing);
        self.unfulfilled(reason, format!("{said}: {missing}")).with("missing", missing)
    }
}
