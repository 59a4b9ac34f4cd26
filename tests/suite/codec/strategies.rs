//! Arbitrary events of every kind.

mod actions;
mod bodies;
mod content;
mod life;
mod measures;
mod sessions;
mod terms;
mod values;

use std::sync::Arc;

use depositary::domain::{
    AgreementAbandoned, AgreementDrafted, AgreementEnteredIntoForce, AgreementEvaluated, AgreementSigned,
    Confidence, DraftRevised, EnteredIntoForceForParticipant, EntryIntoForceRule, EntryIntoForceScheduled,
    Event, EventBody, Evidence, FreezeMethod, OccurredAt, OpenedForSignature, ParticipantInvited,
    ParticipantRemoved, SignatureCompleted, SignatureMode, SignatureWindow, Source, SourceKind, TermsSet,
    TextFrozen,
};
use proptest::{option, prelude::*, sample::select};

use self::content::{evaluation, header, participant_spec, signature, texts};
use self::terms::{date_offset, terms, trigger};
use self::values::{boxed, boxed_text, day, digest, partial_date, personal, place, shared, some_text};
pub(super) use self::{
    bodies::{commission_established, officer_appointed},
    measures::{reading_recorded, target_set},
    sessions::{minutes_submitted, session_scheduled},
    values::{identifier, timestamp},
};

fn source() -> impl Strategy<Value = Source> {
    let confidence = option::of(select(&[Confidence::Low, Confidence::Medium, Confidence::High]));
    let kind = select(&[
        SourceKind::Official,
        SourceKind::Notified,
        SourceKind::Document,
        SourceKind::Press,
        SourceKind::Import,
        SourceKind::System,
    ]);
    // What nobody may state comes from the service.
    (kind, boxed_text(), confidence).prop_map(|(kind, uri, confidence)| {
        Source::stated(kind, &uri, confidence).unwrap_or_else(|_| Source::system())
    })
}

fn evidence() -> impl Strategy<Value = Evidence> {
    (identifier(), option::of(digest()))
        .prop_map(|(id, digest)| Evidence { document_id: id.as_str().into(), digest })
}

fn rule() -> impl Strategy<Value = EntryIntoForceRule> {
    (day(), trigger(), option::of(date_offset()), option::of(day())).prop_map(
        |(trigger_date, trigger, offset, not_before)| EntryIntoForceRule {
            trigger_date,
            trigger,
            offset,
            not_before,
        },
    )
}

fn text_frozen() -> impl Strategy<Value = EventBody> {
    let method = select(&[
        FreezeMethod::ConsentOfAll,
        FreezeMethod::ConferenceTwoThirds,
        FreezeMethod::Resolution,
        FreezeMethod::Initialling,
    ]);
    (method, boxed(identifier()), option::of(place()), 1..100_u64, digest(), 1..100_u64).prop_map(
        |(method, by, place, version, text_digest, terms_revision)| {
            EventBody::TextFrozen(Box::new(TextFrozen {
                method,
                by,
                place,
                version,
                text_digest,
                terms_revision,
            }))
        },
    )
}

fn opened_for_signature() -> impl Strategy<Value = EventBody> {
    let mode = select(&[SignatureMode::Signature, SignatureMode::AccessionOnly]);
    (mode, day(), option::of(day()), boxed(place())).prop_map(|(mode, opens_on, closes_on, places)| {
        let window = SignatureWindow { mode, opens_on, closes_on, places };
        EventBody::OpenedForSignature(OpenedForSignature { window: Arc::new(window) })
    })
}

pub(super) fn terms_set() -> impl Strategy<Value = EventBody> {
    terms().prop_map(|terms| EventBody::TermsSet(TermsSet { terms: Arc::new(terms) }))
}

pub(super) fn participant_invited() -> impl Strategy<Value = EventBody> {
    participant_spec()
        .prop_map(|spec| EventBody::ParticipantInvited(ParticipantInvited { participant: Arc::new(spec) }))
}

pub(super) fn participant_removed() -> impl Strategy<Value = EventBody> {
    (identifier(), option::of(personal())).prop_map(|(participant_id, reason)| {
        EventBody::ParticipantRemoved(ParticipantRemoved { participant_id, reason })
    })
}

/// What can happen, of any kind.
pub(super) fn event_body() -> impl Strategy<Value = EventBody> {
    let drafted = (header(), any::<bool>()).prop_map(|(header, backfill)| {
        EventBody::AgreementDrafted(AgreementDrafted { header: Arc::new(header), backfill })
    });
    let revised = (1..100_u64, texts(), option::of(digest())).prop_map(|(version, texts, text_digest)| {
        EventBody::DraftRevised(DraftRevised { version, texts, text_digest })
    });
    let abandoned = (option::of(personal()), boxed(identifier())).prop_map(|(reason, consents)| {
        EventBody::AgreementAbandoned(AgreementAbandoned { reason, consents })
    });
    let signed = (identifier(), signature()).prop_map(|(participant_id, signature)| {
        EventBody::AgreementSigned(AgreementSigned { participant_id, signature: Arc::new(signature) })
    });
    let completed = shared(identifier())
        .prop_map(|satisfied_by| EventBody::SignatureCompleted(SignatureCompleted { satisfied_by }));
    let scheduled = (rule(), shared(identifier())).prop_map(|(rule, satisfied_by)| {
        EventBody::EntryIntoForceScheduled(EntryIntoForceScheduled { rule, satisfied_by })
    });
    let entered = (rule(), shared(identifier())).prop_map(|(rule, satisfied_by)| {
        EventBody::AgreementEnteredIntoForce(AgreementEnteredIntoForce { rule, satisfied_by })
    });
    let entered_for = identifier().prop_map(|participant_id| {
        EventBody::EnteredIntoForceForParticipant(EnteredIntoForceForParticipant { participant_id })
    });
    let evaluated = evaluation().prop_map(|evaluation| {
        EventBody::AgreementEvaluated(AgreementEvaluated { evaluation: Arc::new(evaluation) })
    });
    let first = prop_oneof![
        drafted.boxed(),
        revised.boxed(),
        terms_set().boxed(),
        participant_invited().boxed(),
        participant_removed().boxed(),
        text_frozen().boxed(),
        abandoned.boxed(),
        opened_for_signature().boxed(),
        signed.boxed(),
        completed.boxed(),
        scheduled.boxed(),
        entered.boxed(),
        entered_for.boxed(),
        evaluated.boxed(),
    ];
    // By how many kinds each holds.
    prop_oneof![
        14 => first.boxed(),
        20 => life::event_body().boxed(),
        7 => measures::event_body().boxed(),
        6 => bodies::event_body().boxed(),
        13 => sessions::event_body().boxed(),
        7 => actions::event_body().boxed(),
    ]
}

/// An event with this content.
pub(super) fn event_of(body: impl Strategy<Value = EventBody>) -> impl Strategy<Value = Event> {
    let occurred_at =
        (timestamp(), -1080..=1080).prop_map(|(time, minutes)| OccurredAt::new(time, minutes).unwrap());
    (
        partial_date(),
        option::of(occurred_at),
        option::of(day()),
        option::of(source()),
        boxed(evidence()),
        some_text(),
        option::of(personal()),
        body,
    )
        .prop_map(
            |(occurred_on, occurred_at, effective_on, source, evidence, on_behalf_of, note, body)| Event {
                occurred_on,
                occurred_at,
                effective_on,
                source,
                evidence,
                on_behalf_of,
                note,
                body,
            },
        )
}

/// An event of any kind.
pub(crate) fn event() -> impl Strategy<Value = Event> {
    event_of(event_body())
}
