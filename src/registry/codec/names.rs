//! The names of agreements, which stand in messages of requests and of records alike.

use crate::domain::AgreementId;

/// What the name of an agreement has before its id.
pub const AGREEMENTS: &str = "agreements/";

/// The name of an agreement.
pub fn agreement_name(id: &AgreementId) -> String {
    format!("{AGREEMENTS}{id}")
}

/// The id in the name of an agreement, if it is one.
pub fn named_agreement(name: &str) -> Option<AgreementId> {
    AgreementId::parse(name.strip_prefix(AGREEMENTS)?).ok()
}
