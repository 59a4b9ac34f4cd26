//! The lines of an export, one at a time and never more of one than an export has.

use std::{
    io::{BufRead, Read},
    mem,
};

use super::{BadLine, ImportError, LINE_BYTES_MAX};

pub(super) struct Lines<R> {
    source: R,
    line: Vec<u8>,
    // Of the line that was read last.
    number: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) const fn of(source: R) -> Self {
        Self { source, line: Vec::new(), number: 0 }
    }

    /// The next line without its end; nothing at the end of the file.
    pub(super) fn next(&mut self) -> Result<Option<Line>, ImportError> {
        let mut line = mem::take(&mut self.line);
        line.clear();
        let mut source = self.source.by_ref().take(LINE_BYTES_MAX as u64 + 1);
        if let Err(error) = source.read_until(b'\n', &mut line) {
            return Err(ImportError::Read { after: self.number, error });
        }
        if line.is_empty() {
            return Ok(None);
        }
        self.number = self.number.saturating_add(1);
        match text(line) {
            Ok(text) => Ok(Some(Line { number: self.number, text })),
            Err(what) => Err(ImportError::Line { number: self.number, what }),
        }
    }

    /// Says what is missing where the file ends.
    pub(super) fn missing(&self, what: BadLine) -> ImportError {
        ImportError::Line { number: self.number.saturating_add(1), what }
    }

    /// Takes back the memory of a line.
    pub(super) fn done(&mut self, line: Line) {
        self.line = line.text.into_bytes();
    }
}

fn text(mut line: Vec<u8>) -> Result<String, BadLine> {
    if line.len() > LINE_BYTES_MAX {
        return Err(BadLine::TooLong);
    }
    if line.pop() != Some(b'\n') {
        return Err(BadLine::Cut);
    }
    if line.ends_with(b"\r") {
        return Err(BadLine::CarriageReturn);
    }
    String::from_utf8(line).map_err(|error| error.utf8_error().into())
}

/// A line.
pub(super) struct Line {
    number: u64,
    pub(super) text: String,
}

impl Line {
    /// Says what is wrong with it.
    pub(super) fn refused(&self, what: impl Into<BadLine>) -> ImportError {
        ImportError::Line { number: self.number, what: what.into() }
    }
}
