//! The text of an agreement in its languages, known by digest and address, never by its words.

use std::{fmt::Write as _, sync::Arc};

use super::values::{Digest, Invalid, LanguageTag, ordered};

/// The text in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The language.
    pub language: LanguageTag,
    /// Whether the parties are bound by this one, or it is a translation.
    pub authentic: bool,
    /// The SHA-256 of its exact bytes.
    pub digest: Digest,
    /// The media type of the bytes.
    pub media_type: Box<str>,
    /// How many bytes there are.
    pub size_bytes: u64,
    /// Where they are kept.
    pub uri: Box<str>,
}

/// One version of the text: one text a language, in the order of the tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts(Arc<[Text]>);

impl Texts {
    /// Takes one text a language.
    pub fn new(texts: impl IntoIterator<Item = Text>) -> Result<Self, Invalid> {
        ordered(texts.into_iter().collect(), |text| &text.language).map(Self)
    }

    /// The texts in the order of their tags.
    pub fn as_slice(&self) -> &[Text] {
        &self.0
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The texts that bind.
    pub fn authentic(&self) -> impl Iterator<Item = &Text> {
        self.0.iter().filter(|text| text.authentic)
    }

    /// The digest that is signed: SHA-256 of a line `<tag> <digest>` for each authentic text, in the order of the
    /// tags (domain §3.2). None while nothing is authentic.
    pub fn digest(&self) -> Option<Digest> {
        let lines = self.authentic().fold(String::new(), |mut lines, text| {
            // Writing into a string does not fail.
            let _ = writeln!(lines, "{} {}", text.language, text.digest);
            lines
        });
        if lines.is_empty() { None } else { Some(Digest::of(lines.as_bytes())) }
    }
}

/// How a text was adopted (VCLT articles 9 and 10).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FreezeMethod {
    /// By the consent of all that drew it up.
    #[default]
    ConsentOfAll,
    /// By two thirds of a conference.
    ConferenceTwoThirds,
    /// By the resolution of an organisation.
    Resolution,
    /// By initialling.
    Initialling,
}
