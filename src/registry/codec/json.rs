//! The protobuf JSON of a record, for people and for other programs. It is made from the stored bytes, never the other way
//! round: what the JSON mapping cannot say would be lost.

use std::sync::LazyLock;

use bytes::Bytes;
use prost_reflect::{
    DescriptorError, DescriptorPool, DeserializeOptions, DynamicMessage, MessageDescriptor, ReflectMessage,
    Value,
};
use serde_json::Deserializer;

use super::record::FOLD;
use crate::proto::DESCRIPTORS;

/// The message of a record.
const RECORD: &str = "depositary.v1.Record";

/// Makes the JSON of records.
#[derive(Clone, Debug)]
pub struct RecordJson {
    record: MessageDescriptor,
}

/// Why there is no JSON of a record.
#[derive(Debug, thiserror::Error)]
pub enum JsonError {
    /// The descriptors are not those that the build has made.
    #[error("the descriptors cannot be read: {0}")]
    Descriptors(&'static DescriptorError),
    /// The descriptors have no record.
    #[error("the descriptors have no {RECORD}")]
    NoRecord,
    /// The bytes are no record.
    #[error("it is not a record: {0}")]
    Malformed(#[from] prost::DecodeError),
    /// A newer version wrote it, and its meaning is not known here.
    #[error("it needs a reader of version {min_reader}, and this one is of version {FOLD}")]
    TooNew {
        /// The version of the fold that it needs.
        min_reader: i64,
    },
    /// A newer version wrote it, and the JSON would leave out what is not known here.
    #[error("its message {message} has the field {number}, which only a newer version knows")]
    UnknownField {
        /// The full name of the message.
        message: String,
        /// The number of the field.
        number: u32,
    },
    /// The JSON mapping has no form for a value of it, or a text is not its JSON.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
}

impl RecordJson {
    /// Reads the descriptors, unless it was done before in this process: it takes a moment.
    ///
    /// # Errors
    /// Never, as long as the descriptors are those that the build has made.
    pub fn new() -> Result<Self, JsonError> {
        static POOL: LazyLock<Result<DescriptorPool, DescriptorError>> =
            LazyLock::new(|| DescriptorPool::decode(DESCRIPTORS));
        let pool = POOL.as_ref().map_err(JsonError::Descriptors)?;
        let record = pool.get_message_by_name(RECORD).ok_or(JsonError::NoRecord)?;
        Ok(Self { record })
    }

    /// The JSON of the record with these bytes, in one line. The keys of every object are sorted, so that the same bytes
    /// always have the same text.
    ///
    /// # Errors
    /// When the bytes are no record, or have more in them than this version can say.
    pub fn of(&self, bytes: &Bytes) -> Result<String, JsonError> {
        let message = DynamicMessage::decode(self.record.clone(), bytes.clone())?;
        match message.get_field_by_name("min_reader").and_then(|field| field.as_i64()) {
            Some(min_reader) if min_reader > FOLD => return Err(JsonError::TooNew { min_reader }),
            Some(_) | None => {}
        }
        is_known(&message)?;
        text(&message)
    }

    /// Whether two texts are the JSON of the same record. The one may be written otherwise than [`RecordJson::of`] would:
    /// with more space, in another order, with the number of an enum value instead of its name.
    ///
    /// # Errors
    /// When `other` is not the JSON of a record.
    pub fn says_the_same(&self, ours: &str, other: &str) -> Result<bool, JsonError> {
        if ours == other {
            return Ok(true);
        }
        let mut json = Deserializer::from_str(other);
        let options = DeserializeOptions::new().deny_unknown_fields(true);
        let message = DynamicMessage::deserialize_with_options(self.record.clone(), &mut json, &options)?;
        json.end()?;
        Ok(text(&message)? == ours)
    }
}

/// The mapping itself writes maps in an order of chance; between, they are sorted.
fn text(message: &DynamicMessage) -> Result<String, JsonError> {
    Ok(serde_json::to_value(message)?.to_string())
}

/// Refuses what the JSON would leave out.
fn is_known(message: &DynamicMessage) -> Result<(), JsonError> {
    if let Some(field) = message.unknown_fields().next() {
        let message = message.descriptor().full_name().to_owned();
        return Err(JsonError::UnknownField { message, number: field.number() });
    }
    message.fields().try_for_each(|(_, value)| is_known_value(value))
}

fn is_known_value(value: &Value) -> Result<(), JsonError> {
    match value {
        Value::Message(message) => is_known(message),
        Value::List(values) => values.iter().try_for_each(is_known_value),
        Value::Map(values) => values.values().try_for_each(is_known_value),
        Value::Bool(_)
        | Value::I32(_)
        | Value::I64(_)
        | Value::U32(_)
        | Value::U64(_)
        | Value::F32(_)
        | Value::F64(_)
        | Value::String(_)
        | Value::Bytes(_)
        | Value::EnumNumber(_) => Ok(()),
    }
}
