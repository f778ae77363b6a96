//! OAuth 2.0: tokens from the token endpoint.

use std::time::Duration;

use crate::runtime::{Client, Credential, OAuth, ScriptedTransport, Transport, TransportError};

use crate::support::{header, targets, transport};

const TOKEN: &str = r#"{"access_token":"a1","token_type":"bearer","expires_in":3600}"#;

fn client(oauth: OAuth, transport: &ScriptedTransport) -> Client {
    Client::builder()
        .credential(
            "iamToken",
            Credential::oauth(oauth.token_url("/oauth/token")),
        )
        .transport(transport.clone())
        .build()
        .unwrap()
}

fn credentials() -> OAuth {
    OAuth::client_credentials("my id", "s3cret:").scopes(["read", "write"])
}

fn body(transport: &ScriptedTransport, index: usize) -> String {
    String::from_utf8(transport.requests()[index].body().to_vec()).unwrap()
}

#[tokio::test]
async fn client_credentials() {
    let transport = transport(&[(200, TOKEN), (200, "{}"), (200, "{}")]);
    let client = client(credentials(), &transport);
    client.cluster().list_backups("c").await.unwrap();
    client.cluster().list_backups("c").await.unwrap();
    let requests = transport.requests();
    assert_eq!(requests.len(), 3, "the token is cached");
    assert_eq!(requests[0].method(), "POST");
    assert_eq!(requests[0].uri(), "https://eu.example.com/oauth/token");
    // `my%20id:s3cret%3A`
    assert_eq!(
        header(&requests[0], "authorization"),
        "Basic bXklMjBpZDpzM2NyZXQlM0E="
    );
    assert_eq!(
        body(&transport, 0),
        "grant_type=client_credentials&scope=read%20write"
    );
    assert_eq!(header(&requests[1], "authorization"), "Bearer a1");
}

#[tokio::test]
async fn the_secret_can_be_in_the_body() {
    let transport = transport(&[(200, TOKEN), (200, "{}")]);
    let client = client(credentials().secret_in_body(), &transport);
    client.cluster().list_backups("c").await.unwrap();
    assert_eq!(header(&transport.requests()[0], "authorization"), "");
    assert_eq!(
        body(&transport, 0),
        "grant_type=client_credentials&scope=read%20write&client_id=my%20id&client_secret=s3cret%3A"
    );
}

#[tokio::test]
async fn tokens_expire_and_refresh_tokens_change() {
    let first = r#"{"access_token":"a1","expires_in":"100","refresh_token":"r2"}"#;
    let second = r#"{"access_token":"a2"}"#;
    let transport = transport(&[(200, first), (200, "{}"), (200, second), (200, "{}")]);
    let client = client(OAuth::refresh_token("id", "", "r1"), &transport);
    client.cluster().list_backups("c").await.unwrap();
    Transport::sleep(&transport, Duration::from_secs(80)).await;
    client.cluster().list_backups("c").await.unwrap();
    let form = |token| format!("grant_type=refresh_token&refresh_token={token}&client_id=id");
    assert_eq!(body(&transport, 0), form("r1"));
    assert_eq!(body(&transport, 2), form("r2"));
    assert_eq!(
        header(&transport.requests()[3], "authorization"),
        "Bearer a2"
    );
}

#[tokio::test]
async fn rejected_tokens_are_renewed_once() {
    let renewed = r#"{"access_token":"a2"}"#;
    let transport = transport(&[(200, TOKEN), (401, ""), (200, renewed), (200, "{}")]);
    let client = client(credentials(), &transport);
    client.cluster().list_backups("c").await.unwrap();
    assert_eq!(
        header(&transport.requests()[3], "authorization"),
        "Bearer a2"
    );
}

#[tokio::test]
async fn temporary_failures_are_retried_and_final_ones_are_not() {
    let transport = transport(&[(503, "busy")]);
    transport.push_error(TransportError::other("reset"));
    transport.push(200, TOKEN);
    transport.push(200, "{}");
    let call = client(credentials(), &transport)
        .cluster()
        .list_backups("c");
    call.await.unwrap();
    assert_eq!(targets(&transport).len(), 4);

    let refusal = r#"{"error":"invalid_client","error_description":"s3cret: is wrong"}"#;
    let transport = crate::support::transport(&[(401, refusal), (200, TOKEN)]);
    let call = client(credentials(), &transport)
        .cluster()
        .list_backups("c");
    let error = call.await.unwrap_err();
    assert!(error.is_auth());
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: no token could be fetched: the token endpoint returned 401: \
         invalid_client: [redacted] is wrong"
    );
    assert_eq!(transport.responses_left(), 1);
}

#[tokio::test]
async fn responses_without_a_token_are_errors() {
    for answer in [
        "",
        "<html>",
        "{}",
        r#"{"access_token":""}"#,
        r#"{"access_token":5}"#,
    ] {
        let transport = transport(&[(200, answer); 3]);
        let call = client(credentials(), &transport)
            .cluster()
            .list_backups("c");
        let error = call.await.unwrap_err();
        assert!(error.to_string().contains("without a token"), "{error}");
    }
}

#[test]
fn a_scheme_without_an_endpoint_needs_one() {
    let oauth = Credential::oauth(OAuth::client_credentials("id", "secret"));
    let shown = format!("{oauth:?}");
    assert!(!shown.contains("secret"), "{shown}");
    let builder = Client::builder().transport(transport(&[]));
    let error = builder.credential("iamToken", oauth).build().unwrap_err();
    assert!(error.is_configuration());
    assert_eq!(
        error.to_string(),
        "the API declares no token endpoint for `iamToken`: set `token_url`"
    );
}

#[tokio::test]
async fn declared_endpoints_and_scopes() {
    let transport = transport(&[(200, TOKEN), (200, "{}")]);
    let builder = Client::builder().client_credentials("id", "secret");
    let client = builder.transport(transport.clone()).build().unwrap();
    let call = client.cluster().list_backups("c");
    call.with_credentials(["grant"]).await.unwrap();
    let requests = transport.requests();
    assert_eq!(requests[0].uri(), "https://eu.example.com/mdb/login/token");
    assert_eq!(
        body(&transport, 0),
        "grant_type=client_credentials&scope=read%20write"
    );
    assert_eq!(header(&requests[1], "authorization"), "Bearer a1");
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_client() {
    use crate::runtime::blocking::Client;

    let transport = transport(&[(200, TOKEN), (200, "{}")]);
    let oauth = Credential::oauth(credentials().token_url("https://login.example.com/token"));
    let builder = Client::builder().credential("iamToken", oauth);
    let client = builder.transport(transport.clone()).build().unwrap();
    client.cluster().list_backups("c").send().unwrap();
    let requests = transport.requests();
    assert_eq!(requests[0].uri(), "https://login.example.com/token");
    assert_eq!(header(&requests[1], "authorization"), "Bearer a1");
}
