//! depositary: a system of record for agreements.
//!
//! ```text
//!                 main   (settings, telemetry, command line)
//!                   │ builds all
//!           ┌───────┴────────┐
//!           ▼                ▼
//!         grpc ──────────▶ registry                 two joints
//!          │ │              │ │ │
//!          │ └─▶  domain ◀──┘ │ └──▶  journal ──▶ memory, sqlite
//!          │                  │
//!          └───▶  proto ◀─────┘ codec only          three leaves: proto, domain, journal
//!                   ▲
//!         demo ─────┘                                a client, built by main too
//! ```
//!
//! | room | for | does not know |
//! |---|---|---|
//! | [`proto`] | the generated types and the descriptor set | everything else |
//! | [`domain`] | agreements: commands, events, rules, dates, refusals | clocks, chance, async, I/O, proto, positions, gRPC |
//! | [`journal`] | numbered records of bytes, durable once appended | what the bytes mean |
//! | [`registry`] | the one pipeline for commands, the view in memory, watches, the timekeeper | gRPC; which adapter the journal is |
//! | [`grpc`] | messages ⇄ domain, errors → statuses, who is calling, limits | files, records; no rule about agreements |
//! | [`demo`] | the worked example, played into a service as by a client | everything but proto |
//! | `main` | settings, wiring, start, stop | rules of any kind |
//!
//! A test (`tests/suite/architecture.rs`) reads the sources and holds the arrows.
//!
//! Deliberately absent: a consensus protocol, a generic event store, a workflow language, an ORM. State is a fold of the
//! journal, and the fold is the framework.

pub mod demo;
pub mod domain;
pub mod grpc;
pub mod journal;
pub mod proto;
pub mod registry;
