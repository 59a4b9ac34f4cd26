//! From values of the domain to messages. Nothing can go wrong here, and every default is written out.

mod act;
mod agreement;
mod evaluation;
mod event;
mod file;
mod indicator;
mod notice;
mod terms;
mod values;

pub(super) use self::event::event;
pub use self::{
    act::{evidence, occurred_at, source},
    agreement::{header, participant_spec, signature, signature_window, signing_authority, texts},
    evaluation::evaluation,
    event::event_type,
    file::{communication, correction, document, relation},
    indicator::{indicator, reading, target},
    notice::{instrument, withdrawal_notice},
    terms::{calendar_span, date_offset, terms, trigger},
    values::{count, date, identifiers, localized, partial_date, period, personal, place, timestamp},
};
