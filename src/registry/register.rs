//! The questions about the register as a whole: what is due, what is late, who is bound by what. Their answers stand in
//! one order, by date, and come in pages that all show one state of the register.

mod between;
mod due;
mod gather;
mod participations;
mod place;

pub use between::{BetweenPage, BetweenQuery, InForceBetween};
pub use due::{DueEntry, DuePage, DueQuery};
pub use participations::{Participation, ParticipationPage, ParticipationQuery};
pub use place::{Place, PlaceCursor};
