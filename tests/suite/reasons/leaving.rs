//! What the rules refuse when somebody wants to leave, or all want to end it.

use depositary::proto::v1::{
    NotifyWithdrawalRequest, RevokeWithdrawalRequest, SignAgreementRequest, SupersedeAgreementRequest,
    SupersessionScope, TerminateByConsentRequest, TerminationGround, Terms, Withdrawal, WithdrawalRule,
};

use super::{
    Case, Reason,
    desk::{A, B, Desk, days, for_a_year, from_year_to_year, leaving, on, years},
};
use crate::support::date;

pub(super) fn cases(desk: &Desk) -> Vec<Case> {
    let mut cases = vec![];
    cases.extend(withdrawals(desk));
    cases.extend(not_withdrawn_so(desk));
    cases.extend(revocations(desk));
    cases.extend(renewals(desk));
    cases.extend(ends(desk));
    cases.extend(successors(desk));
    // All of them look at an agreement.
    let mut cases: Vec<_> = cases.into_iter().map(Case::about_its_agreement).collect();
    cases.extend(wrong_in_any_state(desk));
    cases
}

fn wrong_in_any_state(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a ground of the service", Reason::BadValue, async |desk: Desk| {
            let ground = TerminationGround::Denunciation.into();
            desk.refused(TerminateByConsentRequest { ground, ..desk.terminate(&[A, B]) }).await
        })
        .wrong("ground"),
        Case::at(desk, "a successor of itself", Reason::SelfRelation, async |desk: Desk| {
            desk.refused(desk.supersede(&desk.name)).await
        })
        .wrong("successor"),
        Case::at(desk, "leaving by a later letter", Reason::BadDate, async |desk: Desk| {
            let dated_on = date(2022, 2, 15);
            desk.refused(NotifyWithdrawalRequest { dated_on, ..desk.withdraw(A) }).await
        })
        .wrong("received_on"),
        Case::at(desk, "renewing what never ends", Reason::TermsInconsistent, async |desk: Desk| {
            desk.refused(desk.set_terms(Terms { term: None, ..from_year_to_year(6) })).await
        })
        .wrong("terms.renewal"),
    ]
}

fn withdrawals(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "leaving twice", Reason::WithdrawalExists, async |desk: Desk| {
            desk.in_force().await;
            desk.done(desk.withdraw(A)).await;
            desk.refused(desk.withdraw(A)).await
        })
        .with("resource", "{name}/participants/A"),
        Case::at(desk, "leaving before it begins", Reason::NotInForce, async |desk: Desk| {
            desk.opened(desk.complete_draft()).await;
            desk.refused(desk.withdraw(A)).await
        })
        .by_state("OPEN", "IN_FORCE"),
        Case::at(desk, "leaving after the end", Reason::AgreementClosed, async |desk: Desk| {
            desk.terminated().await;
            desk.refused(desk.withdraw(A)).await
        })
        .by_state("TERMINATED", "IN_FORCE"),
        Case::at(desk, "leaving without having come", Reason::NotParty, async |desk: Desk| {
            desk.in_force_without_c().await;
            desk.refused(desk.withdraw("C")).await
        })
        .by_participant("C", "ELIGIBLE"),
        Case::at(desk, "leaving too early", Reason::UseInstrumentWithdrawal, async |desk: Desk| {
            let digest = desk.in_force_without_c().await.text_digest;
            // A day ahead, so that it will be bound tomorrow.
            desk.done(SignAgreementRequest { act: on(2022, 2, 15), ..desk.sign("C", &digest) }).await;
            desk.refused(desk.withdraw("C")).await
        })
        .by_participant("C", "CONTRACTING"),
    ]
}

fn not_withdrawn_so(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "leaving where nobody may", Reason::WithdrawalNotAllowed, async |desk: Desk| {
            desk.in_force_on(leaving(WithdrawalRule::NotAllowed)).await;
            desk.refused(desk.withdraw(A)).await
        }),
        Case::at(desk, "leaving in silence", Reason::WithdrawalNotProvided, async |desk: Desk| {
            desk.in_force_on(leaving(WithdrawalRule::Silent)).await;
            desk.refused(desk.withdraw(A)).await
        }),
        Case::at(desk, "leaving in the first years", Reason::WithdrawalLocked, async |desk: Desk| {
            let withdrawal = Withdrawal { lock: Some(years(3)), ..Withdrawal::default() };
            desk.in_force_on(Terms { withdrawal: Some(withdrawal), ..Terms::default() }).await;
            desk.refused(desk.withdraw(A)).await
        })
        .with("earliest", "2025-02-14"),
        Case::at(desk, "leaving the day after tomorrow", Reason::OccurredInFuture, async |desk: Desk| {
            desk.in_force().await;
            let received_on = date(2022, 2, 16);
            desk.refused(NotifyWithdrawalRequest { received_on, ..desk.withdraw(A) }).await
        })
        .with("occurred_on", "2022-02-16")
        .with("today", "2022-02-14")
        .too_far("received_on"),
        Case::at(desk, "leaving before being bound", Reason::OutOfSequence, async |desk: Desk| {
            desk.in_force_since((2022, 2, 1), Terms::default()).await;
            let received_on = date(2022, 1, 31);
            desk.refused(NotifyWithdrawalRequest { received_on, ..desk.withdraw(A) }).await
        })
        .with("occurred_on", "2022-01-31")
        .with("not_before", "2022-02-01"),
    ]
}

