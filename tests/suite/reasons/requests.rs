//! Requests that are wrong in any state, and a few that only today or the agreement makes wrong in that way.

use depositary::proto::v1::{
    AdvanceClockRequest, CalendarSpan, DateOffset, DraftAgreementRequest, EvaluateAgreementRequest,
    EventFilter, EventType, FreezeTextRequest, InviteParticipantRequest, ListEventsRequest,
    OpenForSignatureRequest, ParticipantSpec, Period, SignatureRule, Terms, WatchEventsRequest, Withdrawal,
    WithdrawalRule, advance_clock_request::Step, date_offset,
};
use tonic::Status;

use super::{
    Case, Reason,
    desk::{Desk, OTHER_DIGEST, on, participant},
};
use crate::support::{date, english};

pub(super) fn cases(desk: &Desk) -> Vec<Case> {
    [fields(desk), values(desk), dates(desk), reads(desk), terms(desk)].into_iter().flatten().collect()
}

fn fields(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "no title and no form", Reason::FieldRequired, async |desk: Desk| {
            let draft = DraftAgreementRequest { title: [].into(), form: 0, ..desk.draft() };
            desk.refused(draft).await
        })
        .wrong("title")
        .also("form", Reason::FieldRequired),
        Case::at(desk, "no name", Reason::FieldRequired, async |desk: Desk| {
            desk.refused(FreezeTextRequest { name: String::new(), ..desk.freeze() }).await
        })
        .wrong("name"),
        Case::at(desk, "no step of the clock", Reason::FieldRequired, async |desk: Desk| {
            advance(desk, None).await
        })
        .wrong("step"),
        Case::at(desk, "a long reference", Reason::FieldTooLong, async |desk: Desk| {
            desk.refused(DraftAgreementRequest { reference: "x".repeat(65), ..desk.draft() }).await
        })
        .wrong("reference"),
        Case::at(desk, "a long title and no level", Reason::FieldTooLong, async |desk: Desk| {
            let title = english(&"x".repeat(501));
            desk.refused(DraftAgreementRequest { title, level: 0, ..desk.draft() }).await
        })
        .wrong(r#"title["en"]"#)
        .also("level", Reason::FieldRequired),
        Case::at(desk, "too many languages", Reason::TooManyItems, async |desk: Desk| {
            let languages = vec!["en".to_owned(); 1001];
            desk.refused(DraftAgreementRequest { languages, ..desk.draft() }).await
        })
        .wrong("languages"),
    ]
}

fn values(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "an id with a blank", Reason::BadId, async |desk: Desk| {
            desk.refused(desk.invite(participant("the first"))).await
        })
        .wrong("participant.participant_id"),
        Case::at(desk, "a name in capitals", Reason::BadId, async |desk: Desk| {
            desk.refused(FreezeTextRequest { name: "agreements/A".into(), ..desk.freeze() }).await
        })
        .wrong("name"),
        Case::at(desk, "a title in no language", Reason::BadLanguageTag, async |desk: Desk| {
            let title = [("english!".to_owned(), "An agreement".to_owned())].into();
            desk.refused(DraftAgreementRequest { title, ..desk.draft() }).await
        })
        .wrong(r#"title["english!"]"#),
        Case::at(desk, "a small country", Reason::BadCountryCode, async |desk: Desk| {
            let spec = ParticipantSpec { state: "uz".into(), ..participant("C") };
            desk.refused(desk.invite(spec)).await
        })
        .wrong("participant.state"),
        Case::at(desk, "a zone on no map", Reason::BadTimeZone, async |desk: Desk| {
            let reckoning_zone = "Asia/Atlantis".into();
            desk.refused(DraftAgreementRequest { reckoning_zone, ..desk.draft() }).await
        })
        .wrong("reckoning_zone"),
        Case::at(desk, "a digest in capitals", Reason::BadDigest, async |desk: Desk| {
            desk.refused(desk.sign("A", &"A".repeat(64))).await
        })
        .wrong("text_digest"),
        Case::at(desk, "an unknown form", Reason::BadValue, async |desk: Desk| {
            desk.refused(DraftAgreementRequest { form: 99, ..desk.draft() }).await
        })
        .wrong("form"),
        Case::at(desk, "a participant given twice", Reason::BadValue, async |desk: Desk| {
            let participants = vec![participant("A"), participant("A")];
            desk.refused(DraftAgreementRequest { participants, ..desk.draft() }).await
        })
        .wrong("participants[1].participant_id"),
        Case::at(desk, "a negative revision", Reason::BadValue, async |desk: Desk| {
            let invite = desk.invite(participant("C"));
            desk.refused(InviteParticipantRequest { expected_revision: Some(-1), ..invite }).await
        })
        .wrong("expected_revision"),
        Case::at(desk, "a step of no duration", Reason::BadValue, async |desk: Desk| {
            let by = prost_types::Duration { seconds: 1, nanos: -1 };
            advance(desk, Some(Step::By(by))).await
        })
        .wrong("by"),
    ]
}

