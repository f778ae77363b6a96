//! The blocking client.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::api::{BackupSpec, ClusterListBackups};
use crate::runtime::blocking::Client;
use crate::runtime::{FetchWith, ProviderError, ScriptedTransport, Token, TokenProvider};

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
    crate::pending::assert_intervals(&transport.sleeps(), &[1000, 1500]);
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

fn with_provider(provider: impl TokenProvider, transport: &ScriptedTransport) -> Client {
    let builder = Client::builder().token_provider(provider);
    builder.transport(transport.clone()).build().unwrap()
}

#[test]
fn hanging_providers_time_out() {
    let transport = transport(&[]);
    let hangs = || {
        std::thread::sleep(Duration::from_secs(60));
        Ok::<_, ProviderError>(Token::new("t"))
    };
    let began = Instant::now();
    let call = with_provider(hangs, &transport).cluster().list_backups("c");
    let call = call.with_timeout(Duration::from_millis(100));
    assert!(call.send().unwrap_err().is_timeout());
    assert!(began.elapsed() < Duration::from_secs(30));
}

#[cfg(feature = "tokio")]
#[test]
fn providers_may_use_tokio() {
    let transport = transport(&[(200, "{}")]);
    let provider = FetchWith(|| async {
        tokio::time::sleep(Duration::from_millis(1)).await;
        Ok::<_, ProviderError>(Token::new("t"))
    });
    let client = with_provider(provider, &transport);
    client.cluster().list_backups("c").send().unwrap();
}

#[test]
fn panicking_providers_are_errors() {
    let transport = transport(&[]);
    let provider = FetchWith(|| async {
        let missing = std::hint::black_box(None::<Token>);
        Ok::<_, ProviderError>(missing.expect("a token"))
    });
    let client = with_provider(provider, &transport);
    let error = client.cluster().list_backups("c").send().unwrap_err();
    assert!(error.is_auth());
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: no token could be fetched: the token provider panicked: a token"
    );
}

#[test]
fn threads_share_failed_fetches() {
    let transport = transport(&[]);
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    let fails = move || {
        counted.fetch_add(1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(200));
        Err::<Token, _>("the vault is sealed")
    };
    let client = with_provider(fails, &transport);
    let send = || client.cluster().list_backups("c").send().unwrap_err();
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..40).map(|_| scope.spawn(send)).collect();
        for call in all {
            assert!(call.join().unwrap().is_auth());
        }
    });
    // One fetch and two retries, unless a thread was late.
    assert!(count.load(Ordering::SeqCst) < 10, "{count:?}");
}
