//! Sending and timeouts.

use std::time::Duration;

use crate::api::{ClusterListBackups, TaskGet};

use crate::support::{assert_send, builder, header, scripted, transport};

#[tokio::test]
async fn send_await_and_client_send() {
    let (client, transport) = scripted(&[(200, "{}"), (200, "{}"), (200, "{}")]);
    client.cluster().list_backups("c").send().await.unwrap();
    client.cluster().list_backups("c").await.unwrap();
    client.send(ClusterListBackups::new("c")).await.unwrap();
    let urls: Vec<_> = transport
        .requests()
        .iter()
        .map(|r| r.uri().clone())
        .collect();
    assert!(urls.iter().all(|url| *url == urls[0]));
    assert_eq!(
        header(&transport.requests()[0], "authorization"),
        "Bearer t0ken"
    );
}

#[test]
fn nothing_is_sent_until_awaited() {
    let (client, transport) = scripted(&[(200, "{}")]);
    drop(client.cluster().list_backups("c").send());
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn futures_cross_threads() {
    let (client, _) = scripted(&[(200, "{}"), (200, "{}"), (200, r#"{"done":true}"#)]);
    let call = client.cluster().list_backups("c");
    let mut items = call.clone().items();
    assert_send(items.try_next()).await.unwrap();
    assert_send(call.send()).await.unwrap();
    assert_send(client.backup().task("t").wait()).await.unwrap();
}

#[tokio::test]
async fn attempt_and_call_timeouts() {
    let transport = transport(&[]);
    let seconds = Duration::from_secs;
    let client = builder(&transport)
        .attempt_timeout(seconds(5))
        .build()
        .unwrap();
    transport.push_no_response();
    transport.push(200, "{}");
    client.cluster().list_backups("c").await.unwrap();
    assert_eq!(transport.sleeps()[0], seconds(5), "the attempt's time");

    (0..3).for_each(|_| transport.push_no_response());
    let call = client.cluster().list_backups("c");
    let error = call.clone().with_timeout(seconds(8)).await.unwrap_err();
    assert!(error.is_timeout());
    let message = error.to_string();
    let limit = message
        .strip_prefix("ClusterListBackups: timed out: no response within 2.")
        .and_then(|rest| rest.strip_suffix('s'));
    // The time that remains after the delay is not a round number.
    let digits = limit.map(str::len);
    assert!(digits.is_some_and(|digits| digits <= 3), "{message}");
    assert_eq!(transport.responses_left(), 1, "no time for a third attempt");

    let error = call.with_timeout(Duration::ZERO).await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(transport.responses_left(), 1, "no time at all");
}

#[tokio::test]
async fn no_timeouts() {
    let transport = transport(&[(200, "{}")]);
    let client = builder(&transport)
        .timeout(None)
        .attempt_timeout(None)
        .build()
        .unwrap();
    client.send(TaskGet::new("t")).await.unwrap();
    assert!(transport.sleeps().is_empty());
}

#[tokio::test]
async fn unscripted_request_is_an_error() {
    let (client, _) = scripted(&[]);
    let error = client
        .cluster()
        .list_backups("c")
        .with_retries(0)
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: the exchange failed: \
         no response is prepared for GET /mdb/v1/clusters/c/backups"
    );
}

#[test]
fn client_is_pointer_sized() {
    assert_eq!(size_of::<crate::runtime::Client>(), size_of::<usize>());
}
