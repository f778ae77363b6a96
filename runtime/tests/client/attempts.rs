//! The hooks for metrics and for the context of traces.

use std::sync::{Arc, Mutex};

use crate::runtime::{Client, TransportError};

use crate::support::{header, transport};

type Seen = Arc<Mutex<Vec<(String, u32, Option<u16>, Option<String>)>>>;

#[tokio::test]
async fn each_attempt_is_observed() {
    let seen = Seen::default();
    let log = seen.clone();
    let script = transport(&[(503, "")]);
    script.push_error(TransportError::other("reset"));
    script.push(200, "{}");
    let client = Client::builder()
        .bearer_token("t")
        .transport(script)
        .on_attempt(move |attempt| {
            let error = attempt.error.map(ToString::to_string);
            let operation = attempt.operation;
            let name = format!("{} {}", operation.method, operation.template);
            log.lock()
                .unwrap()
                .push((name, operation.attempt, attempt.status, error));
        })
        .build()
        .unwrap();
    client.cluster().list_backups("c").await.unwrap();
    let seen = seen.lock().unwrap();
    let name = "GET /v1/clusters/{clusterId}/backups";
    let attempts: Vec<_> = seen.iter().map(|it| (&*it.0, it.1, it.2)).collect();
    assert_eq!(
        attempts,
        [(name, 0, Some(503)), (name, 1, None), (name, 2, Some(200))]
    );
    assert_eq!(seen[1].3.as_deref(), Some("the exchange failed: reset"));
    assert_eq!(seen[2].3, None);
}

const PARENT: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

#[tokio::test]
async fn each_attempt_has_a_trace_context() {
    let count = Mutex::new(0);
    let script = transport(&[
        (503, ""),
        (200, "{}"),
        (200, "{}"),
        (200, "{}"),
        (200, "{}"),
    ]);
    let client = Client::builder()
        .bearer_token("t")
        .transport(script.clone())
        .trace_context(move || {
            let mut count = count.lock().unwrap();
            *count += 1;
            match *count {
                1 | 2 => Some(format!("{PARENT}{count}")),
                3 => Some("a\nb".to_owned()),
                _ => None,
            }
        })
        .build()
        .unwrap();
    let list = || client.cluster().list_backups("c");
    list().await.unwrap();
    list().await.unwrap();
    list().await.unwrap();
    list().with_header("traceparent", "own").await.unwrap();
    let requests = script.requests();
    let sent: Vec<_> = requests
        .iter()
        .map(|it| header(it, "traceparent"))
        .collect();
    let [first, second] = [1, 2].map(|number| format!("{PARENT}{number}"));
    assert_eq!(sent, [&first, &second, "", "", "own"]);
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_attempts() {
    use crate::runtime::blocking;
    use crate::server::{Answer, Server};

    let server = Server::start(&[Answer::Raw(
        "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
    )]);
    let statuses = Arc::new(Mutex::new(Vec::new()));
    let log = statuses.clone();
    let client = blocking::Client::builder()
        .bearer_token("t")
        .base_url(&server.url)
        .on_attempt(move |attempt| log.lock().unwrap().push(attempt.status))
        .trace_context(|| Some(PARENT.to_owned()))
        .build()
        .unwrap();
    client.cluster().list_backups("c").send().unwrap_err();
    assert_eq!(*statuses.lock().unwrap(), [Some(404)]);
    assert!(
        server
            .request()
            .contains(&format!("traceparent: {PARENT}\r\n"))
    );
}
