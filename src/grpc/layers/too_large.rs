//! Recognises how tonic refuses a request that is too large.
//!
//! tonic answers OUT_OF_RANGE, which in this API says that a position lies in the future. It has no hook for this
//! refusal and no type either, only the text below (tonic 0.14.9, `codec/decode.rs`); a test sends a request
//! that is too large, and fails when the text changes.

use http::{HeaderMap, HeaderValue};
use tonic::{Code, Status};

/// The limit in bytes, when the answer is tonic's refusal of a request that is too large.
pub(super) fn limit(headers: &HeaderMap) -> Option<usize> {
    // Nearly every answer leaves here: it succeeded, or was refused for another reason.
    if headers.get(Status::GRPC_STATUS).map(HeaderValue::as_bytes) != Some(b"11") {
        return None;
    }
    let status = Status::from_header_map(headers)?;
    // Refusals of our own carry details.
    if status.code() != Code::OutOfRange || !status.details().is_empty() {
        return None;
    }
    let text = status.message().strip_prefix("Error, decoded message length too large: found ")?;
    let (_, limit) = text.split_once("the limit is: ")?;
    limit.strip_suffix(" bytes")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(status: Status) -> HeaderMap {
        status.into_http::<()>().into_parts().0.headers
    }

    #[test]
    fn only_the_refusal_of_tonic_counts() {
        let text = "Error, decoded message length too large: found 5000 bytes, the limit is: 4096 bytes";
        assert_eq!(limit(&headers(Status::out_of_range(text))), Some(4096));
        assert_eq!(limit(&headers(Status::internal(text))), None);
        assert_eq!(limit(&headers(Status::out_of_range("position 9 is in the future"))), None);
        assert_eq!(limit(&headers(Status::ok(""))), None);
    }
}
