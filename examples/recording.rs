//! Records calls to a file, and plays them back without a server.
//!
//! `cargo run --example recording` needs no account and no network: the responses of the server are
//! scripted.

// ANCHOR: recording
use generated::{Client, Error, Playback, Recorder};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let file = std::env::temp_dir().join("oascribe-example-calls.jsonl");

    // Once, with the real service: record the calls.
    let recorder = Recorder::create(&file)?;
    let client = Client::builder()
        .bearer_token("an IAM token")
        .transport(script()) // without this line, requests go to the real service
        .layer(recorder.layer())
        .build()?;
    client.backup().get("backup-1").await?;
    println!("{} recorded", recorder.finish()?);

    // In tests: the same calls get the same responses. Credentials are not in the file.
    let playback = Playback::open(&file)?;
    let client = Client::builder()
        .anonymous()
        .transport(playback.clone())
        .build()?;
    let backup = client.backup().get("backup-1").await?;
    println!("{} played back, {} left", backup.id, playback.left());
    Ok(())
}
// ANCHOR_END: recording

/// Stands in for the server.
fn script() -> generated::ScriptedTransport {
    let script = generated::ScriptedTransport::new();
    script.push(200, r#"{"id": "backup-1"}"#);
    script
}

#[test]
fn runs() -> Result<(), Error> {
    main()
}
