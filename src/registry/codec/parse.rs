//! From messages to values of the domain.
//!
//! Each function takes a message or one of its fields, and the [`Field`] where it stands. What is required and not
//! there, or not valid, is refused there and given back as `None`. So that all problems of a message are found at
//! once, a function reads all fields before it leaves because of one, and what is optional and not valid is refused
//! and left out.
//!
//! INVARIANT: hence a value that was read is worth something only if its [`Problems`](super::Problems) are empty;
//! whoever asks for a message looks at them before he uses what he got.

mod act;
mod agreement;
mod commission;
mod correction;
mod dates;
mod enumeration;
mod evaluation;
mod event;
mod file;
mod indicator;
mod lists;
mod notice;
mod numbers;
mod place;
mod session;
mod signature;
mod terms;
mod values;

use super::Field;

pub(super) use self::event::event;
pub use self::{
    act::{act, evidence, occurred_at, source},
    agreement::{header, participant_spec, texts},
    commission::{commission, commission_rules, officer},
    correction::correction,
    dates::{
        calendar_span, date_offset, full_date, optional_full_date, partial_date, period, time, timestamp,
    },
    enumeration::{enumeration, enumeration_or, optional_enumeration},
    evaluation::evaluation,
    file::{communication, document, relation},
    indicator::{indicator, reading, reading_revision, target},
    lists::{each, each_once},
    notice::{instrument, withdrawal_notice},
    numbers::{number, optional_decimal, optional_number, percent},
    place::{place, places},
    session::{action, agenda, attendance, days, decision, minutes, session},
    signature::{electronic_signature, signatory, signing_authority},
    terms::terms,
    values::{
        Size, agreement_id, agreement_name, digest, identifier, identifiers, localized, named,
        optional_digest, optional_identifier, optional_text, personal, required_text, text,
    },
};
