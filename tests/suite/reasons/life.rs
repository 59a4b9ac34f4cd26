//! What the rules refuse on the way into force: the text once more, signatures, consent, and history that is entered.

use depositary::proto::v1::{
    DepositInstrumentRequest, DraftAgreementRequest, Instrument, InstrumentKind, NotifyNonRenewalRequest,
    OpenForSignatureRequest, Participation, SignAgreementRequest, SignatureKind, SignatureRule,
    TerminateByConsentRequest, Terms,
};
use tonic::Status;

use super::{
    Case, Reason,
    desk::{A, B, Desk, by_notices, for_a_year, from_year_to_year, on, participant},
};
use crate::support::date;

pub(super) fn cases(desk: &Desk) -> Vec<Case> {
    let mut cases = vec![];
    cases.extend(texts(desk));
    cases.extend(declined(desk));
    cases.extend(deadlines(desk));
    cases.extend(instruments(desk));
    cases.extend(histories(desk));
    // All of them look at an agreement.
    let mut cases: Vec<_> = cases.into_iter().map(Case::about_its_agreement).collect();
    cases.extend(wrong_in_any_state(desk));
    cases
}

fn wrong_in_any_state(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "received before it was written", Reason::BadDate, async |desk: Desk| {
            let mut deposit = desk.deposit("I1", A);
            deposit.instrument.as_mut().unwrap().dated_on = date(2022, 2, 15);
            desk.refused(deposit).await
        })
        .wrong("instrument.received_on"),
    ]
}

fn texts(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "reopening a draft", Reason::TextNotFrozen, async |desk: Desk| {
            desk.drafted().await;
            desk.refused(desk.reopen()).await
        })
        .by_state("DRAFT", "FROZEN,OPEN"),
        Case::at(desk, "reopening what was signed", Reason::SignaturesExist, async |desk: Desk| {
            let digest = desk.opened(desk.complete_draft()).await.text_digest;
            desk.done(desk.sign(B, &digest)).await;
            desk.refused(desk.reopen()).await
        })
        .with("state", "OPEN")
        .with("signed", "B"),
        Case::at(desk, "reopening what is in force", Reason::SignaturesExist, async |desk: Desk| {
            desk.in_force().await;
            desk.refused(desk.reopen()).await
        })
        .with("state", "IN_FORCE")
        .with("signed", "A,B"),
        Case::at(desk, "three signatures of two", Reason::TermsInconsistent, async |desk: Desk| {
            desk.drafted().await;
            let signature_rule = SignatureRule::Minimum.into();
            desk.refused(desk.set_terms(Terms { signature_rule, signature_minimum: 3, ..Terms::default() }))
                .await
        })
        .wrong("terms.signature_minimum"),
    ]
}

fn declined(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "declining twice", Reason::AlreadyDeclined, async |desk: Desk| {
            desk.opened(desk.complete_draft()).await;
            desk.done(desk.decline(A)).await;
            desk.refused(desk.decline(A)).await
        })
        .with("resource", "{name}/participants/A"),
        Case::at(desk, "declining after signing", Reason::AlreadySignedOrBound, async |desk: Desk| {
            let digest = desk.opened(desk.complete_draft()).await.text_digest;
            desk.done(desk.sign(A, &digest)).await;
            desk.refused(desk.decline(A)).await
        })
        .with("resource", "{name}/participants/A"),
        Case::at(desk, "declining when it is in force", Reason::SignatureWindowClosed, async |desk: Desk| {
            // Who is not on the list yet can be invited and finds the window closed.
            let participation = Participation::Open.into();
            desk.in_force_on(Terms { participation, ..Terms::default() }).await;
            desk.done(desk.invite(participant("C"))).await;
            desk.refused(desk.decline("C")).await
        })
        .with("state", "IN_FORCE")
        .with("closed_on", "2022-02-14"),
        Case::at(desk, "signing after leaving", Reason::UseAccession, async |desk: Desk| {
            let digest = left(&desk).await;
            desk.refused(desk.sign("C", &digest)).await
        })
        .by_participant("C", "WITHDRAWN"),
        Case::at(desk, "declining after leaving", Reason::UseAccession, async |desk: Desk| {
            left(&desk).await;
            desk.refused(desk.decline("C")).await
        })
        .by_participant("C", "WITHDRAWN"),
    ]
}

