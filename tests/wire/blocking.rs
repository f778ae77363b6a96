//! The blocking client against the same server.

use std::time::Duration;

use generated::api::BackupGet;
use generated::blocking::{Client, ClientBuilder};
use generated::{RetryPolicy, Token};

use crate::canned_response::CannedResponse;
use crate::server::{Server, nowhere};
use crate::support::{BACKUP, NOT_FOUND, OPERATIONS, TOKEN, page};

fn builder(url: &str) -> ClientBuilder {
    Client::builder()
        .bearer_token(TOKEN)
        .base_url(url)
        .base_url_for(OPERATIONS, url)
        .retries(RetryPolicy::new(2).base_delay(Duration::from_millis(1)))
}

fn client(server: &Server) -> Client {
    builder(&server.url()).build().unwrap()
}

#[test]
fn each_operation() {
    let server = Server::start(vec![CannedResponse::json(200, BACKUP); 5]);
    let client = client(&server);
    let call = client.cluster().list_backups("c/1");
    call.page_size(5).page_token("a b").send().unwrap();
    client.backup().get("b1").send().unwrap();
    client.backup().list("f1").send().unwrap();
    client.backup().delete("b1").send().unwrap();
    client.operation().get("o1").send().unwrap();
    assert_eq!(
        server.lines(),
        [
            "GET /managed-mongodb/v1/clusters/c%2F1/backups?pageSize=5&pageToken=a%20b",
            "GET /managed-mongodb/v1/backups/b1",
            "GET /managed-mongodb/v1/backups?folderId=f1",
            "DELETE /managed-mongodb/v1/backups/b1",
            "GET /operations/o1",
        ]
    );
    for request in server.requests() {
        let bearer = format!("Bearer {TOKEN}");
        assert_eq!(request.header("authorization"), Some(&*bearer));
        assert_eq!(
            request.header("accept"),
            Some("application/json, */*;q=0.5")
        );
        let agent = format!("generated/{}", env!("CARGO_PKG_VERSION"));
        assert_eq!(request.header("user-agent"), Some(&*agent));
        assert_eq!(request.header("host"), Some(&*server.host()));
        assert_eq!(request.header("content-length"), None);
        assert_eq!(request.body, b"");
    }
}

#[test]
fn statuses() {
    let server = Server::start([
        CannedResponse::json(404, NOT_FOUND),
        CannedResponse::json(500, "{}"),
        CannedResponse::json(503, "{}"),
        CannedResponse::json(200, BACKUP).chunked(7),
        CannedResponse::json(200, r#"{"id": 1}"#),
    ]);
    let client = client(&server);
    let error = client.backup().get("b1").send().unwrap_err();
    assert_eq!(error.status(), Some(404));
    assert!(error.failure::<BackupGet>().is_some());
    assert_eq!(error.body(), Some(NOT_FOUND.as_bytes()));
    let backup = client.backup().get("b1").send().unwrap();
    assert_eq!(backup.size, Some(i64::MAX));
    let error = client.backup().get("b1").send().unwrap_err();
    assert_eq!(error.json_path(), Some("$.id"));
}

#[test]
fn pages() {
    let responses = || {
        Server::start([
            CannedResponse::json(200, page(&["b1", "b2"], "2")),
            CannedResponse::json(200, page(&["b3"], "3")),
            CannedResponse::json(200, page(&["b4"], "")),
        ])
    };
    let server = responses();
    let call = client(&server).cluster().list_backups("c1").page_size(2);
    let ids: Result<Vec<_>, _> = call.items().map(|item| item.map(|it| it.id)).collect();
    assert_eq!(ids.unwrap(), ["b1", "b2", "b3", "b4"]);
    let base = "GET /managed-mongodb/v1/clusters/c1/backups?pageSize=2";
    assert_eq!(
        server.lines(),
        [
            base.to_owned(),
            format!("{base}&pageToken=2"),
            format!("{base}&pageToken=3"),
        ]
    );
    let server = responses();
    let pages = client(&server).backup().list("f1").pages();
    assert_eq!(pages.filter(Result::is_ok).count(), 3);
}

#[test]
fn a_repeated_page_token_is_an_error() {
    let server = Server::start(vec![CannedResponse::json(200, page(&["b"], "2")); 9]);
    let mut items = client(&server).backup().list("f1").items();
    assert!(items.next().unwrap().is_ok() && items.next().unwrap().is_ok());
    assert!(items.next().unwrap().unwrap_err().is_endless_paging());
    assert!(items.next().is_none());
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn waiting() {
    let server = Server::start([
        CannedResponse::json(200, r#"{"id": "o1"}"#),
        CannedResponse::json(200, r#"{"id": "o1", "done": false}"#),
        CannedResponse::json(200, r#"{"id": "o1", "done": true}"#),
        CannedResponse::json(200, r#"{"done": true, "error": {"code": 9}}"#),
    ]);
    let call = client(&server).backup().delete("b1");
    let call = call.with_poll_interval(Duration::from_millis(5));
    assert_eq!(call.clone().wait().unwrap().done, Some(true));
    assert!(call.wait().unwrap_err().is_failed_operation());
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn connection_errors() {
    let slow = CannedResponse::json(200, BACKUP).after(Duration::from_secs(3));
    let server = Server::start([slow]);
    let call = client(&server).backup().get("b1");
    let error = call
        .with_timeout(Duration::from_millis(100))
        .send()
        .unwrap_err();
    assert!(error.is_timeout() && !error.is_connect(), "{error:?}");

    let refused = builder(&nowhere()).build().unwrap();
    let error = refused.backup().get("b1").send().unwrap_err();
    assert!(error.is_connect() && !error.is_timeout(), "{error:?}");

    let server = Server::start(vec![CannedResponse::json(200, BACKUP).cut_at(10); 3]);
    let error = client(&server).backup().get("b1").send().unwrap_err();
    assert!(error.is_transport() && !error.is_decode(), "{error:?}");
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn tokens() {
    let server = Server::start([
        CannedResponse::json(401, "{}"),
        CannedResponse::json(200, BACKUP),
        CannedResponse::json(401, "{}"),
        CannedResponse::json(401, "{}"),
    ]);
    let provide = || {
        let now = std::time::SystemTime::now();
        let value = format!("{now:?}").replace(|c: char| !c.is_ascii_digit(), "");
        Ok::<_, std::io::Error>(Token::new(value))
    };
    let client = builder(&server.url()).token_provider(provide);
    let client = client.build().unwrap();
    client.backup().get("b1").send().unwrap();
    let error = client.backup().get("b1").send().unwrap_err();
    assert!(error.is_auth());
    let requests = server.requests();
    let token = |index: usize| requests[index].header("authorization");
    assert_ne!(token(0), token(1));
    assert_eq!(token(1), token(2));
    assert_ne!(token(2), token(3));
    assert_eq!(requests.len(), 4);
}

#[test]
fn checks_and_plain_requests() {
    let server = Server::start([]);
    let client = client(&server);
    let call = client.cluster().list_backups("c1").page_size(1001);
    assert!(call.to_http().unwrap_err().is_invalid_request());
    assert!(call.clone().send().unwrap_err().is_invalid_request());
    assert!(call.items().next().unwrap().is_err());
    let request = client.backup().delete("b1").to_http().unwrap();
    assert_eq!(request.method(), "DELETE");
    assert!(!format!("{client:?} {request:?}").contains(TOKEN));
    assert_eq!(server.lines(), [""; 0]);
}
