//! Retries.

use std::time::Duration;

use crate::api::BackupSpec;
use crate::runtime::{RetryPolicy, TransportError};

use crate::support::{builder, response, scripted, transport};

#[tokio::test]
async fn transient_statuses_are_retried() {
    for status in [408, 429, 500, 502, 503, 504] {
        let (client, transport) = scripted(&[(status, ""), (status, ""), (200, "{}")]);
        client.cluster().list_backups("c").await.unwrap();
        let sleeps = transport.sleeps();
        assert_eq!(sleeps.len(), 2);
        let ms = Duration::from_millis;
        assert!((ms(125)..=ms(250)).contains(&sleeps[0]), "{sleeps:?}");
        assert!((ms(250)..=ms(500)).contains(&sleeps[1]), "{sleeps:?}");
    }
    for status in [400, 403, 404, 409, 501] {
        let (client, transport) = scripted(&[(status, ""), (200, "{}")]);
        assert!(client.cluster().list_backups("c").await.is_err());
        assert_eq!(transport.requests().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn transport_errors_are_retried() {
    let (client, transport) = scripted(&[]);
    transport.push_error(TransportError::connect("refused"));
    transport.push_error(TransportError::other("reset"));
    transport.push(200, "{}");
    client.cluster().list_backups("c").await.unwrap();
    assert_eq!(transport.requests().len(), 3);
}

#[tokio::test]
async fn last_error_is_returned() {
    let (client, transport) = scripted(&[(503, "a"), (503, "b"), (500, "c"), (200, "{}")]);
    let error = client.cluster().list_backups("c").await.unwrap_err();
    assert_eq!((error.status(), error.body()), (Some(500), Some(&b"c"[..])));
    assert_eq!(transport.responses_left(), 1);
}

#[tokio::test]
async fn non_idempotent_methods_are_retried_only_on_request() {
    let (client, transport) = scripted(&[(503, ""), (200, "{}")]);
    let call = client.backup().create(BackupSpec::default());
    assert_eq!(call.clone().await.unwrap_err().status(), Some(503));
    transport.push(503, "");
    transport.push(200, "{}");
    let (client, transport) = scripted(&[(503, ""), (200, "{}")]);
    client
        .backup()
        .create(BackupSpec::default())
        .with_retries(1)
        .await
        .unwrap();
    let bodies: Vec<_> = transport
        .requests()
        .into_iter()
        .map(http::Request::into_body)
        .collect();
    assert_eq!(bodies[0], bodies[1]);
}

#[tokio::test]
async fn retry_after_sets_the_delay() {
    let (client, transport) = scripted(&[]);
    transport.push_response(response(429, &[("retry-after", "7")], ""));
    // The scripted clock starts at 01:46:40 and has advanced by 7 s.
    let date = "Sun, 09 Sep 2001 01:46:50 GMT";
    transport.push_response(response(503, &[("retry-after", date)], ""));
    transport.push(200, "{}");
    client.cluster().list_backups("c").await.unwrap();
    assert_eq!(
        transport.sleeps(),
        [Duration::from_secs(7), Duration::from_secs(3)]
    );
}

#[tokio::test]
async fn unusual_retry_after_dates() {
    for (text, seconds) in [
        ("Sun, 09 Sep 2001 01:46:00 GMT", Some(0)),
        ("Sun, 09 Sep 2001 01:47:00 GMT", Some(20)),
        ("0", Some(0)),
        ("Sun, 09 Sep 2001 25:46:00 GMT", None),
        ("Sunday, 09-Sep-01 01:47:00 GMT", None),
        ("-1", None),
        ("soon", None),
    ] {
        let (client, transport) = scripted(&[]);
        transport.push_response(response(429, &[("retry-after", text)], ""));
        transport.push(200, "{}");
        client.cluster().list_backups("c").await.unwrap();
        let slept = transport.sleeps()[0];
        match seconds {
            Some(seconds) => assert_eq!(slept, Duration::from_secs(seconds), "{text}"),
            None => assert!(slept <= Duration::from_millis(250), "{text}"),
        }
    }
}

#[tokio::test]
async fn too_long_delays_are_errors() {
    let (client, transport) = scripted(&[]);
    transport.push_response(response(
        429,
        &[("retry-after", "61")],
        "over the policy's bound",
    ));
    let error = client.cluster().list_backups("c").await.unwrap_err();
    assert_eq!(error.status(), Some(429));
    let beyond = "99999999999999999999999999";
    transport.push_response(response(503, &[("retry-after", beyond)], "over any number"));
    let error = client.cluster().list_backups("c").await.unwrap_err();
    assert_eq!(error.status(), Some(503));
    transport.push_response(response(
        429,
        &[("retry-after", "30")],
        "over what time is left",
    ));
    let call = client
        .cluster()
        .list_backups("c")
        .with_timeout(Duration::from_secs(20));
    assert_eq!(call.await.unwrap_err().status(), Some(429));
    assert!(transport.sleeps().is_empty());
}

#[tokio::test]
async fn policies() {
    let transport = transport(&[(503, ""), (503, ""), (503, ""), (503, ""), (200, "{}")]);
    let policy = RetryPolicy::new(9)
        .base_delay(Duration::from_secs(4))
        .max_delay(Duration::from_secs(10));
    let client = builder(&transport).retries(policy).build().unwrap();
    client.cluster().list_backups("c").await.unwrap();
    let sleeps = transport.sleeps();
    assert!(sleeps[3] <= Duration::from_secs(10) && sleeps[3] >= Duration::from_secs(5));
    let transport = crate::support::transport(&[(503, "")]);
    let client = builder(&transport).retries(0).build().unwrap();
    assert!(client.cluster().list_backups("c").await.is_err());
    assert_eq!(transport.requests().len(), 1);
}
