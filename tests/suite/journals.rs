//! The commands about whole journals, with the real binary: verify, backup, export, import.

use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    process::{Output, Stdio},
};

use depositary::{
    journal::{Journal, Outcome, Position, Sqlite},
    registry::{journal_identity, label},
};
use rustix::process::Signal;
use tempfile::TempDir;

use crate::{
    durable::{channel, draft},
    registry_support::{foreign_drafts, records},
    settings::{Running, depositary, refused},
};

/// A folder with a journal of three drafts in it.
struct Place {
    folder: TempDir,
}

impl Place {
    async fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        let running = place.serve("journal.db");
        draft_some(&running, &["one", "two", "three"]).await;
        running.signal(Signal::TERM);
        running.end();
        place
    }

    fn serve(&self, name: &str) -> Running {
        Running::start(&["--journal", &format!("sqlite:{}", self.path(name))])
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Turns a byte of the first place in a file where `text` stands.
    fn damage(&self, name: &str, text: &[u8]) {
        let bytes = fs::read(self.path(name)).unwrap();
        let at = bytes.windows(text.len()).position(|window| window == text).unwrap();
        let file = OpenOptions::new().write(true).open(self.path(name)).unwrap();
        file.write_all_at(&[bytes[at] ^ 1], at as u64).unwrap();
    }
}

async fn draft_some(running: &Running, names: &[&str]) {
    let channel = channel(running).await;
    for name in names {
        draft(&channel, name).await.unwrap();
    }
}

/// What a command that succeeds says.
fn told(arguments: &[&str]) -> String {
    let Output { status, stdout, stderr } = depositary(arguments).output().unwrap();
    let (stdout, stderr) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
    assert_eq!((status.code(), stderr.as_str()), (Some(0), ""), "{stdout}");
    stdout
}

/// What a command that does not succeed says, on both outputs.
fn failed(arguments: &[&str]) -> (String, String) {
    let Output { status, stdout, stderr } = depositary(arguments).output().unwrap();
    let (stdout, stderr) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
    assert_eq!(status.code(), Some(1), "{stdout}{stderr}");
    (stdout, stderr)
}

