//! From the text to the journal.

use std::io::BufRead;

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use uuid::Uuid;

use super::{
    BadLine, ImportError,
    filling::{FillError, Filling},
    form::{AnyForm, Beginning, End, FORM, JournalDigest, RecordLine},
    lines::Lines,
};
use crate::{
    journal::{Identity, Journal, Position, Record},
    registry::codec::{self, RecordJson},
};

/// An export of which the first line was read.
pub struct Import<R> {
    lines: Lines<R>,
    journal_id: Identity,
    end: Position,
}

impl<R: BufRead> Import<R> {
    /// Reads the first line.
    ///
    /// # Errors
    /// [`ImportError`]: this is not an export, or not in a form that is known here.
    pub fn begin(source: R) -> Result<Self, ImportError> {
        let mut lines = Lines::of(source);
        let line = lines.next()?.ok_or_else(|| lines.missing(BadLine::Empty))?;
        let (journal_id, end) = beginning(&line.text).map_err(|what| line.refused(what))?;
        lines.done(line);
        Ok(Self { lines, journal_id, end })
    }

    /// The journal that was exported.
    pub const fn journal_id(&self) -> Identity {
        self.journal_id
    }

    /// Where the journal ended that was exported; so many records there are in the export.
    pub const fn end(&self) -> Position {
        self.end
    }

    /// Reads all lines that follow, and appends the records to `target`, which has to be empty. Gives back its end.
    ///
    /// Each record was decoded when `check` is shown it, and has not been appended yet; what `check` says refuses its line.
    ///
    /// # Errors
    /// [`ImportError`]: `target` then has some of the records, and is to be thrown away. How far the export is right can
    /// only be said when its last line was read, so nobody may be shown what is in `target` before that.
    pub async fn append_to(
        mut self,
        target: &dyn Journal,
        mut check: impl FnMut(&Record) -> Result<(), String>,
        mut progress: impl FnMut(Position, Position),
    ) -> Result<Position, ImportError> {
        let json = RecordJson::new().map_err(ImportError::Form)?;
        let mut filling = Filling::begin(target).await?;
        let end = self.end;
        let mut digest = JournalDigest::of(self.journal_id);
        let mut read = Position::ZERO;
        while read < end {
            let position = read.next();
            let missing = BadLine::RecordsMissing { from: position, end };
            let line = self.lines.next()?.ok_or_else(|| self.lines.missing(missing))?;
            let bytes = record(&json, &line.text, position).map_err(|what| line.refused(what))?;
            digest.add(&bytes);
            let record = Record { position, bytes };
            check(&record).map_err(|what| line.refused(BadLine::Refused(what)))?;
            match filling.add(record.bytes).await {
                Err(FillError::TooLarge { bytes, limit }) => {
                    return Err(line.refused(BadLine::TooLarge { bytes, limit }));
                }
                appended => progress(appended?, end),
            }
            read = position;
            self.lines.done(line);
        }
        self.finish(digest)?;
        let appended = filling.finish().await?;
        progress(appended, end);
        Ok(appended)
    }

    /// Reads the last line, and sees that it is the last.
    fn finish(&mut self, digest: JournalDigest) -> Result<(), ImportError> {
        let line = self.lines.next()?.ok_or_else(|| self.lines.missing(BadLine::EndMissing))?;
        last(&line.text, self.end, digest).map_err(|what| line.refused(what))?;
        match self.lines.next()? {
            Some(line) => Err(line.refused(BadLine::AfterEnd)),
            None => Ok(()),
        }
    }
}

/// Which journal it was, and where it ended.
fn beginning(line: &str) -> Result<(Identity, Position), BadLine> {
    let AnyForm { depositary_journal: form } = serde_json::from_str(line).map_err(BadLine::Foreign)?;
    if form != FORM {
        return Err(BadLine::OtherForm { form, known: FORM });
    }
    let Beginning { journal_id, end, .. } = serde_json::from_str(line)?;
    let identity = Uuid::try_parse(&journal_id).map(Identity::from).map_err(|_| BadLine::JournalId)?;
    if identity.to_string() != journal_id {
        return Err(BadLine::JournalId);
    }
    let position = end.parse().map(Position::new).map_err(|_| BadLine::EndOfJournal)?;
    if position.to_string() != end {
        return Err(BadLine::EndOfJournal);
    }
    Ok((identity, position))
}

/// The bytes of the record that has to stand in this line.
fn record(json: &RecordJson, line: &str, expected: Position) -> Result<Bytes, BadLine> {
    let line: RecordLine<'_> = serde_json::from_str(line)?;
    if line.position != expected.to_string() {
        return Err(BadLine::Position { expected, found: line.position.into_owned() });
    }
    let bytes = Bytes::from(BASE64_STANDARD.decode(line.bytes.as_bytes())?);
    codec::decode(&bytes)?;
    let said = json.of(&bytes).map_err(BadLine::Unknown)?;
    if json.says_the_same(&said, line.record.get()).map_err(BadLine::NoRecord)? {
        Ok(bytes)
    } else {
        Err(BadLine::Differs)
    }
}

fn last(line: &str, expected: Position, digest: JournalDigest) -> Result<(), BadLine> {
    let line: End<'_> = serde_json::from_str(line)?;
    if line.end != expected.to_string() {
        return Err(BadLine::OtherEnd { expected, found: line.end.into_owned() });
    }
    let digest = digest.hexadecimal();
    if line.sha256 == digest { Ok(()) } else { Err(BadLine::OtherDigest { digest }) }
}
