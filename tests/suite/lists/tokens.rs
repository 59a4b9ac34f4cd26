//! A token is of use only where it was made.

use depositary::proto::v1::{
    AgreementFilter, AgreementStatus, EventFilter, EventType, ListAgreementsRequest, ListEventsRequest,
};

use super::{Reader, at, draft, ids, reason};
use crate::support::Service;

#[tokio::test]
async fn a_token_of_another_list_is_refused() {
    let (service, other) = (Service::start().await, Service::start().await);
    let (mut reader, mut elsewhere) = (Reader::of(&service).await, Reader::of(&other).await);
    for reader in [&mut reader, &mut elsewhere] {
        for name in ["agreements/a", "agreements/b", "agreements/c"] {
            reader.draft(draft(name, &[("A", ""), ("B", "")])).await;
        }
    }
    // The same is asked of both: everything.
    let agreements = |page_token: &str| ListAgreementsRequest {
        page_size: 1,
        page_token: page_token.to_owned(),
        ..ListAgreementsRequest::default()
    };
    let events = |page_token: &str| ListEventsRequest {
        page_size: 1,
        page_token: page_token.to_owned(),
        ..ListEventsRequest::default()
    };
    let of_agreements = reader.list(agreements("")).await.unwrap().next_page_token;
    let of_events = reader.list_events(events("")).await.unwrap().next_page_token;
    assert_eq!(ids(&reader.list(agreements(&of_agreements)).await.unwrap()), ["b"]);
    assert_eq!(reader.list_events(events(&of_events)).await.unwrap().events[0].position, 2);

    let bad = ("BAD_PAGE_TOKEN".to_owned(), vec!["page_token".to_owned()]);
    assert_eq!(reason(reader.list(agreements(&of_events)).await), bad, "another list");
    assert_eq!(reason(reader.list_events(events(&of_agreements)).await), bad, "another list");
    assert_eq!(reason(elsewhere.list(agreements(&of_agreements)).await), bad, "another journal");
    assert_eq!(reason(elsewhere.list_events(events(&of_events)).await), bad, "another journal");
    assert_eq!(reason(reader.list(agreements("next")).await), bad, "no token");

    let statuses = vec![AgreementStatus::Draft.into()];
    let filter = Some(AgreementFilter { statuses, ..AgreementFilter::default() });
    let filtered = ListAgreementsRequest { filter, ..agreements(&of_agreements) };
    assert_eq!(reason(reader.list(filtered).await), bad, "another filter");
    let types = vec![EventType::AgreementDrafted.into()];
    let filter = Some(EventFilter { types, ..EventFilter::default() });
    let filtered = ListEventsRequest { filter, ..events(&of_events) };
    assert_eq!(reason(reader.list_events(filtered).await), bad, "another filter");
    let later = ListEventsRequest { after_position: 1, ..events(&of_events) };
    assert_eq!(reason(reader.list_events(later).await), bad, "another beginning");
    let known = ListEventsRequest { known_at: at(3), ..events(&of_events) };
    assert_eq!(reason(reader.list_events(known).await), bad, "another end");
    service.stop().await;
    other.stop().await;
}