/// One of three has left, and the agreement is still open for signature: the digest of its text.
async fn left(desk: &Desk) -> String {
    let digest = desk.in_force_without_c().await.text_digest;
    desk.done(desk.sign("C", &digest)).await;
    desk.done(desk.withdraw("C")).await.text_digest
}

fn deadlines(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "an end that is not later", Reason::BadDate, async |desk: Desk| {
            desk.done(desk.complete_draft()).await;
            desk.done(OpenForSignatureRequest { closes_on: date(2022, 2, 20), ..desk.open() }).await;
            desk.refused(desk.extend(2, 20)).await
        })
        .wrong("closes_on"),
        Case::at(desk, "an end of what has none", Reason::BadDate, async |desk: Desk| {
            desk.opened(desk.complete_draft()).await;
            desk.refused(desk.extend(2, 20)).await
        })
        .wrong("closes_on"),
        Case::at(desk, "putting off before the opening", Reason::NotOpen, async |desk: Desk| {
            desk.done(desk.complete_draft()).await;
            desk.done(desk.freeze()).await;
            desk.refused(desk.extend(2, 20)).await
        })
        .by_state("FROZEN", "OPEN,IN_FORCE"),
        Case::at(desk, "putting off after the lapse", Reason::AgreementClosed, async |desk: Desk| {
            let act = on(2022, 2, 1);
            desk.done(DraftAgreementRequest { act: act.clone(), ..desk.complete_draft() }).await;
            desk.done(OpenForSignatureRequest { act, closes_on: date(2022, 2, 10), ..desk.open() }).await;
            desk.refused(desk.extend(2, 20)).await
        })
        .by_state("ABANDONED", "OPEN,IN_FORCE"),
    ]
}

fn instruments(desk: &Desk) -> Vec<Case> {
    let of_kind = |desk: &Desk, kind: InstrumentKind| {
        let DepositInstrumentRequest { instrument, .. } = desk.deposit("I1", A);
        let instrument = Some(Instrument { kind: kind.into(), ..instrument.unwrap() });
        DepositInstrumentRequest { instrument, ..desk.deposit("I1", A) }
    };
    vec![
        Case::at(desk, "a second instrument of this id", Reason::InstrumentExists, async |desk: Desk| {
            desk.to_be_completed().await;
            desk.done(desk.deposit("I1", A)).await;
            desk.refused(desk.deposit("I1", B)).await
        })
        .with("resource", "{name}/instruments/I1"),
        Case::at(desk, "a second consent", Reason::InstrumentExists, async |desk: Desk| {
            desk.to_be_completed().await;
            desk.done(desk.deposit("I1", A)).await;
            desk.refused(desk.deposit("I2", A)).await
        })
        .with("resource", "{name}/participants/A"),
        Case::at(desk, "coming back twice", Reason::InstrumentExists, async |desk: Desk| {
            left(&desk).await;
            // Its earlier signature carries the new consent.
            desk.done(desk.deposit("I1", "C")).await;
            desk.refused(desk.deposit("I2", "C")).await
        })
        .with("resource", "{name}/participants/C"),
        Case::at(desk, "a ratification", Reason::ConsentModeNotAllowed, async move |desk: Desk| {
            desk.to_be_completed().await;
            desk.refused(of_kind(&desk, InstrumentKind::Ratification)).await
        })
        .with("kind", "RATIFICATION")
        .with("allowed_kinds", "COMPLETION_NOTICE"),
        Case::at(desk, "an accession", Reason::ConsentModeNotAllowed, async move |desk: Desk| {
            desk.opened(desk.complete_draft()).await;
            desk.refused(of_kind(&desk, InstrumentKind::Accession)).await
        })
        .with("kind", "ACCESSION")
        .with("allowed_kinds", ""),
        Case::at(desk, "completing what is not signed", Reason::NotSignatory, async |desk: Desk| {
            let terms = Some(by_notices());
            desk.opened(DraftAgreementRequest { terms, ..desk.complete_draft() }).await;
            desk.refused(desk.deposit("I1", A)).await
        })
        .by_participant(A, "ELIGIBLE"),
        Case::at(desk, "completing what is unconfirmed", Reason::SignatureUnconfirmed, async |desk: Desk| {
            let terms = Some(by_notices());
            let draft = DraftAgreementRequest { terms, ..desk.complete_draft() };
            let digest = desk.opened(draft).await.text_digest;
            let kind = SignatureKind::AdReferendum.into();
            desk.done(SignAgreementRequest { kind, ..desk.sign(A, &digest) }).await;
            desk.refused(desk.deposit("I1", A)).await
        })
        .by_participant(A, "SIGNED_AD_REFERENDUM"),
        Case::at(desk, "received in some days", Reason::OccurredInFuture, async |desk: Desk| {
            desk.to_be_completed().await;
            let mut deposit = desk.deposit("I1", A);
            deposit.instrument.as_mut().unwrap().received_on = date(2022, 2, 16);
            desk.refused(deposit).await
        })
        .with("occurred_on", "2022-02-16")
        .with("today", "2022-02-14")
        .too_far("instrument.received_on"),
    ]
}

