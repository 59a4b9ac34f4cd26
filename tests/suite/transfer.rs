//! The journal as a text and back: nothing is lost on the way, and nothing that was changed on the way is taken.

mod file;

use std::io::{self, Cursor};

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use depositary::{
    demo::{Story, play},
    domain::AgreementId,
    journal::{Identity, Journal, Limits, Memory, Position, Record, Sqlite},
    proto::v1::{Event, EventFilter, ListEventsRequest, Record as Message, event::Payload},
    registry::{
        Clock, ClockStep, Freshness, journal_identity,
        transfer::{BadLine, ExportError, FillError, Import, ImportError, export},
    },
};
use jiff::SignedDuration;
use proptest::prelude::*;
use prost::Message as _;
use sha2::{Digest, Sha256};
use tokio::{runtime::Runtime, sync::OnceCell};
use uuid::Uuid;

use self::file::Place;
use crate::{
    domain::random::histories,
    registry_support::{draft, memory, open, records, submission, version},
    replay::sending,
    support::{Service, Setup},
};

/// The journal of the story, with more than seventy records, and the time at its end.
async fn story() -> (Memory, Clock) {
    static STORY: OnceCell<(Memory, Clock)> = OnceCell::const_new();
    let told = async {
        let journal = memory();
        let service = Setup::over(&journal).start().await;
        let story = Story::read(Story::TEXT).unwrap();
        play(&story, service.channel().await, &mut Vec::new()).await.unwrap();
        let clock = Clock::simulated(service.registry.clock().now());
        service.stop().await;
        (journal, clock)
    };
    STORY.get_or_init(|| told).await.clone()
}

/// A journal with a few drafts, under an id that is always the same.
async fn drafts(ids: &[&str]) -> Memory {
    let journal = Memory::new(identity(7));
    let registry = open(journal.clone()).await;
    for id in ids {
        registry.submit(submission(id, &format!("draft-{id}"), draft(id))).await.unwrap();
    }
    registry.close().await;
    journal
}

fn identity(number: u128) -> Identity {
    Identity::from(Uuid::from_u128(number))
}

async fn exported(journal: &dyn Journal) -> String {
    let mut text = Vec::new();
    export(journal, &mut text, |_, _| {}).await.unwrap();
    String::from_utf8(text).unwrap()
}

async fn import_into(text: &[u8], target: &dyn Journal) -> Result<Position, ImportError> {
    Import::begin(Cursor::new(text))?.append_to(target, |_| Ok(()), |_, _| {}).await
}

/// The lines of an export without their ends.
fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

fn text_of(lines: &[impl AsRef<str>]) -> String {
    lines.iter().map(|line| format!("{}\n", line.as_ref())).collect()
}

