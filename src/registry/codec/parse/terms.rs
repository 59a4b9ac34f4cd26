//! The terms of an agreement.

use std::sync::Arc;

use super::{
    Field, Size, calendar_span, date_offset, dates::date_of_terms, each, enumeration_or, identifier,
    localized, optional_enumeration, optional_full_date, values::optional_language,
};
use crate::{
    domain::{
        Area, ConsentMode, EntryIntoForce, Participation, ProvisionalApplication, ReservationRule,
        SignatureRule, Subsistence, Term, Terms, Trigger, Withdrawal, WithdrawalRule,
    },
    proto::v1::{self, ErrorReason, term::Duration, trigger::Kind},
};

/// The terms as a whole.
pub fn terms(message: v1::Terms, mut at: Field<'_>) -> Terms {
    let participation =
        enumeration_or(message.participation, Participation::ClosedList, at.field("participation"));
    let signature_rule =
        enumeration_or(message.signature_rule, SignatureRule::AllListed, at.field("signature_rule"));
    let by_minimum = message.signature_rule == i32::from(v1::SignatureRule::Minimum);
    if message.signature_minimum != 0 && !by_minimum {
        let description = "A minimum goes with the signature rule MINIMUM only.";
        at.field("signature_minimum").refuse(ErrorReason::TermsInconsistent, description);
    }
    let consent_modes = consent_modes(message.consent_modes, at.field("consent_modes"));
    let entry_into_force = entry_into_force(message.entry_into_force, at.field("entry_into_force"));
    let provisional_application = enumeration_or(
        message.provisional_application,
        ProvisionalApplication::NotAllowed,
        at.field("provisional_application"),
    );
    let reservation_rule = enumeration_or(
        message.reservation_rule,
        ReservationRule::NotApplicable,
        at.field("reservation_rule"),
    );
    let term = term(message.term, at.field("term"));
    let withdrawal = withdrawal(message.withdrawal, at.field("withdrawal"));
    subsistence(message.subsistence, at.field("subsistence"));
    survives(message.survives, at.field("survives"));
    let prevailing_language =
        optional_language(&message.prevailing_language, at.field("prevailing_language"));
    let areas = each(message.areas, at.field("areas"), area).into();
    let terms = Terms {
        participation,
        full_powers_required: message.full_powers_required,
        signature_rule,
        consent_modes,
        entry_into_force,
        provisional_application,
        preparatory_body_allowed: message.preparatory_body_allowed,
        reservation_rule,
        term,
        withdrawal,
        prevailing_language,
        areas,
    };
    if !at.is_stored() {
        for field in terms.inconsistencies() {
            let description = "This contradicts the rest of the terms.";
            at.field(field.path()).refuse(ErrorReason::TermsInconsistent, description);
        }
    }
    terms
}

fn consent_modes(numbers: Vec<i32>, mut at: Field<'_>) -> Arc<[ConsentMode]> {
    if numbers.is_empty() {
        at.left_to_default();
        return Terms::default().consent_modes;
    }
    let read = |number, mut at: Field<'_>| {
        if number == 0 {
            at.refuse(ErrorReason::BadValue, "No mode of consent; leave it out.");
        }
        optional_enumeration(number, at)
    };
    let mut modes: Vec<ConsentMode> = each(numbers, at, read);
    // With one mode, whatever is repeated stands next to itself.
    modes.dedup();
    modes.into()
}

fn entry_into_force(message: Option<v1::EntryIntoForce>, mut at: Field<'_>) -> EntryIntoForce {
    let Some(message) = message else {
        at.left_to_default();
        return EntryIntoForce::default();
    };
    EntryIntoForce {
        trigger: trigger(message.trigger, at.field("trigger")),
        offset: date_offset(message.offset, at.field("offset")),
        later_offset: date_offset(message.later_offset, at.field("later_offset")),
        not_before: optional_full_date(message.not_before, at.field("not_before")),
    }
}

/// What has to happen before entry into force.
pub(super) fn trigger(message: Option<v1::Trigger>, mut at: Field<'_>) -> Trigger {
    let usual = Trigger::AllSigned;
    match message.and_then(|message| message.kind) {
        None => {
            at.left_to_default();
            usual
        }
        Some(Kind::AllSigned(v1::AllSigned {})) => Trigger::AllSigned,
        Some(Kind::Date(date)) => date_of_terms(date, at.field("date")).map_or(usual, Trigger::Date),
        Some(Kind::Count(_)) => {
            not_supported(at.field("count"), "ALL_SIGNED and DATE");
            usual
        }
        Some(Kind::AllOf(_)) => {
            not_supported(at.field("all_of"), "ALL_SIGNED and DATE");
            usual
        }
        Some(Kind::AnyOf(_)) => {
            not_supported(at.field("any_of"), "ALL_SIGNED and DATE");
            usual
        }
    }
}

fn term(message: Option<v1::Term>, mut at: Field<'_>) -> Term {
    match message.and_then(|message| message.duration) {
        None => at.left_to_default(),
        Some(Duration::Indefinite(v1::Indefinite {})) => {}
        Some(Duration::Fixed(_)) => not_supported(at.field("fixed"), "an indefinite term"),
        Some(Duration::Until(_)) => not_supported(at.field("until"), "an indefinite term"),
    }
    Term::Indefinite
}

fn withdrawal(message: Option<v1::Withdrawal>, mut at: Field<'_>) -> Withdrawal {
    let Some(message) = message else {
        at.left_to_default();
        return Withdrawal::default();
    };
    let rule = enumeration_or(message.rule, WithdrawalRule::Allowed, at.field("rule"));
    let lock = calendar_span(message.lock, at.field("lock"));
    let notice = date_offset(message.notice, at.field("notice"));
    if at.is_stored() { Withdrawal { rule, lock, notice } } else { Withdrawal::new(rule, lock, notice) }
}

fn subsistence(message: Option<v1::Subsistence>, mut at: Field<'_>) {
    let Subsistence { parties_min, grace_days } = Terms::SUBSISTENCE;
    let Some(message) = message else { return at.left_to_default() };
    if message.parties_min != 0 && u64::try_from(message.parties_min) != Ok(parties_min) {
        not_supported(at.field("parties_min"), "two parties");
    }
    if u64::try_from(message.grace_days) != Ok(grace_days) {
        not_supported(at.field("grace_days"), "no days of grace");
    }
}

fn survives(survives: Option<bool>, mut at: Field<'_>) {
    match survives {
        None => at.left_to_default(),
        Some(Terms::SURVIVES) => {}
        Some(_) => not_supported(at, "rights and duties that outlive the agreement"),
    }
}

fn not_supported(mut at: Field<'_>, supported: &str) {
    let description = format!("This version has no rules for it yet; it has them for {supported}.");
    at.refuse(ErrorReason::TermsNotSupported, description);
}

fn area(message: v1::Area, mut at: Field<'_>) -> Option<Area> {
    let code = identifier(&message.code, at.field("code"));
    let label = localized(message.label, Size::Name, at.field("label"));
    Some(Area { code: code?, label })
}
