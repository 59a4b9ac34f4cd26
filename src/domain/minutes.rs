//! The record of a session, signed by the heads of its sections.

use std::sync::Arc;

use super::{
    dates::PartialDate,
    header::Classification,
    ids::Identifier,
    values::{Digest, LanguageTag},
};

/// Minutes, known by their digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// The digest of their bytes.
    pub digest: Digest,
    /// How many originals there are.
    pub originals: u32,
    /// The languages they are in.
    pub languages: Box<[LanguageTag]>,
    /// Who may read them; left out in a command, who may read the agreement. In an event it is always there.
    pub classification: Option<Classification>,
}

/// Minutes and who has signed them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmittedMinutes {
    /// The minutes.
    pub minutes: Arc<Minutes>,
    /// The day on which they were submitted.
    pub submitted_on: PartialDate,
    /// Who has signed, one a section, in the order of the record. All are over the digest of the minutes.
    pub signatures: Vec<MinutesSignature>,
}

impl SubmittedMinutes {
    /// The signature for a section.
    pub fn signature_of(&self, participant_id: &Identifier) -> Option<&MinutesSignature> {
        self.signatures.iter().find(|signature| signature.participant_id == *participant_id)
    }
}

/// A signature under minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutesSignature {
    /// For which section.
    pub participant_id: Identifier,
    /// Whose hand it was; none for a deputy who is no officer.
    pub officer_id: Option<Identifier>,
    /// The officer whose deputy signed.
    pub acting_for: Option<Identifier>,
    /// The day.
    pub signed_on: PartialDate,
}
