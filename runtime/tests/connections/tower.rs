//! Services and layers of tower.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use oascribe_runtime::{
    Body, Call, Client, OperationInfo, Progress, ReqwestTransport, TowerTransport, Transport,
    TransportError, TransportService,
};
use tower::{BoxError, ServiceBuilder, service_fn};

use super::operations::{Charge, Read};
use super::server::{Server, write_head, write_text};

/// A server that counts the requests that it has at the same time.
fn slow(most: &Arc<AtomicUsize>) -> Server {
    let (now, most) = (AtomicUsize::new(0), most.clone());
    Server::start(move |_, out| {
        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(20));
        now.fetch_sub(1, Ordering::SeqCst);
        write_text(out, "text")
    })
}

#[tokio::test]
async fn layers_wrap_the_default_transport() {
    let most = Arc::new(AtomicUsize::new(0));
    let server = slow(&most);
    let infos = Arc::new(AtomicUsize::new(0));
    let seen = infos.clone();
    let layered = move |inner: Box<dyn Transport>| {
        let service = ServiceBuilder::new()
            .concurrency_limit(2)
            .map_request(move |mut request: http::Request<Body>| {
                let info = request.extensions().get::<OperationInfo>();
                assert_eq!(info.unwrap().name, "Read");
                seen.fetch_add(1, Ordering::SeqCst);
                request
                    .headers_mut()
                    .insert("x-layer", "yes".parse().unwrap());
                request
            })
            .service(TransportService::new(inner));
        TowerTransport::new(service)
    };
    let client = Client::builder().base_url(server.url()).layer(layered);
    let client = client.build().unwrap();
    let calls: Vec<_> = (0..10).map(|_| tokio::spawn(client.send(Read))).collect();
    for call in calls {
        assert_eq!(*call.await.unwrap().unwrap(), "text");
    }
    assert_eq!(most.load(Ordering::SeqCst), 2);
    assert_eq!(infos.load(Ordering::SeqCst), 10);
    assert!(
        server
            .requests()
            .iter()
            .all(|request| request.contains("x-layer: yes\r\n"))
    );
}

/// A service that has nothing to do with our transports, and bodies of another crate in both directions.
#[tokio::test]
async fn a_service_is_a_transport() {
    let server = Server::of_text("text");
    let reqwest = reqwest::Client::new();
    let service = service_fn(move |request: http::Request<Body>| {
        let reqwest = reqwest.clone();
        async move {
            let request = request.map(reqwest::Body::wrap);
            let request = reqwest::Request::try_from(request)?;
            let response = reqwest.execute(request).await?;
            Ok::<_, BoxError>(http::Response::<reqwest::Body>::from(response))
        }
    });
    let client = Client::builder().base_url(server.url());
    let client = client
        .transport(TowerTransport::new(service))
        .build()
        .unwrap();
    assert_eq!(*client.send(Read).await.unwrap(), "text");
    let mut stream = Call::new(&client, Read)
        .stream()
        .await
        .unwrap()
        .into_inner();
    assert_eq!(stream.try_next().await.unwrap().unwrap(), "text");
    let call = Call::new(&client, Charge).on_upload(|_: Progress| {});
    call.await.unwrap();
    let request = server.requests().pop().unwrap();
    assert!(
        request.contains("content-length: 6\r\n") && request.ends_with("10 EUR"),
        "{request}"
    );
}

#[tokio::test]
async fn errors_of_services() {
    let server = Server::start(|_, out| {
        std::thread::sleep(Duration::from_millis(200));
        write_head(out, "204 No Content", "")
    });
    // The error of a layer is not one of a connection, and is retried as its kind is.
    let service = ServiceBuilder::new()
        .timeout(Duration::from_millis(20))
        .service(TransportService::new(
            ReqwestTransport::new(reqwest::Client::builder()).unwrap(),
        ));
    let client = Client::builder().base_url(server.url()).retries(1);
    let client = client
        .transport(TowerTransport::new(service))
        .build()
        .unwrap();
    let error = client.send(Read).await.unwrap_err();
    assert!(error.is_transport() && !error.is_connect(), "{error:?}");
    assert_eq!(
        error.to_string(),
        "Read: the exchange failed: request timed out"
    );

    let refuse = |_: http::Request<Body>| async {
        Err::<http::Response<Body>, _>(TransportError::connect("no route"))
    };
    let client = Client::builder().base_url(server.url()).retries(0);
    let client = client.transport(TowerTransport::new(service_fn(refuse)));
    let error = client.build().unwrap().send(Read).await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
}
