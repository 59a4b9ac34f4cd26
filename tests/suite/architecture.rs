//! The arrows between the rooms, as `lib.rs` draws them, held by reading the sources. A new arrow is drawn there and here
//! first.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// What each room may know of this crate.
const ARROWS: [(&str, &[&str]); 6] = [
    ("proto", &[]),
    ("domain", &[]),
    ("journal", &[]),
    ("registry", &["domain", "journal", "proto"]),
    ("grpc", &["domain", "journal", "proto", "registry"]),
    ("demo", &["proto"]),
];

/// Words that a room must not contain, because they stand for something that it does not know.
const UNKNOWN: [(&str, &[&str]); 6] = [
    ("proto", &["tokio", "jiff"]),
    (
        "domain",
        &[
            "async ",
            ".await",
            "tokio",
            "prost",
            "tonic",
            "std::time",
            "std::fs",
            "std::net",
            "uuid",
            "Position",
        ],
    ),
    ("journal", &["prost", "tonic", "jiff", "agreement_id", "v1::"]),
    ("registry", &["tonic", "http::", "std::fs", "Memory", "Sqlite"]),
    ("grpc", &["std::fs", "journal::Batch", "journal::Outcome", "dyn Journal"]),
    ("demo", &["tokio", "std::fs", "stdout", "stderr", "::now("]),
];

/// In the registry only the codec knows the stored form.
const CODEC: &str = "src/registry/codec";

#[test]
fn each_room_knows_only_the_rooms_that_it_may_know() {
    for (room, allowed) in ARROWS {
        for (path, source) in sources(room) {
            for (number, line) in code(&source) {
                for other in rooms_named(line) {
                    assert!(
                        other == room || allowed.contains(&other.as_str()),
                        "{}:{number}: the room {room} must not know {other}: {line}",
                        path.display(),
                    );
                }
            }
        }
    }
}

#[test]
fn each_room_does_without_what_it_does_not_know() {
    for (room, unknown) in UNKNOWN {
        for (path, source) in sources(room) {
            for (number, line) in code(&source) {
                for word in unknown {
                    assert!(
                        !line.contains(word),
                        "{}:{number}: the room {room} must do without `{word}`: {line}",
                        path.display(),
                    );
                }
            }
        }
    }
}

#[test]
fn only_the_codec_of_the_registry_knows_the_stored_form() {
    for (path, source) in sources("registry") {
        if path.starts_with(CODEC) || path == Path::new("src/registry/codec.rs") {
            continue;
        }
        for (number, line) in code(&source) {
            let knows = line.contains("proto::") || line.contains("prost::");
            assert!(!knows, "{}:{number}: only {CODEC} knows proto: {line}", path.display());
        }
    }
}

#[test]
fn the_library_is_these_rooms_and_no_other() {
    let library = fs::read_to_string("src/lib.rs").unwrap();
    let mut rooms: Vec<_> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    rooms.sort_unstable();
    let mut drawn: Vec<_> = ARROWS.iter().map(|(room, _)| *room).collect();
    drawn.sort_unstable();
    assert_eq!(rooms, drawn);
}

#[test]
fn every_room_says_what_it_is_for() {
    for (room, _) in ARROWS {
        let front = fs::read_to_string(format!("src/{room}.rs")).unwrap();
        assert!(front.starts_with("//! "), "src/{room}.rs begins with what the room is for");
    }
}

/// The files of a room: its front file and all below its folder.
fn sources(room: &str) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let front = PathBuf::from(format!("src/{room}.rs"));
    found.insert(front.clone(), fs::read_to_string(&front).unwrap());
    let mut folders = vec![PathBuf::from(format!("src/{room}"))];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let source = fs::read_to_string(&path).unwrap();
                found.insert(path, source);
            }
        }
    }
    found
}

/// The lines of a source that are not comments, up to its unit tests.
fn code(source: &str) -> impl Iterator<Item = (usize, &str)> {
    source
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line))
        .take_while(|(_, line)| *line != "#[cfg(test)]")
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The rooms that a line names by `crate::room`, also inside `use crate::{…}` written over several lines.
fn rooms_named(line: &str) -> Vec<String> {
    let rooms = ARROWS.iter().map(|(room, _)| *room);
    let nested = line.starts_with("    ") && !line.starts_with("     ");
    rooms
        .filter(|room| {
            line.contains(&format!("crate::{room}"))
                || (line.contains("use crate::{") && line.contains(&format!("{room}::")))
                || (nested
                    && line.trim_start().starts_with(&format!("{room}::"))
                    && line.trim_end().ends_with(','))
                || (nested && line.trim_start().starts_with(&format!("{room}::{{")))
        })
        .map(str::to_owned)
        .collect()
}
