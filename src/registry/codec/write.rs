//! From values of the domain to messages. Nothing can go wrong here, and every default is written out.

mod act;
mod agreement;
mod commission;
mod evaluation;
mod event;
mod file;
mod indicator;
mod notice;
mod session;
mod terms;
mod values;

pub(super) use self::event::event;
pub use self::{
    act::{evidence, occurred_at, source},
    agreement::{header, participant_spec, signature, signature_window, signing_authority, texts},
    commission::{commission, commission_rules, officer},
    evaluation::evaluation,
    event::event_type,
    file::{communication, correction, document, relation},
    indicator::{indicator, reading, reading_revision, target},
    notice::{instrument, withdrawal_notice},
    session::{action, agenda, attendance, decision, minutes, session},
    terms::{calendar_span, date_offset, terms, trigger},
    values::{
        count, date, identifiers, localized, optional_identifier, partial_date, period, personal, place,
        timestamp,
    },
};
