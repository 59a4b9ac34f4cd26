//! The calls of a test's own process on the files of a folder: watched, and made to fail.
//!
//! Rust's library and SQLite both reach files through a few functions of the C library. A program that has a function of
//! such a name itself is linked to that one. This crate has them, so a test that uses it sees all that either of the two
//! does to a file, in order, and decides what becomes of it. It lies below SQLite's own layer for files: locks, memory
//! that is shared between connections, and the sync of a folder are SQLite's own.
//!
//! The functions are in the program only if it uses this crate. Only Linux is known.

#![cfg(target_os = "linux")]

mod functions;
mod watched;

pub use libc::{EIO, EMFILE, ENOSPC};
pub use watched::{Watching, watch};

/// What is about to be done to a file. Files are known by their names in the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call<'a> {
    /// The file is opened.
    Open {
        /// The file; empty for the folder itself.
        name: &'a str,
        /// Whether it is made if it is not there.
        creates: bool,
        /// Whether nothing is left in it.
        empties: bool,
    },
    /// Some of it is read.
    Read {
        /// The file.
        name: &'a str,
    },
    /// Bytes are written.
    Write {
        /// The file.
        name: &'a str,
        /// Where the bytes begin.
        at: u64,
        /// The bytes.
        bytes: &'a [u8],
    },
    /// The file is cut, or filled up with zeros.
    SetLen {
        /// The file.
        name: &'a str,
        /// Its new length.
        len: u64,
    },
    /// What was written is made durable.
    Sync {
        /// The file.
        name: &'a str,
    },
    /// The names in the folder are made durable.
    SyncFolder,
    /// The file gets another name in the folder.
    Rename {
        /// What it was called.
        from: &'a str,
        /// What it is called now.
        to: &'a str,
    },
    /// The file's name is removed.
    Remove {
        /// The file.
        name: &'a str,
    },
}

/// What becomes of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is done.
    Do,
    /// It is not done, and its answer is that it was. Only a sync can be skipped.
    Skip,
    /// It is not done, and its answer is this error.
    Fail(i32),
    /// Only so many bytes are written, as the answer says. Only a write can be cut.
    Cut(usize),
}

/// Decides on calls.
pub trait Watcher: Send + Sync + 'static {
    /// Called before each call on a file of the folder, from the thread that makes it.
    fn on(&self, call: &Call<'_>) -> Verdict;
}
