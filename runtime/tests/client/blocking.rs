//! The blocking client.

use std::time::Duration;

use crate::api::{BackupSpec, ClusterListBackups};
use crate::runtime::blocking::Client;
use crate::runtime::{FetchWith, ProviderError, ScriptedTransport, Token};

use crate::support::{header, targets, transport};

fn scripted(answers: &[(u16, &'static str)]) -> (Client, ScriptedTransport) {
    let transport = transport(answers);
    let client = Client::builder()
        .bearer_token("t0ken")
        .transport(transport.clone())
        .build();
    (client.unwrap(), transport)
}

#[test]
fn sends() {
    let (client, transport) = scripted(&[(503, ""), (200, "{}"), (200, "{}"), (404, "")]);
    client
        .cluster()
        .list_backups("c")
        .page_size(1)
        .send()
        .unwrap();
    assert_eq!(
        header(&transport.requests()[1], "authorization"),
        "Bearer t0ken"
    );
    client.send(ClusterListBackups::new("c")).unwrap();
    let error = client.cluster().list_backups("c").send().unwrap_err();
    assert_eq!(error.status(), Some(404));
    let request = client.cluster().list_backups("c").to_http().unwrap();
    assert_eq!(request.uri().path(), "/mdb/v1/clusters/c/backups");
}

#[test]
fn pages() {
    let answers = [
        (
            200,
            r#"{"backups":[{"id":"a"},{"id":"b"}],"nextPageToken":"t"}"#,
        ),
        (200, r#"{"backups":[{"id":"c"}],"nextPageToken":"t"}"#),
    ];
    let (client, transport) = scripted(&answers);
    let mut items = client.cluster().list_backups("c").items();
    let ids: Vec<_> = items
        .by_ref()
        .take(3)
        .map(|item| item.unwrap().id)
        .collect();
    assert_eq!(ids, ["a", "b", "c"]);
    assert!(items.next().unwrap().unwrap_err().is_endless_paging());
    assert!(items.next().is_none());
    assert_eq!(
        targets(&transport)[1],
        "/mdb/v1/clusters/c/backups?pageToken=t"
    );

    let (client, _) = scripted(&[answers[0], (400, ""), (200, "{}")]);
    let pages: Vec<_> = client.cluster().list_backups("c").pages().collect();
    assert_eq!(pages.len(), 2, "an error is the end");
    assert!(pages[1].is_err());
}

#[test]
fn waits() {
    let (client, transport) = scripted(&[
        (200, r#"{"id":"o"}"#),
        (200, r#"{"id":"o"}"#),
        (200, r#"{"id":"o","done":true}"#),
    ]);
    client
        .backup()
        .create(BackupSpec::default())
        .wait()
        .unwrap();
    assert_eq!(transport.sleeps(), [1000, 1500].map(Duration::from_millis));
}

#[test]
fn waits_within_its_time_and_on_its_servers() {
    let (client, transport) = scripted(&[(200, r#"{"id":"o"}"#)]);
    transport.push_no_response();
    let call = client.backup().create(BackupSpec::default());
    let call = call.with_base_url("http://localhost:1");
    let error = call
        .with_timeout(Duration::from_secs(4))
        .wait()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "BackupCreate: not done after 4s; use `with_timeout` to wait longer"
    );
    let requests = transport.requests();
    assert_eq!(requests[0].uri(), "http://localhost:1/v1/backups");
    assert_eq!(requests[1].uri(), "https://tasks.example.com/tasks/o");
}

#[test]
fn timeouts_and_tokens() {
    let transport = transport(&[]);
    transport.push(401, "");
    transport.push_no_response();
    transport.push(200, "{}");
    let provider = FetchWith(|| async {
        // Wakes from another thread.
        let (wake, woken) = std::sync::mpsc::channel();
        std::thread::spawn(move || wake.send("t").ok());
        Ok::<_, ProviderError>(Token::new(woken.recv()?))
    });
    let client = Client::builder()
        .token_provider(provider)
        .transport(transport.clone())
        .build()
        .unwrap();
    let call = client.cluster().list_backups("c");
    call.send().unwrap();
    assert_eq!(transport.requests().len(), 3);
}
