//! What is refused where a session decides, and where its minutes are signed.

use depositary::proto::v1::{AdoptDecisionRequest, OfficerRole, SignMinutesRequest};

use super::{
    Case, Reason,
    desk::{A, B, Desk, MINUTES, OTHER_DIGEST},
};

pub(super) fn cases(desk: &Desk) -> Vec<Case> {
    let mut cases = vec![];
    cases.extend(decisions(desk));
    cases.extend(minutes(desk));
    cases.extend(signatures(desk));
    // All of them look at an agreement.
    let mut cases: Vec<_> = cases.into_iter().map(Case::about_its_agreement).collect();
    cases.extend(wrong_in_any_state(desk));
    cases
}

fn wrong_in_any_state(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a decision under no item", Reason::FieldRequired, async |desk: Desk| {
            desk.refused(AdoptDecisionRequest { item: 0, ..desk.decide("D1") }).await
        })
        .wrong("item"),
        Case::at(desk, "minutes without a digest", Reason::FieldRequired, async |desk: Desk| {
            desk.refused(SignMinutesRequest { digest: String::new(), ..desk.sign_minutes(A) }).await
        })
        .wrong("digest"),
    ]
}

fn decisions(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a decision under another item", Reason::AgendaItemNotFound, async |desk: Desk| {
            desk.convened().await;
            desk.refused(AdoptDecisionRequest { item: 2, ..desk.decide("D1") }).await
        })
        .with("resource", "{name}/sessions/S1/items/2"),
        Case::at(desk, "a decision without an agenda", Reason::AgendaItemNotFound, async |desk: Desk| {
            desk.scheduled().await;
            desk.done(desk.convene("S1")).await;
            desk.refused(desk.decide("D1")).await
        })
        .with("resource", "{name}/sessions/S1/items/1"),
        Case::at(desk, "no decision to approve", Reason::DecisionNotFound, async |desk: Desk| {
            desk.convened().await;
            desk.refused(desk.confirm(B)).await
        })
        .with("resource", "{name}/decisions/D1"),
        Case::at(desk, "a second decision of this id", Reason::DecisionExists, async |desk: Desk| {
            desk.convened().await;
            desk.done(desk.decide("D1")).await;
            desk.refused(desk.decide("D1")).await
        })
        .with("resource", "{name}/decisions/D1"),
        Case::at(desk, "a decision before the opening", Reason::SessionNotConvened, async |desk: Desk| {
            desk.scheduled().await;
            desk.done(desk.adopt_agenda(1)).await;
            desk.refused(desk.decide("D1")).await
        })
        .by_session("SCHEDULED"),
        Case::at(desk, "approved by one who need not", Reason::NothingPending, async |desk: Desk| {
            desk.convened().await;
            desk.done(desk.decide("D1")).await;
            desk.refused(desk.confirm(A)).await
        })
        .with("decision", "{name}/decisions/D1")
        .with("participant", "{name}/participants/A"),
        Case::at(desk, "approved twice", Reason::NothingPending, async |desk: Desk| {
            desk.convened().await;
            desk.done(desk.decide("D1")).await;
            desk.done(desk.confirm(B)).await;
            desk.refused(desk.confirm(B)).await
        })
        .with("decision", "{name}/decisions/D1")
        .with("participant", "{name}/participants/B"),
    ]
}

fn minutes(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "minutes of what goes on", Reason::SessionNotConcluded, async |desk: Desk| {
            desk.convened().await;
            desk.refused(desk.submit_minutes()).await
        })
        .by_session("CONVENED"),
        Case::at(desk, "minutes after the minutes", Reason::SessionClosed, async |desk: Desk| {
            desk.closed().await;
            desk.refused(desk.submit_minutes()).await
        })
        .by_session("CLOSED"),
        Case::at(desk, "minutes of what was not held", Reason::SessionCancelled, async |desk: Desk| {
            desk.cancelled().await;
            desk.refused(desk.submit_minutes()).await
        })
        .by_session("CANCELLED"),
    ]
}

fn signatures(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "signing no minutes", Reason::MinutesMissing, async |desk: Desk| {
            desk.concluded().await;
            desk.refused(desk.sign_minutes(A)).await
        })
        .by_session("CONCLUDED"),
        Case::at(desk, "signing minutes twice", Reason::MinutesAlreadySigned, async |desk: Desk| {
            desk.submitted().await;
            desk.done(desk.sign_minutes(A)).await;
            desk.refused(desk.sign_minutes(A)).await
        })
        .with("resource", "{name}/sessions/S1")
        .with("participant", "{name}/participants/A"),
        Case::at(desk, "signing agreed minutes", Reason::SessionClosed, async |desk: Desk| {
            desk.closed().await;
            desk.refused(desk.sign_minutes(A)).await
        })
        .by_session("CLOSED"),
        Case::at(desk, "signing other minutes", Reason::DigestMismatch, async |desk: Desk| {
            desk.submitted().await;
            desk.refused(SignMinutesRequest { digest: OTHER_DIGEST.into(), ..desk.sign_minutes(A) }).await
        })
        .with("digest", OTHER_DIGEST)
        .with("current_digest", MINUTES),
        Case::at(desk, "signing for no section", Reason::ParticipantNotFound, async |desk: Desk| {
            desk.submitted().await;
            desk.refused(desk.sign_minutes("C")).await
        })
        .with("resource", "{name}/participants/C"),
        Case::at(desk, "signed by no officer", Reason::OfficerNotFound, async |desk: Desk| {
            desk.submitted().await;
            desk.refused(SignMinutesRequest { officer_id: "OC".into(), ..desk.sign_minutes(A) }).await
        })
        .with("resource", "{name}/officers/OC"),
        Case::at(desk, "signed by a mere member", Reason::NotCoChair, async |desk: Desk| {
            desk.submitted().await;
            desk.done(desk.appoint("MA", OfficerRole::Member, A)).await;
            desk.refused(SignMinutesRequest { officer_id: "MA".into(), ..desk.sign_minutes(A) }).await
        })
        .with("officer", "{name}/officers/MA")
        .with("participant", "{name}/participants/A"),
        Case::at(desk, "signed for the other side", Reason::NotCoChair, async |desk: Desk| {
            desk.submitted().await;
            desk.refused(SignMinutesRequest { acting_for: "OB".into(), ..desk.sign_minutes(A) }).await
        })
        .with("officer", "")
        .with("participant", "{name}/participants/A"),
    ]
}
