//! What agreements, participants, texts, signatures and evaluations say.

use depositary::domain::{
    AgreementForm, AgreementLevel, AreaAssessment, Assessments, Binding, Classification, ElectronicSignature,
    Evaluation, EvaluationBasis, EvaluationKind, Header, ParticipantKind, ParticipantSpec, Rating, Reference,
    Signatory, Signature, SignatureKind, SigningAuthority, SigningAuthorityKind, Text, Texts, Zone,
};
use proptest::{
    collection::{btree_map, vec},
    option,
    prelude::*,
    sample::select,
};

use super::values::{
    boxed, boxed_text, country, day, digest, identifier, language, localized, partial_date, period, personal,
    place, some_text,
};

pub(super) fn texts() -> impl Strategy<Value = Texts> {
    let text = (any::<bool>(), digest(), boxed_text(), 0..=i64::MAX as u64, boxed_text());
    btree_map(language(), text, 0..4).prop_map(|texts| {
        Texts::new(texts.into_iter().map(|(language, (authentic, digest, media_type, size_bytes, uri))| {
            Text { language, authentic, digest, media_type, size_bytes, uri }
        }))
        .unwrap()
    })
}

pub(super) fn classification() -> impl Strategy<Value = Classification> {
    select(&[Classification::Public, Classification::Restricted, Classification::Confidential])
}

pub(super) fn header() -> impl Strategy<Value = Header> {
    let form = select(&[
        AgreementForm::Treaty,
        AgreementForm::Convention,
        AgreementForm::Agreement,
        AgreementForm::Protocol,
        AgreementForm::Memorandum,
        AgreementForm::ExchangeOfNotes,
        AgreementForm::JointDocument,
        AgreementForm::Contract,
        AgreementForm::Charter,
        AgreementForm::Other,
    ]);
    let level = select(&[
        AgreementLevel::Interstate,
        AgreementLevel::Intergovernmental,
        AgreementLevel::Interagency,
        AgreementLevel::Interorganisation,
        AgreementLevel::Mixed,
    ]);
    let binding = select(&[Binding::Binding, Binding::NonBinding, Binding::Unstated]);
    let zone = select(&["UTC", "Asia/Tashkent", "Europe/Zurich"]).prop_map(|zone| Zone::parse(zone).unwrap());
    let reference = "(?s).{1,64}".prop_map(|reference| Reference::parse(&reference).unwrap());
    let kinds = (form, level, binding, classification());
    (reference, localized(), localized(), kinds, boxed(language()), some_text(), zone).prop_map(
        |(reference, title, short_title, kinds, languages, custodian, reckoning_zone)| {
            let (form, level, binding, classification) = kinds;
            Header {
                reference,
                title,
                short_title,
                form,
                level,
                binding,
                languages,
                custodian,
                reckoning_zone,
                classification,
            }
        },
    )
}

pub(super) fn participant_spec() -> impl Strategy<Value = ParticipantSpec> {
    let kind = select(&[
        ParticipantKind::State,
        ParticipantKind::Government,
        ParticipantKind::Agency,
        ParticipantKind::InternationalOrganisation,
        ParticipantKind::Reio,
        ParticipantKind::Subnational,
        ParticipantKind::Company,
        ParticipantKind::Organisation,
    ]);
    let groups = boxed(boxed_text());
    (identifier(), kind, localized(), option::of(country()), some_text(), groups, any::<bool>()).prop_map(
        |(participant_id, kind, name, state, on_behalf_of, groups, counts)| ParticipantSpec {
            participant_id,
            kind,
            name,
            state,
            on_behalf_of,
            groups,
            counts,
        },
    )
}

pub(super) fn signatory() -> impl Strategy<Value = Signatory> {
    (option::of(personal()), boxed_text()).prop_map(|(name, title)| Signatory { name, title })
}

pub(super) fn signature() -> impl Strategy<Value = Signature> {
    let kind = select(&[
        SignatureKind::Definitive,
        SignatureKind::SubjectToRatification,
        SignatureKind::AdReferendum,
    ]);
    let authority_kind = select(&[
        SigningAuthorityKind::ExOfficio,
        SigningAuthorityKind::FullPowers,
        SigningAuthorityKind::InternalAuthority,
        SigningAuthorityKind::Unconfirmed,
    ]);
    let authority = (authority_kind, option::of(identifier()), boxed_text(), option::of(partial_date()))
        .prop_map(|(kind, document_id, issued_by, issued_on)| SigningAuthority {
            kind,
            document_id: document_id.map(|id| id.as_str().into()),
            issued_by,
            issued_on,
        });
    let bytes = || vec(any::<u8>(), 0..8).prop_map(Into::into);
    let electronic = (boxed_text(), bytes(), bytes())
        .prop_map(|(algorithm, certificate, value)| ElectronicSignature { algorithm, certificate, value });
    (day(), kind, signatory(), authority, option::of(place()), digest(), option::of(electronic)).prop_map(
        |(signed_on, kind, signatory, authority, place, text_digest, electronic_signature)| Signature {
            signed_on,
            kind,
            signatory,
            authority,
            place,
            text_digest,
            electronic_signature,
        },
    )
}

pub(super) fn evaluation() -> impl Strategy<Value = Evaluation> {
    let rating = || {
        select(&[
            Rating::NotAssessed,
            Rating::NotStarted,
            Rating::OffTrack,
            Rating::Partial,
            Rating::OnTrack,
            Rating::Achieved,
        ])
    };
    let assessment = (rating(), localized(), boxed(identifier()));
    let areas = btree_map(identifier(), assessment, 0..3).prop_map(|areas| {
        let areas = areas.into_iter().map(|(code, (rating, findings, reading_ids))| AreaAssessment {
            code,
            rating,
            findings,
            reading_ids,
        });
        Assessments::new(areas).unwrap()
    });
    let basis = prop_oneof![
        Just(EvaluationBasis::Report),
        Just(EvaluationBasis::JointReview),
        identifier().prop_map(EvaluationBasis::Session),
    ];
    let kind = select(&[EvaluationKind::Regular, EvaluationKind::Final]);
    let source = (basis, option::of(identifier()));
    (identifier(), source, kind, period(), areas, rating(), boxed(identifier())).prop_map(
        |(evaluation_id, (basis, commission_id), kind, period, areas, overall, concurring)| Evaluation {
            evaluation_id,
            basis,
            commission_id,
            kind,
            period,
            areas,
            overall,
            concurring,
        },
    )
}
