//! Long-running operations.

use std::future::Future;
use std::time::Duration;

use crate::api::{BackupCreate, BackupSpec};

use crate::support::{header, response, scripted, targets};

const OPEN: (u16, &str) = (200, r#"{"id":"o/1","done":false}"#);
const DONE: (u16, &str) = (200, r#"{"id":"o/1","done":true}"#);

#[tokio::test]
async fn polls_until_done() {
    let (client, transport) = scripted(&[OPEN, OPEN, OPEN, DONE]);
    let call = client
        .backup()
        .create(BackupSpec::default())
        .with_header("x-a", "b");
    let task = call.wait().await.unwrap();
    assert_eq!(task.done, Some(true));
    assert_eq!(targets(&transport)[0], "/mdb/v1/backups");
    assert!(
        targets(&transport)[1..]
            .iter()
            .all(|target| target == "/tasks/o%2F1")
    );
    assert_eq!(header(&transport.requests()[3], "x-a"), "b");
    assert_intervals(&transport.sleeps(), &[1000, 1500, 2250]);
}

/// Each interval is random, between a half and all of these milliseconds.
#[track_caller]
pub fn assert_intervals(sleeps: &[Duration], longest: &[u64]) {
    assert_eq!(sleeps.len(), longest.len(), "{sleeps:?}");
    for (slept, longest) in sleeps.iter().zip(longest) {
        let longest = Duration::from_millis(*longest);
        assert!(*slept <= longest && *slept >= longest / 2, "{sleeps:?}");
    }
}

#[tokio::test]
async fn states_until_done() {
    let (client, transport) = scripted(&[OPEN, OPEN, DONE]);
    let mut states = client.backup().create(BackupSpec::default()).states();
    assert!(transport.requests().is_empty(), "nothing is sent yet");
    let mut done = Vec::new();
    while let Some(state) = states.try_next().await.unwrap() {
        done.push(state.done);
    }
    assert_eq!(done, [Some(false), Some(false), Some(true)]);
    assert!(states.try_next().await.unwrap().is_none());
    assert_intervals(&transport.sleeps(), &[1000, 1500]);
}

#[tokio::test]
async fn states_end_after_an_error() {
    let (client, transport) = scripted(&[OPEN, (404, ""), OPEN]);
    let mut states = client.backup().create(BackupSpec::default()).states();
    assert_eq!(states.try_next().await.unwrap().unwrap().done, Some(false));
    assert_eq!(states.try_next().await.unwrap_err().status(), Some(404));
    assert!(states.try_next().await.unwrap().is_none());
    assert_eq!(transport.responses_left(), 1);
}

#[tokio::test]
async fn dropped_states_are_not_polled() {
    let (client, transport) = scripted(&[OPEN, OPEN, DONE]);
    let mut states = client.backup().create(BackupSpec::default()).states();
    states.try_next().await.unwrap();
    // A poll that was started continues where it was.
    let wait = std::future::poll_fn(|context| {
        let poll = std::pin::pin!(states.try_next()).poll(context);
        assert!(poll.is_pending());
        std::task::Poll::Ready(())
    });
    wait.await;
    states.try_next().await.unwrap();
    drop(states);
    assert_eq!(transport.requests().len(), 2);
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_states() {
    let transport = crate::support::transport(&[OPEN, DONE]);
    let client = crate::runtime::blocking::Client::builder()
        .bearer_token("t")
        .transport(transport.clone())
        .build()
        .unwrap();
    let states = client.backup().create(BackupSpec::default()).states();
    let done: Vec<_> = states.map(|state| state.unwrap().done).collect();
    assert_eq!(done, [Some(false), Some(true)]);
    assert_intervals(&transport.sleeps(), &[1000]);
}

#[tokio::test]
async fn done_in_the_first_response() {
    let (client, transport) = scripted(&[DONE]);
    client
        .backup()
        .create(BackupSpec::default())
        .wait()
        .await
        .unwrap();
    assert!(transport.sleeps().is_empty());
}

#[tokio::test]
async fn failed_operation() {
    let body = r#"{"id":"o","done":true,"error":{"code":9,"message":"quota"}}"#;
    let (client, _) = scripted(&[OPEN, (200, body)]);
    let error = client
        .backup()
        .create(BackupSpec::default())
        .wait()
        .await
        .unwrap_err();
    assert!(error.is_failed_operation() && !error.is_status());
    assert_eq!(error.body(), Some(body.as_bytes()));
    assert_eq!(
        error.to_string(),
        r#"BackupCreate: the operation failed: {"code":9,"message":"quota"}"#
    );
}

#[tokio::test]
async fn operation_that_cannot_be_polled() {
    let (client, _) = scripted(&[(200, "{}")]);
    let error = client
        .backup()
        .create(BackupSpec::default())
        .wait()
        .await
        .unwrap_err();
    assert!(error.is_failed_operation());
    assert!(
        error
            .to_string()
            .contains("lacks what is needed to poll it"),
        "{error}"
    );
}

#[tokio::test]
async fn wait_times_out() {
    let (client, transport) = scripted(&[OPEN, OPEN, OPEN, OPEN]);
    let call = client
        .backup()
        .create(BackupSpec::default())
        .with_timeout(Duration::from_secs(4))
        .with_poll_interval(Duration::from_millis(1500));
    let error = call.wait().await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(
        error.body(),
        Some(OPEN.1.as_bytes()),
        "the last state is kept"
    );
    assert_eq!(
        error.to_string(),
        "BackupCreate: not done after 4s; use `with_timeout` to wait longer"
    );
    assert_eq!(transport.requests().len(), 3);
}

#[tokio::test]
async fn poll_that_uses_up_the_remaining_time() {
    let (client, transport) = scripted(&[OPEN, OPEN]);
    transport.push_no_response();
    let call = client.backup().create(BackupSpec::default());
    let error = call
        .with_timeout(Duration::from_secs(4))
        .with_poll_interval(Duration::from_millis(1500))
        .wait()
        .await
        .unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(error.operation(), Some("BackupCreate"));
    assert_eq!(error.body(), Some(OPEN.1.as_bytes()));
    assert_eq!(
        error.to_string(),
        "BackupCreate: not done after 4s; use `with_timeout` to wait longer"
    );
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "TaskGet: timed out: no response within 1s");
}

#[tokio::test]
async fn request_timeouts_that_are_not_the_operations() {
    // The first request is not a poll, so its timeout is not the operation's.
    let (client, transport) = scripted(&[]);
    transport.push_no_response();
    let call = client.backup().create(BackupSpec::default());
    let error = call
        .clone()
        .with_timeout(Duration::from_secs(4))
        .wait()
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "BackupCreate: timed out: no response within 4s"
    );
    // An attempt times out although the operation has time left.
    transport.push(OPEN.0, OPEN.1);
    transport.push_no_response();
    let error = call.with_retries(0).wait().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "TaskGet: timed out: no response within 60s"
    );
}

