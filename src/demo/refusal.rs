//! A refusal, as the service says it and as the story does.

use std::{collections::BTreeMap, fmt};

use tonic::{Code, Status};
use tonic_types::StatusExt;

use super::file::RefusalFile;

/// Code, reason and metadata; the reason is empty where a status gives none.
#[derive(Debug)]
pub(super) struct Refusal {
    code: String,
    reason: String,
    metadata: BTreeMap<String, String>,
}

impl Refusal {
    /// What a status says.
    pub(super) fn of(status: &Status) -> Self {
        let (reason, metadata) = match status.get_details_error_info() {
            Some(info) => (info.reason, info.metadata.into_iter().collect()),
            None => (String::new(), BTreeMap::new()),
        };
        Self { code: code(status.code()).to_owned(), reason, metadata }
    }

    /// Where `actual` is not this one.
    pub(super) fn difference(&self, actual: &Self) -> Option<String> {
        if (&self.code, &self.reason) != (&actual.code, &actual.reason) {
            return Some(format!("it is refused with {actual}, and not with {self} as the story says"));
        }
        self.metadata.iter().find_map(|(key, expected)| {
            let actual = actual.metadata.get(key).map_or("", String::as_str);
            (expected != actual)
                .then(|| format!("{key} of {self} is `{actual}`, and not `{expected}` as the story says"))
        })
    }
}

impl From<&RefusalFile> for Refusal {
    fn from(written: &RefusalFile) -> Self {
        let RefusalFile { code, reason, metadata } = written;
        Self { code: code.clone(), reason: reason.clone(), metadata: metadata.clone() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let space = if self.reason.is_empty() { "" } else { " " };
        write!(formatter, "{}{space}{}", self.code, self.reason)
    }
}

/// A code as gRPC writes it.
pub(super) fn code(code: Code) -> &'static str {
    match code {
        Code::Ok => "OK",
        Code::Cancelled => "CANCELLED",
        Code::Unknown => "UNKNOWN",
        Code::InvalidArgument => "INVALID_ARGUMENT",
        Code::DeadlineExceeded => "DEADLINE_EXCEEDED",
        Code::NotFound => "NOT_FOUND",
        Code::AlreadyExists => "ALREADY_EXISTS",
        Code::PermissionDenied => "PERMISSION_DENIED",
        Code::ResourceExhausted => "RESOURCE_EXHAUSTED",
        Code::FailedPrecondition => "FAILED_PRECONDITION",
        Code::Aborted => "ABORTED",
        Code::OutOfRange => "OUT_OF_RANGE",
        Code::Unimplemented => "UNIMPLEMENTED",
        Code::Internal => "INTERNAL",
        Code::Unavailable => "UNAVAILABLE",
        Code::DataLoss => "DATA_LOSS",
        Code::Unauthenticated => "UNAUTHENTICATED",
    }
}
