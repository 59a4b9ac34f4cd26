//! What is wrong with a message: every problem with the path of its field.

use std::fmt;

use crate::proto::v1::ErrorReason;

/// How large the fields of a request may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldLimits {
    /// Characters of a free text: a remark, a reason, a finding.
    pub field_characters_max: usize,
    /// Characters of a name, a title or a label.
    pub name_characters_max: usize,
    /// Characters of an address.
    pub uri_characters_max: usize,
    /// Items of a list or of a map.
    pub list_items_max: usize,
}

impl Default for FieldLimits {
    fn default() -> Self {
        Self {
            field_characters_max: 2000,
            name_characters_max: 500,
            uri_characters_max: 2000,
            list_items_max: 1000,
        }
    }
}

/// Something wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The path of the field, such as `participants[1].participant_id` or `title["en"]`.
    pub field: String,
    /// The reason in the catalogue of errors.
    pub reason: ErrorReason,
    /// What is wrong and what is allowed, in a sentence for people.
    pub description: String,
}

impl Problem {
    fn size(&self) -> usize {
        self.field.len() + self.description.len()
    }
}

/// The problems of one message, in the order of its fields.
#[derive(Clone, Debug)]
pub struct Problems {
    /// None for a record: it was checked before it was stored, perhaps against other limits than today's.
    limits: Option<FieldLimits>,
    problems: Vec<Problem>,
}

impl Problems {
    /// More text than this is not kept, in bytes of paths and descriptions: all problems travel in the trailers of one
    /// answer, as base64, and clients allow those no more than 8 KiB.
    pub const KEPT_BYTES_MAX: usize = 3000;

    /// No problem yet in a request.
    pub fn new(limits: FieldLimits) -> Self {
        Self { limits: Some(limits), problems: Vec::new() }
    }

    /// No problem yet in something stored.
    pub fn of_stored() -> Self {
        Self { limits: None, problems: Vec::new() }
    }

    /// The message itself.
    pub fn root(&mut self) -> Field<'_> {
        Field { path: None, problems: self }
    }

    /// A field of the message.
    pub fn at(&mut self, name: &'static str) -> Field<'_> {
        Field { path: Some(Path { parent: None, step: Step::Name(name) }), problems: self }
    }

    /// Whether all is well so far.
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// The problems in the order in which they were found.
    pub fn into_vec(self) -> Vec<Problem> {
        self.problems
    }
}

/// Where a value stands in its message, and where the problems with it go.
///
/// The path lies on the stack and becomes text only when something is wrong.
#[derive(Debug)]
pub struct Field<'a> {
    path: Option<Path<'a>>,
    problems: &'a mut Problems,
}

#[derive(Clone, Copy, Debug)]
struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Name(&'static str),
    Index(usize),
    Key(&'a str),
}

impl Field<'_> {
    /// A field of this message.
    pub fn field(&mut self, name: &'static str) -> Field<'_> {
        self.step(Step::Name(name))
    }

    /// An item of this list.
    pub fn index(&mut self, index: usize) -> Field<'_> {
        self.step(Step::Index(index))
    }

    /// A value of this map.
    pub fn key<'b>(&'b mut self, key: &'b str) -> Field<'b> {
        self.step(Step::Key(key))
    }

    /// The same field, lent to somebody else.
    pub fn again(&mut self) -> Field<'_> {
        Field { path: self.path, problems: self.problems }
    }

    /// Notes that something is wrong here.
    pub fn refuse(&mut self, reason: ErrorReason, description: impl Into<String>) {
        let kept: usize = self.problems.problems.iter().map(Problem::size).sum();
        let field = self.path.map(|path| path.to_string()).unwrap_or_default();
        let problem = Problem { field, reason, description: description.into() };
        // The first is always kept: without one, a message is taken for a good one.
        if kept == 0 || kept + problem.size() <= Problems::KEPT_BYTES_MAX {
            self.problems.problems.push(problem);
        }
    }

    /// Notes that a default was not written out: a client may leave that to the service, but a record may not, because
    /// defaults change and agreements do not.
    pub fn left_to_default(&mut self) {
        if self.is_stored() {
            self.refuse(ErrorReason::FieldRequired, "A record has every default written out.");
        }
    }

    /// Whether this belongs to a record, not to a request.
    pub fn is_stored(&self) -> bool {
        self.problems.limits.is_none()
    }

    /// How many problems were found so far, here and elsewhere.
    pub fn found(&self) -> usize {
        self.problems.problems.len()
    }

    /// The limits, for a request.
    pub fn limits(&self) -> Option<FieldLimits> {
        self.problems.limits
    }

    fn step<'b>(&'b mut self, step: Step<'b>) -> Field<'b> {
        Field { path: Some(Path { parent: self.path.as_ref(), step }), problems: self.problems }
    }
}

/// A key comes from the client and may be of any length; so much of it is enough to find it.
const KEY_CHARACTERS_MAX: usize = 40;

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            write!(f, "{parent}")?;
        }
        match self.step {
            Step::Name(name) if self.parent.is_some() => write!(f, ".{name}"),
            Step::Name(name) => f.write_str(name),
            Step::Index(index) => write!(f, "[{index}]"),
            Step::Key(key) => match key.char_indices().nth(KEY_CHARACTERS_MAX) {
                Some((end, _)) => write!(f, "[{:?}…]", key.get(..end).unwrap_or_default()),
                None => write!(f, "[{key:?}]"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_through_fields_lists_and_maps() {
        let mut problems = Problems::of_stored();
        let mut participants = problems.at("participants");
        let mut second = participants.index(1);
        second.field("participant_id").refuse(ErrorReason::BadId, "");
        second.field("name").key("e\"n").refuse(ErrorReason::BadLanguageTag, "");
        problems.root().field("title").key(&"x".repeat(41)).refuse(ErrorReason::FieldTooLong, "");
        let fields: Vec<_> = problems.into_vec().into_iter().map(|problem| problem.field).collect();
        let long = format!("title[\"{}\"…]", "x".repeat(40));
        assert_eq!(fields, ["participants[1].participant_id", r#"participants[1].name["e\"n"]"#, &long]);
    }

    #[test]
    fn problems_do_not_outgrow_an_answer() {
        let mut problems = Problems::new(FieldLimits::default());
        for index in 0..1000 {
            problems.at("texts").index(index).refuse(ErrorReason::FieldRequired, "Required.");
        }
        let kept = problems.into_vec();
        assert!(kept.len() > 50, "{}", kept.len());
        assert!(kept.iter().map(Problem::size).sum::<usize>() <= Problems::KEPT_BYTES_MAX);
    }
}
