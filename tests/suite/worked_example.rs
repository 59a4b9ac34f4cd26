//! The agreement that depositary began with, from the first draft to its first target: the first rows of the worked example,
//! over gRPC under a simulated clock, with the rejections on the way.

mod record;

use std::collections::BTreeMap;

use depositary::proto::v1::{Act, AllSigned};
use depositary::proto::v1::{
    AdvanceClockRequest, Agreement, AgreementForm, AgreementLevel, AgreementStatus, AgreementView, Area,
    Binding, Confidence, ConsentMode, DateOffset, DraftAgreementRequest, EntryIntoForce,
    EvaluateAgreementRequest, EventFilter, EventType, FreezeMethod, FreezeTextRequest, GetAgreementRequest,
    InviteParticipantRequest, ListEventsRequest, OpenForSignatureRequest, ParticipantKind, ParticipantSpec,
    ParticipantStatus, Period, Personal, Place, Rating, Receipt, ReservationRule, ReviseDraftRequest,
    SetTermsRequest, SignAgreementRequest, Signatory, SignatureKind, SignatureMode, SignatureRule,
    SigningAuthority, SigningAuthorityKind, Source, SourceKind, Stage, Terms, Text, Trigger, Withdrawal,
    WithdrawalRule, advance_clock_request::Step, agreement_service_client::AgreementServiceClient,
    clock_service_client::ClockServiceClient, date_offset,
    evaluation_service_client::EvaluationServiceClient, personal, trigger,
};
use sha2::{Digest, Sha256};
use tonic::{Code, Request, Response, Status, transport::Channel};

use crate::support::{Service, date, english, refused};

const NAME: &str = "agreements/irn-uzb-2022-sec";
const IRAN: &str = "IR-SNSC";
const UZBEKISTAN: &str = "UZ-SC";
const TEXT_DIGEST: &str = "74d3ff4baae7864820cad531416ddfa3263089133d7284d7cb9025dea2a79020";
const STALE_DIGEST: &str = "2b450bb120959c8f42014573d8b015307783929e9d07d435be2101bcb416bdf1";
const AREAS: [&str; 6] = ["TERRORISM", "EXTREMISM", "DRUGS", "TOC", "INTEL_SECURITY", "EARLIER_AGREEMENTS"];

/// The clients, and the day on which the story stands.
struct Story {
    agreements: AgreementServiceClient<Channel>,
    evaluations: EvaluationServiceClient<Channel>,
    clock: ClockServiceClient<Channel>,
}

#[tokio::test]
async fn rows_1_to_16_of_the_worked_example() {
    let service = Service::start().await;
    let mut story = Story {
        agreements: service.agreements().await,
        evaluations: service.evaluations().await,
        clock: service.clock().await,
    };
    story.rows_1_to_5_draft_it().await;
    story.rows_6_and_7_freeze_and_open_it().await;
    story.rows_8_and_9_sign_it().await;
    story.row_10_corrects_the_place().await;
    story.rows_11_to_16_relate_and_measure_it().await;
    story.what_was_known_when().await;
    story.what_is_known_at_the_end(&service).await;
    service.stop().await;
}

impl Story {
    async fn rows_1_to_5_draft_it(&mut self) {
        let drafted = self.agreements.draft_agreement(by("LN(IR)", draft())).await;
        expect(drafted, &[EventType::AgreementDrafted], AgreementStatus::Draft);
        let iran = participant(IRAN, "Supreme National Security Council", "IR", "Islamic Republic of Iran");
        let invited = self.agreements.invite_participant(by("LN(IR)", iran)).await;
        expect(invited, &[EventType::ParticipantInvited], AgreementStatus::Draft);
        let uzbekistan =
            participant(UZBEKISTAN, "Security Council under the President", "UZ", "Republic of Uzbekistan");
        let invited = self.agreements.invite_participant(by("LN(IR)", uzbekistan)).await;
        expect(invited, &[EventType::ParticipantInvited], AgreementStatus::Draft);

        self.advance("2022-02-21T09:00:00Z").await;
        reject(self.freeze().await, Code::FailedPrecondition, "TEXT_INCOMPLETE");
        let set = SetTermsRequest {
            name: NAME.into(),
            act: on(2022, 2, 21),
            terms: Some(terms()),
            ..SetTermsRequest::default()
        };
        let set = self.agreements.set_terms(by("LN(UZ)", set)).await;
        expect(set, &[EventType::TermsSet], AgreementStatus::Draft);

        self.advance("2022-02-28T09:00:00Z").await;
        let revised = self.agreements.revise_draft(by("LN(IR)", revise(2))).await;
        let (agreement, _) = expect(revised, &[EventType::DraftRevised], AgreementStatus::Draft);
        assert_eq!((agreement.text_version, agreement.text_digest.as_str()), (2, TEXT_DIGEST));
    }

