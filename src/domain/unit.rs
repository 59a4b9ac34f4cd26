//! What an indicator is counted in, and how often it is measured.

use std::{fmt, sync::Arc};

use jiff::{Span, civil::Date, fmt::temporal::SpanParser};

use super::{dates::span_after, values::Invalid};

/// A unit: a currency by its code of ISO 4217, `%`, `1` for bare numbers, or a code of UCUM.
///
/// A code is 1 to 20 printable ASCII characters without spaces; whether it is listed anywhere is not looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit(Arc<str>);

impl Unit {
    /// The longest code, in characters.
    pub const LENGTH_MAX: usize = 20;
    /// Parts of a hundred.
    pub const PER_CENT: &'static str = "%";
    /// Nothing but the number.
    pub const NUMBER: &'static str = "1";

    /// Reads a code.
    pub fn parse(code: &str) -> Result<Self, Invalid> {
        let printable = code.bytes().all(|byte| byte.is_ascii_graphic());
        if printable && (1..=Self::LENGTH_MAX).contains(&code.len()) {
            Ok(Self(code.into()))
        } else {
            Err(Invalid::BadUnit)
        }
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How often an indicator is measured: a duration of ISO 8601 such as `P1Y`, kept as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Periodicity(Arc<str>);

impl Periodicity {
    /// The longest text, in characters.
    const LENGTH_MAX: usize = 40;

    /// Reads a duration; it has some length.
    pub fn parse(duration: &str) -> Result<Self, Invalid> {
        let span = parse(duration).ok_or(Invalid::BadValue)?;
        if span.is_positive() && duration.len() <= Self::LENGTH_MAX {
            Ok(Self(duration.into()))
        } else {
            Err(Invalid::BadValue)
        }
    }

    /// The duration as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first day of the next time, if one begins on a day; at least a day later.
    pub fn after(&self, from: Date) -> Date {
        // INVARIANT: the text was parsed before.
        span_after(from, parse(&self.0).unwrap_or_default())
    }
}

fn parse(duration: &str) -> Option<Span> {
    SpanParser::new().parse_span(duration).ok()
}

impl fmt::Display for Periodicity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
