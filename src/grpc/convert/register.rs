//! Questions about the register as a whole, and their answers.

use jiff::civil::Date;

use super::{
    agreement::participant,
    agreement_name, commission,
    due::{due_subject_id, item_commission, next, reference},
    filter,
};
use crate::{
    domain::{
        self, Agreement, AgreementId, Binding, CommissionStatus, Identifier, Participant, SessionStatus,
    },
    proto::v1::{self, AgreementView, ErrorReason},
    registry::{
        DueEntry, InForceBetween, Participation, Problems,
        codec::{Enumeration, Read, named_agreement, parse, write},
    },
};

/// The farthest that is looked ahead, in days.
const DAYS_AHEAD_MAX: u32 = 36_500;

/// Reads a party that has to be named.
pub(in super::super) fn party(party: &str, field: &'static str, problems: &mut Problems) -> Option<Box<str>> {
    if party.is_empty() {
        let description = "Required: the id of a participant or an ISO 3166-1 alpha-2 code.";
        problems.at(field).refuse(ErrorReason::FieldRequired, description);
        return None;
    }
    filter::party(party.to_owned(), problems.at(field))
}

/// Reads a party; without one, all are meant.
pub(in super::super) fn optional_party(
    party: &str,
    field: &'static str,
    problems: &mut Problems,
) -> Option<Box<str>> {
    if party.is_empty() { None } else { filter::party(party.to_owned(), problems.at(field)) }
}

/// Reads two parties, which are not the same.
pub(in super::super) fn two_parties(a: &str, b: &str, problems: &mut Problems) -> Option<[Box<str>; 2]> {
    let parties = [party(a, "a", problems)?, party(b, "b", problems)?];
    if a == b {
        let description = "The same as `a`; what is in force is in force between two.";
        problems.at("b").refuse(ErrorReason::BadValue, description);
    }
    Some(parties)
}

/// Reads how agreements may bind.
pub(in super::super) fn bindings(numbers: Vec<i32>, problems: &mut Problems) -> Vec<Binding> {
    parse::each(numbers, problems.at("bindings"), |number, at| {
        let known = match Binding::read(number) {
            Read::Known(binding) => Some(binding),
            Read::Unspecified | Read::NotSupported(_) | Read::Unknown => None,
        };
        filter::good(known, at, "Not a way of binding that this version knows.")
    })
}

/// Reads the code of an area; without one, all are meant.
pub(in super::super) fn area(code: &str, problems: &mut Problems) -> Option<Identifier> {
    let at = problems.at("area");
    if code.is_empty() {
        None
    } else {
        filter::good(Identifier::parse(code).ok(), at, "Not the code of an area.")
    }
}

/// Reads an agreement and a commission of it; without them, all are meant.
pub(in super::super) fn agreement_and_commission(
    agreement: &str,
    commission_id: &str,
    problems: &mut Problems,
) -> (Option<AgreementId>, Option<Identifier>) {
    let description = "Not the name of an agreement, `agreements/` and its id.";
    let named = match agreement {
        "" => None,
        name => filter::good(named_agreement(name), problems.at("agreement"), description),
    };
    let commission = match commission_id {
        "" => None,
        id => {
            let known = Identifier::parse(id).ok();
            filter::good(known, problems.at("commission_id"), "Not the id of a commission.")
        }
    };
    if agreement.is_empty() && !commission_id.is_empty() {
        let description = "Required with `commission_id`, which is unique in an agreement only.";
        problems.at("agreement").refuse(ErrorReason::FieldRequired, description);
    }
    (named, commission)
}

/// Reads how many days are looked ahead.
pub(in super::super) fn within_days(days: Option<i64>, default: u32, problems: &mut Problems) -> u32 {
    let Some(days) = days else { return default };
    let known = u32::try_from(days).ok().filter(|days| *days <= DAYS_AHEAD_MAX);
    if known.is_none() {
        let description = format!("{days} is no number of days here; 0 to {DAYS_AHEAD_MAX} are allowed.");
        problems.at("within_days").refuse(ErrorReason::BadValue, description);
    }
    known.unwrap_or(default)
}

