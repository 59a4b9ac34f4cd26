//! A connection that counts, and that must begin to speak.

use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    sync::OwnedSemaphorePermit,
    time::{Sleep, sleep},
};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};
use tonic::transport::server::{Connected, TcpConnectInfo};

/// `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`. A peer that sent one byte and fell silent would else be kept for ever:
/// keepalive asks only those who sent all of it.
const PREFACE_BYTES: usize = 24;

/// A place among the connections of a runtime and of the process; given back when dropped.
pub(super) struct Place {
    connections: Arc<AtomicUsize>,
    _permit: OwnedSemaphorePermit,
}

impl Place {
    pub(super) fn take(connections: Arc<AtomicUsize>, permit: OwnedSemaphorePermit) -> Self {
        connections.fetch_add(1, Ordering::Relaxed);
        Self { connections, _permit: permit }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A connection with its place.
pub(super) struct Connection {
    socket: TcpStream,
    preface: Option<Box<Preface>>,
    // After the socket, so that the socket is closed before another connection is let in.
    _place: Place,
}

/// What a connection is until it has sent the preface of HTTP/2.
struct Preface {
    received: usize,
    time: Pin<Box<Sleep>>,
    stop: Pin<Box<WaitForCancellationFutureOwned>>,
}

impl Connection {
    /// Moves the socket to the current runtime.
    pub(super) fn open(
        socket: std::net::TcpStream,
        place: Place,
        preface_time: Duration,
        stop: CancellationToken,
    ) -> io::Result<Self> {
        let preface = Preface {
            received: 0,
            time: Box::pin(sleep(preface_time)),
            stop: Box::pin(stop.cancelled_owned()),
        };
        Ok(Self { socket: TcpStream::from_std(socket)?, preface: Some(Box::new(preface)), _place: place })
    }
}

impl Preface {
    fn over(&mut self, context: &mut Context<'_>) -> Option<&'static str> {
        if self.time.as_mut().poll(context).is_ready() {
            Some("no preface of HTTP/2 came in time")
        } else if self.stop.as_mut().poll(context).is_ready() {
            // A stop asks nothing of such a peer, and would wait for it for nothing.
            Some("the service stops")
        } else {
            None
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let Some(preface) = &mut this.preface else {
            return Pin::new(&mut this.socket).poll_read(context, buffer);
        };
        let before = buffer.filled().len();
        let poll = Pin::new(&mut this.socket).poll_read(context, buffer);
        preface.received += buffer.filled().len() - before;
        if preface.received >= PREFACE_BYTES {
            this.preface = None;
        } else if let Some(reason) = preface.over(context) {
            return Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, reason)));
        }
        poll
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.socket).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.socket).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}

impl Connected for Connection {
    type ConnectInfo = TcpConnectInfo;

    fn connect_info(&self) -> TcpConnectInfo {
        self.socket.connect_info()
    }
}
