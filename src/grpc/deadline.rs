//! How long a caller is willing to wait.

use std::time::Duration;

use http::HeaderMap;
use tokio::time::Instant;

/// When the caller stops waiting; an extension of every request that has such a time.
///
/// A service may drop a command whose deadline has passed before it is decided, never after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline(pub Instant);

/// The deadline of a request that came now: what its `grpc-timeout` says, and no longer than `longest`.
///
/// A header that cannot be read counts as none, as in tonic, so that a careless client still gets an answer.
pub(super) fn of(headers: &HeaderMap, arrived: Instant, longest: Option<Duration>) -> Option<Deadline> {
    let asked = headers.get("grpc-timeout").and_then(|value| parse(value.as_bytes()));
    let wait = match (asked, longest) {
        (Some(asked), Some(longest)) => asked.min(longest),
        (Some(wait), None) | (None, Some(wait)) => wait,
        (None, None) => return None,
    };
    // A sum beyond what an instant can hold is so far away that it limits nothing.
    arrived.checked_add(wait).map(Deadline)
}

/// One to eight digits and a unit, as "gRPC over HTTP2" defines `grpc-timeout`.
fn parse(text: &[u8]) -> Option<Duration> {
    let (unit, digits) = text.split_last()?;
    if digits.is_empty() || digits.len() > 8 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let count = digits.iter().fold(0_u64, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    match unit {
        b'H' => Some(Duration::from_secs(count * 60 * 60)),
        b'M' => Some(Duration::from_secs(count * 60)),
        b'S' => Some(Duration::from_secs(count)),
        b'm' => Some(Duration::from_millis(count)),
        b'u' => Some(Duration::from_micros(count)),
        b'n' => Some(Duration::from_nanos(count)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_is_digits_and_a_unit() {
        assert_eq!(parse(b"2H"), Some(Duration::from_secs(7200)));
        assert_eq!(parse(b"3M"), Some(Duration::from_secs(180)));
        assert_eq!(parse(b"15S"), Some(Duration::from_secs(15)));
        assert_eq!(parse(b"250m"), Some(Duration::from_millis(250)));
        assert_eq!(parse(b"7u"), Some(Duration::from_micros(7)));
        assert_eq!(parse(b"0n"), Some(Duration::ZERO));
        assert_eq!(parse(b"99999999H"), Some(Duration::from_secs(99_999_999 * 3600)));
    }

    #[test]
    fn anything_else_is_no_timeout() {
        for text in ["", "S", "5", "5s", "-1S", "1.5S", "123456789S", " 1S", "1 S"] {
            assert_eq!(parse(text.as_bytes()), None, "{text:?}");
        }
    }

    #[test]
    fn the_shorter_of_wish_and_limit_holds() {
        let now = Instant::now();
        let mut headers = HeaderMap::new();
        let limit = Some(Duration::from_secs(30));
        assert_eq!(of(&headers, now, None), None);
        assert_eq!(of(&headers, now, limit), Some(Deadline(now + Duration::from_secs(30))));
        headers.insert("grpc-timeout", "10S".parse().unwrap());
        assert_eq!(of(&headers, now, None), Some(Deadline(now + Duration::from_secs(10))));
        assert_eq!(of(&headers, now, limit), Some(Deadline(now + Duration::from_secs(10))));
        headers.insert("grpc-timeout", "2M".parse().unwrap());
        assert_eq!(of(&headers, now, limit), Some(Deadline(now + Duration::from_secs(30))));
    }
}