async fn records_of(path: &str) -> Vec<depositary::journal::Record> {
    records(&Sqlite::open_to_read(Path::new(path)).unwrap()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_journal_is_verified_and_copied_while_it_is_served() {
    let place = Place::new().await;
    let (journal, copy) = (place.path("journal.db"), place.path("copy.db"));
    let running = place.serve("journal.db");
    draft_some(&running, &["four"]).await;
    let verified = told(&["verify", &journal]);
    assert!(verified.contains("4 records, 4 events, 4 agreements, no fault found"), "{verified}");
    assert!(told(&["backup", &journal, &copy]).ends_with("4 records\n"));
    draft_some(&running, &["five"]).await;
    running.signal(Signal::KILL);
    running.end();

    // The copy is a journal, with its head, under the same id.
    assert!(told(&["verify", &format!("sqlite:{copy}")]).contains("4 records"));
    assert!(place.names().contains(&"copy.db-head".to_owned()));
    let (records, all) = (records_of(&copy).await, records_of(&journal).await);
    assert_eq!((records.len(), all.len()), (4, 5));
    assert_eq!(records, all[..4]);
    let copied = place.serve("copy.db");
    let channel = channel(&copied).await;
    assert!(draft(&channel, "four").await.unwrap().receipt.unwrap().replayed);
    assert!(!draft(&channel, "five").await.unwrap().receipt.unwrap().replayed);
    drop(channel);
    copied.signal(Signal::TERM);
    copied.end();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_with_a_journal_is_said_with_its_place() {
    let place = Place::new().await;
    let journal = place.path("journal.db");
    let before = place.names();
    place.damage("journal.db", b"draft-two");
    let (findings, end) = failed(&["verify", &journal]);
    assert!(findings.starts_with("position 2: ") && findings.contains("record 2 is damaged"), "{findings}");
    assert!(end.contains("1 fault was found"), "{end}");

    // No copy is made of it, nor anything left of one.
    for arguments in [["backup", &journal, &place.path("copy.db")], ["export", &journal, &place.path("text")]]
    {
        let line = refused(&mut depositary(&arguments), 1);
        assert!(line.contains("record 2 is damaged"), "{line}");
    }
    assert_eq!(place.names(), before);

    // Both halves of the head.
    let head = fs::read(place.path("journal.db-head")).unwrap();
    fs::write(place.path("journal.db-head"), head.to_ascii_uppercase()).unwrap();
    let line = refused(&mut depositary(&["verify", &journal]), 1);
    assert!(line.contains("the head file is damaged"), "{line}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_journal_goes_through_a_text_and_comes_out_the_same() {
    let place = Place::new().await;
    let (journal, text) = (place.path("journal.db"), place.path("journal.jsonl"));
    let running = place.serve("journal.db");
    assert_eq!(told(&["export", &journal, &text]), "");
    running.signal(Signal::TERM);
    running.end();
    let exported = fs::read_to_string(&text).unwrap();
    assert_eq!(told(&["export", &journal]), exported);
    assert_eq!(exported.lines().count(), 1 + 3 + 1);

    let (other, moved) = (place.path("other.db"), place.path("moved.db"));
    assert!(told(&["import", &text, &other]).ends_with("3 records\n"));
    let mut import = depositary(&["import", "--move", "-", &moved]).stdin(Stdio::piped()).spawn().unwrap();
    import.stdin.take().unwrap().write_all(exported.as_bytes()).unwrap();
    assert!(import.wait().unwrap().success());
    let identity = |path: &str| Sqlite::open_to_read(Path::new(path)).unwrap().identity();
    assert_ne!(identity(&other), identity(&journal));
    assert_eq!(identity(&moved), identity(&journal));
    for path in [&other, &moved] {
        assert_eq!(records_of(path).await, records_of(&journal).await);
        assert!(told(&["verify", path]).contains("no fault found"));
    }
    assert_eq!(told(&["export", &moved]), exported);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_that_may_not_stand_there_is_refused_with_its_number() {
    let place = Place::new().await;
    let text = place.path("journal.jsonl");
    // One agreement is drafted twice: each is a record, and the second may not follow on the first.
    let strange = place.folder.path().join("strange.db");
    let journal = Sqlite::open(&strange, journal_identity(), label).unwrap();
    let mut batch = journal.batch();
    let drafts = foreign_drafts(["one", "two"].map(str::to_owned)).await;
    for draft in drafts.iter().chain(drafts.first()) {
        batch.push(draft.clone()).unwrap();
    }
    assert_eq!(journal.append(Position::ZERO, &batch).await, Outcome::Appended);
    journal.close();
    told(&["export", strange.to_str().unwrap(), &text]);
    let before = place.names();
    let line = refused(&mut depositary(&["import", &text, &place.path("other.db")]), 1);
    assert!(line.contains("line 4: position 3, agreement one: "), "{line}");
    assert!(line.contains("nothing was imported"), "{line}");
    assert_eq!(place.names(), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_written_over_and_nothing_is_made_up() {
    let place = Place::new().await;
    let (journal, text) = (place.path("journal.db"), place.path("journal.jsonl"));
    told(&["export", &journal, &text]);
    let before: Vec<PathBuf> = place.names().into_iter().map(PathBuf::from).collect();
    let nowhere = place.path("nowhere.db");
    let cases: [(&[&str], &str); 7] = [
        (&["backup", &journal, &text], "it is there already"),
        (&["backup", &journal, &journal], "it is there already"),
        (&["export", &journal, &text], "it is there already"),
        (&["import", &text, &journal], "3 records"),
        (&["verify", &nowhere], "there is no journal here"),
        (&["backup", &nowhere, &place.path("copy.db")], "there is no journal here"),
        (&["verify", &text], "this file is not a journal of depositary"),
    ];
    for (arguments, said) in cases {
        let line = refused(&mut depositary(arguments), 1);
        assert!(line.contains(said), "{arguments:?}: {line}");
    }
    let line = refused(&mut depositary(&["verify", "memory:"]), 2);
    assert!(line.contains("forgotten"), "{line}");
    let line = refused(&mut depositary(&["backup", &journal, "backup-10:00.db"]), 2);
    assert!(line.contains("needs `sqlite:` before it"), "{line}");
    let after: Vec<PathBuf> = place.names().into_iter().map(PathBuf::from).collect();
    assert_eq!(after, before);
}
