//! Follows a long-running operation, asks only for what changed, and counts attempts.
//!
//! `cargo run --example calls` needs no account and no network: the responses of the server are
//! scripted.

// ANCHOR: calls
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use generated::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let attempts = Arc::new(AtomicU32::new(0));
    let counter = attempts.clone();
    let client = Client::builder()
        .bearer_token("an IAM token")
        .transport(script()) // without this line, requests go to the real service
        .on_attempt(move |attempt| {
            counter.fetch_add(1, Ordering::Relaxed);
            let (name, status) = (attempt.operation.name, attempt.status);
            println!("{name}: {status:?} after {:?}", attempt.elapsed);
        })
        .build()?;

    // The response, and later only if it changed.
    let backup = client.backup().get("backup-1").await?;
    let etag = backup.etag().unwrap_or_default();
    let call = client.backup().get("backup-1").with_if_none_match(etag);
    match call.send_if_changed().await? {
        Some(backup) => println!("changed: {:?}", backup.size),
        None => println!("{} did not change", backup.id),
    }

    // The states of an operation, until it is done.
    let mut states = client.backup().delete("backup-1").states();
    while let Some(state) = states.try_next().await? {
        println!("done: {}", state.done.unwrap_or(false));
    }
    println!("{} attempts", attempts.load(Ordering::Relaxed));
    Ok(())
}
// ANCHOR_END: calls

/// Stands in for the server.
fn script() -> generated::ScriptedTransport {
    let script = generated::ScriptedTransport::new();
    let mut backup = http::Response::new(r#"{"id": "backup-1"}"#);
    let etag = http::HeaderValue::from_static("\"v1\"");
    backup.headers_mut().insert("etag", etag);
    script.push_response(backup);
    script.push(304, "");
    script.push(200, r#"{"id": "operation-1", "done": false}"#);
    script.push(200, r#"{"id": "operation-1", "done": true}"#);
    script
}

#[test]
fn runs() -> Result<(), Error> {
    main()
}
