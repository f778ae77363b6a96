//! Tokens: where they come from, when they are renewed, and that they are never printed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use generated::{Client, ClientBuilder, FetchWith, Token};

use crate::canned_response::CannedResponse;
use crate::server::Server;
use crate::support::{BACKUP, OPERATIONS, TOKEN, client};

const REFUSED: &str = r#"{"code": 16, "message": "The token is invalid"}"#;

/// A client with the tokens `token-1`, `token-2` and so on, each with this lifetime.
fn client_with_numbered_tokens(server: &Server, life: Option<Duration>) -> Client {
    let count = Arc::new(AtomicUsize::new(0));
    let fetch = move || {
        let number = count.fetch_add(1, Ordering::SeqCst) + 1;
        async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            let value = format!("token-{number}");
            Ok::<_, std::io::Error>(match life {
                Some(life) => Token::expiring(value, SystemTime::now() + life),
                None => Token::new(value),
            })
        }
    };
    unauthenticated(server)
        .token_provider(FetchWith(fetch))
        .build()
        .unwrap()
}

fn unauthenticated(server: &Server) -> ClientBuilder {
    Client::builder()
        .base_url(server.url())
        .base_url_for(OPERATIONS, server.url())
}

fn tokens(server: &Server) -> Vec<String> {
    let requests = server.requests();
    let token = |request: &crate::request::Request| {
        let value = request.header("authorization").unwrap_or("none");
        value.trim_start_matches("Bearer ").to_owned()
    };
    requests.iter().map(token).collect()
}

#[tokio::test]
async fn tokens_are_cached() {
    let server = Server::start(vec![CannedResponse::json(200, BACKUP); 3]);
    let client = client_with_numbered_tokens(&server, None);
    for client in [&client, &client.clone(), &client] {
        client.backup().get("b1").await.unwrap();
    }
    assert_eq!(tokens(&server), ["token-1"; 3]);
}

#[tokio::test]
async fn one_token_for_many_calls() {
    let server = Server::start(vec![CannedResponse::json(200, BACKUP); 8]);
    let client = client_with_numbered_tokens(&server, None);
    let calls: Vec<_> = (0..8)
        .map(|_| tokio::spawn(client.backup().get("b1").send()))
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(tokens(&server), ["token-1"; 8]);
}

#[tokio::test]
async fn tokens_expire() {
    let server = Server::start(vec![CannedResponse::json(200, BACKUP); 2]);
    let client = client_with_numbered_tokens(&server, Some(Duration::ZERO));
    client.backup().get("b1").await.unwrap();
    client.backup().get("b1").await.unwrap();
    assert_eq!(tokens(&server), ["token-1", "token-2"]);
}

#[tokio::test]
async fn a_refused_token_is_renewed() {
    let server = Server::start([
        CannedResponse::json(401, REFUSED),
        CannedResponse::json(200, BACKUP),
        CannedResponse::json(200, BACKUP),
    ]);
    let client = client_with_numbered_tokens(&server, None);
    client.backup().get("b1").await.unwrap();
    client.backup().get("b1").await.unwrap();
    assert_eq!(tokens(&server), ["token-1", "token-2", "token-2"]);
}

#[tokio::test]
async fn a_token_is_renewed_once() {
    let server = Server::start(vec![CannedResponse::json(401, REFUSED); 9]);
    let client = client_with_numbered_tokens(&server, None);
    let error = client.backup().get("b1").await.unwrap_err();
    assert_eq!(error.status(), Some(401));
    assert!(error.is_auth() && error.is_status());
    assert_eq!(error.body(), Some(REFUSED.as_bytes()));
    assert_eq!(tokens(&server), ["token-1", "token-2"]);
}

#[tokio::test]
async fn a_fixed_token_is_not_retried() {
    let server = Server::start(vec![CannedResponse::json(401, REFUSED); 9]);
    let error = client(&server).backup().get("b1").await.unwrap_err();
    assert!(error.is_auth());
    assert_eq!(tokens(&server), [TOKEN]);
}

#[tokio::test]
async fn a_provider_that_fails() {
    let server = Server::start([]);
    let provide = || Err::<Token, _>("the vault is sealed");
    let client = unauthenticated(&server).token_provider(provide);
    let call = client.build().unwrap().backup().get("b1");
    let error = call.await.unwrap_err();
    assert!(error.is_auth() && error.status().is_none(), "{error:?}");
    assert_eq!(
        error.to_string(),
        "BackupGet: no token could be fetched: the vault is sealed"
    );
    assert_eq!(tokens(&server), [""; 0]);
}

#[tokio::test]
async fn a_missing_token_is_an_error() {
    let server = Server::start([]);
    let client = unauthenticated(&server).build().unwrap();
    let error = client.backup().get("b1").await.unwrap_err();
    assert!(error.is_auth());
    assert_eq!(
        error.to_string(),
        "BackupGet: the client has no credentials: the operation requires `iamToken` (a bearer token). If the server \
         needs none, use `without_credentials` or build the client with `anonymous`"
    );
    assert_eq!(tokens(&server), [""; 0]);
}

#[tokio::test]
async fn a_token_for_one_call() {
    let server = Server::start([CannedResponse::json(200, BACKUP)]);
    let call = client(&server).backup().get("b1");
    let call = call.with_header("authorization", "Bearer other");
    call.await.unwrap();
    // The credential of the call takes precedence.
    assert_eq!(tokens(&server), ["other"]);
}

#[tokio::test]
async fn tokens_that_are_no_header_value_are_errors() {
    let server = Server::start([]);
    let client = unauthenticated(&server).bearer_token("a\r\nx-evil: 1");
    let call = client.build().unwrap().backup().get("b1");
    let error = call.await.unwrap_err();
    assert!(error.is_auth(), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("evil"), "{error:?}");
    assert_eq!(tokens(&server), [""; 0]);
}

#[tokio::test]
async fn errors_and_logs_do_not_contain_the_token() {
    let server = Server::start([
        CannedResponse::json(403, "{}"),
        CannedResponse::json(200, "[]"),
    ]);
    let client = client(&server);
    let call = client.backup().get("b1");
    let texts = [
        format!("{client:?}"),
        format!("{:?}", client.backup()),
        format!("{call:?}"),
        format!("{:?}", call.to_http().unwrap()),
        format!("{:?}", Token::new(TOKEN)),
        format!("{:?}", generated::Credential::bearer(TOKEN)),
        format!("{:?}", call.clone().await.unwrap_err()),
        format!("{:?}", call.await.unwrap_err()),
    ];
    for text in texts {
        assert!(!text.contains("s3cret"), "{text}");
    }
    assert_eq!(tokens(&server), [TOKEN; 2]);
}

#[test]
fn debug_output_contains_no_secrets() {
    let client = Client::builder().bearer_token(TOKEN).build().unwrap();
    assert_eq!(
        format!("{client:?}"),
        "Client { service: \"generated\", base_url: \"https://mdb.api.cloud.yandex.net\", \
         credentials: [\"iamToken\"], .. }"
    );
    // IDs can be secrets, too.
    let call = client.backup().get("b1-s3cret");
    assert_eq!(
        format!("{call:?}"),
        "Call(GET /managed-mongodb/v1/backups/{backupId})"
    );
}
