//! Why a journal could not be exported or imported.

use std::io;

use super::{FillError, LINE_BYTES_MAX, SourceError};
use crate::{
    journal::Position,
    registry::codec::{DecodeError, JsonError},
};

/// Why a journal could not be exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The journal cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The text cannot be written.
    #[error("the export cannot be written: {0}")]
    Write(#[from] io::Error),
    /// There is no JSON of the record.
    #[error("the record at position {position} cannot be exported: {cause}")]
    Record {
        /// Where the record stands.
        position: Position,
        /// Why there is none.
        cause: JsonError,
    },
    /// The line of the record is longer than an import would read.
    #[error(
        "the record at position {position} cannot be exported: its line has more than {} bytes",
        LINE_BYTES_MAX
    )]
    TooLong {
        /// Where the record stands.
        position: Position,
    },
    /// No record can be exported.
    #[error(transparent)]
    Form(JsonError),
}

/// Why a journal could not be imported. Whatever was appended until then is of no use.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A line is not what an export has there.
    #[error("line {number}: {what}")]
    Line {
        /// The number of the line, from 1.
        number: u64,
        /// What is wrong with it.
        what: BadLine,
    },
    /// The export cannot be read.
    #[error("the export cannot be read after line {after}: {error}")]
    Read {
        /// The last line that was read.
        after: u64,
        /// What the system said.
        error: io::Error,
    },
    /// The journal into which it should go did not take the records.
    #[error(transparent)]
    Fill(#[from] FillError),
    /// No record can be imported.
    #[error(transparent)]
    Form(JsonError),
}

/// What is wrong with a line of an export.
#[derive(Debug, thiserror::Error)]
pub enum BadLine {
    /// There is no first line.
    #[error("the file is empty")]
    Empty,
    /// It is longer than any line of an export.
    #[error("it has more than {} bytes, which no line of an export has", LINE_BYTES_MAX)]
    TooLong,
    /// The file ends in the middle of it.
    #[error("it does not end with a line feed: the file was cut")]
    Cut,
    /// It ends as on another system.
    #[error("it ends with a carriage return: the file was changed on its way")]
    CarriageReturn,
    /// It is not in UTF-8.
    #[error("it is not UTF-8 from its byte {} on", .0.valid_up_to() + 1)]
    NotUtf8(#[from] std::str::Utf8Error),
    /// It is not JSON, or not with these keys and types.
    #[error("it is not as in an export: {}", shown(.0))]
    Json(#[from] serde_json::Error),
    /// The first line is one of another file.
    #[error("the file is not an export of depositary: {}", shown(.0))]
    Foreign(serde_json::Error),
    /// The first line is one of a form that is not known here.
    #[error(
        "the export has the form {form}, which another version of depositary wrote; this one knows the form {known}"
    )]
    OtherForm {
        /// The form that it has.
        form: u64,
        /// The form that is known.
        known: u64,
    },
    /// The id of the journal is not one.
    #[error("`journalId` is not a UUID with hyphens in small letters")]
    JournalId,
    /// The end of the journal is not a position.
    #[error("`end` is not a number")]
    EndOfJournal,
    /// A line is missing, or stands there twice, or at another place.
    #[error("its position is {found:?}, and here the record at position {expected} has to stand")]
    Position {
        /// The position that has to stand here.
        expected: Position,
        /// What stands here.
        found: String,
    },
    /// The stored bytes cannot be read.
    #[error("`bytes` is not base64: {0}")]
    Base64(#[from] base64::DecodeError),
    /// The stored bytes are not a record that this version can read.
    #[error("`bytes`: {0}")]
    Record(#[from] DecodeError),
    /// There is no JSON of the stored bytes.
    #[error("`bytes`: {0}")]
    Unknown(JsonError),
    /// The JSON of the record cannot be read.
    #[error("`record` is not the JSON of a record: {}", shown_json(.0))]
    NoRecord(JsonError),
    /// The JSON of the record says something else than its bytes.
    #[error("`record` is not what `bytes` say; records cannot be changed")]
    Differs,
    /// The record is larger than the journal takes it.
    #[error("the record has {bytes} bytes, and the journal takes {limit} at once")]
    TooLarge {
        /// The length of the record.
        bytes: usize,
        /// What the journal takes.
        limit: usize,
    },
    /// The record is not what has to come after those before it.
    #[error("{0}")]
    Refused(String),
    /// The file ends too early.
    #[error(
        "the file ends before it: the records from position {from} to {end} and the last line are missing"
    )]
    RecordsMissing {
        /// The first record that is missing.
        from: Position,
        /// The last one.
        end: Position,
    },
    /// The file ends too early.
    #[error("the file ends before it: the last line, with `end` and `sha256`, is missing")]
    EndMissing,
    /// The last line is one of another export.
    #[error("`end` is {found:?}, and the first line says {expected}")]
    OtherEnd {
        /// What the first line says.
        expected: Position,
        /// What stands here.
        found: String,
    },
    /// The records are not those that were exported.
    #[error("`sha256` is not the digest of the records above ({digest}): the file was changed")]
    OtherDigest {
        /// The digest of the records.
        digest: String,
    },
    /// There is more after the last line.
    #[error("it comes after the end of the export")]
    AfterEnd,
}

/// Without the line, which is always the first: the parser is given one at a time.
fn shown(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match text.strip_suffix(&place) {
        Some(what) => format!("{what} at column {}", error.column()),
        None => text,
    }
}

fn shown_json(error: &JsonError) -> String {
    if let JsonError::Json(error) = error { shown(error) } else { error.to_string() }
}
