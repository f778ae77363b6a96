//! A client with retries, time limits and a layer that measures each attempt.
//!
//! `cargo run --example client_options` needs no account and no network: the responses of the server
//! are scripted.

// ANCHOR: client_options
use std::time::{Duration, Instant};

use generated::{
    Body, BoxFuture, Client, Error, OperationInfo, RetryPolicy, Transport, TransportError,
};

/// Prints each attempt. Layers also sign requests, cache responses or count errors.
struct Timed(Box<dyn Transport>);

impl Transport for Timed {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let info = request.extensions().get::<OperationInfo>().copied();
        Box::pin(async move {
            let start = Instant::now();
            let response = self.0.send(request).await?;
            if let Some(OperationInfo { name, attempt, .. }) = info {
                let (status, time) = (response.status(), start.elapsed());
                println!("{name}, attempt {attempt}: {status} in {time:?}");
            }
            Ok(response)
        })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.0.sleep(time)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = Client::builder()
        .bearer_token("an IAM token") // or `client_credentials`, `refresh_token`, `token_provider`
        .timeout(Duration::from_secs(30)) // of a call with all its retries
        .retries(RetryPolicy::new(4).base_delay(Duration::from_millis(100)))
        .retry_budget(50) // of all calls of this client together
        .layer(Timed)
        .transport(script()) // without this line, requests go to the real service
        .build()?;

    match client.backup().get("backup-1").await {
        Ok(backup) => println!(
            "{} of {}",
            backup.id,
            backup.source_cluster_id.as_deref().unwrap_or("?")
        ),
        Err(error) if error.status() == Some(404) => println!("there is no such backup"),
        Err(error) => println!("request {:?}: {error}", error.request_id()),
    }
    Ok(())
}
// ANCHOR_END: client_options

/// Stands in for the server: it is busy once.
fn script() -> generated::ScriptedTransport {
    let script = generated::ScriptedTransport::new();
    script.push(503, "");
    script.push(
        200,
        r#"{"id": "backup-1", "sourceClusterId": "my-cluster"}"#,
    );
    script
}

#[test]
fn runs() -> Result<(), Error> {
    main()
}
