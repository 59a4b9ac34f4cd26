//! How refusals that are alike are made: about one agreement, given by its name.

use std::fmt::Display;

use super::super::{Refused, refused};
use crate::{
    domain::{AgreementId, ByAction, ByParticipant, ByReading, BySession, ByState, CommandField},
    grpc::{convert, words},
    proto::v1::ErrorReason,
};

/// Things inside an agreement: what stands before their ids in names, and the type of their message.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind(&'static str, &'static str);

pub(super) const ACTION: Kind = Kind("actions", "depositary.v1.Action");
pub(super) const AREA: Kind = Kind("areas", "depositary.v1.Area");
pub(super) const COMMISSION: Kind = Kind("commissions", "depositary.v1.Commission");
pub(super) const DECISION: Kind = Kind("decisions", "depositary.v1.Decision");
pub(super) const DOCUMENT: Kind = Kind("documents", "depositary.v1.Document");
pub(super) const EVALUATION: Kind = Kind("evaluations", "depositary.v1.Evaluation");
pub(super) const EVENT: Kind = Kind("events", "depositary.v1.Event");
pub(super) const INDICATOR: Kind = Kind("indicators", "depositary.v1.Indicator");
pub(super) const INSTRUMENT: Kind = Kind("instruments", "depositary.v1.Instrument");
pub(super) const OFFICER: Kind = Kind("officers", "depositary.v1.Officer");
pub(super) const PARTICIPANT: Kind = Kind("participants", "depositary.v1.Participant");
pub(super) const READING: Kind = Kind("readings", "depositary.v1.Reading");
pub(super) const SESSION: Kind = Kind("sessions", "depositary.v1.Session");
pub(super) const TARGET: Kind = Kind("targets", "depositary.v1.Target");

/// The type of the message of an agreement.
const AGREEMENT: &str = "depositary.v1.Agreement";

/// What a refusal is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct About<'a> {
    /// The name of the agreement.
    pub(super) agreement: &'a str,
    /// Why.
    pub(super) reason: ErrorReason,
}

impl About<'_> {
    /// A refusal with this message.
    pub(super) fn refused(self, said: impl Into<String>) -> Refused {
        refused(self.reason, said)
    }

    /// The name of something inside the agreement.
    pub(super) fn name(self, kind: Kind, id: &dyn Display) -> String {
        format!("{}/{}/{id}", self.agreement, kind.0)
    }

    /// Something inside the agreement; what is said of it follows its name.
    pub(super) fn child(self, kind: Kind, id: &dyn Display, said: &str) -> Refused {
        let name = self.name(kind, id);
        self.refused(format!("{name} {said}")).resource(kind.1, &name)
    }

    /// Something inside the agreement that is not there.
    pub(super) fn missing(self, kind: Kind, id: &dyn Display) -> Refused {
        self.child(kind, id, "does not exist")
    }

    /// The agreement itself; what is said of it follows its name.
    pub(super) fn this(self, said: &str) -> Refused {
        self.refused(format!("{} {said}", self.agreement)).resource(AGREEMENT, self.agreement)
    }

    /// Another agreement; what is said of it follows its name.
    pub(super) fn other(self, id: &AgreementId, said: &str) -> Refused {
        let name = convert::agreement_name(id);
        self.refused(format!("{name} {said}")).resource(AGREEMENT, &name)
    }

    /// A field of the request that is wrong in any state.
    pub(super) fn field(self, field: CommandField, said: impl Into<String>) -> Refused {
        self.refused(said).field(field.path())
    }

    /// A condition that the agreement does not fulfil.
    pub(super) fn unfulfilled(self, said: impl Into<String>) -> Refused {
        self.refused(said).precondition(self.agreement)
    }

    /// A condition on the state of the agreement.
    pub(super) fn by_state(self, why: &str, by: ByState) -> Refused {
        let state = words::status(by.state);
        let allowed: Vec<_> = by.allowed_states.iter().map(|state| words::status(*state)).collect();
        let allowed = allowed.join(",");
        self.unfulfilled(format!("{} is {state}: {why}; this is possible in {allowed}", self.agreement))
            .with("state", state)
            .with("allowed_states", allowed)
    }

    /// A condition on how far a participant has come.
    pub(super) fn by_participant(self, why: &str, by: &ByParticipant) -> Refused {
        let name = self.name(PARTICIPANT, &by.participant_id);
        let status = words::participant_status(by.status);
        self.unfulfilled(format!("{name} is {status}: {why}"))
            .with("participant", name)
            .with("participant_status", status)
    }

    /// A condition on how far a session has come.
    pub(super) fn by_session(self, why: &str, by: &BySession) -> Refused {
        let (name, state) = (self.name(SESSION, &by.session_id), words::session_status(by.status));
        self.unfulfilled(format!("{name} is {state}: {why}")).with("session", name).with("state", state)
    }

    /// A condition on how far an action has come.
    pub(super) fn by_action(self, why: &str, by: &ByAction) -> Refused {
        let (name, state) = (self.name(ACTION, &by.action_id), words::action_status(by.status));
        self.unfulfilled(format!("{name} is {state}: {why}")).with("action", name).with("state", state)
    }

    /// A condition on how far a reading has come.
    pub(super) fn by_reading(self, why: &str, by: &ByReading) -> Refused {
        let (name, state) = (self.name(READING, &by.reading_id), words::reading_status(by.status));
        self.unfulfilled(format!("{name} is {state}: {why}")).with("reading", name).with("state", state)
    }

    /// A session that has come so far already.
    pub(super) fn done_session(self, said: &str, by: &BySession) -> Refused {
        self.child(SESSION, &by.session_id, said).with("state", words::session_status(by.status))
    }

    /// An action that has come so far already.
    pub(super) fn done_action(self, said: &str, by: &ByAction) -> Refused {
        self.child(ACTION, &by.action_id, said).with("state", words::action_status(by.status))
    }

    /// A reading that has come so far already.
    pub(super) fn done_reading(self, said: &str, by: &ByReading) -> Refused {
        self.child(READING, &by.reading_id, said).with("state", words::reading_status(by.status))
    }

    /// Things that are missing, named under the key `missing`.
    pub(super) fn incomplete(self, said: &str, missing: &[impl Display]) -> Refused {
        let missing = words::list(missing);
        self.unfulfilled(format!("{said}: {missing}")).with("missing", missing)
    }
}
