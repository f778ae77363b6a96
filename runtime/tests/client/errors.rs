//! Errors and their messages.

use std::error::Error as _;

use crate::api::{BackupCreate, ClusterListBackups, ClusterListBackupsFailure, Problem};
use crate::runtime::{Error, TransportError};

use crate::support::{builder, response, scripted, transport};

async fn failing(status: u16, body: &'static str) -> Error {
    let (client, transport) = scripted(&[]);
    transport.push_response(response(status, &[("x-trace", "t")], body));
    client
        .cluster()
        .list_backups("c")
        .with_retries(0)
        .await
        .unwrap_err()
}

#[tokio::test]
async fn statuses() {
    let error = failing(404, "{\"code\": 5,\n \"message\": \"no such cluster\"}").await;
    assert!(error.is_status() && !error.is_auth() && !error.is_timeout() && !error.is_transport());
    assert_eq!(error.status(), Some(404));
    assert_eq!(error.headers().unwrap()["x-trace"], "t");
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: 404 Not Found: no such cluster (5)"
    );
    assert!(failing(401, "").await.is_auth());
    assert_eq!(
        failing(401, "").await.to_string(),
        "ClusterListBackups: 401 Unauthorized"
    );
    assert_eq!(failing(302, "").await.status(), Some(302));
}

#[tokio::test]
async fn messages_have_the_description_of_the_server() {
    for (body, text) in [
        // Problem details (RFC 9457); the title repeats the status.
        (
            r#"{"title": "Bad Request", "status": 400, "detail": "no such zone"}"#,
            "no such zone",
        ),
        (
            r#"{"title": "Quota exceeded.", "detail": "5 of 5"}"#,
            "Quota exceeded: 5 of 5",
        ),
        // Google's status, and the error of the OpenAI API.
        (
            r#"{"error": {"code": 5, "message": "no such\n  zone", "status": "NOT_FOUND"}}"#,
            "no such zone (5)",
        ),
        // OAuth 2.0, RFC 6749, section 5.2.
        (
            r#"{"error": "invalid_grant", "error_description": "it has expired"}"#,
            "invalid_grant: it has expired",
        ),
        (r#"{"error": "it is closed"}"#, "it is closed"),
        // FastAPI.
        (
            r#"{"detail": [{"loc": ["body", "items", 0], "msg": "field required", "type": "missing"}]}"#,
            "body.items.0: field required",
        ),
        (
            r#"{"errors": [{"field": "name", "reason": "is too long"}, "b", {"error": {}}, "c", "d", "e"]}"#,
            "name: is too long; b; c; …",
        ),
        (
            r#"{"errors": [{"field": "name", "message": "is too long", "code": "max"}]}"#,
            "name: is too long (max)",
        ),
        // Kubernetes.
        (
            r#"{"kind": "Status", "message": "pods \"a\" not found", "reason": "NotFound", "code": 404}"#,
            r#"pods "a" not found (404)"#,
        ),
        // Without a description, the start of the body.
        (r#"{"trace": 5}"#, r#"{"trace": 5}"#),
        (r#"{"message": ""}"#, r#"{"message": ""}"#),
        (r#"["no such zone"]"#, r#"["no such zone"]"#),
    ] {
        let expected = format!("ClusterListBackups: 400 Bad Request: {text}");
        assert_eq!(failing(400, body).await.to_string(), expected, "{body}");
    }
}

#[tokio::test]
async fn descriptions_are_bounded() {
    let deep = format!("{}{}", r#"{"error": "#.repeat(50), "1") + &"}".repeat(50);
    let long = format!(r#"{{"message": "{}"}}"#, "ä".repeat(1000));
    let wide = format!(r#"{{"errors": [{}"x"]}}"#, r#""y", "#.repeat(1000));
    for body in [deep, long, wide] {
        let error = failing(400, String::leak(body)).await.to_string();
        assert!(error.len() < 400, "{error}");
    }
}

#[tokio::test]
async fn long_bodies_are_truncated_only_in_messages() {
    let body: &'static str = String::leak("x".repeat(1000));
    let error = failing(400, body).await;
    assert!(error.to_string().len() < 400 && error.to_string().ends_with("x…"));
    assert_eq!(error.body().unwrap().len(), 1000);
}

#[tokio::test]
async fn declared_error_responses() {
    type Failure = ClusterListBackupsFailure;
    let typed = async |status, body| failing(status, body).await.failure::<ClusterListBackups>();
    let mut problem = Problem::default();
    problem.code = Some(5);
    assert_eq!(
        typed(404, r#"{"code":5}"#).await,
        Some(Failure::NotFound(problem))
    );
    assert_eq!(
        typed(502, "<bad gateway>").await,
        Some(Failure::Server("<bad gateway>".into()))
    );
    assert_eq!(
        typed(418, "[1]").await,
        Some(Failure::Other(serde_json::json!([1])))
    );
    assert_eq!(
        typed(404, "not json").await,
        Some(Failure::Other("not json".into())),
        "falls to the next row"
    );
    assert_eq!(typed(404, "").await, None);
    assert!(failing(400, "{}").await.failure::<BackupCreate>().is_none());
}

#[tokio::test]
async fn transport_errors() {
    let (client, transport) = scripted(&[]);
    let call = client.cluster().list_backups("c").with_retries(0);
    transport.push_error(TransportError::connect("connection refused"));
    let error = call.clone().await.unwrap_err();
    assert!(error.is_connect() && error.is_transport() && !error.is_timeout());
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: can't connect: connection refused"
    );
    assert!(error.source().is_some());
    assert_eq!((error.status(), error.body()), (None, None));
    transport.push_error(TransportError::connect_timeout("slow"));
    let error = call.clone().await.unwrap_err();
    assert!(error.is_connect() && error.is_timeout());
    transport.push_error(TransportError::other("broken pipe"));
    let error = call.await.unwrap_err();
    assert!(!error.is_connect() && error.is_transport());
}

#[tokio::test]
async fn too_large_responses() {
    let transport = transport(&[
        (200, "{\"backups\":[]}"),
        (400, "a long reason"),
        (200, "{}"),
    ]);
    let client = builder(&transport).max_response_bytes(6).build().unwrap();
    let call = client.cluster().list_backups("c");
    let error = call.clone().await.unwrap_err();
    assert!(error.is_too_large() && !error.is_decode());
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: the response is larger than 6 bytes, the client's limit"
    );
    let error = call.clone().await.unwrap_err();
    assert_eq!(
        (error.status(), error.body()),
        (Some(400), Some(&b"a long"[..]))
    );
    assert!(call.await.is_ok());
    assert_eq!(transport.requests().len(), 3, "not tried again");
}

#[test]
fn error_is_small() {
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    fn both<T: Send + Sync + 'static>() {}
    both::<Error>();
}

/// Messages of serde repeat values.
#[tokio::test]
async fn messages_are_bounded() {
    let long = "é".repeat(100_000);
    let body =
        format!(r#"{{"backups":[{{"id":{{"{long}":1}},"{long}":2}}],"nextPageToken":["{long}"]}}"#);
    for body in [body, format!(r#"{{"backups":"{long}"}}"#)] {
        let (client, transport) = scripted(&[]);
        transport.push(200, body);
        let error = client.cluster().list_backups("c").await.unwrap_err();
        assert!(error.is_decode());
        assert!(
            error.to_string().len() < 2500,
            "{}",
            error.to_string().len()
        );
    }
    let (client, transport) = scripted(&[]);
    transport.push_error(TransportError::other(long));
    let call = client.cluster().list_backups("c").with_retries(0);
    assert!(call.await.unwrap_err().to_string().len() < 1100);
}
