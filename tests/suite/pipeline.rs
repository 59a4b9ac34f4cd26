//! The pipeline over a journal that plays every outcome, in every order, while several callers send commands.
//!
//! The promises: no command is done twice; no answer comes before its record is durable; no refusal rests on a record that
//! never became durable; every caller is answered.

use std::{collections::HashMap, sync::Arc, time::Duration};

use bytes::Bytes;
use depositary::{
    domain::{AgreementId, CommandBody, Rejection},
    journal::{Memory, Position},
    proto::v1,
    registry::{Condition, Filter, Freshness, Look, Refusal, Registry, Start, StoredRecord, Submission},
};
use futures_util::{StreamExt, future::join_all, stream};
use proptest::{collection::vec, prelude::*, sample::select};
use prost::Message;

use crate::{
    registry_support::{
        draft, foreign_drafts, impatient, invite, memory, morning, open, submission, version,
    },
    scripted::{Delay, Scripted, Step},
};

/// How many scripts are played at once: they mostly wait.
const AT_ONCE: usize = 32;

/// How long a caller may wait for its answer, whatever the journal does.
const ANSWER_LIMIT: Duration = Duration::from_secs(20);

/// The agreement that everybody wants to draft, also the other process.
const SHARED: &str = "shared";

/// What became of one sending.
#[derive(Debug)]
enum Heard {
    /// Recorded at this position.
    Recorded(Position),
    /// Refused by the rules.
    Rejected,
    /// Not known, or the journal is closed: it may be recorded.
    Perhaps,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_script_of_up_to_four_outcomes_keeps_the_promises() {
    let foreign = foreign_records().await;
    let scripts = (1..=4).flat_map(scripts_of_length);
    stream::iter(scripts)
        .for_each_concurrent(AT_ONCE, |script| {
            let foreign = Arc::clone(&foreign);
            async move { keeps_the_promises(&script, Delay::None, foreign).await }
        })
        .await;
}

#[test]
fn random_longer_scripts_keep_the_promises() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let foreign = runtime.block_on(foreign_records());
    // Closing steps end a script, so that most of them would be short: they are rarer here.
    let step = prop_oneof![12 => select(&Step::ALL[..5]), 1 => select(&Step::ALL[5..])];
    let delay = prop_oneof![
        Just(Delay::None),
        (1_usize..5).prop_map(Delay::Yields),
        (1_u64..3).prop_map(|milliseconds| Delay::Sleep(Duration::from_millis(milliseconds))),
    ];
    let config = ProptestConfig { cases: 200, ..ProptestConfig::default() };
    proptest!(config, |(script in vec(step, 5..40), delay in delay)| {
        runtime.block_on(keeps_the_promises(&script, delay, Arc::clone(&foreign)));
    });
}

#[tokio::test]
async fn an_unknown_outcome_is_told_in_time_and_a_retry_finds_the_record() {
    let script = [Step::UnknownWritten].into_iter().chain([Step::UnknownNotWritten; 7]);
    let foreign = foreign_records().await;
    let journal =
        Arc::new(Scripted::new(memory(), script, move |_, counter| foreign[counter as usize].clone()));
    let settings = depositary::registry::Settings { retry_pause: Duration::from_millis(5), ..impatient() };
    let registry = Registry::open(Arc::clone(&journal) as Arc<_>, morning(), settings).await.unwrap();
    let first = registry.submit(submission("a", "one", draft("a"))).await;
    assert!(matches!(first, Err(Refusal::OutcomeUnknown)), "{first:?}");
    // Reads never show what is not known to be durable.
    let id = AgreementId::parse("a").unwrap();
    let stale = Freshness { allow_stale: true, ..Freshness::default() };
    assert!(version(&registry, &id, stale).await.is_none());

    let journal_end = journal.end_now();
    assert_eq!(journal_end, Position::new(1), "the script has written the record once");
    // What is left of the script is played while the retry waits.
    let answer = loop {
        match registry.submit(submission("a", "one", draft("a"))).await {
            Err(Refusal::OutcomeUnknown) => {}
            answer => break answer.unwrap(),
        }
    };
    assert!(answer.receipt.replayed);
    assert_eq!(answer.receipt.record.unwrap().position, Position::new(1));
    assert_eq!(journal.end_now(), Position::new(1), "the retry has written nothing");
    registry.close().await;
}

