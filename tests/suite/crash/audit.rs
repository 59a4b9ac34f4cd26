//! What the service itself lists.

use depositary::proto::v1::{ListEventsRequest, event_service_client::EventServiceClient};
use tonic::transport::Channel;

use super::ledger::Stored;

/// The events of all pages are those of the file, in order.
pub(super) async fn lists(channel: &Channel, stored: &[Stored]) {
    let mut events = EventServiceClient::new(channel.clone());
    let mut expected = stored.iter().flat_map(|Stored { record, receipt }| {
        receipt.events.iter().map(|event| (receipt.position, &event.name, &record.request_id))
    });
    let mut request = ListEventsRequest { page_size: 1000, ..ListEventsRequest::default() };
    loop {
        let page = events.list_events(request.clone()).await.unwrap().into_inner();
        for event in &page.events {
            let listed = (event.position, &event.name, &event.request_id);
            assert_eq!(Some(listed), expected.next());
        }
        if page.next_page_token.is_empty() {
            assert_eq!(page.position, stored.len() as i64);
            break;
        }
        request.page_token = page.next_page_token;
    }
    assert_eq!(expected.next(), None);
}
