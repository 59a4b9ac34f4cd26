//! What an agreement is called and what kind of thing it is.

use super::{
    ids::Reference,
    values::{LanguageTag, LocalizedText},
    zone::Zone,
};

/// What was said about an agreement when it was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// What people call it by; unique in a register.
    pub reference: Reference,
    /// The title.
    pub title: LocalizedText,
    /// A shorter title.
    pub short_title: LocalizedText,
    /// The form it has.
    pub form: AgreementForm,
    /// Between what kind of bodies it is.
    pub level: AgreementLevel,
    /// Whether it is meant to bind in law; never inferred from the form.
    pub binding: Binding,
    /// The languages in which it will be authentic; may be left open.
    pub languages: Box<[LanguageTag]>,
    /// Who keeps the original.
    pub custodian: Option<Box<str>>,
    /// Where its days are reckoned.
    pub reckoning_zone: Zone,
    /// Who may read it.
    pub classification: Classification,
}

/// The form of an agreement. A title proves nothing about its legal nature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgreementForm {
    /// A treaty.
    Treaty,
    /// A convention.
    Convention,
    /// An agreement.
    Agreement,
    /// A protocol.
    Protocol,
    /// A memorandum of understanding.
    Memorandum,
    /// A note and a note in reply (VCLT article 13).
    ExchangeOfNotes,
    /// A joint document.
    JointDocument,
    /// A contract.
    Contract,
    /// A charter.
    Charter,
    /// Anything else.
    Other,
}

/// Between what kind of bodies an agreement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgreementLevel {
    /// Between states.
    Interstate,
    /// Between governments.
    Intergovernmental,
    /// Between parts of governments.
    Interagency,
    /// Between organisations.
    Interorganisation,
    /// Between bodies of several kinds.
    Mixed,
}

/// Whether an agreement is meant to bind in law.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Binding {
    /// It is.
    Binding,
    /// It is not.
    NonBinding,
    /// Nobody has said.
    #[default]
    Unstated,
}

/// Who may read an agreement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Classification {
    /// Everybody.
    #[default]
    Public,
    /// Those who work with it.
    Restricted,
    /// Those who were named; for others it does not exist (D5).
    Confidential,
}
