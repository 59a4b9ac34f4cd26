//! What a request's metadata says: who is calling, and in which trace.

use tonic::{Request, metadata::MetadataMap};

use crate::registry::Actor;

/// The metadata key in which a caller says who he is.
const ACTOR: &str = "x-depositary-actor";

/// The longest name of an actor that is kept, in bytes; the rest is cut off at a character.
const ACTOR_BYTES_MAX: usize = 256;

/// W3C Trace Context, version 00: 55 characters.
const TRACE_PARENT: &str = "traceparent";
const TRACE_PARENT_LENGTH: usize = 55;

/// Who is calling: what the caller says of himself, and that nobody verified it.
pub(super) fn actor<T>(request: &Request<T>) -> Actor {
    let name = text(request.metadata(), ACTOR).filter(|name| !name.is_empty()).unwrap_or("anonymous");
    Actor::Unverified(name[..name.floor_char_boundary(ACTOR_BYTES_MAX)].into())
}

/// The caller's trace context, if it has one of the form that we know.
pub(super) fn trace_parent<T>(request: &Request<T>) -> Option<Box<str>> {
    text(request.metadata(), TRACE_PARENT)
        .filter(|value| {
            value.len() == TRACE_PARENT_LENGTH && value.bytes().all(|byte| byte.is_ascii_graphic())
        })
        .map(Into::into)
}

fn text<'a>(metadata: &'a MetadataMap, key: &str) -> Option<&'a str> {
    metadata.get(key).and_then(|value| value.to_str().ok())
}
