//! What the cases begin with: small agreements in each state, and commands that are in order.
//!
//! The time line: drafted on 1 February 2022, frozen on the 10th, opened on the 20th, signed on 1 and 2 March.

mod bodies;
mod duties;
mod later;

use std::sync::Arc;

use depositary::domain::*;
use jiff::{Timestamp, civil::Date};

pub(super) use self::{bodies::*, duties::*, later::*};
use super::check;

pub(super) const ENTERS: &[&str] = &[
    "AgreementSigned",
    "SignatureCompleted",
    "EntryIntoForceScheduled",
    "AgreementEnteredIntoForce",
    "EnteredIntoForceForParticipant",
    "EnteredIntoForceForParticipant",
];

pub(super) fn day(date: &str) -> Date {
    date.parse().unwrap()
}

pub(super) fn instant(time: &str) -> Timestamp {
    time.parse().unwrap()
}

pub(super) fn noon(date: &str) -> Timestamp {
    instant(&format!("{date}T12:00:00Z"))
}

pub(super) fn at_noon(date: &str) -> Context {
    Context { now: noon(date), facts: Facts::default() }
}

pub(super) fn id(id: &str) -> Identifier {
    Identifier::parse(id).unwrap()
}

pub(super) fn tag(tag: &str) -> LanguageTag {
    LanguageTag::parse(tag).unwrap()
}

pub(super) fn words(words: &str) -> LocalizedText {
    LocalizedText::new([(tag("en"), words.into())]).unwrap()
}

/// A command for an act of a stated day.
pub(super) fn dated(date: &str, body: CommandBody) -> Command {
    let parts: Vec<i32> = date.split('-').map(|part| part.parse().unwrap()).collect();
    let part = |index: usize| parts.get(index).copied().unwrap_or(0);
    let occurred_on = Some(PartialDate::new(part(0), part(1), part(2)).unwrap());
    Command { act: Act { occurred_on, ..Act::default() }, body }
}

pub(super) fn header() -> Header {
    Header {
        reference: Reference::parse("A-B-2022").unwrap(),
        title: words("An agreement"),
        short_title: LocalizedText::default(),
        form: AgreementForm::Agreement,
        level: AgreementLevel::Interagency,
        binding: Binding::Unstated,
        languages: [tag("en")].into(),
        custodian: None,
        reckoning_zone: Zone::UTC,
        classification: Classification::Public,
    }
}

pub(super) fn spec(participant_id: &str, kind: ParticipantKind) -> Arc<ParticipantSpec> {
    Arc::new(ParticipantSpec {
        participant_id: id(participant_id),
        kind,
        name: words(participant_id),
        state: None,
        on_behalf_of: None,
        groups: Box::default(),
        counts: kind.counts(),
    })
}

pub(super) fn text(language: &str, authentic: bool) -> Text {
    Text {
        language: tag(language),
        authentic,
        digest: Digest::of(language.as_bytes()),
        media_type: "text/plain".into(),
        size_bytes: 2,
        uri: Box::default(),
    }
}

pub(super) fn texts(languages: &[&str]) -> Texts {
    Texts::new(languages.iter().map(|language| text(language, true))).unwrap()
}

/// The digest of the text that the agreements here are made in.
pub(super) fn digest() -> Digest {
    texts(&["en"]).digest().unwrap()
}

pub(super) fn entering(trigger: Trigger) -> Terms {
    let entry_into_force = EntryIntoForce { trigger, ..EntryIntoForce::default() };
    Terms { entry_into_force, ..Terms::default() }
}

pub(super) fn area(code: &str) -> Area {
    Area { code: id(code), label: LocalizedText::default() }
}

/// A complete draft between A and B.
pub(super) fn draft_of(header: Header, terms: Terms) -> DraftAgreement {
    DraftAgreement {
        header: header.into(),
        participants: [spec("A", ParticipantKind::Agency), spec("B", ParticipantKind::Agency)].into(),
        terms: Some(terms.into()),
        texts: texts(&["en"]),
        backfill: false,
    }
}

/// A draft with nothing but a header.
pub(super) fn bare_draft(header: Header) -> DraftAgreement {
    let header = header.into();
    DraftAgreement {
        header,
        participants: Box::default(),
        terms: None,
        texts: Texts::default(),
        backfill: false,
    }
}

pub(super) fn draft() -> CommandBody {
    CommandBody::DraftAgreement(draft_of(header(), Terms::default()))
}

pub(super) fn invite(participant_id: &str) -> CommandBody {
    let participant = spec(participant_id, ParticipantKind::Agency);
    CommandBody::InviteParticipant(InviteParticipant { participant })
}

