//! Signatures and the time in which they can be given.

use jiff::civil::Date;

use super::{
    dates::PartialDate,
    values::{Digest, Personal, Place},
};

/// When and where an agreement can be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureWindow {
    /// What the agreement is open for.
    pub mode: SignatureMode,
    /// The first day.
    pub opens_on: Date,
    /// The last day; without one it stays open until the signature rule is met.
    pub closes_on: Option<Date>,
    /// Where one signs.
    pub places: Box<[Place]>,
}

/// What an agreement is open for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignatureMode {
    /// For signature.
    #[default]
    Signature,
    /// Only for accession: nobody signs (VCLT article 15).
    AccessionOnly,
}

/// A signature as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The day.
    pub signed_on: Date,
    /// What it means.
    pub kind: SignatureKind,
    /// Whose hand it was.
    pub signatory: Signatory,
    /// What entitled that hand.
    pub authority: SigningAuthority,
    /// Where.
    pub place: Option<Place>,
    /// Over which text.
    pub text_digest: Digest,
    /// The electronic signature, if it was one; kept, not checked.
    pub electronic_signature: Option<ElectronicSignature>,
}

/// The person who signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatory {
    /// The name.
    pub name: Option<Personal>,
    /// The office.
    pub title: Box<str>,
}

/// An electronic signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElectronicSignature {
    /// How it was made.
    pub algorithm: Box<str>,
    /// The certificate of whoever made it.
    pub certificate: Box<[u8]>,
    /// The signature itself.
    pub value: Box<[u8]>,
}

/// What a signature means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignatureKind {
    /// It binds (VCLT article 12).
    #[default]
    Definitive,
    /// It announces a ratification (VCLT article 14).
    SubjectToRatification,
    /// It binds once confirmed (VCLT article 12(2)(b)).
    AdReferendum,
}

/// What entitled a signatory to sign (VCLT article 7).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SigningAuthority {
    /// The kind of title.
    pub kind: SigningAuthorityKind,
    /// The document that shows it.
    pub document_id: Option<Box<str>>,
    /// Who issued it.
    pub issued_by: Box<str>,
    /// When.
    pub issued_on: Option<PartialDate>,
}

/// The kinds of title to sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SigningAuthorityKind {
    /// The office itself: head of state, head of government, foreign minister (VCLT article 7(2)(a)).
    ExOfficio,
    /// A document of full powers (VCLT article 2(1)(c)).
    FullPowers,
    /// The rules of the body itself.
    #[default]
    InternalAuthority,
    /// None so far: the act has no legal effect unless confirmed (VCLT article 8).
    Unconfirmed,
}