fn histories(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "completing no history", Reason::NotBackfilling, async |desk: Desk| {
            desk.drafted().await;
            desk.refused(desk.complete_backfill()).await
        }),
        Case::at(desk, "completing a history twice", Reason::NotBackfilling, async |desk: Desk| {
            desk.done(DraftAgreementRequest { backfill: true, ..desk.draft() }).await;
            desk.done(desk.complete_backfill()).await;
            desk.refused(desk.complete_backfill()).await
        }),
        Case::at(desk, "an act of the past without its day", Reason::FieldRequired, async |desk: Desk| {
            desk.done(DraftAgreementRequest { backfill: true, ..desk.draft() }).await;
            desk.refused(OpenForSignatureRequest { act: None, ..desk.open() }).await
        })
        .wrong("act.occurred_on"),
        Case::at(desk, "an objection after the renewal", Reason::LateAct, async |desk: Desk| {
            desk.in_force_since((2021, 1, 10), from_year_to_year(6)).await;
            let received_on = date(2021, 3, 1);
            desk.refused(NotifyNonRenewalRequest { received_on, ..desk.object_to_renewal(A) }).await
        })
        // Five events of the draft, two of the opening, seven of the signatures, and then the term was renewed.
        .with("blocking_revision", "15")
        .with("occurred_on", "2021-03-01"),
        Case::at(desk, "an end before the expiry", Reason::LateAct, async |desk: Desk| {
            desk.in_force_since((2021, 1, 10), for_a_year()).await;
            let act = on(2021, 3, 1);
            desk.refused(TerminateByConsentRequest { act, ..desk.terminate(&[A, B]) }).await
        })
        .with("blocking_revision", "15")
        .with("occurred_on", "2021-03-01"),
        Case::at(desk, "a signature after the lapse", Reason::LateAct, lapsed)
            .with("blocking_revision", "8")
            .with("occurred_on", "2022-02-05"),
    ]
}

/// The one signature that was needed was given in time, and is recorded when the agreement was given up.
async fn lapsed(desk: Desk) -> Status {
    let act = on(2022, 2, 1);
    let signature_rule = SignatureRule::Minimum.into();
    let terms = Some(Terms { signature_rule, signature_minimum: 1, ..Terms::default() });
    desk.done(DraftAgreementRequest { act: act.clone(), terms, ..desk.complete_draft() }).await;
    let open = OpenForSignatureRequest { act, closes_on: date(2022, 2, 10), ..desk.open() };
    let digest = desk.done(open).await.text_digest;
    desk.refused(SignAgreementRequest { act: on(2022, 2, 5), ..desk.sign(B, &digest) }).await
}
