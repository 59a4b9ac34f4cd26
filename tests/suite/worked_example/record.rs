//! Rows 10 to 16: the record is corrected without being edited, related, and measured; and what was known when.

use depositary::proto::v1::{
    AbandonAgreementRequest, Act, Agreement, AgreementFilter, AgreementStatus, AgreementView,
    CorrectRecordRequest, DefineIndicatorRequest, DefinedBy, EventType, Evidence, FieldValue,
    GetAgreementRequest, Indicator, IndicatorDirection, KnownAt, ListAgreementsRequest, Measure, Period,
    Place, Reading, ReadingQualifier, RecordReadingRequest, RecordRelationRequest, Relation, RelationKind,
    SetTargetRequest, Source, SourceKind, Target, TargetComparator, field_value, known_at, reading, relation,
};
use tonic::Code;

use super::{NAME, Story, UZBEKISTAN, by, expect, on, place, reject};
use crate::support::{date, english};

impl Story {
    pub(super) async fn row_10_corrects_the_place(&mut self) {
        self.advance("2022-03-10T09:00:00Z").await;
        let abandon = AbandonAgreementRequest {
            name: NAME.into(),
            consents: vec![super::IRAN.into(), UZBEKISTAN.into()],
            ..AbandonAgreementRequest::default()
        };
        let abandoned = self.agreements.abandon_agreement(by("LN(IR)", abandon)).await;
        reject(abandoned, Code::FailedPrecondition, "ALREADY_IN_FORCE");

        // The signatures are the events 8 and 9 of the agreement.
        for target_revision in [8, 9] {
            let correct = correction(target_revision);
            let corrected = self.agreements.correct_record(by("REG", correct.clone())).await;
            expect(corrected, &[EventType::RecordCorrected], AgreementStatus::InForce);
            // What was corrected is not as it was: the same correction again rests on a stale value.
            let again = self.agreements.correct_record(by("REG", correct)).await;
            reject(again, Code::Aborted, "STALE_VALUE");
        }
    }

    pub(super) async fn rows_11_to_16_relate_and_measure_it(&mut self) {
        let relation = Relation {
            kind: RelationKind::UnderFrameworkOf.into(),
            target: Some(relation::Target::Citation("SCO Charter (2002)".into())),
            ..Relation::default()
        };
        let relate = RecordRelationRequest {
            name: NAME.into(),
            act: on(2022, 3, 10),
            relation: Some(relation),
            ..RecordRelationRequest::default()
        };
        let related = self.agreements.record_relation(by("REG", relate)).await;
        expect(related, &[EventType::RelationRecorded], AgreementStatus::InForce);

        let trade = Indicator {
            indicator_id: "TRADE".into(),
            label: english("Trade"),
            measure: Measure::Level.into(),
            unit: "USD".into(),
            periodicity: "P1Y".into(),
            direction: IndicatorDirection::Increase.into(),
            defined_by: DefinedBy::Commission.into(),
            ..Indicator::default()
        };
        self.define("DR(IR)", trade).await;
        let year = Period { from: date(2021, 1, 1), to: date(2022, 1, 1) };
        self.read(Reading {
            reading_id: "TRADE-2021".into(),
            indicator_id: "TRADE".into(),
            time: Some(reading::Time::Period(year)),
            value: "431000000".into(),
            unit: "USD".into(),
            qualifier: ReadingQualifier::Exact.into(),
            reporter: super::IRAN.into(),
            ..Reading::default()
        })
        .await;
        let growth = Indicator {
            indicator_id: "TRADE_GROWTH".into(),
            label: english("Growth of trade"),
            measure: Measure::ChangePct.into(),
            of: "TRADE".into(),
            unit: "%".into(),
            direction: IndicatorDirection::Increase.into(),
            defined_by: DefinedBy::Commission.into(),
            ..Indicator::default()
        };
        self.define("REG", growth).await;
        self.read(Reading {
            reading_id: "TRADE_GROWTH-1".into(),
            indicator_id: "TRADE_GROWTH".into(),
            value: "70".into(),
            qualifier: ReadingQualifier::Approx.into(),
            ..Reading::default()
        })
        .await;
        let target = Target {
            target_id: "TRADE-BILLION".into(),
            indicator_id: "TRADE".into(),
            comparator: TargetComparator::AtLeast.into(),
            value: "1000000000".into(),
            ..Target::default()
        };
        let set = SetTargetRequest {
            name: NAME.into(),
            act: on(2022, 3, 10),
            target: Some(target),
            ..SetTargetRequest::default()
        };
        let set = self.evaluations.set_target(by("REG", set)).await;
        expect(set, &[EventType::TargetSet], AgreementStatus::InForce);
    }

