//! What an audit finds.

use std::fmt;

use jiff::{Timestamp, civil::Date};

use crate::{
    domain::{AgreementId, Identifier, Reference, Violation},
    journal::{self, Position},
    registry::codec::DecodeError,
};

/// Something that is wrong, and where.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The position of the record, or the first that has none.
    pub position: Position,
    /// The agreement that the record is about, if that is known.
    pub agreement: Option<AgreementId>,
    /// What is wrong.
    pub fault: Fault,
}

impl Finding {
    pub(super) fn at(position: Position, agreement: Option<AgreementId>, fault: Fault) -> Self {
        Self { position, agreement, fault }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "position {}", self.position)?;
        if let Some(agreement) = &self.agreement {
            write!(f, ", agreement {agreement}")?;
        }
        write!(f, ": {}", self.fault)
    }
}

/// What is wrong with a record, or with what should be one.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Fault {
    /// The journal does not give the record.
    #[error("the record cannot be read: {0}")]
    Unreadable(journal::Error),
    /// There is no record at this position, nor at the next ones up to another.
    #[error("there is no record from here up to position {until}")]
    Missing {
        /// The last position without a record.
        until: Position,
    },
    /// The record comes after others of its position or later ones.
    #[error("the record comes after the one at position {end}")]
    OutOfOrder {
        /// Where the records had come to.
        end: Position,
    },
    /// The bytes are no record, or none that this version reads.
    #[error("the record is not understood: {0}")]
    Undecodable(DecodeError),
    /// It was not recorded after the record before it.
    #[error("it was recorded at {recorded_at}, and the record before it at {last}")]
    NotLater {
        /// When it was recorded.
        recorded_at: Timestamp,
        /// When the one before it was.
        last: Timestamp,
    },
    /// Events are missing before it, or stand there twice.
    #[error("its first event has revision {first_revision}, and {expected} is the next one")]
    NotNext {
        /// The revision of its first event.
        first_revision: u64,
        /// The one that it should have.
        expected: u64,
    },
    /// An agreement begins without a draft, or is drafted once more.
    #[error("an agreement is drafted in its first event, and in no other")]
    Beginning,
    /// It does not name those whom it concerns.
    #[error("those whom it says to concern are not the participants of the agreement")]
    OthersConcerned,
    /// Another agreement had the reference before.
    #[error("its reference {reference} belongs to agreement {by}")]
    ReferenceTaken {
        /// The reference.
        reference: Reference,
        /// Who has it.
        by: AgreementId,
    },
    /// It names an agreement that was not there.
    #[error("it names agreement {named}, which was not there")]
    NoSuchAgreement {
        /// The name.
        named: AgreementId,
    },
    /// It relates the agreement to itself, or replaces it by itself.
    #[error("it names the agreement itself where another one is needed")]
    NamesItself,
    /// It is replaced by an agreement that was not in force.
    #[error("it is superseded by agreement {successor}, which was not in force on {on}")]
    SuccessorNotInForce {
        /// The later agreement.
        successor: AgreementId,
        /// The day.
        on: Date,
    },
    /// A request was answered with two records.
    #[error("request {request} was answered at position {first} already")]
    AnsweredTwice {
        /// The request.
        request: Identifier,
        /// The first answer.
        first: Position,
    },
    /// An invariant of the agreement does not hold.
    #[error("{0} (invariant I{number})", number = .0.invariant())]
    Violation(Violation),
}
