//! The commands about whole journals in files: to verify, to copy, to write as text, and to make of a text.

use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, ErrorKind, Write},
    path::{Path, PathBuf},
};

use depositary::{
    journal::{self, Journal, Sqlite},
    registry::{
        self, Audit,
        transfer::{self, CopyError, ExportError, Import, ImportError},
    },
};

use crate::{
    progress::Progress,
    settings::{BackupSettings, ExportSettings, ImportSettings, VerifySettings},
    telemetry,
};

/// Why a command about a journal did not succeed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("{}: {error}", path.display())]
    File { path: PathBuf, error: io::Error },
    #[error("{}: it is there already, and no file is ever written over", path.display())]
    IsThere { path: PathBuf },
    #[error("standard output: {0}")]
    Output(io::Error),
    #[error(transparent)]
    Start(#[from] io::Error),
    #[error(transparent)]
    Open(#[from] journal::OpenError),
    #[error("{}: {error}", path.display())]
    Read { path: PathBuf, error: journal::Error },
    #[error("{}: {count} found", path.display())]
    Found { path: PathBuf, count: Findings },
    #[error("{}: {error}", path.display())]
    Copy { path: PathBuf, error: CopyError },
    #[error("{}: {error}", path.display())]
    Export { path: PathBuf, error: ExportError },
    #[error("{}: {error}; nothing was imported", path.display())]
    Import { path: PathBuf, error: ImportError },
}

/// So many things that are wrong.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Findings(u64);

impl std::fmt::Display for Findings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            1 => write!(f, "1 fault was"),
            count => write!(f, "{count} faults were"),
        }
    }
}

/// Says all that is wrong with a journal, or what there is if nothing is.
pub(crate) fn verify(settings: &VerifySettings) -> Result<(), Error> {
    telemetry::start(&settings.log);
    let path = &settings.journal;
    let journal = Sqlite::open_to_read(path)?;
    let unreadable = |error| Error::Read { path: path.clone(), error };
    let mut found = Found { count: 0, output: Ok(()) };
    journal.faults().map_err(unreadable)?.iter().for_each(|fault| found.tell(fault));
    let progress = Progress::begin("verifying the journal");
    let told = |done, end| progress.reached(done, end);
    let summary = block_on(registry::verify(&journal, told, |finding| found.tell(&finding.to_string())))?
        .map_err(unreadable)?;
    drop(progress);
    found.output.map_err(Error::Output)?;
    if found.count > 0 {
        return Err(Error::Found { path: path.clone(), count: Findings(found.count) });
    }
    let registry::Summary { identity, records, events, agreements, digest, .. } = summary;
    let digest = digest.map(|digest| format!(", SHA-256 of the last {}", hex::encode(digest)));
    say(format_args!(
        "{}: journal {identity}, {records} records, {events} events, {agreements} agreements, no fault found{}",
        path.display(),
        digest.unwrap_or_default(),
    ))
}

/// What was found until now.
struct Found {
    count: u64,
    output: io::Result<()>,
}

impl Found {
    fn tell(&mut self, finding: &str) {
        self.count += 1;
        if self.output.is_ok() {
            self.output = writeln!(io::stdout(), "{finding}");
        }
    }
}

/// Copies a journal, as it is now.
pub(crate) fn backup(settings: &BackupSettings) -> Result<(), Error> {
    telemetry::start(&settings.log);
    is_free(&settings.file)?;
    let journal = Sqlite::open_to_read(&settings.journal)?;
    let making = Sqlite::making(&settings.file, journal.identity(), registry::label)?;
    let progress = Progress::begin("copying the journal");
    let told = |done, end| progress.reached(done, end);
    let end = block_on(transfer::copy(&journal, making.journal(), told))?
        .map_err(|error| Error::Copy { path: settings.journal.clone(), error })?;
    drop(progress);
    making.finish()?;
    say(format_args!("{}: journal {}, {end} records", settings.file.display(), journal.identity()))
}

/// Writes a journal as text.
pub(crate) fn export(settings: &ExportSettings) -> Result<(), Error> {
    telemetry::start(&settings.log);
    let journal = Sqlite::open_to_read(&settings.journal)?;
    let failed = |error| Error::Export { path: settings.journal.clone(), error };
    match &settings.file {
        None => match write(&journal, &mut BufWriter::with_capacity(BUFFER, io::stdout().lock()))? {
            // Whoever closed the pipe has read enough.
            Err(ExportError::Write(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            written => written.map_err(failed),
        },
        Some(path) => write_to_file(&journal, path, failed),
    }
}

/// The file is there whole or not at all, unless the process is killed.
fn write_to_file(
    journal: &Sqlite,
    path: &Path,
    failed: impl FnOnce(ExportError) -> Error,
) -> Result<(), Error> {
    let told = |error| Error::File { path: path.to_owned(), error };
    let file = match File::create_new(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(Error::IsThere { path: path.to_owned() });
        }
        created => created.map_err(told)?,
    };
    let mut out = BufWriter::with_capacity(BUFFER, file);
    let synced = |out: BufWriter<File>| out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all();
    let written = write(journal, &mut out)?.map_err(failed).and_then(|()| synced(out).map_err(told));
    if written.is_err() {
        // What is wrong is told in any case, and a file without its last line is not taken for an export.
        let _ = fs::remove_file(path);
    }
    written
}

fn write(journal: &Sqlite, out: &mut impl Write) -> io::Result<Result<(), ExportError>> {
    let progress = Progress::begin("exporting the journal");
    let exported = block_on(transfer::export(journal, out, |done, end| progress.reached(done, end)))?;
    Ok(exported.map(|_| ()))
}

/// Makes a journal of a text.
pub(crate) fn import(settings: &ImportSettings) -> Result<(), Error> {
    telemetry::start(&settings.log);
    let path = &settings.file;
    let refused = |error| Error::Import { path: path.clone(), error };
    let source: Box<dyn io::Read> = if path.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(path).map_err(|error| Error::File { path: path.clone(), error })?)
    };
    let import = Import::begin(BufReader::with_capacity(BUFFER, source)).map_err(refused)?;
    let identity = if settings.is_move { import.journal_id() } else { registry::journal_identity() };
    let making = Sqlite::making(&settings.journal, identity, registry::label)?;
    let mut audit = Audit::new(identity);
    // One is enough to refuse the line.
    let check = |record: &journal::Record| match audit.add(record).into_iter().next() {
        Some(finding) => Err(finding.to_string()),
        None => Ok(()),
    };
    let progress = Progress::begin("importing the journal");
    let told = |done, end| progress.reached(done, end);
    let end = block_on(import.append_to(making.journal(), check, told))?.map_err(refused)?;
    drop(progress);
    making.finish()?;
    say(format_args!("{}: journal {identity}, {end} records", settings.journal.display()))
}

/// Between the system calls of a text.
const BUFFER: usize = 1 << 18;

fn is_free(path: &Path) -> Result<(), Error> {
    match fs::symlink_metadata(path) {
        Ok(_) => Err(Error::IsThere { path: path.to_owned() }),
        // What else is wrong shows when the file is made.
        Err(_) => Ok(()),
    }
}

/// One line on standard output, of which whoever closes the pipe does not want to know.
fn say(line: std::fmt::Arguments<'_>) -> Result<(), Error> {
    match writeln!(io::stdout(), "{line}") {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        said => said.map_err(Error::Output),
    }
}

fn block_on<T>(work: impl Future<Output = T>) -> io::Result<T> {
    Ok(tokio::runtime::Builder::new_current_thread().build()?.block_on(work))
}
