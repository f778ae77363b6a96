//! Conditional requests.

use crate::support::{header, response, scripted};

#[tokio::test]
async fn a_response_that_did_not_change() {
    let (client, transport) = scripted(&[]);
    let headers = [
        ("etag", "\"v1\""),
        ("last-modified", "Tue, 01 Oct 2024 00:00:00 GMT"),
    ];
    transport.push_response(response(200, &headers, "{}"));
    transport.push(304, "");
    transport.push(200, r#"{"nextPageToken":"n"}"#);
    transport.push(304, "");
    let list = || client.cluster().list_backups("c");
    let first = list().await.unwrap();
    let (etag, date) = (first.etag().unwrap(), first.last_modified().unwrap());
    assert_eq!(etag, "\"v1\"");
    let same = list().with_if_none_match(etag).send_if_changed();
    assert!(same.await.unwrap().is_none());
    let changed = list().with_if_modified_since(date).send_if_changed();
    let changed = changed.await.unwrap().unwrap();
    assert_eq!(changed.next_page_token.as_deref(), Some("n"));
    assert_eq!((changed.etag(), changed.last_modified()), (None, None));
    let error = list().with_if_none_match("*").await.unwrap_err();
    assert!(error.is_not_modified() && !error.is_precondition_failed());
    let requests = transport.requests();
    assert_eq!(header(&requests[1], "if-none-match"), "\"v1\"");
    assert_eq!(header(&requests[2], "if-modified-since"), date);
    assert_eq!(requests.len(), 4, "304 is not retried");
}

#[tokio::test]
async fn a_change_that_somebody_else_made_first() {
    let (client, transport) = scripted(&[(412, ""), (500, "")]);
    let list = || client.cluster().list_backups("c").with_retries(0);
    let error = list().with_if_match("\"v1\"").await.unwrap_err();
    assert!(error.is_precondition_failed() && !error.is_not_modified());
    assert_eq!(header(&transport.requests()[0], "if-match"), "\"v1\"");
    let error = list().with_if_none_match("\"v1\"").send_if_changed().await;
    assert_eq!(error.unwrap_err().status(), Some(500));
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_requests_to_a_server() {
    use crate::runtime::blocking::Client;
    use crate::server::{Answer, Server};

    let server = Server::start(&[Answer::Raw(
        "HTTP/1.1 304 Not Modified\r\netag: \"v1\"\r\nconnection: close\r\n\r\n",
    )]);
    let client = Client::builder().bearer_token("t").base_url(&server.url);
    let client = client.build().unwrap();
    let call = client
        .cluster()
        .list_backups("c")
        .with_if_none_match("\"v1\"");
    assert!(call.send_if_changed().unwrap().is_none());
    assert!(server.request().contains("if-none-match: \"v1\"\r\n"));
}
