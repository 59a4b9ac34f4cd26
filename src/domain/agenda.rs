//! What a session is about.

use std::sync::Arc;

use super::{
    dates::PartialDate,
    ids::Identifier,
    values::{Invalid, LocalizedText, ordered},
};

/// What a session is about: at least one item, each number once, in the order of the numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda(Arc<[AgendaItem]>);

impl Agenda {
    /// Takes the items.
    pub fn new(items: impl IntoIterator<Item = AgendaItem>) -> Result<Self, Invalid> {
        let items: Vec<_> = items.into_iter().collect();
        if items.is_empty() {
            return Err(Invalid::Empty);
        }
        ordered(items, |item| &item.number).map(Self)
    }

    /// The items in the order of their numbers.
    pub fn as_slice(&self) -> &[AgendaItem] {
        &self.0
    }

    /// The item with this number.
    pub fn item(&self, number: u32) -> Option<&AgendaItem> {
        self.0.iter().find(|item| item.number == number)
    }
}

/// An item of an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaItem {
    /// Its number, from 1.
    pub number: u32,
    /// What it is about.
    pub title: LocalizedText,
    /// The area of the agreement that it belongs to, if to one.
    pub area: Option<Identifier>,
    /// The participant that leads it, if one does.
    pub lead: Option<Identifier>,
}

/// An agenda and how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdoptedAgenda {
    /// What it says.
    pub agenda: Agenda,
    /// The day on which it was adopted.
    pub adopted_on: PartialDate,
    /// Whether that was later than the rules of the commission want.
    pub late: bool,
}
