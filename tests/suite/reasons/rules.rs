//! Commands that the rules of agreements refuse.

use depositary::proto::v1::{
    DraftAgreementRequest, EvaluateAgreementRequest, FreezeTextRequest, GetAgreementRequest,
    InviteParticipantRequest, OpenForSignatureRequest, Participation, Period, SignAgreementRequest,
    SignatureKind, SignatureMode, Terms,
};

use super::{
    Case, Reason,
    desk::{A, B, Desk, OTHER_DIGEST, on, participant, text},
};
use crate::support::date;

pub(super) fn cases(desk: &Desk) -> Vec<Case> {
    let mut cases = vec![];
    cases.extend(not_there(desk));
    cases.extend(there_already(desk));
    cases.extend(moved_or_too_far(desk));
    cases.extend(not_in_this_state(desk));
    cases.extend(not_signed_so(desk));
    cases.extend(not_frozen_so(desk));
    cases.extend(not_evaluated_so(desk));
    // All of them look at an agreement.
    cases.into_iter().map(Case::about_its_agreement).collect()
}

fn not_there(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a command to nothing", Reason::AgreementNotFound, async |desk: Desk| {
            desk.refused(desk.invite(participant("C"))).await
        })
        .with("resource", "{name}"),
        Case::at(desk, "a read of nothing", Reason::AgreementNotFound, async |desk: Desk| {
            let get = GetAgreementRequest { name: desk.name.clone(), ..GetAgreementRequest::default() };
            desk.agreements.clone().get_agreement(get).await.expect_err("it is not there")
        })
        .with("resource", "{name}"),
        Case::at(desk, "nobody to remove", Reason::ParticipantNotFound, async |desk: Desk| {
            desk.drafted().await;
            desk.refused(desk.remove("C")).await
        })
        .with("resource", "{name}/participants/C"),
        Case::at(desk, "an area of no terms", Reason::AreaNotFound, async |desk: Desk| {
            desk.in_force_with_areas(&["DRUGS"]).await;
            desk.refused(desk.evaluate("E1", &["DRUGS", "TERRORISM"])).await
        })
        .with("resource", "{name}/areas/TERRORISM"),
    ]
}

fn there_already(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a second draft", Reason::AgreementExists, async |desk: Desk| {
            desk.drafted().await;
            desk.refused(desk.draft()).await
        })
        .with("resource", "{name}"),
        Case::at(desk, "a second holder of a reference", Reason::ReferenceExists, async |desk: Desk| {
            // The first one has the name, so that it is the other one that is refused.
            let first = DraftAgreementRequest { name: format!("{}-1", desk.name), ..desk.draft() };
            desk.done(first).await;
            desk.refused(desk.draft()).await
        })
        .with("resource", "{name}-1"),
        Case::at(desk, "a second invitation", Reason::ParticipantExists, async |desk: Desk| {
            desk.drafted().await;
            desk.refused(desk.invite(participant(A))).await
        })
        .with("resource", "{name}/participants/A"),
        Case::at(desk, "a second signature", Reason::AlreadySignedOrBound, async |desk: Desk| {
            let digest = desk.opened(desk.complete_draft()).await.text_digest;
            desk.done(desk.sign(A, &digest)).await;
            desk.refused(desk.sign(A, &digest)).await
        })
        .with("resource", "{name}/participants/A"),
        Case::at(desk, "a second evaluation", Reason::EvaluationExists, async |desk: Desk| {
            desk.in_force().await;
            desk.done(desk.evaluate("E1", &[])).await;
            desk.refused(desk.evaluate("E1", &[])).await
        })
        .with("resource", "{name}/evaluations/E1"),
        Case::at(desk, "another request under one id", Reason::RequestIdReused, async |desk: Desk| {
            desk.drafted().await;
            let request = |id| {
                let request_id = "r-1".to_owned();
                InviteParticipantRequest { request_id, ..desk.invite(participant(id)) }
            };
            desk.done(request("C")).await;
            desk.refused(request("D")).await
        })
        .with("request_id", "r-1"),
    ]
}

