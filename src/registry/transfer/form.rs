//! The lines of an export.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use crate::journal::Identity;

/// The version of the form.
pub(super) const FORM: u64 = 1;

/// What every version of the form begins with.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AnyForm {
    pub(super) depositary_journal: u64,
}

/// The first line.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Beginning<'a> {
    pub(super) depositary_journal: u64,
    #[serde(borrow)]
    pub(super) journal_id: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) end: Cow<'a, str>,
}

/// The line of a record.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordLine<'a> {
    #[serde(borrow)]
    pub(super) position: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) record: &'a RawValue,
    #[serde(borrow)]
    pub(super) bytes: Cow<'a, str>,
}

/// The last line.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct End<'a> {
    #[serde(borrow)]
    pub(super) end: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) sha256: Cow<'a, str>,
}

/// The digest over a journal, record by record.
pub(super) struct JournalDigest(Sha256);

impl JournalDigest {
    pub(super) fn of(identity: Identity) -> Self {
        Self(Sha256::new_with_prefix(identity.as_uuid()))
    }

    /// With the digest of each record and not with its bytes, so that it matters where one ends and the next begins.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.0.update(Sha256::digest(bytes));
    }

    pub(super) fn hexadecimal(self) -> String {
        hex::encode(self.0.finalize())
    }
}