fn revocations(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "staying without having left", Reason::NoPendingWithdrawal, async |desk: Desk| {
            desk.in_force().await;
            desk.refused(desk.revoke(A)).await
        })
        .by_participant(A, "PARTY"),
        Case::at(desk, "staying too late", Reason::WithdrawalEffective, async |desk: Desk| {
            let withdrawal = Some(Withdrawal { notice: days(1), ..Withdrawal::default() });
            desk.in_force_on(Terms { withdrawal, ..Terms::default() }).await;
            desk.done(desk.withdraw(A)).await;
            // One day ahead is tolerated, so that it is the effect that refuses.
            let received_on = date(2022, 2, 15);
            desk.refused(RevokeWithdrawalRequest { received_on, ..desk.revoke(A) }).await
        })
        .with("participant", "{name}/participants/A")
        .with("effective_on", "2022-02-15"),
    ]
}

fn renewals(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "objecting twice", Reason::NonRenewalExists, async |desk: Desk| {
            desk.in_force_on(from_year_to_year(6)).await;
            desk.done(desk.object_to_renewal(A)).await;
            desk.refused(desk.object_to_renewal(A)).await
        })
        .with("resource", "{name}/participants/A"),
        Case::at(desk, "objecting to no renewal", Reason::NoTacitRenewal, async |desk: Desk| {
            desk.in_force_on(for_a_year()).await;
            desk.refused(desk.object_to_renewal(A)).await
        }),
        Case::at(desk, "objecting too late", Reason::NoticeTooLate, async |desk: Desk| {
            desk.in_force_since((2021, 3, 1), from_year_to_year(6)).await;
            desk.refused(desk.object_to_renewal(A)).await
        })
        .with("deadline", "2021-09-01"),
        Case::at(desk, "objecting from outside", Reason::NotParty, async |desk: Desk| {
            desk.in_force_without_c().await;
            desk.refused(desk.object_to_renewal("C")).await
        })
        .by_participant("C", "ELIGIBLE"),
    ]
}

fn ends(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "ending it alone", Reason::ConsentMissing, async |desk: Desk| {
            desk.in_force().await;
            desk.refused(desk.terminate(&[A])).await
        })
        .with("missing", "B"),
        Case::at(desk, "ending it twice", Reason::AgreementClosed, async |desk: Desk| {
            desk.terminated().await;
            desk.refused(desk.terminate(&[A, B])).await
        })
        .by_state("TERMINATED", "IN_FORCE"),
        Case::at(desk, "ending it next month", Reason::OccurredInFuture, async |desk: Desk| {
            desk.in_force().await;
            let effective_on = date(2022, 3, 14);
            desk.refused(TerminateByConsentRequest { effective_on, ..desk.terminate(&[A, B]) }).await
        })
        .with("occurred_on", "2022-03-14")
        .with("today", "2022-02-14")
        .too_far("effective_on"),
        Case::at(desk, "ending it before it begins", Reason::OutOfSequence, async |desk: Desk| {
            desk.in_force().await;
            let effective_on = date(2022, 2, 13);
            desk.refused(TerminateByConsentRequest { effective_on, ..desk.terminate(&[A, B]) }).await
        })
        .with("occurred_on", "2022-02-13")
        .with("not_before", "2022-02-14"),
    ]
}

fn successors(desk: &Desk) -> Vec<Case> {
    vec![
        Case::at(desk, "a successor that nobody knows", Reason::SuccessorNotFound, async |desk: Desk| {
            desk.in_force().await;
            desk.refused(desk.supersede(&desk.beside().name)).await
        })
        .with("resource", "{name}-2"),
        Case::at(desk, "a successor in its draft", Reason::SuccessorNotInForce, async |desk: Desk| {
            desk.in_force().await;
            desk.beside().drafted().await;
            desk.refused(desk.supersede(&desk.beside().name)).await
        })
        .with("successor", "{name}-2")
        .with("effective_on", "2022-02-14"),
        Case::at(desk, "a successor that came later", Reason::SuccessorNotInForce, async |desk: Desk| {
            desk.in_force_since((2022, 2, 1), Terms::default()).await;
            desk.beside().in_force().await;
            let effective_on = date(2022, 2, 10);
            let supersede = desk.supersede(&desk.beside().name);
            desk.refused(SupersedeAgreementRequest { effective_on, ..supersede }).await
        })
        .with("successor", "{name}-2")
        .with("effective_on", "2022-02-10"),
        Case::at(desk, "a successor in part", Reason::NotInForce, async |desk: Desk| {
            desk.to_be_completed().await;
            desk.beside().in_force().await;
            let scope = SupersessionScope::Partial.into();
            let supersede = desk.supersede(&desk.beside().name);
            desk.refused(SupersedeAgreementRequest { scope, ..supersede }).await
        })
        .by_state("SIGNED", "IN_FORCE"),
    ]
}
