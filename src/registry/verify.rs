//! Reading a whole journal, to see that everything in it is as it should be.

use super::audit::{Audit, Finding, Summary};
use crate::journal::{self, Journal, Limits, Position};

/// How much is read at once.
const CHUNK: Limits = Limits { records: 1024, bytes: 1 << 20 };

/// Reads a journal from its first record to the end that it has at the beginning, and audits each record. What comes to be
/// appended meanwhile is not looked at, so that this ends also while the journal is written.
///
/// `progress` is told up to where it has come, and up to where it will, after each chunk; `finding` is told what is wrong, in
/// the order of the positions. Where a chunk cannot be read, it is read record by record, so that each damaged record is
/// found.
///
/// # Errors
/// When the journal does not even say where it ends.
pub async fn verify(
    journal: &dyn Journal,
    mut progress: impl FnMut(Position, Position),
    mut finding: impl FnMut(Finding),
) -> Result<Summary, journal::Error> {
    let end = journal.end().await?;
    let mut audit = Audit::new(journal.identity());
    while audit.end() < end {
        let from = audit.end().next();
        match journal.read(from, CHUNK).await {
            Ok(records) if records.iter().any(|record| from <= record.position && record.position <= end) => {
                let within = records.iter().take_while(|record| record.position <= end);
                within.flat_map(|record| audit.add(record)).for_each(&mut finding);
            }
            Ok(_) => finding(audit.missing(end)),
            Err(_) => one_by_one(journal, &mut audit, end, &mut finding).await,
        }
        progress(audit.end(), end);
    }
    Ok(audit.finish())
}

/// Reads what a chunk would have had, up to the first record that cannot be read.
async fn one_by_one(
    journal: &dyn Journal,
    audit: &mut Audit,
    end: Position,
    finding: &mut impl FnMut(Finding),
) {
    let until = end.min(audit.end().plus(CHUNK.records as u64));
    while audit.end() < until {
        let position = audit.end().next();
        match journal.get(&[position]).await {
            Ok(records) if records.iter().any(|record| record.position == position) => {
                records.iter().flat_map(|record| audit.add(record)).for_each(&mut *finding);
            }
            Ok(_) | Err(journal::Error::NotThere { .. }) => return finding(audit.missing(position)),
            Err(error) => return finding(audit.unreadable(error)),
        }
    }
}