#[tokio::test]
async fn a_closed_journal_closes_the_commands_and_not_the_reads() {
    for closing in [Step::ClosedNotWritten, Step::ClosedPrefix, Step::ClosedWritten] {
        let foreign = foreign_records().await;
        let script = [Step::Append, closing];
        let journal = Arc::new(Scripted::new(memory(), script, move |_, counter| {
            foreign[counter as usize + 1].clone()
        }));
        let registry = Registry::open(Arc::clone(&journal) as Arc<_>, morning(), impatient()).await.unwrap();
        let mut condition = registry.condition();
        registry.submit(submission("a", "one", draft("a"))).await.unwrap();
        let refused = registry.submit(submission("a", "two", invite("P"))).await;
        assert!(matches!(refused, Err(Refusal::JournalClosed)), "{refused:?}");
        let closed = |condition: &_| *condition == Condition::Closed;
        tokio::time::timeout(ANSWER_LIMIT, condition.wait_for(closed)).await.unwrap().unwrap();
        let refused = registry.submit(submission("a", "three", invite("Q"))).await;
        assert!(matches!(refused, Err(Refusal::JournalClosed)), "{refused:?}");

        // What the last append has written after all is seen, and so is what another process appends.
        journal.append_by_other(1);
        let id = AgreementId::parse("a").unwrap();
        let found = registry.agreement(&id, Look::default(), Freshness::default()).await.unwrap().unwrap();
        let written = u64::from(closing == Step::ClosedWritten);
        assert_eq!(found.version.agreement.revision(), 1 + written, "{closing:?}");
        assert_eq!(found.position, journal.end_now());
        registry.close().await;
    }
}

#[tokio::test]
async fn a_second_process_on_one_journal_shows_the_same_and_takes_any_position() {
    let journal = memory();
    let (first, second) = (open(journal.clone()).await, open(journal).await);
    for number in 0..200 {
        let (writer, reader) = if number % 2 == 0 { (&first, &second) } else { (&second, &first) };
        let agreement = format!("a{number}");
        let answer = writer.submit(submission(&agreement, "one", draft(&agreement))).await.unwrap();
        let after = Some(answer.receipt.record.unwrap().position);
        reader.watch(Filter::default(), Start { after, ..Start::default() }).await.unwrap();
        let version = version(reader, answer.version.agreement.id(), Freshness::default()).await;
        assert_eq!(version, Some(answer.version));
    }
    first.close().await;
    second.close().await;
}

/// Plays one script under several callers and looks whether every promise was kept.
async fn keeps_the_promises(script: &[Step], delay: Delay, foreign: Arc<Vec<Bytes>>) {
    let memory = memory();
    // The other process drafts the agreement that everybody wants only where nobody can have drafted it before.
    let journal =
        Arc::new(Scripted::new(memory.clone(), script.iter().copied(), move |position, counter| {
            let of_others = counter as usize + 1;
            foreign[if position == Position::new(1) { 0 } else { of_others }].clone()
        }));
    journal.delay_answers(delay);
    let registry = Registry::open(Arc::clone(&journal) as Arc<_>, morning(), impatient()).await.unwrap();

    let callers = (0..4).map(|caller| call(registry.clone(), Arc::clone(&journal), caller, script));
    let heard: HashMap<String, Heard> = join_all(callers).await.into_iter().flatten().collect();
    registry.close().await;

    let mut by_request: HashMap<String, Vec<Position>> = HashMap::new();
    for record in journal.records_now() {
        let message = v1::Record::decode(record.bytes).unwrap();
        by_request.entry(message.request_id).or_default().push(record.position);
    }
    for (request, heard) in heard {
        let recorded = by_request.get(&request).map_or(&[][..], Vec::as_slice);
        let kept = match &heard {
            Heard::Recorded(position) => recorded == [*position],
            Heard::Rejected => recorded.is_empty(),
            Heard::Perhaps => recorded.len() <= 1,
        };
        assert!(kept, "{script:?}: {request} heard {heard:?}, the journal has {recorded:?}");
    }
    replays_to_the_same(&registry, &memory, script).await;
}

/// One caller: drafts the shared agreement and one of its own, and invites somebody into both.
async fn call(
    registry: Registry,
    journal: Arc<Scripted>,
    caller: usize,
    script: &[Step],
) -> Vec<(String, Heard)> {
    let own = format!("own-{caller}");
    let everybodys = "Everybody";
    let work: [(&str, CommandBody); 5] = [
        (SHARED, draft(SHARED)),
        (&own, draft(&own)),
        (SHARED, invite(everybodys)),
        (SHARED, invite(&format!("P{caller}"))),
        (&own, invite("Q")),
    ];
    let mut all_heard = Vec::new();
    let mut is_drafted = false;
    for (number, (agreement, body)) in work.into_iter().enumerate() {
        let request = format!("caller-{caller}-{number}");
        let sending = submission(agreement, &request, body);
        let heard = hear(&registry, &journal, sending, script).await;
        is_drafted |= agreement == own && matches!(heard, Heard::Recorded(_));
        all_heard.push((request, heard));
    }
    if is_drafted {
        without_a_request_id(&registry, &own, script).await;
    }
    all_heard
}