fn moved_or_too_far(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a revision of yesterday", Reason::RevisionMismatch, async |desk: Desk| {
            // The draft and two invitations.
            desk.drafted().await;
            let invite = desk.invite(participant("C"));
            desk.refused(InviteParticipantRequest { expected_revision: Some(2), ..invite }).await
        })
        .with("expected_revision", "2")
        .with("revision", "3"),
        Case::at(desk, "a version too many", Reason::StaleVersion, async |desk: Desk| {
            desk.drafted().await;
            desk.refused(desk.revise(3)).await
        })
        .with("version", "3")
        .with("current_version", "1"),
        Case::at(desk, "an act of the day after tomorrow", Reason::OccurredInFuture, async |desk: Desk| {
            desk.drafted().await;
            let invite = desk.invite(participant("C"));
            desk.refused(InviteParticipantRequest { act: on(2022, 2, 16), ..invite }).await
        })
        .with("occurred_on", "2022-02-16")
        .with("today", "2022-02-14")
        .too_far("act.occurred_on"),
        Case::at(desk, "an act of next month", Reason::OccurredInFuture, async |desk: Desk| {
            desk.drafted().await;
            let invite = desk.invite(participant("C"));
            desk.refused(InviteParticipantRequest { act: on(2022, 3, 0), ..invite }).await
        })
        .with("occurred_on", "2022-03")
        .with("today", "2022-02-14")
        .too_far("act.occurred_on"),
        Case::at(desk, "a period that is not over", Reason::PeriodInFuture, async |desk: Desk| {
            desk.in_force().await;
            let period = Some(Period { from: date(2022, 2, 1), to: date(2022, 2, 16) });
            desk.refused(EvaluateAgreementRequest { period, ..desk.evaluate("E1", &[]) }).await
        })
        .with("period_to", "2022-02-16")
        .with("latest", "2022-02-15")
        .too_far("period.to"),
        Case::at(desk, "an act before the draft", Reason::OutOfSequence, async |desk: Desk| {
            desk.drafted().await;
            let invite = desk.invite(participant("C"));
            desk.refused(InviteParticipantRequest { act: on(2022, 2, 13), ..invite }).await
        })
        .with("occurred_on", "2022-02-13")
        .with("not_before", "2022-02-14"),
    ]
}

fn not_in_this_state(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "terms of a frozen text", Reason::TextFrozen, async |desk: Desk| {
            desk.done(desk.complete_draft()).await;
            desk.done(desk.freeze()).await;
            desk.refused(desk.set_terms(Terms::default())).await
        })
        .by_state("FROZEN", "DRAFT"),
        Case::at(desk, "a signature under a draft", Reason::TextNotFrozen, async |desk: Desk| {
            desk.drafted().await;
            desk.refused(desk.sign(A, OTHER_DIGEST)).await
        })
        .by_state("DRAFT", "OPEN,IN_FORCE"),
        Case::at(desk, "a signature before the opening", Reason::NotOpen, async |desk: Desk| {
            desk.done(desk.complete_draft()).await;
            let digest = desk.done(desk.freeze()).await.text_digest;
            desk.refused(desk.sign(A, &digest)).await
        })
        .by_state("FROZEN", "OPEN,IN_FORCE"),
        Case::at(desk, "a second opening", Reason::AlreadyOpen, async |desk: Desk| {
            desk.opened(desk.complete_draft()).await;
            desk.refused(desk.open()).await
        })
        .by_state("OPEN", "DRAFT,FROZEN"),
        Case::at(desk, "an early evaluation", Reason::NotInForce, async |desk: Desk| {
            desk.opened(desk.complete_draft()).await;
            desk.refused(desk.evaluate("E1", &[])).await
        })
        .by_state("OPEN", "IN_FORCE"),
        Case::at(desk, "giving up what is in force", Reason::AlreadyInForce, async |desk: Desk| {
            desk.in_force().await;
            desk.refused(desk.abandon()).await
        })
        .by_state("IN_FORCE", "DRAFT,FROZEN,OPEN,SIGNED"),
        Case::at(desk, "giving up twice", Reason::AgreementClosed, async |desk: Desk| {
            desk.abandoned().await;
            desk.refused(desk.abandon()).await
        })
        .by_state("ABANDONED", "DRAFT,FROZEN,OPEN,SIGNED"),
        Case::at(desk, "a late guest", Reason::ParticipationClosed, async |desk: Desk| {
            desk.opened(desk.complete_draft()).await;
            desk.refused(desk.invite(participant("C"))).await
        })
        .with("state", "OPEN")
        .with("participation", "CLOSED_LIST"),
        Case::at(desk, "giving up without the signatory", Reason::ConsentMissing, async |desk: Desk| {
            let digest = desk.opened(desk.complete_draft()).await.text_digest;
            desk.done(desk.sign(A, &digest)).await;
            desk.refused(desk.abandon()).await
        })
        .with("missing", "A"),
    ]
}

