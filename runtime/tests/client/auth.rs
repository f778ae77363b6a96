//! Credentials, and tokens that are fetched and renewed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use crate::runtime::{
    BoxFuture, Client, Credential, FetchWith, ProviderError, ScriptedTransport, Token,
    TokenProvider, Transport,
};

use crate::support::{builder, header, targets, transport};

fn client(transport: &ScriptedTransport, credentials: Vec<(&str, Credential)>) -> Client {
    let mut builder = Client::builder().transport(transport.clone());
    for (scheme, credential) in credentials {
        builder = builder.credential(scheme, credential);
    }
    builder.build().unwrap()
}

/// Returns `t1`, `t2`, …, each with this lifetime, and counts the fetches.
fn counting(
    life: Option<Duration>,
    transport: &ScriptedTransport,
) -> (impl TokenProvider, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let (counted, clock) = (count.clone(), transport.clone());
    let provider = move || {
        let value = format!("t{}", counted.fetch_add(1, Ordering::SeqCst) + 1);
        Ok::<_, ProviderError>(match life {
            Some(life) => Token::expiring(value, Transport::now(&clock) + life),
            None => Token::new(value),
        })
    };
    (provider, count)
}

fn tokens(transport: &ScriptedTransport) -> Vec<String> {
    transport
        .requests()
        .iter()
        .map(|request| header(request, "authorization").to_owned())
        .collect()
}

#[tokio::test]
async fn first_complete_security_requirement_is_used() {
    let ok = [(200, "{}")];
    // Sends the credentials of the first alternative that is complete, and no others.
    let both = transport(&ok);
    let all = client(
        &both,
        vec![
            ("login", Credential::basic("Aladdin", "open sesame")),
            ("key", Credential::api_key("k1")),
            ("queryKey", Credential::api_key("k2")),
        ],
    );
    all.backup().task("t").await.unwrap();
    let request = both.last_request().unwrap();
    assert_eq!(
        header(&request, "authorization"),
        "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    );
    assert_eq!(header(&request, "x-api-key"), "k1");
    assert_eq!(request.uri().query(), None);

    // A partial alternative doesn't count.
    let half = transport(&ok);
    let some = client(
        &half,
        vec![
            ("key", Credential::api_key("k1")),
            ("session", Credential::api_key("s; 1")),
        ],
    );
    some.backup().task("t").await.unwrap();
    let request = half.last_request().unwrap();
    assert_eq!(header(&request, "cookie"), "sid=s%3B%201");
    assert_eq!(header(&request, "x-api-key"), "");

    // With the empty alternative, credentials are optional.
    let none = transport(&ok);
    client(&none, vec![]).backup().task("t").await.unwrap();
    assert_eq!(tokens(&none), [""]);
}

#[tokio::test]
async fn missing_credentials_are_an_error() {
    let transport = transport(&[]);
    let error = client(&transport, vec![])
        .cluster()
        .list_backups("c")
        .await
        .unwrap_err();
    assert!(error.is_auth());
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: the client has no credentials: the operation requires `iamToken` (a bearer \
         token). If the server needs none, use `without_credentials` or build the client with `anonymous`"
    );
    assert!(transport.requests().is_empty());
}

/// Documents are often wrong about `security`.
#[tokio::test]
async fn a_call_decides_about_its_credentials() {
    let ok = transport(&[(200, "{}"); 3]);
    let both = client(
        &ok,
        vec![
            ("iamToken", Credential::bearer("t")),
            ("key", Credential::api_key("k1")),
        ],
    );
    let call = both.cluster().list_backups("c");
    call.clone().without_credentials().await.unwrap();
    call.clone().with_credentials(["key"]).await.unwrap();
    call.clone().await.unwrap();
    assert_eq!(tokens(&ok), ["", "", "Bearer t"]);
    let keys: Vec<_> = ok
        .requests()
        .iter()
        .map(|one| header(one, "x-api-key").to_owned())
        .collect();
    assert_eq!(keys, ["", "k1", ""]);
    let error = call.with_credentials(["key", "login"]).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: the client has no credentials: the call requires `key` (an API key) and \
         `login` (user name and password)"
    );
}

#[tokio::test]
async fn an_anonymous_client_sends_what_it_has() {
    let ok = transport(&[(200, "{}"); 2]);
    let builder = || Client::builder().transport(ok.clone()).anonymous();
    let none = builder().build().unwrap();
    none.cluster().list_backups("c").await.unwrap();
    let token = builder().bearer_token("t").build().unwrap();
    token.cluster().list_backups("c").await.unwrap();
    assert_eq!(tokens(&ok), ["", "Bearer t"]);
}

#[tokio::test]
async fn tokens_are_cached_while_valid() {
    let transport = transport(&[(200, "{}"); 4]);
    let (provider, count) = counting(Some(Duration::from_secs(600)), &transport);
    let client = Client::builder()
        .token_provider(provider)
        .transport(transport.clone())
        .build()
        .unwrap();
    let call = client.cluster().list_backups("c");
    call.clone().await.unwrap();
    call.clone().await.unwrap();
    assert_eq!(count.load(Ordering::SeqCst), 1);
    Transport::sleep(&transport, Duration::from_secs(539)).await;
    call.clone().await.unwrap();
    Transport::sleep(&transport, Duration::from_secs(2)).await;
    call.await.unwrap();
    assert_eq!(
        tokens(&transport),
        ["Bearer t1", "Bearer t1", "Bearer t1", "Bearer t2"]
    );
}

