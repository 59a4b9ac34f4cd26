//! The worked example as a story: what people did from the first draft to the third session, what follows from it, what the
//! service refuses on the way, and what it answers in the end.
//!
//! Plays the story into a running service, as any client would, and compares whatever the service says with what the story
//! says. Knows [`crate::proto`] only, and finds messages by their descriptors. It prints nothing of itself: whoever plays
//! hands in where the story is told.

mod clock;
mod dynamic;
mod expected;
mod file;
mod ledger;
mod player;
mod refusal;
mod service;
mod story;
mod teller;
mod trouble;

pub use dynamic::{call, descriptors};
pub use player::{Played, play};
pub use service::connect;
pub use story::{BadStory, Story};
pub use trouble::Error;
