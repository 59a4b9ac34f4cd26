//! Why a record cannot be read.

use super::{Problems, record::FOLD};
use crate::journal::Position;

/// Why the bytes of a record cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The bytes are no record.
    #[error("it is not a record: {0}")]
    Malformed(#[from] prost::DecodeError),
    /// A newer version wrote it, and this one would fold it wrongly.
    #[error("it needs a reader of version {min_reader}, and this one is of version {}", FOLD)]
    TooNew {
        /// The version of the fold that it needs.
        min_reader: i64,
    },
    /// It does not continue what is there: a record is missing, or stands there twice.
    #[error("it does not continue the records before it")]
    OutOfPlace,
    /// A field is missing or has no meaning.
    #[error("{field}: {description}")]
    Field {
        /// The path of the field.
        field: String,
        /// What is wrong with it.
        description: String,
    },
}

impl DecodeError {
    /// Says at which position the record stands.
    pub fn at(self, position: Position) -> Unfoldable {
        Unfoldable { position, cause: self }
    }

    /// The first of the problems of a record, if it has any.
    pub(super) fn first_of(problems: Problems) -> Option<Self> {
        let problem = problems.into_vec().into_iter().next()?;
        Some(Self::Field { field: problem.field, description: problem.description })
    }
}

/// A record that cannot be folded. Nothing after it can be folded either.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the record at position {position} cannot be folded: {cause}")]
pub struct Unfoldable {
    /// Where the record stands.
    pub position: Position,
    /// Why it cannot be folded. It is part of the message above, and so not given out as its source once more.
    pub cause: DecodeError,
}