pub(super) fn remove(participant_id: &str) -> CommandBody {
    CommandBody::RemoveParticipant(RemoveParticipant { participant_id: id(participant_id), reason: None })
}

pub(super) fn set_terms(terms: Terms) -> CommandBody {
    CommandBody::SetTerms(SetTerms { terms: terms.into() })
}

pub(super) fn revise(version: u64, languages: &[&str]) -> CommandBody {
    CommandBody::ReviseDraft(ReviseDraft { version, texts: texts(languages) })
}

pub(super) fn freeze() -> CommandBody {
    let by = [id("A"), id("B")].into();
    let method = FreezeMethod::Initialling;
    CommandBody::FreezeText(FreezeText { method, by, place: None, text_digest: Some(digest()) })
}

pub(super) fn open_from(opens_on: Option<&str>, closes_on: Option<&str>) -> CommandBody {
    CommandBody::OpenForSignature(OpenForSignature {
        mode: SignatureMode::Signature,
        opens_on: opens_on.map(day),
        closes_on: closes_on.map(day),
        places: Box::default(),
    })
}

pub(super) fn open() -> CommandBody {
    open_from(None, None)
}

pub(super) fn signing(participant_id: &str) -> SignAgreement {
    SignAgreement {
        participant_id: id(participant_id),
        signatory: Signatory { name: Some(Personal::Text("N. N.".into())), title: "Secretary".into() },
        kind: SignatureKind::Definitive,
        authority: SigningAuthority::default(),
        place: None,
        text_digest: digest(),
        electronic_signature: None,
    }
}

pub(super) fn sign(participant_id: &str) -> CommandBody {
    CommandBody::SignAgreement(Box::new(signing(participant_id)))
}

pub(super) fn evaluation(evaluation_id: &str, from: &str, to: &str, areas: &[&str]) -> Evaluation {
    let assess = |code: &&str| AreaAssessment {
        code: id(code),
        rating: Rating::Partial,
        findings: LocalizedText::default(),
        reading_ids: Box::default(),
    };
    Evaluation {
        evaluation_id: id(evaluation_id),
        basis: EvaluationBasis::Report,
        commission_id: None,
        kind: EvaluationKind::Regular,
        period: Period::new(day(from), day(to)).unwrap(),
        areas: Assessments::new(areas.iter().map(assess)).unwrap(),
        overall: Rating::Partial,
        concurring: Box::default(),
    }
}

pub(super) fn evaluate_as(evaluation: Evaluation) -> CommandBody {
    CommandBody::EvaluateAgreement(EvaluateAgreement { evaluation: evaluation.into() })
}

pub(super) fn evaluate(evaluation_id: &str, from: &str, to: &str) -> CommandBody {
    evaluate_as(evaluation(evaluation_id, from, to, &[]))
}

pub(super) fn abandon(consents: &[&str]) -> CommandBody {
    let consents = consents.iter().map(|consent| id(consent)).collect();
    CommandBody::AbandonAgreement(AbandonAgreement { reason: None, consents })
}

pub(super) fn undrafted() -> Agreement {
    Agreement::undrafted(AgreementId::parse("a-b-2022").unwrap())
}

pub(super) fn drafted_as(draft: DraftAgreement) -> Agreement {
    let given = undrafted();
    let command = dated("2022-02-01", CommandBody::DraftAgreement(draft));
    let events = decide(&given, &command, &at_noon("2022-02-01")).unwrap();
    super::fold(&given, &events)
}

pub(super) fn drafted(terms: Terms) -> Agreement {
    drafted_as(draft_of(header(), terms))
}

pub(super) fn frozen(terms: Terms) -> Agreement {
    check(&drafted(terms), ("2022-02-10", freeze()), Ok(&["TextFrozen"]))
}

pub(super) fn opened(terms: Terms) -> Agreement {
    check(&frozen(terms), ("2022-02-20", open()), Ok(&["OpenedForSignature"]))
}

/// Signed by A.
pub(super) fn half_signed(terms: Terms) -> Agreement {
    check(&opened(terms), ("2022-03-01", sign("A")), Ok(&["AgreementSigned"]))
}

/// Signed by both; in force if the terms say so.
pub(super) fn fully_signed(terms: Terms) -> Agreement {
    let given = half_signed(terms);
    let command = Command { act: Act::default(), body: sign("B") };
    let events = decide(&given, &command, &at_noon("2022-03-02")).unwrap();
    super::fold(&given, &events)
}

pub(super) fn in_force() -> Agreement {
    fully_signed(Terms::default())
}