#[tokio::test]
async fn time_limits_are_rounded_up() {
    for (nanos, shown) in [
        (99_998_712, "100ms"),
        (999_000_001, "1s"),
        (1_500_000_000, "1.5s"),
        (2_345_600_000, "2.346s"),
        (59_998_712_345, "60s"),
        (120_000_000_000, "120s"),
    ] {
        let (client, transport) = scripted(&[]);
        transport.push_response(response(200, &[("retry-after", "9999")], OPEN.1));
        let call = client.backup().create(BackupSpec::default());
        let call = call.with_timeout(Duration::from_nanos(nanos));
        let message = call.wait().await.unwrap_err().to_string();
        let expected = format!("not done after {shown};");
        assert!(message.contains(&expected), "{message}");
    }
}

#[tokio::test]
async fn base_url_applies_to_the_server_of_the_call() {
    let (client, transport) = scripted(&[OPEN, DONE, OPEN, DONE]);
    let call = client.backup().create(BackupSpec::default());
    call.with_base_url("http://localhost:1/x")
        .wait()
        .await
        .unwrap();
    let call = client.backup().task("o/1");
    call.with_base_url("http://localhost:1/x")
        .wait()
        .await
        .unwrap();
    let urls = transport.requests().into_iter();
    let urls: Vec<String> = urls.map(|request| request.uri().to_string()).collect();
    assert_eq!(
        urls,
        [
            "http://localhost:1/x/v1/backups",
            "https://tasks.example.com/tasks/o%2F1",
            "http://localhost:1/x/tasks/o%2F1",
            "http://localhost:1/x/tasks/o%2F1",
        ]
    );
}

#[tokio::test]
async fn default_limit_is_one_hour() {
    let (client, transport) = scripted(&[]);
    for _ in 0..1000 {
        transport.push(OPEN.0, OPEN.1);
    }
    let error = client
        .backup()
        .create(BackupSpec::default())
        .wait()
        .await
        .unwrap_err();
    assert!(error.is_timeout());
    let slept: Duration = transport.sleeps().iter().sum();
    assert!(slept <= Duration::from_secs(3600) && slept > Duration::from_secs(3500));
}

#[tokio::test]
async fn poll_intervals() {
    let (client, transport) = scripted(&[OPEN, OPEN]);
    transport.push_response(response(200, &[("retry-after", "9")], OPEN.1));
    transport.push(200, DONE.1);
    let call = client.backup().create(BackupSpec::default());
    call.with_poll_interval(Duration::from_secs(5))
        .wait()
        .await
        .unwrap();
    assert_eq!(transport.sleeps(), [5, 5, 9].map(Duration::from_secs));
}

#[tokio::test]
async fn failing_polls() {
    let (client, _) = scripted(&[OPEN, (404, "gone")]);
    let error = client
        .backup()
        .create(BackupSpec::default())
        .wait()
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(404));
    assert_eq!(error.operation(), Some("TaskGet"));
}

#[tokio::test]
async fn result_is_typed() {
    let made = async |answer: &'static str| {
        let (client, _) = scripted(&[(200, answer)]);
        let call = client.backup().create(BackupSpec::default());
        BackupCreate::response(&call.wait().await.unwrap())
    };
    let new = made(r#"{"id":"o","done":true,"response":{"name":"new","@type":"x"}}"#).await;
    assert_eq!(new.unwrap().unwrap().name.as_deref(), Some("new"));
    assert_eq!(made(DONE.1).await.unwrap(), None);
    let wrong = made(r#"{"id":"o","done":true,"response":{"name":1}}"#).await;
    assert_eq!(wrong.unwrap_err().json_path(), Some("$.name"));
}