/// A command that nobody can recognise by a request id is not done twice either: only its own record can stand in its way.
async fn without_a_request_id(registry: &Registry, own: &str, script: &[Step]) {
    let sending = Submission { request: None, ..submission(own, "none", invite("Once")) };
    let answer = tokio::time::timeout(ANSWER_LIMIT, registry.submit(sending)).await;
    match answer.unwrap_or_else(|_| panic!("{script:?}: a caller was not answered")) {
        Ok(_) | Err(Refusal::OutcomeUnknown | Refusal::JournalClosed) => {}
        Err(refusal) => panic!("{script:?}: decided again although it was recorded: {refusal:?}"),
    }
}

/// Sends a command, again when the outcome is not known, and looks at the journal in the moment of the answer.
async fn hear(registry: &Registry, journal: &Scripted, sending: Submission, script: &[Step]) -> Heard {
    for attempt in 0..3 {
        let answer = tokio::time::timeout(ANSWER_LIMIT, registry.submit(sending.clone())).await;
        let answer = answer.unwrap_or_else(|_| panic!("{script:?}: a caller was not answered"));
        let records = journal.records_now();
        match answer {
            Ok(answer) => {
                let record = answer.receipt.record.unwrap();
                let there = records.into_iter().find(|there| there.position == record.position);
                let there = there.unwrap_or_else(|| panic!("{script:?}: answered before it was durable"));
                assert_eq!(StoredRecord::from(there).digest(), record.digest, "{script:?}");
                assert!(!answer.receipt.replayed || attempt > 0, "{script:?}: taken for a retry");
                return Heard::Recorded(record.position);
            }
            Err(Refusal::Rejected(rejection)) => {
                rests_on_a_record(&rejection, &sending, &records, script);
                return Heard::Rejected;
            }
            Err(Refusal::OutcomeUnknown) => {}
            Err(Refusal::JournalClosed) => return Heard::Perhaps,
            Err(refusal) => panic!("{script:?}: {refusal:?}"),
        }
    }
    Heard::Perhaps
}

/// A refusal because something is there already is told only when it is there.
#[expect(clippy::wildcard_enum_match_arm, reason = "these are the refusals that can occur here")]
fn rests_on_a_record(
    rejection: &Rejection,
    sending: &Submission,
    records: &[depositary::journal::Record],
    script: &[Step],
) {
    let events = || {
        records
            .iter()
            .map(|record| v1::Record::decode(record.bytes.clone()).unwrap())
            .filter(|record| record.agreement_id == sending.agreement.as_str())
            .flat_map(|record| record.events)
            .filter_map(|event| event.payload)
    };
    let rests = match rejection {
        Rejection::AgreementExists | Rejection::ReferenceExists { .. } => {
            events().any(|payload| matches!(payload, v1::event::Payload::AgreementDrafted(_)))
        }
        Rejection::ParticipantExists { participant_id } => events().any(|payload| {
            matches!(payload, v1::event::Payload::ParticipantInvited(invited)
                if invited.participant.as_ref().unwrap().participant_id == participant_id.as_str())
        }),
        // Its draft was not recorded: the outcome of that is not known, or it is closed.
        Rejection::AgreementNotFound => events().next().is_none(),
        other => panic!("{script:?}: nobody can be refused {other:?}"),
    };
    assert!(rests, "{script:?}: {rejection:?} rests on nothing that is durable");
}

/// What the registry shows is what a successor folds from the journal, but for what the journal has taken unnoticed.
async fn replays_to_the_same(registry: &Registry, memory: &Memory, script: &[Step]) {
    let successor = open(memory.clone()).await;
    let stale = Freshness { allow_stale: true, ..Freshness::default() };
    for id in [SHARED.to_owned()].into_iter().chain((0..4).map(|caller| format!("own-{caller}"))) {
        let id = AgreementId::parse(&id).unwrap();
        let live = version(registry, &id, stale).await;
        let replayed = version(&successor, &id, stale).await;
        if registry.position() == successor.position() {
            assert_eq!(live, replayed, "{script:?}: {id}");
        } else {
            let revision = |version: Option<Arc<depositary::registry::Version>>| {
                version.map_or(0, |version| version.agreement.revision())
            };
            assert!(revision(live) <= revision(replayed), "{script:?}: {id} shows what is not durable");
        }
    }
    successor.close().await;
}

/// What the other process writes: first the agreement that all callers want to draft, then others.
async fn foreign_records() -> Arc<Vec<Bytes>> {
    let others = (0..200).map(|number| format!("foreign-{number}"));
    Arc::new(foreign_drafts([SHARED.to_owned()].into_iter().chain(others)).await)
}

fn scripts_of_length(length: usize) -> impl Iterator<Item = Vec<Step>> {
    let all = Step::ALL.len();
    (0..all.pow(u32::try_from(length).unwrap())).map(move |mut number| {
        (0..length)
            .map(|_| {
                let step = Step::ALL[number % all];
                number /= all;
                step
            })
            .collect()
    })
}
