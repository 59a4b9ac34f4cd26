//! What is read from requests and what is refused, without a server.

mod answers;
mod bodies;
mod commands;
mod life;
mod measures;
mod reads;
mod sessions;
mod terms;
mod work;

use crate::{
    domain::Command,
    grpc::{Limits, convert::CommandRequest},
    proto::{self, v1},
    registry::Problems,
};

fn problems() -> Problems {
    Limits::default().problems()
}

/// Path and reason of each problem; a description is a sentence.
fn found(problems: Problems) -> Vec<(String, v1::ErrorReason)> {
    problems
        .into_vec()
        .into_iter()
        .map(|problem| {
            assert!(problem.description.ends_with('.'), "{}", problem.description);
            (problem.field, problem.reason)
        })
        .collect()
}

/// The same, as one expects it.
fn expected<const N: usize>(problems: [(&str, v1::ErrorReason); N]) -> Vec<(String, v1::ErrorReason)> {
    problems.map(|(field, reason)| (field.to_owned(), reason)).into()
}

fn date(year: i32, month: i32, day: i32) -> Option<proto::Date> {
    Some(proto::Date { year, month, day })
}

fn words<const N: usize>(words: [(&str, &str); N]) -> std::collections::BTreeMap<String, String> {
    words.map(|(language, words)| (language.to_owned(), words.to_owned())).into()
}

fn digits(digit: &str) -> String {
    digit.repeat(64)
}

fn personal(text: &str) -> Option<v1::Personal> {
    Some(v1::Personal { content: Some(v1::personal::Content::Text(text.to_owned())) })
}

/// A request reads as this command.
fn accepted(request: impl CommandRequest) -> Command {
    let mut problems = problems();
    let command = request.parse(&mut problems);
    assert_eq!(found(problems), []);
    command.unwrap()
}

/// A request has these problems, all of them, in this order.
fn refused<const N: usize>(request: impl CommandRequest, wanted: [(&str, v1::ErrorReason); N]) {
    let mut problems = problems();
    assert_eq!(request.parse(&mut problems), None);
    assert_eq!(found(problems), expected(wanted));
}
