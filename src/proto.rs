//! The generated types of package `depositary.v1` and the descriptor set that reflection serves.
//!
//! Knows nothing of the other rooms. What a message means is said in `proto/`.

pub use self::{depositary::v1, google::r#type::Date};

/// Every message, enum and service of the API with its comments, as an encoded `FileDescriptorSet`.
pub const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/depositary.bin"));

// The generated code names packages by their path from here.
mod depositary {
    #[expect(missing_docs, reason = "the generator writes no comment on what it adds of its own")]
    #[allow(
        clippy::all,
        clippy::allow_attributes,
        clippy::allow_attributes_without_reason,
        reason = "generated code is not ours to style"
    )]
    pub mod v1 {
        tonic::include_proto!("depositary.v1");
    }
}

mod google {
    #[allow(
        unreachable_pub,
        clippy::all,
        clippy::allow_attributes,
        clippy::allow_attributes_without_reason,
        reason = "generated code is not ours to style; only `Date` leaves the room"
    )]
    pub(super) mod r#type {
        tonic::include_proto!("google.r#type");
    }
}
