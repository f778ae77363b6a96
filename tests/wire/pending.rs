//! Long-running operations.

use std::time::Duration;

use generated::api::BackupDelete;

use crate::canned_response::CannedResponse;
use crate::server::Server;
use crate::support::{OPERATIONS, TOKEN, at, client};

const SOON: Duration = Duration::from_millis(5);

fn running(id: &str) -> CannedResponse {
    CannedResponse::json(200, format!(r#"{{"id": "{id}", "done": false}}"#))
}

fn done() -> CannedResponse {
    CannedResponse::json(200, r#"{"id": "o/1", "done": true, "response": {}}"#)
}

#[tokio::test]
async fn success() {
    let api = Server::start([running("o/1")]);
    let operations = Server::start([running("o/1"), running("o/1"), done()]);
    let client = at(&api.url())
        .base_url_for(OPERATIONS, operations.url())
        .build()
        .unwrap();
    let call = client.backup().delete("b1").with_poll_interval(SOON);
    let operation = call.wait().await.unwrap();
    assert_eq!(operation.done, Some(true));
    assert!(operation.response.as_ref().is_some_and(|it| it.is_empty()));
    assert_eq!(api.lines(), ["DELETE /managed-mongodb/v1/backups/b1"]);
    // The API declares another server for these operations.
    assert_eq!(operations.lines(), ["GET /operations/o%2F1"; 3]);
    for request in operations.requests() {
        let bearer = format!("Bearer {TOKEN}");
        assert_eq!(request.header("authorization"), Some(&*bearer));
    }
}

#[tokio::test]
async fn done_at_once() {
    let server = Server::start([done()]);
    client(&server).backup().delete("b1").wait().await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn failure() {
    let last = r#"{"id": "o1", "done": true, "error": {"code": 9, "message": "In use"}}"#;
    let server = Server::start([running("o1"), CannedResponse::json(200, last)]);
    let call = client(&server).backup().delete("b1");
    let error = call.with_poll_interval(SOON).wait().await.unwrap_err();
    assert!(error.is_failed_operation() && !error.is_status());
    assert_eq!(
        error.to_string(),
        "BackupDelete: the operation failed: {\"code\":9,\"message\":\"In use\"}"
    );
    // The error retains the last state as received.
    assert_eq!(error.body(), Some(last.as_bytes()));
    assert_eq!(error.status(), Some(200));
}

#[tokio::test]
async fn refused() {
    let server = Server::start([CannedResponse::json(403, r#"{"code": 7, "message": "No"}"#)]);
    let call = client(&server).backup().delete("b1");
    let error = call.wait().await.unwrap_err();
    assert_eq!(error.status(), Some(403));
    assert!(error.failure::<BackupDelete>().is_some());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_poll_that_fails() {
    let server = Server::start([running("o1"), CannedResponse::json(404, "{}")]);
    let call = client(&server).backup().delete("b1");
    let error = call.with_poll_interval(SOON).wait().await.unwrap_err();
    assert_eq!(error.operation(), Some("OperationGet"));
    assert_eq!(error.status(), Some(404));
}

#[tokio::test]
async fn an_operation_without_an_id() {
    let server = Server::start([CannedResponse::json(200, r#"{"done": false}"#)]);
    let call = client(&server).backup().delete("b1");
    let error = call.wait().await.unwrap_err();
    assert!(error.is_failed_operation(), "{error:?}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_operation_that_never_finishes() {
    let server = Server::start(vec![running("o1"); 100]);
    let call = client(&server).backup().delete("b1");
    let call = call.with_poll_interval(Duration::from_millis(100));
    let call = call.with_timeout(Duration::from_secs(1));
    let error = call.wait().await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    let count = server.requests().len();
    assert!((2..=11).contains(&count), "{count}");
}

#[tokio::test]
async fn a_poll_that_exceeds_the_time_limit() {
    let slow = done().after(Duration::from_secs(3));
    let server = Server::start([running("o1"), slow]);
    let call = client(&server).backup().delete("b1");
    let call = call.with_poll_interval(SOON);
    let call = call.with_timeout(Duration::from_millis(400));
    let error = call.wait().await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(
        error.to_string(),
        "BackupDelete: not done after 400ms; use `with_timeout` to wait longer"
    );
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn another_base_url() {
    let operations = Server::start([done()]);
    let api = Server::start([]);
    let other = Server::start([running("o1")]);
    let client = at(&api.url())
        .base_url_for(OPERATIONS, operations.url())
        .build()
        .unwrap();
    let call = client.backup().delete("b1").with_poll_interval(SOON);
    call.with_base_url(other.url()).wait().await.unwrap();
    assert_eq!(other.lines(), ["DELETE /managed-mongodb/v1/backups/b1"]);
    // The API declares another server for these operations.
    assert_eq!(operations.lines(), ["GET /operations/o1"]);
    assert_eq!(api.lines(), [""; 0]);
}

#[tokio::test]
async fn send_does_not_wait() {
    let server = Server::start([running("o1")]);
    let operation = client(&server).backup().delete("b1").await.unwrap();
    assert_eq!(operation.done, Some(false));
    assert_eq!(server.requests().len(), 1);
}
