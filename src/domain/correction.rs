//! Corrections of the record: what an event said is known better, and the event stays as it is.
//!
//! A correction repairs the record, not the agreement: an error in the text is corrected by its parties (VCLT article
//! 79), and a change of will is an amendment. Correctable is what the state keeps and no date is computed from.

use std::sync::Arc;

use super::{
    agreement::Agreement,
    header::Header,
    participant::ParticipantSpec,
    signature::Signature,
    values::{LocalizedText, Personal, Place},
};

/// What an event said, and what is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The revision of the event.
    pub target_revision: u64,
    /// The path of the field in the event, such as `signature.place`.
    pub field: Box<str>,
    /// What was known so far; none if nothing.
    pub old_value: Option<FieldValue>,
    /// What is right; none if nothing should have been said.
    pub new_value: Option<FieldValue>,
    /// Why.
    pub reason: Option<Personal>,
}

/// The value of a field that can be corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// Words.
    Text(Box<str>),
    /// A place.
    Place(Place),
    /// Something about a person.
    Personal(Personal),
    /// Words in several languages.
    Localized(LocalizedText),
}

/// The fields that can be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CorrectableField {
    /// Of AgreementDrafted.
    Title,
    /// Of AgreementDrafted.
    ShortTitle,
    /// Of AgreementDrafted.
    Custodian,
    /// Of ParticipantInvited.
    ParticipantName,
    /// Of ParticipantInvited.
    ParticipantOnBehalfOf,
    /// Of AgreementSigned.
    SignaturePlace,
    /// Of AgreementSigned.
    SignatoryName,
    /// Of AgreementSigned.
    SignatoryTitle,
}

impl CorrectableField {
    /// The field with this path.
    pub(super) fn parse(path: &str) -> Option<Self> {
        match path {
            "title" => Some(Self::Title),
            "short_title" => Some(Self::ShortTitle),
            "custodian" => Some(Self::Custodian),
            "participant.name" => Some(Self::ParticipantName),
            "participant.on_behalf_of" => Some(Self::ParticipantOnBehalfOf),
            "signature.place" => Some(Self::SignaturePlace),
            "signature.signatory.name" => Some(Self::SignatoryName),
            "signature.signatory.title" => Some(Self::SignatoryTitle),
            _ => None,
        }
    }

    /// Whether the field can have the value: of its kind, and not nothing where something is needed.
    pub(super) fn fits(self, value: Option<&FieldValue>) -> bool {
        match (self, value) {
            (Self::Title | Self::ParticipantName, Some(FieldValue::Localized(words))) => !words.is_empty(),
            (Self::Title | Self::ParticipantName, _) => false,
            (Self::ShortTitle, Some(FieldValue::Localized(_))) => true,
            (
                Self::Custodian | Self::ParticipantOnBehalfOf | Self::SignatoryTitle,
                Some(FieldValue::Text(words)),
            ) => !words.is_empty(),
            (Self::SignaturePlace, Some(FieldValue::Place(_))) => true,
            (Self::SignatoryName, Some(FieldValue::Personal(_))) => true,
            (_, Some(_)) => false,
            (_, None) => true,
        }
    }

    /// What is known of the field of that event now: within it nothing, if nothing was said. None if the event has no
    /// such field, or the state no longer keeps it.
    pub(super) fn known(self, agreement: &Agreement, target_revision: u64) -> Option<Option<FieldValue>> {
        let header = || agreement.header().filter(|_| target_revision == DRAFTED_AT);
        let invited = || {
            let mut all = agreement.participants.iter();
            all.find(|one| one.invited_at_revision == target_revision).map(|one| &one.spec)
        };
        let signature = || {
            let mut all = agreement.participants.iter();
            all.find(|one| one.signed_at_revision == Some(target_revision))?.signature.as_ref()
        };
        let words = |words: &str| Some(FieldValue::Text(words.into())).filter(|_| !words.is_empty());
        let localized =
            |words: &LocalizedText| Some(FieldValue::Localized(words.clone())).filter(|_| !words.is_empty());
        Some(match self {
            Self::Title => localized(&header()?.title),
            Self::ShortTitle => localized(&header()?.short_title),
            Self::Custodian => header()?.custodian.as_deref().and_then(words),
            Self::ParticipantName => localized(&invited()?.name),
            Self::ParticipantOnBehalfOf => invited()?.on_behalf_of.as_deref().and_then(words),
            Self::SignaturePlace => signature()?.place.clone().map(FieldValue::Place),
            Self::SignatoryName => signature()?.signatory.name.clone().map(FieldValue::Personal),
            Self::SignatoryTitle => words(&signature()?.signatory.title),
        })
    }