fn not_signed_so(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(
            desk,
            "a signature after the last day",
            Reason::SignatureWindowClosed,
            async |desk: Desk| {
                desk.done(desk.complete_draft()).await;
                let open = OpenForSignatureRequest { closes_on: date(2022, 2, 14), ..desk.open() };
                let digest = desk.done(open).await.text_digest;
                // One day ahead is tolerated, so that it is the window that refuses.
                desk.refused(SignAgreementRequest { act: on(2022, 2, 15), ..desk.sign(A, &digest) }).await
            },
        )
        .with("state", "OPEN")
        .with("closed_on", "2022-02-14"),
        Case::at(
            desk,
            "a signature after the last one",
            Reason::SignatureWindowClosed,
            async |desk: Desk| {
                let terms = Terms { participation: Participation::Open.into(), ..Terms::default() };
                let draft = DraftAgreementRequest { terms: Some(terms), ..desk.complete_draft() };
                let digest = desk.signed(draft).await.text_digest;
                desk.done(desk.invite(participant("C"))).await;
                desk.refused(desk.sign("C", &digest)).await
            },
        )
        .with("state", "IN_FORCE")
        .with("closed_on", "2022-02-14"),
        Case::at(desk, "a signature under another text", Reason::DigestMismatch, async |desk: Desk| {
            desk.opened(desk.complete_draft()).await;
            desk.refused(desk.sign(A, OTHER_DIGEST)).await
        })
        .with("digest", OTHER_DIGEST)
        .with_any("current_digest"),
        Case::at(desk, "a signature where one accedes", Reason::SignatureNotOffered, async |desk: Desk| {
            desk.done(desk.complete_draft()).await;
            let mode = SignatureMode::AccessionOnly.into();
            let digest = desk.done(OpenForSignatureRequest { mode, ..desk.open() }).await.text_digest;
            desk.refused(desk.sign(A, &digest)).await
        })
        .with("mode", "ACCESSION_ONLY"),
        Case::at(desk, "a signature to be ratified", Reason::SignatureKindNotAllowed, async |desk: Desk| {
            let digest = desk.opened(desk.complete_draft()).await.text_digest;
            let kind = SignatureKind::SubjectToRatification.into();
            desk.refused(SignAgreementRequest { kind, ..desk.sign(A, &digest) }).await
        })
        .with("kind", "SUBJECT_TO_RATIFICATION")
        .with("allowed_kinds", "DEFINITIVE,AD_REFERENDUM"),
        Case::at(desk, "a signature without powers", Reason::FullPowersMissing, async |desk: Desk| {
            let terms = Terms { full_powers_required: Some(true), ..Terms::default() };
            let draft = DraftAgreementRequest { terms: Some(terms), ..desk.complete_draft() };
            let digest = desk.opened(draft).await.text_digest;
            desk.refused(desk.sign(B, &digest)).await
        })
        .with("participant", "{name}/participants/B")
        .with("authority", "INTERNAL_AUTHORITY"),
    ]
}

fn not_frozen_so(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "languages without a text", Reason::TextIncomplete, async |desk: Desk| {
            let languages = ["en", "fa", "uz"].map(Into::into).to_vec();
            desk.done(DraftAgreementRequest { languages, ..desk.complete_draft() }).await;
            desk.refused(desk.freeze()).await
        })
        .with("missing", "fa,uz"),
        Case::at(desk, "no text in any language", Reason::TextIncomplete, async |desk: Desk| {
            desk.drafted().await;
            desk.refused(desk.freeze()).await
        })
        .with("missing", ""),
        Case::at(desk, "a text without terms", Reason::TermsMissing, async |desk: Desk| {
            desk.done(DraftAgreementRequest { texts: vec![text("en")], ..desk.draft() }).await;
            desk.refused(desk.open()).await
        }),
        Case::at(desk, "one participant alone", Reason::TooFewParticipants, async |desk: Desk| {
            let participants = vec![participant(A)];
            desk.done(DraftAgreementRequest { participants, ..desk.complete_draft() }).await;
            desk.refused(desk.freeze()).await
        })
        .with("participants", "1")
        .with("minimum", "2"),
        Case::at(desk, "another text to freeze", Reason::DigestMismatch, async |desk: Desk| {
            desk.done(desk.complete_draft()).await;
            let text_digest = OTHER_DIGEST.to_owned();
            desk.refused(FreezeTextRequest { text_digest, ..desk.freeze() }).await
        })
        .with("digest", OTHER_DIGEST)
        .with_any("current_digest"),
    ]
}

fn not_evaluated_so(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "areas left out", Reason::AreasIncomplete, async |desk: Desk| {
            desk.in_force_with_areas(&["DRUGS", "TERRORISM", "TOC"]).await;
            desk.refused(desk.evaluate("E1", &["TERRORISM"])).await
        })
        .with("missing", "DRUGS,TOC"),
        Case::at(desk, "days evaluated twice", Reason::PeriodOverlap, async |desk: Desk| {
            desk.in_force().await;
            desk.done(desk.evaluate("E1", &[])).await;
            desk.refused(desk.evaluate("E2", &[])).await
        })
        .with("evaluation", "{name}/evaluations/E1"),
    ]
}