/// The text of an export of records, whatever they are, with a right digest; the JSON of each is given.
fn forged(records: &[(String, Vec<u8>)]) -> String {
    let identity = identity(7);
    let mut digest = Sha256::new_with_prefix(identity.as_uuid());
    let end = records.len();
    let mut lines = vec![format!(r#"{{"depositaryJournal":1,"journalId":"{identity}","end":"{end}"}}"#)];
    for (number, (json, bytes)) in (1..).zip(records) {
        digest.update(Sha256::digest(bytes));
        let bytes = BASE64_STANDARD.encode(bytes);
        lines.push(format!(r#"{{"position":"{number}","record":{json},"bytes":"{bytes}"}}"#));
    }
    lines.push(format!(r#"{{"end":"{end}","sha256":"{}"}}"#, hex::encode(digest.finalize())));
    text_of(&lines)
}

/// Line and reason of a refusal.
#[track_caller]
fn refused(imported: Result<Position, ImportError>) -> (u64, BadLine) {
    match imported {
        Err(ImportError::Line { number, what }) => (number, what),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_story_comes_back_byte_for_byte() {
    let (journal, clock) = story().await;
    let text = exported(&journal).await;
    for new in [journal.identity(), journal_identity()] {
        let copy = Memory::with_limits(new, Limits { records: 7, bytes: Memory::LIMITS.bytes });
        let import = Import::begin(text.as_bytes()).unwrap();
        assert_eq!(import.journal_id(), journal.identity());
        let (mut shown, mut told) = (Vec::new(), Vec::new());
        let check = |record: &Record| {
            shown.push(record.clone());
            Ok(())
        };
        let end = import.append_to(&copy, check, |done, end| told.push((done, end))).await.unwrap();
        assert!(end > Position::new(50), "{end}");
        assert_eq!(records(&copy).await, records(&journal).await);
        assert_eq!(shown, records(&journal).await);
        assert_eq!(told.last(), Some(&(end, end)));
        assert!(told.len() > 7 && told.is_sorted(), "{told:?}");
        // What it says of the journal's id, and with it the digest, is all that is different.
        let again = exported(&copy).await;
        let (before, after) = (lines(&text), lines(&again));
        assert_eq!(before[1..before.len() - 1], after[1..after.len() - 1]);
        assert_eq!(text == again, new == journal.identity());
        answers_alike(&journal, &copy, &clock).await;
    }
}

/// What a service over the copy answers is what one over the original does.
async fn answers_alike(journal: &Memory, copy: &Memory, clock: &Clock) {
    let id = AgreementId::parse("irn-uzb-2022-sec").unwrap();
    let mut answers: Vec<(_, Vec<Event>)> = Vec::new();
    for journal in [journal, copy] {
        let service = Setup { clock: clock.clone(), ..Setup::over(journal) }.start().await;
        let version = version(&service.registry, &id, Freshness::default()).await.unwrap();
        answers.push((version, events(&service).await));
        service.stop().await;
    }
    assert!(answers[0].1.len() > 50);
    assert_eq!(answers[0], answers[1]);
}

async fn events(service: &Service) -> Vec<Event> {
    let filter =
        EventFilter { agreements: vec!["agreements/irn-uzb-2022-sec".into()], ..EventFilter::default() };
    let list = ListEventsRequest { filter: Some(filter), page_size: 1000, ..ListEventsRequest::default() };
    service.events().await.list_events(list).await.unwrap().into_inner().events
}

#[tokio::test]
async fn a_line_can_be_read_by_people_and_leaves_nothing_out() {
    let journal = drafts(&["first"]).await;
    let text = exported(&journal).await;
    let lines = lines(&text);
    assert_eq!(
        lines[0],
        r#"{"depositaryJournal":1,"journalId":"00000000-0000-0000-0000-000000000007","end":"1"}"#
    );
    assert!(lines[1].starts_with(r#"{"position":"1","record":{"actor":{"#), "{}", lines[1]);
    let line: serde_json::Value = serde_json::from_str(lines[1]).unwrap();
    let record = &line["record"];
    assert_eq!(record["agreementId"], "first");
    assert_eq!(record["recordedAt"], "2022-02-14T09:00:00Z");
    assert_eq!(record["requestId"], "draft-first");
    let drafted = &record["events"][0]["agreementDrafted"];
    assert_eq!(drafted["form"], "AGREEMENT_FORM_AGREEMENT", "{record}");
    let bytes = BASE64_STANDARD.decode(line["bytes"].as_str().unwrap()).unwrap();
    assert_eq!(bytes, records(&journal).await[0].bytes);
    // As the front of the module says, with what every shell has.
    let digest =
        Sha256::new().chain_update([0; 15]).chain_update([7]).chain_update(Sha256::digest(&bytes)).finalize();
    assert_eq!(lines[2], format!(r#"{{"end":"1","sha256":"{}"}}"#, hex::encode(digest)));
    assert!(text.ends_with("\"}\n") && !text.contains("\n\n"));
}

#[tokio::test]
async fn maps_are_written_in_one_order() {
    let drafted = records(&drafts(&["first"]).await).await[0].bytes.clone();
    let mut message = Message::decode(drafted).unwrap();
    let Some(Payload::AgreementDrafted(drafted)) = &mut message.events[0].payload else { panic!("no draft") };
    drafted.title =
        ["ar", "en", "fr", "ru", "uz", "zh"].map(|tag| (tag.to_owned(), "A title".to_owned())).into();
    let journal = memory();
    let mut batch = journal.batch();
    batch.push(message.encode_to_vec().into()).unwrap();
    let _ = journal.append(Position::ZERO, &batch).await;
    let text = exported(&journal).await;
    for _ in 0..8 {
        assert_eq!(exported(&journal).await, text);
    }
    let (ar, zh) = (text.find("\"ar\":").unwrap(), text.find("\"zh\":").unwrap());
    assert!(ar < zh, "{text}");
}

#[tokio::test]
async fn an_empty_journal_comes_back_too() {
    let text = exported(&memory()).await;
    assert_eq!(lines(&text).len(), 2);
    let copy = memory();
    assert_eq!(import_into(text.as_bytes(), &copy).await.unwrap(), Position::ZERO);
    assert_eq!(records(&copy).await, []);
}

#[tokio::test]
async fn another_hand_may_write_the_json_otherwise() {
    let journal = drafts(&["first", "second"]).await;
    let text = exported(&journal).await;
    let other: Vec<String> = lines(&text)
        .iter()
        .map(|line| {
            let mut line: serde_json::Value = serde_json::from_str(line).unwrap();
            if let Some(drafted) = line.pointer_mut("/record/events/0/agreementDrafted") {
                drafted["form"] = 3.into();
            }
            line.to_string().replace(',', " ,\t").replace("agreementId", "agreement\\u0049d")
        })
        .collect();
    let other = text_of(&other);
    assert!(other.contains("\"form\":3"), "{other}");
    let copy = memory();
    import_into(other.as_bytes(), &copy).await.unwrap();
    assert_eq!(records(&copy).await, records(&journal).await);
}

/// Changes a line of a good export; `None` takes it out.
type Change = fn(&str) -> Option<String>;

#[tokio::test]
async fn a_broken_line_is_refused_with_its_number_and_nothing_is_left() {
    let text = exported(&drafts(&["first", "second", "third"]).await).await;
    let other = exported(&drafts(&["other"]).await).await;
    let other = lines(&other)[1].to_owned();
    let changes: [(u64, Change, u64, &str); 24] = [
        (1, |_| None, 1, "the file is not an export of depositary: missing field `depositaryJournal`"),
        (
            1,
            |_| Some("Dear diary".into()),
            1,
            "the file is not an export of depositary: expected value at column 1",
        ),
        (1, |line| Some(line.replace(":1,", ":2,")), 1, "has the form 2, which another version"),
        (1, |line| Some(line.replace("\"3\"", "\"2\"")), 4, "unknown field `position`"),
        (1, |line| Some(line.replace("\"3\"", "\"4\"")), 5, "unknown field `end`"),
        (1, |line| Some(line.replace("\"3\"", "\"+3\"")), 1, "`end` is not a number"),
        (1, |line| Some(line.replace("-0000-0000-0000-", "")), 1, "not a UUID"),
        (1, |line| Some(line.replace("07\"", "08\"")), 5, "`sha256` is not the digest"),
        (1, |line| Some(line.replace('}', ",\"secret\":1}")), 1, "unknown field `secret`"),
        (2, |_| None, 2, "\"2\", and here the record at position 1"),
        (3, |_| None, 3, "\"3\", and here the record at position 2"),
        (3, |line| Some(format!("{line}\n{line}")), 4, "\"2\", and here the record at position 3"),
        (3, |line| Some(format!("{line}\n")), 4, "EOF while parsing a value"),
        (3, |line| Some(line.replace("\"2\"", "\"02\"")), 3, "\"02\", and here"),
        (3, |line| Some(line.replace("\"2\"", "2")), 3, "expected a string"),
        (3, |line| Some(line.replace("\"bytes\":\"", "\"bytes\":\"*")), 3, "`bytes` is not base64"),
        (
            3,
            |line| Some(line.replace("\"record\":", "\"secret\":1,\"record\":")),
            3,
            "unknown field `secret`",
        ),
        (3, |line| Some(line.replace("\"record\":{", "\"record\":{\"secret\":1,")), 3, "'secret' at column"),
        (3, |line| Some(line.replace("SECOND", "FIRST")), 3, "`record` is not what `bytes` say"),
        (
            3,
            |line| Some(line.replace("\"record\":", "\"record\":{},\"record\":")),
            3,
            "duplicate field `record`",
        ),
        (3, |line| Some(format!("{line}\r")), 3, "carriage return"),
        (5, |_| None, 5, "the last line, with `end` and `sha256`, is missing"),
        (5, |line| Some(line.replace("\"end\":\"3\"", "\"end\":\"4\"")), 5, "the first line says 3"),
        (5, |line| Some(format!("{line}\n{line}")), 6, "it comes after the end"),
    ];
    let mut broken: Vec<(String, u64, &str)> = Vec::new();
    for (number, change, at, said) in changes {
        let mut lines: Vec<_> =
            (1..).zip(lines(&text)).map(|(at, line)| (at, Some(line.to_owned()))).collect();
        for (at, line) in &mut lines {
            if *at == number {
                *line = line.take().and_then(|line| change(&line));
            }
        }
        let lines: Vec<String> = lines.into_iter().filter_map(|(_, line)| line).collect();
        broken.push((text_of(&lines), at, said));
    }
    let with_other = text.replace(lines(&text)[1], &other);
    broken.push((with_other, 5, "`sha256` is not the digest"));
    broken.push((text.replace(['\n', '\r'], "\r\n"), 1, "carriage return"));
    broken.push((String::new(), 1, "the file is empty"));
    broken.push(("\n".into(), 1, "not an export of depositary: EOF"));
    broken.push(("\u{feff}".to_owned() + &text, 1, "not an export of depositary: expected value"));
    broken.push((
        text_of(&lines(&text)[..3]),
        4,
        "the records from position 3 to 3 and the last line are missing",
    ));
    broken.push((text.trim_end().to_owned(), 5, "does not end with a line feed"));

    for (text, at, said) in broken {
        for is_there in [false, true] {
            let place = Place::new();
            if is_there {
                drop(Sqlite::open(&place.path(), identity(3), |_| None).unwrap());
            }
            let before = place.files();
            let (number, what) = refused(place.import(text.as_bytes()).await);
            assert!(number == at && what.to_string().contains(said), "line {number}: {what}, and not {said}");
            assert_eq!(place.files(), before, "{what}");
        }
    }
}

#[tokio::test]
async fn a_line_of_bytes_or_without_an_end_is_refused() {
    let text = exported(&drafts(&["first"]).await).await;
    let bytes = text.replace("An agreement", "An \u{1} agreement").replace('\u{1}', "\u{fffd}").into_bytes();
    let at = bytes.windows(3).position(|window| window == "\u{fffd}".as_bytes()).unwrap();
    let mut bytes = bytes;
    bytes[at] = 0xff;
    let (number, what) = refused(import_into(&bytes, &memory()).await);
    assert!(number == 2 && matches!(what, BadLine::NotUtf8(_)), "line {number}: {what}");

    // More than is ever read; all of it is never there at once.
    let first = format!("{}\n", lines(&text)[0]);
    let endless = io::BufReader::new(io::Read::chain(first.as_bytes(), io::repeat(b' ')));
    let imported = Import::begin(endless).unwrap().append_to(&memory(), |_| Ok(()), |_, _| {}).await;
    let (number, what) = refused(imported);
    assert!(number == 2 && matches!(what, BadLine::TooLong), "line {number}: {what}");
}

#[tokio::test]
async fn a_record_that_this_version_does_not_understand_is_neither_exported_nor_imported() {
    let journal = drafts(&["first"]).await;
    let good = Message::decode(records(&journal).await[0].bytes.clone()).unwrap();
    let text = exported(&journal).await;
    let line: serde_json::Value = serde_json::from_str(lines(&text)[1]).unwrap();
    let json = line["record"].to_string();

    let newer = Message { min_reader: 1000, ..good.clone() };
    let newer_json = json.replacen("\"minReader\":\"3\"", "\"minReader\":\"1000\"", 1);
    assert_ne!(newer_json, json);
    // Field 99, a string, at the end of the record.
    let field = [&good.encode_to_vec()[..], &[0x9a, 0x06, 2, b'h', b'i']].concat();
    let nothing = Message { events: Vec::new(), ..good };
    let cases = [
        (newer.encode_to_vec(), newer_json, "it needs a reader of version 1000", true),
        (
            field,
            json.clone(),
            "depositary.v1.Record has the field 99, which only a newer version knows",
            true,
        ),
        (b"no message".to_vec(), json.clone(), "it is not a record", true),
        (Vec::new(), "{}".to_owned(), "min_reader", false),
        (nothing.encode_to_vec(), json, "events: A record has at least one event.", false),
    ];
    for (bytes, json, said, is_refused_at_export) in cases {
        let (number, what) =
            refused(import_into(forged(&[(json, bytes.clone())]).as_bytes(), &memory()).await);
        assert!(number == 2 && what.to_string().contains(said), "line {number}: {what}, and not {said}");

        let journal = Memory::new(identity(7));
        let mut batch = journal.batch();
        batch.push(Bytes::from(bytes)).unwrap();
        let _ = journal.append(Position::ZERO, &batch).await;
        let mut out = Vec::new();
        match export(&journal, &mut out, |_, _| {}).await {
            Err(ExportError::Record { position, cause }) if is_refused_at_export => {
                assert_eq!(position, Position::new(1));
                assert!(cause.to_string().contains(said), "{cause}, and not {said}");
            }
            Ok(_) if !is_refused_at_export => {}
            other => panic!("{said}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn what_the_check_refuses_and_what_the_journal_does_not_take_is_refused() {
    let text = exported(&drafts(&["first", "second"]).await).await;
    let import = Import::begin(text.as_bytes()).unwrap();
    let check = |record: &Record| match record.position.get() {
        2 => Err("the revision is 7".to_owned()),
        _ => Ok(()),
    };
    let error = import.append_to(&memory(), check, |_, _| {}).await.unwrap_err();
    assert_eq!(error.to_string(), "line 3: the revision is 7");

    let small = Memory::with_limits(identity(1), Limits { records: 9, bytes: 20 });
    let (number, what) = refused(import_into(text.as_bytes(), &small).await);
    assert!(number == 2 && matches!(what, BadLine::TooLarge { limit: 20, .. }), "line {number}: {what}");

    let error = import_into(text.as_bytes(), &drafts(&["there"]).await).await.unwrap_err();
    assert!(
        matches!(error, ImportError::Fill(FillError::NotEmpty { end }) if end == Position::new(1)),
        "{error}"
    );
    let closed = memory();
    closed.close();
    let error = import_into(text.as_bytes(), &closed).await.unwrap_err();
    assert!(matches!(error, ImportError::Fill(FillError::Append { after: Position::ZERO, .. })), "{error}");
}

#[tokio::test]
async fn an_export_ends_where_the_journal_ended_when_it_began() {
    let journal = drafts(&["first", "second"]).await;
    let (grown, mut text) = (journal.clone(), Growing { journal, text: Vec::new() });
    export(&grown, &mut text, |_, _| {}).await.unwrap();
    assert_eq!(grown.end().await.unwrap(), Position::new(4));
    let copy = memory();
    assert_eq!(import_into(&text.text, &copy).await.unwrap(), Position::new(2));
    assert_eq!(records(&copy).await, records(&grown).await[..2]);
}

/// A text that has the journal grow as soon as its first line is there.
struct Growing {
    journal: Memory,
    text: Vec<u8>,
}

impl io::Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.text.is_empty() {
            let mut batch = self.journal.batch();
            for later in ["later", "yet later"] {
                batch.push(Bytes::from(later)).unwrap();
            }
            let appended = self.journal.append(Position::new(2), &batch);
            let _ = futures_util::FutureExt::now_or_never(appended).unwrap();
        }
        self.text.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_history_comes_back_byte_for_byte(steps in histories()) {
        Runtime::new().unwrap().block_on(async {
            let journal = memory();
            let registry = open(journal.clone()).await;
            for (number, step) in steps.into_iter().enumerate() {
                let now = registry.clock().now() + SignedDuration::from_hours(24 * step.days_later);
                registry.advance_clock(ClockStep::To(now)).await.unwrap();
                // What the rules refuse is not in the journal.
                let _ = registry.submit(sending(number, &step, now)).await;
            }
            registry.close().await;
            let (text, copy) = (exported(&journal).await, Memory::new(journal.identity()));
            import_into(text.as_bytes(), &copy).await.unwrap();
            assert_eq!(records(&copy).await, records(&journal).await);
            assert_eq!(exported(&copy).await, text);
        });
    }
}

/// What is done to one byte.
#[derive(Clone, Copy, Debug)]
enum Slip {
    Flip(u8),
    Insert(u8),
    Remove,
    CutHere,
}

fn slips() -> impl Strategy<Value = (usize, Slip)> {
    let slip = prop_oneof![
        (0..8_u8).prop_map(Slip::Flip),
        any::<u8>().prop_map(Slip::Insert),
        Just(Slip::Remove),
        Just(Slip::CutHere),
    ];
    (any::<prop::sample::Index>().prop_map(|index| index.index(1 << 20)), slip)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    /// Whatever happens to a byte is either seen, or has changed none of the records.
    #[test]
    fn one_byte_that_slips_changes_no_record((at, slip) in slips()) {
        Runtime::new().unwrap().block_on(async {
            static GOOD: OnceCell<(String, Vec<Record>)> = OnceCell::const_new();
            let good = async {
                let journal = drafts(&["first", "second"]).await;
                (exported(&journal).await, records(&journal).await)
            };
            let (text, expected) = GOOD.get_or_init(|| good).await;
            let mut bytes = text.clone().into_bytes();
            let at = at % bytes.len();
            match slip {
                Slip::Flip(bit) => bytes[at] ^= 1 << bit,
                Slip::Insert(byte) => bytes.insert(at, byte),
                Slip::Remove => drop(bytes.remove(at)),
                Slip::CutHere => bytes.truncate(at),
            }
            let copy = memory();
            let imported = match Import::begin(Cursor::new(bytes)) {
                Ok(import) if import.journal_id() == identity(7) => {
                    import.append_to(&copy, |_| Ok(()), |_, _| {}).await
                }
                Ok(import) => import.append_to(&memory(), |_| Ok(()), |_, _| {}).await,
                Err(error) => Err(error),
            };
            match imported {
                Ok(_) => assert_eq!(&records(&copy).await, expected),
                Err(error) => assert!(matches!(error, ImportError::Line { .. }), "{error}"),
            }
        });
    }
}
