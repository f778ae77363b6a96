//! Values are checked against the bounds of the document before a request is sent.

use generated::{Error, Operation};

use crate::canned_response::CannedResponse;
use crate::server::Server;
use crate::support::client;

/// Returns the error of a call that must not reach the server.
async fn refused<Op: Operation>(op: Op) -> Error {
    let server = Server::start([]);
    let error = client(&server).send(op).await.err();
    assert_eq!(server.lines(), [""; 0]);
    let error = error.unwrap();
    assert!(error.is_invalid_request(), "{error:?}");
    assert_eq!((error.status(), error.body()), (None, None));
    error
}

fn list(cluster: &str) -> generated::api::ClusterListBackups {
    generated::api::ClusterListBackups::new(cluster)
}

#[tokio::test]
async fn too_long() {
    let error = refused(list(&"c".repeat(51))).await;
    assert_eq!(error.operation(), Some("ClusterListBackups"));
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: clusterId has 51 characters, must have at most 50"
    );
    let error = refused(generated::api::BackupList::new("f".repeat(51))).await;
    assert!(
        error.to_string().starts_with("BackupList: folderId "),
        "{error}"
    );
    let mut op = list("c1");
    op.page_token = Some("t".repeat(101));
    let error = refused(op).await;
    assert!(error.to_string().contains("pageToken"), "{error}");
}

#[tokio::test]
async fn out_of_range() {
    for (size, bound) in [(1001, "1000"), (u64::MAX, "1000")] {
        let mut op = list("c1");
        op.page_size = Some(size);
        let text = refused(op).await.to_string();
        assert!(text.contains("pageSize"), "{text}");
        assert!(
            text.contains(bound) && text.contains(&size.to_string()),
            "{text}"
        );
    }
}

#[tokio::test]
async fn all_violations_are_reported_at_once() {
    let mut op = list(&"c".repeat(51));
    op.page_size = Some(1001);
    let text = refused(op).await.to_string();
    assert!(
        text.contains("clusterId") && text.contains("pageSize"),
        "{text}"
    );
}

#[tokio::test]
async fn at_the_bounds() {
    let server = Server::start(vec![CannedResponse::json(200, "{}"); 4]);
    let client = client(&server);
    // Lengths count characters, not bytes.
    client.cluster().list_backups("ü".repeat(50)).await.unwrap();
    for size in [0, 1000] {
        let call = client.cluster().list_backups("c1").page_size(size);
        call.await.unwrap();
    }
    // Only the list of a cluster has a lower bound.
    client.backup().list("f1").page_size(-1).await.unwrap();
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn without_checks() {
    let server = Server::start([CannedResponse::json(200, "{}")]);
    let call = client(&server).cluster().list_backups("c".repeat(51));
    call.page_size(1001).without_checks().await.unwrap();
    let path = format!("/managed-mongodb/v1/clusters/{}/backups", "c".repeat(51));
    assert_eq!(server.lines(), [format!("GET {path}?pageSize=1001")]);
}

#[tokio::test]
async fn every_way_to_send_checks_first() {
    let server = Server::start([]);
    let call = client(&server).cluster().list_backups("c1").page_size(1001);
    assert!(call.to_http().unwrap_err().is_invalid_request());
    let error = call.clone().pages().try_next().await.unwrap_err();
    assert!(error.is_invalid_request());
    let error = call.items().try_next().await.unwrap_err();
    assert!(error.is_invalid_request());
    assert_eq!(server.lines(), [""; 0]);
}

#[tokio::test]
async fn dot_segments_in_paths_are_refused() {
    // Even without checks: these would address other resources.
    for id in ["", ".", ".."] {
        let error = refused(generated::api::BackupDelete::new(id)).await;
        assert!(error.to_string().contains("backupId"), "{error}");
    }
    for id in [".", ".."] {
        let server = Server::start([]);
        let call = client(&server).backup().delete(id).without_checks();
        assert!(call.await.unwrap_err().is_invalid_request());
    }
}

#[tokio::test]
async fn line_breaks_in_headers_are_refused() {
    let server = Server::start([]);
    let call = client(&server).backup().get("b1");
    let call = call.with_header("x-note", "a\r\nx-evil: 1");
    let error = call.await.unwrap_err();
    assert!(error.is_invalid_request());
    assert!(error.to_string().contains("x-note"), "{error}");
    assert_eq!(server.lines(), [""; 0]);
}
