//! The ureq transport, over real sockets.

use std::io::{ErrorKind, Read};
use std::time::Duration;

use crate::api::BackupSpec;
use crate::runtime::blocking::{Client, UreqTransport};

use crate::server::{Answer, Server};
use crate::streams::{End, script, upload};

const OK: Answer =
    Answer::Raw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}");

fn client(url: &str) -> Client {
    Client::builder()
        .bearer_token("t0ken")
        .base_url(url)
        .build()
        .unwrap()
}

#[test]
fn request_and_response() {
    let server = Server::start(&[
        Answer::Raw(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nx-a: b\r\nconnection: close\r\n\r\n\
             11\r\n{\"nextPageToken\":\r\n4\r\n\"x\"}\r\n0\r\n\r\n",
        ),
        OK,
    ]);
    let client = client(&server.url);
    let page = client
        .cluster()
        .list_backups("a/b")
        .page_size(5)
        .send()
        .unwrap();
    assert_eq!(page.next_page_token.as_deref(), Some("x"));
    assert_eq!(page.headers()["x-a"], "b");
    let request = server.request();
    assert!(
        request.starts_with("get /v1/clusters/a%2fb/backups?pagesize=5 http/1.1\r\n"),
        "{request}"
    );
    assert!(
        request.contains("authorization: bearer t0ken\r\n"),
        "{request}"
    );
    assert!(
        request.contains("user-agent: runtime-tests/1.2.3\r\n"),
        "{request}"
    );
    assert!(!request.contains("content-length"), "{request}");

    client
        .backup()
        .create(BackupSpec::default())
        .send()
        .unwrap();
    let request = server.request();
    assert!(
        request.contains("content-type: application/json\r\n"),
        "{request}"
    );
    assert!(request.ends_with("\r\n\r\n{}"), "{request}");
}

#[cfg(feature = "gzip")]
#[test]
fn compressed_responses_are_requested_and_decompressed() {
    let server = Server::start(&[crate::server::COMPRESSED]);
    let page = client(&server.url)
        .cluster()
        .list_backups("c")
        .send()
        .unwrap();
    assert_eq!(page.next_page_token.as_deref(), Some("t"));
    let request = server.request();
    assert!(crate::server::accepts_gzip(&request), "{request}");
}

#[test]
fn error_statuses_are_responses() {
    let server = Server::start(&[
        Answer::Raw("HTTP/1.1 404 Not Found\r\ncontent-length: 4\r\nconnection: close\r\n\r\ngone"),
        crate::server::REDIRECT,
    ]);
    let call = client(&server.url).cluster().list_backups("c");
    let error = call.clone().send().unwrap_err();
    assert_eq!(
        (error.status(), error.body()),
        (Some(404), Some(&b"gone"[..]))
    );
    assert_eq!(call.send().unwrap_err().status(), Some(302));
}

/// ureq would follow them with the headers of API keys, and make an error of the status.
#[test]
fn own_agents_follow_no_redirects() {
    let server = Server::start(&[crate::server::REDIRECT]);
    let agent = ureq::Agent::new_with_defaults();
    let client = Client::builder().base_url(&server.url).bearer_token("t");
    let client = client.transport(UreqTransport::new(agent)).build().unwrap();
    let error = client.cluster().list_backups("c").send().unwrap_err();
    assert_eq!(error.status(), Some(302));
}

#[cfg(feature = "gzip")]
#[test]
fn the_inflated_size_is_limited() {
    let server = Server::start(&[crate::server::BOMB]);
    let client = Client::builder().base_url(&server.url).bearer_token("t");
    let client = client.max_response_bytes(9_999).build().unwrap();
    let error = client.cluster().list_backups("c").send().unwrap_err();
    assert!(error.is_too_large(), "{error}");
}

#[test]
fn names_and_numbers_are_resolved() {
    let server = Server::start(&[OK, OK, OK]);
    let port = server.url.rsplit(':').next().unwrap();
    for host in ["127.0.0.1", "localhost", "localhost"] {
        let client = client(&format!("http://{host}:{port}"));
        client.cluster().list_backups("c").send().unwrap();
    }
    let gone = client("http://no-such-host.invalid").cluster();
    let error = gone.list_backups("c").with_retries(0).send().unwrap_err();
    assert!(error.is_connect(), "{error:?}");
}

#[test]
fn no_connection() {
    let url = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let error = client(&url)
        .cluster()
        .list_backups("c")
        .with_retries(0)
        .send()
        .unwrap_err();
    assert!(error.is_connect() && !error.is_timeout(), "{error:?}");
}

#[test]
fn slow_response_times_out() {
    let server = Server::start(&[Answer::Silence]);
    let call = client(&server.url).cluster().list_backups("c");
    let error = call
        .with_timeout(Duration::from_millis(100))
        .send()
        .unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
}

#[test]
fn broken_body() {
    let cut = Answer::Raw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\nconnection: close\r\n\r\n{\"");
    let server = Server::start(&[cut, OK]);
    client(&server.url)
        .cluster()
        .list_backups("c")
        .send()
        .unwrap();
}

const SLOW: Answer = Answer::Slow(
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n2\r\nab\r\n",
    "1\r\nc\r\n0\r\n\r\n",
);

#[test]
fn streams_both_ways() {
    let server = Server::start(&[SLOW, SLOW, SLOW]);
    let client = client(&server.url);
    let body = || script(&["x", "yz"], End::Clean);
    let call = upload(&client, body()).with_timeout(Duration::from_millis(200));
    let mut stream = call.stream().unwrap();
    // The time limit ends before the second chunk arrives.
    let mut text = [0; 2];
    stream.read_exact(&mut text).unwrap();
    assert_eq!(&text, b"ab");
    assert_eq!(stream.read(&mut text).unwrap(), 1);
    assert_eq!(stream.read(&mut text).unwrap(), 0);
    let request = server.request();
    assert!(request.contains("transfer-encoding: chunked"), "{request}");

    let all = upload(&client, body().with_size(3)).send().unwrap();
    assert_eq!(&**all, b"abc");
    let request = server.request();
    assert!(request.contains("content-length: 3"), "{request}");
    assert!(request.ends_with("\r\n\r\nxyz"), "{request}");

    let client = Client::builder().base_url(&server.url);
    let client = client.idle_timeout(Duration::from_millis(50)).build();
    let mut stream = upload(&client.unwrap(), "").stream().unwrap();
    let error = stream.read_to_string(&mut String::new()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TimedOut);
}
