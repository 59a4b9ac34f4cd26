//! The terms of an agreement.

mod life;

use std::{num::NonZeroU32, sync::Arc};

pub(super) use self::life::trigger;
use super::{
    Field, Size, each, enumeration_or, identifier, localized, optional_enumeration, values::optional_language,
};
use crate::{
    domain::{
        Area, ConsentMode, Participation, ProvisionalApplication, ReservationRule, SignatureRule,
        Subsistence, Terms, TermsField,
    },
    proto::v1::{self, ErrorReason},
};

/// The signature rules that have rules of their own.
const SIGNATURE_RULES: &str = "ALL_LISTED and MINIMUM";

/// The terms as a whole.
pub fn terms(message: v1::Terms, mut at: Field<'_>) -> Terms {
    let found_before = at.found();
    let participation =
        enumeration_or(message.participation, Participation::ClosedList, at.field("participation"));
    let signature_rule = signature_rule(message.signature_rule, message.signature_minimum, at.again());
    let consent_modes = consent_modes(message.consent_modes, at.field("consent_modes"));
    let entry_into_force = life::entry_into_force(message.entry_into_force, at.field("entry_into_force"));
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
    let term = life::term(message.term, at.field("term"));
    let withdrawal = life::withdrawal(message.withdrawal, at.field("withdrawal"));
    subsistence(message.subsistence, at.field("subsistence"));
    survives(message.survives, at.field("survives"));
    let prevailing_language =
        optional_language(&message.prevailing_language, at.field("prevailing_language"));
    let areas = each(message.areas, at.field("areas"), area).into();
    let renewal = life::renewal(message.renewal, at.field("renewal"));
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
        renewal,
        withdrawal,
        prevailing_language,
        areas,
    };
    if !at.is_stored() {
        // What stands in for a refused value may contradict what was said.
        let sound = at.found() == found_before;
        let is_said = |field: &TermsField| match field {
            TermsField::Trigger | TermsField::Renewal => sound,
            TermsField::SignatureMinimum
            | TermsField::WithdrawalLock
            | TermsField::WithdrawalNotice
            | TermsField::PrevailingLanguage
            | TermsField::Areas => true,
        };
        for field in terms.inconsistencies().into_iter().filter(is_said) {
            let description = "This contradicts the rest of the terms.";
            at.field(field.path()).refuse(ErrorReason::TermsInconsistent, description);
        }
    }
    terms
}

fn signature_rule(rule: i32, minimum: i64, mut at: Field<'_>) -> SignatureRule {
    let known = v1::SignatureRule::try_from(rule);
    let by_minimum = known == Ok(v1::SignatureRule::Minimum);
    let counted = u32::try_from(minimum).ok().and_then(NonZeroU32::new);
    let mut at_rule = at.field("signature_rule");
    match known {
        Ok(v1::SignatureRule::AllListed | v1::SignatureRule::Minimum) => {}
        Ok(v1::SignatureRule::Unspecified) => at_rule.left_to_default(),
        Ok(v1::SignatureRule::None) => not_supported(at_rule, SIGNATURE_RULES),
        Err(_) => {
            let description = format!("{rule} is no value here; allowed are {SIGNATURE_RULES}.");
            at_rule.refuse(ErrorReason::BadValue, description);
        }
    }
    let mut at_minimum = at.field("signature_minimum");
    match counted {
        Some(minimum) if by_minimum => return SignatureRule::Minimum(minimum),
        None if by_minimum => {
            let description = format!("Out of range for the rule MINIMUM; 1 to {} are allowed.", u32::MAX);
            at_minimum.refuse(ErrorReason::TermsInconsistent, description);
        }
        Some(_) | None => {
            if minimum != 0 {
                let description = "A minimum goes with the signature rule MINIMUM only.";
                at_minimum.refuse(ErrorReason::TermsInconsistent, description);
            }
        }
    }
    SignatureRule::AllListed
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
    let mut modes: Vec<ConsentMode> = Vec::new();
    for mode in each(numbers, at, read) {
        if !modes.contains(&mode) {
            modes.push(mode);
        }
    }
    modes.into()
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
