//! HTTP/2 with the async client.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use oascribe_runtime::{Client, ReqwestTransport};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::certificates::{Authority, Validity};
use super::operations::Read;
use super::tls::{Backend, settings};

/// A server that negotiates HTTP/2 and counts its connections. The first `refused` requests are reset.
async fn serve(authority: &Authority, refused: usize) -> (u16, Arc<AtomicUsize>) {
    let mut config = authority.server("localhost", Validity::Current);
    config.alpn_protocols = vec![b"h2".to_vec()];
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let connections = Arc::new(AtomicUsize::new(0));
    let (count, left) = (connections.clone(), Arc::new(AtomicUsize::new(refused)));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            count.fetch_add(1, Ordering::SeqCst);
            let (acceptor, left) = (acceptor.clone(), left.clone());
            tokio::spawn(async move {
                let stream = acceptor.accept(stream).await.unwrap();
                let mut connection = h2::server::handshake(stream).await.unwrap();
                while let Some(Ok((request, mut respond))) = connection.accept().await {
                    assert_eq!(request.version(), http::Version::HTTP_2);
                    let refuse = |left: usize| left.checked_sub(1);
                    if left
                        .fetch_update(Ordering::SeqCst, Ordering::SeqCst, refuse)
                        .is_ok()
                    {
                        respond.send_reset(h2::Reason::REFUSED_STREAM);
                        continue;
                    }
                    tokio::spawn(async move {
                        // All requests are in flight before the first response.
                        tokio::time::sleep(Duration::from_millis(50)).await;
                        let response = http::Response::new(());
                        let mut body = respond.send_response(response, false).unwrap();
                        body.send_data("two".into(), true).unwrap();
                    });
                }
            });
        }
    });
    (port, connections)
}

fn client(port: u16, authority: &Authority, backend: Backend) -> Client {
    let transport = ReqwestTransport::new(settings(backend, Some(&authority.root()))).unwrap();
    let url = format!("https://localhost:{port}");
    Client::builder()
        .base_url(url)
        .transport(transport)
        .build()
        .unwrap()
}

#[tokio::test]
async fn calls_share_one_connection() {
    let authority = Authority::new();
    for backend in [Backend::Rustls, Backend::Platform] {
        let (port, connections) = serve(&authority, 0).await;
        let client = client(port, &authority, backend);
        client.send(Read).await.unwrap();
        let calls: Vec<_> = (0..30).map(|_| tokio::spawn(client.send(Read))).collect();
        for call in calls {
            assert_eq!(*call.await.unwrap().unwrap(), "two");
        }
        assert_eq!(connections.load(Ordering::SeqCst), 1, "{backend:?}");
    }
}

/// The server did not process them (RFC 9113, section 8.7).
#[tokio::test]
async fn refused_requests_are_retried() {
    let authority = Authority::new();
    let (port, _) = serve(&authority, 1).await;
    let client = client(port, &authority, Backend::Rustls);
    assert_eq!(*client.send(Read).await.unwrap(), "two");
}
