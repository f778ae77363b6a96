//! A server that is down: the budget of retries limits the requests.

use std::io;
use std::time::Duration;

use oascribe_runtime::{Client, RetryPolicy, blocking};

use super::operations::Read;
use super::server::{Request, Server, write_head, write_text};

const CALLS: usize = 200;

fn policy() -> RetryPolicy {
    RetryPolicy::new(2).base_delay(Duration::from_millis(1))
}

/// The two ways to be down: errors, and connections that end at once.
fn outages() -> [Server; 2] {
    let failing = Server::start(|_, out| write_head(out, "503 Service Unavailable", ""));
    let closing = Server::start(|_: &Request, _| Err(io::ErrorKind::ConnectionAborted.into()));
    [failing, closing]
}

#[tokio::test]
async fn a_client_sends_few_more_requests_than_it_has_calls() {
    for server in outages() {
        let client = Client::builder().base_url(server.url()).retries(policy());
        let client = client.retry_budget(10).build().unwrap();
        let all = |calls: usize| (0..calls).map(|_| tokio::spawn(client.send(Read)));
        for call in all(20).collect::<Vec<_>>() {
            call.await.unwrap().unwrap_err();
        }
        assert_eq!(server.requests().len(), 20 + 10);
        // The budget is gone: one request for each call.
        for call in all(CALLS).collect::<Vec<_>>() {
            call.await.unwrap().unwrap_err();
        }
        assert_eq!(server.requests().len(), 30 + CALLS);
    }
}

#[test]
fn a_blocking_client_sends_few_more_requests_than_it_has_calls() {
    for server in outages() {
        let client = blocking::Client::builder().base_url(server.url());
        let client = client.retries(policy()).retry_budget(10).build().unwrap();
        for _ in 0..CALLS {
            client.send(Read).unwrap_err();
        }
        assert_eq!(server.requests().len(), CALLS + 10);
    }
}

/// A server that answers every tenth request earns few retries.
#[tokio::test]
async fn successes_refill_the_budget_slowly() {
    let count = std::sync::atomic::AtomicUsize::new(0);
    let server = Server::start(move |_, out| {
        match count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) % 10 {
            9 => write_text(out, "up"),
            _ => write_head(out, "503 Service Unavailable", ""),
        }
    });
    let client = Client::builder().base_url(server.url()).retries(policy());
    let client = client.retry_budget(0).build().unwrap();
    for _ in 0..CALLS {
        client.send(Read).await.ok();
    }
    let most = CALLS + CALLS / 10;
    assert!(
        server.requests().len() <= most,
        "{}",
        server.requests().len()
    );
}
