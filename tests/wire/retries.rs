//! Retries: which errors, how often, and when.

use std::time::{Duration, Instant};

use crate::canned_response::CannedResponse;
use crate::server::Server;
use crate::support::{BACKUP, builder, client};

const BUSY: &str = r#"{"code": 8, "message": "Too many requests"}"#;

#[tokio::test]
async fn too_many_requests() {
    let server = Server::start([
        CannedResponse::json(429, BUSY).header("retry-after", "1"),
        CannedResponse::json(200, BACKUP),
    ]);
    let began = Instant::now();
    let backup = client(&server).backup().get("b1").await.unwrap();
    assert_eq!(backup.id, "b1");
    assert!(began.elapsed() >= Duration::from_secs(1));
    assert_eq!(server.lines(), ["GET /managed-mongodb/v1/backups/b1"; 2]);
}

#[tokio::test]
async fn a_retry_after_beyond_the_time_limit() {
    let response = CannedResponse::json(429, BUSY).header("retry-after", "30");
    let server = Server::start([response]);
    let began = Instant::now();
    let call = client(&server).backup().get("b1");
    let error = call
        .with_timeout(Duration::from_secs(10))
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(429));
    assert_eq!(error.headers().unwrap()["retry-after"], "30");
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_date_that_has_passed() {
    let date = "Wed, 21 Oct 2015 07:28:00 GMT";
    let server = Server::start([
        CannedResponse::json(503, "{}").header("retry-after", date),
        CannedResponse::json(200, BACKUP),
    ]);
    client(&server).backup().get("b1").await.unwrap();
}

#[tokio::test]
async fn transient_failures() {
    let server = Server::start([
        CannedResponse::json(500, r#"{"code": 13, "message": "first"}"#),
        CannedResponse::hangup(),
        CannedResponse::json(200, BACKUP),
    ]);
    client(&server).backup().get("b1").await.unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn permanent_failures() {
    for status in [408, 429, 500, 502, 503, 504] {
        let bodies = ["first", "second", "third"];
        let server =
            Server::start(bodies.map(|body| CannedResponse::bytes(status, "text/plain", body)));
        let error = client(&server).backup().get("b1").await.unwrap_err();
        assert_eq!(error.status(), Some(status));
        assert_eq!(error.body(), Some(&b"third"[..]));
        assert_eq!(server.requests().len(), 3);
    }
}

#[tokio::test]
async fn failures_that_are_not_retried() {
    for status in [400, 403, 404, 409, 412, 501] {
        let server = Server::start([
            CannedResponse::json(status, "{}"),
            CannedResponse::json(200, BACKUP),
        ]);
        let error = client(&server).backup().get("b1").await.unwrap_err();
        assert_eq!(error.status(), Some(status));
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn deletions_are_retried() {
    let server = Server::start([
        CannedResponse::json(503, "{}"),
        CannedResponse::json(200, r#"{"id": "o1", "done": true}"#),
    ]);
    client(&server).backup().delete("b1").await.unwrap();
    assert_eq!(server.lines(), ["DELETE /managed-mongodb/v1/backups/b1"; 2]);
}

#[tokio::test]
async fn a_custom_number_of_retries() {
    let server = Server::start(vec![CannedResponse::json(500, "{}"); 9]);
    let client = builder(&server).retries(0).build().unwrap();
    client.backup().get("b1").await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
    let call = client.backup().get("b1").with_retries(1);
    call.await.unwrap_err();
    assert_eq!(server.requests().len(), 3);
}
