//! What requests say beside their content: names, ids, positions, how much to answer.

use prost::Message;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::CommandRequest;
use crate::{
    domain::{AgreementId, Identifier},
    journal::Position,
    proto::v1::{AgreementView, ErrorReason},
    registry::{
        Freshness, Problems,
        codec::{Field, parse, write},
    },
};

/// The namespace of ids that are derived from a `request_id` (RFC 9562, section 5.5). It never changes, or a retry
/// would meet another agreement.
const DERIVED_IDS: Uuid = Uuid::from_u128(0x6c1d_0a57_5f0e_4d0b_9b1c_3c8f_52e7_a4d6);

/// How many things a page has when the client does not say.
const PAGE_SIZE: usize = 100;

/// Reads the name of an agreement.
pub(in super::super) fn agreement_id(name: &str, problems: &mut Problems) -> Option<AgreementId> {
    parse::agreement_name(name, problems.at("name"))
}

/// Reads the id of something in an agreement; it may be left out.
pub(in super::super) fn optional_identifier(
    id: &str,
    field: &'static str,
    problems: &mut Problems,
) -> Option<Identifier> {
    parse::optional_identifier(id, problems.at(field))
}

/// The id of an agreement that was not named, made from the request, so that a retry meets the same agreement.
#[expect(clippy::expect_used, reason = "hexadecimal digits and hyphens are an id")]
pub(in super::super) fn derived_id(request_id: &Identifier) -> AgreementId {
    let uuid = Uuid::new_v5(&DERIVED_IDS, request_id.as_str().as_bytes());
    AgreementId::parse(&uuid.to_string()).expect("a UUID has the form of an agreement's id")
}

/// Reads the id of a request; it may have none.
pub(in super::super) fn request_id(id: &str, problems: &mut Problems) -> Option<Identifier> {
    parse::optional_identifier(id, problems.at("request_id"))
}

/// Reads the revision that a client expects.
pub(in super::super) fn expected_revision(revision: Option<i64>, problems: &mut Problems) -> Option<u64> {
    revision.map(|revision| not_negative(revision, problems.at("expected_revision")))
}

/// Reads how much of an agreement to answer with.
pub(in super::super) fn view(number: i32, problems: &mut Problems) -> AgreementView {
    match AgreementView::try_from(number) {
        Ok(AgreementView::Full) => AgreementView::Full,
        Ok(AgreementView::Basic | AgreementView::Unspecified) => AgreementView::Basic,
        Err(_) => {
            let (basic, full) = (AgreementView::Basic.as_str_name(), AgreementView::Full.as_str_name());
            let description = format!("{number} is no value here; allowed are {basic}, {full}.");
            problems.at("view").refuse(ErrorReason::BadValue, description);
            AgreementView::Basic
        }
    }
}

/// SHA-256 over the encoding of a message, whose maps have an order.
pub(in super::super) fn digest(message: &impl Message) -> [u8; 32] {
    Sha256::digest(message.encode_to_vec()).into()
}

/// What tells a retry from another request under the same id. The envelope has to be taken out before: it may differ.
pub(in super::super) fn request_digest<R: CommandRequest>(request: &R) -> [u8; 32] {
    method_digest(R::METHOD, request)
}

/// SHA-256 over a method and the encoding of its request: requests of two methods can be encoded alike.
pub(in super::super) fn method_digest(method: &str, request: &impl Message) -> [u8; 32] {
    let digest = Sha256::new().chain_update(method).chain_update([0]);
    digest.chain_update(request.encode_to_vec()).finalize().into()
}

/// A position as messages have it.
pub(in super::super) fn position(position: Position) -> i64 {
    write::count(position.get())
}

/// Reads a position.
pub(in super::super) fn parse_position(
    number: i64,
    field: &'static str,
    problems: &mut Problems,
) -> Position {
    Position::new(not_negative(number, problems.at(field)))
}

/// Reads how new an answer has to be.
pub(in super::super) fn freshness(at_least: i64, allow_stale: bool, problems: &mut Problems) -> Freshness {
    Freshness { at_least: parse_position(at_least, "at_least_position", problems), allow_stale }
}

/// Reads how many things a page should have; `size_max` counts for more than that.
pub(in super::super) fn page_size(size: i64, size_max: usize, problems: &mut Problems) -> usize {
    let size = not_negative(size, problems.at("page_size"));
    let size = if size == 0 { PAGE_SIZE } else { usize::try_from(size).unwrap_or(usize::MAX) };
    size.min(size_max)
}

/// Refuses a page token.
pub(in super::super) fn bad_page_token(problems: &mut Problems) {
    let description = "Not a token of this register for this request; start again without one.";
    problems.at("page_token").refuse(ErrorReason::BadPageToken, description);
}

/// Reads a number from 0 on.
pub(super) fn not_negative(number: i64, mut at: Field<'_>) -> u64 {
    u64::try_from(number).unwrap_or_else(|_| {
        at.refuse(ErrorReason::BadValue, "Negative; 0 and more are allowed.");
        0
    })
}
