//! An agreement in each state.

use depositary::proto::v1::{
    Agreement, Area, CalendarSpan, ConsentMode, DateOffset, DraftAgreementRequest, EntryIntoForce,
    LastNotice, OpenForSignatureRequest, Renewal, RenewalKind, SignAgreementRequest, SignatureKind,
    SignatureRule, Term, Terms, Trigger, Withdrawal, WithdrawalRule, date_offset, term, trigger,
};

use super::{A, B, Desk, participant};
use crate::support::{date, english};

/// Before the agreement ends.
impl Desk {
    pub(in super::super) async fn drafted(&self) -> Agreement {
        self.done(self.draft()).await
    }

    pub(in super::super) async fn opened(&self, draft: DraftAgreementRequest) -> Agreement {
        self.done(draft).await;
        self.done(self.open()).await
    }

    pub(in super::super) async fn signed(&self, draft: DraftAgreementRequest) -> Agreement {
        let digest = self.opened(draft).await.text_digest;
        self.done(self.sign(A, &digest)).await;
        self.done(self.sign(B, &digest)).await
    }

    pub(in super::super) async fn in_force(&self) -> Agreement {
        self.signed(self.complete_draft()).await
    }

    pub(in super::super) async fn in_force_on(&self, terms: Terms) -> Agreement {
        self.signed(DraftAgreementRequest { terms: Some(terms), ..self.complete_draft() }).await
    }

    /// With these areas in its terms.
    pub(in super::super) async fn in_force_with_areas(&self, areas: &[&str]) -> Agreement {
        let area = |code: &&str| Area { code: (*code).to_owned(), label: english(code) };
        self.in_force_on(Terms { areas: areas.iter().map(area).collect(), ..Terms::default() }).await
    }

    /// Everything was done on an earlier day.
    pub(in super::super) async fn in_force_since(
        &self,
        (year, month, day): (i32, i32, i32),
        terms: Terms,
    ) -> Agreement {
        let act = super::on(year, month, day);
        let draft = self.complete_draft();
        self.done(DraftAgreementRequest { act: act.clone(), terms: Some(terms), ..draft }).await;
        let open = OpenForSignatureRequest { act: act.clone(), ..self.open() };
        let digest = self.done(open).await.text_digest;
        self.done(SignAgreementRequest { act: act.clone(), ..self.sign(A, &digest) }).await;
        self.done(SignAgreementRequest { act, ..self.sign(B, &digest) }).await
    }

    /// Both have signed, and none has consented.
    pub(in super::super) async fn to_be_completed(&self) -> Agreement {
        let draft = DraftAgreementRequest { terms: Some(by_notices()), ..self.complete_draft() };
        let digest = self.opened(draft).await.text_digest;
        let kind = SignatureKind::SubjectToRatification.into();
        self.done(SignAgreementRequest { kind, ..self.sign(A, &digest) }).await;
        self.done(SignAgreementRequest { kind, ..self.sign(B, &digest) }).await
    }

    /// In force for two of three since today, and still open for signature. Whoever leaves is out at once, and can come
    /// back by a notice.
    pub(in super::super) async fn in_force_without_c(&self) -> Agreement {
        let trigger = Trigger { kind: Some(trigger::Kind::Date(date(2022, 2, 14).unwrap())) };
        let entry_into_force = EntryIntoForce { trigger: Some(trigger), ..EntryIntoForce::default() };
        let withdrawal = Withdrawal { notice: days(0), ..Withdrawal::default() };
        let terms = Terms {
            signature_rule: SignatureRule::Minimum.into(),
            signature_minimum: 2,
            consent_modes: vec![ConsentMode::Signature.into(), ConsentMode::CompletionNotices.into()],
            entry_into_force: Some(entry_into_force),
            withdrawal: Some(withdrawal),
            ..Terms::default()
        };
        let participants = vec![participant(A), participant(B), participant("C")];
        self.signed(DraftAgreementRequest { terms: Some(terms), participants, ..self.complete_draft() }).await
    }
}

/// After the end.
impl Desk {
    pub(in super::super) async fn abandoned(&self) -> Agreement {
        self.drafted().await;
        self.done(self.abandon()).await
    }

    pub(in super::super) async fn terminated(&self) -> Agreement {
        self.in_force().await;
        self.done(self.terminate(&[A, B])).await
    }
}

/// Terms under which a notice of completion follows the signature.
pub(in super::super) fn by_notices() -> Terms {
    let trigger = Trigger { kind: Some(trigger::Kind::LastNotice(LastNotice {})) };
    Terms {
        consent_modes: vec![ConsentMode::CompletionNotices.into()],
        entry_into_force: Some(EntryIntoForce { trigger: Some(trigger), ..EntryIntoForce::default() }),
        ..Terms::default()
    }
}

/// Terms of one year.
pub(in super::super) fn for_a_year() -> Terms {
    Terms { term: Some(Term { duration: Some(term::Duration::Fixed(years(1))) }), ..Terms::default() }
}

/// Terms of one year, and again one if nobody objects so many months before.
pub(in super::super) fn from_year_to_year(notice_months: i64) -> Terms {
    let renewal = Renewal {
        kind: RenewalKind::Tacit.into(),
        period: Some(years(1)),
        notice: Some(DateOffset { kind: Some(date_offset::Kind::Months(notice_months)) }),
    };
    Terms { renewal: Some(renewal), ..for_a_year() }
}

/// Terms that say only this of withdrawal.
pub(in super::super) fn leaving(rule: WithdrawalRule) -> Terms {
    let withdrawal = Withdrawal { rule: rule.into(), ..Withdrawal::default() };
    Terms { withdrawal: Some(withdrawal), ..Terms::default() }
}

pub(in super::super) fn years(years: i64) -> CalendarSpan {
    CalendarSpan { years, ..CalendarSpan::default() }
}

pub(in super::super) fn days(days: i64) -> Option<DateOffset> {
    Some(DateOffset { kind: Some(date_offset::Kind::Days(days)) })
}
