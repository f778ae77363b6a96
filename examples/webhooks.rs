//! Verifies a webhook before it is decoded.
//!
//! `cargo run --example webhooks` needs no network: it verifies the example of Standard Webhooks.

// ANCHOR: webhooks
use std::error::Error;
use std::time::Duration;

use generated::webhooks::Verifier;
use http::HeaderMap;

/// Handles a webhook, in any web framework: with the headers and the bytes of the body.
fn receive(
    verifier: &Verifier,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<String, Box<dyn Error>> {
    let webhook = verifier.verify(headers, body)?;
    // A repeated webhook has the same ID.
    let id = webhook.id.unwrap_or_default();
    // The models of the SDK have types for the payloads that the OpenAPI document declares.
    let payload: serde_json::Value = serde_json::from_slice(body)?;
    Ok(format!("{id}: {payload}"))
}

fn main() -> Result<(), Box<dyn Error>> {
    let verifier =
        Verifier::standard("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")?.tolerance(Duration::MAX); // the example is from 2021; without this line: five minutes
    let (headers, body) = example()?;
    println!("{}", receive(&verifier, &headers, body)?);
    if let Err(error) = receive(&verifier, &headers, b"{}") {
        println!("refused: {error}");
    }
    Ok(())
}
// ANCHOR_END: webhooks

/// What the server of an API sends.
fn example() -> Result<(HeaderMap, &'static [u8]), Box<dyn Error>> {
    let mut headers = HeaderMap::new();
    headers.insert("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek".parse()?);
    headers.insert("webhook-timestamp", "1614265330".parse()?);
    let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    headers.insert("webhook-signature", signature.parse()?);
    Ok((headers, br#"{"test": 2432232314}"#))
}

#[test]
fn runs() -> Result<(), Box<dyn Error>> {
    main()
}
