//! From the journal to the text.

use std::io::Write;

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::value::RawValue;

use super::{
    ExportError, LINE_BYTES_MAX,
    form::{Beginning, End, FORM, JournalDigest, RecordLine},
    reading::{self, SourceError},
};
use crate::{
    journal::{Journal, Position, Record},
    registry::codec::RecordJson,
};

/// Writes all records of the journal, up to its end as it is now, in the form that stands at [the module](super). Gives
/// back that end.
///
/// `progress` is told every few hundred records, and at the end, how far it has come.
///
/// # Errors
/// [`ExportError`]: what was written until then has no last line, so that no import takes it for a whole export.
pub async fn export(
    journal: &dyn Journal,
    out: &mut impl Write,
    progress: impl FnMut(Position, Position),
) -> Result<Position, ExportError> {
    let json = RecordJson::new().map_err(ExportError::Form)?;
    let identity = journal.identity();
    let end = journal.end().await.map_err(SourceError::from)?;
    let mut digest = JournalDigest::of(identity);
    let mut line = Vec::new();

    let (journal_id, told_end) = (identity.to_string(), end.to_string());
    let beginning = Beginning {
        depositary_journal: FORM,
        journal_id: journal_id.as_str().into(),
        end: told_end.as_str().into(),
    };
    write(out, &mut line, &beginning)?;
    reading::each(journal, end, progress, async |record: Record| {
        digest.add(&record.bytes);
        write_record(out, &mut line, &json, &record)
    })
    .await?;
    let sha256 = digest.hexadecimal();
    write(out, &mut line, &End { end: told_end.as_str().into(), sha256: sha256.as_str().into() })?;
    out.flush()?;
    Ok(end)
}

fn write_record(
    out: &mut impl Write,
    line: &mut Vec<u8>,
    json: &RecordJson,
    record: &Record,
) -> Result<(), ExportError> {
    let position = record.position;
    let refused = |cause| ExportError::Record { position, cause };
    let shown = json.of(&record.bytes).map_err(refused)?;
    let shown = RawValue::from_string(shown).map_err(|error| refused(error.into()))?;
    let bytes = BASE64_STANDARD.encode(&record.bytes);
    let number = position.to_string();
    let told = RecordLine { position: number.as_str().into(), record: &shown, bytes: bytes.as_str().into() };
    write(out, line, &told)?;
    if line.len() > LINE_BYTES_MAX {
        return Err(ExportError::TooLong { position });
    }
    Ok(())
}

/// Writes a line, by way of one that is used again and again.
fn write(
    out: &mut impl Write,
    line: &mut Vec<u8>,
    told: &impl serde::Serialize,
) -> Result<(), std::io::Error> {
    line.clear();
    serde_json::to_writer(&mut *line, told)?;
    line.push(b'\n');
    out.write_all(line)
}