fn dates(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a day that no february has", Reason::BadDate, async |desk: Desk| {
            let invite = desk.invite(participant("C"));
            desk.refused(InviteParticipantRequest { act: on(2022, 2, 30), ..invite }).await
        })
        .wrong("act.occurred_on"),
        Case::at(desk, "an opening in some month", Reason::BadDate, async |desk: Desk| {
            desk.refused(OpenForSignatureRequest { act: on(2022, 2, 0), ..desk.open() }).await
        })
        .wrong("act.occurred_on"),
        Case::at(desk, "a window that closes first", Reason::BadPeriod, async |desk: Desk| {
            let (opens_on, closes_on) = (date(2022, 2, 14), date(2022, 2, 13));
            desk.refused(OpenForSignatureRequest { opens_on, closes_on, ..desk.open() }).await
        })
        .wrong("closes_on"),
        Case::at(desk, "a window that closed yesterday", Reason::BadPeriod, async |desk: Desk| {
            desk.done(desk.complete_draft()).await;
            desk.refused(OpenForSignatureRequest { closes_on: date(2022, 2, 13), ..desk.open() }).await
        })
        .wrong("closes_on")
        .about_its_agreement(),
        Case::at(desk, "a period of no day", Reason::BadPeriod, async |desk: Desk| {
            let period = Some(Period { from: date(2022, 2, 1), to: date(2022, 2, 1) });
            desk.refused(EvaluateAgreementRequest { period, ..desk.evaluate("E1", &[]) }).await
        })
        .wrong("period.to"),
    ]
}

fn reads(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a filter of no agreement and no type", Reason::BadFilter, async |desk: Desk| {
            let filter = EventFilter {
                agreements: vec![desk.name.clone(), "treaties/a".into()],
                types: vec![EventType::Unspecified.into()],
                ..EventFilter::default()
            };
            list(desk, ListEventsRequest { filter: Some(filter), ..ListEventsRequest::default() }).await
        })
        .wrong("filter.agreements[1]")
        .also("filter.types[0]", Reason::BadFilter),
        Case::at(desk, "a watch of nobody", Reason::BadFilter, async |desk: Desk| {
            let filter = EventFilter { parties: vec!["a b".into()], ..EventFilter::default() };
            watch(desk, WatchEventsRequest { filter: Some(filter), ..WatchEventsRequest::default() }).await
        })
        .wrong("filter.parties[0]"),
        Case::at(desk, "a token of somebody else", Reason::BadPageToken, async |desk: Desk| {
            let page_token = "next".into();
            list(desk, ListEventsRequest { page_token, ..ListEventsRequest::default() }).await
        })
        .wrong("page_token"),
        Case::at(desk, "a token of another listing", Reason::BadPageToken, async |desk: Desk| {
            desk.drafted().await;
            desk.done(desk.invite(participant("C"))).await;
            let agreements = vec![desk.name.clone()];
            let filter = Some(EventFilter { agreements, ..EventFilter::default() });
            let first = ListEventsRequest { filter, page_size: 1, ..ListEventsRequest::default() };
            let first = desk.events.clone().list_events(first).await.unwrap().into_inner();
            let page_token = first.next_page_token;
            assert_ne!(page_token, "", "there is a second page");
            list(desk, ListEventsRequest { page_token, ..ListEventsRequest::default() }).await
        })
        .wrong("page_token"),
        Case::at(desk, "a page of minus one", Reason::BadValue, async |desk: Desk| {
            list(desk, ListEventsRequest { page_size: -1, ..ListEventsRequest::default() }).await
        })
        .wrong("page_size"),
        Case::at(desk, "the digest of an unnamed record", Reason::BadValue, async |desk: Desk| {
            let record_digest = OTHER_DIGEST.into();
            watch(desk, WatchEventsRequest { record_digest, ..WatchEventsRequest::default() }).await
        })
        .wrong("record_digest"),
    ]
}

fn terms(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a notice and no withdrawal", Reason::TermsInconsistent, async |desk: Desk| {
            let withdrawal = Withdrawal {
                rule: WithdrawalRule::NotAllowed.into(),
                lock: Some(CalendarSpan { years: 1, ..CalendarSpan::default() }),
                notice: Some(DateOffset { kind: Some(date_offset::Kind::Months(6)) }),
            };
            let terms = Terms { withdrawal: Some(withdrawal), ..Terms::default() };
            desk.refused(desk.set_terms(terms)).await
        })
        .wrong("terms.withdrawal.lock")
        .also("terms.withdrawal.notice", Reason::TermsInconsistent),
        Case::at(desk, "a strange language prevails", Reason::TermsInconsistent, async |desk: Desk| {
            desk.done(DraftAgreementRequest { languages: vec!["en".into()], ..desk.draft() }).await;
            let terms = Terms { prevailing_language: "fa".into(), ..Terms::default() };
            desk.refused(desk.set_terms(terms)).await
        })
        .wrong("terms.prevailing_language")
        .about_its_agreement(),
        Case::at(desk, "a rule of a later version", Reason::TermsNotSupported, async |desk: Desk| {
            let terms = Terms { signature_rule: SignatureRule::None.into(), ..Terms::default() };
            desk.refused(desk.set_terms(terms)).await
        })
        .wrong("terms.signature_rule"),
    ]
}

pub(super) async fn advance(desk: Desk, step: Option<Step>) -> Status {
    let answer = desk.clock.clone().advance_clock(AdvanceClockRequest { step }).await;
    answer.expect_err("the clock does not move so")
}

pub(super) async fn list(desk: Desk, request: ListEventsRequest) -> Status {
    desk.events.clone().list_events(request).await.expect_err("there is no such list")
}

pub(super) async fn watch(desk: Desk, request: WatchEventsRequest) -> Status {
    desk.events.clone().watch_events(request).await.expect_err("there is no such watch")
}
