//! The agreement that depositary began with, from the first draft to its end: the story of `depositary demo`, played into the
//! real server by the same player, at its own time and as a thing of the past.

use depositary::{
    demo::{Error, Played, Story, play},
    proto::v1::{
        Act, CorrectRecordRequest, Event, EventFilter, EventType, FieldValue, ListEventsRequest, Place,
        field_value,
    },
    registry::Clock,
};
use serde_json::{Value, json};
use tonic::Code;

use crate::support::{Service, Setup, date, refused};

const NAME: &str = "agreements/irn-uzb-2022-sec";

/// All of the story, each part in its number.
const ALL: Played = Played { acts: 72, refusals: 17, times: 4, questions: 21, left_out: 0 };

/// A day long after the story.
pub(crate) const AFTER: &str = "2026-11-24T12:00:00Z";

#[tokio::test]
async fn the_story_is_as_it_is_told() {
    let service = Service::start().await;
    let (played, told) = tell(&story(), &service).await;
    assert_eq!(played, ALL, "{told}");

    let events = events(&service).await;
    let revisions: Vec<_> = events.iter().map(|event| event.revision).collect();
    assert_eq!(revisions, (1..=events.len() as i64).collect::<Vec<_>>());
    let last =
        [EventType::WithdrawalNotified, EventType::ParticipantWithdrew, EventType::AgreementTerminated];
    assert!(kinds(&events).ends_with(&last), "{told}");

    // What was corrected is not as it was: the same correction again rests on a stale value.
    let stale = service.agreements().await.correct_record(correction()).await.unwrap_err();
    let stale = refused(&stale);
    assert_eq!((stale.code, stale.reason.as_str()), (Code::Aborted, "STALE_VALUE"));
    assert_eq!(stale.metadata["agreement"], NAME);
    service.stop().await;
}

#[tokio::test]
async fn told_again_it_has_happened_once() {
    let service = Service::start().await;
    tell(&story(), &service).await;
    let first = events(&service).await;
    let (played, told) = tell(&story(), &service).await;
    // The state in which somebody was refused, or asked what would be if, is long gone.
    let again = Played { refusals: 0, questions: ALL.questions - 1, left_out: ALL.refusals + 1, ..ALL };
    assert_eq!(played, again, "{told}");
    assert_eq!(events(&service).await, first);
    service.stop().await;
}

#[tokio::test]
async fn broken_off_it_goes_on_where_it_was() {
    let mut text: Value = serde_json::from_str(Story::TEXT).unwrap();
    text["steps"].as_array_mut().unwrap().truncate(60);
    let beginning = Story::read(&text.to_string()).unwrap();
    for clock in [simulated("2022-02-14T09:00:00Z"), simulated(AFTER)] {
        let service = Setup { clock, ..Setup::default() }.start().await;
        let (first, told) = tell(&beginning, &service).await;
        assert!(first.acts > 0 && first.acts < ALL.acts, "{told}");
        let (whole, told) = tell(&story(), &service).await;
        assert_eq!(first.refusals + whole.refusals, ALL.refusals, "{told}");
        assert!(whole.acts >= ALL.acts && whole.times == ALL.times, "{told}");
        service.stop().await;
    }
}

#[tokio::test]
async fn the_past_is_entered_with_the_same_consequences() {
    let service = Service::start().await;
    tell(&story(), &service).await;
    let at_its_time = kinds(&events(&service).await);
    service.stop().await;

    // The machine's clock, one long after the story, and one in the middle of it.
    for clock in [Clock::system(), simulated(AFTER), simulated("2024-01-10T12:00:00Z")] {
        let service = Setup { clock, ..Setup::default() }.start().await;
        let (played, told) = tell(&story(), &service).await;
        // What was known on an evening of 2022 cannot be asked, and the backfill has to be completed.
        let as_past = Played { acts: ALL.acts + 1, questions: ALL.questions - 1, left_out: 1, ..ALL };
        assert_eq!(played, as_past, "{told}");
        let mut entered = kinds(&events(&service).await);
        entered.retain(|kind| *kind != EventType::BackfillCompleted);
        // The last action is still open when its day has passed, long after the end.
        let since = entered.split_off(at_its_time.len());
        assert_eq!(entered, at_its_time);
        assert!(since.is_empty() || since == [EventType::ActionOverdueFlagged], "{since:?}");

        let (again, told) = tell(&story(), &service).await;
        assert_eq!((again.acts, again.refusals, again.times), (ALL.acts + 1, 0, ALL.times), "{told}");
        service.stop().await;
    }
}

#[test]
fn it_has_every_row_of_the_worked_example() {
    let rows: Vec<_> = story().rows().collect();
    assert!(rows.is_sorted());
    let mut rows = rows;
    rows.dedup();
    assert_eq!(rows, (1..=69).collect::<Vec<_>>());
}

