//! What the lists have in common: how much, from where on, how new.

use prost::Message;

use super::{
    commands::Commands,
    convert,
    page_token::{Cursor, PageToken},
};
use crate::{
    journal::Position,
    proto::v1::{
        ListActionsRequest, ListDecisionsRequest, ListDueRequest, ListEvaluationsRequest,
        ListInForceBetweenRequest, ListOpenActionsRequest, ListOverdueSessionsRequest,
        ListParticipationsRequest, ListSessionsRequest,
    },
    registry::{Freshness, KnownAt, Problems},
};

/// What a request for a page says beside what it lists.
#[derive(Debug)]
pub(super) struct Paging {
    page_size: i64,
    page_token: String,
    at_least_position: i64,
    allow_stale: bool,
}

/// A request for a page of a list.
pub(super) trait ListRequest: Message {
    /// The method, which tells requests apart whose messages are encoded alike.
    const METHOD: &'static str;

    /// Takes out what may differ between the pages of one list.
    fn take_paging(&mut self) -> Paging;
}

macro_rules! list_requests {
    ($($request:ident $method:literal,)*) => {$(
        impl ListRequest for $request {
            const METHOD: &'static str = $method;

            fn take_paging(&mut self) -> Paging {
                Paging {
                    page_size: std::mem::take(&mut self.page_size),
                    page_token: std::mem::take(&mut self.page_token),
                    at_least_position: std::mem::take(&mut self.at_least_position),
                    allow_stale: std::mem::take(&mut self.allow_stale),
                }
            }
        }
    )*};
}

list_requests! {
    ListActionsRequest "ListActions",
    ListDecisionsRequest "ListDecisions",
    ListDueRequest "ListDue",
    ListEvaluationsRequest "ListEvaluations",
    ListInForceBetweenRequest "ListInForceBetween",
    ListOpenActionsRequest "ListOpenActions",
    ListOverdueSessionsRequest "ListOverdueSessions",
    ListParticipationsRequest "ListParticipations",
    ListSessionsRequest "ListSessions",
}

/// How many items the pages before have given: all pages show one position, and items keep their places.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Given(pub(super) usize);

impl Cursor for Given {
    fn text(&self) -> String {
        format!("items~{}", self.0)
    }

    fn read(text: &str) -> Option<Self> {
        text.strip_prefix("items~")?.parse().ok().map(Self)
    }
}

/// Which page of a list is asked for.
#[derive(Debug)]
pub(super) struct Page<C> {
    pub(super) items_max: usize,
    pub(super) freshness: Freshness,
    /// Where the page before ended.
    pub(super) after: Option<C>,
    /// Up to where that page, and so every other, reads the journal.
    pub(super) until: Option<Position>,
    request_digest: [u8; 32],
}

impl Commands {
    /// Reads which page is asked for.
    pub(super) fn page<C: Cursor, R: ListRequest>(
        &self,
        request: &mut R,
        problems: &mut Problems,
    ) -> Page<C> {
        let paging = request.take_paging();
        let request_digest = convert::method_digest(R::METHOD, request);
        let journal = self.registry.journal_id();
        let token = PageToken::of_request(&paging.page_token, journal, request_digest, problems);
        let (after, until) = token.map(|token| (token.cursor, token.until)).unzip();
        Page {
            items_max: convert::page_size(paging.page_size, self.limits.page_items_max, problems),
            freshness: convert::freshness(paging.at_least_position, paging.allow_stale, problems),
            after,
            until,
            request_digest,
        }
    }

    /// The token of the page that begins after `cursor`; empty if there is none.
    pub(super) fn next_page<C: Cursor>(&self, page: &Page<C>, cursor: Option<C>, until: Position) -> String {
        let (journal, request_digest) = (self.registry.journal_id(), page.request_digest);
        let token = cursor.map(|cursor| PageToken { journal, request_digest, cursor, until });
        token.map(|token| token.to_string()).unwrap_or_default()
    }
}

impl<C> Page<C> {
    /// Up to where the journal is read: as the first page did, else as the request says.
    pub(super) fn known_at(&self, known_at: Option<KnownAt>) -> Option<KnownAt> {
        self.until.map(KnownAt::Position).or(known_at)
    }
}

/// A page ends with the item that brings it to so many bytes: clients take no more than four times this.
pub(super) const PAGE_BYTES_MAX: usize = 1 << 20;

/// The messages of a page as far as one answer has room for them, and after which of them the next page begins.
pub(super) fn within_a_page<T: Message, C>(
    items: impl Iterator<Item = (T, C)>,
    next: Option<C>,
) -> (Vec<T>, Option<C>) {
    let (mut messages, mut bytes) = (Vec::new(), 0);
    let mut items = items.peekable();
    while let Some((message, cursor)) = items.next() {
        bytes += message.encoded_len();
        messages.push(message);
        if bytes >= PAGE_BYTES_MAX && items.peek().is_some() {
            return (messages, Some(cursor));
        }
    }
    (messages, next)
}
