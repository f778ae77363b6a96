//! Lists the backups of a cluster, over three pages, and deletes one of them.
//!
//! `cargo run --example quickstart` needs no account and no network: the responses of the server are
//! scripted.

// ANCHOR: quickstart
use generated::models::BackupType;
use generated::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = Client::builder()
        .bearer_token("an IAM token")
        .transport(script()) // without this line, requests go to the real service
        .build()?;

    // The list has several pages. Each page is fetched when the loop reaches it.
    let mut manual = None;
    let mut backups = client
        .cluster()
        .list_backups("my-cluster")
        .page_size(2)
        .items();
    while let Some(backup) = backups.try_next().await? {
        // Only `id` is required by the API, so all other fields are optional.
        println!("{}: {} bytes", backup.id, backup.size.unwrap_or(0));
        if backup.type_ == Some(BackupType::Manual) {
            manual = Some(backup.id);
        }
    }

    // The server responds before the backup is deleted. `wait` polls until the deletion is complete,
    // and returns an error if it fails.
    if let Some(id) = manual {
        client.backup().delete(&id).wait().await?;
        println!("{id}: deleted");
    }
    Ok(())
}
// ANCHOR_END: quickstart

/// Stands in for the server: gives these answers, one after the other, and sleeps in no time.
fn script() -> generated::ScriptedTransport {
    let script = generated::ScriptedTransport::new();
    for answer in [
        // Three pages: each leads to the next one, but for the last.
        r#"{"backups": [{"id": "backup-1", "size": "10737418240", "type": "AUTOMATED"},
                        {"id": "backup-2", "size": "10737421312", "type": "AUTOMATED"}],
            "nextPageToken": "page-2"}"#,
        r#"{"backups": [{"id": "backup-3", "size": "10738012160", "type": "MANUAL"},
                        {"id": "backup-4", "size": "10738016256", "type": "AUTOMATED"}],
            "nextPageToken": "page-3"}"#,
        r#"{"backups": [{"id": "backup-5", "size": "9663676416", "type": "AUTOMATED"}]}"#,
        // What the deletion answers, and what `wait` is told when it asks.
        r#"{"id": "operation-1", "description": "Delete a backup", "done": false}"#,
        r#"{"id": "operation-1", "description": "Delete a backup", "done": true, "response": {}}"#,
    ] {
        script.push(200, answer);
    }
    script
}

#[test]
fn runs() -> Result<(), Error> {
    main()
}
