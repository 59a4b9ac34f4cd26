//! Chance that comes again with its seed.

use std::hash::{BuildHasher, Hasher, RandomState};

/// Numbers by chance.
#[derive(Clone, Debug)]
pub(crate) struct Dice(fastrand::Rng);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0.u64(..)
    }

    /// A number below `end`, which is not zero.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0.u64(..end)
    }

    /// The same for an index.
    pub(crate) fn index(&mut self, len: usize) -> usize {
        self.0.usize(..len)
    }

    /// Whether one throw in so many hits.
    pub(crate) fn one_in(&mut self, throws: u64) -> bool {
        self.below(throws) == 0
    }
}

/// The number in this variable of the environment, if it is set.
pub(crate) fn setting(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok().filter(|text| !text.is_empty())?;
    Some(text.parse().unwrap_or_else(|_| panic!("{variable} has to be a whole number, not {text}")))
}

/// The seed in this variable, or one that nobody has chosen.
pub(crate) fn seed(variable: &str) -> u64 {
    // Small enough to be typed again.
    setting(variable).unwrap_or_else(|| RandomState::new().build_hasher().finish() >> 32)
}
