//! gRPC: messages to domain and back, refusals to statuses, who is calling, and the limits of the outer edge.
//!
//! Joins [`crate::proto`] to [`crate::registry`]. It knows no rule of agreements, no files and no records: what a request
//! means is decided behind the registry.
//!
//! The way of a call: `edge` takes the connection, `layers` surround the call, one of the services reads the request with
//! `convert`, asks the registry, and answers; whatever is refused becomes a status in `status`.

mod agreement_service;
mod calendar;
mod caller;
mod clock_service;
mod commands;
mod commission_service;
mod convert;
pub mod deadline;
pub mod edge;
mod evaluation_service;
mod event_service;
mod health;
pub mod layers;
mod limits;
mod listing;
mod page_token;
mod panics;
mod register_service;
mod server;
mod status;
mod words;

pub use edge::{EdgeError, EdgeLimits};
pub use limits::Limits;
pub use server::{ServeError, Settings, serve, serve_when_open};
