//! What the text says about its own life: who may sign, what brings it into force, how one leaves it.
//!
//! Only terms whose rules exist can be said here (D9). What can take one value so far has an enum with one variant
//! or a constant, so that the compiler or a search names each place that the next value concerns.

use std::{collections::BTreeSet, num::NonZeroU32, sync::Arc};

use jiff::civil::Date;

use super::{
    dates::{CalendarSpan, DateOffset, NoticePeriod},
    ids::Identifier,
    values::{LanguageTag, LocalizedText},
};

/// The terms of an agreement, complete: [`Terms::default`] is what holds where nothing is said (D8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Who may take part.
    pub participation: Participation,
    /// Whether every signatory needs full powers; left out, it depends on the participant (VCLT article 7).
    pub full_powers_required: Option<bool>,
    /// Who has to sign.
    pub signature_rule: SignatureRule,
    /// By which acts a participant can consent to be bound (VCLT article 11).
    pub consent_modes: Arc<[ConsentMode]>,
    /// What brings the agreement into force (VCLT article 24).
    pub entry_into_force: EntryIntoForce,
    /// Whether it may be applied before (VCLT article 25).
    pub provisional_application: ProvisionalApplication,
    /// Whether the bodies that the agreement creates may work before it is in force.
    pub preparatory_body_allowed: bool,
    /// Whether reservations may be made (VCLT article 19).
    pub reservation_rule: ReservationRule,
    /// How long it lasts.
    pub term: Term,
    /// What happens at the end of that.
    pub renewal: Renewal,
    /// How a party leaves (VCLT articles 54 and 56).
    pub withdrawal: Withdrawal,
    /// The language that decides when texts differ (VCLT article 33).
    pub prevailing_language: Option<LanguageTag>,
    /// What the agreement is about, for evaluations.
    pub areas: Arc<[Area]>,
}

impl Terms {
    /// What remains of the agreement after its end: rights and duties that had arisen (VCLT article 70(1)(b)).
    pub const SURVIVES: bool = true;
    /// When an agreement ends for want of parties.
    pub const SUBSISTENCE: Subsistence = Subsistence { parties_min: 2, grace_days: 0 };

    /// The fields that contradict each other or themselves; empty if all is well.
    pub fn inconsistencies(&self) -> Vec<TermsField> {
        let mut fields = Vec::new();
        let needed = match self.entry_into_force.trigger {
            Trigger::AllSigned | Trigger::Date(_) => ConsentMode::Signature,
            Trigger::LastNotice => ConsentMode::CompletionNotices,
        };
        if !self.consent_modes.contains(&needed) {
            fields.push(TermsField::Trigger);
        }
        if self.term == Term::Indefinite && self.renewal != Renewal::None {
            fields.push(TermsField::Renewal);
        }
        if self.withdrawal.rule == WithdrawalRule::NotAllowed {
            fields.extend(self.withdrawal.lock.map(|_| TermsField::WithdrawalLock));
            fields.extend(self.withdrawal.notice.map(|_| TermsField::WithdrawalNotice));
        }
        let codes: BTreeSet<_> = self.areas.iter().map(|area| &area.code).collect();
        if codes.len() < self.areas.len() {
            fields.push(TermsField::Areas);
        }
        fields
    }
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            participation: Participation::ClosedList,
            full_powers_required: None,
            signature_rule: SignatureRule::AllListed,
            consent_modes: [ConsentMode::Signature].into(),
            entry_into_force: EntryIntoForce::default(),
            provisional_application: ProvisionalApplication::NotAllowed,
            preparatory_body_allowed: false,
            reservation_rule: ReservationRule::NotApplicable,
            term: Term::Indefinite,
            renewal: Renewal::None,
            withdrawal: Withdrawal::default(),
            prevailing_language: None,
            areas: Arc::default(),
        }
    }
}

/// A field of the terms that can contradict something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermsField {
    /// More signatures than a closed list can give.
    SignatureMinimum,
    /// A trigger that waits for consent in a way that the terms do not offer.
    Trigger,
    /// A renewal of a term without an end.
    Renewal,
    /// A lock on a withdrawal that is not allowed.
    WithdrawalLock,
    /// Notice of a withdrawal that is not allowed.
    WithdrawalNotice,
    /// A prevailing language that the agreement is not made in.
    PrevailingLanguage,
    /// Two areas with one code.
    Areas,
}