#[tokio::test]
async fn short_lived_tokens_are_renewed_in_their_last_quarter() {
    let transport = transport(&[(200, "{}"); 2]);
    let (provider, count) = counting(Some(Duration::from_secs(20)), &transport);
    let client = Client::builder()
        .token_provider(provider)
        .transport(transport.clone())
        .build()
        .unwrap();
    client.cluster().list_backups("c").await.unwrap();
    client.cluster().list_backups("c").await.unwrap();
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn rejected_tokens_are_renewed_once() {
    let transport = transport(&[(401, ""), (200, "{}"), (401, ""), (401, "no"), (200, "{}")]);
    let (provider, _) = counting(None, &transport);
    let client = Client::builder()
        .token_provider(provider)
        .transport(transport.clone())
        .build()
        .unwrap();
    let call = client.cluster().list_backups("c").with_retries(0);
    call.clone().await.unwrap();
    let error = call.clone().await.unwrap_err();
    assert!(error.is_auth() && error.status() == Some(401));
    assert_eq!(
        tokens(&transport),
        ["Bearer t1", "Bearer t2", "Bearer t2", "Bearer t3"]
    );
    assert!(transport.sleeps().is_empty());
}

#[tokio::test]
async fn fixed_tokens_are_not_retried() {
    let transport = transport(&[(401, ""), (200, "{}")]);
    let client = builder(&transport).build().unwrap();
    assert!(
        client
            .cluster()
            .list_backups("c")
            .await
            .unwrap_err()
            .is_auth()
    );
    assert_eq!(transport.responses_left(), 1);
}

#[tokio::test]
async fn failing_token_provider_is_an_auth_error() {
    let transport = transport(&[]);
    let provider = || Err::<Token, _>("the metadata service is away");
    let client = Client::builder()
        .token_provider(provider)
        .transport(transport.clone())
        .build()
        .unwrap();
    let error = client.cluster().list_backups("c").await.unwrap_err();
    assert!(error.is_auth());
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: no token could be fetched: the metadata service is away"
    );
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn hanging_token_provider_times_out() {
    struct Hangs;
    impl TokenProvider for Hangs {
        fn token(&self) -> BoxFuture<'_, Result<Token, ProviderError>> {
            Box::pin(std::future::pending())
        }
    }
    let transport = transport(&[]);
    let client = Client::builder()
        .token_provider(Hangs)
        .transport(transport)
        .build()
        .unwrap();
    let call = client
        .cluster()
        .list_backups("c")
        .with_timeout(Duration::from_secs(3));
    let error = call.await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(
        error.to_string(),
        "ClusterListBackups: timed out waiting for a token"
    );
}

#[tokio::test]
async fn concurrent_calls_share_one_fetch() {
    let transport = transport(&[(200, "{}"); 20]);
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    let provider = FetchWith(move || {
        let counted = counted.clone();
        async move {
            tokio::task::yield_now().await;
            counted.fetch_add(1, Ordering::SeqCst);
            tokio::task::yield_now().await;
            Ok::<_, ProviderError>(Token::new("t"))
        }
    });
    let client = Client::builder()
        .token_provider(provider)
        .transport(transport)
        .build()
        .unwrap();
    let calls: Vec<_> = (0..20)
        .map(|_| tokio::spawn(client.cluster().list_backups("c").send()))
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn cancelled_fetch_releases_the_lock() {
    let transport = transport(&[(200, "{}")]);
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    let provider = FetchWith(move || {
        let first = counted.fetch_add(1, Ordering::SeqCst) == 0;
        async move {
            if first {
                std::future::pending::<()>().await;
            }
            Ok::<_, ProviderError>(Token::new("t"))
        }
    });
    let client = Client::builder()
        .token_provider(provider)
        .transport(transport)
        .build()
        .unwrap();
    let hanging = client
        .cluster()
        .list_backups("c")
        .with_timeout(Duration::from_secs(1));
    assert!(hanging.await.unwrap_err().is_timeout());
    client.cluster().list_backups("c").await.unwrap();
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn api_key_in_query() {
    let transport = transport(&[(200, "{}")]);
    let client = client(&transport, vec![("queryKey", Credential::api_key("a b&c"))]);
    client.backup().task("t").await.unwrap();
    assert_eq!(targets(&transport), ["/tasks/t?api_key=a%20b%26c"]);
}

#[tokio::test]
async fn headers_of_the_call_override_credentials() {
    let transport = transport(&[(200, "{}"); 2]);
    let client = builder(&transport).build().unwrap();
    let call = client
        .cluster()
        .list_backups("c")
        .with_header("Authorization", "Bot x");
    call.await.unwrap();
    let client = Client::builder()
        .header("authorization", "Bot y")
        .transport(transport.clone());
    client
        .build()
        .unwrap()
        .cluster()
        .list_backups("c")
        .await
        .unwrap();
    assert_eq!(tokens(&transport), ["Bot x", "Bot y"]);
}
