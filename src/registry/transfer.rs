//! A journal that is carried elsewhere: as a text that leaves nothing out, and back; or as it is, into another one.
//!
//! `progress` is told again and again the last position that is done, and the last that there is to do.
//!
//! # The form of an export
//!
//! Lines of JSON in UTF-8, each ended by a line feed, none of them empty:
//!
//! ```text
//! {"depositaryJournal":1,"journalId":"01980000-0000-7000-8000-000000000001","end":"17"}
//! {"position":"1","record":{"agreementId":"irn-uzb-2022-sec",…},"bytes":"CAMSGgoQ…"}
//! …
//! {"position":"17","record":{…},"bytes":"…"}
//! {"end":"17","sha256":"9f86d081…"}
//! ```
//!
//! * The first line says what it is, in which version of this form (1), of which journal, and at which position that ended.
//! * Then there is a line for each record, in order and without a gap. `record` is `depositary.v1.Record` in protobuf's
//!   JSON mapping, with sorted keys, for those who read; `bytes` are the stored bytes in base64, which alone are imported.
//! * The last line has SHA-256 in hexadecimal over the 16 bytes of the journal's id and the SHA-256 (32 bytes) of the bytes
//!   of each record. So a file that was cut is noticed, at the end of a line too, and so is one that was changed.
//!
//! An import refuses a `record` that is not what the `bytes` say: whoever has edited the one that can be read shall not
//! believe that he has changed anything.
//!
//! An export is a line at a time and an import a batch at a time, whatever the length of the journal is.

mod copy;
mod error;
mod export;
mod filling;
mod form;
mod import;
mod lines;
mod reading;

pub use self::{
    copy::{CopyError, copy},
    error::{BadLine, ExportError, ImportError},
    export::export,
    filling::FillError,
    import::Import,
    reading::SourceError,
};
/// A line is never longer than this, nor is there a record that would need more: one of 4 MiB, as large as a journal in a
/// file takes it, has 6 MiB of base64, and its JSON the rest.
const LINE_BYTES_MAX: usize = 128 << 20;