    fn correct(self, agreement: &mut Agreement, target_revision: u64, value: Option<&FieldValue>) {
        let at = target_revision;
        match self {
            Self::Title => agreement.correct_header(at, |header| header.title = localized(value)),
            Self::ShortTitle => agreement.correct_header(at, |header| header.short_title = localized(value)),
            Self::Custodian => agreement.correct_header(at, |header| header.custodian = words(value)),
            Self::ParticipantName => agreement.correct_invited(at, |spec| spec.name = localized(value)),
            Self::ParticipantOnBehalfOf => {
                agreement.correct_invited(at, |spec| spec.on_behalf_of = words(value));
            }
            Self::SignaturePlace => agreement.correct_signature(at, |signature| {
                signature.place = place(value);
            }),
            Self::SignatoryName => agreement.correct_signature(at, |signature| {
                signature.signatory.name = personal(value);
            }),
            Self::SignatoryTitle => agreement.correct_signature(at, |signature| {
                signature.signatory.title = words(value).unwrap_or_default();
            }),
        }
    }
}

/// An agreement begins with its draft.
const DRAFTED_AT: u64 = 1;

/// A value without words is none.
pub(super) fn present(value: Option<&FieldValue>) -> Option<&FieldValue> {
    value.filter(|value| match value {
        FieldValue::Localized(words) => !words.is_empty(),
        FieldValue::Text(_) | FieldValue::Place(_) | FieldValue::Personal(_) => true,
    })
}

impl Agreement {
    /// Lays the right value over what the event said. What is not kept, or has no such field, stays as it is.
    pub(super) fn correct(&mut self, correction: &Correction) {
        let value = correction.new_value.as_ref();
        if let Some(field) = CorrectableField::parse(&correction.field)
            && field.fits(value)
        {
            field.correct(self, correction.target_revision, value);
        }
    }

    fn correct_header(&mut self, target_revision: u64, correct: impl Fn(&mut Header)) {
        if let Some(drafted) = self.drafted.as_mut().filter(|_| target_revision == DRAFTED_AT) {
            correct(Arc::make_mut(&mut drafted.header));
        }
    }

    fn correct_invited(&mut self, target_revision: u64, correct: impl Fn(&mut ParticipantSpec)) {
        self.change_where(
            |participant| participant.invited_at_revision == target_revision,
            |participant| correct(Arc::make_mut(&mut participant.spec)),
        );
    }

    fn correct_signature(&mut self, target_revision: u64, correct: impl Fn(&mut Signature)) {
        self.change_where(
            |participant| participant.signed_at_revision == Some(target_revision),
            |participant| {
                if let Some(signature) = &mut participant.signature {
                    correct(Arc::make_mut(signature));
                }
            },
        );
    }
}

fn localized(value: Option<&FieldValue>) -> LocalizedText {
    match value {
        Some(FieldValue::Localized(words)) => words.clone(),
        Some(FieldValue::Text(_) | FieldValue::Place(_) | FieldValue::Personal(_)) | None => {
            LocalizedText::default()
        }
    }
}

fn words(value: Option<&FieldValue>) -> Option<Box<str>> {
    match value {
        Some(FieldValue::Text(words)) => Some(words.clone()),
        Some(FieldValue::Localized(_) | FieldValue::Place(_) | FieldValue::Personal(_)) | None => None,
    }
}

fn place(value: Option<&FieldValue>) -> Option<Place> {
    match value {
        Some(FieldValue::Place(place)) => Some(place.clone()),
        Some(FieldValue::Text(_) | FieldValue::Localized(_) | FieldValue::Personal(_)) | None => None,
    }
}

fn personal(value: Option<&FieldValue>) -> Option<Personal> {
    match value {
        Some(FieldValue::Personal(personal)) => Some(personal.clone()),
        Some(FieldValue::Text(_) | FieldValue::Localized(_) | FieldValue::Place(_)) | None => None,
    }
}
