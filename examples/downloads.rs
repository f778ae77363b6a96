//! Downloads a large body: it continues after a broken connection, and reports its progress.
//!
//! `cargo run --example downloads` needs no account and no network: the responses of the server are
//! scripted.

// ANCHOR: downloads
use generated::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = Client::builder()
        .bearer_token("an IAM token")
        .max_concurrent_calls(8) // others wait for their turn
        .transport(script()) // without this line, requests go to the real service
        .build()?;

    let call = client.cluster().list_backups("my-cluster");
    let call = call.with_resumption().on_download(|progress| {
        let total = progress.total.unwrap_or_default();
        println!("{} of {total} bytes", progress.bytes);
    });
    let mut file = Vec::new(); // or a file of tokio
    let mut body = call.stream().await?.into_inner();
    while let Some(chunk) = body.try_next().await? {
        file.extend_from_slice(&chunk);
    }
    println!("{}", String::from_utf8_lossy(&file));
    Ok(())
}
// ANCHOR_END: downloads

/// Stands in for the server.
fn script() -> generated::ScriptedTransport {
    let script = generated::ScriptedTransport::new();
    let response = http::Response::builder()
        .header("content-length", "15")
        .header("accept-ranges", "bytes")
        .header("etag", "\"1\"");
    if let Ok(response) = response.body(r#"{"backups": []}"#) {
        script.push_response(response);
    }
    script
}

#[test]
fn runs() -> Result<(), Error> {
    main()
}
