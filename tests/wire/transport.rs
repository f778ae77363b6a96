//! Connection errors, timeouts, redirects and concurrency.

use std::time::{Duration, Instant};

use crate::canned_response::CannedResponse;
use crate::server::{Server, nowhere};
use crate::support::{BACKUP, TOKEN, at, builder, client};

const SLOW: Duration = Duration::from_secs(3);
const SHORT: Duration = Duration::from_millis(100);

#[tokio::test]
async fn a_slow_server_and_one_call() {
    let server = Server::start([CannedResponse::json(200, BACKUP).after(SLOW)]);
    let began = Instant::now();
    let call = client(&server).backup().get("b1").with_timeout(SHORT);
    let error = call.await.unwrap_err();
    assert!(error.is_timeout() && error.is_transport(), "{error:?}");
    assert!(!error.is_connect());
    assert_eq!((error.status(), error.body()), (None, None));
    assert!(began.elapsed() < SLOW);
    let text = error.to_string();
    assert!(text.starts_with("BackupGet: timed out: "), "{text}");
}

#[tokio::test]
async fn a_slow_server_and_each_attempt() {
    let slow = CannedResponse::json(200, BACKUP).after(SLOW);
    let server = Server::start([slow, CannedResponse::json(200, BACKUP)]);
    let client = builder(&server)
        .attempt_timeout(Duration::from_secs(1))
        .build()
        .unwrap();
    client.backup().get("b1").await.unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn connection_refused() {
    let client = at(&nowhere()).retries(0).build().unwrap();
    let error = client.backup().get("b1").await.unwrap_err();
    assert!(error.is_connect() && error.is_transport(), "{error:?}");
    assert!(!error.is_timeout() && !error.is_status());
    assert!(
        error.to_string().starts_with("BackupGet: can't connect: "),
        "{error}"
    );
}

#[tokio::test]
async fn closed_without_an_answer() {
    let server = Server::start([
        CannedResponse::hangup(),
        CannedResponse::hangup(),
        CannedResponse::hangup(),
    ]);
    let error = client(&server).backup().get("b1").await.unwrap_err();
    assert!(error.is_transport() && !error.is_connect(), "{error:?}");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn closed_within_the_body() {
    let server = Server::start([CannedResponse::json(200, BACKUP).cut_at(10)]);
    let call = client(&server).backup().get("b1").with_retries(0);
    let error = call.await.unwrap_err();
    assert!(error.is_transport() && !error.is_decode(), "{error:?}");
    let server = Server::start([
        CannedResponse::json(200, BACKUP).cut_at(10),
        CannedResponse::json(200, BACKUP),
    ]);
    client(&server).backup().get("b1").await.unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn not_http() {
    let server = Server::start([CannedResponse::json(7, "")]);
    let call = client(&server).backup().get("b1").with_retries(0);
    let error = call.await.unwrap_err();
    assert!(error.is_transport() && !error.is_connect(), "{error:?}");
}

#[tokio::test]
async fn redirects_within_the_origin() {
    let server = Server::start([
        CannedResponse::json(307, "").header("location", "/elsewhere?a=b"),
        CannedResponse::json(200, BACKUP),
        CannedResponse::json(307, "").header("location", "/elsewhere"),
    ]);
    let client = client(&server);
    client.backup().get("b1").await.unwrap();
    // A deletion is not redirected.
    let error = client.backup().delete("b1").await.unwrap_err();
    assert_eq!(error.status(), Some(307));
    assert_eq!(
        server.lines(),
        [
            "GET /managed-mongodb/v1/backups/b1",
            "GET /elsewhere?a=b",
            "DELETE /managed-mongodb/v1/backups/b1",
        ]
    );
}

#[tokio::test]
async fn redirects_to_another_origin() {
    let other = Server::start([CannedResponse::json(200, BACKUP)]);
    let response = CannedResponse::json(302, "").header("location", other.url());
    let server = Server::start([response]);
    let error = client(&server).backup().get("b1").await.unwrap_err();
    assert_eq!(error.status(), Some(302));
    // No other origin receives the token, because no request is sent to it.
    assert_eq!(other.lines(), [""; 0]);
    assert!(!format!("{error:?}").contains(TOKEN));
}

#[tokio::test]
async fn concurrent_calls() {
    let server = Server::start(vec![CannedResponse::json(200, BACKUP); 20]);
    let client = client(&server);
    let calls = (0..20).map(|_| tokio::spawn(client.backup().get("b1").send()));
    for call in calls.collect::<Vec<_>>() {
        assert_eq!(call.await.unwrap().unwrap().id, "b1");
    }
    assert_eq!(server.requests().len(), 20);
}
