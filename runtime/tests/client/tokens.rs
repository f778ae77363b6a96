//! Fetches of tokens that concurrent calls share, and that fail.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use crate::runtime::{
    Body, BoxFuture, Client, Error, FetchWith, ScriptedTransport, Token, TokenProvider, Transport,
    TransportError,
};

use crate::support::transport;

/// Fails this many times, then returns tokens. Counts the fetches.
fn failing(failures: usize) -> (impl TokenProvider, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    let provider = FetchWith(move || {
        let counted = counted.clone();
        async move {
            let fetch = counted.fetch_add(1, Ordering::SeqCst);
            for _ in 0..5 {
                tokio::task::yield_now().await;
            }
            match fetch < failures {
                true => Err("the vault is sealed"),
                false => Ok(Token::new("t")),
            }
        }
    });
    (provider, count)
}

fn client(provider: impl TokenProvider, transport: &ScriptedTransport) -> Client {
    let builder = Client::builder().token_provider(provider);
    builder.transport(transport.clone()).build().unwrap()
}

/// A transport with the clock of tokio. That of the scripted one adds up the delays of all calls.
struct Paused(tokio::time::Instant);

impl Transport for Paused {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(std::future::ready(Err(TransportError::other(
            "nothing is sent",
        ))))
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(time))
    }

    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.0.elapsed()
    }
}

#[tokio::test(start_paused = true)]
async fn concurrent_calls_share_failures() {
    let (provider, count) = failing(usize::MAX);
    let builder = Client::builder().token_provider(provider);
    let transport = Paused(tokio::time::Instant::now());
    let client = builder.transport(transport).build().unwrap();
    let calls: Vec<_> = (0..100)
        .map(|_| tokio::spawn(client.cluster().list_backups("c").send()))
        .collect();
    for call in calls {
        let error: Error = call.await.unwrap().unwrap_err();
        assert_eq!(
            error.to_string(),
            "ClusterListBackups: no token could be fetched: the vault is sealed"
        );
    }
    assert_eq!(count.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn failed_fetches_are_retried_with_growing_delays() {
    let transport = transport(&[(200, "{}"), (503, ""), (503, ""), (200, "{}")]);
    let (provider, count) = failing(2);
    let client = client(provider, &transport);
    client.cluster().list_backups("c").await.unwrap();
    assert_eq!(count.load(Ordering::SeqCst), 3);
    let sleeps = transport.sleeps();
    let ms = Duration::from_millis;
    assert!((ms(125)..=ms(250)).contains(&sleeps[0]), "{sleeps:?}");
    assert!((ms(250)..=ms(500)).contains(&sleeps[1]), "{sleeps:?}");
    // The retries of requests are counted separately.
    client.cluster().list_backups("c").await.unwrap();
}

/// Otherwise a loop of calls would hammer the token endpoint.
#[tokio::test]
async fn calls_after_a_failure_wait_for_the_next_fetch() {
    let transport = transport(&[]);
    let (provider, count) = failing(usize::MAX);
    let builder = Client::builder().token_provider(provider).retries(0);
    let client = builder.transport(transport.clone()).build().unwrap();
    for _ in 0..5 {
        assert!(
            client
                .cluster()
                .list_backups("c")
                .await
                .unwrap_err()
                .is_auth()
        );
    }
    assert_eq!(count.load(Ordering::SeqCst), 1);
}
