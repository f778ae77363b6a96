//! Lists with several pages.

use crate::canned_response::CannedResponse;
use crate::server::Server;
use crate::support::{client, page};

fn three_pages() -> Server {
    Server::start([
        CannedResponse::json(200, page(&["b1", "b2"], "to/ken 2")),
        CannedResponse::json(200, page(&["b3", "b4"], "token3")),
        CannedResponse::json(200, page(&["b5"], "")),
    ])
}

const CLUSTER: [&str; 3] = [
    "GET /managed-mongodb/v1/clusters/c%201/backups?pageSize=2",
    "GET /managed-mongodb/v1/clusters/c%201/backups?pageSize=2&pageToken=to%2Fken%202",
    "GET /managed-mongodb/v1/clusters/c%201/backups?pageSize=2&pageToken=token3",
];

#[tokio::test]
async fn items_of_a_cluster() {
    let server = three_pages();
    let client = client(&server);
    let mut backups = client.cluster().list_backups("c 1").page_size(2).items();
    let mut ids = Vec::new();
    while let Some(backup) = backups.try_next().await.unwrap() {
        ids.push(backup.id);
        // A page is requested only when it is needed.
        assert_eq!(server.requests().len(), ids.len().div_ceil(2));
    }
    assert_eq!(ids, ["b1", "b2", "b3", "b4", "b5"]);
    assert_eq!(server.lines(), CLUSTER);
    assert_eq!(backups.try_next().await.unwrap(), None);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn pages_of_a_cluster() {
    let server = three_pages();
    let client = client(&server);
    let mut pages = client.cluster().list_backups("c 1").page_size(2).pages();
    let mut counts = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        assert_eq!(page.status(), 200);
        counts.push(page.backups.as_ref().map_or(0, Vec::len));
    }
    assert_eq!(counts, [2, 2, 1]);
    assert_eq!(server.lines(), CLUSTER);
}

#[tokio::test]
async fn items_of_a_folder() {
    let server = three_pages();
    let call = client(&server).backup().list("f1").page_size(2);
    let call = call.with_header("x-request-id", "r1");
    let backups = call.items().try_collect().await.unwrap();
    assert_eq!(backups.len(), 5);
    assert_eq!(
        server.lines(),
        [
            "GET /managed-mongodb/v1/backups?folderId=f1&pageSize=2",
            "GET /managed-mongodb/v1/backups?folderId=f1&pageSize=2&pageToken=to%2Fken%202",
            "GET /managed-mongodb/v1/backups?folderId=f1&pageSize=2&pageToken=token3",
        ]
    );
    for request in server.requests() {
        assert_eq!(request.header("x-request-id"), Some("r1"));
    }
}

#[tokio::test]
async fn starting_at_a_page() {
    let server = Server::start([CannedResponse::json(200, page(&["b5"], ""))]);
    let call = client(&server).backup().list("f1").page_token("token3");
    assert_eq!(call.items().try_collect().await.unwrap().len(), 1);
    let line = "GET /managed-mongodb/v1/backups?folderId=f1&pageToken=token3";
    assert_eq!(server.lines(), [line]);
}

#[tokio::test]
async fn empty_pages() {
    for body in ["{}", r#"{"backups": []}"#, r#"{"nextPageToken": ""}"#] {
        let server = Server::start([CannedResponse::json(200, body)]);
        let mut backups = client(&server).backup().list("f1").items();
        assert_eq!(backups.try_next().await.unwrap(), None, "{body}");
        assert_eq!(server.requests().len(), 1);
    }
    // An empty page with a next token is not the last one.
    let server = Server::start([
        CannedResponse::json(200, page(&["b1"], "2")),
        CannedResponse::json(200, page(&[], "3")),
        CannedResponse::json(200, r#"{"nextPageToken": "4"}"#),
        CannedResponse::json(200, page(&["b2"], "")),
    ]);
    let call = client(&server).backup().list("f1");
    assert_eq!(call.items().try_collect().await.unwrap().len(), 2);
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn a_repeated_page_token_is_an_error() {
    for tokens in [&["2", "2"][..], &["2", "3", "2"]] {
        let responses = tokens
            .iter()
            .map(|token| CannedResponse::json(200, page(&["b"], token)));
        let server = Server::start(responses);
        let mut backups = client(&server).backup().list("f1").items();
        // The items before the error are returned.
        for _ in tokens {
            assert!(backups.try_next().await.unwrap().is_some());
        }
        let error = backups.try_next().await.unwrap_err();
        assert!(error.is_endless_paging(), "{error:?}");
        assert_eq!(
            error.to_string(),
            "BackupList: the server returned the same page token twice: paging would never end"
        );
        assert_eq!(server.requests().len(), tokens.len());
        // After the error, the stream ends.
        assert_eq!(backups.try_next().await.unwrap(), None);
    }
}

#[tokio::test]
async fn the_first_token_repeated_is_an_error() {
    let server = Server::start(vec![CannedResponse::json(200, page(&["b"], "2")); 9]);
    let call = client(&server).backup().list("f1").page_token("2");
    let error = call.items().try_collect().await.unwrap_err();
    assert!(error.is_endless_paging(), "{error:?}");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn an_error_between_pages() {
    let server = Server::start([
        CannedResponse::json(200, page(&["b1"], "2")),
        CannedResponse::json(400, "{}"),
        CannedResponse::json(200, page(&["b2"], "")),
    ]);
    let mut backups = client(&server).backup().list("f1").items();
    assert_eq!(backups.try_next().await.unwrap().unwrap().id, "b1");
    let error = backups.try_next().await.unwrap_err();
    assert_eq!(error.status(), Some(400));
    // The same page is requested again.
    assert_eq!(backups.try_next().await.unwrap().unwrap().id, "b2");
    let lines = server.lines();
    assert_eq!(lines[1], lines[2]);
}

#[tokio::test]
async fn tokens_from_the_server_are_not_checked() {
    let long = "t".repeat(101);
    let server = Server::start([
        CannedResponse::json(200, page(&["b1"], &long)),
        CannedResponse::json(200, page(&["b2"], "")),
    ]);
    let call = client(&server).cluster().list_backups("c1");
    assert_eq!(call.items().try_collect().await.unwrap().len(), 2);
}
