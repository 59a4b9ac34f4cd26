//! What keeps the story from its end.

use std::io;

use tonic::Status;

use super::{
    refusal::Refusal,
    story::{Step, What},
};

/// Why the story did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Something is not as the story says.
    #[error("the story breaks off at {place}: {problem}")]
    Differs {
        /// The step.
        place: String,
        /// What is otherwise.
        problem: String,
    },
    /// It could not be told.
    #[error("cannot tell the story: {0}")]
    Telling(#[from] io::Error),
}

impl Error {
    /// A difference at a place of the story.
    pub(super) fn at(place: &str, problem: String) -> Self {
        Self::Differs { place: place.to_owned(), problem }
    }
}

/// The same, before it is known where.
pub(super) enum Trouble {
    Differs(String),
    Telling(io::Error),
}

impl Trouble {
    /// Says where it was.
    pub(super) fn at(self, step: &Step) -> Error {
        match self {
            Self::Telling(error) => Error::Telling(error),
            Self::Differs(problem) => {
                let row = step.row.map(|row| format!("row {row}, ")).unwrap_or_default();
                let name = match &step.what {
                    What::Act { call, .. } | What::Mistake { call, .. } | What::Question { call, .. } => {
                        call.method.name()
                    }
                    What::Time { .. } => "what falls due",
                };
                Error::at(&format!("{row}{}, {name}", step.on), problem)
            }
        }
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Telling(error)
    }
}

impl From<String> for Trouble {
    fn from(problem: String) -> Self {
        Self::Differs(problem)
    }
}

impl From<Status> for Trouble {
    fn from(status: Status) -> Self {
        Self::Differs(refused(&status))
    }
}

/// A refusal with its sentence.
pub(super) fn refused(status: &Status) -> String {
    format!("{}: {}", Refusal::of(status), status.message())
}
