//! Errors: kinds, messages, and the retained body.

use std::error::Error as _;

use generated::Error;
use generated::api::{BackupGet, BackupGetFailure, ClusterListBackups, ClusterListBackupsFailure};
use serde_json::json;

use crate::canned_response::CannedResponse;
use crate::server::Server;
use crate::support::{NOT_FOUND, builder, client};

/// Returns the error for a response, with retries off.
async fn error(response: CannedResponse) -> Error {
    let server = Server::start([response]);
    let call = client(&server).backup().get("b1").with_retries(0);
    let error = call.await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
    assert_eq!(error.operation(), Some("BackupGet"));
    error
}

#[tokio::test]
async fn a_status_object() {
    let error = error(CannedResponse::json(404, NOT_FOUND).header("x-request-id", "r1")).await;
    assert_eq!(error.status(), Some(404));
    assert!(error.is_status() && !error.is_decode() && !error.is_auth());
    assert_eq!(error.body(), Some(NOT_FOUND.as_bytes()));
    assert_eq!(error.headers().unwrap()["x-request-id"], "r1");
    let Some(BackupGetFailure::Other(status)) = error.failure::<BackupGet>() else {
        panic!("{error:?}")
    };
    assert_eq!(status.code, Some(5));
    assert_eq!(status.message.as_deref(), Some("Backup b1 not found"));
    assert_eq!(status.details.unwrap()[0]["requestId"], "r1");
    assert_eq!(
        error.to_string(),
        "BackupGet: 404 Not Found: Backup b1 not found (5)"
    );
}

