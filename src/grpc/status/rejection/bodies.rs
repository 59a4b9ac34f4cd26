//! What is in the way of a commission, of its sessions, and of what comes out of them.

use super::{
    super::Refused,
    about::{ACTION, About, COMMISSION, DECISION, OFFICER, PARTICIPANT, READING, SESSION},
};
use crate::domain::Identifier;

/// The type of the message of an item of an agenda.
const AGENDA_ITEM: &str = "depositary.v1.AgendaItem";

pub(super) fn agenda_item_not_found(about: About<'_>, session_id: &Identifier, item: u32) -> Refused {
    let name = format!("{}/items/{item}", about.name(SESSION, session_id));
    about.refused(format!("{name} does not exist")).resource(AGENDA_ITEM, &name)
}

pub(super) fn minutes_already_signed(
    about: About<'_>,
    session_id: &Identifier,
    participant_id: &Identifier,
) -> Refused {
    let section = about.name(PARTICIPANT, participant_id);
    let said = format!("has minutes that were signed for {section} before");
    about.child(SESSION, session_id, &said).with("participant", section)
}

pub(super) fn commission_dissolved(about: About<'_>, commission_id: &Identifier) -> Refused {
    let name = about.name(COMMISSION, commission_id);
    about.unfulfilled(format!("{name} is dissolved")).with("commission", name)
}

pub(super) fn ordinal_out_of_sequence(about: About<'_>, given: u64, expected: u64) -> Refused {
    let said = format!("the next ordinary session is number {expected}, not {given}");
    about.unfulfilled(said).with("given", given).with("expected", expected)
}

pub(super) fn host_out_of_rotation(about: About<'_>, given: &Identifier, expected: &Identifier) -> Refused {
    let said = format!("it is the turn of {expected} to be host, not of {given}");
    about.unfulfilled(said).with("given", given).with("expected", expected)
}

pub(super) fn quorum_not_met(
    about: About<'_>,
    participant_id: &Identifier,
    present: u32,
    needed: u32,
) -> Refused {
    let section = about.name(PARTICIPANT, participant_id);
    let said = format!("{present} are there who count for {section}, {needed} are needed");
    about.unfulfilled(said).with("participant", section).with("present", present).with("needed", needed)
}

pub(super) fn nothing_pending(
    about: About<'_>,
    decision_id: &Identifier,
    participant_id: &Identifier,
) -> Refused {
    let (decision, participant) =
        (about.name(DECISION, decision_id), about.name(PARTICIPANT, participant_id));
    about
        .unfulfilled(format!("{decision} does not wait for {participant}"))
        .with("decision", decision)
        .with("participant", participant)
}

pub(super) fn not_co_chair(
    about: About<'_>,
    participant_id: &Identifier,
    officer_id: Option<&Identifier>,
) -> Refused {
    let section = about.name(PARTICIPANT, participant_id);
    let officer = officer_id.map(|officer_id| about.name(OFFICER, officer_id)).unwrap_or_default();
    let said = format!("minutes are signed by the co-chair for {section}, or by a deputy of that co-chair");
    about.refused(said).with("officer", officer).with("participant", section)
}

pub(super) fn self_verification(about: About<'_>, action_id: &Identifier, owner: &Identifier) -> Refused {
    let name = about.name(ACTION, action_id);
    about
        .refused(format!("nobody but {owner}, whose {name} is, says that it was done"))
        .with("action", name)
        .with("owner", owner)
}

pub(super) fn self_contest(about: About<'_>, reading_id: &Identifier, by: &Identifier) -> Refused {
    let name = about.name(READING, reading_id);
    about.refused(format!("{by} has reported {name} itself")).field("by")
}
