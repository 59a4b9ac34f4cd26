//! What does not fit to the terms, or to what was recorded before.

use super::{
    super::Refused,
    about::{About, EVALUATION, INDICATOR},
};
use crate::domain::{Identifier, TermsField};

pub(super) fn terms_inconsistent(about: About<'_>, fields: &[TermsField]) -> Refused {
    let said = "the terms contradict each other or the agreement";
    let paths = fields.iter().rev().map(|field| format!("terms.{}", field.path()));
    paths.fold(about.refused(said), |refusal, path| refusal.field(&path))
}

pub(super) fn stale_version(about: About<'_>, version: u64, current_version: u64) -> Refused {
    about
        .refused(format!("version {version} does not follow the present version {current_version}"))
        .with("version", version)
        .with("current_version", current_version)
}

pub(super) fn stale_value(about: About<'_>, target_revision: u64, field: &str) -> Refused {
    about
        .refused(format!("what is known of {field} in event {target_revision} is not old_value"))
        .with("field", field)
        .with("target_revision", target_revision)
}

pub(super) fn field_not_correctable(about: About<'_>, target_revision: u64, field: &str) -> Refused {
    about
        .unfulfilled(format!("{field} in event {target_revision} cannot be corrected"))
        .with("field", field)
        .with("target_revision", target_revision)
}

pub(super) fn period_overlap(about: About<'_>, evaluation_id: &Identifier) -> Refused {
    let name = about.name(EVALUATION, evaluation_id);
    about.unfulfilled(format!("{name} has looked at part of the period already")).with("evaluation", name)
}

pub(super) fn indicator_retired(about: About<'_>, indicator_id: &Identifier) -> Refused {
    let name = about.name(INDICATOR, indicator_id);
    about.unfulfilled(format!("{name} is retired and takes no new targets")).with("indicator", name)
}
