//! Decoding of responses.

use generated::models::{Backup, BackupType};
use generated::{DateTime, Error, Response};
use serde_json::{Value, json};

use crate::canned_response::CannedResponse;
use crate::server::Server;
use crate::support::{BACKUP, client};

/// Decodes a backup from a response.
async fn backup(response: CannedResponse) -> Result<Response<Backup>, Error> {
    let server = Server::start([response]);
    client(&server).backup().get("b1").await
}

async fn backup_of(body: impl Into<String>) -> Backup {
    let response = CannedResponse::json(200, body.into());
    backup(response).await.unwrap().into_inner()
}

fn written(backup: &Backup) -> Value {
    serde_json::to_value(backup).unwrap()
}

#[tokio::test]
async fn all_properties() {
    let response = CannedResponse::json(200, BACKUP).header("x-request-id", "r1");
    let response = backup(response).await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["x-request-id"], "r1");
    let backup = response.into_inner();
    assert_eq!(backup.id, "b1");
    assert_eq!(backup.folder_id.as_deref(), Some("f1"));
    assert_eq!(backup.source_cluster_id.as_deref(), Some("c1"));
    let shards = backup.source_shard_names.as_deref().unwrap_or_default();
    assert_eq!(shards, ["rs01", "rs02"]);
    assert_eq!(backup.size, Some(i64::MAX));
    assert_eq!(backup.type_, Some(BackupType::Automated));
    let created = backup.created_at.as_ref().unwrap();
    assert_eq!(created.unix_seconds(), Some(1_559_038_127));
    assert_eq!(created.nanosecond(), Some(123_456_789));
    let started = backup.started_at.as_ref().unwrap();
    assert_eq!(started.offset_seconds(), Some(3 * 60 * 60));
    assert!(started < created);
    // The value round-trips exactly: offsets, fractions and the size as a string.
    let came: Value = serde_json::from_str(BACKUP).unwrap();
    assert_eq!(written(&backup), came);
}

#[tokio::test]
async fn required_properties_only() {
    let backup = backup_of(r#"{"id": "b1"}"#).await;
    assert_eq!(backup, Backup::new("b1"));
    assert_eq!(written(&backup), json!({"id": "b1"}));
}

#[tokio::test]
async fn in_chunks() {
    let response = CannedResponse::json(200, BACKUP).chunked(7);
    assert_eq!(backup(response).await.unwrap().id, "b1");
}

#[tokio::test]
async fn with_a_byte_order_mark_or_another_content_type() {
    backup_of("\u{feff}{\"id\": \"b1\"}").await;
    let response = CannedResponse::bytes(200, "application/problem+json; charset=utf-8", BACKUP);
    backup(response).await.unwrap();
    let response = CannedResponse::bytes(200, "text/plain", BACKUP);
    backup(response).await.unwrap();
}

#[tokio::test]
async fn another_success() {
    let response = backup(CannedResponse::json(206, BACKUP)).await.unwrap();
    assert_eq!((response.status(), &*response.id), (206, "b1"));
}

#[tokio::test]
async fn unknown_enum_value() {
    let backup = backup_of(r#"{"id": "b1", "type": "ON_TUESDAYS"}"#).await;
    let Some(BackupType::Unknown(value)) = &backup.type_ else {
        panic!("{backup:?}")
    };
    assert_eq!(value.as_str(), Some("ON_TUESDAYS"));
    assert_eq!(written(&backup), json!({"id": "b1", "type": "ON_TUESDAYS"}));
    // Not even a value of the declared type.
    let backup = backup_of(r#"{"id": "b1", "type": 7}"#).await;
    assert_eq!(written(&backup), json!({"id": "b1", "type": 7}));
}

#[tokio::test]
async fn unknown_field() {
    let backup = backup_of(
        r#"{"storage": {"class": ["cold", null, 1e400]}, "id": "b1", "size": "5", "x": "y"}"#,
    )
    .await;
    assert_eq!(backup.size, Some(5));
    assert_eq!(written(&backup), json!({"id": "b1", "size": "5"}));
}

#[tokio::test]
async fn null_for_optional_properties() {
    let backup = backup_of(
        r#"{"id": "b1", "folderId": null, "createdAt": null, "sourceShardNames": null,
            "size": null, "type": null}"#,
    )
    .await;
    assert_eq!(backup, Backup::new("b1"));
}

#[tokio::test]
async fn null_list() {
    let server = Server::start([
        CannedResponse::json(200, r#"{"backups": null, "nextPageToken": null}"#),
        CannedResponse::json(200, r#"{"backups": null, "nextPageToken": null}"#),
    ]);
    let call = client(&server).cluster().list_backups("c1");
    assert_eq!(call.clone().await.unwrap().backups, None);
    assert_eq!(call.items().try_collect().await.unwrap(), []);
}

#[tokio::test]
async fn malformed_timestamp() {
    let body = r#"{"id": "b1", "createdAt": "yesterday", "startedAt": "0000-13-32T25:61:61"}"#;
    let backup = backup_of(body).await;
    let created = backup.created_at.as_ref().unwrap();
    assert!(!created.is_valid());
    assert_eq!(created.as_str(), "yesterday");
    assert_eq!(created.unix_seconds(), None);
    let came: Value = serde_json::from_str(body).unwrap();
    assert_eq!(written(&backup), came);
}

#[tokio::test]
async fn timestamps_at_the_bounds() {
    for text in [
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "2024-02-29T23:59:59.5-12:00",
    ] {
        let backup = backup_of(json!({"id": "b1", "createdAt": text}).to_string()).await;
        let created = backup.created_at.unwrap();
        assert!(created.is_valid(), "{text}");
        assert_eq!(created, DateTime::parse(text).unwrap());
        assert_eq!(created.to_string(), text);
    }
}

#[tokio::test]
async fn sizes() {
    for (json, size) in [
        (r#""0""#, 0),
        (r#""-9223372036854775808""#, i64::MIN),
        ("7", 7),
        ("7.0", 7),
    ] {
        let backup = backup_of(format!(r#"{{"id": "b1", "size": {json}}}"#)).await;
        assert_eq!(backup.size, Some(size), "{json}");
        assert_eq!(written(&backup)["size"], size.to_string());
    }
}

#[tokio::test]
async fn open_objects() {
    let body = r#"{"id": "o1", "done": true, "metadata": {"@type": "t", "backupId": "b1"},
                   "response": {"deep": {"er": [1.5, null]}}}"#;
    let server = Server::start([CannedResponse::json(200, body)]);
    let operation = client(&server).operation().get("o1").await.unwrap();
    let metadata = operation.metadata.as_ref().unwrap();
    assert_eq!(metadata["backupId"], "b1");
    let came: Value = serde_json::from_str(body).unwrap();
    assert_eq!(serde_json::to_value(&*operation).unwrap(), came);
}
