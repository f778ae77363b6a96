//! Tokens from an OAuth 2.0 server on loopback: expiry, failures, a slow server, and concurrent calls.

use std::time::{Duration, Instant};

use generated::{Client, Credential, OAuth, blocking};

use crate::canned_response::CannedResponse;
use crate::server::Server;
use crate::support::BACKUP;

fn oauth(login: &Server) -> Credential {
    let oauth = OAuth::client_credentials("id", "s3cret").scopes(["backups"]);
    Credential::oauth(oauth.token_url(format!("{}/token", login.url())))
}

fn client(api: &Server, login: &Server) -> Client {
    let builder = Client::builder().base_url(api.url());
    builder
        .credential("iamToken", oauth(login))
        .build()
        .unwrap()
}

fn token(number: u32, seconds: u32) -> CannedResponse {
    let body = format!(r#"{{"access_token":"token-{number}","expires_in":{seconds}}}"#);
    CannedResponse::json(200, &body)
}

fn tokens(server: &Server) -> Vec<String> {
    let requests = server.requests();
    let token = |request: &crate::request::Request| {
        request.header("authorization").unwrap_or("none").to_owned()
    };
    requests.iter().map(token).collect()
}

#[tokio::test]
async fn tokens_are_cached_until_they_expire() {
    let login = Server::start([token(1, 3600), token(2, 0), token(3, 0)]);
    let api = Server::start(vec![CannedResponse::json(200, BACKUP); 2]);
    let cached = client(&api, &login);
    cached.backup().get("b").await.unwrap();
    cached.backup().get("b").await.unwrap();
    assert_eq!(tokens(&api), ["Bearer token-1"; 2]);
    let request = login.only_request();
    assert_eq!(request.line(), "POST /token");
    assert_eq!(request.header("authorization"), Some("Basic aWQ6czNjcmV0"));

    let api = Server::start(vec![CannedResponse::json(200, BACKUP); 2]);
    let expired = client(&api, &login);
    expired.backup().get("b").await.unwrap();
    expired.backup().get("b").await.unwrap();
    assert_eq!(tokens(&api), ["Bearer token-2", "Bearer token-3"]);
}

#[tokio::test]
async fn failures_are_retried_unless_they_are_final() {
    let login = Server::start([
        CannedResponse::json(503, "{}"),
        CannedResponse::hangup(),
        token(1, 60),
        CannedResponse::json(400, r#"{"error":"invalid_scope"}"#),
    ]);
    let api = Server::start([CannedResponse::json(200, BACKUP)]);
    client(&api, &login).backup().get("b").await.unwrap();
    let error = client(&api, &login).backup().get("b").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "BackupGet: no token could be fetched: the token endpoint returned 400: invalid_scope"
    );
    assert_eq!(login.requests().len(), 4);
}

#[tokio::test]
async fn a_slow_server_does_not_exceed_the_time_of_a_call() {
    let slow = token(1, 60).after(Duration::from_secs(3));
    let login = Server::start([slow.clone(), slow]);
    let api = Server::start([]);
    let began = Instant::now();
    let limit = Duration::from_millis(100);
    let call = client(&api, &login).backup().get("b").with_timeout(limit);
    assert!(call.await.unwrap_err().is_timeout());
    let waits = tokio::task::spawn_blocking(move || {
        let builder = blocking::Client::builder().base_url(api.url());
        let client = builder.credential("iamToken", oauth(&login)).build();
        let call = client.unwrap().backup().get("b").with_timeout(limit);
        call.send().unwrap_err().is_timeout()
    });
    assert!(waits.await.unwrap());
    assert!(began.elapsed() < Duration::from_secs(3));
}

#[tokio::test]
async fn concurrent_calls_share_one_request() {
    let login = Server::start([token(1, 60).after(Duration::from_millis(100))]);
    let api = Server::start(vec![CannedResponse::json(200, BACKUP); 20]);
    let client = client(&api, &login);
    let calls: Vec<_> = (0..20)
        .map(|_| tokio::spawn(client.backup().get("b").send()))
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(tokens(&api), ["Bearer token-1"; 20]);
    login.only_request();
}

#[tokio::test]
async fn a_rejected_token_is_renewed_once() {
    let login = Server::start([token(1, 3600), token(2, 3600), token(3, 3600)]);
    let api = Server::start([
        CannedResponse::json(401, "{}"),
        CannedResponse::json(200, BACKUP),
        CannedResponse::json(401, "{}"),
        CannedResponse::json(401, "{}"),
    ]);
    let client = client(&api, &login);
    client.backup().get("b").await.unwrap();
    assert_eq!(
        client.backup().get("b").await.unwrap_err().status(),
        Some(401)
    );
    let numbers = ["1", "2", "2", "3"].map(|number| format!("Bearer token-{number}"));
    assert_eq!(tokens(&api), numbers);
}

#[test]
fn blocking_calls_share_tokens_and_renew_them() {
    let slow = token(1, 3600).after(Duration::from_millis(100));
    let login = Server::start([CannedResponse::json(503, "{}"), slow, token(2, 3600)]);
    let refused = CannedResponse::json(401, "{}");
    let mut responses = vec![CannedResponse::json(200, BACKUP); 8];
    responses.extend([refused, CannedResponse::json(200, BACKUP)]);
    let api = Server::start(responses);
    let builder = blocking::Client::builder().base_url(api.url());
    let client = builder.credential("iamToken", oauth(&login)).build();
    let client = client.unwrap();
    let call = || client.backup().get("b").send().map(drop);
    std::thread::scope(|scope| {
        let calls: Vec<_> = (0..8).map(|_| scope.spawn(call)).collect();
        for call in calls {
            call.join().unwrap().unwrap();
        }
    });
    assert_eq!(login.requests().len(), 2, "all calls share both requests");
    call().unwrap();
    let all = tokens(&api);
    assert_eq!(all[..9], ["Bearer token-1"; 9]);
    assert_eq!(all[9], "Bearer token-2");
}
