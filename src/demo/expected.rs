//! Whether an answer is the one that the story says.

use serde_json::Value;

use super::story::Outcome;

/// How much of a value is said, in characters.
const LENGTH: usize = 200;

/// Where `actual` is not what `expected` says: an object has at least these fields, a list has these elements and no
/// others, null is not there, and anything else is the same.
pub(super) fn difference(expected: &Value, actual: &Value) -> Option<String> {
    at("", expected, actual)
}

fn at(path: &str, expected: &Value, actual: &Value) -> Option<String> {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => expected.iter().find_map(|(key, expected)| {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            at(&path, expected, actual.get(key).unwrap_or(&Value::Null))
        }),
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            let mut pairs = expected.iter().zip(actual).enumerate();
            pairs.find_map(|(index, (expected, actual))| at(&format!("{path}[{index}]"), expected, actual))
        }
        (Value::Array(expected), Value::Array(actual)) => Some(format!(
            "{path} has {} elements, and not {} as the story says",
            actual.len(),
            expected.len()
        )),
        (expected, actual) => (expected != actual).then(|| {
            format!("{path} is {}, and not {} as the story says", shortened(actual), shortened(expected))
        }),
    }
}

/// A value as it fits into a sentence.
fn shortened(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(LENGTH) {
        None => text,
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(&text)),
    }
}

/// The status of the agreement and of what else the story names, if they are as it says.
pub(super) fn state(outcome: &Outcome, agreement: &Value) -> Result<String, String> {
    let is = |expected: &str, actual: &Value| {
        let actual = actual.as_str().unwrap_or("");
        // The words after the name of the enum.
        actual.strip_suffix(expected).is_some_and(|prefix| prefix.ends_with("_STATUS_"))
    };
    let status = agreement.get("status").unwrap_or(&Value::Null);
    if !is(&outcome.status, status) {
        return Err(format!("the status is {status}, and not {} as the story says", outcome.status));
    }
    let mut said = outcome.status.clone();
    for (id, expected) in &outcome.after {
        let actual = child(agreement, id).and_then(|child| child.get("status")).unwrap_or(&Value::Null);
        if !is(expected, actual) {
            return Err(format!("the status of {id} is {actual}, and not {expected} as the story says"));
        }
        said.push_str(&format!(", {id} {expected}"));
    }
    Ok(said)
}

/// The commission, session or action with this id.
fn child<'a>(agreement: &'a Value, id: &str) -> Option<&'a Value> {
    let kinds = [("commissions", "commission_id"), ("sessions", "session_id"), ("actions", "action_id")];
    kinds.iter().find_map(|(list, key)| {
        agreement.get(list)?.as_array()?.iter().find(|child| child.get(key).is_some_and(|found| found == id))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_object_may_have_more() {
        assert_eq!(difference(&json!({"a": {"b": 1}}), &json!({"a": {"b": 1, "c": 2}, "d": 3})), None);
        assert_eq!(difference(&json!(null), &json!(null)), None);
    }

    #[test]
    fn what_is_missing_or_another_is_named() {
        let missing = difference(&json!({"a": {"b": 1}}), &json!({"a": {}}));
        assert_eq!(missing.as_deref(), Some("a.b is null, and not 1 as the story says"));
        let other = difference(&json!({"a": [{"b": "x"}]}), &json!({"a": [{"b": "y"}]}));
        assert_eq!(other.as_deref(), Some("a[0].b is \"y\", and not \"x\" as the story says"));
        assert!(difference(&json!({"a": {}}), &json!({"a": 1})).is_some());
    }

    #[test]
    fn a_list_has_no_more_and_no_other_order() {
        let longer = difference(&json!({"a": [1]}), &json!({"a": [1, 2]}));
        assert_eq!(longer.as_deref(), Some("a has 2 elements, and not 1 as the story says"));
        assert!(difference(&json!([2, 1]), &json!([1, 2])).is_some());
        assert_eq!(difference(&json!([{}, 2]), &json!([{"a": 1}, 2])), None);
    }

    #[test]
    fn null_is_not_there() {
        assert_eq!(difference(&json!({"a": null}), &json!({})), None);
        assert!(difference(&json!({"a": null}), &json!({"a": 0})).is_some());
    }
}