    async fn rows_6_and_7_freeze_and_open_it(&mut self) {
        self.advance("2022-03-07T09:00:00Z").await;
        expect(self.freeze().await, &[EventType::TextFrozen], AgreementStatus::Frozen);

        self.advance("2022-03-08T09:00:00Z").await;
        reject(self.sign(IRAN, TEXT_DIGEST, 8).await, Code::FailedPrecondition, "NOT_OPEN");
        let open = OpenForSignatureRequest {
            name: NAME.into(),
            act: on(2022, 3, 8),
            mode: SignatureMode::Signature.into(),
            opens_on: date(2022, 3, 8),
            closes_on: date(2022, 3, 31),
            places: vec![place("Tashkent", "UZ")],
            ..OpenForSignatureRequest::default()
        };
        let opened = self.agreements.open_for_signature(by("LN(UZ)", open)).await;
        expect(opened, &[EventType::OpenedForSignature], AgreementStatus::Open);
    }

    async fn rows_8_and_9_sign_it(&mut self) {
        self.advance("2022-03-09T09:00:00Z").await;
        let revised = self.agreements.revise_draft(by("LN(IR)", revise(3))).await;
        reject(revised, Code::FailedPrecondition, "TEXT_FROZEN");
        reject(self.sign(IRAN, STALE_DIGEST, 9).await, Code::FailedPrecondition, "DIGEST_MISMATCH");
        let signed = self.sign(IRAN, TEXT_DIGEST, 9).await;
        expect(signed, &[EventType::AgreementSigned], AgreementStatus::Open);

        let evaluated = self.evaluations.evaluate_agreement(by("CC(IR)", evaluation())).await;
        let evaluated = evaluated.map(|answer| answer.into_inner().agreement);
        let status = evaluated.expect_err("an agreement that is not in force cannot be evaluated");
        let refusal = refused(&status);
        assert_eq!((refusal.code, refusal.reason.as_str()), (Code::FailedPrecondition, "NOT_IN_FORCE"));
        assert_eq!(refusal.metadata["state"], "OPEN");
        reject(self.sign(IRAN, TEXT_DIGEST, 9).await, Code::AlreadyExists, "ALREADY_SIGNED_OR_BOUND");

        let signed = self.sign(UZBEKISTAN, TEXT_DIGEST, 9).await;
        let events = [
            EventType::AgreementSigned,
            EventType::SignatureCompleted,
            EventType::EntryIntoForceScheduled,
            EventType::AgreementEnteredIntoForce,
            EventType::EnteredIntoForceForParticipant,
            EventType::EnteredIntoForceForParticipant,
        ];
        let (agreement, receipt) = expect(signed, &events, AgreementStatus::InForce);
        assert_eq!(agreement.entered_into_force_on, date(2022, 3, 9));
        let effects: Vec<_> = receipt.events.iter().map(|event| event.effective_on).collect();
        let day = date(2022, 3, 9);
        assert_eq!(effects, [None, None, day, day, day, day]);
    }

