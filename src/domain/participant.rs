//! Who takes part in an agreement, and how far it has come.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    ids::Identifier,
    signature::Signature,
    values::{CountryCode, LocalizedText},
    withdrawal::PendingWithdrawal,
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

impl ParticipantSpec {
    /// Whether somebody means this participant by a name: its id, or the code of its state.
    pub fn is_called(&self, party: &str) -> bool {
        self.participant_id.as_str() == party || self.state.is_some_and(|state| state.as_str() == party)
    }
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
    /// The revision at which it came onto the list.
    pub invited_at_revision: u64,
    /// The day on which it was invited, as far as it is known.
    pub invited_on: Date,
    /// Its signature.
    pub signature: Option<Arc<Signature>>,
    /// The revision at which its signature was recorded; tells the order of signatures of one day.
    pub signed_at_revision: Option<u64>,
    /// The day on which it consented to be bound.
    pub consented_on: Option<Date>,
    /// The revision at which that consent was recorded.
    pub consented_at_revision: Option<u64>,
    /// The day since which the agreement is in force for it, or was.
    pub in_force_from: Option<Date>,
    /// The withdrawal that it has notified.
    pub withdrawal: Option<PendingWithdrawal>,
    /// The first day on which it was no longer bound, after a withdrawal.
    pub withdrew_on: Option<Date>,
}

/// How far a participant has come (VCLT article 2(1)(e) to (g); domain §5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParticipantStatus {
    /// It may sign.
    Eligible,
    /// It has signed, but the signature waits for confirmation (VCLT article 12(2)(b)).
    SignedAdReferendum,
    /// It has signed, and its consent will come by an instrument (VCLT article 14).
    Signatory,
    /// It has consented to be bound.
    Contracting,
    /// It is bound, and the agreement is in force for it.
    Party,
    /// It is a party that has given notice that it leaves.
    Withdrawing,
    /// It was a party and has left.
    Withdrawn,
    /// It has said that it will not sign.
    Declined,
}

impl ParticipantStatus {
    /// Whether its signature counts for the signature rule, or did.
    pub fn has_signed(self) -> bool {
        match self {
            Self::Signatory | Self::Contracting | Self::Party | Self::Withdrawing | Self::Withdrawn => true,
            Self::Eligible | Self::SignedAdReferendum | Self::Declined => false,
        }
    }

    /// Whether it has consented to be bound and has not left.
    pub fn has_consented(self) -> bool {
        match self {
            Self::Contracting | Self::Party | Self::Withdrawing => true,
            Self::Eligible
            | Self::SignedAdReferendum
            | Self::Signatory
            | Self::Withdrawn
            | Self::Declined => false,
        }
    }

    /// Whether the agreement is in force for it; during the notice of its withdrawal it still is.
    pub fn is_party(self) -> bool {
        match self {
            Self::Party | Self::Withdrawing => true,
            Self::Eligible
            | Self::SignedAdReferendum
            | Self::Signatory
            | Self::Contracting
            | Self::Withdrawn
            | Self::Declined => false,
        }
    }
}
