//! Recording calls to a file, and playing them back.

use std::fs;
use std::path::PathBuf;

use bytes::Bytes;

use crate::api::BackupSpec;
use crate::runtime::{Body, Client, Credential, OAuth, Playback, Recorder, TransportError};

use crate::streams;
use crate::support::{response, transport};

/// A file that is removed at the end of the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let name = format!("oascribe-{}-{name}.jsonl", std::process::id());
        Self(std::env::temp_dir().join(name))
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.0).unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        fs::remove_file(&self.0).ok();
    }
}

/// A client that plays the file back.
fn player(playback: &Playback) -> Client {
    let client = Client::builder().transport(playback.clone());
    client.bearer_token("another").build().unwrap()
}

#[tokio::test]
async fn calls_with_retries_and_errors_are_played_back() {
    let file = Scratch::new("retries");
    let script = transport(&[(503, ""), (200, r#"{"nextPageToken":"n"}"#), (404, "no")]);
    script.push_error(TransportError::timeout("no response"));
    let recorder = Recorder::create(&file.0).unwrap();
    let client = Client::builder()
        .bearer_token("t0ken")
        .transport(script)
        .layer(recorder.layer())
        .build()
        .unwrap();
    let list = || client.cluster().list_backups("c");
    list().page_size(5).await.unwrap();
    let missing = list().await.unwrap_err().to_string();
    let late = list().with_retries(0).await.unwrap_err();
    assert!(late.is_timeout());
    assert_eq!(recorder.finish().unwrap(), 4);

    let playback = Playback::open(&file.0).unwrap();
    let client = player(&playback);
    let list = || client.cluster().list_backups("c");
    // The order of different requests doesn't matter.
    assert_eq!(list().await.unwrap_err().to_string(), missing);
    let page = list().page_size(5).await.unwrap();
    assert_eq!(page.next_page_token.as_deref(), Some("n"));
    assert_eq!(playback.left(), 1);
    let again = list().with_retries(0).await.unwrap_err();
    assert!(again.is_timeout(), "{again}");
    assert_eq!(again.to_string(), late.to_string());
    assert_eq!(playback.left(), 0);
    let error = list().with_retries(0).await.unwrap_err().to_string();
    assert!(
        error.contains("no recorded call is left for GET /mdb/v1/clusters/c/backups"),
        "{error}"
    );
}

#[tokio::test]
async fn bodies_of_requests_are_compared() {
    let file = Scratch::new("bodies");
    let recorder = Recorder::create(&file.0).unwrap();
    let client = Client::builder()
        .bearer_token("t0ken")
        .transport(transport(&[
            (200, r#"{"id":"one"}"#),
            (200, r#"{"id":"two"}"#),
        ]))
        .layer(recorder.layer())
        .build()
        .unwrap();
    let spec = |name: &str| BackupSpec {
        name: Some(name.to_owned()),
        ..Default::default()
    };
    client.backup().create(spec("a")).await.unwrap();
    client.backup().create(spec("b")).await.unwrap();

    let playback = Playback::from_text(&file.text()).unwrap();
    let client = player(&playback);
    let second = client.backup().create(spec("b")).send_text().await.unwrap();
    assert_eq!(second.into_inner(), r#"{"id":"two"}"#);
    let other = client.backup().create(spec("c")).with_retries(0);
    let error = other.await.unwrap_err().to_string();
    assert!(error.ends_with("1 with another body left"), "{error}");
}

#[tokio::test]
async fn streams_are_recorded_as_far_as_they_are_read() {
    let file = Scratch::new("streams");
    let recorder = Recorder::create(&file.0).unwrap();
    let script = transport(&[]);
    let binary = Body::from(Bytes::from_static(&[0xFF, 0, 1]));
    script.push(200, binary);
    script.push(200, streams::script(&["one", "two"], streams::End::Clean));
    let client = Client::builder()
        .bearer_token("t0ken")
        .transport(script)
        .layer(recorder.layer())
        .build()
        .unwrap();
    let list = || client.cluster().list_backups("c");
    assert_eq!(list().send_bytes().await.unwrap()[..], [0xFF, 0, 1]);
    let mut stream = list().stream().await.unwrap();
    assert_eq!(stream.try_next().await.unwrap().unwrap(), "one");
    assert_eq!(recorder.finish().unwrap(), 1, "the stream is not complete");
    drop(stream);
    assert_eq!(recorder.finish().unwrap(), 2);

    let client = player(&Playback::open(&file.0).unwrap());
    let list = || client.cluster().list_backups("c");
    assert_eq!(list().send_bytes().await.unwrap()[..], [0xFF, 0, 1]);
    assert_eq!(list().send_text().await.unwrap().into_inner(), "one");
}

#[tokio::test]
async fn secrets_are_redacted() {
    let file = Scratch::new("secrets");
    let recorder = Recorder::create(&file.0)
        .unwrap()
        .redact_header("X-Session")
        .redact_property("nextPageToken");
    let script = transport(&[(
        200,
        r#"{"access_token":"acc355","token_type":"bearer","expires_in":60}"#,
    )]);
    let body = r#"{"nextPageToken":"s3ssion","echo":"acc355 k3y-value l0gin-password"}"#;
    let headers = [("set-cookie", "sid=c00kie"), ("x-session", "s3ssion")];
    script.push_response(response(200, &headers, body));
    let oauth = OAuth::client_credentials("id", "cl13nt-secret").token_url("/token");
    let client = Client::builder()
        .credential("iamToken", Credential::oauth(oauth))
        .credential("key", Credential::api_key("k3y-value"))
        .credential("queryKey", Credential::api_key("qu3ry&key"))
        .credential("session", Credential::api_key("c00kie"))
        .transport(script)
        .layer(recorder.layer())
        .build()
        .unwrap();
    let call = client.cluster().list_backups("c");
    let schemes = ["iamToken", "key", "queryKey", "session"];
    call.with_credentials(schemes).send_text().await.unwrap();

    let text = file.text();
    let secrets = [
        "acc355",
        "cl13nt",
        "k3y-value",
        "qu3ry",
        "c00kie",
        "s3ssion",
        "Y2wxM250",
    ];
    for secret in secrets {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
    assert!(text.contains(r#""authorization":"[redacted]""#), "{text}");
    assert!(text.contains("api_key=[redacted]"), "{text}");
    assert!(
        text.contains("l0gin-password"),
        "only known secrets are: {text}"
    );

    play_with_other_credentials(&file).await;
}

async fn play_with_other_credentials(file: &Scratch) {
    let playback = Playback::open(&file.0).unwrap();
    let oauth = OAuth::client_credentials("other", "other").token_url("/token");
    let client = Client::builder()
        .credential("iamToken", Credential::oauth(oauth))
        .credential("queryKey", Credential::api_key("other"))
        .transport(playback.clone())
        .build()
        .unwrap();
    let call = client.cluster().list_backups("c");
    call.with_credentials(["iamToken", "queryKey"])
        .send_text()
        .await
        .unwrap();
    assert_eq!(playback.left(), 0);
}

#[test]
fn what_is_no_recording_is_an_error() {
    for (text, message) in [
        ("{", "line 1"),
        ("\n{}", "line 2: the string `method` is missing"),
        (
            r#"{"request":{"method":"GET","url":"http://h/"}}"#,
            "`response` and `error` are missing",
        ),
        (
            r#"{"request":{"method":"GET","url":"http://h/"},"response":{"status":7}}"#,
            "7 is not an HTTP status",
        ),
        (
            r#"{"request":{"method":"GET","url":"http://h/"},"response":{"status":200,"headers":{"a b":"c"}}}"#,
            "the header `a b` is invalid",
        ),
    ] {
        let error = Playback::from_text(text).unwrap_err();
        assert!(error.is_configuration());
        assert!(error.to_string().contains(message), "{error}");
    }
    let error = Playback::open("/nowhere/calls.jsonl").unwrap_err();
    assert!(
        error.to_string().contains("/nowhere/calls.jsonl"),
        "{error}"
    );
    assert!(Recorder::create("/nowhere/calls.jsonl").is_err());
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_calls_to_a_server() {
    use crate::runtime::blocking;
    use crate::server::{Answer, Server};

    let server = Server::start(&[Answer::Raw(
        "HTTP/1.1 200 OK\r\ncontent-length: 21\r\nconnection: close\r\n\r\n{\"nextPageToken\":\"x\"}",
    )]);
    let file = Scratch::new("blocking");
    let recorder = Recorder::create(&file.0).unwrap();
    let client = blocking::Client::builder()
        .bearer_token("t0ken")
        .base_url(&server.url)
        .layer(recorder.layer())
        .build()
        .unwrap();
    client.cluster().list_backups("c").send().unwrap();
    assert_eq!(recorder.finish().unwrap(), 1);
    assert!(!file.text().contains("t0ken"));

    let playback = Playback::open(&file.0).unwrap();
    let client = blocking::Client::builder()
        .anonymous()
        .base_url("http://elsewhere.example")
        .transport(playback.clone())
        .build()
        .unwrap();
    let page = client.cluster().list_backups("c").send().unwrap();
    assert_eq!(page.next_page_token.as_deref(), Some("x"));
    assert_eq!(playback.left(), 0);
}
