//! The journal in a file on a disk that loses power, and on one that fails.
//!
//! The binary is one of its own because the functions of `disk-calls` stand below all that it does to files. They are
//! known for Linux only. `DEPOSITARY_HISTORIES=100 cargo test --test disk power` goes through more histories than usual.

#![cfg(target_os = "linux")]

/// Says how much was tried: shown with `--nocapture`, and when the test fails.
#[cfg(test)]
#[expect(clippy::print_stdout, reason = "what a test prints is kept for when it fails")]
fn tell(line: &str) {
    println!("{line}");
}

#[cfg(test)]
mod chance;
#[cfg(test)]
mod disk;
#[cfg(test)]
mod failing;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod history;
#[cfg(test)]
mod log;
#[cfg(test)]
mod power;
#[cfg(test)]
#[path = "../suite/registry_support.rs"]
#[expect(dead_code, reason = "the suite needs more of it")]
mod registry_support;
#[cfg(test)]
mod served;
#[cfg(test)]
#[path = "../suite/support.rs"]
#[expect(dead_code, reason = "the suite needs more of it")]
mod support;
#[cfg(test)]
mod syncs;
