//! A client that says how long it waits and does not act on it itself, as tonic's own would.

use std::net::SocketAddr;

use http::Request;
use prost::Message;
use tonic::Status;

/// Calls a method with one message and this `grpc-timeout`: the status at the end.
pub(super) async fn call_within(
    address: SocketAddr,
    method: &str,
    message: &impl Message,
    timeout: &str,
) -> Status {
    let socket = tokio::net::TcpStream::connect(address).await.unwrap();
    let (client, connection) = h2::client::handshake(socket).await.unwrap();
    tokio::spawn(connection);
    let mut client = client.ready().await.unwrap();
    let request = Request::post(format!("http://{address}/depositary.v1.{method}"))
        .header("content-type", "application/grpc")
        .header("te", "trailers")
        .header("grpc-timeout", timeout)
        .body(())
        .unwrap();
    let (answer, mut body) = client.send_request(request, false).unwrap();
    let message = message.encode_to_vec();
    // Not compressed, and so many bytes.
    let mut frame = vec![0];
    frame.extend(u32::try_from(message.len()).unwrap().to_be_bytes());
    frame.extend(message);
    body.send_data(frame.into(), true).unwrap();
    let (head, mut body) = answer.await.unwrap().into_parts();
    while let Some(bytes) = body.data().await {
        body.flow_control().release_capacity(bytes.unwrap().len()).unwrap();
    }
    let trailers = body.trailers().await.unwrap().unwrap_or(head.headers);
    Status::from_header_map(&trailers).expect("an answer has a status")
}
