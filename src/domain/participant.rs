//! Who takes part in an agreement, and how far it has come.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    ids::Identifier,
    signature::Signature,
    values::{CountryCode, LocalizedText},
};

/// Who a participant is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantSpec {
    /// The id; it means the same party in every agreement of a register (D2).
    pub participant_id: Identifier,
    /// What kind of body it is.
    pub kind: ParticipantKind,
    /// Its name.
    pub name: LocalizedText,
    /// The state it is or belongs to.
    pub state: Option<CountryCode>,
    /// For whom it takes part.
    pub on_behalf_of: Option<Box<str>>,
    /// The groups it belongs to.
    pub groups: Box<[Box<str>]>,
    /// Whether its consent is counted; [`ParticipantKind::counts`] unless said otherwise.
    pub counts: bool,
}

/// What kind of body a participant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParticipantKind {
    /// A state.
    State,
    /// A government.
    Government,
    /// A ministry or another part of a government.
    Agency,
    /// An organisation of states.
    InternationalOrganisation,
    /// An organisation of regional economic integration.
    Reio,
    /// A part of a state.
    Subnational,
    /// A company.
    Company,
    /// Any other organisation.
    Organisation,
}

impl ParticipantKind {
    /// Whether the consent of such a body is counted where nothing is said: that of an integration organisation is
    /// not counted beside those of its members (UNTOC article 38).
    pub fn counts(self) -> bool {
        match self {
            Self::State
            | Self::Government
            | Self::Agency
            | Self::InternationalOrganisation
            | Self::Subnational
            | Self::Company
            | Self::Organisation => true,
            Self::Reio => false,
        }
    }
}

/// A participant and what it has done so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Who it is.
    pub spec: Arc<ParticipantSpec>,
    /// How far it has come.
    pub status: ParticipantStatus,
    /// Its signature.
    pub signature: Option<Arc<Signature>>,
    /// The revision at which its signature was recorded; tells the order of signatures of one day.
    pub signed_at_revision: Option<u64>,
    /// The day on which it consented to be bound.
    pub consented_on: Option<Date>,
    /// The day since which the agreement is in force for it.
    pub in_force_from: Option<Date>,
}

/// How far a participant has come (VCLT article 2(1)(e) to (g)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParticipantStatus {
    /// It may sign.
    Eligible,
    /// It has signed, but the signature waits for confirmation (VCLT article 12(2)(b)).
    SignedAdReferendum,
    /// It has consented to be bound.
    Contracting,
    /// It is bound, and the agreement is in force for it.
    Party,
}
