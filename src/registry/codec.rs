//! The two ways between the domain's types and their messages, each written once.
//!
//! [`parse`] reads messages into values of the domain and gathers what is wrong in [`Problems`], with the path of each
//! field; [`mod@write`] makes messages of values. The stored form of a record stands on both, in [`encode`] and
//! [`decode`]; so does the edge, because requests and answers carry the same messages. What differs is asked of
//! [`Problems`]: a request has limits and defaults, while a record was checked before it was stored and has every
//! default written out.
//!
//! Whatever the domain can hold comes back from its stored form unchanged. A record that cannot be read as a whole is
//! not read at all: [`Unfoldable`] says where it stands and why.

mod enums;
mod error;
mod filter;
mod json;
mod label;
mod names;
pub mod parse;
mod problems;
mod record;
mod stored;
pub mod write;

pub use self::{
    enums::{Enumeration, Read},
    error::{DecodeError, Unfoldable},
    filter::{Filter, HistoryFilter},
    json::{JsonError, RecordJson},
    label::label,
    names::{AGREEMENTS, agreement_name, named_agreement},
    problems::{Field, FieldLimits, Problem, Problems},
    record::{Actor, Decoded, Examined, FOLD, Header, agreement_of, decode, encode, examine},
    stored::StoredRecord,
    write::event_type,
};
