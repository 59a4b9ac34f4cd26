//! What `error_reason.proto` says of each reason, read from its comments.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use depositary::proto::DESCRIPTORS;
use prost_reflect::{DescriptorPool, EnumDescriptor};
use tonic::Code;

pub(super) static POOL: LazyLock<DescriptorPool> =
    LazyLock::new(|| DescriptorPool::decode(DESCRIPTORS).expect("the descriptors can be read"));

/// The prefix of every value, which reasons on the wire do not have.
const PREFIX: &str = "ERROR_REASON_";

/// The value that is never sent.
pub(super) const NEVER_SENT: &str = "UNSPECIFIED";

/// The codes of gRPC that can be an error, by the names that the comments use.
const CODES: [(&str, Code); 11] = [
    ("INVALID_ARGUMENT", Code::InvalidArgument),
    ("NOT_FOUND", Code::NotFound),
    ("ALREADY_EXISTS", Code::AlreadyExists),
    ("ABORTED", Code::Aborted),
    ("OUT_OF_RANGE", Code::OutOfRange),
    ("FAILED_PRECONDITION", Code::FailedPrecondition),
    ("PERMISSION_DENIED", Code::PermissionDenied),
    ("RESOURCE_EXHAUSTED", Code::ResourceExhausted),
    ("DEADLINE_EXCEEDED", Code::DeadlineExceeded),
    ("UNAVAILABLE", Code::Unavailable),
    ("INTERNAL", Code::Internal),
];

/// What is promised of a reason.
#[derive(Debug)]
pub(super) struct Promise {
    /// Its code.
    pub(super) code: Code,
    /// The keys of its metadata, without `agreement`.
    pub(super) keys: BTreeSet<String>,
    /// The details beside `ErrorInfo`.
    pub(super) details: BTreeSet<String>,
}

/// The promises of all reasons that can be sent, by reason.
pub(super) fn promises() -> BTreeMap<String, Promise> {
    let reasons = reasons();
    let by_code = details_by_code(&comment(&reasons, &[]));
    let mut promises = BTreeMap::new();
    // As the file declares them, by which comments are found; `values` sorts them by their numbers.
    for (index, value) in reasons.enum_descriptor_proto().value.iter().enumerate() {
        let reason = value.name().strip_prefix(PREFIX).expect(PREFIX).to_owned();
        let text = comment(&reasons, &[2, i32::try_from(index).unwrap()]);
        if reason == NEVER_SENT {
            assert!(text.starts_with("Never sent"), "{reason}: {text}");
        } else {
            let promise = promise(&text, &by_code).unwrap_or_else(|| panic!("{reason}: unreadable: {text}"));
            promises.insert(reason, promise);
        }
    }
    promises
}

/// The numbers of all values, as the descriptor has them.
pub(super) fn numbers() -> BTreeMap<i32, String> {
    reasons().values().map(|value| (value.number(), value.name().to_owned())).collect()
}

fn reasons() -> EnumDescriptor {
    POOL.get_enum_by_name("depositary.v1.ErrorReason").expect("the package has this enum")
}

/// The comment of the enum, or of something in it, as one line, but for the bullets of a list.
fn comment(reasons: &EnumDescriptor, of: &[i32]) -> String {
    // 5 is the number of `enum_type` in a file's descriptor.
    let file = reasons.parent_file();
    let file = file.file_descriptor_proto();
    let index = file.enum_type.iter().position(|declared| declared.name() == reasons.name());
    let index = i32::try_from(index.expect("it is in its file")).unwrap();
    let path: Vec<i32> = [5, index].into_iter().chain(of.iter().copied()).collect();
    let info = file.source_code_info.as_ref().expect("comments are kept");
    let location = info.location.iter().find(|location| location.path == path).expect("it has a place");
    let lines = location.leading_comments().trim().lines().map(str::trim);
    let joined: String = lines
        .map(|line| if line.starts_with('*') { format!("\n{line}") } else { format!(" {line}") })
        .collect();
    joined.trim_start().to_owned()
}

/// The details that come with each code: a list of bullets, each of codes before and a detail after a colon.
fn details_by_code(text: &str) -> BTreeMap<String, String> {
    let mut details = BTreeMap::new();
    for bullet in text.lines().filter_map(|line| line.strip_prefix("* ")) {
        let (codes, sent) = bullet.split_once(": ").expect("a bullet names codes");
        let detail = backticked(sent).next().expect("a bullet names a detail").to_owned();
        details.extend(codes.split(", ").map(|code| (code.to_owned(), detail.clone())));
    }
    assert!(!details.is_empty(), "no details by code: {text}");
    details
}

/// Reads "CODE. What it means. Metadata: `a`, `b`. Details: Detail. What to do."
fn promise(text: &str, by_code: &BTreeMap<String, String>) -> Option<Promise> {
    let (code_name, rest) = text.split_once(". ")?;
    let code = CODES.iter().find(|(name, _)| *name == code_name)?.1;
    let usual = by_code.get(code_name);
    let keys = match sentence(rest, "Metadata: ") {
        Some(sentence) if sentence.starts_with("none") => BTreeSet::new(),
        Some(sentence) => Some(sentence).filter(|sentence| sentence.starts_with('`')).map(keys)?,
        None => return None,
    };
    let details = match sentence(rest, "Details: ") {
        Some(detail) if detail.starts_with("none") => BTreeSet::new(),
        // A value does not say anything else than the list at the head.
        Some(detail) => BTreeSet::from([usual.filter(|usual| **usual == detail)?.clone()]),
        None => usual.into_iter().cloned().collect(),
    };
    Some(Promise { code, keys, details })
}

/// The rest of the sentence that begins with `begin`.
fn sentence(text: &str, begin: &str) -> Option<String> {
    let (_, rest) = text.split_once(begin)?;
    let rest = outside_parentheses(rest);
    rest.split(". ").next().map(|sentence| sentence.trim_end_matches('.').trim().to_owned())
}

/// What stands in parentheses explains a key and is none.
fn outside_parentheses(text: &str) -> String {
    let mut depth = 0_usize;
    let mut outside = String::new();
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            letter if depth == 0 => outside.push(letter),
            _ => {}
        }
    }
    outside.replace(" .", ".").replace(" ,", ",")
}

fn keys(sentence: String) -> BTreeSet<String> {
    backticked(&sentence).map(str::to_owned).collect()
}

fn backticked(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn the_comment_of_a_reason_is_read_with_its_parentheses() {
    let by_code = BTreeMap::from([("UNAVAILABLE".to_owned(), "RetryInfo".to_owned())]);
    let text = "UNAVAILABLE. Not now. Metadata: `limit` (the setting, such as `a`), `value` (in bytes). \
                Details: RetryInfo. See `b`.";
    let read = promise(text, &by_code).unwrap();
    assert_eq!(read.code, Code::Unavailable);
    assert_eq!(read.keys, ["limit", "value"].map(str::to_owned).into());
    assert_eq!(read.details, ["RetryInfo".to_owned()].into());
    let none = promise("UNAVAILABLE. Not now. Metadata: none. Details: none. Wait.", &by_code).unwrap();
    assert!(none.keys.is_empty() && none.details.is_empty());
    for unreadable in ["Not now. Metadata: none.", "UNAVAILABLE. Not now.", "UNAVAILABLE. Metadata: a."] {
        assert!(promise(unreadable, &by_code).is_none(), "{unreadable}");
    }
}
