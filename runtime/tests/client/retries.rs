//! Retries.

use std::time::Duration;

use crate::api::BackupSpec;
use crate::runtime::{
    Call, DecodeError, Meta, Method, Operation, Received, RequestBuilder, RetryPolicy,
    TransportError, Undeclared,
};

use crate::support::{builder, header, response, scripted, transport};

#[tokio::test]
async fn transient_statuses_are_retried() {
    for status in [408, 429, 500, 502, 503, 504] {
        let (client, transport) = scripted(&[(status, ""), (status, ""), (200, "{}")]);
        client.cluster().list_backups("c").await.unwrap();
        let sleeps = transport.sleeps();
        assert_eq!(sleeps.len(), 2);
        let ms = Duration::from_millis;
        assert!(sleeps[0] <= ms(250) && sleeps[1] <= ms(500), "{sleeps:?}");
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
    assert!(sleeps.iter().all(|delay| *delay <= Duration::from_secs(10)));
    // All four are below 1 s once in a million times if they are random up to their limits.
    assert!(
        sleeps.iter().sum::<Duration>() > Duration::from_millis(100),
        "{sleeps:?}"
    );
    let transport = crate::support::transport(&[(503, "")]);
    let client = builder(&transport).retries(0).build().unwrap();
    assert!(client.cluster().list_backups("c").await.is_err());
    assert_eq!(transport.requests().len(), 1);
}

#[tokio::test]
async fn a_policy_chooses_statuses_and_errors() {
    let policy = RetryPolicy::new(1)
        .statuses(&[418])
        .timeouts(false)
        .broken_connections(false);
    for (status, requests) in [(418, 2), (503, 1)] {
        let (client, transport) = scripted(&[(status, ""), (200, "{}")]);
        let call = client.cluster().list_backups("c").with_retry_policy(policy);
        assert_eq!(call.await.is_ok(), requests == 2);
        assert_eq!(transport.requests().len(), requests, "{status}");
    }
    for error in [
        TransportError::timeout("slow"),
        TransportError::other("reset"),
    ] {
        let transport = transport(&[]);
        transport.push_error(error);
        let client = builder(&transport).retries(policy).build().unwrap();
        assert!(client.cluster().list_backups("c").await.is_err());
        assert_eq!(transport.requests().len(), 1);
    }
}

/// Nothing was sent, so nothing can be done twice.
#[tokio::test]
async fn any_request_is_retried_if_no_connection_opened() {
    let (client, transport) = scripted(&[]);
    transport.push_error(TransportError::connect("refused"));
    transport.push(200, "{}");
    client.backup().create(BackupSpec::default()).await.unwrap();
    transport.push_error(TransportError::connect("refused"));
    transport.push_error(TransportError::other("reset"));
    transport.push(200, "{}");
    let error = client
        .backup()
        .create(BackupSpec::default())
        .await
        .unwrap_err();
    assert!(error.is_transport() && !error.is_connect());
}

#[tokio::test]
async fn the_retries_of_all_calls_have_a_budget() {
    let transport = transport(&[]);
    let client = builder(&transport).retry_budget(3).build().unwrap();
    let call = client.cluster().list_backups("c");
    (0..20).for_each(|_| transport.push(503, ""));
    for _ in 0..4 {
        call.clone().await.unwrap_err();
    }
    // Two retries of the first call, one of the second.
    assert_eq!(transport.requests().len(), 4 + 3);
    while transport.responses_left() > 0 {
        call.clone().await.unwrap_err();
    }
    // Ten successes pay one retry.
    for _ in 0..10 {
        transport.push(200, "{}");
        call.clone().await.unwrap();
    }
    transport.push(503, "");
    transport.push(200, "{}");
    call.clone().await.unwrap();
    let unlimited = builder(&transport).retry_budget(None).build().unwrap();
    for _ in 0..200 {
        transport.push(503, "");
        transport.push(200, "{}");
        unlimited.cluster().list_backups("c").await.unwrap();
    }
}

#[tokio::test]
async fn errors_have_the_requested_delay_and_the_id_of_the_request() {
    let (client, transport) = scripted(&[]);
    let headers = [("retry-after", "7"), ("x-request-id", "r1")];
    let call = client.cluster().list_backups("c").with_retries(0);
    transport.push_response(response(429, &headers, ""));
    let error = call.clone().await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(error.request_id(), Some("r1"));
    transport.push_response(response(200, &[("Request-Id", "r2")], "{}"));
    assert_eq!(call.clone().await.unwrap().request_id(), Some("r2"));
    transport.push(429, "");
    let error = call.await.unwrap_err();
    assert_eq!((error.retry_after(), error.request_id()), (None, None));
}

/// Charges a card.
#[derive(Clone)]
struct Charge;

impl Operation for Charge {
    type Output = ();
    type Failure = Undeclared;
    const META: Meta = Meta::new("Charge", Method::Post, "/charges");
    const IDEMPOTENCY_KEY: Option<&'static str> = Some("Idempotency-Key");

    fn request(&self, _: &mut RequestBuilder) {}

    fn decode(response: &Received) -> Result<(), DecodeError> {
        response.empty()
    }
}

#[tokio::test]
async fn a_key_for_each_call_allows_retries() {
    let (client, transport) = scripted(&[(503, ""), (200, ""), (200, ""), (200, "")]);
    let call = Call::new(&client, Charge);
    call.clone().await.unwrap();
    call.clone().await.unwrap();
    call.with_header("idempotency-key", "own").await.unwrap();
    let requests = transport.requests();
    let key = |index: usize| header(&requests[index], "idempotency-key");
    assert_eq!(key(0), key(1));
    assert_ne!(key(1), key(2));
    assert_eq!(key(3), "own");
    let parts: Vec<_> = key(0).split('-').map(str::len).collect();
    assert_eq!(parts, [8, 4, 4, 4, 12], "{}", key(0));
    assert_eq!(&key(0)[14..15], "4");
}