impl TermsField {
    /// The path of the field below the terms.
    pub fn path(self) -> &'static str {
        match self {
            Self::SignatureMinimum => "signature_minimum",
            Self::Trigger => "entry_into_force.trigger",
            Self::Renewal => "renewal",
            Self::WithdrawalLock => "withdrawal.lock",
            Self::WithdrawalNotice => "withdrawal.notice",
            Self::PrevailingLanguage => "prevailing_language",
            Self::Areas => "areas",
        }
    }
}

/// Who may take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Participation {
    /// Those on the list when the text was frozen.
    ClosedList,
    /// Anybody.
    Open,
    /// Whoever is invited, also later (Budapest Convention, article 37).
    ByInvitation,
}

/// Who has to sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureRule {
    /// Every listed participant.
    AllListed,
    /// So many of them, in the time in which one can sign.
    Minimum(NonZeroU32),
}

/// An act by which a participant consents to be bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentMode {
    /// A definitive signature (VCLT article 12).
    Signature,
    /// A signature, and later a notice that what the participant needs at home is complete.
    CompletionNotices,
}

/// What brings an agreement into force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryIntoForce {
    /// What has to happen.
    pub trigger: Trigger,
    /// How long after that it comes into force.
    pub offset: Option<DateOffset>,
    /// How long after its own consent it does so for a participant that consents later.
    pub later_offset: Option<DateOffset>,
    /// The day before which it does not come into force.
    pub not_before: Option<Date>,
}

impl Default for EntryIntoForce {
    fn default() -> Self {
        Self { trigger: Trigger::AllSigned, offset: None, later_offset: None, not_before: None }
    }
}

/// What has to happen before an agreement comes into force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// Every listed participant has signed definitively.
    AllSigned,
    /// The day has come.
    Date(Date),
    /// Every listed participant has consented, the last by its notice of completion.
    LastNotice,
}

/// Whether an agreement may be applied before it is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProvisionalApplication {
    /// It may not.
    NotAllowed,
}

/// Whether reservations may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReservationRule {
    /// The question does not arise, as between two parties.
    NotApplicable,
    /// The text forbids them.
    Prohibited,
}

/// How long an agreement lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Until something ends it.
    Indefinite,
    /// So long after its entry into force.
    Fixed(CalendarSpan),
    /// Until a day, on which it is no longer in force.
    Until(Date),
}

/// What happens at the end of the term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Renewal {
    /// The agreement expires.
    #[default]
    None,
    /// It goes on for another term, unless a party gives notice.
    Tacit(TacitRenewal),
}

/// How a term is renewed without anybody doing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TacitRenewal {
    /// How long the next term is.
    pub period: CalendarSpan,
    /// How long before the end of the term a notice has to be received.
    pub notice: NoticePeriod,
}

/// How a party leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// Whether it may.
    pub rule: WithdrawalRule,
    /// How long after entry into force for it a party has to stay.
    pub lock: Option<CalendarSpan>,
    /// How long after receipt of the notice it has left.
    pub notice: Option<DateOffset>,
}

impl Withdrawal {
    /// Twelve months' notice where the terms do not say how long (VCLT article 56(2)); none where one cannot leave.
    pub fn new(rule: WithdrawalRule, lock: Option<CalendarSpan>, notice: Option<DateOffset>) -> Self {
        let usual = match rule {
            WithdrawalRule::Allowed | WithdrawalRule::Silent => Some(DateOffset::Months(12)),
            WithdrawalRule::NotAllowed => None,
        };
        Self { rule, lock, notice: notice.or(usual) }
    }
}

impl Default for Withdrawal {
    fn default() -> Self {
        Self::new(WithdrawalRule::Allowed, None, None)
    }
}

/// Whether a party may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithdrawalRule {
    /// It may.
    Allowed,
    /// It may not.
    NotAllowed,
    /// The text does not say (VCLT article 56(1)).
    Silent,
}

/// When an agreement ends for want of parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subsistence {
    /// It needs so many.
    pub parties_min: u64,
    /// It ends after so many days with fewer.
    pub grace_days: u64,
}

/// Something an agreement is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// What evaluations call it; unique in the terms.
    pub code: Identifier,
    /// What people call it.
    pub label: LocalizedText,
}