    /// The place of signature, known at the end of the day of signature and now; and other looks into the past.
    pub(super) async fn what_was_known_when(&mut self) {
        let evening = prost_types::Timestamp { seconds: 1_646_870_399, nanos: 0 };
        let evening = KnownAt { point: Some(known_at::Point::Time(evening)) };
        let then = self.look(Some(evening), None).await;
        assert_eq!(places(&then), ["Tehran", "Tehran"]);
        assert!(then.relations.is_empty() && then.readings.is_empty());
        let now = self.look(None, None).await;
        assert_eq!(places(&now), ["Tashkent", "Tashkent"]);
        assert_eq!((now.relations.len(), now.indicators.len()), (1, 2));
        assert_eq!((now.readings.len(), now.targets.len()), (2, 1));

        // On the day before the signature, with all that is known now.
        let eve = self.look(None, date(2022, 3, 8)).await;
        assert_eq!((eve.status(), eve.signature_count), (AgreementStatus::Open, 0));
        let day = self.look(None, date(2022, 3, 9)).await;
        assert_eq!((day.status(), day.entered_into_force_on), (AgreementStatus::InForce, date(2022, 3, 9)));
        assert_eq!(places(&day), ["Tashkent", "Tashkent"]);

        let filter = AgreementFilter {
            statuses: vec![AgreementStatus::InForce.into()],
            parties: vec!["UZ".into()],
            areas: vec!["DRUGS".into()],
            ..AgreementFilter::default()
        };
        let list = ListAgreementsRequest { filter: Some(filter), ..ListAgreementsRequest::default() };
        let listed = self.agreements.list_agreements(list).await.unwrap().into_inner();
        let names: Vec<_> = listed.agreements.iter().map(|agreement| agreement.name.as_str()).collect();
        assert_eq!(names, [NAME]);
    }

    async fn look(&mut self, known_at: Option<KnownAt>, as_of: Option<depositary::proto::Date>) -> Agreement {
        let get = GetAgreementRequest {
            name: NAME.into(),
            view: AgreementView::Full.into(),
            known_at,
            as_of,
            ..GetAgreementRequest::default()
        };
        self.agreements.get_agreement(get).await.unwrap().into_inner().agreement.unwrap()
    }

    async fn define(&mut self, actor: &str, indicator: Indicator) {
        let define = DefineIndicatorRequest {
            name: NAME.into(),
            act: on(2022, 3, 10),
            indicator: Some(indicator),
            ..DefineIndicatorRequest::default()
        };
        let defined = self.evaluations.define_indicator(by(actor, define)).await;
        expect(defined, &[EventType::IndicatorDefined], AgreementStatus::InForce);
    }

    async fn read(&mut self, reading: Reading) {
        let source = Source { kind: SourceKind::Press.into(), ..Source::default() };
        let act = Act { occurred_on: date(2022, 3, 10), source: Some(source), ..Act::default() };
        let record = RecordReadingRequest {
            name: NAME.into(),
            act: Some(act),
            reading: Some(reading),
            ..RecordReadingRequest::default()
        };
        let recorded = self.evaluations.record_reading(by("REG", record)).await;
        expect(recorded, &[EventType::ReadingRecorded], AgreementStatus::InForce);
    }
}

/// From the dateline of the report to where it says that the visit was.
fn correction(target_revision: i64) -> CorrectRecordRequest {
    let value = |place: Place| Some(FieldValue { kind: Some(field_value::Kind::Place(place)) });
    let evidence = Evidence { document_id: "IRNA-de-84677746".into(), ..Evidence::default() };
    let act = Act { occurred_on: date(2022, 3, 10), evidence: vec![evidence], ..Act::default() };
    CorrectRecordRequest {
        name: NAME.into(),
        act: Some(act),
        target_revision,
        field: "signature.place".into(),
        old_value: value(place("Tehran", "IR")),
        new_value: value(Place { un_locode: "UZTAS".into(), ..place("Tashkent", "UZ") }),
        ..CorrectRecordRequest::default()
    }
}

fn places(agreement: &Agreement) -> Vec<&str> {
    let signatures = agreement.participants.iter().filter_map(|participant| participant.signature.as_ref());
    signatures.filter_map(|signature| signature.place.as_ref()).map(|place| place.name.as_str()).collect()
}
