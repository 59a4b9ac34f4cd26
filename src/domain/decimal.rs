//! Numbers as people write them: kept as given, compared by what they mean, never rounded.

use std::{cmp::Ordering, fmt};

use num_bigint::{BigInt, Sign};

use super::values::Invalid;

/// A decimal number: `-?digits(.digits)?`, at most 30 digits.
///
/// Two are equal if they are written alike, because a measured 1.0 says another thing than a measured 1.00;
/// [`Decimal::compare`] looks at what they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal(Box<str>);

impl Decimal {
    /// The most digits, before and after the point together.
    pub const DIGITS_MAX: usize = 30;

    /// Reads a number.
    pub fn parse(number: &str) -> Result<Self, Invalid> {
        let parts = Parts::of(number);
        let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let well_formed = is_digits(parts.whole) && parts.fraction.is_none_or(is_digits);
        let length = parts.whole.len() + parts.fraction.map_or(0, str::len);
        if well_formed && length <= Self::DIGITS_MAX {
            Ok(Self(number.into()))
        } else {
            Err(Invalid::BadValue)
        }
    }

    /// The number as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Which of two numbers is greater.
    pub fn compare(&self, other: &Self) -> Ordering {
        let (one, other) = (Parts::of(&self.0), Parts::of(&other.0));
        match (one.is_negative(), other.is_negative()) {
            (false, false) => one.compare_size(&other),
            (true, true) => other.compare_size(&one),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }

    /// How the change from a base to this number compares with another change.
    pub(super) fn compare_change(&self, base: &Self, change: &Self) -> Ordering {
        (self.scaled() - base.scaled()).cmp(&change.scaled())
    }

    /// How the change from a base to this number compares with so many per cent of the size of the base; none if that is
    /// zero.
    pub(super) fn compare_change_in_per_cent(&self, base: &Self, per_cent: &Self) -> Option<Ordering> {
        let base = base.scaled();
        if base.sign() == Sign::NoSign {
            return None;
        }
        let size = BigInt::from(base.magnitude().clone());
        // Both sides times the base, instead of a division that would have to be rounded.
        let change: BigInt = (self.scaled() - base) * 100;
        Some((change * BigInt::from(10).pow(Self::SCALE)).cmp(&(per_cent.scaled() * size)))
    }

    /// So many digits after the point a number has at most.
    const SCALE: u32 = Self::DIGITS_MAX as u32;

    /// The number times `10^SCALE`: always whole.
    fn scaled(&self) -> BigInt {
        let Parts { minus, whole, fraction } = Parts::of(&self.0);
        let sign = if minus { "-" } else { "" };
        let (fraction, scale) = (fraction.unwrap_or_default(), Self::DIGITS_MAX);
        // INVARIANT: there are only digits, and the fraction is not longer than the scale.
        format!("{sign}{whole}{fraction:0<scale$}").parse().unwrap_or_default()
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a number is written with.
struct Parts<'a> {
    minus: bool,
    whole: &'a str,
    fraction: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(number: &'a str) -> Self {
        let (minus, digits) = match number.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, number),
        };
        match digits.split_once('.') {
            Some((whole, fraction)) => Self { minus, whole, fraction: Some(fraction) },
            None => Self { minus, whole: digits, fraction: None },
        }
    }

    /// The digits before and after the point, without the zeros that mean nothing.
    fn digits(&self) -> (&'a str, &'a str) {
        let fraction = self.fraction.unwrap_or_default();
        (self.whole.trim_start_matches('0'), fraction.trim_end_matches('0'))
    }

    /// Zero is not negative, whatever stands before it.
    fn is_negative(&self) -> bool {
        self.minus && self.digits() != ("", "")
    }

    fn compare_size(&self, other: &Self) -> Ordering {
        let ((whole, fraction), (other_whole, other_fraction)) = (self.digits(), other.digits());
        // Without zeros before it the longer whole is greater. A fraction that goes on after another one is, too,
        // because it does not end in zeros: so the order of letters is that of numbers.
        let by_whole = whole.len().cmp(&other_whole.len()).then_with(|| whole.cmp(other_whole));
        by_whole.then_with(|| fraction.cmp(other_fraction))
    }
}
