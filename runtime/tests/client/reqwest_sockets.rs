//! The reqwest transport, over real sockets.

use std::time::Duration;

use crate::api::BackupSpec;
use crate::runtime::{Client, Credential, ReqwestTransport};

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

#[tokio::test]
async fn request_and_response() {
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
        .await
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

    client.backup().create(BackupSpec::default()).await.unwrap();
    let request = server.request();
    assert!(
        request.contains("content-type: application/json\r\n"),
        "{request}"
    );
    assert!(request.ends_with("\r\n\r\n{}"), "{request}");
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn compressed_responses_are_requested_and_decompressed() {
    let server = Server::start(&[crate::server::COMPRESSED]);
    let client = client(&server.url);
    let page = client.cluster().list_backups("c").await.unwrap();
    assert_eq!(page.next_page_token.as_deref(), Some("t"));
    let request = server.request();
    assert!(crate::server::accepts_gzip(&request), "{request}");
}

#[tokio::test]
async fn reqwest_does_not_follow_redirects() {
    let elsewhere = Server::start(&[OK]);
    let answer: &'static str = String::leak(format!(
        "HTTP/1.1 302 Found\r\nlocation: {}/x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        elsewhere.url
    ));
    let server = Server::start(&[Answer::Raw(answer)]);
    let error = client(&server.url)
        .cluster()
        .list_backups("c")
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(302));
}

#[tokio::test]
async fn no_connection() {
    let url = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let client = Client::builder()
        .credential("queryKey", Credential::api_key("s3cret"))
        .base_url_for("https://tasks.example.com", url)
        .retries(0)
        .build()
        .unwrap();
    let error = client.backup().task("t").await.unwrap_err();
    assert!(error.is_connect() && !error.is_timeout());
    assert!(
        error
            .to_string()
            .to_lowercase()
            .contains("connection refused"),
        "{error}"
    );
    assert!(
        !format!("{error} {error:?}").contains("s3cret"),
        "{error:?}"
    );
}

#[tokio::test]
async fn slow_response_times_out() {
    let server = Server::start(&[Answer::Silence]);
    let call = client(&server.url).cluster().list_backups("c");
    let error = call
        .with_timeout(Duration::from_millis(100))
        .await
        .unwrap_err();
    assert!(error.is_timeout(), "{error}");
}

#[tokio::test]
async fn broken_body() {
    let cut = Answer::Raw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\nconnection: close\r\n\r\n{\"");
    let server = Server::start(&[cut, OK]);
    client(&server.url)
        .cluster()
        .list_backups("c")
        .await
        .unwrap();
    let server = Server::start(&[cut]);
    let call = client(&server.url)
        .cluster()
        .list_backups("c")
        .with_retries(0);
    let error = call.await.unwrap_err();
    assert!(error.is_transport() && !error.is_decode(), "{error}");
}

/// reqwest would follow them with the headers of API keys.
#[tokio::test]
async fn settings_of_reqwest_without_its_redirects() {
    let server = Server::start(&[OK, crate::server::REDIRECT]);
    let settings = reqwest::Client::builder().user_agent("own");
    let client = Client::builder()
        .credential("iamToken", Credential::bearer("t"))
        .base_url(&server.url)
        .transport(ReqwestTransport::new(settings).unwrap())
        .build()
        .unwrap();
    let call = client.cluster().list_backups("c").with_retries(0);
    call.clone().await.unwrap();
    assert_eq!(call.await.unwrap_err().status(), Some(302));
}

/// Two providers of cryptography would make each `ClientConfig::builder()` of the program panic. Without `blocking`,
/// cargo may build this test with the features that other crates of the workspace choose.
#[cfg(all(feature = "rustls", feature = "blocking"))]
#[test]
fn rustls_has_one_provider() {
    let builder = rustls::ClientConfig::builder();
    let roots = rustls::RootCertStore::empty();
    let config = builder.with_root_certificates(roots).with_no_client_auth();
    assert!(!config.crypto_provider().cipher_suites.is_empty());
}

/// 10 kB of zeros.
#[cfg(feature = "gzip")]
#[tokio::test]
async fn the_inflated_size_is_limited() {
    let server = Server::start(&[crate::server::BOMB]);
    let client = Client::builder().base_url(&server.url).bearer_token("t");
    let client = client.max_response_bytes(9_999).build().unwrap();
    let error = client.cluster().list_backups("c").await.unwrap_err();
    assert!(error.is_too_large(), "{error}");
}

const SLOW: Answer = Answer::Slow(
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n2\r\nab\r\n",
    "1\r\nc\r\n0\r\n\r\n",
);

#[tokio::test]
async fn streams_both_ways() {
    let server = Server::start(&[SLOW, SLOW, SLOW]);
    let client = client(&server.url);
    let body = || script(&["x", "yz"], End::Clean);
    let call = upload(&client, body()).with_timeout(Duration::from_millis(200));
    let mut stream = call.stream().await.unwrap();
    // The time limit ends before the second chunk arrives.
    assert_eq!(stream.try_next().await.unwrap().unwrap(), "ab");
    assert_eq!(stream.try_next().await.unwrap().unwrap(), "c");
    assert!(stream.try_next().await.unwrap().is_none());
    let request = server.request();
    assert!(request.contains("transfer-encoding: chunked"), "{request}");

    let all = upload(&client, body().with_size(3)).await.unwrap();
    assert_eq!(&**all, b"abc");
    let request = server.request();
    assert!(request.contains("content-length: 3"), "{request}");
    assert!(request.ends_with("\r\n\r\nxyz"), "{request}");

    let client = Client::builder().base_url(&server.url);
    let client = client.idle_timeout(Duration::from_millis(50)).build();
    let stream = upload(&client.unwrap(), "").stream().await.unwrap();
    assert!(
        stream
            .into_inner()
            .collect(9)
            .await
            .unwrap_err()
            .is_timeout()
    );
}

/// The server sees the preface of HTTP/2 (RFC 9113, section 3.4) and not a request of HTTP/1.1.
#[cfg(feature = "http2")]
#[tokio::test]
async fn http_2() {
    use std::io::Read;

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let mut preface = [0; 24];
        let (mut stream, _) = listener.accept().unwrap();
        stream.read_exact(&mut preface).unwrap();
        preface
    });
    let settings = ::reqwest::Client::builder().http2_prior_knowledge();
    let client = Client::builder()
        .bearer_token("t")
        .base_url(url)
        .transport(ReqwestTransport::new(settings).unwrap())
        .build()
        .unwrap();
    let call = client.cluster().list_backups("c").with_retries(0);
    call.await.unwrap_err();
    assert_eq!(&server.join().unwrap(), b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
}
