//! The names of things in the API.

pub(in super::super) use crate::registry::codec::agreement_name;
use crate::{
    domain::{AgreementId, Identifier},
    proto::v1::ErrorReason,
    registry::{Problems, codec::AGREEMENTS},
};

/// What the names of commissions, sessions, decisions, actions and officers have between the two ids.
pub(in super::super) const COMMISSIONS: &str = "commissions";
pub(in super::super) const SESSIONS: &str = "sessions";
pub(in super::super) const ACTIONS: &str = "actions";
pub(super) const DECISIONS: &str = "decisions";
pub(super) const OFFICERS: &str = "officers";

/// The name of something in an agreement; `collection` is what stands between the two ids.
pub(super) fn child_name(id: &AgreementId, collection: &str, child: &Identifier) -> String {
    format!("{AGREEMENTS}{id}/{collection}/{child}")
}

/// Reads such a name.
pub(in super::super) fn child(
    name: &str,
    collection: &str,
    problems: &mut Problems,
) -> Option<(AgreementId, Identifier)> {
    let named = || {
        let (id, rest) = name.strip_prefix(AGREEMENTS)?.split_once('/')?;
        let child = rest.strip_prefix(collection)?.strip_prefix('/')?;
        AgreementId::parse(id).ok().zip(Identifier::parse(child).ok())
    };
    let named = named();
    if named.is_none() {
        let form = format!("`{AGREEMENTS}`, the id of the agreement, `/{collection}/` and an id");
        let (reason, description) = match name {
            "" => (ErrorReason::FieldRequired, format!("Required: {form}.")),
            _ => (ErrorReason::BadId, format!("Not such a name; it is {form}.")),
        };
        problems.at("name").refuse(reason, description);
    }
    named
}

/// The name of a participant in an agreement.
pub(in super::super) fn participant_name(id: &AgreementId, participant_id: &Identifier) -> String {
    format!("{AGREEMENTS}{id}/participants/{participant_id}")
}

/// The name of an evaluation of an agreement.
pub(in super::super) fn evaluation_name(id: &AgreementId, evaluation_id: &Identifier) -> String {
    format!("{AGREEMENTS}{id}/evaluations/{evaluation_id}")
}

/// The name of an event; `agreement` is the agreement's id.
pub(in super::super) fn event_name(agreement: &str, revision: i64) -> String {
    format!("{AGREEMENTS}{agreement}/events/{revision}")
}