#[tokio::test]
async fn a_match_on_the_status() {
    let server = Server::start([CannedResponse::json(404, NOT_FOUND)]);
    let client = client(&server);
    match client.backup().get("b1").send().await {
        Err(error) if error.status() == Some(404) => {}
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_failure_without_a_status_object() {
    for (kind, body) in [
        ("text/html", "<html>\n  <h1>Not here</h1>\n</html>"),
        ("application/json", r#"["five"]"#),
        ("application/json", ""),
    ] {
        let error = error(CannedResponse::bytes(404, kind, body)).await;
        assert_eq!(error.status(), Some(404));
        assert_eq!(error.failure::<BackupGet>(), None);
        assert_eq!(error.body(), Some(body.as_bytes()));
    }
}

#[tokio::test]
async fn an_error_response_that_is_partly_valid() {
    let body = r#"{"code": "five", "message": "Not here"}"#;
    let error = error(CannedResponse::json(404, body)).await;
    assert_eq!(error.body(), Some(body.as_bytes()));
    let Some(failure) = error.lenient_failure::<BackupGet>() else {
        panic!("{error:?}")
    };
    let BackupGetFailure::Other(status) = failure.value else {
        panic!("{error:?}")
    };
    assert_eq!(status.code, None);
    assert_eq!(status.message.as_deref(), Some("Not here"));
    let rejected = failure.rejected.iter();
    let rejected: Vec<_> = rejected.map(|one| (one.path(), one.value())).collect();
    assert_eq!(rejected, [("$.code", &json!("five"))]);
}

#[tokio::test]
async fn undeclared_statuses() {
    for status in [300, 304, 418, 499, 599, 999] {
        let error = error(CannedResponse::json(status, "{}")).await;
        assert_eq!(error.status(), Some(status));
    }
}

#[tokio::test]
async fn long_bodies_are_retained_and_abbreviated_in_messages() {
    let body = json!({"message": "long ".repeat(10_000)}).to_string();
    let error = error(CannedResponse::json(400, &*body)).await;
    assert_eq!(error.body(), Some(body.as_bytes()));
    let text = error.to_string();
    assert!(text.len() < 400 && text.ends_with('…'), "{text}");
    assert!(!text.contains('\n'));
}

#[tokio::test]
async fn broken_json() {
    let error = error(CannedResponse::json(200, r#"{"id": "b1", "#)).await;
    assert!(error.is_decode() && !error.is_status() && !error.is_transport());
    assert_eq!(error.status(), Some(200));
    assert_eq!(error.json_path(), None);
    assert_eq!(error.body(), Some(&br#"{"id": "b1", "#[..]));
    assert_eq!(error.failure::<BackupGet>(), None);
    assert_eq!(
        error.to_string(),
        "BackupGet: can't decode the 200 response: EOF while parsing a value at line 1 column 13: \
         {\"id\": \"b1\","
    );
}

#[tokio::test]
async fn no_json_at_all() {
    let error = error(CannedResponse::bytes(
        200,
        "text/html",
        "<html>Log in</html>",
    ))
    .await;
    assert!(error.is_decode());
    let text = error.to_string();
    assert!(
        text.contains("text/html") && text.contains("<html>Log in"),
        "{text}"
    );
    let error = self::error(CannedResponse::json(200, "")).await;
    assert!(
        error.is_decode() && error.to_string().contains("empty"),
        "{error}"
    );
}

#[tokio::test]
async fn wrong_types() {
    for (body, path) in [
        ("[]", Some("$")),
        ("{}", Some("$")),
        (r#"{"id": null}"#, Some("$.id")),
        (r#"{"id": 1}"#, Some("$.id")),
        (r#"{"id": "b1", "size": "5 GB"}"#, Some("$.size")),
        (r#"{"id": "b1", "createdAt": 5}"#, Some("$.createdAt")),
        (
            r#"{"id": "b1", "sourceShardNames": "rs01"}"#,
            Some("$.sourceShardNames"),
        ),
        (
            r#"{"id": "b1", "sourceShardNames": ["a", null]}"#,
            Some("$.sourceShardNames[1]"),
        ),
    ] {
        let error = error(CannedResponse::json(200, body)).await;
        assert!(error.is_decode(), "{body}");
        assert_eq!(error.json_path(), path, "{body}: {error}");
        assert_eq!(error.body(), Some(body.as_bytes()));
    }
}

#[tokio::test]
async fn a_path_into_a_list() {
    let body = r#"{"backups": [{"id": "b1"}, {"id": "b2", "size": {}}]}"#;
    let server = Server::start([CannedResponse::json(200, body)]);
    let call = client(&server).cluster().list_backups("c1");
    let error = call.await.unwrap_err();
    assert_eq!(error.json_path(), Some("$.backups[1].size"));
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: can't decode the 200 response: $.backups[1].size: invalid type: map, \
         expected an integer in a string at line 1 column 50"
    );
}

#[tokio::test]
async fn bigger_than_the_limit() {
    let body = json!({"id": "b".repeat(1000)}).to_string();
    for response in [
        CannedResponse::json(200, &*body),
        CannedResponse::json(200, &*body).chunked(100),
    ] {
        let server = Server::start([response]);
        let client = builder(&server).max_response_bytes(500).build().unwrap();
        let error = client.backup().get("b1").await.unwrap_err();
        assert!(error.is_too_large(), "{error:?}");
        assert!(error.to_string().contains("500 bytes"), "{error}");
    }
    let server = Server::start([CannedResponse::json(400, &*body)]);
    let client = builder(&server).max_response_bytes(500).build().unwrap();
    let error = client.backup().get("b1").await.unwrap_err();
    assert_eq!(error.status(), Some(400));
    assert_eq!(error.body().map(<[u8]>::len), Some(500));
}

#[tokio::test]
async fn each_operation_has_its_own_failure() {
    let server = Server::start([CannedResponse::json(403, r#"{"code": 7, "message": "No"}"#)]);
    let call = client(&server).cluster().list_backups("c1");
    let error = call.await.unwrap_err();
    let Some(ClusterListBackupsFailure::Other(status)) = error.failure::<ClusterListBackups>()
    else {
        panic!("{error:?}")
    };
    assert_eq!(status.message.as_deref(), Some("No"));
}

#[test]
fn the_error_is_small_send_and_sync() {
    fn is_send_and_sync<T: std::error::Error + Send + Sync + 'static>() {}
    is_send_and_sync::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    let error = generated::Client::builder().base_url("x").build();
    assert!(error.unwrap_err().source().is_none());
}