/// Which step is changed, how, and the place that the error then names.
type Change = (fn(&Value) -> bool, fn(&mut Value), &'static str);

#[tokio::test]
async fn whatever_is_otherwise_is_noticed() {
    let changes: [Change; 9] = [
        (|step| step["row"] == 1, |step| step["status"] = json!("OPEN"), "row 1, 2022-02-14, DraftAgreement"),
        (
            |step| is_refused_on(step, "2022-02-21"),
            |step| step["refused"]["reason"] = json!("TERMS_MISSING"),
            "2022-02-21, FreezeText",
        ),
        (
            |step| is_refused_on(step, "2022-02-28"),
            |step| step["refused"]["metadata"]["expected_revision"] = json!("2"),
            "2022-02-28, ReviseDraft",
        ),
        (
            |step| step["row"] == 8,
            |step| step["refused"] = json!({"code": "FAILED_PRECONDITION", "reason": "NOT_OPEN"}),
            "row 8, 2022-03-09, SignAgreement",
        ),
        (
            |step| step["row"] == 9,
            |step| step["answer"]["receipt"]["events"][2]["effective_on"]["day"] = json!(10),
            "row 9, 2022-03-09, SignAgreement",
        ),
        (
            |step| step["row"] == 9,
            |step| step["events"].as_array_mut().unwrap().truncate(5),
            "row 9, 2022-03-09, SignAgreement",
        ),
        (
            |step| step["row"] == 25,
            |step| step["after"]["S1"] = json!("SCHEDULED"),
            "row 25, 2023-03-06, ConveneSession",
        ),
        (
            |step| step["row"] == 41,
            |step| step["on"] = json!("2023-12-31"),
            "row 41, 2023-12-31, what falls due",
        ),
        (
            |step| step["ask"] == "AgreementService/GetAgreement",
            |step| step["answer"]["agreement"]["evaluation_count"] = json!(2),
            "2025-05-20, GetAgreement",
        ),
    ];
    for (is_meant, change, place) in changes {
        let mut text: Value = serde_json::from_str(Story::TEXT).unwrap();
        let steps = text["steps"].as_array_mut().unwrap();
        change(steps.iter_mut().find(|step| is_meant(step)).unwrap());
        let story = Story::read(&text.to_string()).unwrap();
        let service = Service::start().await;
        match play(&story, service.channel().await, &mut Vec::new()).await {
            Err(Error::Differs { place: found, problem }) => assert_eq!(found, place, "{problem}"),
            otherwise => panic!("{place}: {otherwise:?}"),
        }
        service.stop().await;
    }
}

#[tokio::test]
async fn an_event_that_the_story_does_not_tell_is_noticed() {
    // Without the step for it, the flag comes unexpected with the next act.
    let mut text: Value = serde_json::from_str(Story::TEXT).unwrap();
    text["steps"].as_array_mut().unwrap().retain(|step| step["row"] != 41);
    let story = Story::read(&text.to_string()).unwrap();
    let service = Service::start().await;
    let error = play(&story, service.channel().await, &mut Vec::new()).await.unwrap_err();
    assert!(error.to_string().contains("row 42, 2024-01-25, CompleteAction: "), "{error}");
    service.stop().await;
}

/// What the error says, and the slip in the first step that it is about.
type Slip = (&'static str, fn(&mut Value));

#[test]
fn a_story_that_is_not_well_written_says_where() {
    let slips: [Slip; 8] = [
        ("there is no AgreementService/Sign", |step| step["call"] = json!("AgreementService/Sign")),
        ("not a DraftAgreementRequest", |step| step["request"]["titel"] = json!("x")),
        ("not a DraftAgreementResponse", |step| step["answer"] = json!({"agreement": {"state": 1}})),
        ("there is no event DRAFTED", |step| step["events"] = json!(["DRAFTED"])),
        ("there is no status DRAFTED", |step| step["status"] = json!("DRAFTED")),
        ("there is no reason OOPS", |step| step["refused"] = json!({"code": "ABORTED", "reason": "OOPS"})),
        ("2022-02-30", |step| step["on"] = json!("2022-02-30")),
        ("do not fit together", |step| step["ask"] = json!("AgreementService/GetAgreement")),
    ];
    for (said, slip) in slips {
        let mut text: Value = serde_json::from_str(Story::TEXT).unwrap();
        slip(&mut text["steps"][0]);
        let error = Story::read(&text.to_string()).unwrap_err().to_string();
        assert!(error.contains("step 1: drafts") && error.contains(said), "{said}: {error}");
    }
}

pub(crate) fn story() -> Story {
    Story::read(Story::TEXT).unwrap()
}

pub(crate) fn simulated(start: &str) -> Clock {
    Clock::simulated(start.parse().unwrap())
}

fn is_refused_on(step: &Value, day: &str) -> bool {
    step.get("refused").is_some() && step["on"] == day
}

/// Tells the story to its end.
pub(crate) async fn tell(story: &Story, service: &Service) -> (Played, String) {
    let mut told = Vec::new();
    let played = play(story, service.channel().await, &mut told).await;
    let told = String::from_utf8(told).unwrap();
    (played.unwrap_or_else(|error| panic!("{error}\n{told}")), told)
}

async fn events(service: &Service) -> Vec<Event> {
    let filter = EventFilter { agreements: vec![NAME.into()], ..EventFilter::default() };
    let list = ListEventsRequest { filter: Some(filter), page_size: 1000, ..ListEventsRequest::default() };
    service.events().await.list_events(list).await.unwrap().into_inner().events
}

fn kinds(events: &[Event]) -> Vec<EventType> {
    events.iter().map(Event::r#type).collect()
}

/// The correction of the place of the first signature, as in row 10.
fn correction() -> CorrectRecordRequest {
    let place = |name: &str, country: &str, un_locode: &str| {
        let place = Place {
            name: name.into(),
            country: country.into(),
            un_locode: un_locode.into(),
            ..Place::default()
        };
        Some(FieldValue { kind: Some(field_value::Kind::Place(place)) })
    };
    CorrectRecordRequest {
        name: NAME.into(),
        act: Some(Act { occurred_on: date(2022, 3, 10), ..Act::default() }),
        target_revision: 8,
        field: "signature.place".into(),
        old_value: place("Tehran", "IR", ""),
        new_value: place("Tashkent", "UZ", "UZTAS"),
        ..CorrectRecordRequest::default()
    }
}