/// Refuses a calendar that nobody could read.
pub(in super::super) fn too_much_for_a_calendar(items_max: usize, problems: &mut Problems) {
    let description = format!("More than {items_max} things are due in these days; ask for fewer days.");
    problems.at("within_days").refuse(ErrorReason::TooManyItems, description);
}

/// An agreement in force between two.
pub(in super::super) fn in_force_between(found: &InForceBetween) -> v1::InForceBetween {
    let [participant_a, participant_b] = found.force.participants.each_ref().map(ToString::to_string);
    v1::InForceBetween {
        agreement: Some(super::agreement(&found.version, &[], AgreementView::Basic)),
        in_force_from: Some(write::date(found.force.from)),
        in_force_until: found.force.until.map(write::date),
        text_version: write::count(found.version.agreement.text_version()),
        participant_a,
        participant_b,
    }
}

/// The session that a commission owes, as seen on a day on which it is overdue.
pub(in super::super) fn overdue_session(entry: &DueEntry, day: Date) -> Option<v1::OverdueSession> {
    let agreement = &entry.version.agreement;
    let commission = item_commission(agreement, &entry.item)?;
    let overdue_from = entry.item.overdue_from?;
    let due_by = entry.item.on;
    let planned = agreement.sessions().iter().find(|session| {
        session.spec.commission_id == *commission.id()
            && session.is_ordinary()
            && session.status == SessionStatus::Scheduled
    });
    let by_turn = || commission.due.as_ref().and_then(|due| due.host.as_ref());
    let host = planned.and_then(|session| session.spec.host.as_ref()).or_else(by_turn);
    Some(v1::OverdueSession {
        agreement: agreement_name(agreement.id()),
        reference: reference(agreement),
        commission_id: commission.id().to_string(),
        due_by: Some(write::date(due_by)),
        overdue_from: Some(write::date(overdue_from)),
        days_overdue: domain::days_between(due_by, day),
        days_past_grace: domain::days_between(overdue_from, day).saturating_add(1),
        session_id: planned.map(|session| session.id().to_string()).unwrap_or_default(),
        planned_from: planned.map(|session| write::date(session.planned.first())),
        host: host.map(ToString::to_string).unwrap_or_default(),
    })
}

/// An open action, as seen on a day.
pub(in super::super) fn open_action(entry: &DueEntry, day: Date) -> Option<v1::OpenAction> {
    let agreement = &entry.version.agreement;
    let kept = agreement.action(due_subject_id(&entry.item.subject)?)?;
    Some(v1::OpenAction {
        agreement: agreement_name(agreement.id()),
        reference: reference(agreement),
        action: Some(commission::action(agreement.id(), kept)),
        overdue: kept.is_overdue_on(day),
    })
}

/// Somebody's part in an agreement, as seen on a day.
pub(in super::super) fn participation(part: &Participation, day: Date) -> v1::AgreementParticipation {
    let agreement = &part.version.agreement;
    v1::AgreementParticipation {
        agreement: Some(super::agreement(&part.version, &[], AgreementView::Basic)),
        participant: Some(participant(agreement.id(), &part.participant)),
        due: next(agreement, day, |item| item.concerns(&part.participant)),
        offices: offices(agreement, &part.participant, day),
    }
}

fn offices(agreement: &Agreement, participant: &Participant, day: Date) -> Vec<v1::HeldOffice> {
    let active = agreement.commissions().iter();
    let active = active.filter(|commission| commission.status == CommissionStatus::Active);
    let held = active.flat_map(|commission| {
        let officers = commission.officers.iter().filter(|officer| {
            officer.spec.participant_id == participant.spec.participant_id && officer.is_in_office(day.into())
        });
        officers.map(|officer| v1::HeldOffice {
            commission_id: commission.id().to_string(),
            officer: Some(commission::officer(agreement.id(), officer)),
        })
    });
    held.collect()
}
