//! Uses a layer of tower in a client.
//!
//! `cargo run --example tower` needs no account and no network: the responses of the server are
//! scripted.

// ANCHOR: tower
use generated::{Client, Error, OperationInfo, TowerTransport, Transport, TransportService};
use tower::ServiceBuilder;

/// Wraps the transport of a client in layers of tower.
fn layered(inner: Box<dyn Transport>) -> impl Transport {
    let service = ServiceBuilder::new()
        .concurrency_limit(10)
        .map_request(|request: http::Request<generated::Body>| {
            if let Some(info) = request.extensions().get::<OperationInfo>() {
                println!("{} {}", info.name, request.uri().path());
            }
            request
        })
        .service(TransportService::new(inner));
    TowerTransport::new(service)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = Client::builder()
        .bearer_token("an IAM token")
        .transport(script()) // without this line, requests go to the real service
        .layer(layered)
        .build()?;
    let backup = client.backup().get("backup-1").await?;
    println!("{}", backup.id);
    Ok(())
}
// ANCHOR_END: tower

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
