//! Layers around the transport.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::runtime::{Body, BoxFuture, Client, Method, OperationInfo, Transport, TransportError};

use crate::support::transport;

type Log = Arc<Mutex<Vec<(String, OperationInfo)>>>;

/// Records what passes through it.
struct Recorder {
    inner: Box<dyn Transport>,
    name: &'static str,
    log: Log,
}

impl Transport for Recorder {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let info = *request.extensions().get::<OperationInfo>().unwrap();
        self.log.lock().unwrap().push((self.name.to_owned(), info));
        self.inner.send(request)
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.inner.sleep(time)
    }
}

#[tokio::test]
async fn layers_know_operation_and_attempt() {
    let log = Log::default();
    let layer = |name| {
        let log = log.clone();
        move |inner| Recorder { inner, name, log }
    };
    let client = Client::builder()
        .bearer_token("t")
        .layer(layer("inner"))
        .transport(transport(&[(503, ""), (200, "{}")]))
        .layer(layer("outer"))
        .build()
        .unwrap();
    client.cluster().list_backups("c").await.unwrap();
    let log = log.lock().unwrap();
    let seen: Vec<_> = log
        .iter()
        .map(|(name, info)| (&**name, info.attempt))
        .collect();
    assert_eq!(
        seen,
        [("outer", 0), ("inner", 0), ("outer", 1), ("inner", 1)]
    );
    let info = log[0].1;
    assert_eq!(
        (info.name, info.method),
        ("ClusterListBackups", Method::Get)
    );
    assert_eq!(info.template, "/v1/clusters/{clusterId}/backups");
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_layers() {
    use crate::runtime::blocking::{Client, TimeLimits, Transport};

    struct Counter(Box<dyn Transport>, Arc<Mutex<u32>>);

    impl Transport for Counter {
        fn send(
            &self,
            request: http::Request<Body>,
            limits: TimeLimits,
        ) -> Result<http::Response<Body>, TransportError> {
            *self.1.lock().unwrap() += 1;
            self.0.send(request, limits)
        }
    }

    let count = Arc::new(Mutex::new(0));
    let counted = count.clone();
    let client = Client::builder()
        .bearer_token("t")
        .transport(transport(&[(200, "{}")]))
        .layer(move |inner| Counter(inner, counted))
        .build()
        .unwrap();
    client.cluster().list_backups("c").send().unwrap();
    assert_eq!(*count.lock().unwrap(), 1);
}
