//! Credentials in messages and logs.

use std::time::SystemTime;

use crate::runtime::{Client, Credential, Token};

use crate::support::{builder, response, transport};

#[tokio::test]
async fn debug_does_not_print_secrets() {
    let transport = transport(&[(500, "")]);
    let client = builder(&transport)
        .bearer_token("s3cret")
        .credential("login", Credential::basic("me", "s3cret"))
        .credential("queryKey", Credential::api_key("s3cret"))
        .retries(0)
        .build()
        .unwrap();
    let call = client
        .cluster()
        .list_backups("c")
        .with_header("authorization", "s3cret");
    let error = call.clone().await.unwrap_err();
    let request = transport.last_request().unwrap();
    let mut shown = format!("{client:?} {call:?} {error} {error:?} {request:?}");
    shown += &format!(
        "{:?} {:?}",
        Credential::basic("me", "s3cret"),
        Token::new("s3cret")
    );
    shown += &format!("{:?}", Token::expiring("s3cret", SystemTime::UNIX_EPOCH));
    shown += &format!("{:?}", call.to_http().unwrap());
    assert!(!shown.contains("s3cret"), "{shown}");
    assert!(shown.contains("iamToken"), "{shown}");
    let bad = client
        .cluster()
        .list_backups("c")
        .with_header("x", "s3cret\n")
        .await
        .unwrap_err();
    assert!(!format!("{bad} {bad:?}").contains("s3cret"));
    let bad = builder(&transport)
        .bearer_token("s3cret\n")
        .build()
        .unwrap();
    let bad = bad.cluster().list_backups("c").await.unwrap_err();
    assert!(
        bad.is_auth() && !format!("{bad} {bad:?}").contains("s3cret"),
        "{bad}"
    );
}

/// Gateways print the headers of requests that they refuse.
#[tokio::test]
async fn echoed_credentials_are_redacted() {
    let transport = transport(&[]);
    let client = Client::builder()
        .credential("login", Credential::basic("me", "pa ss/wd"))
        .credential("key", Credential::api_key("k3y-1"))
        .credential("queryKey", Credential::api_key("unused"))
        .transport(transport.clone())
        .build()
        .unwrap();
    let long: &'static str = String::leak(format!("{}{}", "x".repeat(296), "pa ss/wd"));
    let basic = "Basic bWU6cGEgc3Mvd2Q= and k3y-1, pa ss/wd or pa%20ss%2Fwd; h3ader";
    let described = r#"{"error": {"message": "k3y-1 is not valid", "errors": ["pa ss/wd"]}}"#;
    for body in [basic, long, described] {
        transport.push_response(response(403, &[], body));
        let call = client.backup().task("t");
        let call = call.with_header("cookie", "sid=h3ader");
        let error = call.await.unwrap_err();
        let texts = format!("{error} {error:?}");
        for secret in ["bWU6", "k3y", "pa", "h3ader"] {
            assert!(!texts.contains(secret), "{secret}: {texts}");
        }
        assert!(texts.contains("[redacted]"), "{texts}");
        assert_eq!(error.body(), Some(body.as_bytes()));
    }
}