    async fn what_is_known_at_the_end(&mut self, service: &Service) {
        let get = GetAgreementRequest {
            name: NAME.into(),
            view: AgreementView::Full.into(),
            ..GetAgreementRequest::default()
        };
        let agreement = self.agreements.get_agreement(get).await.unwrap().into_inner().agreement.unwrap();
        assert_eq!(agreement.stage(), Stage::Signed);
        assert_eq!((agreement.signature_count, agreement.party_count), (2, 2));
        for participant in &agreement.participants {
            assert_eq!(participant.status(), ParticipantStatus::Party);
            assert_eq!(participant.in_force_from, date(2022, 3, 9));
            let signature = participant.signature.as_ref().unwrap();
            assert_eq!(signature.place.as_ref().unwrap().name, "Tashkent");
            assert_eq!(signature.text_digest, TEXT_DIGEST);
        }

        // The first evaluation, so that the story of this version has an end.
        self.advance("2023-03-07T09:00:00Z").await;
        let evaluated = self.evaluations.evaluate_agreement(by("CC(IR)", evaluation())).await.unwrap();
        assert_eq!(evaluated.into_inner().agreement.unwrap().stage(), Stage::Evaluated);

        let list = ListEventsRequest {
            filter: Some(EventFilter { agreements: vec![NAME.into()], ..EventFilter::default() }),
            ..ListEventsRequest::default()
        };
        let listed = service.events().await.list_events(list).await.unwrap().into_inner().events;
        let revisions: Vec<_> = listed.iter().map(|event| event.revision).collect();
        assert_eq!(revisions, (1..=23).collect::<Vec<_>>());
        let signed = listed.iter().find(|event| event.r#type() == EventType::AgreementSigned).unwrap();
        assert_eq!(signed.source.as_ref().unwrap().kind(), SourceKind::Press);
        let actor = signed.actor.clone().unwrap().principal.unwrap();
        assert_eq!(actor.content, Some(personal::Content::Text("REG".into())));
        let completed = listed.iter().find(|event| event.r#type() == EventType::SignatureCompleted).unwrap();
        assert_eq!(completed.source.as_ref().unwrap().kind(), SourceKind::System);
    }

    async fn advance(&mut self, to: &str) {
        let to: jiff::Timestamp = to.parse().unwrap();
        let to = prost_types::Timestamp { seconds: to.as_second(), nanos: 0 };
        self.clock.advance_clock(AdvanceClockRequest { step: Some(Step::To(to)) }).await.unwrap();
    }

    async fn freeze(&mut self) -> Result<Response<impl Answer + use<>>, Status> {
        let freeze = FreezeTextRequest {
            name: NAME.into(),
            method: FreezeMethod::Initialling.into(),
            by: vec![IRAN.into(), UZBEKISTAN.into()],
            text_digest: TEXT_DIGEST.into(),
            ..FreezeTextRequest::default()
        };
        self.agreements.freeze_text(by("LN(IR)", freeze)).await
    }

    async fn sign(
        &mut self,
        participant: &str,
        text_digest: &str,
        day: i32,
    ) -> Result<Response<impl Answer + use<>>, Status> {
        let (name, title) = if participant == IRAN {
            ("Ali Shamkhani", "Secretary of the Supreme National Security Council")
        } else {
            (
                "Viktor Makhmudov",
                "National Security Adviser to the President / Secretary of the Security Council",
            )
        };
        let source = Source {
            kind: SourceKind::Press.into(),
            confidence: Confidence::Medium.into(),
            ..Source::default()
        };
        let act = Act { occurred_on: date(2022, 3, day), source: Some(source), ..Act::default() };
        let sign = SignAgreementRequest {
            name: NAME.into(),
            act: Some(act),
            participant_id: participant.into(),
            signatory: Some(Signatory {
                name: Some(Personal { content: Some(personal::Content::Text(name.into())) }),
                title: title.into(),
            }),
            kind: SignatureKind::Definitive.into(),
            authority: Some(SigningAuthority {
                kind: SigningAuthorityKind::InternalAuthority.into(),
                ..SigningAuthority::default()
            }),
            // Wrong: copied from the dateline. The record is corrected later, not edited.
            place: Some(place("Tehran", "IR")),
            text_digest: text_digest.into(),
            ..SignAgreementRequest::default()
        };
        self.agreements.sign_agreement(by("REG", sign)).await
    }
}

/// What every answer to a command holds.
trait Answer: std::fmt::Debug {
    fn parts(self) -> (Agreement, Receipt);
}

macro_rules! answers {
    ($($answer:ident),*) => {
        $(impl Answer for depositary::proto::v1::$answer {
            fn parts(self) -> (Agreement, Receipt) {
                (self.agreement.unwrap(), self.receipt.unwrap())
            }
        })*
    };
}

answers!(
    DraftAgreementResponse,
    InviteParticipantResponse,
    SetTermsResponse,
    ReviseDraftResponse,
    FreezeTextResponse,
    OpenForSignatureResponse,
    SignAgreementResponse,
    AbandonAgreementResponse,
    CorrectRecordResponse,
    RecordRelationResponse,
    DefineIndicatorResponse,
    RecordReadingResponse,
    SetTargetResponse
);

/// The events of a row in order, and the state after it.
#[track_caller]
fn expect(
    answer: Result<Response<impl Answer>, Status>,
    events: &[EventType],
    status: AgreementStatus,
) -> (Agreement, Receipt) {
    let (agreement, receipt) = answer.unwrap().into_inner().parts();
    let appended: Vec<_> = receipt.events.iter().map(|event| event.r#type()).collect();
    assert_eq!(appended, events);
    assert_eq!(agreement.status(), status);
    assert_eq!(agreement.revision, receipt.revision);
    (agreement, receipt)
}

/// The code and the reason of a rejection.
#[track_caller]
fn reject(answer: Result<Response<impl Answer>, Status>, code: Code, reason: &str) {
    let status = answer.expect_err(reason);
    let refusal = refused(&status);
    assert_eq!((refusal.code, refusal.reason.as_str()), (code, reason));
    assert_eq!(refusal.metadata.get("agreement").map(String::as_str), Some(NAME));
}

/// A request of this actor.
fn by<T>(actor: &str, message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.metadata_mut().insert("x-depositary-actor", actor.parse().unwrap());
    request
}

fn on(year: i32, month: i32, day: i32) -> Option<Act> {
    Some(Act { occurred_on: date(year, month, day), ..Act::default() })
}

fn place(name: &str, country: &str) -> Place {
    Place { name: name.into(), country: country.into(), ..Place::default() }
}

fn draft() -> DraftAgreementRequest {
    DraftAgreementRequest {
        name: NAME.into(),
        act: on(2022, 2, 14),
        reference: "IRN-UZB-2022-SEC".into(),
        title: english(
            "Joint document on security cooperation and the formation of a Joint Security Commission",
        ),
        form: AgreementForm::JointDocument.into(),
        level: AgreementLevel::Interagency.into(),
        binding: Binding::Unstated.into(),
        languages: ["en", "fa", "uz"].map(Into::into).to_vec(),
        ..DraftAgreementRequest::default()
    }
}

fn participant(id: &str, name: &str, state: &str, on_behalf_of: &str) -> InviteParticipantRequest {
    let participant = ParticipantSpec {
        participant_id: id.into(),
        kind: ParticipantKind::Agency.into(),
        name: english(name),
        state: state.into(),
        on_behalf_of: on_behalf_of.into(),
        ..ParticipantSpec::default()
    };
    InviteParticipantRequest {
        name: NAME.into(),
        act: on(2022, 2, 14),
        participant: Some(participant),
        ..InviteParticipantRequest::default()
    }
}

fn terms() -> Terms {
    let area = |code: &str| Area { code: code.into(), label: english(code) };
    Terms {
        signature_rule: SignatureRule::AllListed.into(),
        consent_modes: vec![ConsentMode::Signature.into()],
        entry_into_force: Some(EntryIntoForce {
            trigger: Some(Trigger { kind: Some(trigger::Kind::AllSigned(AllSigned {})) }),
            ..EntryIntoForce::default()
        }),
        withdrawal: Some(Withdrawal {
            rule: WithdrawalRule::Allowed.into(),
            notice: Some(DateOffset { kind: Some(date_offset::Kind::Months(6)) }),
            ..Withdrawal::default()
        }),
        reservation_rule: ReservationRule::NotApplicable.into(),
        areas: AREAS.into_iter().map(area).collect(),
        ..Terms::default()
    }
}

/// The texts by the recipe of the example, which the digests were made by, too.
fn revise(version: i64) -> ReviseDraftRequest {
    let text = |language: &str| {
        let bytes = format!("IR-UZ joint document, example text {version}, {language}\n");
        Text {
            language: language.into(),
            authentic: true,
            digest: hex::encode(Sha256::digest(&bytes)),
            media_type: "text/plain".into(),
            size_bytes: i64::try_from(bytes.len()).unwrap(),
            ..Text::default()
        }
    };
    ReviseDraftRequest {
        name: NAME.into(),
        act: if version == 2 { on(2022, 2, 28) } else { on(2022, 3, 9) },
        version,
        texts: ["en", "fa", "uz"].map(text).to_vec(),
        ..ReviseDraftRequest::default()
    }
}

fn evaluation() -> EvaluateAgreementRequest {
    let area = |code: &str| depositary::proto::v1::AreaAssessment {
        code: code.into(),
        rating: Rating::Partial.into(),
        findings: BTreeMap::new(),
        reading_ids: Vec::new(),
    };
    EvaluateAgreementRequest {
        name: NAME.into(),
        evaluation_id: "E1".into(),
        period: Some(Period { from: date(2022, 3, 9), to: date(2023, 3, 6) }),
        areas: AREAS.into_iter().map(area).collect(),
        overall: Rating::Partial.into(),
        ..EvaluateAgreementRequest::default()
    }
}
