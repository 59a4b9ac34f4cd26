//! Where in its life an agreement is.

/// Where in its life an agreement is (domain §5.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// There is none yet.
    Undrafted,
    /// Text and terms may change.
    Draft,
    /// The text is adopted, but not open.
    Frozen,
    /// It can be signed, and the signature rule is not met.
    Open,
    /// The signature rule is met.
    Signed,
    /// It is in force.
    InForce,
    /// It was given up before that; an end.
    Abandoned,
    /// It was ended by its parties, or too few remained; an end.
    Terminated,
    /// Its term was over; an end.
    Expired,
    /// A later agreement replaced it; an end.
    Superseded,
}

impl Status {
    /// Whether it is an end: never left again (invariant I3).
    pub fn is_end(self) -> bool {
        match self {
            Self::Abandoned | Self::Terminated | Self::Expired | Self::Superseded => true,
            Self::Undrafted | Self::Draft | Self::Frozen | Self::Open | Self::Signed | Self::InForce => false,
        }
    }
}

/// The life of an agreement in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Signatures are missing.
    Drafted,
    /// The signature rule was met.
    Signed,
    /// It is in force and was evaluated.
    Evaluated,
}
