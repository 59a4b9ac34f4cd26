//! Why an agreement ends, and how far a later one replaces it.

/// Why an agreement was terminated (VCLT articles 54 to 62).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TerminationGround {
    /// All parties wanted it.
    #[default]
    Consent,
    /// A party had left, and too few remained. Said by the service alone.
    Denunciation,
    /// There were too few parties for too long. Said by the service alone.
    Subsistence,
    /// It was broken (VCLT article 60).
    Breach,
    /// It can no longer be performed (VCLT article 61).
    Impossibility,
    /// Circumstances have changed (VCLT article 62).
    ChangeOfCircumstances,
    /// By its own terms.
    Terms,
}

/// How far a later agreement replaces an earlier one (VCLT articles 30 and 59).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SupersessionScope {
    /// The whole.
    #[default]
    Full,
    /// A part; the rest goes on.
    Partial,
}
